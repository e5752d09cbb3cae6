//! Expressions of time in running text: 去年, 上半年, 2019—2023年, 五年来, 截至.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{fail, map, opt, peek, recognize, value};
use nom::{IResult, Parser};

use crate::syntax::quantity::year;
use crate::text::{Span, numeral};

/// The time a figure speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// 全年, 本年, 一年来: the year of the report.
    Whole,
    /// 今年: the year of the report, or the coming one.
    This,
    /// 去年, 上年同期.
    Previous,
    /// 明年, 今后三年.
    Next,
    /// 五年来, “十四五”, 2019—2023年.
    Several,
    /// A year by its number.
    Year(u32),
    /// 上半年, 三季度, 5月: a part of a year, as written without the year.
    Part(String),
}

impl Period {
    /// The period in Chinese: 全年, 上年, 2023年.
    pub fn word(&self) -> String {
        match self {
            Period::Whole => "全年".to_owned(),
            Period::This => "今年".to_owned(),
            Period::Previous => "上年".to_owned(),
            Period::Next => "下年".to_owned(),
            Period::Several => "多年".to_owned(),
            Period::Year(year) => format!("{year}年"),
            Period::Part(part) => part.clone(),
        }
    }
}

/// A time expression; some (目前, 截至) name no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub period: Option<Period>,
    /// Whether it can set the period of the text below it: 去年 and 改革开放 cannot.
    pub frames: bool,
}

/// The time expressions of `block`, in order.
pub fn expressions(text: &str, block: Span) -> Vec<Expression> {
    let within = block.of(text);
    let mut found = Vec::new();
    let mut free = 0;
    for (at, mark) in within.char_indices() {
        if at < free || !begins(mark) {
            continue;
        }
        let Some(rest) = within.get(at..) else { break };
        let Ok((left, (period, frames))) = expression(rest) else { continue };
        free = at + rest.len() - left.len();
        found.push(Expression { span: Span::new(at, free).moved(block.start), period, frames });
    }
    found
}

fn begins(mark: char) -> bool {
    let word = matches!(
        mark,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '两'
            | '几'
            | '上'
            | '下'
            | '前'
            | '去'
            | '明'
            | '来'
            | '今'
            | '本'
            | '全'
            | '当'
            | '近'
            | '过'
            | '任'
            | '截'
            | '年'
            | '目'
            | '同'
            | '学'
            | '历'
            | '新'
            | '改'
            | '以'
            | '第'
            | '“'
    );
    word || numeral::digit(mark).is_some()
}

type Read = (Option<Period>, bool);

fn expression(input: &str) -> IResult<&str, Read> {
    let framing = |period| (Some(period), true);
    let first = input.chars().next().unwrap_or(' ');
    if numeral::digit(first).is_some() {
        let part = |part| framing(Period::Part(part));
        return alt((map(years, framing), map(month, part), map(quarter, part))).parse(input);
    }
    if is_count(first) {
        let year = move |year| framing(Period::Year(year));
        let part = move |part| framing(Period::Part(part));
        return alt((
            map(chinese_year, year),
            map(quarter, part),
            map(counted_years, framing),
            five_year_plan,
            word,
        ))
        .parse(input);
    }
    match first {
        '“' => five_year_plan(input),
        '近' | '过' | '今' => alt((map(counted_years, framing), word)).parse(input),
        '第' | '前' => alt((map(quarter, |part| framing(Period::Part(part))), word)).parse(input),
        _ => word(input),
    }
}

/// 二〇二三年.
fn chinese_year(input: &str) -> IResult<&str, u32> {
    let digits = recognize((
        one_of("一二"),
        take_while_m_n(3, 3, |mark| "九○〇零一二三四五六七八".contains(mark)),
    ));
    let (rest, (digits, _)) = (digits, tag("年")).parse(input)?;
    let year = numeral::cardinal_or_digits(digits).and_then(|year| u32::try_from(year).ok());
    Ok((rest, year.unwrap_or(0)))
}

/// 2023年, 2023年5月, 2019—2023年, 2019年至2023年.
fn years(input: &str) -> IResult<&str, Period> {
    let dash = || one_of("—-–~～至到");
    let (rest, first) = year(input)?;
    if let Ok((rest, _)) = (opt(tag("年")), dash(), opt(dash()), year, tag("年")).parse(rest) {
        return Ok((rest, Period::Several));
    }
    let (rest, _) = tag("年").parse(rest)?;
    match month(rest) {
        Ok((rest, part)) => Ok((rest, Period::Part(part))),
        Err(_) => Ok((rest, Period::Year(first))),
    }
}

/// 5月, 1—6月, 12月底; the bare month, as written.
fn month(input: &str) -> IResult<&str, String> {
    let digits = || take_while_m_n(1, 2, |mark| numeral::digit(mark).is_some());
    let through = (one_of("—-–至到"), digits());
    let (rest, part) = recognize((digits(), opt(through), tag("月"))).parse(input)?;
    let (rest, _) = opt(one_of("份底末")).parse(rest)?;
    Ok((rest, part.to_owned()))
}

fn is_count(mark: char) -> bool {
    matches!(
        mark,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两' | '几'
    )
}

fn count(input: &str) -> IResult<&str, &str> {
    take_while1(is_count).parse(input)
}

fn any_count(input: &str) -> IResult<&str, &str> {
    take_while1(|mark| is_count(mark) || numeral::digit(mark).is_some()).parse(input)
}

