//! A title as it is compared: without quotes, blanks, （试行） and 关于…的.

use std::collections::BTreeSet;

use crate::model::{Document, scope};
use crate::text::Span;

/// A title and where it stands.
#[derive(Debug)]
pub(super) struct Name {
    /// What is compared.
    pub(super) chars: Vec<char>,
    /// The same as a text.
    pub(super) key: String,
    /// Where each compared character of the first mention stands.
    pub(super) spans: Vec<Span>,
    /// Which of them stand in quotation marks.
    pub(super) quoted: Vec<bool>,
    /// All mentions with their marks.
    pub(super) places: Vec<Span>,
    sentences: BTreeSet<usize>,
}

/// Shorter titles are newspapers, books and short names: one character makes another.
const SHORTEST: usize = 6;
/// A longer title is a sentence that lost its closing mark.
const LONGEST: usize = 80;

impl Name {
    /// The title at `span`; nothing where it has a hole or is too short to compare.
    pub(super) fn of(document: &Document, span: Span) -> Option<Self> {
        let text = &document.source.text;
        let (chars, spans): (Vec<char>, Vec<Span>) = compared(text, span).into_iter().unzip();
        let length = SHORTEST..=LONGEST;
        if !length.contains(&chars.len()) || chars.iter().any(|it| "*×xX○_".contains(*it)) {
            return None;
        }
        let sentence = document.sentences.partition_point(|it| it.span.start <= span.start);
        let key = chars.iter().collect();
        let quoted = quoted(text, span, &spans);
        Some(Self { chars, key, spans, quoted, places: vec![span], sentences: [sentence].into() })
    }

    /// Adds another mention.
    pub(super) fn add(&mut self, other: &Name) {
        self.places.extend(&other.places);
        self.sentences.extend(&other.sentences);
    }

    /// Whether a sentence has both.
    pub(super) fn shares_sentence(&self, other: &Name) -> bool {
        !self.sentences.is_disjoint(&other.sentences)
    }

    /// The pairs of neighbours, each once.
    pub(super) fn pairs(&self) -> BTreeSet<[char; 2]> {
        self.chars.windows(2).filter_map(|it| it.try_into().ok()).collect()
    }
}

/// What is compared of a title that a pack names.
pub(super) fn key_of(written: &str) -> String {
    compared(written, Span::new(0, written.len())).into_iter().map(|it| it.0).collect()
}

/// The characters that are compared, and where each stands.
fn compared(text: &str, span: Span) -> Vec<(char, Span)> {
    let within = span.of(text);
    let trial = ["（试行）", "(试行)"].iter().find_map(|it| Some((within.find(it)?, it.len())));
    let trial = trial.map_or(0..0, |(at, length)| at..at + length);
    let about = within
        .find(|it: char| it != '《')
        .filter(|at| within.get(*at..).is_some_and(|it| it.starts_with(ABOUT)));
    let about = about.map_or(0..0, |at| at..at + ABOUT.len());
    let kept = within.char_indices().filter(|(at, mark)| {
        !trial.contains(at) && !about.contains(at) && !mark.is_whitespace() && !IDLE.contains(*mark)
    });
    kept.map(|(at, mark)| (plain(mark), Span::new(at, at + mark.len_utf8()).moved(span.start)))
        .collect()
}

/// Which of the characters at `spans` stand in quotation marks within the title.
fn quoted(text: &str, title: Span, spans: &[Span]) -> Vec<bool> {
    let mut quotes = scope::pairs(title.of(text), '“', '”').into_iter().peekable();
    let mut inside = |at: u32| {
        while quotes.next_if(|it| title.start + it.end <= at).is_some() {}
        quotes.peek().is_some_and(|it| title.start + it.start < at)
    };
    spans.iter().map(|it| inside(it.start)).collect()
}

const ABOUT: &str = "关于";
/// Marks and words that titles gain and lose without becoming others.
const IDLE: &str = "《》〈〉<>“”‘’\"'「」『』（）()【】、，,·的";

/// Full-width digits and letters as half-width ones.
fn plain(mark: char) -> char {
    let wide = ('！'..='～').contains(&mark);
    let narrow = u32::from(mark).checked_sub(0xFEE0).and_then(char::from_u32);
    narrow.filter(|_| wide).unwrap_or(mark)
}
