//! What of the sources a diagnostic shows, dressed up as small files for codespan.
//!
//! A Chinese paragraph is one line of a thousand columns. A view holds, for every place, a row
//! with the sentence or clauses around it; line and column numbers stay those of the source.

use std::cmp::Reverse;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use super::row::Row;
use super::window::{Window, measure, window};
use crate::render::glyph::{columns, flat, width};
use crate::text::{Source, Span};

/// A place to show.
pub(super) struct Mark<'a> {
    /// Where it stands.
    pub(super) source: &'a Source,
    /// The bytes of it.
    pub(super) span: Span,
    /// A few words about it; may be empty.
    pub(super) text: String,
    /// Whether the finding is here, or this is another place of it.
    pub(super) primary: bool,
}

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

/// The part of a mark on one line.
pub(super) struct Piece {
    mark: usize,
    line: usize,
    content: Range<usize>,
    span: Range<usize>,
    last: bool,
}

/// The pieces of all marks.
pub(super) fn pieces(marks: &[Mark<'_>]) -> Vec<Piece> {
    marks.iter().enumerate().flat_map(|(index, mark)| pieces_of(index, mark)).collect()
}

/// The most digits a line number has, and a line and a column number together.
pub(super) fn digits(marks: &[Mark<'_>], pieces: &[Piece]) -> (usize, usize) {
    let count = |number: usize| number.to_string().len();
    let line = pieces.iter().map(|piece| piece.line + 1).max().map_or(0, count);
    let column = pieces.iter().filter_map(|piece| {
        let Source { text, lines, .. } = marks.get(piece.mark)?.source;
        let at = Span::new(piece.span.start, piece.span.start).start;
        Some(lines.position(text, at).1)
    });
    (line, line + column.max().map_or(0, count))
}

fn pieces_of(index: usize, mark: &Mark<'_>) -> Vec<Piece> {
    let Source { text, lines, .. } = mark.source;
    let start = boundary(text, mark.span.start);
    let end = boundary(text, mark.span.end).max(start);
    let (first, last) = (lines.index(start), lines.index(end.saturating_sub(1).max(start)));
    let mut pieces: Vec<Piece> = Vec::new();
    for line in (first..=last).filter(|&line| line <= first + 2 || line == last) {
        let content = lines.content(text, line).range();
        let mut from = content.start.max(start as usize).min(content.end);
        let to = content.end.min(end as usize).max(from);
        if first < line {
            let part = text.get(from..to).unwrap_or("");
            from += part.len() - part.trim_start().len();
        }
        if from < to || start == end {
            pieces.push(Piece { mark: index, line, content, span: from..to, last: false });
        }
    }
    if pieces.is_empty() {
        let content = lines.content(text, first).range();
        let at = content.end.min(start as usize).max(content.start);
        pieces.push(Piece { mark: index, line: first, content, span: at..at, last: false });
    }
    if let Some(piece) = pieces.last_mut() {
        piece.last = true;
    }
    pieces
}

/// `offset`, moved back to the start of its character and into the text.
fn boundary(text: &str, offset: u32) -> u32 {
    let mut at = offset.min(Span::new(0, text.len()).end);
    while !text.is_char_boundary(at as usize) {
        at -= 1;
    }
    at
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

/// Pieces of one line that fit one row.
struct Cluster {
    line: usize,
    content: Range<usize>,
    span: Range<usize>,
    pieces: Vec<Piece>,
}

fn clusters(text: &str, mut pieces: Vec<Piece>, room: usize) -> Vec<Cluster> {
    pieces.sort_by_key(|piece| (piece.span.start, Reverse(piece.span.end), piece.mark));
    let mut clusters: Vec<Cluster> = Vec::new();
    for piece in pieces {
        if let Some(last) = clusters.last_mut().filter(|last| last.line == piece.line) {
            let both = last.span.start..last.span.end.max(piece.span.end);
            let close = measure(text, piece.content.clone(), room).map_or(room * 2 / 3, |_| room);
            if both == piece.span || measure(text, both.clone(), close).is_some() {
                last.span = both;
                last.pieces.push(piece);
                continue;
            }
        }
        let (line, content, span) = (piece.line, piece.content.clone(), piece.span.clone());
        clusters.push(Cluster { line, content, span, pieces: vec![piece] });
    }
    clusters
}

/// The window of each cluster; two of one line share no text where they need not.
fn windows(text: &str, clusters: &[Cluster], room: usize, mark: usize) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut above: Option<&Cluster> = None;
    for cluster in clusters {
        let Cluster { content, span, .. } = cluster;
        let mut here = window(text, content.clone(), span.clone(), room, mark);
        let before = above.filter(|above| above.line == cluster.line).zip(windows.last_mut());
        if let Some((above, before)) = before
            && before.hole.is_none()
            && here.hole.is_none()
            && here.span.start < before.span.end
        {
            here.span.start = before.span.end.min(span.start).max(here.span.start);
            before.span.end = before.span.end.min(here.span.start).max(above.span.end);
        }
        windows.push(here);
        above = Some(cluster);
    }
    windows
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
