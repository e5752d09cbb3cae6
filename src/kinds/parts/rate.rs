//! A rate against its two counts: 抽查240份，合格228份，合格率95%.

use rust_decimal::Decimal;

use super::Slip;
use super::math::{Operand, is_ratio, ratio};
use super::passage::{EARLIER, Passage, has, last_chars, without_copula};
use super::share::share_slip;
use crate::text::Confidence::{Certain, Likely, Possible};

/// How many figures before a rate are looked at.
const MOST: usize = 12;

/// X率 right after the count it is of.
pub(super) fn rates(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        let label = without_copula(passage.label(index));
        if let Some(stem) = label.strip_suffix('率').filter(|_| passage.is_percent(index)) {
            let bare = ["这个", "总", "一次", "其"].iter().find_map(|it| stem.strip_prefix(it));
            let alone = bare.unwrap_or(stem).chars().count() <= 2;
            let near = read(passage, index, last_chars(stem, 2), alone);
            slips.extend(near.or_else(|| far(passage, index, stem)));
        }
    }
}

fn read(passage: &Passage<'_>, index: usize, stem: &str, alone: bool) -> Option<Slip> {
    let part = part_of(passage, index, stem)?;
    let lead = passage.lead(index);
    if stem.is_empty() || has(lead, &EARLIER) || has(stem, &["长", "年", "同比"]) {
        return None;
    }
    let from = passage.near.max(index.saturating_sub(MOST));
    let alike = passage.alike(from..index, part);
    let known: Vec<(usize, Operand)> =
        alike.iter().filter_map(|it| Some((*it, passage.operand(*it)?))).collect();
    let percent = passage.operand(index)?;
    if fits_any(&known, &percent) {
        return None;
    }
    let value = passage.operand(part)?;
    let (whole, base) = known
        .iter()
        .rev()
        .skip(1)
        .take(if known.len() == alike.len() { known.len() } else { 1 })
        .find(|(at, it)| value.value <= it.value && !has(passage.lead(*at), &EARLIER))?;
    let own = passage.own_words(part);
    let told = own.contains(stem);
    // 上线412人，其中一本126人，上线率24%: the rate of both is of a number not told.
    let based = passage.own_words(*whole);
    if based.contains(stem) && !based.contains('应') {
        return None;
    }
    let gap = passage.gap(*whole, part);
    let due = passage.lead(*whole).contains('应');
    let hinted = due && (passage.lead(*whole).contains(stem) || passage.label(part).contains('实'));
    let listed = has(gap, &["里头", "其中", "中有", "当中", "已", "实际", "应"]);
    let near = is_near(&value, base, &percent);
    let level = match (told, near) {
        (true, true) => Certain,
        (false, true) if hinted || (listed && alone) => Likely,
        _ => return None,
    };
    share_slip(
        percent,
        value,
        base.clone(),
        if level == Certain && known.len() == 2 { Certain } else { Likely },
    )
}

/// The count a rate is of: the one before it, or one that shares its stem shortly before.
fn part_of(passage: &Passage<'_>, index: usize, stem: &str) -> Option<usize> {
    const NEAR: usize = 3;
    let before = index.checked_sub(1).filter(|it| passage.near <= *it && passage.counts(*it))?;
    let unit = passage.figure(before)?.unit;
    let own = |at: &usize| {
        passage.figure(*at).is_some_and(|it| it.unit == unit)
            && passage.own_words(*at).contains(stem)
    };
    let earlier = passage.near.max(index.saturating_sub(NEAR))..index;
    Some(earlier.rev().find(own).filter(|_| !stem.is_empty()).unwrap_or(before))
}

/// A rate whose counts stand side by side in another paragraph, the part under the rate's name:
/// 调解纠纷412件，调解成功401件 · 调解成功率95%.
fn far(passage: &Passage<'_>, index: usize, stem: &str) -> Option<Slip> {
    const FAR: usize = 200;
    let long = stem.chars().nth(2).is_some();
    let alone = (passage.reach(index)..index).all(|it| !passage.counts(it));
    if !long || !alone || has(passage.lead(index), &EARLIER) {
        return None;
    }
    let named = |at: &usize| passage.figure(*at).is_some_and(|it| it.head == stem);
    let mut known = (index.saturating_sub(FAR).max(1)..passage.near).rev().filter(named);
    let part = known.next().filter(|_| known.next().is_none())?;
    let whole = part - 1;
    let pair = (passage.figure(whole)?, passage.figure(part)?);
    if pair.0.unit != pair.1.unit || pair.0.sentence != pair.1.sentence || !passage.counts(part) {
        return None;
    }
    let (percent, base) = (passage.operand(index)?, passage.operand(whole)?);
    let value = passage.operand(part).filter(|it| it.value <= base.value)?;
    let known = [(whole, base.clone()), (part, value.clone())];
    let told = is_near(&value, &base, &percent) && !fits_any(&known, &percent);
    told.then(|| share_slip(percent, value, base, Possible)).flatten()
}

/// Whether some two counts make the rate, or what is missing of it.
fn fits_any(known: &[(usize, Operand)], percent: &Operand) -> bool {
    let missing = Decimal::ONE_HUNDRED.checked_sub(percent.value);
    let missing = missing.map(|value| percent.with_value(value));
    known.iter().any(|(_, part)| {
        known.iter().filter(|(_, it)| !it.value.is_zero()).any(|(_, whole)| {
            let other = missing.as_ref().is_some_and(|it| is_ratio(part, whole, it));
            is_ratio(part, whole, percent) || other
        })
    })
}

/// A slip of the pen leaves a rate in the neighbourhood of the true one; another rate may be
/// anywhere.
fn is_near(part: &Operand, whole: &Operand, percent: &Operand) -> bool {
    const NEAR: i64 = 10;
    ratio(part.value, whole.value)
        .and_then(|it| it.checked_sub(percent.value))
        .is_some_and(|apart| apart.abs() <= Decimal::from(NEAR))
}
