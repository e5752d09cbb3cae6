//! `occurrence`: something stands too often or not often enough in each stretch of the draft.
//!
//! Too few is reported at the heading of the stretch, too many at the first one too many, with the
//! last one that is allowed beside it. Silent in code and front matter.

use super::extent::{Extent, extents, within};
use super::{Context, Dropped, Finding, Kind, Related, needle, silence};
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Node, Place, Span, Text};

/// The parameters: what is counted, and how many there may be.
#[derive(Debug)]
pub struct Occurrence {
    of: PatternId,
    min: usize,
    max: usize,
}

impl Kind for Occurrence {
    const NAME: &'static str = "occurrence";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let of = fields.require("of", reader).and_then(|it| needle::read(it, reader));
        let mut count = |name, reader: &mut Reader| number(&mut fields, name, reader);
        let (min, max) = (count("min", reader), count("max", reader));
        let exactly = count("exactly", reader);
        let span = fields.span;
        let written = ["min", "max", "exactly"].map(|it| fields.key(it).is_some());
        reader.finish(fields);
        let (min, max) = match (min, max, exactly) {
            (None, None, Some(exactly)) => (exactly, exactly),
            (min, max, None) if min.or(max).is_some() => {
                (min.unwrap_or(0), max.unwrap_or(usize::MAX))
            }
            _ if written == [min, max, exactly].map(|it| it.is_some()) => {
                reader.slip(
                    Slip::new(
                        span,
                        "min、max 写一个或两个，或者只写 exactly",
                        "write `min`, `max` or both, or `exactly` alone",
                    )
                    .help("例如 min: 1", "for example `min: 1`"),
                );
                return None;
            }
            _ => return None,
        };
        if max < min {
            reader.slip(
                Slip::new(span, "max 比 min 小", "`max` is less than `min`")
                    .help("把两个数对调，或只写一个", "swap the two, or write one of them"),
            );
            return None;
        }
        Some(Self { of: of?, min, max })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["count", "expected"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let hits = self.hits(context);
        for extent in extents(context) {
            let hits = within(&hits, extent.span, |it| *it);
            found.extend(self.finding(context, extent, hits));
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let hits = self.hits(context);
        let mut dropped = Vec::new();
        for extent in extents(context) {
            let hits = within(&hits, extent.span, |it| *it);
            if self.finding(context, extent, hits).is_none() {
                let count = hits.len();
                let (zh, en) = self.bounds();
                let why = Text::new(
                    format!("这一段有{count}处，合乎要求（{zh}）"),
                    format!("{count} in this stretch, as asked for ({en})"),
                );
                dropped.push(Dropped { at: extent.heading, captures: Vec::new(), why });
            }
        }
        dropped
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        let none = context.stretches().is_empty().then(|| {
            Text::new(
                "稿子里没有 scope 说的范围",
                "the draft has no stretch of the kind that `scope` names",
            )
        });
        silence::lacking(context, self.of, "of").into_iter().chain(none).collect()
    }
}

impl Occurrence {
    /// How many there may be, in words.
    fn bounds(&self) -> (String, String) {
        let Self { min, max, .. } = self;
        match (*min, *max) {
            (0, max) => (format!("至多{max}处"), format!("{max} at most")),
            (min, usize::MAX) => (format!("至少{min}处"), format!("{min} at least")),
            (min, max) if min == max => (format!("正好{min}处"), format!("exactly {min}")),
            (min, max) => (format!("{min}到{max}处"), format!("{min} to {max}")),
        }
    }

    fn hits(&self, context: &Context<'_>) -> Vec<Span> {
        let hits = needle::matches(context.scan, self.of, &context.document.source);
        hits.iter().map(|it| it.span).collect()
    }

    fn finding(&self, context: &Context<'_>, extent: Extent, hits: &[Span]) -> Option<Finding> {
        let (at, beside, expected) = if hits.len() < self.min {
            (extent.heading, hits.last(), self.min)
        } else {
            let last = self.max.checked_sub(1).and_then(|index| hits.get(index));
            (*hits.get(self.max)?, last, self.max)
        };
        let source = context.document.source.id;
        let related =
            |span: &Span| Related { place: Place { source, span: *span }, captures: Vec::new() };
        Some(Finding {
            related: beside.map(related).into_iter().collect(),
            captures: vec![
                ("count".into(), hits.len().to_string()),
                ("expected".into(), expected.to_string()),
            ],
            ..Finding::at(context.document, at, Confidence::Certain)
        })
    }
}

fn number(fields: &mut Fields<'_>, name: &'static str, reader: &mut Reader) -> Option<usize> {
    let number = fields.take(name).and_then(|it| reader.number(it))?;
    usize::try_from(number).ok()
}
