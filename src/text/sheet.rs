//! A table that is not a draft: a ledger of YAML, CSV or XLSX, every value with its place.

use super::{Source, Span};

/// More rows than this are not read.
pub const MOST_ROWS: usize = 200_000;

/// The rows of a ledger and the text their values stand in.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The text; of a workbook, a line a row.
    pub source: Source,
    /// The rows below the heading.
    pub rows: Vec<Row>,
}

/// A row: its values by the headings of their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The values, in the order written.
    pub cells: Vec<Cell>,
}

/// A value of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The heading of its column.
    pub column: String,
    /// The value as written.
    pub text: String,
    /// Where it stands in the text.
    pub span: Span,
    /// Its address in a workbook, such as `台账!B3`; empty elsewhere.
    pub address: String,
}

impl Row {
    /// The value in a column.
    pub fn get(&self, column: &str) -> Option<&Cell> {
        self.cells.iter().find(|it| it.column == column)
    }

    /// The text in a column; empty where it has none.
    pub fn text(&self, column: &str) -> &str {
        self.get(column).map_or("", |it| it.text.trim())
    }
}
