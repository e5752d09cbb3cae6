//! The words before a head, which tell figures with one head apart: 受理诉求, 办结诉求.

use std::collections::HashMap;

use crate::diagnostic::ledger::Row;
use crate::model::Document;
use crate::model::figure::{Figure, Side};
use crate::text::Span;

/// The words of the clause before the head, where they are few; `before` is the figure before.
pub(super) fn lead(document: &Document, figure: &Figure, before: Option<&Figure>) -> String {
    const LONGEST: usize = 8;
    let own = |it: &&Figure| figure.clause < it.span.end;
    let start = before.filter(own).map_or(figure.clause, |it| it.span.end);
    let left = Span { start, end: figure.span.start.max(start) }.of(&document.source.text);
    let left = left.trim_start_matches(|mark: char| {
        mark.is_ascii_digit() || "、，和及与.．（）() \u{3000}".contains(mark)
    });
    let words = match figure.side {
        _ if figure.head.is_empty() || figure.inherited.is_some() => "",
        _ if figure.cell.is_some() => "",
        Side::Left => left.split_once(figure.head.as_str()).map_or("", |it| it.0),
        Side::Right => left.split_once(figure.subject.as_str()).map_or(left, |it| it.1),
    };
    let plain = words.chars().all(|mark| !mark.is_control());
    let few = words.chars().nth(LONGEST).is_none();
    if plain && few { words.trim().to_owned() } else { String::new() }
}

/// Marks the rows whose head and unit other rows have too.
pub(super) fn mark_namesakes(rows: &mut [Row]) {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    for row in rows.iter() {
        *counts.entry((&row.head, row.unit)).or_default() += 1;
    }
    let several = |row: &Row| counts.get(&(row.head.as_str(), row.unit)).is_some_and(|it| 1 < *it);
    let marks: Vec<bool> = rows.iter().map(several).collect();
    for (row, mark) in rows.iter_mut().zip(marks) {
        row.namesake = mark;
    }
}
