//! Rule packs from the disk: a file, or a folder with `pack.yaml`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Inputs, bytes, io_words, settle, shown, walk};
use crate::diagnostic::Problem;
use crate::input::encoding;
use crate::pack::{self, PackFile, PackSource};
use crate::text::decode::nearest;
use crate::text::{Source, SourceId, Text};

/// The packs of a run: those that are on by default, then those named, by name or path.
pub fn find(named: &[PathBuf], defaults: bool) -> Result<Vec<PackSource>, Problem> {
    let built_in = pack::built_in_names();
    let mut packs: Vec<PackSource> = built_in
        .iter()
        .filter(|(_, on)| defaults && *on)
        .map(|(name, _)| PackSource::BuiltIn((*name).to_owned()))
        .collect();
    for path in named {
        let name = shown(path);
        let known = path.to_str().is_some_and(|it| built_in.iter().any(|(pack, _)| *pack == it));
        let source = if known { PackSource::BuiltIn(name) } else { pack_at(path, &name)? };
        if !packs.contains(&source) {
            packs.push(source);
        }
    }
    follow(&mut packs)?;
    Ok(packs)
}

/// So many packs a run may have.
const MOST: usize = 100;

/// Adds the packs that packs extend; what is not there, the loader reports at its place.
fn follow(packs: &mut Vec<PackSource>) -> Result<(), Problem> {
    let built_in = pack::built_in_names();
    let mut next = 0;
    while let Some(source) = packs.get(next).filter(|_| next < MOST) {
        next += 1;
        let PackSource::Files(_, files) = source else { continue };
        let entries: Vec<(String, String)> = pack::extended(files)
            .into_iter()
            .map(|(file, entry)| (pack::beside(file, &entry), entry))
            .collect();
        for (path, entry) in entries {
            if built_in.iter().any(|(name, _)| *name == entry) {
                let source = PackSource::BuiltIn(entry);
                if !packs.contains(&source) {
                    packs.push(source);
                }
                continue;
            }
            let known = |it: &PackSource| matches!(it, PackSource::Files(name, _) if pack::plain(name) == path);
            if !packs.iter().any(known) && Path::new(&path).exists() {
                let found = pack_at(Path::new(&path), &path)?;
                packs.push(found);
            }
        }
    }
    Ok(())
}

/// The pack at `path`; what is there and is no text, the loader reports with all other mistakes.
fn pack_at(path: &Path, name: &str) -> Result<PackSource, Problem> {
    let (at, problem) = match files(path) {
        Ok(files) => return Ok(PackSource::Files(name.to_owned(), files)),
        Err(trouble) => *trouble,
    };
    if !problem.code.starts_with("E-TXT") {
        return Err(of_pack(name, problem));
    }
    let help =
        Text::new("用记事本打开，另存为 UTF-8 编码的文本", "save it as text in the encoding UTF-8");
    Ok(PackSource::Unreadable(shown(&at), Problem { help, ..problem }))
}

/// Why a pack cannot be read, and which of its files is to blame.
type Trouble = Box<(PathBuf, Problem)>;

/// The problem with the pack's name before it.
fn of_pack(name: &str, problem: Problem) -> Problem {
    let message = Text::new(
        format!("规则包“{name}”：{}", problem.message.zh),
        format!("pack `{name}`: {}", problem.message.en),
    );
    Problem { message, ..problem }
}

/// The files of the pack at `path`.
fn files(path: &Path) -> Result<Vec<PackFile>, Trouble> {
    if path.is_dir() {
        return folder(path);
    }
    if !path.exists() {
        return Err(Box::new((path.to_owned(), unknown(path))));
    }
    let yaml = file(path)?;
    let beside = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut lexicons = listed(beside, &["txt"])?;
    lexicons.retain(|it| {
        it.file_name().and_then(|name| name.to_str()).is_some_and(|name| yaml.text.contains(name))
    });
    let lexicons: Result<Vec<_>, _> = lexicons.iter().map(|it| file(it)).collect();
    Ok([yaml].into_iter().chain(lexicons?).collect())
}

fn folder(path: &Path) -> Result<Vec<PackFile>, Trouble> {
    let all = listed(path, &["yaml", "yml", "txt"])?;
    if !all.iter().any(|it| it.file_stem().is_some_and(|stem| stem == "pack")) {
        let problem = Problem {
            code: "E-PACK",
            message: Text::new(
                "这个文件夹不是规则包：缺少pack.yaml",
                "this folder is not a rule pack: pack.yaml is missing",
            ),
            help: Text::new(
                "规则包是一个YAML文件，或者一个装有pack.yaml的文件夹",
                "a pack is a YAML file, or a folder with pack.yaml in it",
            ),
        };
        return Err(Box::new((path.to_owned(), problem)));
    }
    all.iter().map(|it| file(it)).collect()
}

/// The documents in `tests/` of the pack at `path`, each with the file of its expected findings.
pub fn drafts(path: &Path) -> Result<Vec<(Source, PathBuf)>, Problem> {
    let mut inputs = Inputs::default();
    let folder = path.join("tests");
    if path.is_dir() && folder.is_dir() {
        walk::add(&folder, &mut inputs);
    }
    settle(&mut inputs.files);
    let mut drafts = Vec::new();
    for input in &inputs.files {
        let source =
            super::read(input, None, SourceId(0)).map_err(|it| of_pack(&input.name, it))?;
        drafts.push((source, Path::new(&input.name).with_extension("expect.tsv")));
    }
    Ok(drafts)
}

fn file(path: &Path) -> Result<PackFile, Trouble> {
    let text = bytes(path).and_then(|bytes| encoding::decode(&bytes, Some("utf-8")));
    let text = text.map_err(|problem| Box::new((path.to_owned(), problem)))?;
    Ok(PackFile { name: shown(path), text })
}

/// The files of a folder with one of these endings, sorted.
fn listed(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Trouble> {
    let entries = fs::read_dir(folder);
    let entries =
        entries.map_err(|error| Box::new((folder.to_owned(), io_words::problem(&error))))?;
    let ending = |path: &Path| path.extension().and_then(|it| it.to_str()).map(str::to_lowercase);
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| ending(path).is_some_and(|it| endings.contains(&it.as_str())))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    Ok(paths)
}

fn unknown(path: &Path) -> Problem {
    let names: Vec<&str> = pack::built_in_names().into_iter().map(|(name, _)| name).collect();
    let list = names.join(" ");
    let file = ["yaml", "yml"].iter().map(|it| path.with_extension(it)).find(|it| it.is_file());
    let near = file.map(|it| shown(&it));
    let near = near.as_deref().or_else(|| nearest(&shown(path), &names));
    let help = match near {
        Some(near) => Text::new(
            format!("是否为 {near}？自带的规则包：{list}"),
            format!("did you mean `{near}`? built-in packs: {list}"),
        ),
        None => Text::new(
            format!("请写自带规则包的名字（{list}），或者规则包的路径"),
            format!("write the name of a built-in pack ({list}) or the path of a pack"),
        ),
    };
    Problem {
        code: "E-PACK",
        message: Text::new(
            "没有这个规则包，也没有这个文件",
            "there is no such pack and no such file",
        ),
        help,
    }
}
