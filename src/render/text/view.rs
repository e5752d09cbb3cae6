//! What of the sources a diagnostic shows, dressed up as small files for codespan.
//!
//! A Chinese paragraph is one line of a thousand columns. A view holds, for every place, a row
//! with the sentence or clauses around it; line and column numbers stay those of the source.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use super::cluster::{clusters, windows};
use super::piece::{Mark, Piece};
use super::row::Row;
use crate::render::glyph::{columns, flat, width};
use crate::text::{Source, Span};

/// A place in a view.
pub(super) struct Spot {
    /// The file of the view.
    pub(super) file: usize,
    /// The row of that file, as a position.
    pub(super) row: usize,
    /// The bytes in the text of the file.
    pub(super) range: Range<usize>,
    /// The mark shown here.
    pub(super) mark: usize,
    /// Whether the mark ends here: its words stand once, though it may span several lines.
    pub(super) last: bool,
}

/// The rows of several sources.
pub(super) struct View<'a> {
    files: Vec<File<'a>>,
}

struct File<'a> {
    name: String,
    source: &'a Source,
    text: String,
    rows: Vec<Row>,
}

/// How much room there is.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Columns of a row of source text.
    pub(super) columns: usize,
    /// Columns of it that words beside a place may claim.
    pub(super) words: usize,
    /// Stands for what is left out.
    pub(super) mark: &'static str,
}

impl<'a> View<'a> {
    /// The view of `pieces`, and where each stands in it, sorted by row.
    pub(super) fn new(marks: &[Mark<'a>], pieces: Vec<Piece>, layout: Layout) -> (Self, Vec<Spot>) {
        let mut groups: Vec<(&'a Source, Vec<Piece>)> = Vec::new();
        for piece in pieces {
            let Some(mark) = marks.get(piece.mark) else { continue };
            match groups.iter_mut().find(|(source, _)| source.id == mark.source.id) {
                Some((_, group)) => group.push(piece),
                None => groups.push((mark.source, vec![piece])),
            }
        }
        let mut spots = Vec::new();
        let mut files = Vec::new();
        for (index, (source, pieces)) in groups.into_iter().enumerate() {
            files.push(File::new(source, pieces, layout, index, &mut spots));
        }
        (Self { files }, spots)
    }

    /// How many sources are shown.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// The columns before `offset` in a row.
    pub(super) fn column(&self, spot: &Spot, offset: usize) -> usize {
        let file = self.files.get(spot.file);
        let start = file.and_then(|file| file.rows.get(spot.row)).map_or(0, |row| row.span.start);
        file.and_then(|file| file.text.get(start..offset)).map_or(0, columns)
    }

    /// Shortens the names of the sources so that `name:line:column` fits `room` columns.
    pub(super) fn shorten_names(&mut self, room: usize, mark: &str) {
        for file in &mut self.files {
            file.name = shortened(&file.name, room, mark);
        }
    }
}

/// The end of `name`, from the start of a folder if possible.
fn shortened(name: &str, room: usize, mark: &str) -> String {
    if columns(name) <= room {
        return name.to_owned();
    }
    let mut used = columns(mark);
    let fits = |&(_, it): &(usize, char)| {
        used += width(it);
        used <= room
    };
    let start = name.char_indices().rev().take_while(fits).last().map_or(name.len(), |(at, _)| at);
    let tail = name.get(start..).unwrap_or("");
    let folder = tail.find('/').and_then(|at| tail.get(at..));
    format!("{mark}{}", folder.unwrap_or(tail))
}

impl<'a> File<'a> {
    fn new(
        source: &'a Source,
        pieces: Vec<Piece>,
        layout: Layout,
        index: usize,
        spots: &mut Vec<Spot>,
    ) -> Self {
        let mark = columns(layout.mark);
        let room = layout.columns.saturating_sub(layout.words + 2 * mark + 1).max(2);
        let clusters = clusters(&source.text, pieces, room);
        let windows = windows(&source.text, &clusters, room, mark);
        let mut file = Self { name: flat(&source.name), source, text: String::new(), rows: vec![] };
        for (cluster, window) in clusters.iter().zip(&windows) {
            let line = (cluster.line, &cluster.content);
            let mut row = Row::push(&mut file.text, &source.text, line, window, layout.mark);
            row.index = file.rows.last().map_or(0, |above| above.index + step(above, &row));
            spots.extend(cluster.pieces.iter().map(|piece| Spot {
                file: index,
                row: file.rows.len(),
                range: row.place(&file.text, &piece.span),
                mark: piece.mark,
                last: piece.last,
            }));
            file.rows.push(row);
        }
        file
    }

    fn row_at(&self, offset: usize) -> Option<&Row> {
        let next = self.rows.partition_point(|row| row.span.start <= offset);
        self.rows.get(next.saturating_sub(1))
    }

    fn row(&self, index: usize) -> Result<&Row, Error> {
        let at = self.rows.partition_point(|row| row.index < index);
        let found = self.rows.get(at).filter(|row| row.index == index);
        found.ok_or(Error::LineTooLarge { given: index, max: self.rows.len() })
    }
}

/// How far the number of `row` is from the row above: more than 2 draws a gap mark.
fn step(above: &Row, row: &Row) -> usize {
    const NEXT: usize = 1;
    const GAP: usize = 3;
    let skips = if above.line == row.line {
        above.source_of(above.span.end) < row.source_of(row.span.start)
    } else {
        above.line + 1 < row.line
    };
    if skips { GAP } else { NEXT }
}

impl<'a> Files<'a> for View<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, offset: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.row_at(offset).map_or(0, |row| row.index))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.row(index)?.line + 1)
    }

    fn column_number(&'a self, id: usize, index: usize, offset: usize) -> Result<usize, Error> {
        let file = self.file(id)?;
        let at = file.row(index)?.source_of(offset);
        let Source { text, lines, .. } = file.source;
        Ok(lines.position(text, Span::new(at, at).start).1)
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.file(id)?.row(index)?.span.clone())
    }
}

impl<'a> View<'a> {
    fn file(&self, id: usize) -> Result<&File<'a>, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}
