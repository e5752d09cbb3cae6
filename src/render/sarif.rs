//! `sarif`: SARIF 2.1.0, for code scanning and its viewers.
//!
//! Columns are characters (`columnKind`), paths are percent-encoded, related places are linked in
//! the message, and `partialFingerprints` carries our fingerprint and the one that GitHub reads.

mod rules;
mod shape;

use std::io::{self, BufWriter, Write};

use super::spot::Spot;
use super::{Style, percent};
use crate::diagnostic::{Diagnostic, FileReport, Fix, Label, Report, Severity};
use crate::text::Language;
use rules::Rules;
use shape::{
    Artifact, ArtifactChange, Content, Correction, Driver, Fingerprints, Invocation, Location, Log,
    Message, Notification, Physical, Properties, Region, Replacement, Result, Run, Tool,
};

/// Writes one log with one run.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let rules = Rules::of(report, style.language);
    let results = report
        .files
        .iter()
        .flat_map(|file| file.diagnostics.iter().map(|it| result(file, it, &rules, style.language)))
        .collect();
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.list,
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: vec![invocation(report, style.language)],
        results,
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: vec![run],
    };
    serde_json::to_writer(&mut out, &log)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// SARIF's word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(file: &FileReport, it: &Diagnostic, rules: &Rules, language: Language) -> Result {
    let spot = Spot::of(file, &it.primary);
    let hash: String = it.fingerprint.chars().take(16).collect();
    Result {
        rule_id: it.rule.clone(),
        rule_index: rules.index(&it.rule),
        level: level(it.severity),
        message: Message { text: message(file, it, language) },
        locations: vec![Location { id: None, message: None, physical_location: physical(&spot) }],
        related_locations: it
            .related
            .iter()
            .enumerate()
            .map(|(at, label)| related(file, at + 1, label))
            .collect(),
        partial_fingerprints: Fingerprints {
            own: it.fingerprint.clone(),
            line: format!("{hash}:1"),
        },
        fixes: it.fix.iter().map(|fix| correction(file, it, fix, language)).collect(),
        properties: Properties { confidence: it.confidence.name() },
    }
}

/// The message with a link to each related place, and what to do.
fn message(file: &FileReport, it: &Diagnostic, language: Language) -> String {
    let mut text = plain(&it.message);
    let links: Vec<String> = it
        .related
        .iter()
        .enumerate()
        .map(|(at, label)| link(file, at + 1, label, language))
        .collect();
    if !links.is_empty() {
        text += &match language {
            Language::Zh => format!("（另见{}）", links.join("、")),
            Language::En => format!(" (see {})", links.join(", ")),
        };
    }
    if !it.help.is_empty() {
        let full = text.ends_with(['。', '.', '！', '？', '）']) && language == Language::Zh;
        text += match language {
            Language::Zh if full => "",
            Language::Zh => "。",
            Language::En => ". ",
        };
        text += &plain(&it.help);
    }
    text
}

fn link(file: &FileReport, id: usize, label: &Label, language: Language) -> String {
    let (line, _) = Spot::of(file, label).start;
    let words = match (label.text.is_empty(), language) {
        (false, _) => plain(&label.text),
        (true, Language::Zh) => format!("第{line}行"),
        (true, Language::En) => format!("line {line}"),
    };
    format!("[{words}]({id})")
}

/// A text in which brackets make no link.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn related(file: &FileReport, id: usize, label: &Label) -> Location {
    let text = if label.text.is_empty() { "·" } else { &label.text };
    Location {
        id: Some(id),
        message: Some(Message { text: text.to_owned() }),
        physical_location: physical(&Spot::of(file, label)),
    }
}

fn physical(spot: &Spot<'_>) -> Physical {
    Physical {
        artifact_location: Artifact { uri: percent::uri(spot.path) },
        region: Some(region(spot)),
    }
}

fn region(spot: &Spot<'_>) -> Region {
    let characters = spot.in_characters();
    Region {
        start_line: spot.start.0,
        start_column: spot.start.1,
        end_line: spot.end.0,
        end_column: spot.end.1,
        char_offset: characters.map(|it| it[0]),
        char_length: characters.map(|it| it[1].saturating_sub(it[0])),
    }
}

fn correction(file: &FileReport, it: &Diagnostic, fix: &Fix, language: Language) -> Correction {
    let words = match language {
        _ if !it.help.is_empty() => it.help.clone(),
        Language::Zh => "建议的改法".to_owned(),
        Language::En => "suggested edit".to_owned(),
    };
    let replacement = |edit: &crate::text::Edit| {
        let place = crate::text::Place { source: it.primary.place.source, span: edit.span };
        let label = Label { place, text: String::new(), section: Vec::new() };
        Replacement {
            deleted_region: region(&Spot::of(file, &label)),
            inserted_content: Content { text: edit.text.clone() },
        }
    };
    Correction {
        description: Message { text: words },
        artifact_changes: vec![ArtifactChange {
            artifact_location: Artifact { uri: percent::uri(Spot::of(file, &it.primary).path) },
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    }
}

/// Files that could not be read make a run that did not succeed.
fn invocation(report: &Report, language: Language) -> Invocation {
    let mut notifications = Vec::new();
    for file in &report.files {
        let told = file.error.iter().map(|it| (it, "error"));
        for (problem, level) in told.chain(file.notes.iter().map(|it| (it, "note"))) {
            let text = format!("{}：{}", problem.code, problem.message.get(language));
            let uri = percent::uri(&file.path);
            let physical_location = Physical { artifact_location: Artifact { uri }, region: None };
            notifications.push(Notification {
                level,
                message: Message { text },
                locations: vec![Location { id: None, message: None, physical_location }],
            });
        }
    }
    let execution_successful = report.files.iter().all(|it| it.error.is_none());
    Invocation { execution_successful, tool_execution_notifications: notifications }
}
