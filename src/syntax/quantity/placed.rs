//! Quantities that only their place shows: 资金50万, 跑步机一台.

use nom::Parser;
use nom::bytes::complete::tag;

use super::number::{Number, arabic, magnitude};
use super::unit::unit;
use super::{Before, Written};
use crate::text::span::last_bytes;

/// Words before an amount whose 元 was left out.
const MONEY: [&str; 20] = [
    "资金",
    "投入",
    "投资",
    "出资",
    "捐款",
    "善款",
    "经费",
    "补助",
    "筹资",
    "贷款",
    "金额",
    "补贴",
    "奖金",
    "投入了",
    "支出",
    "收入",
    "货款",
    "借款",
    "捐助",
    "投放",
];

/// What may follow it.
const SPENT: [&str; 8] = ["购买", "购置", "用于", "建设", "修建", "改造", "支持", "帮助"];

/// Counters of things that are listed one by one.
const THINGS: &str = "台套辆部座间架艘所栋幢处条份篇本张枚";

/// Reads such a quantity at the head of `rest`.
pub(super) fn placed<'a>(
    earlier: &str,
    rest: &'a str,
    before: Before,
) -> Option<(&'a str, Written)> {
    money(earlier, rest).or_else(|| thing(rest, before))
}

/// 资金50万, without 元.
fn money<'a>(earlier: &str, rest: &'a str) -> Option<(&'a str, Written)> {
    const REACH: usize = 18;
    const LEAST: i64 = 10_000;
    let named = last_bytes(earlier, REACH);
    let (left, (number, power)) = (arabic, magnitude).parse(rest).ok()?;
    let near = MONEY.iter().any(|word| named.ends_with(word));
    let spent = SPENT.iter().any(|word| left.starts_with(word));
    let told = near && (spent || ends(left)) && rust_decimal::Decimal::from(LEAST) <= power;
    let (_, unit) = unit("元").ok().filter(|_| told)?;
    let number = number.times(power)?;
    Some((left, Written { number, upper: None, unit, middle: None, after: None, chinese: false }))
}

/// 跑步机一台, at the end of its clause.
fn thing(rest: &str, before: Before) -> Option<(&str, Written)> {
    const NAMES: &str = "这那每某同另第唯统之于是有了在从到把被用以为一";
    let left = rest.strip_prefix('一')?;
    let counter = left.chars().next().filter(|mark| THINGS.contains(*mark))?;
    let named = is_han(before.last) && !NAMES.contains(before.last);
    let (_, unit) = unit(left).ok().filter(|it| it.1.surface.len() == counter.len_utf8())?;
    let (left, _) = tag::<_, _, nom::error::Error<&str>>(unit.surface).parse(left).ok()?;
    let number = Number::one();
    (named && ends(left)).then_some((
        left,
        Written { number, upper: None, unit, middle: None, after: None, chinese: true },
    ))
}

fn is_han(mark: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&mark)
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|mark| "，。；、！）)\n".contains(mark))
}
