//! Plain text: a paragraph a line, hard-wrapped lines joined, runs of tabbed or barred lines read
//! as tables.

mod table;

use unicode_width::UnicodeWidthStr;

use super::{Raw, encoding};
use crate::diagnostic::Problem;
use crate::text::lines::Lines;
use crate::text::sentence::ends_sentence;
use crate::text::{Block, BlockKind, Source, SourceId, Span};

/// Reads plain text.
pub fn read(raw: Raw<'_>, id: SourceId) -> Result<Source, Problem> {
    let text = encoding::decode(raw.bytes, raw.encoding)?;
    let lines = Lines::of(&text);
    let blocks = fold(&text, &rows(&text, &lines));
    Ok(Source { id, name: raw.name.to_owned(), text, lines, blocks, ..Source::default() })
}

/// The paragraphs and table cells of a plain text.
pub fn blocks(text: &str) -> Vec<Block> {
    fold(text, &rows(text, &Lines::of(text)))
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Row {
    /// From the start of the line to its last character that is not blank.
    whole: Span,
    /// From the first character that is not blank to the last.
    inner: Span,
    /// Whether it follows the row before without a blank line.
    close: bool,
}

fn rows(text: &str, lines: &Lines) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut previous = None;
    for index in 0..lines.count() {
        let line = lines.span(index);
        let kept = line.of(text).trim_end_matches(is_blank);
        let bare = kept.trim_start_matches(is_blank);
        if bare.is_empty() {
            continue;
        }
        let start = line.start as usize;
        let end = start + kept.len();
        rows.push(Row {
            whole: Span::new(start, end),
            inner: Span::new(end - bare.len(), end),
            close: previous.is_some_and(|previous| previous + 1 == index),
        });
        previous = Some(index);
    }
    rows
}

/// Blanks of office files: white space of every width, zero-width marks, a stray byte order mark.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn fold(text: &str, rows: &[Row]) -> Vec<Block> {
    let tables = table::rows(text, rows);
    let wrap = Wrap::of(text, rows, &tables);
    let mut blocks: Vec<Block> = Vec::new();
    let mut place = table::Place::default();
    let mut open = false;
    for (index, row) in rows.iter().enumerate() {
        let tabbed = flag(&tables, index);
        if tabbed {
            let first = index.checked_sub(1).is_none_or(|before| !flag(&tables, before));
            if first || !row.close {
                place.next_table();
            }
            place.add(text, row, &mut blocks);
        } else if open && let Some(last) = blocks.last_mut() {
            last.span = last.span.join(row.inner);
        } else {
            blocks.push(Block { span: row.inner, kind: BlockKind::Paragraph });
        }
        let next = rows.get(index + 1).filter(|_| !tabbed && !flag(&tables, index + 1));
        open = next.is_some_and(|next| goes_on(text, row, next, wrap));
        if let (Some(next), Some(last)) = (next, blocks.last_mut())
            && let Some(head) = split_head(text, last.span, row, next)
        {
            last.span.end = head.trimmed_end;
            let span = Span { start: head.marker, end: row.inner.end };
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
    }
    blocks
}

/// A marker that begins in the middle of a line and ends on the next one.
struct SplitHead {
    /// Where the text before it ends, without blanks.
    trimmed_end: u32,
    /// Where it begins.
    marker: u32,
}

/// Finds `。（` | `三）…`: the marker opens a paragraph of its own, although wrapping hid it.
fn split_head(text: &str, block: Span, row: &Row, next: &Row) -> Option<SplitHead> {
    let line = row.inner.of(text);
    let bare = line.trim_end_matches(is_numeral);
    let before = bare.strip_suffix(['（', '('])?;
    let following = next.inner.of(text).trim_start_matches(is_numeral);
    let numbers = line.len() - bare.len() + next.inner.len() - following.len();
    let marked = 0 < numbers && following.starts_with(['）', ')']);
    let kept = before.trim_end_matches(is_blank);
    let opens = kept.chars().next_back().is_some_and(ends_sentence);
    let at = |head: &str| Span::new(0, row.inner.start as usize + head.len()).end;
    let head = SplitHead { trimmed_end: at(kept), marker: at(before) };
    (marked && opens && block.start < head.trimmed_end).then_some(head)
}

fn flag(flags: &[bool], index: usize) -> bool {
    flags.get(index).copied().unwrap_or(false)
}

