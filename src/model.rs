//! Floor 2: what a draft says.

pub mod figure;
pub mod scope;

use std::sync::OnceLock;

use figure::Figure;
use scope::Scopes;

use crate::syntax::apart::set_apart;
use crate::syntax::outline::Outline;
use crate::syntax::series::{self, Series};
use crate::text::sentence;
use crate::text::{Source, Span, Written};

/// A draft, read once; it owns its source and holds spans only.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The words and their blocks; without markup, where the format has any.
    pub source: Source,
    /// The numbered outline.
    pub outline: Outline,
    /// The series in running text.
    pub series: Vec<Series>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The titles that the table of contents lists, in order, without their pages.
    pub contents: Vec<Span>,
    written: Option<Written>,
    scopes: Scopes,
    figures: OnceLock<Vec<Figure>>,
    table_figures: OnceLock<Vec<Figure>>,
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
    /// Reads a draft; this never fails.
    pub fn of(source: Source) -> Document {
        let (mut source, written) = source.words();
        let contents = set_apart(&mut source);
        let outline = Outline::of(&source);
        let series = series::read(&source, &outline);
        let sentences = sentences(&source);
        Document { source, outline, series, sentences, contents, written, ..Document::default() }
    }

    /// The draft as its file has it, with its markup.
    pub fn written(&self) -> &Source {
        self.written.as_ref().map_or(&self.source, Written::source)
    }

    /// The draft as its file has it, by itself.
    pub fn into_written(self) -> Source {
        self.written.map_or(self.source, Written::into_source)
    }

    /// Where words stand in the file.
    pub fn place(&self, words: Span) -> Span {
        self.written.as_ref().map_or(words, |written| written.place(words))
    }

    /// The line and column of words in the file, from 1.
    pub fn position(&self, words: Span) -> (usize, usize) {
        let source = self.written();
        source.lines.position(&source.text, self.place(words).start)
    }

    /// The figures of running text, in order; they are read when first asked for.
    pub fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| figure::figures(&self.source, &self.outline, &self.sentences))
    }

    /// The figures in table cells, in order; they are read when first asked for.
    pub fn table_figures(&self) -> &[Figure] {
        let Document { source, outline, sentences, .. } = self;
        self.table_figures.get_or_init(|| figure::table_figures(source, outline, sentences))
    }
}

#[cfg(test)]
impl Document {
    /// A draft with one block a line.
    pub(crate) fn of_lines(text: &str) -> Document {
        use crate::text::lines::Lines;
        use crate::text::{Block, BlockKind};
        let mut start = 0;
        let mut blocks = Vec::new();
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            blocks.push(Block { span, kind: BlockKind::Paragraph });
            start += line.len() + 1;
        }
        let text = text.to_owned();
        Document::of(Source { lines: Lines::of(&text), text, blocks, ..Source::default() })
    }
}

fn sentences(source: &Source) -> Vec<Sentence> {
    let drafts = source.blocks.iter().enumerate().filter(|(_, it)| it.kind.is_draft());
    drafts
        .flat_map(|(block, it)| {
            let spans = sentence::sentences(&source.text, it.span);
            spans.into_iter().map(move |span| Sentence { span, block })
        })
        .collect()
}
