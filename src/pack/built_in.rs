//! The packs of the program, parsed at build.

use std::ops::Range;

use crate::text::Node;

/// A file of a built-in pack.
pub(super) struct BuiltIn {
    pack: &'static str,
    /// Its path as shown.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: &'static str,
    tree: Range<usize>,
    bare: Range<usize>,
}

impl BuiltIn {
    /// The whole tree, or only what checking needs.
    pub(super) fn tree(&self, bare: bool) -> Option<Node> {
        let range = if bare { &self.bare } else { &self.tree };
        TREES.get(range.clone()).and_then(|mut bytes| Node::decode(&mut bytes))
    }
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

const TREES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// Packs that run unasked.
const ON: &[&str] = &["base", "party"];

/// The files of the built-in pack `name`.
pub(super) fn files(name: &str) -> impl Iterator<Item = &'static BuiltIn> {
    FILES.iter().filter(move |file| file.pack == name)
}

/// The names of the packs of the program, and whether each is on by default.
pub(super) fn names() -> Vec<(&'static str, bool)> {
    let mut names: Vec<_> = FILES.iter().map(|file| (file.pack, ON.contains(&file.pack))).collect();
    names.dedup();
    names
}

/// The unit words as one alternation, longest first.
pub(super) fn units() -> &'static str {
    UNITS
}
