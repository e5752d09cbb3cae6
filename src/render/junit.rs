//! `junit`: a suite a file and a case a finding, for build servers that show tests.
//!
//! An error fails its case. Warnings and notes pass, with their words in `system-out`: a run that
//! ends well must not look red. A file without findings is one case that passes.

use std::io::{self, BufWriter, Write};

use super::Style;
use super::spot::Spot;
use super::xml::escaped;
use crate::diagnostic::{Diagnostic, FileReport, Report, Severity};
use crate::text::Language;

/// Writes one document with a suite for every file.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let counts = report.files.iter().map(Counts::of);
    let all = counts.fold(Counts::default(), |a, b| Counts {
        tests: a.tests + b.tests,
        failures: a.failures + b.failures,
        errors: a.errors + b.errors,
    });
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="jiaohe" {}>"#, all.attributes())?;
    for file in &report.files {
        suite(file, style.language, &mut out)?;
    }
    writeln!(out, "</testsuites>")?;
    out.flush()
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn of(file: &FileReport) -> Self {
        let failures = file.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let errors = usize::from(file.error.is_some());
        let tests = (file.diagnostics.len() + errors).max(1);
        Self { tests, failures: failures.count(), errors }
    }

    fn attributes(self) -> String {
        let Self { tests, failures, errors } = self;
        format!(r#"tests="{tests}" failures="{failures}" errors="{errors}" time="0""#)
    }
}

fn suite(file: &FileReport, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let name = escaped(&file.path);
    let counts = Counts::of(file).attributes();
    writeln!(out, r#"  <testsuite name="{name}" {counts} skipped="0">"#)?;
    if let Some(problem) = &file.error {
        let message = escaped(problem.message.get(language));
        writeln!(out, r#"    <testcase name="{}" classname="{name}" time="0">"#, problem.code)?;
        writeln!(out, r#"      <error message="{message}" type="{}"/>"#, problem.code)?;
        writeln!(out, "    </testcase>")?;
    }
    for it in &file.diagnostics {
        case(file, it, out)?;
    }
    if file.error.is_none() && file.diagnostics.is_empty() {
        writeln!(out, r#"    <testcase name="jiaohe" classname="{name}" time="0"/>"#)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(file: &FileReport, it: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let spot = Spot::of(file, &it.primary);
    let (line, column) = spot.start;
    let (rule, class) = (escaped(&it.rule), escaped(&file.path));
    writeln!(out, r#"    <testcase name="{rule} {line}:{column}" classname="{class}" time="0">"#)?;
    let mut words = vec![format!("{}:{line}:{column}: {}", spot.path, it.message)];
    words.extend(it.related.iter().map(|label| {
        let spot = Spot::of(file, label);
        format!("{}:{}:{}: {}", spot.path, spot.start.0, spot.start.1, label.text)
    }));
    words.extend(Some(it.help.clone()).filter(|it| !it.is_empty()));
    let body = words.iter().map(|it| escaped(it)).collect::<Vec<_>>().join("\n");
    if it.severity == Severity::Error {
        let message = escaped(&it.message);
        writeln!(out, r#"      <failure message="{message}" type="{rule}">{body}</failure>"#)?;
    } else {
        writeln!(out, "      <system-out>{}: {body}</system-out>", it.severity.name())?;
    }
    writeln!(out, "    </testcase>")
}
