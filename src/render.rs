//! Floor 2: [`Report`] → bytes. A renderer knows no rules, and writes where it is told.

use std::io::{self, Write};

use crate::diagnostic::Report;
use crate::text::Language;

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

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One line a finding.
    Short,
    /// One JSON object.
    Json,
    /// One JSON object a file.
    Jsonl,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[Format::Text, Format::Short, Format::Json, Format::Jsonl];

    /// The word used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Short => "short",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The names of all formats.
    pub fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.name()).collect()
    }
}

/// Writes `report` to `out` in `format`.
pub fn render(
    report: &Report,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let _ = (format, style);
    writeln!(out, "{}", report.files.len())
}
