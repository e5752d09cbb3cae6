//! `pattern`: a regular expression or a literal stands in the draft.
//!
//! What must or must not stand around a match is said by contexts instead of look-around. Silent
//! across block borders and in code and front matter.

mod candidate;
mod instead;
mod proof;
mod trace;

use std::borrow::Cow;
use std::cmp::Reverse;

use super::needle::in_one_block;
use super::{Context, Dropped, Finding, Kind, Related, silence};
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::pattern::{Match, PatternId, Role, Scan};
use crate::text::source::Source;
use crate::text::{Confidence, Edit, Node, Place, Span, Text, parallel};
use candidate::Candidate;
use instead::Instead;
use proof::Proof;

/// The parameters: one or more patterns, each with its contexts.
#[derive(Debug)]
pub struct Pattern {
    branches: Vec<Branch>,
    names: Vec<String>,
    house_style: Vec<(String, String)>,
    around: usize,
    /// What the draft must have beside the match.
    elsewhere: Option<PatternId>,
    /// Whether a match is a hole that a figure of the draft may fill.
    candidate: bool,
}

#[derive(Debug)]
struct Branch {
    search: PatternId,
    conditions: Vec<Condition>,
    confidence: Confidence,
    /// What must stand before and then belongs to the match.
    lead: Option<PatternId>,
    /// What must follow and then belongs to the match.
    tail: Option<PatternId>,
    /// How many characters a match may have.
    longest: Option<usize>,
    /// What to write in its place.
    instead: Option<Instead>,
    /// What the match must prove to be.
    proof: Option<Proof>,
}

#[derive(Clone, Copy, Debug)]
struct Condition {
    side: Side,
    wanted: bool,
    pattern: PatternId,
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Before,
    After,
    Inside,
}

/// A context's key, where it looks, and whether it must be there.
const CONTEXTS: [(&str, Side, bool); 5] = [
    ("before", Side::Before, true),
    ("after", Side::After, true),
    ("unless-before", Side::Before, false),
    ("unless-after", Side::After, false),
    ("unless", Side::Inside, false),
];

/// The group whose span is the finding's.
const AT: &str = "at";
/// The capture that holds the text of that span.
const MATCH: &str = "match";
/// The capture that holds what to write at that span.
const INSTEAD: &str = "instead";

impl Kind for Pattern {
    const NAME: &'static str = "pattern";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let shared = conditions(&mut fields, reader);
        let house_style = house_style(&mut fields, reader);
        let around = around(&mut fields, reader);
        let elsewhere = fields.take("elsewhere");
        let elsewhere = elsewhere.and_then(|node| reader.pattern(node, Role::Search));
        let candidate = fields.take("candidate").and_then(|node| reader.flag(node));
        let mut branches = Vec::new();
        if let Some(list) = fields.take("patterns") {
            for member in reader.members(list) {
                if let Some(mut fields) = reader.fields(member) {
                    branches.extend(branch(&mut fields, &shared, reader));
                    reader.finish(fields);
                }
            }
            if let Some(key) = fields.key("regex").or(fields.key("any")) {
                reader.slip(
                    Slip::new(
                        key,
                        "regex、any 不能与 patterns 并列",
                        "`regex` and `any` cannot stand beside `patterns`",
                    )
                    .help("移入 patterns 的一项", "move it into a member of `patterns`"),
                );
            }
            let own =
                ["regex", "any", "confidence", "lead", "tail", "longest", "instead", "verify"];
            for name in own {
                fields.take(name);
            }
        } else {
            branches.extend(branch(&mut fields, &shared, reader));
        }
        reader.finish(fields);
        let candidate = candidate.unwrap_or(false);
        let names = names(&branches, candidate, reader);
        let found = !branches.is_empty();
        found.then_some(Self { branches, names, house_style, around, elsewhere, candidate })
    }

    fn captures(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).chain([MATCH]).collect()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        let hits = parallel::map(&self.branches, |branch| branch.hits(context.scan, source));
        let mut hits: Vec<Hit> = hits.into_iter().flatten().collect();
        hits.sort_by_key(|hit| (hit.at.start, Reverse((hit.at.end, hit.confidence))));
        let mut free = 0;
        hits.retain(|hit| {
            let first = free <= hit.at.start;
            free = if first { hit.at.end } else { free };
            first
        });
        self.keep_with_counterpart(context.scan, &mut hits);
        self.note_house_style(&source.text, &mut hits);
        let holes: Vec<Span> = hits.iter().map(|hit| hit.core).collect();
        let mut candidates =
            if self.candidate { candidate::of(context.document, &holes) } else { Vec::new() };
        candidates.resize_with(hits.len(), || None);
        let both = hits.into_iter().zip(candidates);
        found.extend(both.map(|(hit, candidate)| self.finding(context, hit, candidate)));
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        trace::dropped(self, context)
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        let lacking = |it: &Branch| silence::lacking(context, it.search, "pattern");
        let remarks: Option<Vec<Text>> = self.branches.iter().map(lacking).collect();
        remarks.unwrap_or_default()
    }
}

