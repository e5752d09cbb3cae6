//! Regular expressions of rules: read at load, compiled when first needed, found by one shared scan.
//!
//! Every search pattern is asked for the literals it can begin with; one pass over a draft finds all
//! of them, and a pattern is tried only where one of its literals stands.

mod doubt;
mod expression;
mod known;
mod literals;
mod scan;
mod shape;
#[cfg(test)]
mod table;
mod walk;

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;

use super::Span;
use super::regex_words::RegexWords;
use expression::{Prefixes, back, expand, prefixes, too_heavy, with_carriage_returns};
use known::Known;
use shape::Shape;
use walk::TooLong;

pub use expression::{PatternSlip, macro_names};
pub use scan::{Lack, Match, Scan, Scanner};

/// What the patterns of the program begin with; written at build.
const KNOWN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prefixes.bin"));
/// How far before a match a `before` context is looked for, in bytes.
const BACKWARD: usize = 240;
/// Compiled size limit of one pattern, in bytes; long word lists get more, by their length.
const SIZE_LIMIT: usize = 1 << 20;
const SIZE_PER_BYTE: usize = 64;
/// After so many walks that were too long, a pattern is left to its machine.
const TIRED: u8 = 8;

/// What is said of a pattern over that limit.
const TOO_LARGE: [&str; 4] = [
    "这个正则太大，长的稿件里不会匹配",
    "this pattern is too large and matches nothing in long drafts",
    "减小花括号里的次数，或用 any 写词的列表",
    "make the counts in braces smaller, or list words under `any`",
];

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
    known: OnceLock<Option<Known>>,
    parsed: OnceLock<Option<Hir>>,
    prefixes: OnceLock<Option<Prefixes>>,
    shape: OnceLock<Option<Walked>>,
    /// How many walks were too long.
    tired: AtomicU8,
    machine: OnceLock<Option<Regex>>,
}

/// The expression for one of `words`, the longest that fits.
pub fn alternation(words: &[&str]) -> String {
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|it| std::cmp::Reverse(it.len()));
    sorted.dedup();
    sorted.iter().map(|it| regex_syntax::escape(it)).collect::<Vec<_>>().join("|")
}

/// The shape of a pattern and the names of its groups.
#[derive(Debug)]
struct Walked {
    shape: Shape,
    openings: Option<Vec<(char, char)>>,
    names: Vec<String>,
}

impl Walked {
    fn new(shape: Shape, names: Vec<String>) -> Self {
        let openings = shape.openings();
        Self { shape, openings, names }
    }

    fn first(&self, text: &str, start: usize) -> Result<Option<(usize, usize)>, TooLong> {
        walk::first(&self.shape, self.openings.as_deref(), text, start)
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
        let hir = checked(&expanded).map_err(|(at, words)| {
            if let Some((at, name)) = expression::single_brace(&expanded, at.start, macros) {
                return single_brace(
                    name,
                    Span::new(back(&pieces, at.start), back(&pieces, at.end)),
                );
            }
            Box::new(PatternSlip {
                at: Span::new(back(&pieces, at.start), back(&pieces, at.end)),
                zh: format!("正则表达式有误：{}", words.zh),
                en: format!("the regular expression does not compile: {}", words.en),
                help_zh: words.help_zh.to_owned(),
                help_en: words.help_en.to_owned(),
            })
        })?;
        match too_heavy(written, &hir) {
            Some(slip) => Err(slip),
            None => Ok(Self::of(expanded, role)),
        }
    }

