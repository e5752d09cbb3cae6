//! Floor 6: runs the test cases that rules carry.

pub mod draft;
pub mod update;

use std::sync::Arc;

use crate::check::{findings_of, message_of};
use crate::diagnostic::Problem;
use crate::input::{self, Raw};
use crate::kinds::{Beside, Finding, Related};
use crate::model::Document;
use crate::pack::case::{Case, MARKS};
use crate::pack::{Rule, RuleSet};
use crate::text::{Language, SourceId, Span};

/// How a case, or a rule without cases, came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Found exactly what is marked.
    Passed,
    /// A marked place was not found: 漏报.
    Missing,
    /// A place was found that is not marked: 多报.
    Noisy,
    /// Found, but elsewhere or with other words: 错位.
    Wrong,
    /// The rule lacks a good or a bad case: 未测.
    Untested,
    /// A failure known and marked as `todo`.
    Todo,
}

impl Outcome {
    /// The word for people.
    pub fn name(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Outcome::Passed => ("通过", "passed"),
            Outcome::Missing => ("漏报", "missing"),
            Outcome::Noisy => ("多报", "noisy"),
            Outcome::Wrong => ("错位", "wrong"),
            Outcome::Untested => ("未测", "untested"),
            Outcome::Todo => ("待办", "todo"),
        };
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// Whether the rule is not as its cases say.
    pub fn fails(self) -> bool {
        matches!(self, Outcome::Missing | Outcome::Noisy | Outcome::Wrong)
    }
}

/// What running a case gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule's id as shown.
    pub rule: String,
    /// The YAML file.
    pub file: String,
    /// The 1-based line of the case in it, or of the rule.
    pub line: usize,
    /// How it came out.
    pub outcome: Outcome,
    /// The difference, in lines; empty where there is none.
    pub difference: String,
}

/// Runs the cases of all rules, those of severity `none` too.
pub fn verify(set: &RuleSet, language: Language) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for rule in &set.rules {
        let [good, bad] = [true, false].map(|kind| rule.cases.iter().any(|it| it.good == kind));
        if !(good && bad) {
            let words = match language {
                Language::Zh => "至少要有一个 good 和一个 bad 用例",
                Language::En => "at least one good and one bad case are needed",
            };
            verdicts.push(verdict(rule, rule.span, Outcome::Untested, words.to_owned()));
        }
        for case in &rule.cases {
            let (outcome, difference) = run(set, rule, case, language);
            let outcome = if case.todo && outcome.fails() { Outcome::Todo } else { outcome };
            verdicts.push(verdict(rule, case.span, outcome, difference));
        }
    }
    verdicts
}

/// What `rule` says of the draft of a case, each sentence once.
pub fn said(set: &RuleSet, rule: &Rule, case: &Case, language: Language) -> Vec<String> {
    let Ok((document, found)) = findings(set, rule, case) else { return Vec::new() };
    let mut said: Vec<String> = Vec::new();
    for finding in &found {
        let message = message_of(&document, rule, finding, language);
        if !said.contains(&message) {
            said.push(message);
        }
    }
    said
}

fn verdict(rule: &Rule, at: Span, outcome: Outcome, difference: String) -> Verdict {
    let before = rule.file.text.get(..at.start as usize).unwrap_or("");
    let line = 1 + before.matches('\n').count();
    Verdict { rule: rule.shown(), file: rule.file.name.clone(), line, outcome, difference }
}

fn run(set: &RuleSet, rule: &Rule, case: &Case, language: Language) -> (Outcome, String) {
    let (document, found) = match findings(set, rule, case) {
        Ok(found) => found,
        Err(problem) => return (Outcome::Wrong, problem.message.get(language).to_owned()),
    };
    let [primary, related] = places(&document, &found);
    let missing = case.primary.iter().any(|it| !primary.contains(it));
    let noisy = primary.iter().any(|it| !case.primary.contains(it));
    let elsewhere = !case.related.is_empty() && case.related != related;
    let outcome = match (missing, noisy, elsewhere) {
        (false, false, false) => return says(&document, rule, case, language, &found),
        (true, false, _) => Outcome::Missing,
        (false, true, _) => Outcome::Noisy,
        _ => Outcome::Wrong,
    };
    let shown = if case.related.is_empty() { Vec::new() } else { related };
    let expected = [case.primary.as_slice(), case.related.as_slice()];
    (outcome, difference(&case.text, expected, [&primary, &shown], language))
}

