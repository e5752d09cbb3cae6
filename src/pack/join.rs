//! What is done once every pack is read: who extends whom, renamed ids, overrides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::extend::{Alias, Extended, Override, beside};
use super::{Rule, RuleFile, built_in, yaml};
use crate::kinds::Check;
use crate::text::decode::{Reader, Slip};
use crate::text::named::NamedFigure;
use crate::text::nearest::nearest;
use crate::text::node::{Node, Value};

/// A pack as others see it.
pub(super) struct Joint {
    /// The name of a built-in pack, the path of another.
    pub(super) id: String,
    /// Its name; empty where the header has none.
    pub(super) pack: String,
    pub(super) file: Arc<RuleFile>,
    pub(super) extends: Vec<Extended>,
    pub(super) overrides: Vec<Override>,
    /// Its macros.
    pub(super) macros: BTreeMap<String, String>,
    /// Its named figures.
    pub(super) figures: Vec<NamedFigure>,
}

/// A slip, the file it stands in, and whether it is only a warning.
pub(super) type Late = (Arc<RuleFile>, Slip, bool);

impl Joint {
    /// The number of the pack that `entry` names.
    fn target(&self, entry: &Extended, all: &[Joint]) -> Option<usize> {
        let known = built_in::names().iter().any(|(name, _)| *name == entry.name);
        let id = if known { entry.name.clone() } else { beside(&self.file.name, &entry.name) };
        all.iter().position(|it| it.id == id)
    }
}

/// Packs that do not exist, and circles.
pub(super) fn check_extends(joints: &[Joint], late: &mut Vec<Late>) {
    let mut done = BTreeSet::new();
    for (index, joint) in joints.iter().enumerate() {
        for entry in joint.extends.iter().filter(|it| joint.target(it, joints).is_none()) {
            late.push((Arc::clone(&joint.file), unknown_pack(entry), false));
        }
        follow(index, joints, &mut Vec::new(), &mut done, late);
    }
}

