//! Prints the pairs of figures that alignment scores in a draft, with their features, as a table.
//!
//! `cargo run --example alignment -- DRAFT…` is what `scripts/train_alignment.py` learns from.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

use jiaohe::input::{self, Raw};
use jiaohe::kinds::figure_conflict::alignment_table;
use jiaohe::model::Document;
use jiaohe::text::SourceId;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for path in env::args_os().skip(1).map(PathBuf::from) {
        let bytes = fs::read(&path)?;
        let name = path.to_string_lossy();
        let raw = Raw { name: &name, bytes: &bytes, encoding: None };
        let source = input::read(raw, SourceId::default()).map_err(|_| name.to_string())?;
        let table = alignment_table(&Document::of(source));
        for line in table.lines() {
            writeln!(out, "{name}\t{line}")?;
        }
    }
    Ok(())
}
