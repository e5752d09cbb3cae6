//! The grammar of dates.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map_opt, not, opt, peek, recognize, value, verify};
use nom::{IResult, Parser};

use super::{Date, Time, Weekday, Year};
use crate::syntax::quantity::year;
use crate::text::{Span, numeral};

/// The dates of `block`, in order and without overlap.
pub fn dates(text: &str, block: Span) -> Vec<Date> {
    let within = block.of(text);
    let mut found: Vec<Date> = Vec::new();
    let mut free = 0;
    let mut left = (' ', ' ');
    for (at, mark) in within.char_indices() {
        let (far, near) = left;
        left = (near, mark);
        if at < free || !begins(mark) || !stands_free(far, near, mark) {
            continue;
        }
        let Some(rest) = within.get(at..) else { break };
        let unclear = near == '年';
        let Some(read) = read(rest, at, unclear) else { continue };
        free = read.last().map_or(at, |it| it.span.end as usize);
        found.extend(read);
    }
    for date in &mut found {
        date.shift(block.start);
    }
    found
}

impl Date {
    fn shift(&mut self, by: u32) {
        self.span = self.span.moved(by);
        if let Some(time) = &mut self.time {
            time.span = time.span.moved(by);
        }
        if let Some(weekday) = &mut self.weekday {
            weekday.span = weekday.span.moved(by);
            weekday.word = weekday.word.moved(by);
        }
    }
}

/// Whether a date may begin with `mark`.
fn begins(mark: char) -> bool {
    numeral::digit(mark).is_some() || "一二三四五六七八九十今去上前明来本次翌当同第".contains(mark)
}

/// Whether a date that begins with `mark` is no part of a longer number or word.
fn stands_free(far: char, near: char, mark: char) -> bool {
    let digit = |mark: char| numeral::digit(mark).is_some();
    if digit(mark) {
        let joined = ".,．-/:".contains(near) && digit(far);
        return !digit(near) && !near.is_ascii_alphabetic() && near != '第' && !joined;
    }
    !(is_han_digit(mark) && (is_han_digit(near) || "第几数每百千".contains(near)))
}

fn is_han_digit(mark: char) -> bool {
    "〇○零一二三四五六七八九十".contains(mark)
}

/// What one reading yields: a date, and those that lean on it (6月28日至30日).
fn read(input: &str, at: usize, unclear: bool) -> Option<Vec<Date>> {
    let cursor = Cursor { whole: input, at };
    let (mut rest, mut dates) = head(input, cursor)?;
    let last = dates.last_mut()?;
    if unclear && last.year == Year::None {
        dates.iter_mut().for_each(|date| date.year = Year::Unclear);
    }
    rest = beside(rest, cursor, dates.last_mut()?);
    while let Some((next, date)) = leaning(rest, cursor, dates.last()?) {
        dates.push(date);
        rest = beside(next, cursor, dates.last_mut()?);
    }
    Some(dates)
}

/// Where a rest of the input stands.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    whole: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn of(self, rest: &str) -> usize {
        self.at + self.whole.len() - rest.len()
    }

    fn span(self, from: &str, to: &str) -> Span {
        Span::new(self.of(from), self.of(to))
    }
}

/// The date proper, or the two of 1—6月 and 6月28—30日.
fn head<'a>(input: &'a str, cursor: Cursor<'a>) -> Option<(&'a str, Vec<Date>)> {
    if let Ok((rest, (year, month, day))) = hyphened(input) {
        let date =
            Date { year: Year::Told(year), month: Some(month), day: Some(day), ..Date::default() };
        return Some((rest, vec![Date { span: cursor.span(input, rest), ..date }]));
    }
    if let Ok((rest, (first, last))) = school_year(input) {
        let date = Date { year: Year::Told(first), until: Some(last), ..Date::default() };
        return Some((rest, vec![Date { span: cursor.span(input, rest), ..date }]));
    }
    let (after_year, year) = opt(any_year).parse(input).ok()?;
    let year = year.unwrap_or_default();
    let base = Date { year, ..Date::default() };
    let Ok((rest, months)) = months(after_year) else {
        let told = matches!(year, Year::Told(_) | Year::Relative(_));
        let date = Date { span: cursor.span(input, after_year), ..base };
        return told.then(|| (after_year, vec![date]));
    };
    let chinese = months.chinese;
    let (rest, vague) = opt(vague).parse(rest).ok()?;
    let end = Date {
        span: cursor.span(input, rest),
        month: Some(months.last),
        vague: vague.is_some(),
        chinese,
        ..base
    };
    if let Some(first) = months.first {
        let begin = cursor.span(after_year, after_year).start;
        let span = Span { start: end.span.start, end: begin + months.width };
        let head = Date { month: Some(first), span, chinese, ..base };
        let span = Span { start: begin + months.second, ..end.span };
        let end = Date { span, elided: true, ..end };
        return Some((rest, vec![head, end]));
    }
    Some(with_day(rest, cursor, end).unwrap_or((rest, vec![end])))
}

