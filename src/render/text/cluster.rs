//! Places of one line that share a row, and the windows of the rows.

use std::cmp::Reverse;
use std::ops::Range;

use super::piece::Piece;
use super::window::{Window, measure, window};

/// Pieces of one line that fit one row.
pub(super) struct Cluster {
    /// The 0-based line.
    pub(super) line: usize,
    /// The bytes of the line without its end.
    pub(super) content: Range<usize>,
    /// From the start of the first piece to the end of the last.
    pub(super) span: Range<usize>,
    /// The pieces, by place.
    pub(super) pieces: Vec<Piece>,
}

/// The pieces of one source, joined where they fit one row of `room` columns.
pub(super) fn clusters(text: &str, mut pieces: Vec<Piece>, room: usize) -> Vec<Cluster> {
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
pub(super) fn windows(text: &str, clusters: &[Cluster], room: usize, mark: usize) -> Vec<Window> {
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
