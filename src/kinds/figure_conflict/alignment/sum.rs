//! The score of a pair as a sum, for a person, and the pairs that a ledger puts together.

use crate::kinds::figure_conflict::alignment::candidate::candidates;
use crate::kinds::figure_conflict::alignment::feature::{Compared, FEATURES};
use crate::kinds::figure_conflict::alignment::mention::Mentions;
pub use crate::kinds::figure_conflict::alignment::weights::Part;
use crate::kinds::figure_conflict::alignment::weights::WEIGHTS;
use crate::model::Document;
use crate::model::figure::Figure;

/// The score of a pair, with what makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// The features that hold, the weightiest first.
    pub parts: Vec<Part>,
    /// What every pair begins with.
    pub bias: f64,
    /// How likely the pair is one quantity.
    pub likelihood: f64,
    /// From this likelihood on a pair is reported as likely.
    pub warning: f64,
    /// From this likelihood on a pair is reported as possible.
    pub info: f64,
    /// Why it is kept apart whatever its likelihood, in Chinese and in English.
    pub apart: Option<(&'static str, &'static str)>,
}

impl Sum {
    /// The parts and the bias together.
    pub fn total(&self) -> f64 {
        self.bias + self.parts.iter().map(|it| it.value * it.weight).sum::<f64>()
    }

    fn of(pair: &Compared<'_>) -> Sum {
        let values: Vec<f64> = FEATURES.iter().map(|(_, feature)| feature(pair)).collect();
        let mut parts: Vec<Part> = WEIGHTS.parts(&values);
        parts.retain(|it| it.value * it.weight != 0.0);
        let size = |it: &Part| (it.value * it.weight).abs();
        parts.sort_by(|one, other| size(other).total_cmp(&size(one)));
        let likelihood = WEIGHTS.score(&values);
        Sum {
            parts,
            bias: WEIGHTS.bias(),
            likelihood,
            warning: WEIGHTS.warning,
            info: WEIGHTS.info,
            apart: pair.apart_at(likelihood, WEIGHTS.sure),
        }
    }
}

/// The score of two figures by their numbers; none where they are not even candidates.
pub(in crate::kinds::figure_conflict) fn sum(
    document: &Document,
    figures: &[&Figure],
    (first, second): (usize, usize),
) -> Option<Sum> {
    let mentions = Mentions::of(document, figures);
    let candidates = candidates(&mentions);
    let candidate = candidates.pairs.iter().find(|it| (it.first, it.second) == (first, second))?;
    Compared::of(&mentions, candidate, &candidates).map(|pair| Sum::of(&pair))
}

/// The pairs that other words likely tell of, by their numbers, whether their values agree or not.
pub(in crate::kinds::figure_conflict) fn likely(
    document: &Document,
    figures: &[&Figure],
) -> Vec<(usize, usize)> {
    let mentions = Mentions::of(document, figures);
    let candidates = candidates(&mentions);
    let likely = |it: &&_| {
        Compared::of(&mentions, it, &candidates).is_some_and(|pair| {
            let values: Vec<f64> = FEATURES.iter().map(|(_, feature)| feature(&pair)).collect();
            {
                let score = WEIGHTS.score(&values);
                WEIGHTS.warning <= score && pair.apart_at(score, WEIGHTS.sure).is_none()
            }
        })
    };
    candidates.pairs.iter().filter(likely).map(|it| (it.first, it.second)).collect()
}
