//! A total and its parts told in different places: 样本总量39807人, and further on 其中中小学样本25651人、
//! 高校样本14150人.
//!
//! Only near misses, and only where the parts are named after what the total is of: a list need not
//! be complete.

use rust_decimal::Decimal;

use super::Slip;
use super::list::total_slip;
use super::math::{adds_up, sum};
use super::passage::{Passage, has, width};
use crate::text::Confidence::{Likely, Possible};

/// How many figures back a total is looked for.
const FAR: usize = 200;

/// Words that make a head that of a total.
const TOTALS: [&str; 5] = ["总人数", "总量", "总数", "总额", "总"];

/// Lists of parts against a total of the same name told before.
pub(super) fn totals(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    let mut next = passage.from;
    while next + 1 < passage.to {
        let parts = run(passage, next);
        next = parts.last().map_or(next, |last| *last) + 1;
        if 1 < parts.len() {
            slips.extend(read(passage, &parts));
        }
    }
}

/// The figures of one list from a figure on: of one unit, each right behind a mark.
fn run(passage: &Passage<'_>, first: usize) -> Vec<usize> {
    const WIDEST: usize = 16;
    let listed = |index: &usize| {
        let gap = passage.gap(*index - 1, *index);
        let alike = passage.alike(*index - 1..*index + 1, *index).len() == 2;
        alike
            && gap.starts_with(['、', '，', ','])
            && width(gap) <= WIDEST
            && !has(gap, &["其中", "。"])
    };
    std::iter::once(first).chain((first + 1..passage.to).take_while(listed)).collect()
}

fn read(passage: &Passage<'_>, run: &[usize]) -> Option<Slip> {
    let first = *run.first()?;
    let name = shared_end(passage, run)?;
    let unit = passage.figure(first).filter(|_| passage.adds(first))?.unit;
    let named = |at: &usize| {
        passage.figure(*at).is_some_and(|it| it.unit == unit && is_total_of(&it.head, name))
    };
    let known: Vec<usize> = (first.saturating_sub(FAR)..first).filter(named).collect();
    let totals = passage.operands(&known)?;
    let total = totals.last()?;
    let parts = passage.operands(run)?;
    let (value, _) = sum(&parts)?;
    if totals.iter().any(|total| adds_up(&parts, total)) {
        return None;
    }
    let apart = value.checked_sub(total.value)?.abs();
    let within = |share: Decimal| total.value.checked_mul(share).is_some_and(|it| apart <= it);
    let level = match () {
        () if within(Decimal::new(5, 3)) => Likely,
        () if within(Decimal::new(5, 2)) => Possible,
        () => return None,
    };
    Some(total_slip(total.clone(), parts, level))
}

/// The end that the heads of all parts have in common: 有效样本.
fn shared_end<'a>(passage: &Passage<'a>, parts: &[usize]) -> Option<&'a str> {
    let heads = parts.iter().map(|it| passage.figure(*it).map(|it| it.head.as_str()));
    let heads = heads.collect::<Option<Vec<&str>>>()?;
    let (first, rest) = heads.split_first()?;
    let ends = first.char_indices().filter_map(|(at, _)| first.get(at..));
    let common = ends.into_iter().find(|end| rest.iter().all(|it| it.ends_with(end)))?;
    (2 <= common.chars().count()).then_some(common)
}

/// Whether a head is that of the total of what `name` says: 样本总量 of 有效样本.
fn is_total_of(head: &str, name: &str) -> bool {
    let plain = TOTALS.iter().find_map(|word| Some(head.split_once(word)?.0));
    plain.is_some_and(|it| 2 <= it.chars().count() && (it.ends_with(name) || name.ends_with(it)))
        && !has(head, &["平均", "人均"])
}
