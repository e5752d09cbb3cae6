//! `dates`: dates that cannot be, a weekday that is not that of its date, a stretch of time that
//! ends before it begins, a year outside the time of the report.
//!
//! Dates are read once for all rules. A year that a date leaves out is that of the report where
//! its title names one. Silent about lunar dates, ages (24月龄), stretches over New Year (11月至2月)
//! and over a school year, what recurs every year, and years whose reading is not plain.

mod almanac;
mod impossible;
mod outside;
mod report;
mod reversed;
mod weekday;

use super::{Context, Finding, Kind, Related};
use crate::model::Document;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span};
use almanac::{Almanac, Entry};

/// The parameters: what is reported.
#[derive(Debug)]
pub struct Dates {
    what: Vec<What>,
}

/// What may be wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Impossible,
    Weekday,
    Reversed,
    Period,
}

impl Kind for Dates {
    const NAME: &'static str = "dates";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const WHAT: [(&str, What); 4] = [
            ("impossible", What::Impossible),
            ("weekday", What::Weekday),
            ("reversed", What::Reversed),
            ("period", What::Period),
        ];
        let mut fields = reader.fields(node)?;
        let what = fields.require("what", reader);
        let members = what.map(|it| it.list().unwrap_or(std::slice::from_ref(it)));
        let what = members.unwrap_or(&[]).iter().filter_map(|it| reader.choice(it, &WHAT));
        let what: Vec<What> = what.collect();
        reader.finish(fields);
        (!what.is_empty()).then_some(Self { what })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["date", "reason", "reason-en", "found", "expected", "from", "to", "period"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let almanac = context.shared.get(|| Almanac::of(document));
        for what in &self.what {
            let slips = match what {
                What::Impossible => impossible::slips(document, &almanac),
                What::Weekday => weekday::slips(document, &almanac),
                What::Reversed => reversed::slips(document, &almanac),
                What::Period => outside::slips(document, &almanac),
            };
            found.extend(slips.into_iter().map(|slip| slip.finding(document)));
        }
    }
}

/// What is wrong at one place.
struct Slip {
    at: Span,
    /// The date it is set against, or the place that tells the year.
    other: Option<Span>,
    captures: Vec<(&'static str, String)>,
    /// What to write instead, and where.
    edit: Option<(Span, String)>,
    level: Confidence,
}

impl Slip {
    fn finding(self, document: &Document) -> Finding {
        let source = &document.source;
        let other = self.other.filter(|it| *it != self.at);
        let related = other
            .map(|span| Related { place: Place { source: source.id, span }, captures: Vec::new() });
        let captures = self.captures.into_iter().map(|(name, value)| (name.into(), value));
        Finding {
            related: related.into_iter().collect(),
            captures: captures.collect(),
            edit: self.edit.map(|(span, text)| crate::text::Edit { span, text }),
            ..Finding::at(document, self.at, self.level)
        }
    }
}
