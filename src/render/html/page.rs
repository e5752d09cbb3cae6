//! What the page shows, in order, and where everything on it stands.

use std::collections::{HashMap, HashSet};

use super::marks::{self, Segment, Stretch};
use super::paragraph::{Paragraph, holding, paragraphs};
use crate::diagnostic::{Diagnostic, FileReport, Label, Report};
use crate::render::source;
use crate::text::{Source, Span};

/// The files that have something to show.
pub(super) struct Page<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
}

/// A file with findings.
pub(super) struct Draft<'a> {
    pub(super) file: &'a FileReport,
    /// Its text; nothing where the report has none.
    pub(super) source: Option<&'a Source>,
    pub(super) paragraphs: Vec<Paragraph>,
    /// Sorted by paragraph; those without one come first.
    pub(super) notes: Vec<Note<'a>>,
    pub(super) segments: Vec<Segment>,
}

/// One finding, or several alike in one paragraph.
pub(super) struct Note<'a> {
    /// Its number on the page, from 1.
    pub(super) number: usize,
    pub(super) first: &'a Diagnostic,
    /// How many findings it stands for.
    pub(super) count: usize,
    /// Where they are and what is beside them.
    pub(super) places: Vec<Spotted<'a>>,
    /// The paragraph beside which it stands.
    pub(super) paragraph: Option<usize>,
}

/// A place of a note.
pub(super) struct Spotted<'a> {
    pub(super) label: &'a Label,
    pub(super) primary: bool,
    /// The draft of the page that shows it, and its span there.
    at: Option<(usize, Span)>,
}

impl<'a> Page<'a> {
    /// The page of `report`.
    pub(super) fn of(report: &'a Report) -> Self {
        let shown = report.files.iter().filter(|file| !file.diagnostics.is_empty());
        let mut drafts: Vec<Draft<'a>> = shown.map(Draft::of).collect();
        let named: HashMap<&str, (usize, &Source)> = drafts
            .iter()
            .enumerate()
            .filter_map(|(index, draft)| Some((index, draft.source?)))
            .map(|(index, source)| (source.name.as_str(), (index, source)))
            .collect();
        let mut stretches: Vec<Vec<Stretch>> = drafts.iter().map(|_| Vec::new()).collect();
        let mut number = 0;
        for draft in &mut drafts {
            draft.notes = notes(draft.file, &draft.paragraphs, &named);
            for note in &mut draft.notes {
                number += 1;
                note.number = number;
                for (place, (draft, span)) in note.places.iter().filter_map(|it| Some((it, it.at?)))
                {
                    if let Some(list) = stretches.get_mut(draft) {
                        let (severity, primary) = (note.first.severity, place.primary);
                        list.push(Stretch { span, severity, primary, note: number });
                    }
                }
            }
        }
        let mut next = 0;
        for (draft, stretches) in drafts.iter_mut().zip(&stretches) {
            let cuts = draft.paragraphs.iter().flat_map(|it| [it.span.start, it.span.end]);
            draft.segments = marks::segments(cuts, stretches, &mut next);
        }
        Self { drafts }
    }

    /// The numbers of the first and the last marked segment of `place`.
    pub(super) fn ids(&self, place: &Spotted<'_>) -> Option<(usize, usize)> {
        let (draft, span) = place.at?;
        marks::ids(&self.drafts.get(draft)?.segments, span)
    }
}

impl<'a> Draft<'a> {
    fn of(file: &'a FileReport) -> Self {
        let source = file.sources.iter().find(|source| source.name == file.path);
        let paragraphs = source.map(paragraphs).unwrap_or_default();
        Self { file, source, paragraphs, notes: Vec::new(), segments: Vec::new() }
    }
}

/// The notes of `file`, not yet numbered.
fn notes<'a>(
    file: &'a FileReport,
    paragraphs: &[Paragraph],
    named: &HashMap<&str, (usize, &Source)>,
) -> Vec<Note<'a>> {
    let mut notes: Vec<Note<'a>> = Vec::new();
    let mut known = HashMap::new();
    for it in &file.diagnostics {
        let places = places(file, it, named);
        let at = places.first().and_then(|place| place.at);
        let own =
            at.filter(|(draft, _)| named.get(file.path.as_str()).is_some_and(|n| n.0 == *draft));
        let paragraph = own.and_then(|(_, span)| holding(paragraphs, span.start));
        let words = (it.rule.as_str(), it.message.as_str(), it.help.as_str());
        let key = (it.group, it.severity, words, paragraph);
        let alone = notes.len();
        let index = if it.group == 0 { alone } else { *known.entry(key).or_insert(alone) };
        match notes.get_mut(index) {
            Some(note) => {
                note.count += 1;
                note.places.extend(places);
            }
            None => notes.push(Note { number: 0, first: it, count: 1, places, paragraph }),
        }
    }
    for note in &mut notes {
        let mut seen = HashSet::new();
        note.places.retain(|it| seen.insert((it.label.place, it.primary, &it.label.text)));
    }
    notes.sort_by_key(|note| (note.paragraph, note.first.primary.place.span.start));
    notes
}

/// The places of a finding, its own first.
fn places<'a>(
    file: &'a FileReport,
    it: &'a Diagnostic,
    named: &HashMap<&str, (usize, &Source)>,
) -> Vec<Spotted<'a>> {
    let one = |(index, label): (usize, &'a Label)| {
        let shown = source(file, label.place.source).and_then(|it| named.get(it.name.as_str()));
        let at = shown.and_then(|(draft, it)| Some((*draft, fitted(&it.text, label.place.span)?)));
        Spotted { label, primary: index == 0, at }
    };
    std::iter::once(&it.primary).chain(&it.related).enumerate().map(one).collect()
}

/// `span` within `text` and around whole characters; a span of nothing takes the character before
/// it, or the one after it.
fn fitted(text: &str, span: Span) -> Option<Span> {
    let back = |at: u32| {
        let at = (at as usize).min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let (mut start, mut end) = (back(span.start), back(span.end));
    if end <= start {
        end = start;
        let before = text.get(..start)?.chars().next_back().filter(|mark| *mark != '\n');
        match before {
            Some(mark) => start -= mark.len_utf8(),
            None => end += text.get(start..)?.chars().next()?.len_utf8(),
        }
    }
    Some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_covers_something() {
        let check = |text: &str, start, end, expect: Option<(u32, u32)>| {
            let found = fitted(text, Span { start, end });
            assert_eq!(found.map(|it| (it.start, it.end)), expect, "{text:?} {start}..{end}");
        };
        check("甲乙", 0, 3, Some((0, 3)));
        check("甲乙", 4, 5, Some((0, 3)));
        check("甲乙", 9, 9, Some((3, 6)));
        check("甲乙", 0, 0, Some((0, 3)));
        check("甲\n乙", 4, 4, Some((4, 7)));
        check("", 0, 4, None);
    }
}
