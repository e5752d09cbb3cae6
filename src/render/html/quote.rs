//! The sentence around a place, short enough for a margin.

use super::escape;
use crate::text::sentence::ends_sentence;
use crate::text::{BlockKind, Source, Span};

/// So many characters are quoted on either side of a place.
const REACH: usize = 48;
/// So many characters of the place itself.
const LONGEST: usize = 96;

/// The sentence around `span` as HTML, the place marked.
pub(super) fn quote(source: &Source, span: Span) -> String {
    let bounds = bounds(source, span);
    let text = &source.text;
    let before = Span { start: bounds.start.min(span.start), end: span.start }.of(text);
    let after = Span { start: span.end, end: bounds.end.max(span.end) }.of(text);
    let (before, cut_before) = head(before);
    let whole = span.of(text).ends_with(ends_sentence);
    let (after, cut_after) = if whole { ("", false) } else { tail(after) };
    let dots = |cut| if cut { "…" } else { "" };
    format!(
        "{}{}<b>{}</b>{}{}",
        dots(cut_before),
        escape::words(before.trim_start()),
        marked(span.of(text)),
        escape::words(after.trim_end()),
        dots(cut_after)
    )
}

/// The paragraph around the place; a row for a cell.
fn bounds(source: &Source, span: Span) -> Span {
    let block = source.block_at(span.start).and_then(|at| source.blocks.get(at));
    let block = block.filter(|it| it.kind == BlockKind::Paragraph && it.span.covers(span));
    block.map_or_else(
        || {
            let first = source.lines.content(&source.text, source.lines.index(span.start));
            let last = source.lines.content(&source.text, source.lines.index(span.end));
            first.join(last)
        },
        |it| it.span,
    )
}

/// The end of `text` that belongs to the sentence after it, and whether some of it is left out.
fn head(text: &str) -> (&str, bool) {
    let mut start = text.len();
    for (count, (at, mark)) in text.char_indices().rev().enumerate() {
        if ends_sentence(mark) {
            return (text.get(start..).unwrap_or(""), false);
        }
        if count == REACH {
            return (text.get(start..).unwrap_or(""), true);
        }
        start = at;
    }
    (text, false)
}

/// The start of `text` that belongs to the sentence before it, and whether some is left out.
fn tail(text: &str) -> (&str, bool) {
    for (count, (at, mark)) in text.char_indices().enumerate() {
        if ends_sentence(mark) {
            return (text.get(..at + mark.len_utf8()).unwrap_or(""), false);
        }
        if count == REACH {
            return (text.get(..at).unwrap_or(""), true);
        }
    }
    (text, false)
}

/// The place itself, without its middle where it is long.
fn marked(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST) else { return escape::words(text) };
    let half = text.char_indices().nth(LONGEST / 2).map_or(cut, |(at, _)| at);
    let end = text.char_indices().rev().nth(LONGEST / 4).map_or(cut, |(at, _)| at);
    let part = |part: Option<&str>| escape::words(part.unwrap_or(""));
    format!("{}…{}", part(text.get(..half)), part(text.get(end..)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::Lines;

    #[test]
    fn a_place_is_quoted_with_its_sentence() {
        let check = |text: &str, needle: &str, expect: &str| {
            let source =
                Source { text: text.to_owned(), lines: Lines::of(text), ..Source::default() };
            let start = text.find(needle).unwrap();
            let span = Span::new(start, start + needle.len());
            assert_eq!(quote(&source, span), expect);
        };
        check("甲。乙丙，丁！戊", "丙", "乙<b>丙</b>，丁！");
        check("甲。乙丙。丁", "乙丙。", "<b>乙丙。</b>");
        check("上行\n　　甲<乙\n下行", "乙", "甲&lt;<b>乙</b>");
        let long = "字".repeat(200);
        let side = "字".repeat(REACH);
        check(&format!("{long}数{long}"), "数", &format!("…{side}<b>数</b>{side}…"));
        let halves = ("字".repeat(LONGEST / 2), "字".repeat(LONGEST / 4 + 1));
        check(&long, &long, &format!("<b>{}…{}</b>", halves.0, halves.1));
    }
}
