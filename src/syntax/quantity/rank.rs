//! Ranks: 全省第3位, 位居全市第二. Items (第二次会议, 第三章) are none.

use rust_decimal::Decimal;

use super::number::is_digit;
use super::{Amount, Bound, Quantity, Unit};
use crate::syntax::rank::rank;
use crate::text::Span;
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
pub(super) fn placed(earlier: &str, rest: &str) -> Option<(usize, Quantity)> {
    let found = rank(rest)?;
    let left = rest.get(found.length..).unwrap_or("");
    let counted = rest.get(..found.length).is_some_and(|it| it.ends_with(['位', '名', '次']));
    let ranked = RANKED.iter().any(|word| last_bytes(earlier, 12).ends_with(word));
    // 第一名党员 counts people.
    let noun = left.starts_with(|mark| ('\u{4e00}'..='\u{9fff}').contains(&mark));
    if !ranked && (!counted || noun) {
        return None;
    }
    let amount = Amount::new(found.number.into(), Decimal::ONE, Bound::Exact)?;
    let unit = Unit::named("名次")?;
    let number = Span::new(0, '第'.len_utf8()).end;
    let chinese = !rest.trim_start_matches('第').starts_with(is_digit);
    let span = Span::new(0, found.length);
    Some((found.length, Quantity { span, number, amount, unit, chinese }))
}
