//! Outline markers: 一、 （一） 1. （1） ① 第一章 1.1 甲、 a. and their half-width kin.
//!
//! [`read`] looks at the head of a block. What merely looks like a marker (3.5万, 一、二等奖) is
//! told apart here; which list a marker belongs to is the outline's matter.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, opt, peek, recognize, value, verify};
use nom::multi::{many0_count, separated_list1};
use nom::{IResult, Parser};

use crate::text::Span;
use crate::text::numeral::{any_ordinal, arabic, circled, digit, ordinal, to_chinese};

/// How a marker is written; one style is one kind of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一编, 第一章, 第一节, 第一条, 第一部分: the word counts.
    Chapter(char),
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 甲、
    Stem,
    /// 1.1 and 1.1.1: how many numbers.
    Decimal(u8),
    /// 1. 1．
    ArabicDot,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicBracket,
    /// 1）
    ArabicHalfBracket,
    /// ①
    Circled,
    /// A. (true) and a. (false)
    Latin(bool),
}

impl Style {
    /// The order of GB/T 15834—2011 B.3.8: 一、 （一） 1. （1） ①; a smaller rank stands higher.
    pub fn rank(self) -> u8 {
        match self {
            Style::Chapter(word) => match word {
                '编' | '篇' | '部' => 0,
                '章' => 1,
                '节' => 2,
                _ => 3,
            },
            Style::Chinese | Style::Stem => 4,
            Style::ChineseBracket => 5,
            Style::Latin(true) => 6,
            Style::Decimal(2) => 8,
            Style::Decimal(_) => 9,
            Style::ArabicDot | Style::ArabicComma => 7,
            Style::ArabicBracket => 10,
            Style::ArabicHalfBracket => 11,
            Style::Circled => 12,
            Style::Latin(false) => 13,
        }
    }

    /// The marker as GB/T 15834—2011 B.3 writes it.
    pub fn write(self, numbers: &[u32]) -> String {
        let number = numbers.last().copied().unwrap_or(0);
        let chinese = || to_chinese(u64::from(number));
        match self {
            Style::Chapter('部') => format!("第{}部分", chinese()),
            Style::Chapter(word) => format!("第{}{word}", chinese()),
            Style::Chinese => format!("{}、", chinese()),
            Style::ChineseBracket => format!("（{}）", chinese()),
            Style::Stem => format!("{}、", letter("甲乙丙丁戊己庚辛壬癸", number)),
            Style::Decimal(_) => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
            Style::ArabicDot => format!("{number}."),
            Style::ArabicComma => format!("{number}、"),
            Style::ArabicBracket => format!("（{number}）"),
            Style::ArabicHalfBracket => format!("{number}）"),
            Style::Circled => letter("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
            Style::Latin(true) => format!("{}.", letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ", number)),
            Style::Latin(false) => format!("{}.", letter("abcdefghijklmnopqrstuvwxyz", number)),
        }
    }
}

fn letter(alphabet: &str, number: u32) -> String {
    let index = (number as usize).saturating_sub(1);
    alphabet.chars().nth(index).map_or_else(String::new, String::from)
}

/// A marker at the head of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// Its numbers: one, but for 1.1.1.
    pub numbers: Vec<u32>,
    /// The marker with its closing mark, without debris before it.
    pub span: Span,
}

impl Marker {
    /// The last of its numbers: the one that counts among siblings.
    pub fn number(&self) -> u32 {
        self.numbers.last().copied().unwrap_or(0)
    }

    /// The numbers before the last one.
    pub fn head(&self) -> &[u32] {
        self.numbers.split_last().map_or(&[], |(_, head)| head)
    }
}

/// What stands at the head of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// An outline marker.
    Marker(Marker),
    /// Something that only looks like one.
    Lookalike(Span, Reason),
    /// Neither.
    None,
}

/// Why a lookalike is no marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 3.5万: a number with a fraction.
    Decimal,
    /// 2023.5.1: a date.
    Date,
    /// 一、二等奖: an enumeration.
    Enumeration,
    /// It stands in a table.
    Table,
}

