//! Reading a [`Node`] tree field by field, to the end, with one slip for every mistake.

use std::collections::BTreeMap;

use super::node::{Key, Node};
use super::pattern::{Pattern, PatternId, Role};
use super::{Span, Text};

/// A mistake in a YAML file, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
    /// The other place of the mistake (the first of two equal keys).
    pub related: Option<(Span, Text)>,
}

impl Slip {
    /// A slip without help.
    pub fn new(span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { span, message: Text::new(zh, en), help: None, related: None }
    }

    /// The slip with what to write instead.
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Text::new(zh, en));
        self
    }
}

/// What a decoder needs beside the node: macros of patterns, and where slips and patterns go.
#[derive(Debug, Default)]
pub struct Reader {
    /// The YAML file's text: regex slips point into it.
    pub yaml: String,
    /// What `{{name}}` in a pattern stands for.
    pub macros: BTreeMap<String, String>,
    /// The mistakes found so far.
    pub slips: Vec<Slip>,
    /// The patterns read so far; a kind keeps their ids.
    pub patterns: Vec<Pattern>,
}

impl Reader {
    /// Notes a mistake.
    pub fn slip(&mut self, slip: Slip) {
        self.slips.push(slip);
    }

    /// Opens a map for reading field by field.
    pub fn fields<'a>(&mut self, node: &'a Node) -> Option<Fields<'a>> {
        let Some(entries) = node.map() else {
            self.slip(Slip::new(
                node.span,
                "此处应为“键: 值”的映射",
                "expected a map of `key: value`",
            ));
            return None;
        };
        for (index, (key, _)) in entries.iter().enumerate() {
            let first = entries.iter().take(index).find(|(other, _)| other.name == key.name);
            if let Some((first, _)) = first {
                self.slip(Slip {
                    related: Some((first.span, Text::new("先写在这里", "first written here"))),
                    ..Slip::new(
                        key.span,
                        format!("键“{}”重复", key.name),
                        format!("the key `{}` is written twice", key.name),
                    )
                    .help("只保留一处", "keep one of the two")
                });
            }
        }
        Some(Fields { span: node.span, entries, known: Vec::new() })
    }

    /// A scalar's text, or a slip.
    pub fn string<'a>(&mut self, node: &'a Node) -> Option<&'a str> {
        if node.scalar().is_none() {
            self.slip(Slip::new(node.span, "此处应为一段文字", "expected a piece of text"));
        }
        node.scalar()
    }

    /// The texts of a list, or of a single scalar.
    pub fn strings(&mut self, node: &Node) -> Vec<String> {
        match node.list() {
            Some(members) => {
                members.iter().filter_map(|it| self.string(it)).map(str::to_owned).collect()
            }
            None => self.string(node).map(str::to_owned).into_iter().collect(),
        }
    }

    /// One of the named values, or a slip that lists them.
    pub fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let written = self.string(node)?;
        let found = choices.iter().find(|(name, _)| *name == written);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let near = nearest(written, &names);
            let list = names.join(" ");
            let (zh, en) = match near {
                Some(near) => (
                    format!("是否为 {near}？可用：{list}"),
                    format!("did you mean `{near}`? one of: {list}"),
                ),
                None => (format!("可用：{list}"), format!("one of: {list}")),
            };
            self.slip(
                Slip::new(
                    node.span,
                    format!("不认识的值“{written}”"),
                    format!("unknown value `{written}`"),
                )
                .help(zh, en),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Reads a regular expression, expands its macros, and keeps it for the shared scan.
    pub fn pattern(&mut self, node: &Node, role: Role) -> Option<PatternId> {
        let written = self.string(node)?.to_owned();
        match Pattern::read(&written, &self.macros, role) {
            Ok(pattern) => {
                self.patterns.push(pattern);
                Some(PatternId(self.patterns.len() - 1))
            }
            Err(slip) => {
                let span = slip.within(node.span, &self.yaml);
                self.slip(Slip::new(span, slip.zh, slip.en).help(slip.help_zh, slip.help_en));
                None
            }
        }
    }

    /// Notes the fields that nobody asked for, with the nearest known name.
    pub fn finish(&mut self, fields: Fields<'_>) {
        for (key, _) in fields.entries {
            if fields.known.contains(&key.name.as_str()) {
                continue;
            }
            let slip = Slip::new(
                key.span,
                format!("不认识的键“{}”", key.name),
                format!("unknown key `{}`", key.name),
            );
            let list = fields.known.join(" ");
            self.slip(match nearest(&key.name, &fields.known) {
                Some(near) => {
                    slip.help(format!("是否为 {near}？"), format!("did you mean `{near}`?"))
                }
                None => slip.help(format!("可用：{list}"), format!("one of: {list}")),
            });
        }
    }
}

/// A map being read; it remembers which keys were asked for.
#[derive(Debug)]
pub struct Fields<'a> {
    /// Where the map begins.
    pub span: Span,
    entries: &'a [(Key, Node)],
    known: Vec<&'static str>,
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
            reader.slip(Slip::new(
                self.span,
                format!("缺少必填的键“{name}”"),
                format!("the required key `{name}` is missing"),
            ));
        }
        node
    }
}

/// The name in `names` closest to `written`, when close enough to be meant.
pub fn nearest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let limit = 1 + written.chars().count() / 4;
    names
        .iter()
        .map(|name| (distance(written, name), *name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(b.chars()) {
            let above = *cell;
            left = (above + 1).min(left + 1).min(corner + usize::from(from != to));
            corner = above;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_slips_of_the_pen() {
        assert_eq!(nearest("mesage", &["message", "label"]), Some("message"));
        assert_eq!(nearest("severty", &["message", "severity"]), Some("severity"));
        assert_eq!(nearest("formula", &["message", "severity"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
