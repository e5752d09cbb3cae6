//! The one pass over a draft, and the patterns tried where their literals stand.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::Input;

use super::expression::REACH;
use super::literals::{LONGEST, Literals};
use super::{BACKWARD, Pattern, PatternId};
use crate::text::{Span, parallel};

/// After so many failures in a row at starts so near to each other, in bytes, one search over a
/// stretch takes the place of many: a run of digits would otherwise be read again from every digit.
const FAILURES: usize = 16;
const NEAR: u32 = 16;
/// After this many bytes of drafts, a machine goes over a text faster than walks do.
const LONG: usize = 1 << 18;

/// Finds the literals of all search patterns of a rule set in one pass, prepared at the first draft.
#[derive(Debug, Default)]
pub struct Scanner {
    prepared: OnceLock<Prepared>,
    read: AtomicUsize,
}

/// From so many patterns on, each is also asked for a text that all its matches hold: where a draft
/// lacks it, nothing is tried. Fewer patterns are tried faster than they are asked.
const MANY: usize = 500;

#[derive(Debug)]
struct Prepared {
    literals: Literals<Vec<Owner>>,
    /// Whether a pattern has such a text.
    needy: Vec<bool>,
}

/// A pattern whose matches begin with a literal, or with a character and then the literal.
#[derive(Clone, Copy, Debug)]
struct Owner {
    pattern: PatternId,
    second: bool,
    /// Whether the literal may stand anywhere in a match.
    inner: bool,
}

impl Prepared {
    fn of(patterns: &[Pattern]) -> Self {
        parallel::map(patterns, |pattern| pattern.prefixes().is_some());
        let mut by_literal: BTreeMap<&[u8], Vec<Owner>> = BTreeMap::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let Some(prefixes) = pattern.prefixes() else { continue };
            let owner = Owner { pattern: PatternId(index), second: prefixes.second, inner: false };
            for literal in &prefixes.literals {
                let head = literal.get(..LONGEST).unwrap_or(literal);
                by_literal.entry(head).or_default().push(owner);
            }
        }
        let asked = if MANY < patterns.len() { patterns } else { &[] };
        parallel::map(asked, |pattern| pattern.needed().is_some());
        let needed: Vec<Option<&str>> = asked.iter().map(Pattern::needed).collect();
        for (index, literal) in needed.iter().enumerate() {
            let Some(literal) = literal.map(str::as_bytes) else { continue };
            let owner = Owner { pattern: PatternId(index), second: false, inner: true };
            let head = literal.get(..LONGEST).unwrap_or(literal);
            by_literal.entry(head).or_default().push(owner);
        }
        let needy = needed.iter().map(Option::is_some).collect();
        Self { literals: Literals::of(by_literal.into_iter().collect()), needy }
    }
}

impl Scanner {
    /// Runs the pass for `patterns`, always the same ones, over `text`.
    pub fn scan<'a>(&self, patterns: &'a [Pattern], text: &'a str) -> Scan<'a> {
        let prepared = self.prepared.get_or_init(|| Prepared::of(patterns));
        let mut starts: Vec<Vec<u32>> = patterns.iter().map(|_| Vec::new()).collect();
        let mut absent = prepared.needy.clone();
        prepared.literals.each_in(text, |at, owners| {
            for owner in owners {
                if owner.inner {
                    if let Some(absent) = absent.get_mut(owner.pattern.0) {
                        *absent = false;
                    }
                    continue;
                }
                let start = match at {
                    0 if owner.second => continue,
                    at if owner.second => boundary(text, at - 1),
                    at => at,
                };
                if let Some(list) = starts.get_mut(owner.pattern.0) {
                    list.push(Span::new(start, start).start);
                }
            }
        });
        for list in &mut starts {
            list.sort_unstable();
            list.dedup();
        }
        let quick = LONG < self.read.fetch_add(text.len(), Ordering::Relaxed) + text.len();
        Scan { patterns, text, starts, absent, quick }
    }
}

/// The patterns of a rule set over one draft.
#[derive(Debug)]
pub struct Scan<'a> {
    patterns: &'a [Pattern],
    text: &'a str,
    starts: Vec<Vec<u32>>,
    /// The patterns that cannot match: the draft lacks a text they need.
    absent: Vec<bool>,
    quick: bool,
}

/// Why a pattern matches nowhere, as far as its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Every match holds this text, which the draft lacks.
    Needed(String),
    /// Every match begins with one of these, none of which the draft has.
    OneOf(Vec<String>),
    /// What it begins with is there, in so many places of which the first is named; or nothing is
    /// known of how it begins.
    Shape(Option<(usize, u32)>),
}

/// A match: its span and its named groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The whole match.
    pub span: Span,
    /// The named groups that took part.
    pub groups: Vec<(String, Span)>,
}

