//! A list with another number of items than its announcement tells.

use super::announcement::Announced;
use crate::kinds::{Finding, Related};
use crate::model::Document;
use crate::text::{Confidence, Place, Span};

/// A list that is further from the number told is hardly the one it speaks of: 22项任务：一是…; where
/// no colon leads to it, one item must do.
const FAR: u32 = 2;

/// The finding, at the last item or the first one too many; nothing where a number told fits.
pub(super) fn odd(
    document: &Document,
    told: &[Announced],
    items: &[Span],
    confidence: Confidence,
) -> Option<Finding> {
    let count = u32::try_from(items.len()).ok()?;
    let [announced] = told else { return None };
    let far = if announced.colon { FAR } else { 1 };
    let apart = announced.number.abs_diff(count);
    if apart == 0 || count < 2 || (far < apart && !announced.cued) {
        return None;
    }
    let place = count.min(announced.number.saturating_add(1));
    let at = *items.get(place.checked_sub(1)? as usize)?;
    let words = announced.span.of(&document.source.text);
    let words: String = words.chars().filter(|mark| !mark.is_whitespace()).collect();
    let related = Place { source: document.source.id, span: announced.span };
    Some(Finding {
        related: vec![Related { place: related, captures: Vec::new() }],
        captures: vec![
            ("announced".into(), words.clone()),
            ("number".into(), announced.number.to_string()),
            ("count".into(), count.to_string()),
            ("place".into(), place.to_string()),
        ],
        values: vec![(words, announced.number.to_string(), "项".to_owned())],
        ..Finding::at(document, at, confidence)
    })
}
