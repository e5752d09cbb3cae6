//! Floor 5: rules × document → diagnostics.

mod fingerprint;
mod select;
mod suppress;
pub mod trace;
mod zones;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Figured, Fix, Label, Safety, Severity};
use crate::kinds::{Beside, Context, Finding, Related, Shared};
use crate::model::Document;
use crate::pack::wording::Template;
use crate::pack::{Replacement, Rule, RuleSet, Severities};
use crate::text::pattern::Scan;
use crate::text::{Confidence, Edit, Language, Place, Span, parallel};

use suppress::Suppressions;
use zones::Zones;

pub use select::{runs, unknown_selectors};
pub use suppress::{SUPPRESSION_BARE, SUPPRESSION_UNUSED, own_rules};

/// What a run asks for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The language of messages.
    pub language: Language,
    /// Rules to run, by id, `pack/id`, pack or tag; empty means all.
    pub select: Vec<String>,
    /// Rules not to run.
    pub ignore: Vec<String>,
    /// Findings whose primary place lies inside one of these texts are set aside.
    pub allow: Vec<String>,
}

/// What differs from draft to draft in one run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own<'a> {
    /// What stands beside the draft, instead of what stands beside all.
    pub beside: Option<&'a Beside>,
    /// The severities of the rules, in the order of the set; as written where there are none.
    pub severities: &'a [Severities],
    /// The path that fingerprints are made of, instead of the one shown.
    pub path: Option<&'a str>,
}

impl Own<'_> {
    fn severities(&self, index: usize, rule: &Rule) -> Severities {
        self.severities.get(index).copied().unwrap_or(rule.severities)
    }
}

/// What checking one document gave.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, sorted by (start, rule).
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings were set aside by suppressions and `--allow`.
    pub suppressed: usize,
}

/// Runs every rule over `document`.
pub fn check(document: &Document, set: &RuleSet, settings: &Settings) -> Checked {
    check_own(document, set, settings, &Own::default())
}

/// The same with what differs for this draft.
pub fn check_own(
    document: &Document,
    set: &RuleSet,
    settings: &Settings,
    own: &Own<'_>,
) -> Checked {
    let beside = own.beside.unwrap_or(&set.beside);
    let scan = set.scanner.scan(&set.patterns, &document.source.text);
    let mut suppressions = Suppressions::of(document, set, settings);
    if !own.severities.is_empty() {
        suppressions.leave(set, |index, rule| own.severities(index, rule).silent());
    }
    let zones = Zones::new(document, beside);
    let allowed = occurrences(&document.source.text, &settings.allow);
    let mut diagnostics = Vec::new();
    let mut suppressed = 0;
    for (rule, finding, severity) in standing(document, set, (settings, own), &scan, &zones) {
        let at = finding.at.span;
        if suppressions.holds(at) {
            continue;
        }
        if suppressions.covers(rule, at) || covered(&allowed, at) {
            suppressed += 1;
            continue;
        }
        diagnostics.push(worded(document, rule, finding, severity, settings.language));
    }
    diagnostics.extend(suppressions.findings(document, settings));
    diagnostics
        .sort_by(|a, b| (a.primary.place.span, &a.rule).cmp(&(b.primary.place.span, &b.rule)));
    number_groups(document, set, &mut diagnostics);
    let path = own.path.unwrap_or(&document.source.name);
    fingerprint::write(document, path, &mut diagnostics);
    into_files(document, beside, &mut diagnostics);
    Checked { diagnostics, suppressed }
}

/// What one rule finds, whatever its severity, severities, suppressions and filters aside.
pub fn findings_of(
    document: &Document,
    set: &RuleSet,
    rule: &Rule,
    beside: &Beside,
) -> Vec<Finding> {
    let scan = set.scanner.scan(&set.patterns, &document.source.text);
    let shared = Shared::default();
    let context = Context { document, scan: &scan, shared: &shared, beside, scopes: &[] };
    run(rule, &context, &Zones::new(document, beside))
}

/// The message of `finding` by `rule`.
pub fn message_of(
    document: &Document,
    rule: &Rule,
    finding: &Finding,
    language: Language,
) -> String {
    fill(&rule.message, document, finding, &[], language)
}

