//! Which pairs of figures were compared and are no findings, in the words of `figures --why`.

use super::why::{Equal, why};
use super::{FigureConflict, REACH};
use crate::kinds::{Context, Dropped};
use crate::model::figure::Figure;
use crate::text::Text;

/// So many pairs are told; a person reads no more.
const MOST: usize = 60;

/// The pairs with one unit and one end of the label whose values differ and that are not reported.
pub(super) fn dropped(kind: &FigureConflict, context: &Context<'_>) -> Vec<Dropped> {
    let document = context.document;
    let figures = document.figures();
    let mut dropped = Vec::new();
    for (at, later) in figures.iter().enumerate() {
        let before = figures.get(..at).unwrap_or(&[]).iter().rev().take(REACH);
        for earlier in before.filter(|it| alike(it, later)) {
            if MOST <= dropped.len() {
                return dropped;
            }
            let Some(reason) = reason(kind, context, earlier, later) else { continue };
            let text = &document.source.text;
            let (line, _) = document.position(earlier.span);
            let words = earlier.span.of(text);
            dropped.push(Dropped {
                at: later.span,
                captures: vec![
                    ("found".into(), later.span.of(text).to_owned()),
                    ("other".into(), words.to_owned()),
                ],
                why: Text::new(
                    format!("与第{line}行的“{words}”比：{}", reason.zh),
                    format!("against `{words}` in line {line}: {}", reason.en),
                ),
            });
        }
    }
    dropped
}

/// Whether two figures are candidates: one unit, labels that end alike, values that differ.
fn alike(one: &Figure, other: &Figure) -> bool {
    let end = |figure: &Figure| {
        let mut marks = figure.head.chars().rev();
        marks.next().zip(marks.next())
    };
    one.unit == other.unit
        && end(one).is_some_and(|it| end(other) == Some(it))
        && !one.amount.agrees(&other.amount)
}

/// Why the pair is no finding; nothing where it is one.
fn reason(
    kind: &FigureConflict,
    context: &Context<'_>,
    earlier: &Figure,
    later: &Figure,
) -> Option<Text> {
    if !(kind.wants(earlier) && kind.wants(later)) {
        return Some(Text::new(
            "units 或 heads 不要这样的数",
            "`units` or `heads` leave such figures out",
        ));
    }
    match why(context.document, [earlier.span, later.span])?.equal {
        Equal::NotCompared(words) | Equal::Apart(words) => Some(words),
        Equal::Series => Some(Text::new(
            "这个说法有好几个不同的数，像是列举",
            "the label has several values: a list rather than a slip",
        )),
        Equal::Conflict(level) if level < kind.min_confidence => {
            Some(Text::new("把握不到 min-confidence", "less sure than `min-confidence`"))
        }
        Equal::Conflict(_) => None,
    }
}
