//! Passages of words, and how they lie in the file: blocks, and the signs around their words.

use super::stars;
use crate::input::txt::{after_marker, is_blank};
use crate::text::{Block, BlockKind, Markup, Span};

/// A paragraph, heading or cell as the runs of words it is made of.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) kind: BlockKind,
    pub(super) words: Vec<Span>,
    /// Which of the words are code.
    pub(super) code: Vec<Span>,
    /// The ordered list whose item it opens, and the number before its words.
    pub(super) number: Option<(usize, Span)>,
}

impl Passage {
    pub(super) fn new(kind: BlockKind) -> Self {
        Self { kind, words: Vec::new(), code: Vec::new(), number: None }
    }

    pub(super) fn of(kind: BlockKind, span: Span) -> Self {
        Self { words: vec![span], ..Self::new(kind) }
    }

    /// Adds words; what goes on without a sign between is one run.
    pub(super) fn add(&mut self, span: Span) {
        match self.words.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.words.push(span),
        }
    }

    fn span(&self) -> Option<Span> {
        let (first, last) = self.words.first().zip(self.words.last())?;
        Some(first.join(*last))
    }

    /// Cuts the blanks off both ends.
    fn trim(&mut self, text: &str) {
        let blank = |it: &Span| it.of(text).chars().all(is_blank);
        let first = self.words.iter().take_while(|it| blank(it)).count();
        self.words.drain(..first);
        while self.words.pop_if(|it| blank(it)).is_some() {}
        if let Some(first) = self.words.first_mut() {
            first.start = first.end - length(first.of(text).trim_start_matches(is_blank));
        }
        if let Some(last) = self.words.last_mut() {
            last.end = last.start + length(last.of(text).trim_end_matches(is_blank));
        }
    }

    /// `##二、工作`, without the blank that the standard asks for, is a heading.
    fn read_hashes(&mut self, text: &str) {
        let Some(first) = self.words.first_mut() else { return };
        let words = first.of(text);
        let title = words.trim_start_matches('#');
        let level = u8::try_from(words.len() - title.len()).unwrap_or(u8::MAX);
        let hashes = (1..=6).contains(&level) && !title.contains('#') && !title.is_empty();
        if self.kind == BlockKind::Paragraph && hashes {
            first.start = first.end - length(title.trim_start_matches(is_blank));
            self.kind = BlockKind::Heading(level);
        }
    }

    /// Takes pairs of `**` out of the words.
    fn drop_pairs(&mut self, text: &str) {
        let stars = stars::pairs(text, &self.words);
        if stars.is_empty() {
            return;
        }
        let mut stars = stars.into_iter().peekable();
        let mut words = Vec::with_capacity(self.words.len() + 1);
        for mut run in std::mem::take(&mut self.words) {
            while let Some(star) = stars.next_if(|star| run.covers(*star)) {
                words.push(Span { start: run.start, end: star.start });
                run.start = star.end;
            }
            words.push(run);
        }
        words.retain(|it| !it.is_empty());
        self.words = words;
    }
}

fn length(words: &str) -> u32 {
    Span::new(0, words.len()).end
}

/// The blocks of the passages, and the markup around them.
pub(super) fn laid_out(text: &str, mut passages: Vec<Passage>) -> (Vec<Block>, Markup) {
    for passage in passages.iter_mut().filter(|it| it.kind != BlockKind::Aside) {
        passage.drop_pairs(text);
        passage.trim(text);
        passage.read_hashes(text);
    }
    passages.retain(|it| it.span().is_some());
    title(text, &mut passages);
    let mut layout = Layout { text, markup: Markup::default(), end: 0 };
    let mut blocks: Vec<Block> = Vec::with_capacity(passages.len());
    for passage in passages {
        let Some(span) = passage.span().filter(|it| layout.end <= it.start) else { continue };
        layout.between(span.start);
        let mut end = span.start;
        for word in &passage.words {
            layout.sign(Span { start: end, end: word.start });
            end = word.end;
        }
        layout.end = end;
        layout.markup.code.extend(passage.code);
        blocks.push(Block { span, kind: passage.kind });
    }
    layout.between(length(text));
    (blocks, layout.markup)
}

/// The heading above all others is the title of the draft, not one of its sections.
fn title(text: &str, passages: &mut [Passage]) {
    let mut drafts = passages.iter_mut().filter(|it| it.kind != BlockKind::Aside);
    let Some(first) = drafts.next() else { return };
    let BlockKind::Heading(level) = first.kind else { return };
    let above = |it: &mut Passage| !matches!(it.kind, BlockKind::Heading(other) if other <= level);
    let marked = first.span().is_some_and(|it| after_marker(it.of(text)).is_some());
    if !marked && drafts.all(above) {
        first.kind = BlockKind::Paragraph;
    }
}

struct Layout<'a> {
    text: &'a str,
    markup: Markup,
    /// Where the last block ends.
    end: u32,
}

impl Layout<'_> {
    fn sign(&mut self, span: Span) {
        if !span.is_empty() {
            self.markup.signs.push(span);
        }
    }

    /// Between blocks all is markup but the line ends, and the bars that keep cells apart.
    fn between(&mut self, to: u32) {
        let gap = Span { start: self.end, end: to.max(self.end) };
        let mut from = gap.start;
        for (at, mark) in gap.of(self.text).match_indices(['\n', '\r', '|']) {
            let kept = Span::new(at, at + mark.len()).moved(gap.start);
            self.sign(Span { start: from, end: kept.start });
            from = kept.end;
        }
        self.sign(Span { start: from, end: gap.end });
    }
}