/// The findings of all selected rules that no other rule supersedes.
fn standing<'a>(
    document: &Document,
    set: &'a RuleSet,
    (settings, own): (&Settings, &Own<'_>),
    scan: &Scan<'_>,
    zones: &Zones<'_>,
) -> Vec<(&'a Rule, Finding, Severity)> {
    let mut standing = Vec::new();
    let mut taken: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let all = set.rules.iter().enumerate();
    let rules: Vec<(&Rule, Severities)> = all
        .map(|(index, rule)| (rule, own.severities(index, rule)))
        .filter(|(rule, it)| !it.silent() && select::runs(rule, settings))
        .collect();
    let shared = Shared::default();
    let (beside, scopes) = (own.beside.unwrap_or(&set.beside), &[][..]);
    let context = Context { document, scan, shared: &shared, beside, scopes };
    let found: Vec<Vec<Finding>> = parallel::map(&rules, |it| run(it.0, &context, zones));
    for ((rule, severities), findings) in rules.into_iter().zip(found) {
        for finding in findings {
            let Some(severity) = severities.of(finding.confidence) else { continue };
            for id in &rule.supersedes {
                taken.entry(id).or_default().push(finding.at.span);
            }
            standing.push((rule, finding, severity));
        }
    }
    let taken: BTreeMap<&str, Vec<Span>> =
        taken.into_iter().map(|(id, spans)| (id, disjoint(spans))).collect();
    standing.retain(|(rule, finding, _)| {
        !taken.iter().any(|(id, spans)| rule.is_called(id) && touches(spans, finding.at.span))
    });
    standing
}

/// One rule over the draft: filtered, sorted, one finding a place.
fn run(rule: &Rule, context: &Context<'_>, zones: &Zones<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if !zones.opens(&rule.filter) {
        return found;
    }
    let context = Context { scopes: &rule.filter.scopes, ..*context };
    rule.check.check(&context, &mut found);
    found.retain(|finding| {
        let mut places = finding.related.iter().map(|it| it.place).chain([finding.at]);
        let own = |it: Place| it.source == context.document.source.id;
        !places.any(|it| own(it) && zones.in_code(it.span))
            && zones.admit(&rule.filter, context.scan, finding.at.span)
    });
    found.sort_by_key(|finding| (finding.at, std::cmp::Reverse(finding.confidence)));
    found.dedup_by_key(|finding| finding.at);
    found
}

fn worded(
    document: &Document,
    rule: &Rule,
    finding: Finding,
    severity: Severity,
    language: Language,
) -> Diagnostic {
    let related = |it: &Related| {
        let text = fill(&rule.labels.related, document, &finding, &it.captures, language);
        label(document, it.place, text)
    };
    let primary = fill(&rule.labels.primary, document, &finding, &[], language);
    Diagnostic {
        rule: rule.shown(),
        severity,
        confidence: finding.confidence,
        message: fill(&rule.message, document, &finding, &[], language),
        help: help(document, rule, &finding, language),
        primary: label(document, finding.at, primary),
        related: finding.related.iter().map(related).collect(),
        values: finding
            .values
            .iter()
            .cloned()
            .map(|(text, value, unit)| Figured { text, value, unit })
            .collect(),
        fix: fix(document, rule, &finding, language),
        fingerprint: String::new(),
        group: 0,
    }
}

/// The rule's help, and its hint where all of it is known.
fn help(document: &Document, rule: &Rule, finding: &Finding, language: Language) -> String {
    let help = fill(&rule.help, document, finding, &[], language);
    let text = finding.at.span.of(&document.source.text);
    let known = |name: &str| {
        let found = finding.captures.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).or((name == "text").then_some(text))
    };
    if rule.hint.is_empty() || !rule.hint.is_known(language, known) {
        return help;
    }
    let hint = fill(&rule.hint, document, finding, &[], language);
    let joint = match language {
        Language::Zh => "；",
        Language::En => "; ",
    };
    if help.is_empty() { hint } else { format!("{hint}{joint}{help}") }
}

fn fill(
    template: &Template,
    document: &Document,
    finding: &Finding,
    first: &[crate::kinds::Capture],
    language: Language,
) -> String {
    let text = finding.at.span.of(&document.source.text);
    template.fill(language, |name| {
        let captures = first.iter().chain(&finding.captures);
        let found = captures.into_iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).or((name == "text").then_some(text))
    })
}

/// How many characters of a heading a label carries.
const LONGEST_HEADING: usize = 120;

fn label(document: &Document, place: Place, text: String) -> Label {
    let source = &document.source;
    let path = document.outline.path(place.span.start);
    let section = if place.source == source.id {
        let shown = |span: Span| span.of(&source.text).chars().take(LONGEST_HEADING).collect();
        path.into_iter().map(shown).collect()
    } else {
        Vec::new()
    };
    Label { place, text, section }
}

