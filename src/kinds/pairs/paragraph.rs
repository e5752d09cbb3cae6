//! The marks of one paragraph, matched on a stack.

use super::Pair;
use super::fault::{Fault, Mark};
use crate::text::Span;

/// A paragraph: what is wrong in it, and what it leaves open.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) faults: Vec<Fault>,
    pub(super) open: Vec<Open>,
    /// All marks, in order.
    marks: Vec<Mark>,
    /// Opening marks with their closing ones.
    closed: Vec<(Mark, Mark)>,
    /// Where the words begin and end, end marks aside.
    words: Span,
}

/// A mark that its paragraph leaves open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) mark: Mark,
    /// Whether a quotation begins there: after a colon, or at the head of the paragraph.
    led: bool,
    /// Whether the paragraph breaks off without an end mark.
    broken: bool,
    /// Over how many paragraphs without marks it may stay open.
    left: u8,
}

impl Open {
    /// The mark as the paragraph after the next sees it.
    pub(super) fn later(self) -> Open {
        Open { left: self.left.saturating_sub(1), ..self }
    }
}

/// What the next paragraph does with an open mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Closes it, or opens it again.
    Closed,
    /// Says nothing of it.
    Open,
    /// Shows that it was never closed.
    Lost,
}

/// A quotation may run over so many paragraphs without marks.
const FAR: u8 = 8;
/// So many marks around one are looked at.
const NEAR: usize = 64;
/// So many faults of a paragraph are told: where more is wrong, it is another thing.
const MOST: usize = 20;

impl Paragraph {
    /// Matches the marks of `block`.
    pub(super) fn read(text: &str, block: Span, pairs: &[Pair]) -> Paragraph {
        let words = words(text, block);
        let mut walk = Walk { text, marks: marks(text, block, pairs), ..Walk::default() };
        let mut index = 0;
        while let Some(mark) = walk.marks.get(index).copied() {
            index += match mark.opens {
                true => walk.opening(index, mark),
                false => walk.closing(index, mark),
            };
        }
        let broken = !text_end(block.of(text)).is_some_and(|it| "。！？；：.!?;:”".contains(it));
        walk.faults.truncate(MOST);
        let open = walk.stack.iter().chain(&walk.aside).take(MOST);
        let open =
            open.map(|mark| Open { mark: *mark, led: led(text, block, *mark), broken, left: FAR });
        let open = open.collect();
        Paragraph { faults: walk.faults, open, marks: walk.marks, closed: walk.closed, words }
    }

    /// What the paragraph does with a mark that the one before left open.
    pub(super) fn goes_on(&mut self, open: &Open) -> Next {
        let pair = open.mark.pair;
        let carried = pair.across && open.led;
        let Some(first) = self.marks.iter().find(|it| it.pair.fits(pair)).copied() else {
            return if carried && 0 < open.left { Next::Open } else { Next::Lost };
        };
        if first.opens {
            let head = first.span.start == self.words.start;
            let end = self.closed.iter().find(|(it, _)| *it == first).map(|it| it.1);
            let last = end.is_none_or(|it| self.words.end <= it.span.end);
            return if carried && head && last { Next::Closed } else { Next::Lost };
        }
        let ends = carried && self.words.end <= first.span.end;
        if !open.broken && !ends {
            return Next::Lost;
        }
        let before = self.faults.len();
        self.faults.retain(|it| *it != Fault::Unopened { at: first });
        if self.faults.len() < before { Next::Closed } else { Next::Lost }
    }
}

/// The paragraph without blanks and end marks.
fn words(text: &str, block: Span) -> Span {
    let whole = block.of(text);
    let start = whole.len() - whole.trim_start().len();
    let end = whole.trim_end().trim_end_matches(['。', '；', '！', '？', '，', '：', '…']).len();
    Span::new(start, end).moved(block.start)
}

fn text_end(whole: &str) -> Option<char> {
    whole.trim_end().chars().next_back()
}

fn led(text: &str, block: Span, mark: Mark) -> bool {
    let before = Span { start: block.start, end: mark.span.start }.of(text).trim_end();
    before.is_empty() || before.ends_with(['：', ':', '。', '，'])
}

/// The marks of a block that are marks of pairs there.
fn marks(text: &str, block: Span, pairs: &[Pair]) -> Vec<Mark> {
    let within = block.of(text);
    let mut marks = Vec::new();
    let mut before = (' ', ' ', ' ');
    let mut chars = within.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let pair = pairs.iter().find(|it| it.open == mark || it.close == mark);
        if let Some(pair) = pair {
            let span = Span::new(at, at + mark.len_utf8()).moved(block.start);
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let soft = is_soft(mark, before, next);
            marks.push(Mark { span, pair: *pair, opens: pair.open == mark, soft });
        }
        before = (before.1, before.2, mark);
    }
    marks
}

