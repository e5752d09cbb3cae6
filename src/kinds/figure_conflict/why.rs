//! Why two figures are or are not held to be one quantity, for a person who asks.

mod words;

use crate::kinds::figure_conflict::alignment::sum;
use crate::kinds::figure_conflict::separator::{Pair, SEPARATORS, Verdict};
use crate::kinds::figure_conflict::{Conflict, conflicts, ordered};
use crate::kinds::figure_conflict::{short_numerals, why::words::Limit};
use crate::model::Document;
use crate::model::figure::Figure;
use crate::text::{Confidence, Span, Text};

pub use crate::kinds::figure_conflict::alignment::{Part, Sum};

/// All that is known about a pair of figures.
#[derive(Clone, Debug)]
pub struct Why {
    /// The two figures in the order of the draft.
    pub figures: [Figure; 2],
    /// Whether their values can be one number, so that nothing contradicts.
    pub agrees: bool,
    /// How they stand as figures with one label.
    pub equal: Equal,
    /// The reasons that the comparison of equal labels gives, in its order.
    pub reasons: Vec<Reason>,
    /// How they stand as figures told in other words.
    pub restated: Restated,
}

/// What comparing equal labels says about a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Equal {
    /// They are not even compared, and why.
    NotCompared(Text),
    /// The first reason that keeps them apart.
    Apart(Text),
    /// They are one quantity with two values, so surely.
    Conflict(Confidence),
    /// They would be, but the label has other values too: a list rather than a slip.
    Series,
}

/// What the scored words say about a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Restated {
    /// They are not even candidates, and why.
    NotCompared(Text),
    /// The score, and why they are kept apart whatever it is.
    Scored(Sum, Option<Text>),
}

/// A reason for two quantities.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The reason in a few words.
    pub words: Text,
    /// How sure a finding may be with it; none where it keeps them apart.
    pub limit: Option<Confidence>,
}

/// All figures that are compared in a draft, in its order.
pub fn compared(document: &Document) -> Vec<Figure> {
    let short = short_numerals(document);
    ordered(document, &short).into_iter().cloned().collect()
}

/// Explains the pair of figures at two places; nothing where no figure stands there.
pub fn why(document: &Document, spans: [Span; 2]) -> Option<Why> {
    let short = short_numerals(document);
    let figures = ordered(document, &short);
    let number = |span: Span| figures.iter().position(|it| it.span == span);
    let (one, other) = (number(spans[0])?, number(spans[1])?);
    let (first, second) = (one.min(other), one.max(other));
    let pair = Pair { first: figures.get(first)?, second: figures.get(second)? };
    let agrees = pair.first.amount.agrees(&pair.second.amount);
    Some(Why {
        figures: [pair.first.clone(), pair.second.clone()],
        agrees,
        equal: equal(document, &pair),
        reasons: reasons(&pair),
        restated: restated(document, &figures, &pair, (first, second)),
    })
}

fn equal(document: &Document, pair: &Pair<'_>) -> Equal {
    if let Some(words) = words::not_alike(pair) {
        return Equal::NotCompared(words);
    }
    if pair.either(|it| it.cell.is_some()) {
        return Equal::NotCompared(words::in_table());
    }
    if let Some(reason) = reasons(pair).into_iter().find(|it| it.limit.is_none()) {
        return Equal::Apart(reason.words);
    }
    let full: Vec<&Figure> = document.figures().iter().collect();
    let span = |index: usize| full.get(index).map(|it| it.span);
    let both = (Some(pair.first.span), Some(pair.second.span));
    let found = conflicts(&full, |_| true);
    let own = |it: &&Conflict| (span(it.first), span(it.second)) == both;
    match found.iter().find(own) {
        Some(conflict) => Equal::Conflict(conflict.level),
        None if full.iter().filter(|it| it.head == pair.first.head).count() < 3 => {
            Equal::NotCompared(words::far())
        }
        None => Equal::Series,
    }
}

/// What each separator that speaks says, in their order.
fn reasons(pair: &Pair<'_>) -> Vec<Reason> {
    if words::not_alike(pair).is_some() {
        return Vec::new();
    }
    SEPARATORS
        .iter()
        .filter_map(|(separator, check)| match check(pair) {
            Verdict::Silent => None,
            Verdict::AtMost(level) => {
                Some(Reason { words: words::of(*separator, Limit::AtMost), limit: Some(level) })
            }
            Verdict::Apart => {
                Some(Reason { words: words::of(*separator, Limit::Apart), limit: None })
            }
        })
        .collect()
}

fn restated(
    document: &Document,
    figures: &[&Figure],
    pair: &Pair<'_>,
    numbers: (usize, usize),
) -> Restated {
    match sum(document, figures, numbers) {
        None => Restated::NotCompared(words::no_candidates(pair)),
        Some(sum) => {
            let apart = sum.apart.map(|(zh, en)| Text::new(zh, en));
            Restated::Scored(sum, apart)
        }
    }
}
