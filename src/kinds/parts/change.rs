//! Changes against their two values: 由20家增加到30家，增长50%.

use rust_decimal::Decimal;

use super::Slip;
use super::math::{Operand, ratio, rounded};
use super::passage::{EARLIER, Passage, ends, has, last_chars, width};
use crate::syntax::quantity::Bound;
use crate::text::Confidence::{self, Certain, Likely};
use crate::text::Span;

const UP: [&str; 14] = [
    "增加", "增长", "提高", "上升", "扩大", "提升", "增至", "升至", "增幅", "增", "涨", "偏多",
    "偏高", "多",
];
const DOWN: [&str; 13] = [
    "下降", "减少", "降低", "压缩", "缩短", "降至", "减至", "降幅", "降", "减", "偏少", "偏低",
    "少",
];

/// Rates that are not the plain change between the two values told.
pub(super) const OTHER_RATES: [&str; 12] = [
    "年均",
    "累计",
    "其中",
    "平均",
    "可比",
    "价格",
    "扣除",
    "实际增长",
    "名义",
    "转",
    "环比",
    "分别",
];

/// Whether words tell a rise; nothing where they tell no change.
pub(super) fn rises(words: &str) -> Option<bool> {
    let last = |list: &[&str]| list.iter().filter_map(|it| words.rfind(it)).max();
    match (last(&UP), last(&DOWN)) {
        (None, None) => None,
        (up, down) => Some(down < up),
    }
}

/// 由x增加到y，增长z%.
pub(super) fn told(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to.saturating_sub(2) {
        slips.extend(told_at(passage, index));
    }
}

fn pair(passage: &Passage<'_>, index: usize) -> Option<(Operand, Operand, bool)> {
    const WIDEST: usize = 9;
    let (from, to) = (passage.figure(index)?, passage.figure(index + 1)?);
    let gap = passage.gap(index, index + 1);
    let joined = from.unit == to.unit
        && gap.len() <= 8 * WIDEST
        && ends(gap, &["到", "至", "为", "到了"])
        && width(gap) <= WIDEST
        && !gap.contains(['，', '。', '、', '转']);
    if !joined || !last_chars(passage.label(index), 14).contains(['由', '从']) {
        return None;
    }
    let (from, to) = (passage.operand(index)?, passage.operand(index + 1)?);
    // 由177家发展到217家: the values tell the direction.
    let plain = has(gap, &["发展到", "变为", "变成", "来到", "达到"]);
    let rising = rises(gap).or_else(|| plain.then_some(from.value < to.value))?;
    Some((from, to, rising))
}

fn told_at(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let (from, to, _) = pair(passage, index)?;
    let third = index + 2;
    let words = passage.gap(index + 1, third);
    if 9 < width(words) || has(words, &OTHER_RATES) || has(words, &EARLIER) {
        return None;
    }
    let change = passage.operand(third)?;
    let kind = passage.figure(third)?.unit;
    let source = passage.figure(index)?.unit;
    rises(words)?;
    if kind.dimension == "ratio" && source.dimension != "ratio" {
        return rate_slip(&from, &to, change, Certain);
    }
    if kind.dimension == "ratio" && kind == source {
        return swapped_points(from, to, change);
    }
    let points = kind.dimension == "point" && source.dimension == "ratio";
    (points || kind == source).then(|| difference_slip(from, to, change)).flatten()
}

/// 由96%提高到98%，提高2%: points told as a percentage, unless the rate itself grew so much.
fn swapped_points(from: Operand, to: Operand, change: Operand) -> Option<Slip> {
    let apart = to.value.checked_sub(from.value)?.abs();
    let percent = ratio(apart, from.value)?.round_dp(change.ulp.scale());
    let points = apart == change.value && percent != change.value;
    if !points && is_growth(&from, &to, &change)? {
        return None;
    }
    let slip = difference_slip(from.clone(), to.clone(), change.with_value(Decimal::ZERO))?;
    let expected = format!("{}个百分点", apart.normalize());
    Some(Slip { sum: format!("{}个百分点", slip.sum), expected, at: change, ..slip })
}

