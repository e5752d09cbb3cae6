//! XLSX → a sheet: every worksheet, its first row with text is its heading.
//!
//! Cells are read one by one: a workbook that claims a million rows costs what it holds.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::text::lines::Lines;
use crate::text::sheet::{Cell, MOST_ROWS, Row, Sheet};
use crate::text::{Source, SourceId, Span, Text};

/// More cells than this are not read.
const MOST_CELLS: usize = 2_000_000;
/// What a workbook may unpack to, by what it says itself, in bytes.
const UNPACKED: u64 = 256 << 20;

/// Reads a workbook; what is wrong is one sentence.
pub fn read(name: &str, bytes: &[u8], id: SourceId) -> Result<Sheet, Text> {
    if UNPACKED < unpacked(bytes) {
        return Err(Text::new("工作簿解压后太大", "the workbook unpacks to too much"));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| words(&error))?;
    let (mut text, mut rows) = (String::new(), Vec::new());
    for sheet in book.sheet_names() {
        if let Some(cells) = cells(&mut book, &sheet)? {
            add(&sheet, cells, &mut text, &mut rows);
        }
        if MOST_ROWS < rows.len() {
            return Err(too_many());
        }
    }
    let lines = Lines::of(&text);
    let source = Source { id, name: name.to_owned(), text, lines, ..Source::default() };
    Ok(Sheet { source, rows })
}

fn words(error: &XlsxError) -> Text {
    match error {
        XlsxError::Password => {
            Text::new("工作簿有密码，没有读取", "the workbook has a password and was not read")
        }
        _ => Text::new(
            format!("读不懂这个工作簿：{error}"),
            format!("the workbook cannot be read: {error}"),
        ),
    }
}

fn too_many() -> Text {
    Text::new("工作簿的行数太多", "the workbook has too many rows")
}

/// The filled cells of a worksheet, by row and column; nothing where it is a chart.
type Cells = BTreeMap<(u32, u32), String>;

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Option<Cells>, Text> {
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(None) };
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell().map_err(|error| words(&error))? {
        let text = shown(cell.get_value());
        if !text.trim().is_empty() {
            cells.insert(cell.get_position(), text);
        }
        if MOST_CELLS < cells.len() {
            return Err(too_many());
        }
    }
    Ok(Some(cells))
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Appends the rows of a worksheet, a line each, values separated by tabs.
fn add(sheet: &str, cells: Cells, text: &mut String, rows: &mut Vec<Row>) {
    let mut head: BTreeMap<u32, String> = BTreeMap::new();
    let mut line: Option<u32> = None;
    let mut row = Row::default();
    let heading = cells.keys().next().map(|(row, _)| *row);
    for ((number, column), value) in cells {
        if line.is_some_and(|it| it != number) {
            text.push('\n');
            rows.extend(Some(std::mem::take(&mut row)).filter(|it| !it.cells.is_empty()));
        } else if line.is_some() {
            text.push('\t');
        }
        line = Some(number);
        let start = text.len();
        text.extend(value.chars().map(|mark| if mark.is_control() { ' ' } else { mark }));
        let span = Span::new(start, text.len());
        if heading == Some(number) {
            head.insert(column, value.trim().to_owned());
        } else if let Some(name) = head.get(&column) {
            let address = format!("{sheet}!{}{}", letters(column), u64::from(number) + 1);
            row.cells.push(Cell { column: name.clone(), text: value, span, address });
        }
    }
    if line.is_some() {
        text.push('\n');
    }
    rows.extend(Some(row).filter(|it| !it.cells.is_empty()));
}

/// The letters of a column: 0 is A, 26 is AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while 0 < rest {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let mut out = String::new();
    for letter in letters.iter().rev() {
        let _ = write!(out, "{letter}");
    }
    out
}

/// What the parts of a ZIP file unpack to, by its own directory.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0_u64;
    let mut rest = bytes;
    while let Some(at) = rest.windows(4).position(|it| it == b"PK\x01\x02") {
        let size = rest.get(at + 24..at + 28).and_then(|it| it.try_into().ok());
        sum = sum.saturating_add(u32::from_le_bytes(size.unwrap_or_default()).into());
        rest = rest.get(at + 4..).unwrap_or(&[]);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expect) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expect);
        }
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", &[0; 100]] {
            assert!(read("a.xlsx", bytes, SourceId(0)).is_err());
        }
        let mut large = b"PK\x01\x02".to_vec();
        large.extend([0xff; 40]);
        assert!(read("a.xlsx", &large, SourceId(0)).unwrap_err().zh.contains("太大"));
    }

    #[test]
    fn rows_are_lines_and_cells_have_addresses() {
        let cells = [((1, 1), "指标"), ((1, 2), "数值"), ((2, 1), "行政村"), ((2, 2), "118")];
        let cells = cells.into_iter().map(|(at, text)| (at, text.to_owned())).collect();
        let (mut text, mut rows) = (String::new(), Vec::new());
        add("台账", cells, &mut text, &mut rows);
        assert_eq!(text, "指标\t数值\n行政村\t118\n");
        let cell = rows[0].get("数值").unwrap();
        assert_eq!((cell.address.as_str(), cell.span.of(&text)), ("台账!C3", "118"));
    }
}
