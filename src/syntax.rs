//! Floor 1: the grammars. Total: they return what they saw, and never fail.

pub mod marker;
pub mod outline;
pub mod quantity;
pub mod series;
