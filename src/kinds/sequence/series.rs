//! Slips of 一是…二是… and its kin.

use super::count::{DepartureKind, departures};
use super::{Note, Slip};
use crate::model::Document;
use crate::syntax::series::{Series, Words, write};
use crate::text::Confidence;

pub(super) fn notes(document: &Document, _report: &[Slip]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, series) in document.series.iter().enumerate() {
        let next = document.series.get(index + 1);
        let before = index.checked_sub(1).and_then(|it| document.series.get(it));
        mixed(document, series, &mut notes);
        if series.words == Words::Order {
            continue;
        }
        counted(series, &mut notes);
        first(series, before, next, &mut notes);
    }
    notes
}

fn counted(series: &Series, notes: &mut Vec<Note>) {
    let numbers: Vec<u32> = series.items.iter().map(|item| item.number).collect();
    for departure in departures(&numbers) {
        let item = |index: usize| series.items.get(index);
        let Some(found) = item(departure.index) else { continue };
        let before = departure.index.checked_sub(1).and_then(item);
        let confidence = lowered(series, departure.confidence);
        let previous = before.map(|it| it.span);
        let mut note = match departure.kind {
            DepartureKind::Skip { after } => {
                let mut note = Note::new(Slip::Skip, confidence, found.span, previous);
                let gap = (after + 1..found.number).map(|number| write(series.words, number));
                note.missing = gap.collect::<Vec<_>>().join(" ");
                note
            }
            DepartureKind::Repeat { first } => {
                Note::new(Slip::Repeat, confidence, found.span, item(first).map(|it| it.span))
            }
            DepartureKind::Order { .. } => {
                Note::new(Slip::Skip, confidence.min(Confidence::Likely), found.span, previous)
            }
        };
        note.expected = write(series.words, before.map_or(1, |it| it.number + 1));
        if note.slip == Slip::Skip && note.missing.is_empty() {
            note.missing.clone_from(&note.expected);
        }
        notes.push(note);
    }
}

/// A word other than 是 may be part of a saying: 一看二问三查四改.
fn lowered(series: &Series, confidence: Confidence) -> Confidence {
    match series.words {
        Words::Number('是' | '要') | Words::Ordinal | Words::Of => confidence,
        _ => confidence.min(Confidence::Likely),
    }
}

/// A series that is one item long, or does not begin with its first.
fn first(series: &Series, before: Option<&Series>, next: Option<&Series>, notes: &mut Vec<Note>) {
    let Some(item) = series.items.first() else { return };
    if item.number != 1 {
        if series.continues.is_none() && series.words == Words::Number('是') {
            let mut note = Note::new(Slip::Skip, Confidence::Likely, item.span, None);
            note.missing = write(series.words, 1);
            note.expected.clone_from(&note.missing);
            notes.push(note);
        }
        return;
    }
    if repeats(before, series) {
        let previous = before.and_then(|it| it.items.first()).map(|it| it.span);
        let mut note = Note::new(Slip::Repeat, Confidence::Certain, item.span, previous);
        note.expected = write(series.words, 2);
        notes.push(note);
    } else if series.items.len() == 1 && !next.is_some_and(|next| repeats(Some(series), next)) {
        let mut note = Note::new(Slip::Lone, Confidence::Certain, item.span, None);
        note.expected = write(series.words, 2);
        note.missing.clone_from(&note.expected);
        notes.push(note);
    }
}

/// 一是…；一是…: two first items in one paragraph, neither with a second.
fn repeats(before: Option<&Series>, series: &Series) -> bool {
    let Some(before) = before.filter(|it| it.words == series.words && it.items.len() == 1) else {
        return false;
    };
    let slip = series.items.get(1).is_none_or(|second| second.number == 3);
    match (before.items.first(), series.items.first()) {
        (Some(a), Some(b)) => a.number == 1 && b.number == 1 && a.block == b.block && slip,
        _ => false,
    }
}

/// 首先…其次…第三: a series that counts on in other words.
fn mixed(document: &Document, series: &Series, notes: &mut Vec<Note>) {
    let earlier = series.continues.and_then(|it| document.series.get(it));
    let (Some(earlier), Some(item)) = (earlier, series.items.first()) else { return };
    let previous = earlier.items.last().map(|it| it.span);
    let mut note = Note::new(Slip::Mixed, Confidence::Certain, item.span, previous);
    note.expected = write(earlier.words, item.number);
    notes.push(note);
}
