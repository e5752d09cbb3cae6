//! What is wrong with a mark, and where its partner stands or should stand.

use super::{Pair, last_mark};
use crate::text::Span;

/// A mark of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) pair: Pair,
    pub(super) opens: bool,
    /// Whether it may stand alone: 1）, it’s, 55”.
    pub(super) soft: bool,
}

impl Mark {
    /// The other mark of its pair.
    pub(super) fn partner(&self) -> char {
        if self.opens { self.pair.close } else { self.pair.open }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing closes the mark; perhaps before another one.
    Unclosed { at: Mark, before: Option<Mark> },
    /// Nothing opens it.
    Unopened { at: Mark },
    /// It stands where its partner should; the other one of the two.
    Reversed { at: Mark, other: Mark },
    /// It closes what another pair holds.
    Crossed { at: Mark, other: Mark },
}

impl Fault {
    pub(super) fn unclosed(at: Mark) -> Fault {
        Fault::Unclosed { at, before: None }
    }

    /// The mark that is marked.
    pub(super) fn at(&self) -> Mark {
        match self {
            Fault::Unclosed { at, .. } | Fault::Unopened { at } => *at,
            Fault::Reversed { at, .. } | Fault::Crossed { at, .. } => *at,
        }
    }

    /// What is wrong, in Chinese and English.
    pub(super) fn words(&self) -> (&'static str, &'static str) {
        match self {
            Fault::Unclosed { .. } => ("没有配对的后一半", "is never closed"),
            Fault::Unopened { .. } => ("没有配对的前一半", "closes nothing"),
            Fault::Reversed { .. } => ("方向反了", "points the wrong way"),
            Fault::Crossed { .. } => ("与另一对符号交叉", "crosses another pair"),
        }
    }

    /// The other place: where it is, and what it is.
    pub(super) fn other(&self, text: &str, block: Span) -> (Span, &'static str, &'static str) {
        match self {
            Fault::Unclosed { at, before } => {
                let span = before.map_or_else(|| clause_end(text, block, at), |it| it.span);
                (span, "后一半应在这里之前", "its partner belongs before this")
            }
            Fault::Unopened { at } => (
                clause_start(text, block, at),
                "前一半大概应在这里",
                "its partner belongs about here",
            ),
            Fault::Reversed { other, .. } => (other.span, "与它成对", "the other one of the two"),
            Fault::Crossed { other, .. } => (other.span, "它的前一半在这里", "it was opened here"),
        }
    }
}

/// Marks before which a quotation or a bracket is closed.
fn ends(mark: char) -> bool {
    matches!(mark, '，' | '。' | '；' | '！' | '？' | '：')
}

/// The end mark of the clause, or the last character of the block.
fn clause_end(text: &str, block: Span, at: &Mark) -> Span {
    let rest = Span { start: at.span.end, end: block.end };
    let words = rest.of(text);
    let found = words.char_indices().find(|(_, mark)| ends(*mark) || *mark == at.pair.open);
    match found {
        Some((start, mark)) => Span::new(start, start + mark.len_utf8()).moved(rest.start),
        None => last_mark(words.trim_end(), rest.start),
    }
}

/// The first character of the clause.
fn clause_start(text: &str, block: Span, at: &Mark) -> Span {
    let before = Span { start: block.start, end: at.span.start };
    let words = before.of(text);
    let cut = |mark: char| ends(mark) || mark == at.pair.close || mark.is_whitespace();
    let start = words.rfind(cut).map_or(0, |it| it + words.get(it..).map_or(0, first_length));
    let length = words.get(start..).map_or(0, first_length);
    Span::new(start, start + length).moved(before.start)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
