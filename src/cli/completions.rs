//! `completions`: a completion script for a shell.

use clap_complete::Shell;

use super::screen::Screen;
use super::{Exit, Outcome, localize};
use crate::text::Language;

pub(super) fn run(shell: Shell, language: Language) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut localize::command(language), "jiaohe", &mut script);
    Screen::plain(None, language).write(|out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
