//! `figures diff`: two drafts, or two years, figure by figure.

use super::super::files::{known_encoding, one};
use super::super::screen::Screen;
use super::super::{Exit, Outcome, args};
use super::{WIDTH, complain_all, read};
use crate::ledger::compare::compare;
use crate::render::ledger as render;
use crate::text::Language;

pub(super) fn show(args: &args::FiguresDiff, language: Language) -> Outcome {
    known_encoding(args.encoding.as_deref())?;
    let (old, new) = (one(&args.old)?, one(&args.new)?);
    let screen = Screen::or_wide(&args.screen, args.quiet, language, WIDTH);
    let both = [old, new].map(|input| read(&input, args.encoding.as_deref(), false));
    if complain_all(&both, language) == Exit::Trouble {
        return Ok(Exit::Trouble);
    }
    let [old, new] = both;
    let comparison = compare(old, new);
    screen.write(|out| {
        render::write_comparison(&comparison, args.format.format(), screen.style, out)
    })?;
    Ok(Exit::Clean)
}
