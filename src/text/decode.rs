//! Reading a [`Node`] tree field by field, to the end, with one slip for every mistake.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use super::named::NamedFigure;
use super::nearest::nearest;
use super::node::{Key, Node, Value};
use super::pattern::{Pattern, PatternId, Role, macro_names};
pub use super::slip::Slip;
use super::{Located, Span, Text};

/// What a decoder needs beside the node: macros of patterns, and where slips and patterns go.
#[derive(Debug, Default)]
pub struct Reader {
    /// The YAML file's text: regex slips point into it.
    pub yaml: String,
    /// What `{{name}}` in a pattern stands for.
    pub macros: BTreeMap<String, String>,
    /// The figures that the header of the pack names.
    pub figures: Vec<NamedFigure>,
    /// The names of figures whose description has a mistake: who uses them is not told again.
    pub broken: BTreeSet<String>,
    /// The path of the YAML file as shown: files it names stand beside it.
    pub name: String,
    /// The roles of other documents that rules look at.
    pub roles: Vec<String>,
    /// The files that rules ask for; a kind keeps their numbers.
    pub files: Vec<Wanted>,
    /// Whether patterns are known to be sound: then they are parsed when first needed.
    pub trusted: bool,
    /// The mistakes found so far.
    pub slips: Vec<Slip>,
    /// The patterns read so far; a kind keeps their ids.
    pub patterns: Vec<Pattern>,
    /// The names in `{{ }}` that patterns read so far use.
    pub used: BTreeSet<String>,
    /// Whether doubts are looked for as well: what reads well and is hardly meant.
    pub doubting: bool,
    /// The doubts.
    pub warnings: Vec<Slip>,
    /// The named groups of the patterns read so far, where doubts are looked for.
    pub groups: Vec<(String, Span)>,
    /// Bytes of all expanded patterns that were read.
    pub expanded: usize,
    /// The patterns by a hash of their text.
    pub known: HashMap<u64, Vec<usize>>,
}

/// Bytes all patterns of a run may have together, macros expanded.
const MOST_EXPANDED: usize = 16 << 20;

/// A file that a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The YAML file that names it, as shown.
    pub yaml: String,
    /// Its path as written, seen from that file.
    pub path: String,
    /// Where the path is written.
    pub span: Span,
    /// The columns it must have, and where they are named.
    pub columns: Vec<Located<String>>,
}

impl Reader {
    /// Notes a mistake.
    pub fn slip(&mut self, slip: Slip) {
        self.slips.push(slip);
    }

