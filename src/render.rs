//! Floor 2: [`Report`] → bytes. A renderer knows no rules, and writes where it is told.

use std::io::{self, Write};

use crate::diagnostic::{FileReport, Report, Severity};
use crate::text::{Language, Source, SourceId};

mod checkstyle;
mod diff;
mod github;
mod gitlab;
mod glyph;
mod html;
mod json;
mod jsonl;
mod junit;
pub mod ledger;
mod markdown;
mod percent;
mod rdjson;
mod rdjsonl;
mod sarif;
mod short;
mod spot;
mod summary;
mod text;
mod xml;

pub use diff::write_diff;

/// Writes `report` to `out` in `format`.
pub fn render(
    report: &Report,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    format.writer()(report, style, out)
}

/// How to write, beside the format.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The language of the renderer's own words.
    pub language: Language,
    /// Terminal columns a row may take.
    pub width: usize,
    /// Only ASCII for frames and marks.
    pub ascii: bool,
    /// Whether escape codes for colour are written.
    pub color: bool,
    /// Whether the summary line is left out.
    pub quiet: bool,
}

/// What every format offers: `write` of its module.
type Writer = fn(&Report, Style, &mut dyn Write) -> io::Result<()>;

/// Makes [`Format`] from the list of formats.
macro_rules! formats {
    ($($(#[$doc:meta])+ $variant:ident $name:literal $module:ident;)+) => {
        /// An output format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$doc])+ $variant,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Format] = &[$(Format::$variant),+];

            /// The word used on the command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Format::$variant => $name,)+
                }
            }

            fn writer(self) -> Writer {
                match self {
                    $(Format::$variant => $module::write,)+
                }
            }
        }
    };
}

formats! {
    /// For people.
    Text "text" text;
    /// One line a finding.
    Short "short" short;
    /// One JSON object.
    Json "json" json;
    /// One JSON object a file.
    Jsonl "jsonl" jsonl;
    /// SARIF 2.1.0.
    Sarif "sarif" sarif;
    /// Workflow commands of GitHub and Gitea.
    Github "github" github;
    /// The code-quality report of GitLab.
    Gitlab "gitlab" gitlab;
    /// The diagnostics of reviewdog.
    Rdjson "rdjson" rdjson;
    /// The same, one a line.
    Rdjsonl "rdjsonl" rdjsonl;
    /// Test results.
    Junit "junit" junit;
    /// The XML of Checkstyle.
    Checkstyle "checkstyle" checkstyle;
    /// A page for people, with the findings in the margin.
    Html "html" html;
    /// A comment for a merge request.
    Markdown "markdown" markdown;
}

impl Format {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The names of all formats.
    pub fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.name()).collect()
    }
}

/// The source of `file` that a place names.
fn source(file: &FileReport, id: SourceId) -> Option<&Source> {
    file.sources.iter().find(|source| source.id == id)
}

/// The word for a severity.
fn severity_word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Info, Language::Zh) => "提示",
        (severity, Language::En) => severity.name(),
    }
}
