//! 见表3, 如图2所示 against the captions of the draft.

use std::collections::BTreeMap;

use super::{ahead, finding, is_of_another};
use crate::kinds::Finding;
use crate::model::Document;
use crate::text::numeral::digit;
use crate::text::{BlockKind, Confidence, Span};

/// The captions and tables of a draft.
struct Known {
    captions: BTreeMap<Label, Span>,
    /// Of 表 and 图: how many captions there are, and the last.
    words: BTreeMap<char, (usize, Span)>,
    tables: usize,
}

/// 表 or 图 with the number as written, in plain digits.
type Label = (char, String);

pub(super) fn dangling(document: &Document, hits: &[Span]) -> Vec<Finding> {
    if hits.is_empty() {
        return Vec::new();
    }
    let known = known(document);
    let mut found = Vec::new();
    for hit in hits {
        found.extend(one(document, *hit, &known));
    }
    found
}

fn one(document: &Document, hit: Span, known: &Known) -> Option<Finding> {
    let text = &document.source.text;
    let word = hit.of(text).chars().last()?;
    let start = hit.end as usize - word.len_utf8();
    let (label, length) = label(text.get(start..)?)?;
    let rest = text.get(start + length..).unwrap_or("");
    let ends = rest.is_empty()
        || rest.starts_with(|mark: char| !mark.is_alphanumeric())
        || ["所", "中", "和", "及", "与", "的"].iter().any(|it| rest.starts_with(it));
    if !ends || known.captions.contains_key(&label) || is_of_another(ahead(document, hit)) {
        return None;
    }
    let own = known.words.get(&word);
    let (count, tables) = (own.map_or(0, |it| it.0), known.tables);
    let wanted: usize = label.1.parse().unwrap_or(0);
    let (words, confidence) = match count {
        0 if word == '图' || (wanted <= tables && 0 < tables) => return None,
        0 if tables == 0 => (none(word), Confidence::Possible),
        0 => (few(word, tables), Confidence::Likely),
        _ => (few(word, count), Confidence::Certain),
    };
    let at = Span::new(start, start + length);
    Some(finding(document, at, words, own.map(|it| it.1), confidence))
}

fn none(word: char) -> (String, String) {
    (format!("文中没有{word}"), "the draft has none".to_owned())
}

fn few(word: char, count: usize) -> (String, String) {
    let what = if word == '表' { "tables" } else { "pictures" };
    (format!("文中只有{count}张{word}"), format!("the number of {what} is {count}"))
}

/// 表3 or 图2-1 at the head of a text, and its length.
fn label(text: &str) -> Option<(Label, usize)> {
    let mut chars = text.chars();
    let word = chars.next().filter(|it| matches!(it, '表' | '图'))?;
    let rest = chars.as_str();
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let rest = rest.get(blanks..)?;
    let mut number = String::new();
    let mut length = 0;
    let mut end = 0;
    for mark in rest.chars() {
        length += mark.len_utf8();
        if let Some(value) = digit(mark) {
            number.push_str(&value.to_string());
            end = length;
        } else if matches!(mark, '-' | '—' | '.' | '．') && !number.is_empty() && number.len() < 8
        {
            number.push('-');
        } else {
            break;
        }
    }
    let number = number.trim_end_matches('-').to_owned();
    (!number.is_empty()).then_some(((word, number), word.len_utf8() + blanks + end))
}

/// The captions: lines that begin with 表 or 图 and a number, wherever in the file.
fn known(document: &Document) -> Known {
    let text = &document.source.text;
    let (captions, words) = (BTreeMap::new(), BTreeMap::new());
    let mut known = Known { captions, words, tables: tables(document) };
    for block in document.source.blocks.iter().filter(|it| it.kind != BlockKind::Aside) {
        let words = block.span.of(text);
        let bare =
            words.trim_start_matches(|it: char| it.is_whitespace() || "*#【（(附>".contains(it));
        if let Some((label, length)) = label(bare) {
            let start = words.len() - bare.len();
            let at = Span::new(start, start + length).moved(block.span.start);
            let last = known.words.entry(label.0).or_insert((0, at));
            if known.captions.insert(label, at).is_none() {
                *last = (last.0 + 1, at);
            }
        }
    }
    known
}

/// How many tables the draft has.
fn tables(document: &Document) -> usize {
    let of = |kind: BlockKind| match kind {
        BlockKind::Cell { table, .. } => Some(table),
        _ => None,
    };
    let blocks = document.source.blocks.iter();
    blocks.filter_map(|it| of(it.kind)).max().map_or(0, |it| it as usize + 1)
}
