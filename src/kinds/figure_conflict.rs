//! The same quantity with incompatible values: 4轮集中巡回指导 / 8轮集中巡回指导.
//!
//! Two figures are compared when they share their unit and the head of their label; every
//! `Separator` then names a reason why equal labels may mean two quantities. The kind is silent
//! about table cells, and where heads differ by a restricting word.

mod group;
mod separator;

use std::collections::HashMap;

use crate::kinds::{Context, Finding, Kind};
use crate::model::figure::Figure;
use crate::syntax::quantity::Unit;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node};
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
}

impl Default for FigureConflict {
    fn default() -> Self {
        Self { units: Vec::new(), heads: Vec::new(), min_confidence: Confidence::Possible }
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
        reader.finish(fields);
        Some(kind)
    }

    fn captures(&self) -> Vec<&str> {
        vec!["found", "other", "head", "where", "where-en", "reasons"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let figures = document.figures();
        let conflicts = conflicts(figures, |figure| self.wants(figure));
        let groups = group::groups(&conflicts);
        let findings = groups.iter().map(|group| group.finding(document, figures));
        found.extend(findings.filter(|it| self.min_confidence <= it.confidence));
    }
}

impl FigureConflict {
    fn wants(&self, figure: &Figure) -> bool {
        let unit = self.units.is_empty() || self.units.iter().any(|it| it == figure.unit.name);
        let head = self.heads.is_empty() || self.heads.iter().any(|it| figure.head.contains(it));
        unit && head
    }
}

/// Two figures that cannot both be right, by their numbers in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Conflict {
    first: usize,
    second: usize,
    level: Confidence,
    reasons: Vec<Separator>,
}

/// How many later figures of its kind each figure is compared with.
const REACH: usize = 40;

/// A label with more contradictions than this is a table or a form, not a slip.
const MOST_IN_BUCKET: usize = 1_000;

/// Figures of one unit whose heads end alike.
type Bucket = (Unit, (char, char));

/// Every pair of figures that contradict each other, in the order of the draft.
fn conflicts(figures: &[Figure], wanted: impl Fn(&Figure) -> bool) -> Vec<Conflict> {
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

fn in_bucket(figures: &[Figure], members: &[usize]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, &first) in members.iter().enumerate() {
        if MOST_IN_BUCKET <= found.len() {
            break;
        }
        for &second in members.iter().skip(at + 1).take(REACH) {
            let (Some(one), Some(other)) = (figures.get(first), figures.get(second)) else {
                continue;
            };
            if let Some((level, reasons)) = compare(&Pair { first: one, second: other }) {
                found.push(Conflict { first, second, level, reasons });
            }
        }
    }
    without_series(figures, found)
}

/// How sure it is that a pair is one quantity with two values, and what speaks against it.
fn compare(pair: &Pair<'_>) -> Option<(Confidence, Vec<Separator>)> {
    let mut level = Confidence::Certain;
    let mut reasons = Vec::new();
    for (separator, check) in SEPARATORS {
        match check(pair) {
            Verdict::Silent => {}
            Verdict::AtMost(limit) => {
                level = level.min(limit);
                reasons.push(separator);
            }
            Verdict::Apart => return None,
        }
    }
    Some((level, reasons))
}

/// Three values under one head are an enumeration rather than a slip; four surely are.
fn without_series(figures: &[Figure], found: Vec<Conflict>) -> Vec<Conflict> {
    let value = |index: usize| figures.get(index).map(|it| it.amount.value.normalize());
    let mut values: HashMap<usize, Vec<_>> = HashMap::new();
    for conflict in &found {
        for member in [conflict.first, conflict.second] {
            let known = values.entry(member).or_default();
            for value in [value(conflict.first), value(conflict.second)] {
                if known.len() <= 4 && !known.contains(&value) {
                    known.push(value);
                }
            }
        }
    }
    let distinct = |conflict: &Conflict| {
        let mut all: Vec<_> = [conflict.first, conflict.second]
            .iter()
            .filter_map(|it| values.get(it))
            .flatten()
            .collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    found
        .into_iter()
        .filter_map(|mut conflict| match distinct(&conflict) {
            ..3 => Some(conflict),
            3 => {
                conflict.level = match conflict.level {
                    Confidence::Certain => Confidence::Likely,
                    Confidence::Likely => Confidence::Possible,
                    Confidence::Possible => return None,
                };
                conflict.reasons.push(Separator::Series);
                Some(conflict)
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests;
