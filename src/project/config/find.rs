//! Which configuration holds for which draft.

use std::collections::HashMap;
use std::env;
use std::path::{Component, Path, PathBuf};

use super::read::{self, DEFAULT, Part};
use super::{Config, NAME};
use crate::diagnostic::Problem;
use crate::input::encoding;
use crate::project::{Input, Origin, bytes, shown};
use crate::text::decode::Slip;
use crate::text::lines::Lines;
use crate::text::{Source, SourceId, Text};

/// Which configuration a run takes.
#[derive(Clone, Debug, Default)]
pub enum Choice {
    /// The nearest above each draft.
    #[default]
    Nearest,
    /// This file for all.
    Named(PathBuf),
    /// None.
    Nothing,
}

/// The configurations of a run.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Each once.
    pub configs: Vec<Config>,
    /// Of each draft the number of its configuration, and its path as that sees it.
    pub drafts: Vec<Option<(usize, String)>>,
    /// The files with mistakes.
    pub slips: Vec<(Source, Vec<Slip>)>,
}

/// Finds the configuration of each of the files.
pub fn find(files: &[Input], choice: &Choice) -> Result<Found, Problem> {
    let mut search = Search::default();
    let named = match choice {
        Choice::Nothing => {
            return Ok(Found { drafts: vec![None; files.len()], ..Found::default() });
        }
        Choice::Named(path) => Some(search.load(path)?),
        Choice::Nearest => None,
    };
    let mut drafts = Vec::with_capacity(files.len());
    for file in files {
        let path = search.place(file);
        let config = match named {
            Some(named) => Some(named),
            None => search.nearest(path.parent().unwrap_or(Path::new("")))?,
        };
        let within = config.and_then(|it| search.found.configs.get(it)?.within(&path));
        drafts.push(config.map(|it| (it, within.unwrap_or_else(|| file.name.clone()))));
    }
    Ok(Found { drafts, ..search.found })
}

/// A path as seen from the working folder, with `..` where it must.
pub fn seen(path: &Path) -> PathBuf {
    let Some(here) = env::current_dir().ok().and_then(|it| it.canonicalize().ok()) else {
        return path.to_owned();
    };
    for (up, folder) in here.ancestors().enumerate() {
        // The root alone is no common ground.
        let rooted = folder.parent().is_none() && 0 < up;
        if let Ok(rest) = path.strip_prefix(folder)
            && !rooted
        {
            return (0..up).map(|_| Component::ParentDir).chain(rest.components()).collect();
        }
    }
    path.to_owned()
}

#[derive(Default)]
struct Search {
    found: Found,
    /// Folders as the drafts name them, and where they are.
    folders: HashMap<PathBuf, PathBuf>,
    /// The nearest configuration above a folder.
    above: HashMap<PathBuf, Option<usize>>,
}

impl Search {
    /// Where a draft stands; standard input stands where its name says.
    fn place(&mut self, file: &Input) -> PathBuf {
        let path = match &file.origin {
            Origin::Disk(path) => path.as_path(),
            Origin::Memory(_) | Origin::Missing(_) => Path::new(&file.name),
        };
        let folder =
            path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = self.folders.entry(folder.to_owned()).or_insert_with(|| {
            let real = folder.canonicalize();
            real.or_else(|_| Path::new(".").canonicalize()).unwrap_or_else(|_| folder.to_owned())
        });
        path.file_name().map_or_else(|| real.clone(), |name| real.join(name))
    }

    fn nearest(&mut self, folder: &Path) -> Result<Option<usize>, Problem> {
        if let Some(known) = self.above.get(folder) {
            return Ok(*known);
        }
        let file = folder.join(NAME);
        let found = if file.is_file() {
            Some(self.load(&file)?)
        } else {
            folder.parent().map_or(Ok(None), |it| self.nearest(it))?
        };
        self.above.insert(folder.to_owned(), found);
        Ok(found)
    }

