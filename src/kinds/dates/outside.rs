//! A year outside the time of the report: last year's text left over, or a slip of the pen.

use super::almanac::{is_plan, sentence};
use super::report::Report;
use super::{Almanac, Slip};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::syntax::date::{Date, Year};
use crate::syntax::lexicon::{DONE_SECTION, PLAN_TITLE};
use crate::text::Confidence::Certain;
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{BlockKind, Confidence, Span};

pub(super) fn slips(document: &Document, almanac: &Almanac) -> Vec<Slip> {
    let Some(report) = almanac.report else { return Vec::new() };
    let dates = 0..almanac.entries.len();
    let mut slips = Vec::new();
    for index in dates {
        let Some(found) = slip(document, almanac, &report, index) else { continue };
        slips.push(found);
    }
    slips
}

fn slip(document: &Document, almanac: &Almanac, report: &Report, index: usize) -> Option<Slip> {
    let entry = almanac.entries.get(index)?;
    let date = entry.date;
    let block = document.source.blocks.get(entry.block)?;
    let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
    let apart = [Scope::TitleQuote, Scope::Attachment, Scope::Footnote];
    let apart = apart.into_iter().any(|scope| document.lies_in(scope, date.span));
    if !prose || apart || date.span == report.span {
        return None;
    }
    let text = &document.source.text;
    let around = Around {
        before: last_bytes(Span { start: block.span.start, end: date.span.start }.of(text), 120),
        after: first_bytes(Span { start: date.span.end, end: block.span.end }.of(text), 120),
        sentence: sentence(document, date.span.start).of(text),
        heading: heading(document, entry.block, date.span),
        plan: is_plan(document, date.span.start),
    };
    let level = judge(report, date, &around)?;
    Some(Slip {
        at: date.span,
        other: Some(report.span),
        captures: vec![("date", date.span.of(text).to_owned()), ("period", report.words())],
        edit: None,
        level,
    })
}

/// What stands around a year.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
    sentence: &'a str,
    /// The heading that holds the year.
    heading: Option<&'a str>,
    plan: bool,
}

/// The heading, or the line that stands as one, if the date lies in it.
fn heading(document: &Document, block: usize, at: Span) -> Option<&str> {
    let source = &document.source;
    let sections = document.outline.sections.iter().skip(1);
    let own = sections.filter(|it| it.block == block).map(|it| it.heading());
    own.filter(|it| it.covers(at)).map(|it| it.of(&source.text)).next()
}

fn judge(report: &Report, date: Date, around: &Around<'_>) -> Option<Confidence> {
    let Year::Told(year) = date.year else { return None };
    let last = date.until.unwrap_or(year);
    if date.until.is_some() != report.school && (report.school || date.until.is_some()) {
        return None;
    }
    let own = report.has(year) && report.has(last);
    if let Some(level) = tied(report, year, around) {
        return Some(level);
    }
    let bare = date.month.is_none();
    if let Some(heading) = around.heading.filter(|_| bare) {
        return in_heading(report, year, own, heading);
    }
    if own {
        return None;
    }
    let phrase =
        bare && (repeats(around) || year < report.first && intends(around.before, around.after));
    let later = report.last < year && !report.school && is_done(date, around);
    (phrase || later).then_some(Certain)
}

/// 今年（2022年）, 去年（2020年）: the word and the year beside it disagree.
fn tied(report: &Report, year: u32, around: &Around<'_>) -> Option<Confidence> {
    let near = around.before.strip_suffix(['（', '('])?;
    let closes = around.after.starts_with(['）', ')']);
    let words = [("今年", 0), ("本年度", 0), ("本年", 0), ("去年", 1), ("上年", 1)];
    let (_, back) = words.iter().find(|(word, _)| near.ends_with(word))?;
    let single = report.first == report.last;
    // A report may be written in the year after.
    let right = [report.first.saturating_sub(*back), (report.first + 1).saturating_sub(*back)];
    (closes && single && !right.contains(&year)).then_some(Certain)
}

