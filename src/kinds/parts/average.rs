//! Averages against their total and their count: 24名法官结案9135件，人均结案396.2件.
//!
//! Silent where any two figures close by make the average, where it is of a month or a day, where
//! the value is far off (it is then of others than those counted), and for the product of a
//! region, which is told of its people over the year.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{EARLIER, Passage, has, shares_pair};
use crate::model::figure::Figure;
use crate::syntax::cue::Roles;
use crate::text::Confidence::{Likely, Possible};

/// Words before the noun that an average is taken over: 平均每个乡镇, 每名干警平均.
const EACH: [&str; 3] = ["平均每", "均每", "每"];

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
    let (over, named) = over(label)?;
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
        passage.figure(*at).is_some_and(|it| is_counted(it, over))
            || over.chars().next().is_some_and(|mark| begins_with(passage.tail(*at), mark))
    };
    let totals: Vec<usize> = totals.into_iter().filter(|at| !is_count(at)).collect();
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

/// What an average is over and of: 人均结案 is over 人 and of 结案.
fn over(label: &str) -> Option<(&str, &str)> {
    if let Some(word) = EACH.iter().find(|word| label.contains(*word)) {
        let (_, after) = label.split_once(word)?;
        return Some((after.trim_start_matches('个'), after));
    }
    let (before, after) = label.split_once('均')?;
    let (at, mark) = before.char_indices().next_back().filter(|(_, mark)| *mark != '平')?;
    Some((before.get(at..at + mark.len_utf8())?, after))
}

/// Whether a figure counts what an average is over, by its unit or the noun it counts.
fn is_counted(figure: &Figure, over: &str) -> bool {
    let begins = |words: &[char]| over.starts_with(words);
    match figure.unit.dimension {
        "person" => begins(&['人', '名', '位']) || (begins(&['生']) && figure.head.contains('生')),
        "household" => begins(&['户', '家']),
        _ => {
            let unit = figure.unit.name.trim_start_matches('个');
            let named = |at: &str| !at.is_empty() && over.starts_with(at);
            let last = figure.head.chars().next_back();
            named(unit) || named(&figure.head) || last.is_some_and(|it| begins(&[it]))
        }
    }
}

/// Whether the noun at the beginning of a text may end in `mark`: 行政村共实施.
fn begins_with(text: &str, mark: char) -> bool {
    const LONGEST: usize = 3;
    let noun = |it: &char| !"，。；、（".contains(*it);
    text.chars().take(LONGEST).take_while(noun).any(|it| it == mark)
}

/// Whether the average names what the total counts: 人均结案 and 审结案件.
fn shares_kin(passage: &Passage<'_>, named: &str, total: usize) -> bool {
    let told = format!("{}{}", passage.lead(total), passage.tail(total));
    shares_pair(named, &told) || named.chars().any(|mark| told.contains(mark))
}

/// Whether the average can be the total over the count as shown, rounded or cut off.
fn is_average(total: &Operand, count: &Operand, average: &Operand) -> bool {
    let bounds = || {
        let least = total.value.checked_sub(total.room)?.checked_div(count.value)?;
        let most = total.value.checked_add(total.room)?.checked_div(count.value)?;
        let half = average.ulp.checked_div(Decimal::TWO)?;
        Some((least.checked_sub(average.ulp)?, most.checked_add(half)?))
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
