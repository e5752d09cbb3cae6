//! Floor 5: the figures of a draft as a ledger, told once or several times, and two drafts compared.

pub mod compare;
mod group;
mod lead;
mod period;

use crate::diagnostic::ledger::{Bound, Ledger, Role, Row};
use crate::model::Document;
use crate::model::figure::{Figure, Mood};
use crate::syntax::cue::Roles;
use crate::syntax::quantity;
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{Source, Span};

pub use group::groups;

/// The figures of `document` in its order; those told more than once are put together by
/// [`groups`].
pub fn rows(document: &Document) -> Vec<Row> {
    let mut figures: Vec<&Figure> = figures(document).collect();
    figures.sort_by_key(|it| it.span);
    let mut sections = Sections { document, known: None };
    let mut before = None;
    let mut rows = Vec::with_capacity(figures.len());
    for figure in figures {
        let lead = lead::lead(document, figure, before);
        rows.push(Row { lead, ..row(document, figure, sections.above(figure)) });
        before = Some(figure);
    }
    lead::mark_namesakes(&mut rows);
    rows
}

/// One figure of `document` as a row.
pub fn row_of(document: &Document, figure: &Figure) -> Row {
    let mut sections = Sections { document, known: None };
    row(document, figure, sections.above(figure))
}

/// Takes the draft out of `document` and puts its `rows` beside it.
pub fn ledger(document: Document, rows: Vec<Row>) -> Ledger {
    let source = document.into_written();
    Ledger { path: source.name.clone(), source, rows, ..Ledger::default() }
}

/// All figures that a ledger lists.
fn figures(document: &Document) -> impl Iterator<Item = &Figure> {
    document.figures().iter().chain(document.table_figures())
}

/// The headings above figures, asked for in order.
struct Sections<'a> {
    document: &'a Document,
    known: Option<(usize, Vec<String>)>,
}

impl Sections<'_> {
    fn above(&mut self, figure: &Figure) -> Vec<String> {
        let Document { source, outline, .. } = self.document;
        let section = outline.at(figure.span.start);
        if let Some((known, path)) = &self.known
            && *known == section
        {
            return path.clone();
        }
        let path: Vec<String> = outline
            .path(figure.span.start)
            .into_iter()
            .map(|heading| heading.of(&source.text).to_owned())
            .collect();
        self.known = Some((section, path.clone()));
        path
    }
}

fn row(document: &Document, figure: &Figure, section: Vec<String>) -> Row {
    let amount = figure.amount;
    let own = !figure.periods.is_empty();
    let periods = if own { &figure.periods } else { &figure.context };
    Row {
        span: document.place(figure.span),
        value: amount.value.normalize(),
        low: amount.low.normalize(),
        high: amount.high.map(|it| it.normalize()),
        ulp: amount.ulp,
        bound: bound(amount.bound),
        unit: figure.unit.name,
        rate: figure.unit.is_rate() || figure.unit.is_place(),
        head: figure.head.clone(),
        lead: String::new(),
        namesake: false,
        subject: if figure.subject == figure.head { String::new() } else { figure.subject.clone() },
        borrowed: figure.inherited.is_some(),
        period: period::words(periods),
        period_above: !own && !periods.is_empty(),
        relative: period::relative(periods, figure.report_year),
        plan: figure.mood == Mood::Plan,
        roles: roles(figure),
        section,
        cell: figure.cell.map(|it| [it.table + 1, it.row + 1, it.column + 1]),
        around: document.place(around(document, figure)),
    }
}

fn bound(bound: quantity::Bound) -> Bound {
    match bound {
        quantity::Bound::Exact => Bound::Exact,
        quantity::Bound::About => Bound::About,
        quantity::Bound::Over => Bound::Over,
        quantity::Bound::Under => Bound::Under,
        quantity::Bound::AtLeast => Bound::AtLeast,
        quantity::Bound::AtMost => Bound::AtMost,
        quantity::Bound::Range => Bound::Range,
    }
}

fn roles(figure: &Figure) -> Vec<Role> {
    const ROLES: [(Roles, Role); 7] = [
        (Roles::TOTAL, Role::Total),
        (Roles::PART, Role::Part),
        (Roles::CUMULATIVE, Role::Cumulative),
        (Roles::STOCK, Role::Stock),
        (Roles::DELTA, Role::Increment),
        (Roles::EACH, Role::Each),
        (Roles::OTHER, Role::Other),
    ];
    let named = ROLES.iter().filter(|(role, _)| figure.roles.has(*role)).map(|(_, role)| *role);
    named.chain(figure.changed_from.then_some(Role::From)).collect()
}

/// The text around a figure, within its sentence and not far from it.
fn around(document: &Document, figure: &Figure) -> Span {
    const REACH: usize = 120;
    let Source { text, .. } = &document.source;
    let sentence = document.sentences.get(figure.sentence).map_or(figure.span, |it| it.span);
    let before = Span { start: sentence.start.min(figure.span.start), end: figure.span.start };
    let after = Span { start: figure.span.end, end: sentence.end.max(figure.span.end) };
    let (left, right) =
        (last_bytes(before.of(text), REACH), first_bytes(after.of(text), REACH).trim_end());
    let start = Span::new(0, left.len()).end;
    Span {
        start: figure.span.start.saturating_sub(start),
        end: figure.span.end + Span::new(0, right.len()).end,
    }
}
