//! `requires`: where one thing stands, another must stand in the same stretch of the draft.
//!
//! With `same` the two must agree in the named groups, numbers by their value: 三 is 3. Each thing
//! that lacks its partner is reported once in a stretch. Silent where the first thing is not there.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::extent::{extents, within};
use super::{Context, Dropped, Finding, Kind, Related, needle, silence};
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::{Match, PatternId};
use crate::text::{Confidence, Node, Place, Text, numeral};

/// The parameters: if, then, and the groups in which they agree.
#[derive(Debug)]
pub struct Requires {
    first: PatternId,
    then: PatternId,
    same: Vec<String>,
    names: Vec<String>,
}

/// The text of the first thing.
const MATCH: &str = "match";
/// The text of a second thing that does not agree.
const OTHER: &str = "other";

impl Kind for Requires {
    const NAME: &'static str = "requires";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let first = fields.require("if", reader).and_then(|it| needle::read(it, reader));
        let then = fields.require("then", reader).and_then(|it| needle::read(it, reader));
        let same = fields.take("same");
        reader.finish(fields);
        let (first, then) = (first?, then?);
        let groups = |id: PatternId, reader: &Reader| {
            reader.patterns.get(id.0).map(|it| it.groups()).unwrap_or_default()
        };
        let names = groups(first, reader);
        if let Some(node) = same {
            for (key, groups) in [("if", names.clone()), ("then", groups(then, reader))] {
                known(node, key, &groups, reader);
            }
        }
        let same = same.map(|it| reader.strings(it)).unwrap_or_default();
        Some(Self { first, then, same, names })
    }

    fn captures(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).chain([MATCH, OTHER]).collect()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        let firsts = needle::matches(context.scan, self.first, source);
        if firsts.is_empty() {
            return;
        }
        let thens = needle::matches(context.scan, self.then, source);
        for extent in extents(context) {
            let there = within(&thens, extent.span, |it| it.span);
            let mut known: HashSet<Vec<String>> =
                there.iter().map(|it| self.key(it, &source.text)).collect();
            for hit in within(&firsts, extent.span, |it| it.span) {
                if known.insert(self.key(hit, &source.text)) {
                    found.push(self.finding(context, hit, there.first()));
                }
            }
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let source = &context.document.source;
        let firsts = needle::matches(context.scan, self.first, source);
        let thens = needle::matches(context.scan, self.then, source);
        let mut dropped = Vec::new();
        for extent in extents(context) {
            let mut known: HashMap<Vec<String>, Option<&Match>> = HashMap::new();
            for there in within(&thens, extent.span, |it| it.span) {
                known.entry(self.key(there, &source.text)).or_insert(Some(there));
            }
            for hit in within(&firsts, extent.span, |it| it.span) {
                let why = match known.entry(self.key(hit, &source.text)) {
                    Entry::Vacant(free) => {
                        free.insert(None);
                        continue;
                    }
                    Entry::Occupied(partner) => partner.get().map_or_else(
                        || Text::new("和报过的一处相同", "the same as one that is reported"),
                        |it| has_partner(context, it),
                    ),
                };
                let captures = self.finding(context, hit, None).captures;
                dropped.push(Dropped { at: hit.span, captures, why });
            }
        }
        dropped
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        silence::lacking(context, self.first, "if").into_iter().collect()
    }
}

impl Requires {
    /// What the two must agree in.
    fn key(&self, hit: &Match, text: &str) -> Vec<String> {
        let group = |name: &String| hit.group(name).map_or("", |it| it.of(text));
        self.same.iter().map(|name| plain(group(name))).collect()
    }

    fn finding(&self, context: &Context<'_>, hit: &Match, other: Option<&Match>) -> Finding {
        let source = &context.document.source;
        let groups = hit.groups.iter();
        let mut captures: Vec<_> = groups
            .map(|(name, span)| (name.clone().into(), span.of(&source.text).to_owned()))
            .collect();
        captures.push((MATCH.into(), hit.span.of(&source.text).to_owned()));
        let words = other.map(|it| it.span.of(&source.text).to_owned());
        captures.extend(words.map(|it| (OTHER.into(), it)));
        let related = other.map(|it| Related {
            place: Place { source: source.id, span: it.span },
            captures: Vec::new(),
        });
        Finding {
            related: related.into_iter().collect(),
            captures,
            ..Finding::at(context.document, hit.span, Confidence::Certain)
        }
    }
}

fn has_partner(context: &Context<'_>, partner: &Match) -> Text {
    let (line, _) = context.document.position(partner.span);
    let words = partner.span.of(&context.document.source.text);
    Text::new(
        format!("第{line}行有对应的“{words}”"),
        format!("its partner `{words}` stands in line {line}"),
    )
}

/// A text as it is compared: a number by its value, else without blanks.
fn plain(written: &str) -> String {
    let digits: Option<Vec<u32>> = written.chars().map(numeral::digit).collect();
    if let Some(digits) = digits {
        let digits: String = digits.iter().map(u32::to_string).collect();
        return digits.trim_start_matches('0').to_owned();
    }
    match numeral::cardinal_or_digits(written) {
        Some(number) => number.to_string(),
        None => written.split_whitespace().collect(),
    }
}

/// Notes the names of `same` that are no groups of the expression `key`.
fn known(node: &Node, key: &str, groups: &[String], reader: &mut Reader) {
    let names: Vec<&str> = groups.iter().map(String::as_str).collect();
    let members = node.list().unwrap_or(std::slice::from_ref(node));
    for member in members {
        let name = member.scalar().unwrap_or("");
        if !names.contains(&name) {
            let slip = Slip::new(
                member.span,
                format!("{key} 的正则里没有名为“{name}”的分组"),
                format!("the expression of `{key}` has no group `{name}`"),
            );
            reader.slip(slip.help(
                format!("在 {key} 里写 (?<{name}>…)"),
                format!("write (?<{name}>…) in `{key}`"),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        for (one, other) in [("三", "3"), ("１２", "十二"), ("甲 乙", "甲乙")] {
            assert_eq!(plain(one), plain(other));
        }
        assert_ne!(plain("三"), plain("4"));
    }
}
