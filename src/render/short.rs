//! `short`: one line a finding, for editors, `grep` and logs.

use std::io::{self, Write};

use super::glyph::flat;
use super::{Style, severity_word, source};
use crate::diagnostic::{Diagnostic, FileReport, Problem, Report, Severity};
use crate::text::{Language, Place};

/// Writes every finding as `path:line:column: severity[rule] message`.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        let mut rows = String::new();
        if let Some(problem) = &file.error {
            rows += &problem_row(file, problem, Severity::Error, style.language);
        }
        for note in &file.notes {
            rows += &problem_row(file, note, Severity::Info, style.language);
        }
        for diagnostic in &file.diagnostics {
            rows += &diagnostic_row(file, diagnostic, style.language);
        }
        out.write_all(rows.as_bytes())?;
    }
    Ok(())
}

fn diagnostic_row(file: &FileReport, diagnostic: &Diagnostic, language: Language) -> String {
    let at = at(file, diagnostic.primary.place);
    let severity = severity_word(diagnostic.severity, language);
    let related: Vec<_> = diagnostic.related.iter().map(|it| self::at(file, it.place)).collect();
    let related = match (related.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Zh) => format!("（另见 {}）", related.join("、")),
        (false, Language::En) => format!(" (see also {})", related.join(", ")),
    };
    let (rule, message) = (&diagnostic.rule, flat(&diagnostic.message));
    format!("{at}: {severity}[{rule}] {message}{related}\n")
}

fn problem_row(
    file: &FileReport,
    problem: &Problem,
    severity: Severity,
    language: Language,
) -> String {
    let severity = severity_word(severity, language);
    let message = flat(problem.message.get(language));
    format!("{}: {severity}[{}] {message}\n", flat(&file.path), problem.code)
}

/// `path:line:column`.
fn at(file: &FileReport, place: Place) -> String {
    let Some(source) = source(file, place.source) else { return flat(&file.path) };
    let (line, column) = source.lines.position(&source.text, place.span.start);
    format!("{}:{line}:{column}", flat(&source.name))
}
