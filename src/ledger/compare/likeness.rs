//! Pairs of figures whose labels differ, by the words they share.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::prelude::ToPrimitive;

use super::{Side, title};
use crate::diagnostic::ledger::Row;
use crate::text::Span;
use crate::text::span::{first_bytes, last_bytes};

/// What more figures than this share is not telling.
const RARE: usize = 25;

/// With how many figures of the other draft a figure is compared.
const MOST: usize = 64;

/// From this likeness on two figures are one quantity.
const ENOUGH: f64 = 0.5;

/// The rows without a partner that likely tell one quantity, the likeliest first.
pub(super) fn alike(old: &Side<'_>, new: &Side<'_>) -> Vec<(usize, usize)> {
    let words: Vec<(usize, Words)> =
        old.free().map(|(index, row)| (index, Words::of(row, old.text))).collect();
    let sharers = Sharers::of(old, &words);
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (index, row) in new.free() {
        let own = Words::of(row, new.text);
        for (partner, words) in sharers.of_row(row, &own).filter_map(|it| words.get(it)) {
            let Some(old) = old.rows.get(*partner) else { continue };
            let likeness = likeness((old, words), (row, &own));
            if ENOUGH <= likeness {
                found.push((likeness, *partner, index));
            }
        }
    }
    let place = |it: &(f64, usize, usize)| (it.2, it.1);
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(place(one).cmp(&place(other))));
    found.into_iter().map(|(_, old, new)| (old, new)).collect()
}

/// A pair of neighbouring Chinese characters.
type Bigram = (char, char);

/// The words of a figure.
struct Words {
    head: BTreeSet<Bigram>,
    clause: BTreeSet<Bigram>,
    title: BTreeSet<Bigram>,
}

impl Words {
    fn of(row: &Row, text: &str) -> Self {
        const REACH: usize = 60;
        let before = Span { start: row.around.start, end: row.span.start }.of(text);
        let after = Span { start: row.span.end, end: row.around.end }.of(text);
        let mut clause = bigrams(&row.head);
        clause.extend(bigrams(last_bytes(before, REACH)));
        clause.extend(bigrams(first_bytes(after, REACH)));
        Self { head: bigrams(&row.head), clause, title: bigrams(title(row)) }
    }
}

fn bigrams(text: &str) -> BTreeSet<Bigram> {
    let han = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark);
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(one, other)| han(*one) && han(*other)).collect()
}

/// Which figures of the old draft have a bigram in one unit, where not too many have it.
struct Sharers(HashMap<(&'static str, Bigram), Vec<usize>>);

impl Sharers {
    fn of(old: &Side<'_>, words: &[(usize, Words)]) -> Self {
        let mut lists: HashMap<(&'static str, Bigram), Vec<usize>> = HashMap::new();
        for (at, (index, words)) in words.iter().enumerate() {
            let Some(row) = old.rows.get(*index) else { continue };
            for bigram in &words.clause {
                let list = lists.entry((row.unit, *bigram)).or_default();
                if list.len() <= RARE {
                    list.push(at);
                }
            }
        }
        lists.retain(|_, list| list.len() <= RARE);
        Self(lists)
    }

    /// Those that share most with a row.
    fn of_row(&self, row: &Row, words: &Words) -> impl Iterator<Item = usize> {
        let lists = words.clause.iter().filter_map(|it| self.0.get(&(row.unit, *it)));
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for member in lists.flatten() {
            *counts.entry(*member).or_default() += 1;
        }
        let mut found: Vec<(usize, usize)> = counts.into_iter().collect();
        found.sort_by_key(|(member, count)| (std::cmp::Reverse(*count), *member));
        found.into_iter().take(MOST).map(|(member, _)| member)
    }
}

/// How much two figures speak of one quantity: mostly by their heads, then by their clauses.
fn likeness((old, one): (&Row, &Words), (new, other): (&Row, &Words)) -> f64 {
    let headless = one.head.is_empty() || other.head.is_empty();
    let head = if headless { 0.0 } else { shared(&one.head, &other.head) };
    let clause = shared(&one.clause, &other.clause);
    let words = if headless { 0.75 * clause } else { 0.4 * head + 0.35 * clause };
    let title = shared(&one.title, &other.title);
    let value = |row: &Row| row.value.to_f64().filter(|it| 0.0 < *it);
    let ratio = value(old).zip(value(new)).map_or(9.0, |(old, new)| (new / old).ln().abs());
    let closeness = if old.value == new.value { 0.15 } else { 0.1 - 0.1 * ratio.min(3.0) };
    let misfit = |differ: bool, by: f64| if differ { by } else { 0.0 };
    words + 0.15 * title + closeness
        - misfit(old.plan != new.plan, 0.15)
        - misfit(old.relative != new.relative, 0.15)
        - misfit(old.roles != new.roles, 0.08)
}

/// The share of common members in two sets, by their mean size.
fn shared(one: &BTreeSet<Bigram>, other: &BTreeSet<Bigram>) -> f64 {
    let count = |it: usize| it.to_f64().unwrap_or(0.0);
    let common = one.intersection(other).count();
    2.0 * count(common) / count(one.len() + other.len()).max(1.0)
}
