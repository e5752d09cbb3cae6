//! `slogan-count`: 推进“三化”（标准化、规范化）: a numbered slogan whose expansion has another count.
//!
//! Only where the expansion stands right behind the slogan (in brackets, after 即 or a colon) or right
//! before it, and its members share the slogan's word or are of one make. Slogans that `known` names
//! must also have the members it lists. It never asks for an expansion.

mod expansion;
mod known;
mod slogan;

use crate::kinds::{Context, Finding, Kind, Related};
use crate::model::Document;
use crate::text::decode::Reader;
use crate::text::pattern::PatternId;
use crate::text::{BlockKind, Confidence, Node, Place, Span};
use expansion::Expansion;
use known::Known;
use slogan::Slogan;

/// Parameters: the members of slogans that everyone knows.
#[derive(Debug)]
pub struct SloganCount {
    known: Vec<Known>,
    words: PatternId,
}

/// Where slogans without a name in `known` are looked for.
const OPENERS: [&str; 2] = ["“", "（"];

impl Kind for SloganCount {
    const NAME: &'static str = "slogan-count";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let known = fields.take("known").map(|it| known::read(it, reader)).unwrap_or_default();
        reader.finish(fields);
        let names = known.iter().map(|it| it.name.clone());
        let words: Vec<String> = names.chain(OPENERS.map(str::to_owned)).collect();
        Some(Self { known, words: reader.literals(&words) })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["slogan", "number", "count", "problem", "problem-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let source = &document.source;
        for hit in context.scan.find(self.words) {
            let block = source.block_at(hit.span.start).and_then(|it| source.blocks.get(it));
            let prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_));
            if let Some(block) = block.filter(|it| it.span.covers(hit.span) && prose(it.kind)) {
                found.extend(self.one(document, block.span, hit.span));
            }
        }
    }
}

impl SloganCount {
    fn one(&self, document: &Document, block: Span, hit: Span) -> Option<Finding> {
        let text = &document.source.text;
        let slogan = match hit.of(text) {
            "“" => slogan::quoted(text, block, hit.end),
            "（" => slogan::bare(text, block, hit.start),
            name => slogan::named(text, block, hit, name),
        }?;
        let known = self.known.iter().find(|it| it.name == slogan.name);
        let expansions = expansion::of(text, block, &slogan, known.is_some());
        expansions.iter().find_map(|it| match known {
            Some(known) => known.odd(text, it).map(|odd| odd.finding(document, &slogan)),
            None => odd(text, &slogan, it).map(|odd| odd.finding(document, &slogan)),
        })
    }
}

/// What is wrong with an expansion.
struct Odd {
    /// The member that tells.
    at: Span,
    number: usize,
    count: usize,
    problem: (String, String),
}

/// An expansion with another number of members than the slogan says.
fn odd(text: &str, slogan: &Slogan, expansion: &Expansion) -> Option<Odd> {
    let number = usize::try_from(slogan.number?).ok()?;
    if !expansion.tells(text, slogan, number) {
        return None;
    }
    let count = expansion.items.len();
    let at = *expansion.items.get(count.min(number + 1).checked_sub(1)?)?;
    let problem = (
        format!("应是{number}项，列出的是{count}项"),
        format!("stands for {number}, but {count} are listed"),
    );
    Some(Odd { at, number, count, problem })
}

impl Odd {
    fn finding(self, document: &Document, slogan: &Slogan) -> Finding {
        let place = Place { source: document.source.id, span: slogan.span };
        Finding {
            related: vec![Related { place, captures: Vec::new() }],
            captures: vec![
                ("slogan".into(), slogan.name.clone()),
                ("number".into(), self.number.to_string()),
                ("count".into(), self.count.to_string()),
                ("problem".into(), self.problem.0),
                ("problem-en".into(), self.problem.1),
            ],
            ..Finding::at(document, self.at, Confidence::Certain)
        }
    }
}
