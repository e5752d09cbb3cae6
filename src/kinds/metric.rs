//! `metric`: how long a piece of a draft is, or which share of it a pattern takes.
//!
//! Blanks are not counted. Silent in code and front matter, and about pieces without text.

use rust_decimal::Decimal;

use super::{Context, Dropped, Finding, Kind, silence};
use crate::model::Document;
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::{PatternId, Role};
use crate::text::{BlockKind, Confidence, Node, Span, Text};

/// Parameters: what is measured, and its bounds.
#[derive(Debug)]
pub struct Metric {
    of: Piece,
    /// The pattern whose share is measured; characters are counted where there is none.
    share: Option<PatternId>,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Document,
    Title,
    Heading,
    Paragraph,
    Sentence,
}

const PIECES: [(&str, Piece); 5] = [
    ("document", Piece::Document),
    ("title", Piece::Title),
    ("heading", Piece::Heading),
    ("paragraph", Piece::Paragraph),
    ("sentence", Piece::Sentence),
];

impl Kind for Metric {
    const NAME: &'static str = "metric";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let of = fields.require("of", reader).and_then(|it| reader.choice(it, &PIECES));
        let share = fields.take("share").map(|it| reader.pattern(it, Role::Search));
        let (min, max) = (fields.take("min"), fields.take("max"));
        let bound = |it: Option<&Node>, reader: &mut Reader| {
            it.and_then(|it| bound(it, share.is_some(), reader))
        };
        let (least, most) = (bound(min, reader), bound(max, reader));
        if min.is_none() && max.is_none() {
            reader.slip(
                Slip::new(fields.span, "没有写 max 或 min", "neither `max` nor `min` is written")
                    .help("如 max: 120", "such as max: 120"),
            );
        }
        reader.finish(fields);
        let share = match share {
            Some(share) => Some(share?),
            None => None,
        };
        (least.is_some() || most.is_some()).then_some(Self {
            of: of?,
            share,
            min: least,
            max: most,
        })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["value", "limit", "min", "max"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        for piece in self.measured(context) {
            let below = self.min.filter(|min| piece.value < *min);
            let over = self.max.filter(|max| *max < piece.value);
            let Some(limit) = below.or(over) else { continue };
            let mut finding = Finding::at(context.document, piece.at, Confidence::Certain);
            finding.captures = vec![
                ("value".into(), self.shown(piece.value)),
                ("limit".into(), self.shown(limit)),
                ("min".into(), self.bound(self.min)),
                ("max".into(), self.bound(self.max)),
            ];
            found.push(finding);
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let within = |it: &Measured| {
            self.min.is_none_or(|min| min <= it.value) && self.max.is_none_or(|max| it.value <= max)
        };
        let bounds = match (self.min, self.max) {
            (Some(_), Some(_)) => format!("{}～{}", self.bound(self.min), self.bound(self.max)),
            (Some(_), None) => format!("≥ {}", self.bound(self.min)),
            _ => format!("≤ {}", self.bound(self.max)),
        };
        let dropped = |it: Measured| Dropped {
            at: it.at,
            captures: vec![("value".into(), self.shown(it.value))],
            why: Text::new(
                format!("在限度之内（{bounds}）"),
                format!("within the bounds ({bounds})"),
            ),
        };
        self.measured(context).into_iter().filter(within).map(dropped).collect()
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        let none = self.measured(context).is_empty().then(|| {
            Text::new("稿子里没有 of 说的那种文字", "the draft has no piece of the kind `of`")
        });
        none.into_iter()
            .chain(self.share.and_then(|it| silence::lacking(context, it, "share")))
            .collect()
    }
}

/// A piece with its length, or the share of it.
struct Measured {
    at: Span,
    value: Decimal,
}

impl Metric {
    /// The pieces that have a text.
    fn measured(&self, context: &Context<'_>) -> Vec<Measured> {
        let text = &context.document.source.text;
        let hits: Vec<Span> = self
            .share
            .map(|share| context.scan.find(share).into_iter().map(|it| it.span).collect())
            .unwrap_or_default();
        let mut all = Vec::new();
        for (measured, at) in pieces(context.document, self.of) {
            let length = length(measured.iter().map(|it| it.of(text)));
            if length == 0 {
                continue;
            }
            let value = match self.share {
                None => Decimal::from(length),
                Some(_) => share(measured.iter().map(|it| inside(*it, &hits, text)).sum(), length),
            };
            all.push(Measured { at, value });
        }
        all
    }

