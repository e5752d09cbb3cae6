//! Terms in quotes whose characters stand elsewhere in another order: “党员活动日”, 党员日活动.
//!
//! The two begin with the same two characters, and outside quotes three at both ends together are
//! the same: what is merely turned round (能力提升, 提升能力) is grammar, and “要我安全”, “我要安全” are
//! two things. Where the last character is another, the form must end at a mark. Two that have
//! short names are left to those who compare definitions.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::model::Document;
use crate::text::Span;
use crate::text::span::first_bytes;

/// A form and the same characters in another order.
pub(super) struct Pair {
    pub(super) odd: Form,
    pub(super) usual: Form,
}

/// A form and where it stands.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) word: String,
    pub(super) places: Vec<Span>,
}

impl Form {
    /// Whether a short name is given to it: “……”（以下简称……）.
    fn is_defined(&self, text: &str) -> bool {
        let short = |at: &Span| {
            let after = text.get(at.end as usize..).unwrap_or("");
            first_bytes(after, DEFINITION).contains("简称")
        };
        self.places.iter().any(short)
    }
}

/// A definition begins within so many bytes: ”（以下简称.
const DEFINITION: usize = 18;

impl Pair {
    /// Whether a form stands at `span`.
    pub(super) fn meets(&self, span: Span) -> bool {
        [&self.odd, &self.usual].iter().any(|it| it.places.iter().any(|it| it.meets(span)))
    }

    /// What stands oftener is the usual form, else what stands first.
    fn of(one: Form, other: Form) -> Self {
        let rank = |it: &Form| (Reverse(it.places.len()), it.places.first().copied());
        if rank(&one) <= rank(&other) {
            Self { odd: other, usual: one }
        } else {
            Self { odd: one, usual: other }
        }
    }
}

/// Terms of so many characters are compared.
const SHORTEST: usize = 5;
const LONGEST: usize = 16;
/// So many characters at the beginning must be the same.
const OPENING: usize = 2;
/// So many at both ends together, where the other form stands outside quotes.
const SAME: usize = 3;
/// So many terms of a draft are looked for.
const MOST: usize = 200;

