//! Ranges of numbers: 8—5名, 9～16亿元, 2021—2023年.
//!
//! Total and strict: dates, telephone numbers, codes, scores and what is numbered (第3—5条) are no
//! ranges.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::capital::value_of;
use crate::text::Span;
use crate::text::numeral;
use crate::text::span::last_bytes;

/// The marks and words between the ends of a range.
pub const JOINTS: [&str; 8] = ["—", "–", "～", "~", "－", "-", "至", "到"];

/// One end of a range as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End<'a> {
    /// The digits.
    pub digits: &'a str,
    /// Their value.
    pub number: Decimal,
    /// 万, 亿 and their kin, or nothing.
    pub magnitude: &'a str,
    /// The unit, or nothing.
    pub unit: &'a str,
}

impl End<'_> {
    /// The number with its magnitude.
    pub fn value(&self) -> Decimal {
        self.times(self.magnitude)
    }

    /// The number with another end's magnitude.
    pub fn times(&self, magnitude: &str) -> Decimal {
        let power = MAGNITUDES.iter().find(|(word, _)| *word == magnitude);
        let power = power.map_or(1, |(_, power)| *power);
        self.number.checked_mul(power.into()).unwrap_or(self.number)
    }

    /// Whether the digits can be a year.
    pub fn is_year(&self) -> bool {
        let year = Decimal::from(1900)..Decimal::from(2100);
        self.magnitude.is_empty() && self.digits.len() == 4 && year.contains(&self.number)
    }
}

/// A range and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<'a> {
    /// All of it.
    pub span: Span,
    /// What is written first.
    pub first: End<'a>,
    /// What is written last.
    pub last: End<'a>,
}

/// The range whose ends meet at `joint`, with one of `units` (the longest first) or none.
pub fn range<'a>(text: &'a str, block: Span, joint: Span, units: &[String]) -> Option<Range<'a>> {
    let before = Span { start: block.start, end: joint.start }.of(text);
    let after = Span { start: joint.end, end: block.end }.of(text);
    let start = number_start(before)?;
    let (_, first) = end(before.get(start..)?, units).ok().filter(|(rest, _)| rest.is_empty())?;
    let (rest, last) = end(after, units).ok()?;
    let codes = [first.digits, last.digits].iter().any(|it| is_code(it));
    if codes || follows_code(before.get(..start)?) || goes_on(rest) {
        return None;
    }
    let length = after.len() - rest.len();
    let span = Span {
        start: block.start + Span::new(start, start).start,
        end: joint.end + Span::new(length, length).end,
    };
    Some(Range { span, first, last })
}

/// Where the last number of `before` begins.
fn number_start(before: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let window = last_bytes(before, LONGEST);
    let digit = |mark: char| numeral::digit(mark).is_some();
    let stem = window.trim_end_matches(|mark| !digit(mark));
    if 20 < window.len() - stem.len() {
        return None;
    }
    let start = stem.trim_end_matches(|mark| digit(mark) || ",.．".contains(mark)).len();
    let run = stem.get(start..)?;
    let marks = run.len() - run.trim_start_matches([',', '.', '．']).len();
    Some(before.len() - window.len() + start + marks)
}

fn end<'a>(input: &'a str, units: &[String]) -> IResult<&'a str, End<'a>> {
    let (rest, digits) = numeral::decimal(input)?;
    let (rest, magnitude) = opt(recognize(magnitude)).parse(rest)?;
    let unit = units.iter().filter_map(|it| rest.get(..it.len()).filter(|head| head == it)).next();
    let (rest, unit) = (rest.get(unit.map_or(0, str::len)..).unwrap_or(""), unit.unwrap_or(""));
    let Some(number) = value_of(digits) else { return nom::combinator::fail().parse(input) };
    Ok((rest, End { digits, number, magnitude: magnitude.unwrap_or(""), unit }))
}

const MAGNITUDES: [(&str, u64); 5] = [
    ("万亿", 1_000_000_000_000),
    ("亿", 100_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("万", 10_000),
];

fn magnitude(input: &str) -> IResult<&str, &str> {
    alt((tag("万亿"), tag("亿"), tag("千万"), tag("百万"), tag("万"))).parse(input)
}

/// 0571 and 05 are no numbers.
fn is_code(digits: &str) -> bool {
    let mut marks = digits.chars();
    marks.next().and_then(numeral::digit) == Some(0)
        && marks.next().and_then(numeral::digit).is_some()
}

/// Whether what stands before a number makes it a code, a date or a numbered thing.
fn follows_code(before: &str) -> bool {
    const MARKS: &str = "第号前后图表楼栋幢室〔[#№+＋-—–－~～/:：×*_.．<>＜＞";
    const WORDS: [&str; 9] =
        ["附件", "附图", "编号", "任务", "项目", "单元", "排名", "名次", "倒数"];
    let mark = before.chars().next_back();
    let close = before.trim_end_matches([' ', '　']).chars().next_back();
    mark.is_some_and(|it| it.is_ascii_alphanumeric() || MARKS.contains(it))
        || close.is_some_and(|it| it.is_ascii_alphabetic())
        || WORDS.iter().any(|word| before.ends_with(word))
}

/// Whether the text after a range shows that it is a longer chain, a code or part of a word: 3-2户型.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|mark: char| {
        mark.is_ascii_alphanumeric() || "—–－-~～/:：×*_号型制房间目组级版".contains(mark)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let units = ["万元", "名", "年", "%", "人"].map(str::to_owned);
        let joint = text
            .char_indices()
            .find(|(_, mark)| JOINTS.contains(&mark.to_string().as_str()))
            .map(|(at, mark)| Span::new(at, at + mark.len_utf8()))
            .unwrap();
        let found = range(text, Span::new(0, text.len()), joint, &units);
        let shown = found.map(|it| (it.span.of(text), it.last.unit));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn ranges_and_what_is_none() {
        check("新培养骨干8—5名，", Some(("8—5名", "名")));
        check("约1,200人～1,500人。", Some(("1,200人～1,500人", "人")));
        check("完成9～16亿。", Some(("9～16亿", "")));
        check("2021至2023年", Some(("2021至2023年", "年")));
        check("截至3日", None);
        check("落款2024-06-20", None);
        check("热线0571-8123356", None);
        check("第12—9名", None);
        check("型号T12-9人", None);
        check("GB 19001—2015年", None);
        check("温度-5～3", None);
        check("甲——8名", None);
        check("住12-3人间", None);
        check("前10—6名", None);
        check("400-611-2345", None);
    }
}
