//! Figures of the draft against those of another document: last year's told in both, or the same.
//!
//! Heads and units are equal; every separator is asked as within one draft, and nothing is more
//! than likely. Silent about rates, parts of a year, plans, changes, shares, cells without a head of
//! their own, where one of several places agrees, and where the other document has two values.

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
        if across.last_year && !follows(document, other) {
            continue;
        }
        let [own, theirs] = sides;
        let mut partners: HashMap<(Unit, &str), Vec<&Told>> = HashMap::new();
        for it in &theirs {
            partners.entry((it.figure.unit, it.figure.head.as_str())).or_default().push(it);
        }
        let mut quantities: HashMap<(Unit, &str), Vec<&Told>> = HashMap::new();
        for it in own.iter().filter(|it| kind.wants(&it.figure)) {
            quantities.entry((it.figure.unit, it.figure.head.as_str())).or_default().push(it);
        }
        let mut all: Vec<Finding> = Vec::new();
        for (key, places) in quantities {
            let partners = partners.get(&key).map_or(&[][..], Vec::as_slice);
            all.extend(conflict(&places, partners, document, other));
        }
        all.retain(|it| kind.min_confidence <= it.confidence);
        found.append(&mut all);
    }
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
    if !last_year {
        told.extend(
            document
                .table_figures()
                .iter()
                .filter(|it| is_own_year(it))
                .filter_map(|it| plain(it, None)),
        );
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

/// The figure without its period and its place; nothing where it says too little.
fn plain(figure: &Figure, next: Option<&Figure>) -> Option<Told> {
    let mut head = figure.head.clone();
    if figure.changed_from {
        // 服务站点由上年的36个增加到48个: the second figure has the head of both.
        head = next.filter(|it| figure.subject.contains(it.head.as_str()))?.head.clone();
    } else if figure.cell.is_some() && GENERIC_HEADS.spells(&head) {
        head.clone_from(&figure.subject);
    }
    let vague = figure.unit.is_rate() || figure.unit.is_place() || figure.share;
    if vague || figure.inherited.is_some() || figure.mood == Mood::Plan || head.is_empty() {
        return None;
    }
    let plain = Figure {
        head,
        changed_from: false,
        periods: Vec::new(),
        context: Vec::new(),
        report_year: None,
        ..figure.clone()
    };
    Some(Told { figure: plain, span: figure.span })
}

/// Whether the years of two reports, where both are known, are one after the other.
fn follows(document: &Document, other: &Document) -> bool {
    let year = |it: &Document| it.figures().first().and_then(|it| it.report_year);
    year(document).zip(year(other)).is_none_or(|(own, before)| own == before.saturating_add(1))
}

/// The finding about one quantity: none of its places agrees with what the other document says.
fn conflict(
    places: &[&Told],
    partners: &[&Told],
    document: &Document,
    other: &Document,
) -> Option<Finding> {
    let agrees =
        |it: &&Told| partners.iter().any(|partner| partner.figure.amount.agrees(&it.figure.amount));
    if places.iter().any(|it| agrees(it)) {
        return None;
    }
    let values: BTreeSet<_> = partners.iter().map(|it| it.figure.amount.value).collect();
    let partner = partners.first().filter(|_| values.len() == 1)?;
    let (place, level) = places.iter().find_map(|it| {
        let level = level(&it.figure, &partner.figure)?;
        Some((it, level))
    })?;
    Some(finding(place, partner, level, [document, other]))
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