/// Reads the head of `block`; blanks, list bullets and markup debris before a marker are skipped.
pub fn read(text: &str, block: Span) -> Head {
    let whole = block.of(text);
    let rest = whole.get(debris(whole)..).unwrap_or("");
    let start = block.start as usize + (whole.len() - rest.len());
    let Ok((after, (style, numbers))) = marker(rest) else { return Head::None };
    let span = Span::new(start, start + rest.len() - after.len());
    match lookalike(style, &numbers, after) {
        Some(reason) => Head::Lookalike(span, reason),
        None => Head::Marker(Marker { style, numbers, span }),
    }
}

/// How many bytes of blanks, Markdown signs, `##words##` and tags stand before the text.
fn debris(whole: &str) -> usize {
    let blank = || value((), take_while1(|mark: char| is_blank(mark) || mark == '\u{feff}'));
    let signs = value((), take_while1(|mark| matches!(mark, '#' | '>' | '*' | '＃')));
    let bullet = value((), (one_of("-•·●◆■□▪★☆"), peek(blank())));
    let word = take_while1(|mark: char| mark.is_ascii_alphanumeric() || mark == '_');
    let sharp = value((), (tag("##"), word, tag("##")));
    let tagged = value((), (char('<'), take_while1(|mark| mark != '>' && mark != '<'), char('>')));
    let one = alt((sharp, blank(), signs, bullet, verify_tag(tagged)));
    let parsed: IResult<&str, &str> = recognize(many0_count(one)).parse(whole);
    parsed.map_or(0, |(_, debris)| debris.len())
}

/// A tag is short and ASCII: <p>, </strong>, <a href=…>.
fn verify_tag<'a>(
    tagged: impl Parser<&'a str, Output = (), Error = nom::error::Error<&'a str>>,
) -> impl Parser<&'a str, Output = (), Error = nom::error::Error<&'a str>> {
    let short = |it: &str| it.is_ascii() && it.len() < 60;
    value((), verify(recognize(tagged), short))
}

/// Whether `mark` is a blank, of any width.
pub fn is_blank(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '\u{200b}' | '\u{feff}')
}

type Read = (Style, Vec<u32>);

fn marker(input: &str) -> IResult<&str, Read> {
    alt((chapter, chinese, bracketed, decimal, arabic_marked, circled_marked, stem, latin))
        .parse(input)
}

fn one(style: Style) -> impl Fn(u32) -> Read {
    move |number| (style, vec![number])
}

fn blanks(input: &str) -> IResult<&str, &str> {
    take_while(is_blank).parse(input)
}

/// 第一章 总则, 第二部分：…, 第三条　…: a blank, a colon or the end must follow the word.
fn chapter(input: &str) -> IResult<&str, Read> {
    let word = alt((
        value('部', tag("部分")),
        satisfy(|mark| matches!(mark, '编' | '篇' | '章' | '节' | '条')),
    ));
    let (after, (_, _, number, _, word)) =
        (char('第'), blanks, any_ordinal, blanks, word).parse(input)?;
    let next = after.chars().next();
    let apart = next.is_none_or(|mark| is_blank(mark) || matches!(mark, '：' | ':'));
    let short_title = word != '条'
        && word != '节'
        && after.chars().count() <= 24
        && !after.contains(['。', '，', '；']);
    if !apart && !short_title {
        return fail(input);
    }
    let (after, _) = opt(one_of("：:")).parse(after)?;
    Ok((after, one(Style::Chapter(word))(number)))
}

/// 一、 and the forms 一. 一． 一，
fn chinese(input: &str) -> IResult<&str, Read> {
    let (after, (number, _, mark)) = (ordinal, blanks, one_of("、.．，,")).parse(input)?;
    if matches!(mark, '，' | ',') && 20 < number {
        return fail(input);
    }
    Ok((after, one(Style::Chinese)(number)))
}

