//! `sequence`: numbers that should count on — the outline's markers, 一是…二是… in the text, and
//! the captions of figures and tables.
//!
//! It looks at runs of siblings ([`Run`](crate::syntax::outline::Run)) and at series
//! ([`Series`](crate::syntax::series::Series)). It stays silent where a list may begin anew (a new
//! title, an appendix, a new parent), where a number goes on across parents (1. … 6. under three
//! headings), and about levels left out (一、→1.), which GB/T 15834—2011 B.3.8 allows.

mod caption;
mod count;
mod form;
mod outline;
mod series;
mod trace;

use crate::kinds::{Capture, Context, Dropped, Finding, Kind, Related};
use crate::model::Document;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span, Text};

/// The parameters: what is counted, and which slips are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    of: Counted,
    report: Vec<Slip>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Outline,
    Series,
    Caption,
}

/// What may go wrong with a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    Skip,
    Repeat,
    Order,
    Lone,
    Mixed,
    Inversion,
    Form,
}

/// The names of slips in YAML.
const REPORT: [(&str, Slip); 7] = [
    ("skip", Slip::Skip),
    ("repeat", Slip::Repeat),
    ("order", Slip::Order),
    ("lone", Slip::Lone),
    ("mixed", Slip::Mixed),
    ("inversion", Slip::Inversion),
    ("form", Slip::Form),
];

impl Kind for Sequence {
    const NAME: &'static str = "sequence";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const OF: [(&str, Counted); 3] = [
            ("outline", Counted::Outline),
            ("series", Counted::Series),
            ("caption", Counted::Caption),
        ];
        let mut fields = reader.fields(node)?;
        let of = fields.require("of", reader).and_then(|it| reader.choice(it, &OF));
        let listed = fields.require("report", reader);
        let members = listed.map(|it| it.list().unwrap_or(std::slice::from_ref(it)));
        let report: Vec<Slip> =
            members.unwrap_or(&[]).iter().filter_map(|it| reader.choice(it, &REPORT)).collect();
        reader.finish(fields);
        Some(Self { of: of?, report })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["found", "previous", "expected", "missing", "count"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let kept = self.notes(context).into_iter().filter(|note| self.report.contains(&note.slip));
        found.extend(kept.map(|note| note.finding(context.document)));
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        trace::dropped(self, context)
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        trace::remarks(self, context)
    }
}

impl Sequence {
    /// All slips, those that are not reported too.
    fn notes(&self, context: &Context<'_>) -> Vec<Note> {
        match self.of {
            Counted::Outline => outline::notes(context.document, &self.report),
            Counted::Series => series::notes(context.document, &self.report),
            Counted::Caption => caption::notes(context.document),
        }
    }
}

/// A slip of one sequence, before it becomes a finding.
#[derive(Clone, Debug)]
struct Note {
    slip: Slip,
    confidence: Confidence,
    at: Span,
    previous: Option<Span>,
    expected: String,
    missing: String,
    count: usize,
    edit: Option<String>,
}

impl Note {
    fn new(slip: Slip, confidence: Confidence, at: Span, previous: Option<Span>) -> Self {
        let (expected, missing) = (String::new(), String::new());
        Self { slip, confidence, at, previous, expected, missing, count: 1, edit: None }
    }

    fn finding(self, document: &Document) -> Finding {
        let text = &document.source.text;
        let words = |span: Span| squeeze(span.of(text));
        let mut finding = Finding::at(document, self.at, self.confidence);
        let previous = self.previous.map_or_else(String::new, words);
        let capture = |name: &'static str, value: String| -> Capture { (name.into(), value) };
        finding.captures = vec![
            capture("found", words(self.at)),
            capture("previous", previous),
            capture("expected", self.expected),
            capture("missing", self.missing),
            capture("count", self.count.to_string()),
        ];
        finding.related = self
            .previous
            .map(|span| Related {
                place: Place { source: document.source.id, span },
                captures: Vec::new(),
            })
            .into_iter()
            .collect();
        finding.edit = self.edit.map(|text| crate::text::Edit { span: self.at, text });
        finding
    }
}

/// The words without the line break of a hard wrap.
fn squeeze(written: &str) -> String {
    written.chars().filter(|mark| !mark.is_control()).collect::<String>().trim().to_owned()
}
