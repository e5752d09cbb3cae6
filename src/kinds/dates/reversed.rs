//! A stretch of time that ends before it begins: 从5月到3月, 6月启动、5月完成.

use super::almanac::sentence;
use super::{Almanac, Slip};
use crate::model::Document;
use crate::syntax::date::{Date, Year};
use crate::text::Confidence::{self, Certain, Likely};
use crate::text::Span;
use crate::text::span::first_bytes;

pub(super) fn slips(document: &Document, almanac: &Almanac) -> Vec<Slip> {
    let pairs = 1..almanac.entries.len();
    pairs.filter_map(|late| slip(document, almanac, late)).collect()
}

fn slip(document: &Document, almanac: &Almanac, late: usize) -> Option<Slip> {
    let text = &document.source.text;
    let (first, last) = (almanac.entries.get(late - 1)?, almanac.entries.get(late)?);
    if first.block != last.block {
        return None;
    }
    let block = document.source.blocks.get(last.block)?.span;
    let (early, end) = (first.date, last.date);
    let between = Span { start: early.span.end, end: end.span.start };
    let after = first_bytes(Span { start: end.span.end, end: block.end }.of(text), 60);
    let joined = joint(between.of(text), after)?;
    let level = level(document, almanac, late)?;
    let whole = joined == Joint::Range;
    Some(Slip {
        at: if whole { early.span.join(end.span) } else { end.span },
        other: (!whole).then_some(early.span),
        captures: vec![
            ("from", early.span.of(text).to_owned()),
            ("to", end.span.of(text).to_owned()),
        ],
        edit: None,
        level: if whole { level } else { level.min(Likely) },
    })
}

/// How two dates are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// 5月至3月, 自4月启动，至3月底.
    Range,
    /// 6月启动、5月完成.
    Steps,
}

const BEGINS: [&str; 22] = [
    "启动", "开始", "开工", "动工", "启用", "立项", "开建", "起步", "进场", "开题", "着手", "破土",
    "奠基", "开展", "持续", "一直", "延续", "陆续", "起", "直", "组织", "实施",
];
/// Words that tell of a beginning, and of nothing that goes on.
const STARTS: usize = 13;
const ENDS: [&str; 15] = [
    "完成",
    "结束",
    "竣工",
    "收官",
    "完工",
    "验收",
    "封顶",
    "投用",
    "投入使用",
    "交付",
    "建成",
    "结题",
    "闭幕",
    "收尾",
    "交工",
];
const MANNERS: [&str; 13] = [
    "全面", "全部", "正式", "圆满", "顺利", "如期", "按期", "基本", "已", "提前", "就", "主体",
    "即",
];
const MARKS: [char; 4] = ['，', '、', '；', ','];

fn joint(between: &str, after: &str) -> Option<Joint> {
    let trimmed = between.trim();
    let (rest, begun) = strip(trimmed, &BEGINS);
    let (rest, starts) = match begun {
        true => (rest.trim_start_matches(MARKS), starts(trimmed)),
        false => (rest, false),
    };
    let (rest, _) = strip(rest, &["一直", "持续", "延续", "直"]);
    let dash = |mark: char| "—–-~～－―".contains(mark);
    let range = matches!(rest, "至" | "到")
        || !rest.is_empty() && rest.chars().count() <= 2 && rest.chars().all(dash);
    if range {
        return Some(Joint::Range);
    }
    let next = matches!(rest, "" | "于" | "在" | "并于" | "并在");
    (starts && next && ends(after)).then_some(Joint::Steps)
}

/// Whether the words begin with one that tells of a beginning.
fn starts(words: &str) -> bool {
    BEGINS.iter().take(STARTS).any(|it| words.starts_with(it))
}

/// The text without the words of the list at its head, and whether there was one.
fn strip<'a>(text: &'a str, list: &[&str]) -> (&'a str, bool) {
    let mut rest = text;
    while let Some(next) = list.iter().find_map(|it| rest.strip_prefix(it)) {
        rest = next;
    }
    (rest, rest.len() < text.len())
}

/// Whether a word of an end follows, with nothing that is ended.
fn ends(after: &str) -> bool {
    let (rest, _) = strip(after, &MANNERS);
    let told = ENDS.iter().find_map(|it| rest.strip_prefix(it));
    told.is_some_and(|rest| {
        let rest = rest.strip_prefix('了').unwrap_or(rest);
        rest.chars().next().is_none_or(|mark| "，。；、）),;".contains(mark))
    })
}

/// Whether the later date lies before the earlier one, and how sure that is.
fn level(document: &Document, almanac: &Almanac, late: usize) -> Option<Confidence> {
    let (first, last) = (almanac.entries.get(late - 1)?.date, almanac.entries.get(late)?.date);
    if last.year == Year::Next || first.year == Year::Unclear || last.year == Year::Unclear {
        return None;
    }
    let inherits = last.elided || last.year == Year::None;
    if !inherits {
        return by_year(document, almanac, late, first, last);
    }
    let (from, to) = (first.month?, last.month?);
    if from == to {
        return first.day.zip(last.day).filter(|(from, to)| to < from).map(|_| Certain);
    }
    (to < from && !wraps(document, almanac, first, last)).then_some(Likely)
}

/// Both dates tell their year.
fn by_year(
    document: &Document,
    almanac: &Almanac,
    late: usize,
    first: Date,
    last: Date,
) -> Option<Confidence> {
    let (from, to) = match (first.year, last.year) {
        (Year::Told(from), Year::Told(to)) => (i64::from(from), i64::from(to)),
        (Year::Relative(from), Year::Relative(to)) => (i64::from(from), i64::from(to)),
        (_, Year::Same) => (0, 0),
        (Year::None, _) => return None,
        _ => {
            let years = almanac.year(document, late - 1).zip(almanac.year(document, late));
            let ((from, _), (to, _)) = years?;
            return (to < from).then_some(Likely);
        }
    };
    let months = first.month.zip(last.month)?;
    let days = first.day.zip(last.day).filter(|_| months.0 == months.1);
    let later = from != to && to < from;
    let within = from == to && (months.1 < months.0 || days.is_some_and(|(from, to)| to < from));
    (later || within).then_some(Certain)
}

/// From October to May runs a winter, from August on a school year; a term ends in February.
const AUTUMN: u32 = 10;
const SPRING: u32 = 5;
const TERM: u32 = 8;
const HOLIDAYS: u32 = 2;

/// Whether the stretch may run into the next year: 11月至2月, 9月至7月 in a school.
fn wraps(document: &Document, almanac: &Almanac, first: Date, last: Date) -> bool {
    let (Some(from), Some(to)) = (first.month, last.month) else { return true };
    let words = sentence(document, first.span.start).of(&document.source.text);
    let says = |list: &[&str]| list.iter().any(|it| words.contains(it));
    let winter = AUTUMN <= from && to <= SPRING || TERM <= from && to <= HOLIDAYS;
    let school =
        almanac.report.as_ref().is_some_and(|it| it.school || it.term) || says(&["学年", "学期"]);
    let recurs = says(&["每年", "历年", "常年", "年度为", "农历", "次年", "翌年", "第二年"]);
    // 7月1日至6月30日: a year of accounts.
    let cycle = first.day == Some(1) && to + 1 == from;
    winter || recurs || cycle || (school && TERM <= from)
}
