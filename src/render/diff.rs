//! What `fix` changes: each line before and after, with the changed characters marked.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::Style;
use super::glyph::{columns, flat, width};
use crate::diagnostic::change::Change;
use crate::text::{Edit, Language, Source, Span};

/// Narrower terminals are treated as if they were this wide.
const NARROWEST: usize = 30;
/// What stands before the words of a row: `  - `.
const INDENT: usize = 4;
const OLD: Paint = AnsiColor::Red.on_default();
const NEW: Paint = AnsiColor::Green.on_default();

/// Writes the changes of one draft, near ones of a line together.
pub fn write_diff(
    source: &Source,
    changes: &[Change],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = style.width.max(NARROWEST) - INDENT;
    let pieces: Vec<Piece> = changes.iter().flat_map(|it| Piece::of(source, it)).collect();
    let mut left = None;
    let mut rest = pieces.as_slice();
    while let Some((hunk, behind)) = cut(source, rest, room) {
        let bounds = bounds(source, hunk, left, behind.first());
        write_hunk(source, hunk, bounds, Shape { style, room }, out)?;
        left = hunk.last();
        rest = behind;
    }
    Ok(())
}

/// Characters that change together, and the lines they stand in.
struct Piece<'a> {
    edit: Edit,
    rules: &'a [String],
    /// The text of its first line to that of its last, without the last line end.
    lines: Span,
}

impl<'a> Piece<'a> {
    fn of(source: &'a Source, change: &'a Change) -> impl Iterator<Item = Self> {
        let content = |offset| source.lines.content(&source.text, source.lines.index(offset));
        change.pieces(&source.text).into_iter().map(move |edit| {
            let last = edit.span.end.saturating_sub(1).max(edit.span.start);
            let lines = content(edit.span.start).join(content(last));
            Self { edit, rules: &change.rules, lines }
        })
    }

    /// How many columns the new words take more.
    fn grown(&self, text: &str) -> usize {
        columns(&self.edit.text).saturating_sub(columns(self.edit.span.of(text)))
    }
}

#[derive(Clone, Copy)]
struct Shape {
    style: Style,
    room: usize,
}

/// The first pieces, as many as fit one row with some words around them, and the others.
fn cut<'p, 'a>(
    source: &Source,
    pieces: &'p [Piece<'a>],
    room: usize,
) -> Option<(&'p [Piece<'a>], &'p [Piece<'a>])> {
    let first = pieces.first()?;
    let fits = |piece: &&Piece<'_>| {
        let span = first.edit.span.join(piece.edit.span);
        piece.lines == first.lines && columns(span.of(&source.text)) <= room / 2
    };
    let more = pieces.iter().skip(1).take_while(fits).count();
    pieces.split_at_checked(1 + more)
}