    /// Reads a file and those it extends.
    fn load(&mut self, path: &Path) -> Result<usize, Problem> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let first = source(&path, 0).map_err(|problem| of_file(&path, problem))?;
        let mut config =
            Config { base: path.parent().unwrap_or(Path::new("")).to_owned(), ..Config::default() };
        let mut chain = vec![path];
        let mut next = Some(first);
        while let Some(source) = next.take() {
            let Some(path) = chain.last().cloned() else { break };
            let folder = seen(path.parent().unwrap_or(Path::new("")));
            let Part { config: part, extends, mut slips } =
                read::read(&source, config.files.len(), &folder);
            if let Some(entry) = &extends {
                match further(&path, &entry.value, &chain) {
                    Ok((path, source)) => {
                        chain.push(path);
                        next = Some(source);
                    }
                    Err(told) => {
                        let (message, help) = *told;
                        let slip = Slip::new(entry.at.span, message.zh, message.en);
                        slips.push(slip.help(help.zh, help.en));
                    }
                }
            }
            merge(&mut config, part);
            let known = self.found.slips.iter().any(|it| it.0.name == source.name);
            if !slips.is_empty() && !known {
                self.found.slips.push((source.clone(), slips));
            }
            config.files.push(source);
        }
        self.found.configs.push(config);
        Ok(self.found.configs.len() - 1)
    }
}

/// So many files a chain may have.
const MOST: usize = 10;

/// The file that `entry` in the file at `path` names, or why there is none.
fn further(
    path: &Path,
    entry: &str,
    chain: &[PathBuf],
) -> Result<(PathBuf, Source), Box<(Text, Text)>> {
    let next = path.parent().unwrap_or(Path::new("")).join(entry);
    let next = next.canonicalize().unwrap_or(next);
    if let Some(start) = chain.iter().position(|it| *it == next) {
        let circle = chain.iter().skip(start).chain([&next]);
        let names = circle.map(|it| shown(&seen(it))).collect::<Vec<_>>().join(" → ");
        return Err(Box::new((
            Text::new(
                format!("extends 成了环：{names}"),
                format!("`extends` goes in a circle: {names}"),
            ),
            Text::new("删去其中一个 extends", "remove one of them"),
        )));
    }
    if MOST <= chain.len() {
        return Err(Box::new((
            Text::new(
                format!("extends 一层接一层，超过 {MOST} 个文件"),
                format!("`extends` leads through more than {MOST} files"),
            ),
            Text::new("合并其中几个文件", "join some of the files"),
        )));
    }
    match source(&next, chain.len()) {
        Ok(source) => Ok((next, source)),
        Err(problem) => Err(Box::new((
            Text::new(
                format!("“{entry}”读不了：{}", problem.message.zh),
                format!("`{entry}` cannot be read: {}", problem.message.en),
            ),
            Text::new(
                "extends 写另一份配置文件的路径，从本文件所在的文件夹算起",
                "`extends` is the path of another configuration, seen from the folder of this file",
            ),
        ))),
    }
}

/// What a file says goes before what it extends; overrides come after, since later ones win.
fn merge(config: &mut Config, below: Config) {
    config.packs = config.packs.take().or(below.packs);
    config.fail_on = config.fail_on.take().or(below.fail_on);
    config.min_severity = config.min_severity.take().or(below.min_severity);
    config.period = config.period.take().or(below.period);
    config.own_level = config.own_level.take().or(below.own_level);
    for (list, below) in
        [(&mut config.include, below.include), (&mut config.exclude, below.exclude)]
    {
        if list.is_empty() {
            *list = below;
        }
    }
    config.overrides.splice(0..0, below.overrides);
    config.documents.splice(0..0, below.documents);
    config.pairs.splice(0..0, below.pairs);
    config.names.splice(0..0, below.names);
    config.allow.splice(0..0, below.allow);
}

fn source(path: &Path, number: usize) -> Result<Source, Problem> {
    let text = encoding::decode(&bytes(path)?, Some("utf-8"))?;
    let lines = Lines::of(&text);
    let id = SourceId(u32::try_from(number).unwrap_or(u32::MAX));
    Ok(Source { id, name: shown(&seen(path)), text, lines, ..Source::default() })
}

fn of_file(path: &Path, problem: Problem) -> Problem {
    let name = shown(&seen(path));
    let message = Text::new(
        format!("配置文件“{name}”：{}", problem.message.zh),
        format!("configuration `{name}`: {}", problem.message.en),
    );
    Problem { message, ..problem }
}

impl Config {
    /// The packs by name or path, and whether the default ones are among them.
    pub fn asked(&self) -> (Vec<PathBuf>, bool) {
        let Some(packs) = &self.packs else { return (Vec::new(), true) };
        let is_default = |it: &PathBuf| it.as_os_str() == DEFAULT;
        let paths = packs.value.iter().map(|it| it.value.clone());
        let (default, named): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(is_default);
        (named, !default.is_empty())
    }
}