impl Match {
    /// The span of the group `name`.
    pub fn group(&self, name: &str) -> Option<Span> {
        self.groups.iter().find(|(group, _)| group == name).map(|(_, span)| *span)
    }
}

impl Scan<'_> {
    /// Every match of a search pattern, leftmost first, without overlap.
    pub fn find(&self, id: PatternId) -> Vec<Match> {
        let Some(pattern) = self.patterns.get(id.0) else { return Vec::new() };
        if self.absent.get(id.0) == Some(&true) {
            return Vec::new();
        }
        if pattern.prefixes().is_none() {
            return pattern.all_in(self.text, self.quick);
        }
        let starts = self.starts.get(id.0).map_or(&[][..], Vec::as_slice);
        let mut matches = Vec::new();
        let (mut free, mut last, mut failures) = (0, 0, 0);
        for &start in starts {
            if start < free {
                continue;
            }
            failures = if start <= last + NEAR { failures } else { 0 };
            last = start;
            if FAILURES <= failures {
                failures = 0;
                free = self.next_start(pattern, start as usize);
                if start < free {
                    continue;
                }
            }
            let end = boundary(self.text, start as usize + REACH);
            match pattern.match_at(self.text, (start as usize, end)) {
                Some(found) => {
                    (free, failures) = (found.span.end.max(found.span.start + 1), 0);
                    matches.push(found);
                }
                None => failures += 1,
            }
        }
        matches
    }

    /// Why a search pattern that matches nowhere does not.
    pub fn lack(&self, id: PatternId) -> Lack {
        let Some(pattern) = self.patterns.get(id.0) else { return Lack::Shape(None) };
        if let Some(word) = pattern.holds().into_iter().find(|it| !self.text.contains(it)) {
            return Lack::Needed(word.to_owned());
        }
        let Some(prefixes) = pattern.prefixes() else { return Lack::Shape(None) };
        let starts = self.starts.get(id.0).map_or(&[][..], Vec::as_slice);
        if let Some(first) = starts.first() {
            return Lack::Shape(Some((starts.len(), *first)));
        }
        let words = prefixes.literals.iter().filter_map(|it| String::from_utf8(it.to_vec()).ok());
        Lack::OneOf(words.collect())
    }

    /// Every match of a search pattern in another text.
    pub fn over(&self, id: PatternId, text: &str) -> Vec<Match> {
        self.patterns.get(id.0).map(|it| it.all_in(text, true)).unwrap_or_default()
    }

    /// Where the next match from `start` on begins, or an offset before which none does.
    fn next_start(&self, pattern: &Pattern, start: usize) -> u32 {
        let window = boundary(self.text, start + FAILURES * REACH);
        let end = boundary(self.text, window + REACH);
        let input = Input::new(self.text).range(start..end);
        let found = pattern.machine().and_then(|it| it.find(input)).map(|it| it.start());
        let at = found.map_or(window, |found| found.min(window));
        Span::new(at, at).start
    }

    /// Whether a `Before` pattern matches so that it ends at `offset`.
    pub fn stands_before(&self, id: PatternId, offset: u32) -> bool {
        self.begins(id, offset).is_some()
    }

    /// Where a match of a `Before` pattern that ends at `offset` begins.
    pub fn begins(&self, id: PatternId, offset: u32) -> Option<u32> {
        let before = self.before(id, offset);
        let found = self.patterns.get(id.0)?.first_in(before.of(self.text), self.quick)?;
        Some(before.start + Span::new(found, found).start)
    }

    /// The text in which a `Before` pattern may end at `offset`: one character more than it needs,
    /// so that `^` means the head of a line.
    fn before(&self, id: PatternId, offset: u32) -> Span {
        let reach = self.patterns.get(id.0).map_or(BACKWARD, Pattern::longest);
        let end = offset as usize;
        let start = boundary(self.text, end.saturating_sub(reach + 4));
        Span::new(start, end)
    }

    /// Where a match of an `After` pattern that begins at `offset` ends.
    pub fn reaches(&self, id: PatternId, offset: u32) -> Option<u32> {
        let start = offset as usize;
        let end = boundary(self.text, start + REACH);
        let found = self.patterns.get(id.0)?.end_at(self.text, (start, end))?;
        Some(Span::new(found, found).end)
    }

    /// Whether an `After` pattern matches at `offset`.
    pub fn stands_after(&self, id: PatternId, offset: u32) -> bool {
        self.reaches(id, offset).is_some()
    }

    /// Whether a pattern matches somewhere in `span`.
    pub fn inside(&self, id: PatternId, span: Span) -> bool {
        let pattern = self.patterns.get(id.0);
        pattern.is_some_and(|it| it.first_in(span.of(self.text), self.quick).is_some())
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
