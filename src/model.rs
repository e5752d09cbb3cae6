//! Floor 2: what a draft says.

pub mod figure;

use crate::syntax::outline::Outline;
use crate::text::{Source, Span};

/// A draft, read once; it owns its source and holds spans only.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text and its blocks.
    pub source: Source,
    /// The numbered outline.
    pub outline: Outline,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// A sentence and the block it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its text, with its end mark.
    pub span: Span,
    /// The block.
    pub block: usize,
}
