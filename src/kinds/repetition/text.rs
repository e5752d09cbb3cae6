//! Sentences and paragraphs that stand twice.
//!
//! The draft is read clause by clause; clauses that follow each other at two places are one run.
//! A run counts where it is one or more whole sentences, or most of a long one.

use std::collections::HashMap;

use super::{Repetition, Unit};
use crate::kinds::{Context, Finding, Related};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::span::first_bytes;
use crate::text::{BlockKind, Confidence, Place, Span, numeral, sentence};

/// So many copies of one text are shown, and so many earlier places of a clause are looked at.
const MOST: usize = 8;

pub(super) fn check(rule: &Repetition, context: &Context<'_>, found: &mut Vec<Finding>) {
    let document = context.document;
    let text = &document.source.text;
    let pieces = pieces(document);
    let mut copies = Copies::default();
    let mut known = Known { last: HashMap::new(), before: Vec::with_capacity(pieces.len()) };
    let mut index = 0;
    while index < pieces.len() {
        let run = known.longest(&pieces, index);
        let next = index + run.map_or(1, |run| run.length);
        if let Some(run) = run.filter(|run| rule.counts(document, &pieces, *run)) {
            copies.add(text, &pieces, run);
        }
        (index..next).for_each(|at| known.add(&pieces, at));
        index = next;
    }
    found.extend(copies.findings.into_iter().map(|it| it.finding(document)));
}

/// A clause of running text.
struct Piece<'a> {
    words: &'a str,
    span: Span,
    /// Its sentence.
    sentence: Span,
    block: usize,
    /// The part of the file: the body, or which attachment.
    part: u32,
    /// Whether it begins or ends its paragraph.
    first: bool,
    last: bool,
}

/// The clauses that count, in order.
fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let source = &document.source;
    let text = &source.text;
    let sections = document.outline.sections.iter().skip(1).filter(|it| !it.run_in);
    let headings: std::collections::BTreeSet<usize> = sections.map(|it| it.block).collect();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for it in &document.sentences {
        let Some(block) = source.blocks.get(it.block) else { continue };
        let sentence = trimmed(text, it.span);
        let words = sentence.of(text);
        // （各有关部门按职责分工负责）
        let aside = words.starts_with('（') && words.ends_with('）');
        let prose = block.kind == BlockKind::Paragraph && !headings.contains(&it.block);
        if words.is_empty() || aside || !prose || document.lies_in(Scope::Footnote, sentence) {
            continue;
        }
        let section = document.outline.sections.get(document.outline.at(sentence.start));
        let part = section.map_or(0, |it| it.part);
        for span in sentence::clauses(text, sentence) {
            let span = trimmed(text, span);
            let first = pieces.last().is_none_or(|last| last.block != it.block);
            let rest = Span { start: span.end, end: block.span.end }.of(text);
            let last = first_bytes(rest, 3).trim().is_empty() && rest.trim().is_empty();
            let words = span.of(text);
            pieces.push(Piece { words, span, sentence, block: it.block, part, first, last });
        }
    }
    pieces
}

fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let start = whole.len() - whole.trim_start().len();
    Span::new(start, start + whole.trim().len()).moved(span.start)
}

/// The clauses read so far: the last place of each, and the place before each place.
struct Known<'a> {
    last: HashMap<&'a str, usize>,
    before: Vec<Option<usize>>,
}

