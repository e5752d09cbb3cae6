//! `pack new`, `pack check`, `pack test` and their kin: for people who write rules.

mod new;
mod schema;
mod test;
mod trace;

use std::path::{Path, PathBuf};

use super::args::Pack;
use super::screen::Screen;
use super::{Exit, Failure, Outcome, args, packs};
use crate::pack::{self, Loaded, PackFile, PackSource};
use crate::render::{self, Format};
use crate::text::{Language, Text};

pub(super) fn run(command: Pack, language: Language) -> Outcome {
    match command {
        Pack::Check { packs, format, screen } => {
            let format = Format::from_name(&format).unwrap_or(Format::Text);
            check(&packs, format, &screen, language)
        }
        Pack::New { name } => new::write(&name, language),
        Pack::Test { packs, update, yes, screen } => {
            test::run_cases(&test::Asked { packs, update, yes }, &screen, language)
        }
        Pack::Trace { rule, file, encoding, packs, screen } => {
            trace::follow(&trace::Asked { rule, file, encoding, packs }, &screen, language)
        }
        Pack::Show { pack } => show(&pack, language),
        Pack::Schema { reference, output } => schema::print(output, reference, language),
    }
}

fn check(paths: &[PathBuf], format: Format, screen: &args::Screen, language: Language) -> Outcome {
    let screen = Screen::of(screen, false, language);
    let Loaded { set, slips, warnings } =
        packs::with_ledgers(pack::load_doubting(&packs::named(paths)?));
    if slips.is_empty() && !warnings.is_empty() {
        let report = packs::doubts(&warnings, language);
        screen.write(|out| render::render(&report, format, screen.style, out))?;
        return Ok(Exit::Found);
    }
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

/// The file of a built-in rule named `base/section-skip` or `section-skip`.
fn rule_file(asked: &Path) -> Option<PackFile> {
    let asked = asked.to_str()?;
    let set = pack::load(&packs::built_in()).set;
    let named = |rule: &&pack::Rule| {
        rule.info.id == asked || format!("{}/{}", rule.info.pack, rule.info.id) == asked
    };
    let rule = set.rules.iter().find(named)?;
    Some(PackFile { name: rule.file.name.clone(), text: rule.file.text.clone().into_owned() })
}

fn show(path: &Path, language: Language) -> Outcome {
    let files = match rule_file(path) {
        Some(file) => vec![file],
        None => {
            let sources = packs::named(&[path.to_owned()])?.into_iter().take(1);
            let files = sources.flat_map(|source| match source {
                PackSource::BuiltIn(name) => pack::built_in_files(&name),
                PackSource::Files(_, files) => files,
                PackSource::Unreadable(..) => Vec::new(),
            });
            files.collect()
        }
    };
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
