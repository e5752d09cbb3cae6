//! Slips of the numbers of figures and tables: 图1, 表2-1, 附表3 at the head of a line.
//!
//! Each word counts for itself, each chapter too (图2-1), and each attachment. Silent about
//! references (见图3, 表1显示), a caption said again for the rest of a table (续表1), parts of one
//! figure (图1（a）), and the first number, since an extract may begin anywhere.

use super::count::{Departure, DepartureKind, departures};
use super::{Note, Slip};
use crate::model::Document;
use crate::syntax::marker::{is_blank, is_han};
use crate::text::numeral::{any_ordinal, digit, to_chinese};
use crate::text::{BlockKind, Span};

/// A caption: its words and number, 图2-1, apart from its title.
struct Caption<'a> {
    span: Span,
    /// The words and numbers before the last number: 图2-.
    head: &'a str,
    number: u32,
    /// Whether the number is written in digits.
    arabic: bool,
    title: &'a str,
}

impl Caption<'_> {
    /// Another number in the place of its own.
    fn with(&self, number: u32) -> String {
        let chinese = || to_chinese(u64::from(number));
        let number = if self.arabic { number.to_string() } else { chinese() };
        format!("{}{number}", self.head)
    }
}

pub(super) fn notes(document: &Document) -> Vec<Note> {
    runs(document).iter().flat_map(|(_, run)| in_run(run)).collect()
}

