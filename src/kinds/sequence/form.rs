//! Markers written otherwise than GB/T 15834—2011 B.3.2–B.3.4 writes them.

use std::collections::BTreeMap;

use super::{Note, Slip};
use crate::model::Document;
use crate::syntax::marker::{Marker, Style};
use crate::text::Confidence;

/// From this many markers of one wrong form on, where they outnumber the right ones, it is a house style.
const HOUSE: usize = 3;

/// One note for each wrong form; one for all where it is a house style.
pub(super) fn notes(document: &Document, notes: &mut Vec<Note>) {
    let text = &document.source.text;
    let mut wrong: BTreeMap<(Style, String), Vec<(&Marker, String)>> = BTreeMap::new();
    let mut right: BTreeMap<Style, usize> = BTreeMap::new();
    for marker in document.outline.sections.iter().filter_map(|it| it.marker.as_ref()) {
        let written = marker.span.of(text);
        match corrected(marker.style, written) {
            Some(form) => {
                let shape = (plain(marker.style), shape(written));
                wrong.entry(shape).or_default().push((marker, form));
            }
            None => *right.entry(plain(marker.style)).or_default() += 1,
        }
    }
    for ((style, _), markers) in wrong {
        let right = right.get(&style).copied().unwrap_or(0);
        let house = HOUSE <= markers.len() && right < markers.len();
        let count = if house { 1 } else { markers.len() };
        for (marker, form) in markers.iter().take(count) {
            let confidence = if house { Confidence::Possible } else { Confidence::Certain };
            let mut note = Note::new(Slip::Form, confidence, marker.span, None);
            note.expected.clone_from(form);
            note.count = if house { markers.len() } else { 1 };
            note.edit = (!house).then(|| form.clone());
            notes.push(note);
        }
    }
}

/// 1. and 1、 are one level written two ways.
fn plain(style: Style) -> Style {
    if style == Style::ArabicComma { Style::ArabicDot } else { style }
}

/// The marks of a marker without its number.
fn shape(written: &str) -> String {
    let mark = |it: &char| {
        matches!(it, '、' | '.' | '．' | '，' | ',' | '（' | '）' | '(' | ')' | '：' | ':')
    };
    written.chars().filter(mark).collect()
}

/// The marker with the right marks around the number as written, or nothing where it is right.
fn corrected(style: Style, written: &str) -> Option<String> {
    let core = written.trim_matches(|mark: char| !mark.is_alphanumeric());
    let form = match style {
        Style::Chinese | Style::Stem => format!("{core}、"),
        Style::ChineseBracket | Style::ArabicBracket => format!("（{core}）"),
        Style::ArabicHalfBracket => format!("{core}）"),
        Style::ArabicComma => format!("{core}."),
        Style::Circled => core.to_owned(),
        Style::ArabicDot | Style::Latin(_) | Style::Decimal(_) | Style::Chapter(_) => return None,
    };
    (form != written && !written.contains('\n')).then_some(form)
}
