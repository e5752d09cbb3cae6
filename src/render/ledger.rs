//! Ledgers → bytes: the figures of drafts as a table, as CSV, as JSON, and as a file for packs.

use std::io::{self, Write};

use crate::diagnostic::ledger::{Comparison, Ledger};
use crate::render::Style;

mod cell;
mod csv;
mod difference;
mod grid;
mod group;
mod json;
mod pair;
mod table;
mod yaml;

pub use crate::render::glyph::columns;
pub use pair::{Pair, write_pair};

/// How a ledger is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, within the columns of a terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// Writes the figures of `ledgers`; with `grouped` those told more than once, put together.
pub fn write(
    ledgers: &[Ledger],
    format: Format,
    grouped: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table if grouped => in_ascii(style, out, |out| group::write(ledgers, style, out)),
        Format::Table => in_ascii(style, out, |out| table::write(ledgers, style, out)),
        Format::Csv => csv::write(ledgers, style.language, out),
        Format::Json => json::write(ledgers, grouped, style.language, out),
    }
}

/// Writes what became of the figures of one draft in another.
pub fn write_comparison(
    comparison: &Comparison,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => in_ascii(style, out, |out| difference::write(comparison, style, out)),
        Format::Csv => csv::write_comparison(comparison, style.language, out),
        Format::Json => json::write_comparison(comparison, style.language, out),
    }
}

/// Writes the figures as a ledger file that packs read.
pub fn write_as_ledger(ledgers: &[Ledger], out: &mut dyn Write) -> io::Result<()> {
    yaml::write(ledgers, out)
}

/// Writes with `…`, `→` and `×` in ASCII where the style asks for that.
pub fn in_ascii(
    style: Style,
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !style.ascii {
        return write(out);
    }
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    out.write_all(text.replace('…', "~").replace('→', ">").replace('×', "x").as_bytes())
}
