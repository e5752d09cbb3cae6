//! Conflicts of figures that a pack names.

use rust_decimal::Decimal;

use crate::kinds::named::{Told, common, places, within};
use crate::kinds::{Context, Finding, Related};
use crate::text::named::NamedFigure;
use crate::text::{Confidence, Place};

/// One finding for each figure that is told with several values: at the last place with the rarest.
pub(super) fn check(figures: &[NamedFigure], context: &Context<'_>, found: &mut Vec<Finding>) {
    let stretches = context.stretches();
    for figure in figures {
        let all = places(figure, context);
        let parts = stretches.iter().filter(|_| 1 < all.len()).map(|it| within(&all, *it));
        parts.for_each(|part| in_stretch(&figure.name, part, context, found));
    }
}

fn in_stretch(name: &str, mut rest: Vec<Told>, context: &Context<'_>, found: &mut Vec<Finding>) {
    while let Some(first) = rest.first().cloned() {
        let alike = |it: &Told| it.roles == first.roles && it.year == first.year;
        let (class, others): (Vec<Told>, Vec<Told>) = rest.into_iter().partition(alike);
        rest = others;
        if common(&class).is_none() {
            found.extend(finding(name, &class, context));
        }
    }
}

fn finding(name: &str, told: &[Told], context: &Context<'_>) -> Option<Finding> {
    let text = |it: &Told| it.span.of(&context.document.source.text).to_owned();
    let mut counts: std::collections::BTreeMap<Key, usize> = std::collections::BTreeMap::new();
    for it in told {
        *counts.entry(key(it)).or_default() += 1;
    }
    let odd = told.iter().rev().min_by_key(|it| counts.get(&key(it)))?;
    let others: Vec<&Told> = told.iter().filter(|it| it.span != odd.span).collect();
    let mut written: Vec<String> = Vec::new();
    for other in others.iter().filter(|it| !it.agrees(odd.value, odd.ulp)).map(|it| text(it)) {
        if !written.contains(&other) {
            written.push(other);
        }
    }
    let source = context.document.source.id;
    let words = |it: &Told, side: (&str, &str)| {
        vec![
            ("found".into(), text(it)),
            ("head".into(), name.to_owned()),
            ("where".into(), side.0.to_owned()),
            ("where-en".into(), side.1.to_owned()),
        ]
    };
    let side = |it: &Told| if it.span < odd.span { BEFORE } else { AFTER };
    let first = others.first().map(|it| side(it))?;
    let common = if others.iter().all(|it| side(it) == first) { first } else { ELSEWHERE };
    let mut captures = words(odd, common);
    captures.push(("other".into(), written.join("、")));
    captures.push(("reasons".into(), String::new()));
    let related = |it: &&Told| Related {
        place: Place { source, span: it.span },
        captures: words(it, side(it)),
    };
    let value = |it: &Told| (text(it), it.value.shown(), it.unit.to_owned());
    Some(Finding {
        related: others.iter().map(related).collect(),
        values: std::iter::once(value(odd)).chain(others.iter().map(|it| value(it))).collect(),
        captures,
        ..Finding::at(context.document, odd.span, Confidence::Certain)
    })
}

/// Where a place stands, seen from the finding's own, in Chinese and English.
const BEFORE: (&str, &str) = ("前文", "above");
const AFTER: (&str, &str) = ("后文", "below");
const ELSEWHERE: (&str, &str) = ("别处", "elsewhere");

/// What makes two places tell one value.
type Key = (Option<Decimal>, Option<Decimal>);

fn key(told: &Told) -> Key {
    (told.value.low, told.value.high)
}
