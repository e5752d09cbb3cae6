//! Packs → rules: every file is read to its end, every mistake noted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::extend::{self, Alias};
use super::header::{PackInfo, read_header};
use super::join::{self, Joint, Late};
use super::lint;
use super::rule::read_rule;
use super::{
    Loaded, PackFile, PackSource, Rule, RuleFile, RuleSet, built_in, shape, vocabulary, yaml,
};
use crate::diagnostic::Problem;
use crate::text::decode::{Reader, Slip};
use crate::text::lines::Lines;
use crate::text::node::Value;
use crate::text::pattern::Scanner;
use crate::text::{Node, Source, SourceId, Span};

/// Loads packs; all mistakes of all packs are found in one go.
pub fn load(packs: &[PackSource]) -> Loaded {
    load_all(packs, Loader::default())
}

/// Loads packs for checking alone: built-in rules come without cases and explanations.
pub fn load_bare(packs: &[PackSource]) -> Loaded {
    load_all(packs, Loader { bare: true, ..Loader::default() })
}

/// Loads packs and notes as warnings what reads well and is hardly meant.
pub fn load_doubting(packs: &[PackSource]) -> Loaded {
    let mut loader = Loader::default();
    loader.reader.doubting = true;
    load_all(packs, loader)
}

fn load_all(packs: &[PackSource], mut loader: Loader) -> Loaded {
    loader.macros = vocabulary::macros();
    for pack in packs {
        match pack {
            PackSource::BuiltIn(name) => loader.built_in(name),
            PackSource::Files(path, files) => loader.files(path, files),
            PackSource::Unreadable(path, problem) => loader.unreadable(path, problem),
        }
    }
    loader.finish()
}

/// Rules a run may have.
const MOST_RULES: usize = 10_000;

#[derive(Default)]
struct Loader {
    /// The rules read so far.
    count: usize,
    /// Whether built-in rules are read without cases and explanations.
    bare: bool,
    reader: Reader,
    macros: BTreeMap<String, String>,
    /// The word lists of the pack at hand.
    lists: Vec<PackFile>,
    packs: Vec<PackInfo>,
    rules: Vec<Rule>,
    /// Where each id was first written: the file and the place.
    ids: BTreeMap<(String, String), (Arc<RuleFile>, Span)>,
    joints: Vec<Joint>,
    /// Ids that rules of a pack had before.
    aliases: Vec<(String, Alias, Arc<RuleFile>)>,
    slips: Vec<(Source, Vec<Slip>)>,
    warnings: Vec<(Source, Vec<Slip>)>,
}

/// A file of a pack with its tree.
struct Parsed {
    file: Arc<RuleFile>,
    tree: Option<Node>,
    slips: Vec<Slip>,
}

impl Loader {
    fn built_in(&mut self, name: &str) {
        let files: Vec<_> = built_in::files(name)
            .map(|it| Parsed {
                file: Arc::new(RuleFile { name: it.name.to_owned(), text: Cow::Borrowed(it.text) }),
                tree: it.tree(self.bare),
                slips: Vec::new(),
            })
            .collect();
        if files.is_empty() {
            let names: Vec<_> = built_in::names().into_iter().map(|(name, _)| name).collect();
            let slip = Slip::new(
                Span::default(),
                format!("没有名为“{name}”的内置规则包"),
                format!("there is no built-in pack `{name}`"),
            );
            self.note(
                &RuleFile { name: name.to_owned(), text: Cow::Borrowed("") },
                vec![slip.suggest(name, &names)],
            );
            return;
        }
        self.pack(name, files, true);
    }

    fn unreadable(&mut self, path: &str, problem: &Problem) {
        let Problem { message, help, .. } = problem.clone();
        let slip = Slip::new(Span::default(), message.zh, message.en).help(help.zh, help.en);
        self.note(&RuleFile { name: path.to_owned(), text: Cow::Borrowed("") }, vec![slip]);
    }

