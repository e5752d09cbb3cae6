//! Which figures of a draft tell one quantity, for a ledger that puts them together.

use crate::kinds::figure_conflict::{alignment, conflicts, ordered, short_numerals};
use crate::model::Document;
use crate::model::figure::Figure;
use crate::text::Span;

/// Two figures of one quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Same {
    /// The places of both, in the order of the draft.
    pub spans: [Span; 2],
    /// Whether only the scored words say so.
    pub restated: bool,
}

/// The pairs of figures that contradict each other under one head, and those that other words
/// likely tell of, whether they agree or not.
pub fn same(document: &Document) -> Vec<Same> {
    let short = short_numerals(document);
    let figures = ordered(document, &short);
    let span = |index: usize| figures.get(index).map(|it| it.span);
    let pair = |restated: bool, (first, second): (usize, usize)| {
        span(first)
            .zip(span(second))
            .map(|(first, second)| Same { spans: [first, second], restated })
    };
    let full: Vec<&Figure> = document.figures().iter().collect();
    let equal = conflicts(&full, |_| true).into_iter().filter_map(|it| {
        let first = full.get(it.first).map(|it| it.span)?;
        let second = full.get(it.second).map(|it| it.span)?;
        Some(Same { spans: [first, second], restated: false })
    });
    let restated = alignment::likely(document, &figures).into_iter();
    equal.chain(restated.filter_map(|it| pair(true, it))).collect()
}
