//! Numerals: 一百二十三, 12, １２, ⑫, 两, 〇, 廿, 壹, 二〇二三, 4.5万.
//!
//! Strict about form: `十十` or `一十百` is no numeral, so that a checker can say so.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map_opt, not, opt, recognize, verify};
use nom::multi::many1_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// An Arabic numeral in half- or full-width digits, without separators.
pub fn arabic(input: &str) -> IResult<&str, u32> {
    map_opt(take_while1(|mark: char| digit(mark).is_some()), |digits: &str| {
        digits.chars().try_fold(0_u32, |sum, mark| sum.checked_mul(10)?.checked_add(digit(mark)?))
    })
    .parse(input)
}

/// The value of a half- or full-width digit.
pub fn digit(mark: char) -> Option<u32> {
    match mark {
        '0'..='9' => mark.to_digit(10),
        '０'..='９' => Some(u32::from(mark) - u32::from('０')),
        _ => None,
    }
}

/// A circled number ① to ⑳.
pub fn circled(input: &str) -> IResult<&str, u32> {
    map_opt(satisfy(|mark| ('①'..='⑳').contains(&mark)), |mark| {
        (u32::from(mark)).checked_sub(u32::from('①')).map(|index| index + 1)
    })
    .parse(input)
}

/// A Chinese cardinal (十二, 二百零三, 三万, 两千) or a row of digits (二〇二三).
pub fn chinese(input: &str) -> IResult<&str, u64> {
    map_opt(chinese_run, cardinal_or_digits).parse(input)
}

/// More characters in a row are no numeral; reading on would make long runs cost their square.
const LONGEST: usize = 40;

fn chinese_run(input: &str) -> IResult<&str, &str> {
    terminated(take_while_m_n(1, LONGEST, is_chinese), not(satisfy(is_chinese))).parse(input)
}

/// Whether `mark` can stand in a Chinese numeral.
pub fn is_chinese(mark: char) -> bool {
    chinese_digit(mark).is_some() || power(mark).is_some() || tens(mark).is_some()
}

fn chinese_digit(mark: char) -> Option<u64> {
    Some(match mark {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn power(mark: char) -> Option<u64> {
    Some(match mark {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// 廿 and 卅 are a digit and its 十 in one.
fn tens(mark: char) -> Option<u64> {
    match mark {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// The value of a whole Chinese numeral, or nothing where its form is wrong.
pub fn cardinal_or_digits(written: &str) -> Option<u64> {
    let plain = written.chars().all(|mark| chinese_digit(mark).is_some());
    if plain && written.chars().nth(1).is_some() {
        return written
            .chars()
            .try_fold(0_u64, |sum, mark| sum.checked_mul(10)?.checked_add(chinese_digit(mark)?));
    }
    cardinal(written)
}

/// The value of a cardinal: powers descend, 零 bridges a gap.
pub fn cardinal(written: &str) -> Option<u64> {
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None);
    let mut below = u64::MAX;
    for mark in written.chars() {
        if let Some(value) = tens(mark) {
            if pending.is_some() || below <= 10 {
                return None;
            }
            section += value;
            below = 10;
        } else if let Some(value) = chinese_digit(mark) {
            if pending.is_some_and(|it| it != 0) {
                return None;
            }
            pending = Some(value);
        } else if let Some(value) = power(mark) {
            if value < 10_000 {
                let count = match pending.take() {
                    Some(0) | None if value == 10 => 1,
                    Some(count) if count != 0 => count,
                    _ => return None,
                };
                if below <= value {
                    return None;
                }
                section += count * value;
                below = value;
            } else {
                let head = section + pending.take().unwrap_or(0);
                if value == 100_000_000 {
                    total = (total + head).checked_mul(value)?;
                } else if head == 0 || total % 100_000_000 >= 10_000 {
                    return None;
                } else {
                    total += head * value;
                }
                if total == 0 {
                    return None;
                }
                section = 0;
                below = u64::MAX;
            }
        } else {
            return None;
        }
    }
    if written.is_empty() { None } else { Some(total + section + pending.unwrap_or(0)) }
}

/// An outline number: Chinese up to 九千九百九十九, without digit rows.
pub fn ordinal(input: &str) -> IResult<&str, u32> {
    let begins = |it: &str| !it.starts_with(['零', '〇', '○']);
    map_opt(verify(chinese_run, begins), |written: &str| {
        cardinal(written).filter(|value| *value < 10_000).and_then(|it| u32::try_from(it).ok())
    })
    .parse(input)
}

/// Either kind of outline number.
pub fn any_ordinal(input: &str) -> IResult<&str, u32> {
    alt((arabic, ordinal)).parse(input)
}

/// A decimal as written, with thousands separators: `1,141.5` in half or full width.
pub fn decimal(input: &str) -> IResult<&str, &str> {
    let digits = || take_while1(|mark: char| digit(mark).is_some());
    let group = (one_of(",，"), digits());
    let fraction = (one_of(".．"), digits());
    recognize((digits(), opt(many1_count(group)), opt(fraction))).parse(input)
}

/// Writes a number below 100,000,000 in Chinese: 23 → 二十三.
pub fn to_chinese(number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit =
        |value: u64| DIGITS.get(usize::try_from(value % 10).unwrap_or(0)).copied().unwrap_or("");
    if 10_000 <= number {
        let (head, tail) = (number / 10_000, number % 10_000);
        let bridge = if 0 < tail && tail < 1_000 { "零" } else { "" };
        let tail = if tail == 0 { String::new() } else { to_chinese(tail) };
        return format!("{}万{bridge}{tail}", to_chinese(head));
    }
    if number == 0 {
        return digit(0).to_owned();
    }
    let mut written = String::new();
    let mut gap = false;
    for (power, word) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let value = number / power % 10;
        if value == 0 {
            gap = !written.is_empty();
            continue;
        }
        if gap {
            written.push('零');
            gap = false;
        }
        if !(value == 1 && power == 10 && written.is_empty()) {
            written.push_str(digit(value));
        }
        written.push_str(word);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &[(&str, Option<u64>)]) {
        for (written, expect) in table {
            assert_eq!(cardinal_or_digits(written), *expect, "{written}");
        }
    }

    #[test]
    fn well_formed_numerals() {
        check(&[
            ("一", Some(1)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("廿一", Some(21)),
            ("卅", Some(30)),
            ("两百", Some(200)),
            ("一百〇一", Some(101)),
            ("一百一十五", Some(115)),
            ("九千九百九十九", Some(9_999)),
            ("三万", Some(30_000)),
            ("十二万三千", Some(123_000)),
            ("一亿零五十万", Some(100_500_000)),
            ("壹拾贰", Some(12)),
            ("二〇二三", Some(2_023)),
            ("一九四九", Some(1_949)),
        ]);
    }

    #[test]
    fn ill_formed_numerals() {
        check(&[
            ("十十", None),
            ("一十百", None),
            ("百", None),
            ("二十三百", None),
            ("万", None),
            ("", None),
        ]);
    }

    #[test]
    fn written_numerals_read_back() {
        for number in (1..10_000).chain([10_203, 200_000, 1_020_030]) {
            let written = to_chinese(number);
            assert_eq!(cardinal(&written), Some(number), "{written}");
        }
    }

    #[test]
    fn agrees_with_an_independent_implementation() {
        use chinese_number::{ChineseCountMethod, ChineseToNumber};
        for number in 1..10_000_u64 {
            let written = to_chinese(number);
            let oracle: u64 = written.as_str().to_number(ChineseCountMethod::TenThousand).unwrap();
            assert_eq!(oracle, number, "{written}");
        }
    }
}
