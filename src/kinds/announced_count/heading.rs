//! A number told in the heading of a section: 五大产业园, 办好六件民生实事.

use super::announcement::Announced;
use crate::kinds::told::counts;
use crate::model::Document;
use crate::text::Span;

/// Whether the heading above `offset` tells one number.
pub(super) fn is_numbered(document: &Document, offset: u32) -> bool {
    let section = document.outline.sections.get(document.outline.at(offset));
    section.is_some_and(|it| counts(&document.source.text, it.title).len() == 1)
}

/// The one number in the heading above `offset`, where it counts what `noun` names.
pub(super) fn told(document: &Document, offset: u32, noun: Span) -> Option<Announced> {
    let text = &document.source.text;
    let section = document.outline.sections.get(document.outline.at(offset))?;
    section.parent.filter(|_| section.title.end <= offset)?;
    let counts = counts(text, section.title);
    let [told] = counts.as_slice() else { return None };
    told.measure?;
    let own = Span { start: told.span.end, end: section.title.end };
    let length = shared(own.of(text), noun.of(text))?;
    let end = told.span.end + Span::new(0, length).end;
    let span = Span { start: told.span.start, end };
    Some(Announced { span, number: told.number, cued: false, colon: false })
}

/// How far in a noun of two characters or more is looked for.
const NOUN: usize = 6;

/// Where the words that `own` shares with `noun` end in it.
fn shared(own: &str, noun: &str) -> Option<usize> {
    let near: Vec<char> = noun.chars().take(NOUN).collect();
    let limit = own.char_indices().nth(NOUN).map_or(own.len(), |(at, _)| at);
    let ahead = own.get(..limit)?;
    let pairs = near.windows(2).filter_map(|pair| {
        let pair: String = pair.iter().collect();
        ahead.find(&pair).map(|at| at + pair.len())
    });
    pairs.max()
}
