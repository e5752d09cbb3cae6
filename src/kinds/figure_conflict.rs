//! The same quantity with incompatible values: 4轮集中巡回指导 / 8轮集中巡回指导.
//!
//! Two figures are compared when they share their unit and the head of their label; every
//! `Separator` then names a reason why equal labels may mean two quantities. With `restated: true`
//! figures whose labels differ are scored by `alignment` too: the same thing told in other words.
//! The kind is silent about table cells, and where heads differ by a restricting word.

mod across;
mod alignment;
mod group;
mod named;
pub mod same;
mod separator;
mod trace;
pub mod why;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::kinds::named::chosen;
use crate::kinds::{Context, Dropped, Finding, Kind};
use crate::model::Document;
use crate::model::figure::{self, Figure};
use crate::syntax::quantity::Unit;
use crate::text::decode::Reader;
use crate::text::named::NamedFigure;
use crate::text::{Confidence, Node};
use across::Across;
use separator::{Pair, SEPARATORS, Separator, Verdict};

/// Parameters: which figures are looked at, and how sure a finding must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureConflict {
    /// Only figures in these units, as the engine names them; all when empty.
    pub units: Vec<String>,
    /// Only figures whose head contains one of these; all when empty.
    pub heads: Vec<String>,
    /// Findings less sure than this are not reported.
    pub min_confidence: Confidence,
    /// Whether figures told in other words are compared too, by learned weights.
    pub restated: bool,
    /// Named figures: where any are listed, they alone are looked at.
    pub figures: Vec<NamedFigure>,
    /// Another document to hold the draft against, instead of the draft itself.
    pub across: Option<Across>,
}

impl Default for FigureConflict {
    fn default() -> Self {
        Self {
            units: Vec::new(),
            heads: Vec::new(),
            min_confidence: Confidence::Possible,
            restated: false,
            figures: Vec::new(),
            across: None,
        }
    }
}

impl Kind for FigureConflict {
    const NAME: &'static str = "figure-conflict";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const LEVELS: [(&str, Confidence); 3] = [
            ("certain", Confidence::Certain),
            ("likely", Confidence::Likely),
            ("possible", Confidence::Possible),
        ];
        let mut fields = reader.fields(node)?;
        let mut kind = FigureConflict::default();
        if let Some(units) = fields.take("units") {
            kind.units = reader.strings(units);
        }
        if let Some(heads) = fields.take("heads") {
            kind.heads = reader.strings(heads);
        }
        if let Some(level) = fields.take("min-confidence") {
            kind.min_confidence = reader.choice(level, &LEVELS).unwrap_or(Confidence::Possible);
        }
        if let Some(restated) = fields.take("restated") {
            let words = [("true", true), ("false", false)];
            kind.restated = reader.choice(restated, &words).unwrap_or(false);
        }
        let figures = fields.take("figures");
        kind.figures = chosen(figures, reader);
        let (role, of) = (fields.take("role"), fields.take("of"));
        kind.across = Across::read(role, of, reader);
        reader.finish(fields);
        (figures.is_none() || !kind.figures.is_empty()).then_some(kind)
    }

    fn captures(&self) -> Vec<&str> {
        vec![
            "found",
            "other",
            "head",
            "where",
            "where-en",
            "reasons",
            "reasons-en",
            "restated",
            "restated-en",
        ]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        if let Some(across) = &self.across {
            return across::check(self, across, context, found);
        }
        if !self.figures.is_empty() {
            return named::check(&self.figures, context, found);
        }
        if self.restated {
            return self.check_restated(document, found);
        }
        let figures: Vec<&Figure> = document.figures().iter().collect();
        let conflicts = conflicts(&figures, |figure| self.wants(figure));
        self.report(document, &figures, conflicts, found);
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let elsewhere = self.restated || self.across.is_some();
        if elsewhere { Vec::new() } else { trace::dropped(self, context) }
    }
}

impl FigureConflict {
    fn check_restated(&self, document: &Document, found: &mut Vec<Finding>) {
        let short = short_numerals(document);
        let figures = ordered(document, &short);
        let full = document.figures();
        let is_full = |it: &Figure| full.binary_search_by_key(&it.span, |it| it.span).is_ok();
        let conflicts = merged(
            conflicts(&figures, |figure| self.wants(figure) && is_full(figure)),
            unlike_series(
                &figures,
                alignment::aligned(document, &figures, |figure| self.wants(figure)),
            ),
        );
        self.report(document, &figures, conflicts, found);
    }

