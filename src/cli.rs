//! Floor 7: the command line, a file per command.

mod about;
mod args;
mod beside;
mod check;
mod chosen;
mod completions;
mod config;
mod configured;
mod explain;
mod figures;
mod files;
mod fix;
mod init;
mod localize;
mod man;
mod outline;
mod pack;
mod packs;
mod rules;
mod screen;
mod usage;
mod words;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::text::nearest::nearest;
use crate::text::{Language, Text};
use args::{Cli, Command};

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let language = language(&args, env::var("JIAOHE_LANG").ok().as_deref());
    ExitCode::from(match run(args, language) {
        Ok(exit) => exit as u8,
        Err(failure) => failure.report(language),
    })
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing to report.
    Clean = 0,
    /// Something was found.
    Found = 1,
    /// Usage, configuration or pack error, or an unreadable file.
    Trouble = 2,
}

/// Why a command stopped.
#[derive(Debug)]
enum Failure {
    /// Words for the person, and what to do.
    Told { message: Text, help: Option<Text> },
    /// Nobody reads the output any more, which is no mistake.
    Pipe,
}

type Outcome = Result<Exit, Failure>;

impl Failure {
    fn new(message: Text, help: Option<Text>) -> Self {
        Failure::Told { message, help }
    }

    /// Writes the words to standard error, and gives the exit code.
    fn report(self, language: Language) -> u8 {
        let Failure::Told { message, help } = self else { return Exit::Clean as u8 };
        let (error, hint) = match language {
            Language::Zh => ("错误：", "提示："),
            Language::En => ("error: ", "help: "),
        };
        let mut text = format!("{error}{}\n", message.get(language));
        if let Some(help) = help.as_ref().map(|help| help.get(language)).filter(|it| !it.is_empty())
        {
            text.push_str(&format!("{hint}{help}\n"));
        }
        let _ = io::stderr().lock().write_all(text.as_bytes());
        Exit::Trouble as u8
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Pipe;
        }
        Failure::new(
            Text::new(format!("写不出结果：{error}"), format!("cannot write the output: {error}")),
            None,
        )
    }
}

fn run(args: Vec<OsString>, language: Language) -> Outcome {
    let command = localize::command(language);
    if let Some(word) = planned(&args) {
        return Err(Failure::new(
            Text::new(
                format!("命令 {word} 还没有实现"),
                format!("the command `{word}` is not built yet"),
            ),
            Some(Text::new(
                "用 jiaohe --help 查看现有的命令",
                "see `jiaohe --help` for what there is",
            )),
        ));
    }
    let args = with_command(args, &command);
    let parsed = command.clone().try_get_matches_from(&args);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, &args, &command),
    };
    match cli.command {
        Command::Check(args) => check::run(args, language),
        Command::Fix(args) => fix::run(args, language),
        Command::Outline(args) => outline::run(&args, language),
        Command::Figures(args) => figures::run(args, language),
        Command::Rules(args) => rules::run(&args, language),
        Command::Explain(args) => explain::run(&args, language),
        Command::Pack { command } => pack::run(command, language),
        Command::Init(args) => init::run(&args, language),
        Command::Config(args) => config::run(&args, language),
        Command::Completions { shell } => completions::run(shell, language),
        Command::Man { command } => man::run(command.as_deref(), language),
    }
}

/// The first word, where it names a command that is still to come and no file.
fn planned(args: &[OsString]) -> Option<&str> {
    const PLANNED: [&str; 5] = ["text", "baseline", "annotate", "lsp", "serve"];
    let word = args.get(1)?.to_str()?;
    (PLANNED.contains(&word) && !Path::new(word).exists()).then_some(word)
}

/// The language asked for by `--lang`, else by the environment; read before clap parses.
fn language(args: &[OsString], environment: Option<&str>) -> Language {
    let mut asked = None;
    let mut words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            _ if word == "--" => break,
            Some("") => asked = words.next(),
            Some(value) if value.starts_with('=') => asked = value.get(1..),
            _ => {}
        }
    }
    match asked.or(environment) {
        Some(value) if value.to_lowercase().starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}

/// Puts `check` before a bare path: `jiaohe 总结.txt` means `jiaohe check 总结.txt`.
fn with_command(mut args: Vec<OsString>, command: &clap::Command) -> Vec<OsString> {
    let mut at = 1;
    while let Some(word) = args.get(at).and_then(|arg| arg.to_str()) {
        match word {
            "--lang" => at += 2,
            _ if word.starts_with("--lang=") => at += 1,
            _ => break,
        }
    }
    let Some(first) = args.get(at) else { return args };
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    if !first.to_str().is_some_and(|word| speaks_of_commands(word, &names)) {
        args.insert(at, "check".into());
    }
    args
}

fn speaks_of_commands(word: &str, names: &[&str]) -> bool {
    if names.contains(&word) || ["-h", "--help", "-V", "--version", "help"].contains(&word) {
        return true;
    }
    let bare = !word.starts_with('-') && !word.contains(['.', '/', '\\']);
    bare && nearest(word, names).is_some() && !Path::new(word).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_path_means_check() {
        for (typed, expect) in [
            ("总结.txt", "check 总结.txt"),
            ("-f json a.txt", "check -f json a.txt"),
            ("-", "check -"),
            ("--lang en a.txt", "--lang en check a.txt"),
            ("outline a.txt", "outline a.txt"),
            ("--lang=en --help", "--lang=en --help"),
            ("chekc a.txt", "chekc a.txt"),
            ("draft", "check draft"),
            ("", ""),
        ] {
            let typed: Vec<OsString> =
                ["jiaohe"].into_iter().chain(typed.split_whitespace()).map(Into::into).collect();
            let found = with_command(typed, &localize::command(Language::Zh));
            let found: Vec<_> = found.iter().skip(1).filter_map(|it| it.to_str()).collect();
            assert_eq!(found.join(" "), expect);
        }
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        for (typed, environment, expect) in [
            ("a.txt", None, Language::Zh),
            ("a.txt", Some("en_GB.UTF-8"), Language::En),
            ("--lang zh a.txt", Some("en"), Language::Zh),
            ("check --lang=en", None, Language::En),
            ("check -- --lang=en", None, Language::Zh),
            ("--lang", None, Language::Zh),
        ] {
            let typed: Vec<OsString> =
                ["jiaohe"].into_iter().chain(typed.split_whitespace()).map(Into::into).collect();
            assert_eq!(language(&typed, environment), expect, "{typed:?}");
        }
    }
}
