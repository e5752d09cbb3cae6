//! So many for each: 6支，每支5人，共30人 · 每季度2次，全年8次.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{EARLIER, Passage, has};
use super::total::is_total;
use crate::text::Confidence::{Likely, Possible};

/// A total against a number for each and how many there are.
pub(super) fn products(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    let mut last: Option<usize> = None;
    for index in passage.from..passage.to {
        if let Some(each) = last {
            slips.extend(read(passage, each, index));
        }
        let lead = passage.lead(index);
        let told =
            lead.contains('每') || (passage.label(index).contains('各') && !lead.contains("各类"));
        if told && passage.counts(index) {
            last = Some(index);
        }
    }
}

fn read(passage: &Passage<'_>, each: usize, total: usize) -> Option<Slip> {
    const NEAR: usize = 4;
    let (one, all) = (passage.figure(each)?, passage.figure(total)?);
    let units = (one.unit.name, all.unit.name);
    let same = units.0 == units.1 || (units.1.contains(units.0) || units.1.ends_with(units.0));
    let label = passage.label(total);
    let yearly = has(passage.lead(total), &["全年", "一年", "到12月底", "截至12月底"]);
    let called = is_total(passage, total) || has(label, &["共", "合计", "累计", "加起来"]);
    let closes = passage.closes(total) || (!all.head.is_empty() && one.head == all.head);
    let lead = passage.lead(each);
    let weeks = || weeks(passage.gap(each, total)).filter(|_| lead.contains("每周"));
    let by_time = times(lead).filter(|_| yearly).or_else(weeks);
    if !same || NEAR < total - each || !(called || by_time.is_some()) || !closes {
        return None;
    }
    if has(label, &EARLIER) || label.contains('每') || has(lead, &["不少于", "至少", "以上"])
    {
        return None;
    }
    let (one, all) = (passage.operand(each)?, passage.operand(total)?);
    let counts = multipliers(passage, each, total);
    let readings = readings(&one, &counts, by_time);
    // 专职7名，11家各设1名，合计18名: the product is one part of the total.
    let rest = passage.alike(passage.near.max(passage.reach(total))..total, total);
    let others = rest.iter().filter(|it| **it != each);
    let rest: Vec<Operand> = others.filter_map(|it| passage.operand(*it)).collect();
    let comes_out = |it: &Product| {
        let left = apart(it.value, all.value);
        left <= all.room || rest.iter().any(|other| apart(other.value, left) <= all.room)
    };
    if readings.iter().any(comes_out) {
        return None;
    }
    let named = named(passage, each, &counts);
    let mut plain: Vec<Decimal> = named.iter().map(|(_, it)| it.value).collect();
    plain.extend(by_time);
    let plain = readings.iter().find(|it| it.factors == plain && !plain.is_empty())?;
    // The plain reading, or the nearest; where all are far off, the total is of something more.
    let near = |it: &&Product| is_near(it.value, all.value);
    let nearest = || readings.iter().filter(near).min_by_key(|it| apart(it.value, all.value));
    let read = Some(plain).filter(near).or_else(nearest)?;
    // Eight courses for 50 people each may see 412.
    let attended = units.1 == "人次" && units.0 != "人次";
    let implied = yearly && times(lead).is_some() && read.factors != plain.factors;
    let terms: Vec<String> = read.factors.iter().map(|it| it.normalize().to_string()).collect();
    let (factor, product) = (one.plain(one.value), all.plain(read.value));
    let sum = format!("{}×{factor}＝{product}", terms.join("×"));
    let expected = all.with_unit(read.value);
    let used = |it: &(usize, Operand)| read.factors.contains(&it.1.value);
    let others = counts.into_iter().filter(used).map(|it| it.1).chain([one]).collect();
    let level = if attended || implied { Possible } else { Likely };
    Some(Slip { expected, at: all, others, sum, level, against: None })
}

fn apart(one: Decimal, other: Decimal) -> Decimal {
    one.checked_sub(other).map_or(Decimal::MAX, |it| it.abs())
}

/// Whether a product misses a total by less than half of it.
fn is_near(product: Decimal, total: Decimal) -> bool {
    apart(product, total).checked_mul(Decimal::TWO).is_some_and(|twice| twice <= total)
}

/// How often 每月 and 每季度 come in a year.
fn times(lead: &str) -> Option<Decimal> {
    let often = [("每月", 12), ("每个月", 12), ("每季度", 4), ("每个季度", 4)];
    often.iter().find(|(word, _)| lead.contains(word)).map(|(_, times)| Decimal::from(*times))
}

/// How many weeks the words between name: 一年52周.
fn weeks(words: &str) -> Option<Decimal> {
    let (before, _) = words.rsplit_once('周')?;
    let rest = before.trim_end_matches(|mark: char| mark.is_ascii_digit());
    let number: u32 = before.get(rest.len()..)?.parse().ok()?;
    (1..=53).contains(&number).then(|| Decimal::from(number))
}

/// The counts of the sentence that may say how many there are.
fn multipliers(passage: &Passage<'_>, each: usize, total: usize) -> Vec<(usize, Operand)> {
    const MOST: usize = 6;
    (passage.from.max(passage.reach(total))..passage.to.min(total + 2))
        .filter(|it| *it != each && *it != total && passage.counts(*it))
        .filter_map(|it| Some((it, passage.operand(it)?)))
        .filter(|(_, it)| it.value == it.value.trunc())
        .take(MOST)
        .collect()
}

/// A number for each times some of the multipliers.
struct Product {
    value: Decimal,
    factors: Vec<Decimal>,
}

/// Every product of the number for each with some of the multipliers.
fn readings(one: &Operand, counts: &[(usize, Operand)], times: Option<Decimal>) -> Vec<Product> {
    let mut products = vec![Product { value: one.value, factors: Vec::new() }];
    for factor in counts.iter().map(|it| it.1.value).chain(times) {
        let more: Vec<Product> = products
            .iter()
            .filter_map(|it| {
                let factors = it.factors.iter().copied().chain([factor]).collect();
                Some(Product { value: it.value.checked_mul(factor)?, factors })
            })
            .collect();
        products.extend(more);
    }
    products
}

/// The multipliers that 每X names: 6支 for 每支, 12个乡镇 for 每个乡镇; all there are before 各.
fn named(passage: &Passage<'_>, each: usize, counts: &[(usize, Operand)]) -> Vec<(usize, Operand)> {
    let lead = passage.lead(each);
    let nouns: Vec<&str> = lead.split('每').skip(1).map(|it| it.trim_start_matches('个')).collect();
    let fits = |index: usize| {
        let Some(figure) = passage.figure(index) else { return false };
        let after = passage.tail(index).trim_start();
        nouns.iter().any(|noun| {
            let two: String = noun.chars().take(2).collect();
            let unit = figure.unit.name.trim_start_matches('个');
            let by_unit = !unit.is_empty() && noun.starts_with(unit);
            let last = figure.head.chars().last();
            by_unit
                || (last.is_some() && last == noun.chars().next())
                || (two.chars().count() == 2
                    && (after.starts_with(&two) || figure.head.contains(&two)))
        })
    };
    let each_of = passage.label(each).contains('各');
    let by_noun = counts.iter().filter(|(at, _)| fits(*at));
    let before = counts.iter().filter(|(at, _)| each_of && *at + 1 == each);
    let mut named: Vec<(usize, Operand)> = by_noun.chain(before).cloned().collect();
    named.sort_by_key(|it| it.0);
    named.dedup_by_key(|it| it.0);
    named
}
