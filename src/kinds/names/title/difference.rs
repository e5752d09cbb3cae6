//! Where two titles differ, character by character.

use std::ops::Range;

use super::name::Name;
use crate::text::Span;

/// The stretches in which two titles differ.
pub(super) struct Difference {
    /// In characters of either title.
    ranges: Vec<(Range<usize>, Range<usize>)>,
    words: Vec<(String, String)>,
    /// Whether a side stands in quotation marks and the other has nothing: “三化” was left out.
    slogans: Vec<bool>,
}

/// One stretch: what the one title has there, and what the other.
pub(super) struct Piece {
    /// Where it begins in the first title, in characters.
    pub(super) start: usize,
    pub(super) one: String,
    pub(super) other: String,
    slogan: bool,
}

impl Piece {
    /// How many characters the longer side has.
    pub(super) fn len(&self) -> usize {
        self.one.chars().count().max(self.other.chars().count())
    }

    /// Whether one side has nothing there.
    pub(super) fn is_gap(&self) -> bool {
        self.one.is_empty() || self.other.is_empty()
    }

    /// Whether the titles name different numbers, years or editions; 三年 alone may be forgotten,
    /// and so may “三化” in quotation marks.
    pub(super) fn numbers(&self) -> bool {
        let (one, other) = (&self.one, &self.other);
        let number = |text: &str| {
            text == "一" || text.contains(|it: char| it.is_ascii_digit() || NUMERALS.contains(it))
        };
        let duration = |text: &str| {
            let count = text.strip_suffix('年');
            count.is_some_and(|it| it.chars().count() == 1)
        };
        let forgotten = one.is_empty() && duration(other) || other.is_empty() && duration(one);
        (number(one) || number(other)) && !forgotten && !self.slogan
    }
}

const NUMERALS: &str = "二三四五六七八九十百〇零两第上下半季月初末甲乙丙丁";

impl Difference {
    pub(super) fn of(one: &Name, other: &Name) -> Self {
        let (a, b) = (one.chars.as_slice(), other.chars.as_slice());
        let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (a.get(start..).unwrap_or(&[]), b.get(start..).unwrap_or(&[]));
        let tails = a.iter().rev().zip(b.iter().rev());
        let tail = tails.take_while(|(a, b)| a == b).count();
        let (a, b) = (a.get(..a.len() - tail), b.get(..b.len() - tail));
        let (a, b) = (a.unwrap_or(&[]), b.unwrap_or(&[]));
        let mut ranges =
            if anagram(a, b) { vec![(0..a.len(), 0..b.len())] } else { joined(aligned(a, b)) };
        for (one, other) in &mut ranges {
            *one = one.start + start..one.end + start;
            *other = other.start + start..other.end + start;
        }
        let of = |name: &Name, range: &Range<usize>| -> String {
            name.chars.get(range.clone()).unwrap_or(&[]).iter().collect()
        };
        let words = ranges.iter().map(|(a, b)| (of(one, a), of(other, b))).collect();
        let in_quotes = |name: &Name, range: &Range<usize>| {
            let marks = name.quoted.get(range.clone()).unwrap_or(&[]);
            !marks.is_empty() && marks.iter().all(|it| *it)
        };
        let slogan = |(a, b): &(Range<usize>, Range<usize>)| {
            in_quotes(one, a) && b.is_empty() || in_quotes(other, b) && a.is_empty()
        };
        let slogans = ranges.iter().map(slogan).collect();
        Self { ranges, words, slogans }
    }

    /// Whether the same characters stand in another order.
    pub(super) fn is_anagram(&self, one: &Name, other: &Name) -> bool {
        anagram(&one.chars, &other.chars)
    }

    pub(super) fn pieces(&self) -> Vec<Piece> {
        let all = self.ranges.iter().zip(&self.words).zip(&self.slogans);
        all.map(|(((range, _), (one, other)), slogan)| Piece {
            start: range.start,
            one: one.clone(),
            other: other.clone(),
            slogan: *slogan,
        })
        .collect()
    }

    /// What the first title has or lacks, in both languages; of the second where `second`.
    pub(super) fn change(&self, second: bool) -> (String, String) {
        let told = self.words.iter().map(|(one, other)| {
            let (own, there) = if second { (other, one) } else { (one, other) };
            match (own.is_empty(), there.is_empty()) {
                (true, _) => (format!("少“{there}”"), format!("lacks `{there}`")),
                (_, true) => (format!("多“{own}”"), format!("has `{own}` more")),
                _ => (format!("作“{own}”"), format!("has `{own}`")),
            }
        });
        let (zh, en): (Vec<String>, Vec<String>) = told.unzip();
        (zh.join("、"), en.join(", "))
    }

    /// The title as written, with 【】 around what the other has not.
    pub(super) fn marked(&self, name: &Name, text: &str, second: bool) -> String {
        let whole = name.places.first().copied().unwrap_or_default();
        let mut marked = String::new();
        let mut at = whole.start;
        for (one, other) in &self.ranges {
            let range = if second { other } else { one };
            let spans = name.spans.get(range.clone()).unwrap_or(&[]);
            let (Some(first), Some(last)) = (spans.first(), spans.last()) else { continue };
            marked.push_str(Span { start: at, end: first.start }.of(text));
            marked.push_str(&format!("【{}】", first.join(*last).of(text)));
            at = last.end;
        }
        marked.push_str(Span { start: at, end: whole.end }.of(text));
        marked
    }
}

