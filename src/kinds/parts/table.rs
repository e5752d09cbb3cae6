//! Tables: a column against its 合计 row, a row against its 合计 cell.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Slip;
use super::list::total_slip;
use super::math::{Operand, adds_up};
use super::passage::has;
use crate::model::Document;
use crate::text::Confidence::{Likely, Possible};
use crate::text::numeral::digit;
use crate::text::{BlockKind, Span};

/// A table: its rows, each with its cells by column.
type Rows<'a> = BTreeMap<u32, BTreeMap<u32, Cell<'a>>>;

#[derive(Clone, Copy)]
struct Cell<'a> {
    text: &'a str,
    span: Span,
}

/// Names of rows and columns that add up the others.
const TOTALS: [&str; 8] = ["合计", "总计", "共计", "全年", "总数", "小计", "全年合计", "合 计"];

/// Columns and rows of which no sum is the total.
const NO_SUMS: [&str; 12] =
    ["率", "比", "均", "单价", "序号", "排名", "名次", "增幅", "%", "％", "得分", "编号"];

/// Totals of tables that do not fit.
pub(super) fn totals(document: &Document, slips: &mut Vec<Slip>) {
    let mut tables: BTreeMap<u32, Rows<'_>> = BTreeMap::new();
    for block in &document.source.blocks {
        if let BlockKind::Cell { table, row, column } = block.kind {
            let cell = Cell { text: block.span.of(&document.source.text).trim(), span: block.span };
            tables.entry(table).or_default().entry(row).or_default().insert(column, cell);
        }
    }
    for rows in tables.values() {
        let mut down = Vec::new();
        lines(rows, &mut down);
        let mut across = Vec::new();
        lines(&turned(rows), &mut across);
        // A total wrong in its column makes its row wrong as well.
        let told = |span: Span| down.iter().any(|slip| slip.at.span == span);
        across.retain(|slip| !told(slip.at.span) && !slip.others.iter().any(|it| told(it.span)));
        slips.append(&mut down);
        slips.append(&mut across);
    }
}

/// The table with its columns as rows.
fn turned<'a>(rows: &Rows<'a>) -> Rows<'a> {
    let mut turned = Rows::new();
    for (row, cells) in rows {
        for (column, cell) in cells {
            turned.entry(*column).or_default().insert(*row, *cell);
        }
    }
    turned
}

fn is_total(name: &str) -> bool {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    TOTALS.contains(&bare)
}

/// The last line as the sum of those between it and the head, position by position.
fn lines(rows: &Rows<'_>, slips: &mut Vec<Slip>) {
    let named = |cells: &BTreeMap<u32, Cell<'_>>| cells.get(&0).map_or("", |it| it.text).to_owned();
    let names: Vec<String> = rows.values().map(named).collect();
    let totals = names.iter().filter(|it| is_total(it)).count();
    let nested = names.iter().any(|it| has(it, &["其中", "：", "上年", "去年", "增长", "同期"]));
    let Some((cells, head)) = rows.values().next_back().zip(rows.values().next()) else { return };
    if totals != 1 || nested || rows.len() < 4 || !is_total(&named(cells)) {
        return;
    }
    let members: Vec<_> = rows.values().skip(1).take(rows.len() - 2).collect();
    let sums = cells.iter().filter(|(column, _)| 0 < **column).filter_map(|(column, cell)| {
        let name = head.get(column).map_or("", |it| it.text);
        let plain = !has(name, &NO_SUMS);
        let parts =
            members.iter().map(|it| it.get(column).and_then(number)).collect::<Option<Vec<_>>>();
        Some((number(cell)?, parts.filter(|_| plain)?))
    });
    let sums: Vec<(Operand, Vec<Operand>)> = sums.collect();
    let fitting = sums.iter().filter(|(total, parts)| adds_up(parts, total)).count();
    for (total, parts) in sums {
        if adds_up(&parts, &total) {
            continue;
        }
        let level = if 0 < fitting { Likely } else { Possible };
        slips.push(total_slip(total, parts, level));
    }
}

/// A cell that is a plain number.
fn number(cell: &Cell<'_>) -> Option<Operand> {
    const LONGEST: usize = 40;
    let text = cell.text;
    if LONGEST < text.len() || text.is_empty() {
        return None;
    }
    let mut plain = String::new();
    for mark in text.chars() {
        match mark {
            '.' | '．' => plain.push('.'),
            ',' | '，' => {}
            _ => plain.push(char::from_digit(digit(mark)?, 10)?),
        }
    }
    Some(Operand::number(cell.span, Decimal::from_str_exact(&plain).ok()?))
}
