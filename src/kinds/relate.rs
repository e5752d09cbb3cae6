//! `relate`: places of one kind against places of another, in one draft or in two documents.
//!
//! Places are joined by the text of named groups. Silent where the other document was not given,
//! where a group is missing or no number, and where one of several partners fits. With a scope,
//! partners within the draft stand in one stretch of it.

mod side;
mod trace;

use std::borrow::Cow;
use std::collections::HashMap;

use super::extent::within;
use super::named::equation;
use super::{Context, Dropped, Finding, Kind, Related};
use crate::syntax::expression::{Expression, Interval, Meaning, Names, Tolerance, Value};
use crate::text::decode::{Reader, Slip};
use crate::text::{Confidence, Node, Place, Span, Text};
use side::{Found, Side};

/// Parameters: the two sides, how they are joined, and what must hold.
#[derive(Debug)]
pub struct Relate {
    left: Box<Side>,
    right: Box<Side>,
    join: Vec<String>,
    expect: Expect,
    names: Vec<String>,
}

/// What must hold of a place and its partners.
#[derive(Debug)]
enum Expect {
    /// There is a partner.
    Some,
    /// There is none.
    None,
    /// These groups have equal texts.
    Same(Vec<String>),
    /// An expression over the numbers of both.
    Holds(Expression),
}

impl Kind for Relate {
    const NAME: &'static str = "relate";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let side =
            |it: Option<&Node>, reader: &mut Reader| it.and_then(|it| Side::read(it, reader));
        let left = side(fields.require("left", reader), reader);
        let right = side(fields.require("right", reader), reader);
        let (join, expect) = (fields.take("join"), fields.take("expect"));
        reader.finish(fields);
        let (left, right) = (left?, right?);
        let join = join.map_or_else(Vec::new, |it| joined(it, [&left, &right], reader));
        let names: Vec<String> = [("left", &left), ("right", &right)]
            .iter()
            .flat_map(|(word, side)| side.groups.iter().map(move |it| format!("{word}.{it}")))
            .collect();
        let expect = match expect {
            None => Expect::Some,
            Some(node) => expected(node, [&left, &right], &join, &names, reader)?,
        };
        Some(Self { left: Box::new(left), right: Box::new(right), join, expect, names })
    }

    fn captures(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).chain(["key", "computation"]).collect()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let Some(lefts) = self.left.places(context) else { return };
        let Some(rights) = self.right.places(context).filter(|_| !lefts.is_empty()) else { return };
        let partners = self.partners(&rights);
        let stretches = context.stretches();
        for left in &lefts {
            let Some(key) = left.key(&self.join) else { continue };
            let known = partners.get(&key).map_or(&[][..], Vec::as_slice);
            let Some(others) = self.eligible(left, known, &stretches) else { continue };
            if self.breaks(left, others) {
                found.extend(self.finding(left, others, &key, context));
            }
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        trace::dropped(self, context)
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        trace::remarks(self, context)
    }
}

/// So many partners of one place are looked at.
const MOST: usize = 50;
/// So many are shown.
const SHOWN: usize = 3;