/// Whether a closing mark needs no opening one: it’s, 1）.
fn is_soft(mark: char, before: (char, char, char), next: char) -> bool {
    let (far, middle, near) = before;
    let counts = |it: char| it.is_ascii_alphanumeric();
    let number = |it: char| counts(it) || "一二三四五六七八九十".contains(it);
    let opens = |it: char| it.is_whitespace() || "；。：，、;:,".contains(it);
    match mark {
        '’' => near.is_ascii_alphabetic() || next.is_ascii_alphanumeric(),
        '”' => near.is_ascii_digit() && "电彩液屏显英管轮".contains(next),
        ')' | '）' => {
            near.is_ascii_lowercase() && !middle.is_ascii_alphanumeric()
                || number(near) && opens(middle)
                || counts(near) && counts(middle) && opens(far)
        }
        _ => false,
    }
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    stack: Vec<Mark>,
    /// Opening marks that an outer pair closed over.
    aside: Vec<Mark>,
    faults: Vec<Fault>,
    closed: Vec<(Mark, Mark)>,
}

impl Walk<'_> {
    /// Takes an opening mark; the answer is how many marks were taken.
    fn opening(&mut self, index: usize, mark: Mark) -> usize {
        let quote = mark.pair.across;
        let open = nearest(&self.stack, |it| quote && it.pair == mark.pair);
        let Some(open) = open else {
            self.stack.push(mark);
            return 1;
        };
        let coming = self.later(index, mark);
        if coming.starts_with(&[false, false]) {
            // “甲“乙”丙”
            self.stack.push(mark);
            return 1;
        }
        let first = self.stack.remove(open);
        let turned = coming.first() != Some(&false) && self.is_short(first, mark);
        if turned {
            self.faults.push(Fault::Reversed { at: mark, other: first });
        } else {
            self.faults.push(Fault::Unclosed { at: first, before: Some(mark) });
            self.stack.push(mark);
        }
        1
    }

    /// Takes a closing mark.
    fn closing(&mut self, index: usize, mark: Mark) -> usize {
        if let Some(open) = nearest(&self.stack, |it| it.pair.fits(mark.pair)) {
            let inner = self.stack.split_off(open + 1);
            self.aside.extend(inner);
            self.closed.extend(self.stack.pop().map(|it| (it, mark)));
            return 1;
        }
        if let Some(open) = nearest(&self.aside, |it| it.pair.fits(mark.pair)) {
            let other = self.aside.remove(open);
            self.faults.push(Fault::Crossed { at: mark, other });
            return 1;
        }
        if mark.soft {
            return 1;
        }
        let coming = self.later(index, mark);
        let next = self.marks.get(index + 1).filter(|it| it.pair == mark.pair && it.opens).copied();
        if let Some(other) = next.filter(|it| mark.pair.across && self.is_short(mark, *it))
            && is_turned(coming.get(1..).unwrap_or(&[]))
        {
            self.faults.push(Fault::Reversed { at: mark, other });
            return 2;
        }
        self.faults.push(Fault::Unopened { at: mark });
        1
    }

    /// Which of the next marks of this pair open.
    fn later(&self, index: usize, mark: Mark) -> Vec<bool> {
        const MOST: usize = 12;
        let later = self.marks.iter().skip(index + 1).take(4 * NEAR);
        let later = later.filter(|it| it.pair == mark.pair);
        later.take(MOST).map(|it| it.opens).collect()
    }

    /// Whether one clause holds both marks.
    fn is_short(&self, first: Mark, second: Mark) -> bool {
        const LONGEST: usize = 40;
        let between = Span { start: first.span.end, end: second.span.start }.of(self.text);
        between.chars().nth(LONGEST).is_none() && !between.contains(['。', '；', '！', '？', '：'])
    }
}

/// The last of the marks that fits, if it stands near the end.
fn nearest(marks: &[Mark], fits: impl Fn(&Mark) -> bool) -> Option<usize> {
    let last = marks.iter().enumerate().rev().take(NEAR);
    last.into_iter().find(|(_, it)| fits(it)).map(|it| it.0)
}

/// Whether what follows a reversed pair matches without it, or is reversed as well.
fn is_turned(coming: &[bool]) -> bool {
    let alternates = |first: bool| {
        let turns = coming.iter().enumerate();
        turns.into_iter().all(|(at, opens)| *opens == (first == at.is_multiple_of(2)))
    };
    coming.len().is_multiple_of(2) && (alternates(true) || alternates(false))
}
