//! Figures of the draft against those of another document: last year's told in both, or the same.
//!
//! Heads and units are equal; every separator is asked as within one draft, and nothing is more
//! than likely. Silent about rates, parts of a year, plans, changes, shares, cells without a head of
//! their own, documents of other years, where one of several places agrees, and where the other
//! document has two values, and whose figure it is differs (全县 / 城关镇). Where documents differ
//! far more often than they agree, findings are only possible.

mod owner;

use std::collections::{BTreeSet, HashMap};

use crate::kinds::figure_conflict::separator::Pair;
use crate::kinds::figure_conflict::{FigureConflict, compare};
use crate::kinds::{Capture, Context, Finding, Related};
use crate::model::Document;
use crate::model::figure::{Figure, Mood};
use crate::syntax::lexicon::GENERIC_HEADS;
use crate::syntax::period::Period;
use crate::syntax::quantity::Unit;
use crate::text::decode::{Reader, Slip};
use crate::text::{Confidence, Node, Place, Span};
use owner::owner;

/// The document on the other side, and which figures are held against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// Its role.
    pub role: String,
    /// Whether the draft's figures of last year are those of that document's own year.
    pub last_year: bool,
}

impl Across {
    /// Reads `role` and `of`.
    pub(super) fn read(
        role: Option<&Node>,
        of: Option<&Node>,
        reader: &mut Reader,
    ) -> Option<Self> {
        let words = [("same", false), ("last-year", true)];
        let last_year = of.and_then(|it| reader.choice(it, &words)).unwrap_or(false);
        let Some(role) = role else {
            if let Some(of) = of {
                let slip = Slip::new(of.span, "写了 of，没有写 role", "`of` without `role`");
                reader.slip(slip.help(
                    "role 写另一份文件的角色，如 previous",
                    "`role` is the role of the other document, such as previous",
                ));
            }
            return None;
        };
        let role = reader.string(role)?.to_owned();
        if !reader.roles.contains(&role) {
            reader.roles.push(role.clone());
        }
        Some(Self { role, last_year })
    }

    /// Whether the years of two documents, where both are known, are as they should be.
    fn fits(&self, document: &Document, other: &Document) -> bool {
        let year = |it: &Document| it.figures().first().and_then(|it| it.report_year);
        let apart = u32::from(self.last_year);
        year(document).zip(year(other)).is_none_or(|(own, other)| own == other + apart)
    }
}

pub(super) fn check(
    kind: &FigureConflict,
    across: &Across,
    context: &Context<'_>,
    found: &mut Vec<Finding>,
) {
    let document = context.document;
    let others = context.beside.documents.iter().filter(|(role, _)| *role == across.role);
    for (_, other) in others {
        let sides = [told(document, across.last_year), told(other, false)];
        if !across.fits(document, other) {
            continue;
        }
        let [own, theirs] = sides;
        let partners = by_quantity(&theirs);
        let rows: Vec<Told> = if across.last_year { Vec::new() } else { rows(other) };
        let rows = by_quantity(&rows);
        let quantities = by_quantity(own.iter().filter(|it| kind.wants(&it.figure)));
        let mut all: Vec<Finding> = Vec::new();
        let mut agreeing = 0;
        for (key, places) in quantities {
            let partners = partners.get(&key).map_or(&[][..], Vec::as_slice);
            let outcome = held(&places, partners, document, other);
            match outcome.or_else(|| cells(&places, &rows, document, other)) {
                Some(Outcome::Agrees) => agreeing += 1,
                Some(Outcome::Differs(finding)) => all.push(*finding),
                None => {}
            }
        }
        // Two documents that differ far more often than they agree are of two units.
        if agreeing + 2 < all.len() {
            all.iter_mut().for_each(|it| it.confidence = Confidence::Possible);
        }
        all.retain(|it| kind.min_confidence <= it.confidence);
        found.append(&mut all);
    }
}

/// The places of each quantity, by unit and head.
type Quantities<'a> = HashMap<(Unit, &'a str), Vec<&'a Told>>;

fn by_quantity<'a>(all: impl IntoIterator<Item = &'a Told>) -> Quantities<'a> {
    let mut quantities = Quantities::new();
    for it in all {
        quantities.entry((it.figure.unit, it.figure.head.as_str())).or_default().push(it);
    }
    quantities
}

/// A figure as it is compared: without the period that both sides are known to speak of.
struct Told {
    figure: Figure,
    span: Span,
}

/// The figures of a document that speak of its own year, or those of the year before it.
fn told(document: &Document, last_year: bool) -> Vec<Told> {
    let figures = document.figures();
    let mut told: Vec<Told> = Vec::new();
    let mut before: Option<&Figure> = None;
    for (at, figure) in figures.iter().enumerate() {
        let first =
            before.is_none_or(|it| it.sentence != figure.sentence || it.periods != figure.periods);
        before = Some(figure);
        if last_year {
            // Further figures of a sentence that names last year may be this year's again.
            if first && is_last_year(figure) {
                told.extend(plain(figure, figures.get(at + 1)));
            }
        } else if is_own_year(figure) && !figure.changed_from {
            told.extend(plain(figure, None));
        }
    }
    told
}

fn is_last_year(figure: &Figure) -> bool {
    let year = figure.report_year.and_then(|it| it.checked_sub(1));
    let last = match figure.periods.as_slice() {
        [Period::Previous] => true,
        [Period::Year(named)] => year == Some(*named),
        _ => false,
    };
    last && figure.context.iter().all(|it| is_whole(it, figure.report_year))
}

fn is_own_year(figure: &Figure) -> bool {
    figure.periods.iter().chain(&figure.context).all(|it| is_whole(it, figure.report_year))
}

