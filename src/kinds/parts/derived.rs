//! Columns of a table worked out from others: 占比, 完成率, 增长率, 增减.
//!
//! Which columns a rate is of is not guessed from words: the formula that most rows follow is
//! taken, and the few rows that do not are reported. Silent where rows follow none.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::change::{is_growth, rate_slip};
use super::math::{Operand, is_ratio, sum};
use super::passage::has;
use super::share::share_slip;
use super::table::{Cell, Rows, is_total, number};
use super::{Slip, Sum};
use crate::text::Confidence::Likely;

/// Tables with more columns are no tables of rates.
const WIDEST: usize = 12;
/// Longer tables are lists of records.
const LONGEST: usize = 300;

/// How a column is worked out of two others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Formula {
    /// The first over its own total.
    Share,
    /// The first over the second.
    Rate,
    /// From the second to the first, in percent.
    Growth,
    /// The first less the second.
    Step,
}

fn formula(name: &str) -> Option<Formula> {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    match () {
        () if has(bare, &["增减", "增量", "净增", "差额"])
            && !has(name, &["%", "％", "率", "幅"]) =>
        {
            Some(Formula::Step)
        }
        () if has(bare, &["增长", "增幅", "增速", "同比", "环比", "涨幅", "降幅", "增减"]) => {
            Some(Formula::Growth)
        }
        () if has(bare, &["占比", "比重"]) => Some(Formula::Share),
        () if bare.ends_with('率') => Some(Formula::Rate),
        () => None,
    }
}

/// A cell of a column worked out, with its sign taken apart.
#[derive(Clone)]
struct Told {
    value: Operand,
    negative: bool,
}

type Column = BTreeMap<u32, Operand>;

/// Cells that do not follow the formula of their column.
pub(super) fn columns(rows: &Rows<'_>, slips: &mut Vec<(Sum, Slip)>) {
    let Some(head) = rows.values().next() else { return };
    if WIDEST < head.len() || LONGEST < rows.len() || rows.len() < 4 {
        return;
    }
    for (column, name) in head.iter().filter(|(column, _)| 0 < **column) {
        let Some(formula) = formula(name.text) else { continue };
        let told: BTreeMap<u32, Told> = rows
            .iter()
            .skip(1)
            .filter_map(|(row, cells)| Some((*row, told(cells.get(column)?)?)))
            .collect();
        read(rows, head, formula, &told, slips);
    }
}

/// The formula with the columns that most rows follow, and the rows that do not.
fn read(
    rows: &Rows<'_>,
    head: &BTreeMap<u32, Cell<'_>>,
    formula: Formula,
    told: &BTreeMap<u32, Told>,
    slips: &mut Vec<(Sum, Slip)>,
) {
    let plain = |name: &str| self::formula(name).is_none() && !has(name, &["序号", "排名", "均"]);
    let columns: Vec<Column> = head
        .iter()
        .filter(|(column, cell)| 0 < **column && plain(cell.text))
        .map(|(column, _)| numbers(rows, *column))
        .collect();
    let mut best: (usize, Vec<Slip>) = (0, Vec::new());
    let mut tied = false;
    for one in &columns {
        for other in &columns {
            let same = std::ptr::eq(one, other);
            if same != (formula == Formula::Share) {
                continue;
            }
            let (fitting, wrong) = tested(rows, formula, told, one, other);
            let places = |slips: &[Slip]| slips.iter().map(|it| it.at.span).collect::<Vec<_>>();
            let other = fitting == best.0 && places(&wrong) != places(&best.1);
            tied = (tied && fitting <= best.0) || (other && 0 < fitting);
            if best.0 < fitting {
                best = (fitting, wrong);
            }
        }
    }
    let (fitting, wrong) = best;
    if 2 <= fitting && wrong.len() * 2 <= fitting && !tied {
        let sum = match formula {
            Formula::Share | Formula::Rate => Sum::Share,
            Formula::Growth | Formula::Step => Sum::Growth,
        };
        slips.extend(wrong.into_iter().map(|slip| (sum, slip)));
    }
}

fn numbers(rows: &Rows<'_>, column: u32) -> Column {
    let cell = |cells: &BTreeMap<u32, Cell<'_>>| cells.get(&column).and_then(number);
    rows.iter().skip(1).filter_map(|(row, cells)| Some((*row, cell(cells)?))).collect()
}

/// How many rows follow the formula over two columns, and what is wrong with the others.
fn tested(
    rows: &Rows<'_>,
    formula: Formula,
    told: &BTreeMap<u32, Told>,
    one: &Column,
    other: &Column,
) -> (usize, Vec<Slip>) {
    let whole = match formula {
        Formula::Share => total(rows, one),
        _ => None,
    };
    let mut fitting = 0;
    let mut wrong = Vec::new();
    for (row, told) in told {
        let base = whole.as_ref().or_else(|| other.get(row));
        let Some((first, second)) = one.get(row).zip(base) else { continue };
        match misfit(formula, told, first, second) {
            Some(slip) => wrong.push(slip),
            None => fitting += 1,
        }
    }
    (fitting, wrong)
}

/// The total of a column: its row of that name, or all of it.
fn total(rows: &Rows<'_>, column: &Column) -> Option<Operand> {
    let named =
        |row: &u32| rows.get(row).and_then(|it| it.get(&0)).is_some_and(|it| is_total(it.text));
    if let Some((_, total)) = column.iter().rev().find(|(row, _)| named(row)) {
        return Some(total.clone());
    }
    let all: Vec<Operand> = column.values().cloned().collect();
    let (value, room) = sum(&all)?;
    let last = all.last()?;
    Some(Operand { room, ..last.with_value(value) })
}

fn misfit(formula: Formula, told: &Told, first: &Operand, second: &Operand) -> Option<Slip> {
    let rate = told.value.clone();
    if second.value.is_zero() && formula != Formula::Step {
        return None;
    }
    let falls = first.value < second.value;
    match formula {
        Formula::Share | Formula::Rate if is_ratio(first, second, &rate) => None,
        Formula::Share | Formula::Rate => share_slip(rate, first.clone(), second.clone(), Likely),
        Formula::Growth => {
            let same = falls == told.negative || first.value == second.value;
            if is_growth(second, first, &rate) != Some(false) && same {
                return None;
            }
            rate_slip(second, first, rate.with_value(-Decimal::ONE), Likely)
                .map(|slip| Slip { at: rate, ..slip })
        }
        Formula::Step => {
            let apart = first.value.checked_sub(second.value)?;
            let shown = if told.negative { -rate.value } else { rate.value };
            let room = first.room.checked_add(second.room)?.checked_add(rate.room)?;
            if apart.checked_sub(shown)?.abs() <= room {
                return None;
            }
            let plain = |it: &Operand| it.plain(it.value);
            let sum = format!("{}－{}＝{}", plain(first), plain(second), apart.normalize());
            let others = vec![first.clone(), second.clone()];
            let expected = apart.normalize().to_string();
            Some(Slip { at: rate, others, sum, expected, level: Likely, against: None })
        }
    }
}

/// A cell as a number with its sign, with or without %.
fn told(cell: &Cell<'_>) -> Option<Told> {
    const MINUS: [char; 4] = ['-', '－', '−', '↓'];
    let text = cell.text.trim_end_matches(['%', '％', '↑', '↓']);
    let bare = text.trim_start_matches(MINUS).trim_start_matches(['+', '＋', '↑']);
    let negative = text.starts_with(MINUS) || cell.text.ends_with('↓');
    let value = number(&Cell { text: bare, span: cell.span })?;
    Some(Told { value, negative })
}