    /// What is hardly meant in `written`, which reads well.
    pub fn doubts(
        written: &str,
        macros: &BTreeMap<String, String>,
        role: Role,
    ) -> Vec<PatternSlip> {
        let Ok((expanded, pieces)) = expand(written, macros) else { return Vec::new() };
        let Ok(hir) = checked(&expanded) else { return Vec::new() };
        let mut found = doubt::doubts(&expanded, &pieces, &hir, role);
        if !Self::of(expanded.clone(), role).compiles() {
            found.push((0..expanded.len(), TOO_LARGE.map(str::to_owned)));
        }
        let place = |at: std::ops::Range<usize>| match at == (0..expanded.len()) {
            true => Span::new(0, written.len()),
            false => Span::new(back(&pieces, at.start), back(&pieces, at.end)),
        };
        let slip = |(at, [zh, en, help_zh, help_en]): doubt::Doubt| PatternSlip {
            at: place(at),
            zh,
            en,
            help_zh,
            help_en,
        };
        found.into_iter().map(slip).collect()
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
            known: OnceLock::new(),
            parsed: OnceLock::new(),
            prefixes: OnceLock::new(),
            shape: OnceLock::new(),
            tired: AtomicU8::new(0),
            machine: OnceLock::new(),
        }
    }

    /// A search pattern for one of `literals`, the longest that fits.
    pub fn literals(literals: &[String]) -> Self {
        let mut sorted: Vec<_> = literals.iter().map(String::as_str).collect();
        sorted.sort_by_key(|it| std::cmp::Reverse(it.len()));
        let words = literals.iter().map(|it| it.clone().into_bytes().into()).collect();
        let prefixes = Prefixes { literals: words, second: false };
        Self {
            known: OnceLock::from(None),
            prefixes: OnceLock::from(Some(prefixes)),
            shape: OnceLock::from(Some(Walked::new(Shape::words(&sorted), Vec::new()))),
            ..Self::of(alternation(&sorted), Role::Search)
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
        self.machine().is_some()
    }

    /// The literals a match begins with; nothing where they are too many or none.
    fn prefixes(&self) -> Option<&Prefixes> {
        if !self.search {
            return None;
        }
        if let Some(known) = self.known() {
            return known.prefixes.as_ref();
        }
        self.prefixes.get_or_init(|| self.hir().and_then(prefixes)).as_ref()
    }

    fn known(&self) -> Option<&Known> {
        self.known.get_or_init(|| Known::look_up(KNOWN, &self.expanded)).as_ref()
    }

    fn hir(&self) -> Option<&Hir> {
        let parsed = self
            .parsed
            .get_or_init(|| expression::parse(&with_carriage_returns(&self.expanded)).ok());
        parsed.as_ref()
    }

    /// The longest text of two Han or more that every match holds.
    fn needed(&self) -> Option<&str> {
        if !self.search {
            return None;
        }
        let walked = self.walked()?;
        walked.shape.literals().filter(|it| 6 <= it.len()).max_by_key(|it| it.len())
    }

    /// The texts that every match holds, as far as its shape tells.
    fn holds(&self) -> Vec<&str> {
        self.walked().map(|it| it.shape.literals().collect()).unwrap_or_default()
    }

    /// How far before its end a match can begin, in bytes.
    fn longest(&self) -> usize {
        let longest = match self.known() {
            Some(known) => known.longest(),
            None => self.hir().and_then(|hir| hir.properties().maximum_len()),
        };
        longest.map_or(BACKWARD, |longest| longest.min(BACKWARD))
    }

    /// The machine that matches where a walk does not.
    fn machine(&self) -> Option<&Regex> {
        let compile = || {
            let limit = SIZE_LIMIT.max(SIZE_PER_BYTE * self.expanded.len());
            let config = Regex::config().nfa_size_limit(Some(limit)).onepass(false);
            let config = config.dfa(false).backtrack(false).auto_prefilter(false);
            Regex::builder().configure(config).build_from_hir(self.hir()?).ok()
        };
        self.machine.get_or_init(compile).as_ref()
    }

    fn walked(&self) -> Option<&Walked> {
        let of_hir = || {
            if let Some(known) = self.known() {
                return known.shape().map(|(shape, names)| Walked::new(shape, names));
            }
            let mut names = Vec::new();
            let shape = Shape::of(self.hir()?, &mut names)?;
            Some(Walked::new(shape, names))
        };
        self.shape.get_or_init(of_hir).as_ref()
    }

    /// What `walk` finds; nothing where the pattern has no shape or the walk is too long.
    fn walk<T>(&self, walk: impl Fn(&Walked) -> Result<T, TooLong>) -> Option<T> {
        let walked = self.walked()?;
        if TIRED <= self.tired.load(Ordering::Relaxed) {
            return None;
        }
        let found = walk(walked);
        if found.is_err() {
            self.tired.fetch_add(1, Ordering::Relaxed);
        }
        found.ok()
    }

    /// The match that begins at `start` and ends by `end`.
    fn match_at(&self, text: &str, (start, end): (usize, usize)) -> Option<Match> {
        let found = self.walk(|it| {
            let found = walk::from(&it.shape, it.names.len(), text, (start, end))?;
            Ok(found.map(|(end, groups)| Match {
                span: Span::new(start, end),
                groups: groups
                    .into_iter()
                    .zip(&it.names)
                    .filter_map(|(group, name)| Some((name.clone(), group?)))
                    .map(|(name, (start, end))| (name, Span::new(start, end)))
                    .collect(),
            }))
        });
        found.unwrap_or_else(|| {
            let input = Input::new(text).range(start..end).anchored(Anchored::Yes);
            captured(self.machine()?, input)
        })
    }

    /// Where the match that begins at `start` ends, by `end`.
    fn end_at(&self, text: &str, (start, end): (usize, usize)) -> Option<usize> {
        let found = self.walk(|it| {
            let found = walk::from(&it.shape, it.names.len(), text, (start, end))?;
            Ok(found.map(|(end, _)| end))
        });
        found.unwrap_or_else(|| {
            let input = Input::new(text).range(start..end).anchored(Anchored::Yes);
            self.machine()?.find(input).map(|it| it.end())
        })
    }

    /// Where the first match within `text` begins; `quick` where there is much to read.
    fn first_in(&self, text: &str, quick: bool) -> Option<usize> {
        let walk = |it: &Walked| Ok(it.first(text, 0)?.map(|(start, _)| start));
        let found = if quick { None } else { self.walk(walk) };
        found.unwrap_or_else(|| self.machine()?.find(text).map(|it| it.start()))
    }

    /// Every match in `text` that is not empty, without overlap; `quick` where there is much to read.
    fn all_in(&self, text: &str, quick: bool) -> Vec<Match> {
        let walk = |it: &Walked| {
            let mut spans = Vec::new();
            let mut from = 0;
            while let Some((start, end)) = it.first(text, from)? {
                if start < end {
                    spans.push((start, end));
                }
                let next = text.get(start..).and_then(|it| it.chars().next());
                let Some(next) = next else { break };
                from = end.max(start + next.len_utf8());
            }
            Ok(spans)
        };
        let possible = |it: &Walked| Ok(it.shape.literals().all(|it| text.contains(it)));
        if self.walk(possible) == Some(false) {
            return Vec::new();
        }
        let walked = if quick { None } else { self.walk(walk) };
        let spans = walked.unwrap_or_else(|| {
            let found = self.machine().into_iter().flat_map(|it| it.find_iter(text));
            found.map(|it| (it.start(), it.end())).filter(|(start, end)| start < end).collect()
        });
        spans.into_iter().filter_map(|span| self.match_at(text, span)).collect()
    }
}

