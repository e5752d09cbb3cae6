//! A figure with the words around it, and the words of the headings above.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::kinds::figure_conflict::alignment::clause::{Tone, is_definite, opens, tone};
use crate::kinds::figure_conflict::alignment::word::{Words, is_han};
use crate::model::Document;
use crate::model::figure::Figure;
use crate::syntax::lexicon::{LESSON_TITLE, PLAN_TITLE};
use crate::text::sentence::ends_clause;
use crate::text::span::{first_bytes, last_bytes};

/// How far a clause is read on either side of a figure, in bytes.
const REACH: usize = 240;

/// A figure and its words.
pub(super) struct Mention<'a> {
    pub(super) figure: &'a Figure,
    /// The words between its neighbours in the clause.
    pub(super) core: Vec<u32>,
    /// The words of the whole clause.
    pub(super) clause: Vec<u32>,
    /// The telling characters close to the number.
    pub(super) near: Vec<char>,
    /// Its head.
    pub(super) head: Vec<u32>,
    /// The text before and after it in its paragraph.
    pub(super) around: (&'a str, &'a str),
    /// The digits of its value.
    pub(super) digits: String,
    /// The digits as written, without zeros at the ends.
    pub(super) written: String,
    /// The innermost section it stands in.
    pub(super) section: usize,
    /// What its clause says about it in passing.
    pub(super) tone: Tone,
    /// Whether 的 or 这 stands before it: 追回的6.47亿元工程款.
    pub(super) definite: bool,
    /// Whether it opens its clause, as what is known already: 52次监督检查件件有清单.
    pub(super) opens: bool,
    /// Whether it is a short numeral: 五大产业园.
    pub(super) short: bool,
}

impl Mention<'_> {
    /// Whether its clause takes it as known, even where it stands in a plan.
    pub(super) fn is_told(&self) -> bool {
        self.tone.told || self.definite
    }
}

/// What the titles above a figure say.
#[derive(Default)]
pub(super) struct Title {
    /// Whether they announce plans.
    pub(super) plan: bool,
    /// Whether plans are among what they announce: 存在问题和下一步打算.
    pub(super) also_plan: bool,
    /// Whether they announce problems or lessons.
    pub(super) lesson: bool,
    /// Their words.
    pub(super) words: Vec<u32>,
}

/// All figures of a draft with their words.
pub(super) struct Mentions<'a> {
    pub(super) all: Vec<Mention<'a>>,
    pub(super) words: Words,
    titles: BTreeMap<usize, Title>,
    /// How many figures have each word in their core.
    often: Vec<u32>,
}

