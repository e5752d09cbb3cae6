//! Two drafts figure by figure: what is the same, changed, new and gone.
//!
//! Figures with equal labels are paired first, each pass asking for less; what is left is paired
//! by the words it shares, the best pairs first. A figure has at most one partner.

mod likeness;

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use rust_decimal::Decimal;

use crate::diagnostic::ledger::{Bound, Comparison, Entry, Ledger, Row};
use likeness::alike;

/// Pairs the figures of two drafts.
pub fn compare(old: Ledger, new: Ledger) -> Comparison {
    let mut pairing = Pairing::of(&old, &new);
    pairing.equal(|row| (label(row), &row.lead, &row.subject, &row.roles, title(row)));
    pairing.equal(|row| (label(row), &row.roles, title(row)));
    pairing.equal(|row| (label(row), &row.roles));
    pairing.equal(label);
    for (old, new) in alike(&pairing.old, &pairing.new) {
        pairing.pair(old, new);
    }
    let entries = pairing.entries();
    Comparison { old, new, entries }
}

/// Whether the values of two rows can be one number.
pub(super) fn agree(one: &Row, other: &Row) -> bool {
    if one.bound == Bound::Range || other.bound == Bound::Range {
        return (one.low, one.high) == (other.low, other.high);
    }
    let gap = one.value.checked_sub(other.value).map(|gap| gap.abs());
    let coarser = one.ulp.max(other.ulp);
    one.value == other.value || (one.ulp != other.ulp && gap.is_some_and(|gap| gap < coarser))
}

type Label<'a> = (&'static str, &'a str, &'a str, bool);

/// What figures of one quantity have in common in any two drafts.
fn label(row: &Row) -> Label<'_> {
    (row.unit, &row.head, &row.relative, row.plan)
}

/// The words of the innermost heading, without its number.
fn title(row: &Row) -> &str {
    let heading = row.section.last().map_or("", String::as_str);
    heading.trim_start_matches(|mark: char| {
        mark.is_ascii_digit() || "第章节部分一二三四五六七八九十（）()、.．． 　".contains(mark)
    })
}

/// The rows of two drafts, and which of them are paired.
struct Pairing<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

/// The rows of one draft, and the partner of each.
struct Side<'a> {
    rows: &'a [Row],
    text: &'a str,
    partners: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
    fn of(ledger: &'a Ledger) -> Self {
        let partners = vec![None; ledger.rows.len()];
        Self { rows: &ledger.rows, text: &ledger.source.text, partners }
    }

    /// The rows without a partner, with their numbers.
    fn free(&self) -> impl Iterator<Item = (usize, &'a Row)> {
        let rows = self.rows.iter().enumerate().zip(&self.partners);
        rows.filter(|(_, partner)| partner.is_none()).map(|(row, _)| row)
    }

    fn is_free(&self, index: usize) -> bool {
        self.partners.get(index).is_some_and(Option::is_none)
    }
}

/// Rows with one key: those of the old draft, those of the new.
type Bucket = [Vec<usize>; 2];

impl<'a> Pairing<'a> {
    fn of(old: &'a Ledger, new: &'a Ledger) -> Self {
        Self { old: Side::of(old), new: Side::of(new) }
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.old.is_free(old) && self.new.is_free(new) {
            if let Some(partner) = self.old.partners.get_mut(old) {
                *partner = Some(new);
            }
            if let Some(partner) = self.new.partners.get_mut(new) {
                *partner = Some(old);
            }
        }
    }

    /// Pairs rows with one key: those with one value, and the others where there are as many in
    /// both drafts.
    fn equal<Key: Eq + Hash>(&mut self, key: impl Fn(&'a Row) -> Key) {
        let mut buckets: HashMap<Key, Bucket> = HashMap::new();
        for (index, row) in self.old.free().filter(|(_, row)| says_enough(row)) {
            buckets.entry(key(row)).or_default()[0].push(index);
        }
        for (index, row) in self.new.free().filter(|(_, row)| says_enough(row)) {
            buckets.entry(key(row)).or_default()[1].push(index);
        }
        for bucket in buckets.into_values() {
            self.in_bucket(bucket);
        }
    }

    fn in_bucket(&mut self, [old, new]: Bucket) {
        let mut by_value: HashMap<Decimal, VecDeque<usize>> = HashMap::new();
        for index in &old {
            if let Some(row) = self.old.rows.get(*index) {
                by_value.entry(row.value).or_default().push_back(*index);
            }
        }
        for index in &new {
            let value = self.new.rows.get(*index).map(|row| row.value);
            let known = value.and_then(|it| by_value.get_mut(&it)).and_then(VecDeque::pop_front);
            if let Some(partner) = known {
                self.pair(partner, *index);
            }
        }
        let old: Vec<usize> = old.into_iter().filter(|it| self.old.is_free(*it)).collect();
        let new: Vec<usize> = new.into_iter().filter(|it| self.new.is_free(*it)).collect();
        if old.len() == new.len() {
            for (old, new) in old.into_iter().zip(new) {
                self.pair(old, new);
            }
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let told = self.new.partners.iter().enumerate().map(|(new, partner)| match *partner {
            None => Entry::New(new),
            Some(old) => {
                let rows = self.old.rows.get(old).zip(self.new.rows.get(new));
                let same = rows.is_some_and(|(old, new)| agree(old, new));
                if same { Entry::Same(old, new) } else { Entry::Changed(old, new) }
            }
        });
        told.chain(self.old.free().map(|(old, _)| Entry::Gone(old))).collect()
    }
}

/// Whether a head alone can name one quantity.
fn says_enough(row: &Row) -> bool {
    row.head.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests;
