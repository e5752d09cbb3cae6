//! Titles in 《》 that are equal but for a little: 《…管理办法》 and 《…管理规定》.
//!
//! Titles are put together by pairs of characters that few of them have. Silent about titles of one
//! sentence (two documents), numbers and years, other places and offices, words that tell two
//! documents apart (`apart`), other topics behind one opening, and titles with holes.

mod difference;
mod name;

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, MOST_PLACES, beside};
use crate::kinds::Capture;
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::decode::{Fields, Reader};
use crate::text::{Confidence, Span};
use difference::{Difference, Piece};
use name::Name;

/// What tells two titles apart, and what does not.
#[derive(Debug)]
pub struct Titles {
    /// Groups of words for a sort of document that are mistaken for each other.
    kinds: Vec<Vec<String>>,
    /// A title with such a word more is another document.
    apart: Vec<String>,
    /// So is one that has such a word more, where the other has nothing more.
    alone: Vec<String>,
    /// Openings that many documents share.
    heads: Vec<String>,
    /// Endings of the names of places and offices.
    places: Vec<String>,
    /// Titles that are left alone.
    allow: BTreeSet<String>,
}

/// The names for messages.
pub(super) const CAPTURES: [&str; 9] = [
    "found",
    "other",
    "count",
    "other-count",
    "marked",
    "other-marked",
    "change",
    "change-en",
    "usual",
];

/// So many other titles are held against one at most.
const MOST: usize = 40;

/// So many titles of a draft are compared; a report has a few dozen.
const MOST_TITLES: usize = 4_000;

impl Titles {
    pub(super) fn read(fields: &mut Fields<'_>, reader: &mut Reader) -> Self {
        let groups = fields.take("kinds").map(|it| reader.members(it)).unwrap_or_default();
        let kinds = groups.iter().map(|it| reader.strings(it)).collect();
        let mut words = |key| fields.take(key).map(|it| reader.strings(it)).unwrap_or_default();
        let (apart, alone) = (words("apart"), words("alone"));
        let (heads, places) = (words("heads"), words("places"));
        let allow = words("allow").iter().map(|it| name::key_of(it)).collect();
        Self { kinds, apart, alone, heads, places, allow }
    }

