//! Sentences and paragraphs that stand twice.

use std::collections::HashMap;

use super::{Repetition, Unit};
use crate::kinds::{Context, Finding, Related};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::numeral;
use crate::text::span::first_bytes;
use crate::text::{BlockKind, Confidence, Place, Span};

/// So many copies of one text are shown.
const MOST: usize = 8;

pub(super) fn check(rule: &Repetition, context: &Context<'_>, found: &mut Vec<Finding>) {
    let document = context.document;
    let pieces = pieces(document);
    let mut copies = Copies::default();
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut index = 0;
    while index < pieces.len() {
        let run = longest(&pieces, known.get(words(&pieces, index)), index);
        let next = index + run.map_or(1, |run| run.length);
        if let Some(run) = run.filter(|run| rule.counts(document, &pieces, *run)) {
            copies.add(&pieces, run);
        }
        for at in index..next {
            let places = known.entry(words(&pieces, at)).or_default();
            if places.len() < MOST {
                places.push(at);
            }
        }
        index = next;
    }
    found.extend(copies.findings.into_iter().map(|it| it.finding(document)));
}

/// A sentence of running text.
struct Piece<'a> {
    words: &'a str,
    span: Span,
    block: usize,
    /// The part of the file: the body, or which attachment.
    part: u32,
    /// Whether it begins or ends its paragraph.
    first: bool,
    last: bool,
}

fn words<'a>(pieces: &[Piece<'a>], index: usize) -> &'a str {
    pieces.get(index).map_or("", |it| it.words)
}

/// The sentences that count, in order.
fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let source = &document.source;
    let counts = |at: usize| {
        let block = source.blocks.get(at)?;
        let out = document.lies_in(Scope::Footnote, block.span);
        (block.kind == BlockKind::Paragraph && !out).then_some(block.span)
    };
    let headings: std::collections::BTreeSet<usize> =
        document.outline.sections.iter().skip(1).filter(|it| !it.run_in).map(|it| it.block).collect();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for sentence in &document.sentences {
        let Some(block) = counts(sentence.block) else { continue };
        if headings.contains(&sentence.block) {
            continue;
        }
        let whole = sentence.span.of(&source.text);
        let words = whole.trim();
        // （各有关部门按职责分工负责）
        let aside = words.starts_with('（') && words.ends_with('）');
        if words.is_empty() || aside {
            continue;
        }
        let start = whole.len() - whole.trim_start().len();
        let span = Span::new(start, start + words.len()).moved(sentence.span.start);
        let first = pieces.last().is_none_or(|it| it.block != sentence.block);
        let rest = Span { start: span.end, end: block.end }.of(&source.text);
        let section = document.outline.sections.get(document.outline.at(span.start));
        let part = section.map_or(0, |it| it.part);
        let last = rest.trim().is_empty();
        pieces.push(Piece { words, span, block: sentence.block, part, first, last });
    }
    pieces
}

/// So many sentences that stand earlier, and now again.
#[derive(Clone, Copy, Debug)]
struct Run {
    early: usize,
    late: usize,
    length: usize,
}

