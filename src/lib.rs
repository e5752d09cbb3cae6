//! jiaohe (校核) checks a Chinese work summary or official report against itself.
//!
//! The route of a draft: bytes → [`input`] → [`text::Source`] → [`syntax`] → [`model::Document`]
//! → [`check`] with rules from [`pack`] → [`diagnostic::Report`] → [`render`] → bytes.
//! ARCHITECTURE.md has the map, the floors and the invariants.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod fix;
pub mod input;
pub mod kinds;
pub mod ledger;
pub mod model;
pub mod pack;
pub mod project;
pub mod render;
pub mod syntax;
pub mod text;
pub mod verify;
