//! What `pack check` doubts beside patterns: names that nothing uses, rules that nothing tests.

use std::collections::BTreeMap;

use super::Rule;
use crate::text::Span;
use crate::text::decode::{Reader, Slip};
use crate::text::node::{Node, Value};

/// Doubts about a rule as a whole; `groups` are those of its patterns.
pub(super) fn rule(node: &Node, rule: &Rule, reader: &mut Reader) {
    let groups = std::mem::take(&mut reader.groups);
    for (name, span) in groups {
        if name != "at" && !names(node, &name) {
            reader.warnings.push(
                Slip::new(
                    span,
                    format!("分组“{name}”没有用到"),
                    format!("nothing uses the group `{name}`"),
                )
                .help(
                    format!("在文字里写 {{{name}}}，或把 (?<{name}>…) 改成 (?:…)"),
                    format!("write {{{name}}} in the message, or (?:…) for (?<{name}>…)"),
                ),
            );
        }
    }
    strangers(node, reader);
    let [good, bad] = [true, false].map(|kind| rule.cases.iter().any(|it| it.good == kind));
    if !(good && bad) {
        let span = node.get("id").map_or(node.head(), |it| it.span);
        reader.warnings.push(
            Slip::new(
                span,
                "这条规则至少要有一个 good 和一个 bad 用例",
                "this rule lacks a good or a bad case",
            )
            .help("在 tests 里写上，见“用例”一节", "write them under `tests`"),
        );
    }
}

/// Doubts about documents of cases with a role that the rule does not look at.
fn strangers(node: &Node, reader: &mut Reader) {
    let check = node.get("check").and_then(Node::map).and_then(<[_]>::first);
    let side = |it| check.and_then(|(_, kind)| kind.get(it)).and_then(|side| side.get("role"));
    let own = check.and_then(|(_, kind)| kind.get("role"));
    let sides = ["left", "right"].into_iter().filter_map(side).chain(own);
    let roles: Vec<&str> = sides.filter_map(Node::scalar).collect();
    let cases = node.get("tests").and_then(Node::list).unwrap_or(&[]);
    let with = cases.iter().filter_map(|it| it.get("with")).filter_map(Node::map).flatten();
    for (role, _) in with.filter(|(role, _)| !roles.contains(&role.name.as_str())) {
        let name = &role.name;
        let slip = Slip::new(
            role.span,
            format!("这条规则不看角色是“{name}”的文件"),
            format!("the rule looks at no document with the role `{name}`"),
        );
        reader.warnings.push(if roles.is_empty() {
            slip.help(
                "看另一份文件的是 relate（left 或 right 里写 role）和 figure-conflict（写 role）",
                "rules of the kinds `relate` (`role` under `left` or `right`) and `figure-conflict` (`role`) do",
            )
        } else {
            slip.suggest(name, &roles)
        });
    }
}

/// Whether a text below `node` uses the group: `{name}`, `{name|…}`, or its bare name.
fn names(node: &Node, name: &str) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar(text) => {
            let rest = |it: &str| it.starts_with(['}', '|']);
            text == name || text.split(&format!("{{{name}")).skip(1).any(rest)
        }
        Value::List(members) => members.iter().any(|it| names(it, name)),
        Value::Map(entries) => entries.iter().any(|(_, it)| names(it, name)),
    }
}

/// Doubts about what the header names: pieces and word lists that no pattern uses.
pub(super) fn header(tree: &Node, reader: &Reader) -> Vec<Slip> {
    let mut found = Vec::new();
    for (field, prefix) in [("defs", ""), ("lexicons", "lex:")] {
        for (key, _) in tree.get(field).and_then(Node::map).unwrap_or(&[]) {
            let used = format!("{prefix}{}", key.name);
            if reader.used.contains(&used) {
                continue;
            }
            found.push(
                Slip::new(
                    key.span,
                    format!("{field} 里的“{}”没有用到", key.name),
                    format!("nothing uses `{}` of `{field}`", key.name),
                )
                .help(
                    format!("在正则里写 {{{{{used}}}}}，或删去"),
                    format!("write {{{{{used}}}}} in a pattern, or remove it"),
                ),
            );
        }
    }
    found
}

/// Rules of users whose short id another pack has as well: the number of each, and what to say.
pub(super) fn clashes(rules: &[Rule]) -> Vec<(usize, Slip)> {
    let mut by_id: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        by_id.entry(&rule.info.id).or_default().push(rule);
    }
    let own = rules.iter().enumerate().filter(|(_, it)| !it.built_in);
    own.filter_map(|(index, rule)| {
        let others = by_id.get(rule.info.id.as_str())?;
        let other = others.iter().find(|it| it.info.pack != rule.info.pack)?;
        Some((index, clash(rule, &other.full())))
    })
    .collect()
}

fn clash(rule: &Rule, full: &str) -> Slip {
    let yaml = rule.span.of(&rule.file.text);
    let at = yaml.find(&rule.info.id).unwrap_or(0);
    let span = Span::new(at, at + rule.info.id.len()).moved(rule.span.start);
    Slip::new(
        span,
        format!("规则包之间 id 相同：{full}"),
        format!("another pack has this id: {full}"),
    )
    .help(
        format!("换一个 id；不换，就要写全名 {}", rule.full()),
        format!("choose another id, else it must be written {}", rule.full()),
    )
}
