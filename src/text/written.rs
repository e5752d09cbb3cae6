//! A draft with markup: its words alone, and the way from a place among them back to the file.

use super::lines::Lines;
use super::{Block, Source, Span};

/// What a reader of a draft does not take for its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The signs between the words (`**`, `#`), in order, without overlap.
    pub signs: Vec<Span>,
    /// Words inside blocks that are not part of the draft (inline code), in order.
    pub code: Vec<Span>,
}

/// A draft as its file has it, beside the words that are read of it.
#[derive(Clone, Debug)]
pub struct Written {
    source: Source,
    /// Where each run of words begins: among the words, and in the file.
    runs: Vec<[u32; 2]>,
}

impl Source {
    /// The words alone, and the way back; a draft without markup stays as it is.
    pub fn words(self) -> (Source, Option<Written>) {
        if self.markup.signs.is_empty() {
            return (self, None);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut runs = Vec::with_capacity(self.markup.signs.len() + 1);
        let mut from = 0;
        let end = Span::new(self.text.len(), self.text.len());
        for sign in self.markup.signs.iter().chain([&end]) {
            let run = Span { start: from, end: sign.start.max(from) };
            if !run.is_empty() {
                runs.push([Span::new(text.len(), text.len()).start, run.start]);
                text.push_str(run.of(&self.text));
            }
            from = from.max(sign.end);
        }
        let written = Written { source: self, runs };
        let Source { id, name, blocks, markup, .. } = &written.source;
        let moved = |span: &Span| written.among_words(*span);
        let source = Source {
            id: *id,
            name: name.clone(),
            lines: Lines::of(&text),
            text,
            blocks: blocks.iter().map(|it| Block { span: moved(&it.span), ..*it }).collect(),
            markup: Markup { signs: Vec::new(), code: markup.code.iter().map(moved).collect() },
        };
        (source, Some(written))
    }
}

impl Source {
    /// The text under a span without its markup.
    pub fn plain(&self, span: Span) -> String {
        let mut words = String::new();
        let mut from = span.start;
        let signs = &self.markup.signs;
        let first = signs.partition_point(|sign| sign.end <= span.start);
        for sign in signs.iter().skip(first).take_while(|sign| sign.start < span.end) {
            words.push_str(Span { start: from, end: sign.start.max(from) }.of(&self.text));
            from = sign.end;
        }
        words + Span { start: from, end: span.end.max(from) }.of(&self.text)
    }
}

impl Written {
    /// The draft with its markup.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The draft with its markup, by itself.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// Where words stand in the file: signs inside the span are within, those at its ends are not.
    pub fn place(&self, span: Span) -> Span {
        let start = self.offset(span.start);
        let last = span.end.checked_sub(1).filter(|last| span.start <= *last);
        Span { start, end: last.map_or(start, |last| self.offset(last) + 1) }
    }

    fn offset(&self, word: u32) -> u32 {
        let after = self.runs.partition_point(|[words, _]| *words <= word);
        let run = after.checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(0, |[words, file]| file + (word - words))
    }

    fn among_words(&self, span: Span) -> Span {
        let moved = |offset: u32| {
            let after = self.runs.partition_point(|[_, file]| *file <= offset);
            let Some(run) = after.checked_sub(1).and_then(|index| self.runs.get(index)) else {
                return 0;
            };
            let [words, file] = *run;
            let next = self.runs.get(after).map_or(u32::MAX, |[words, _]| *words);
            (words + (offset - file)).min(next)
        };
        Span { start: moved(span.start), end: moved(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    #[test]
    fn words_know_where_they_stand() {
        let text = "## 第**4**轮\n";
        let signs = vec![Span::new(0, 3), Span::new(6, 8), Span::new(9, 11)];
        let block = Block { span: Span::new(3, 14), kind: BlockKind::Heading(2) };
        let markup = Markup { signs, code: Vec::new() };
        let source = Source { text: text.into(), blocks: vec![block], markup, ..Source::default() };
        let (words, written) = source.words();
        let written = written.unwrap();
        assert_eq!(words.text, "第4轮\n");
        assert_eq!(words.blocks[0].span.of(&words.text), "第4轮");
        let check = |words: Span, expect: &str| assert_eq!(written.place(words).of(text), expect);
        check(Span::new(0, 7), "第**4**轮");
        check(Span::new(3, 7), "4**轮");
        check(Span::new(3, 4), "4");
        check(Span::new(7, 8), "\n");
        assert_eq!(written.place(Span::new(3, 3)), Span::new(8, 8));
        assert_eq!(written.place(Span::new(8, 8)), Span::new(15, 15));
    }

    #[test]
    fn a_plain_draft_stays_as_it_is() {
        let source = Source { text: "第4轮".into(), ..Source::default() };
        let (words, written) = source.words();
        assert!(written.is_none());
        assert_eq!(words.text, "第4轮");
    }
}
