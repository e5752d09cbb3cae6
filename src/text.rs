//! Floor 0: positions, sources, numerals and small data shared by every other floor.
//!
//! Nothing here reads a file or knows what a rule is.

mod compact;
pub mod confidence;
pub mod decode;
pub mod edit;
pub mod glob;
pub mod language;
pub mod lines;
pub mod macros;
pub mod named;
pub mod nearest;
pub mod node;
pub mod numeral;
pub mod parallel;
pub mod pattern;
mod regex_words;
pub mod sentence;
pub mod sheet;
pub mod slip;
pub mod source;
pub mod span;
mod written;

pub use confidence::Confidence;
pub use edit::Edit;
pub use language::{Language, Text};
pub use node::Node;
pub use slip::Slip;
pub use source::{Block, BlockKind, Source};
pub use span::{Located, Place, SourceId, Span};
pub use written::{Markup, Written};
