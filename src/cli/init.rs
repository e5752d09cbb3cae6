//! `init`: a commented `jiaohe.yaml`, after a look at the folder.

mod guess;

use std::io;
use std::path::{Path, PathBuf};

use super::screen::Screen;
use super::{Exit, Failure, Outcome, args};
use crate::project::config::NAME;
use crate::project::{self, Selection, save};
use crate::text::{Language, Text};
use guess::Guess;

const ZH: &str = include_str!("init/zh.yaml");
const EN: &str = include_str!("init/en.yaml");

/// Writes the file into the folder; one that is there already stays as it is.
pub(super) fn run(args: &args::Init, language: Language) -> Outcome {
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    if !folder.is_dir() {
        let name = project::shown(&folder);
        return Err(Failure::new(
            Text::new(format!("“{name}”不是文件夹"), format!("`{name}` is not a folder")),
            Some(Text::new(
                "写一个文件夹的路径，不写就是当前文件夹",
                "name a folder, or none for the working folder",
            )),
        ));
    }
    let path = folder.join(NAME);
    let file = project::shown(&path);
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(
            Text::new(
                format!("已有 {file}，没有改动它"),
                format!("{file} exists; it was left alone"),
            ),
            Some(Text::new(
                "用 jiaohe config 稿件.txt 看它怎么说，或者先移走它",
                "see what it says with `jiaohe config draft.txt`, or move it away",
            )),
        ));
    }
    let guess = guess::guess(&drafts(&folder)?, &project::ledgers::below(&folder));
    let text = filled(&guess, language);
    save::whole(&path, |out| out.write_all(text.as_bytes()))?;
    let count = guess.drafts;
    let shown = project::shown(&folder);
    Screen::plain(None, language).write(|out| match language {
        Language::Zh => writeln!(
            out,
            "已写好 {file}（看到 {count} 篇稿件）\n接下来：\n  看一看、改一改 {file}\n  jiaohe check {shown}"
        ),
        Language::En => writeln!(
            out,
            "wrote {file} (drafts seen: {count})\nnext:\n  read and change {file}\n  jiaohe check {shown}"
        ),
    })?;
    Ok(Exit::Clean)
}

/// The drafts below the folder, seen from it.
fn drafts(folder: &Path) -> Result<Vec<String>, Failure> {
    let selection = Selection { paths: vec![folder.to_owned()], ..Selection::default() };
    let inputs = project::find(&selection, &mut io::empty())
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))?;
    let before = project::shown(folder);
    let seen = |name: &str| {
        let rest = name.strip_prefix(&before).and_then(|it| it.strip_prefix('/'));
        rest.unwrap_or(name).to_owned()
    };
    Ok(inputs.files.iter().map(|it| seen(&it.name)).collect())
}

/// The template with what was seen in the folder.
fn filled(guess: &Guess, language: Language) -> String {
    let (template, years, none) = match language {
        Language::Zh => (ZH, "、", "没有看到"),
        Language::En => (EN, ", ", "none seen"),
    };
    let or_none =
        |list: Vec<String>| if list.is_empty() { none.to_owned() } else { list.join(years) };
    let quoted = |it: &String| format!("'{}'", it.replace('\'', "''"));
    let pairs: String = guess
        .pairs
        .iter()
        .map(|it| {
            let before = it.replace("{year}", "{year-1}");
            format!("  - {{ current: {}, previous: {} }}\n", quoted(it), quoted(&before))
        })
        .collect();
    let documents: String = guess
        .annexes
        .iter()
        .map(|it| format!("  - {{ path: {}, role: annex }}\n", quoted(it)))
        .collect();
    let block = |key: &str, lines: String| match lines.is_empty() {
        true => String::new(),
        false => format!("{key}:\n{lines}"),
    };
    let newest = guess.years.last().map_or("2024".to_owned(), u32::to_string);
    template
        .replace("@DRAFTS@", &guess.drafts.to_string())
        .replace("@YEARS@", &or_none(guess.years.iter().map(u32::to_string).collect()))
        .replace("@LEDGERS@", &or_none(guess.ledgers.clone()))
        .replace("@NEWEST@", &newest)
        .replace("@DOCUMENTS@\n", &block("documents", documents))
        .replace("@PAIRS@\n", &block("pairs", pairs))
}
