//! What came and what went: 新增623户，注销211户，净增422户 · 年初86件，新收742件，审结751件，年末87件.
//!
//! Silent where a figure between is neither a gain nor a loss, and where some of them alone make it
//! come out.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{Passage, ends, has, without_copula};
use crate::text::Confidence::Likely;

const GAINS: [&str; 34] = [
    "新开",
    "入会",
    "入驻",
    "迁入",
    "出生",
    "流入",
    "购进",
    "调进",
    "吸收",
    "发展",
    "招收",
    "加入",
    "认定",
    "纳入",
    "新增",
    "新收",
    "新登记",
    "新设",
    "收到",
    "受理",
    "采购",
    "购入",
    "入库",
    "收入",
    "转入",
    "新建",
    "接收",
    "招录",
    "招聘",
    "引进",
    "调入",
    "新发展",
    "补充",
    "新立",
];
const LOSSES: [&str; 42] = [
    "关停", "退会", "退租", "搬离", "验收", "终止", "竣工", "歇业", "关闭", "毕业", "死亡", "迁出",
    "流出", "核销", "收回", "偿还", "归还", "清退", "注销", "审结", "办结", "结案", "调拨", "使用",
    "报废", "发放", "支出", "转出", "出库", "减少", "处置", "退休", "离职", "销号", "调出", "流失",
    "拆除", "退出", "下拨", "消耗", "吊销", "辞职",
];
const OPENINGS: [&str; 8] =
    ["年初", "期初", "上年结转", "去年结转", "上年末", "去年底", "旧存", "上年底"];
const CLOSINGS: [&str; 6] = ["年末", "期末", "年底", "月底", "结存", "结余"];

/// Nets and closing stocks that do not follow from what came and went.
pub(super) fn flows(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from + 2..passage.to {
        let label = passage.label(index);
        if !label.contains(['净', '末', '底', '结']) {
            continue;
        }
        let label = without_copula(label);
        if ends(label, &["净增", "净增加", "净减少", "净流入", "净流出"]) {
            slips.extend(net(passage, index));
        } else if has(label, &CLOSINGS) && !has(label, &OPENINGS) {
            slips.extend(balance(passage, index));
        }
    }
}

/// Whether the words before a figure tell a gain (true) or a loss.
fn sign(passage: &Passage<'_>, index: usize) -> Option<bool> {
    let words = passage.own_words(index);
    match (has(&words, &GAINS), has(&words, &LOSSES)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn net(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let before = passage.alike(passage.reach(index)..index, index);
    let known = passage.operands(&before)?;
    let told = passage.operand(index)?;
    let apart = |one: &Operand, other: &Operand| Some(one.value.checked_sub(other.value)?.abs());
    let fits = known.iter().any(|one| {
        known.iter().any(|other| apart(one, other).is_none_or(|it| near(it, &told, one, other)))
    });
    let (gain, loss) = (index - 2, index - 1);
    let pair = passage.alike(gain..index, index).len() == 2;
    let signs = (sign(passage, gain), sign(passage, loss));
    // Where one is known to be a gain, the other, right before a net, is the loss.
    let within = has(passage.lead(index), &["其中"]) || passage.label(loss).contains('净');
    // A增加42户，B增加65户，C减少3户，D增加12户，净增116户: more than one pair.
    let unit = passage.figure(index)?.unit;
    let longer = gain.checked_sub(1).filter(|it| passage.from <= *it).is_some_and(|it| {
        passage.figure(it).is_some_and(|it| it.unit == unit)
            && (passage.label(it).contains(['增', '减']) || sign(passage, it).is_some())
    });
    let parted = signs.0 != signs.1 && !within && !longer;
    if fits || !pair || !parted {
        return None;
    }
    let (one, other) = (passage.operand(gain)?, passage.operand(loss)?);
    let (more, less) = if one.value < other.value { (&other, &one) } else { (&one, &other) };
    let expected = apart(&one, &other)?;
    let plain = |value| told.plain(value);
    let sum = format!("{}－{}＝{}", plain(more.value), plain(less.value), plain(expected));
    let shown = told.with_unit(expected);
    let others = vec![one, other];
    Some(Slip { at: told, others, sum, expected: shown, level: Likely, against: None })
}

fn near(value: Decimal, told: &Operand, one: &Operand, other: &Operand) -> bool {
    let room = one.room.checked_add(other.room).and_then(|it| it.checked_add(told.room));
    value.checked_sub(told.value).zip(room).is_none_or(|(apart, room)| apart.abs() <= room)
}

fn balance(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    const MOST: usize = 6;
    let unit = passage.figure(index)?.unit;
    let opens = |at: &usize| {
        passage.figure(*at).is_some_and(|it| it.unit == unit) && has(passage.label(*at), &OPENINGS)
    };
    let opening = (passage.from.max(passage.reach(index))..index).find(opens)?;
    let between = passage.alike(opening + 1..index, index);
    let plain = |at: &usize| passage.figure(*at).is_some_and(|it| !it.bracketed);
    if between.is_empty() || MOST < between.len() || !between.iter().all(plain) {
        return None;
    }
    let signs = between.iter().map(|at| sign(passage, *at)).collect::<Option<Vec<_>>>()?;
    if !signs.contains(&true) || !signs.contains(&false) {
        return None;
    }
    let (start, end) = (passage.operand(opening)?, passage.operand(index)?);
    let steps = passage.operands(&between)?;
    if reaches(start.value, &steps, &signs, &end) {
        return None;
    }
    let mut value = start.value;
    let mut sum = end.plain(start.value);
    for (step, gain) in steps.iter().zip(&signs) {
        let (mark, next) = match gain {
            true => ('＋', value.checked_add(step.value)?),
            false => ('－', value.checked_sub(step.value)?),
        };
        value = next;
        sum = format!("{sum}{mark}{}", end.plain(step.value));
    }
    let sum = format!("{sum}＝{}", end.plain(value));
    let expected = end.with_unit(value);
    let others = std::iter::once(start).chain(steps).collect();
    Some(Slip { at: end, others, sum, expected, level: Likely, against: None })
}

/// Whether some of the few steps lead to the end.
fn reaches(value: Decimal, steps: &[Operand], gains: &[bool], end: &Operand) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        let apart = value.checked_sub(end.value);
        return apart.is_none_or(|apart| apart.abs() <= end.room);
    };
    let (gain, gains) = gains.split_first().map_or((true, gains), |(gain, rest)| (*gain, rest));
    let next = if gain { value.checked_add(step.value) } else { value.checked_sub(step.value) };
    [Some(value), next].into_iter().flatten().any(|value| reaches(value, rest, gains, end))
}
