//! `part-unit`: what is told as a part is counted in another measure than its whole.
//!
//! 共3000人次，其中…19期: nobody can say how much of the whole the part is. Silent where any figure
//! of the list or before it gives the part a whole in its own measure, and about rates.

use super::{Context, Finding, Kind, Related, silence};
use crate::model::Document;
use crate::model::figure::Figure;
use crate::syntax::quantity::Bound;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span, Text};

/// The parameters: the words that open a list of parts.
#[derive(Debug)]
pub struct PartUnit {
    openers: Vec<String>,
}

impl Kind for PartUnit {
    const NAME: &'static str = "part-unit";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let openers = fields.require("openers", reader).map(|it| reader.strings(it));
        reader.finish(fields);
        Some(Self { openers: openers.filter(|it| !it.is_empty())? })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["part", "whole"]
    }

    fn remarks(&self, _context: &Context<'_>) -> Vec<Text> {
        silence::unlisted()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let figures = context.document.figures();
        for sentence in figures.chunk_by(|one, next| one.sentence == next.sentence) {
            let odd = self.odd(context.document, sentence);
            found.extend(odd.map(|(whole, part)| finding(context.document, whole, part)));
        }
    }
}

impl PartUnit {
    /// The first part of a sentence that shares no measure with what stands before its opener.
    fn odd<'a>(
        &self,
        document: &Document,
        sentence: &'a [Figure],
    ) -> Option<(&'a Figure, &'a Figure)> {
        let opens = |pair: &[Figure]| match pair {
            [whole, part] => self.opens(document, whole, part),
            _ => false,
        };
        let at = sentence.windows(2).position(opens)? + 1;
        let (wholes, parts) = sentence.split_at_checked(at)?;
        let (whole, part) = (wholes.last()?, parts.first()?);
        let shared = |one: &Figure| parts.iter().any(|part| measure(one) == measure(part));
        let plain = |it: &Figure| !it.unit.is_rate() && it.amount.bound != Bound::Range;
        let told = wholes.iter().chain(parts).all(plain) && !part.bracketed;
        // 其中一处占地260亩 tells of a part, and counts none.
        let counted = matches!(measure(part), COUNT | PERSON) && !whole.changed_from;
        (told && counted && !wholes.iter().any(shared)).then_some((whole, part))
    }

    /// Whether an opener stands between the figures, right after the clause of the whole.
    fn opens(&self, document: &Document, whole: &Figure, part: &Figure) -> bool {
        let gap = Span { start: whole.span.end, end: part.span.start.max(whole.span.end) };
        let gap = gap.of(&document.source.text);
        let opener = self.openers.iter().find_map(|word| gap.split_once(word.as_str()));
        opener.is_some_and(|(before, after)| {
            let near =
                before.chars().count() <= 14 && before.ends_with(['，', '、', '（', '：', ',']);
            near && after.chars().all(|mark| !"，。；".contains(mark))
        })
    }
}

const COUNT: &str = "count";
const PERSON: &str = "person";

/// What a figure measures; all counting words are one measure, and so are 人 and 人次.
fn measure(figure: &Figure) -> &'static str {
    match figure.unit.dimension {
        "count" | "event" | "household" | "lesson" | "bed" | "rank" => COUNT,
        "person" | "attendance" => PERSON,
        other => other,
    }
}

fn finding(document: &Document, whole: &Figure, part: &Figure) -> Finding {
    let source = &document.source;
    let words = |it: &Figure| it.span.of(&source.text).to_owned();
    let value =
        |it: &Figure| (words(it), it.amount.value.normalize().to_string(), it.unit.name.to_owned());
    Finding {
        related: vec![Related {
            place: Place { source: source.id, span: whole.span },
            captures: Vec::new(),
        }],
        captures: vec![("part".into(), words(part)), ("whole".into(), words(whole))],
        values: vec![value(part), value(whole)],
        ..Finding::at(document, part.span, Confidence::Certain)
    }
}
