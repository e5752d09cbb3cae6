//! `contents`: the table of contents against the headings of the draft.
//!
//! An entry is paired with the heading that reads the same; what is left is paired between its
//! neighbours by its number, or by words that are mostly the same. Silent about headings that the
//! table leaves out (a level may be left out on purpose), about entries without a number that no
//! heading resembles (前言, 附件), and where fewer than half of the entries find their heading: then
//! the table is of something else.

mod pairing;

use crate::kinds::{Capture, Context, Finding, Kind, Related};
use crate::model::Document;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span};
use pairing::{Pairing, Slip};

/// The parameters: which slips are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    report: Vec<Report>,
}

/// What may be wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    Differs,
    Missing,
    Order,
}

impl Kind for Contents {
    const NAME: &'static str = "contents";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const REPORT: [(&str, Report); 3] =
            [("differs", Report::Differs), ("missing", Report::Missing), ("order", Report::Order)];
        let mut fields = reader.fields(node)?;
        let listed = fields.require("report", reader);
        let members = listed.map(|it| it.list().unwrap_or(std::slice::from_ref(it)));
        let report = members.unwrap_or(&[]).iter();
        let report = report.filter_map(|it| reader.choice(it, &REPORT)).collect();
        reader.finish(fields);
        listed.map(|_| Self { report })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["entry", "heading", "problem", "problem-en", "here", "here-en", "there", "there-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let pairing = Pairing::of(document);
        for slip in pairing.slips() {
            let (report, finding) = match slip {
                Slip::Differs { entry, heading } => {
                    (Report::Differs, differs(document, entry, heading))
                }
                Slip::Missing { entry, confidence } => {
                    (Report::Missing, missing(document, entry, confidence))
                }
                Slip::Order { entry, heading, before } => {
                    (Report::Order, order(document, entry, heading, before))
                }
            };
            if self.report.contains(&report) {
                found.push(finding);
            }
        }
    }
}

/// The heading and the entry, each at the characters that the other lacks.
fn differs(document: &Document, entry: Span, heading: Span) -> Finding {
    let text = &document.source.text;
    let [listed, written] = [entry, heading].map(|it| it.of(text));
    let [there, here] = apart(text, entry, heading);
    let mut finding = Finding::at(document, here, Confidence::Certain);
    finding.related.push(related(document, there));
    let [there, here] = [there, here].map(|it| it.of(text));
    finding.captures = captures(
        [listed, written],
        [
            format!("目录与标题不一致：目录为“{listed}”，标题为“{written}”"),
            format!("the contents list `{listed}`, but the heading is `{written}`"),
        ],
        [format!("标题为“{here}”"), format!("the heading has `{here}`")],
        [format!("目录为“{there}”"), format!("the contents have `{there}`")],
    );
    finding
}

fn missing(document: &Document, entry: Span, confidence: Confidence) -> Finding {
    let listed = entry.of(&document.source.text);
    let mut finding = Finding::at(document, entry, confidence);
    finding.captures = captures(
        [listed, ""],
        [
            format!("目录里的“{listed}”在正文中没有对应的标题"),
            format!("the contents list `{listed}`, but there is no such heading"),
        ],
        ["正文没有".to_owned(), "not in the text".to_owned()],
        [String::new(), String::new()],
    );
    finding
}

fn order(document: &Document, entry: Span, heading: Span, before: Span) -> Finding {
    let text = &document.source.text;
    let [listed, written, before] = [entry, heading, before].map(|it| it.of(text));
    let mut finding = Finding::at(document, heading, Confidence::Certain);
    finding.related.push(related(document, entry));
    finding.captures = captures(
        [listed, written],
        [
            format!(
                "目录的次序与正文不同：“{listed}”在目录里排在“{before}”之后，在正文里排在它前面"
            ),
            format!("`{listed}` comes after `{before}` in the contents, and before it in the text"),
        ],
        ["正文在此".to_owned(), "here in the text".to_owned()],
        [format!("目录里在“{before}”之后"), format!("after `{before}` in the contents")],
    );
    finding
}

fn related(document: &Document, span: Span) -> Related {
    let place = Place { source: document.source.id, span };
    Related { place, captures: Vec::new() }
}

/// The wording in both languages.
fn captures(
    titles: [&str; 2],
    problem: [String; 2],
    here: [String; 2],
    there: [String; 2],
) -> Vec<Capture> {
    let [entry, heading] = titles.map(str::to_owned);
    let [problem, problem_en] = problem;
    let [here, here_en] = here;
    let [there, there_en] = there;
    vec![
        ("entry".into(), entry),
        ("heading".into(), heading),
        ("problem".into(), problem),
        ("problem-en".into(), problem_en),
        ("here".into(), here),
        ("here-en".into(), here_en),
        ("there".into(), there),
        ("there-en".into(), there_en),
    ]
}

/// What of each of two titles the other lacks; where that is nothing, the character beside it.
fn apart(text: &str, one: Span, other: Span) -> [Span; 2] {
    let [first, second] = [one, other].map(|it| it.of(text));
    let same = |(a, b): &(char, char)| a == b;
    let lead: usize =
        first.chars().zip(second.chars()).take_while(same).map(|it| it.0.len_utf8()).sum();
    let [a, b] = [first, second].map(|it| it.get(lead..).unwrap_or(""));
    let rest = a.chars().rev().zip(b.chars().rev());
    let tail: usize = rest.take_while(same).map(|it| it.0.len_utf8()).sum();
    [(one, first), (other, second)].map(|(span, words)| {
        let end = words.len().saturating_sub(tail).max(lead);
        let before = words.get(..lead).and_then(|it| it.chars().next_back());
        let after = words.get(end..).and_then(|it| it.chars().next());
        let (start, end) = match (lead < end, before, after) {
            (true, ..) => (lead, end),
            (false, _, Some(after)) => (lead, end + after.len_utf8()),
            (false, Some(before), None) => (lead - before.len_utf8(), end),
            (false, None, None) => (lead, end),
        };
        Span::new(start, end).moved(span.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_held_apart_by_their_characters() {
        let check = |one: &str, other: &str, expect: [&str; 2]| {
            let text = format!("{one}{other}");
            let spans = [Span::new(0, one.len()), Span::new(one.len(), text.len())];
            assert_eq!(apart(&text, spans[0], spans[1]).map(|it| it.of(&text)), expect);
        };
        check("下一步打算", "下一步工作", ["打算", "工作"]);
        check("持续抓学习", "抓学习", ["持续", "抓"]);
        check("抓学习", "抓学习落实", ["习", "落实"]);
        check("抓抓", "抓抓抓", ["抓", "抓"]);
    }
}
