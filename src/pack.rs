//! Floor 4: YAML → rules, with the wording of their findings and their own test cases.

use crate::diagnostic::RuleInfo;
use crate::text::Source;
use crate::text::decode::Slip;
use crate::text::pattern::{Pattern, Scanner};

/// Where a pack comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackSource {
    /// A pack of the program, by name.
    BuiltIn(String),
    /// A pack of the user: the path of its file or folder as shown, and the texts of its files.
    Files(String, Vec<PackFile>),
}

/// A YAML file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// The path as shown.
    pub name: String,
    /// The content.
    pub text: String,
}

/// Rules with the patterns they share.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The rules, sorted by pack and id.
    pub rules: Vec<Rule>,
    /// The patterns of all rules.
    pub patterns: Vec<Pattern>,
    /// The shared pass over a draft.
    pub scanner: Scanner,
}

/// A rule, ready to run.
#[derive(Debug)]
pub struct Rule {
    /// What people read about it.
    pub info: RuleInfo,
    /// Whether it ships with the program.
    pub built_in: bool,
}

/// What loading packs gave: the sound rules, and every mistake at its place.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sound rules.
    pub set: RuleSet,
    /// The YAML files with mistakes, and the mistakes.
    pub slips: Vec<(Source, Vec<Slip>)>,
}

/// Loads packs; all mistakes of all packs are found in one go.
pub fn load(packs: &[PackSource]) -> Loaded {
    let _ = packs;
    Loaded::default()
}

/// The names of the packs of the program, and whether each is on by default.
pub fn built_in_names() -> Vec<(&'static str, bool)> {
    vec![("base", true), ("party", true)]
}

/// The YAML files of the built-in pack `name`.
pub fn built_in_files(name: &str) -> Vec<PackFile> {
    let _ = name;
    Vec::new()
}