    fn report(
        &self,
        document: &Document,
        figures: &[&Figure],
        conflicts: Vec<Conflict>,
        found: &mut Vec<Finding>,
    ) {
        let mut conflicts = conflicts;
        conflicts.retain(|it| {
            let pair = [it.first, it.second].map(|index| figures.get(index));
            !matches!(pair, [Some(one), Some(other)] if are_apart(document, one, other))
        });
        let groups = group::groups(&conflicts);
        let findings = groups.iter().map(|group| group.finding(document, figures));
        found.extend(findings.filter(|it| self.min_confidence <= it.confidence));
    }

    fn wants(&self, figure: &Figure) -> bool {
        if figure.unit.dimension == "place" {
            return false;
        }
        let unit = self.units.is_empty() || self.units.iter().any(|it| it == figure.unit.name);
        let head = self.heads.is_empty() || self.heads.iter().any(|it| figure.head.contains(it));
        unit && head
    }
}

/// Whether one of two figures stands in an attachment, or in a note, that is a text of its own; a
/// table of an attachment belongs to the draft.
fn are_apart(document: &Document, one: &Figure, other: &Figure) -> bool {
    let table = one.cell.is_some() || other.cell.is_some();
    !table && document.are_apart(one.span, other.span)
}

/// The pairs of figures that alignment scores in `document`, with their features, as a table.
#[doc(hidden)]
pub fn alignment_table(document: &Document) -> String {
    let short = short_numerals(document);
    alignment::table(document, &ordered(document, &short))
}

fn short_numerals(document: &Document) -> Vec<Figure> {
    let Document { source, outline, sentences, .. } = document;
    figure::short_numerals(source, outline, sentences, document.figures())
}

/// All figures in the order of the draft.
fn ordered<'a>(document: &'a Document, short: &'a [Figure]) -> Vec<&'a Figure> {
    let told = document.figures().iter().chain(document.table_figures());
    let mut all: Vec<&Figure> = told.chain(short).collect();
    all.sort_by_key(|it| it.span);
    all
}

/// A reason in Chinese and in English.
type Words = (&'static str, &'static str);

/// What speaks for figures whose labels are equal.
const ONE_HEAD: Words = ("口径相同", "one head");

/// Two figures that cannot both be right, by their numbers in the draft.
#[derive(Clone, Debug, PartialEq)]
struct Conflict {
    first: usize,
    second: usize,
    level: Confidence,
    /// What speaks for one quantity.
    reasons: Vec<Words>,
}

/// Both kinds of conflicts in the order of the draft, each pair once, at the higher level.
fn merged(equal: Vec<Conflict>, restated: Vec<Conflict>) -> Vec<Conflict> {
    let mut all = equal;
    all.extend(restated);
    all.sort_by_key(|it| (it.first, it.second, std::cmp::Reverse(it.level)));
    all.dedup_by_key(|it| (it.first, it.second));
    all
}

/// How many later figures of its kind each figure is compared with.
const REACH: usize = 40;

/// A label with more contradictions than this is a table or a form, not a slip.
const MOST_IN_BUCKET: usize = 1_000;

/// Figures of one unit whose heads end alike.
type Bucket = (Unit, (char, char));

/// Every pair of figures that contradict each other, in the order of the draft.
fn conflicts(figures: &[&Figure], wanted: impl Fn(&Figure) -> bool) -> Vec<Conflict> {
    let mut buckets: HashMap<Bucket, Vec<usize>> = HashMap::new();
    for (index, figure) in figures.iter().enumerate().filter(|(_, figure)| wanted(figure)) {
        let mut end = figure.head.chars().rev();
        if let (Some(last), Some(before)) = (end.next(), end.next()) {
            buckets.entry((figure.unit, (before, last))).or_default().push(index);
        }
    }
    let mut found: Vec<Conflict> =
        buckets.values().flat_map(|members| in_bucket(figures, members)).collect();
    found.sort_by_key(|it| (it.first, it.second));
    found
}