/// How alike two texts are, in percent: what they share in order, counted in both.
pub(super) fn likeness(one: &[char], other: &[char]) -> usize {
    let all = one.len() + other.len();
    let apart: usize = aligned(one, other).iter().map(|(a, b)| a.len() + b.len()).sum();
    (all - apart) * 100 / all.max(1)
}

fn anagram(one: &[char], other: &[char]) -> bool {
    let sorted = |text: &[char]| {
        let mut sorted = text.to_vec();
        sorted.sort_unstable();
        sorted
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}

/// The stretches outside a longest common subsequence.
fn aligned(one: &[char], other: &[char]) -> Vec<(Range<usize>, Range<usize>)> {
    let rows = shared_after(one, other);
    let shared = |a: usize, b: usize| rows.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
    let (mut a, mut b) = (0, 0);
    let mut ranges: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut since = (0, 0);
    while a < one.len() || b < other.len() {
        if a < one.len() && one.get(a) == other.get(b) {
            push(&mut ranges, since, (a, b));
            (a, b) = (a + 1, b + 1);
            since = (a, b);
        } else if b >= other.len() || a < one.len() && shared(a, b + 1) <= shared(a + 1, b) {
            a += 1;
        } else {
            b += 1;
        }
    }
    push(&mut ranges, since, (a, b));
    ranges
}

/// Stretches with one character between them are one: 整治, 治理.
fn joined(ranges: Vec<(Range<usize>, Range<usize>)>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (one, other) in ranges {
        match joined.last_mut() {
            Some(last) if one.start <= last.0.end + 1 => {
                *last = (last.0.start..one.end, last.1.start..other.end);
            }
            _ => joined.push((one, other)),
        }
    }
    joined
}

fn push(ranges: &mut Vec<(Range<usize>, Range<usize>)>, since: (usize, usize), to: (usize, usize)) {
    if since != to {
        ranges.push((since.0..to.0, since.1..to.1));
    }
}

/// For each pair of positions, how many characters the rests share in order.
fn shared_after(one: &[char], other: &[char]) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0; other.len() + 1]];
    for mark in one.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; other.len() + 1];
        for (at, it) in other.iter().enumerate().rev() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(0);
            let best = if it == mark {
                cell(&below, at + 1) + 1
            } else {
                cell(&below, at).max(cell(&row, at + 1))
            };
            if let Some(here) = row.get_mut(at) {
                *here = best;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    /// Two titles with their differences marked, and what is said of the first.
    fn check(one: &str, other: &str, marked: [&str; 2], change: &str) {
        let text = format!("{one}\n{other}");
        let document = Document::of_lines(&text);
        let second = Span::new(one.len() + 1, text.len());
        let a = Name::of(&document, Span::new(0, one.len())).unwrap();
        let b = Name::of(&document, second).unwrap();
        let difference = Difference::of(&a, &b);
        let both = [difference.marked(&a, &text, false), difference.marked(&b, &text, true)];
        assert_eq!(both, marked);
        assert_eq!(difference.change(false).0, change);
    }

    #[test]
    fn what_differs_is_marked() {
        check(
            "《食堂采购管理办法》",
            "《食堂采购管理规定》",
            ["《食堂采购管理【办法】》", "《食堂采购管理【规定】》"],
            "作“办法”",
        );
        check(
            "《关于推进党建“双带”工程的方案》",
            "《关于推进党建工程的方案》",
            ["《关于推进党建“【双带】”工程的方案》", "《关于推进党建工程的方案》"],
            "多“双带”",
        );
        check(
            "《专项治理工作方案》",
            "《专项整治工作方案（试行）》",
            ["《专项【治理】工作方案》", "《专项【整治】工作方案（试行）》"],
            "作“治理”",
        );
        check(
            "《校园总体应急预案》",
            "《校园应急总体预案》",
            ["《校园【总体应急】预案》", "《校园【应急总体】预案》"],
            "作“总体应急”",
        );
    }

    #[test]
    fn numbers_tell_two_titles() {
        let check = |one: &str, other: &str, expect: bool| {
            let piece =
                Piece { start: 0, one: one.to_owned(), other: other.to_owned(), slogan: false };
            assert_eq!(piece.numbers(), expect, "{one} {other}");
        };
        check("2023", "2024", true);
        check("一", "二", true);
        check("", "2024年", true);
        check("", "三年", false);
        check("一体化", "", false);
        check("第二批", "", true);
        check("办法", "规定", false);
    }

    #[test]
    fn likeness_counts_both_texts() {
        let check = |one: &str, other: &str, expect: usize| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(likeness(&chars(one), &chars(other)), expect, "{one} {other}");
        };
        check("甲乙丙丁", "甲乙丙丁", 100);
        check("甲乙丙丁", "甲丙丁", 85);
        check("甲乙", "丙丁", 0);
        check("", "", 0);
    }
}
