//! Short names: …（以下简称“公司”） against each other and against the rest of the draft.
//!
//! Reported are one name with two short ones, one short name for two things, a short name that
//! stands before its definition or never again, and a bare 《条例》 whose full title stands nowhere.
//! Silent in attachments, and where the beginning of an unquoted full name cannot be told.

mod definition;

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, beside, needle};
use crate::kinds::Capture;
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::decode::{Fields, Reader};
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Span};
use definition::{Definition, Relation, relation};

/// What opens a definition, and what is reported.
#[derive(Debug)]
pub struct Abbreviations {
    openers: PatternId,
    /// Words for a sort of document that stand alone in 《》 as a short title.
    kinds: Vec<String>,
    report: Vec<Report>,
}

/// What may be wrong with a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// One name has two short ones.
    Two,
    /// Two things have one short name.
    Shared,
    /// It stands before its definition.
    Early,
    /// It is never used.
    Unused,
    /// A short title without a full one.
    Unexplained,
}

const REPORTS: [(&str, Report); 5] = [
    ("two", Report::Two),
    ("shared", Report::Shared),
    ("early", Report::Early),
    ("unused", Report::Unused),
    ("unexplained", Report::Unexplained),
];

/// The names for messages.
pub(super) const CAPTURES: [&str; 6] =
    ["short", "full", "problem", "problem-en", "place", "place-en"];

/// So many definitions of a draft are looked at.
const MOST: usize = 100;

impl Abbreviations {
    pub(super) fn read(fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Self> {
        let openers = fields.require("openers", reader).and_then(|it| needle::read(it, reader));
        let kinds = fields.take("kinds").map(|it| reader.strings(it)).unwrap_or_default();
        let report = fields.require("report", reader).map(|it| reader.members(it));
        let report = report.unwrap_or_default().iter();
        let report = report.filter_map(|it| reader.choice(it, &REPORTS)).collect();
        Some(Self { openers: openers?, kinds, report })
    }

    pub(super) fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let hits = needle::matches(context.scan, self.openers, &document.source).into_iter();
        let body = hits.filter(|it| !document.lies_in(Scope::Attachment, it.span));
        let defined = body.filter_map(|it| Definition::at(document, it.span)).take(MOST);
        let defined: Vec<Definition<'_>> = defined.collect();
        self.compare(document, &defined, found);
        for (at, it) in defined.iter().enumerate() {
            let told = |finding: &Finding| {
                finding.at.span == it.span
                    || finding.related.iter().any(|other| other.place.span == it.span)
            };
            let again = defined.iter().take(at).any(|first| first.short == it.short);
            if !again && !found.iter().any(told) {
                found.extend(self.in_text(document, it));
            }
        }
        if self.report.contains(&Report::Unexplained) {
            found.extend(self.unexplained(document, &defined));
        }
    }

