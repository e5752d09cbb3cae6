//! A weekday that is not that of its date.

use super::almanac::{is_plan, sentence};
use super::{Almanac, Slip};
use crate::model::Document;
use crate::syntax::date::weekday;
use crate::text::Confidence::{Certain, Likely};
use crate::text::Span;

const NAMES: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

pub(super) fn slips(document: &Document, almanac: &Almanac) -> Vec<Slip> {
    let dated = 0..almanac.entries.len();
    dated.filter_map(|index| slip(document, almanac, index)).collect()
}

fn slip(document: &Document, almanac: &Almanac, index: usize) -> Option<Slip> {
    let text = &document.source.text;
    let date = almanac.entries.get(index)?.date;
    let told = date.weekday?;
    let (month, day) = (date.month?, date.day?);
    let (year, sure) = almanac.year(document, index)?;
    let right = weekday(year, month, day)?;
    let lunar = sentence(document, date.span.start).of(text).contains("农历");
    if right == told.number || lunar || (!sure && fits_elsewhere(document, almanac, index, year)) {
        return None;
    }
    let name = NAMES.get(usize::try_from(right).ok()?)?;
    let expected = format!("{}{name}", told.word.of(text));
    let from = almanac.report.as_ref().map(|it| it.span).filter(|_| !sure);
    Some(Slip {
        at: date.span,
        other: from,
        captures: vec![
            ("date", format!("{year}年{month}月{day}日")),
            ("found", told.span.of(text).to_owned()),
            ("expected", expected.clone()),
        ],
        edit: Some((told.span, expected)),
        level: if sure { Certain } else { Likely },
    })
}

/// Whether the weekday is right for a year of which the sentence may speak.
fn fits_elsewhere(document: &Document, almanac: &Almanac, index: usize, year: u32) -> bool {
    let Some(date) = almanac.entries.get(index).map(|it| it.date) else { return true };
    let (Some(month), Some(day)) = (date.month, date.day) else { return true };
    let told = date.weekday.map(|it| it.number);
    let words: Span = sentence(document, date.span.start);
    let words = words.of(&document.source.text);
    let says = |list: &[&str]| list.iter().any(|it| words.contains(it));
    let coming = is_plan(document, date.span.start) || says(&["将", "拟", "计划", "明年"]);
    let gone = says(&["去年", "上年", "上一年", "前年"]);
    coming && weekday(year + 1, month, day) == told
        || gone && weekday(year.saturating_sub(1), month, day) == told
}
