//! Floor 1: what a run reports, as plain data.

pub mod change;
pub mod ledger;

use crate::text::{Confidence, Edit, Place, Source, Text};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A question worth a look.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word used in JSON, YAML and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One place of a diagnostic and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// A few words beside the place; may be empty.
    pub text: String,
    /// The headings above the place, outermost first.
    pub section: Vec<String>,
}

/// A figure of a finding, for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figured {
    /// As written.
    pub text: String,
    /// The number as a plain decimal.
    pub value: String,
    /// The unit.
    pub unit: String,
}

/// Whether an edit may be applied unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// `fix` applies it.
    Safe,
    /// `fix --unsafe` applies it.
    Unsafe,
}

/// An offered correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// The edits, in order, without overlap.
    pub edits: Vec<Edit>,
}

/// A finding with its wording, ready for any renderer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id as shown: short for built-in packs, else `pack/rule`.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// One sentence: the fact.
    pub message: String,
    /// One sentence: what to do; may be empty.
    pub help: String,
    /// Where.
    pub primary: Label,
    /// The other places.
    pub related: Vec<Label>,
    /// The figures of the finding.
    pub values: Vec<Figured>,
    /// The offered correction.
    pub fix: Option<Fix>,
    /// Stable over edits elsewhere; see ARCHITECTURE.md.
    pub fingerprint: String,
    /// Diagnostics of one file with the same group are shown together in text output.
    pub group: u32,
}

/// Why a file could not be read, or a remark about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `E-TXT-ENCODING` and the like.
    pub code: &'static str,
    /// One sentence: what is wrong.
    pub message: Text,
    /// One sentence: what to do.
    pub help: Text,
}

/// One file of a run.
#[derive(Clone, Debug, Default)]
pub struct FileReport {
    /// The path as shown, with `/`.
    pub path: String,
    /// Why it could not be read.
    pub error: Option<Problem>,
    /// Remarks about the file.
    pub notes: Vec<Problem>,
    /// Every source the places of this file's diagnostics point into, the file's own first.
    pub sources: Vec<Source>,
    /// What was found and is shown, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// How much was found, by severity, and how much of it was set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Errors found.
    pub error: usize,
    /// Warnings found.
    pub warning: usize,
    /// Notes found.
    pub info: usize,
    /// Findings printed.
    pub shown: usize,
    /// Findings known from a baseline.
    pub baselined: usize,
    /// Findings set aside by a suppression or by `--allow`.
    pub suppressed: usize,
}

/// A rule as `explain`, SARIF and the docs show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleInfo {
    /// The pack's name.
    pub pack: String,
    /// The rule's id inside the pack.
    pub id: String,
    /// The id as diagnostics show it.
    pub shown: String,
    /// How grave a certain finding is; nothing where the rule is off.
    pub severity: Option<Severity>,
    /// A few words.
    pub title: Text,
    /// Why it matters.
    pub why: Text,
    /// When the rule stays silent.
    pub silent: Text,
    /// Where the rule comes from: a clause of a standard, a paper.
    pub source: Text,
    /// How often it fired on published text.
    pub measured: Text,
    /// A page about it.
    pub url: String,
    /// Free words to select by.
    pub tags: Vec<String>,
}

impl RuleInfo {
    /// The id as shown: short for built-in packs, else `pack/rule`.
    pub fn shown(&self, built_in: bool) -> String {
        if built_in { self.id.clone() } else { format!("{}/{}", self.pack, self.id) }
    }
}

/// Everything a run reports.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The files, sorted by path.
    pub files: Vec<FileReport>,
    /// The rules that ran.
    pub rules: Vec<RuleInfo>,
    /// What was counted.
    pub summary: Summary,
}
