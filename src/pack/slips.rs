//! Mistakes in packs as a report, so that they look like findings.

use crate::diagnostic::{Diagnostic, FileReport, Label, Severity};
use crate::text::decode::Slip;
use crate::text::{Confidence, Language, Place, Source, Span};

/// The rule under which mistakes in packs are shown.
pub const PACK_ERROR: &str = "pack-error";

/// One report a YAML file, each mistake an error with the YAML under it.
pub fn slips_report(slips: &[(Source, Vec<Slip>)], language: Language) -> Vec<FileReport> {
    slips
        .iter()
        .map(|(source, slips)| FileReport {
            path: source.name.clone(),
            sources: vec![source.clone()],
            diagnostics: slips.iter().map(|slip| diagnostic(source, slip, language)).collect(),
            ..FileReport::default()
        })
        .collect()
}

fn diagnostic(source: &Source, slip: &Slip, language: Language) -> Diagnostic {
    let label = |span: Span, text: String| Label {
        place: Place { source: source.id, span },
        text,
        section: Vec::new(),
    };
    Diagnostic {
        rule: PACK_ERROR.to_owned(),
        severity: Severity::Error,
        confidence: Confidence::Certain,
        message: slip.message.get(language).to_owned(),
        help: slip.help.as_ref().map(|help| help.get(language).to_owned()).unwrap_or_default(),
        primary: label(slip.span, String::new()),
        related: slip
            .related
            .iter()
            .map(|(span, words)| label(*span, words.get(language).to_owned()))
            .collect(),
        values: Vec::new(),
        fix: None,
        fingerprint: String::new(),
        group: 0,
    }
}