    /// Holds each definition against the earlier ones of the same name or the same short name.
    fn compare(&self, document: &Document, defined: &[Definition<'_>], found: &mut Vec<Finding>) {
        for (at, it) in defined.iter().enumerate() {
            let earlier = defined.iter().take(at);
            let odd = earlier.filter_map(|first| Some((first, self.conflict(first, it)?))).next();
            let Some((first, (report, confidence))) = odd else { continue };
            let (problem, problem_en) = match report {
                Report::Two => (
                    format!(
                        "“{}”前面已简称“{}”，此处又简称“{}”",
                        first.full, first.short, it.short
                    ),
                    format!("`{}` is `{}` above and `{}` here", first.full, first.short, it.short),
                ),
                _ => (
                    format!("简称“{}”前面指“{}”，此处指“{}”", it.short, first.full, it.full),
                    format!("`{}` is `{}` above and `{}` here", it.short, first.full, it.full),
                ),
            };
            let place =
                |it: &Definition<'_>| place(it, (format!("“{}”", it.short), it.short.to_owned()));
            let related = vec![beside(&document.source, first.span, place(first))];
            let captures = [place(it), told(problem, problem_en)].concat();
            found.push(Finding { related, captures, ..Finding::at(document, it.span, confidence) });
        }
    }

    fn conflict(
        &self,
        first: &Definition<'_>,
        it: &Definition<'_>,
    ) -> Option<(Report, Confidence)> {
        let relation = relation(first, it);
        let report = match (first.short == it.short, relation) {
            (false, Relation::Same) => (Report::Two, Confidence::Certain),
            (true, Relation::Other) => (Report::Shared, Confidence::Certain),
            (true, Relation::Unclear) => (Report::Shared, Confidence::Possible),
            _ => return None,
        };
        self.report.contains(&report.0).then_some(report)
    }

    /// The short name elsewhere in the draft: before its definition, or nowhere.
    fn in_text(&self, document: &Document, it: &Definition<'_>) -> Option<Finding> {
        let text = &document.source.text;
        let quoted = format!("《{}》", it.short);
        let word = if it.is_title { quoted.as_str() } else { it.short };
        let before = text.get(..it.span.start as usize).unwrap_or("");
        let after = text.get(it.span.end as usize..).unwrap_or("");
        let part = it.full.contains(it.short);
        let early = before.match_indices(word).map(|(at, _)| Span::new(at, at + word.len()));
        let early = early.filter(|at| document.lies_in(Scope::Sentence, *at)).min();
        if let Some(early) = early.filter(|_| !part) {
            let wanted = self.report.contains(&Report::Early);
            return wanted.then(|| {
                let problem = format!("“{}”在定义之前就用了", it.short);
                let problem_en = format!("`{}` stands before its definition", it.short);
                let words = ("定义在这里".to_owned(), "defined here".to_owned());
                let first = ("先用在这里".to_owned(), "used first".to_owned());
                Finding {
                    related: vec![beside(&document.source, it.span, place(it, words))],
                    captures: [place(it, first), told(problem, problem_en)].concat(),
                    ..Finding::at(document, early, Confidence::Possible)
                }
            });
        }
        let unused = self.report.contains(&Report::Unused) && !after.contains(word);
        (unused && !before.contains(word)).then(|| {
            let problem = format!("定义了简称“{}”，后面没有用", it.short);
            let problem_en = format!("the short name `{}` is never used", it.short);
            let words = ("定义在这里".to_owned(), "defined here".to_owned());
            let captures = [place(it, words), told(problem, problem_en)].concat();
            Finding { captures, ..Finding::at(document, it.span, Confidence::Possible) }
        })
    }

    /// Bare short titles whose full title stands nowhere, each once.
    fn unexplained(&self, document: &Document, defined: &[Definition<'_>]) -> Vec<Finding> {
        let text = &document.source.text;
        let mut bare: BTreeMap<&str, Span> = BTreeMap::new();
        let mut explained: BTreeSet<&str> = defined.iter().map(|it| it.short).collect();
        let titles = document.scopes(Scope::TitleQuote);
        for span in titles {
            let title = span.of(text).trim_start_matches('《').trim_end_matches('》');
            match self.kinds.iter().find(|it| it.as_str() == title) {
                Some(kind) => {
                    bare.entry(kind).or_insert(*span);
                }
                None => {
                    explained.extend(
                        self.kinds.iter().filter(|it| title.contains(*it)).map(|it| it.as_str()),
                    );
                }
            }
        }
        bare.retain(|kind, _| !explained.contains(kind) && !named(text, kind));
        let finding = |(kind, span): (&str, Span)| {
            let problem = format!("《{kind}》是简称，全文没有全称");
            let problem_en = format!("《{kind}》 is short for a title that stands nowhere");
            let captures = vec![
                ("short".into(), kind.to_owned()),
                ("full".into(), String::new()),
                ("place".into(), "只有简称".to_owned()),
                ("place-en".into(), "the short title alone".to_owned()),
            ];
            let captures = [captures, told(problem, problem_en)].concat();
            Finding { captures, ..Finding::at(document, span, Confidence::Possible) }
        };
        bare.into_iter().map(finding).collect()
    }
}

/// Whether the word stands behind others without marks: 纪律处分条例.
fn named(text: &str, kind: &str) -> bool {
    text.match_indices(kind).any(|(at, _)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        before.is_some_and(|it| it.is_alphabetic())
    })
}

fn place(it: &Definition<'_>, words: (String, String)) -> Vec<Capture> {
    vec![
        ("short".into(), it.short.to_owned()),
        ("full".into(), it.full.to_owned()),
        ("place".into(), words.0),
        ("place-en".into(), words.1),
    ]
}

fn told(problem: String, problem_en: String) -> Vec<Capture> {
    vec![("problem".into(), problem), ("problem-en".into(), problem_en)]
}
