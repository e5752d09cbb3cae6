//! A word twice in a row: 的的, 进行进行.

use std::collections::BTreeMap;

use super::Repetition;
use crate::kinds::{Context, Finding};
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{BlockKind, Confidence, Edit, Span};

/// A doubled word has at most so many characters.
const LONGEST: usize = 8;
/// So many doubled words of a draft are looked at closely; more of them are no slips of a hand.
const MOST: usize = 60;

pub(super) fn check(rule: &Repetition, context: &Context<'_>, found: &mut Vec<Finding>) {
    let source = &context.document.source;
    let mut known = Known { text: &source.text, counts: BTreeMap::new() };
    let mut looked = 0;
    for block in source.blocks.iter().filter(|it| it.kind != BlockKind::Aside) {
        for twice in doubled(block.span.of(&source.text), &rule.words) {
            let twice = twice.moved(block.span.start);
            looked += 1;
            if looked <= MOST && rule.is_slip(twice, block.span, &mut known) {
                found.push(finding(context, twice));
            }
        }
    }
}

/// A word and its copy.
#[derive(Clone, Copy, Debug)]
struct Twice {
    first: Span,
    second: Span,
}

impl Twice {
    fn moved(self, by: u32) -> Twice {
        Twice { first: self.first.moved(by), second: self.second.moved(by) }
    }
}

/// The doubled words of `text`, from left to right, the longest first; a word three times is one.
fn doubled(text: &str, words: &[char]) -> Vec<Twice> {
    let marks: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let rest = marks.get(at..).unwrap_or(&[]);
        match length_of(rest, words) {
            Some(length) => {
                let place = |index: usize| marks.get(index).map_or(text.len(), |it| it.0);
                let mut end = at + 2 * length;
                while repeats(marks.get(end - length..).unwrap_or(&[]), length) {
                    end += length;
                }
                let (start, middle, last) = (place(at), place(at + length), place(end));
                found.push(Twice {
                    first: Span::new(start, middle),
                    second: Span::new(middle, last),
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// How many characters the doubled word at the head of `marks` has.
fn length_of(marks: &[(usize, char)], words: &[char]) -> Option<usize> {
    let (_, first) = marks.first()?;
    if !is_han(*first) {
        return None;
    }
    let long = (2..=LONGEST).find(|length| {
        let same = marks.get(*length).is_some_and(|(_, mark)| mark == first);
        let word = marks.get(..*length).unwrap_or(&[]);
        // 人人人人 is no word of two characters.
        let uniform = word.iter().all(|(_, mark)| mark == first);
        same && !uniform && word.iter().all(|(_, mark)| is_han(*mark)) && repeats(marks, *length)
    });
    let short = || (words.contains(first) && repeats(marks, 1)).then_some(1);
    long.or_else(short)
}

/// Whether `marks` begins with one text of this length twice.
fn repeats(marks: &[(usize, char)], length: usize) -> bool {
    let (first, second) = (marks.get(..length), marks.get(length..2 * length));
    first
        .zip(second)
        .is_some_and(|(first, second)| first.iter().map(|it| it.1).eq(second.iter().map(|it| it.1)))
}

fn is_han(mark: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&mark)
}

impl Repetition {
    /// Whether the doubling is a slip.
    fn is_slip(&self, twice: Twice, block: Span, known: &mut Known<'_>) -> bool {
        let word = twice.first.of(known.text);
        let all = twice.first.join(twice.second);
        let before = Span { start: block.start, end: all.start }.of(known.text);
        let after = Span { start: all.end, end: block.end }.of(known.text);
        if self.is_excepted(known.text, block, all) {
            return false;
        }
        if word.chars().nth(1).is_none() {
            return true;
        }
        let (near, next) = (before.chars().next_back(), after.chars().next());
        // 一件一件, 各村各村: one by one.
        let counts = word.starts_with(|it| "一二三四五六七八九十两几每各半逐".contains(it));
        // 推进项目项目化, 发展服务服务业: the second one begins another word.
        let derives = next.is_some_and(|it| "化业局者员性型率".contains(it));
        // 认真认真再认真
        let urges = after.strip_prefix('再').is_some_and(|it| it.starts_with(word));
        !counts && !derives && !urges && !is_divided(word, near, next, known)
    }

    /// Whether a text in which the doubling is right stands around it.
    fn is_excepted(&self, text: &str, block: Span, all: Span) -> bool {
        const REACH: usize = 30;
        let before = Span { start: block.start, end: all.start }.of(text);
        let before = last_bytes(before, REACH);
        let after = Span { start: all.end, end: block.end }.of(text);
        let after = first_bytes(after, REACH);
        let window = format!("{before}{}{after}", all.of(text));
        let joint = before.len() + all.len() / 2;
        self.except.iter().any(|phrase| {
            let mut places = window.match_indices(phrase.as_str());
            // The phrase holds the joint between the word and its copy.
            places.any(|(at, it)| at < joint && joint < at + it.len())
        })
    }
}

/// Whether other words explain the characters: 深化文化文艺 is 深化, 文化, 文艺.
fn is_divided(word: &str, near: Option<char>, next: Option<char>, known: &mut Known<'_>) -> bool {
    let mut marks = word.chars();
    let (Some(first), Some(second), None) = (marks.next(), marks.next(), marks.next()) else {
        return false;
    };
    let own = known.count(first, second);
    let turned = known.count(second, first);
    let joined = |near: Option<char>, next: Option<char>, known: &mut Known<'_>| {
        let ends = near.is_some_and(|near| 1 < known.count(near, first));
        ends && next.is_some_and(|next| 1 < known.count(second, next))
    };
    // The doubling itself has the word twice and its halves turned once.
    own - 2 < turned - 1 || (own <= 2 && joined(near, next, known))
}

/// How often pairs of characters stand in the draft.
struct Known<'a> {
    text: &'a str,
    counts: BTreeMap<(char, char), i64>,
}

impl Known<'_> {
    fn count(&mut self, first: char, second: char) -> i64 {
        let text = self.text;
        let count = || {
            let pair: String = [first, second].iter().collect();
            i64::try_from(text.matches(&pair).count()).unwrap_or(i64::MAX)
        };
        *self.counts.entry((first, second)).or_insert_with(count)
    }
}

fn finding(context: &Context<'_>, twice: Twice) -> Finding {
    let text = &context.document.source.text;
    let all = twice.first.join(twice.second);
    let count = twice.second.len() / twice.first.len().max(1) + 1;
    Finding {
        captures: vec![
            ("word".into(), twice.first.of(text).to_owned()),
            ("count".into(), count.to_string()),
            ("unit".into(), "词".to_owned()),
            ("unit-en".into(), "word".to_owned()),
        ],
        edit: Some(Edit { span: twice.second, text: String::new() }),
        ..Finding::at(context.document, all, Confidence::Certain)
    }
}
