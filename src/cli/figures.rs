//! `figures`: the ledger of drafts, what a person checks against the records.

mod diff;
mod why;

use super::files::{complain, find, known_encoding};
use super::screen::Screen;
use super::{Exit, Outcome, args};
use crate::diagnostic::ledger::Ledger;
use crate::ledger;
use crate::model::Document;
use crate::project::{self, Input};
use crate::render::ledger as render;
use crate::text::{Language, SourceId, parallel};

/// Columns of a row when there is no terminal.
const WIDTH: usize = 80;

pub(super) fn run(args: args::Figures, language: Language) -> Outcome {
    if let Some(args::FiguresCommand::Diff(args)) = &args.command {
        return diff::show(args, language);
    }
    known_encoding(args.files.encoding.as_deref())?;
    let inputs = find(&args.files)?;
    let screen = Screen::or_wide(&args.screen, args.quiet, language, WIDTH);
    if let [first, second] = args.why.as_slice() {
        return why::show(&inputs.files, args.files.encoding.as_deref(), [first, second], &screen);
    }
    let encoding = args.files.encoding.as_deref();
    let ledgers =
        parallel::map(&inputs.files, |input| read(input, encoding, args.group || args.as_ledger));
    screen.write(|out| {
        if args.as_ledger {
            return render::write_as_ledger(&ledgers, out);
        }
        render::write(&ledgers, args.format.format(), args.group, screen.style, out)
    })?;
    let exit = complain_all(&ledgers, language);
    // The process ends here: what it holds need not be taken apart first.
    std::mem::forget(ledgers);
    Ok(exit)
}

/// Reads a draft and lists its figures.
fn read(input: &Input, encoding: Option<&str>, grouped: bool) -> Ledger {
    match project::read(input, encoding, SourceId(0)) {
        Err(problem) => {
            Ledger { path: input.name.clone(), error: Some(problem), ..Ledger::default() }
        }
        Ok(source) => {
            let document = Document::of(source);
            let rows = ledger::rows(&document);
            let groups = if grouped { ledger::groups(&document, &rows) } else { Vec::new() };
            Ledger { groups, ..ledger::ledger(document, rows) }
        }
    }
}

/// Names the files that could not be read.
fn complain_all(ledgers: &[Ledger], language: Language) -> Exit {
    let mut exit = Exit::Clean;
    for ledger in ledgers {
        if let Some(problem) = &ledger.error {
            exit = Exit::Trouble;
            complain(&ledger.path, problem, language);
        }
    }
    exit
}