/// The day behind a month: 28日, or the two of 28—30日.
fn with_day<'a>(input: &'a str, cursor: Cursor<'a>, month: Date) -> Option<(&'a str, Vec<Date>)> {
    if month.vague {
        return None;
    }
    let (rest, (_, (first, chinese))) = (gap, number).parse(input).ok()?;
    if let Ok((rest, _)) = day_mark(rest) {
        let span = Span { end: cursor.span(input, rest).end, ..month.span };
        return Some((rest, vec![Date { span, day: Some(first), chinese, ..month }]));
    }
    let head = Span { end: cursor.span(input, rest).end, ..month.span };
    let (rest, _) = dash(rest).ok()?;
    let start = rest;
    let (rest, (last, _)) = number(rest).ok()?;
    let (rest, _) = day_mark(rest).ok()?;
    let first = Date { span: head, day: Some(first), chinese, ..month };
    let last = Date { span: cursor.span(start, rest), day: Some(last), elided: true, ..first };
    Some((rest, vec![first, last]))
}

/// 至30日, 、31日 behind a date with its day: month and year are those of that date.
fn leaning<'a>(input: &'a str, cursor: Cursor<'a>, on: &Date) -> Option<(&'a str, Date)> {
    on.day?;
    let mut joint = alt((recognize(one_of("至到、和及")), dash));
    let (start, _) = joint.parse(input).ok()?;
    let (rest, (day, chinese)) = number(start).ok()?;
    let (rest, _) = day_mark(rest).ok()?;
    let date = Date {
        year: on.year,
        month: on.month,
        day: Some(day),
        elided: true,
        chinese,
        ..Date::default()
    };
    Some((rest, Date { span: cursor.span(start, rest), ..date }))
}

/// The weekday and the time of day behind a date.
fn beside<'a>(input: &'a str, cursor: Cursor<'a>, date: &mut Date) -> &'a str {
    let mut rest = input;
    if date.day.is_some() {
        if let Ok((after, weekday)) = weekday(rest, cursor) {
            date.weekday = Some(weekday);
            rest = after;
        }
        if let Ok((after, time)) = time(rest, cursor) {
            date.time = Some(time);
            rest = after;
        }
        date.span.end = cursor.span(rest, rest).end;
    }
    rest
}

/// 2024-06-30, 2024/6/30, 2024.6.30.
fn hyphened(input: &str) -> IResult<&str, (u32, u32, u32)> {
    let (rest, year) = year(input)?;
    let (_, mark) = peek(one_of("-/.－．")).parse(rest)?;
    let sign = || satisfy(move |it| it == mark);
    let (rest, (_, month, _, day)) = (sign(), arabic, sign(), arabic).parse(rest)?;
    let joins = |it: char| it == mark || it.is_ascii_alphanumeric() || it == '%' || it == '．';
    let (rest, _) = not(satisfy(joins)).parse(rest)?;
    Ok((rest, (year, month, day)))
}

/// 2022—2023学年.
fn school_year(input: &str) -> IResult<&str, (u32, u32)> {
    let ends = (tag("学年"), opt(tag("度"))).map(|_| ());
    let (rest, (first, _, _, last, _)) = (year, opt(tag("年")), dash, year, ends).parse(input)?;
    Ok((rest, (first, last)))
}

fn any_year(input: &str) -> IResult<&str, Year> {
    let told = (alt((year, chinese_year)), gap, tag("年"), gap).map(|(year, ..)| Year::Told(year));
    alt((told, relative)).parse(input)
}

/// 二〇二三.
fn chinese_year(input: &str) -> IResult<&str, u32> {
    let four = recognize(take_while_m_n(4, 4, is_han_digit));
    map_opt(four, |digits| {
        let value = numeral::cardinal_or_digits(digits).and_then(|it| u32::try_from(it).ok());
        value.filter(|year| (1900..2100).contains(year))
    })
    .parse(input)
}