/// （一） （1） and half-width brackets; a mark after the bracket belongs to a wrong form.
fn bracketed(input: &str) -> IResult<&str, Read> {
    let number = alt((
        map(ordinal, one(Style::ChineseBracket)),
        map(verify(arabic, |it| *it < 200), one(Style::ArabicBracket)),
    ));
    let open = (one_of("（("), blanks);
    let close = (blanks, one_of("）)"), opt(one_of("、.．，")));
    map((open, number, close), |(_, read, _)| read).parse(input)
}

/// 1.1 加强…, 1.1.1…; the third mark (3.1.) is tolerated.
fn decimal(input: &str) -> IResult<&str, Read> {
    let (after, numbers) = separated_list1(one_of(".．"), arabic).parse(input)?;
    if !matches!(numbers.len(), 2..=5) {
        return fail(input);
    }
    if let [number, next] = numbers.as_slice()
        && begins_with_date(*next, after)
    {
        let length = input.len() - input.trim_start_matches(|mark| digit(mark).is_some()).len();
        let dot =
            input.get(length..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let after = input.get(length + dot..).unwrap_or("");
        return Ok((after, one(Style::ArabicDot)(*number)));
    }
    let depth = u8::try_from(numbers.len()).unwrap_or(u8::MAX);
    let (after, _) = opt(one_of(".．、")).parse(after)?;
    Ok((after, (Style::Decimal(depth), numbers)))
}

/// 1.3月12日，…: item 1, which begins with a date.
fn begins_with_date(number: u32, after: &str) -> bool {
    match after.chars().next() {
        Some('月') => number <= 12,
        Some('年') => (1900..2100).contains(&number),
        _ => false,
    }
}

/// 1. 1． 1、 1）
fn arabic_marked(input: &str) -> IResult<&str, Read> {
    let number = || verify(arabic, |it| *it < 200);
    let style = |mark: char| match mark {
        '、' => Style::ArabicComma,
        '）' | ')' => Style::ArabicHalfBracket,
        _ => Style::ArabicDot,
    };
    map((number(), one_of(".．、）)")), |(number, mark)| one(style(mark))(number)).parse(input)
}

fn circled_marked(input: &str) -> IResult<&str, Read> {
    map((circled, opt(one_of("、.．，"))), |(number, _)| one(Style::Circled)(number)).parse(input)
}

/// 甲、
fn stem(input: &str) -> IResult<&str, Read> {
    let index = |mark: char| "甲乙丙丁戊己庚辛壬癸".chars().position(|it| it == mark);
    let (after, (mark, _)) = (satisfy(|mark| index(mark).is_some()), char('、')).parse(input)?;
    let number = index(mark).and_then(|it| u32::try_from(it + 1).ok()).unwrap_or(0);
    // 甲、乙两队 is an enumeration.
    if after.chars().next().is_some_and(|next| index(next).is_some()) {
        return fail(input);
    }
    Ok((after, one(Style::Stem)(number)))
}

/// a. A. a） A、
fn latin(input: &str) -> IResult<&str, Read> {
    let (after, (mark, _)) =
        (satisfy(|mark| mark.is_ascii_alphabetic()), one_of(".．、）)")).parse(input)?;
    if after.chars().next().is_none_or(|next| next.is_ascii()) {
        return fail(input);
    }
    let upper = mark.is_ascii_uppercase();
    let number = u32::from(mark.to_ascii_lowercase()) - u32::from('a') + 1;
    Ok((after, one(Style::Latin(upper))(number)))
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

fn lookalike(style: Style, numbers: &[u32], after: &str) -> Option<Reason> {
    let next = after.chars().next();
    match style {
        Style::Decimal(_) => {
            if numbers.first().is_some_and(|first| 99 < *first) {
                return Some(Reason::Date);
            }
            let unit = after.trim_start_matches(is_blank).chars().next();
            let spaced = next.is_some_and(is_blank);
            let titled = unit.is_some_and(|mark| is_han(mark) || mark == '“' || mark == '《');
            let counted = unit.is_none_or(|mark| UNITS.contains(mark)) && !spaced;
            (!titled || counted || numbers.iter().any(|it| 60 < *it)).then_some(Reason::Decimal)
        }
        Style::ArabicComma => {
            next.is_some_and(|mark| mark.is_ascii_digit()).then_some(Reason::Enumeration)
        }
        Style::Chinese => enumerates(numbers, after).then_some(Reason::Enumeration),
        _ => None,
    }
}

/// What may follow a number with a fraction.
const UNITS: &str =
    "万亿千百十元个人次名位户家件项条亩公平立方米吨斤克倍成折％级度岁年月日天时分秒％以左多余";

/// 一、二等奖; 二、三产业; 一、二、三季度: the next number and a counting word follow.
fn enumerates(numbers: &[u32], after: &str) -> bool {
    const COUNTED: &str = "等级类季产线轮期批次月年号楼层组班审档把、";
    let Ok((rest, next)) = ordinal(after) else { return false };
    let follows = numbers.first().is_some_and(|number| number + 1 == next);
    follows && rest.chars().next().is_some_and(|mark| COUNTED.contains(mark))
}

/// Whether `mark` is a Han character.
pub fn is_han(mark: char) -> bool {
    matches!(mark, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(block: &str, expect: &str) {
        let found = match read(block, Span::new(0, block.len())) {
            Head::Marker(marker) => {
                format!("{:?} {:?} {}", marker.style, marker.numbers, marker.span.of(block))
            }
            Head::Lookalike(span, reason) => format!("{reason:?}: {}", span.of(block)),
            Head::None => "none".to_owned(),
        };
        assert_eq!(found, expect, "{block}");
    }

    #[test]
    fn markers_in_every_style() {
        check("一、基层党建", "Chinese [1] 一、");
        check("　　十二、其他", "Chinese [12] 十二、");
        check("（三）抓落实", "ChineseBracket [3] （三）");
        check("（\n三）抓落实", "ChineseBracket [3] （\n三）");
        check("(二)抓落实", "ChineseBracket [2] (二)");
        check("（一）、抓落实", "ChineseBracket [1] （一）、");
        check("1.抓学习", "ArabicDot [1] 1.");
        check("１．抓学习", "ArabicDot [1] １．");
        check("3、抓学习", "ArabicComma [3] 3、");
        check("（12）抓学习", "ArabicBracket [12] （12）");
        check("2）抓学习", "ArabicHalfBracket [2] 2）");
        check("⑫抓学习", "Circled [12] ⑫");
        check("第一章 总则", "Chapter('章') [1] 第一章");
        check("第二部分：成效", "Chapter('部') [2] 第二部分：");
        check("第十五条　各单位应当", "Chapter('条') [15] 第十五条");
        check("3.2 客户投诉处理", "Decimal(2) [3, 2] 3.2");
        check("1.1.1加强领导", "Decimal(3) [1, 1, 1] 1.1.1");
        check("1.3月12日，全县", "ArabicDot [1] 1.");
        check("2.2023年，全县", "ArabicDot [2] 2.");
        check("乙、财务", "Stem [2] 乙、");
        check("B.财务", "Latin(true) [2] B.");
    }

    #[test]
    fn debris_before_a_marker_is_skipped() {
        check("## 二、党校工作", "Chinese [2] 二、");
        check("**（一）**抓落实", "ChineseBracket [1] （一）");
        check("##paidbegin##三、其他", "Chinese [3] 三、");
        check("<p>四、其他", "Chinese [4] 四、");
        check("- 1.其他", "ArabicDot [1] 1.");
    }

    #[test]
    fn what_only_looks_like_a_marker() {
        check("3.5万元", "Decimal: 3.5");
        check("2023.5.1召开", "Date: 2023.5.1");
        check("一、二等奖各一名", "Enumeration: 一、");
        check("一、二、三季度", "Enumeration: 一、");
        check("1、2号楼", "Enumeration: 1、");
        check("第一节课讲", "none");
        check("二〇二三年", "none");
        check("一年来，", "none");
        check("2023年，", "none");
        check("甲、乙两队", "none");
        check("A、B两点", "none");
    }

    #[test]
    fn headings_that_begin_with_a_number() {
        check("二、三农工作", "Chinese [2] 二、");
        check("一、两手抓", "Chinese [1] 一、");
        check("三、四大工程", "Chinese [3] 三、");
    }
}