/// The draft of the case, and what the rule finds in it.
fn findings(set: &RuleSet, rule: &Rule, case: &Case) -> Result<(Document, Vec<Finding>), Problem> {
    let name = case.path.as_deref().unwrap_or("");
    let raw = Raw { name, bytes: case.text.as_bytes(), encoding: Some("utf-8") };
    let document = Document::of(input::read(raw, SourceId(0))?);
    let found = findings_of(&document, set, rule, &beside(set, case));
    Ok((document, found))
}

/// The primary and the related places of findings, those in the draft alone.
fn places(document: &Document, found: &[Finding]) -> [Vec<Span>; 2] {
    let own = |it: &&Related| it.place.source == document.source.id;
    let primary = found.iter().map(|it| document.place(it.at.span)).collect();
    let related = found.iter().flat_map(|it| &it.related).filter(own);
    let mut related: Vec<Span> = related.map(|it| document.place(it.place.span)).collect();
    related.sort();
    related.dedup();
    [primary, related]
}

/// What stands beside the draft of a case: the ledgers, and the documents that it brings.
fn beside(set: &RuleSet, case: &Case) -> Beside {
    let document = |(index, (role, text)): (u32, &(String, String))| {
        let raw = Raw { name: "with.txt", bytes: text.as_bytes(), encoding: Some("utf-8") };
        let source = input::read(raw, SourceId(index)).ok()?;
        Some((role.clone(), Arc::new(Document::of(source))))
    };
    let documents = (1..).zip(&case.with).filter_map(document).collect();
    let role = case.role.clone().or(set.beside.role.clone());
    Beside { documents, role, ..set.beside.clone() }
}

/// Whether every finding says what the case wants.
fn says(
    document: &Document,
    rule: &Rule,
    case: &Case,
    language: Language,
    found: &[Finding],
) -> (Outcome, String) {
    let Some(wanted) = &case.says else { return (Outcome::Passed, String::new()) };
    let messages: Vec<_> =
        found.iter().map(|it| message_of(document, rule, it, Language::Zh)).collect();
    if messages.iter().any(|message| message.contains(wanted.as_str())) {
        return (Outcome::Passed, String::new());
    }
    let said = messages.join("\n");
    let words = match language {
        Language::Zh => format!("应说：{wanted}\n实说：{said}"),
        Language::En => format!("expected: {wanted}\nsaid:     {said}"),
    };
    (Outcome::Wrong, words)
}

/// Primary and related places.
pub type Places<'a> = [&'a [Span]; 2];

/// The lines on which the two differ, each as expected and as found.
fn difference(text: &str, expected: Places<'_>, found: Places<'_>, language: Language) -> String {
    let (should, did) = match language {
        Language::Zh => ("应报：", "实报："),
        Language::En => ("expected: ", "found:    "),
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let (wanted, got) = (marked(text, span, expected), marked(text, span, found));
        if wanted != got {
            lines.push(format!("{should}{wanted}\n{did}{got}"));
        }
    }
    lines.join("\n")
}

/// The text of `window` with the marks of cases around the places.
pub fn marked(text: &str, window: Span, places: Places<'_>) -> String {
    let mut marks = Vec::new();
    for (spans, (open, close)) in places.into_iter().zip(MARKS) {
        for span in spans {
            marks.push((span.start, u8::from(!span.is_empty()), open));
            marks.push((span.end, if span.is_empty() { 1 } else { 0 }, close));
        }
    }
    marks.retain(|(at, ..)| window.start <= *at && *at <= window.end);
    marks.sort_by_key(|(at, order, _)| (*at, *order));
    let mut out = String::new();
    let mut at = window.start;
    for (offset, _, mark) in marks {
        out.push_str(Span { start: at, end: offset }.of(text));
        out.push(mark);
        at = offset;
    }
    out.push_str(Span { start: at, end: window.end }.of(text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_show_only_the_lines_that_differ() {
        let text = "甲乙\n丙丁\n戊\n";
        let (a, b, c) = (Span::new(0, 3), Span::new(7, 10), Span::new(10, 13));
        let said = difference(text, [&[a, b], &[]], [&[a, c], &[]], Language::Zh);
        assert_eq!(said, "应报：⟦丙⟧丁\n实报：丙⟦丁⟧");
        let said = difference(text, [&[a], &[b]], [&[a], &[]], Language::En);
        assert_eq!(said, "expected: ⟪丙⟫丁\nfound:    丙丁");
    }
}
