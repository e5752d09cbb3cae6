//! All dates of a draft, and the time it reports on.

use super::report::{self, Report};
use crate::model::Document;
use crate::syntax::date::{Date, Year, dates};
use crate::syntax::lexicon::{DONE_SECTION, PLAN_SECTION};
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{BlockKind, Span};

/// The dates of one draft, in order.
#[derive(Debug)]
pub(super) struct Almanac {
    pub(super) entries: Vec<Entry>,
    pub(super) report: Option<Report>,
}

/// A date and the block it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) date: Date,
    pub(super) block: usize,
}

impl Almanac {
    pub(super) fn of(document: &Document) -> Almanac {
        let source = &document.source;
        let mut entries = Vec::new();
        for (index, block) in source.blocks.iter().enumerate() {
            if block.kind != BlockKind::Aside {
                let found = dates(&source.text, block.span);
                entries.extend(found.into_iter().map(|date| Entry { date, block: index }));
            }
        }
        let report = report::read(document, &entries);
        Almanac { entries, report }
    }

    /// The year of a date, and whether the draft tells it there.
    pub(super) fn year(&self, document: &Document, index: usize) -> Option<(u32, bool)> {
        const FAR: usize = 4;
        let mut later = 0;
        let mut at = index;
        // 次年 and 当年 lean on the date before.
        for _ in 0..FAR {
            match self.entries.get(at)?.date.year {
                Year::Next => later += 1,
                Year::Same => {}
                _ => break,
            }
            at = at.checked_sub(1)?;
        }
        let month = self.entries.get(at)?.date.month?;
        let (year, told) = match self.entries.get(at)?.date.year {
            Year::Told(year) => (year, true),
            Year::Relative(apart) => {
                (self.report.as_ref()?.year_of(month)?.checked_add_signed(apart)?, false)
            }
            Year::None => (self.supposed(document, at, month)?, false),
            Year::Unclear | Year::Next | Year::Same => return None,
        };
        Some((year.checked_add(later)?, told))
    }

    /// The year of a date that tells none: that of the report, where nothing near tells another.
    fn supposed(&self, document: &Document, index: usize, month: u32) -> Option<u32> {
        let entry = self.entries.get(index)?;
        let reported = self.report.as_ref().and_then(|it| it.year_of(month));
        let within = sentence(document, entry.date.span.start);
        const NEAR: usize = 20;
        let earlier = self.entries.get(..index)?.iter().rev().take(NEAR);
        let mut near = earlier.take_while(|it| within.start <= it.date.span.start);
        let told = near.find_map(|it| match it.date.year {
            Year::Told(year) => Some(it.date.until.unwrap_or(year)),
            Year::None | Year::Same | Year::Relative(0) => None,
            _ => Some(0),
        });
        let headed = self.heading_year(document, entry.date.span.start);
        match (told, reported) {
            (Some(told), Some(year)) => (told == year).then_some(year),
            (Some(told), None) => (0 < told).then_some(told),
            (None, Some(year)) => headed.is_none_or(|it| it == year).then_some(year),
            (None, None) => None,
        }
    }

    /// The year that a heading above names.
    pub(super) fn heading_year(&self, document: &Document, at: u32) -> Option<u32> {
        let headings = document.outline.path(at);
        headings.iter().rev().find_map(|heading| {
            let first = self.entries.partition_point(|it| it.date.span.start < heading.start);
            let inside = self.entries.iter().skip(first);
            let mut inside = inside.take_while(|it| it.date.span.end <= heading.end);
            inside.find_map(|it| match it.date.year {
                Year::Told(year) => Some(year),
                _ => None,
            })
        })
    }
}

/// The sentence around an offset, or what of it stands near.
pub(super) fn sentence(document: &Document, at: u32) -> Span {
    const NEAR: usize = 600;
    let before = document.sentences.partition_point(|it| it.span.start <= at);
    let found = before.checked_sub(1).and_then(|index| document.sentences.get(index));
    let Some(whole) = found.map(|it| it.span).filter(|it| it.has(at)) else {
        return Span { start: at, end: at };
    };
    let text = &document.source.text;
    let before = last_bytes(Span { end: at, ..whole }.of(text), NEAR).len();
    let after = first_bytes(Span { start: at, ..whole }.of(text), NEAR).len();
    let at = Span { start: at, end: at }.range().start;
    Span::new(at.saturating_sub(before), at + after)
}

/// Whether a heading above says that what follows is still to come.
pub(super) fn is_plan(document: &Document, at: u32) -> bool {
    let headings = document.outline.path(at);
    let title = |span: &Span| span.of(&document.source.text);
    headings.iter().any(|it| PLAN_SECTION.within(title(it)) && !DONE_SECTION.within(title(it)))
}
