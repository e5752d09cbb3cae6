//! Severities as a configuration changes them, and changes that change nothing.

use std::collections::BTreeSet;

use super::{Config, Override};
use crate::pack::{self, Rule, RuleSet, Severities};
use crate::text::Place;
use crate::text::decode::Slip;
use crate::text::glob;
use crate::text::nearest::nearest;

impl Override {
    /// Whether it speaks of the draft at `path` in this role.
    pub fn reaches(&self, path: &str, role: &str) -> bool {
        let here = self.path.as_ref().is_none_or(|it| glob::matches(&it.value, path));
        here && self.role.as_ref().is_none_or(|it| it.value == role)
    }

    /// Whether it speaks of `rule`.
    pub fn names(&self, rule: &Rule) -> bool {
        let same = |word: &String, it: &str| word == it;
        self.rule.as_ref().is_none_or(|it| rule.is_called(&it.value))
            && self.pack.as_ref().is_none_or(|it| same(&it.value, &rule.info.pack))
            && self.tag.as_ref().is_none_or(|it| rule.info.tags.contains(&it.value))
    }
}

/// The severities of all rules of `set` under some of the overrides, in their order.
pub fn changed(config: &Config, reached: &[bool], set: &RuleSet) -> Vec<Severities> {
    let overrides = config.overrides.iter().zip(reached).filter(|(_, on)| **on);
    let overrides: Vec<&Override> = overrides.map(|(it, _)| it).collect();
    let of = |rule: &Rule| {
        // A rule that is off is turned on by its own name alone, not with its pack.
        let open = |it: &Override| it.rule.is_some() || !rule.severities.silent();
        let last = overrides.iter().rev().find(|it| it.names(rule) && open(it));
        last.map_or(rule.severities, |it| it.severities.value)
    };
    set.rules.iter().map(of).collect()
}

/// A slip for each override that names no rule of `set`.
pub fn idle(config: &Config, set: &RuleSet) -> Vec<(Place, Slip)> {
    let idle = config.overrides.iter().filter(|it| !set.rules.iter().any(|rule| it.names(rule)));
    idle.map(|it| slip(it, set)).collect()
}

fn slip(change: &Override, set: &RuleSet) -> (Place, Slip) {
    let all: BTreeSet<String> =
        set.rules.iter().flat_map(|it| [it.info.id.clone(), it.full()]).collect();
    let packs: BTreeSet<String> = set.rules.iter().map(|it| it.info.pack.clone()).collect();
    let tags: BTreeSet<String> = set.rules.iter().flat_map(|it| it.info.tags.clone()).collect();
    let parts = [
        (&change.rule, "规则", "rule", all),
        (&change.pack, "规则包", "pack", packs),
        (&change.tag, "标签", "tag", tags),
    ];
    for (part, zh, en, names) in &parts {
        let Some(part) = part else { continue };
        let word = part.value.as_str();
        let known = if *en == "rule" {
            set.rules.iter().any(|it| it.is_called(word))
        } else {
            names.contains(word)
        };
        if known {
            continue;
        }
        let slip = Slip::new(
            part.at.span,
            format!("没有{zh}“{word}”可改"),
            format!("there is no {en} `{word}` to change"),
        );
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let built_in = *en == "pack" && pack::built_in_names().iter().any(|it| it.0 == word);
        let slip = match nearest(word, &names) {
            _ if built_in => slip.help(
                "这个规则包没有打开；要用就写进 packs",
                "this pack is off; name it under `packs` to use it",
            ),
            Some(near) => slip.help(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
            None => slip.help(
                "全部规则见 jiaohe rules；自己的规则要先写进 packs",
                "`jiaohe rules` lists all rules; name the pack of your own under `packs` first",
            ),
        };
        return (part.at, slip);
    }
    let at = change.severities.at;
    let slip = Slip::new(
        at.span,
        "没有一条规则同时符合这几个条件",
        "no rule fits all of these conditions",
    );
    (at, slip.help("拆成几条，一条写一个条件", "write one condition an entry"))
}
