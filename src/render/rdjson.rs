//! `rdjson` and `rdjsonl`: the diagnostic format of reviewdog.
//!
//! Columns are bytes. reviewdog keeps what stands on changed lines, so each place of a finding is
//! a diagnostic of its own that names the other ones.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::Style;
use super::spot::Spot;
use crate::diagnostic::{Diagnostic, FileReport, Fix, Label, Report, Severity};
use crate::text::{Language, Place};

/// Writes one object with all diagnostics.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let diagnostics = all(report, style.language).collect();
    serde_json::to_writer(&mut out, &Output { source: Named { name: NAME }, diagnostics })?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes one object a diagnostic.
pub(super) fn write_lines(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for mut row in all(report, style.language) {
        row.source = Some(Named { name: NAME });
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

const NAME: &str = env!("CARGO_PKG_NAME");

#[derive(Serialize)]
struct Output {
    source: Named,
    diagnostics: Vec<Row>,
}

#[derive(Serialize)]
struct Named {
    name: &'static str,
}

#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Named>,
    message: String,
    location: At,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Beside>,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct At {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Beside {
    message: String,
    location: At,
}

fn all(report: &Report, language: Language) -> impl Iterator<Item = Row> {
    report.files.iter().flat_map(move |file| {
        let found = file.diagnostics.iter().flat_map(|it| rows(file, it));
        unreadable(file, language).into_iter().chain(found)
    })
}

/// A row for every place of a finding; the suggestion goes with the primary one.
fn rows(file: &FileReport, it: &Diagnostic) -> Vec<Row> {
    let places: Vec<&Label> = std::iter::once(&it.primary).chain(&it.related).collect();
    let row = |(at, label): (usize, &&Label)| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        Row {
            source: None,
            message: [it.message.as_str(), it.help.as_str()].join("\n").trim_end().to_owned(),
            location: location(file, label),
            severity: match it.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            code: Code { value: it.rule.clone() },
            suggestions: match &it.fix {
                Some(fix) if at == 0 => suggestions(file, it, fix),
                _ => Vec::new(),
            },
            related_locations: others
                .map(|(_, it)| Beside { message: it.text.clone(), location: location(file, it) })
                .collect(),
        }
    };
    places.iter().enumerate().map(row).collect()
}

fn location(file: &FileReport, label: &Label) -> At {
    let spot = Spot::of(file, label);
    At { path: spot.path.to_owned(), range: Some(range(&spot)) }
}

fn range(spot: &Spot<'_>) -> Range {
    let [start, end] = spot.in_bytes().map(|(line, column)| Position { line, column });
    Range { start, end }
}

fn suggestions(file: &FileReport, it: &Diagnostic, fix: &Fix) -> Vec<Suggestion> {
    let one = |edit: &crate::text::Edit| {
        let place = Place { source: it.primary.place.source, span: edit.span };
        let label = Label { place, text: String::new(), section: Vec::new() };
        Suggestion { range: range(&Spot::of(file, &label)), text: edit.text.clone() }
    };
    fix.edits.iter().map(one).collect()
}

fn unreadable(file: &FileReport, language: Language) -> Option<Row> {
    let problem = file.error.as_ref()?;
    Some(Row {
        source: None,
        message: problem.message.get(language).to_owned(),
        location: At { path: file.path.clone(), range: None },
        severity: "ERROR",
        code: Code { value: problem.code.to_owned() },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    })
}
