//! Which figures are compared at all: those of comparable units that share something rare.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kinds::figure_conflict::alignment::mention::{Mention, Mentions};
use crate::kinds::figure_conflict::alignment::word::Overlap;
use crate::syntax::lexicon::entries;
use crate::syntax::quantity::Unit;

/// What more figures than this have in common is not rare.
const RARE: usize = 25;

/// With how many later figures each figure is compared.
const MOST: usize = 64;

/// A draft with more pairs than this is no report: the rest of it is not compared.
const ENOUGH: usize = 200_000;

/// Two figures that may be of one quantity.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) second: usize,
    /// Whether they have one unit, not only units of one class.
    pub(super) one_unit: bool,
    pub(super) core: Overlap,
    pub(super) clause: Overlap,
    /// How much their words speak for one quantity.
    strength: f64,
}

/// The candidates of a draft, and the strongest two of each figure.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) pairs: Vec<Candidate>,
    strongest: Vec<[(f64, usize); 2]>,
}

impl Candidates {
    /// By how much a pair is stronger than any other of its two figures.
    pub(super) fn margin(&self, pair: &Candidate) -> f64 {
        let rival = |own: usize, partner: usize| {
            let strongest = self.strongest.get(own).copied().unwrap_or_default();
            let others = strongest.iter().filter(|(_, other)| *other != partner);
            others.map(|(strength, _)| *strength).fold(0.0, f64::max)
        };
        pair.strength - rival(pair.first, pair.second).max(rival(pair.second, pair.first))
    }

    fn add(&mut self, pair: Candidate) {
        for (own, partner) in [(pair.first, pair.second), (pair.second, pair.first)] {
            let Some([best, next]) = self.strongest.get_mut(own) else { continue };
            if best.0 < pair.strength {
                *next = std::mem::replace(best, (pair.strength, partner));
            } else if next.0 < pair.strength {
                *next = (pair.strength, partner);
            }
        }
        self.pairs.push(pair);
    }
}

/// The pairs worth comparing, in the order of the draft.
pub(super) fn candidates(mentions: &Mentions<'_>) -> Candidates {
    let sharers = Sharers::of(mentions);
    let strongest = vec![[(0.0, usize::MAX); 2]; mentions.all.len()];
    let mut found = Candidates { pairs: Vec::new(), strongest };
    for (first, mention) in mentions.all.iter().enumerate().filter(|(_, it)| !is_name(it)) {
        if ENOUGH <= found.pairs.len() {
            break;
        }
        for second in sharers.later(first, mention, mentions) {
            let Some(other) = mentions.all.get(second).filter(|it| !is_name(it)) else { continue };
            let Some(one_unit) = one_unit(mention.figure.unit, other.figure.unit) else { continue };
            let core = mentions.words.overlap(&mention.core, &other.core);
            let clause = mentions.words.overlap(&mention.clause, &other.clause);
            let words = (core.shared * core.cover).max(0.6 * clause.shared * clause.cover);
            let strength = words * if one_unit { 1.0 } else { 0.8 };
            found.add(Candidate { first, second, one_unit, core, clause, strength });
        }
    }
    found
}

/// Which figures have a word, or some digits.
struct Sharers {
    words: Vec<Vec<usize>>,
    digits: HashMap<String, Vec<usize>>,
}

impl Sharers {
    fn of(mentions: &Mentions<'_>) -> Self {
        let mut words = vec![Vec::new(); mentions.words.count()];
        let mut digits: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, mention) in mentions.all.iter().enumerate() {
            for word in &mention.clause {
                if let Some(list) = words.get_mut(*word as usize) {
                    note(list, index);
                }
            }
            for key in digit_keys(mention) {
                note(digits.entry(key).or_default(), index);
            }
        }
        Self { words, digits }
    }

    /// The figures after `index` in other sentences that share something rare with it.
    fn later(&self, index: usize, mention: &Mention<'_>, mentions: &Mentions<'_>) -> Vec<usize> {
        let by_word = mention.clause.iter().filter_map(|it| self.words.get(*it as usize));
        let keys: Vec<String> = digit_keys(mention).collect();
        let by_digits = keys.iter().filter_map(|it| self.digits.get(it));
        let mut lists: Vec<&Vec<usize>> = by_digits.chain(by_word).collect();
        lists.retain(|list| list.len() <= RARE);
        lists.sort_by_key(|list| list.len());
        let place = |it: &Mention<'_>| (it.figure.sentence, it.figure.cell.map(|cell| cell.table));
        let own = place(mention);
        let apart = |other: &Mention<'_>| {
            let (sentence, table) = place(other);
            sentence != own.0 && (table.is_none() || table != own.1)
        };
        let mut found: Vec<usize> = Vec::new();
        for list in lists {
            let after = list.get(list.partition_point(|it| *it <= index)..).unwrap_or(&[]);
            found.extend(after.iter().filter(|it| mentions.all.get(**it).is_some_and(&apart)));
            if 4 * MOST <= found.len() {
                break;
            }
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
        found
    }
}

/// Adds to a list until it is too long to be of use.
fn note(list: &mut Vec<usize>, index: usize) {
    if list.len() <= RARE {
        list.push(index);
    }
}

/// The digits in any order, and as written, where there are enough of them to tell something.
fn digit_keys(mention: &Mention<'_>) -> impl Iterator<Item = String> {
    const FEWEST: usize = 3;
    let mut digits: Vec<char> = mention.digits.chars().collect();
    digits.sort_unstable();
    let varied = FEWEST <= digits.len() && digits.first() != digits.last();
    let sorted = varied.then(|| digits.into_iter().collect());
    let written = (FEWEST <= mention.written.len()).then(|| format!("={}", mention.written));
    sorted.into_iter().chain(written)
}

static CLASSES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let file = include_str!("../../../../rules/lexicon/unit-classes.txt");
    entries(file).map(|(class, unit)| (unit, class)).collect()
});

/// Whether a figure counts nothing: 五项原则 is a name, 九十周年 a date, 第3位 a rank.
fn is_name(mention: &Mention<'_>) -> bool {
    matches!(mention.figure.unit.dimension, "anniversary" | "place")
        || mention.figure.head.starts_with("原则")
}

/// Whether two units are one; nothing where they are not even of one class.
fn one_unit(first: Unit, second: Unit) -> Option<bool> {
    if first == second {
        return Some(true);
    }
    let class = |unit: Unit| CLASSES.get(unit.name);
    (class(first).is_some() && class(first) == class(second)).then_some(false)
}
