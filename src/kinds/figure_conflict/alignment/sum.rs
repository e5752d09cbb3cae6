//! The score of a pair as a sum, for a person, and the pairs that a ledger puts together.

use crate::kinds::figure_conflict::alignment::candidate::candidates;
use crate::kinds::figure_conflict::alignment::feature::{Compared, FEATURES};
use crate::kinds::figure_conflict::alignment::mention::Mentions;
use crate::kinds::figure_conflict::alignment::weights::WEIGHTS;
use crate::model::Document;
use crate::model::figure::Figure;

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
        Sum {
            parts,
            bias: WEIGHTS.bias(),
            likelihood: WEIGHTS.score(&values),
            warning: WEIGHTS.warning,
            info: WEIGHTS.info,
            apart: pair.apart().map(|words| (words, english(words))),
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
            WEIGHTS.warning <= WEIGHTS.score(&values) && pair.apart().is_none()
        })
    };
    candidates.pairs.iter().filter(likely).map(|it| (it.first, it.second)).collect()
}

/// A reason that keeps a pair apart, in English.
fn english(words: &'static str) -> &'static str {
    match words {
        "口径相同而另有区别" => {
            "the heads are equal, and the reasons above keep them apart"
        }
        "表格的行或列没有提到" => "the text names not the row or the column of the table",
        "只有一处在打算里" => "only one is under a heading of plans",
        "只有一处是目标" => "only one is aimed at",
        "口径相同而只有一处是计划数" => "one head, and only one is planned",
        "由…到…的起点，或另有、其余" => {
            "the first value of a change, or beside what was named"
        }
        "表格里是上年的数" => "the cell of the table is of last year",
        "句式相同而限定词不同（排比）" => {
            "sentences of one form with other qualifiers, as in a list"
        }
        "比率的口径不同" => "rates with two heads",
        "两处都没有口径，或金额各有限定词" => {
            "neither has a head, or two sums of money with qualifiers of their own"
        }
        "只有一处是其中数或按每个单位计，且相差一倍以上" => {
            "only one is a part or for each of several, and they are far apart"
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::english;
    use crate::kinds::figure_conflict::alignment::feature::EXCLUSIONS;

    #[test]
    fn every_exclusion_has_english() {
        for (words, _) in EXCLUSIONS {
            assert_ne!(english(words), words);
        }
    }
}
