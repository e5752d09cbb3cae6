//! clap's command with every word in one language.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Cli;
use super::words::{self, Both};
use crate::text::Language;

/// The command line with its help in `language`.
pub(super) fn command(language: Language) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    localize(Cli::command().arg(version), "", language)
}

fn localize(command: Command, path: &str, language: Language) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let mut command = command.disable_help_flag(true).arg(help);
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in &ids {
        command = command.mut_arg(id, |arg| word_arg(arg, path, language));
    }
    if let Some(words) = words::of_command(path) {
        command = command
            .about(pick(words.about, language))
            .override_usage(pick(words.usage, language))
            .after_help(pick(words.after, language));
    }
    let layout = template(&command, language);
    command = command.help_template(layout);
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in &names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| localize(sub, path.trim(), language));
    }
    command
}

/// Where the options that every command has stand in the help.
const LAST: usize = 100;

fn word_arg(arg: Arg, path: &str, language: Language) -> Arg {
    let Some(words) = words::of_arg(path, arg.get_id().as_str()) else { return arg };
    let last = ["lang", "help", "version"].iter().position(|id| arg.get_id() == id);
    let arg = arg.help(pick(words.help, language));
    let arg = match last {
        Some(place) => arg.display_order(LAST + place),
        None => arg,
    };
    match pick(words.value, language) {
        "" => arg,
        value => arg.value_name(value).hide_possible_values(true).hide_default_value(true),
    }
}

fn pick(words: Both, language: Language) -> &'static str {
    match language {
        Language::Zh => words.0,
        Language::En => words.1,
    }
}

/// The layout of the help, with our own headings.
fn template(command: &Command, language: Language) -> String {
    let [usage, commands, arguments, options] = match language {
        Language::Zh => ["用法：", "命令：", "参数：", "选项："],
        Language::En => ["Usage: ", "Commands:", "Arguments:", "Options:"],
    };
    let mut template = format!("{{about}}\n\n{usage}{{usage}}\n\n");
    if command.has_subcommands() {
        template += &format!("{commands}\n{{subcommands}}\n\n");
    }
    if command.get_positionals().next().is_some() {
        template += &format!("{arguments}\n{{positionals}}\n\n");
    }
    template + &format!("{options}\n{{options}}{{after-help}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, path: &str, seen: &mut Vec<String>) {
        let words = words::of_command(path).expect(path);
        for (zh, en) in [words.usage, words.about] {
            assert!(!zh.is_ascii() && !en.is_empty(), "{path}");
        }
        assert_eq!(words.after.0.is_empty(), words.after.1.is_empty(), "{path}");
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let words = words::of_arg(path, id).unwrap_or_else(|| panic!("{path} {id}"));
            assert!(!words.help.0.is_empty() && !words.help.1.is_empty(), "{path} {id}");
            let takes = arg.get_action().takes_values();
            assert_eq!(
                takes,
                !words.value.0.is_empty() && !words.value.1.is_empty(),
                "{path} {id}"
            );
            seen.push(words.id.to_owned());
        }
        for sub in command.get_subcommands() {
            walk(sub, format!("{path} {}", sub.get_name()).trim(), seen);
        }
    }

    #[test]
    fn every_command_and_argument_has_both_languages() {
        for language in [Language::Zh, Language::En] {
            let command = command(language);
            command.clone().debug_assert();
            let mut seen = Vec::new();
            walk(&command, "", &mut seen);
            for words in words::ARGS {
                assert!(seen.iter().any(|id| id == words.id), "{} is not used", words.id);
            }
        }
    }

    #[test]
    fn choices_are_named_in_both_languages() {
        fn walk(command: &Command, path: &str) {
            for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let words = words::of_arg(path, arg.get_id().as_str()).unwrap();
                for choice in arg.get_possible_values() {
                    for help in [words.help.0, words.help.1] {
                        assert!(help.contains(choice.get_name()), "{path} {}", words.id);
                    }
                }
            }
            for sub in command.get_subcommands() {
                walk(sub, format!("{path} {}", sub.get_name()).trim());
            }
        }
        walk(&command(Language::Zh), "");
    }
}
