//! Named figures of packs: how YAML describes them, and all places of a draft that tell one.

use rust_decimal::Decimal;

use super::Context;
use crate::model::Document;
use crate::model::figure::{Figure, Mood};
use crate::syntax::cue::Roles;
use crate::syntax::expression::Interval;
use crate::syntax::period::Period;
use crate::syntax::quantity::{self, Bound, Unit};
use crate::text::Span;
use crate::text::named::{By, NamedFigure};
use crate::text::pattern::{Match, PatternId};

mod equation;
mod read;

pub(super) use equation::{equation, expression};
pub use read::read_figures;
pub(super) use read::{chosen, is_name};

/// A place of a draft that tells a named figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// The number as the pack looks for it.
    pub(super) span: Span,
    /// Its value in the unit that the pack asks for.
    pub(super) value: Interval,
    /// The worth of its last digit, in that unit.
    pub(super) ulp: Decimal,
    /// The unit, where it is known.
    pub(super) unit: &'static str,
    /// The year it is told for.
    pub(super) year: Option<u32>,
    /// The roles of a figure that the engine read: two with different ones are two quantities.
    pub(super) roles: Roles,
}

impl Told {
    /// A figure as the engine read it, in the measure of its unit.
    pub(super) fn of(figure: &Figure) -> Self {
        Self {
            span: figure.span,
            value: Interval { low: Some(figure.amount.low), high: figure.amount.high },
            ulp: figure.amount.ulp,
            unit: figure.unit.name,
            year: year(figure),
            roles: figure.roles,
        }
    }

    /// Whether both can be one number, seen at two precisions: 61.2万 and 612,480.
    pub(super) fn agrees(&self, value: Interval, ulp: Decimal) -> bool {
        let beyond = |low: Option<Decimal>, high: Option<Decimal>| {
            low.zip(high).and_then(|(low, high)| low.checked_sub(high))
        };
        let gap = beyond(self.value.low, value.high).max(beyond(value.low, self.value.high));
        let near = gap.is_none_or(|gap| gap < self.ulp.max(ulp));
        self.value.meets(value) || (self.ulp != ulp && near)
    }
}

/// All places that tell `figure`, in order.
pub(super) fn places(figure: &NamedFigure, context: &Context<'_>) -> Vec<Told> {
    places_in(figure, context.document, |pattern| context.scan.find(pattern))
}

/// All places of a document that tell `figure`; `find` gives the matches of a pattern in it.
pub(super) fn places_in(
    figure: &NamedFigure,
    document: &Document,
    find: impl Fn(PatternId) -> Vec<Match>,
) -> Vec<Told> {
    match &figure.by {
        By::Pattern(pattern, group) => {
            let found = find(*pattern);
            let spans = found.iter().filter_map(|it| it.group(group));
            spans.filter_map(|span| by_pattern(span, document)).collect()
        }
        By::Label { unit, head, subject, plan } => {
            let Some((unit, factor)) = Unit::measured(unit) else { return Vec::new() };
            let figures = document.figures().iter().chain(document.table_figures());
            let mood = if *plan { Mood::Plan } else { Mood::Done };
            let mut told: Vec<Told> = figures
                .filter(|it| it.unit == unit && it.mood == mood && is_whole(it))
                .filter(|it| it.head.contains(head.as_str()))
                .filter(|it| it.head.contains(subject.as_str()) || it.subject.contains(subject))
                .filter_map(|it| of_figure(it, factor))
                .collect();
            told.sort_by_key(|it| it.span);
            told
        }
    }
}

/// The places that lie wholly in `stretch`.
pub(super) fn within(places: &[Told], stretch: Span) -> Vec<Told> {
    let first = places.partition_point(|it| it.span.start < stretch.start);
    let later = places.iter().skip(first).take_while(|it| it.span.start < stretch.end);
    later.filter(|it| stretch.covers(it.span)).cloned().collect()
}