fn in_bucket(figures: &[&Figure], members: &[usize]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, &first) in members.iter().enumerate() {
        if MOST_IN_BUCKET <= found.len() {
            break;
        }
        for &second in members.iter().skip(at + 1).take(REACH) {
            let (Some(one), Some(other)) = (figures.get(first), figures.get(second)) else {
                continue;
            };
            if let Some(level) = compare(&Pair { first: one, second: other }) {
                let reasons = vec![ONE_HEAD];
                found.push(Conflict { first, second, level, reasons });
            }
        }
    }
    without_series(figures, found)
}

/// How sure it is that a pair is one quantity with two values, where nothing keeps it apart.
fn compare(pair: &Pair<'_>) -> Option<Confidence> {
    let mut level = Confidence::Certain;
    for (_, check) in SEPARATORS {
        match check(pair) {
            Verdict::Silent => {}
            Verdict::AtMost(limit) => level = level.min(limit),
            Verdict::Apart => return None,
        }
    }
    Some(level)
}

/// What keeps two figures of one head apart, or raises a doubt, however much their words are alike;
/// separators that alignment weighs by features of its own are left out.
fn separated(pair: &Pair<'_>) -> Option<Verdict> {
    let head = &pair.first.head;
    if head.is_empty() || *head != pair.second.head {
        return None;
    }
    let telling = SEPARATORS.iter().filter(|(it, _)| !is_weighed(*it));
    let doubt = Verdict::AtMost(Confidence::Possible);
    telling.map(|(_, check)| check(pair)).fold(None, |worst, verdict| match verdict {
        Verdict::Apart => Some(verdict),
        it if it == doubt && worst.is_none() => Some(it),
        _ => worst,
    })
}

/// Whether alignment judges this itself: how much a head says, and what places and times tell.
fn is_weighed(separator: Separator) -> bool {
    use Separator::{Agreement, Brevity, Context, Generic, LoneAction, LonePeriod, Mood, Numeral};
    matches!(
        separator,
        Agreement | Brevity | Context | Generic | LoneAction | LonePeriod | Mood | Numeral
    )
}

/// Three values under one head are an enumeration rather than a slip; four surely are.
fn without_series(figures: &[&Figure], found: Vec<Conflict>) -> Vec<Conflict> {
    let values = values(figures, &found);
    let lowered = |mut conflict: Conflict| match distinct(&values, &conflict) {
        ..3 => Some(conflict),
        3 => {
            conflict.level = match conflict.level {
                Confidence::Certain => Confidence::Likely,
                Confidence::Likely => Confidence::Possible,
                Confidence::Possible => return None,
            };
            Some(conflict)
        }
        _ => None,
    };
    found.into_iter().filter_map(lowered).collect()
}

/// Restatements with four values are more often a list than a slip; doubtful ones, and those with
/// one head, with three.
fn unlike_series(figures: &[&Figure], mut found: Vec<Conflict>) -> Vec<Conflict> {
    const LIST: usize = 4;
    let head = |index: usize| figures.get(index).map(|it| &it.head);
    let doubtful =
        |it: &Conflict| it.level < Confidence::Likely || head(it.first) == head(it.second);
    let all = values(figures, &found);
    found.retain(|it| !doubtful(it) || distinct(&all, it) + 1 < LIST);
    let likely = found.iter().filter(|it| Confidence::Likely <= it.level);
    let values = values(figures, likely);
    for conflict in found.iter_mut().filter(|it| LIST <= distinct(&values, it)) {
        conflict.level = Confidence::Possible;
    }
    found
}

/// The values that each figure has and contradicts, up to as many as a list has.
type Values = HashMap<usize, Vec<Decimal>>;

fn values<'a>(figures: &[&Figure], conflicts: impl IntoIterator<Item = &'a Conflict>) -> Values {
    const ENOUGH: usize = 5;
    let value = |index: usize| figures.get(index).map(|it| it.amount.value.normalize());
    let mut values = Values::new();
    for conflict in conflicts {
        for member in [conflict.first, conflict.second] {
            let known = values.entry(member).or_default();
            for value in [conflict.first, conflict.second].into_iter().filter_map(value) {
                if known.len() < ENOUGH && !known.contains(&value) {
                    known.push(value);
                }
            }
        }
    }
    values
}

/// How many values the two figures of a conflict have and contradict.
fn distinct(values: &Values, conflict: &Conflict) -> usize {
    let members = [conflict.first, conflict.second];
    let mut all: Vec<_> = members.iter().filter_map(|it| values.get(it)).flatten().collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

#[cfg(test)]
mod tests;