/// The longest run that begins at `late` and at one of the places `early`.
fn longest(pieces: &[Piece<'_>], early: Option<&Vec<usize>>, late: usize) -> Option<Run> {
    let (block, part) = pieces.get(late).map(|it| (it.block, it.part))?;
    let runs = early?.iter().map(|early| {
        let same = (0..).take_while(|step| {
            let (first, second) = (pieces.get(early + step), pieces.get(late + step));
            let inside = early + step < late && second.is_some_and(|it| it.block == block);
            let same = first.filter(|it| it.part == part).map(|it| it.words);
            inside && same.is_some() && same == second.map(|it| it.words)
        });
        Run { early: *early, late, length: same.count() }
    });
    runs.filter(|run| 0 < run.length).max_by_key(|run| (run.length, std::cmp::Reverse(run.early)))
}

impl Run {
    fn span(pieces: &[Piece<'_>], from: usize, length: usize) -> Span {
        let first = pieces.get(from).map_or(Span::default(), |it| it.span);
        pieces.get(from + length - 1).map_or(first, |last| first.join(last.span))
    }

    /// Whether it is a whole paragraph at both places.
    fn is_paragraph(self, pieces: &[Piece<'_>]) -> bool {
        [self.early, self.late].iter().all(|from| {
            pieces.get(*from).is_some_and(|it| it.first)
                && pieces.get(from + self.length - 1).is_some_and(|it| it.last)
        })
    }
}

impl Repetition {
    /// Whether the run is long enough, and no formula.
    fn counts(&self, document: &Document, pieces: &[Piece<'_>], run: Run) -> bool {
        let unit = if run.is_paragraph(pieces) { Unit::Paragraph } else { Unit::Sentence };
        let words = Run::span(pieces, run.late, run.length).of(&document.source.text);
        let length = words.chars().filter(|it| !it.is_whitespace()).count();
        let told = words.chars().any(|it| numeral::digit(it).is_some());
        let attached = document.lies_in(Scope::Attachment, Run::span(pieces, run.late, 1));
        let set = unit == Unit::Sentence && !told && self.is_formula(words);
        let least = if attached { self.length * 2 } else { self.length };
        let long = least <= length && !set;
        let parts = self.units.contains(&unit)
            || unit == Unit::Paragraph && self.units.contains(&Unit::Sentence);
        long && parts
    }
}

impl Repetition {
    /// Whether the text begins with words that stand in every report.
    fn is_formula(&self, words: &str) -> bool {
        const NEAR: usize = 60;
        let head = first_bytes(words, NEAR);
        self.formulas.iter().any(|it| head.contains(it.as_str()))
    }
}

/// Texts that stand twice or more often.
#[derive(Default)]
struct Copies {
    findings: Vec<Copy>,
    /// The finding of a text that begins with this sentence.
    by_early: HashMap<(usize, usize), usize>,
}

/// One text and where it stands.
struct Copy {
    paragraph: bool,
    places: Vec<Span>,
    count: usize,
}

impl Copies {
    fn add(&mut self, pieces: &[Piece<'_>], run: Run) {
        let late = Run::span(pieces, run.late, run.length);
        let key = (run.early, run.length);
        if let Some(copy) = self.by_early.get(&key).and_then(|it| self.findings.get_mut(*it)) {
            copy.count += 1;
            if copy.places.len() < MOST {
                copy.places.push(late);
            }
            return;
        }
        self.by_early.insert(key, self.findings.len());
        let early = Run::span(pieces, run.early, run.length);
        let paragraph = run.is_paragraph(pieces);
        self.findings.push(Copy { paragraph, places: vec![early, late], count: 2 });
    }
}

impl Copy {
    /// A finding at the first repetition; the first place and further copies beside it.
    fn finding(self, document: &Document) -> Finding {
        let source = document.source.id;
        let late = self.places.get(1).copied().unwrap_or_default();
        let (unit, unit_en) = if self.paragraph { ("段", "paragraph") } else { ("句", "sentence") };
        let others = self.places.iter().enumerate().filter(|(index, _)| *index != 1);
        let related = others.map(|(index, span)| {
            let (which, which_en) = if index == 0 { ("前文已有", "first here") } else { ("又见于此", "and here") };
            Related {
                place: Place { source, span: *span },
                captures: vec![("which".into(), which.to_owned()), ("which-en".into(), which_en.to_owned())],
            }
        });
        Finding {
            related: related.collect(),
            captures: vec![
                ("word".into(), late.of(&document.source.text).to_owned()),
                ("count".into(), self.count.to_string()),
                ("unit".into(), unit.to_owned()),
                ("unit-en".into(), unit_en.to_owned()),
            ],
            ..Finding::at(document, late, Confidence::Certain)
        }
    }
}