fn is_whole(period: &Period, report: Option<u32>) -> bool {
    match period {
        Period::Whole | Period::This => true,
        Period::Year(year) => report == Some(*year),
        Period::Previous | Period::Next | Period::Several | Period::Part(_) => false,
    }
}

/// The figure without its period; nothing where it says too little.
fn plain(figure: &Figure, next: Option<&Figure>) -> Option<Told> {
    let mut plain = Figure {
        changed_from: false,
        periods: Vec::new(),
        context: Vec::new(),
        report_year: None,
        ..figure.clone()
    };
    if figure.changed_from {
        // 服务站点由上年的36个增加到48个: the second figure has the label of both.
        let next = next.filter(|it| figure.subject.contains(it.head.as_str()))?;
        plain.head.clone_from(&next.head);
        plain.subject.clone_from(&next.subject);
        plain.side = next.side;
        (plain.actions, plain.list_actions) = (next.actions, next.list_actions);
    }
    let vague = plain.unit.is_rate() || plain.unit.is_place() || plain.share;
    let untold = plain.inherited.is_some() || plain.head.is_empty();
    let kept = !vague && !untold && plain.mood == Mood::Done;
    kept.then_some(Told { figure: plain, span: figure.span })
}

/// The cells of tables that speak of the document's own year, with the name of their row as head
/// where that of their column is general.
fn rows(document: &Document) -> Vec<Told> {
    let own = document.table_figures().iter().filter(|it| is_own_year(it));
    let named = own.filter_map(|it| plain(it, None)).map(|mut told| {
        if GENERIC_HEADS.spells(&told.figure.head) {
            told.figure.head = std::mem::take(&mut told.figure.subject);
        }
        told
    });
    named.collect()
}

/// What holding a quantity against the other document gave.
enum Outcome {
    Agrees,
    Differs(Box<Finding>),
}

/// The same for a quantity whose verb and head, right before the number, name a row.
fn cells(
    places: &[&Told],
    rows: &Quantities<'_>,
    document: &Document,
    other: &Document,
) -> Option<Outcome> {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 20;
    let place = places.first().filter(|_| places.len() == 1)?;
    let clause = Span { start: place.figure.clause, end: place.span.start };
    let left = clause.of(&document.source.text);
    let starts: Vec<usize> = left.char_indices().rev().take(LONGEST).map(|it| it.0).collect();
    let named = starts.iter().skip(SHORTEST - 1).rev().find_map(|at| {
        let name = left.get(*at..)?;
        Some((name, rows.get(&(place.figure.unit, name))?))
    });
    let (name, partners) = named?;
    let head = name.to_owned();
    let actions = partners.first()?.figure.actions;
    let figure = Figure { head, actions, list_actions: actions, ..place.figure.clone() };
    held(&[&Told { figure, span: place.span }], partners, document, other)
}

/// One quantity against the other document: a finding where none of its places agrees.
fn held(
    places: &[&Told],
    partners: &[&Told],
    document: &Document,
    other: &Document,
) -> Option<Outcome> {
    let agrees =
        |it: &&Told| partners.iter().any(|partner| partner.figure.amount.agrees(&it.figure.amount));
    if places.iter().any(agrees) {
        return Some(Outcome::Agrees);
    }
    let values: BTreeSet<_> = partners.iter().map(|it| it.figure.amount.value).collect();
    let partner = partners.first().filter(|_| values.len() == 1)?;
    let whose = owner(other, &partner.figure, &partner.figure.head);
    let (place, level) = places.iter().find_map(|it| {
        if !owner(document, &it.figure, &it.figure.head).may_be(&whose) {
            return None;
        }
        let level = level(&it.figure, &partner.figure)?;
        Some((it, level))
    })?;
    let finding = finding(place, partner, level, [document, other]);
    Some(Outcome::Differs(Box::new(finding)))
}

/// How sure it is that two figures of two documents contradict each other.
fn level(own: &Figure, other: &Figure) -> Option<Confidence> {
    // Places of two documents are never one sentence or one block.
    let other = Figure { sentence: usize::MAX, block: usize::MAX, ..other.clone() };
    let level = compare(&Pair { first: &other, second: own })?.min(Confidence::Likely);
    (Confidence::Likely <= level).then_some(level)
}

fn finding(
    place: &Told,
    partner: &Told,
    level: Confidence,
    [document, other]: [&Document; 2],
) -> Finding {
    let written = |it: &Told, document: &Document| it.span.of(&document.source.text).to_owned();
    let (own, theirs) = (written(place, document), written(partner, other));
    let name = other.source.name.rsplit('/').next().unwrap_or("").to_owned();
    let value = |it: &Told, text: &str| {
        let value = it.figure.amount.value.normalize().to_string();
        (text.to_owned(), value, it.figure.unit.name.to_owned())
    };
    let words = |text: &str| -> Vec<Capture> {
        vec![
            ("found".into(), text.to_owned()),
            ("head".into(), place.figure.head.clone()),
            ("where".into(), name.clone()),
            ("where-en".into(), name.clone()),
        ]
    };
    let mut captures = words(&own);
    captures.push(("other".into(), theirs.clone()));
    captures.push(("reasons".into(), super::ONE_HEAD.0.to_owned()));
    captures.push(("reasons-en".into(), super::ONE_HEAD.1.to_owned()));
    let related = Related {
        place: Place { source: other.source.id, span: partner.span },
        captures: words(&theirs),
    };
    Finding {
        related: vec![related],
        captures,
        values: vec![value(place, &own), value(partner, &theirs)],
        ..Finding::at(document, place.span, level)
    }
}
