//! `man`: the manual page of the program or of a command.

use clap_mangen::Man;

use super::screen::Screen;
use super::{Exit, Failure, Outcome, localize};
use crate::text::nearest::nearest;
use crate::text::{Language, Text};

pub(super) fn run(name: Option<&str>, language: Language) -> Outcome {
    let mut command = localize::command(language);
    command.build();
    let page = match name {
        None => command.clone(),
        Some(name) => command.find_subcommand(name).ok_or_else(|| unknown(name, &command))?.clone(),
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff)?;
    Screen::plain(None, language).write(|out| out.write_all(&roff))?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, command: &clap::Command) -> Failure {
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let help = nearest(name, &names)
        .map(|near| Text::new(format!("是否为 {near}？"), format!("did you mean `{near}`?")));
    Failure::new(
        Text::new(format!("没有“{name}”这个命令"), format!("unknown command `{name}`")),
        help,
    )
}
