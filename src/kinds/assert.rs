//! `assert`: an expression over named figures holds: `总数 == 城区 + 乡镇`.
//!
//! Silent where a figure is not found, is told with several values, or is so approximate that the
//! expression may hold.

mod trace;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::named::{
    Told, chosen, common, equation, expression, is_name, places, report_year, within,
};
use super::{Context, Dropped, Finding, Kind, Related};
use crate::syntax::expression::{Expression, Interval, Meaning, Names, Tolerance, Use, Value};
use crate::text::decode::{Reader, Slip};
use crate::text::named::NamedFigure;
use crate::text::{Confidence, Node, Place, Text};
use trace::Silence;

/// Parameters: what must hold, and when.
#[derive(Debug)]
pub struct Assert {
    /// The figures that the expressions use.
    figures: Vec<NamedFigure>,
    /// Names for intermediate results, each from figures and the names above it.
    lets: Vec<(String, Expression)>,
    that: Expression,
    when: Option<Expression>,
    tolerance: Tolerance,
    /// Whether a figure with several values is looked at too: whichever is right.
    several: bool,
}

impl Kind for Assert {
    const NAME: &'static str = "assert";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let mut known = chosen(fields.take("figures"), reader);
        let own: BTreeSet<String> = known.iter().map(|it| it.name.clone()).collect();
        known.extend(reader.figures.iter().filter(|it| !own.contains(&it.name)).cloned());
        let mut names: Vec<String> = known.iter().map(|it| it.name.clone()).collect();
        let mut lets = Vec::new();
        if let Some(node) = fields.take("let") {
            read_lets(node, &mut names, &mut lets, reader);
        }
        let that = fields.require("that", reader).and_then(|it| equation(it, &names, reader));
        let when = fields.take("when").map(|it| equation(it, &names, reader));
        let tolerance = fields.take("tolerance").and_then(|it| tolerance(it, reader));
        let several = fields.take("several");
        let several =
            several.and_then(|it| reader.choice(it, &[("skip", false), ("possible", true)]));
        let span = fields.key("that").unwrap_or(fields.span);
        reader.finish(fields);
        let mut assert = Self {
            figures: Vec::new(),
            lets,
            that: that?,
            when: match when {
                Some(when) => Some(when?),
                None => None,
            },
            tolerance: tolerance.unwrap_or_default(),
            several: several.unwrap_or(false),
        };
        let used = assert.used();
        known.retain(|it| used.contains(it.name.as_str()));
        let shown = assert.shown();
        if !known.iter().any(|it| shown.contains(it.name.as_str())) {
            reader.slip(
                Slip::new(span, "算式里没有用到数字", "the expression uses no figure").help(
                    "在 figures 里给数字起名，再在 that 里用",
                    "name figures under `figures` and use them in `that`",
                ),
            );
            return None;
        }
        assert.figures = known;
        Some(assert)
    }

    fn captures(&self) -> Vec<&str> {
        let figures = self.figures.iter().map(|it| it.name.as_str());
        let lets = self.lets.iter().map(|it| it.0.as_str());
        figures.chain(lets).chain(["computation", "left", "right", "name", "value"]).collect()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let all = self.places(context);
        if all.iter().all(|it| it.1.is_empty()) {
            return;
        }
        for stretch in context.stretches() {
            let told = all.iter().map(|(name, places)| (*name, within(places, stretch)));
            let Ok(reading) = self.reading(context, told.collect()) else { continue };
            if self.silence(&reading).is_none() {
                found.extend(self.finding(&reading));
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

/// What a draft says to the names of an assertion.
struct Reading<'a> {
    context: &'a Context<'a>,
    told: BTreeMap<&'a str, Vec<Told>>,
    values: BTreeMap<&'a str, Interval>,
    tolerance: Tolerance,
    confidence: Confidence,
}

impl Reading<'_> {
    fn evaluate(&self, expression: &Expression) -> Option<Value> {
        self.with_names(|names| expression.value(names))
    }

    fn with_names<T>(&self, run: impl FnOnce(&Names<'_>) -> T) -> T {
        self.with_tolerance(self.tolerance, run)
    }

    fn with_tolerance<T>(&self, tolerance: Tolerance, run: impl FnOnce(&Names<'_>) -> T) -> T {
        let all = |name: &str| {
            self.told.get(name).into_iter().flatten().map(|it| it.value).collect::<Vec<_>>()
        };
        let year = |name: Option<&str>| match name {
            Some(name) => self.told.get(name)?.first()?.year,
            None => report_year(self.context.document),
        };
        run(&Names {
            value: &|name| self.values.get(name).copied(),
            all: &all,
            year: &year,
            tolerance,
        })
    }

    fn written(&self, told: &Told) -> String {
        told.span.of(&self.context.document.source.text).to_owned()
    }
}

impl Assert {
    /// All places of every figure.
    fn places(&self, context: &Context<'_>) -> Vec<(&str, Vec<Told>)> {
        self.figures.iter().map(|it| (it.name.as_str(), places(it, context))).collect()
    }

    /// Why nothing is to be reported; nothing where `that` is broken.
    fn silence(&self, reading: &Reading<'_>) -> Option<Silence<'_>> {
        let asked = self.when.as_ref().map(|when| reading.evaluate(when));
        if asked.is_some_and(|it| it != Some(Value::Truth(Some(true)))) {
            return Some(Silence::When);
        }
        let broken = reading.evaluate(&self.that) == Some(Value::Truth(Some(false)));
        (!broken).then_some(Silence::Holds)
    }

    /// Every name that an expression uses.
    fn used(&self) -> BTreeSet<&str> {
        let all = self.lets.iter().map(|it| &it.1).chain(&self.when).chain([&self.that]);
        all.flat_map(Expression::uses).map(|it| it.name.as_str()).collect()
    }

    /// The names that `that` comes from, through `let`.
    fn shown(&self) -> BTreeSet<&str> {
        let mut shown: BTreeSet<&str> = names_of(&self.that).collect();
        for (name, expression) in self.lets.iter().rev() {
            if shown.contains(name.as_str()) {
                shown.extend(names_of(expression));
            }
        }
        shown
    }

    /// The values of all names, or what keeps one of them from having one to rely on.
    fn reading<'a>(
        &'a self,
        context: &'a Context<'a>,
        told: BTreeMap<&'a str, Vec<Told>>,
    ) -> Result<Reading<'a>, Silence<'a>> {
        let (values, confidence) = (BTreeMap::new(), Confidence::Certain);
        let mut reading = Reading { context, told, values, tolerance: self.tolerance, confidence };
        let all = self.lets.iter().map(|it| &it.1).chain(&self.when).chain([&self.that]);
        for used in all.flat_map(Expression::uses) {
            let Some(places) = reading.told.get(used.name.as_str()) else { continue };
            match used.meaning {
                Meaning::Count => {}
                Meaning::Sum | Meaning::Year if places.is_empty() => {
                    return Err(Silence::NotFound(&used.name));
                }
                Meaning::Sum | Meaning::Year => {}
                Meaning::Value if places.is_empty() => {
                    return Err(Silence::NotFound(&used.name));
                }
                Meaning::Value => {
                    let value = common(places).or_else(|| {
                        reading.confidence = Confidence::Possible;
                        let values = places.iter().map(|it| it.value);
                        values.filter(|_| self.several).reduce(Interval::join)
                    });
                    let value = value.ok_or(Silence::Several(&used.name))?;
                    reading.values.insert(&used.name, value);
                }
            }
        }
        for (name, expression) in &self.lets {
            let Some(Value::Number(value)) = reading.evaluate(expression) else {
                return Err(Silence::Unanswered(name));
            };
            reading.values.insert(name, value);
        }
        Ok(reading)
    }

    fn finding(&self, reading: &Reading<'_>) -> Option<Finding> {
        let shown = self.shown();
        let figures: Vec<&str> = self.in_order(&shown);
        let primary = figures.iter().find_map(|name| {
            reading.told.get(name).and_then(|it| it.first()).map(|told| (*name, told))
        });
        let (first, at) = primary?;
        let document = reading.context.document;
        let mut finding = Finding::at(document, at.span, reading.confidence);
        for (name, told) in figures.iter().flat_map(|name| {
            reading.told.get(name).into_iter().flatten().map(move |it| (*name, it))
        }) {
            if told.span != at.span && !finding.related.iter().any(|it| it.place.span == told.span)
            {
                let captures =
                    vec![("name".into(), name.to_owned()), ("value".into(), told.value.shown())];
                let place = Place { source: document.source.id, span: told.span };
                finding.related.push(Related { place, captures });
            }
            let unit = told.unit.to_owned();
            finding.values.push((reading.written(told), told.value.shown(), unit));
        }
        finding.captures = self.wording(reading);
        finding.captures.push(("name".into(), first.to_owned()));
        finding.captures.push(("value".into(), at.value.shown()));
        Some(finding)
    }

    /// The figures that took part, in the order in which `that` and then `let` name them.
    fn in_order<'a>(&'a self, shown: &BTreeSet<&str>) -> Vec<&'a str> {
        let mut order: Vec<&str> = Vec::new();
        let lets = self.lets.iter().filter(|it| shown.contains(it.0.as_str())).map(|it| &it.1);
        for name in [&self.that].into_iter().chain(lets).flat_map(names_of) {
            if !order.contains(&name) && self.figures.iter().any(|it| it.name == name) {
                order.push(name);
            }
        }
        order
    }

    fn wording(&self, reading: &Reading<'_>) -> Vec<super::Capture> {
        let mut captures: Vec<super::Capture> = Vec::new();
        for figure in &self.figures {
            let first = reading.told.get(figure.name.as_str()).and_then(|it| it.first());
            let written = first.map(|told| reading.written(told)).unwrap_or_default();
            captures.push((Cow::Owned(figure.name.clone()), written));
        }
        for (name, _) in &self.lets {
            let value = reading.values.get(name.as_str()).map(|it| it.shown());
            captures.push((Cow::Owned(name.clone()), value.unwrap_or_default()));
        }
        captures.push(("computation".into(), self.computation(reading, &self.that)));
        if let Some((left, right)) = reading.with_names(|names| self.that.sides(names)) {
            captures.push(("left".into(), left.shown()));
            captures.push(("right".into(), right.shown()));
        }
        captures
    }

    /// The expression with the values in place of the names.
    fn computation(&self, reading: &Reading<'_>, expression: &Expression) -> String {
        expression.filled(|used: &Use| {
            let all = reading.told.get(used.name.as_str()).into_iter().flatten();
            let all: Vec<String> = all.map(|it| it.value.shown()).collect();
            match (used.meaning, reading.values.get(used.name.as_str())) {
                (Meaning::Value, Some(value)) => value.shown(),
                _ => all.join(", "),
            }
        })
    }
}

fn names_of(expression: &Expression) -> impl Iterator<Item = &str> {
    expression.uses().iter().map(|it| it.name.as_str())
}

fn read_lets(
    node: &Node,
    names: &mut Vec<String>,
    lets: &mut Vec<(String, Expression)>,
    reader: &mut Reader,
) {
    let Some(entries) = reader.fields(node).and(node.map()) else { return };
    for (key, node) in entries {
        if !is_name(&key.name) || names.contains(&key.name) {
            let slip = Slip::new(
                key.span,
                format!("“{}”不能作 let 的名称", key.name),
                format!("`{}` cannot be a name under `let`", key.name),
            );
            reader.slip(slip.help(
                "换一个没有用过的名称，以文字开头，只用文字、数字和下划线",
                "a new name: a letter first, then letters, digits and underscores",
            ));
            continue;
        }
        let Some(expression) = expression(node, names, reader) else { continue };
        if expression.is_truth() {
            reader.slip(Slip::new(
                node.span,
                "let 里应是数，而不是比较",
                "`let` names numbers, not comparisons",
            ));
            continue;
        }
        names.push(key.name.clone());
        lets.push((key.name.clone(), expression));
    }
}

/// A number, or a percentage of the right side.
fn tolerance(node: &Node, reader: &mut Reader) -> Option<Tolerance> {
    let written = reader.string(node)?.trim();
    let (number, share) = match written.strip_suffix(['%', '％']) {
        Some(number) => (number, true),
        None => (written, false),
    };
    let value = Decimal::from_str_exact(number.trim()).ok().filter(|it| Decimal::ZERO <= *it);
    let value = value.filter(|it| *it < Decimal::from(1_000_000_000_000_u64));
    let found = value.map(|value| match share {
        true => Tolerance::Share(value * Decimal::new(1, 2)),
        false => Tolerance::Fixed(value),
    });
    if found.is_none() {
        reader.slip(
            Slip::new(
                node.span,
                "tolerance 应是一个不小于 0 的数或百分数",
                "`tolerance` is a number or a percentage, not below 0",
            )
            .help("如 tolerance: 1 或 tolerance: 0.5%", "such as 1 or 0.5%"),
        );
    }
    found
}