pub(super) fn difference_slip(from: Operand, to: Operand, change: Operand) -> Option<Slip> {
    let apart = to.value.checked_sub(from.value)?.abs();
    let room = from.room.checked_add(to.room)?.checked_add(change.room)?;
    if apart.checked_sub(change.value)?.abs() <= room {
        return None;
    }
    let (more, less) = if from.value < to.value { (&to, &from) } else { (&from, &to) };
    let sum = format!("{}－{}＝{}", to.plain(more.value), to.plain(less.value), to.plain(apart));
    let expected = change.with_unit(apart);
    Some(Slip { at: change, others: vec![from, to], sum, expected, level: Likely, against: None })
}

/// The growth from one value to another against the rate told.
pub(super) fn rate_slip(
    from: &Operand,
    to: &Operand,
    rate: Operand,
    level: Confidence,
) -> Option<Slip> {
    let apart = to.value.checked_sub(from.value)?;
    if is_growth(from, to, &rate)? {
        return None;
    }
    let percent = rounded(ratio(apart.abs(), from.value)?, &rate);
    let (sign, one, other) = if apart.is_sign_negative() {
        ("－", from.value, to.value)
    } else {
        ("－", to.value, from.value)
    };
    let base = to.plain(from.value);
    let sum =
        format!("（{}{sign}{}）÷{base}＝{}%", to.plain(one), to.plain(other), percent.normalize());
    let expected = format!("{}%", percent.normalize());
    Some(Slip {
        at: rate,
        others: vec![from.clone(), to.clone()],
        sum,
        expected,
        level,
        against: None,
    })
}

/// Whether the rate can be the change between the values as shown.
pub(super) fn is_growth(from: &Operand, to: &Operand, rate: &Operand) -> Option<bool> {
    let change = |from: Decimal, to: Decimal| ratio(to.checked_sub(from)?, from);
    let mut bounds = Vec::new();
    for near in [from.room, -from.room] {
        for far in [to.room, -to.room] {
            bounds.push(change(from.value.checked_add(near)?, to.value.checked_add(far)?)?.abs());
        }
    }
    let low = bounds.iter().min()?.checked_sub(rate.ulp)?;
    let high = bounds.iter().max()?.checked_add(rate.ulp)?;
    Some(low <= rate.value && rate.value <= high)
}

/// T，比上年增加w，增长z%.
pub(super) fn increments(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to.saturating_sub(2) {
        slips.extend(increment(passage, index));
    }
}

fn increment(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let (level, step) = (passage.figure(index)?, passage.figure(index + 1)?);
    let first = passage.gap(index, index + 1).trim_start_matches(['，', '、', ',']);
    let second = passage.gap(index + 1, index + 2);
    let plain = second.trim_start_matches(['，', '、', ',']).trim_end_matches(['了', '为']);
    let compared = first.starts_with(['比', '较']) && has(first, &EARLIER) && width(first) <= 12;
    let grows = plain.trim_start_matches("同比");
    let short = (UP.contains(&grows) || DOWN.contains(&grows)) && second.len() != plain.len();
    if level.unit != step.unit || !passage.is_percent(index + 2) || level.unit.is_rate() {
        return None;
    }
    let up = rises(first)?;
    if !compared || !short || rises(second)? != up {
        return None;
    }
    let (to, step) = (passage.operand(index)?, passage.operand(index + 1)?);
    let from =
        if up { to.value.checked_sub(step.value)? } else { to.value.checked_add(step.value)? };
    let room = to.room.checked_add(step.room)?.checked_add(Decimal::new(5, 1))?;
    if from <= room {
        return None;
    }
    let mut base = to.with_value(from);
    base.room = room;
    let rate = passage.operand(index + 2)?;
    let slip = rate_slip(&base, &to, rate, Likely)?;
    Some(Slip { others: vec![to, step], ..slip })
}

