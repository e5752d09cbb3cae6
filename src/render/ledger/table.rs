//! The figures of drafts as a table, by the headings above them.

use std::io::{self, Write};

use anstyle::{Effects, Style as Paint};

use super::cell::{converted, count, kind, label, period, pick, position, section, written};
use super::grid::{Column, cut, layout, line, painted};
use crate::diagnostic::ledger::{Ledger, Row};
use crate::render::Style;
use crate::text::Language;

const SHAPES: [Column; 6] = [
    Column { right: true, most: 9, spare: false },
    Column { right: false, most: 18, spare: false },
    Column { right: true, most: 16, spare: true },
    Column { right: false, most: usize::MAX, spare: false },
    Column { right: false, most: 12, spare: true },
    Column { right: false, most: 12, spare: true },
];

/// Bold, for headings.
pub(super) const BOLD: Paint = Paint::new().effects(Effects::BOLD);
/// Dim, for what is beside the point.
pub(super) const DIM: Paint = Paint::new().effects(Effects::DIMMED);

/// Writes a table a file, then how many figures there are.
pub(super) fn write(ledgers: &[Ledger], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let readable: Vec<&Ledger> = ledgers.iter().filter(|it| it.error.is_none()).collect();
    for ledger in &readable {
        if 1 < ledgers.len() {
            writeln!(out, "{}\n", painted(&ledger.path, BOLD, style.color))?;
        }
        write_one(ledger, style, out)?;
    }
    if !style.quiet && !readable.is_empty() {
        writeln!(out, "{}", count(ledgers, style.language))?;
    }
    Ok(())
}

fn write_one(ledger: &Ledger, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if ledger.rows.is_empty() {
        return Ok(());
    }
    let mut rows = vec![header(style.language)];
    rows.extend(ledger.rows.iter().map(|row| cells(ledger, row, style.language)));
    let widths = layout(rows.iter(), &SHAPES, style.width);
    let mut lines = rows.iter().map(|row| line(row, &SHAPES, &widths));
    writeln!(out, "{}", painted(&lines.next().unwrap_or_default(), DIM, style.color))?;
    let mut above: Option<&[String]> = None;
    for (row, line) in ledger.rows.iter().zip(lines) {
        if above != Some(&row.section) {
            above = Some(&row.section);
            let heading = cut(&section(row, style.language), style.width);
            writeln!(out, "\n{}", painted(&heading, BOLD, style.color))?;
        }
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn header(language: Language) -> Vec<String> {
    let words =
        pick(language, "位置 原文 折合 口径 时间 性质", "place written means what period kind");
    words.split(' ').map(str::to_owned).collect()
}

fn cells(ledger: &Ledger, row: &Row, language: Language) -> Vec<String> {
    let (line, column) = position(&ledger.source, row);
    vec![
        format!("{line}:{column}"),
        written(&ledger.source, row),
        converted(&ledger.source, row),
        label(row),
        period(row, language),
        kind(row, language),
    ]
}
