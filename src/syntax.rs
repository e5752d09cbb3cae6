//! Floor 1: the grammars. Total: they return what they saw, and never fail.

pub mod apart;
pub mod capital;
pub mod cue;
pub mod date;
pub mod expression;
pub mod lexicon;
pub mod marker;
mod opening;
pub mod outline;
pub mod period;
pub mod quantity;
pub mod range;
pub mod rank;
pub mod series;