fn unknown_pack(entry: &Extended) -> Slip {
    let name = &entry.name;
    let names: Vec<&str> = built_in::names().into_iter().map(|(name, _)| name).collect();
    let slip =
        Slip::new(entry.span, format!("没有规则包“{name}”"), format!("there is no pack `{name}`"));
    match nearest(name, &names) {
        Some(near) => slip.help(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
        None => slip.help(
            format!("写自带规则包的名字（{}），或者相对本文件的路径", names.join(" ")),
            format!("name a built-in pack ({}), or a path from this file", names.join(" ")),
        ),
    }
}

fn follow(
    index: usize,
    joints: &[Joint],
    path: &mut Vec<usize>,
    done: &mut BTreeSet<usize>,
    late: &mut Vec<Late>,
) {
    let Some(joint) = joints.get(index).filter(|_| !done.contains(&index)) else { return };
    path.push(index);
    for entry in &joint.extends {
        let Some(target) = joint.target(entry, joints) else { continue };
        if let Some(start) = path.iter().position(|it| *it == target) {
            let circle = path.iter().skip(start).chain([&target]);
            let ids = circle.filter_map(|it| joints.get(*it)).map(|it| it.id.as_str());
            let chain = ids.collect::<Vec<_>>().join(" → ");
            let slip = Slip::new(
                entry.span,
                format!("extends 成了环：{chain}"),
                format!("`extends` goes in a circle: {chain}"),
            );
            let slip = slip.help("删去其中一个 extends", "remove one of them");
            late.push((Arc::clone(&joint.file), slip, false));
        } else {
            follow(target, joints, path, done, late);
        }
    }
    path.pop();
    done.insert(index);
}

/// Gives rules the ids they had before.
pub(super) fn add_aliases(
    aliases: Vec<(String, Alias, Arc<RuleFile>)>,
    rules: &mut [Rule],
    late: &mut Vec<Late>,
) {
    for (pack, alias, file) in aliases {
        let target = alias.target.as_str();
        let (of, id) = target.split_once('/').unwrap_or((&pack, target));
        let named = |it: &&mut Rule| it.info.pack == of && it.info.id == id;
        if let Some(rule) = rules.iter_mut().find(named) {
            rule.aliases.push(alias.id);
            continue;
        }
        let ids = rules.iter().filter(|it| it.info.pack == pack);
        let ids: Vec<&str> = ids.map(|it| it.info.id.as_str()).collect();
        let slip = Slip::new(
            alias.span,
            format!("没有规则“{target}”"),
            format!("there is no rule `{target}`"),
        );
        late.push((file, slip.suggest(target, &ids), false));
    }
}

/// Changes rules as the packs that extend theirs ask.
pub(super) fn apply_overrides(
    joints: &[Joint],
    rules: &mut [Rule],
    reader: &mut Reader,
    late: &mut Vec<Late>,
) {
    for (index, joint) in joints.iter().enumerate() {
        if joint.overrides.is_empty() {
            continue;
        }
        let mut reached = BTreeSet::new();
        reach(index, joints, &mut reached);
        let packs: BTreeSet<&str> =
            reached.iter().filter_map(|it| joints.get(*it)).map(|it| it.pack.as_str()).collect();
        for change in &joint.overrides {
            let word = change.rule.as_str();
            let mine = |it: &Rule| packs.contains(it.info.pack.as_str()) && it.is_called(word);
            match rules.iter_mut().find(|it| mine(it)) {
                Some(rule) => apply(change, rule, joint, joints, reader, late),
                None => {
                    late.push((Arc::clone(&joint.file), idle(change, joint, rules, &packs), true))
                }
            }
        }
    }
}

/// The packs below a pack, not itself.
fn reach(index: usize, joints: &[Joint], reached: &mut BTreeSet<usize>) {
    let Some(joint) = joints.get(index) else { return };
    for target in joint.extends.iter().filter_map(|it| joint.target(it, joints)) {
        if reached.insert(target) {
            reach(target, joints, reached);
        }
    }
}

fn idle(change: &Override, joint: &Joint, rules: &[Rule], packs: &BTreeSet<&str>) -> Slip {
    let word = change.rule.as_str();
    let slip = Slip::new(
        change.span,
        format!("没有规则“{word}”可改"),
        format!("there is no rule `{word}` to change"),
    );
    if let Some(rule) = rules.iter().find(|it| it.is_called(word)) {
        let pack = &rule.info.pack;
        if *pack == joint.pack {
            return slip.help(
                "这是本规则包的规则，直接改它",
                "this rule is the pack’s own: change it there",
            );
        }
        return slip
            .help(format!("把“{pack}”写进 extends"), format!("name `{pack}` under `extends`"));
    }
    let full: Vec<String> = rules
        .iter()
        .filter(|it| packs.contains(it.info.pack.as_str()))
        .flat_map(|it| [it.info.id.clone(), it.full()])
        .collect();
    let names: Vec<&str> = full.iter().map(String::as_str).collect();
    match nearest(word, &names) {
        Some(near) => slip.help(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
        None => slip.help(
            "写 extends 里的规则包的规则，如 base/section-skip",
            "name a rule of a pack under `extends`, such as base/section-skip",
        ),
    }
}

fn apply(
    change: &Override,
    rule: &mut Rule,
    joint: &Joint,
    joints: &[Joint],
    reader: &mut Reader,
    late: &mut Vec<Late>,
) {
    rule.severities = change.severities.unwrap_or(rule.severities);
    let Some(params) = &change.params else { return };
    let own = joints.iter().find(|it| it.pack == rule.info.pack);
    reader.macros = own.map(|it| it.macros.clone()).unwrap_or_default();
    reader.figures = own.map(|it| it.figures.clone()).unwrap_or_default();
    let names_file = params.get("file").is_some();
    reader.name.clone_from(if names_file { &joint.file.name } else { &rule.file.name });
    reader.yaml.clone_from(&joint.file.text.clone().into_owned());
    reader.trusted = false;
    reader.slips.clear();
    let wanted = reader.files.len();
    if let Some(check) = changed(rule, params, reader) {
        if let Some(lost) = rule.check.captures().iter().find(|it| !check.captures().contains(it)) {
            reader.slips.push(Slip::new(
                params.head(),
                format!("改过以后，规则的文字里可能要用的“{lost}”没有了"),
                format!("with this change the name `{lost}`, which messages may use, is gone"),
            ));
        } else {
            rule.check = check;
            rule.ledgers = wanted..reader.files.len();
            // Its cases speak of the rule as it was written.
            rule.cases.clear();
        }
    }
    let slips = reader.slips.drain(..).map(|slip| (Arc::clone(&joint.file), slip, false));
    late.extend(slips);
}

/// The check of `rule` with some parameters replaced.
fn changed(rule: &Rule, params: &Node, reader: &mut Reader) -> Option<Check> {
    let tree = if rule.built_in {
        built_in::files(&rule.info.pack).find(|it| it.name == rule.file.name)?.tree(true)?
    } else {
        yaml::parse(&rule.file.text).0?
    };
    let is_it = |it: &&Node| it.get("id").and_then(Node::scalar) == Some(&rule.info.id);
    let node = match tree.get("rules").and_then(Node::list) {
        Some(list) => list.iter().find(is_it)?,
        None => &tree,
    };
    let (kind, written) = node.get("check")?.map()?.first()?;
    let mut entries = params.map()?.to_vec();
    let names: BTreeSet<String> = entries.iter().map(|(key, _)| key.name.clone()).collect();
    entries.extend(written.map()?.iter().filter(|(key, _)| !names.contains(&key.name)).cloned());
    let merged = Node { span: params.span, value: Value::Map(entries) };
    Check::read(&kind.name, &merged, reader)?
}