/// 三季度, 前三季度, 前9个月, 第一季度.
fn quarter(input: &str) -> IResult<&str, String> {
    let head = opt(alt((tag("第"), tag("前"))));
    let number = satisfy(|mark| "一二三四1234".contains(mark));
    let end = alt((tag("季度"), tag("个月")));
    let one = recognize((head, number, tag("季度")));
    map(alt((one, recognize((tag("前"), any_count, end)))), str::to_owned).parse(input)
}

/// 五年来, 近三年, 过去的五年, 今后五年, 五年间.
fn counted_years(input: &str) -> IResult<&str, Period> {
    let ends_count = peek(one_of("，累共"));
    let past = (tag("过去"), opt(tag("的")), opt(count), opt(tag("个")), tag("年"));
    alt((
        value(Period::Next, (tag("今后"), count, tag("年"))),
        value(Period::Several, (tag("近"), any_count, tag("年"))),
        map(past, |(_, _, count, _, _)| match count {
            Some("一") | None => Period::Whole,
            Some(_) => Period::Several,
        }),
        value(Period::Whole, tag("一年来")),
        value(Period::Several, (count, alt((tag("年来"), tag("年间"), tag("年累计"))))),
        value(Period::Several, (satisfy(|mark| "二三四五".contains(mark)), tag("年"), ends_count)),
    ))
    .parse(input)
}

/// “十四五”, 十三五期间.
fn five_year_plan(input: &str) -> IResult<&str, Read> {
    let number = (tag("十"), satisfy(|mark| "一二三四五".contains(mark)), tag("五"));
    let end = alt((tag("期间"), tag("时期"), tag("规划"), tag("末"), tag("以来")));
    value((Some(Period::Several), true), (opt(tag("“")), number, opt(tag("”")), opt(end)))
        .parse(input)
}

/// What a fixed word names.
#[derive(Clone, Copy)]
enum Named {
    Whole,
    This,
    Next,
    Several,
    /// Years before the reported one, which frame no text below them.
    Previous,
    /// A part of the year.
    Part,
    /// Stretches too vague to frame a text.
    Age,
    /// Points in time, which name no period.
    Point,
}

const WORDS: [(&str, Named); 37] = [
    ("全年", Named::Whole),
    ("本年", Named::Whole),
    ("当年", Named::Whole),
    ("今年以来", Named::This),
    ("今年初", Named::Point),
    ("今年", Named::This),
    ("明年", Named::Next),
    ("来年", Named::Next),
    ("去年底", Named::Point),
    ("去年末", Named::Point),
    ("去年", Named::Previous),
    ("上年", Named::Previous),
    ("上一年", Named::Previous),
    ("前年", Named::Previous),
    ("同期", Named::Previous),
    ("上学期", Named::Previous),
    ("上半年", Named::Part),
    ("下半年", Named::Part),
    ("本学期", Named::Part),
    ("学年", Named::Part),
    ("任期", Named::Several),
    ("本届政府", Named::Several),
    ("本届人大", Named::Several),
    ("本届政协", Named::Several),
    ("本届", Named::Several),
    ("历史", Named::Age),
    ("新中国成立", Named::Age),
    ("改革开放", Named::Age),
    ("十年", Named::Age),
    ("截至", Named::Point),
    ("年初", Named::Point),
    ("年里", Named::Point),
    ("年底", Named::Point),
    ("年末", Named::Point),
    ("目前", Named::Point),
    ("以来", Named::Point),
    ("截止", Named::Point),
];

fn word(input: &str) -> IResult<&str, Read> {
    for (word, named) in WORDS {
        if let Some(rest) = input.strip_prefix(word) {
            return Ok((rest, named.read(word)));
        }
    }
    fail().parse(input)
}

impl Named {
    fn read(self, word: &str) -> Read {
        match self {
            Named::Whole => (Some(Period::Whole), true),
            Named::This => (Some(Period::This), true),
            Named::Next => (Some(Period::Next), true),
            Named::Several => (Some(Period::Several), true),
            Named::Part => (Some(Period::Part(word.to_owned())), true),
            Named::Previous => (Some(Period::Previous), false),
            Named::Age => (Some(Period::Several), false),
            Named::Point => (None, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Option<Period>)]) {
        let found = expressions(text, Span::new(0, text.len()));
        let found: Vec<_> = found.iter().map(|it| (it.span.of(text), it.period.clone())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn periods_are_read() {
        check(
            "2023年，比去年",
            &[("2023年", Some(Period::Year(2023))), ("去年", Some(Period::Previous))],
        );
        check("２０１９—２０２３年间", &[("２０１９—２０２３年", Some(Period::Several))]);
        check("2022年5月", &[("2022年5月", Some(Period::Part("5月".to_owned())))]);
        check(
            "上半年，五年来",
            &[
                ("上半年", Some(Period::Part("上半年".to_owned()))),
                ("五年来", Some(Period::Several)),
            ],
        );
        check(
            "过去一年，今后五年",
            &[("过去一年", Some(Period::Whole)), ("今后五年", Some(Period::Next))],
        );
        check("“十四五”时期", &[("“十四五”时期", Some(Period::Several))]);
        check("二〇二三年", &[("二〇二三年", Some(Period::Year(2023)))]);
        check("截至目前", &[("截至", None), ("目前", None)]);
        check("开展4轮指导", &[]);
    }
}
