//! 详见附件3 against 附件：1.… 2.… and the attachments behind the body.

use std::collections::BTreeMap;

use super::{ahead, finding, is_of_another};
use crate::kinds::Finding;
use crate::model::Document;
use crate::text::numeral::any_ordinal;
use crate::text::{BlockKind, Confidence, Span};

/// The attachments a draft has: their numbers and where each is first named.
#[derive(Default)]
struct Known {
    places: BTreeMap<u32, Span>,
    /// Whether one of them has a number.
    numbered: bool,
    /// The blocks that list or head attachments: what stands there refers to nothing.
    blocks: Vec<Span>,
}

pub(super) fn dangling(document: &Document, hits: &[Span]) -> Vec<Finding> {
    if hits.is_empty() {
        return Vec::new();
    }
    let known = known(document);
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for hit in hits.iter().filter(|hit| !known.lists(**hit)) {
        if is_of_another(ahead(document, *hit)) {
            continue;
        }
        for (at, number) in numbers(&document.source.text, *hit) {
            let one = known.places.len() == 1 && !known.numbered && number == 1;
            if !known.places.contains_key(&number) && !one && seen.insert(number) {
                found.push(missing(document, &known, at));
            }
        }
    }
    found
}

fn missing(document: &Document, known: &Known, at: Span) -> Finding {
    let last = known.places.values().next_back().copied();
    let count = known.places.len();
    let words = match count {
        0 => ("文中没有附件".to_owned(), "the draft lists no attachments".to_owned()),
        _ => (format!("附件只有{count}个"), format!("the number of attachments is {count}")),
    };
    let confidence = match count {
        0 => Confidence::Possible,
        _ if known.numbered => Confidence::Certain,
        _ => Confidence::Likely,
    };
    finding(document, at, words, last, confidence)
}

/// The numbers behind 附件: 附件3, 附件1、2. 附件3个 is a count.
fn numbers(text: &str, hit: Span) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    let mut from = hit.end as usize;
    let mut start = hit.start as usize;
    while let Some((after, number)) = text.get(from..).and_then(|it| any_ordinal(it).ok()) {
        let end = text.len() - after.len();
        if !(1..100).contains(&number) || after.starts_with(['个', '份', '页', '张', '套', '.'])
        {
            break;
        }
        found.push((Span::new(start, end), number));
        let Some(joint) = after.chars().next().filter(|it| "、和及至—-～".contains(*it))
        else {
            break;
        };
        start = end + joint.len_utf8();
        from = start;
    }
    found
}

/// The attachments listed after 附件： and those that stand behind the body.
fn known(document: &Document) -> Known {
    let text = &document.source.text;
    let mut known = Known::default();
    let mut next = None;
    for block in &document.source.blocks {
        let line = block.span.of(text).trim();
        if line.is_empty() || block.kind == BlockKind::Aside {
            continue;
        }
        let words = line.trim_start_matches(['*', '#', ' ', '　', '【', '（', '(']);
        if let Some(rest) = words.strip_prefix("附件").or_else(|| words.strip_prefix("附：")) {
            let colon = words.starts_with("附：") || rest.trim_start().starts_with(['：', ':']);
            next = known.head(block.span, rest, colon);
        } else if let Some(number) = next {
            next = known.listed(block.span, line, number);
        }
    }
    known
}

impl Known {
    /// Whether `at` stands in a line that lists or heads attachments.
    fn lists(&self, at: Span) -> bool {
        let before = self.blocks.partition_point(|it| it.start <= at.start);
        before.checked_sub(1).and_then(|it| self.blocks.get(it)).is_some_and(|it| it.covers(at))
    }

    fn add(&mut self, number: u32, at: Span) {
        self.places.entry(number).or_insert(at);
    }

    /// A line that begins with 附件; the answer is the number that the next line may go on with.
    fn head(&mut self, at: Span, rest: &str, colon: bool) -> Option<u32> {
        if let Ok((after, number)) = any_ordinal(rest.trim_start()) {
            let closed =
                after.is_empty() || !after.starts_with(|it: char| "个份页、和中里的".contains(it));
            if closed && number < 100 {
                self.add(number, at);
                self.numbered = true;
                self.blocks.push(at);
            }
            return None;
        }
        if !colon && !rest.trim().is_empty() {
            return None;
        }
        self.blocks.push(at);
        let rest = rest.trim_start().trim_start_matches(['：', ':']).trim_start();
        if rest.is_empty() {
            return Some(1);
        }
        match self.listed(at, rest, 1) {
            None => {
                self.add(1, at);
                None
            }
            next => next,
        }
    }

    /// A line 2.…, and further numbers on it.
    fn listed(&mut self, at: Span, line: &str, number: u32) -> Option<u32> {
        let mut number = number;
        let marks = ["．", ".", "、", "）", ")", "："];
        let begins = |it: &str, number: u32| {
            marks.iter().any(|mark| it.starts_with(&format!("{number}{mark}")))
        };
        if !begins(line.trim_start_matches(['（', '(']), number) {
            return None;
        }
        self.blocks.push(at);
        self.numbered = true;
        self.add(number, at);
        number += 1;
        let blank = |it: char| it.is_whitespace() || it == '　' || it == '；' || it == '》';
        for piece in line.split(blank).skip(1) {
            if begins(piece.trim_start_matches('《'), number) {
                self.add(number, at);
                number += 1;
            }
        }
        Some(number)
    }
}
