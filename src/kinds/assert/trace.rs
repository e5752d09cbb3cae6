//! Why an assertion says nothing about a stretch of the draft.

use super::{Assert, Reading};
use crate::kinds::named::{Told, places, within};
use crate::kinds::{Context, Dropped, silence};
use crate::syntax::expression::{Tolerance, Value};
use crate::text::{Span, Text};

/// What keeps an assertion from being reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence<'a> {
    /// A figure is told nowhere.
    NotFound(&'a str),
    /// A figure is told with values that differ.
    Several(&'a str),
    /// A `let` has no answer.
    Unanswered(&'a str),
    /// `when` says no, or nothing.
    When,
    /// It holds, or may hold, or has no answer.
    Holds,
}

/// What a draft tells of the figures, name by name.
type Places<'a> = [(&'a str, Vec<Told>)];

/// The stretches with figures about which nothing is said.
pub(super) fn dropped(assert: &Assert, context: &Context<'_>) -> Vec<Dropped> {
    let all = assert.places(context);
    let mut dropped = Vec::new();
    for stretch in context.stretches() {
        let told: Vec<(&str, Vec<Told>)> =
            all.iter().map(|(name, places)| (*name, within(places, stretch))).collect();
        let Some(at) = told.iter().filter_map(|it| it.1.first()).map(|it| it.span).min() else {
            continue;
        };
        let reading = assert.reading(context, told.iter().cloned().collect());
        let (why, captures) = match &reading {
            Err(silence) => (unread(context, *silence, &told), Vec::new()),
            Ok(reading) => match assert.silence(reading) {
                Some(silence) => (judged(assert, reading, silence), assert.wording(reading)),
                None => continue,
            },
        };
        dropped.push(Dropped { at: leading(assert, &told).unwrap_or(at), captures, why });
    }
    dropped
}

/// The figures that stand nowhere in the draft.
pub(super) fn remarks(assert: &Assert, context: &Context<'_>) -> Vec<Text> {
    let missing = assert.figures.iter().filter(|it| places(it, context).is_empty());
    missing.map(|it| silence::figure(context, it)).collect()
}

/// Where the figure that a finding would stand at is told.
fn leading(assert: &Assert, told: &Places<'_>) -> Option<Span> {
    let order = assert.in_order(&assert.shown());
    let place = |name: &str| told.iter().find(|it| it.0 == name)?.1.first().map(|it| it.span);
    order.into_iter().find_map(place)
}

/// Why the figures of a stretch give no values.
fn unread(context: &Context<'_>, silence: Silence<'_>, told: &Places<'_>) -> Text {
    match silence {
        Silence::NotFound(name) if context.scopes.is_empty() => {
            Text::new(format!("没有找到数字“{name}”"), format!("the figure `{name}` was not found"))
        }
        Silence::NotFound(name) => Text::new(
            format!("这一段里没有数字“{name}”"),
            format!("the figure `{name}` is not in this stretch"),
        ),
        Silence::Several(name) => {
            let places = told.iter().find(|it| it.0 == name).map_or(&[][..], |it| &it.1);
            let shown = places.iter().take(4).map(|it| {
                let (line, _) = silence::place(context, it.span);
                (it.value.shown(), line)
            });
            let shown: Vec<(String, usize)> = shown.collect();
            let zh: Vec<_> =
                shown.iter().map(|(value, line)| format!("{value}（第{line}行）")).collect();
            let en: Vec<_> =
                shown.iter().map(|(value, line)| format!("{value} (line {line})")).collect();
            Text::new(
                format!(
                    "“{name}”有几个不同的值：{}；写 several: possible 就按“可能”报",
                    zh.join("、")
                ),
                format!(
                    "`{name}` has several values: {}; with `several: possible` it is reported as possible",
                    en.join(", ")
                ),
            )
        }
        Silence::Unanswered(name) => Text::new(
            format!("let 里的“{name}”算不出来"),
            format!("`{name}` under `let` has no answer"),
        ),
        Silence::When | Silence::Holds => Text::default(),
    }
}

/// Why the values of a stretch give no finding.
fn judged(assert: &Assert, reading: &Reading<'_>, silence: Silence<'_>) -> Text {
    if silence == Silence::When {
        let shown = assert.when.as_ref().map(|it| assert.computation(reading, it));
        let shown = shown.unwrap_or_default();
        return Text::new(
            format!("when 不成立：{shown}"),
            format!("`when` does not hold: {shown}"),
        );
    }
    let shown = assert.computation(reading, &assert.that);
    match reading.evaluate(&assert.that) {
        Some(Value::Truth(Some(true))) if assert.needs_tolerance(reading) => Text::new(
            format!("相差在 tolerance 之内：{shown}"),
            format!("within `tolerance`: {shown}"),
        ),
        Some(Value::Truth(Some(true))) => {
            Text::new(format!("成立：{shown}"), format!("it holds: {shown}"))
        }
        Some(_) => Text::new(
            format!("有约数，可能成立：{shown}"),
            format!("a figure is approximate, so it may hold: {shown}"),
        ),
        None => Text::new(format!("算不出来：{shown}"), format!("it has no answer: {shown}")),
    }
}

impl Assert {
    /// Whether it holds only because of the tolerance.
    fn needs_tolerance(&self, reading: &Reading<'_>) -> bool {
        let strict = reading.with_tolerance(Tolerance::default(), |names| self.that.value(names));
        strict != Some(Value::Truth(Some(true)))
    }
}