/// 去年20家。今年30家，增长50%.
pub(super) fn years(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        if passage.is_percent(index) {
            slips.extend(year(passage, index));
        }
    }
}

fn year(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let label = passage.label(index);
    let now = index.checked_sub(1).filter(|it| passage.near < *it && passage.counts(*it))?;
    let gap = passage.gap(now, index);
    let rising = rises(label)?;
    if has(gap, &OTHER_RATES) || !is_plain_change(passage, label, now) || is_earlier(passage, now) {
        return None;
    }
    let before = *passage.alike(passage.reach(now)..now, now).last()?;
    let between =
        before + 1 == now || passage.figure(before)?.sentence != passage.figure(now)?.sentence;
    if !between || !is_earlier(passage, before) || has(passage.gap(before, now), &["其中", "另"])
    {
        return None;
    }
    let (from, to, rate) =
        (passage.operand(before)?, passage.operand(now)?, passage.operand(index)?);
    let agrees = (from.value < to.value) == rising;
    let near =
        ratio(to.value.checked_sub(from.value)?, from.value)?.abs().checked_sub(rate.value)?.abs();
    if !agrees || from.value.is_zero() || Decimal::from(20) < near {
        return None;
    }
    rate_slip(&from, &to, rate, Likely)
}

/// Whether a figure is of the time before.
pub(super) fn is_earlier(passage: &Passage<'_>, index: usize) -> bool {
    let Some(figure) = passage.figure(index) else { return false };
    let lead = passage.lead(index);
    let told = has(lead, &EARLIER)
        && !has(lead, &["今年", "本年"])
        && !has(lead, &["比去年", "比上年", "较上年", "较去年", "同比"]);
    let year = figure.report_year.and_then(|year| year.checked_sub(1));
    told || year.is_some_and(|year| lead.contains(&format!("{year}年")))
}

/// Whether the words before a rate name nothing else that may have grown.
fn is_plain_change(passage: &Passage<'_>, label: &str, now: usize) -> bool {
    let mut words = label.to_owned();
    let fill =
        ["同比", "比", "较", "了", "数量", "一年工夫", "一下子", "长", "又", "相", "也", "的"];
    for word in EARLIER.iter().chain(&UP).chain(&DOWN).chain(&fill) {
        words = words.replace(word, "");
    }
    let marks: Vec<char> = words.chars().filter(|it| !it.is_whitespace()).collect();
    let told =
        passage.lead(now).to_owned() + passage.tail(now) + passage.lead(now.saturating_sub(1));
    marks.len() < 2 || marks.windows(2).any(|pair| told.contains(&pair.iter().collect::<String>()))
}

/// Words that tell a change of so many tenths: 降了近四成.
const TENTHS: [(&str, bool); 10] = [
    ("增长", true),
    ("增加", true),
    ("长了", true),
    ("涨了", true),
    ("多了", true),
    ("下降", false),
    ("减少", false),
    ("降了", false),
    ("少了", false),
    ("压缩", false),
];

/// 去年36起，今年27起，降了三成多.
pub(super) fn tenths(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        slips.extend(tenth(passage, index));
    }
}

