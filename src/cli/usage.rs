//! clap's answers to what was typed, in our words.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::{Exit, Failure, Outcome};
use crate::text::Text;

/// Prints help or version, or says what was typed wrong.
pub(super) fn answer(error: &Error, typed: &[OsString], command: &Command) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut out = anstream::stdout().lock();
            write!(out, "{}", error.render().ansi())?;
            out.flush()?;
            Ok(Exit::Clean)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let mut out = anstream::stderr().lock();
            write!(out, "{}", error.render().ansi())?;
            Ok(Exit::Trouble)
        }
        _ => Err(Failure::new(message(error), Some(help(error, &path(typed, command))))),
    }
}

fn message(error: &Error) -> Text {
    let arg = option(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            Text::new(format!("多了一个参数“{arg}”"), format!("unexpected argument `{arg}`"))
        }
        ErrorKind::UnknownArgument => {
            Text::new(format!("没有“{arg}”这个选项"), format!("unknown option `{arg}`"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            Text::new(format!("没有“{name}”这个命令"), format!("unknown command `{name}`"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Text::new(format!("“{arg}”后面缺少值"), format!("`{arg}` needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Text::new(
            format!("“{arg}”的值“{value}”不对"),
            format!("`{value}` is not a value of `{arg}`"),
        ),
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("缺少“{arg}”"), format!("`{arg}` is missing"))
        }
        ErrorKind::MissingSubcommand => Text::new("缺少命令", "a command is missing"),
        ErrorKind::TooManyValues => Text::new(
            format!("“{arg}”多了一个值“{value}”"),
            format!("`{arg}` takes no further value `{value}`"),
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Text::new(
                format!("“{arg}”的值的个数不对"),
                format!("`{arg}` has a wrong number of values"),
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = option(error, ContextKind::PriorArg);
            if other == arg || other.is_empty() {
                return Text::new(format!("“{arg}”写了两次"), format!("`{arg}` is written twice"));
            }
            Text::new(
                format!("“{arg}”不能和“{other}”一起用"),
                format!("`{arg}` cannot be used with `{other}`"),
            )
        }
        ErrorKind::InvalidUtf8 => {
            Text::new("命令行里有不是UTF-8的文字", "the command line is not valid UTF-8")
        }
        _ => Text::new("命令行写得不对", "the command line is not understood"),
    }
}

fn help(error: &Error, full: &str) -> Text {
    let mut parts = Vec::new();
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(|kind| context(error, kind))
            .find(|near| !near.is_empty());
    if let Some(near) = near {
        parts.push(Text::new(format!("是否为 {near}？"), format!("did you mean `{near}`?")));
    }
    let choices = [ContextKind::ValidValue, ContextKind::ValidSubcommand]
        .into_iter()
        .map(|kind| context(error, kind))
        .find(|list| !list.is_empty());
    if let Some(list) = choices {
        parts.push(Text::new(format!("可用：{list}；"), format!("one of: {list};")));
    }
    if error.kind() == ErrorKind::ValueValidation {
        parts.extend(limits(&context(error, ContextKind::InvalidArg)));
    }
    parts.push(Text::new(format!("用法见 {full} --help"), format!("see `{full} --help`")));
    let join =
        |pick: fn(&Text) -> &str, gap: &str| parts.iter().map(pick).collect::<Vec<_>>().join(gap);
    Text::new(join(|it| &it.zh, ""), join(|it| &it.en, " "))
}

/// What the value of an option with numbers may be.
fn limits(arg: &str) -> Option<Text> {
    let (least, most) = if arg.contains("--width") {
        (20, 1000)
    } else if arg.contains("--threads") {
        (1, 1024)
    } else {
        return None;
    };
    Some(Text::new(
        format!("请写{least}到{most}的整数；"),
        format!("write a whole number from {least} to {most};"),
    ))
}

/// The command that was typed, as far as it exists.
fn path(typed: &[OsString], command: &Command) -> String {
    let mut path = String::from("jiaohe");
    let mut level = command;
    for word in typed.iter().skip(1).filter_map(|word| word.to_str()) {
        let Some(sub) = level.get_subcommands().find(|sub| sub.get_name() == word) else {
            continue;
        };
        level = sub;
        path = format!("{path} {word}");
    }
    path
}

/// The option alone: `--width`, not `--width <N>`.
fn option(error: &Error, kind: ContextKind) -> String {
    let arg = context(error, kind);
    match arg.split_once(" <") {
        Some((name, _)) if name.starts_with('-') => name.to_owned(),
        _ => arg,
    }
}

/// A piece of the error as plain text; empty when clap does not give it.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
