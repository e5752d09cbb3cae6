//! 3个督查组，分别是综合组、巡查组 · 四项改造：甲；乙；丙.
//!
//! Only a list that is plainly that of the number: right behind it and complete, with members of
//! one make. Silent for 等, for members with brackets or marks of their own, and where a last 和 may
//! join two members or one name.

use super::announcement::{self, Announced};
use super::found;
use crate::kinds::Finding;
use crate::kinds::members::{self, Members};
use crate::kinds::told::{Told, counts};
use crate::model::Document;
use crate::text::pattern::Match;
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{BlockKind, Confidence, Span};

/// How a list is opened.
pub(super) struct Opener {
    pub words: &'static str,
    /// Whether members of one make are asked for.
    uniform: bool,
    /// Whether the list may leave members out.
    partial: bool,
}

const fn opener(words: &'static str, uniform: bool, partial: bool) -> Opener {
    Opener { words, uniform, partial }
}

/// The words that open a list.
pub(super) const OPENERS: [Opener; 13] = [
    opener("，分别是：", false, false),
    opener("，分别为：", false, false),
    opener("，分别是", false, false),
    opener("，分别为", false, false),
    opener("分别是：", false, false),
    opener("分别是", false, false),
    opener("分别为", false, false),
    opener("，具体为", true, false),
    opener("，即：", true, false),
    opener("，即", true, false),
    opener("：", true, false),
    opener("，包括：", true, true),
    opener("，包括", true, true),
];

/// The longest noun between the number and its list, in characters.
const NOUN: usize = 14;
/// How far before and behind an opener is read, in bytes.
const BEFORE: usize = 120;
const AHEAD: usize = 1_200;

pub(super) fn check(
    document: &Document,
    openers: Vec<Match>,
    heads: &[String],
    found: &mut Vec<Finding>,
) {
    for hit in openers {
        found.extend(one(document, hit.span, heads));
    }
}

fn one(document: &Document, at: Span, heads: &[String]) -> Option<Finding> {
    let source = &document.source;
    let block = source.blocks.get(source.block_at(at.start)?)?;
    if block.kind != BlockKind::Paragraph || !block.span.covers(at) {
        return None;
    }
    let text = &source.text;
    let opener = OPENERS.iter().find(|it| it.words == at.of(text))?;
    let announced = announced(text, Span { start: block.span.start, end: at.start }, heads)?;
    let rest = first_bytes(Span { start: at.end, end: block.span.end }.of(text), AHEAD);
    let body = Span::new(0, rest.len()).moved(at.end);
    let members = behind(text, body, opener)?;
    let number = announced.number as usize;
    let most = members.most();
    let fits = members.items.len() <= number && number <= most;
    if fits || (opener.partial && most < number) || members.items.len() < 2 {
        return None;
    }
    let items = if members.items.len() < number { members.split() } else { members.items };
    found::odd(document, &[announced], &items, Confidence::Likely)
}

/// The number told right before an opener, with nothing but a noun between.
fn announced(text: &str, before: Span, heads: &[String]) -> Option<Announced> {
    let near = last_bytes(before.of(text), BEFORE);
    let marks = ['，', '。', '；', '、', '：', '（', '）', ',', '！', '？', '“', '”', '》', '\n'];
    let clause = near.rsplit(marks).next().unwrap_or(near);
    let clause = Span { start: before.end - Span::new(0, clause.len()).end, end: before.end };
    let told: Vec<Told> = counts(text, clause);
    let last = *told.last().filter(|it| it.measure.is_some())?;
    let noun = Span { start: last.span.end, end: clause.end }.of(text);
    let clean = noun.chars().count() <= NOUN && !noun.contains(|it: char| it.is_ascii_digit());
    let ahead = Span { start: clause.start, end: last.span.start }.of(text);
    let another = ["其中", "等", "至", "累计", "比"].iter().any(|it| ahead.ends_with(it));
    let start = announcement::with_head(text, last, clause, heads).unwrap_or(last.span).start;
    let span = Span { start, end: clause.end };
    (clean && !another).then_some(Announced { span, number: last.number, cued: false, colon: true })
}

/// The members behind an opener.
fn behind(text: &str, body: Span, opener: &Opener) -> Option<Members> {
    let colon = opener.words.ends_with('：');
    let parted = if colon { members::by_semicolon(text, body) } else { None };
    let parted = parted.or_else(|| {
        let listed = members::by_comma(text, body)?;
        (!opener.uniform || listed.is_uniform(text)).then_some(listed)
    });
    parted.or_else(|| if colon { members::by_clause(text, body) } else { None })
}
