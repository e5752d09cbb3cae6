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
        heading: heading(document, date.span),
        plan: is_plan(document, date.span.start),
        headed: almanac.heading_year(document, date.span.start),
        late: text.len() < 2 * date.span.range().start,
    };
    let level = judge(report, date, &around)?;
    let (written, period) = (date.span.of(text), report.words());
    let planned = matches!(date.year, Year::Told(year) if report.has(year));
    let (zh, en) = match planned {
        true => (
            format!("报告期就是{period}，今后的打算也写成了“{written}”"),
            format!("the report is about {period}, and so is what is still to come: `{written}`"),
        ),
        false => (
            format!("这里写“{written}”，报告期是{period}"),
            format!("this says `{written}`, but the report is about {period}"),
        ),
    };
    Some(Slip {
        at: date.span,
        other: Some(report.span),
        captures: vec![
            ("date", written.to_owned()),
            ("period", period),
            ("reason", zh),
            ("reason-en", en),
        ],
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
    /// The year that a heading above names.
    headed: Option<u32>,
    /// Whether more than half of the draft stands before.
    late: bool,
}

/// The heading, if the date lies in it.
fn heading(document: &Document, at: Span) -> Option<&str> {
    let section = document.outline.sections.get(document.outline.at(at.start))?;
    let heading = section.heading();
    (section.parent.is_some() && heading.covers(at)).then(|| heading.of(&document.source.text))
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
        return in_heading(report, year, around.late, heading);
    }
    if own {
        let apart = around.headed.is_some_and(|headed| headed != year);
        let plans = bare && around.plan && apart && intends(around.before, around.after);
        return plans.then_some(Certain);
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
const DONE: [&str; 12] = [
    "情况", "回顾", "总结", "成效", "完成", "做法", "问题", "不足", "成绩", "落实", "执行", "进展",
];

fn in_heading(report: &Report, year: u32, late: bool, heading: &str) -> Option<Confidence> {
    let says = |list: &[&str]| list.iter().any(|it| heading.contains(it));
    if says(&OTHER_YEARS) || says(&["《", "—", "－", "至", "比", "较"]) || report.school {
        return None;
    }
    let own = report.has(year);
    let done = says(&DONE) || DONE_SECTION.within(heading);
    let plan = PLAN_TITLE.within(heading) || says(&["计划", "安排", "打算", "思路"]);
    let works = heading.contains("工作") || says(&["努力方向", "打算", "存在"]);
    let intended = says(&["打算", "努力方向", "工作计划", "工作思路", "工作安排"]);
    let whole = !report.part && report.first == report.last;
    match (done, plan) {
        (true, false) if !own && works => Some(Certain),
        (false, true) if year < report.first => Some(Certain),
        (false, true) if own && late && intended && whole => Some(Certain),
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
