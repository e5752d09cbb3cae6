//! 占p% against its part and its whole.

use super::Slip;
use super::math::{Operand, is_ratio, ratio, rounded};
use super::passage::{EARLIER, Passage, has, width};
use crate::text::Confidence::{self, Certain, Likely, Possible};

/// Shares told right after their part: 其中党员304人，占44%.
pub(super) fn shares(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        if passage.is_percent(index) && passage.label(index).contains('占') {
            slips.extend(read(passage, index));
        }
    }
}

fn read(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    const WIDEST: usize = 16;
    const MOST: usize = 16;
    let label = passage.label(index);
    let (named, base) = label.split_once('占')?;
    let part =
        if width(named) < 2 { index.checked_sub(1)? } else { named_part(passage, named, index)? };
    if part < passage.from || !passage.counts(part) {
        return None;
    }
    if part + 1 == index && WIDEST < width(passage.gap(part, index)) {
        return None;
    }
    let from = passage.near.max(index.saturating_sub(MOST));
    let earlier = passage.alike(from..part, part);
    let percent = passage.operand(index)?;
    let value = passage.operand(part)?;
    let known: Vec<(usize, Operand)> = earlier
        .iter()
        .filter_map(|it| Some((*it, passage.operand(*it)?)))
        .filter(|(_, whole)| !whole.value.is_zero())
        .collect();
    // 完成97.3亿元，占年度计划的102.4%: a plan may be less than what was done.
    if earlier.len() != passage.operands(&earlier)?.len()
        || known.iter().any(|(_, whole)| is_ratio(&value, whole, &percent))
    {
        return None;
    }
    let mut wholes = known;
    wholes.retain(|(_, whole)| value.value <= whole.value);
    let near = wholes.iter().rev().find(|(at, _)| is_base(passage, *at, part, base));
    let Some((at, whole)) = near else {
        let whole = far_base(passage, part, base).filter(|it| value.value <= it.value)?;
        let fits = is_ratio(&value, &whole, &percent);
        return if fits { None } else { share_slip(percent, value, whole, Possible) };
    };
    // Of what an earlier part of the sentence told, only a slip near the true share is sure enough.
    let apart = ratio(value.value, whole.value)?.checked_sub(percent.value)?.abs();
    if at < &passage.from && rust_decimal::Decimal::TEN < apart {
        return None;
    }
    let plain = earlier.len() == 1 && base.trim_start_matches(['比', '为']).is_empty();
    let sure = plain && passage.lead(part).contains("其中");
    share_slip(percent, value, whole.clone(), if sure { Certain } else { Likely })
}

/// The figure that has the words before 占: 第一种形态52人次 for 第一种形态占….
fn named_part(passage: &Passage<'_>, named: &str, index: usize) -> Option<usize> {
    let named = named.trim();
    (passage.from..index).rev().find(|it| passage.label(*it).ends_with(named))
}

/// Whether 占 speaks of this whole.
fn is_base(passage: &Passage<'_>, whole: usize, part: usize, base: &str) -> bool {
    const EVERYWHERE: [&str; 9] =
        ["全市", "全省", "全国", "全县", "全区", "全镇", "同级", "GDP", "生产总值"];
    let lead = passage.lead(whole);
    // 提出建议47件，…；满意的45件，占95.7%: one sentence in two parts.
    let here = passage.from <= whole || passage.goes_on();
    let between = passage.gap(whole, part);
    if has(base, &EVERYWHERE) || has(lead, &EARLIER) || has(between, &["另有", "此外", "比", "较"])
    {
        return false;
    }
    let noun = noun(base);
    let marks: Vec<char> = noun.chars().collect();
    let told = format!("{lead}{}", passage.tail(whole));
    let shared = marks.windows(2).any(|pair| told.contains(&pair.iter().collect::<String>()));
    // 专任教师 is a narrower whole than 教师.
    let pair_told = |pair: Option<&[char]>| {
        pair.is_none_or(|pair| told.contains(&pair.iter().collect::<String>()))
    };
    let last = marks.len().saturating_sub(2);
    if 4 <= marks.len() && pair_told(marks.get(last..)) && !pair_told(marks.get(..2)) {
        return false;
    }
    if marks.len() < 2 || has(noun, &["总", "全部", "全体"]) {
        return here;
    }
    shared
}

/// What a share is said to be of: 党员总数的比重 is of 党员.
fn noun(base: &str) -> &str {
    let mut noun = base;
    for word in ["比重", "比例", "比", "为", "达到", "达", "的", "到", "约"] {
        noun = noun.trim_end_matches(word);
    }
    noun.trim_start_matches('总').trim_end_matches("总数").trim_end_matches("人数")
}

/// The whole a share names, told in another paragraph under the same head and only once so.
fn far_base(passage: &Passage<'_>, part: usize, base: &str) -> Option<Operand> {
    const FAR: usize = 200;
    let noun = noun(base);
    let unit = passage.figure(part)?.unit;
    noun.chars().nth(2)?;
    let named =
        |at: &usize| passage.figure(*at).is_some_and(|it| it.unit == unit && it.head == noun);
    let mut known = (part.saturating_sub(FAR)..passage.near).rev().filter(named);
    let whole = known.next().filter(|at| !has(passage.lead(*at), &EARLIER))?;
    let value = |at: usize| passage.figure(at).map(|it| it.amount.value);
    let alone = known.all(|at| value(at) == value(whole));
    alone.then(|| passage.operand(whole)).flatten()
}

/// A percentage that is none of part and whole.
pub(super) fn share_slip(
    percent: Operand,
    part: Operand,
    whole: Operand,
    level: Confidence,
) -> Option<Slip> {
    let true_value = rounded(ratio(part.value, whole.value)?, &percent);
    let sum = format!(
        "{}÷{}＝{}%",
        whole.plain(part.value),
        whole.plain(whole.value),
        true_value.normalize()
    );
    let expected = format!("{}%", true_value.normalize());
    Some(Slip { at: percent, others: vec![part, whole], sum, expected, level, against: None })
}
