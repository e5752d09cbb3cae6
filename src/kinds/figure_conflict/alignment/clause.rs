//! What a clause says about its figure in passing: that it is aimed at, known already, or lacking.

use std::sync::LazyLock;

use crate::model::figure::{Figure, Side};
use crate::syntax::lexicon::{Lexicon, entries};

/// The words that colour a clause, found in one pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tone {
    /// Only aimed at: 力争建成30个.
    pub(super) aim: bool,
    /// Looks back, even where it stands in a plan: 年初定下的26项.
    pub(super) told: bool,
    /// Set against something: 虽, 仅.
    pub(super) conceded: bool,
    /// Counts those left out: 23个没有覆盖, 未达标的5个.
    pub(super) negated: bool,
}

const AIM: u8 = 1;
const TOLD: u8 = 2;
const CONCESSION: u8 = 4;
const NEGATION: u8 = 8;

static WORDS: LazyLock<Lexicon<u8>> = LazyLock::new(|| {
    let file = include_str!("../../../../rules/lexicon/labels.txt");
    Lexicon::of(entries(file).filter_map(|(key, word)| {
        let tone = match key {
            "aim" => AIM,
            "told" => TOLD,
            "concession" => CONCESSION,
            "negation" => NEGATION,
            _ => return None,
        };
        Some((word, tone))
    }))
});

/// The words of `text` from byte `from` on, as a set.
fn tones(text: &str, from: usize) -> u8 {
    let places = text.char_indices().filter(|(at, _)| from <= *at);
    places
        .filter_map(|(at, _)| text.get(at..))
        .flat_map(|rest| WORDS.prefixes(rest).map(|(_, tone)| tone))
        .fold(0, |all, tone| all | tone)
}

/// The tone of the clause around a figure; of either side, `own` is the part next to it.
pub(super) fn tone(left: &str, own_left: usize, right: &str, own_right: usize) -> Tone {
    const NEAR: usize = 24;
    let whole = tones(left, 0);
    let own = tones(left, left.len().saturating_sub(own_left));
    let after = tones(right, 0);
    let next = crate::text::span::first_bytes(right, own_right.min(NEAR));
    Tone {
        aim: whole & AIM != 0,
        told: (whole | after) & TOLD != 0,
        conceded: whole & CONCESSION != 0,
        negated: (own | tones(next, 0)) & NEGATION != 0,
    }
}

/// Whether a figure whose noun follows it is marked as known: 追回的6.47亿元工程款, 这12户.
pub(super) fn is_definite(left: &str, figure: &Figure) -> bool {
    is_named_after(figure) && left.trim_end_matches(['近', '约']).ends_with(['的', '这', '那'])
}

/// Whether nothing but 这, 上述 and the like stands before a figure whose noun follows it.
pub(super) fn opens(left: &str, figure: &Figure) -> bool {
    const LONGEST: usize = 3;
    const POINTERS: [&str; 8] = ["这", "那", "上述", "全部", "该", "而", "其", "首批"];
    let left = left.trim();
    let bare = POINTERS.iter().find_map(|it| left.strip_prefix(it)).unwrap_or(left);
    let is_han = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark);
    is_named_after(figure)
        && bare.chars().filter(|it| !it.is_whitespace()).count() < LONGEST
        && bare.chars().all(|mark| !is_han(mark) || "一二三四五六七八九是".contains(mark))
}

fn is_named_after(figure: &Figure) -> bool {
    figure.side == Side::Right && figure.head.chars().nth(1).is_some()
}
