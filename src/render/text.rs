//! `text`: for people. codespan draws the frames; what stands in them is made here.

use std::collections::HashMap;
use std::io::{self, Write};

use codespan_reporting::files::Error;
use codespan_reporting::term::{Chars, Config, emit_to_write_style};

use self::block::Block;
use self::wrap::wrap;
use self::writer::Painter;
use super::Style;
use super::summary::summary;
use crate::diagnostic::{Diagnostic, FileReport, Report, Severity};
use crate::text::parallel;

mod block;
mod cluster;
mod piece;
mod row;
mod view;
mod window;
mod wrap;
mod writer;

/// Narrower terminals are treated as if they were this wide.
const NARROWEST: usize = 30;
/// So many files are drawn before the first of them is written.
const TOGETHER: usize = 64;

/// Writes every finding as a block, then the summary.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let style = Style { width: style.width.max(NARROWEST), ..style };
    let config = Config {
        chars: if style.ascii { Chars::ascii() } else { Chars::box_drawing() },
        ..Config::default()
    };
    for files in report.files.chunks(TOGETHER) {
        for bytes in parallel::map(files, |file| blocks(file, style, &config)) {
            out.write_all(&bytes?)?;
        }
    }
    if style.quiet {
        return Ok(());
    }
    wrap(&summary(report, style.language), style.width, 0)
        .iter()
        .try_for_each(|row| writeln!(out, "{row}"))
}

/// The blocks of one file.
fn blocks(file: &FileReport, style: Style, config: &Config) -> io::Result<Vec<u8>> {
    let failure = file.error.iter().map(|it| Block::problem(file, it, Severity::Error, style));
    let notes = file.notes.iter().map(|it| Block::problem(file, it, Severity::Info, style));
    let groups = groups(&file.diagnostics);
    let findings =
        parallel::map(&groups, |group| emitted(&Block::finding(file, group, style), style, config));
    let others = failure.chain(notes).map(|block| emitted(&block, style, config));
    let all: io::Result<Vec<_>> = others.chain(findings).collect();
    Ok(all?.concat())
}

fn emitted(block: &Block<'_>, style: Style, config: &Config) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut painter = Painter::new(&mut bytes, &block.header, style.color);
    emit_to_write_style(&mut painter, config, &block.view, &block.diagnostic).map_err(io_error)?;
    Ok(bytes)
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        error => io::Error::other(error),
    }
}

/// Diagnostics shown together.
struct Group<'a> {
    first: &'a Diagnostic,
    rest: Vec<&'a Diagnostic>,
}

/// The groups of `diagnostics`, in the order of the first of each.
fn groups(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known = HashMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.group, diagnostic.severity, diagnostic.rule.as_str());
        let alone = groups.len();
        let at = if diagnostic.group == 0 { alone } else { *known.entry(key).or_insert(alone) };
        match groups.get_mut(at) {
            Some(group) => group.rest.push(diagnostic),
            None => groups.push(Group { first: diagnostic, rest: Vec::new() }),
        }
    }
    groups
}
