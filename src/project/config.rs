//! `jiaohe.yaml`: what a folder of drafts says about its packs, severities, roles and documents.
//!
//! The nearest file above a draft holds and nothing is merged; `extends` names what it builds on.

mod find;
mod pairs;
mod read;
mod severity;

use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::pack::Severities;
use crate::text::{Place, Source, Span, glob};

pub use find::{Choice, Found, find, seen};
pub use pairs::Pair;
pub use severity::{changed, idle};

/// The name of the file.
pub const NAME: &str = "jiaohe.yaml";

/// A value with the place that says it; the place's source is the number of one of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Place,
}

/// One configuration: a file and those it extends, as one.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The YAML files: the one that was found, then those it extends.
    pub files: Vec<Source>,
    /// The folder of the first, from which globs and patterns are seen.
    pub base: PathBuf,
    /// The packs, each with its path as the program opens it.
    pub packs: Option<Setting<Vec<Setting<PathBuf>>>>,
    /// Globs of the drafts that folders are searched for.
    pub include: Vec<Setting<String>>,
    /// Globs of drafts that are left out.
    pub exclude: Vec<Setting<String>>,
    /// Changes of severities; later ones win.
    pub overrides: Vec<Override>,
    /// Roles by glob; later ones win.
    pub documents: Vec<Entry>,
    /// Which documents stand beside which draft.
    pub pairs: Vec<Pair>,
    /// From which severity a run fails; none inside is never.
    pub fail_on: Option<Setting<Option<Severity>>>,
    /// The least severity shown.
    pub min_severity: Option<Setting<Severity>>,
    /// The period of the reports: 2024, 2024年上半年.
    pub period: Option<Setting<String>>,
    /// The level of the units that report: 县, 校.
    pub own_level: Option<Setting<String>>,
    /// Names that are right as they are.
    pub names: Vec<Setting<String>>,
    /// Texts inside which nothing is found.
    pub allow: Vec<Setting<String>>,
}

/// A change of severities for some drafts and some rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Only drafts whose path the glob matches.
    pub path: Option<Setting<String>>,
    /// Only drafts with this role.
    pub role: Option<Setting<String>>,
    /// Only this rule.
    pub rule: Option<Setting<String>>,
    /// Only rules of this pack.
    pub pack: Option<Setting<String>>,
    /// Only rules with this tag.
    pub tag: Option<Setting<String>>,
    /// What they map to.
    pub severities: Setting<Severities>,
}

/// The role of the documents that a glob matches; a plain path stands beside every draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The glob.
    pub path: Setting<String>,
    /// The role.
    pub role: Setting<String>,
}

impl Entry {
    /// Whether it speaks of the document at `path`; without `*` and `?` it names that one alone.
    pub fn fits(&self, path: &str) -> bool {
        if is_glob(&self.path.value) {
            glob::matches(&self.path.value, path)
        } else {
            self.path.value == path
        }
    }
}

/// The role of a draft that no entry names.
pub const CURRENT: &str = "current";

impl Config {
    /// The path of a file as the globs of this configuration see it.
    pub fn within(&self, file: &Path) -> Option<String> {
        let path = file.strip_prefix(&self.base).ok()?;
        Some(super::shown(path))
    }

    /// Whether the drafts at `path` are searched for.
    pub fn takes(&self, path: &str) -> bool {
        let any = |globs: &[Setting<String>]| globs.iter().any(|it| glob::matches(&it.value, path));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    /// The role of the draft at `path`, and the entry that gives it.
    pub fn role(&self, path: &str) -> (&str, Option<&Entry>) {
        let entry = self.documents.iter().rev().find(|it| it.fits(path));
        (entry.map_or(CURRENT, |it| it.role.value.as_str()), entry)
    }

    /// The documents beside the draft at `path`: role, path seen from the base, and what says so.
    pub fn beside(&self, path: &str) -> Vec<(String, String, Place)> {
        let plain =
            self.documents.iter().filter(|it| it.role.value != CURRENT && !is_glob(&it.path.value));
        let mut found: Vec<(String, String, Place)> =
            plain.map(|it| (it.role.value.clone(), it.path.value.clone(), it.path.at)).collect();
        for pair in &self.pairs {
            found.extend(pair.beside(path));
        }
        // A document is not beside itself, nor twice in one role.
        found.retain(|it| it.1 != path);
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|it| seen.insert((it.0.clone(), it.1.clone())));
        found
    }

    /// Whether documents beside the drafts are named at all.
    pub fn has_roles(&self) -> bool {
        !self.pairs.is_empty() || self.documents.iter().any(|it| it.role.value != CURRENT)
    }

    /// The file and the line of a place.
    pub fn line(&self, at: Place) -> (&str, usize) {
        let file = self.files.get(usize::try_from(at.source.0).unwrap_or(usize::MAX));
        file.map_or(("", 0), |it| (it.name.as_str(), it.lines.position(&it.text, at.span.start).0))
    }

    /// Every glob on paths, with its place.
    pub fn globs(&self) -> Vec<(&str, Place)> {
        let lists = self.include.iter().chain(&self.exclude);
        let paths = self.overrides.iter().filter_map(|it| it.path.as_ref());
        let entries = self.documents.iter().map(|it| &it.path);
        lists.chain(paths).chain(entries).map(|it| (it.value.as_str(), it.at)).collect()
    }
}

/// Whether a path stands for several.
pub fn is_glob(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// A place in one of the files of a configuration.
fn place(file: usize, span: Span) -> Place {
    Place { source: crate::text::SourceId(u32::try_from(file).unwrap_or(u32::MAX)), span }
}