    fn files(&mut self, path: &str, files: &[PackFile]) {
        let is_list = |it: &&PackFile| it.name.to_lowercase().ends_with(".txt");
        let (lists, files): (Vec<&PackFile>, Vec<&PackFile>) = files.iter().partition(is_list);
        self.lists = lists.into_iter().cloned().collect();
        let parsed = files.into_iter().map(|file| {
            let (tree, slips) = yaml::parse(&file.text);
            let text = Cow::Owned(file.text.clone());
            Parsed { file: Arc::new(RuleFile { name: file.name.clone(), text }), tree, slips }
        });
        let parsed = parsed.collect();
        self.pack(path, parsed, false);
    }

    fn pack(&mut self, path: &str, mut files: Vec<Parsed>, built_in: bool) {
        let heads = |it: &Parsed| matches!(base(&it.file.name), "pack.yaml" | "pack.yml");
        let head = if files.len() == 1 { Some(0) } else { files.iter().position(heads) };
        let Some(head) = head else {
            let slip =
                Slip::new(Span::default(), "规则包里没有 pack.yaml", "the pack has no pack.yaml")
                    .help(
                        "文件夹形式的规则包用 pack.yaml 写 jiaohe、pack、version",
                        "a folder holds a pack.yaml with jiaohe, pack and version",
                    );
            self.note(&RuleFile { name: path.to_owned(), text: Cow::Borrowed("") }, vec![slip]);
            return;
        };
        let head = files.remove(head);
        // The cases of built-in rules are run by a test, which reads their patterns.
        self.reader.trusted = built_in;
        self.reader.macros = self.macros.clone();
        self.reader.figures.clear();
        self.reader.broken.clear();
        let joint = self.joints.len();
        self.joints.push(Joint {
            id: if built_in { path.to_owned() } else { extend::plain(path) },
            pack: String::new(),
            file: Arc::clone(&head.file),
            extends: Vec::new(),
            overrides: Vec::new(),
            macros: BTreeMap::new(),
            figures: Vec::new(),
        });
        let info = self.head(&head, built_in, files.is_empty());
        for file in files {
            self.rule_file(file, info.as_ref());
        }
        if let Some(joint) = self.joints.get_mut(joint) {
            joint.macros = std::mem::take(&mut self.reader.macros);
            joint.figures = std::mem::take(&mut self.reader.figures);
            joint.pack = info.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        }
        self.unused(&head);
        self.packs.extend(info);
    }

    /// Reads the header, and the rules of a one-file pack; `alone` is a pack without other files.
    fn head(&mut self, file: &Parsed, built_in: bool, alone: bool) -> Option<PackInfo> {
        let tree = self.open(file)?;
        if tree.value == Value::Null {
            self.reader.slip(
                Slip::new(tree.span, "文件是空的", "the file is empty")
                    .help("规则包以 jiaohe: 1 开头", "a pack begins with jiaohe: 1"),
            );
            self.close(file);
            return None;
        }
        if let Some(slip) = shape::lone_rule(tree) {
            self.reader.slip(slip);
            self.close(file);
            return None;
        }
        let info = self.reader.fields(tree).map(|mut fields| {
            let info = read_header(&mut fields, &self.lists, &mut self.reader);
            let info = PackInfo { built_in, ..info };
            let extends = extend::read_extends(&mut fields, &mut self.reader);
            let overrides = extend::read_overrides(&mut fields, &mut self.reader);
            let alone = alone && extends.is_empty();
            if let Some(joint) = self.joints.last_mut() {
                (joint.extends, joint.overrides) = (extends, overrides);
            }
            if let Some(name) = tree.get("pack")
                && self.packs.iter().any(|pack| pack.name == info.name)
            {
                self.reader.slip(Slip::new(
                    name.span,
                    format!("已有名为“{}”的规则包", info.name),
                    format!("there is another pack `{}`", info.name),
                ));
            }
            let rules = fields.take("rules").filter(|it| it.value != Value::Null);
            let list = rules.map_or(&[][..], |it| self.reader.members(it));
            self.rules(list, Some(&info), &file.file);
            let alone = alone && (fields.key("rules").is_some() || !shape::misspelt(tree, "rules"));
            if alone && rules.is_none_or(|it| it.list().is_some_and(<[_]>::is_empty)) {
                let span = fields.key("rules").or(fields.key("pack")).unwrap_or(fields.span);
                self.reader.slip(Slip::new(span, "规则包里没有规则", "the pack has no rule").help(
                    "在 rules: 下写规则，每条以“- id: …”开头",
                    "write rules under `rules:`, each beginning with `- id: …`",
                ));
            }
            self.reader.finish(fields);
            info
        });
        self.close(file);
        info
    }

