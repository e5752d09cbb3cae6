//! Days, months and times that no calendar has.

use super::{Almanac, Entry, Slip};
use crate::model::Document;
use crate::syntax::date::{Date, Year, days_in};
use crate::text::Confidence::{self, Certain, Likely};
use crate::text::Span;
use crate::text::span::last_bytes;

pub(super) fn slips(document: &Document, almanac: &Almanac) -> Vec<Slip> {
    let entries = almanac.entries.iter().enumerate();
    entries.filter_map(|(index, entry)| slip(document, almanac, index, entry)).collect()
}

fn slip(document: &Document, almanac: &Almanac, index: usize, entry: &Entry) -> Option<Slip> {
    let date = &entry.date;
    let text = &document.source.text;
    let block = document.source.blocks.get(entry.block)?.span;
    let before = Span { start: block.start, end: date.span.start }.of(text);
    let (reason, other) = month(date, before)
        .or_else(|| time(date))
        .map(|reason| (reason, None))
        .or_else(|| day(document, almanac, index, before))?;
    Some(Slip {
        at: date.span,
        other,
        captures: vec![
            ("date", date.span.of(text).to_owned()),
            ("reason", reason.zh),
            ("reason-en", reason.en),
        ],
        edit: None,
        level: reason.level,
    })
}

/// Why a date cannot be.
struct Reason {
    zh: String,
    en: String,
    level: Confidence,
}

fn reason(zh: impl Into<String>, en: impl Into<String>, level: Confidence) -> Reason {
    Reason { zh: zh.into(), en: en.into(), level }
}

/// Words after which 13月 counts months.
const SPANS: [&str; 10] =
    ["历时", "为期", "工期", "刑期", "徒刑", "长达", "时长", "共", "满", "年"];

fn month(date: &Date, before: &str) -> Option<Reason> {
    let month = date.month.filter(|month| !(1..=12).contains(month))?;
    let told = date.day.is_some() || matches!(date.year, Year::Told(_)) || date.vague;
    let near = last_bytes(before.trim_end(), 12);
    let counts = !matches!(date.year, Year::Told(_)) && SPANS.iter().any(|it| near.ends_with(it));
    let hole = month == 0 && date.day.is_none_or(|day| day == 0);
    (told && !counts && !hole)
        .then(|| reason("一年只有12个月", "a year has twelve months", Certain))
}

fn time(date: &Date) -> Option<Reason> {
    let time = date.time?;
    if 24 < time.hour {
        return Some(reason("一天只有24小时", "a day has 24 hours", Certain));
    }
    let minutes = time.minute.is_some_and(|minute| 59 < minute);
    minutes.then(|| reason("一小时只有60分钟", "an hour has 60 minutes", Certain))
}

fn day(
    document: &Document,
    almanac: &Almanac,
    index: usize,
    before: &str,
) -> Option<(Reason, Option<Span>)> {
    let date = &almanac.entries.get(index)?.date;
    let (month, day) = (date.month?, date.day?);
    let told = match date.year {
        Year::Told(year) => Some(year),
        _ => None,
    };
    let most = days_in(month, told);
    if day == 0 || most < day {
        let lunar = day <= 30 && is_lunar(date, before);
        let year = told.filter(|_| month == 2).map(|year| format!("{year}年")).unwrap_or_default();
        let zh = format!("{year}{month}月只有{most}天");
        let en = format!("that month has {most} days");
        return (!lunar).then(|| (reason(zh, en, Certain), None));
    }
    if (month, day) != (2, 29) || told.is_some() || is_lunar(date, before) {
        return None;
    }
    let (year, _) = almanac.year(document, index)?;
    let most = days_in(2, Some(year));
    let zh = format!("{year}年2月只有{most}天");
    let en = format!("February {year} has {most} days");
    let from = almanac.report.as_ref().map(|it| it.span);
    (most < day).then(|| (reason(zh, en, Likely), from))
}

/// 农历二月三十日: lunar months have thirty days.
fn is_lunar(date: &Date, before: &str) -> bool {
    let near = last_bytes(before, 30);
    let near = near.rsplit(['。', '；', '，']).next().unwrap_or(near);
    let named = ["农历", "阴历", "旧历", "夏历"].iter().any(|it| near.contains(it));
    named || date.chinese && date.year == Year::None && date.month == Some(2)
}