    /// Opens a map for reading field by field.
    pub fn fields<'a>(&mut self, node: &'a Node) -> Option<Fields<'a>> {
        let Some(entries) = node.map() else {
            self.slip(
                Slip::new(node.head(), "此处应为“键: 值”的映射", "expected a map of `key: value`")
                    .help(
                        "每行写一个“键: 值”，冒号用半角，后面空一格；或写成 { 键: 值 }",
                        "write one `key: value` a line, or { key: value }",
                    ),
            );
            return None;
        };
        self.repeated(entries);
        Some(Fields { span: node.head(), entries, known: Vec::new(), later: Vec::new() })
    }

    /// Notes the keys that are written twice; several from the first on are one slip: a missing dash.
    fn repeated(&mut self, entries: &[(Key, Node)]) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut slips = Vec::new();
        for (key, _) in entries {
            let Some(first) = seen.insert(&key.name, key.span) else { continue };
            let slip = Slip::new(
                key.span,
                format!("键“{}”重复", key.name),
                format!("the key `{}` is written twice", key.name),
            );
            slips.push((key, slip.beside(first, "先写在这里", "first written here")));
        }
        let first = entries.first().map(|(key, _)| key.name.as_str());
        let dash = 1 < slips.len() && slips.first().map(|(key, _)| key.name.as_str()) == first;
        for (_, slip) in slips.into_iter().take(if dash { 1 } else { usize::MAX }) {
            self.slip(if dash {
                slip.help(
                    "从这里起若是另一项，前面加上“- ”；否则只保留一处",
                    "put `- ` before it where another member begins, else keep one of the two",
                )
            } else {
                slip.help("只保留一处", "keep one of the two")
            });
        }
    }

    /// A scalar's text, or a slip.
    pub fn string<'a>(&mut self, node: &'a Node) -> Option<&'a str> {
        if node.scalar().is_none() {
            let slip = Slip::new(node.head(), "此处应为一段文字", "expected a piece of text");
            let rest = self.yaml.get(node.span.end as usize..).unwrap_or("");
            self.slip(match &node.value {
                Value::Null if rest.trim_start_matches(' ').starts_with('#') => slip.help(
                    "# 以后是注释；以 # 开头的文字要放进单引号",
                    "# begins a comment; put a text that begins with # into single quotes",
                ),
                Value::Map(_) if node.span.of(&self.yaml).starts_with('{') => slip.help(
                    "以 { 开头的文字要放进单引号",
                    "put a text that begins with { into single quotes",
                ),
                Value::List(_) if node.span.of(&self.yaml).starts_with('[') => slip.help(
                    "以 [ 开头的文字要放进单引号",
                    "put a text that begins with [ into single quotes",
                ),
                Value::Null => {
                    slip.help("这里是空的，写上内容", "nothing is written here: write something")
                }
                _ => slip.help(
                    "含“: ”或以“- ”开头的文字要放进单引号",
                    "put a text with `: ` in it, or one that begins with `- `, into single quotes",
                ),
            });
        }
        node.scalar()
    }

    /// A text in both languages: one string for both, or `{zh: …, en: …}`.
    pub fn text(&mut self, node: &Node) -> Option<Text> {
        // `message: {text}` without quotes is a map to YAML.
        let unquoted =
            node.map().is_some_and(|it| it.iter().all(|(_, it)| it.value == Value::Null));
        if node.map().is_none() || unquoted {
            return self.string(node).map(Text::same);
        }
        let mut fields = self.fields(node)?;
        let zh = fields.require("zh", self).and_then(|it| self.string(it)).map(str::to_owned);
        let en = fields.take("en").and_then(|it| self.string(it)).map(str::to_owned);
        self.finish(fields);
        let zh = zh?;
        let en = en.unwrap_or_else(|| zh.clone());
        Some(Text { zh, en })
    }

    /// `true` or `false`, or a slip.
    pub fn flag(&mut self, node: &Node) -> Option<bool> {
        self.choice(node, &[("true", true), ("false", false)])
    }

    /// A whole number, or a slip.
    pub fn number(&mut self, node: &Node) -> Option<u32> {
        let written = self.string(node)?;
        let number = written.parse().ok();
        if number.is_none() && !written.is_empty() && written.bytes().all(|it| it.is_ascii_digit())
        {
            self.slip(
                Slip::new(
                    node.span,
                    format!("“{written}”太大"),
                    format!("`{written}` is too large"),
                )
                .help("写小一些的整数", "write a smaller number"),
            );
        } else if number.is_none() {
            self.slip(
                Slip::new(
                    node.span,
                    format!("“{written}”不是整数"),
                    format!("`{written}` is not a whole number"),
                )
                .help("用阿拉伯数字，如 3", "write digits, such as 3"),
            );
        }
        number
    }

    /// The members of a list, or a slip.
    pub fn members<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        if node.list().is_none() {
            self.slip(Slip::new(node.head(), "此处应为列表", "expected a list").help(
                "每项一行，以“- ”开头；空列表写成 []",
                "one `- …` a line; an empty list is []",
            ));
        }
        node.list().unwrap_or(&[])
    }

    /// The texts of a list, or of a single scalar.
    pub fn strings(&mut self, node: &Node) -> Vec<String> {
        match node.list() {
            Some(members) => {
                members.iter().filter_map(|it| self.string(it)).map(str::to_owned).collect()
            }
            None if self.is_list_of(node) => Vec::new(),
            None => self.string(node).map(str::to_owned).into_iter().collect(),
        }
    }

    /// Notes a list whose brackets are full-width, or that is written as a map.
    fn is_list_of(&mut self, node: &Node) -> bool {
        let wide = node.span.of(&self.yaml).starts_with(['［', '【', '｛']);
        if wide {
            self.slip(
                Slip::new(
                    node.span,
                    "列表的括号是全角的",
                    "the brackets of the list are full-width",
                )
                .help(
                    "改为半角：[甲, 乙]，逗号也用半角",
                    "write [one, other] with half-width marks",
                ),
            );
        } else if node.map().is_some() {
            self.slip(
                Slip::new(node.head(), "此处应为一个词或列表", "expected a word or a list").help(
                    "写成 [甲, 乙]；以 { 开头的文字要放进单引号",
                    "write [one, other]; put a text that begins with { into single quotes",
                ),
            );
        }
        wide || node.map().is_some()
    }

    /// One of the named values, or a slip that lists them.
    pub fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let written = self.string(node)?;
        let found = choices.iter().find(|(name, _)| *name == written);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let slip = Slip::new(
                node.span,
                format!("不认识的值“{written}”"),
                format!("unknown value `{written}`"),
            );
            self.slip(slip.suggest(written, &names));
        }
        found.map(|(_, value)| *value)
    }

    /// Keeps the wish for a file, whose table needs these columns; the answer is its number.
    pub fn file(&mut self, node: &Node, columns: Vec<Located<String>>) -> Option<usize> {
        let path = self.string(node)?.to_owned();
        let yaml = self.name.clone();
        self.files.push(Wanted { yaml, path, span: node.span, columns });
        Some(self.files.len() - 1)
    }

    /// Keeps a search pattern for one of `literals`.
    pub fn literals(&mut self, literals: &[String]) -> PatternId {
        self.keep(Pattern::literals(literals))
    }

    fn keep(&mut self, pattern: Pattern) -> PatternId {
        let mut hash = DefaultHasher::new();
        pattern.expanded().hash(&mut hash);
        let places = self.known.entry(hash.finish()).or_default();
        // Patterns of a rule with mistakes are dropped again.
        let same = |at: &usize| self.patterns.get(*at).is_some_and(|it| it.is(&pattern));
        PatternId(places.iter().copied().find(same).unwrap_or_else(|| {
            self.patterns.push(pattern);
            places.push(self.patterns.len() - 1);
            self.patterns.len() - 1
        }))
    }

    /// Notes the macros that `written` uses.
    pub fn uses(&mut self, written: &str) {
        self.used.extend(macro_names(written).map(str::to_owned));
    }

    /// Whether the patterns of the run have become too large; said once.
    fn too_large(&mut self, node: &Node, more: usize) -> bool {
        let before = self.expanded;
        self.expanded = before.saturating_add(more);
        if before <= MOST_EXPANDED && MOST_EXPANDED < self.expanded {
            self.slip(
                Slip::new(
                    node.span,
                    "宏展开以后，所有正则合起来超过 16 MB",
                    "with their macros the patterns are over 16 MB together",
                )
                .help("少用长的宏和词表", "use long macros and word lists less often"),
            );
        }
        MOST_EXPANDED < self.expanded
    }

    /// Reads a regular expression, expands its macros, and keeps it for the shared scan.
    pub fn pattern(&mut self, node: &Node, role: Role) -> Option<PatternId> {
        let written = self.string(node)?.to_owned();
        if MOST_EXPANDED < self.expanded {
            return None;
        }
        if !self.trusted || self.doubting {
            self.uses(&written);
        }
        let read = if self.trusted { Pattern::trusted } else { Pattern::read };
        match read(&written, &self.macros, role) {
            Ok(pattern) => {
                if self.doubting {
                    self.doubt(node, &pattern, role);
                }
                let large = self.too_large(node, pattern.expanded().len());
                (!large).then(|| self.keep(pattern))
            }
            Err(slip) => {
                let span = slip.within(node, &self.yaml);
                self.slip(Slip::new(span, slip.zh, slip.en).help(slip.help_zh, slip.help_en));
                None
            }
        }
    }

    /// Notes what is doubtful in a pattern, and its groups.
    fn doubt(&mut self, node: &Node, pattern: &Pattern, role: Role) {
        for slip in Pattern::doubts(node.scalar().unwrap_or(""), &self.macros, role) {
            let span = slip.within(node, &self.yaml);
            let slip = Slip::new(span, slip.zh, slip.en).help(slip.help_zh, slip.help_en);
            self.warnings.push(slip);
        }
        self.groups.extend(pattern.groups().into_iter().map(|it| (it, node.span)));
    }

    /// In `{zh: 甲, 乙}` the comma ends the first value: notes what stands there without a colon.
    pub fn cut_off(&mut self, key: &Key, value: &Node) -> bool {
        let rest = self.yaml.get(key.span.end as usize..).unwrap_or("");
        let cut = value.value == Value::Null && !rest.trim_start().starts_with(':');
        if cut {
            let slip = Slip::new(
                key.span,
                "前面的逗号把文字断成了两截",
                "the comma before this cuts the text in two",
            );
            self.slip(slip.help("把整段文字放进引号", "put the whole text into quotes"));
        }
        cut
    }

    /// Notes the fields that nobody asked for, with the nearest known name.
    pub fn finish(&mut self, fields: Fields<'_>) {
        for (key, value) in fields.entries {
            let name = key.name.as_str();
            if fields.known.contains(&name) {
                continue;
            }
            let near = nearest(name, &fields.known);
            if near.is_none() && self.cut_off(key, value) {
                continue;
            }
            if fields.later.contains(&name) {
                self.slip(
                    Slip::new(
                        key.span,
                        format!("键“{name}”尚不支持"),
                        format!("the key `{name}` is not supported yet"),
                    )
                    .help("请先删去", "leave it out for now"),
                );
                continue;
            }
            if let Some(near) = near {
                // A misspelt key is not missing as well.
                let missing = missing(near, fields.span);
                self.slips.retain(|slip| *slip != missing);
            }
            self.slip(
                Slip::new(key.span, format!("不认识的键“{name}”"), format!("unknown key `{name}`"))
                    .suggest(name, &fields.known),
            );
        }
    }
}