impl<'a> Mentions<'a> {
    /// Reads the words around `figures`.
    pub(super) fn of(document: &'a Document, figures: &[&'a Figure]) -> Self {
        let mut words = Words::default();
        let mut titles = BTreeMap::new();
        let mut all = Vec::new();
        for (index, figure) in figures.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|it| figures.get(it)).copied();
            let around = (before, figures.get(index + 1).copied());
            let mention = mention(document, figure, around, &mut words);
            titles
                .entry(mention.section)
                .or_insert_with(|| title(document, mention.section, &mut words));
            all.push(mention);
        }
        let mut often = vec![0; words.count()];
        for word in all.iter().flat_map(|it| &it.core) {
            if let Some(count) = often.get_mut(*word as usize) {
                *count += 1;
            }
        }
        Self { all, words, titles, often }
    }

    /// Whether the value of one figure stands beside the other too, which is then another figure.
    pub(super) fn names(&self, first: usize, second: usize) -> bool {
        self.stands_beside(first, second) || self.stands_beside(second, first)
    }

    fn stands_beside(&self, one: usize, other: usize) -> bool {
        const REACH: usize = 6;
        let (Some(own), Some(there)) = (self.all.get(one), self.all.get(other)) else {
            return false;
        };
        let around = other.saturating_sub(REACH)..(other + REACH + 1).min(self.all.len());
        let near = self.all.get(around.clone()).unwrap_or(&[]).iter().zip(around);
        near.filter(|(_, at)| *at != one && *at != other).any(|(it, _)| {
            it.figure.block == there.figure.block
                && it.figure.unit == own.figure.unit
                && it.figure.amount.value == own.figure.amount.value
        })
    }

    /// Whether other figures of their sentences agree: one sentence restates the other.
    pub(super) fn keep_company(&self, first: usize, second: usize) -> bool {
        const REACH: usize = 4;
        let around = |index: usize| {
            let range = index.saturating_sub(REACH)..(index + REACH + 1).min(self.all.len());
            let own = self.all.get(index).map(|it| it.figure);
            let near = self.all.get(range.clone()).unwrap_or(&[]).iter().map(|it| it.figure);
            near.zip(range).filter(move |(_, at)| *at != index).map(|(it, _)| it).filter(
                move |it| own.is_some_and(|own| own.block == it.block && own.unit != it.unit),
            )
        };
        around(first).filter(|it| Decimal::TEN <= it.amount.value).any(|one| {
            around(second)
                .any(|other| one.unit == other.unit && one.amount.value == other.amount.value)
        })
    }

    /// Whether each follows a figure of one unit in its clause, and these differ.
    pub(super) fn qualified(&self, first: usize, second: usize) -> bool {
        let before = |index: usize| {
            let own = self.all.get(index)?.figure;
            let earlier = self.all.get(index.checked_sub(1)?)?.figure;
            (earlier.sentence == own.sentence && own.clause <= earlier.span.start)
                .then_some(earlier)
        };
        before(first).zip(before(second)).is_some_and(|(one, other)| {
            one.unit == other.unit && one.amount.value != other.amount.value
        })
    }

    pub(super) fn title(&self, mention: &Mention<'_>) -> Option<&Title> {
        self.titles.get(&mention.section)
    }

    /// The greatest weight of `words` that at most `most` figures have.
    pub(super) fn rarest(&self, words: &[u32], most: u32) -> f64 {
        let rare = words
            .iter()
            .filter(|it| self.often.get(**it as usize).is_some_and(|count| *count <= most));
        rare.map(|it| self.words.weight(*it)).fold(0.0, f64::max)
    }
}

fn mention<'a>(
    document: &'a Document,
    figure: &'a Figure,
    (before, after): (Option<&Figure>, Option<&Figure>),
    words: &mut Words,
) -> Mention<'a> {
    let text = document.source.text.as_str();
    if figure.cell.is_some() {
        return cell(document, figure, words);
    }
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let right = clause_after(first_bytes(text.get(end..).unwrap_or(""), REACH));
    let left = clauses_before(last_bytes(text.get(..start).unwrap_or(""), REACH), right, words);
    let beside = |other: &&Figure| other.sentence == figure.sentence;
    let own_left = before
        .filter(beside)
        .and_then(|it| start.checked_sub(it.span.end as usize))
        .map_or(left, |room| last_bytes(left, room));
    let own_right = after
        .filter(beside)
        .and_then(|it| (it.span.start as usize).checked_sub(end))
        .map_or(right, |room| first_bytes(right, room));
    let mut core = words.of(own_left);
    core.extend(words.of(own_right));
    core.sort_unstable();
    core.dedup();
    let mut clause = words.of(figure.span.of(text));
    if own_left.len() < left.len() || own_right.len() < right.len() {
        clause.extend(words.of(left));
        clause.extend(words.of(right));
    } else {
        clause.extend(&core);
    }
    clause.sort_unstable();
    clause.dedup();
    Mention {
        figure,
        core,
        clause,
        near: near(own_left, own_right),
        head: words.of(&figure.head),
        around: around(text, figure),
        digits: digits(figure),
        written: digits_written(figure.span.of(text)),
        section: document.outline.at(figure.span.start),
        tone: tone(left, own_left.len(), right, own_right.len()),
        definite: is_definite(left, figure),
        opens: opens(left, figure),
        short: figure.cell.is_none()
            && document.figures().binary_search_by_key(&figure.span, |it| it.span).is_err(),
    }
}

/// The sentences around a figure, as far as a clause may reach.
fn around<'a>(text: &'a str, figure: &Figure) -> (&'a str, &'a str) {
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let before = last_bytes(text.get(..start).unwrap_or(""), REACH);
    let after = first_bytes(text.get(end..).unwrap_or(""), REACH);
    let lines = (before.rsplit('\n').next(), after.split('\n').next());
    (lines.0.unwrap_or(""), lines.1.unwrap_or(""))
}