fn fix(document: &Document, rule: &Rule, finding: &Finding, language: Language) -> Option<Fix> {
    // What a reading removes, or a house writes on purpose, is not to be corrected.
    let plan = rule.fix.as_ref().filter(|_| finding.confidence != Confidence::Possible)?;
    let span = finding.target.unwrap_or(finding.at.span);
    let edit = match &plan.replacement {
        Replacement::Kind => finding.edit.clone()?,
        Replacement::Text(template) => {
            Edit { span, text: fill(template, document, finding, &[], language) }
        }
        Replacement::Insert { before, text } => {
            let at = if *before { span.start } else { span.end };
            let text = fill(text, document, finding, &[], language);
            Edit { span: Span { start: at, end: at }, text }
        }
        Replacement::Table(table) => {
            Edit { span, text: table.get(span.of(&document.source.text))?.clone() }
        }
    };
    if !plan.whole_line {
        return Some(Fix { safety: plan.safety, edits: vec![edit] });
    }
    let (safety, edit) = match filled_line(document, span) {
        Some(line) if edit.text.is_empty() => (plan.safety, Edit { span: line, ..edit }),
        Some(_) => (plan.safety, edit),
        None => (Safety::Unsafe, edit),
    };
    Some(Fix { safety, edits: vec![edit] })
}

/// The line of `span` with its end, where nothing but blanks stands beside `span` in it.
fn filled_line(document: &Document, span: Span) -> Option<Span> {
    let source = &document.source;
    let index = source.lines.index(span.start);
    let content = source.lines.content(&source.text, index);
    (content.of(&source.text).trim() == span.of(&source.text).trim() && !span.is_empty())
        .then(|| source.lines.span(index))
}

/// Findings of one rule and severity in one block share a number where the rule says so.
fn number_groups(document: &Document, set: &RuleSet, diagnostics: &mut [Diagnostic]) {
    let grouped: std::collections::BTreeSet<String> =
        set.rules.iter().filter(|rule| rule.group).map(Rule::shown).collect();
    let mut numbers = BTreeMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|it| grouped.contains(&it.rule)) {
        let block = document.source.block_at(diagnostic.primary.place.span.start);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        let key = (diagnostic.rule.clone(), diagnostic.severity, block);
        diagnostic.group = *numbers.entry(key).or_insert(next);
    }
}

/// Moves every place from the words that were read to where they stand in their file. A fix whose
/// words have markup among them is dropped: it would break the markup.
fn into_files(document: &Document, beside: &Beside, diagnostics: &mut [Diagnostic]) {
    let beside = beside.documents.iter().map(|(_, it)| it.as_ref());
    let documents: Vec<&Document> = std::iter::once(document).chain(beside).collect();
    let moved = |place: Place| {
        let home = documents.iter().find(|it| it.source.id == place.source);
        Place { span: home.map_or(place.span, |it| it.place(place.span)), ..place }
    };
    for diagnostic in diagnostics {
        diagnostic.primary.place = moved(diagnostic.primary.place);
        diagnostic.related.iter_mut().for_each(|it| it.place = moved(it.place));
        let mut whole = true;
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            let span = document.place(edit.span);
            whole &= span.len() == edit.span.len();
            edit.span = span;
        }
        if !whole {
            diagnostic.fix = None;
        }
    }
}

/// Every occurrence of `texts`, sorted, overlaps joined.
fn occurrences(text: &str, texts: &[String]) -> Vec<Span> {
    let wanted = texts.iter().filter(|it| !it.is_empty());
    disjoint(
        wanted
            .flat_map(|it| {
                text.match_indices(it.as_str()).map(|(at, it)| Span::new(at, at + it.len()))
            })
            .collect(),
    )
}

fn disjoint(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span == *last || span.start < last.end => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined
}

fn covered(spans: &[Span], at: Span) -> bool {
    let before = spans.partition_point(|it| it.start <= at.start);
    before.checked_sub(1).and_then(|index| spans.get(index)).is_some_and(|it| it.covers(at))
}

/// Whether `at` shares a byte with one of the sorted `spans`, or equals it.
fn touches(spans: &[Span], at: Span) -> bool {
    let next = spans.partition_point(|it| it.end <= at.start && *it != at);
    spans.get(next).is_some_and(|it| it.meets(at) || *it == at)
}

#[cfg(test)]
mod tests;
