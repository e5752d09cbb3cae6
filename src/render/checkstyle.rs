//! `checkstyle`: the XML that many build servers read.

use std::io::{self, BufWriter, Write};

use super::Style;
use super::spot::Spot;
use super::xml::escaped;
use crate::diagnostic::{Diagnostic, FileReport, Report};
use crate::text::Language;

/// Writes one element a file with findings.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<checkstyle version="4.3">"#)?;
    for file in &report.files {
        writeln!(out, r#"  <file name="{}">"#, escaped(&file.path))?;
        if let Some(problem) = &file.error {
            let message = escaped(problem.message.get(style.language));
            row(&mut out, (1, 1), "error", &message, problem.code)?;
        }
        for it in &file.diagnostics {
            let at = Spot::of(file, &it.primary).start;
            let message = escaped(&message(file, it, style.language));
            row(&mut out, at, it.severity.name(), &message, &escaped(&it.rule))?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")?;
    out.flush()
}

fn row(
    out: &mut dyn Write,
    (line, column): (usize, usize),
    severity: &str,
    message: &str,
    rule: &str,
) -> io::Result<()> {
    writeln!(
        out,
        r#"    <error line="{line}" column="{column}" severity="{severity}" message="{message}" source="jiaohe.{rule}"/>"#
    )
}

/// The message with the lines of the other places.
fn message(file: &FileReport, it: &Diagnostic, language: Language) -> String {
    let place = |label| {
        let spot = Spot::of(file, label);
        format!("{}:{}:{}", spot.path, spot.start.0, spot.start.1)
    };
    let places: Vec<String> = it.related.iter().map(place).collect();
    match (places.is_empty(), language) {
        (true, _) => it.message.clone(),
        (false, Language::Zh) => format!("{}（另见 {}）", it.message, places.join("、")),
        (false, Language::En) => format!("{} (see {})", it.message, places.join(", ")),
    }
}
