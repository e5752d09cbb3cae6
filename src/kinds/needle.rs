//! What several kinds look for: a regular expression, or a list of literal words.

use crate::text::decode::{Reader, Slip};
use crate::text::pattern::{Match, PatternId, Role, Scan};
use crate::text::source::Source;
use crate::text::{Node, Span};

/// Reads a text as a regular expression, a list as literal words.
pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<PatternId> {
    if node.list().is_none() {
        return reader.pattern(node, Role::Search);
    }
    let words = reader.strings(node);
    if words.is_empty() || words.iter().any(String::is_empty) {
        reader.slip(
            Slip::new(node.head(), "这里有空词或没有词", "the list is empty or has an empty word")
                .help("写成 [词, 词]", "write it as [word, word]"),
        );
        return None;
    }
    Some(reader.literals(&words))
}

/// The matches of a pattern that stand within one block of the draft proper.
pub(super) fn matches(scan: &Scan<'_>, id: PatternId, source: &Source) -> Vec<Match> {
    let mut found = scan.find(id);
    found.retain(|it| in_one_block(source, it.span));
    found
}

/// Whether `hit` lies within one block that is neither code nor front matter.
pub(super) fn in_one_block(source: &Source, hit: Span) -> bool {
    let block = source.block_at(hit.start).and_then(|index| source.blocks.get(index));
    source.blocks.is_empty() || block.is_some_and(|it| it.span.covers(hit) && it.kind.is_searched())
}
