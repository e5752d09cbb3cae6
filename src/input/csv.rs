//! CSV → a sheet: the first row has the headings; quotes may hold commas and line ends.

use crate::text::lines::Lines;
use crate::text::sheet::{Cell, MOST_ROWS, Row, Sheet};
use crate::text::{Source, SourceId, Span};

/// Reads a decoded CSV file; its values are separated by commas or tabs.
pub fn read(name: &str, text: String, id: SourceId) -> Sheet {
    let first = text.lines().next().unwrap_or("");
    let separator = if first.contains('\t') && !first.contains(',') { '\t' } else { ',' };
    let mut records = records(&text, separator).into_iter();
    let head: Vec<String> = records
        .next()
        .map(|row| row.into_iter().map(|(text, _)| text.trim().to_owned()).collect())
        .unwrap_or_default();
    let rows = records.map(|record| {
        let cells = record.into_iter().zip(&head);
        Row {
            cells: cells
                .map(|((text, span), column)| Cell {
                    column: column.clone(),
                    text,
                    span,
                    address: String::new(),
                })
                .collect(),
        }
    });
    let rows = rows.collect();
    let lines = Lines::of(&text);
    Sheet { source: Source { id, name: name.to_owned(), text, lines, ..Source::default() }, rows }
}

/// A value without its quotes, and where it stands.
type Field = (String, Span);

fn records(text: &str, separator: char) -> Vec<Vec<Field>> {
    let mut records = Vec::new();
    let mut record: Vec<Field> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        let (field, length) = field(rest, separator);
        let (value, inner) = field;
        record.push((value, inner.moved(Span::new(at, at).start)));
        at += length;
        let mark = text.get(at..).and_then(|it| it.chars().next());
        match mark {
            Some(mark) if mark == separator => at += mark.len_utf8(),
            _ => {
                let ends = text.get(at..).unwrap_or("");
                at += if ends.starts_with("\r\n") { 2 } else { mark.map_or(0, char::len_utf8) };
                if record.iter().any(|(value, _)| !value.trim().is_empty()) {
                    records.push(std::mem::take(&mut record));
                }
                record.clear();
            }
        }
        if MOST_ROWS < records.len() {
            break;
        }
    }
    if !record.is_empty() {
        records.push(record);
    }
    records
}

/// The value at the head of `rest`, where it stands in it, and how long its notation is.
fn field(rest: &str, separator: char) -> (Field, usize) {
    let end = |it: &str| it.find([separator, '\n', '\r']).unwrap_or(it.len());
    let Some(quoted) = rest.strip_prefix('"') else {
        let length = end(rest);
        let value = rest.get(..length).unwrap_or("");
        return ((value.to_owned(), Span::new(0, length)), length);
    };
    let mut value = String::new();
    let mut marks = quoted.char_indices().peekable();
    let mut close = quoted.len();
    while let Some((at, mark)) = marks.next() {
        if mark != '"' {
            value.push(mark);
        } else if marks.next_if(|(_, next)| *next == '"').is_some() {
            value.push('"');
        } else {
            close = at;
            break;
        }
    }
    let after = (1 + close + 1).min(rest.len());
    let length = after + end(rest.get(after..).unwrap_or(""));
    ((value, Span::new(1, 1 + close)), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text = "指标,数值,备注\r\n行政村,\"1,120\",\"甲\n\"\"乙\"\"\"\r\n\r\n,,\n户数, 30 ,\n";
        let sheet = read("a.csv", text.to_owned(), SourceId(7));
        let shown: Vec<Vec<(&str, &str)>> = sheet
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|it| (it.column.as_str(), it.text.as_str())).collect())
            .collect();
        assert_eq!(
            shown,
            [
                vec![("指标", "行政村"), ("数值", "1,120"), ("备注", "甲\n\"乙\"")],
                vec![("指标", "户数"), ("数值", " 30 "), ("备注", "")],
            ]
        );
        let cell = sheet.rows[0].get("数值").unwrap();
        assert_eq!(cell.span.of(&sheet.source.text), "1,120");
        assert_eq!(sheet.rows[1].text("数值"), "30");
    }

    #[test]
    fn odd_files_end() {
        for text in ["", "\"", "a,b\n\"", "a\n\"b\"c,d", "\r", "a\tb\n1\t2", ",\n,", "a\r\r\r"] {
            read("a.csv", text.to_owned(), SourceId(0));
        }
        let sheet = read("a.csv", "a\tb\n1\t2,5".to_owned(), SourceId(0));
        assert_eq!(sheet.rows[0].text("b"), "2,5");
    }
}
