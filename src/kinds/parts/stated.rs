//! A change beside its two values: 47个，比上年的38个增加11个 · 214件，二季度为268件，环比下降25%.
//!
//! Silent where it is not said which value is the earlier, where the rate is of part of them, and
//! where the true rate is far off: the rate is then of something else.

use rust_decimal::Decimal;

use super::Slip;
use super::change::{difference_slip, is_earlier, is_growth, rate_slip, rises};
use super::math::{Operand, ratio};
use super::passage::{EARLIER, Passage, has, width};
use super::period::months;
use crate::syntax::period::Period;
use crate::text::Confidence::{Likely, Possible};

/// How far a rate may be from the true one by a slip of the pen, in points.
const NEAR: i64 = 20;

/// 47个，比上年的38个增加11个.
pub(super) fn steps(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from + 1..passage.to.saturating_sub(1) {
        slips.extend(step(passage, index));
    }
}

fn step(passage: &Passage<'_>, before: usize) -> Option<Slip> {
    let label = passage.label(before);
    let (now, change) = (before - 1, before + 1);
    let compared = label.contains(['比', '较']) && has(label, &EARLIER);
    let units = [now, before, change].map(|it| passage.figure(it).map(|it| it.unit));
    let [to, from, by] = units;
    let points = by?.dimension == "point" && from?.dimension == "ratio";
    let gap = passage.gap(before, change).trim_end_matches('了');
    let verb = gap.trim_start_matches(['，', '净', '共', '相', '了']);
    if !compared || to != from || !(by == from || points) || 4 < width(verb) {
        return None;
    }
    let rising = rises(verb)?;
    let (from, to) = (passage.operand(before)?, passage.operand(now)?);
    let change = passage.operand(change)?;
    if points || from.unit == change.unit {
        let told = (from.value < to.value) == rising;
        return told.then(|| difference_slip(from, to, change)).flatten();
    }
    None
}

/// 今年30家，去年20家，同比增长60%, and the two in one paragraph.
pub(super) fn pairs(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from.max(2)..passage.to {
        if passage.is_percent(index) {
            slips.extend(pair(passage, index).or_else(|| far(passage, index)));
        }
    }
}

/// Words for the stretch before the one under report.
const LAST_TURN: [&str; 7] = ["上季度", "上一季度", "上个季度", "上月", "上个月", "上一月", "上周"];

/// How a rate of change is told: 同比增长, 环比下降.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    Year,
    Turn,
}

