//! What the marks of cases would be if they said what the rules find: shown first, written only when
//! the person says so.

use super::{findings, marked, places, run, verdict};
use crate::pack::case::{Case, MARKS};
use crate::pack::{Rule, RuleSet};
use crate::text::node::{Node, Value};
use crate::text::{Edit, Language, Span};

/// A case that fails, and the change of its marks that would make it pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The rule's id as shown.
    pub rule: String,
    /// The YAML file.
    pub file: String,
    /// The 1-based line of the case in it.
    pub line: usize,
    /// The case as it is and as it would be.
    pub difference: String,
    /// What changes in the file; nothing where a person has to decide.
    pub edit: Option<Edit>,
}

/// The changes that would make the cases agree with the rules.
///
/// Only marks move. A good case stays good and a bad one bad: whether a rule should fire at all, and
/// what it should say, a person decides.
pub fn updates(set: &RuleSet, language: Language) -> Vec<Update> {
    let mut updates = Vec::new();
    for rule in set.rules.iter().filter(|rule| !rule.built_in) {
        for case in rule.cases.iter().filter(|case| !case.todo) {
            let (outcome, difference) = run(set, rule, case, language);
            if outcome.fails() {
                let told = verdict(rule, case.span, outcome, difference);
                updates.push(Update {
                    rule: told.rule,
                    file: told.file,
                    line: told.line,
                    difference: told.difference,
                    edit: edit(set, rule, case),
                });
            }
        }
    }
    updates
}

/// The new marks in the YAML.
fn edit(set: &RuleSet, rule: &Rule, case: &Case) -> Option<Edit> {
    if case.good {
        return None;
    }
    let (document, found) = findings(set, rule, case).ok()?;
    let [primary, related] = places(&document, &found);
    let related = if case.related.is_empty() { Vec::new() } else { related };
    let same = primary == case.primary && related == case.related;
    if primary.is_empty() || same {
        return None;
    }
    let text = rewritten(&rule.file.text, case, [&primary, &related])?;
    Some(Edit { span: case.draft, text })
}

/// The scalar of the case with its marks at `places`; nothing where its notation has escapes.
fn rewritten(yaml: &str, case: &Case, places: [&[Span]; 2]) -> Option<String> {
    let raw = case.draft.of(yaml);
    if raw.contains('\\') && raw.starts_with('"') {
        return None;
    }
    let marks = MARKS.map(|(open, close)| [open, close]).concat();
    let bare = raw.replace(&marks[..], "");
    let span = Span::new(0, bare.len());
    let node = Node { span, value: Value::Scalar(case.text.clone()) };
    let placed = places
        .map(|spans| -> Vec<Span> { spans.iter().map(|span| node.within(*span, &bare)).collect() });
    let [primary, related] = &placed;
    Some(marked(&bare, span, [primary, related]))
}
