//! The places of a block, taken apart by lines.

use std::ops::Range;

use crate::text::{Source, Span};

/// A place to show.
pub(super) struct Mark<'a> {
    /// Where it stands.
    pub(super) source: &'a Source,
    /// The bytes of it.
    pub(super) span: Span,
    /// A few words about it; may be empty.
    pub(super) text: String,
    /// Whether the finding is here, or this is another place of it.
    pub(super) primary: bool,
}

/// The part of a mark on one line.
pub(super) struct Piece {
    /// Which mark, as a position.
    pub(super) mark: usize,
    /// The 0-based line.
    pub(super) line: usize,
    /// The bytes of the line without its end.
    pub(super) content: Range<usize>,
    /// The bytes of the mark on it.
    pub(super) span: Range<usize>,
    /// Whether the mark ends here.
    pub(super) last: bool,
}

/// The pieces of all marks.
pub(super) fn pieces(marks: &[Mark<'_>]) -> Vec<Piece> {
    marks.iter().enumerate().flat_map(|(index, mark)| pieces_of(index, mark)).collect()
}

/// The most digits a line number has, and a line and a column number together.
pub(super) fn digits(marks: &[Mark<'_>], pieces: &[Piece]) -> (usize, usize) {
    let count = |number: usize| number.to_string().len();
    let line = pieces.iter().map(|piece| piece.line + 1).max().map_or(0, count);
    let column = pieces.iter().filter_map(|piece| {
        let Source { text, lines, .. } = marks.get(piece.mark)?.source;
        let at = Span::new(piece.span.start, piece.span.start).start;
        Some(lines.position(text, at).1)
    });
    (line, line + column.max().map_or(0, count))
}

fn pieces_of(index: usize, mark: &Mark<'_>) -> Vec<Piece> {
    let Source { text, lines, .. } = mark.source;
    let start = boundary(text, mark.span.start);
    let end = boundary(text, mark.span.end).max(start);
    let (first, last) = (lines.index(start), lines.index(end.saturating_sub(1).max(start)));
    let mut pieces: Vec<Piece> = Vec::new();
    let head = first..=last.min(first + 2);
    for line in head.chain((first + 2 < last).then_some(last)) {
        let content = lines.content(text, line).range();
        let mut from = content.start.max(start as usize).min(content.end);
        let to = content.end.min(end as usize).max(from);
        if first < line {
            let part = text.get(from..to).unwrap_or("");
            from += part.len() - part.trim_start().len();
        }
        if from < to || start == end {
            pieces.push(Piece { mark: index, line, content, span: from..to, last: false });
        }
    }
    if pieces.is_empty() {
        let content = lines.content(text, first).range();
        let at = content.end.min(start as usize).max(content.start);
        pieces.push(Piece { mark: index, line: first, content, span: at..at, last: false });
    }
    if let Some(piece) = pieces.last_mut() {
        piece.last = true;
    }
    pieces
}

/// `offset`, moved back to the start of its character and into the text.
fn boundary(text: &str, offset: u32) -> u32 {
    let mut at = offset.min(Span::new(0, text.len()).end);
    while !text.is_char_boundary(at as usize) {
        at -= 1;
    }
    at
}
