//! `gitlab`: the code-quality report that GitLab reads as an artifact.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::Style;
use super::spot::Spot;
use crate::diagnostic::{Diagnostic, FileReport, Label, Report, Severity};
use crate::text::Language;

/// Writes one array of issues.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let mut issues = Vec::new();
    for file in &report.files {
        issues.extend(unreadable(file, style.language));
        issues.extend(file.diagnostics.iter().map(|it| issue(file, it)));
    }
    serde_json::to_writer(&mut out, &issues)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: String,
    description: String,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: At,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<At>,
}

#[derive(Serialize)]
struct At {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue(file: &FileReport, it: &Diagnostic) -> Issue {
    Issue {
        kind: "issue",
        check_name: it.rule.clone(),
        // GitLab does not show the name of the check.
        description: format!("{}（{}）", it.message, it.rule),
        categories: ["Bug Risk"],
        severity: match it.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint: it.fingerprint.clone(),
        location: at(file, &it.primary),
        other_locations: it.related.iter().map(|label| at(file, label)).collect(),
    }
}

fn at(file: &FileReport, label: &Label) -> At {
    let spot = Spot::of(file, label);
    At { path: spot.path.to_owned(), lines: Lines { begin: spot.start.0, end: spot.end.0 } }
}

fn unreadable(file: &FileReport, language: Language) -> Option<Issue> {
    let problem = file.error.as_ref()?;
    Some(Issue {
        kind: "issue",
        check_name: problem.code.to_owned(),
        description: format!("{}（{}）", problem.message.get(language), problem.code),
        categories: ["Bug Risk"],
        severity: "critical",
        fingerprint: format!("{}:{}", problem.code, file.path),
        location: At { path: file.path.clone(), lines: Lines { begin: 1, end: 1 } },
        other_locations: Vec::new(),
    })
}
