//! A draft as decoded: its text, lines and blocks.

use super::lines::Lines;
use super::{Markup, SourceId, Span};

/// One document of a run; every position in the program points into `text`.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Which source of the run this is.
    pub id: SourceId,
    /// The path as shown to people, with `/`.
    pub name: String,
    /// The decoded text without its byte order mark, otherwise untouched.
    pub text: String,
    /// Line starts of `text`.
    pub lines: Lines,
    /// The paragraphs, headings and cells, in order, without overlap.
    pub blocks: Vec<Block>,
    /// What stands between the words of the blocks; only formats with markup have any.
    pub markup: Markup,
}

/// A paragraph, heading or table cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The text of the block without the line end; a hard-wrapped paragraph spans several lines.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text, or a heading that only its marker shows.
    Paragraph,
    /// A heading by format (Markdown `##`, a heading style), level from 1.
    Heading(u8),
    /// A table cell; all counts from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Which row of it.
        row: u32,
        /// Which cell of the row.
        column: u32,
    },
    /// Text that is not part of the draft: code, front matter.
    Aside,
    /// A line of the table of contents.
    Contents,
    /// Another document, quoted at length. It is searched like what a web page adds.
    Quoted,
    /// What a web page puts around a text: 来源：…, 打印 关闭. It is searched for what should not be
    /// left in a draft, and read for nothing else.
    Chrome,
}

impl BlockKind {
    /// Whether the block is text of the draft.
    pub fn is_draft(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::Cell { .. })
    }

    /// Whether patterns are looked for in the block.
    pub fn is_searched(self) -> bool {
        self.is_draft() || matches!(self, Self::Chrome | Self::Quoted)
    }
}

impl Source {
    /// The index of the block that holds `offset`, or of the last one before it.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.blocks.partition_point(|block| block.span.start <= offset).checked_sub(1)
    }
}
