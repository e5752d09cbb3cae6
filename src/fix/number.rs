//! The numbers in a text, so that an edit can be asked whether it leaves them alone.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::text::{Edit, Span, edit, numeral};

/// How far around an edit a number may reach, in bytes.
const REACH: usize = 60;

/// Whether `edits` leave every number of `text` what it is; how it is written may change.
pub(super) fn kept(text: &str, edits: &[Edit]) -> bool {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return true };
    let start = reach_back(text, first.span.start as usize);
    let end = reach_on(text, last.span.end as usize);
    let window = Span::new(start, end);
    let moved = |it: &Edit| {
        let at = |offset: u32| offset.saturating_sub(window.start);
        Edit {
            span: Span { start: at(it.span.start), end: at(it.span.end) },
            text: it.text.clone(),
        }
    };
    let moved: Vec<Edit> = edits.iter().map(moved).collect();
    let before = window.of(text);
    numbers(before) == numbers(&edit::edited(before, &moved))
}

/// Whether a character may belong to a number.
fn belongs(mark: char) -> bool {
    numeral::is_chinese(mark) || mark.is_numeric() || ".．,，".contains(mark)
}

fn reach_back(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("").chars().rev();
    let taken: usize =
        before.take_while(|it| belongs(*it)).take(REACH / 3).map(char::len_utf8).sum();
    at - taken
}

fn reach_on(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or("").chars();
    at + after.take_while(|it| belongs(*it)).take(REACH / 3).map(char::len_utf8).sum::<usize>()
}

/// The values of the numbers of `text` in order; what has no value stands as written.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if numeral::digit(first).is_some() || opens_fraction(text, rest) {
            let length = arabic_length(rest);
            found.push(value(rest.get(..length).unwrap_or("")));
            length
        } else if numeral::is_chinese(first) {
            let run = length_of(rest, numeral::is_chinese);
            let written = rest.get(..run).unwrap_or("");
            let known = numeral::cardinal_or_digits(written).map(|it| it.to_string());
            // 百 alone is a syllable (百度), and no number.
            if known.is_some() || !written.chars().all(|it| power(it).is_some()) {
                found.push(known.unwrap_or_else(|| written.to_owned()));
            }
            run
        } else {
            if first.is_numeric() {
                found.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or("");
    }
    found
}

/// `.5` behind no other digit.
fn opens_fraction(text: &str, rest: &str) -> bool {
    let before = text.get(..text.len() - rest.len()).unwrap_or("");
    let mut marks = rest.chars();
    marks.next() == Some('.')
        && marks.next().is_some_and(|it| numeral::digit(it).is_some())
        && !before.ends_with(|it: char| numeral::digit(it).is_some() || it == '.')
}

/// The bytes of an Arabic number with its separators, its fraction, and 千 万 亿 behind it.
fn arabic_length(rest: &str) -> usize {
    let is_digit = |it: char| numeral::digit(it).is_some();
    let mut length = length_of(rest, is_digit);
    loop {
        let tail = rest.get(length..).unwrap_or("");
        let mark = tail.chars().next().unwrap_or(' ');
        let after = tail.get(mark.len_utf8()..).unwrap_or("");
        let digits = after.chars().take_while(|it| is_digit(*it)).count();
        let joins = match mark {
            ',' => digits == 3,
            '.' | '．' => 0 < digits,
            _ => false,
        };
        if !joins {
            break;
        }
        length += mark.len_utf8() + length_of(after, is_digit);
    }
    let tail = rest.get(length..).unwrap_or("");
    length + length_of(tail, |it| power(it).is_some())
}

fn length_of(text: &str, take: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|it| take(*it)).map(char::len_utf8).sum()
}

fn power(mark: char) -> Option<u32> {
    match mark {
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

fn value(written: &str) -> String {
    let mut plain = String::new();
    let mut factor = Decimal::ONE;
    for mark in written.chars() {
        match (numeral::digit(mark), power(mark)) {
            (Some(digit), _) => plain.push_str(&digit.to_string()),
            (_, Some(power)) => factor = factor.checked_mul(power.into()).unwrap_or(factor),
            _ if ".．".contains(mark) => plain.push('.'),
            _ => {}
        }
    }
    let number = Decimal::from_str(&plain).ok().and_then(|it| it.checked_mul(factor));
    number.map_or_else(|| written.to_owned(), |it| it.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one edit that `⟦old→new⟧` in the text says.
    fn check(marked: &str, expect: bool) {
        let (before, rest) = marked.split_once('⟦').unwrap();
        let (inside, after) = rest.split_once('⟧').unwrap();
        let (old, new) = inside.split_once('→').unwrap();
        let span = Span::new(before.len(), before.len() + old.len());
        let edits = [Edit { span, text: new.to_owned() }];
        assert_eq!(kept(&format!("{before}{old}{after}"), &edits), expect, "{marked}");
    }

    #[test]
    fn how_a_number_is_written_may_change() {
        check("增长⟦4千→4000⟧余人", true);
        check("走访⟦20几→二十几⟧户", true);
        check("⟦二〇二三年→2023年⟧8月", true);
        check("增长⟦.5→0.5⟧%", true);
        check("⟦１２→12⟧人", true);
        check("⟦1、→1.⟧抓学习", true);
        check("⟦(二)→（二）⟧抓落实", true);
        check("⟦①、→①⟧抓落实", true);
        check("⟦来源：百度文库→⟧", true);
        check("共340余箱⟦,→，⟧全部到位", true);
        check("3人⟦，，→，⟧4人", true);
        check("⟦约120人左右→约120人⟧", true);
    }

    #[test]
    fn a_number_stays_what_it_is() {
        check("参加⟦8轮→4轮⟧", false);
        check("⟦三、→四、⟧工作", false);
        check("⟦23年→2023年⟧", false);
        check("参加⟦1,141→1，14⟧人", false);
        check("参加1⟦,→，⟧14", true);
        check("参加1⟦,→，⟧141人", false);
        check("共3⟦ →⟧4人", false);
        check("⟦1、→1.⟧2025年工作", false);
        check("二⟦，，→⟧三", false);
        check("走访⟦十几户→几户⟧", false);
        check("⟦②→①⟧抓落实", false);
        check("投资5⟦→亿⟧元", false);
        check("投资⟦9～16亿→9亿～16亿⟧元", false);
        check("共⟦→12⟧户", false);
    }
}
