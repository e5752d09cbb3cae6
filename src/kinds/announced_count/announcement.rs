//! The words right before a list that say how long it is: 重点抓好以下四个方面的工作：.

use crate::kinds::told::{Told, counts};
use crate::text::Span;
use crate::text::numeral::is_chinese;

/// A number told right before a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Announced {
    /// From the number to the end of what is counted.
    pub span: Span,
    pub number: u32,
    /// Whether a word points at the list: 以下.
    pub cued: bool,
    /// Whether a colon stands before the list.
    pub colon: bool,
}

/// Words that point at what follows.
const CUES: [&str; 5] = ["以下", "如下", "下列", "下面", "下述"];
/// How much text before a list is read, in bytes.
const REACH: usize = 400;
/// What may stand between the number and the head, and a noun after a cue, in characters.
const NOUN: usize = 14;

/// The longest tail behind what is counted, in characters.
const TAIL: usize = 8;

/// The numbers told in the last sentence of `before`.
pub(super) fn read(text: &str, before: Span, heads: &[String]) -> Vec<Announced> {
    let words = before.of(text).trim_end();
    let near = crate::text::span::last_bytes(words, REACH);
    let start = before.start as usize + words.len() - near.len();
    let told = near.trim_end_matches(closes);
    let colon = near.get(told.len()..).is_some_and(|it| it.contains(['：', ':']));
    let ends = |mark: char| matches!(mark, '。' | '！' | '？' | '；');
    let from = told.char_indices().rev().find(|(_, mark)| ends(*mark));
    let from = from.map_or(0, |(at, mark)| at + mark.len_utf8());
    let sentence = Span::new(start + from, start + told.len());
    let last = last_clause(text, sentence);
    let mut found = Vec::new();
    for clause in clauses(text, sentence) {
        for told in counts(text, clause) {
            let ahead = Span { start: clause.start, end: told.span.start }.of(text);
            let cued = CUES.iter().any(|it| ahead.contains(it));
            let pointed = cued && is_noun(Span { start: told.span.end, end: clause.end }.of(text));
            let span = if pointed { Some(told.span) } else { None };
            let span = span.or_else(|| match clause == last {
                true => headed(text, told, clause, heads, colon),
                false => None,
            });
            found.extend(span.map(|span| {
                let words = Span { start: span.start, end: clause.end }.of(text);
                let words = words.split('”').next().unwrap_or(words);
                let span = Span::new(0, words.len()).moved(span.start);
                Announced { span, number: told.number, cued, colon }
            }));
        }
    }
    found
}

fn closes(mark: char) -> bool {
    matches!(mark, '：' | ':' | '，' | ',' | '。' | '；' | '、') || mark.is_whitespace()
}

fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text);
    let mut start = 0;
    let mut spans = Vec::new();
    for (at, mark) in words.match_indices(['，', ',', '：', ':', '（', '）']) {
        spans.push(Span::new(start, at).moved(sentence.start));
        start = at + mark.len();
    }
    spans.push(Span::new(start, words.len()).moved(sentence.start));
    spans
}

fn last_clause(text: &str, sentence: Span) -> Span {
    clauses(text, sentence).last().copied().unwrap_or(sentence)
}

/// Whether the words after 以下四个 are no more than a noun.
fn is_noun(words: &str) -> bool {
    words.chars().count() <= NOUN && !words.contains(|mark: char| mark.is_ascii_digit())
}

/// The number with the head before it, where it announces: 四项工作, 实事4件.
///
/// In quotation marks it is a slogan, which announces only before a colon.
fn headed(text: &str, told: Told, clause: Span, heads: &[String], colon: bool) -> Option<Span> {
    let noun = Span { start: told.span.end, end: clause.end }.of(text);
    let (bare, rest) = noun.split_once('”').unwrap_or((noun, ""));
    if noun.contains('”') && !(colon && rest.chars().count() <= TAIL) {
        return None;
    }
    let slogan = noun.contains('”') && text.get(..told.span.start as usize)?.ends_with('“');
    if slogan && !bare.contains(is_chinese) {
        return Some(told.span);
    }
    let after = heads.iter().any(|head| {
        let Some(at) = bare.find(head.as_str()) else { return false };
        let near = if told.measure.is_some() { at <= NOUN * 3 } else { at == 0 };
        let rest = bare.get(at + head.len()..).unwrap_or("");
        near && (is_tail(rest, heads) || colon && is_short_noun(rest))
    });
    if after {
        return Some(told.span);
    }
    let behind = told.measure.is_some() && bare.trim().is_empty();
    if behind { with_head(text, told, clause, heads) } else { None }
}

/// 三个方面的差距：
fn is_short_noun(rest: &str) -> bool {
    rest.strip_prefix('的').is_some_and(|it| it.chars().count() <= 4)
}

/// 实事4件: the number with the head right before it.
pub(super) fn with_head(text: &str, told: Told, clause: Span, heads: &[String]) -> Option<Span> {
    let before = Span { start: clause.start, end: told.span.start }.of(text);
    // 主要经验有三条
    let before = before.trim_end_matches(['有', '是', '为', '共']);
    let ends = |head: &&String| before.ends_with(head.as_str());
    let length = heads.iter().filter(ends).map(String::len).max()?;
    let start = clause.start + Span::new(0, before.len() - length).end;
    Some(Span { start, end: told.span.end })
}

/// Whether nothing of weight follows the head: 的工作, 上下功夫.
fn is_tail(rest: &str, heads: &[String]) -> bool {
    const TAILS: [&str; 34] = [
        "入手",
        "着手",
        "发力",
        "努力",
        "用力",
        "着力",
        "下功夫",
        "下工夫",
        "做起",
        "抓起",
        "推进",
        "展开",
        "开展",
        "来抓",
        "进行",
        "落实",
        "改进",
        "整改",
        "加强",
        "做好",
        "总结",
        "汇报",
        "报告",
        "抓好",
        "做文章",
        "求突破",
        "去做",
        "用心",
        "用劲",
        "突破",
        "查摆",
        "剖析",
        "如下",
        "具体",
    ];
    const JOINTS: [&str; 7] = ["的", "上", "中", "来", "去", "进行", "开展"];
    let mut rest = rest.trim();
    let shorter = |rest: &str| {
        let joint = JOINTS.iter().find(|it| rest.starts_with(**it)).map(|it| it.len());
        joint.or_else(|| heads.iter().find(|it| rest.starts_with(it.as_str())).map(String::len))
    };
    while let Some(length) = shorter(rest) {
        rest = rest.get(length..).unwrap_or("");
    }
    rest.is_empty() || (rest.chars().count() <= TAIL && TAILS.iter().any(|it| rest.starts_with(it)))
}
