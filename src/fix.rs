//! Floor 6: applies the edits that rules offer, round after round, until no more is to be done.
//!
//! A number, a section number and a placeholder stay what they are, whatever an edit says.

mod compose;
mod number;

use std::collections::BTreeSet;

use crate::check::{Settings, check, findings_of};
use crate::diagnostic::change::Change;
use crate::diagnostic::{Diagnostic, Problem, Safety};
use crate::input::encode::Writer;
use crate::input::{self, Raw};
use crate::model::Document;
use crate::pack::RuleSet;
use crate::text::edit::edited;
use crate::text::{Edit, Source, Span, Text};

/// The tag of rules whose findings are holes that a person fills.
pub const HOLE: &str = "hole";
/// After so many rounds two rules undo each other.
const ROUNDS: usize = 10;

/// What a run asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The rules.
    pub set: &'a RuleSet,
    /// Which of them run, and what is left alone.
    pub settings: &'a Settings,
    /// Whether edits that a person should have seen are applied as well.
    pub offered: bool,
}

/// What fixing one draft gave.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The bytes of the corrected draft, where anything changed.
    pub bytes: Option<Vec<u8>>,
    /// What changed in the text, in order, without overlap.
    pub changes: Vec<Change>,
    /// The rule of each edit that was applied.
    pub applied: Vec<String>,
    /// What is found in the corrected draft.
    pub left: Vec<Diagnostic>,
    /// Which of these would be corrected if edits that are not safe were asked for.
    pub offered: Vec<usize>,
}

/// The edits of one finding.
#[derive(Clone, Debug)]
struct Step {
    edits: Vec<Edit>,
    rule: String,
    safety: Safety,
    /// Which of the findings of its round.
    finding: usize,
}

/// Corrects the draft that `raw` was read as.
pub fn fix(raw: Raw<'_>, source: Source, asked: Asked<'_>) -> Result<Fixed, Problem> {
    let mut document = Document::of(source);
    let mut fixed = Fixed::default();
    let mut writer = None;
    let mut rounds: Vec<BTreeSet<String>> = Vec::new();
    loop {
        fixed.left = check(&document, asked.set, asked.settings).diagnostics;
        let offers = offers(&document, asked, &fixed.left);
        let may = |it: &&Step| it.safety == Safety::Safe || asked.offered;
        let steps = harmless(&document.source.text, apart(offers.iter().filter(may)));
        if steps.is_empty() {
            fixed.offered = offers.iter().map(|it| it.finding).collect();
            break;
        }
        if ROUNDS <= rounds.len() {
            return Err(unstable(&rounds));
        }
        rounds.push(steps.iter().map(|it| it.rule.clone()).collect());
        let text = &document.source.text;
        let writer = match &writer {
            Some(writer) => writer,
            None => writer.insert(Writer::of(raw, text)?),
        };
        let new = edited(text, steps.iter().flat_map(|it| &it.edits));
        fixed.changes = compose::composed(fixed.changes, &steps, text);
        fixed.applied.extend(steps.into_iter().map(|it| it.rule));
        fixed.bytes = Some(writer.write(&new)?);
        document = Document::of(read_again(raw, &document, &new)?);
    }
    Ok(fixed)
}

fn read_again(raw: Raw<'_>, document: &Document, text: &str) -> Result<Source, Problem> {
    // The reader takes one byte order mark away, and the text may begin with another.
    let bytes = format!("\u{FEFF}{text}");
    let raw = Raw { name: raw.name, bytes: bytes.as_bytes(), encoding: Some("utf-8") };
    input::read(raw, document.source.id)
}

