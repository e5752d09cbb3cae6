//! Shapes out of bytes.

use super::{Edge, Shape};
use crate::text::compact::{take, take_bytes};

/// What a shape begins with.
pub(in crate::text::pattern) mod tag {
    pub(in crate::text::pattern) const LITERAL: usize = 0;
    pub(in crate::text::pattern) const WORDS: usize = 1;
    pub(in crate::text::pattern) const CLASS: usize = 2;
    pub(in crate::text::pattern) const EDGE: usize = 3;
    pub(in crate::text::pattern) const REPEAT: usize = 4;
    pub(in crate::text::pattern) const GROUP: usize = 5;
    pub(in crate::text::pattern) const ROW: usize = 6;
    pub(in crate::text::pattern) const EITHER: usize = 7;
}

/// The edges by number.
pub(in crate::text::pattern) const EDGES: [Edge; 4] =
    [Edge::TextStart, Edge::TextEnd, Edge::LineStart, Edge::LineEnd];

impl Shape {
    /// Reads a shape off the front of `bytes`.
    pub(in crate::text::pattern) fn decode(bytes: &mut &[u8]) -> Option<Self> {
        Some(match take(bytes)? {
            tag::LITERAL => Shape::Literal(take_bytes(bytes)?.to_vec()),
            tag::WORDS => {
                let count = take(bytes)?;
                let word = |_| {
                    let word = take_bytes(bytes)?.to_vec();
                    Some((super::first_of(&word).unwrap_or_default(), word))
                };
                Shape::Words(many(count, word)?)
            }
            tag::CLASS => {
                let count = take(bytes)?;
                let range = |_| Some((mark(bytes)?, mark(bytes)?));
                Shape::Class(many(count, range)?)
            }
            tag::EDGE => Shape::Edge(*EDGES.get(take(bytes)?)?),
            tag::REPEAT => Shape::Repeat {
                min: number(bytes)?,
                max: number(bytes)?.checked_sub(1),
                greedy: take(bytes)? != 0,
                of: Box::new(Shape::decode(bytes)?),
            },
            tag::GROUP => {
                Shape::Group { number: take(bytes)?, of: Box::new(Shape::decode(bytes)?) }
            }
            tag::ROW => Shape::Row(many(take(bytes)?, |_| Shape::decode(bytes))?),
            tag::EITHER => Shape::Either(many(take(bytes)?, |_| Shape::decode(bytes))?),
            _ => return None,
        })
    }
}

fn many<T>(count: usize, one: impl FnMut(usize) -> Option<T>) -> Option<Vec<T>> {
    (0..count).map(one).collect()
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    u32::try_from(take(bytes)?).ok()
}

fn mark(bytes: &mut &[u8]) -> Option<char> {
    char::from_u32(number(bytes)?)
}