/// How far a row may reach: its line, and not into the changes of other rows.
fn bounds(
    source: &Source,
    hunk: &[Piece<'_>],
    left: Option<&Piece<'_>>,
    right: Option<&Piece<'_>>,
) -> Span {
    let lines = hunk.first().map(|it| it.lines).unwrap_or_default();
    let start = left.map_or(lines.start, |it| it.edit.span.end.max(lines.start));
    let end = right.map_or(lines.end, |it| it.edit.span.start.min(lines.end));
    let inner = hunk.iter().map(|it| it.edit.span).reduce(Span::join).unwrap_or_default();
    let whole = Span { start, end: end.max(start) };
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    Span { end: whole.join(inner).end.min(end), ..whole.join(inner) }
}

fn write_hunk(
    source: &Source,
    hunk: &[Piece<'_>],
    bounds: Span,
    shape: Shape,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = hunk.first() else { return Ok(()) };
    let rules: BTreeSet<&str> = hunk.iter().flat_map(|it| it.rules).map(String::as_str).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let line = 1 + source.lines.index(first.edit.span.start);
    let gone = hunk.iter().all(|it| it.edit.text.is_empty() && it.edit.span.covers(it.lines));
    match (shape.style.language, gone) {
        (Language::Zh, false) => writeln!(out, "  第{line}行　{}", rules.join("、"))?,
        (Language::Zh, true) => writeln!(out, "  第{line}行　{}　整行删去", rules.join("、"))?,
        (Language::En, false) => writeln!(out, "  line {line}  {}", rules.join(", "))?,
        (Language::En, true) => writeln!(out, "  line {line}  {}  line deleted", rules.join(", "))?,
    }
    let inner = hunk.iter().map(|it| it.edit.span).reduce(Span::join).unwrap_or_default();
    let grown: usize = hunk.iter().map(|it| it.grown(&source.text)).sum();
    // Two cuts take up to three columns each.
    let room = shape.room.saturating_sub(grown + if shape.style.ascii { 6 } else { 2 });
    let window = window(&source.text, inner, bounds, room);
    write_row('-', row(source, hunk, window, false), shape, out)?;
    if !gone {
        write_row('+', row(source, hunk, window, true), shape, out)?;
    }
    Ok(())
}

/// `inner` with as much of `bounds` around it as fits `room` columns, about the same on both sides.
fn window(text: &str, inner: Span, bounds: Span, room: usize) -> Span {
    let spare = room.saturating_sub(columns(inner.of(text)));
    let before = Span { start: bounds.start, end: inner.start }.of(text);
    let after = Span { start: inner.end, end: bounds.end }.of(text);
    let right = spare.saturating_sub(columns(before).min(spare / 2));
    let right = taken(after.chars(), right);
    let left = spare.saturating_sub(columns(after.get(..right).unwrap_or("")));
    let left = taken(before.chars().rev(), left);
    let (start, end) = (inner.start as usize - left, inner.end as usize + right);
    Span::new(start, end)
}

/// The bytes of the first characters that take at most `room` columns.
fn taken(marks: impl Iterator<Item = char>, room: usize) -> usize {
    let mut used = 0;
    let fits = |mark: &char| {
        used += width(*mark);
        used <= room
    };
    marks.take_while(fits).map(char::len_utf8).sum()
}

/// The stretches of a row, and whether each is changed.
fn row(source: &Source, hunk: &[Piece<'_>], window: Span, new: bool) -> Vec<(String, bool)> {
    let text = &source.text;
    let lines = hunk.first().map(|it| it.lines).unwrap_or_default();
    let mut row = Vec::new();
    if lines.start < window.start {
        row.push(("…".to_owned(), false));
    }
    let mut at = window.start;
    for Edit { span, text: to } in hunk.iter().map(|it| &it.edit) {
        row.push((flat(Span { start: at, end: span.start }.of(text)), false));
        let changed = if new { to.as_str() } else { span.of(text).trim_end_matches(['\r', '\n']) };
        row.push((flat(changed), true));
        at = span.end;
    }
    row.push((flat(Span { start: at, end: window.end }.of(text)), false));
    if window.end < lines.end {
        row.push(("…".to_owned(), false));
    }
    row
}

/// A row, and under it a mark for each changed character.
fn write_row(
    sign: char,
    row: Vec<(String, bool)>,
    shape: Shape,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paint = if sign == '-' { OLD } else { NEW };
    let painted = |text: &str, paint: Paint| match text {
        "" => String::new(),
        text if shape.style.color => format!("{paint}{text}{paint:#}"),
        text => text.to_owned(),
    };
    write!(out, "  {} ", painted(&sign.to_string(), paint))?;
    let mut marks = String::new();
    let mut spare = shape.room;
    for (text, changed) in row {
        let text = if shape.style.ascii { text.replace('…', "...") } else { text };
        let text = text.get(..taken(text.chars(), spare)).unwrap_or("").to_owned();
        spare -= columns(&text).min(spare);
        let paint = if changed { paint.bold() } else { Paint::new() };
        write!(out, "{}", if changed { painted(&text, paint) } else { text.clone() })?;
        let mark = if changed { "^" } else { " " };
        marks.push_str(&mark.repeat(columns(&text)));
    }
    writeln!(out)?;
    match marks.trim_end() {
        "" => Ok(()),
        marks => writeln!(out, "    {}", painted(marks, paint)),
    }
}
