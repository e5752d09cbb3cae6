//! A walk over a folder: drafts are taken, hidden and ignored files passed, other files counted.

use std::path::Path;

use ignore::{DirEntry, WalkBuilder};

use super::{Input, Inputs, Origin, io_words, shown};
use crate::diagnostic::Problem;
use crate::input::{self, Class};
use crate::text::Text;

/// Adds the drafts below `folder`; `.gitignore` counts outside of repositories as well.
pub(super) fn add(folder: &Path, inputs: &mut Inputs) {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => add_entry(&entry, inputs),
            Err(error) => inputs.files.push(Input {
                name: place(&error).map_or_else(|| shown(folder), shown),
                origin: Origin::Missing(problem(error)),
                walked: true,
            }),
        }
    }
}

fn add_entry(entry: &DirEntry, inputs: &mut Inputs) {
    let path = entry.path();
    let name = shown(path);
    let settings = path.file_name().is_some_and(|it| it == super::config::NAME);
    if settings || !path.is_file() || input::is_lock_file(&name) {
        return;
    }
    match input::class(&name) {
        Class::Draft | Class::Refused => {
            inputs.files.push(Input { name, origin: Origin::Disk(path.to_owned()), walked: true });
        }
        Class::Other => inputs.others += 1,
    }
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place(err)
        }
        _ => None,
    }
}

fn problem(error: ignore::Error) -> Problem {
    let words = error.to_string();
    match error.into_io_error() {
        Some(error) => io_words::problem(&error),
        None => Problem {
            code: "E-IO",
            message: Text::new(
                format!("遍历文件夹出错：{words}"),
                format!("walking the folder failed: {words}"),
            ),
            help: Text::default(),
        },
    }
}
