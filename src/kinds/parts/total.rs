//! A list, then its total: A 33个、B 24个，共计57个.

use super::Slip;
use super::list::total_slip;
use super::math::adds_up;
use super::passage::{CHANGES, EARLIER, Passage, ends, has, width, without_copula};
use super::period::months;
use crate::text::Confidence::{Certain, Likely, Possible};

/// Words for a total right before it.
const TOTALS: [&str; 12] = [
    "共计",
    "合计",
    "总计",
    "总共",
    "一共",
    "拢共",
    "共有",
    "加起来",
    "加起来一共",
    "总数",
    "共",
    "总量",
];

/// Whether the words before a figure call it a total.
pub(super) fn is_total(passage: &Passage<'_>, index: usize) -> bool {
    let label = passage.label(index);
    if !label.contains(['共', '计', '总', '来']) {
        return false;
    }
    let label = without_copula(label);
    ends(label, &TOTALS) && !ends(label, &["公共", "拥共", "中共"])
}

/// The verb between a total's word and its figure: 三批合计发放, 合计购置设备; its parts must be told
/// with it.
fn total_verb(label: &str) -> Option<&str> {
    const WORDS: [&str; 6] = ["合计", "共计", "总计", "总共", "一共", "共"];
    if !label.contains(['共', '计']) {
        return None;
    }
    let end = WORDS.iter().filter_map(|it| Some(label.rfind(it)? + it.len())).max()?;
    let words = label.get(end..)?.trim_end_matches('了');
    let verb = words.get(..2 * '购'.len_utf8())?;
    (words.chars().count() <= 8 && !label.contains("公共")).then_some(verb)
}

/// The total of the figures before it.
pub(super) fn after_list(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from + 2..passage.to {
        slips.extend(read(passage, index));
    }
}

fn read(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let verb = total_verb(passage.label(index)).filter(|_| !is_total(passage, index));
    // 新修订12项，废止6项，现行共41项: what there is, not what was done.
    if has(passage.label(index), &["现行", "现有", "目前", "在册", "在库", "历年"]) {
        return None;
    }
    // 三季度共受理: of a stretch of the year, not of the list before it.
    let dated = months(passage.label(index)).is_some_and(|it| (it.from, it.to) != (1, 12));
    let verb = verb.filter(|_| !dated);
    let called = verb.is_some() || is_total(passage, index);
    if !passage.counts(index) || !called || !passage.closes(index) {
        return None;
    }
    // 三批合计发放13.95万元: the number of the parts is none of them.
    let numbered = is_number_of_parts(passage, index);
    let end = if numbered { index - 1 } else { index };
    let words = passage.gap(end - 1, end);
    if !words.contains(['，', '、', '；', ',']) {
        return None;
    }
    let parts = before(passage, index, end);
    let first = *parts.first()?;
    let (total, operands) = (passage.operand(index)?, passage.operands(&parts)?);
    // 慰问A 35名、B 28名，共慰问63人: the verb stands once for a list.
    let has_verb = |(at, index): (usize, &usize), verb: &str| {
        let lead = passage.lead(*index);
        lead.contains(verb) || (0 < at && lead.starts_with('、'))
    };
    let told = |verb: &str| parts.iter().enumerate().all(|it| has_verb(it, verb));
    if operands.len() < 2 || verb.is_some_and(|verb| !told(verb)) {
        return None;
    }
    let readings = 0..operands.len() - 1;
    if readings.into_iter().any(|from| adds_up(operands.get(from..).unwrap_or(&[]), &total)) {
        return None;
    }
    let whole = passage.operand(first)?;
    if adds_up(operands.get(1..).unwrap_or(&[]), &whole) {
        return None;
    }
    let more = !passage.alike(passage.from..first, index).is_empty();
    let less = super::math::sum(&operands)?.0 < total.value;
    let listed = parts.iter().skip(1).all(|it| passage.lead(*it).contains('、'));
    let exact = operands.iter().all(|it| it.room.is_zero());
    let level = match (more, less, listed) {
        (true, true, false) => Possible,
        (false, _, true) if exact && total.room.is_zero() => Certain,
        _ => Likely,
    };
    Some(total_slip(total, operands, level))
}

/// Whether the figure before a total only says of how many parts it is.
fn is_number_of_parts(passage: &Passage<'_>, index: usize) -> bool {
    let units = passage.figure(index - 1).zip(passage.figure(index));
    let other = units.is_some_and(|(number, total)| number.unit != total.unit);
    let lead = passage.lead(index);
    other && ["合计", "共计", "总计", "共"].iter().any(|word| lead.starts_with(word))
}

/// The list that ends right before a total.
fn before(passage: &Passage<'_>, index: usize, end: usize) -> Vec<usize> {
    const WIDEST: usize = 16;
    const MOST: usize = 20;
    let mut parts = Vec::new();
    let Some(unit) = passage.figure(index).map(|it| it.unit) else { return parts };
    for at in (passage.from..end).rev().take(MOST) {
        let gap = passage.gap(at, at + 1);
        let Some(figure) = passage.figure(at).filter(|it| it.unit == unit) else { break };
        let told =
            has(gap, &["其中", "每", "各", "平均"]) || has(gap, &CHANGES) || has(gap, &EARLIER);
        // 每人120元 is no part of what was paid.
        let each = has(passage.lead(at), &["每人", "每户", "每月", "人均", "户均"]);
        if told || each || WIDEST < width(gap) || figure.changed_from {
            break;
        }
        parts.insert(0, at);
        if has(passage.lead(at), &["其中", "每", "各支", "平均"]) {
            break;
        }
    }
    parts
}
