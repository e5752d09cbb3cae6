//! A name for a finding that survives edits elsewhere in the draft.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::model::Document;
use crate::text::Span;
use crate::text::sentence::sentences;

/// How many characters of a sentence to each side of the match, and of a heading, count.
const REACH: usize = 60;

/// Writes the fingerprints of sorted diagnostics.
///
/// Hashed are the rule, the path, the headings above without their numbers, the sentence with the
/// match cut out and blanks dropped, the match, and the ordinal among equals: never a line number
/// or the wording.
pub(super) fn write(document: &Document, path: &str, diagnostics: &mut [Diagnostic]) {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    for diagnostic in diagnostics {
        let span = diagnostic.primary.place.span;
        let text = &document.source.text;
        let mut hash = Fnv::default();
        hash.field(&diagnostic.rule);
        hash.field(path);
        for heading in titles(document, span.start) {
            hash.field(heading.of(text).chars().take(REACH).collect::<String>().as_str());
        }
        hash.field("");
        let around = sentence(document, span);
        let before = Span { start: around.start, end: span.start }.of(text).chars().rev();
        hash.squeezed(before.take(REACH));
        let after = Span { start: span.end, end: around.end }.of(text).chars();
        hash.squeezed(after.take(REACH));
        hash.field(span.of(text));
        let ordinal = seen.entry(hash.0).or_insert(0);
        *ordinal += 1;
        hash.field(&ordinal.to_string());
        diagnostic.fingerprint = format!("{:032x}", hash.0);
    }
}

/// The titles of the sections around `offset`, outermost first, without their numbers.
fn titles(document: &Document, offset: u32) -> Vec<Span> {
    let sections = &document.outline.sections;
    let mut titles = Vec::new();
    let mut next = Some(document.outline.at(offset));
    while let Some(section) = next.and_then(|index| sections.get(index)) {
        titles.push(section.title);
        next = section.parent;
    }
    titles.reverse();
    titles
}

/// The sentence around `span`, else the span itself.
fn sentence(document: &Document, span: Span) -> Span {
    let after = document.sentences.partition_point(|it| it.span.start <= span.start);
    let sentence = after.checked_sub(1).and_then(|index| document.sentences.get(index));
    if let Some(sentence) = sentence.filter(|it| it.span.has(span.start)) {
        return sentence.span.join(span);
    }
    // A line that is no text of the draft has sentences all the same.
    let source = &document.source;
    let block = source.block_at(span.start).and_then(|index| source.blocks.get(index));
    let sentences = block.map(|it| sentences(&source.text, it.span)).unwrap_or_default();
    let around = sentences.into_iter().find(|it| it.has(span.start));
    around.map_or(span, |it| it.join(span))
}

/// FNV-1a with 128 bits: small, and the same on every machine and in every version.
struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 =
            (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    fn field(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
        self.byte(0xff);
    }

    fn squeezed(&mut self, marks: impl Iterator<Item = char>) {
        let mut buffer = [0; 4];
        for mark in marks.filter(|mark| !mark.is_whitespace()) {
            mark.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
        }
        self.byte(0xff);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Fnv::default();
        "a".bytes().for_each(|byte| hash.byte(byte));
        assert_eq!(format!("{:032x}", hash.0), "d228cb696f1a8caf78912b704e4a8964");
    }
}