/// The value that the places agree on; nothing where there is none, or two differ.
pub(super) fn common(places: &[Told]) -> Option<Interval> {
    let (first, rest) = places.split_first()?;
    let one = |(value, ulp): (Interval, Decimal), it: &Told| {
        if !it.agrees(value, ulp) {
            return None;
        }
        if !it.value.meets(value) {
            // The finer of the two says what the other rounds.
            return Some(if it.ulp < ulp { (it.value, it.ulp) } else { (value, ulp) });
        }
        let low = value.low.into_iter().chain(it.value.low).max();
        let high = value.high.into_iter().chain(it.value.high).min();
        Some((Interval { low, high }, ulp.min(it.ulp)))
    };
    rest.iter().try_fold((first.value, first.ulp), one).map(|(value, _)| value)
}

/// Whether a figure is a quantity of its own, not a part, a share for each, or a rank.
fn is_whole(figure: &Figure) -> bool {
    let apart = Roles::PART.with(Roles::OTHER).with(Roles::EACH);
    !figure.roles.has(apart) && !figure.changed_from && !figure.unit.is_place()
}

fn of_figure(figure: &Figure, factor: Decimal) -> Option<Told> {
    Some(Told {
        span: figure.span,
        value: interval(figure, factor)?,
        ulp: figure.amount.ulp.checked_div(factor)?,
        unit: figure.unit.name,
        year: year(figure),
        roles: figure.roles,
    })
}

/// What the figure may be, in the measure of which `factor` of the unit make one.
fn interval(figure: &Figure, factor: Decimal) -> Option<Interval> {
    let low = figure.amount.low.checked_div(factor)?;
    let high = match figure.amount.high {
        Some(high) => Some(high.checked_div(factor)?),
        None => None,
    };
    Some(Interval { low: Some(low), high })
}

/// The number under `span`, approximated as the figure is that the engine read there.
fn by_pattern(span: Span, document: &Document) -> Option<Told> {
    let written = span.of(&document.source.text).trim();
    let (value, ulp) = quantity::shown(written.trim_end_matches(['%', '％']))?;
    let figures = document.figures();
    let next = figures.partition_point(|it| it.span.start <= span.start);
    let figure = next.checked_sub(1).and_then(|at| figures.get(at));
    let figure = figure.filter(|it| it.span.meets(span));
    let factor = figure.and_then(|it| it.amount.value.checked_div(value));
    let factor = factor.filter(|it| is_power(*it));
    let approximate = figure.filter(|it| it.amount.bound != Bound::Exact).zip(factor);
    let room = approximate.and_then(|(it, factor)| interval(it, factor));
    Some(Told {
        span,
        value: room.unwrap_or(Interval::exact(value)),
        ulp,
        unit: figure.filter(|_| factor == Some(Decimal::ONE)).map_or("", |it| it.unit.name),
        year: figure.map_or_else(|| report_year(document), year),
        roles: Roles::default(),
    })
}

/// Whether `factor` is 1, 10, 100 …
fn is_power(factor: Decimal) -> bool {
    let digits = factor.normalize().to_string();
    digits.starts_with('1')
        && digits.trim_start_matches('1').chars().all(|mark| mark == '0')
        && !digits.starts_with("11")
}

/// The year that the first lines of the report name.
pub(super) fn report_year(document: &Document) -> Option<u32> {
    document.figures().first().and_then(|it| it.report_year)
}

fn year(figure: &Figure) -> Option<u32> {
    let period = figure.periods.last().or(figure.context.last());
    match period {
        Some(Period::Year(year)) => Some(*year),
        Some(Period::Previous) => figure.report_year.and_then(|it| it.checked_sub(1)),
        Some(Period::Next) => figure.report_year.and_then(|it| it.checked_add(1)),
        Some(Period::Several) => None,
        Some(Period::Whole | Period::This | Period::Part(_)) | None => figure.report_year,
    }
}