impl<'a> Known<'a> {
    fn add(&mut self, pieces: &[Piece<'a>], at: usize) {
        let earlier = pieces.get(at).and_then(|it| self.last.insert(it.words, at));
        self.before.push(earlier);
    }

    /// The longest run that stood before and begins again at `late`.
    fn longest(&self, pieces: &[Piece<'_>], late: usize) -> Option<Run> {
        let first = self.last.get(pieces.get(late)?.words).copied();
        let earlier = std::iter::successors(first, |at| self.before.get(*at).copied().flatten());
        let runs = earlier.take(MOST).map(|early| Run::at(pieces, early, late));
        runs.max_by_key(|run| (run.length, std::cmp::Reverse(run.early)))
    }
}

/// So many clauses that stand earlier, and now again.
#[derive(Clone, Copy, Debug)]
struct Run {
    early: usize,
    late: usize,
    length: usize,
}

impl Run {
    /// The run of equal clauses that begins at both places, within one paragraph each.
    fn at(pieces: &[Piece<'_>], early: usize, late: usize) -> Run {
        let block = |at: usize| pieces.get(at).map(|it| it.block);
        let same = (0..).take_while(|step| {
            let (first, second) = (pieces.get(early + step), pieces.get(late + step));
            let inside = early + step < late
                && block(early) == first.map(|it| it.block)
                && block(late) == second.map(|it| it.block);
            inside && second.is_some() && first.map(|it| it.words) == second.map(|it| it.words)
        });
        Run { early, late, length: same.count().max(1) }
    }

    fn ends<'a, 'b>(self, pieces: &'b [Piece<'a>], from: usize) -> Option<[&'b Piece<'a>; 2]> {
        Some([pieces.get(from)?, pieces.get(from + self.length - 1)?])
    }

    fn span(self, pieces: &[Piece<'_>], from: usize) -> Span {
        self.ends(pieces, from).map_or(Span::default(), |[first, last]| first.span.join(last.span))
    }

    /// Whether both places are whole, as paragraphs or as sentences.
    fn is_whole(
        self,
        pieces: &[Piece<'_>],
        whole: impl Fn(&Piece<'_>, &Piece<'_>) -> bool,
    ) -> bool {
        let places = [self.early, self.late].into_iter();
        places.filter_map(|from| self.ends(pieces, from)).all(|[first, last]| whole(first, last))
    }

    /// The sentences of which the later place is a piece.
    fn sentences(self, pieces: &[Piece<'_>]) -> Span {
        let ends = self.ends(pieces, self.late);
        ends.map_or(Span::default(), |[first, last]| first.sentence.join(last.sentence))
    }
}

/// A piece of a sentence counts from so many characters on, and from this share of it.
const LONG: usize = 60;
const SHARE: usize = 60;

impl Repetition {
    /// Whether the run is long enough, and no formula.
    fn counts(&self, document: &Document, pieces: &[Piece<'_>], run: Run) -> bool {
        let text = &document.source.text;
        let late = run.span(pieces, run.late);
        let length = length(late.of(text));
        let paragraph = run.is_whole(pieces, |first, last| first.first && last.last);
        let sentences = run.is_whole(pieces, |first, last| {
            first.span.start == first.sentence.start && last.span.end == last.sentence.end
        });
        let least = self.least(document, pieces, run);
        let most = LONG <= length && run.sentences(pieces).len() * SHARE <= late.len() * 100;
        let unit = if paragraph { Unit::Paragraph } else { Unit::Sentence };
        let asked = self.units.contains(&unit) || self.units.contains(&Unit::Sentence);
        let told = late.of(text).chars().any(|it| numeral::digit(it).is_some());
        let formula = !paragraph && !told && self.is_formula(late.of(text), sentences);
        asked && !formula && least <= length && (paragraph || sentences || most)
    }

    /// How long a run must be: two parts of a file may share a clause, and an attachment its forms.
    fn least(&self, document: &Document, pieces: &[Piece<'_>], run: Run) -> usize {
        let part = |at: usize| pieces.get(at).map(|it| it.part);
        let inside = |at: usize| document.lies_in(Scope::Attachment, run.span(pieces, at));
        let attached = inside(run.early) || inside(run.late);
        match (attached, part(run.early) == part(run.late)) {
            (false, true) => self.length,
            (true, false) => usize::MAX,
            _ => self.length.saturating_mul(2),
        }
    }

    /// Whether the text has words that stand in every report: a whole sentence begins with them.
    fn is_formula(&self, words: &str, whole: bool) -> bool {
        const NEAR: usize = 60;
        let head = if whole { first_bytes(words, NEAR) } else { words };
        self.formulas.iter().any(|it| head.contains(it.as_str()))
    }
}

fn length(words: &str) -> usize {
    words.chars().filter(|it| !it.is_whitespace()).count()
}

/// Texts that stand twice or more often.
#[derive(Default)]
struct Copies<'a> {
    findings: Vec<Copy>,
    /// The finding of each text.
    known: HashMap<&'a str, usize>,
}

/// One text and where it stands.
struct Copy {
    paragraph: bool,
    places: Vec<Span>,
    count: usize,
}

impl<'a> Copies<'a> {
    fn add(&mut self, text: &'a str, pieces: &[Piece<'_>], run: Run) {
        let late = run.span(pieces, run.late);
        let known = self.known.get(late.of(text)).copied();
        if let Some(copy) = known.and_then(|it| self.findings.get_mut(it)) {
            copy.count += 1;
            if copy.places.len() < MOST {
                copy.places.push(late);
            }
            return;
        }
        self.known.insert(late.of(text), self.findings.len());
        let paragraph = run.is_whole(pieces, |first, last| first.first && last.last);
        let places = vec![run.span(pieces, run.early), late];
        self.findings.push(Copy { paragraph, places, count: 2 });
    }
}

impl Copy {
    /// A finding at the first repetition; the first place and further copies beside it.
    fn finding(self, document: &Document) -> Finding {
        let source = document.source.id;
        let late = self.places.get(1).copied().unwrap_or_default();
        let (unit, unit_en) =
            if self.paragraph { ("段", "paragraph") } else { ("句", "sentence") };
        let others = self.places.iter().enumerate().filter(|(index, _)| *index != 1);
        let related = others.map(|(index, span)| {
            let first = index == 0;
            let (zh, en) =
                if first { ("前文已有", "first here") } else { ("又见于此", "and here") };
            let captures =
                vec![("which".into(), zh.to_owned()), ("which-en".into(), en.to_owned())];
            Related { place: Place { source, span: *span }, captures }
        });
        let words = late.of(&document.source.text);
        Finding {
            related: related.collect(),
            captures: vec![
                ("word".into(), words.to_owned()),
                ("count".into(), self.count.to_string()),
                ("unit".into(), unit.to_owned()),
                ("unit-en".into(), unit_en.to_owned()),
            ],
            ..Finding::at(document, late, Confidence::Certain)
        }
    }
}
