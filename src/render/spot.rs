//! Where a label stands, as formats for programs tell it.

use super::source;
use crate::diagnostic::{FileReport, Label};
use crate::text::Source;

/// The place of a label: 1-based lines, columns in characters, the end exclusive.
pub(super) struct Spot<'a> {
    pub(super) path: &'a str,
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
    pub(super) text: &'a str,
    source: Option<&'a Source>,
    span: [u32; 2],
}

impl<'a> Spot<'a> {
    /// The spot of `label`, which belongs to a diagnostic of `file`.
    pub(super) fn of(file: &'a FileReport, label: &Label) -> Self {
        let span = label.place.span;
        let source = source(file, label.place.source);
        let position = |offset| source.map_or((1, 1), |it| it.lines.position(&it.text, offset));
        Self {
            path: source.map_or(&file.path, |source| &source.name),
            start: position(span.start),
            end: position(span.end),
            text: source.map_or("", |source| span.of(&source.text)),
            source,
            span: [span.start, span.end],
        }
    }

    /// Start and end as lines and 1-based columns in bytes.
    pub(super) fn in_bytes(&self) -> [(usize, usize); 2] {
        let column = |offset: u32| match self.source {
            Some(source) => {
                let index = source.lines.index(offset);
                let line = source.lines.span(index).start;
                (index + 1, (offset - line.min(offset)) as usize + 1)
            }
            None => (1, 1),
        };
        self.span.map(column)
    }

    /// Start and end as numbers of characters before them.
    pub(super) fn in_characters(&self) -> Option<[usize; 2]> {
        let source = self.source?;
        Some(self.span.map(|offset| source.lines.characters(&source.text, offset)))
    }
}
