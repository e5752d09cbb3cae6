//! The members of a slogan, right behind it or right before it.

use super::slogan::Slogan;
use crate::kinds::members::{at_stops, is_marked, joined, width};
use crate::syntax::marker::is_han;
use crate::text::Span;
use crate::text::numeral::digit;
use crate::text::span::{first_bytes, last_bytes};

/// Members beside a slogan.
pub(super) struct Expansion {
    pub span: Span,
    pub items: Vec<Span>,
    /// How many they are where 和 joins two in the last one.
    most: usize,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// “三化”（甲、乙）
    Bracket,
    /// “三化”，即甲、乙
    Told,
    /// “三化”：甲、乙
    Colon,
    /// 甲、乙的“三化”
    Before,
}

/// What opens an expansion behind a slogan, after a noun (工作法, 行动).
const OPENERS: [(&str, Form); 9] = [
    ("（即", Form::Bracket),
    ("（指", Form::Bracket),
    ("（", Form::Bracket),
    ("，即", Form::Told),
    ("，也就是", Form::Told),
    ("，包括", Form::Told),
    ("，分别是", Form::Told),
    ("：", Form::Colon),
    ("即", Form::Told),
];

/// Between a slogan and its opener stand at most so many characters.
const NOUN: usize = 10;
/// How far on either side an expansion may reach, in bytes.
const REACH: usize = 600;

/// What may be the expansion of `slogan`: behind it, else before it.
pub(super) fn of(text: &str, block: Span, slogan: &Slogan, known: bool) -> Vec<Expansion> {
    if slogan.number.is_none() && !known {
        return Vec::new();
    }
    let behind = behind(text, block, slogan);
    let before = if behind.is_empty() { before(text, block, slogan) } else { None };
    behind.into_iter().chain(before).collect()
}

fn behind(text: &str, block: Span, slogan: &Slogan) -> Vec<Expansion> {
    let rest = first_bytes(Span { start: slogan.whole.end, end: block.end }.of(text), REACH);
    let noun = rest.find(|mark| !is_han(mark)).unwrap_or(rest.len());
    let noun = rest.get(..noun).and_then(|it| it.find('即')).unwrap_or(noun);
    let after = rest.get(noun..).unwrap_or("");
    let opener = OPENERS.iter().find(|(word, _)| after.starts_with(word));
    let Some((word, form)) = opener.filter(|_| width(rest.get(..noun).unwrap_or("")) <= NOUN)
    else {
        return Vec::new();
    };
    let body = after.get(word.len()..).unwrap_or("");
    let from = slogan.whole.end + Span::new(0, noun + word.len()).end;
    let ends: &[char] = match form {
        Form::Bracket => &['）', '。'],
        Form::Told | Form::Colon | Form::Before => &['。', '；', '！', '\n'],
    };
    let Some(end) = body.find(ends) else { return Vec::new() };
    let whole = Span::new(0, end).moved(from);
    let first = whole.of(text).find('，').unwrap_or(end);
    let clause = Span::new(0, first).moved(from);
    let by_stops = listed(text, clause, *form);
    let by_commas = clauses(text, whole, slogan, *form);
    match by_stops {
        // What follows the list may name members as well.
        Some(list) if first == end || *form != Form::Bracket => {
            vec![Expansion { span: whole, ..list }]
        }
        _ => by_commas.into_iter().collect(),
    }
}

fn listed(text: &str, span: Span, form: Form) -> Option<Expansion> {
    let members = joined(text, at_stops(text, span))?;
    let most = members.most();
    Some(Expansion { span, items: members.items, most, form })
}

/// 确保甲，确保乙，确保丙: clauses that share the slogan's word.
fn clauses(text: &str, span: Span, slogan: &Slogan, form: Form) -> Option<Expansion> {
    let mut items = Vec::new();
    let mut start = 0;
    for piece in span.of(text).split(['，', '；']) {
        items.push(Span::new(start, start + piece.len()).moved(span.start));
        start += piece.len() + '，'.len_utf8();
    }
    let shares = |it: &&Span| !slogan.head.is_empty() && it.of(text).contains(&slogan.head);
    let all = items.iter().filter(shares).count() == items.len();
    let known = slogan.number.is_none();
    let most = items.len();
    (1 < most && (all || known)).then_some(Expansion { span, items, most, form })
}

/// 防火、防盗、防潮的“三防”.
fn before(text: &str, block: Span, slogan: &Slogan) -> Option<Expansion> {
    let words = last_bytes(Span { start: block.start, end: slogan.whole.start }.of(text), REACH);
    let bare = words.strip_suffix('的').unwrap_or(words);
    let end = slogan.whole.start - Span::new(0, words.len() - bare.len()).end;
    let (list, end) = match bare.strip_suffix('”') {
        Some(inner) => (inner.rsplit('“').next()?, end - Span::new(0, '”'.len_utf8()).end),
        None => {
            let marks = ['，', '。', '；', '：', '（', '）', '！', '“', '”', '\n'];
            (bare.rsplit(marks).next()?, end)
        }
    };
    if list.ends_with(['等', '和', '与', '及', '、']) {
        return None;
    }
    let span = Span { start: end - Span::new(0, list.len()).end, end };
    listed(text, span, Form::Before)
}

impl Expansion {
    /// Whether the members are plainly those of the slogan and another number than it says.
    pub(super) fn tells(&self, text: &str, slogan: &Slogan, number: usize) -> bool {
        let shares = |it: &Span| it.of(text).contains(&slogan.head);
        let all = self.items.iter().all(shares);
        let clean = self.items.iter().all(|it| is_clean(it.of(text)));
        let closed = matches!(self.form, Form::Bracket | Form::Told);
        let plain = closed && !slogan.bare && self.is_even(text);
        let apart = self.items.len().abs_diff(number);
        let fits = (self.items.len()..=self.most).contains(&number);
        clean && (all || plain) && 1 < self.items.len() && !fits && apart <= FAR
    }

    /// Whether the members are about equally long.
    fn is_even(&self, text: &str) -> bool {
        let widths = self.items.iter().map(|it| width(it.of(text)));
        let (least, most) = (widths.clone().min(), widths.max());
        least.zip(most).is_some_and(|(least, most)| 2 <= least && most <= least + 2 && most <= 8)
    }
}

/// A list that is further from the number is hardly the slogan's.
const FAR: usize = 3;

/// Whether a member is words and no more: no 等, no mark of its own.
fn is_clean(member: &str) -> bool {
    let told = member.chars().any(|mark| digit(mark).is_some());
    let marked = member.contains(['等', '：', '（', '“', '《']) || is_marked(member);
    let figure = told && width(member) < 6;
    !(member.is_empty() || marked || figure)
}
