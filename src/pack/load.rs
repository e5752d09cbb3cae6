//! Packs → rules: every file is read to its end, every mistake noted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::header::{PackInfo, read_header};
use super::rule::read_rule;
use super::{Loaded, PackFile, PackSource, Rule, RuleFile, RuleSet, built_in, vocabulary, yaml};
use crate::text::decode::{Reader, Slip};
use crate::text::lines::Lines;
use crate::text::node::Value;
use crate::text::pattern::Scanner;
use crate::text::{Node, Source, SourceId, Span};

/// Loads packs; all mistakes of all packs are found in one go.
pub fn load(packs: &[PackSource]) -> Loaded {
    let mut loader = Loader { macros: vocabulary::macros(), ..Loader::default() };
    for pack in packs {
        match pack {
            PackSource::BuiltIn(name) => loader.built_in(name),
            PackSource::Files(path, files) => loader.files(path, files),
        }
    }
    loader.finish()
}

#[derive(Default)]
struct Loader {
    reader: Reader,
    macros: BTreeMap<String, String>,
    packs: Vec<PackInfo>,
    rules: Vec<Rule>,
    /// Where each id was first written: the file and the place.
    ids: BTreeMap<(String, String), (Arc<RuleFile>, Span)>,
    slips: Vec<(Source, Vec<Slip>)>,
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
            .map(|(name, text, tree)| Parsed {
                file: Arc::new(RuleFile { name: name.to_owned(), text: Cow::Borrowed(text) }),
                tree,
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

    fn files(&mut self, path: &str, files: &[PackFile]) {
        let parsed = files.iter().map(|file| {
            let (tree, slips) = yaml::parse(&file.text);
            let text = Cow::Owned(file.text.clone());
            Parsed { file: Arc::new(RuleFile { name: file.name.clone(), text }), tree, slips }
        });
        self.pack(path, parsed.collect(), false);
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
        let info = self.head(head, built_in, files.is_empty());
        for file in files {
            self.rule_file(file, info.as_ref());
        }
        self.packs.extend(info);
    }

    /// Reads the header, and the rules of a one-file pack; `alone` is a pack without other files.
    fn head(&mut self, file: Parsed, built_in: bool, alone: bool) -> Option<PackInfo> {
        let tree = self.open(&file)?;
        if tree.value == Value::Null {
            self.reader.slip(
                Slip::new(tree.span, "文件是空的", "the file is empty")
                    .help("规则包以 jiaohe: 1 开头", "a pack begins with jiaohe: 1"),
            );
            self.close(&file);
            return None;
        }
        let info = self.reader.fields(tree).and_then(|mut fields| {
            let info = read_header(&mut fields, &mut self.reader);
            let info = info.map(|info| PackInfo { built_in, ..info });
            if let (Some(name), Some(info)) = (tree.get("pack"), &info)
                && self.packs.iter().any(|pack| pack.name == info.name)
            {
                self.reader.slip(Slip::new(
                    name.span,
                    format!("已有名为“{}”的规则包", info.name),
                    format!("there is another pack `{}`", info.name),
                ));
            }
            let rules = fields.take("rules").filter(|it| it.value != Value::Null);
            for rule in rules.map_or(&[][..], |it| self.reader.members(it)) {
                self.rule(rule, info.as_ref(), &file.file);
            }
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
        self.close(&file);
        info
    }

    fn rule_file(&mut self, file: Parsed, pack: Option<&PackInfo>) {
        if let Some(tree) = self.open(&file) {
            self.rule(tree, pack, &file.file);
            self.close(&file);
        }
    }

    fn rule(&mut self, node: &Node, pack: Option<&PackInfo>, file: &Arc<RuleFile>) {
        let nameless = PackInfo::default();
        let (slips, patterns) = (self.reader.slips.len(), self.reader.patterns.len());
        let wanted = self.reader.files.len();
        let rule = read_rule(node, pack.unwrap_or(&nameless), file, &mut self.reader);
        self.unique(node, pack, file);
        match rule {
            Some(rule) if self.reader.slips.len() == slips && pack.is_some() => {
                self.rules.push(rule);
            }
            _ => {
                self.reader.patterns.truncate(patterns);
                self.reader.files.truncate(wanted);
            }
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
        self.note(&file.file, slips);
    }

    fn note(&mut self, file: &RuleFile, mut slips: Vec<Slip>) {
        if slips.is_empty() {
            return;
        }
        slips.sort_by_key(|slip| slip.span);
        // What YAML already complains about needs no second complaint at the same place.
        slips.dedup_by_key(|slip| slip.span);
        let id = SourceId(u32::try_from(self.slips.len()).unwrap_or(u32::MAX));
        let text = file.text.clone().into_owned();
        let lines = Lines::of(&text);
        let source = Source { id, name: file.name.clone(), text, lines, blocks: Vec::new() };
        self.slips.push((source, slips));
    }

    fn finish(mut self) -> Loaded {
        self.rules.sort_by(|a, b| (&a.info.pack, &a.info.id).cmp(&(&b.info.pack, &b.info.id)));
        let patterns = self.reader.patterns;
        let scanner = Scanner::default();
        let (wanted, roles) = (self.reader.files, self.reader.roles);
        let (packs, rules) = (self.packs, self.rules);
        let set = RuleSet { packs, rules, patterns, wanted, roles, scanner, ..RuleSet::default() };
        Loaded { set, slips: self.slips }
    }
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
