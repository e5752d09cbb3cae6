//! Which part of a line is shown around a place: sentence, clauses or plain columns.

use std::ops::Range;

use crate::render::glyph::{columns, is_joined, width};
use crate::text::sentence::{ends_clause, ends_sentence};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// From the first to the last byte shown.
    pub(super) span: Range<usize>,
    /// What is left out in between, where the place itself is too wide.
    pub(super) hole: Option<Range<usize>>,
}

/// The part of `line` to show around `focus` in at most `room` columns; a place wider than that
/// is shown by its head and its tail, with `mark` columns between.
///
/// Looks at no more characters than fit the room, however long the line is.
pub(super) fn window(
    text: &str,
    line: Range<usize>,
    focus: Range<usize>,
    room: usize,
    mark: usize,
) -> Window {
    let Some(used) = measure(text, focus.clone(), room) else {
        return head_and_tail(text, focus, room.saturating_sub(mark));
    };
    let spare = room - used;
    let reach = reach_left(text, line.start..focus.start, spare)
        ..reach_right(text, focus.end..line.end, spare);
    if reach == line && measure(text, line.clone(), room).is_some() {
        return Window { span: line, hole: None };
    }
    let span = clauses(text, &line, &focus, &reach, room)
        .unwrap_or_else(|| plain_columns(text, line, focus, spare));
    Window { span, hole: None }
}

/// The columns of `span`, or nothing where they are more than `limit`.
pub(super) fn measure(text: &str, span: Range<usize>, limit: usize) -> Option<usize> {
    let part = text.get(span).unwrap_or("");
    (fitting(part.chars(), limit) == part.len()).then(|| columns(part))
}

/// A place where a line may be cut without breaking words.
#[derive(Clone, Copy)]
struct Cut {
    at: usize,
    /// Columns since the start of the reach.
    column: usize,
    /// Whether a sentence ends here, or only a clause.
    strong: bool,
}

/// The sentence around `focus`, else its clauses and as many of their neighbours as fit.
fn clauses(
    text: &str,
    line: &Range<usize>,
    focus: &Range<usize>,
    reach: &Range<usize>,
    room: usize,
) -> Option<Range<usize>> {
    let cuts = cuts(text, line, reach);
    let fits = |left: &Cut, right: &Cut| right.column - left.column <= room;
    let mut left = cuts.iter().rposition(|cut| cut.at <= focus.start)?;
    let mut right = cuts.iter().position(|cut| focus.end <= cut.at && focus.start < cut.at)?;
    if !fits(cuts.get(left)?, cuts.get(right)?) {
        return None;
    }
    loop {
        let (from, to) = (cuts.get(left)?, cuts.get(right)?);
        let next = cuts.get(right + 1).filter(|next| !to.strong && fits(from, next));
        let previous = left.checked_sub(1).and_then(|it| cuts.get(it));
        let previous = previous.filter(|previous| !from.strong && fits(previous, to));
        match (next, previous) {
            (Some(_), _) => right += 1,
            (None, Some(_)) => left -= 1,
            (None, None) => return Some(from.at..to.at),
        }
    }
}

/// The cuts inside `reach`, with the ends of the line where they are reached.
fn cuts(text: &str, line: &Range<usize>, reach: &Range<usize>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    if reach.start == line.start {
        cuts.push(Cut { at: line.start, column: 0, strong: true });
    }
    let mut column = 0;
    let mut ended = None;
    let mut before = None;
    let part = text.get(reach.clone()).unwrap_or("");
    for (at, mark) in part.char_indices() {
        column += width(mark);
        let at = reach.start + at + mark.len_utf8();
        let next = text.get(at..line.end).and_then(|rest| rest.chars().next());
        ended = strength(before, mark, next).or(ended.filter(|_| is_closing(mark)));
        before = Some(mark);
        let holds =
            next.is_some_and(|next| is_closing(next) || ends_clause(next) || is_joined(mark, next));
        if let Some(strong) = ended.filter(|_| !holds && at < line.end) {
            cuts.push(Cut { at, column, strong });
        }
    }
    if reach.end == line.end {
        cuts.push(Cut { at: line.end, column, strong: true });
    }
    cuts
}

/// Whether a sentence (`true`) or only a clause (`false`) ends with `mark`.
fn strength(before: Option<char>, mark: char, next: Option<char>) -> Option<bool> {
    let is_digit = |mark: Option<char>| mark.is_some_and(|mark| mark.is_ascii_digit());
    if matches!(mark, ',' | ':') && is_digit(before) && is_digit(next) {
        return None;
    }
    if ends_sentence(mark) { Some(true) } else { ends_clause(mark).then_some(false) }
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '”' | '’' | '）' | ')' | '》' | '】' | '〕' | '」')
}

/// `focus` in the middle of as much text as `spare` columns hold, cut between words if possible.
fn plain_columns(
    text: &str,
    line: Range<usize>,
    focus: Range<usize>,
    spare: usize,
) -> Range<usize> {
    let columns = |part: Range<usize>| measure(text, part, spare).unwrap_or(spare);
    let before = line.start..focus.start;
    let start = reach_left(text, before.clone(), spare / 2);
    let left = spare.saturating_sub(columns(start..focus.start));
    let end = reach_right(text, focus.end..line.end, left);
    let left = spare.saturating_sub(columns(focus.end..end));
    let start = reach_left(text, before, left);
    let start = if start == line.start { start } else { word_start(text, start..focus.start) };
    let end = if end == line.end { end } else { word_end(text, focus.end..end) };
    start..end
}

