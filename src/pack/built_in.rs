//! The packs of the program, parsed at build.

use std::ops::Range;

use crate::text::Node;

struct BuiltIn {
    pack: &'static str,
    name: &'static str,
    text: &'static str,
    tree: Range<usize>,
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

const TREES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// Packs that run unasked.
const ON: &[&str] = &["base", "party"];

/// A file of a built-in pack: its path as shown, its text and its tree.
pub(super) type File = (&'static str, &'static str, Option<Node>);

/// The files of the built-in pack `name`.
pub(super) fn files(name: &str) -> impl Iterator<Item = File> {
    FILES.iter().filter(move |file| file.pack == name).map(|file| {
        let tree = TREES.get(file.tree.clone()).and_then(|mut bytes| Node::decode(&mut bytes));
        (file.name, file.text, tree)
    })
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
