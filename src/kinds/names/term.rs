//! Terms with more than one form: 主题党日 and 党员主题日.
//!
//! A pack lists the forms of each term, the usual one first. With `word-order: true` a term in
//! quotes is also held against the same characters in another order. Silent where a draft keeps to
//! one form, in titles, inside the longer words of `except`, and where only a beginning is turned
//! round (提升能力, 能力提升), which is grammar.

mod order;

use std::collections::BTreeMap;

use super::{Context, Finding, MOST_PLACES, beside, needle};
use crate::kinds::named::report_year;
use crate::kinds::{Capture, Related};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Node, Span};

/// The forms of each term.
#[derive(Debug)]
pub struct Terms {
    groups: Vec<Group>,
    /// Whether terms in quotes are held against the same characters in another order.
    word_order: bool,
}

#[derive(Debug)]
struct Group {
    search: PatternId,
    /// The usual form first.
    forms: Vec<String>,
    /// Reports of earlier years may have both.
    since: Option<u32>,
}

/// The names for messages.
pub(super) const CAPTURES: [&str; 4] = ["found", "other", "count", "other-count"];

impl Terms {
    pub(super) fn read(fields: &mut Fields<'_>, reader: &mut Reader) -> Self {
        let groups = fields.take("groups").map(|it| reader.members(it)).unwrap_or_default();
        let groups: Vec<Group> = groups.iter().filter_map(|it| group(it, reader)).collect();
        let word_order = fields.take("word-order").and_then(|it| reader.flag(it));
        if fields.key("groups").or(fields.key("word-order")).is_none() {
            let words = ("要写 groups 或 word-order", "write `groups` or `word-order`");
            let help =
                ("例如 groups: [[主题党日, 党员主题日]]", "such as `groups: [[one, other]]`");
            reader.slip(Slip::new(fields.span, words.0, words.1).help(help.0, help.1));
        }
        Self { groups, word_order: word_order.unwrap_or(false) }
    }

    pub(super) fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let listed = self.groups.iter().filter_map(|it| it.finding(context));
        found.extend(listed);
        if self.word_order {
            let pairs = order::pairs(document).into_iter();
            let free = pairs.filter(|pair| !found.iter().any(|it| pair.meets(it.at.span)));
            let more: Vec<Finding> = free
                .map(|order::Pair { odd, usual }| {
                    finding(document, (&odd.word, &odd.places), (&usual.word, &usual.places))
                })
                .collect();
            found.extend(more);
        }
    }
}

impl Group {
    /// The forms that are not the usual one, beside those that are.
    fn finding(&self, context: &Context<'_>) -> Option<Finding> {
        let document = context.document;
        let mut uses: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for hit in needle::matches(context.scan, self.search, &document.source) {
            let word = hit.span.of(&document.source.text);
            let form = self.forms.iter().position(|it| it == word);
            let form = form.filter(|_| {
                !document.lies_in(Scope::TitleQuote, hit.span)
                    && !self.since.is_some_and(|since| tells_of_before(document, hit.span, since))
            });
            if let Some(form) = form {
                uses.entry(form).or_default().push(hit.span);
            }
        }
        if uses.len() < 2 {
            return None;
        }
        let year = self.since.and_then(|since| Some(report_year(document)? < since));
        if self.since.is_some() && year != Some(false) {
            return None;
        }
        let (usual, places) = uses.pop_first()?;
        let (odd, odd_places) = uses.pop_first()?;
        let name = |form: usize| self.forms.get(form).map_or("", String::as_str);
        Some(finding(document, (name(odd), &odd_places), (name(usual), &places)))
    }
}

/// Whether the sentence names a year before `since`.
fn tells_of_before(document: &Document, at: Span, since: u32) -> bool {
    let index = document.sentences.partition_point(|it| it.span.start <= at.start);
    let sentence = index.checked_sub(1).and_then(|it| document.sentences.get(it));
    let text = sentence.map_or("", |it| it.span.of(&document.source.text));
    let numbers = text.split(|it: char| !it.is_ascii_digit());
    let years = numbers.filter(|it| it.len() == 4).filter_map(|it| it.parse::<u32>().ok());
    years.into_iter().any(|it| (1949..since).contains(&it))
}

fn finding(document: &Document, odd: (&str, &[Span]), usual: (&str, &[Span])) -> Finding {
    let source = &document.source;
    let captures = |(word, places): (&str, &[Span])| -> Vec<Capture> {
        vec![("found".into(), word.to_owned()), ("count".into(), places.len().to_string())]
    };
    let first = usual.1.first().copied().unwrap_or_default();
    let rest = odd.1.iter().skip(1).take(MOST_PLACES);
    let rest = rest.map(|it| beside(source, *it, captures(odd)));
    let related: Vec<Related> =
        [beside(source, first, captures(usual))].into_iter().chain(rest).collect();
    let other = vec![
        ("other".into(), usual.0.to_owned()),
        ("other-count".into(), usual.1.len().to_string()),
    ];
    Finding {
        related,
        captures: [captures(odd), other].concat(),
        ..Finding::at(document, odd.1.first().copied().unwrap_or_default(), Confidence::Certain)
    }
}

/// A list of forms, or `{ forms, except, since }`.
fn group(node: &Node, reader: &mut Reader) -> Option<Group> {
    let (forms, except, since) = if node.list().is_some() {
        (reader.strings(node), Vec::new(), None)
    } else {
        let mut fields = reader.fields(node)?;
        let forms = fields.require("forms", reader).map(|it| reader.strings(it));
        let except = fields.take("except").map(|it| reader.strings(it)).unwrap_or_default();
        let since = fields.take("since").and_then(|it| reader.number(it));
        reader.finish(fields);
        (forms?, except, since)
    };
    if forms.len() < 2 || forms.iter().chain(&except).any(String::is_empty) {
        let slip = Slip::new(node.head(), "每组至少要有两种说法", "a group has at least two forms");
        reader.slip(
            slip.help("规范的写在前面，例如 - [主题党日, 党员主题日]", "the usual one first"),
        );
        return None;
    }
    let words: Vec<String> = forms.iter().chain(&except).cloned().collect();
    Some(Group { search: reader.literals(&words), forms, since })
}