fn relative(input: &str) -> IResult<&str, Year> {
    let this = alt((tag("今年"), tag("本年")));
    alt((
        value(Year::Relative(0), (this, opt(tag("度")))),
        value(Year::Relative(-1), alt((tag("去年"), tag("上年"), tag("上一年")))),
        value(Year::Relative(-2), tag("前年")),
        value(Year::Relative(1), alt((tag("明年"), tag("来年")))),
        value(Year::Next, alt((tag("次年"), tag("翌年"), tag("第二年")))),
        value(Year::Same, alt((tag("当年"), tag("同年")))),
    ))
    .parse(input)
}

/// 6月, or 1—6月.
struct Months {
    first: Option<u32>,
    last: u32,
    /// How many bytes the first takes.
    width: u32,
    /// Where the second begins.
    second: u32,
    chinese: bool,
}

fn months(input: &str) -> IResult<&str, Months> {
    let (rest, (first, chinese)) = number(input)?;
    if let Ok((rest, _)) = month_mark(rest) {
        return Ok((rest, Months { first: None, last: first, width: 0, second: 0, chinese }));
    }
    let width = Span::new(0, input.len() - rest.len()).end;
    let (rest, _) = alt((dash, tag("至"), tag("到"))).parse(rest)?;
    let second = Span::new(0, input.len() - rest.len()).end;
    let (rest, (last, _)) = number(rest)?;
    let (rest, _) = month_mark(rest)?;
    Ok((rest, Months { first: Some(first), last, width, second, chinese }))
}

/// 月 that counts no age and no rent: 24月龄, 12月租.
fn month_mark(input: &str) -> IResult<&str, &str> {
    let (rest, (_, month)) = (gap, tag("月")).parse(input)?;
    not(one_of("龄均租薪供息")).parse(rest)?;
    Ok((rest, month))
}

/// 日, or 号 that is no number of a house: 6月31号楼.
fn day_mark(input: &str) -> IResult<&str, &str> {
    let behind = |mark: char| {
        !mark.is_alphanumeric() || "前后起至到上下晚凌早中我在召，，举开".contains(mark)
    };
    let (rest, (_, mark)) = (gap, alt((tag("日"), tag("号")))).parse(input)?;
    if mark == "号" && rest.chars().next().is_some_and(|next| !behind(next)) {
        return nom::combinator::fail().parse(input);
    }
    Ok((rest, mark))
}

/// 2023 年 3 月: blanks around numbers.
fn gap(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 2, |mark| mark == ' ' || mark == '　').parse(input)
}

fn vague(input: &str) -> IResult<&str, &str> {
    alt((tag("份"), tag("底"), tag("末"), tag("初"), tag("上旬"), tag("中旬"), tag("下旬")))
        .parse(input)
}

/// A dash, or two.
fn dash(input: &str) -> IResult<&str, &str> {
    recognize((one_of("—–-~～－―"), opt(one_of("—–-~～－―")))).parse(input)
}

/// One or two digits, or a Chinese numeral below a hundred, and whether it is Chinese.
fn number(input: &str) -> IResult<&str, (u32, bool)> {
    let han = map_opt(verify(take_while1(is_han_digit), |run: &str| run.len() <= 9), |run| {
        numeral::cardinal(run).and_then(|it| u32::try_from(it).ok())
    });
    alt((arabic.map(|it| (it, false)), han.map(|it| (it, true)))).parse(input)
}

fn arabic(input: &str) -> IResult<&str, u32> {
    let digits = take_while_m_n(1, 2, |mark| numeral::digit(mark).is_some());
    let (rest, value) =
        map_opt(digits, |run| numeral::arabic(run).ok().map(|it| it.1)).parse(input)?;
    not(satisfy(|mark| numeral::digit(mark).is_some())).parse(rest)?;
    Ok((rest, value))
}

