//! The places where one quantity is told, put together.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::ledger::{Group, Role, Row};
use crate::kinds::figure_conflict::same::same;
use crate::ledger::compare::agree;
use crate::model::Document;
use crate::syntax::lexicon::GENERIC_HEADS;
use crate::text::Span;

/// The quantities of a draft that several of its `rows` tell: those with one head, unit, subject
/// and period whose values agree, and those that the comparison of figures holds to be one.
pub fn groups(document: &Document, rows: &[Row]) -> Vec<Group> {
    let mut unions = Unions::of(rows.len());
    for (first, second) in equal(rows) {
        unions.join(first, second);
    }
    let number = |span: Span| {
        let place = document.place(span);
        rows.binary_search_by_key(&place, |it| it.span).ok()
    };
    let mut restated = Vec::new();
    for pair in same(document) {
        let [first, second] = pair.spans.map(number);
        let Some((first, second)) = first.zip(second) else { continue };
        if pair.restated && unions.root(first) != unions.root(second) {
            restated.push(first);
        }
        unions.join(first, second);
    }
    let told: Vec<usize> = restated.into_iter().map(|it| unions.root(it)).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..rows.len() {
        members.entry(unions.root(index)).or_default().push(index);
    }
    let several = members.into_iter().filter(|(_, members)| 1 < members.len());
    several
        .map(|(root, members)| Group {
            agrees: all_agree(rows, &members),
            restated: told.contains(&root),
            members,
        })
        .collect()
}

/// Pairs of rows with one label whose values agree: each with the first of its label and value.
fn equal(rows: &[Row]) -> Vec<(usize, usize)> {
    const VALUES: usize = 16;
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| tells(row)) {
        let roles: Vec<Role> = row.roles.iter().filter(|it| **it != Role::Total).copied().collect();
        let key = (row.unit, &row.head, &row.subject, &row.relative, row.plan, roles);
        let firsts = known.entry(key).or_default();
        let agrees = |first: &&usize| rows.get(**first).is_some_and(|first| agree(first, row));
        match firsts.iter().find(agrees) {
            Some(first) => found.push((*first, index)),
            None if firsts.len() < VALUES => firsts.push(index),
            None => {}
        }
    }
    found
}

/// Whether the head of a row says enough to be one quantity wherever it stands.
fn tells(row: &Row) -> bool {
    const SHORTEST: usize = 2;
    let apart = [Role::Each, Role::Other, Role::From].iter().any(|it| row.roles.contains(it));
    !apart && SHORTEST <= row.head.chars().count() && !GENERIC_HEADS.spells(&row.head)
}

fn all_agree(rows: &[Row], members: &[usize]) -> bool {
    let mut rows = members.iter().filter_map(|it| rows.get(*it));
    let Some(first) = rows.next() else { return true };
    rows.all(|row| agree(first, row))
}

/// Rows joined with each other.
struct Unions(Vec<usize>);

impl Unions {
    fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the rows that `member` is joined with.
    fn root(&mut self, member: usize) -> usize {
        let mut member = member;
        while let Some(parent) = self.0.get(member).copied().filter(|parent| *parent != member) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(own) = self.0.get_mut(member) {
                *own = above;
            }
            member = parent;
        }
        member
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.0.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }
}
