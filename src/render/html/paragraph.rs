//! The draft as paragraphs, which together are all of its text.

use crate::text::{BlockKind, Source, Span};

/// A line, or the lines of a hard-wrapped paragraph.
pub(super) struct Paragraph {
    /// With its line end.
    pub(super) span: Span,
    /// The first and the last line, from 1.
    pub(super) lines: (usize, usize),
    /// Whether its lines are one running text.
    pub(super) joined: bool,
    /// Whether there is nothing to read.
    pub(super) blank: bool,
}

/// The paragraphs of `source` in order, without a gap between them.
pub(super) fn paragraphs(source: &Source) -> Vec<Paragraph> {
    let mut list: Vec<Paragraph> = Vec::new();
    let mut blocks = source.blocks.iter().peekable();
    for index in 0..source.lines.count() {
        let line = source.lines.span(index);
        while blocks.next_if(|block| block.span.end <= line.start).is_some() {}
        let around = blocks.peek().filter(|block| block.span.start < line.start);
        let blank = line.of(&source.text).trim().is_empty();
        match (around, list.last_mut()) {
            (Some(block), Some(last)) => {
                last.span.end = line.end;
                last.lines.1 = index + 1;
                last.joined = block.kind == BlockKind::Paragraph;
                last.blank &= blank;
            }
            _ if line.is_empty() => {}
            _ => {
                let lines = (index + 1, index + 1);
                list.push(Paragraph { span: line, lines, joined: false, blank });
            }
        }
    }
    list
}

/// The index of the paragraph that holds `offset`.
pub(super) fn holding(paragraphs: &[Paragraph], offset: u32) -> Option<usize> {
    paragraphs.partition_point(|it| it.span.start <= offset).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::Lines;

    #[test]
    fn paragraphs_are_all_of_the_text() {
        let check = |text: &str, blocks: &[&str], expect: &[(&str, usize, usize)]| {
            let block = |needle: &&str| {
                let start = text.find(needle).unwrap();
                let span = Span::new(start, start + needle.len());
                crate::text::Block { span, kind: BlockKind::Paragraph }
            };
            let source = Source {
                text: text.to_owned(),
                lines: Lines::of(text),
                blocks: blocks.iter().map(block).collect(),
                ..Source::default()
            };
            let list = paragraphs(&source);
            let found: Vec<_> =
                list.iter().map(|it| (it.span.of(text), it.lines.0, it.lines.1)).collect();
            assert_eq!(found, expect);
            assert_eq!(list.iter().map(|it| it.span.of(text)).collect::<String>(), text);
        };
        check("", &[], &[]);
        check("甲\n\n乙", &["甲", "乙"], &[("甲\n", 1, 1), ("\n", 2, 2), ("乙", 3, 3)]);
        check("甲\r\n乙\n丙\n", &["甲\r\n乙", "丙"], &[("甲\r\n乙\n", 1, 2), ("丙\n", 3, 3)]);
        check("甲\n乙\n", &[], &[("甲\n", 1, 1), ("乙\n", 2, 2)]);
        check("甲。（\n三）乙", &["甲。", "（\n三）乙"], &[("甲。（\n三）乙", 1, 2)]);
    }
}
