//! The number of a quantity: 1,141, １２．５, 三百二十六, 三点五亿.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, recognize};
use nom::error::{Error, ErrorKind};
use nom::multi::many1_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::text::numeral;

/// A number and the worth of its last digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) ulp: Decimal,
}

impl Number {
    /// One, exactly.
    pub(super) fn one() -> Number {
        Number { value: Decimal::ONE, ulp: Decimal::ONE }
    }

    /// The number times `factor`.
    pub(super) fn times(self, factor: Decimal) -> Option<Number> {
        let value = self.value.checked_mul(factor)?;
        Some(Number { value, ulp: self.ulp.checked_mul(factor)? })
    }
}

/// Whether `mark` is a digit in half or full width.
pub(super) fn is_digit(mark: char) -> bool {
    mark.is_ascii_digit() || ('０'..='９').contains(&mark)
}

fn is_full_digit(mark: char) -> bool {
    ('０'..='９').contains(&mark)
}

/// An Arabic number with or without thousands separators.
pub(super) fn arabic(input: &str) -> IResult<&str, Number> {
    map_opt(recognize((alt((grouped, plain)), opt((one_of(".．"), plain)))), value_of).parse(input)
}

fn plain(input: &str) -> IResult<&str, &str> {
    take_while1(is_digit).parse(input)
}

/// `1,753`, and `１，７５３`, whose comma separates thousands only among full-width digits.
fn grouped(input: &str) -> IResult<&str, &str> {
    let half = (char(','), take_while_m_n(3, 3, is_digit));
    let full = (char('，'), take_while_m_n(3, 3, is_full_digit));
    let group = (alt((recognize(half), recognize(full))), not(satisfy(is_digit)));
    recognize((take_while_m_n(1, 3, is_digit), many1_count(group))).parse(input)
}

fn value_of(written: &str) -> Option<Number> {
    const LONGEST: usize = 90;
    if LONGEST < written.len() {
        return None;
    }
    let plain: String = written
        .chars()
        .filter_map(|mark| match mark {
            '.' | '．' => Some('.'),
            _ => numeral::digit(mark).and_then(|digit| char::from_digit(digit, 10)),
        })
        .collect();
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(Number { value, ulp: Decimal::new(1, value.scale()) })
}

/// Whether `mark` can begin a Chinese number of a quantity.
pub(super) fn begins_chinese(mark: char) -> bool {
    matches!(
        mark,
        '零' | '〇'
            | '○'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
    )
}

fn continues_chinese(mark: char) -> bool {
    begins_chinese(mark) || "万亿点".contains(mark)
}

/// The whole run of Chinese numeral characters, well-formed or not.
pub(super) fn chinese_run(input: &str) -> &str {
    let end = input.find(|mark| !continues_chinese(mark)).unwrap_or(input.len());
    input.get(..end).unwrap_or("").trim_end_matches('点')
}

/// A Chinese cardinal; rows like 二三 or 一九八○ and a bare 十, 百, 千 are none.
pub(super) fn chinese(input: &str) -> IResult<&str, Number> {
    const LONGEST: usize = 60;
    let run = chinese_run(input);
    let bare = matches!(run, "十") || run.starts_with(['百', '千', '零', '〇', '○']);
    let number = if bare || LONGEST < run.len() { None } else { chinese_value(run) };
    match number {
        Some(number) => tag(run).map(|_| number).parse(input),
        None => Err(nom::Err::Error(Error::new(input, ErrorKind::Verify))),
    }
}

fn chinese_value(run: &str) -> Option<Number> {
    let stem = run.trim_end_matches(['万', '亿']);
    let tail = run.get(stem.len()..)?;
    let power = match tail {
        "" => Decimal::ONE,
        "万" => Decimal::from(10_000),
        "亿" => Decimal::from(100_000_000),
        "万亿" => Decimal::from(1_000_000_000_000_u64),
        _ => return None,
    };
    let Some((whole, fraction)) = stem.split_once('点') else {
        let value = if stem.is_empty() { None } else { numeral::cardinal(stem) };
        return Number { value: value?.into(), ulp: Decimal::ONE }.times(power);
    };
    let mut value = Decimal::from(numeral::cardinal(whole)?);
    let mut ulp = Decimal::ONE;
    for mark in fraction.chars() {
        let digit = numeral::cardinal(mark.encode_utf8(&mut [0; 4])).filter(|digit| *digit < 10)?;
        ulp = ulp.checked_div(Decimal::TEN)?;
        value = value.checked_add(ulp.checked_mul(digit.into())?)?;
    }
    Number { value, ulp }.times(power)
}

const MAGNITUDES: [(&str, u64); 12] = [
    ("万亿", 1_000_000_000_000),
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

/// A power of ten after a number: 3万, 200余亿.
pub(super) fn magnitude(input: &str) -> IResult<&str, Decimal> {
    for (word, power) in MAGNITUDES {
        if let Some(rest) = input.strip_prefix(word) {
            return Ok((rest, power.into()));
        }
    }
    Err(nom::Err::Error(Error::new(input, ErrorKind::Tag)))
}
