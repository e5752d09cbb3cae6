//! Amounts of money: in capital numerals (壹拾万元整), and in digits beside them (￥100,000.00).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map_opt, opt, recognize, success};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::text::numeral;

/// The characters with which an amount in words begins.
pub const CAPITALS: [&str; 10] = ["壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾"];

/// More characters in a row are no amount.
const LONGEST: usize = 40;

/// An amount in words at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capital {
    /// How many bytes it takes.
    pub length: usize,
    /// Its value in 元; nothing where the numeral is ill-formed (壹拾万万元).
    pub value: Option<Decimal>,
}

/// An amount in digits at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// How many bytes it takes, with its sign and 元.
    pub length: usize,
    /// Its value in 元.
    pub value: Decimal,
    /// The worth of its last digit: 100 for 1.23万元.
    pub ulp: Decimal,
    /// Whether ￥ or 元 says that it is money.
    pub money: bool,
}

/// The amount in words with which `input` begins: 叁仟贰佰元伍角整.
pub fn capital(input: &str) -> Option<Capital> {
    let (rest, value) = amount(input).ok()?;
    let length = input.len() - rest.len();
    (0 < length).then_some(Capital { length, value })
}

fn is_capital(mark: char) -> bool {
    "零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿".contains(mark)
}

fn amount(input: &str) -> IResult<&str, Option<Decimal>> {
    let numeral = take_while_m_n(1, LONGEST, is_capital);
    let yuan = (numeral, one_of("元圆")).map(|(run, _)| numeral::cardinal(run).map(Decimal::from));
    let whole = (yuan, tenths, hundredths)
        .map(|(yuan, tenths, hundredths)| yuan.and_then(|it| it.checked_add(tenths + hundredths)));
    let small = (tenths, hundredths)
        .map(|(tenths, hundredths)| Some(tenths + hundredths).filter(|it| !it.is_zero()));
    (alt((whole, small)), opt(one_of("整正"))).map(|(value, _)| value).parse(input)
}

/// 伍角, or nothing.
fn tenths(input: &str) -> IResult<&str, Decimal> {
    small("角", 1).parse(input)
}

/// 零叁分, or nothing.
fn hundredths(input: &str) -> IResult<&str, Decimal> {
    small("分", 2).parse(input)
}

fn small<'a>(
    unit: &'static str,
    scale: u32,
) -> impl Parser<&'a str, Output = Decimal, Error = nom::error::Error<&'a str>> {
    let digit = map_opt(recognize(satisfy(is_capital)), numeral::cardinal);
    let digit = digit.map(move |digit| Decimal::from(digit) / Decimal::from(10_u64.pow(scale)));
    let told = (opt(tag("零")), digit, tag(unit)).map(|(_, value, _)| value);
    alt((told, success(Decimal::ZERO)))
}

/// The amount in digits with which `input` begins: ￥12,000.00, 1.2万元.
pub fn digits(input: &str) -> Option<Digits> {
    let (rest, found) = money(input).ok()?;
    Some(Digits { length: input.len() - rest.len(), ..found })
}

fn money(input: &str) -> IResult<&str, Digits> {
    let sign = opt((one_of("￥¥"), opt(one_of(" 　"))));
    let number = map_opt(numeral::decimal, value_of);
    (sign, number, magnitude, opt(one_of("元圆")))
        .map(|(sign, number, power, yuan)| {
            let value = number.checked_mul(power).unwrap_or(number);
            let ulp = Decimal::new(1, number.scale()).checked_mul(power).unwrap_or(power);
            Digits { length: 0, value, ulp, money: sign.is_some() || yuan.is_some() }
        })
        .parse(input)
}

fn magnitude(input: &str) -> IResult<&str, Decimal> {
    let power = |word, value: u64| tag(word).map(move |_| Decimal::from(value));
    alt((
        power("万亿", 1_000_000_000_000),
        power("亿", 100_000_000),
        power("千万", 10_000_000),
        power("百万", 1_000_000),
        power("万", 10_000),
        success(Decimal::ONE),
    ))
    .parse(input)
}

/// The value of an Arabic number as written, with its decimals.
pub(super) fn value_of(written: &str) -> Option<Decimal> {
    let plain: String = written
        .chars()
        .filter(|mark| !matches!(mark, ',' | '，'))
        .filter_map(|mark| match mark {
            '.' | '．' => Some('.'),
            _ => numeral::digit(mark).and_then(|digit| char::from_digit(digit, 10)),
        })
        .collect();
    if LONGEST < plain.len() { None } else { Decimal::from_str_exact(&plain).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(written: &str, length: usize, value: Option<&str>) {
        let value = value.and_then(|it| Decimal::from_str_exact(it).ok());
        let found = capital(written).map(|it| (it.length / 3, it.value.map(|it| it.normalize())));
        assert_eq!(found, Some((length, value)), "{written}");
    }

    #[test]
    fn amounts_in_words() {
        words("壹拾万元整（", 5, Some("100000"));
        words("拾万圆正", 4, Some("100000"));
        words("叁仟贰佰元零伍分", 8, Some("3200.05"));
        words("叁仟零伍拾元陆角捌分整", 11, Some("3050.68"));
        words("壹万伍佰元", 5, Some("10500"));
        words("壹万零伍佰元", 6, Some("10500"));
        words("伍角", 2, Some("0.5"));
        words("壹拾万万元整", 6, None);
        assert_eq!(capital("壹人"), None);
        assert_eq!(capital("伍家沟村"), None);
    }

    #[test]
    fn amounts_in_digits() {
        let value = |written| digits(written).map(|it| it.value.normalize().to_string());
        assert_eq!(value("￥100,000.00元").as_deref(), Some("100000"));
        assert_eq!(value("1.25万元）").as_deref(), Some("12500"));
        assert_eq!(digits("12人").map(|it| it.money), Some(false));
    }
}