/// What a short 同比增长 is measured against; nothing where the words say more.
fn basis(label: &str) -> Option<Basis> {
    const FILL: [&str; 9] = ["增速", "幅度", "达到", "达", "为", "了", "相", "的", "："];
    let rest = label.trim();
    let turn = ["环比", "比上季度", "比上月", "较上月", "较上季度"];
    let year = [
        "同比",
        "比上年末",
        "比上年",
        "较上年末",
        "较上年",
        "比去年同期",
        "较去年同期",
        "较上年同期",
        "比上年同期",
        "比去年",
        "较去年",
        "增幅",
        "降幅",
        "较年初",
        "比年初",
        "较上年底",
        "比上年底",
    ];
    let found = |words: &[&'static str]| words.iter().find(|it| rest.starts_with(**it)).copied();
    let (word, basis) = match (found(&turn), found(&year)) {
        (Some(word), _) => (word, Basis::Turn),
        (None, Some(word)) => (word, Basis::Year),
        _ => return None,
    };
    let mut verb = rest.strip_prefix(word)?.to_owned();
    for fill in FILL {
        verb = verb.replace(fill, "");
    }
    (width(&verb) <= 3).then_some(basis)
}

/// Both values right before the rate.
fn pair(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let label = passage.label(index);
    let (one, other) = (index.checked_sub(2)?, index - 1);
    let near = passage.near <= one && passage.counts(one) && passage.counts(other);
    let alike = passage.alike(one..index, other).len() == 2;
    let basis = basis(label)?;
    let words = passage.gap(other, index);
    let joined = words.starts_with(['，', ',', '、']) && width(words) <= width(label) + 1;
    if !near || !alike || !joined || has(passage.gap(one, index), &["其中", "另"]) {
        return None;
    }
    let (from, to) = order(passage, one, other, basis)?;
    judged(passage, (from, to), index, Likely)
}

/// Which of two figures is the earlier, where the words say so.
fn order(passage: &Passage<'_>, one: usize, other: usize, basis: Basis) -> Option<(usize, usize)> {
    let averaged = |at: usize| has(passage.label(at), &["年均", "平均", "其中"]);
    if averaged(one) || averaged(other) {
        return None;
    }
    let by = |first: bool, second: bool| match (first, second) {
        (true, false) => Some((one, other)),
        (false, true) => Some((other, one)),
        _ => None,
    };
    if basis == Basis::Turn {
        let last = |at: usize| has(passage.label(at), &LAST_TURN);
        if last(one) != last(other) {
            return by(last(one), last(other)).filter(|_| passage.from <= one);
        }
        let end = |at: usize| months(passage.lead(at)).map(|it| (it.from, it.to));
        let (first, second) = (end(one)?, end(other)?);
        return by(first.1 + 1 == second.0, second.1 + 1 == first.0);
    }
    let same = passage.figure(one)?.sentence == passage.figure(other)?.sentence;
    if let Some((first, second)) = year(passage, one).zip(year(passage, other)) {
        let kin = same || is_kin(passage, one, other);
        return by(first + 1 == second, second + 1 == first).filter(|_| kin);
    }
    let told = |at: usize| is_earlier(passage, at);
    by(told(one), told(other)).filter(|_| same)
}

/// The year a figure is of, where its sentence names one.
fn year(passage: &Passage<'_>, index: usize) -> Option<u32> {
    let figure = passage.figure(index)?;
    match figure.periods.last() {
        Some(Period::Year(year)) => Some(*year),
        Some(Period::Whole | Period::This) => figure.report_year,
        _ => None,
    }
}

/// Whether two figures of different sentences count the same thing.
fn is_kin(passage: &Passage<'_>, one: usize, other: usize) -> bool {
    let heads = passage.figure(one).zip(passage.figure(other));
    let same = heads.is_some_and(|(one, other)| !one.head.is_empty() && one.head == other.head);
    same || has(passage.lead(other), &["这一", "该数", "这个数", "此数"])
}

/// The earlier value stands in another paragraph, under the same head.
fn far(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    const FAR: usize = 200;
    let now = index - 1;
    let figure = passage.figure(now).filter(|_| passage.from <= now && passage.counts(now))?;
    let words = passage.gap(now, index);
    let long = figure.head.chars().nth(3).is_some();
    let told = basis(passage.label(index)) == Some(Basis::Year);
    let joined = words.starts_with(['，', ',']) && !words.get('，'.len_utf8()..)?.contains('，');
    if !long || !told || !joined || is_earlier(passage, now) {
        return None;
    }
    let names = |at: &usize| {
        passage.figure(*at).is_some_and(|it| it.unit == figure.unit && it.head == figure.head)
    };
    let earlier = |at: &usize| {
        let last = passage.figure(*at).and_then(|it| it.periods.last());
        names(at) && (is_earlier(passage, *at) || last == Some(&Period::Previous))
    };
    let reach = now.saturating_sub(FAR)..now;
    let mut known = reach.clone().rev().filter(earlier);
    let before = known.next()?;
    let value = |at: usize| passage.figure(at).map(|it| it.amount.value);
    if known.any(|at| value(at) != value(before)) {
        return None;
    }
    judged(passage, (before, now), index, Possible)
}

/// The rate against the two values, unless it is far off or the other way round.
fn judged(
    passage: &Passage<'_>,
    (from, to): (usize, usize),
    index: usize,
    level: crate::text::Confidence,
) -> Option<Slip> {
    let rising = rises(passage.label(index));
    let (from, to) = (passage.operand(from)?, passage.operand(to)?);
    let rate = passage.operand(index)?;
    if from.value.is_zero() || is_near(&from, &to, &rate)? > Decimal::from(NEAR) {
        return None;
    }
    let up = from.value < to.value;
    if rising.is_some_and(|it| it != up) {
        // 下降 for 增长: the rate itself is right.
        return is_growth(&from, &to, &rate)?.then(|| turned(from, to, rate));
    }
    rate_slip(&from, &to, rate, level)
}

/// How many points the rate is from the true one.
fn is_near(from: &Operand, to: &Operand, rate: &Operand) -> Option<Decimal> {
    let change = ratio(to.value.checked_sub(from.value)?, from.value)?.abs();
    Some(change.checked_sub(rate.value)?.abs())
}

fn turned(from: Operand, to: Operand, rate: Operand) -> Slip {
    let sum = format!("{}→{}", from.with_unit(from.value), to.with_unit(to.value));
    let expected = if from.value < to.value { "增长" } else { "下降" };
    let expected = format!("{expected}{}%", rate.value.normalize());
    Slip { at: rate, others: vec![from, to], sum, expected, level: Possible, against: None }
}
