//! `github`: workflow commands, which GitHub and Gitea show beside the lines of a change.
//!
//! GitHub keeps ten of each sort a step, so the gravest come first.

use std::io::{self, Write};

use super::glyph::flat;
use super::spot::Spot;
use super::{Style, severity_word};
use crate::diagnostic::{Diagnostic, FileReport, Report, Severity};
use crate::text::Language;

/// Writes a command a finding, errors first.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        if let Some(problem) = &file.error {
            let words = [problem.message.get(style.language), problem.help.get(style.language)];
            let path = property(&file.path);
            writeln!(out, "::error file={path},title={}::{}", problem.code, data(&joined(&words)))?;
        }
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for file in &report.files {
            for it in file.diagnostics.iter().filter(|it| it.severity == severity) {
                writeln!(out, "{}", command(file, it, style.language))?;
            }
        }
    }
    Ok(())
}

fn command(file: &FileReport, it: &Diagnostic, language: Language) -> String {
    let word = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let spot = Spot::of(file, &it.primary);
    let (path, (line, column), (end_line, end)) = (property(spot.path), spot.start, spot.end);
    // Columns are read only where the place lies on one line.
    let columns = match line == end_line {
        true => format!(",col={column},endColumn={end}"),
        false => String::new(),
    };
    let title = property(&format!("{}[{}]", severity_word(it.severity, language), it.rule));
    let see = see_also(file, it, language);
    let message = data(&joined(&[&flat(&it.message), &see, &flat(&it.help)]));
    format!("::{word} file={path},line={line},endLine={end_line}{columns},title={title}::{message}")
}

fn see_also(file: &FileReport, it: &Diagnostic, language: Language) -> String {
    let place = |label| {
        let spot = Spot::of(file, label);
        let (line, column) = spot.start;
        let words = if label.text.is_empty() { String::new() } else { format!(" {}", label.text) };
        format!("{}:{line}:{column}{words}", spot.path)
    };
    let places: Vec<String> = it.related.iter().map(place).collect();
    match (places.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Zh) => format!("另见 {}", places.join("、")),
        (false, Language::En) => format!("see {}", places.join(", ")),
    }
}

/// The sentences that say something, a line each.
fn joined(words: &[&str]) -> String {
    words.iter().copied().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
