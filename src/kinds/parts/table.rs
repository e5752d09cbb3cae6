//! Tables: columns against their 合计 and 小计 rows, rows against their 合计 cell.
//!
//! A total is reported where no reading makes it come out: all lines, those without 其中, the
//! subtotals, the lines numbered 一、二、. Silent for columns of rates and prices, and, across,
//! where no row at all adds up: its columns then are no parts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::list::total_slip;
use super::math::{Operand, adds_up, sum};
use super::passage::has;
use super::{Slip, Sum, derived};
use crate::model::Document;
use crate::text::Confidence::{Likely, Possible};
use crate::text::numeral::digit;
use crate::text::{BlockKind, Span};

/// A table: its rows, each with its cells by column.
pub(super) type Rows<'a> = BTreeMap<u32, BTreeMap<u32, Cell<'a>>>;

/// The text of a cell and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// Names of rows and columns that add up the others.
const TOTALS: [&str; 8] = ["合计", "总计", "共计", "全年", "总数", "小计", "全年合计", "合 计"];

/// Columns and rows of which no sum is the total.
const NO_SUMS: [&str; 14] = [
    "率", "比", "均", "单价", "序号", "排名", "名次", "增幅", "增长", "%", "％", "得分", "编号",
    "增速",
];

/// Rows that are not of the same time or make.
const OTHERS: [&str; 5] = ["上年", "去年", "增长", "同期", "增减"];

/// The tables of a draft: totals that do not fit, and columns worked out from others.
pub(super) fn tables(document: &Document, slips: &mut Vec<(Sum, Slip)>) {
    let mut tables: BTreeMap<u32, Rows<'_>> = BTreeMap::new();
    for block in &document.source.blocks {
        if let BlockKind::Cell { table, row, column } = block.kind {
            let cell = Cell { text: block.span.of(&document.source.text).trim(), span: block.span };
            tables.entry(table).or_default().entry(row).or_default().insert(column, cell);
        }
    }
    for rows in tables.values() {
        let mut down = Vec::new();
        totals(rows, Way::Down, &mut down);
        let mut across = Vec::new();
        totals(&turned(rows), Way::Across, &mut across);
        // A total wrong in its column makes its row wrong as well.
        let told = |span: Span| down.iter().any(|slip| slip.at.span == span);
        across.retain(|slip| !told(slip.at.span) && !slip.others.iter().any(|it| told(it.span)));
        slips.extend(down.into_iter().chain(across).map(|slip| (Sum::Total, slip)));
        derived::columns(rows, slips);
    }
}

/// Whether columns are added up, or rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Across,
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

/// Whether a line of this name adds up others.
pub(super) fn is_total(name: &str) -> bool {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    TOTALS.contains(&bare) || bare.ends_with("小计") || bare.ends_with("合计")
}

/// What a line is among those of its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Make {
    Plain,
    /// 一、基本支出: the lines below it may be its parts.
    Numbered,
    /// 其中：逾期.
    Within,
    Subtotal,
    Total,
}

fn make(name: &str, is_last: bool) -> Make {
    let numbered = name.starts_with(|mark| "一二三四五六七八九十".contains(mark))
        && name.chars().nth(1) == Some('、');
    match () {
        () if is_total(name) && (is_last || !name.ends_with("小计")) => Make::Total,
        () if is_total(name) => Make::Subtotal,
        () if name.contains("其中") || name.starts_with(['#', '＃']) => Make::Within,
        () if numbered => Make::Numbered,
        () => Make::Plain,
    }
}

type Line<'a, 'b> = &'b BTreeMap<u32, Cell<'a>>;

/// The lines that add up others, against those between them and the head.
fn totals(rows: &Rows<'_>, way: Way, slips: &mut Vec<Slip>) {
    let lines: Vec<Line<'_, '_>> = rows.values().collect();
    let name = |cells: &BTreeMap<u32, Cell<'_>>| cells.get(&0).map_or("", |it| it.text).to_owned();
    let names: Vec<String> = lines.iter().map(|it| name(it)).collect();
    if lines.len() < 4 || names.iter().any(|it| has(it, &OTHERS)) {
        return;
    }
    let last = lines.len() - 1;
    let makes: Vec<Make> = names.iter().zip(0..).map(|(it, at)| make(it, at == last)).collect();
    let of = |it: Make| makes.iter().skip(1).filter(|at| **at == it).count();
    if 1 < of(Make::Total) {
        return;
    }
    for at in 1..lines.len() {
        let first = at == 1 && of(Make::Subtotal) == 0;
        match makes.get(at) {
            Some(Make::Total) if at == last || first => {}
            Some(Make::Subtotal) => {}
            _ => continue,
        }
        line(&lines, &names, &makes, (at, way), slips);
    }
}

