//! Rows of cells in columns of a terminal, where 一 takes two.

use anstyle::Style as Paint;

use crate::render::glyph::{columns, is_joined, width};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Whether its cells end at one line.
    pub(super) right: bool,
    /// The widest it may be; the one of `usize::MAX` takes what is left.
    pub(super) most: usize,
    /// Whether it is left out where there is no room.
    pub(super) spare: bool,
}

/// What stands between columns.
const GAP: usize = 2;

/// The narrowest a column with what is left may be.
const NARROWEST: usize = 12;

/// How wide each column is, so that `rows` fit into `width`; 0 for those left out.
pub(super) fn layout<'a>(
    rows: impl Iterator<Item = &'a Vec<String>>,
    shapes: &[Column],
    width: usize,
) -> Vec<usize> {
    let mut widths = vec![0; shapes.len()];
    for row in rows {
        for ((known, cell), shape) in widths.iter_mut().zip(row).zip(shapes) {
            *known = columns(cell).max(*known).min(shape.most);
        }
    }
    let flexible = |shape: &Column| shape.most == usize::MAX;
    while width < least(&widths, shapes, flexible) {
        let spare = widths.iter_mut().zip(shapes).filter(|it| it.1.spare && 0 < *it.0);
        match spare.max_by_key(|it| *it.0) {
            Some((known, _)) => *known = 0,
            None => break,
        }
    }
    while width < least(&widths, shapes, flexible) {
        match widths.iter_mut().max_by_key(|it| **it) {
            Some(widest) if 4 < *widest => *widest -= 1,
            _ => break,
        }
    }
    let free = width.saturating_sub(least(&widths, shapes, flexible));
    for (known, _) in widths.iter_mut().zip(shapes).filter(|it| flexible(it.1)) {
        *known = (*known).min(free + NARROWEST);
    }
    widths
}

/// The columns that rows take with the flexible one at its narrowest.
fn least(widths: &[usize], shapes: &[Column], flexible: impl Fn(&Column) -> bool) -> usize {
    let used = widths.iter().zip(shapes).filter(|(width, _)| 0 < **width);
    let size = |(width, shape): (&usize, &Column)| {
        GAP + if flexible(shape) { NARROWEST.min(*width) } else { *width }
    };
    used.map(size).sum::<usize>().saturating_sub(GAP)
}

/// One row in its columns, without blanks at the end; empty columns take no room.
pub(super) fn line(cells: &[String], shapes: &[Column], widths: &[usize]) -> String {
    line_with(cells, shapes, widths, |_, cell| cell.to_owned())
}

/// The same with each cell drawn by its number.
pub(super) fn line_with(
    cells: &[String],
    shapes: &[Column],
    widths: &[usize],
    draw: impl Fn(usize, &str) -> String,
) -> String {
    let mut out = String::new();
    let mut blanks = 0;
    let sized = cells.iter().zip(shapes).zip(widths).enumerate();
    for (number, ((cell, shape), width)) in sized.filter(|(_, it)| 0 < *it.1) {
        let cell = cut(cell, *width);
        let room = width.saturating_sub(columns(&cell));
        let (before, after) = if shape.right { (room, 0) } else { (0, room) };
        blanks += before;
        if !cell.is_empty() {
            out.extend(std::iter::repeat_n(' ', blanks));
            out.push_str(&draw(number, &cell));
            blanks = 0;
        }
        blanks += after + GAP;
    }
    out
}

/// `text` in at most `width` columns; what is cut leaves `…`.
pub(super) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(1);
    let (mut used, mut end, mut before) = (0, 0, ' ');
    for (at, mark) in text.char_indices() {
        if !is_joined(before, mark) {
            end = at;
        }
        used += width(mark);
        if room < used {
            break;
        }
        before = mark;
    }
    format!("{}…", text.get(..end).unwrap_or(""))
}

/// `text` in a colour, where colours are asked for.
pub(super) fn painted(text: &str, paint: Paint, color: bool) -> String {
    if color && !text.is_empty() { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fit() {
        for (text, most, expect) in [
            ("集中巡回指导", 12, "集中巡回指导"),
            ("集中巡回指导", 11, "集中巡回指…"),
            ("集中巡回指导", 10, "集中巡回…"),
            ("abc", 2, "a…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("", 3, ""),
        ] {
            assert_eq!(cut(text, most), expect, "{text} {most}");
            assert!(columns(&cut(text, most)) <= most);
        }
    }

    #[test]
    fn columns_line_up() {
        let shapes = [
            Column { right: true, most: 5, spare: false },
            Column { right: false, most: 4, spare: false },
            Column { right: false, most: usize::MAX, spare: false },
        ];
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["3:14", "", "集中巡回指导督导"]), row(["17:182", "8轮", "a"])];
        let widths = layout(rows.iter(), &shapes, 24);
        assert_eq!(widths, [5, 3, 12]);
        let lines: Vec<String> = rows.iter().map(|it| line(it, &shapes, &widths)).collect();
        assert_eq!(lines, [" 3:14       集中巡回指…", "17:1…  8轮  a"]);
    }
}
