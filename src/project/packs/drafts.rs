//! Whole documents in the folder `tests/` of a pack, each with what stands beside it.
//!
//! Beside `NAME.txt`: `NAME.expect.tsv`, and the folder `NAME.with/` with a document for each role.

use std::path::{Path, PathBuf};

use crate::diagnostic::Problem;
use crate::project::{Input, Inputs, read, settle, walk};
use crate::text::{Source, SourceId, Text};

/// A document of a pack.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The document.
    pub source: Source,
    /// The file of its expected findings.
    pub table: PathBuf,
    /// The other documents of the case, by their role.
    pub with: Vec<(String, Source)>,
}

/// The documents in `tests/` of the pack at `path`.
pub fn drafts(path: &Path) -> Result<Vec<Stored>, Problem> {
    let mut inputs = Inputs::default();
    let folder = path.join("tests");
    if path.is_dir() && folder.is_dir() {
        walk::add(&folder, &mut inputs);
    }
    settle(&mut inputs.files);
    let (with, own): (Vec<Input>, Vec<Input>) =
        inputs.files.into_iter().partition(|it| companion(it).is_some());
    let mut drafts = Vec::new();
    for input in &own {
        let source = read(input, None, SourceId(0)).map_err(|it| of_file(&input.name, it))?;
        let table = Path::new(&input.name).with_extension("expect.tsv");
        drafts.push(Stored { source, table, with: Vec::new() });
    }
    for input in &with {
        add(input, &mut drafts)?;
    }
    Ok(drafts)
}

/// The folder `NAME.with` in which the file stands.
fn companion(input: &Input) -> Option<&Path> {
    let folder = Path::new(&input.name).parent()?;
    folder.extension().is_some_and(|it| it == "with").then_some(folder)
}

/// Puts a document with a role beside the drafts that its folder is named after.
fn add(input: &Input, drafts: &mut [Stored]) -> Result<(), Problem> {
    let Some(folder) = companion(input) else { return Ok(()) };
    let role = Path::new(&input.name).file_stem().and_then(|it| it.to_str()).unwrap_or("");
    let mut found = false;
    for draft in drafts.iter_mut() {
        if Path::new(&draft.source.name).with_extension("with") != folder {
            continue;
        }
        found = true;
        if draft.with.iter().any(|(known, _)| known == role) {
            return Err(of_file(&input.name, twice(role)));
        }
        let id = SourceId(u32::try_from(draft.with.len()).unwrap_or(0).saturating_add(1));
        let source = read(input, None, id).map_err(|it| of_file(&input.name, it))?;
        draft.with.push((role.to_owned(), source));
    }
    if found { Ok(()) } else { Err(of_file(&input.name, alone(folder))) }
}

/// The problem with the file's path before it.
fn of_file(name: &str, problem: Problem) -> Problem {
    let Text { zh, en } = problem.message;
    Problem { message: Text::new(format!("{name}：{zh}"), format!("{name}: {en}")), ..problem }
}

fn twice(role: &str) -> Problem {
    Problem {
        code: "E-PACK",
        message: Text::new(
            format!("角色“{role}”有两份文件"),
            format!("two documents have the role `{role}`"),
        ),
        help: Text::new("留一份", "keep one of them"),
    }
}

fn alone(folder: &Path) -> Problem {
    let name = folder.file_stem().and_then(|it| it.to_str()).unwrap_or("");
    Problem {
        code: "E-PACK",
        message: Text::new(
            format!("它旁边没有“{name}”这篇文稿"),
            format!("there is no document `{name}` that it stands beside"),
        ),
        help: Text::new(
            format!("文稿放在 tests/{name}.txt，它的另一份文件放在 tests/{name}.with/角色.txt"),
            format!(
                "the document is tests/{name}.txt, its other documents are tests/{name}.with/ROLE.txt"
            ),
        ),
    }
}
