//! Mistakes in packs as a report, so that they look like findings.

use crate::diagnostic::{Diagnostic, FileReport, Label, Severity};
use crate::text::decode::Slip;
use crate::text::{Confidence, Language, Place, Source, Span};

/// The rule under which mistakes in packs are shown.
pub const PACK_ERROR: &str = "pack-error";

/// The rule under which doubts about packs are shown.
pub const PACK_WARNING: &str = "pack-warning";

/// The rule under which mistakes in configurations are shown.
pub const CONFIG_ERROR: &str = "config-error";

/// The rule under which doubts about configurations are shown.
pub const CONFIG_WARNING: &str = "config-warning";

/// Mistakes in configurations, or what is doubtful in them, as reports.
pub fn config_report(
    slips: &[(Source, Vec<Slip>)],
    severity: Severity,
    language: Language,
) -> Vec<FileReport> {
    let rule = if severity == Severity::Error { CONFIG_ERROR } else { CONFIG_WARNING };
    report(slips, (rule, severity), language)
}

/// One report a YAML file, each mistake an error with the YAML under it.
pub fn slips_report(slips: &[(Source, Vec<Slip>)], language: Language) -> Vec<FileReport> {
    report(slips, (PACK_ERROR, Severity::Error), language)
}

/// The same for warnings.
pub fn warnings_report(warnings: &[(Source, Vec<Slip>)], language: Language) -> Vec<FileReport> {
    report(warnings, (PACK_WARNING, Severity::Warning), language)
}

fn report(
    slips: &[(Source, Vec<Slip>)],
    kind: (&str, Severity),
    language: Language,
) -> Vec<FileReport> {
    slips
        .iter()
        .map(|(source, slips)| FileReport {
            path: source.name.clone(),
            sources: vec![source.clone()],
            diagnostics: slips
                .iter()
                .map(|slip| diagnostic(source, slip, kind, language))
                .collect(),
            ..FileReport::default()
        })
        .collect()
}

fn diagnostic(
    source: &Source,
    slip: &Slip,
    (rule, severity): (&str, Severity),
    language: Language,
) -> Diagnostic {
    let label = |span: Span, text: String| Label {
        place: Place { source: source.id, span },
        text,
        section: Vec::new(),
    };
    Diagnostic {
        rule: rule.to_owned(),
        severity,
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
