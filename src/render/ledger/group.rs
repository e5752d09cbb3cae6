//! The quantities told more than once, those whose values differ first.

use std::io::{self, Write};

use anstyle::AnsiColor;

use super::cell::{label, pick, position, section, written};
use super::grid::{Column, cut, layout, line, painted};
use super::table::{BOLD, DIM};
use crate::diagnostic::ledger::{Group, Ledger, Row};
use crate::render::Style;
use crate::text::Language;

const SHAPES: [Column; 4] = [
    Column { right: true, most: 11, spare: false },
    Column { right: false, most: 18, spare: false },
    Column { right: false, most: 26, spare: false },
    Column { right: false, most: usize::MAX, spare: true },
];

/// Writes the groups of each file, then how many figures stand alone.
pub(super) fn write(ledgers: &[Ledger], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for ledger in ledgers.iter().filter(|it| it.error.is_none()) {
        if 1 < ledgers.len() {
            writeln!(out, "{}\n", painted(&ledger.path, BOLD, style.color))?;
        }
        write_one(ledger, style, out)?;
        if !style.quiet {
            writeln!(out, "{}", summary(ledger, style.language))?;
        }
    }
    Ok(())
}

fn write_one(ledger: &Ledger, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let rows = |group: &Group| -> Vec<&Row> {
        group.members.iter().filter_map(|it| ledger.rows.get(*it)).collect()
    };
    let all: Vec<Vec<String>> = ledger
        .groups
        .iter()
        .flat_map(&rows)
        .map(|row| cells(ledger, row, style.language))
        .collect();
    let widths = layout(all.iter(), &SHAPES, style.width);
    let differing = ledger.groups.iter().filter(|it| !it.agrees);
    for group in differing.chain(ledger.groups.iter().filter(|it| it.agrees)) {
        let rows = rows(group);
        let heading = cut(&heading(group, ledger, style.language), style.width);
        let paint = if group.agrees { BOLD } else { AnsiColor::Red.on_default().bold() };
        writeln!(out, "{}", painted(&heading, paint, style.color))?;
        for row in rows {
            let cells = cells(ledger, row, style.language);
            writeln!(out, "{}", line(&cells, &SHAPES, &widths))?;
        }
        writeln!(out)?;
    }
    if ledger.groups.is_empty() {
        let words = pick(style.language, "没有重复出现的数字。", "No quantity is told twice.");
        writeln!(out, "{}", painted(words, DIM, style.color))?;
    }
    Ok(())
}

/// Whether the values agree, what is counted, and whether other words tell it.
fn heading(group: &Group, ledger: &Ledger, language: Language) -> String {
    let agrees = match (group.agrees, language) {
        (true, Language::Zh) => "一致",
        (false, Language::Zh) => "不一致",
        (true, Language::En) => "agree",
        (false, Language::En) => "DIFFER",
    };
    let head = group.head(&ledger.rows);
    let first = group.members.first().and_then(|it| ledger.rows.get(*it));
    let unit = first.map_or("", |it| it.unit);
    let restated = match (group.restated, language) {
        (false, _) => "",
        (true, Language::Zh) => "，换了说法",
        (true, Language::En) => ", in other words",
    };
    match language {
        Language::Zh => format!("[{agrees}] {head}（{unit}{restated}）"),
        Language::En => format!("[{agrees}] {head} ({unit}{restated})"),
    }
}

fn cells(ledger: &Ledger, row: &Row, language: Language) -> Vec<String> {
    let (line, column) = position(&ledger.source, row);
    vec![
        format!("{line}:{column}"),
        written(&ledger.source, row),
        label(row),
        section(row, language),
    ]
}

fn summary(ledger: &Ledger, language: Language) -> String {
    let groups = ledger.groups.len();
    let differing = ledger.groups.iter().filter(|it| !it.agrees).count();
    let grouped: usize = ledger.groups.iter().map(|it| it.members.len()).sum();
    let alone = ledger.rows.len().saturating_sub(grouped);
    match language {
        Language::Zh => format!(
            "{groups} 个量说了不止一次，其中 {differing} 个数值不一致；另有 {alone} 个数字只出现一次。"
        ),
        Language::En => format!(
            "Told more than once: {groups}, of these with different values: {differing}. Told once: {alone}."
        ),
    }
}
