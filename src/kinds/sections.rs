//! `sections`: sections that must be there, must not be there, or stand in a fixed order.
//!
//! A section is known by its heading, numbered or by format; a short line without an end mark counts
//! as a heading where one is expected. What is missing is reported at the end of the draft. Silent
//! about attachments behind the body.

use super::extent::{body, end};
use super::{Context, Dropped, Finding, Kind, Related, needle};
use crate::model::Document;
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::{PatternId, Scan};
use crate::text::sentence::ends_clause;
use crate::text::{BlockKind, Confidence, Node, Place, Span, Text};

/// The parameters: expected and forbidden sections.
#[derive(Debug)]
pub struct Sections {
    expect: Vec<Wanted>,
    forbid: Vec<Wanted>,
    order: bool,
}

/// A section by the words of its heading.
#[derive(Debug)]
struct Wanted {
    /// What it is called in messages.
    name: String,
    heading: PatternId,
}

/// A line that is no heading by number or format is one where it has at most so many characters.
const SHORT: usize = 24;

impl Kind for Sections {
    const NAME: &'static str = "sections";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let expect = fields.take("expect").map(|it| list(it, reader)).unwrap_or_default();
        let forbid = fields.take("forbid").map(|it| list(it, reader)).unwrap_or_default();
        let order = fields.take("order").and_then(|it| reader.flag(it)).unwrap_or(false);
        let (span, written) = (fields.span, fields.key("expect").or(fields.key("forbid")));
        if let Some(key) = fields.key("order").filter(|_| order && expect.len() < 2) {
            reader.slip(Slip::new(
                key,
                "order 要和两个以上的 expect 合用",
                "`order` needs two or more members of `expect`",
            ));
        }
        reader.finish(fields);
        if written.is_none() {
            reader.slip(
                Slip::new(span, "要写 expect 或 forbid", "write `expect` or `forbid`").help(
                    "例如 expect: [存在问题, [下一步打算, 下一步安排]]",
                    "for example `expect: [one, [two, other words for two]]`",
                ),
            );
        }
        let any = !(expect.is_empty() && forbid.is_empty());
        any.then_some(Self { expect, forbid, order })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["section", "problem", "problem-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let headings = headings(document);
        let places = self.places(context.scan, &headings);
        found.extend(self.missing(document, &places, headings.iter().any(|it| it.sure)));
        for wanted in &self.forbid {
            found.extend(forbidden(context.scan, document, wanted, &headings));
        }
        if self.order {
            found.extend(self.out_of_order(document, &places));
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let places = self.places(context.scan, &headings(context.document));
        let there = self.expect.iter().zip(places).filter_map(|(it, at)| Some((it, at?)));
        let expected = there.map(|(wanted, at)| {
            let name = &wanted.name;
            let why =
                Text::new(format!("这就是“{name}”部分"), format!("this is the section `{name}`"));
            Dropped { at, captures: Vec::new(), why }
        });
        expected.chain(self.unsure(context)).collect()
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        let headings = headings(context.document);
        let absent = self.forbid.iter().filter(|wanted| {
            !headings.iter().any(|it| context.scan.inside(wanted.heading, it.span))
        });
        let words = |it: &Wanted| {
            let name = &it.name;
            Text::new(
                format!("forbid：没有一个标题里有“{name}”"),
                format!("`forbid`: no heading has `{name}`"),
            )
        };
        absent.map(words).collect()
    }
}

impl Sections {
    /// Lines with the words of a forbidden section that are hardly headings.
    fn unsure(&self, context: &Context<'_>) -> Vec<Dropped> {
        let headings = headings(context.document);
        let lines = headings.iter().filter(|it| {
            let named = |wanted: &Wanted| context.scan.inside(wanted.heading, it.span);
            !it.sure && self.forbid.iter().any(named)
        });
        let why = || Text::new("没有序号，不一定是标题", "without a number it may be no heading");
        lines.map(|it| Dropped { at: it.span, captures: Vec::new(), why: why() }).collect()
    }

    /// Where each expected section stands.
    fn places(&self, scan: &Scan<'_>, headings: &[Heading]) -> Vec<Option<Span>> {
        let place = |wanted: &Wanted| {
            let mut spans = headings.iter().map(|it| it.span);
            spans.find(|it| scan.inside(wanted.heading, *it))
        };
        self.expect.iter().map(place).collect()
    }

