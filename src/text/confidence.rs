//! How sure a check is of what it noticed.

/// What a kind of check knows about its finding; severity is the rule's matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// A reading exists that removes the finding.
    Possible,
    /// Most readings keep it.
    Likely,
    /// No reading removes it.
    Certain,
}

impl Confidence {
    /// The word used in JSON and YAML.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Certain => "certain",
            Confidence::Likely => "likely",
            Confidence::Possible => "possible",
        }
    }
}
