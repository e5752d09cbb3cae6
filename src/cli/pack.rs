//! `pack check`, `pack test`, `pack show`: for people who write rules.

use std::path::{Path, PathBuf};

use super::args::Pack;
use super::screen::Screen;
use super::{Exit, Failure, Outcome, args, packs};
use crate::pack::{self, Loaded, PackSource};
use crate::render::{self, Format};
use crate::text::{Language, Text};

pub(super) fn run(command: Pack, language: Language) -> Outcome {
    match command {
        Pack::Check { packs, format, screen } => {
            let format = Format::from_name(&format).unwrap_or(Format::Text);
            check(&packs, format, &screen, language)
        }
        Pack::Test { packs, screen } => test(&packs, &screen, language),
        Pack::Show { pack } => show(&pack, language),
    }
}

fn check(paths: &[PathBuf], format: Format, screen: &args::Screen, language: Language) -> Outcome {
    let screen = Screen::of(screen, false, language);
    let Loaded { set, slips } = pack::load(&packs::named(paths)?);
    if slips.is_empty() {
        let count = set.rules.len();
        screen.write(|out| match (format, language) {
            (Format::Text | Format::Short, Language::Zh) => {
                writeln!(out, "{count}条规则，没有错误")
            }
            (Format::Text | Format::Short, Language::En) => {
                writeln!(out, "{count} rules, no mistakes")
            }
            _ => render::render(&packs::mistakes(&slips, language), format, screen.style, out),
        })?;
        return Ok(Exit::Clean);
    }
    let report = packs::mistakes(&slips, language);
    screen.write(|out| render::render(&report, format, screen.style, out))?;
    Ok(Exit::Trouble)
}

fn test(paths: &[PathBuf], screen: &args::Screen, language: Language) -> Outcome {
    let screen = Screen::of(screen, false, language);
    let set = packs::load(&packs::named(paths)?, true, screen.style)?;
    let count = set.rules.len();
    screen.write(|out| match language {
        Language::Zh => writeln!(out, "{count}条规则"),
        Language::En => writeln!(out, "{count} rules"),
    })?;
    Ok(Exit::Clean)
}

fn show(path: &Path, language: Language) -> Outcome {
    let files = packs::named(&[path.to_owned()])?.into_iter().flat_map(|source| match source {
        PackSource::BuiltIn(name) => pack::built_in_files(&name),
        PackSource::Files(_, files) => files,
    });
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        return Err(Failure::new(Text::new("规则包是空的", "the pack is empty"), None));
    }
    Screen::plain(None, language).write(|out| {
        for (index, file) in files.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n" };
            writeln!(out, "{gap}# {}", file.name)?;
            out.write_all(file.text.as_bytes())?;
            if !file.text.ends_with('\n') {
                writeln!(out)?;
            }
        }
        Ok(())
    })?;
    Ok(Exit::Clean)
}