    pub(super) fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let names = self.names(document);
        let index = Index::of(&names);
        for (at, name) in names.iter().enumerate() {
            let others = index.near(at, &names);
            let better = others.into_iter().filter(|other| other.is_better(name));
            let odd = better.filter_map(|other| {
                let difference = Difference::of(name, other);
                Some((self.judge(name, other, &difference)?, other, difference))
            });
            let best = odd.max_by_key(|(confidence, other, _)| {
                (*confidence, other.places.len(), std::cmp::Reverse(other.first()))
            });
            found.extend(best.map(|(confidence, other, difference)| {
                finding(document, name, other, &difference, confidence)
            }));
        }
    }

    /// The titles of a draft, each once, in order.
    fn names(&self, document: &Document) -> Vec<Name> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut names: Vec<Name> = Vec::new();
        for span in document.scopes(Scope::TitleQuote) {
            let Some(name) = Name::of(document, *span) else { continue };
            if self.allow.contains(&name.key) {
                continue;
            }
            if let Some(first) = known.get(&name.key).and_then(|at| names.get_mut(*at)) {
                first.add(&name);
            } else if names.len() < MOST_TITLES {
                known.insert(name.key.clone(), names.len());
                names.push(name);
            }
        }
        names
    }

    /// How sure it is that the two are one document; nothing where they may well be two.
    fn judge(&self, one: &Name, other: &Name, difference: &Difference) -> Option<Confidence> {
        if difference.is_anagram(one, other) {
            return Some(Confidence::Certain);
        }
        let pieces = difference.pieces();
        if one.shares_sentence(other) || pieces.iter().any(Piece::numbers) {
            return None;
        }
        let twice = 1 < one.places.len() && 1 < other.places.len();
        let doubted = if twice { Confidence::Possible } else { Confidence::Likely };
        let pair = Pair::of(self, one, other);
        if pair.bodies.0 == pair.bodies.1 {
            let near = SHORTEST_BODY <= pair.bodies.0.len() && self.mistaken(pair.kinds);
            return near.then_some(doubted);
        }
        if self.are_two(&pieces) || pieces.iter().any(|it| self.names_a_place(it, one, other)) {
            return None;
        }
        if pieces.iter().all(Piece::is_gap) {
            return pair.gap(&pieces);
        }
        let near = 80 <= difference::likeness(pair.bare.0, pair.bare.1);
        let long = LONG <= pair.bare.0.len().min(pair.bare.1.len()) + 2;
        let first = pieces.iter().any(|it| it.start <= pair.head + 1);
        let kinds = pair.kinds.0 == pair.kinds.1 || self.mistaken(pair.kinds);
        (near && long && kinds && !first).then_some(doubted)
    }

    /// Whether words tell two documents: one is about the other, or carries it out.
    fn are_two(&self, pieces: &[Piece]) -> bool {
        let apart = |text: &str| self.apart.iter().any(|it| text.contains(it.as_str()));
        pieces.iter().any(|it| apart(&it.one) || apart(&it.other)) || self.carries_out(pieces)
    }

    /// Whether one title has 实施 more, and the other nothing: 江苏省…实施方案 carries out …方案.
    fn carries_out(&self, pieces: &[Piece]) -> bool {
        let is = |words: &[String], text: &str| words.iter().any(|it| it == text);
        let told = |text: &str| !text.is_empty() && !is(&self.heads, text);
        let gaps = pieces.iter().all(Piece::is_gap);
        let one = pieces.iter().any(|it| is(&self.alone, &it.one));
        let other = pieces.iter().any(|it| is(&self.alone, &it.other));
        one && !(gaps && pieces.iter().any(|it| told(&it.other)))
            || other && !(gaps && pieces.iter().any(|it| told(&it.one)))
    }

    fn body<'a>(&'a self, name: &'a Name) -> (&'a [char], &'a str) {
        let kinds = self.kinds.iter().flatten().filter(|it| name.key.ends_with(it.as_str()));
        let kind = kinds.max_by_key(|it| it.len()).map_or("", String::as_str);
        let keep = name.chars.len().saturating_sub(kind.chars().count());
        (name.chars.get(..keep).unwrap_or(&[]), kind)
    }

    /// Whether the two sorts of document stand in one group.
    fn mistaken(&self, kinds: (&str, &str)) -> bool {
        let has = |group: &[String], kind: &str| group.iter().any(|it| it == kind);
        self.kinds.iter().any(|group| has(group, kinds.0) && has(group, kinds.1))
    }

    /// How many characters both titles begin with that tell nothing of their topic.
    fn head(&self, one: &Name, other: &Name) -> usize {
        let pairs = one.chars.iter().zip(&other.chars);
        let same = pairs.take_while(|(one, other)| one == other).count();
        let common: String = one.chars.iter().take(same).collect();
        let place = |it: &String| common.find(it.as_str()).map(|at| at + it.len());
        let place = self.places.iter().filter_map(place).filter(|it| *it <= LONGEST_PLACE);
        let mut head = place.max().unwrap_or(0);
        while let Some(rest) = common.get(head..).filter(|it| !it.is_empty()) {
            let Some(word) = self.heads.iter().find(|it| rest.starts_with(it.as_str())) else {
                break;
            };
            head += word.len();
        }
        common.get(..head).unwrap_or("").chars().count()
    }

    /// Whether the titles begin with two places or offices, or one with a place that the other lacks.
    fn names_a_place(&self, piece: &Piece, one: &Name, other: &Name) -> bool {
        let near = |name: &Name| -> String {
            name.chars.iter().skip(piece.start).take(PLACE_AND_ENDING).collect()
        };
        let (one, other) = (near(one), near(other));
        let named = |text: &str| self.places.iter().any(|it| text.contains(it.as_str()));
        piece.start == 0 && (named(&one) || named(&other))
    }
}

/// Two titles without what many documents share.
struct Pair<'a> {
    /// How many characters both begin with that tell nothing of their topic.
    head: usize,
    /// Without the words for their sort.
    bodies: (&'a [char], &'a [char]),
    /// These words.
    kinds: (&'a str, &'a str),
    /// The bodies behind the head.
    bare: (&'a [char], &'a [char]),
    /// The titles behind the head.
    rests: (&'a [char], &'a [char]),
}

impl<'a> Pair<'a> {
    fn of(titles: &'a Titles, one: &'a Name, other: &'a Name) -> Self {
        let head = titles.head(one, other);
        let ((body, kind), (other_body, other_kind)) = (titles.body(one), titles.body(other));
        let behind = |text: &'a [char]| text.get(head..).unwrap_or(&[]);
        Self {
            head,
            bodies: (body, other_body),
            kinds: (kind, other_kind),
            bare: (behind(body), behind(other_body)),
            rests: (behind(&one.chars), behind(&other.chars)),
        }
    }

