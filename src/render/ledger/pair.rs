//! Two figures side by side.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::cell::{around, converted, kind, period, pick, position, section, written};
use super::grid::{Column, cut, layout, line, painted};
use super::table::BOLD;
use crate::diagnostic::ledger::Row;
use crate::render::Style;
use crate::text::{Language, Source};

/// Two figures of one draft, with words about them that a row does not hold.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// The rows in the order of the draft.
    pub rows: [Row; 2],
    /// Further words about both: what they say, of the first, of the second.
    pub more: Vec<(&'a str, [String; 2])>,
}

const SHAPES: [Column; 3] = [
    Column { right: false, most: 10, spare: false },
    Column { right: false, most: 34, spare: false },
    Column { right: false, most: usize::MAX, spare: false },
];

const FIGURE: Paint = AnsiColor::Yellow.on_default().bold();

/// Writes the surroundings of both figures, then a row for each thing known about them.
pub fn write_pair(
    source: &Source,
    pair: &Pair<'_>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for row in &pair.rows {
        let (line, column) = position(source, row);
        writeln!(out, "{}", painted(&format!("{line}:{column}"), BOLD, style.color))?;
        writeln!(out, "  {}\n", excerpt(source, row, style))?;
    }
    let rows = known(source, pair, style.language);
    let widths = layout(rows.iter(), &SHAPES, style.width);
    for row in rows {
        writeln!(out, "{}", line(&row, &SHAPES, &widths))?;
    }
    writeln!(out)
}

/// The figure with as much around it as a row has room for.
fn excerpt(source: &Source, row: &Row, style: Style) -> String {
    let figure = written(source, row);
    let whole = around(source, row);
    let (before, after) = whole.split_once(&figure).unwrap_or(("", ""));
    let room = style.width.saturating_sub(2 + super::columns(&figure)) / 2;
    let reversed: String = before.chars().rev().collect();
    let before: String = cut(&reversed, room).chars().rev().collect();
    format!("{before}{}{}", painted(&figure, FIGURE, style.color), cut(after, room))
}

/// What is known about both, row by row; what neither has is left out.
fn known(source: &Source, pair: &Pair<'_>, language: Language) -> Vec<Vec<String>> {
    type Words<'a> = (&'a str, &'a str, &'a dyn Fn(&Row) -> String);
    let all: [Words<'_>; 7] = [
        ("数值", "value", &|row| {
            let converted = converted(source, row);
            let text = written(source, row);
            if converted.is_empty() { text } else { format!("{text} = {converted}") }
        }),
        ("单位", "unit", &|row| row.unit.to_owned()),
        ("口径", "head", &|row| row.head.clone()),
        ("主体", "subject", &|row| row.subject.clone()),
        ("时间", "period", &|row| period(row, language)),
        ("性质", "kind", &|row| kind(row, language)),
        ("章节", "section", &|row| section(row, language)),
    ];
    let [first, second] = &pair.rows;
    let own = all
        .iter()
        .map(|(zh, en, of)| vec![pick(language, zh, en).to_owned(), of(first), of(second)]);
    let more = pair
        .more
        .iter()
        .map(|(name, [first, second])| vec![(*name).to_owned(), first.clone(), second.clone()]);
    let told = |row: &Vec<String>| row.iter().skip(1).any(|it| !it.is_empty());
    own.chain(more).filter(told).collect()
}
