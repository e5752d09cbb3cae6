//! The numbered outline of a draft as a tree.

use super::marker::{Marker, Reason};
use crate::text::Span;

/// The tree of sections; number 0 is the whole document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The sections in document order.
    pub sections: Vec<Section>,
    /// What looked like a marker and is none.
    pub skipped: Vec<(Span, Reason)>,
}

/// A section: its marker, its title and everything under it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The marker; none for the root and for headings by format.
    pub marker: Option<Marker>,
    /// The heading's words, without marker and end mark.
    pub title: Span,
    /// From the marker to the next section that is not below it.
    pub span: Span,
    /// The section above; none for the root.
    pub parent: Option<usize>,
    /// The sections directly below.
    pub children: Vec<usize>,
    /// Distance from the root.
    pub depth: u32,
    /// Whether text follows the title in the same block (1.标题。正文).
    pub run_in: bool,
    /// The block the heading stands in.
    pub block: usize,
    /// Which part of the file: 0 is the body, each 附件 a part of its own.
    pub part: u32,
}

impl Outline {
    /// The innermost section around `offset`.
    pub fn at(&self, offset: u32) -> usize {
        let before = self.sections.partition_point(|section| section.span.start <= offset);
        let mut index = before.saturating_sub(1);
        while let Some(section) = self.sections.get(index) {
            if section.span.has(offset) {
                break;
            }
            match section.parent {
                Some(parent) => index = parent,
                None => break,
            }
        }
        index
    }

    /// The headings above `offset` (with their markers), outermost first.
    pub fn path(&self, offset: u32) -> Vec<Span> {
        let mut path = Vec::new();
        let mut next = Some(self.at(offset));
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            if section.parent.is_some() {
                let marker = section.marker.as_ref().map_or(section.title, |marker| marker.span);
                path.push(marker.join(section.title));
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}

impl Section {
    /// The marker and the title.
    pub fn heading(&self) -> Span {
        self.marker.as_ref().map_or(self.title, |marker| marker.span.join(self.title))
    }
}
