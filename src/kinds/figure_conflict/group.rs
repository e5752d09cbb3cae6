//! One finding for all places of one quantity.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::kinds::figure_conflict::{Conflict, Words};
use crate::kinds::{Capture, Finding, Related};
use crate::model::Document;
use crate::model::figure::{Figure, Zone};
use crate::text::{Confidence, Place};

/// Figures that contradict each other, directly or through others of the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The figures' numbers, ascending.
    members: Vec<usize>,
    level: Confidence,
    reasons: Vec<Words>,
}

/// Joins conflicts that share a figure; weak ones do not widen a group of strong ones.
pub(super) fn groups(conflicts: &[Conflict]) -> Vec<Group> {
    let strong = |it: &&Conflict| Confidence::Likely <= it.level;
    let mut groups = joined(conflicts.iter().filter(strong));
    let taken: BTreeSet<usize> = groups.iter().flat_map(|it| it.members.iter().copied()).collect();
    let free = |it: &&Conflict| !taken.contains(&it.first) && !taken.contains(&it.second);
    groups.extend(joined(conflicts.iter().filter(|it| !strong(it)).filter(free)));
    groups.sort_by(|one, other| one.members.cmp(&other.members));
    groups
}

fn joined<'a>(conflicts: impl Iterator<Item = &'a Conflict> + Clone) -> Vec<Group> {
    let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
    for conflict in conflicts.clone() {
        let (one, other) = (root(&parents, conflict.first), root(&parents, conflict.second));
        parents.insert(one.max(other), one.min(other));
        parents.entry(conflict.first).or_insert(one.min(other));
        parents.entry(conflict.second).or_insert(one.min(other));
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for conflict in conflicts {
        let group = groups.entry(root(&parents, conflict.first)).or_insert_with(|| Group {
            members: Vec::new(),
            level: conflict.level,
            reasons: conflict.reasons.clone(),
        });
        if group.level < conflict.level {
            group.level = conflict.level;
            group.reasons.clone_from(&conflict.reasons);
        }
        for member in [conflict.first, conflict.second] {
            if let Err(at) = group.members.binary_search(&member) {
                group.members.insert(at, member);
            }
        }
    }
    groups.into_values().collect()
}

fn root(parents: &BTreeMap<usize, usize>, member: usize) -> usize {
    let mut member = member;
    while let Some(parent) = parents.get(&member).filter(|parent| **parent != member) {
        member = *parent;
    }
    member
}

impl Group {
    /// The group as a finding at its odd one out: the last figure with the rarest value.
    pub(super) fn finding(&self, document: &Document, figures: &[&Figure]) -> Finding {
        let members: Vec<&Figure> =
            self.members.iter().filter_map(|index| figures.get(*index).copied()).collect();
        let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
        for member in &members {
            *counts.entry(member.amount.value).or_default() += 1;
        }
        let odd = members.iter().rev().min_by_key(|it| counts.get(&it.amount.value)).copied();
        let span = odd.map(|it| it.span).unwrap_or_default();
        let text = |figure: &Figure| figure.span.of(&document.source.text).to_owned();
        let others = || members.iter().filter(|it| it.span != span);
        let mut finding = Finding::at(document, span, self.level);
        finding.related = others()
            .map(|it| Related {
                place: Place { source: document.source.id, span: it.span },
                captures: captures(it, side(it, odd), text(it)),
            })
            .collect();
        if let Some(odd) = odd {
            finding.captures = self.own_captures(odd, &others().copied().collect::<Vec<_>>(), text);
        }
        finding.values = odd
            .into_iter()
            .chain(others().copied())
            .map(|it| (text(it), it.amount.value.normalize().to_string(), it.unit.name.to_owned()))
            .collect();
        finding
    }

    fn own_captures(
        &self,
        odd: &Figure,
        others: &[&Figure],
        text: impl Fn(&Figure) -> String,
    ) -> Vec<Capture> {
        let mut written: Vec<String> = Vec::new();
        for other in others.iter().map(|it| text(it)) {
            if !written.contains(&other) {
                written.push(other);
            }
        }
        let sides: Vec<Side> = others.iter().map(|it| side(it, Some(odd))).collect();
        let common = sides.first().copied().filter(|first| sides.iter().all(|it| it == first));
        let mut captures = captures(odd, common.unwrap_or(Side::Elsewhere), text(odd));
        let heads = [odd].into_iter().chain(others.iter().copied()).map(|it| &it.head);
        let head = heads.into_iter().find(|it| it.chars().nth(1).is_some());
        if let Some((_, words)) = captures.iter_mut().find(|it| it.0 == "head") {
            *words = head.cloned().unwrap_or_else(|| odd.unit.name.to_owned());
        }
        captures.push(("other".into(), written.join("、")));
        let (chinese, english): (Vec<_>, Vec<_>) =
            self.all_reasons(odd, others).into_iter().unzip();
        let names = match chinese.contains(&super::ONE_HEAD.0) {
            true => ["reasons", "reasons-en"].as_slice(),
            false => &["reasons", "reasons-en", "restated", "restated-en"],
        };
        let both = [chinese.join("，"), english.join(", ")];
        let words = names.iter().zip(both.iter().cycle());
        captures.extend(words.map(|(name, words)| ((*name).into(), words.clone())));
        captures
    }

    fn all_reasons(&self, odd: &Figure, others: &[&Figure]) -> Vec<Words> {
        let introduction = |it: &&Figure| it.zone == Zone::Introduction;
        let crosses = others.iter().any(|it| introduction(it) != introduction(&odd));
        let place = crosses.then_some(("前言与正文", "introduction and body"));
        let mut reasons = self.reasons.clone();
        reasons.retain(|it| Some(*it) != place);
        reasons.splice(1.min(reasons.len())..1.min(reasons.len()), place);
        reasons
    }
}

/// Where another place stands, seen from the finding's own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Elsewhere,
}

fn side(figure: &Figure, odd: Option<&Figure>) -> Side {
    match odd {
        Some(odd) if figure.span < odd.span => Side::Before,
        Some(_) => Side::After,
        None => Side::Elsewhere,
    }
}

fn captures(figure: &Figure, side: Side, text: String) -> Vec<Capture> {
    let (zh, en) = match side {
        Side::Before => ("前文", "above"),
        Side::After => ("后文", "below"),
        Side::Elsewhere => ("别处", "elsewhere"),
    };
    vec![
        ("found".into(), text),
        ("head".into(), figure.head.clone()),
        ("where".into(), zh.to_owned()),
        ("where-en".into(), en.to_owned()),
    ]
}
