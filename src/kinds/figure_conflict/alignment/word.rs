//! Pairs of neighbouring characters, the smallest words there are, and how rare they are.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::syntax::lexicon::entries;

static TABLE: &str = include_str!("../../../../rules/lexicon/common-bigrams.txt");

static COMMON: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let pairs = entries(TABLE).filter(|(key, _)| *key == "pair");
    pairs.filter_map(|(_, word)| key(word.chars().next()?, word.chars().nth(1)?)).collect()
});

static CHARACTERS: LazyLock<HashMap<char, f64>> = LazyLock::new(|| {
    let known = entries(TABLE).filter_map(|(key, word)| {
        let weight = key.strip_prefix("character-")?.parse().ok()?;
        Some((word.chars().next()?, weight))
    });
    known.collect()
});

/// What a character says: hardly anything if it stands in every report.
pub(super) fn character_weight(mark: char) -> f64 {
    const RARE: f64 = 6.0;
    CHARACTERS.get(&mark).copied().unwrap_or(RARE)
}

/// Gives each pair of characters of a draft a number.
#[derive(Default)]
pub(super) struct Words {
    numbers: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
    weights: Vec<f64>,
}

impl Words {
    /// The pairs in `text`, ascending; quotation marks and brackets do not part them.
    pub(super) fn of(&mut self, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let mut last = '\n';
        for mark in text.chars().filter(|mark| !is_transparent(*mark)) {
            if let Some(key) = key(last, mark) {
                found.push(self.number(key));
            }
            last = mark;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn number(&mut self, key: u64) -> u32 {
        let next = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.weights.push(if COMMON.contains(&key) { 1.5 } else { 5.0 });
        }
        number
    }

    pub(super) fn weight(&self, number: u32) -> f64 {
        self.weights.get(number as usize).copied().unwrap_or_default()
    }

    /// How many pairs there are.
    pub(super) fn count(&self) -> usize {
        self.weights.len()
    }

    /// What two texts share, and what is left over.
    pub(super) fn overlap(&self, one: &[u32], other: &[u32]) -> Overlap {
        let sum = |set: &[u32]| set.iter().map(|it| self.weight(*it)).sum::<f64>();
        let common = common(one, other);
        let (shared, first, second) = (sum(&common), sum(one), sum(other));
        let least = 1e-6;
        Overlap {
            shared,
            cover: shared / first.min(second).max(least),
            jaccard: shared / (first + second - shared).max(least),
            left_over: (first - shared).min(second - shared),
            common,
        }
    }
}

/// What two texts have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlap {
    /// The weight of the pairs in both.
    pub(super) shared: f64,
    /// That weight as a share of the poorer text.
    pub(super) cover: f64,
    /// That weight as a share of all.
    pub(super) jaccard: f64,
    /// The weight of the words of its own that even the poorer text has.
    pub(super) left_over: f64,
    /// The pairs in both, ascending.
    pub(super) common: Vec<u32>,
}

/// The members of two ascending lists.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut found = Vec::new();
    while let (Some(first), Some(second)) = (one.peek(), other.peek()) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => one.next(),
            std::cmp::Ordering::Greater => other.next(),
            std::cmp::Ordering::Equal => {
                found.push(**first);
                one.next();
                other.next()
            }
        };
    }
    found
}

pub(super) fn is_han(mark: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&mark)
}

fn is_transparent(mark: char) -> bool {
    "“”《》「」（）()".contains(mark) || mark.is_whitespace()
}

fn key(one: char, other: char) -> Option<u64> {
    let telling = |mark: char| is_han(mark) && !"的了在和与及".contains(mark);
    (telling(one) && telling(other)).then_some(u64::from(one) << 32 | u64::from(other))
}

/// A hash for keys that nobody outside can choose freely enough to matter.
#[derive(Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.0 ^ value).wrapping_mul(ODD);
        self.0 = mixed ^ (mixed >> 29);
    }
}