fn tenth(passage: &Passage<'_>, told: usize) -> Option<Slip> {
    let now = told.checked_sub(1).filter(|it| passage.near <= *it)?;
    let figure = passage.figure(told).filter(|_| passage.is_percent(told))?;
    if !figure.span.of(passage.text).contains('成') {
        return None;
    }
    let words = passage.lead(told);
    let (verb, rising) = TENTHS
        .iter()
        .filter_map(|(verb, rising)| Some((words.rfind(verb)?, *rising)))
        .max_by_key(|it| it.0)?;
    let close = words.get(verb..).is_some_and(|it| it.chars().count() <= 5);
    if !close || !is_plain_change(passage, last_clause(words), now) || is_earlier(passage, now) {
        return None;
    }
    let previous = *passage.alike(passage.reach(now)..now, now).last()?;
    let (from, to) = (passage.operand(previous)?, passage.operand(now)?);
    if !is_earlier(passage, previous) || (from.value < to.value) != rising {
        return None;
    }
    let value = figure.amount.value;
    let (less, more) = match figure.amount.bound {
        Bound::Under => (Decimal::TEN, Decimal::ZERO),
        Bound::Over | Bound::AtLeast => (Decimal::ZERO, Decimal::TEN),
        _ => (Decimal::from(5), Decimal::from(5)),
    };
    let true_value = ratio(to.value.checked_sub(from.value)?.abs(), from.value)?;
    let (low, high) = (value.checked_sub(less)?, value.checked_add(more)?);
    if low <= true_value && true_value <= high {
        return None;
    }
    let at = Operand::number(figure.span, value);
    let percent = true_value.round_dp(1).normalize();
    let base = to.plain(from.value);
    let (more, less) = if rising { (to.value, from.value) } else { (from.value, to.value) };
    let sum = format!("（{}－{}）÷{base}＝{percent}%", to.plain(more), to.plain(less));
    Some(Slip {
        at,
        others: vec![from, to],
        sum,
        expected: format!("{percent}%"),
        level: Likely,
        against: None,
    })
}

fn last_clause(words: &str) -> &str {
    words.rsplit(['，', '。', '；', '\u{3000}']).next().unwrap_or(words)
}

/// 较上年的20家增长50%, after this year's value.
pub(super) fn bases(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to.saturating_sub(1) {
        slips.extend(base(passage, index));
    }
}

fn base(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let label = passage.label(index);
    let based = label.ends_with('的') || ends(label, &EARLIER);
    let compared = label.contains(['比', '较']) && has(label, &EARLIER) && based;
    let gap = passage.gap(index, index + 1);
    if !compared || !passage.is_percent(index + 1) || 6 < width(gap) || has(gap, &OTHER_RATES) {
        return None;
    }
    let rising = rises(gap)?;
    let head = label.split(['比', '较']).next().unwrap_or(label);
    // 138件，较9月的120件增长15%，较上年的150件下降8%: another base is not this year's value.
    let plain = |at: &usize| !passage.label(*at).contains(['比', '较']);
    let alike = passage.alike(passage.reach(index)..index, index);
    let near = alike.iter().copied().rfind(plain);
    let far = || passage.namesake(index, head);
    let now = near.or_else(far)?;
    let (from, to) = (passage.operand(index)?, passage.operand(now)?);
    let rate = passage.operand(index + 1)?;
    if (from.value < to.value) != rising || is_earlier(passage, now) {
        return None;
    }
    // 受理62件，办结58件，数量比上年的50件上升24%: the number is that of another figure.
    let of_another = alike.iter().filter_map(|it| passage.operand(*it));
    if of_another.into_iter().any(|it| rate_slip(&from, &it, rate.clone(), Likely).is_none()) {
        return None;
    }
    rate_slip(&from, &to, rate, Likely)
}

/// 由20家下降到30家: the verb and the values disagree.
pub(super) fn signs(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to.saturating_sub(1) {
        let Some((from, to, rising)) = pair(passage, index) else { continue };
        let turned = if rising { to.value < from.value } else { from.value < to.value };
        let counted = passage.counts(index) || passage.is_percent(index);
        if turned && counted {
            let sum = format!("{}→{}", from.with_unit(from.value), to.with_unit(to.value));
            let expected = from.with_unit(from.value);
            // 压缩到8天: the verb belongs to what is wrong.
            let span = Span { start: from.span.end, end: to.span.end };
            let at = Operand { span, ..to };
            slips.push(Slip {
                at,
                others: vec![from],
                sum,
                expected,
                level: Likely,
                against: None,
            });
        }
    }
}