/// The lists of captions: their numbers with their places.
pub(super) fn rows(document: &Document) -> Vec<Vec<(u32, Span)>> {
    let row = |run: &[Caption<'_>]| run.iter().map(|it| (it.number, it.span)).collect();
    runs(document).iter().map(|(_, run)| row(run)).collect()
}

/// The captions of one word and chapter, each list with the part of the draft that holds it.
fn runs(document: &Document) -> Vec<(usize, Vec<Caption<'_>>)> {
    let mut runs: Vec<(usize, Vec<Caption<'_>>)> = Vec::new();
    for caption in captions(document) {
        let part = document.outline.parts.partition_point(|it| it.0.start <= caption.span.start);
        let run = runs.iter_mut().rev().take(OPEN).find(|(other, run)| {
            let first = run.first().is_some_and(|it| it.head == caption.head);
            *other == part && first
        });
        match run.filter(|(_, run)| !begins_anew(run, &caption)) {
            Some((_, run)) if run.last().is_some_and(|last| goes_on(last, &caption)) => {}
            Some((_, run)) => run.push(caption),
            None => runs.push((part, vec![caption])),
        }
    }
    runs
}

/// So many lists of captions are open at a time.
const OPEN: usize = 32;

fn in_run(run: &[Caption<'_>]) -> Vec<Note> {
    let numbers: Vec<u32> = run.iter().map(|it| it.number).collect();
    let note = |departure: Departure| {
        let found = run.get(departure.index)?;
        let before = departure.index.checked_sub(1).and_then(|it| run.get(it));
        let (slip, other) = match departure.kind {
            DepartureKind::Skip { .. } => (Slip::Skip, before),
            DepartureKind::Repeat { first } => (Slip::Repeat, run.get(first)),
            DepartureKind::Order { .. } => (Slip::Order, before),
        };
        let last = before.map_or(0, |it| it.number);
        let mut note = Note::new(slip, departure.confidence, found.span, other.map(|it| it.span));
        note.expected = found.with(last + 1);
        if slip == Slip::Skip {
            let gap = (last + 1..found.number).map(|it| found.with(it));
            note.missing = gap.collect::<Vec<_>>().join(" ");
        }
        Some(note)
    };
    departures(&numbers).into_iter().filter_map(note).collect()
}

/// A second 图1 after 图2, 图3: another document in the same file.
fn begins_anew(run: &[Caption<'_>], next: &Caption<'_>) -> bool {
    next.number == 1 && run.last().is_some_and(|last| 1 < last.number)
}

/// The same table on the next page, or another part of the same figure.
fn goes_on(last: &Caption<'_>, next: &Caption<'_>) -> bool {
    let part = |title: &str| {
        let letter = title.trim_start_matches(['（', '(']).chars().next();
        letter.is_some_and(|it| it.is_ascii_lowercase())
    };
    let again = next.title.contains('续') || next.title == last.title && !next.title.is_empty();
    last.number == next.number && (again || part(last.title) && part(next.title))
}

fn captions(document: &Document) -> impl Iterator<Item = Caption<'_>> {
    let source = &document.source;
    let blocks = source.blocks.iter();
    let lines = blocks.filter(|it| matches!(it.kind, BlockKind::Paragraph | BlockKind::Heading(_)));
    lines.filter_map(|it| caption(&source.text, it.span))
}

/// A longer line is a sentence that begins with 图 or 表, in characters.
const LONGEST: usize = 50;

fn caption(text: &str, block: Span) -> Option<Caption<'_>> {
    let line = block.of(text).trim_end_matches(is_blank);
    let bare = line.trim_start_matches(is_blank);
    let after = bare.strip_prefix('附').unwrap_or(bare).strip_prefix(['图', '表'])?;
    if bare.chars().nth(LONGEST).is_some() || bare.contains(['。', '；', '，', '！']) {
        return None;
    }
    let word = bare.get(..bare.len() - after.len())?;
    let (mut rest, mut number, arabic) = numbered(after.trim_start_matches(is_blank))?;
    let mut head = bare.len() - after.len();
    while let Some((next, inner, _)) =
        rest.strip_prefix(JOINTS).and_then(numbered).filter(|it| it.2 && arabic)
    {
        head = bare.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
        (rest, number) = (next, inner);
    }
    let title = rest.trim_start_matches(|it: char| is_blank(it) || "：:、.．".contains(it));
    let apart = title.len() < rest.len() || rest.is_empty() || rest.starts_with(['（', '(']);
    (apart || arabic && names(rest)).then(|| {
        let start = block.len() - bare.len() - (block.of(text).len() - line.len());
        let end = start + bare.len() - rest.len();
        let span = Span::new(start, end).moved(block.start);
        Caption { span, head: bare.get(..head).unwrap_or(word), number, arabic, title }
    })
}

/// Between the numbers of a chapter and of its figure.
const JOINTS: [char; 6] = ['-', '－', '—', '–', '.', '．'];

/// A number, and whether it is written in digits.
fn numbered(words: &str) -> Option<(&str, u32, bool)> {
    let arabic = words.chars().next().is_some_and(|it| digit(it).is_some());
    let (rest, number) = any_ordinal(words).ok()?;
    (number < 200).then_some((rest, number, arabic))
}

/// 图1组织架构: the title follows at once; 表1显示 and 图3个 are none.
fn names(rest: &str) -> bool {
    const OTHER: &str =
        "是为显示反映所列中可给说表明展和与及至到、或的个项张份幅年月日号级万亿人以从对将在有也";
    rest.chars().next().is_some_and(|it| is_han(it) && !OTHER.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expect: &[&str]) {
        let text = lines.join("\n");
        let document = Document::of_lines(&text);
        let shown = |it: &Note| format!("{:?} {} {}", it.slip, it.at.of(&text), it.expected);
        let found: Vec<_> = notes(&document).iter().map(shown).collect();
        assert_eq!(found, expect, "{lines:?}");
    }

    #[test]
    fn captions_count_each_for_itself() {
        check(&["图1 甲", "表1 乙", "图2 丙", "图4 丁", "表2：戊"], &["Skip 图4 图3"]);
        check(&["表1甲", "表2 乙", "表2 丙", "表3"], &["Repeat 表2 表3"]);
        check(&["图1-1 甲", "图1-2 乙", "图2-1 丙", "图2-3 丁"], &["Skip 图2-3 图2-2"]);
        check(&["表一 甲", "表三 乙"], &["Skip 表三 表二"]);
        check(&["　　图 1　甲", "　　图 3　乙"], &["Skip 图 3 图2"]);
        check(&["附表1：甲", "表1 乙", "附表2：丙", "表2 丁"], &[]);
        check(&["图1 甲", "图3 乙", "图2 丙", "图4 丁"], &["Order 图3 图2"]);
    }

    #[test]
    fn what_only_looks_like_a_caption() {
        check(&["图1 甲", "图3显示，增长较快。", "图2 乙"], &[]);
        check(&["表1 甲", "续表1", "表1（续）", "表2 乙"], &[]);
        check(&["图1（a）甲", "图1（b）乙", "图2 丙"], &[]);
        check(&["图1 甲", "图2 乙", "图1 丙", "图2 丁"], &[]);
        check(&["表1反映了进度", "表3 甲"], &[]);
        check(&["图3 甲", "图4 乙"], &[]);
        check(&["图1 甲", "见图3", "表2023年甲"], &[]);
    }
}
