//! 如第五部分所述 against the topmost headings of the draft.

use super::{ahead, finding, is_of_another};
use crate::kinds::Finding;
use crate::model::Document;
use crate::syntax::marker::Style;
use crate::syntax::outline::Section;
use crate::text::numeral::ordinal;
use crate::text::span::first_bytes;
use crate::text::{Confidence, Span};

pub(super) fn dangling(document: &Document, hits: &[Span]) -> Vec<Finding> {
    let mut found = Vec::new();
    for hit in hits {
        found.extend(one(document, *hit));
    }
    found
}

fn one(document: &Document, hit: Span) -> Option<Finding> {
    let text = &document.source.text;
    let words = ahead(document, hit);
    let at = words.rfind('第')?;
    let number = words.get(at + '第'.len_utf8()..).and_then(whole)?;
    let before = words.get(..at)?;
    let rest = text.get(hit.end as usize..).unwrap_or("");
    if is_of_another(before) || !refers(before, first_bytes(rest, 30)) {
        return None;
    }
    let chapter = hit.of(text) == "章";
    let tops = tops(document, chapter, hit);
    let numbers = tops.iter().filter_map(|it| it.marker.as_ref()).map(|it| it.number());
    let counted = numbers.zip(1..).all(|(number, place)| number == place);
    let count = u32::try_from(tops.len()).ok()?;
    if !counted || count < 2 || number <= count {
        return None;
    }
    let start = hit.start - Span::new(0, words.len() - at).end;
    let words = match chapter {
        true => (format!("全文只有{count}章"), format!("the draft has {count} chapters")),
        false => (format!("全文只有{count}个部分"), format!("the draft has {count} parts")),
    };
    let last = tops.last().map(|it| it.heading());
    let at = Span { start, end: hit.end };
    Some(finding(document, at, words, last, Confidence::Certain))
}

/// The value of 五 or 5 and nothing else.
fn whole(written: &str) -> Option<u32> {
    let read = ordinal(written).or_else(|_| crate::text::numeral::arabic(written));
    read.ok().filter(|(rest, _)| rest.is_empty()).map(|(_, number)| number)
}

/// The topmost headings of the part of the file that `hit` stands in: 第一部分 or 第一章 where the
/// draft has them, else 一、.
fn tops(document: &Document, chapter: bool, hit: Span) -> Vec<&Section> {
    let sections = &document.outline.sections;
    let own = Some(document.outline.at(hit.start)).filter(|it| 0 < *it);
    let next = sections.partition_point(|it| it.parent.is_none() || it.span.start <= hit.start);
    let part = sections.get(own.unwrap_or(next)).map(|it| it.part);
    let of = |style: Style| -> Vec<&Section> {
        let sections = document.outline.sections.iter().skip(1);
        let own = |it: &&Section| {
            Some(it.part) == part && it.marker.as_ref().is_some_and(|it| it.style == style)
        };
        sections.filter(own).collect()
    };
    if chapter {
        return of(Style::Chapter('章'));
    }
    let parts = of(Style::Chapter('部'));
    if !parts.is_empty() {
        return parts;
    }
    of(Style::Chinese).into_iter().filter(|it| it.depth == 1).collect()
}

/// Whether the words around 第五部分 make it a reference to this draft.
fn refers(before: &str, after: &str) -> bool {
    const STRONG: [&str; 17] = [
        "见",
        "如",
        "针对",
        "对照",
        "按照",
        "参照",
        "结合",
        "本文",
        "本报告",
        "本总结",
        "上文",
        "前文",
        "后文",
        "下文",
        "全文",
        "报告",
        "总结",
    ];
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
    (pointed && (ends || said)) || (weak && said) || after.starts_with("所")
}
