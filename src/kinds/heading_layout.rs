//! `heading-layout`: headings of one kind that are laid out in two ways.
//!
//! Stand-alone headings (1.标题 on a line of its own) beside run-in ones (1.标题。正文), and 。 behind
//! some stand-alone headings and not behind others. The fewer are reported, once, with one of the
//! many. It stays silent about items that are one sentence each, and where either way stands alone.

use std::collections::BTreeMap;

use super::{Context, Finding, Kind, Related};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::syntax::marker::Style;
use crate::syntax::outline::Section;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span};

/// Parameters: which differences are reported.
#[derive(Debug)]
pub struct HeadingLayout {
    report: Vec<Difference>,
}

/// How headings may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    /// On a line of its own, or followed by its text.
    RunIn,
    /// With 。 or without.
    EndMark,
}

impl Kind for HeadingLayout {
    const NAME: &'static str = "heading-layout";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const REPORT: [(&str, Difference); 2] =
            [("run-in", Difference::RunIn), ("end-mark", Difference::EndMark)];
        let mut fields = reader.fields(node)?;
        let listed = fields.require("report", reader);
        reader.finish(fields);
        let listed = listed?;
        let members = listed.list().unwrap_or(std::slice::from_ref(listed));
        let report = members.iter().filter_map(|it| reader.choice(it, &REPORT)).collect();
        Some(Self { report })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["found", "found-en", "other", "other-en", "count", "other-count"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let mut groups: BTreeMap<(u32, Style), Vec<Heading>> = BTreeMap::new();
        for section in document.outline.sections.iter().skip(1) {
            let Some(marker) = &section.marker else { continue };
            // Articles and notes are no headings.
            let article = marker.style == Style::Chapter('条');
            if article || document.lies_in(Scope::Footnote, section.heading()) {
                continue;
            }
            if let Some(heading) = heading(document, section) {
                groups.entry((section.part, marker.style)).or_default().push(heading);
            }
        }
        for headings in groups.values() {
            for difference in &self.report {
                found.extend(difference.finding(document, headings));
            }
        }
    }
}

/// A heading with text below it or behind it.
struct Heading {
    span: Span,
    run_in: bool,
    /// Whether a stand-alone heading ends with 。.
    stopped: bool,
}

/// A longer title is a sentence, in characters.
const LONGEST: usize = 30;

/// The heading of a section; nothing where it is an item of one sentence.
fn heading(document: &Document, section: &Section) -> Option<Heading> {
    let text = &document.source.text;
    let block = document.source.blocks.get(section.block)?;
    let title = section.title.of(text);
    let below = Span { start: block.span.end, end: section.span.end };
    let rest = below.of(text).trim_start();
    // What has headings or a list of dashes below it has no text to run into.
    let listed = !section.children.is_empty() || rest.starts_with(['—', '－', '-']);
    let empty = !section.run_in && (rest.is_empty() || listed);
    let words = title.chars().count();
    if empty || words == 0 || LONGEST < words || title.contains(['：', ':']) {
        return None;
    }
    let rest = Span { start: section.title.end, end: block.span.end }.of(text);
    let stopped = !section.run_in && rest.trim_start().starts_with('。');
    Some(Heading { span: section.heading(), run_in: section.run_in, stopped })
}

/// With fewer headings of each kind neither is the rule.
const FEWEST: usize = 3;

impl Difference {
    /// The first of the fewer headings, beside the first of the many.
    fn finding(self, document: &Document, headings: &[Heading]) -> Option<Finding> {
        let kept = |it: &&Heading| self == Difference::RunIn || !it.run_in;
        let is = |it: &&Heading| if self == Difference::RunIn { it.run_in } else { it.stopped };
        let (with, without): (Vec<&Heading>, Vec<&Heading>) =
            headings.iter().filter(kept).partition(is);
        let fewer_with = with.len() < without.len()
            || with.len() == without.len() && without.first()?.span < with.first()?.span;
        let (few, many) = if fewer_with { (&with, &without) } else { (&without, &with) };
        let (odd, usual) = (few.first()?, many.first()?);
        if many.len() < FEWEST && many.len() <= few.len() {
            return None;
        }
        let [with, without] = self.words();
        let (found, other) = if fewer_with { (with, without) } else { (without, with) };
        let place = Place { source: document.source.id, span: usual.span };
        Some(Finding {
            related: vec![Related {
                place,
                captures: vec![
                    ("found".into(), other.0.to_owned()),
                    ("found-en".into(), other.1.to_owned()),
                ],
            }],
            captures: vec![
                ("found".into(), found.0.to_owned()),
                ("found-en".into(), found.1.to_owned()),
                ("other".into(), other.0.to_owned()),
                ("other-en".into(), other.1.to_owned()),
                ("count".into(), few.len().to_string()),
                ("other-count".into(), many.len().to_string()),
            ],
            ..Finding::at(document, odd.span, Confidence::Certain)
        })
    }

    /// What the two ways are called, in Chinese and English.
    fn words(self) -> [(&'static str, &'static str); 2] {
        match self {
            Difference::RunIn => {
                [("后面接排正文", "runs into the text"), ("独占一行", "stands on its own line")]
            }
            Difference::EndMark => {
                [("末尾有句号", "ends with 。"), ("末尾没有句号", "has no end mark")]
            }
        }
    }
}