    /// All that is missing, in one finding at the end of the draft.
    fn missing(
        &self,
        document: &Document,
        places: &[Option<Span>],
        headed: bool,
    ) -> Option<Finding> {
        let missing: Vec<&str> = self
            .expect
            .iter()
            .zip(places)
            .filter(|(_, place)| place.is_none())
            .map(|(wanted, _)| wanted.name.as_str())
            .collect();
        if missing.is_empty() {
            return None;
        }
        let quoted = |open: &str, close: &str, joint: &str| {
            let words: Vec<_> = missing.iter().map(|it| format!("{open}{it}{close}")).collect();
            words.join(joint)
        };
        let confidence = if headed { Confidence::Certain } else { Confidence::Likely };
        let problem = (
            format!("缺少{}部分", quoted("“", "”", "、")),
            format!("the section {} is missing", quoted("`", "`", ", ")),
        );
        Some(finding(document, end(document), missing.join("、"), problem, confidence))
    }

    /// The expected sections that stand before one that should come earlier.
    fn out_of_order(&self, document: &Document, places: &[Option<Span>]) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut last: Option<(&Wanted, Span)> = None;
        let there = self.expect.iter().zip(places);
        for (wanted, at) in there.filter_map(|(wanted, at)| Some((wanted, (*at)?))) {
            if let Some((before, place)) = last.filter(|(_, place)| at.start < place.start) {
                let problem = (
                    format!("“{}”应在“{}”之后", wanted.name, before.name),
                    format!("`{}` should follow `{}`", wanted.name, before.name),
                );
                let name = wanted.name.clone();
                let place = Place { source: document.source.id, span: place };
                found.push(Finding {
                    related: vec![Related {
                        place,
                        captures: vec![("section".into(), before.name.clone())],
                    }],
                    ..finding(document, at, name, problem, Confidence::Certain)
                });
            } else {
                last = Some((wanted, at));
            }
        }
        found
    }
}

fn forbidden(
    scan: &Scan<'_>,
    document: &Document,
    wanted: &Wanted,
    headings: &[Heading],
) -> Vec<Finding> {
    let known = headings.iter().filter(|it| it.sure && scan.inside(wanted.heading, it.span));
    let problem = (
        format!("不应有“{}”部分", wanted.name),
        format!("there should be no section `{}`", wanted.name),
    );
    let one = |it: &Heading| {
        let name = wanted.name.clone();
        finding(document, it.span, name, problem.clone(), Confidence::Certain)
    };
    known.map(one).collect()
}

fn finding(
    document: &Document,
    at: Span,
    section: String,
    problem: (String, String),
    confidence: Confidence,
) -> Finding {
    Finding {
        captures: vec![
            ("section".into(), section),
            ("problem".into(), problem.0),
            ("problem-en".into(), problem.1),
        ],
        ..Finding::at(document, at, confidence)
    }
}

/// A line that may head a section.
struct Heading {
    span: Span,
    /// Whether a number or a format says so.
    sure: bool,
}

/// The headings of the body and its short lines, in order.
fn headings(document: &Document) -> Vec<Heading> {
    let source = &document.source;
    let sections = document.outline.sections.iter().filter(|it| it.part == 0);
    let sections = sections.filter(|it| it.parent.is_some());
    let mut headings: Vec<Heading> =
        sections.map(|it| Heading { span: it.heading(), sure: true }).collect();
    let known: Vec<u32> = headings.iter().map(|it| it.span.start).collect();
    let body = body(document);
    let blocks = source.blocks.iter().take_while(|it| body.covers(it.span));
    // The first line is the title of the draft.
    for block in blocks.skip_while(|it| it.span.of(&source.text).trim().is_empty()).skip(1) {
        let words = block.span.of(&source.text).trim();
        let short = !words.is_empty() && words.chars().nth(SHORT).is_none();
        let numbered = known.binary_search(&block.span.start).is_ok();
        if short && !numbered && block.kind == BlockKind::Paragraph && !words.ends_with(ends_clause)
        {
            headings.push(Heading { span: block.span, sure: false });
        }
    }
    headings.sort_by_key(|it| it.span.start);
    headings
}

/// Reads sections: each a text, or a list of words for one section.
fn list(node: &Node, reader: &mut Reader) -> Vec<Wanted> {
    let members = reader.members(node);
    members
        .iter()
        .filter_map(|it| {
            let heading = needle::read(it, reader)?;
            let first = it.list().and_then(<[Node]>::first).unwrap_or(it);
            let name = first.scalar().unwrap_or("").split('|').next().unwrap_or("");
            Some(Wanted { name: name.to_owned(), heading })
        })
        .collect()
}
