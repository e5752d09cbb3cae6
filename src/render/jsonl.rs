//! `jsonl`: the file objects of `json`, one a line.

use std::io::{self, BufWriter, Write};

use super::Style;
use super::json::File;
use crate::diagnostic::Report;

/// Writes one JSON object a file.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for file in &report.files {
        serde_json::to_writer(&mut out, &File::of(file, style.language))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