    /// Notes what the header names and no pattern uses.
    fn unused(&mut self, head: &Parsed) {
        if let Some(tree) = head.tree.as_ref().filter(|_| self.reader.doubting) {
            let found = lint::header(tree, &self.reader);
            let late = found.into_iter().map(|slip| (Arc::clone(&head.file), slip, true));
            self.note_late(late.collect());
        }
        self.reader.used.clear();
    }

    fn rule_file(&mut self, file: Parsed, pack: Option<&PackInfo>) {
        if let Some(tree) = self.open(&file) {
            match is_rule(tree) {
                true => self.rule(tree, pack, &file.file),
                false => self.reader.slip(no_rule(tree)),
            }
            self.close(&file);
        }
    }

    fn rules(&mut self, list: &[Node], pack: Option<&PackInfo>, file: &Arc<RuleFile>) {
        let mut at = 0;
        while let Some(rule) = list.get(at) {
            if let Some((count, slip)) = shape::cut_in_two(list, at) {
                self.reader.slip(slip);
                at += count;
                continue;
            }
            self.rule(rule, pack, file);
            at += 1;
        }
    }

    fn rule(&mut self, node: &Node, pack: Option<&PackInfo>, file: &Arc<RuleFile>) {
        let nameless = PackInfo::default();
        self.reader.groups.clear();
        self.count += 1;
        if MOST_RULES < self.count {
            return self.too_many(node);
        }
        let (slips, patterns) = (self.reader.slips.len(), self.reader.patterns.len());
        let wanted = self.reader.files.len();
        if node.get("deprecated").is_some() {
            let alias = extend::read_alias(node, &mut self.reader);
            self.unique(node, pack, file);
            let named = alias.zip(pack).map(|(it, pack)| (pack.name.clone(), it, Arc::clone(file)));
            return self.aliases.extend(named);
        }
        let rule = read_rule(node, pack.unwrap_or(&nameless), file, &mut self.reader);
        self.unique(node, pack, file);
        match rule {
            Some(mut rule) if self.reader.slips.len() == slips && pack.is_some() => {
                rule.ledgers = wanted..self.reader.files.len();
                if self.reader.doubting {
                    lint::rule(node, &rule, &mut self.reader);
                }
                self.rules.push(rule);
            }
            _ => {
                self.reader.patterns.truncate(patterns);
                self.reader.files.truncate(wanted);
            }
        }
    }

    /// Says once that there are too many rules.
    fn too_many(&mut self, node: &Node) {
        if self.count == MOST_RULES + 1 {
            self.reader.slip(
                Slip::new(
                    node.head(),
                    format!("规则超过 {MOST_RULES} 条，从这一条起没有读"),
                    format!("more than {MOST_RULES} rules: from here on they are not read"),
                )
                .help(
                    "把同类的词合写进一条规则的 any，或少用几个规则包",
                    "list words of one sort under `any` of one rule, or take fewer packs",
                ),
            );
        }
    }

    fn unique(&mut self, node: &Node, pack: Option<&PackInfo>, file: &Arc<RuleFile>) {
        let Some((pack, id)) = pack.zip(node.get("id")) else { return };
        let name = id.scalar().unwrap_or("").to_owned();
        let key = (pack.name.clone(), name.clone());
        let Some((first, span)) = self.ids.get(&key) else {
            self.ids.insert(key, (Arc::clone(file), id.span));
            return;
        };
        let slip = Slip::new(
            id.span,
            format!("规则 id“{name}”重复"),
            format!("there are two rules `{name}`"),
        );
        let slip = if Arc::ptr_eq(first, file) {
            slip.beside(*span, "先写在这里", "first written here")
                .help("换一个 id", "choose another id")
        } else {
            slip.help(
                format!("先写在 {}；换一个 id", first.name),
                format!("the first is in {}; choose another id", first.name),
            )
        };
        self.reader.slip(slip);
    }

