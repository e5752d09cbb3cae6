//! Which blocks open a section or a part: markers, headings by format, 附件, notes, titles.

use super::marker::{Head, Marker, Reason, Style, is_blank, is_han, read};
use crate::text::numeral::ordinal;
use crate::text::{Block, BlockKind, Source, Span};

/// A block that opens a section or a part.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) block: usize,
    pub(super) at: Span,
    /// The level of the heading, where the block is one by format; else the lowest.
    pub(super) level: u8,
    pub(super) kind: OpeningKind,
}

#[derive(Debug)]
pub(super) enum OpeningKind {
    Marked(Marker),
    /// A marker inside a block: it counts only where it continues an open list.
    Inner(Marker),
    Format,
    Part {
        notes: bool,
    },
    /// 注：, the head of a list of notes, or one note under a table.
    Note,
}

/// The openings of `source`, in order.
pub(super) fn openings(source: &Source, skipped: &mut Vec<(Span, Reason)>) -> Vec<Opening> {
    let mut openings = Vec::new();
    let first = source.blocks.iter().position(|it| it.kind.is_draft());
    for (index, block) in source.blocks.iter().enumerate() {
        let text = block.span.of(&source.text);
        if !block.kind.is_draft() {
            continue;
        }
        let level = match block.kind {
            BlockKind::Heading(level) => level,
            _ => u8::MAX,
        };
        let mut open = |at, kind| openings.push(Opening { block: index, at, level, kind });
        let listed = matches!(read(&source.text, block.span), Head::Marker(_));
        let skip = part_word(text).filter(|_| !listed);
        if let Some(notes) = skip.map(|(_, notes)| notes) {
            let note = text.starts_with(NOTE);
            open(block.span, if note { OpeningKind::Note } else { OpeningKind::Part { notes } });
        }
        let after = skip.map_or(0, |(length, _)| length);
        let span = Span { start: block.span.start + after, end: block.span.end };
        match (read(&source.text, span), block.kind) {
            (Head::Marker(marker), BlockKind::Cell { .. }) => {
                skipped.push((marker.span, Reason::Table));
            }
            (Head::Marker(marker), _) => {
                let at = Span { start: marker.span.start, end: block.span.end };
                open(at, OpeningKind::Marked(marker));
            }
            (Head::Lookalike(span, reason), _) => skipped.push((span, reason)),
            (Head::None, BlockKind::Heading(_)) => open(block.span, OpeningKind::Format),
            (Head::None, kind) => {
                let bare = bare_head(&source.text, span).filter(|_| kind == BlockKind::Paragraph);
                if let Some(marker) = bare {
                    open(block.span, OpeningKind::Inner(marker));
                } else if first != Some(index) && ends_part(source, block) {
                    open(block.span, OpeningKind::Part { notes: false });
                }
            }
        }
        if block.kind == BlockKind::Paragraph {
            inner_heads(&source.text, *block, index, &mut openings);
        }
    }
    openings
}

/// 三 阅读推广: a short line whose number lost its 、.
fn bare_head(text: &str, block: Span) -> Option<Marker> {
    let whole = block.of(text);
    let (rest, number) = ordinal(whole).ok()?;
    let title = rest.trim_start_matches(is_blank);
    let short = whole.chars().nth(40).is_none() && !whole.contains(['。', '，', '；', '、']);
    if title.len() == rest.len() || !title.starts_with(is_han) || !short {
        return None;
    }
    let span = Span::new(0, whole.len() - title.len()).moved(block.start);
    Some(Marker { style: Style::Chinese, numbers: vec![number], span })
}

/// Headings that lost their line break: a sentence end, a blank, then （三）.
fn inner_heads(text: &str, block: Block, index: usize, openings: &mut Vec<Opening>) {
    for (at, stop) in block.span.of(text).match_indices('。') {
        let start = block.span.start + Span::new(at, at + stop.len()).end;
        let span = Span { start, end: block.span.end };
        if !span.of(text).starts_with(is_blank) {
            continue;
        }
        let Head::Marker(marker) = read(text, span) else { continue };
        if matches!(marker.style, Style::Chinese | Style::ChineseBracket) {
            let at = Span { start: marker.span.start, end: block.span.end };
            let kind = OpeningKind::Inner(marker);
            openings.push(Opening { block: index, at, level: u8::MAX, kind });
        }
    }
}

/// 附件1, 附录：, 名词解释: how many bytes to skip before its own markers, and whether it is notes.
fn part_word(text: &str) -> Option<(u32, bool)> {
    const APPENDIX: [&str; 4] = ["附件", "附录", "附表", "附："];
    if let Some(length) = notes_word(text) {
        return Some((length, true));
    }
    let word = APPENDIX.iter().find(|word| text.starts_with(**word))?;
    let rest = text.trim_start_matches(*word);
    let numbered = rest.trim_start_matches(|mark: char| {
        is_blank(mark) || mark.is_numeric() || "一二三四五六七八九十".contains(mark)
    });
    let colon = word.ends_with('：') || numbered.starts_with(['：', ':']);
    let alone = numbered.is_empty();
    if !colon && !alone {
        return None;
    }
    let skip =
        text.len() - numbered.len() + if numbered.is_empty() { 0 } else { first_length(numbered) };
    let skip = if word.ends_with('：') { word.len() } else { skip };
    Some((Span::new(skip, skip).start, false))
}

const NOTE: &str = "注：";

/// 名词解释, 《政府工作报告》名词注释, 注：: the head of a list of notes.
fn notes_word(text: &str) -> Option<u32> {
    const NOTES: [&str; 6] = ["名词解释", "名词注释", "名词说明", "注释", "注解", "用语说明"];
    if text.starts_with(NOTE) {
        return Some(length(NOTE));
    }
    let bare = text.trim_end_matches(['：', ':', '）', '】']);
    let short = bare.len() <= 120 && !bare.contains(['。', '，']);
    (short && NOTES.iter().any(|word| bare.ends_with(word))).then(|| length(text))
}

fn length(word: &str) -> u32 {
    Span::new(word.len(), word.len()).start
}

pub(super) fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A title of another document in the same file: a short line with a title word, 一、 soon after.
fn ends_part(source: &Source, block: &Block) -> bool {
    const TITLES: [&str; 12] = [
        "总结", "报告", "计划", "方案", "要点", "讲话", "意见", "通知", "办法", "规定", "公报",
        "细则",
    ];
    let text = block.span.of(&source.text);
    text.chars().count() <= 50
        && TITLES.iter().any(|word| text.ends_with(word))
        && !text.contains(['，', '。', '：', '；'])
}
