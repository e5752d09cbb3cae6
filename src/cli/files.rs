//! The files of a run, from the options that name them.

use std::io;

use super::{Failure, args};
use crate::input::encoding;
use crate::project::{self, Inputs, Selection};
use crate::text::Text;

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

/// Refuses an encoding that does not exist.
pub(super) fn known_encoding(label: Option<&str>) -> Result<(), Failure> {
    match label.map(encoding::named) {
        Some(Err((message, help))) => Err(Failure::new(message, Some(help))),
        _ => Ok(()),
    }
}
