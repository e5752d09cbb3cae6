//! Averages against their total and their count: 24名法官结案9135件，人均结案396.2件.
//!
//! Silent where any two figures close by make the average, where it is of a month or a day, where
//! the value is far off (it is then of others than those counted), and for the product of a
//! region, which is told of its people over the year.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{EARLIER, Passage, has, shares_pair};
use crate::syntax::cue::Roles;
use crate::text::Confidence::{Likely, Possible};

/// Words for an average, each with the dimension of what it is taken over.
const AVERAGES: [(&str, &str); 9] = [
    ("人均", "person"),
    ("户均", "household"),
    ("平均每人", "person"),
    ("平均每名", "person"),
    ("平均每位", "person"),
    ("每人平均", "person"),
    ("每名平均", "person"),
    ("平均每户", "household"),
    ("平均每个", ""),
];

/// Averages of something else than the figures told: of a month, of a stock over the year.
const OTHER: [&str; 11] =
    ["月", "日", "天", "周", "年均", "增", "生产总值", "GDP", "可支配", "纯收入", "最"];

/// How many figures before an average are looked at.
const MOST: usize = 12;

/// Averages that are none of what was told.
pub(super) fn averages(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        slips.extend(read(passage, index));
    }
}

fn read(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let label = passage.label(index);
    if !label.contains('均') || !passage.counts(index) {
        return None;
    }
    let (word, over) = AVERAGES.iter().find(|(word, _)| label.contains(word))?;
    let named = label.split_once(word).map_or("", |(_, after)| after);
    if has(label, &OTHER) || has(label, &EARLIER) {
        return None;
    }
    let average = passage.operand(index)?;
    let from = passage.near.max(index.saturating_sub(MOST));
    let plain = |at: &usize| {
        passage.counts(*at)
            && !has(passage.lead(*at), &EARLIER)
            && passage.figure(*at).is_some_and(|it| !it.roles.has(Roles::EACH))
    };
    let totals: Vec<usize> = passage.alike(from..index, index).into_iter().filter(plain).collect();
    let is_count = |at: &usize| {
        passage.figure(*at).is_some_and(|it| match *over {
            "" => named.starts_with(it.head.as_str()) && !it.head.is_empty(),
            over => it.unit.dimension == over,
        })
    };
    let counts: Vec<usize> = (from..index).filter(|at| is_count(at) && plain(at)).collect();
    let known = (passage.operands(&totals)?, passage.operands(&counts)?);
    let fits = |total: &Operand| known.1.iter().any(|count| is_average(total, count, &average));
    if known.0.iter().any(fits) {
        return None;
    }
    let (at_total, total) = (*totals.last()?, known.0.last()?);
    let (at_count, count) = (*counts.last()?, known.1.last()?);
    let expected = total.value.checked_div(count.value)?;
    if !is_near(expected, average.value)
        || passage.gap(at_total.max(at_count), index).contains('其')
    {
        return None;
    }
    let told = totals.len() == 1 && counts.len() == 1 && passage.from <= at_total;
    let kin = named.is_empty() || shares_kin(passage, named, at_total);
    let shown = average.shown_like(expected)?;
    let sum = format!(
        "{}÷{}＝{}",
        average.plain(total.value),
        count.plain(count.value),
        average.plain(shown)
    );
    let others = vec![total.clone(), count.clone()];
    let expected = average.with_unit(shown);
    let level = if told && kin { Likely } else { Possible };
    Some(Slip { at: average, others, sum, expected, level, against: None })
}

/// Whether the average names what the total counts: 人均结案 and 审结案件.
fn shares_kin(passage: &Passage<'_>, named: &str, total: usize) -> bool {
    let told = format!("{}{}", passage.lead(total), passage.tail(total));
    shares_pair(named, &told) || named.chars().any(|mark| told.contains(mark))
}

/// Whether the average can be the total over the count as shown; cutting off counts as rounding.
fn is_average(total: &Operand, count: &Operand, average: &Operand) -> bool {
    let bounds = || {
        let least = total.value.checked_sub(total.room)?.checked_div(count.value)?;
        let most = total.value.checked_add(total.room)?.checked_div(count.value)?;
        Some((least.checked_sub(average.ulp)?, most.checked_add(average.ulp)?))
    };
    bounds().is_none_or(|(least, most)| least <= average.value && average.value <= most)
}

/// A slip of the pen leaves an average in the neighbourhood of the true one.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let within = |low: Decimal, high: Decimal| {
        low.checked_mul(Decimal::TWO).is_some_and(|twice| high <= twice)
    };
    within(one.min(other), one.max(other))
}
