//! Tables of plain text: cells between tabs, or between bars as Markdown has them.

use super::{Row, flag, is_blank, is_marker_only};
use crate::text::{Block, BlockKind, Span};

/// Which rows belong to a table: two or more rows of cells without a blank line between.
pub(super) fn rows(text: &str, rows: &[Row]) -> Vec<bool> {
    let celled: Vec<bool> = rows.iter().map(|row| has_cells(row.inner.of(text))).collect();
    let close = |index: usize| rows.get(index).is_some_and(|row| row.close);
    (0..rows.len())
        .map(|index| {
            let above = index.checked_sub(1).is_some_and(|it| flag(&celled, it)) && close(index);
            let below = flag(&celled, index + 1) && close(index + 1);
            flag(&celled, index) && (above || below)
        })
        .collect()
}

fn has_cells(line: &str) -> bool {
    is_barred(line) || is_tabbed(line)
}

/// Whether tabs separate two cells; a marker and its title (`一、⇥工作`) are not two cells.
fn is_tabbed(line: &str) -> bool {
    let mut cells = line.split('\t').filter(|cell| !cell.trim_matches(is_blank).is_empty());
    match (cells.next(), cells.next(), cells.next()) {
        (Some(first), Some(_), None) => !is_marker_only(first.trim_matches(is_blank)),
        (Some(_), Some(_), Some(_)) => true,
        _ => false,
    }
}

/// Whether a line goes from bar to bar, with another between.
fn is_barred(line: &str) -> bool {
    let inner = line.strip_prefix('|').and_then(|it| it.strip_suffix('|'));
    inner.is_some_and(|it| it.contains('|'))
}

/// The line of dashes below the head of a table.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|it| matches!(it, '|' | '-' | ':') || is_blank(it))
}

/// Where in the tables of a text the next row stands.
#[derive(Default)]
pub(super) struct Place {
    table: u32,
    row: u32,
}

impl Place {
    /// Begins a new table, unless the one begun is still empty.
    pub(super) fn next_table(&mut self) {
        self.table += u32::from(self.row != 0);
        self.row = 0;
    }

    /// Adds the cells of a row.
    pub(super) fn add(&mut self, text: &str, row: &Row, blocks: &mut Vec<Block>) {
        let barred = is_barred(row.inner.of(text));
        let line = if barred { row.inner } else { row.whole };
        if barred && is_rule(line.of(text)) {
            return;
        }
        let mut start = line.start as usize;
        let mark = if barred { '|' } else { '\t' };
        // What stands before the first bar is no cell.
        for (cell, number) in line.of(text).split(mark).zip(0_u32..) {
            let kept = cell.trim_end_matches(is_blank);
            let bare = kept.trim_start_matches(is_blank);
            let column = if barred { number.checked_sub(1) } else { Some(number) };
            if let (false, Some(column)) = (bare.is_empty(), column) {
                let end = start + kept.len();
                let kind = BlockKind::Cell { table: self.table, row: self.row, column };
                blocks.push(Block { span: Span::new(end - bare.len(), end), kind });
            }
            start += cell.len() + 1;
        }
        self.row += 1;
    }
}
