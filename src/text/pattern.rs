//! Regular expressions of rules: read at load, compiled when first needed, found by one shared scan.
//!
//! Every search pattern is asked for the literals it can begin with; one Aho-Corasick pass over a
//! draft finds all of them, and a pattern runs, anchored, only where one of its literals stands.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use super::regex_words::RegexWords;
use super::{Node, Span, parallel};

/// A match is at most this many bytes long, and looks at most this far around itself.
pub const REACH: usize = 4096;
/// After so many failures in a row at starts so near to each other, in bytes, one search over a
/// stretch takes the place of many: a run of digits would otherwise be read again from every digit.
const FAILURES: usize = 16;
const NEAR: u32 = 16;
/// How far before a match a `before` context is looked for, in bytes.
const BACKWARD: usize = 240;
/// After this many bytes of drafts, the quick machines are worth building.
const LONG: usize = 1 << 18;
/// Compiled size limit of one pattern, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A pattern's number in its [`Reader`](super::decode::Reader) and [`Scan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PatternId(pub usize);

/// What a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Found anywhere in the draft.
    Search,
    /// Tried right before or inside a match of another pattern.
    Before,
    /// Tried right after a match of another pattern.
    After,
}

/// A regular expression with its macros expanded.
#[derive(Debug)]
pub struct Pattern {
    expanded: String,
    search: bool,
    parsed: OnceLock<Option<Hir>>,
    prefixes: OnceLock<Option<Vec<Vec<u8>>>>,
    light: OnceLock<Option<Regex>>,
    quick: OnceLock<Option<Regex>>,
}

/// A mistake in a pattern, at its bytes of the pattern as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternSlip {
    at: Span,
    /// What is wrong, in Chinese and English, and what to write instead.
    pub zh: String,
    /// English.
    pub en: String,
    /// What to write instead, Chinese.
    pub help_zh: String,
    /// What to write instead, English.
    pub help_en: String,
}

impl PatternSlip {
    /// The slip's place in the YAML file, where `node` holds the pattern.
    pub fn within(&self, node: &Node, yaml: &str) -> Span {
        node.within(self.at, yaml)
    }
}

impl Pattern {
    /// Reads `written`: expands `{{name}}` and parses.
    pub fn read(
        written: &str,
        macros: &BTreeMap<String, String>,
        role: Role,
    ) -> Result<Self, Box<PatternSlip>> {
        let (expanded, pieces) = expand(written, macros)?;
        parse(&expanded).map_err(|(at, words)| {
            Box::new(PatternSlip {
                at: Span::new(back(&pieces, at.start), back(&pieces, at.end)),
                zh: format!("正则表达式有误：{}", words.zh),
                en: format!("the regular expression does not compile: {}", words.en),
                help_zh: words.help_zh.to_owned(),
                help_en: words.help_en.to_owned(),
            })
        })?;
        let pattern = Self::of(expanded, role);
        Ok(pattern)
    }

    /// Expands the macros of a pattern that is known to be sound; it is parsed when first needed.
    pub fn trusted(
        written: &str,
        macros: &BTreeMap<String, String>,
        role: Role,
    ) -> Result<Self, Box<PatternSlip>> {
        Ok(Self::of(expand(written, macros)?.0, role))
    }

    fn of(expanded: String, role: Role) -> Self {
        let expanded = match role {
            Role::Before => format!("(?:{expanded})\\z"),
            Role::Search | Role::After => expanded,
        };
        let search = role == Role::Search;
        Self {
            expanded,
            search,
            parsed: OnceLock::new(),
            prefixes: OnceLock::new(),
            light: OnceLock::new(),
            quick: OnceLock::new(),
        }
    }

