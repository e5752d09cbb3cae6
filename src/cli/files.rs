//! The files of a run, from the options that name them.

use std::io;
use std::path::Path;

use super::screen::to_stderr;
use super::{Failure, args};
use crate::diagnostic::Problem;
use crate::input::encoding;
use crate::project::{self, Input, Inputs, Selection};
use crate::text::{Language, Text};

/// The files that the options name; none at all is a mistake.
pub(super) fn find(files: &args::Files) -> Result<Inputs, Failure> {
    let selection = Selection {
        paths: files.paths.clone(),
        files_from: files.files_from.clone(),
        stdin_name: files.stdin_name.clone(),
    };
    if selection.paths.is_empty() && selection.files_from.is_none() {
        return Err(Failure::new(
            Text::new("没有写要检查的文件", "no file was named"),
            Some(Text::new(
                "写上稿件或文件夹的路径，例如 jiaohe 总结.txt；“-”是标准输入",
                "name a draft or a folder, as in `jiaohe draft.txt`; `-` is standard input",
            )),
        ));
    }
    let inputs = project::find(&selection, &mut io::stdin().lock())
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))?;
    if inputs.files.is_empty() {
        let help = Text::new("稿件应为.txt或.md文件", "drafts are .txt or .md files");
        return Err(Failure::new(project::nothing_found(&inputs), Some(help)));
    }
    Ok(inputs)
}

/// The failure of a run whose configurations leave out every file.
pub(super) fn all_excluded(count: usize) -> Failure {
    Failure::new(
        Text::new(
            format!("配置文件排除了全部 {count} 个文件"),
            format!("the configuration leaves out every file ({count})"),
        ),
        Some(Text::new(
            "看 jiaohe.yaml 里的 files；写明路径的文件总会检查",
            "see `files` in jiaohe.yaml; a file that is named is always checked",
        )),
    )
}

/// The one draft that is meant by a path, which may be `-`.
pub(super) fn one(path: &Path) -> Result<Input, Failure> {
    let selection = Selection { paths: vec![path.to_owned()], ..Selection::default() };
    let mut inputs = project::find(&selection, &mut io::stdin().lock())
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))?;
    match inputs.files.pop() {
        Some(input) if inputs.files.is_empty() && !path.is_dir() => Ok(input),
        _ => {
            let name = project::shown(path);
            Err(Failure::new(
                Text::new(format!("“{name}”不是一篇稿件"), format!("`{name}` is not one draft")),
                Some(Text::new("写一个文件的路径", "name a file")),
            ))
        }
    }
}

/// Says on standard error why a file could not be read.
pub(super) fn complain(name: &str, problem: &Problem, language: Language) {
    let (message, help) = (problem.message.get(language), problem.help.get(language));
    to_stderr(|out| match language {
        Language::Zh => writeln!(out, "{name}：{message}（{}）\n提示：{help}", problem.code),
        Language::En => writeln!(out, "{name}: {message} ({})\nhelp: {help}", problem.code),
    });
}

/// Refuses an encoding that does not exist.
pub(super) fn known_encoding(label: Option<&str>) -> Result<(), Failure> {
    match label.map(encoding::named) {
        Some(Err((message, help))) => Err(Failure::new(message, Some(help))),
        _ => Ok(()),
    }
}