/// One line of totals, position by position.
fn line(
    lines: &[Line<'_, '_>],
    names: &[String],
    makes: &[Make],
    (at, way): (usize, Way),
    slips: &mut Vec<Slip>,
) {
    let (Some(head), Some(cells)) = (lines.first(), lines.get(at)) else { return };
    let readings = readings(names, makes, at);
    let mut wrong = Vec::new();
    let mut fitting = 0;
    for (column, cell) in cells.iter().filter(|it| 0 < *it.0) {
        let name = head.get(column).map_or("", |it| it.text);
        let Some(total) = number(cell).filter(|_| !has(name, &NO_SUMS)) else { continue };
        let parts = |members: &Vec<usize>| {
            let cells = members.iter().map(|it| lines.get(*it)?.get(column).and_then(number));
            cells.collect::<Option<Vec<Operand>>>().filter(|it| 1 < it.len())
        };
        let known: Vec<Vec<Operand>> = readings.iter().filter_map(parts).collect();
        if known.iter().any(|parts| adds_up(parts, &total)) {
            fitting += 1;
        } else if let Some(parts) = known.into_iter().next() {
            wrong.push((total, parts));
        }
    }
    for (total, parts) in wrong {
        let level = match (fitting, way) {
            (0, Way::Across) => continue,
            (0, Way::Down) if !is_near(&parts, &total) => Possible,
            _ => Likely,
        };
        slips.push(total_slip(total, parts, level));
    }
}

/// Which lines a total may add up, the plainest reading first.
fn readings(names: &[String], makes: &[Make], at: usize) -> Vec<Vec<usize>> {
    let is = |it: &usize, make: Make| makes.get(*it) == Some(&make);
    let bounds = |it: &usize| is(it, Make::Subtotal) || is(it, Make::Total);
    let after = if at == 1 { 2..names.len() } else { 1..at };
    let since = (1..at).rev().find(bounds).map_or(1, |it| it + 1);
    let all: Vec<usize> = after.clone().filter(|it| !is(it, Make::Total)).collect();
    let without =
        |make: Make| -> Vec<usize> { all.iter().copied().filter(|it| !is(it, make)).collect() };
    let leaves: Vec<usize> = without(Make::Subtotal);
    let plain: Vec<usize> = leaves.iter().copied().filter(|it| !is(it, Make::Within)).collect();
    let numbered: Vec<usize> = all.iter().copied().filter(|it| is(it, Make::Numbered)).collect();
    let unnumbered: Vec<usize> =
        plain.iter().copied().filter(|it| !is(it, Make::Numbered)).collect();
    let block: Vec<usize> = (since..at).filter(|it| !is(it, Make::Within)).collect();
    let under: Vec<usize> = block.iter().copied().filter(|it| !is(it, Make::Numbered)).collect();
    let subtotals: Vec<usize> = all.iter().copied().filter(|it| is(it, Make::Subtotal)).collect();
    let last = subtotals.last().copied().unwrap_or(0);
    let rest = plain.iter().copied().filter(|it| last < *it);
    let mixed: Vec<usize> = subtotals.iter().copied().chain(rest).collect();
    if is(&at, Make::Subtotal) {
        let section = (since..at).rev().take_while(|it| !is(it, Make::Numbered)).collect();
        return vec![section, under, block];
    }
    let mut readings = Vec::new();
    if 1 < numbered.len() {
        readings.push(numbered.clone());
    }
    if !subtotals.is_empty() {
        readings.push(mixed);
    }
    readings.extend([plain, unnumbered, leaves, subtotals, numbered, all]);
    readings
}

/// Whether the parts come near the total: a slip of the pen, not another reckoning.
fn is_near(parts: &[Operand], total: &Operand) -> bool {
    let tenth =
        total.value.checked_div(if parts.len() < 3 { Decimal::from(20) } else { Decimal::TEN });
    let apart = sum(parts).and_then(|(sum, _)| sum.checked_sub(total.value));
    apart.zip(tenth).is_some_and(|(apart, tenth)| apart.abs() <= tenth)
}

/// A cell that is a plain number.
pub(super) fn number(cell: &Cell<'_>) -> Option<Operand> {
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
