//! `jsonl`: the file objects of `json`, one a line.

use std::io::{self, Write};

use super::Style;
use super::json::File;
use crate::diagnostic::Report;

/// Writes one JSON object a file.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        let mut row = serde_json::to_vec(&File::of(file, style.language))?;
        row.push(b'\n');
        out.write_all(&row)?;
    }
    Ok(())
}
