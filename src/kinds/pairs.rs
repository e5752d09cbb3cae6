//! `pairs`: quotation marks and brackets that lack their partner, cross each other, or point the
//! wrong way.
//!
//! It reads a paragraph as a stack. A pair that `across` names may stay open over paragraphs, each
//! of which begins with its opening mark, as GB/T 15834 4.8.3.5 asks of long quotations; any pair
//! may close in the next line where a line was broken. Silent about 1） and a) at the head of an
//! item, apostrophes, inches, and code.

mod fault;
mod paragraph;

use super::{Context, Finding, Kind, Related};
use crate::text::decode::{Reader, Slip};
use crate::text::{BlockKind, Confidence, Node, Place, Span};
use fault::Fault;
use paragraph::{Next, Open, Paragraph};

/// The parameters: the pairs, and which of them may stay open over paragraphs.
#[derive(Debug)]
pub struct Pairs {
    marks: Vec<Pair>,
}

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    open: char,
    close: char,
    across: bool,
}

impl Pair {
    /// Whether both close each other: a full-width bracket may be closed by a half-width one.
    fn fits(self, other: Pair) -> bool {
        let round = |it: Pair| matches!(it.open, '（' | '(');
        self.open == other.open || round(self) && round(other)
    }
}

impl Kind for Pairs {
    const NAME: &'static str = "pairs";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let marks = fields.require("marks", reader).map(|it| read_pairs(it, reader));
        let across = fields.take("across").map(|it| read_pairs(it, reader)).unwrap_or_default();
        reader.finish(fields);
        let mut marks = marks?;
        for pair in &mut marks {
            pair.across = across.iter().any(|it| (it.open, it.close) == (pair.open, pair.close));
        }
        (!marks.is_empty()).then_some(Self { marks })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["mark", "partner", "fault", "fault-en", "near", "near-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        let mut waiting: Vec<Open> = Vec::new();
        for block in source.blocks.iter().filter(|it| it.kind != BlockKind::Aside) {
            if block.span.of(&source.text).trim().is_empty() {
                continue;
            }
            let mut paragraph = Paragraph::read(&source.text, block.span, &self.marks);
            let mut open = Vec::new();
            for it in waiting {
                match paragraph.goes_on(&it) {
                    Next::Closed => {}
                    Next::Open => open.push(it.later()),
                    Next::Lost => found.push(finding(context, &Fault::unclosed(it.mark))),
                }
            }
            open.extend(paragraph.open);
            waiting = open;
            found.extend(paragraph.faults.iter().map(|fault| finding(context, fault)));
        }
        found.extend(waiting.into_iter().map(|it| finding(context, &Fault::unclosed(it.mark))));
    }
}

/// Texts of two characters each: “”.
fn read_pairs(node: &Node, reader: &mut Reader) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for member in reader.members(node).to_vec() {
        let Some(written) = reader.string(&member) else { continue };
        let mut marks = written.chars();
        match (marks.next(), marks.next(), marks.next()) {
            (Some(open), Some(close), None) if open != close => {
                pairs.push(Pair { open, close, across: false });
            }
            _ => reader.slip(
                Slip::new(member.span, "这里应是一对符号", "expected a pair of marks")
                    .help("两个字符连着写，如 （）", "two characters, such as （）"),
            ),
        }
    }
    pairs
}

fn finding(context: &Context<'_>, fault: &Fault) -> Finding {
    let source = &context.document.source;
    let at = fault.at();
    let block = source.block_at(at.span.start).and_then(|it| source.blocks.get(it));
    let block = block.map_or(at.span, |it| it.span);
    let text = |words: &str| words.to_owned();
    let (zh, en) = fault.words();
    let (span, near, near_en) = fault.other(&source.text, block);
    let place = Place { source: source.id, span };
    let near = vec![("near".into(), text(near)), ("near-en".into(), text(near_en))];
    let related = Related { place, captures: near };
    Finding {
        related: Some(related)
            .filter(|_| !span.is_empty() && span != at.span)
            .into_iter()
            .collect(),
        captures: vec![
            ("mark".into(), text(at.span.of(&source.text))),
            ("partner".into(), at.partner().to_string()),
            ("fault".into(), text(zh)),
            ("fault-en".into(), text(en)),
        ],
        ..Finding::at(context.document, at.span, Confidence::Certain)
    }
}

/// The last character of `text`, as a span from `start`.
fn last_mark(text: &str, start: u32) -> Span {
    let from = text.char_indices().next_back().map_or(0, |(at, _)| at);
    Span::new(from, text.len()).moved(start)
}