    /// A search pattern for one of `literals`, the longest that fits.
    pub fn literals(literals: &[String]) -> Self {
        let mut escaped: Vec<_> = literals.iter().map(|it| regex_syntax::escape(it)).collect();
        escaped.sort_by_key(|it| std::cmp::Reverse(it.len()));
        let prefixes = literals.iter().map(|it| it.clone().into_bytes()).collect();
        Self {
            expanded: escaped.join("|"),
            search: true,
            parsed: OnceLock::new(),
            prefixes: OnceLock::from(Some(prefixes)),
            light: OnceLock::new(),
            quick: OnceLock::new(),
        }
    }

    /// Whether the two are one pattern.
    pub fn is(&self, other: &Pattern) -> bool {
        self.search == other.search && self.expanded == other.expanded
    }

    /// The expression with its macros expanded.
    pub fn expanded(&self) -> &str {
        &self.expanded
    }

    /// The names of the capture groups, read off the expression without compiling it.
    pub fn groups(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut rest = self.expanded.as_str();
        while let Some(at) = rest.find(['\\', '(']) {
            let tail = rest.get(at..).unwrap_or("");
            if let Some(escaped) = tail.strip_prefix('\\') {
                rest =
                    escaped.get(escaped.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
                continue;
            }
            rest = tail.get(1..).unwrap_or("");
            let name = rest.strip_prefix("?<").or_else(|| rest.strip_prefix("?P<"));
            names.extend(name.and_then(|it| it.split_once('>')).map(|(it, _)| it.to_owned()));
        }
        names
    }

    /// Whether the pattern compiles within its size limit.
    pub fn compiles(&self) -> bool {
        self.regex(false).is_some()
    }

    /// The literals a match begins with; nothing where they are too many or none.
    fn prefixes(&self) -> Option<&[Vec<u8>]> {
        let found = self
            .prefixes
            .get_or_init(|| if self.search { self.hir().and_then(prefixes) } else { None });
        found.as_deref()
    }

    fn hir(&self) -> Option<&Hir> {
        let parsed = self.parsed.get_or_init(|| parse(&with_carriage_returns(&self.expanded)).ok());
        parsed.as_ref()
    }

    /// How far before its end a match can begin, in bytes.
    fn longest(&self) -> usize {
        let longest = self.hir().and_then(|hir| hir.properties().maximum_len());
        longest.map_or(BACKWARD, |longest| longest.min(BACKWARD))
    }

    /// The machine that matches. The quick one needs a second automaton, read backwards, and
    /// takes twice as long to build as the light one: worth it where there is much to read.
    fn regex(&self, quick: bool) -> Option<&Regex> {
        let quick = quick || (self.search && self.prefixes().is_none());
        let compiled = if quick { &self.quick } else { &self.light };
        compiled
            .get_or_init(|| {
                let config = Regex::config().nfa_size_limit(Some(SIZE_LIMIT)).onepass(false);
                let config = config.hybrid(quick).dfa(false).backtrack(false).auto_prefilter(false);
                Regex::builder().configure(config).build_from_hir(self.hir()?).ok()
            })
            .as_ref()
    }
}

/// Adds `\r` to every class with `\n`: rules know one line end, drafts have two.
fn with_carriage_returns(expanded: &str) -> String {
    let mut out = String::with_capacity(expanded.len());
    let mut depth = 0_u32;
    let mut chars = expanded.chars();
    while let Some(mark) = chars.next() {
        out.push(mark);
        match mark {
            '\\' => {
                let escaped = chars.next();
                out.extend(escaped);
                if escaped == Some('n') && 0 < depth {
                    out.push_str("\\r");
                }
            }
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

fn parse(expanded: &str) -> Result<Hir, (std::ops::Range<usize>, RegexWords)> {
    let mut parser =
        regex_syntax::ParserBuilder::new().multi_line(true).crlf(true).nest_limit(64).build();
    parser.parse(expanded).map_err(|error| {
        let span = match &error {
            regex_syntax::Error::Parse(it) => Some(*it.span()),
            regex_syntax::Error::Translate(it) => Some(*it.span()),
            _ => None,
        };
        let at = span.map_or(0..expanded.len(), |it| it.start.offset..it.end.offset);
        (at, RegexWords::of(&error))
    })
}

/// Longest run of literals worth the shared scan.
const MANY: usize = 400;
/// Longest run of literals of three characters.
const FEW: usize = 24;

fn prefixes(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let extract = |length: usize| {
        let mut extractor = Extractor::new();
        extractor.kind(ExtractKind::Prefix).limit_total(MANY).limit_class(40);
        extractor.limit_literal_len(length).extract(hir)
    };
    // Three characters are found seldom; where there are too many such words, two must do.
    let long = extract(9);
    let few = long.literals().is_some_and(|it| it.len() <= FEW);
    let literals = if few { long } else { extract(6) };
    let literals = literals.literals()?;
    let usable = !literals.is_empty() && literals.iter().all(|it| !it.is_empty());
    usable.then(|| literals.iter().map(|it| it.as_bytes().to_vec()).collect())
}

/// One stretch of an expanded pattern: where it begins there, and the bytes written for it.
#[derive(Clone, Copy)]
struct Piece {
    expanded: usize,
    written: usize,
    verbatim: bool,
}

fn expand(
    written: &str,
    macros: &BTreeMap<String, String>,
) -> Result<(String, Vec<Piece>), Box<PatternSlip>> {
    let mut expanded = String::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = written.get(at..).filter(|rest| !rest.is_empty()) {
        pieces.push(Piece { expanded: expanded.len(), written: at, verbatim: true });
        let Some(open) = rest.find("{{") else {
            expanded.push_str(rest);
            break;
        };
        expanded.push_str(rest.get(..open).unwrap_or(""));
        let inner = rest.get(open + 2..).unwrap_or("");
        let name = inner.split("}}").next().unwrap_or("");
        let meaning = macros.get(name.trim()).ok_or_else(|| {
            let list = macros.keys().cloned().collect::<Vec<_>>().join(" ");
            Box::new(PatternSlip {
                at: Span::new(at + open, (at + open + name.len() + 4).min(written.len())),
                zh: format!("不认识的宏“{{{{{name}}}}}”"),
                en: format!("unknown macro `{{{{{name}}}}}`"),
                help_zh: format!("可用：{list}；字面的两个花括号写成 \\{{\\{{"),
                help_en: format!("one of: {list}; write two literal braces as \\{{\\{{"),
            })
        })?;
        pieces.push(Piece { expanded: expanded.len(), written: at + open, verbatim: false });
        if is_class(meaning) {
            expanded.push_str(meaning);
        } else if in_class(written.get(..at + open).unwrap_or("")) {
            return Err(Box::new(PatternSlip {
                at: Span::new(at + open, at + open + name.len() + 4),
                zh: format!("宏“{{{{{name}}}}}”不能写在方括号里"),
                en: format!("the macro `{{{{{name}}}}}` cannot stand in square brackets"),
                help_zh: format!("写成 (?:{{{{{name}}}}}|[…])"),
                help_en: format!("write (?:{{{{{name}}}}}|[…])"),
            }));
        } else {
            expanded.push_str("(?:");
            expanded.push_str(meaning);
            expanded.push(')');
        }
        at += open + name.len() + 4;
    }
    Ok((expanded, pieces))
}

/// Whether a macro stands for one character class, which may stand inside another one.
fn is_class(meaning: &str) -> bool {
    let inner = meaning.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    inner.is_some_and(|it| !it.contains(['[', ']', '\\', '^']))
}

/// Whether a character class is open at the end of `before`.
fn in_class(before: &str) -> bool {
    let mut depth = 0_u32;
    let mut chars = before.chars();
    while let Some(mark) = chars.next() {
        match mark {
            '\\' => drop(chars.next()),
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth != 0
}

/// The byte of the pattern as written behind a byte of the expanded one.
fn back(pieces: &[Piece], expanded: usize) -> usize {
    let before = pieces.partition_point(|piece| piece.expanded <= expanded);
    match before.checked_sub(1).and_then(|index| pieces.get(index)) {
        Some(piece) if piece.verbatim => piece.written + (expanded - piece.expanded),
        Some(piece) => piece.written,
        None => expanded,
    }
}

/// Finds the literals of all search patterns of a rule set in one pass, prepared at the first draft.
#[derive(Debug, Default)]
pub struct Scanner {
    prepared: OnceLock<Prepared>,
    read: AtomicUsize,
}

#[derive(Debug)]
struct Prepared {
    automaton: Option<AhoCorasick>,
    owners: Vec<Vec<PatternId>>,
}

impl Prepared {
    fn of(patterns: &[Pattern]) -> Self {
        parallel::map(patterns, |pattern| pattern.prefixes().is_some());
        let mut by_literal: BTreeMap<&[u8], Vec<PatternId>> = BTreeMap::new();
        for (index, pattern) in patterns.iter().enumerate() {
            for literal in pattern.prefixes().into_iter().flatten() {
                by_literal.entry(literal).or_default().push(PatternId(index));
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(by_literal.keys())
            .ok();
        Self { automaton, owners: by_literal.into_values().collect() }
    }
}

impl Scanner {
    /// Runs the pass for `patterns`, always the same ones, over `text`.
    pub fn scan<'a>(&self, patterns: &'a [Pattern], text: &'a str) -> Scan<'a> {
        let prepared = self.prepared.get_or_init(|| Prepared::of(patterns));
        let mut starts: Vec<Vec<u32>> = patterns.iter().map(|_| Vec::new()).collect();
        if let Some(automaton) = &prepared.automaton {
            for hit in automaton.find_overlapping_iter(text) {
                for owner in prepared.owners.get(hit.pattern().as_usize()).into_iter().flatten() {
                    if let Some(list) = starts.get_mut(owner.0) {
                        list.push(Span::new(hit.start(), hit.start()).start);
                    }
                }
            }
        }
        for list in &mut starts {
            list.sort_unstable();
            list.dedup();
        }
        let quick = LONG < self.read.fetch_add(text.len(), Ordering::Relaxed) + text.len();
        Scan { patterns, text, starts, quick }
    }
}

/// The patterns of a rule set over one draft.
#[derive(Debug)]
pub struct Scan<'a> {
    patterns: &'a [Pattern],
    text: &'a str,
    starts: Vec<Vec<u32>>,
    quick: bool,
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
        if pattern.prefixes().is_none() {
            return self.sweep(pattern);
        }
        let starts = self.starts.get(id.0).map_or(&[][..], Vec::as_slice);
        let Some(regex) = pattern.regex(self.quick) else { return Vec::new() };
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
                free = self.next_start(regex, start as usize);
                if start < free {
                    continue;
                }
            }
            let end = boundary(self.text, start as usize + REACH);
            let input = Input::new(self.text).range(start as usize..end).anchored(Anchored::Yes);
            match capture(regex, input) {
                Some(found) => {
                    (free, failures) = (found.span.end.max(found.span.start + 1), 0);
                    matches.push(found);
                }
                None => failures += 1,
            }
        }
        matches
    }

    /// Where the next match from `start` on begins, or an offset before which none does.
    fn next_start(&self, regex: &Regex, start: usize) -> u32 {
        let window = boundary(self.text, start + FAILURES * REACH);
        let end = boundary(self.text, window + REACH);
        let found = regex.find(Input::new(self.text).range(start..end)).map(|it| it.start());
        let at = found.map_or(window, |found| found.min(window));
        Span::new(at, at).start
    }

    /// A pattern without literals goes over the whole text, once.
    fn sweep(&self, pattern: &Pattern) -> Vec<Match> {
        let Some(regex) = pattern.regex(self.quick) else { return Vec::new() };
        regex
            .find_iter(self.text)
            .filter(|found| found.start() < found.end())
            .filter_map(|found| {
                let input = Input::new(self.text).range(found.range()).anchored(Anchored::Yes);
                capture(regex, input)
            })
            .collect()
    }

    /// Whether a `Before` pattern matches so that it ends at `offset`.
    pub fn stands_before(&self, id: PatternId, offset: u32) -> bool {
        let before = self.before(id, offset).of(self.text);
        self.regex(id).is_some_and(|regex| regex.is_match(before))
    }

    /// Where a match of a `Before` pattern that ends at `offset` begins.
    pub fn begins(&self, id: PatternId, offset: u32) -> Option<u32> {
        let before = self.before(id, offset);
        let found = self.regex(id)?.find(before.of(self.text))?;
        Some(before.start + Span::new(found.start(), found.end()).start)
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
        let input = Input::new(self.text).range(start..end).anchored(Anchored::Yes);
        let found = self.regex(id)?.find(input)?;
        Some(Span::new(found.start(), found.end()).end)
    }

    /// Whether an `After` pattern matches at `offset`.
    pub fn stands_after(&self, id: PatternId, offset: u32) -> bool {
        let start = offset as usize;
        let end = boundary(self.text, start + REACH);
        let input = Input::new(self.text).range(start..end).anchored(Anchored::Yes);
        self.regex(id).is_some_and(|regex| regex.is_match(input))
    }

    /// Whether a pattern matches somewhere in `span`.
    pub fn inside(&self, id: PatternId, span: Span) -> bool {
        self.regex(id).is_some_and(|regex| regex.is_match(span.of(self.text)))
    }

    fn regex(&self, id: PatternId) -> Option<&Regex> {
        self.patterns.get(id.0).and_then(|it| it.regex(self.quick))
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn capture(regex: &Regex, input: Input<'_>) -> Option<Match> {
    let mut captures = regex.create_captures();
    regex.search_captures(&input, &mut captures);
    let whole = captures.get_match()?;
    let groups = captures
        .group_info()
        .pattern_names(whole.pattern())
        .enumerate()
        .filter_map(|(index, name)| {
            let span = captures.get_group(index)?;
            Some((name?.to_owned(), Span::new(span.start, span.end)))
        })
        .collect();
    Some(Match { span: Span::new(whole.start(), whole.end()), groups })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan_for(pattern: &str, text: &str) -> Vec<String> {
        let macros = BTreeMap::from([("num".to_owned(), "[0-9]+".to_owned())]);
        let patterns = vec![Pattern::read(pattern, &macros, Role::Search).unwrap()];
        let scanner = Scanner::default();
        let scan = scanner.scan(&patterns, text);
        scan.find(PatternId(0)).iter().map(|found| found.span.of(text).to_owned()).collect()
    }

    #[test]
    fn anchored_and_swept_matches_agree() {
        assert_eq!(scan_for("[*×]+个", "各*个、**个、×人"), ["*个", "**个"]);
        assert_eq!(scan_for("{{num}}轮", "4轮、18轮"), ["4轮", "18轮"]);
        assert_eq!(scan_for("TODO|待补", "TODO，待补充"), ["TODO", "待补"]);
        assert_eq!(scan_for("甲[^\\n]*$", "甲乙\r\n丙"), ["甲乙"]);
    }

    #[test]
    fn long_runs_of_starts_are_read_once() {
        let digits = "12".repeat(200_000);
        let text = format!("{digits}轮、{digits}");
        assert_eq!(scan_for("[12]{1,3}轮", &text), ["212轮"]);
        assert_eq!(scan_for("[12]+(?:轮|次)", &format!("{digits}、12轮{digits}")), ["12轮"]);
    }

    #[test]
    fn a_slip_points_into_the_pattern_as_written() {
        let macros = BTreeMap::from([("num".to_owned(), "[0-9]+".to_owned())]);
        let slip = Pattern::read("{{num}}(轮", &macros, Role::Search).unwrap_err();
        assert_eq!(slip.at, Span::new(7, 8));
        let slip = Pattern::read("甲{{nmu}}", &macros, Role::Search).unwrap_err();
        assert_eq!(slip.at, Span::new(3, 10));
    }
}
