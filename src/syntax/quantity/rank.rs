//! Ranks: 全省第3位, 位居全市第二. Items (第二次会议, 第三章) are none.

use rust_decimal::Decimal;

use super::number::{arabic, chinese, is_digit};
use super::{Amount, Bound, Quantity, Unit};
use crate::text::Span;
use crate::text::numeral::cardinal;
use crate::text::span::last_bytes;

/// Words before 第 that rank.
const RANKED: [&str; 22] = [
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全州",
    "全行",
    "全系统",
    "省内",
    "市内",
    "同类",
    "排名",
    "排",
    "列",
    "居",
    "列全省",
    "考核",
    "评比",
    "评价",
    "综合",
    "系统",
    "总分",
];

/// The length of the rank at the head of `rest`, which begins with 第, and the rank itself.
pub(super) fn rank(earlier: &str, rest: &str) -> Option<(usize, Quantity)> {
    let after = rest.strip_prefix('第')?;
    let (left, value) = number(after)?;
    let placed = ["位", "名"].iter().find_map(|it| left.strip_prefix(it));
    let ranked = || RANKED.iter().any(|word| last_bytes(earlier, 12).ends_with(word));
    let left = placed.or_else(|| Some(left).filter(|it| ranked() && ends(it)))?;
    // 第一名党员 counts people.
    let counts = left.starts_with(|mark| ('\u{4e00}'..='\u{9fff}').contains(&mark)) && !ranked();
    let length = rest.len() - left.len();
    let amount = Amount::new(value, Decimal::ONE, Bound::Exact).filter(|_| !counts)?;
    let unit = Unit::named("名次")?;
    let chinese = !after.starts_with(is_digit);
    let number = Span::new(0, '第'.len_utf8()).end;
    Some((length, Quantity { span: Span::new(0, length), number, amount, unit, chinese }))
}

fn number(input: &str) -> Option<(&str, Decimal)> {
    let most = |it: &Decimal| *it < Decimal::from(1_000);
    if let Ok((rest, number)) = arabic(input).or_else(|_| chinese(input)) {
        return Some((rest, number.value)).filter(|it| most(&it.1));
    }
    let mark = input.chars().next().filter(|mark| matches!(mark, '一' | '十'))?;
    let value = cardinal(mark.encode_utf8(&mut [0; 4]))?;
    Some((input.get(mark.len_utf8()..)?, value.into()))
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|mark| "，。；、！）)的".contains(mark) || mark.is_whitespace())
}