    /// How sure it is that one title lost what the other has more.
    fn gap(&self, pieces: &[Piece]) -> Option<Confidence> {
        let lost: usize = pieces.iter().map(Piece::len).sum();
        let short = self.bare.0.len().min(self.bare.1.len());
        let first = pieces.iter().any(|it| it.start == self.head);
        let topic = if first { LONG - 2 } else { SHORTEST_TOPIC };
        let small = lost <= 2 || lost * 3 <= short + 2;
        let near = 80 <= difference::likeness(self.rests.0, self.rests.1);
        let sure = if lost <= 2 && !first { Confidence::Certain } else { Confidence::Likely };
        (near && small && topic <= short).then_some(sure)
    }
}

/// A title that lost something must keep so many characters that tell its topic.
const SHORTEST_TOPIC: usize = 5;
/// Titles whose sorts differ must have so many characters before them.
const SHORTEST_BODY: usize = 4;
/// From so many characters on a title tells its topic.
const LONG: usize = 10;
/// A place that a title begins with has at most so many bytes.
const LONGEST_PLACE: usize = 30;
/// A place and its ending: 澄溪县.
const PLACE_AND_ENDING: usize = 5;

/// Which titles have which pairs of characters.
struct Index(BTreeMap<[char; 2], Vec<usize>>);

impl Index {
    fn of(names: &[Name]) -> Self {
        let mut index: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            for pair in name.pairs() {
                index.entry(pair).or_default().push(at);
            }
        }
        Self(index)
    }

    /// The titles that share most of the rare pairs with this one.
    fn near<'a>(&self, at: usize, names: &'a [Name]) -> Vec<&'a Name> {
        let Some(name) = names.get(at) else { return Vec::new() };
        let pairs = name.pairs();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for list in pairs.iter().filter_map(|pair| self.0.get(pair)) {
            if list.len() <= MOST {
                for other in list.iter().filter(|other| **other != at) {
                    *shared.entry(*other).or_default() += 1;
                }
            }
        }
        let fits = |other: &Name| {
            let (long, short) = (name.chars.len(), other.chars.len());
            long.max(short) * 2 <= long.min(short) * 3
        };
        shared.into_keys().filter_map(|it| names.get(it)).filter(|it| fits(it)).take(MOST).collect()
    }
}

fn finding(
    document: &Document,
    name: &Name,
    other: &Name,
    difference: &Difference,
    confidence: Confidence,
) -> Finding {
    let source = &document.source;
    let (change, other_change) = (difference.change(false), difference.change(true));
    let captures = |name: &Name, change: (String, String)| -> Vec<Capture> {
        vec![
            ("found".into(), name.first().of(&source.text).to_owned()),
            ("count".into(), name.places.len().to_string()),
            ("change".into(), change.0),
            ("change-en".into(), change.1),
        ]
    };
    let usual = if other.places.len() == name.places.len() { None } else { Some(other) };
    let of = |name: &Name, second: bool| difference.marked(name, &source.text, second);
    let rest = name.places.iter().skip(1).take(MOST_PLACES);
    let rest = rest.map(|it| beside(source, *it, captures(name, change.clone())));
    let first = beside(source, other.first(), captures(other, other_change));
    let mut known = captures(name, change.clone());
    known.extend([
        ("other".into(), other.first().of(&source.text).to_owned()),
        ("other-count".into(), other.places.len().to_string()),
        ("marked".into(), of(name, false)),
        ("other-marked".into(), of(other, true)),
    ]);
    known.extend(usual.map(|it| ("usual".into(), it.first().of(&source.text).to_owned())));
    Finding {
        related: [first].into_iter().chain(rest).collect(),
        captures: known,
        ..Finding::at(document, name.first(), confidence)
    }
}

/// The place of the first mention.
impl Name {
    fn first(&self) -> Span {
        self.places.first().copied().unwrap_or_default()
    }

    /// Whether this title is rather the right one of the two: it stands oftener, or first.
    fn is_better(&self, than: &Name) -> bool {
        let rank = |it: &Name| (std::cmp::Reverse(it.places.len()), it.first());
        rank(self) < rank(than)
    }
}
