//! Byte positions in a decoded, untouched text.

use std::ops::Range;

/// A half-open range of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`; a range beyond `u32` is cut (inputs are limited far below).
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }

    /// The same range for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span, empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `offset` lies inside.
    pub fn has(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span with both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The last `bytes` of the span in `text`, or a few less where a character would be cut.
    pub fn last(self, text: &str, bytes: usize) -> Span {
        let length = last_bytes(self.of(text), bytes).len();
        Span { start: self.end - Span::new(0, length).end, end: self.end }
    }

    /// The first `bytes` of the span in `text`, or a few less where a character would be cut.
    pub fn first(self, text: &str, bytes: usize) -> Span {
        let length = first_bytes(self.of(text), bytes).len();
        Span { start: self.start, end: self.start + Span::new(0, length).end }
    }

    /// The span moved to the right by `by` bytes.
    pub fn moved(self, by: u32) -> Span {
        Span { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }
}

/// The first `bytes` of `text`, or a few less where a character would be cut.
pub fn first_bytes(text: &str, bytes: usize) -> &str {
    let cut = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..cut.unwrap_or(0)).unwrap_or("")
}

/// The last `bytes` of `text`, or a few less where a character would be cut.
pub fn last_bytes(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let cut = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    text.get(cut.unwrap_or(text.len())..).unwrap_or("")
}

/// Which of the sources of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A span in one of several sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The source.
    pub source: SourceId,
    /// The bytes in it.
    pub span: Span,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}