/// What may be corrected, in order of place, and how safe it is.
fn offers(document: &Document, asked: Asked<'_>, found: &[Diagnostic]) -> Vec<Step> {
    let step = |(finding, it): (usize, &Diagnostic)| {
        let fix = it.fix.as_ref()?;
        let (edits, rule) = (fix.edits.clone(), it.rule.clone());
        Some(Step { edits, rule, safety: fix.safety, finding })
    };
    let sound =
        |step: &Step| changes(document, step) && number::kept(&document.source.text, &step.edits);
    let mut offers: Vec<_> = found.iter().enumerate().filter_map(step).filter(sound).collect();
    if offers.is_empty() {
        return offers;
    }
    let holes = holes(document, asked.set);
    offers.retain(|step| step.edits.iter().all(|edit| !touched(&holes, edit.span)));
    offers.sort_by(|a, b| (spans(a), &a.rule).cmp(&(spans(b), &b.rule)));
    offers
}

fn changes(document: &Document, step: &Step) -> bool {
    let text = &document.source.text;
    step.edits.iter().any(|edit| edit.span.of(text) != edit.text)
}

fn spans(step: &Step) -> Vec<Span> {
    step.edits.iter().map(|edit| edit.span).collect()
}

/// The places of holes, whether or not their rules were asked for.
fn holes(document: &Document, set: &RuleSet) -> Vec<Span> {
    let rules = set.rules.iter().filter(|rule| rule.info.tags.iter().any(|tag| tag == HOLE));
    let found = rules.flat_map(|rule| findings_of(document, set, rule, &set.beside));
    let mut spans: Vec<Span> = found.map(|it| it.at.span).collect();
    spans.sort();
    spans.dedup_by(|next, last| {
        let meets = last.meets(*next);
        if meets {
            *last = last.join(*next);
        }
        meets
    });
    spans
}

/// Whether an edit of `span` would change one of `holes`, which are sorted and share nothing.
fn touched(holes: &[Span], span: Span) -> bool {
    let until = holes.partition_point(|hole| hole.start < span.end.max(span.start + 1));
    let last = until.checked_sub(1).and_then(|at| holes.get(at));
    last.is_some_and(|hole| hole.meets(span) || (hole.start < span.start && span.start < hole.end))
}

/// The steps that do not get in each other's way, the first of each place.
fn apart<'a>(steps: impl Iterator<Item = &'a Step>) -> Vec<Step> {
    let mut kept: Vec<Step> = Vec::new();
    for step in steps {
        let Some(first) = step.edits.first() else { continue };
        let last = kept.last().and_then(|it| it.edits.last());
        if last.is_none_or(|it| behind(it.span, first.span)) {
            kept.push(step.clone());
        }
    }
    kept
}

/// Whether `next` begins behind `last`; two edits of one point have no order.
fn behind(last: Span, next: Span) -> bool {
    let both = !last.is_empty() && !next.is_empty();
    last.end < next.start || (last.end == next.start && both)
}

/// As many of the steps as leave all numbers alone together: 3<b>,<b>141 would become one.
fn harmless(text: &str, mut steps: Vec<Step>) -> Vec<Step> {
    while 1 < steps.len() {
        let edits: Vec<Edit> = steps.iter().flat_map(|it| it.edits.clone()).collect();
        if number::kept(text, &edits) {
            break;
        }
        steps.truncate(steps.len() / 2);
    }
    steps
}

/// The refusal of a draft that the rules of the last rounds do not leave in peace.
fn unstable(rounds: &[BTreeSet<String>]) -> Problem {
    let rules: BTreeSet<&str> = rounds.iter().rev().take(2).flatten().map(String::as_str).collect();
    let list = rules.into_iter().collect::<Vec<_>>().join(" ");
    Problem {
        code: "E-FIX-UNSTABLE",
        message: Text::new(
            format!("改了{ROUNDS}遍还没有改完，没有改动这个文件；还在改的规则：{list}"),
            format!(
                "still changing after {ROUNDS} rounds, so the file is left alone; the rules at work: {list}"
            ),
        ),
        help: Text::new(
            "可能有两条规则互相改回去，用 --ignore 去掉一条",
            "two rules may undo each other: leave one out with `--ignore`",
        ),
    }
}

#[cfg(test)]
mod tests;
