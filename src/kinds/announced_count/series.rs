//! 重点抓好以下四个方面：一是…；二是…；三是….

use std::collections::BTreeSet;

use super::announcement::{self, Announced};
use super::{found, heading};
use crate::kinds::Finding;
use crate::kinds::told::counts;
use crate::model::Document;
use crate::syntax::outline::Section;
use crate::syntax::series::{Series, Words};
use crate::text::numeral::to_chinese;
use crate::text::span::first_bytes;
use crate::text::{BlockKind, Confidence, Span};

pub(super) fn check(document: &Document, heads: &[String], found: &mut Vec<Finding>) {
    let continued: BTreeSet<usize> = document.series.iter().filter_map(|it| it.continues).collect();
    for (index, series) in document.series.iter().enumerate() {
        if !continued.contains(&index) {
            found.extend(one(document, series, heads));
        }
    }
}

fn one(document: &Document, series: &Series, heads: &[String]) -> Option<Finding> {
    let first = series.items.first().filter(|it| it.number == 1)?;
    let last = series.items.last()?;
    let standing = series.items.iter().all(|it| it.heads);
    if matches!(series.words, Words::Marker(_)) && standing {
        return None;
    }
    let before = Span {
        start: match first.heads {
            true => previous(document, first.block)?.start,
            false => document.source.blocks.get(first.block)?.span.start,
        },
        end: first.span.start,
    };
    let mut told = announcement::read(&document.source.text, before, heads);
    let items: Vec<Span> = series.items.iter().map(|it| it.span).collect();
    if let Some(above) = heading_of(document, series, before) {
        told = vec![above];
    }
    let number = told.first()?.number;
    if !counts_on(series, number) || goes_on(document, series) {
        return None;
    }
    let closed = is_closed(document, last.block) && told.iter().all(|it| it.cued || it.colon);
    let confidence = if closed { Confidence::Certain } else { Confidence::Likely };
    found::odd(document, &told, &items, confidence)
}

/// How far before a series its lead-in is looked for, in bytes.
const REACH: usize = 600;

/// The number in the heading above a series whose own lead-in tells its length: 办好六件实事,
/// 五件实事全部办结。一是….
fn heading_of(document: &Document, series: &Series, before: Span) -> Option<Announced> {
    let text = &document.source.text;
    if !heading::is_numbered(document, before.end) {
        return None;
    }
    let own = counts(text, before.last(text, REACH));
    let [told] = own.as_slice() else { return None };
    told.measure.filter(|_| told.number as usize == series.items.len())?;
    let noun = Span { start: told.span.end, end: before.end };
    heading::told(document, told.span.start, noun)
}

/// The nearest block before `index` that says something, where it is running text or a heading.
pub(super) fn previous(document: &Document, index: usize) -> Option<Span> {
    let text = &document.source.text;
    let before = document.source.blocks.get(..index)?;
    let block = before.iter().rev().find(|it| !it.span.of(text).trim().is_empty())?;
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)).then_some(block.span)
}

/// Whether the numbers follow each other; a series with a gap that ends with the number told has
/// lost an item, and that is another rule's finding.
fn counts_on(series: &Series, told: u32) -> bool {
    let ordered = series.words == Words::Order;
    let on = series.items.iter().zip(1..).all(|(item, number)| item.number == number);
    let last = series.items.last().map_or(0, |it| it.number);
    ordered || on || (last != told && series.items.len() != told as usize && last > told)
}

/// How far behind a series its next item is looked for, in bytes.
const AHEAD: usize = 1_500;

/// Whether a further item stands behind the series in other words: 最后，第四，四要.
fn goes_on(document: &Document, series: &Series) -> bool {
    const WORDS: [&str; 10] = ["是", "要", "、", "，", "靠", "抓", "看", "在", "来", "）"];
    const MORE: [&str; 6] = ["最后，", "最后是", "此外，", "另外，", "还有，", "再就是"];
    let Some(last) = series.items.last() else { return false };
    let number = to_chinese(u64::from(last.number) + 1);
    let section = document.outline.sections.get(series.section).map_or(0, |it| it.span.end);
    let block = document.source.blocks.get(last.block).map_or(0, |it| it.span.end);
    let end = if last.heads { section.max(block) } else { block };
    let rest = first_bytes(Span { start: last.span.end, end }.of(&document.source.text), AHEAD);
    let next = WORDS.iter().any(|word| rest.contains(&format!("{number}{word}")));
    let ordinal = rest.contains(&format!("第{number}")) || rest.contains(&format!("其{number}"));
    let own = first_bytes(rest, (block.saturating_sub(last.span.end)) as usize);
    next || ordinal || MORE.iter().any(|word| own.contains(word))
}

/// Signs and blanks before a marker, in bytes.
const DEBRIS: u32 = 24;

/// Whether a heading or another part stands right behind the block, so that no item can follow.
pub(super) fn is_closed(document: &Document, block: usize) -> bool {
    let text = &document.source.text;
    let later = document.source.blocks.get(block + 1..).unwrap_or(&[]);
    let Some(next) = later.iter().find(|it| !it.span.of(text).trim().is_empty()) else {
        return false;
    };
    let sections = &document.outline.sections;
    let at = sections.partition_point(|it| it.span.start < next.span.start);
    let near = |it: &Section| it.parent.is_some() && it.span.start < next.span.start + DEBRIS;
    sections.get(at).is_some_and(near)
        || document.outline.parts.iter().any(|it| it.0.start == next.span.start)
}