/// Words of headings that may rightly name another year.
const OTHER_YEARS: [&str; 14] = [
    "整改", "反馈", "审计", "决算", "预算", "考核", "遗留", "结转", "巡察", "巡视", "检查", "届",
    "以来", "规划",
];
const DONE: [&str; 9] = ["情况", "回顾", "总结", "成效", "完成", "做法", "问题", "不足", "成绩"];

fn in_heading(report: &Report, year: u32, own: bool, heading: &str) -> Option<Confidence> {
    let says = |list: &[&str]| list.iter().any(|it| heading.contains(it));
    if says(&OTHER_YEARS) || says(&["《", "—", "－", "至", "比", "较"]) || report.school {
        return None;
    }
    let done = says(&DONE) || DONE_SECTION.within(heading);
    let plan = PLAN_TITLE.within(heading) || says(&["计划", "安排", "打算", "思路"]);
    let works = heading.contains("工作") || says(&["努力方向", "打算"]);
    match (done, plan) {
        (true, false) if !own && works => Some(Certain),
        (false, true) if year < report.first => Some(Certain),
        (false, true) if own && !report.part && report.first == report.last => Some(Certain),
        _ => None,
    }
}

/// 总结2022年工作, 以上是2022年工作总结, 现将2022年工作情况报告如下.
fn repeats(around: &Around<'_>) -> bool {
    let after = around.after.strip_prefix('度').unwrap_or(around.after);
    let after = after.strip_prefix('的').unwrap_or(after);
    let head: String = after.chars().take(16).collect();
    let head = head.split(['，', '。', '；']).next().unwrap_or("");
    let near = around.before.trim_end();
    let reviews = ["总结", "回顾", "回首"].iter().any(|it| near.ends_with(it));
    let lessons = ["经验", "基础", "教训", "成果", "做法"].iter().any(|it| head.contains(it));
    let whole = head.starts_with("工作") || head.starts_with("全年工作");
    if reviews && whole && !lessons && head.chars().count() <= 4 {
        return true;
    }
    let presents = ["以上是", "以上就是", "以上为", "现将", "下面将", "现就"]
        .iter()
        .any(|it| near.ends_with(it));
    presents && head.contains("工作")
}

/// 2022年，我局将继续……: a plan for a year that is over.
fn intends(before: &str, after: &str) -> bool {
    let opens = before.trim().is_empty() || before.trim_end().ends_with('。');
    let after = after.strip_prefix('度').unwrap_or(after);
    let Some(rest) = after.strip_prefix('，') else { return false };
    let head: String = rest.chars().take(14).collect();
    const GOING: [&str; 16] = [
        "将继续",
        "将进一步",
        "将坚持",
        "将围绕",
        "将以",
        "将聚焦",
        "将重点",
        "将着力",
        "将紧",
        "将深入",
        "将持续",
        "将努力",
        "将认真",
        "将按照",
        "将从",
        "将全",
    ];
    opens && GOING.iter().any(|it| head.contains(it))
}

/// A day after the time of the report that is told as past: no plan, no deadline, no signature.
fn is_done(date: Date, around: &Around<'_>) -> bool {
    const NEW_YEAR: u32 = 3;
    const COMING: [&str; 22] = [
        "将",
        "拟",
        "计划",
        "预计",
        "力争",
        "目标",
        "打算",
        "规划",
        "明年",
        "安排",
        "争取",
        "确保",
        "有效",
        "前",
        "截至",
        "底",
        "到期",
        "起",
        "下一步",
        "届",
        "至",
        "要",
    ];
    const PAST: [&str; 8] = ["召开", "举办", "开展了", "完成了", "组织", "获", "已", "印发"];
    let told = date.month.is_some_and(|month| NEW_YEAR < month) && date.day.is_some();
    let says = |list: &[&str]| list.iter().any(|it| around.sentence.contains(it));
    told && !around.plan && !says(&COMING) && says(&PAST)
}
