//! Stretches of a draft that a rule may leave alone.

use std::sync::OnceLock;

use crate::model::Document;
use crate::pack::{Filter, Zone};
use crate::text::pattern::Scan;
use crate::text::{BlockKind, Span};

/// A pair of marks further apart than this holds no zone, in bytes.
const LONGEST: u32 = 1_800;

/// The quotations and titles of a draft, found when first asked for.
pub(super) struct Zones<'a> {
    document: &'a Document,
    quotes: OnceLock<Vec<Span>>,
    titles: OnceLock<Vec<Span>>,
}

impl<'a> Zones<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, quotes: OnceLock::new(), titles: OnceLock::new() }
    }

    /// Whether a finding at `at` counts.
    pub(super) fn admit(&self, filter: &Filter, scan: &Scan<'_>, at: Span) -> bool {
        let text = &self.document.source.text;
        let under = filter.under.is_none_or(|pattern| {
            let path = self.document.outline.path(at.start);
            path.into_iter().any(|heading| scan.inside(pattern, heading))
        });
        under
            && !filter.not_in.iter().any(|zone| match zone {
                Zone::Quote => {
                    super::covered(self.quotes.get_or_init(|| pairs(text, '“', '”')), at)
                }
                Zone::Title => {
                    super::covered(self.titles.get_or_init(|| pairs(text, '《', '》')), at)
                }
                Zone::Table => matches!(self.block(at), Some(BlockKind::Cell { .. })),
                Zone::Code => matches!(self.block(at), Some(BlockKind::Aside)),
                Zone::Attachment => {
                    let outline = &self.document.outline;
                    outline.sections.get(outline.at(at.start)).is_some_and(|it| it.part != 0)
                }
            })
    }

    fn block(&self, at: Span) -> Option<BlockKind> {
        let source = &self.document.source;
        let block = source.blocks.get(source.block_at(at.start)?)?;
        block.span.has(at.start).then_some(block.kind)
    }
}

/// The outermost pairs of `open` and `close`, within one line.
fn pairs(text: &str, open: char, close: char) -> Vec<Span> {
    let mut pairs = Vec::new();
    let mut outer: Option<usize> = None;
    let mut depth = 0_u32;
    for (at, mark) in text.match_indices([open, close, '\n']) {
        if mark == "\n" {
            (outer, depth) = (None, 0);
        } else if mark.starts_with(open) {
            depth = if outer.is_some() { depth + 1 } else { 0 };
            outer = outer.or(Some(at));
        } else if 0 < depth {
            depth -= 1;
        } else if let Some(start) = outer.take() {
            let span = Span::new(start, at + mark.len());
            if span.end - span.start <= LONGEST {
                pairs.push(span);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_pairs_of_a_line() {
        let check = |text: &str, expect: &[&str]| {
            let found: Vec<_> = pairs(text, '《', '》').iter().map(|it| it.of(text)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("按《甲》和《乙《丙》》办", &["《甲》", "《乙《丙》》"]);
        check("按《甲\n乙》和《丙》", &["《丙》"]);
        check("》《", &[]);
    }
}
