//! Shares of a whole in words: 三分之二, 近七成.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map_opt, opt, verify};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::number::{Number, chinese};
use super::{Bound, Written, after, unit};
use crate::text::numeral::cardinal;

/// 七成, 六成五, 三成半: tenths, told to the nearest of them.
pub(super) fn tenths(input: &str) -> IResult<&str, Written> {
    let (rest, (tenths, _)) = (digit, tag("成")).parse(input)?;
    let (rest, hundredths) = opt(map_opt(nom::character::complete::anychar, |mark| match mark {
        '半' => Some(5),
        _ => value(mark),
    }))
    .parse(rest)?;
    let (rest, more) = opt(tag("多")).parse(rest)?;
    let (rest, after) = opt(after).parse(rest)?;
    let (rest, ()) = ends(rest)?;
    let ulp = if hundredths.is_some() { Decimal::ONE } else { Decimal::TEN };
    let percent = Decimal::from(10 * tenths + hundredths.unwrap_or(0));
    let middle = more.map(|_| Bound::Over);
    written(Number { value: percent, ulp }, middle, after, rest, input)
}

/// 三分之二, 五分之一.
pub(super) fn fraction(input: &str) -> IResult<&str, Written> {
    let small =
        |number: &Number| Decimal::ONE < number.value && number.value < Decimal::ONE_HUNDRED;
    let (rest, below) = verify(chinese, small).parse(input)?;
    let (rest, above) = (tag("分之"), chinese_or_one).map(|it| it.1).parse(rest)?;
    let (rest, after) = opt(after).parse(rest)?;
    let percent = above.value.checked_mul(Decimal::ONE_HUNDRED);
    let percent = percent.and_then(|it| it.checked_div(below.value)).map(|it| it.round_dp(1));
    match percent.filter(|it| *it <= Decimal::ONE_HUNDRED) {
        // Nobody counts in thirds: the fraction is rounded.
        Some(value) => {
            let number = Number { value, ulp: Decimal::ONE };
            written(number, Some(Bound::About), after, rest, input)
        }
        None => nom::combinator::fail().parse(input),
    }
}

fn chinese_or_one(input: &str) -> IResult<&str, Number> {
    alt((chinese, value_of_one)).parse(input)
}

fn value_of_one(input: &str) -> IResult<&str, Number> {
    tag("一").map(|_| Number::one()).parse(input)
}

fn written<'a>(
    number: Number,
    middle: Option<Bound>,
    after: Option<Bound>,
    rest: &'a str,
    input: &'a str,
) -> IResult<&'a str, Written> {
    match unit::unit("%") {
        Ok((_, unit)) => {
            Ok((rest, Written { number, upper: None, unit, middle, after, chinese: true }))
        }
        Err(_) => nom::combinator::fail().parse(input),
    }
}

/// One of 一 to 九, or an Arabic digit.
fn digit(input: &str) -> IResult<&str, i64> {
    map_opt(nom::character::complete::anychar, value).parse(input)
}

fn value(mark: char) -> Option<i64> {
    let number =
        cardinal(mark.encode_utf8(&mut [0; 4])).or_else(|| mark.to_digit(10).map(u64::from));
    number.and_then(|it| i64::try_from(it).ok()).filter(|it| (1..10).contains(it))
}

/// What may follow 三成: anything but a word that begins with 成 (三成员单位).
fn ends(input: &str) -> IResult<&str, ()> {
    const NEXT: &str = "，。；：、！？）的是为在来由被把仅已都农企居群干职学党村贫用受";
    match input.chars().next() {
        Some(mark) if !NEXT.contains(mark) && !mark.is_whitespace() => {
            nom::combinator::fail().parse(input)
        }
        _ => Ok((input, ())),
    }
}
