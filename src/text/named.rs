//! Figures that a pack names, as its YAML describes them.

use super::Span;
use super::pattern::PatternId;

/// A figure with a name, and how it is found in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFigure {
    /// The name.
    pub name: String,
    /// Where the name is written.
    pub span: Span,
    /// How it is found.
    pub by: By,
}

/// How a named figure is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A pattern, and the group that holds the number.
    Pattern(PatternId, String),
    /// What the figure engine read.
    Label {
        /// The unit as written in the YAML.
        unit: String,
        /// What is counted has these words.
        head: String,
        /// What is counted, or what stands before its verb, has these words.
        subject: String,
        /// Whether it is planned, not done.
        plan: bool,
    },
}