impl Slip {
    /// The slip with the nearest of `names` as help, else with all of them.
    pub fn suggest(self, written: &str, names: &[&str]) -> Self {
        let mut once: Vec<&str> = Vec::new();
        for name in names {
            if !once.contains(name) {
                once.push(name);
            }
        }
        let list = once.join(" ");
        match nearest(written, names) {
            Some(near) => self.help(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
            None => self.help(format!("可用：{list}"), format!("one of: {list}")),
        }
    }
}

/// A map being read; it remembers which keys were asked for.
#[derive(Debug)]
pub struct Fields<'a> {
    /// A place to point at: the first key.
    pub span: Span,
    entries: &'a [(Key, Node)],
    known: Vec<&'static str>,
    later: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The value of `name`, if written.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.known.push(name);
        self.entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// The value of `name`; a slip where it is missing.
    pub fn require(&mut self, name: &'static str, reader: &mut Reader) -> Option<&'a Node> {
        let node = self.take(name);
        if node.is_none() {
            reader.slip(missing(name, self.span));
        }
        node
    }

    /// Keys of the language that this version does not know yet: a slip of their own.
    pub fn later(&mut self, names: &[&'static str]) {
        self.later.extend_from_slice(names);
    }

    /// Where the key `name` is written.
    pub fn key(&self, name: &str) -> Option<Span> {
        self.entries.iter().find(|(key, _)| key.name == name).map(|(key, _)| key.span)
    }
}

fn missing(name: &str, span: Span) -> Slip {
    Slip::new(
        span,
        format!("缺少必填的键“{name}”"),
        format!("the required key `{name}` is missing"),
    )
    .help(
        format!("补一行“{name}: {}”", if name == "jiaohe" { "1" } else { "…" }),
        format!("add a line `{name}: {}`", if name == "jiaohe" { "1" } else { "…" }),
    )
}
