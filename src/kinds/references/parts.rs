//! 如第五部分所述 against the topmost headings of the draft.

use std::collections::BTreeMap;

use super::{ahead, finding, is_of_another};
use crate::kinds::Finding;
use crate::model::Document;
use crate::syntax::marker::Style;
use crate::text::numeral::ordinal;
use crate::text::span::first_bytes;
use crate::text::{Confidence, Span};

/// The topmost headings of one part of the file.
#[derive(Default)]
struct Tops {
    count: u32,
    /// Whether they are numbered from one on without a gap.
    counted: bool,
    last: Span,
}

/// The headings by the part of the file and their style: 第一部分, 第一章 or 一、 at the top.
type Headings = BTreeMap<(u32, Style), Tops>;

pub(super) fn dangling(document: &Document, hits: &[Span]) -> Vec<Finding> {
    if hits.is_empty() {
        return Vec::new();
    }
    let headings = headings(document);
    hits.iter().filter_map(|hit| one(document, *hit, &headings)).collect()
}

fn one(document: &Document, hit: Span, headings: &Headings) -> Option<Finding> {
    let text = &document.source.text;
    let words = ahead(document, hit);
    let at = words.rfind('第')?;
    let number = words.get(at + '第'.len_utf8()..).and_then(whole)?;
    let before = words.get(..at)?;
    let rest = text.get(hit.end as usize..).unwrap_or("");
    if is_of_another(before) || !refers(before, first_bytes(rest, 30)) {
        return None;
    }
    let part = part_at(document, hit);
    let chapter = hit.of(text) == "章";
    let tops = match chapter {
        true => headings.get(&(part, Style::Chapter('章')))?,
        false => headings
            .get(&(part, Style::Chapter('部')))
            .or_else(|| headings.get(&(part, Style::Chinese)))?,
    };
    let count = tops.count;
    if !tops.counted || count < 2 || number <= count {
        return None;
    }
    let start = hit.start - Span::new(0, words.len() - at).end;
    let words = match chapter {
        true => (format!("全文只有{count}章"), format!("the draft has {count} chapters")),
        false => (format!("全文只有{count}个部分"), format!("the draft has {count} parts")),
    };
    let at = Span { start, end: hit.end };
    Some(finding(document, at, words, Some(tops.last), Confidence::Certain))
}

/// Which part of the file a place belongs to; before the first heading, that of the heading.
fn part_at(document: &Document, hit: Span) -> u32 {
    let sections = &document.outline.sections;
    let own = Some(document.outline.at(hit.start)).filter(|it| 0 < *it);
    let next = sections.partition_point(|it| it.parent.is_none() || it.span.start <= hit.start);
    sections.get(own.unwrap_or(next)).map_or(0, |it| it.part)
}

fn headings(document: &Document) -> Headings {
    let mut headings = Headings::new();
    for section in document.outline.sections.iter().skip(1) {
        let Some(marker) = &section.marker else { continue };
        let top = match marker.style {
            Style::Chapter('部' | '章') => true,
            Style::Chinese => section.depth == 1,
            _ => false,
        };
        if top {
            let tops = headings.entry((section.part, marker.style)).or_default();
            tops.count += 1;
            tops.counted = (tops.count == 1 || tops.counted) && marker.number() == tops.count;
            tops.last = section.heading();
        }
    }
    headings
}

/// The value of 五 or 5 and nothing else.
fn whole(written: &str) -> Option<u32> {
    let read = ordinal(written).or_else(|_| crate::text::numeral::arabic(written));
    read.ok().filter(|(rest, _)| rest.is_empty()).map(|(_, number)| number)
}

/// Whether the words around 第五部分 make it a reference to this draft.
fn refers(before: &str, after: &str) -> bool {
    const OWN: [&str; 8] = ["本文", "本报告", "本总结", "上文", "前文", "后文", "下文", "全文"];
    const STRONG: [&str; 7] = ["见", "如", "针对", "对照", "按照", "参照", "结合"];
    const WEAK: [&str; 9] = ["在", "于", "按", "据", "与", "同", "由", "从", "把"];
    const SAID: [&str; 20] = [
        "所述",
        "所列",
        "所提",
        "所指",
        "所说",
        "已作",
        "已经",
        "已在",
        "作了",
        "已有",
        "已对",
        "中已",
        "里已",
        "中作",
        "中详",
        "里详",
        "专门",
        "详细",
        "集中说",
        "单独",
    ];
    let said = SAID.iter().any(|it| after.starts_with(it));
    let pointed = STRONG.iter().any(|it| before.ends_with(it));
    let ends = after.is_empty()
        || after.starts_with([
            '。', '，', '）', '；', '、', '的', '中', '里', '\n', '“', '（', '表', '图', '第',
        ]);
    let weak = WEAK.iter().any(|it| before.ends_with(it));
    let own = OWN.iter().any(|it| before.ends_with(it));
    own || (pointed && (ends || said)) || (weak && said) || after.starts_with("所")
}
