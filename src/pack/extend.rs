//! What a pack makes of other packs: `extends`, `overrides`, and ids that were renamed.

use super::rule::read_severity;
use super::{PackFile, Severities, yaml};
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::{Node, Span};

/// A pack named under `extends`, as written.
#[derive(Clone, Debug)]
pub(super) struct Extended {
    pub(super) name: String,
    pub(super) span: Span,
}

/// What a pack changes in a rule of a pack it extends.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub(super) rule: String,
    /// Where the rule is named.
    pub(super) span: Span,
    pub(super) severities: Option<Severities>,
    /// Parameters of its kind that replace those written.
    pub(super) params: Option<Node>,
}

/// An id that a rule had before.
#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub(super) id: String,
    /// The rule's id today.
    pub(super) target: String,
    pub(super) span: Span,
}

/// The packs that the pack with these files extends, as written, and the file that says so.
pub fn extended(files: &[PackFile]) -> Vec<(&str, String)> {
    let heads = files.iter().filter(|it| it.text.contains("extends"));
    let mut found = Vec::new();
    for file in heads.filter(|it| !it.name.to_lowercase().ends_with(".txt")) {
        let Some(tree) = yaml::parse(&file.text).0 else { continue };
        let Some(node) = tree.get("extends") else { continue };
        let names = node.list().unwrap_or(std::slice::from_ref(node)).iter();
        found.extend(names.filter_map(Node::scalar).map(|it| (file.name.as_str(), it.to_owned())));
    }
    found
}

/// The path `entry`, written in `file`, from where `file` is seen.
pub fn beside(file: &str, entry: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    if entry.starts_with('/') || entry.contains(":/") || folder.is_empty() {
        return plain(entry);
    }
    plain(&format!("{folder}/{entry}"))
}

/// A path without `.` and, where it can be, without `..`.
pub fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (index, part) in path.split('/').enumerate() {
        match part {
            "" if index != 0 => {}
            "." => {}
            ".." if parts.last().is_some_and(|it| !matches!(*it, ".." | "")) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Reads `extends`.
pub(super) fn read_extends(fields: &mut Fields<'_>, reader: &mut Reader) -> Vec<Extended> {
    let Some(node) = fields.take("extends") else { return Vec::new() };
    let nodes = node.list().unwrap_or(std::slice::from_ref(node)).iter();
    nodes
        .filter_map(|it| Some(Extended { name: reader.string(it)?.to_owned(), span: it.span }))
        .collect()
}

/// Reads `overrides`.
pub(super) fn read_overrides(fields: &mut Fields<'_>, reader: &mut Reader) -> Vec<Override> {
    let Some(node) = fields.take("overrides") else { return Vec::new() };
    let members = reader.members(node);
    members.iter().filter_map(|it| read_override(it, reader)).collect()
}

fn read_override(node: &Node, reader: &mut Reader) -> Option<Override> {
    let mut fields = reader.fields(node)?;
    let rule = fields.require("rule", reader);
    let severities = fields.take("severity").map(|it| read_severity(it, reader));
    let params = fields.take("params").filter(|it| reader.fields(it).is_some()).cloned();
    if severities.is_none() && params.is_none() {
        reader.slip(
            Slip::new(
                fields.span,
                "没有说改什么：缺 severity 或 params",
                "nothing is changed: `severity` or `params` is missing",
            )
            .help(
                "如 { rule: base/section-skip, severity: warning }",
                "such as { rule: base/section-skip, severity: warning }",
            ),
        );
    }
    reader.finish(fields);
    let rule = rule?;
    Some(Override {
        rule: reader.string(rule)?.to_owned(),
        span: rule.span,
        severities: severities.flatten(),
        params,
    })
}

/// Reads a rule that only says what it is called now: `{id, deprecated: {use}}`.
pub(super) fn read_alias(node: &Node, reader: &mut Reader) -> Option<Alias> {
    let mut fields = reader.fields(node)?;
    let id = fields.require("id", reader).and_then(|it| super::header::read_id(it, reader));
    let deprecated = fields.take("deprecated");
    for name in ["title", "why", "tags"] {
        fields.take(name);
    }
    reader.finish(fields);
    let mut inner = reader.fields(deprecated?)?;
    let target = inner.require("use", reader);
    reader.finish(inner);
    let target = target?;
    Some(Alias { id: id?, target: reader.string(target)?.to_owned(), span: target.span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stand_beside_the_file_that_names_them() {
        for (file, entry, expect) in [
            ("p.yaml", "q.yaml", "q.yaml"),
            ("a/p.yaml", "q.yaml", "a/q.yaml"),
            ("a/p/pack.yaml", "../q.yaml", "a/q.yaml"),
            ("p.yaml", "../q.yaml", "../q.yaml"),
            ("a/p.yaml", "/x/q.yaml", "/x/q.yaml"),
            ("./a/p.yaml", "./q", "a/q"),
            ("../a/p.yaml", "../../q", "../../q"),
        ] {
            assert_eq!(beside(file, entry), expect, "{file} {entry}");
        }
    }
}