/// （星期一）, (周一), 星期一: not 周一至周五, not 周一例会.
fn weekday<'a>(input: &'a str, cursor: Cursor<'a>) -> IResult<&'a str, Weekday> {
    let (rest, open) = opt(one_of("（(，,")).parse(input)?;
    let start = rest;
    let (rest, _) = alt((tag("星期"), tag("周"), tag("礼拜"))).parse(rest)?;
    let word = cursor.span(start, rest);
    let (rest, mark) = one_of("一二三四五六日天1234567").parse(rest)?;
    let span = cursor.span(start, rest);
    let number = "一二三四五六日".chars().position(|it| it == mark);
    let number = number.or_else(|| "1234567".chars().position(|it| it == mark)).unwrap_or(6);
    let weekday = Weekday { span, word, number: Span::new(number, number).start };
    match open {
        Some('（' | '(') => {
            let (rest, _) = one_of("）)").parse(rest)?;
            Ok((rest, weekday))
        }
        Some(_) => {
            // （9月10日，星期三）
            peek(one_of("）)")).parse(rest)?;
            Ok((rest, weekday))
        }
        None => {
            not(one_of("至到—-～~、和")).parse(rest)?;
            Ok((rest, weekday))
        }
    }
}

/// 9时30分, 上午9时, 9:30.
fn time<'a>(input: &'a str, cursor: Cursor<'a>) -> IResult<&'a str, Time> {
    let (rest, _) = opt(one_of(" 　")).parse(input)?;
    let part = alt((
        tag("上午"),
        tag("下午"),
        tag("晚上"),
        tag("凌晨"),
        tag("中午"),
        tag("早上"),
        tag("晚"),
    ));
    let (start, _) = opt(part).parse(rest)?;
    let (rest, hour) = arabic(start)?;
    let minutes = (alt((tag(":"), tag("："))), arabic).map(|(_, minute)| Some(minute));
    let clock = (alt((tag("时"), tag("点"))), opt((arabic, tag("分"))))
        .map(|(_, minute)| minute.map(|(minute, _)| minute));
    let (rest, minute) = alt((minutes, clock)).parse(rest)?;
    not(one_of("间多个期许")).parse(rest)?;
    Ok((rest, Time { span: cursor.span(start, rest), hour, minute }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let block = Span::new(0, text.len());
        let shown = |it: &Date| {
            let year = match it.year {
                Year::None => String::new(),
                year => format!("{year:?} "),
            };
            let part = |it: Option<u32>| it.map_or("-".to_owned(), |it| it.to_string());
            let day = it.weekday.map_or(String::new(), |it| format!(" w{}", it.number));
            let time = it.time.map_or(String::new(), |it| format!(" {}:{:?}", it.hour, it.minute));
            format!("{} = {year}{}/{}{day}{time}", it.span.of(text), part(it.month), part(it.day))
        };
        let found: Vec<_> = dates(text, block).iter().map(shown).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn dates_are_read_whole() {
        check("10月31日，", &["10月31日 = 10/31"]);
        check("2023年3月5日（星期一）", &["2023年3月5日（星期一） = Told(2023) 3/5 w0"]);
        check("（9月10日，星期三）", &["9月10日，星期三 = 9/10 w2"]);
        check("二〇二三年十二月三十一日", &["二〇二三年十二月三十一日 = Told(2023) 12/31"]);
        check("2023 年 2 月 30 日", &["2023 年 2 月 30 日 = Told(2023) 2/30"]);
        check("2024-06-31、", &["2024-06-31 = Told(2024) 6/31"]);
        check("6月5日25时30分", &["6月5日25时30分 = 6/5 25:Some(30)"]);
        check("23年5月", &["5月 = Unclear 5/-"]);
    }

    #[test]
    fn dates_lean_on_the_one_before() {
        check("6月28—31日", &["6月28 = 6/28", "31日 = 6/31"]);
        check("5月20日至12日", &["5月20日 = 5/20", "12日 = 5/12"]);
        check("去年1—6月", &["去年1 = Relative(-1) 1/-", "6月 = Relative(-1) 6/-"]);
        check("11月至次年2月", &["11月 = 11/-", "次年2月 = Next 2/-"]);
        let ends = ["6月26日（星期四） = 6/26 w3", "28日 = 6/28"];
        check("6月26日（星期四）至28日", &ends);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "满24月龄",
            "1.5月",
            "第3月",
            "3个月",
            "数十月",
            "版本1.2024.5.6",
            "周一至周五",
            "3:2",
            "100月",
        ] {
            let found = dates(text, Span::new(0, text.len()));
            assert!(
                found.iter().all(|it| it.day.is_none() && it.month.is_none()),
                "{text} {found:?}"
            );
        }
        check("6月31号楼", &["6月 = 6/-"]);
        check("3月5日周一至周五", &["3月5日 = 3/5"]);
    }
}
