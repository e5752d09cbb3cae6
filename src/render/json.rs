//! `json`: everything, for programs. Fields are only ever added; `version` counts breaks.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::Style;
use super::spot::Spot;
use crate::diagnostic::{Diagnostic, FileReport, Label, Problem, Report, Safety, Summary};
use crate::text::Language;

/// Writes one JSON object on one line.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let output = Output {
        version: 1,
        tool: TOOL,
        files: report.files.iter().map(|file| File::of(file, style.language)).collect(),
        summary: Counts::of(report.summary),
    };
    serde_json::to_writer(&mut out, &output)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    tool: Tool,
    files: Vec<File<'a>>,
    summary: Counts,
}

/// The program, as every JSON output names it.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(super) const TOOL: Tool =
    Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

/// A row of `files`.
#[derive(Serialize)]
pub(super) struct File<'a> {
    path: &'a str,
    error: Option<Failure<'a>>,
    notes: Vec<Note<'a>>,
    diagnostics: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Failure<'a> {
    code: &'static str,
    message: &'a str,
    help: &'a str,
}

#[derive(Serialize)]
struct Note<'a> {
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    fingerprint: &'a str,
    places: Vec<At<'a>>,
    values: Vec<Value<'a>>,
    fix: Option<Correction<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    role: &'static str,
    path: &'a str,
    span: [u32; 2],
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    label: &'a str,
    section: &'a [String],
}

#[derive(Serialize)]
struct Value<'a> {
    text: &'a str,
    value: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct Correction<'a> {
    safety: &'static str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    span: [u32; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    error: usize,
    warning: usize,
    info: usize,
    shown: usize,
    baselined: usize,
    suppressed: usize,
    unreadable: usize,
}

impl<'a> File<'a> {
    /// The row of `file`.
    pub(super) fn of(file: &'a FileReport, language: Language) -> Self {
        let failure = |problem: &'a Problem| Failure {
            code: problem.code,
            message: problem.message.get(language),
            help: problem.help.get(language),
        };
        let note = |problem: &'a Problem| Note {
            code: problem.code,
            message: problem.message.get(language),
        };
        Self {
            path: &file.path,
            error: file.error.as_ref().map(failure),
            notes: file.notes.iter().map(note).collect(),
            diagnostics: file.diagnostics.iter().map(|it| Found::of(file, it)).collect(),
        }
    }
}

impl<'a> Found<'a> {
    fn of(file: &'a FileReport, diagnostic: &'a Diagnostic) -> Self {
        let related = diagnostic.related.iter().map(|label| At::of(file, "related", label));
        let primary = At::of(file, "primary", &diagnostic.primary);
        let values = diagnostic.values.iter().map(|figure| Value {
            text: &figure.text,
            value: &figure.value,
            unit: &figure.unit,
        });
        let fix = diagnostic.fix.as_ref().map(|fix| Correction {
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| Change { span: [edit.span.start, edit.span.end], text: &edit.text })
                .collect(),
        });
        Self {
            rule: &diagnostic.rule,
            severity: diagnostic.severity.name(),
            confidence: diagnostic.confidence.name(),
            message: &diagnostic.message,
            help: &diagnostic.help,
            fingerprint: &diagnostic.fingerprint,
            places: std::iter::once(primary).chain(related).collect(),
            values: values.collect(),
            fix,
        }
    }
}

impl<'a> At<'a> {
    fn of(file: &'a FileReport, role: &'static str, label: &'a Label) -> Self {
        let span = label.place.span;
        let spot = Spot::of(file, label);
        let ((line, column), (end_line, end_column)) = (spot.start, spot.end);
        Self {
            role,
            path: spot.path,
            span: [span.start, span.end],
            line,
            column,
            end_line,
            end_column,
            text: spot.text,
            label: &label.text,
            section: &label.section,
        }
    }
}

impl Counts {
    fn of(summary: Summary) -> Self {
        Self {
            files: summary.files,
            error: summary.error,
            warning: summary.warning,
            info: summary.info,
            shown: summary.shown,
            baselined: summary.baselined,
            suppressed: summary.suppressed,
            unreadable: summary.unreadable,
        }
    }
}
