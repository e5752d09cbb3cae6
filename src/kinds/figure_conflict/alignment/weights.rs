//! The weight and the words of each feature, from `rules/lexicon/alignment.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::kinds::figure_conflict::Words;
use crate::kinds::figure_conflict::alignment::feature::FEATURES;

/// A feature that speaks for or against one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name in the table of weights.
    pub name: &'static str,
    /// Its words in Chinese and in English.
    pub words: (&'static str, &'static str),
    /// How far it holds.
    pub value: f64,
    /// What it counts for.
    pub weight: f64,
}

/// The table, read when first needed.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::of(include_str!("../../../../rules/lexicon/alignment.tsv")));

/// What each feature counts for, in the order of [`FEATURES`].
pub(super) struct Weights {
    /// From this likelihood on a pair is reported as likely.
    pub(super) warning: f64,
    /// From this likelihood on a pair is reported as possible.
    pub(super) info: f64,
    /// From this likelihood on equal heads are taken for one quantity in spite of a doubt.
    pub(super) sure: f64,
    bias: f64,
    features: Vec<(f64, Words)>,
}

impl Weights {
    /// Reads rows of a name, a weight, and the reason in Chinese and in English.
    fn of(table: &'static str) -> Self {
        let rows: BTreeMap<&str, (f64, Words)> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut fields = line.split('\t');
                let (name, weight) = (fields.next()?, fields.next()?.parse().ok()?);
                let words = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
                Some((name, (weight, words)))
            })
            .collect();
        let row = |name: &str| rows.get(name).copied().unwrap_or_default();
        Self {
            warning: row("warning").0,
            info: row("info").0,
            sure: row("sure").0,
            bias: row("bias").0,
            features: FEATURES.iter().map(|(name, _)| row(name)).collect(),
        }
    }

    /// What every pair begins with.
    pub(super) fn bias(&self) -> f64 {
        self.bias
    }

    /// Each feature with its words, its value and its weight.
    pub(super) fn parts(&self, values: &[f64]) -> Vec<Part> {
        let named = FEATURES.iter().map(|(name, _)| *name).zip(&self.features).zip(values);
        named
            .map(|((name, (weight, words)), value)| Part {
                name,
                words: *words,
                value: *value,
                weight: *weight,
            })
            .collect()
    }

    /// How likely a pair with these features is one quantity.
    pub(super) fn score(&self, values: &[f64]) -> f64 {
        let sum: f64 = self.features.iter().zip(values).map(|(it, value)| it.0 * value).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }

    /// The words of the features that speak most for one quantity.
    pub(super) fn reasons(&self, values: &[f64]) -> Vec<Words> {
        const MOST: usize = 3;
        const LEAST: f64 = 0.3;
        let mut parts: Vec<(f64, Words)> =
            self.features.iter().zip(values).map(|(it, value)| (it.0 * value, it.1)).collect();
        parts.retain(|(part, words)| LEAST <= *part && !words.0.is_empty());
        parts.sort_by(|one, other| other.0.total_cmp(&one.0));
        parts.into_iter().take(MOST).map(|(_, words)| words).collect()
    }
}
