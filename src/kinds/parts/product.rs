//! So many for each: 6支，每支5人，共30人 · 每季度2次，全年8次.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{EARLIER, Passage, has};
use super::total::is_total;
use crate::text::Confidence::Likely;

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
    if readings(&one, &counts, by_time).contains(&all.value) {
        return None;
    }
    let named = named(passage, each, &counts);
    let mut factors: Vec<Decimal> = named.iter().map(|(_, it)| it.value).collect();
    factors.extend(by_time);
    if factors.is_empty() {
        return None;
    }
    let expected = factors.iter().try_fold(one.value, |all, it| all.checked_mul(*it))?;
    let terms: Vec<String> = factors.iter().map(|it| it.normalize().to_string()).collect();
    let sum = format!("{}×{}＝{}", terms.join("×"), one.plain(one.value), all.plain(expected));
    let others = named.into_iter().map(|it| it.1).chain([one]).collect();
    Some(Slip {
        expected: all.with_unit(expected),
        at: all,
        others,
        sum,
        level: Likely,
        against: None,
    })
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
    (passage.from..passage.to)
        .filter(|it| *it != each && *it != total && *it < total + 2 && passage.counts(*it))
        .filter_map(|it| Some((it, passage.operand(it)?)))
        .filter(|(_, it)| it.value == it.value.trunc())
        .take(MOST)
        .collect()
}

/// Every product of the number for each with one, two or three multipliers.
fn readings(one: &Operand, counts: &[(usize, Operand)], times: Option<Decimal>) -> Vec<Decimal> {
    let mut products = vec![one.value];
    for factor in counts.iter().map(|it| it.1.value).chain(times) {
        let more: Vec<_> = products.iter().filter_map(|it| it.checked_mul(factor)).collect();
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
