//! Floor 4: YAML → rules, with the wording of their findings and their own test cases.

mod built_in;
pub mod case;
mod extend;
mod filter;
mod fix;
pub mod header;
mod join;
mod lint;
mod load;
mod rule;
mod shape;
mod slips;
mod vocabulary;
pub mod wording;
pub mod yaml;
mod yaml_slip;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Problem, RuleInfo, Safety, Severity};
use crate::kinds::{Beside, Check};
use crate::model::scope::Scope;
use crate::text::decode::{Slip, Wanted};
use crate::text::pattern::{Pattern, PatternId, Scanner};
use crate::text::{Confidence, Source, Span};

use case::Case;
use header::PackInfo;
use wording::Template;

pub use extend::{beside, extended, plain};
pub use load::{load, load_bare, load_doubting};
pub use rule::read_severity;
pub use slips::{
    CONFIG_ERROR, CONFIG_WARNING, PACK_ERROR, PACK_WARNING, config_report, slips_report,
    warnings_report,
};

/// Where a pack comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackSource {
    /// A pack of the program, by name.
    BuiltIn(String),
    /// A pack of the user: the path of its file or folder as shown, and the texts of its files.
    Files(String, Vec<PackFile>),
    /// A file that is there and cannot be read as text: its path, and why.
    Unreadable(String, Problem),
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
    /// The packs, in the order asked for.
    pub packs: Vec<PackInfo>,
    /// The rules, sorted by pack and id.
    pub rules: Vec<Rule>,
    /// The patterns of all rules.
    pub patterns: Vec<Pattern>,
    /// The files that rules ask for.
    pub wanted: Vec<Wanted>,
    /// The roles of other documents that rules look at.
    pub roles: Vec<String>,
    /// What rules may look at beside the draft.
    pub beside: Beside,
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
    /// How grave its findings are.
    pub severities: Severities,
    /// One sentence: the fact.
    pub message: Template,
    /// One sentence: what to do.
    pub help: Template,
    /// What is said before the help where every value it names is known.
    pub hint: Template,
    /// The words beside the places.
    pub labels: Labels,
    /// What is looked for.
    pub check: Check,
    /// Where findings count.
    pub filter: Filter,
    /// The correction it offers.
    pub fix: Option<FixPlan>,
    /// Whether its findings in one block are shown together.
    pub group: bool,
    /// The ids of rules whose finding on the same place this one replaces.
    pub supersedes: Vec<String>,
    /// The ids it had before.
    pub aliases: Vec<String>,
    /// The files it asks for, by their numbers in the rule set.
    pub ledgers: Range<usize>,
    /// Its own test cases.
    pub cases: Vec<Case>,
    /// The YAML it was read from.
    pub file: Arc<RuleFile>,
    /// Where it stands in that file.
    pub span: Span,
}

impl Rule {
    /// The id as shown: short for built-in packs, else `pack/rule`.
    pub fn shown(&self) -> String {
        self.info.shown(self.built_in)
    }

    /// What reports say of the rule, as it stands in this run.
    pub fn described(&self) -> RuleInfo {
        let map = self.severities;
        let severity = map.certain.or(map.likely).or(map.possible);
        RuleInfo { shown: self.shown(), severity, ..self.info.clone() }
    }

    /// The full id: `pack/id`.
    pub fn full(&self) -> String {
        format!("{}/{}", self.info.pack, self.info.id)
    }

    /// Whether `word` is the rule's id, now or before, with or without its pack.
    pub fn is_called(&self, word: &str) -> bool {
        let (pack, id) = word.split_once('/').unwrap_or((&self.info.pack, word));
        self.info.pack == pack && (self.info.id == id || self.aliases.iter().any(|it| it == id))
    }

    /// Whether `word` names the rule: its id, `pack/id`, its pack or one of its tags.
    pub fn answers_to(&self, word: &str) -> bool {
        self.is_called(word)
            || self.info.pack == word
            || self.info.tags.iter().any(|tag| tag == word)
    }
}

/// A YAML file that rules were read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// The path as shown.
    pub name: String,
    /// The content.
    pub text: Cow<'static, str>,
}

/// What each confidence maps to; nothing is silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    /// For findings that no reading removes.
    pub certain: Option<Severity>,
    /// For findings that most readings keep.
    pub likely: Option<Severity>,
    /// For findings that a reading removes.
    pub possible: Option<Severity>,
}

impl Severities {
    /// Whether nothing is ever shown.
    pub fn silent(self) -> bool {
        self == Self::default()
    }

    /// The severity of a finding.
    pub fn of(self, confidence: Confidence) -> Option<Severity> {
        match confidence {
            Confidence::Certain => self.certain,
            Confidence::Likely => self.likely,
            Confidence::Possible => self.possible,
        }
    }
}

/// The words beside the places of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Beside the primary place.
    pub primary: Template,
    /// Beside each related place; its own captures come first.
    pub related: Template,
}

/// Where findings of a rule count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not there.
    pub not_in: Vec<Zone>,
    /// Only below a heading that this pattern matches.
    pub under: Option<PatternId>,
    /// Only inside a stretch of one of these kinds; none means anywhere.
    pub scopes: Vec<Scope>,
    /// Only where the innermost section stands so deep; none means anywhere.
    pub levels: Vec<u32>,
    /// Only in drafts whose path one of these globs matches; none means in all.
    pub paths: Vec<String>,
    /// Only in drafts with one of these roles; none means in all.
    pub roles: Vec<String>,
}

/// A stretch of a draft that a rule may leave alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Inside “ ”.
    Quote,
    /// Inside 《 》.
    Title,
    /// In a table cell.
    Table,
    /// In code or front matter.
    Code,
    /// In an attachment behind the body.
    Attachment,
}

/// The correction a rule offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixPlan {
    /// What is put in place of the primary place.
    pub replacement: Replacement,
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// Whether it may be only where the match fills its line.
    pub whole_line: bool,
}

/// What a fix puts in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// The edit that the kind of check knows.
    Kind,
    /// One text for all matches.
    Text(Template),
    /// A text right before or after the match.
    Insert {
        /// Before it, else after it.
        before: bool,
        /// The text.
        text: Template,
    },
    /// A text for each matched text; others have no fix.
    Table(BTreeMap<String, String>),
}

/// What loading packs gave: the sound rules, and every mistake at its place.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sound rules.
    pub set: RuleSet,
    /// The YAML files with mistakes, and the mistakes.
    pub slips: Vec<(Source, Vec<Slip>)>,
    /// What is doubtful in them and stops nothing.
    pub warnings: Vec<(Source, Vec<Slip>)>,
}

/// The names of the packs of the program, and whether each is on by default.
pub fn built_in_names() -> Vec<(&'static str, bool)> {
    built_in::names()
}

/// The YAML files of the built-in pack `name`.
pub fn built_in_files(name: &str) -> Vec<PackFile> {
    let file =
        |it: &built_in::BuiltIn| PackFile { name: it.name.to_owned(), text: it.text.to_owned() };
    built_in::files(name).map(file).collect()
}
