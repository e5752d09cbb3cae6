//! 上述五项措施 right behind a list of four.

use super::finding;
use crate::kinds::Finding;
use crate::kinds::told::{Told, counts};
use crate::model::Document;
use crate::syntax::series::Words;
use crate::text::{Confidence, Span};

/// A list that is further from the number told is hardly the one that is meant.
const FAR: u32 = 2;
/// Between 上述 and its number: 上述这五项.
const GAP: u32 = 6;

pub(super) fn dangling(document: &Document, hits: &[Span]) -> Vec<Finding> {
    let mut found = Vec::new();
    for hit in hits {
        found.extend(one(document, *hit));
    }
    found
}

fn one(document: &Document, hit: Span) -> Option<Finding> {
    let source = &document.source;
    let text = &source.text;
    let before = text.get(..hit.start as usize)?;
    let opens = before.chars().next_back().is_none_or(|it| !it.is_alphanumeric());
    let led =
        ["把", "将", "对", "从", "就", "由", "在", "因"].iter().any(|it| before.ends_with(it));
    if !opens && !led && hit.of(text) == "以上" {
        return None;
    }
    let index = source.block_at(hit.start)?;
    let block = source.blocks.get(index)?;
    let behind = Span { start: hit.end, end: block.span.end }.first(text, 40);
    let told = *counts(text, behind).first()?;
    if hit.end + GAP < told.span.start || told.measure.is_none() {
        return None;
    }
    let lists = lists(document, hit, index);
    let (count, last) = *lists.last()?;
    let fits = lists.iter().any(|it| it.0 == told.number) || is_told(document, told, hit, index);
    let apart = count.abs_diff(told.number);
    if fits || apart == 0 || FAR < apart {
        return None;
    }
    let words = (format!("前面列出的是{count}项"), format!("the list before it has {count}"));
    let at = Span { start: hit.start, end: told.span.end };
    Some(finding(document, at, words, Some(last), Confidence::Likely))
}

/// The lists that end in this block or the one before: how many items, and the last of them.
fn lists(document: &Document, hit: Span, index: usize) -> Vec<(u32, Span)> {
    let section = document.outline.at(hit.start);
    let from = document
        .series
        .partition_point(|it| it.items.first().is_some_and(|it| it.span.start + REACH < hit.start));
    let near = document.series.get(from..).unwrap_or(&[]).iter();
    let near = near.take_while(|it| it.items.first().is_some_and(|it| it.span.start < hit.start));
    let mut lists = Vec::new();
    for series in near.filter(|it| it.section == section && it.words != Words::Order) {
        let counted = series.items.iter().zip(1..).all(|(it, place)| it.number == place);
        let ended = series.items.last().filter(|it| it.span.end <= hit.start);
        if let Some(last) = ended.filter(|it| counted && index <= it.block + 1) {
            lists.push((u32::try_from(series.items.len()).unwrap_or(0), last.span));
        } else {
            // A list that goes on or has a gap leaves the count open.
            lists.push((0, series.items.first().map(|it| it.span).unwrap_or_default()));
        }
    }
    lists
}

/// How far before a reference its list may begin, in bytes.
const REACH: u32 = 6_000;

/// How much of each block is read for the number, in bytes.
const TOLD: usize = 2_000;

/// Whether the number stands before the reference in its block or the two before it.
fn is_told(document: &Document, told: Told, hit: Span, index: usize) -> bool {
    let blocks = document.source.blocks.get(index.saturating_sub(2)..=index).unwrap_or(&[]);
    blocks.iter().any(|block| {
        let before = Span { start: block.span.start, end: block.span.end.min(hit.start) };
        let text = &document.source.text;
        before.last(text, TOLD).of(text).contains(told.span.of(text))
    })
}