/// The quoted terms that stand elsewhere in another order, at most one pair a term.
pub(super) fn pairs(document: &Document) -> Vec<Pair> {
    let text = &document.source.text;
    let terms = terms(text);
    let mut by_opening: HashMap<&[char], Vec<&Term>> = HashMap::new();
    let mut first = [false; FIRST];
    for term in terms.values() {
        if let (Some(opening), [mark, ..]) = (term.chars.get(..OPENING), term.chars.as_slice()) {
            by_opening.entry(opening).or_default().push(term);
            if let Some(first) = first.get_mut(low(*mark)) {
                *first = true;
            }
        }
    }
    if by_opening.is_empty() {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut turned: BTreeMap<String, (&Term, Vec<Span>)> = BTreeMap::new();
    for (index, (at, mark)) in text.char_indices().enumerate() {
        if first.get(low(mark)) != Some(&true) {
            continue;
        }
        let opening = chars.get(index..index + OPENING);
        for term in opening.and_then(|it| by_opening.get(it)).into_iter().flatten() {
            let window = chars.get(index..index + term.chars.len()).unwrap_or(&[]);
            let rest = chars.get(index + term.chars.len()..).unwrap_or(&[]);
            let ends = window.last() == term.chars.last()
                || rest.first().is_none_or(|it| !it.is_alphabetic() || "的等".contains(*it));
            if ends && term.is_turned(window, SAME) {
                let word: String = window.iter().collect();
                let span = Span::new(at, at + word.len());
                turned.entry(word).or_insert((term, Vec::new())).1.push(span);
            }
        }
    }
    let mut pairs = quoted_pairs(&terms);
    for (word, (term, places)) in turned {
        let quoted: String = term.chars.iter().collect();
        let known = |it: &String| *it == quoted || *it == word;
        if !pairs.iter().any(|it| known(&it.odd.word) || known(&it.usual.word)) {
            pairs.push(Pair::of(term.form(), Form { word, places }));
        }
    }
    pairs.retain(|it| !(it.odd.is_defined(text) && it.usual.is_defined(text)));
    pairs
}

/// Quoted terms with the same characters, the first of each kind against the next.
fn quoted_pairs(terms: &BTreeMap<&str, Term>) -> Vec<Pair> {
    let mut known: BTreeMap<Vec<char>, &Term> = BTreeMap::new();
    let mut pairs = Vec::new();
    for term in terms.values() {
        let first = *known.entry(sorted(&term.chars)).or_insert(term);
        if first.opens_as(term) && first.is_turned(&term.chars, OPENING) {
            pairs.push(Pair::of(first.form(), term.form()));
        }
    }
    pairs
}

fn sorted(text: &[char]) -> Vec<char> {
    let mut sorted = text.to_vec();
    sorted.sort_unstable();
    sorted
}

/// The low bits of a character, by which most places are passed over.
const FIRST: usize = 4_096;

fn low(mark: char) -> usize {
    usize::try_from(u32::from(mark)).unwrap_or(0) % FIRST
}

/// A term in quotes.
struct Term {
    chars: Vec<char>,
    places: Vec<Span>,
}

impl Term {
    fn form(&self) -> Form {
        Form { word: self.chars.iter().collect(), places: self.places.clone() }
    }

    fn opens_as(&self, other: &Term) -> bool {
        self.chars.get(..OPENING) == other.chars.get(..OPENING)
    }

    /// Whether the window has the same characters in another order, so many at the ends alike.
    fn is_turned(&self, window: &[char], ends: usize) -> bool {
        let same = self.chars.iter().zip(window).take_while(|(a, b)| a == b).count();
        let tails = self.chars.iter().rev().zip(window.iter().rev());
        let tail = tails.take_while(|(a, b)| a == b).count();
        same < window.len() && ends <= same + tail && sorted(&self.chars) == sorted(window)
    }
}

fn terms(text: &str) -> BTreeMap<&str, Term> {
    let mut terms: BTreeMap<&str, Term> = BTreeMap::new();
    let mut open = None;
    for (at, mark) in text.match_indices(['“', '”', '\n']) {
        let inner = open.filter(|_| mark == "”").map(|start| Span::new(start, at));
        open = (mark == "“").then_some(at + mark.len());
        let Some(span) = inner else { continue };
        let word = span.of(text);
        if word.len() > LONGEST * 4 || word.chars().any(|it| !it.is_alphabetic()) {
            continue;
        }
        let chars: Vec<char> = word.chars().collect();
        if let Some(term) = terms.get_mut(word) {
            term.places.push(span);
        } else if terms.len() < MOST && (SHORTEST..=LONGEST).contains(&chars.len()) {
            terms.insert(word, Term { chars, places: vec![span] });
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_characters_in_another_order() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let found = pairs(&Document::of_lines(text));
            let found: Vec<_> =
                found.iter().map(|it| (it.odd.word.as_str(), it.usual.word.as_str())).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("“党员固定活动日”。党员固定日活动。", &[("党员固定日活动", "党员固定活动日")]);
        check("党员固定日活动。“党员固定活动日”。", &[("党员固定活动日", "党员固定日活动")]);
        check("“银龄服务驿站”。“银龄驿站服务”。", &[("银龄驿站服务", "银龄服务驿站")]);
        check("从“要我安全”到“我要安全”，“要我安全生产”变“我要安全生产”。", &[]);
        check("“能力作风提升”。提升能力作风。“干部下沉”。“下沉干部”。", &[]);
        check("“一站式服务大厅”。一站式大厅服务窗口。", &[]);
        let defined = "“客户一体运营平台”（以下简称“甲”）。“客户运营一体平台”（简称“乙”）。";
        check(defined, &[]);
        check("“党员固定活动日”。", &[]);
    }
}
