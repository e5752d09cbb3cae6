//! The value a hole may have: the figure of the draft that says the same of the same thing.
//!
//! The blocks with holes, and the headings, are read once more with a digit in each hole, so that a
//! hole has a unit and a head as a figure has. A figure with the same unit and head, or with the same words on both
//! sides, is a candidate; silent unless all of them agree.

use std::collections::{BTreeMap, HashMap};

use crate::kinds::Capture;
use crate::model::Document;
use crate::model::figure::Figure;
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::GENERIC_HEADS;
use crate::syntax::quantity::Unit;
use crate::text::{Block, Source, Span};

/// What messages may use.
pub(super) const NAMES: [&str; 4] = ["candidate", "line", "where", "where-en"];

/// A figure that may fill a hole.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it stands.
    pub(super) span: Span,
    /// Its text, its line, and whether that is above or below.
    pub(super) captures: Vec<Capture>,
}

/// The candidate of each of `holes`, which are in order.
pub(super) fn of(document: &Document, holes: &[Span]) -> Vec<Option<Candidate>> {
    if holes.is_empty() {
        return Vec::new();
    }
    let (filled, places) = filled(document, holes);
    let known = Known::of(document);
    let holes = holes.iter().zip(places);
    let read = |(hole, place): (&Span, Option<u32>)| {
        let figure = figure_at(&filled, place?)?;
        candidate(document, &known, whole(*hole, place?, figure)?, figure)
    };
    holes.map(read).collect()
}

/// A longer block, in bytes, is no heading.
const LONGEST_HEADING: usize = 120;

/// The headings and the blocks with holes as a draft of its own, a digit in each hole, and where
/// each hole is there.
fn filled(document: &Document, holes: &[Span]) -> (Document, Vec<Option<u32>>) {
    let source = &document.source;
    let mut by_block: BTreeMap<usize, Vec<(usize, Span)>> = BTreeMap::new();
    for (index, block) in source.blocks.iter().enumerate() {
        if block.span.len() < LONGEST_HEADING {
            by_block.insert(index, Vec::new());
        }
    }
    for (index, hole) in holes.iter().enumerate() {
        if let Some(block) = source.block_at(hole.start) {
            by_block.entry(block).or_default().push((index, *hole));
        }
    }
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut places = vec![None; holes.len()];
    for (block, holes) in by_block {
        let Some(block) = source.blocks.get(block) else { continue };
        let (start, mut from) = (text.len(), block.span.start);
        for (index, hole) in holes {
            text.push_str(Span { start: from, end: hole.start }.of(&source.text));
            if let Some(place) = places.get_mut(index) {
                *place = Some(Span::new(text.len(), text.len()).start);
            }
            text.push('9');
            from = hole.end;
        }
        text.push_str(Span { start: from, end: block.span.end }.of(&source.text));
        blocks.push(Block { span: Span::new(start, text.len()), kind: block.kind });
        text.push('\n');
    }
    (Document::of(Source { text, blocks, ..Source::default() }), places)
}

fn figure_at(filled: &Document, place: u32) -> Option<&Figure> {
    let figures = filled.figures();
    let after = figures.partition_point(|it| it.span.start <= place);
    figures.get(after.checked_sub(1)?).filter(|it| it.span.has(place))
}

/// The figures of a draft by what they count and by the words around them.
struct Known<'a> {
    by_head: HashMap<(Unit, &'a str), Agreed<'a>>,
    by_words: HashMap<(Unit, &'a str, &'a str), Agreed<'a>>,
}

/// The first of several figures; nothing where they differ.
type Agreed<'a> = Option<&'a Figure>;

impl<'a> Known<'a> {
    fn of(document: &'a Document) -> Self {
        let mut known = Self { by_head: HashMap::new(), by_words: HashMap::new() };
        for figure in document.figures().iter().filter(|it| !it.changed_from) {
            let agreed = known.by_head.entry((figure.unit, figure.head.as_str()));
            agree(agreed.or_insert(Some(figure)), figure);
            if let Some((left, right)) = words(document, figure.span) {
                let agreed = known.by_words.entry((figure.unit, left, right));
                agree(agreed.or_insert(Some(figure)), figure);
            }
        }
        known
    }
}

fn agree(agreed: &mut Agreed<'_>, figure: &Figure) {
    *agreed = agreed.filter(|first| first.amount == figure.amount);
}

/// So many characters right before a number, and at most so many after its unit, must be the same.
const LEFT: usize = 5;
const RIGHT: usize = 2;

