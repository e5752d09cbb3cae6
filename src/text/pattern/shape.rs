//! A pattern as a small tree that can be walked without compiling it.

pub(super) mod compact;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// These bytes.
    Literal(Vec<u8>),
    /// One of many words: sorted by the first character, in the order written where it is the same.
    Words(Vec<(char, Vec<u8>)>),
    /// One character of these ranges.
    Class(Vec<(char, char)>),
    /// A place, not a character.
    Edge(Edge),
    /// So many of a piece, as many or as few as fit.
    Repeat { of: Box<Shape>, min: u32, max: Option<u32>, greedy: bool },
    /// A named group, by its number.
    Group { of: Box<Shape>, number: usize },
    /// One after the other.
    Row(Vec<Shape>),
    /// The first that fits.
    Either(Vec<Shape>),
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
}

/// So many words in a row are looked up by their first character.
const WORDS: usize = 4;

impl Shape {
    /// The first of `words` that fits.
    pub(super) fn words(words: &[&str]) -> Self {
        let literals = words.iter().map(|it| Shape::Literal(it.as_bytes().to_vec()));
        Shape::Either(gathered(literals.collect()))
    }

    /// The shape of `hir`; the names of its groups go to `names`. Nothing for what a walk would
    /// not match in the same way: loops around nothing, word borders, bytes.
    pub(super) fn of(hir: &Hir, names: &mut Vec<String>) -> Option<Self> {
        let mut list = |list: &[Hir]| -> Option<Vec<Shape>> {
            list.iter().map(|it| Shape::of(it, names)).collect()
        };
        Some(match hir.kind() {
            HirKind::Empty => Shape::Row(Vec::new()),
            HirKind::Literal(literal) => {
                std::str::from_utf8(&literal.0).ok()?;
                Shape::Literal(literal.0.to_vec())
            }
            HirKind::Class(Class::Unicode(class)) => {
                Shape::Class(class.iter().map(|it| (it.start(), it.end())).collect())
            }
            HirKind::Class(Class::Bytes(_)) => return None,
            HirKind::Look(look) => Shape::Edge(edge(*look)?),
            HirKind::Repetition(it) => {
                let loops = it.max.is_none_or(|max| 1 < max);
                if loops && it.sub.properties().minimum_len().unwrap_or(0) == 0 {
                    return None;
                }
                let of = Box::new(Shape::of(&it.sub, names)?);
                Shape::Repeat { of, min: it.min, max: it.max, greedy: it.greedy }
            }
            HirKind::Capture(it) => {
                let Some(name) = &it.name else { return Shape::of(&it.sub, names) };
                let number = names.len();
                names.push(name.to_string());
                Shape::Group { of: Box::new(Shape::of(&it.sub, names)?), number }
            }
            HirKind::Concat(it) => Shape::Row(list(it)?),
            HirKind::Alternation(it) => Shape::Either(gathered(list(it)?)),
        })
    }

    /// The characters that a match can begin with; nothing where it can be empty.
    pub(super) fn openings(&self) -> Option<Vec<(char, char)>> {
        let mut marks = Vec::new();
        if self.opens(&mut marks) {
            return None;
        }
        marks.sort_unstable();
        let mut joined: Vec<(char, char)> = Vec::new();
        for (first, last) in marks {
            match joined.last_mut() {
                Some((_, end)) if first <= *end => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        Some(joined)
    }

    /// Collects what the shape can begin with; whether it can also be empty.
    fn opens(&self, marks: &mut Vec<(char, char)>) -> bool {
        match self {
            Shape::Literal(literal) => match first_of(literal) {
                Some(first) => {
                    marks.push((first, first));
                    false
                }
                None => true,
            },
            Shape::Words(words) => {
                marks.extend(words.iter().map(|(first, _)| (*first, *first)));
                false
            }
            Shape::Class(class) => {
                marks.extend(class);
                false
            }
            Shape::Edge(_) => true,
            Shape::Repeat { of, min, .. } => of.opens(marks) || *min == 0,
            Shape::Group { of, .. } => of.opens(marks),
            Shape::Row(row) => row.iter().all(|it| it.opens(marks)),
            Shape::Either(list) => list.iter().filter(|it| it.opens(marks)).count() != 0,
        }
    }

    /// Texts that every match holds.
    pub(super) fn literals(&self) -> impl Iterator<Item = &str> {
        let row = match self {
            Shape::Row(row) => row,
            other => std::slice::from_ref(other),
        };
        row.iter().filter_map(|it| match it {
            Shape::Literal(literal) => std::str::from_utf8(literal).ok(),
            _ => None,
        })
    }
}

fn edge(look: Look) -> Option<Edge> {
    Some(match look {
        Look::Start => Edge::TextStart,
        Look::End => Edge::TextEnd,
        Look::StartCRLF => Edge::LineStart,
        Look::EndCRLF => Edge::LineEnd,
        _ => return None,
    })
}

/// Alternatives with runs of literals gathered into words.
fn gathered(list: Vec<Shape>) -> Vec<Shape> {
    let mut out = Vec::new();
    let mut words = Vec::new();
    for shape in list {
        match shape {
            Shape::Literal(literal) if !literal.is_empty() => words.push(literal),
            other => {
                close(&mut words, &mut out);
                out.push(other);
            }
        }
    }
    close(&mut words, &mut out);
    out
}

fn close(words: &mut Vec<Vec<u8>>, out: &mut Vec<Shape>) {
    if words.len() < WORDS {
        return out.extend(words.drain(..).map(Shape::Literal));
    }
    let keyed = words.drain(..).map(|it| (first_of(&it).unwrap_or_default(), it));
    let mut keyed: Vec<(char, Vec<u8>)> = keyed.collect();
    keyed.sort_by_key(|(first, _)| *first);
    out.push(Shape::Words(keyed));
}

fn first_of(literal: &[u8]) -> Option<char> {
    std::str::from_utf8(literal).ok()?.chars().next()
}

impl Edge {
    /// Whether the place is at `at`.
    pub(super) fn is_at(self, text: &[u8], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|it| text.get(it)).copied();
        let after = text.get(at).copied();
        match self {
            Edge::TextStart => at == 0,
            Edge::TextEnd => at == text.len(),
            Edge::LineStart => match before {
                None | Some(b'\n') => true,
                Some(b'\r') => after != Some(b'\n'),
                Some(_) => false,
            },
            Edge::LineEnd => match after {
                None | Some(b'\r') => true,
                Some(b'\n') => before != Some(b'\r'),
                Some(_) => false,
            },
        }
    }
}
