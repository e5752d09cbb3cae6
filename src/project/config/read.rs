//! One `jiaohe.yaml`, key by key; every mistake has its place.

use std::path::{Path, PathBuf};

use super::{Config, Entry, Override, Setting, is_glob, pairs, place};
use crate::diagnostic::Severity;
use crate::pack::{self, yaml};
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::node::Value;
use crate::text::{Node, Source, Span};

/// What one file says.
pub(super) struct Part {
    pub(super) config: Config,
    /// The file it builds on.
    pub(super) extends: Option<Setting<String>>,
    pub(super) slips: Vec<Slip>,
}

/// Reads the file with this number, whose packs are seen from `folder`.
pub(super) fn read(source: &Source, file: usize, folder: &Path) -> Part {
    let (tree, mut slips) = yaml::parse(&source.text);
    let reader = Reader { yaml: source.text.clone(), ..Reader::default() };
    let mut file = File { reader, file, folder };
    let mut part = Part { config: Config::default(), extends: None, slips: Vec::new() };
    match &tree {
        Some(tree) if tree.value == Value::Null => {
            file.reader.slip(Slip::new(tree.span, "文件是空的", "the file is empty").help(
                "以 version: 1 开头；jiaohe init 写一份有说明的",
                "begin with version: 1; `jiaohe init` writes one with comments",
            ))
        }
        Some(tree) => file.all(tree, &mut part),
        None => {}
    }
    slips.append(&mut file.reader.slips);
    slips.sort_by_key(|it| it.span);
    slips.dedup_by_key(|it| it.span);
    part.slips = slips;
    part
}

struct File<'a> {
    reader: Reader,
    file: usize,
    folder: &'a Path,
}

/// From which severity a run fails.
const FAIL_ON: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("never", None),
];

const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

impl File<'_> {
    fn all(&mut self, tree: &Node, part: &mut Part) {
        let Some(mut fields) = self.reader.fields(tree) else { return };
        let config = &mut part.config;
        self.version(&mut fields);
        part.extends = fields.take("extends").and_then(|it| self.text(it));
        config.packs = fields.take("packs").map(|it| self.packs(it));
        if let Some(node) = fields.take("files") {
            self.files(node, config);
        }
        config.overrides = self.each(fields.take("overrides"), Self::change);
        config.documents = self.each(fields.take("documents"), Self::entry);
        config.pairs = self.each(fields.take("pairs"), Self::pair);
        config.fail_on = fields.take("fail-on").and_then(|it| self.choice(it, &FAIL_ON));
        config.min_severity =
            fields.take("min-severity").and_then(|it| self.choice(it, &SEVERITIES));
        config.period = fields.take("period").and_then(|it| self.period(it));
        config.own_level = fields.take("own-level").and_then(|it| self.text(it));
        config.names = fields.take("names").map(|it| self.texts(it)).unwrap_or_default();
        config.allow = fields.take("allow").map(|it| self.texts(it)).unwrap_or_default();
        self.reader.finish(fields);
    }

    fn at<T>(&self, value: T, span: Span) -> Setting<T> {
        Setting { value, at: place(self.file, span) }
    }

    fn version(&mut self, fields: &mut Fields<'_>) {
        if let Some(node) = fields.require("version", &mut self.reader)
            && self.reader.string(node).is_some_and(|it| it != "1")
        {
            self.reader.slip(
                Slip::new(node.span, "不认识的配置版本", "unknown version of the configuration")
                    .help("写 version: 1", "write version: 1"),
            );
        }
    }

    fn text(&mut self, node: &Node) -> Option<Setting<String>> {
        let text = self.reader.string(node)?.to_owned();
        Some(self.at(text, node.span))
    }

    /// The texts of a list, or a single one.
    fn texts(&mut self, node: &Node) -> Vec<Setting<String>> {
        let nodes = node.list().unwrap_or(std::slice::from_ref(node));
        nodes.iter().filter_map(|it| self.text(it)).collect()
    }

    fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<Setting<T>> {
        let value = self.reader.choice(node, choices)?;
        Some(self.at(value, node.span))
    }

    fn each<T>(&mut self, node: Option<&Node>, read: fn(&mut Self, &Node) -> Option<T>) -> Vec<T> {
        let members = node.map_or(&[][..], |it| self.reader.members(it));
        members.iter().filter_map(|it| read(self, it)).collect()
    }

    /// A name of the program's stays; a path is seen from this file.
    fn packs(&mut self, node: &Node) -> Setting<Vec<Setting<PathBuf>>> {
        let names = pack::built_in_names();
        let known = |it: &str| it == DEFAULT || names.iter().any(|(name, _)| *name == it);
        let entries = self.texts(node).into_iter().map(|it| {
            let path = if known(&it.value) {
                PathBuf::from(&it.value)
            } else {
                self.folder.join(&it.value)
            };
            Setting { value: path, at: it.at }
        });
        let entries = entries.collect();
        self.at(entries, node.head())
    }

    fn files(&mut self, node: &Node, config: &mut Config) {
        let Some(mut fields) = self.reader.fields(node) else { return };
        config.include = fields.take("include").map(|it| self.texts(it)).unwrap_or_default();
        config.exclude = fields.take("exclude").map(|it| self.texts(it)).unwrap_or_default();
        self.reader.finish(fields);
    }

    fn change(&mut self, node: &Node) -> Option<Override> {
        let mut fields = self.reader.fields(node)?;
        let mut part = |name| fields.take(name).and_then(|it| self.text(it));
        let (path, role, rule) = (part("path"), part("role"), part("rule"));
        let (pack, tag) = (part("pack"), part("tag"));
        let severity = fields.require("severity", &mut self.reader);
        self.reader.finish(fields);
        let node = severity?;
        let value = pack::read_severity(node, &mut self.reader)?;
        let severities = self.at(value, node.head());
        Some(Override { path, role, rule, pack, tag, severities })
    }

    fn entry(&mut self, node: &Node) -> Option<Entry> {
        let mut fields = self.reader.fields(node)?;
        let path = fields.require("path", &mut self.reader).and_then(|it| self.text(it));
        let role = fields.require("role", &mut self.reader).and_then(|it| self.text(it));
        self.reader.finish(fields);
        let (mut path, role) = (path?, role?);
        if !is_glob(&path.value) {
            path.value = pack::plain(&path.value);
        }
        Some(Entry { path, role })
    }

    fn pair(&mut self, node: &Node) -> Option<super::Pair> {
        let file = self.file;
        pairs::read(node, &mut self.reader, |span| place(file, span))
    }

    /// The period of the reports must name its year.
    fn period(&mut self, node: &Node) -> Option<Setting<String>> {
        let written = self.text(node)?;
        let digits = written.value.split(|it: char| !it.is_ascii_digit());
        if digits.clone().any(|it| it.len() == 4) {
            return Some(written);
        }
        self.reader.slip(
            Slip::new(
                node.span,
                format!("“{}”里没有四位数的年份", written.value),
                format!("`{}` names no year of four digits", written.value),
            )
            .help("写成 2024 或 2024年上半年", "write 2024 or 2024年上半年"),
        );
        None
    }
}

/// The word for the packs that run unasked.
pub(super) const DEFAULT: &str = "default";
