//! Natural restatements: how likely do two figures whose labels differ speak of one quantity?
//!
//! A clerk restates a figure in other words (走访慰问困难职工362户 / 到困难职工家庭走访326户).
//! Pairs that share rare characters are candidates; each [`feature`] is a reason for or against
//! one quantity; the sum of their weights (`rules/lexicon/alignment.tsv`) is a likelihood.

mod candidate;
mod clause;
mod feature;
mod mention;
mod sum;
mod weights;
mod word;

use std::fmt::Write as _;

use crate::kinds::figure_conflict::Conflict;
use crate::model::Document;
use crate::model::figure::Figure;
use crate::text::Confidence;
use candidate::candidates;
use feature::{Compared, FEATURES};
use mention::Mentions;
use weights::WEIGHTS;

pub use sum::{Part, Sum};
pub(super) use sum::{likely, sum};

/// The pairs of different values that likely are of one quantity.
pub(super) fn aligned(
    document: &Document,
    figures: &[&Figure],
    wanted: impl Fn(&Figure) -> bool,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    each_pair(document, figures, |first, second, pair| {
        let looked_at = wanted(pair.first.figure) || wanted(pair.second.figure);
        if !looked_at || pair.apart().is_some() {
            return;
        }
        let values: Vec<f64> = FEATURES.iter().map(|(_, feature)| feature(pair)).collect();
        let score = WEIGHTS.score(&values);
        let level = match score {
            _ if pair.apart_at(score, WEIGHTS.sure).is_some() => return,
            score if WEIGHTS.warning <= score => Confidence::Likely,
            score if WEIGHTS.info <= score => Confidence::Possible,
            _ => return,
        };
        let reasons = WEIGHTS.reasons(&values);
        found.push(Conflict { first, second, level, reasons });
    });
    found
}

/// The candidates of a draft with their features, one a line, for training.
pub(super) fn table(document: &Document, figures: &[&Figure]) -> String {
    let names: Vec<&str> = FEATURES.iter().map(|(name, _)| *name).collect();
    let mut table =
        format!("line\tcolumn\tlength\tline\tcolumn\tlength\tapart\t{}\n", names.join("\t"));
    each_pair(document, figures, |_, _, pair| {
        for figure in [pair.first.figure, pair.second.figure] {
            let text = &document.source.text;
            let (line, column) = document.position(figure.span);
            let length = figure.span.of(text).chars().count();
            let _ = write!(table, "{line}\t{column}\t{length}\t");
        }
        let _ = write!(table, "{}\t", pair.apart_at(0.0, WEIGHTS.sure).map_or("-", |it| it.0));
        let values = FEATURES.iter().map(|(_, feature)| format!("{:.4}", feature(pair)));
        table.push_str(&values.collect::<Vec<_>>().join("\t"));
        table.push('\n');
    });
    table
}

/// Shows each candidate pair of different values.
fn each_pair(
    document: &Document,
    figures: &[&Figure],
    mut show: impl FnMut(usize, usize, &Compared<'_>),
) {
    let mentions = Mentions::of(document, figures);
    let candidates = candidates(&mentions);
    for candidate in &candidates.pairs {
        let (first, second) = (candidate.first, candidate.second);
        let pair = Compared::of(&mentions, candidate, &candidates);
        if let Some(pair) = pair.filter(|it| !it.agrees()) {
            show(first, second, &pair);
        }
    }
}

#[cfg(test)]
mod tests;
