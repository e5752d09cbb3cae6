//! Floor 6: which files a run is about; the only reading and writing of the disk beside the front ends.

pub mod config;
mod io_words;
pub mod ledgers;
pub mod packs;
pub mod save;
mod walk;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::Problem;
use crate::input::{self, Raw};
use crate::text::{Source, SourceId, Text};

/// What was named on the command line.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Files, folders, and `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// A file with one path a line; `-` for standard input.
    pub files_from: Option<PathBuf>,
    /// What standard input is called; its ending chooses the format.
    pub stdin_name: Option<String>,
}

/// A file of a run, not read yet.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path as shown, with `/`.
    pub name: String,
    /// Where its bytes are.
    pub origin: Origin,
    /// Whether a folder was searched for it, instead of its being named.
    pub walked: bool,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// On the disk.
    Disk(PathBuf),
    /// Read already: standard input.
    Memory(Vec<u8>),
    /// Nowhere, and why.
    Missing(Problem),
}

/// The files of a run, sorted by name, none twice.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The drafts, and what stands in their way.
    pub files: Vec<Input>,
    /// How many files of other kinds a walk over folders passed.
    pub others: usize,
}

/// Finds the files of a run; a file that is missing has its row too.
pub fn find(selection: &Selection, stdin: &mut dyn Read) -> Result<Inputs, Problem> {
    let mut paths = selection.paths.clone();
    if let Some(list) = &selection.files_from {
        let bytes = if is_dash(list) {
            limited(stdin).map_err(|error| io_words::problem(&error))?
        } else {
            bytes(list)?
        };
        let text = input::encoding::decode(&bytes, None)?;
        let listed = text.lines().map(str::trim).filter(|line| !line.is_empty());
        paths.extend(listed.map(PathBuf::from));
    }
    let mut inputs = Inputs::default();
    let mut read_stdin = false;
    for path in paths {
        if is_dash(&path) {
            if !std::mem::replace(&mut read_stdin, true) {
                inputs.files.push(from_stdin(selection, stdin));
            }
        } else if path.is_dir() {
            walk::add(&path, &mut inputs);
        } else {
            inputs.files.push(named(&path));
        }
    }
    settle(&mut inputs.files);
    Ok(inputs)
}

/// Reads and decodes a file.
pub fn read(input: &Input, encoding: Option<&str>, id: SourceId) -> Result<Source, Problem> {
    input::read(Raw { name: &input.name, bytes: &content(input)?, encoding }, id)
}

/// The bytes of a file.
pub fn content(input: &Input) -> Result<Cow<'_, [u8]>, Problem> {
    match &input.origin {
        Origin::Disk(path) => Ok(Cow::Owned(bytes(path)?)),
        Origin::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
        Origin::Missing(problem) => Err(problem.clone()),
    }
}

/// A path as people see it: as typed, with `/`, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let path: PathBuf = path.components().collect();
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    match text.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => text,
    }
}

fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn named(path: &Path) -> Input {
    let origin = match path.metadata() {
        Ok(_) => Origin::Disk(path.to_owned()),
        Err(error) => Origin::Missing(io_words::problem(&error)),
    };
    Input { name: shown(path), origin, walked: false }
}

fn from_stdin(selection: &Selection, stdin: &mut dyn Read) -> Input {
    let name = selection.stdin_name.as_deref().unwrap_or("<stdin>");
    let origin = match limited(stdin) {
        Ok(bytes) => Origin::Memory(bytes),
        Err(error) => Origin::Missing(io_words::problem(&error)),
    };
    Input { name: shown(Path::new(name)), origin, walked: false }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let file = File::open(path).map_err(|error| io_words::problem(&error))?;
    let size = file.metadata().map(|data| data.len()).unwrap_or(0);
    if input::LIMIT < size {
        return Err(input::too_large());
    }
    limited(&mut { file }).map_err(|error| io_words::problem(&error))
}

/// At most one byte more than is accepted, so that the reader can refuse it.
fn limited(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(input::LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Sorts by name, and drops what names the same file again.
fn settle(files: &mut Vec<Input>) {
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut seen = BTreeSet::new();
    files.retain(|input| {
        let key = match &input.origin {
            Origin::Disk(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
            _ => PathBuf::from(&input.name),
        };
        seen.insert(key)
    });
}

/// The sentence for a run without any file.
pub fn nothing_found(inputs: &Inputs) -> Text {
    if inputs.others == 0 {
        return Text::new("没有找到要检查的文件", "no file to check was found");
    }
    Text::new(
        format!("没有找到要检查的文件；有{}个其他类型的文件", inputs.others),
        format!("no file to check was found; {} files are of other types", inputs.others),
    )
}

#[cfg(test)]
mod tests;
