//! `variants`: one thing is written in more than one way.
//!
//! All spellings are found in the shared scan, the longest that fits first. One finding a group, at
//! the first spelling that is not the preferred one, with the first of each other spelling beside
//! it. Silent where a draft keeps to one spelling, whichever it is, and in code and front matter.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Capture, Context, Dropped, Finding, Kind, Related, needle, silence};
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Node, Place, Span, Text};

/// The parameters: the spellings of each thing, and which is preferred.
#[derive(Debug)]
pub struct Variants {
    groups: Vec<Group>,
    prefer: Prefer,
}

#[derive(Debug)]
struct Group {
    search: PatternId,
    words: Vec<String>,
}

#[derive(Debug)]
enum Prefer {
    /// What the draft writes first.
    First,
    /// What the draft writes most often.
    Majority,
    /// This spelling; in other groups what is most often.
    Word(String),
}

/// One spelling in the draft.
struct Use {
    first: Span,
    count: usize,
}

impl Kind for Variants {
    const NAME: &'static str = "variants";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let groups = fields.require("groups", reader);
        let prefer = fields.take("prefer");
        reader.finish(fields);
        let members = groups.map(|it| reader.members(it)).unwrap_or_default();
        // One group without its brackets: one mistake, told once.
        let flat = 1 < members.len() && members.iter().all(|it| it.scalar().is_some());
        let members = members.iter().take(if flat { 1 } else { usize::MAX });
        let groups: Vec<Group> = members.filter_map(|it| group(it, reader)).collect();
        let word = prefer.and_then(|it| reader.string(it));
        let prefer = match word {
            Some("first") => Prefer::First,
            None | Some("majority") => Prefer::Majority,
            Some(word) => {
                if !groups.iter().any(|it| it.words.iter().any(|it| it == word)) {
                    let at = prefer.map_or(node.head(), |it| it.span);
                    reader.slip(unknown(at, word));
                }
                Prefer::Word(word.to_owned())
            }
        };
        (!groups.is_empty()).then_some(Self { groups, prefer })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["found", "other", "count", "other-count", "counts", "counts-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        found.extend(self.groups.iter().filter_map(|it| self.finding(context, it)));
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        for group in &self.groups {
            let uses = uses(context, group);
            if let (1, Some((word, only))) = (uses.len(), uses.iter().next()) {
                let count = only.count;
                let why = Text::new(
                    format!("全文{count}处都写“{word}”"),
                    format!("the draft writes `{word}` all {count} times"),
                );
                dropped.push(Dropped { at: only.first, captures: Vec::new(), why });
            }
        }
        dropped
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        self.groups.iter().filter_map(|it| silence::lacking(context, it.search, "groups")).collect()
    }
}

impl Variants {
    fn finding(&self, context: &Context<'_>, group: &Group) -> Option<Finding> {
        let source = &context.document.source;
        let uses = uses(context, group);
        if uses.len() < 2 {
            return None;
        }
        let (preferred, _) = uses.iter().min_by_key(|(word, it)| self.rank(group, word, it))?;
        let mut others: Vec<(&str, &Use)> = uses
            .iter()
            .map(|(word, it)| (*word, it))
            .filter(|(word, _)| word != preferred)
            .collect();
        others.sort_by_key(|(_, it)| it.first);
        let (word, odd) = *others.first()?;
        let good = uses.get(preferred)?;
        let beside = |word: &str, it: &Use| Related {
            place: Place { source: source.id, span: it.first },
            captures: vec![
                ("found".into(), word.to_owned()),
                ("count".into(), it.count.to_string()),
            ],
        };
        let rest = others.iter().skip(1).map(|(word, it)| beside(word, it));
        Some(Finding {
            related: [beside(preferred, good)].into_iter().chain(rest).collect(),
            captures: [
                vec![
                    ("found".into(), word.to_owned()),
                    ("other".into(), (*preferred).to_owned()),
                    ("count".into(), odd.count.to_string()),
                    ("other-count".into(), good.count.to_string()),
                ],
                counts(&uses),
            ]
            .concat(),
            ..Finding::at(context.document, odd.first, Confidence::Certain)
        })
    }

    /// The preferred spelling has the lowest rank.
    fn rank(&self, group: &Group, word: &str, it: &Use) -> (bool, Reverse<usize>, Span) {
        let named = |wanted: &String| group.words.contains(wanted) && word != wanted.as_str();
        match &self.prefer {
            Prefer::First => (false, Reverse(0), it.first),
            Prefer::Majority => (false, Reverse(it.count), it.first),
            Prefer::Word(wanted) => (named(wanted), Reverse(it.count), it.first),
        }
    }
}

/// The spellings of a group that stand in the draft.
fn uses<'a>(context: &Context<'a>, group: &Group) -> BTreeMap<&'a str, Use> {
    let source = &context.document.source;
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    for hit in needle::matches(context.scan, group.search, source) {
        let word = hit.span.of(&source.text);
        uses.entry(word).or_insert(Use { first: hit.span, count: 0 }).count += 1;
    }
    uses
}

/// How often each spelling stands in the draft, the most frequent first.
fn counts(uses: &BTreeMap<&str, Use>) -> Vec<Capture> {
    let mut uses: Vec<_> = uses.iter().collect();
    uses.sort_by_key(|(_, it)| (Reverse(it.count), it.first));
    let chinese: Vec<_> = uses.iter().map(|(word, it)| format!("“{word}”{}处", it.count)).collect();
    let times =
        |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let english: Vec<_> =
        uses.iter().map(|(word, it)| format!("`{word}` {}", times(it.count))).collect();
    vec![("counts".into(), chinese.join("、")), ("counts-en".into(), english.join(", "))]
}

fn group(node: &Node, reader: &mut Reader) -> Option<Group> {
    let members = node.list().unwrap_or(&[]);
    let words: Vec<String> =
        members.iter().filter_map(|it| reader.string(it)).map(str::to_owned).collect();
    if words.len() < 2 || words.iter().any(String::is_empty) {
        reader.slip(
            Slip::new(node.head(), "每组至少要有两种写法", "a group has at least two spellings")
                .help(
                    "写成 groups: [[其他, 其它]]，一组一个括号",
                    "write groups: [[one, other]], brackets around each group",
                ),
        );
        return None;
    }
    Some(Group { search: reader.literals(&words), words })
}

fn unknown(at: Span, word: &str) -> Slip {
    Slip::new(at, format!("各组里都没有“{word}”"), format!("no group has `{word}`")).help(
        "可用：first（先写的）、majority（写得多的），或者组里的一种写法",
        "one of: first, majority, or a spelling of a group",
    )
}