/// From this many hits of one text on, where they outnumber its counterpart, it is a house style.
const HOUSE: usize = 3;

/// A match that stands.
struct Hit {
    /// The finding's place.
    at: Span,
    confidence: Confidence,
    found: Match,
    /// The match without its lead and tail.
    core: Span,
    /// What to write at the place.
    instead: Option<String>,
}

impl Pattern {
    fn finding(&self, context: &Context<'_>, hit: Hit, candidate: Option<Candidate>) -> Finding {
        let source = &context.document.source;
        let Hit { at, confidence, found, instead, .. } = hit;
        let mut captures = captures(at, found, &source.text);
        let certain = confidence == Confidence::Certain;
        let edit = instead.clone().filter(|_| certain).map(|text| Edit { span: at, text });
        captures.extend(instead.map(|text| (INSTEAD.into(), text)));
        let mut finding = Finding {
            target: Some(at),
            edit,
            ..Finding::at(context.document, widened(source, at, self.around), confidence)
        };
        if let Some(candidate) = candidate {
            let place = Place { source: source.id, span: candidate.span };
            captures.extend(candidate.captures.clone());
            finding.related.push(Related { place, captures: candidate.captures });
        }
        Finding { captures, ..finding }
    }

    /// Drops the hits of a draft that has nothing else of what must stand elsewhere.
    fn keep_with_counterpart(&self, scan: &Scan<'_>, hits: &mut Vec<Hit>) {
        let Some(elsewhere) = self.elsewhere.filter(|_| !hits.is_empty()) else { return };
        let others = scan.find(elsewhere);
        hits.retain(|hit| others.iter().any(|other| !other.span.meets(hit.at)));
    }

    /// Leaves one possible hit of a text that the draft writes more often than its counterpart.
    fn note_house_style(&self, text: &str, hits: &mut Vec<Hit>) {
        for (written, usual) in &self.house_style {
            let mine = |hit: &Hit| hit.at.of(text) == written;
            let count = hits.iter().filter(|hit| mine(hit)).count();
            if count < HOUSE || count <= text.matches(usual.as_str()).count() {
                continue;
            }
            let mut first = true;
            hits.retain_mut(|hit| {
                let keep = !mine(hit) || std::mem::take(&mut first);
                hit.confidence = if mine(hit) { Confidence::Possible } else { hit.confidence };
                keep
            });
        }
    }
}

/// Reads how many characters on either side belong to the place.
fn around(fields: &mut Fields<'_>, reader: &mut Reader) -> usize {
    let node = fields.take("around");
    node.and_then(|node| count(node, "around", reader)).unwrap_or(0).min(20)
}

fn count(node: &Node, key: &str, reader: &mut Reader) -> Option<usize> {
    let number = reader.string(node).and_then(|written| written.parse().ok());
    if number.is_none() {
        reader.slip(
            Slip::new(
                node.span,
                format!("{key} 应是一个不大的整数"),
                format!("`{key}` takes a small number"),
            )
            .help(format!("例如 {key}: 1"), format!("for example `{key}: 1`")),
        );
    }
    number
}

/// Reads the map from a text to its counterpart.
fn house_style(fields: &mut Fields<'_>, reader: &mut Reader) -> Vec<(String, String)> {
    let Some(node) = fields.take("house-style") else { return Vec::new() };
    let pairs = reader.fields(node).and(node.map()).unwrap_or(&[]);
    pairs
        .iter()
        .filter_map(|(key, usual)| Some((key.name.clone(), reader.string(usual)?.to_owned())))
        .collect()
}

/// Reads one pattern with its own contexts and those of all.
fn branch(fields: &mut Fields<'_>, shared: &[Condition], reader: &mut Reader) -> Option<Branch> {
    let mut own = conditions(fields, reader);
    own.extend_from_slice(shared);
    let confidence = fields.take("confidence").and_then(|node| {
        let all = [Confidence::Certain, Confidence::Likely, Confidence::Possible];
        reader.choice(node, &all.map(|it| (it.name(), it)))
    });
    let lead = fields.take("lead").and_then(|node| reader.pattern(node, Role::Before));
    let tail = fields.take("tail").and_then(|node| reader.pattern(node, Role::After));
    let longest = fields.take("longest").and_then(|node| count(node, "longest", reader));
    let (regex, any) = (fields.take("regex"), fields.take("any"));
    let search = match (regex, any) {
        (Some(regex), None) => reader.pattern(regex, Role::Search)?,
        (None, Some(any)) => literals(any, reader)?,
        (None, None) | (Some(_), Some(_)) => {
            reader.slip(
                Slip::new(
                    fields.span,
                    "regex、any 要写且只写一个",
                    "write exactly one of `regex` and `any`",
                )
                .help(
                    "regex 是正则表达式，any 是照字面查找的词的列表",
                    "`regex` is a regular expression, `any` a list of literal words",
                ),
            );
            return None;
        }
    };
    let instead = fields.take("instead").and_then(|node| {
        let names = reader.patterns.get(search.0).map(|it| it.groups()).unwrap_or_default();
        Instead::read(node, &names, reader)
    });
    let proof = fields.take("verify").and_then(|node| reader.choice(node, &Proof::NAMES));
    let confidence = confidence.unwrap_or(Confidence::Certain);
    Some(Branch { search, conditions: own, confidence, lead, tail, longest, instead, proof })
}

