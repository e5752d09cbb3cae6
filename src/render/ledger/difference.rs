//! Two drafts figure by figure: changed, new, gone, same.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::cell::{difference, label, percent, pick, position, written};
use super::grid::{Column, cut, layout, line, line_with, painted};
use super::table::{BOLD, DIM};
use crate::diagnostic::ledger::{Comparison, Entry, Growth, Ledger, Row};
use crate::render::Style;
use crate::text::Language;

const SHAPES: [Column; 6] = [
    Column { right: false, most: usize::MAX, spare: false },
    Column { right: true, most: 14, spare: false },
    Column { right: true, most: 14, spare: false },
    Column { right: true, most: 13, spare: true },
    Column { right: true, most: 9, spare: true },
    Column { right: false, most: 9, spare: true },
];

/// The parts of the output in their order.
const PARTS: [(&str, &str, &str, Paint); 4] = [
    ("changed", "改动", "Changed", AnsiColor::Yellow.on_default()),
    ("new", "新增", "New", AnsiColor::Green.on_default()),
    ("gone", "删去", "Gone", AnsiColor::Red.on_default()),
    ("same", "相同", "Same", DIM),
];

/// Writes both names, a table a part, and how many figures each part has.
pub(super) fn write(comparison: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let names = format!("{} → {}", comparison.old.path, comparison.new.path);
    writeln!(out, "{}\n", painted(&cut(&names, style.width), BOLD, style.color))?;
    let rows: Vec<(Entry, Vec<String>)> = comparison
        .entries
        .iter()
        .map(|entry| (*entry, cells(comparison, *entry, style.language)))
        .collect();
    let header = header(style.language);
    let all = rows.iter().map(|(_, row)| row).chain([&header]);
    let widths = layout(all, &SHAPES, style.width);
    let named = painted(&line(&header, &SHAPES, &widths), DIM, style.color);
    if !rows.is_empty() {
        writeln!(out, "{named}")?;
    }
    for (name, zh, en, paint) in PARTS {
        let part: Vec<_> = rows.iter().filter(|(entry, _)| entry.name() == name).collect();
        if part.is_empty() {
            continue;
        }
        let word = pick(style.language, zh, en);
        let title = painted(&format!("{word} {}", part.len()), paint.bold(), style.color);
        writeln!(out, "\n{title}")?;
        for (entry, row) in part {
            let changed = matches!(entry, Entry::Changed(..));
            let drawn = |number, cell: &str| match number {
                0 | 5 if changed => cell.to_owned(),
                1 if changed => painted(cell, DIM, style.color),
                _ => painted(cell, paint, style.color),
            };
            writeln!(out, "{}", line_with(row, &SHAPES, &widths, drawn))?;
        }
    }
    if !style.quiet {
        writeln!(out, "\n{}", summary(comparison, style.language))?;
    }
    Ok(())
}

fn header(language: Language) -> Vec<String> {
    let words = pick(language, "口径 旧 新 增减 幅度 行", "what old new change percent line");
    words.split(' ').map(str::to_owned).collect()
}

fn cells(comparison: &Comparison, entry: Entry, language: Language) -> Vec<String> {
    let (old, new) = comparison.rows(entry);
    let old = old.map(|row| (&comparison.old, row));
    let new = new.map(|row| (&comparison.new, row));
    let text = |side: Option<(&Ledger, &Row)>| {
        side.map(|(ledger, row)| written(&ledger.source, row)).unwrap_or_default()
    };
    let place = |side: Option<(&Ledger, &Row)>| {
        side.map(|(ledger, row)| position(&ledger.source, row).0.to_string())
    };
    let (change, growth) = match (entry, old.zip(new)) {
        (Entry::Changed(..), Some((old, new))) => Growth::of(old.1, new.1).map(|it| {
            let change = difference(it, new.1, &text(Some(new)), language);
            (change, percent(it))
        }),
        _ => None,
    }
    .unwrap_or_default();
    let lines = [place(old), place(new)].into_iter().flatten().collect::<Vec<_>>().join("→");
    let what = new.or(old).map(|(_, row)| what(row, language)).unwrap_or_default();
    vec![what, text(old), text(new), change, growth, lines]
}

/// What a row counts, and whether it is planned or of another time.
fn what(row: &Row, language: Language) -> String {
    let plan = row.plan.then_some(pick(language, "计划", "plan"));
    let apart = !row.period_above && !row.relative.is_empty();
    let period = Some(row.period.get(language)).filter(|_| apart && !row.plan);
    let notes: Vec<&str> = plan.into_iter().chain(period).collect();
    match (notes.join(pick(language, "，", ", ")), language) {
        (notes, _) if notes.is_empty() => label(row),
        (notes, Language::Zh) => format!("{}（{notes}）", label(row)),
        (notes, Language::En) => format!("{} ({notes})", label(row)),
    }
}

fn summary(comparison: &Comparison, language: Language) -> String {
    let count = |name: &str| comparison.entries.iter().filter(|it| it.name() == name).count();
    let [changed, new, gone, same] = PARTS.map(|(name, ..)| count(name));
    match language {
        Language::Zh => format!("改动 {changed}，新增 {new}，删去 {gone}，相同 {same}。"),
        Language::En => format!("Changed: {changed}. New: {new}. Gone: {gone}. Same: {same}."),
    }
}