/// How a hard-wrapped file is wrapped.
#[derive(Clone, Copy)]
struct Wrap {
    /// A line of at least this many columns was cut by the wrapping.
    full: usize,
    /// Whether ambiguous characters count two columns.
    wide: bool,
    /// The columns of blanks before every line.
    margin: usize,
}

/// Lines narrower than this are lists or verse, not wrapped text.
pub(super) const NARROWEST: usize = 40;
/// How much a line may stay below the widest one: a character that may not begin a line moves.
const SLACK: usize = 4;
/// So many full lines make a hard-wrapped file.
const FULL_LINES: usize = 5;

impl Wrap {
    fn of(text: &str, rows: &[Row], tables: &[bool]) -> Option<Self> {
        let plain: Vec<&Row> =
            rows.iter().zip(tables).filter(|(_, tabbed)| !**tabbed).map(|(row, _)| row).collect();
        let margin = plain.iter().map(|row| indent(text, row)).min()?;
        [true, false].into_iter().find_map(|wide| {
            let columns = |row: &Row| columns(row.whole.of(text), wide);
            let widest = plain.iter().map(|row| columns(row)).max()?;
            let full = widest.saturating_sub(SLACK);
            let open = plain.iter().filter(|row| !ends(row.inner.of(text)));
            let (mut all, mut wrapped) = (0, 0);
            for row in open {
                all += 1;
                wrapped += usize::from(full <= columns(row));
            }
            let hard = NARROWEST <= widest && FULL_LINES <= wrapped && all < wrapped * 2;
            hard.then_some(Self { full, wide, margin })
        })
    }
}

pub(super) fn columns(line: &str, wide: bool) -> usize {
    if wide { line.width_cjk() } else { line.width() }
}

fn indent(text: &str, row: &Row) -> usize {
    Span { start: row.whole.start, end: row.inner.start }.of(text).width()
}

/// Whether a line ends a sentence, perhaps behind a closing quote.
fn ends(line: &str) -> bool {
    let line = line.trim_end_matches(['”', '’', '）', ')', '》', '」']);
    line.chars().next_back().is_some_and(|last| ends_sentence(last) || matches!(last, '：' | ':'))
}

/// Whether the paragraph of `row` goes on in `next`.
fn goes_on(text: &str, row: &Row, next: &Row, wrap: Option<Wrap>) -> bool {
    let (line, following) = (row.inner.of(text), next.inner.of(text));
    if cut_in_marker(line, following) {
        return true;
    }
    let Some(wrap) = wrap else { return false };
    (next.close || !ends(line))
        && wrap.full <= columns(row.whole.of(text), wrap.wide)
        && indent(text, next) <= wrap.margin
        && !begins_item(following)
}

/// Whether the line break fell inside a bracketed marker: `（` | `三）`, or `（三` | `）`.
fn cut_in_marker(line: &str, following: &str) -> bool {
    let bare = line.trim_end_matches(is_numeral);
    bare.ends_with(['（', '(']) && (bare.len() == line.len() || following.starts_with(['）', ')']))
}

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '０'..='９')
        || "〇零一二三四五六七八九十百".contains(character)
}

/// Whether the line is an outline marker and nothing else.
fn is_marker_only(line: &str) -> bool {
    after_marker(line).is_some_and(|rest| rest.trim_matches(is_blank).is_empty())
}

/// Whether a line begins an item of its own: an outline marker, or a sign of Markdown.
pub(super) fn begins_item(line: &str) -> bool {
    line.starts_with(['#', '|', '>', '●', '■', '◆'])
        || ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign))
        || after_marker(line).is_some()
}

/// What follows the outline marker that `line` begins with.
pub(super) fn after_marker(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(|it: char| matches!(it, '①'..='⑳')) {
        return Some(rest);
    }
    if let Some(inside) = line.strip_prefix(['（', '(']) {
        return numbered(inside)?.strip_prefix(['）', ')']);
    }
    if let Some(inside) = line.strip_prefix('第') {
        return numbered(inside)?.strip_prefix(|it| "章节条款篇编部，,、".contains(it));
    }
    let rest = numbered(line)?;
    let rest = rest.strip_prefix(['、', '.', '．', '）', ')'])?;
    // 3.5 is a number, 3. is a marker.
    (!rest.starts_with(|it: char| it.is_ascii_digit())).then_some(rest)
}

fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(is_numeral);
    (rest.len() < line.len()).then_some(rest)
}

#[cfg(test)]
mod tests;