fn single_brace(name: &str, at: Span) -> Box<PatternSlip> {
    Box::new(PatternSlip {
        at,
        zh: format!("宏“{name}”只有一层花括号"),
        en: format!("the macro `{name}` has single braces"),
        help_zh: format!("写成 {{{{{name}}}}}"),
        help_en: format!("write {{{{{name}}}}}"),
    })
}

fn captured(regex: &Regex, input: Input<'_>) -> Option<Match> {
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

fn checked(expanded: &str) -> Result<Hir, (std::ops::Range<usize>, RegexWords)> {
    expression::parse(expanded).map_err(|error| {
        let span = match &*error {
            regex_syntax::Error::Parse(it) => Some(*it.span()),
            regex_syntax::Error::Translate(it) => Some(*it.span()),
            _ => None,
        };
        let at = span.map_or(0..expanded.len(), |it| it.start.offset..it.end.offset);
        (at, RegexWords::of(&error))
    })
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
    fn many_patterns_find_what_few_find() {
        let written = |it: usize| match it % 2 {
            0 => format!("[0-9]+[个项]会议{it}次?(?<at>结束)"),
            _ => format!("[甲乙]{{2}}共建{it}完"),
        };
        let text = "3个会议4次结束，12项会议40结束。甲乙共建5完，乙甲共建55完，有空位。";
        let read = |it: usize| Pattern::read(&written(it), &BTreeMap::new(), Role::Search).unwrap();
        let many: Vec<Pattern> = (0..600).map(read).collect();
        let scanner = Scanner::default();
        let scan = scanner.scan(&many, text);
        let mut count = 0;
        for it in 0..60 {
            let one = [read(it)];
            let alone = Scanner::default().scan(&one, text).find(PatternId(0));
            count += alone.len();
            assert_eq!(scan.find(PatternId(it)), alone, "{}", written(it));
        }
        assert_eq!(count, 4);
    }

    #[test]
    fn a_slip_points_into_the_pattern_as_written() {
        let macros = BTreeMap::from([("num".to_owned(), "[0-9]+".to_owned())]);
        let slip = Pattern::read("{{num}}(轮", &macros, Role::Search).unwrap_err();
        assert_eq!(slip.at, Span::new(7, 8));
        let slip = Pattern::read("甲{{nmu}}", &macros, Role::Search).unwrap_err();
        assert_eq!(slip.at, Span::new(3, 10));
    }

    #[test]
    fn a_walk_finds_what_the_machine_finds() {
        let texts = [
            "共有甲乙**人、12.5万元；第3次。\r\n二是（甲）乙乙乙\r丙",
            "甲乙丙甲乙甲*×*12345678,901.5%\n\n甲",
            "",
        ];
        for written in [
            "甲乙?丙*",
            "(?:甲|甲乙|甲乙丙)(?P<rest>.*?)甲",
            "^[^\\n]+?(?<at>乙+)(?:丙|$)",
            "(?:[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\\.[0-9]+)?(?<unit>万元|%|人)?",
            "(?:乙|乙乙|(?<two>甲乙)){1,3}$",
            "(?:甲|乙|丙|丁|甲乙丙|甲乙)(?:丙甲|甲)",
            "(?:(?<a>甲)|(?<b>乙))+?丙",
            "\\A共|\\z|[^甲]{2,4}(?:甲|^丙)",
            "甲(?:乙|)(?:丙|){0,1}[*×]{0,2}",
        ] {
            let pattern = Pattern::read(written, &BTreeMap::new(), Role::Search).unwrap();
            assert!(pattern.walk(|_| Ok(())).is_some(), "{written} is walked");
            let machine = Pattern::read(written, &BTreeMap::new(), Role::Search).unwrap();
            machine.tired.store(TIRED, Ordering::Relaxed);
            for text in texts {
                let ends = text.char_indices().map(|it| it.0).chain([text.len()]);
                for (start, end) in ends.clone().flat_map(|it| ends.clone().map(move |to| (it, to)))
                {
                    if start <= end {
                        let range = (start, end);
                        let found = pattern.match_at(text, range);
                        assert_eq!(found, machine.match_at(text, range), "{written} {range:?}");
                        assert_eq!(pattern.end_at(text, range), machine.end_at(text, range));
                    }
                }
                assert_eq!(pattern.first_in(text, false), machine.first_in(text, true));
                assert_eq!(pattern.all_in(text, false), machine.all_in(text, true), "{written}");
            }
            assert_eq!(pattern.tired.load(Ordering::Relaxed), 0, "{written}");
        }
    }

    /// A random expression over a few characters.
    fn expression() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            Just("甲"),
            Just("乙"),
            Just("1"),
            Just("[甲乙]"),
            Just("[^1\\n]"),
            Just("^"),
            Just("$"),
            Just("甲乙"),
            Just("\\n"),
        ];
        leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
            let many = prop_oneof![
                Just("*"),
                Just("+"),
                Just("?"),
                Just("*?"),
                Just("+?"),
                Just("??"),
                Just("{1,3}"),
                Just("{2}"),
                Just("{0,2}?"),
            ];
            prop_oneof![
                proptest::collection::vec(inner.clone(), 1..4).prop_map(|it| it.concat()),
                proptest::collection::vec(inner.clone(), 2..4)
                    .prop_map(|it| format!("(?:{})", it.join("|"))),
                (inner, many).prop_map(|(it, many)| format!("(?:{it}){many}")),
            ]
        })
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            cases: 400, failure_persistence: None, ..Default::default()
        })]

        #[test]
        fn any_walk_finds_what_the_machine_finds(
            written in expression(),
            text in "[甲乙1\n]{0,14}",
        ) {
            let pattern = Pattern::read(&written, &BTreeMap::new(), Role::Search).unwrap();
            let machine = Pattern::read(&written, &BTreeMap::new(), Role::Search).unwrap();
            machine.tired.store(TIRED, Ordering::Relaxed);
            for start in text.char_indices().map(|it| it.0).chain([text.len()]) {
                let range = (start, text.len());
                proptest::prop_assert_eq!(
                    pattern.match_at(&text, range), machine.match_at(&text, range),
                    "{} at {} of {:?}", written, start, text
                );
            }
        }
    }
}
