//! `announced-count`: 以下四个方面 and three that follow; 五项任务 above six sections.
//!
//! It goes from each list to the words right before it: a series that begins with its first (一是,
//! 1.), sections below a sentence, members after a colon. It stays silent where no list begins right
//! behind the announcement, where two numbers are told and one of them fits, where a list has a gap
//! of its own, and where a further item stands in other words (最后，第四，).

mod announcement;
mod apposed;
mod found;
mod heading;
mod list;
mod sections;
mod series;

use std::collections::BTreeSet;

use crate::kinds::{Context, Finding, Kind};
use crate::text::Node;
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::PatternId;

/// Parameters: which lists are counted, and the words that announce one.
#[derive(Debug)]
pub struct AnnouncedCount {
    of: Vec<Listed>,
    heads: Vec<String>,
    openers: PatternId,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    /// 一是…二是…
    Series,
    /// Headings below the announcement.
    Sections,
    /// Members after a colon.
    List,
}

impl Kind for AnnouncedCount {
    const NAME: &'static str = "announced-count";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const OF: [(&str, Listed); 3] =
            [("series", Listed::Series), ("sections", Listed::Sections), ("list", Listed::List)];
        let mut fields = reader.fields(node)?;
        let listed = fields.take("of");
        let heads = fields.require("heads", reader);
        reader.finish(fields);
        let members = listed.map(|it| it.list().unwrap_or(std::slice::from_ref(it)));
        let of = match members {
            Some(members) => members.iter().filter_map(|it| reader.choice(it, &OF)).collect(),
            None => vec![Listed::Series, Listed::Sections, Listed::List],
        };
        let node = heads?;
        let heads = reader.strings(node);
        if heads.is_empty() || heads.iter().any(String::is_empty) {
            reader.slip(
                Slip::new(
                    node.head(),
                    "这里有空词或没有词",
                    "the list is empty or has an empty word",
                )
                .help("例如 heads: [方面, 任务, 措施]", "for example `heads: [方面, 任务, 措施]`"),
            );
            return None;
        }
        let openers = reader.literals(&list::OPENERS.map(|it| it.words.to_owned()));
        Some(Self { of, heads, openers })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["announced", "number", "count", "place"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let before = found.len();
        if self.of.contains(&Listed::Series) {
            series::check(document, &self.heads, found);
        }
        if self.of.contains(&Listed::Sections) {
            sections::check(document, &self.heads, found);
        }
        if self.of.contains(&Listed::List) {
            apposed::check(document, found);
            list::check(document, context.scan.find(self.openers), &self.heads, found);
        }
        // One announcement is one cause, whichever list was read.
        let mut seen = BTreeSet::new();
        let mut odd = found.split_off(before);
        odd.retain(|it| it.related.first().is_none_or(|it| seen.insert(it.place)));
        found.append(&mut odd);
    }
}