/// The words around a number, where they are enough to tell it by.
fn words(document: &Document, whole: Span) -> Option<(&str, &str)> {
    let text = &document.source.text;
    let block = document.source.block_at(whole.start)?;
    let block = document.source.blocks.get(block)?.span;
    let before = Span { start: block.start, end: whole.start }.of(text);
    let after = Span { start: whole.end, end: block.end }.of(text);
    let start = before.char_indices().rev().take(LEFT).last().filter(|_| !before.is_empty())?.0;
    let left = before.get(start..)?;
    let han = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark);
    let end = after.char_indices().take(RIGHT).find(|it| !han(it.1)).map(|it| it.0);
    let most: usize = after.chars().take(RIGHT).map(char::len_utf8).sum();
    let enough = left.chars().count() == LEFT && left.chars().all(han);
    enough.then_some((left, after.get(..end.unwrap_or(most))?))
}

fn candidate(
    document: &Document,
    known: &Known<'_>,
    hole: Span,
    figure: &Figure,
) -> Option<Candidate> {
    let told = words(document, hole);
    let by_words = told.and_then(|(left, right)| known.by_words.get(&(figure.unit, left, right)));
    let fits = |it: &&Agreed<'_>| {
        it.is_none_or(|it| is_of_one_deed(it, figure) && is_of_one_time(it, figure))
    };
    let by_words = by_words.filter(fits);
    let by_head = known.by_head.get(&(figure.unit, figure.head.as_str()));
    let specific = 3 <= figure.head.chars().count() && !GENERIC_HEADS.spells(&figure.head);
    let by_head = by_head.filter(fits).filter(|_| specific);
    let best = match (by_words, by_head) {
        (Some(None), _) | (_, Some(None)) | (None, None) => return None,
        (Some(Some(one)), Some(Some(other))) if one.amount != other.amount => return None,
        (Some(Some(one)), _) | (None, Some(Some(one))) => *one,
    };
    let (line, _) = document.position(best.span);
    let above = best.span.start < hole.start;
    let (zh, en) = if above { ("前文", "above") } else { ("后文", "below") };
    Some(Candidate {
        span: best.span,
        captures: vec![
            ("candidate".into(), best.span.of(&document.source.text).to_owned()),
            ("line".into(), line.to_string()),
            ("where".into(), zh.to_owned()),
            ("where-en".into(), en.to_owned()),
        ],
    })
}

/// A hole with its approximation and its unit, as it stands in the draft.
fn whole(hole: Span, place: u32, figure: &Figure) -> Option<Span> {
    // The digit that fills the hole takes one byte.
    let after = figure.span.end.checked_sub(place)?.checked_sub(1)?;
    let before = place.checked_sub(figure.span.start)?;
    Some(Span { start: hole.start.checked_sub(before)?, end: hole.end + after })
}

/// Whether the verbs of a figure and a hole can be of one deed.
fn is_of_one_deed(figure: &Figure, hole: &Figure) -> bool {
    figure.actions.is_empty()
        || hole.actions.is_empty()
        || !figure.actions.common(hole.actions).is_empty()
}

/// Whether a figure and a hole speak of one time, both done or both planned, both of the whole.
fn is_of_one_time(figure: &Figure, hole: &Figure) -> bool {
    let periods =
        figure.periods.is_empty() || hole.periods.is_empty() || figure.periods == hole.periods;
    let part = figure.roles.has(Roles::PART) == hole.roles.has(Roles::PART);
    periods && part && figure.mood == hole.mood
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let document = Document::of_lines(text);
        let holes: Vec<Span> =
            text.match_indices('*').map(|(at, hole)| Span::new(at, at + hole.len())).collect();
        let found = of(&document, &holes);
        let shown = |it: &Option<Candidate>| it.as_ref().map_or("", |it| it.span.of(text));
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn one_value_is_a_candidate() {
        check("建成村级文化广场32个。\n建成村级文化广场*个，群众叫好。", &["32个"]);
        check("参训率达98.5%。\n参训率为*%。", &["98.5%"]);
        check("评选优秀护林员、优秀联络员各2人。\n另评优秀联络员各*人。", &["2人"]);
    }

    #[test]
    fn silent_where_values_differ_or_speak_of_other_things() {
        check("东片建成文化广场3个，西片建成文化广场5个。\n建成文化广场*个。", &[""]);
        check("建成村级文化广场32个。\n计划建成村级文化广场*个。", &[""]);
        let plan = "一、工作回顾\n建成村级文化广场32个。\n二、下一步打算\n建成村级文化广场*个。";
        check(plan, &[""]);
        check("建成村级文化广场32个。\n其中村级文化广场*个有舞台。", &[""]);
        check("建成村级文化广场32个。\n撤销村级文化广场*个。", &[""]);
        check("建成文化广场32个。\n建成党员活动室*个，发放读本*册。", &["", ""]);
        check("《关于学习*的通知》已印发。", &[""]);
    }
}
