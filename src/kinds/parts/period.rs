//! Parts of a year: 上半年14次，下半年13次，全年27次.

use super::Slip;
use super::list::{exceeds, part_slip, total_slip};
use super::math::adds_up;
use super::passage::{CHANGES, EARLIER, Passage, has};
use crate::syntax::period::Period;
use crate::text::Confidence::Likely;
use crate::text::numeral::digit;

/// A stretch of months, both ends counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Months {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Stretches of a year by name; 半年 comes last, being part of other names.
const NAMED: [(&str, u32, u32); 18] = [
    ("前三季度", 1, 9),
    ("前三个季度", 1, 9),
    ("前两个季度", 1, 6),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("上学期", 1, 6),
    ("下学期", 7, 12),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("全年", 1, 12),
    ("一年下来", 1, 12),
    ("整个学年", 1, 12),
    ("全学年", 1, 12),
    ("学年合计", 1, 12),
    ("年度合计", 1, 12),
    ("半年", 1, 6),
];

/// The months a figure is of, by the words before it.
pub(super) fn months(words: &str) -> Option<Months> {
    if !words.contains(['年', '季', '期', '月']) {
        return None;
    }
    let named = NAMED.iter().find(|(word, ..)| words.contains(word));
    let counted = words.match_indices('月').next().and_then(|(at, _)| in_digits(words.get(..at)?));
    match (named, counted) {
        (Some((_, from, to)), None) => Some(Months { from: *from, to: *to }),
        (None, counted) => counted,
        _ => None,
    }
}

/// 截至11, 1至5, 11—12, 6 in front of 月.
fn in_digits(before: &str) -> Option<Months> {
    let bare = before.strip_suffix('个').unwrap_or(before);
    let (rest, to) = number(bare)?;
    if bare.len() < before.len() {
        return rest.ends_with('前').then_some(Months { from: 1, to });
    }
    if rest.ends_with(['截', '至']) && (rest.ends_with("截至") || rest.ends_with("截止到")) {
        return Some(Months { from: 1, to });
    }
    let dash =
        rest.trim_end_matches('月').trim_end_matches(['至', '到', '—', '-', '～', '~', '－', '–']);
    match number(dash).filter(|_| dash.len() < rest.len()) {
        Some((_, from)) if from < to => Some(Months { from, to }),
        Some(_) => None,
        None => Some(Months { from: to, to }),
    }
}

/// The month number at the end of a text, and the text before it.
fn number(text: &str) -> Option<(&str, u32)> {
    let rest = text.trim_end_matches(|mark| digit(mark).is_some_and(|it| it < 10));
    let digits = text.get(rest.len()..).filter(|it| it.is_ascii())?;
    let value = digits.parse().ok().filter(|value| (1..=12).contains(value))?;
    Some((rest, value))
}

/// The figures of a passage, and of the sentences just before it, that are of a stretch of the
/// year under report; none where the passage itself has none.
fn dated(passage: &Passage<'_>) -> Vec<(usize, Months)> {
    let within = |range: std::ops::Range<usize>| {
        range.filter_map(|index| Some((index, stretch(passage, index)?)))
    };
    let here: Vec<(usize, Months)> = within(passage.from..passage.to).collect();
    if here.is_empty() {
        return here;
    }
    within(passage.near..passage.from).chain(here).collect()
}

fn stretch(passage: &Passage<'_>, index: usize) -> Option<Months> {
    let lead = passage.lead(index);
    let months = months(lead).filter(|_| passage.counts(index))?;
    let other = has(lead, &EARLIER) || has(lead, &CHANGES) || has(lead, &["每", "平均", "均"]);
    (!other && is_of_year(passage, index)).then_some(months)
}

/// Whether nothing in an earlier sentence says that a figure of it is of another year.
fn is_of_year(passage: &Passage<'_>, index: usize) -> bool {
    let other = |it: &Period| {
        matches!(it, Period::Previous | Period::Next | Period::Several | Period::Year(_))
    };
    passage.from <= index || passage.figure(index).is_some_and(|it| !it.periods.iter().any(other))
}

/// Whether the later figure says it counts the same as the earlier: 下半年13次 · 全年受理72件.
fn is_kin(passage: &Passage<'_>, early: usize, late: usize) -> bool {
    let mut words = passage.label(late).to_owned();
    let fill = [
        "总共", "共计", "合计", "总计", "一共", "下来", "累计", "就达", "又", "共", "达", "为",
        "当年", "截至", "了",
    ];
    for word in NAMED.iter().map(|it| it.0).chain(fill) {
        words = words.replace(word, "");
    }
    let marks: Vec<char> = words
        .chars()
        .filter(|mark| {
            digit(*mark).is_none() && !mark.is_whitespace() && !"月份底末至—".contains(*mark)
        })
        .collect();
    let told = match early < passage.from {
        true => passage.lead(early),
        false => passage.opening(early),
    };
    let nouns = |at: usize| passage.figure(at).map(|it| it.head.as_str()).unwrap_or_default();
    let heads = nouns(early) == nouns(late) || passage.closes(late);
    let shared = marks.windows(2).any(|pair| told.contains(&pair.iter().collect::<String>()));
    // 发放 and 放款 speak of one thing, 转入 and 转出 do not.
    let turned = marks.get(1).is_some_and(|mark| "出入进退回".contains(*mark));
    let verb = !turned && marks.first().is_some_and(|mark| told.contains(*mark));
    heads && (marks.len() < 2 || shared || verb)
}

/// The stretches that make up another.
pub(super) fn sums(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    let dated = dated(passage);
    for (at, (total, whole)) in dated.iter().enumerate() {
        if *total < passage.from {
            continue;
        }
        let earlier = dated.get(..at).unwrap_or(&[]);
        slips.extend(sum_before(passage, earlier, *total, *whole));
    }
}

fn sum_before(
    passage: &Passage<'_>,
    earlier: &[(usize, Months)],
    total: usize,
    whole: Months,
) -> Option<Slip> {
    const MOST: usize = 12;
    let unit = passage.figure(total)?.unit;
    let mut parts = Vec::new();
    let mut end = whole.to;
    for (index, months) in earlier.iter().rev().take(MOST) {
        if passage.figure(*index)?.unit != unit || months.to != end || months.from < whole.from {
            continue;
        }
        parts.insert(0, *index);
        if months.from == whole.from {
            break;
        }
        end = months.from - 1;
    }
    let first = dated_start(earlier, *parts.first()?)?;
    if parts.len() < 2 || first.from != whole.from || !is_kin(passage, *parts.first()?, total) {
        return None;
    }
    let (operands, total) = (passage.operands(&parts)?, passage.operand(total)?);
    (!adds_up(&operands, &total)).then(|| total_slip(total, operands, Likely))
}

fn dated_start(dated: &[(usize, Months)], index: usize) -> Option<Months> {
    dated.iter().find(|(at, _)| *at == index).map(|(_, months)| *months)
}

/// A stretch above the longer one that holds it.
pub(super) fn parts(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for pair in dated(passage).windows(2) {
        let [(early, part), (late, whole)] = pair else { continue };
        if *late < passage.from {
            continue;
        }
        let same =
            passage.figure(*early).map(|it| it.unit) == passage.figure(*late).map(|it| it.unit);
        let within = whole.from <= part.from && part.to <= whole.to && part != whole;
        if !same || !within || !is_kin(passage, *early, *late) {
            continue;
        }
        if let Some((part, whole)) = passage.operand(*early).zip(passage.operand(*late))
            && exceeds(&part, &whole)
        {
            slips.push(part_slip(part, whole, Likely));
        }
    }
}
