//! One printed row of source text, and which byte of it stands for which byte of the source.

use std::ops::Range;

use super::window::Window;
use crate::render::glyph::{columns, shown};

/// A row of a view.
pub(super) struct Row {
    /// Its number for codespan, which draws a gap mark where numbers are missing.
    pub(super) index: usize,
    /// The 0-based line of the source.
    pub(super) line: usize,
    /// Its bytes in the text of the view, without the line end.
    pub(super) span: Range<usize>,
    /// Where each character of the source stands in the view, and where the last one ends.
    map: Vec<(usize, usize)>,
}

impl Row {
    /// Appends the part of `line` that `window` shows to the text of a view, with `mark` where
    /// something is left out.
    pub(super) fn push(
        view: &mut String,
        source: &str,
        line: (usize, &Range<usize>),
        window: &Window,
        mark: &str,
    ) -> Self {
        let start = view.len();
        let mut map = Vec::new();
        let (number, content) = line;
        let Window { span, hole } = window;
        if leaves_out(source, content.start..span.start) {
            view.push_str(mark);
        }
        let hole_start = hole.as_ref().map_or(span.end, |hole| hole.start);
        copy(view, source, span.start..hole_start, &mut map);
        if let Some(hole) = hole {
            view.push_str(mark);
            copy(view, source, hole.end..span.end, &mut map);
        }
        map.push((span.end, view.len()));
        if leaves_out(source, span.end..content.end) {
            view.push_str(mark);
        }
        let span = start..view.len();
        view.push('\n');
        Self { index: 0, line: number, span, map }
    }

    /// Where `span` of the source stands in the view: at least one column, unless the row ends.
    pub(super) fn place(&self, view: &str, span: &Range<usize>) -> Range<usize> {
        let at = |offset| {
            let index = self.map.partition_point(|&(source, _)| source < offset);
            self.map.get(index).map_or(self.span.end, |&(_, view)| view)
        };
        let (mut start, mut end) = (at(span.start), at(span.end));
        let first = self.map.first().map_or(start, |&(_, view)| view);
        let covers = |part: Range<usize>| view.get(part).is_some_and(|part| 0 < columns(part));
        while span.start < span.end && first < start && !covers(start..end) {
            start -= 1;
        }
        while end < self.span.end && !covers(start..end) {
            end += 1;
        }
        start..end
    }

    /// The byte of the source that `offset` of the view stands for.
    pub(super) fn source_of(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|&(_, view)| view <= offset);
        self.map.get(index.saturating_sub(1)).map_or(0, |&(source, _)| source)
    }
}

fn copy(view: &mut String, source: &str, span: Range<usize>, map: &mut Vec<(usize, usize)>) {
    for (at, mark) in source.get(span.clone()).unwrap_or("").char_indices() {
        map.push((span.start + at, view.len()));
        view.extend(shown(mark));
    }
}

/// Whether `span` holds more than a few blanks.
fn leaves_out(source: &str, span: Range<usize>) -> bool {
    const BLANKS: usize = 64;
    BLANKS < span.len()
        || source.get(span).is_some_and(|part| part.chars().any(|mark| !mark.is_whitespace()))
}
