//! Floor 2: what a draft says.

use crate::syntax::outline::Outline;
use crate::text::lines::Lines;
use crate::text::{Block, BlockKind, Source, Span, sentence};

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

impl Document {
    /// Reads what `source` says.
    pub fn of(mut source: Source) -> Self {
        if source.lines.count() == 0 {
            source.lines = Lines::of(&source.text);
        }
        if source.blocks.is_empty() {
            source.blocks = lines_as_blocks(&source);
        }
        let sentences = source.blocks.iter().enumerate().flat_map(|(block, it)| {
            let spans = sentence::sentences(&source.text, it.span);
            spans.into_iter().map(move |span| Sentence { span, block })
        });
        let sentences = sentences.collect();
        Self { source, outline: Outline::default(), sentences }
    }
}

fn lines_as_blocks(source: &Source) -> Vec<Block> {
    (0..source.lines.count())
        .map(|index| source.lines.span(index))
        .map(|line| {
            let length = line.of(&source.text).trim_end_matches(['\r', '\n']).len();
            Span { end: line.start + Span::new(0, length).end, ..line }
        })
        .filter(|line| !line.of(&source.text).trim().is_empty())
        .map(|span| Block { span, kind: BlockKind::Paragraph })
        .collect()
}