fn literals(node: &Node, reader: &mut Reader) -> Option<PatternId> {
    let words = reader.strings(node);
    if words.is_empty() || words.iter().any(String::is_empty) {
        reader.slip(
            Slip::new(node.head(), "any 里有空词或没有词", "`any` is empty or has an empty word")
                .help(
                    "写要找的词，如 any: [待补充, 待核实]",
                    "write words, such as any: [待补充, 待核实]",
                ),
        );
        return None;
    }
    Some(reader.literals(&words))
}

fn conditions(fields: &mut Fields<'_>, reader: &mut Reader) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (key, side, wanted) in CONTEXTS {
        let role = match side {
            Side::Before => Role::Before,
            Side::After | Side::Inside => Role::After,
        };
        let pattern = fields.take(key).and_then(|node| reader.pattern(node, role));
        conditions.extend(pattern.map(|pattern| Condition { side, wanted, pattern }));
    }
    conditions
}

fn names(branches: &[Branch], candidate: bool, reader: &Reader) -> Vec<String> {
    let mut names: Vec<_> = branches
        .iter()
        .filter_map(|branch| reader.patterns.get(branch.search.0))
        .flat_map(|pattern| pattern.groups())
        .collect();
    if branches.iter().any(|branch| branch.instead.is_some()) {
        names.push(INSTEAD.to_owned());
    }
    if candidate {
        names.extend(candidate::NAMES.map(str::to_owned));
    }
    names.sort();
    names.dedup();
    names
}

impl Branch {
    fn hits(&self, scan: &Scan<'_>, source: &Source) -> Vec<Hit> {
        let found = scan.find(self.search).into_iter();
        let whole = found.filter_map(|hit| {
            let core = hit.span;
            self.whole(scan, hit, &source.text).map(|hit| (core, hit))
        });
        whole
            .filter(|(_, hit)| in_one_block(source, hit.span) && self.stands(scan, hit.span))
            .filter(|(_, hit)| self.proof.is_none_or(|it| it.holds(hit.span.of(&source.text))))
            .map(|(core, found)| Hit {
                at: found.group(AT).unwrap_or(found.span),
                confidence: self.confidence,
                core,
                instead: self.instead.as_ref().map(|it| it.fill(&found, &source.text)),
                found,
            })
            .collect()
    }

    /// The match with its lead and tail; nothing where one is missing or the match too long.
    fn whole(&self, scan: &Scan<'_>, mut hit: Match, text: &str) -> Option<Match> {
        if let Some(lead) = self.lead {
            hit.span.start = scan.begins(lead, hit.span.start)?;
        }
        if let Some(tail) = self.tail {
            hit.span.end = scan.reaches(tail, hit.span.end)?;
        }
        let fits = |longest| hit.span.of(text).chars().nth(longest).is_none();
        self.longest.is_none_or(fits).then_some(hit)
    }

    fn stands(&self, scan: &Scan<'_>, hit: Span) -> bool {
        self.conditions.iter().all(|condition| {
            let there = match condition.side {
                Side::Before => scan.stands_before(condition.pattern, hit.start),
                Side::After => scan.stands_after(condition.pattern, hit.end),
                Side::Inside => scan.inside(condition.pattern, hit),
            };
            there == condition.wanted
        })
    }
}

/// The named groups, and the place itself under the name `match`.
fn captures(at: Span, hit: Match, text: &str) -> Vec<(Cow<'static, str>, String)> {
    let whole = (Cow::Borrowed(MATCH), at.of(text).to_owned());
    let group = |(name, span): (String, Span)| (Cow::Owned(name), span.of(text).to_owned());
    hit.groups.into_iter().map(group).chain([whole]).collect()
}

/// The span with `around` characters of its block on either side.
fn widened(source: &Source, at: Span, around: usize) -> Span {
    let block = source.block_at(at.start).and_then(|index| source.blocks.get(index));
    let block = block.map_or(at, |block| block.span);
    let left = Span { start: block.start, end: at.start }.of(&source.text);
    let right = Span { start: at.end, end: block.end }.of(&source.text);
    let before: usize = left.chars().rev().take(around).map(char::len_utf8).sum();
    let after: usize = right.chars().take(around).map(char::len_utf8).sum();
    Span::new(at.range().start.saturating_sub(before), at.range().end + after)
}