impl Relate {
    /// The places of the right side by what joins them.
    fn partners<'a>(&self, rights: &'a [Found]) -> HashMap<String, Vec<&'a Found>> {
        let mut partners: HashMap<String, Vec<&Found>> = HashMap::new();
        for right in rights {
            if let Some(key) = right.key(&self.join) {
                partners.entry(key).or_default().push(right);
            }
        }
        partners
    }

    /// Those of `known` that a place may be joined with: within the draft, what stands in the
    /// smallest stretch of the rule around it. Nothing where the place itself does not count.
    fn eligible<'a, 'b>(
        &self,
        left: &Found,
        known: &'a [&'b Found],
        stretches: &[Span],
    ) -> Option<&'a [&'b Found]> {
        let mut known = known;
        if self.left.is_draft() && self.right.is_draft() {
            let at = left.place.span;
            let before = stretches.partition_point(|it| it.start <= at.start);
            let mut around = stretches.get(..before).unwrap_or(&[]).iter().rev();
            let stretch = around.find(|it| it.covers(at))?;
            known = within(known, *stretch, |it| it.place.span);
        }
        Some(known.get(..MOST).unwrap_or(known))
    }

    /// Whether what is expected fails, with every partner.
    fn breaks(&self, left: &Found, others: &[&Found]) -> bool {
        let mut others = others.iter().filter(|it| it.place != left.place).peekable();
        match &self.expect {
            Expect::Some => others.peek().is_none(),
            Expect::None => others.peek().is_some(),
            Expect::Same(groups) => {
                others.peek().is_some()
                    && others.all(|right| groups.iter().any(|it| left.group(it) != right.group(it)))
            }
            Expect::Holds(expression) => {
                others.peek().is_some()
                    && others.all(|right| {
                        let value = with_names(left, right, |names| expression.value(names));
                        value == Some(Value::Truth(Some(false)))
                    })
            }
        }
    }

    fn finding(
        &self,
        left: &Found,
        others: &[&Found],
        key: &str,
        context: &Context<'_>,
    ) -> Option<Finding> {
        let others: Vec<&&Found> = others.iter().filter(|it| it.place != left.place).collect();
        let mut places: Vec<(Place, Vec<super::Capture>)> = vec![(left.place, left.named("left"))];
        places.extend(others.iter().take(SHOWN).map(|it| (it.place, it.named("right"))));
        // A diagnostic belongs to the draft: where the left side stands elsewhere, the right leads,
        // or the head of the draft where something is missing in it.
        let own = places.iter().position(|it| it.0.source == context.document.source.id);
        let at = match own {
            Some(own) => places.remove(own).0.span,
            None => context.document.sentences.first()?.span,
        };
        let mut captures = left.named("left");
        captures.extend(others.first().map(|it| it.named("right")).unwrap_or_default());
        captures.push(("key".into(), key.replace(SEPARATOR, "、")));
        if let (Expect::Holds(expression), Some(right)) = (&self.expect, others.first()) {
            let number = |name: &str| value(left, right, name).map(Interval::shown);
            let filled = expression.filled(|used| number(&used.name).unwrap_or_default());
            captures.push(("computation".into(), filled));
        }
        let related = places.into_iter().map(|(place, captures)| Related { place, captures });
        Some(Finding {
            related: related.collect(),
            captures,
            ..Finding::at(context.document, at, Confidence::Certain)
        })
    }
}

/// Between the parts of a key.
const SEPARATOR: char = '\u{1f}';

/// The number that `left.v` or `right.v` stands for.
fn value(left: &Found, right: &Found, name: &str) -> Option<Interval> {
    let (word, group) = name.split_once('.')?;
    if word == "left" { left.number(group) } else { right.number(group) }
}

fn with_names<T>(left: &Found, right: &Found, run: impl FnOnce(&Names<'_>) -> T) -> T {
    run(&Names {
        value: &|name| value(left, right, name),
        all: &|_| Vec::new(),
        year: &|_| None,
        tolerance: Tolerance::default(),
    })
}

/// Reads the groups by which places are joined; both sides must have them.
fn joined(node: &Node, sides: [&Side; 2], reader: &mut Reader) -> Vec<String> {
    let names = reader.strings(node);
    for name in &names {
        for (word, side) in ["left", "right"].iter().zip(sides) {
            if !side.groups.contains(name) {
                let known: Vec<&str> = side.groups.iter().map(String::as_str).collect();
                let slip = Slip::new(
                    node.head(),
                    format!("{word} 里没有名为“{name}”的组"),
                    format!("`{word}` has no group `{name}`"),
                );
                reader.slip(slip.suggest(name, &known));
            }
        }
    }
    names
}

fn expected(
    node: &Node,
    sides: [&Side; 2],
    join: &[String],
    names: &[String],
    reader: &mut Reader,
) -> Option<Expect> {
    match reader.string(node)? {
        "some" => return Some(Expect::Some),
        "none" => return Some(Expect::None),
        "same" => {
            let [left, right] = sides;
            let both = left.groups.iter().filter(|it| right.groups.contains(it));
            let groups: Vec<String> = both.filter(|it| !join.contains(it)).cloned().collect();
            if groups.is_empty() {
                reader.slip(
                    Slip::new(
                        node.span,
                        "两边没有可以比较的同名的组",
                        "the two sides have no group of one name to compare",
                    )
                    .help(
                        "在两边的正则里用同一个名称标出要相同的文字",
                        "name what must be equal alike in both patterns",
                    ),
                );
            }
            return (!groups.is_empty()).then_some(Expect::Same(groups));
        }
        _ => {}
    }
    let expression = equation(node, names, reader)?;
    if let Some(used) = expression.uses().iter().find(|it| it.meaning != Meaning::Value) {
        reader.slip(
            Slip::new(
                node.within(used.span, &reader.yaml),
                "relate 里不能用 sum、count、year",
                "`sum`, `count` and `year` cannot stand in `relate`",
            )
            .help("这些用在 assert 里", "they belong into `assert`"),
        );
        return None;
    }
    Some(Expect::Holds(expression))
}

/// The groups of a place under the names of its side.
impl Found {
    fn named(&self, word: &str) -> Vec<super::Capture> {
        let named =
            |(name, text): &(String, String)| (Cow::Owned(format!("{word}.{name}")), text.clone());
        self.groups.iter().map(named).collect()
    }
}
