//! A mistake in a file that people write by hand.

use super::{Span, Text};

/// A mistake in a YAML file, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
    /// The other place of the mistake (the first of two equal keys).
    pub related: Option<(Span, Text)>,
}

impl Slip {
    /// A slip without help.
    pub fn new(span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { span, message: Text::new(zh, en), help: None, related: None }
    }

    /// The slip with what to write instead.
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Text::new(zh, en));
        self
    }

    /// The slip with the other place it speaks of.
    pub fn beside(mut self, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.related = Some((span, Text::new(zh, en)));
        self
    }
}