/// A cell of a table: the headings of its row and column are its words.
fn cell<'a>(document: &'a Document, figure: &'a Figure, words: &mut Words) -> Mention<'a> {
    let clause = words.of(&format!("{}，{}", figure.subject, figure.head));
    Mention {
        figure,
        core: clause.clone(),
        clause,
        near: near(&figure.subject, &figure.head),
        head: words.of(&figure.head),
        around: ("", ""),
        digits: digits(figure),
        written: digits_written(figure.span.of(&document.source.text)),
        section: document.outline.at(figure.span.start),
        tone: Tone { told: true, ..Tone::default() },
        definite: false,
        opens: false,
        short: false,
    }
}

fn digits(figure: &Figure) -> String {
    figure.amount.value.normalize().to_string().replace('.', "")
}

/// The clause up to a figure, with the one before it where it says nothing: 集体学习，共16次.
fn clauses_before<'a>(text: &'a str, right: &str, words: &mut Words) -> &'a str {
    const FEWEST: usize = 2;
    let own = clause_before(text);
    if FEWEST <= words.of(own).len() + words.of(right).len() {
        return own;
    }
    let rest = text.strip_suffix(own).and_then(|it| it.strip_suffix('，'));
    let earlier = rest.map_or(0, |it| clause_before(it).len() + '，'.len_utf8());
    text.get(text.len() - own.len() - earlier..).unwrap_or(own)
}

fn clause_before(text: &str) -> &str {
    let mut later = ' ';
    let end = text.char_indices().rev().find(|(at, mark)| {
        let number = text.get(..*at).is_some_and(|it| it.ends_with(is_numeric));
        let joins = *mark == ',' && number && is_numeric(later);
        later = *mark;
        ends_clause(*mark) && !joins
    });
    end.map_or(text, |(at, mark)| text.get(at + mark.len_utf8()..).unwrap_or(""))
}

fn clause_after(text: &str) -> &str {
    let mut earlier = ' ';
    let end = text.char_indices().find(|(at, mark)| {
        let number = text.get(at + mark.len_utf8()..).is_some_and(|it| it.starts_with(is_numeric));
        let joins = *mark == ',' && number && is_numeric(earlier);
        earlier = *mark;
        ends_clause(*mark) && !joins
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(""))
}

fn is_numeric(mark: char) -> bool {
    mark.is_ascii_digit() || ('０'..='９').contains(&mark)
}

fn near(left: &str, right: &str) -> Vec<char> {
    const BEFORE: usize = 8;
    const AFTER: usize = 10;
    let telling =
        |mark: &char| is_han(*mark) && !"的了在和与及共已全各个等年月次名人".contains(*mark);
    let seen = |mark: &char| !mark.is_whitespace();
    let before = left.chars().rev().filter(seen).take(BEFORE);
    let around = before.chain(right.chars().filter(seen).take(AFTER));
    let mut found: Vec<char> = around.filter(telling).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn digits_written(text: &str) -> String {
    let digits = text.chars().filter_map(|mark| match mark {
        '0'..='9' => Some(mark),
        '０'..='９' => char::from_digit(u32::from(mark) - u32::from('０'), 10),
        _ => None,
    });
    digits.collect::<String>().trim_matches('0').to_owned()
}

/// What the titles of a section and of those above it say.
fn title(document: &Document, section: usize, words: &mut Words) -> Title {
    const DEEPEST: usize = 8;
    let sections = &document.outline.sections;
    let mut all = Title::default();
    let mut next = sections.get(section);
    for _ in 0..DEEPEST {
        let Some(section) = next.filter(|it| it.parent.is_some()) else { break };
        let title = first_bytes(section.title.of(&document.source.text), REACH);
        let lesson = LESSON_TITLE.within(title);
        // 不足与打算 begins with what was done.
        let plan = PLAN_TITLE.within(title);
        all.plan |= plan && !lesson;
        all.also_plan |= plan;
        all.lesson |= lesson;
        all.words.extend(words.of(title));
        next = section.parent.and_then(|it| sections.get(it));
    }
    all.words.sort_unstable();
    all.words.dedup();
    all
}
