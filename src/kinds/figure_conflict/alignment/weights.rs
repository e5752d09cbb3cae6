//! The weight and the words of each feature, from `rules/lexicon/alignment.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::kinds::figure_conflict::Words;
use crate::kinds::figure_conflict::alignment::feature::FEATURES;
use crate::kinds::figure_conflict::alignment::sum::Part;

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
    features: Vec<(f64, &'static str)>,
    /// The reasons in English, in the same order.
    english: Vec<&'static str>,
}

impl Weights {
    /// Reads rows of a name, a weight, and the reason in Chinese and in English.
    fn of(table: &'static str) -> Self {
        let rows: BTreeMap<&str, (f64, &'static str)> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut fields = line.split('\t');
                let (name, weight) = (fields.next()?, fields.next()?.parse().ok()?);
                Some((name, (weight, fields.next().unwrap_or(""))))
            })
            .collect();
        let row = |name: &str| rows.get(name).copied().unwrap_or_default();
        Self {
            warning: row("warning").0,
            info: row("info").0,
            sure: row("sure").0,
            bias: row("bias").0,
            features: FEATURES.iter().map(|(name, _)| row(name)).collect(),
            english: FEATURES.iter().map(|(name, _)| english(table, name)).collect(),
        }
    }

    /// What every pair begins with.
    pub(super) fn bias(&self) -> f64 {
        self.bias
    }

    /// Each feature with its words, its value and its weight.
    pub(super) fn parts(&self, values: &[f64]) -> Vec<Part> {
        let weights = self.features.iter().zip(&self.english);
        let named = FEATURES.iter().map(|(name, _)| *name).zip(weights).zip(values);
        named
            .map(|((name, ((weight, zh), en)), value)| Part {
                name,
                words: (zh, en),
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
        let words = self.features.iter().map(|it| it.1).zip(self.english.iter().copied());
        let weighed = self.features.iter().zip(values).map(|(it, value)| it.0 * value);
        let mut parts: Vec<(f64, Words)> = weighed.zip(words).collect();
        parts.retain(|(part, words)| LEAST <= *part && !words.0.is_empty());
        parts.sort_by(|one, other| other.0.total_cmp(&one.0));
        parts.into_iter().take(MOST).map(|(_, words)| words).collect()
    }
}

/// The reason in English in the row of `name`.
fn english(table: &'static str, name: &str) -> &'static str {
    let rows = table.lines().map(|line| line.split('\t'));
    rows.filter_map(|mut row| (row.next()? == name).then(|| row.nth(2)).flatten())
        .next()
        .unwrap_or("")
}