    /// Points the reader at a file; a file without a tree has only its slips.
    fn open<'a>(&mut self, file: &'a Parsed) -> Option<&'a Node> {
        if file.tree.is_none() {
            self.note(&file.file, file.slips.clone());
        }
        self.reader.yaml.clear();
        self.reader.yaml.push_str(&file.file.text);
        self.reader.slips.clear();
        self.reader.name.clone_from(&file.file.name);
        file.tree.as_ref()
    }

    fn close(&mut self, file: &Parsed) {
        let mut slips = file.slips.clone();
        slips.append(&mut self.reader.slips);
        let warnings = std::mem::take(&mut self.reader.warnings).into_iter();
        self.note_late(warnings.map(|slip| (Arc::clone(&file.file), slip, true)).collect());
        self.note(&file.file, slips);
    }

    fn note(&mut self, file: &RuleFile, mut slips: Vec<Slip>) {
        if slips.is_empty() {
            return;
        }
        slips.sort_by_key(|slip| slip.span);
        // What YAML already complains about needs no second complaint at the same place.
        slips.dedup_by_key(|slip| slip.span);
        push(&mut self.slips, file, slips);
    }

    /// Notes what was found when all packs had been read.
    fn note_late(&mut self, late: Vec<Late>) {
        for (file, slip, warning) in late {
            let list = if warning { &mut self.warnings } else { &mut self.slips };
            match list.iter_mut().find(|(source, _)| source.name == file.name) {
                Some((_, slips)) => {
                    slips.push(slip);
                    slips.sort_by_key(|slip| slip.span);
                }
                None => push(list, &file, vec![slip]),
            }
        }
    }

    /// Joins the packs: who extends whom, ids of before, overrides.
    fn join(&mut self) {
        let mut late = Vec::new();
        join::check_extends(&self.joints, &mut late);
        join::add_aliases(std::mem::take(&mut self.aliases), &mut self.rules, &mut late);
        join::apply_overrides(&self.joints, &mut self.rules, &mut self.reader, &mut late);
        if self.reader.doubting {
            let found = lint::clashes(&self.rules).into_iter();
            late.extend(found.filter_map(|(index, slip)| {
                Some((Arc::clone(&self.rules.get(index)?.file), slip, true))
            }));
        }
        self.note_late(late);
    }

    fn finish(mut self) -> Loaded {
        self.join();
        self.rules.sort_by(|a, b| (&a.info.pack, &a.info.id).cmp(&(&b.info.pack, &b.info.id)));
        let patterns = self.reader.patterns;
        let scanner = Scanner::default();
        let (wanted, roles) = (self.reader.files, self.reader.roles);
        let (packs, rules) = (self.packs, self.rules);
        let set = RuleSet { packs, rules, patterns, wanted, roles, scanner, ..RuleSet::default() };
        Loaded { set, slips: self.slips, warnings: self.warnings }
    }
}

/// Whether a file beside `pack.yaml` is meant as a rule, with whatever mistakes.
fn is_rule(tree: &Node) -> bool {
    ["id", "title", "severity", "message", "check"].iter().any(|it| tree.get(it).is_some())
}

fn no_rule(tree: &Node) -> Slip {
    let slip = Slip::new(tree.head(), "这个文件不是规则", "this file is no rule");
    if tree.get("rules").is_some() {
        return slip.help(
            "规则包文件夹里，每条规则一个文件，从 id: 写起，不写 rules:",
            "in the folder of a pack a file is one rule: begin with `id:`, without `rules:`",
        );
    }
    slip.help(
        "规则包文件夹里，pack.yaml 以外的 YAML 都是规则；台账等放进下一层文件夹，或存成 CSV",
        "in the folder of a pack every YAML file but pack.yaml is a rule; put ledgers into a folder below, or write them as CSV",
    )
}

fn push(list: &mut Vec<(Source, Vec<Slip>)>, file: &RuleFile, slips: Vec<Slip>) {
    let id = SourceId(u32::try_from(list.len()).unwrap_or(u32::MAX));
    let text = file.text.clone().into_owned();
    let lines = Lines::of(&text);
    let source = Source { id, name: file.name.clone(), text, lines, ..Source::default() };
    list.push((source, slips));
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