/// The start of the first word in the first half of `part`, else its start.
fn word_start(text: &str, part: Range<usize>) -> usize {
    let within = text.get(part.clone()).unwrap_or("");
    let gap = within.char_indices().find(|&(_, mark)| parts_words(mark));
    let at = gap.map_or(0, |(at, mark)| at + mark.len_utf8());
    part.start + if 2 * at <= within.len() { at } else { 0 }
}

/// The end of the last word in the second half of `part`, else its end.
fn word_end(text: &str, part: Range<usize>) -> usize {
    let within = text.get(part.clone()).unwrap_or("");
    let gap = within.char_indices().rfind(|&(_, mark)| parts_words(mark));
    let at = gap.map_or(within.len(), |(at, mark)| at + mark.len_utf8());
    part.start + if within.len() <= 2 * at { at } else { within.len() }
}

fn parts_words(mark: char) -> bool {
    ends_clause(mark) || matches!(mark, '、' | ' ' | '\u{3000}')
}

fn head_and_tail(text: &str, focus: Range<usize>, room: usize) -> Window {
    let hole_start = reach_right(text, focus.clone(), room / 2);
    let hole_end = reach_left(text, hole_start..focus.end, room / 2);
    Window { span: focus, hole: Some(hole_start..hole_end) }
}

/// How far to the left of the end of `part` one gets with `columns`.
fn reach_left(text: &str, part: Range<usize>, columns: usize) -> usize {
    let within = text.get(part.clone()).unwrap_or("");
    let mut at = part.end - fitting(within.chars().rev(), columns);
    while at < part.end && parts_marks(text, part.start, at) {
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    at
}

/// How far to the right of the start of `part` one gets with `columns`.
fn reach_right(text: &str, part: Range<usize>, columns: usize) -> usize {
    let within = text.get(part.clone()).unwrap_or("");
    let mut at = part.start + fitting(within.chars(), columns);
    while part.start < at && at < part.end && parts_marks(text, part.start, at) {
        at -= text.get(..at).and_then(|head| head.chars().next_back()).map_or(1, char::len_utf8);
    }
    at
}

/// Whether a cut at `at` would part a mark from its base; the line starts at or before `start`.
fn parts_marks(text: &str, start: usize, at: usize) -> bool {
    let before = text.get(start..at).and_then(|head| head.chars().next_back());
    let after = text.get(at..).and_then(|rest| rest.chars().next());
    before.zip(after).is_some_and(|(before, after)| is_joined(before, after))
}

/// The bytes of the leading characters that fit `columns`; marks without width count as well, in
/// their thousands, so that the work stays bounded.
fn fitting(marks: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut used = 0;
    let mut bytes = 0;
    for (count, mark) in marks.enumerate() {
        used += width(mark);
        if columns < used || 8 * columns + 64 < count {
            break;
        }
        bytes += mark.len_utf8();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the window around the part of `text` in 【】.
    fn check(text: &str, room: usize, expect: &str) {
        let start = text.find('【').unwrap();
        let end = text.find('】').unwrap() - '【'.len_utf8();
        let text = text.replace(['【', '】'], "");
        let Window { span, hole } = window(&text, 0..text.len(), start..end, room, 1);
        let found = match hole {
            None => text[span].to_owned(),
            Some(hole) => {
                format!("{}…{}", &text[span.start..hole.start], &text[hole.end..span.end])
            }
        };
        assert_eq!(found, expect);
    }

    #[test]
    fn a_window_is_line_sentence_clauses_or_columns() {
        let text = "先进。会议开了两次，组织开展【8轮】巡回指导，效果良好，群众满意。很好。";
        check(text, 90, &text.replace(['【', '】'], ""));
        check(text, 64, "会议开了两次，组织开展8轮巡回指导，效果良好，群众满意。");
        check(text, 40, "组织开展8轮巡回指导，效果良好，");
        check(text, 24, "组织开展8轮巡回指导，");
        check(text, 12, "开展8轮巡回");
        check(text, 3, "8轮");
    }

    #[test]
    fn cuts_respect_quotes_numbers_and_places_at_the_edge() {
        check("一共1,141人次【参加】，好。其余都没有参加", 22, "一共1,141人次参加，");
        check("甲乙丙丁。他说：“【好】。”大家都笑了很久。", 18, "他说：“好。”");
        check("甲乙丙丁。【整句就是这里。】其余都没有参加", 20, "整句就是这里。");
        check("【四、】乡村振兴工作取得成效并且得到了好评", 12, "四、乡村振兴");
        check("走访、培训、【帮扶】、宣传、调研和督导工作", 20, "培训、帮扶、宣传、");
        check("two words and 【here】 a few more of them", 18, "and here a few ");
        check("甲乙丙丁戊己庚辛壬癸【】", 8, "庚辛壬癸");
    }

    #[test]
    fn a_wide_place_keeps_head_and_tail() {
        check("甲【一二三四五六七八九十】乙", 9, "一二…九十");
        check("甲【abe\u{301}defg】乙", 5, "ab…fg");
        check("甲【ae\u{301}e\u{301}e\u{301}e\u{301}e】乙", 4, "a…e");
    }

    #[test]
    fn marks_stay_with_their_base() {
        check("xxxxxxe\u{301}【a】e\u{301}xxxxxx", 4, "e\u{301}ae\u{301}x");
    }
}