    fn shown(&self, value: Decimal) -> String {
        let sign = if self.share.is_some() { "%" } else { "" };
        format!("{}{sign}", value.normalize())
    }

    fn bound(&self, bound: Option<Decimal>) -> String {
        bound.map(|it| self.shown(it)).unwrap_or_default()
    }
}

/// A whole number, or a percentage for a share.
fn bound(node: &Node, share: bool, reader: &mut Reader) -> Option<Decimal> {
    let written = reader.string(node)?.trim();
    let number = if share { written.strip_suffix(['%', '％']) } else { Some(written) };
    let number = number.and_then(|it| Decimal::from_str_exact(it.trim()).ok());
    let sound = number.filter(|it| Decimal::ZERO <= *it && (share || it.is_integer()));
    if sound.is_none() {
        let (zh, en) = match share {
            true => ("有 share 时，这里应是百分数", "with `share`, a percentage is expected here"),
            false => ("这里应是整数：字数", "a whole number is expected here: of characters"),
        };
        let example = if share { "30%" } else { "120" };
        let help = (format!("如 {example}"), format!("such as {example}"));
        reader.slip(Slip::new(node.span, zh, en).help(help.0, help.1));
    }
    sound
}

/// How many characters the texts have, blanks aside.
fn length<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.flat_map(str::chars).filter(|it| !it.is_whitespace()).count()
}

/// How many characters of `span` are under one of the sorted `hits`.
fn inside(span: Span, hits: &[Span], text: &str) -> usize {
    let first = hits.partition_point(|it| it.end <= span.start);
    let hits = hits.iter().skip(first).take_while(|it| it.start < span.end);
    let cut = |it: &Span| Span { start: it.start.max(span.start), end: it.end.min(span.end) };
    length(hits.map(|it| cut(it).of(text)))
}

/// A percentage with one digit behind the point.
fn share(part: usize, whole: usize) -> Decimal {
    let hundredfold = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED);
    let share = hundredfold.and_then(|it| it.checked_div(Decimal::from(whole)));
    share.unwrap_or_default().round_dp(1)
}

/// What is measured, span by span, and where a finding about it stands.
fn pieces(document: &Document, of: Piece) -> Vec<(Vec<Span>, Span)> {
    let source = &document.source;
    let headings = || document.outline.sections.iter().filter(|it| !it.heading().is_empty());
    let whole = |span: Span| (vec![span], span);
    match of {
        Piece::Sentence => document.sentences.iter().map(|it| whole(it.span)).collect(),
        Piece::Heading => {
            headings().filter(|it| !it.run_in).map(|it| whole(it.heading())).collect()
        }
        Piece::Title => {
            let first = source
                .blocks
                .iter()
                .find(|it| it.kind.is_draft() && !it.span.of(&source.text).trim().is_empty());
            let is_title = |span: Span| {
                let text = span.of(&source.text).trim_end();
                !text.ends_with(['。', '；', '！', '？', '：', ';', ':'])
                    && !headings().any(|it| it.heading().meets(span) && it.marker.is_some())
            };
            first.map(|it| it.span).filter(|it| is_title(*it)).map(whole).into_iter().collect()
        }
        Piece::Document => {
            let blocks = source.blocks.iter().filter(|it| it.kind.is_draft());
            let spans: Vec<Span> = blocks.map(|it| it.span).collect();
            let filled = spans.iter().find(|it| !it.of(&source.text).trim().is_empty());
            filled.copied().map(|first| (spans, first)).into_iter().collect()
        }
        Piece::Paragraph => {
            let heads: std::collections::BTreeSet<usize> =
                headings().filter(|it| !it.run_in).map(|it| it.block).collect();
            let blocks = source.blocks.iter().enumerate();
            let paragraphs = blocks
                .filter(|(index, it)| it.kind == BlockKind::Paragraph && !heads.contains(index));
            paragraphs.map(|(_, it)| whole(it.span)).collect()
        }
    }
}
