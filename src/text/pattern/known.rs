//! What the patterns of the program look like, worked out when it is built.
//!
//! Parsing expressions only to learn their first literals would be most of a start. For an
//! expanded expression the table has what parsing would tell; one that is not listed is parsed.

use std::borrow::Cow;

use super::expression::Prefixes;
use super::shape::Shape;
use crate::text::compact::{take, take_bytes, take_text};

/// No literals.
pub(super) const NONE: usize = 0;
/// Literals behind one character; at the head is any other number.
pub(super) const SECOND: usize = 2;
/// Bytes of a row of the index: a hash and an offset.
const ROW: usize = 12;

/// What the table says of an expression.
#[derive(Debug)]
pub(super) struct Known {
    /// What `prefixes` answers.
    pub(super) prefixes: Option<Prefixes>,
    /// The longest match in bytes, and one more; 0 where there is none.
    longest: usize,
    /// The shape with its names, not yet read; no bytes where there is none.
    shape: &'static [u8],
}

impl Known {
    /// What `table` says of `expression`; nothing where it is not listed.
    pub(super) fn look_up(table: &'static [u8], expression: &str) -> Option<Self> {
        let (count, rest) = table.split_first_chunk()?;
        let (index, data) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * ROW)?;
        let (rows, _) = index.as_chunks::<ROW>();
        let order = |row: &[u8; ROW]| row.first_chunk::<8>().map(|it| u64::from_le_bytes(*it));
        let found = rows.binary_search_by_key(&Some(hash(expression)), order).ok()?;
        let at = rows.get(found)?.last_chunk().map(|it| u32::from_le_bytes(*it))?;
        Self::read(data.get(at as usize..)?)
    }

    fn read(mut answer: &'static [u8]) -> Option<Self> {
        let bytes = &mut answer;
        let kind = take(bytes)?;
        let prefixes = if kind == NONE {
            None
        } else {
            let count = take(bytes)?;
            let literals = (0..count).map(|_| take_bytes(bytes).map(Cow::Borrowed));
            Some(Prefixes { literals: literals.collect::<Option<_>>()?, second: kind == SECOND })
        };
        Some(Self { prefixes, longest: take(bytes)?, shape: take_bytes(bytes)? })
    }

    /// The longest match, in bytes, where there is one.
    pub(super) fn longest(&self) -> Option<usize> {
        self.longest.checked_sub(1)
    }

    /// The shape and the names of its groups.
    pub(super) fn shape(&self) -> Option<(Shape, Vec<String>)> {
        let mut bytes = self.shape;
        let count = take(&mut bytes)?;
        let names = (0..count).map(|_| take_text(&mut bytes)).collect::<Option<_>>()?;
        Some((Shape::decode(&mut bytes)?, names))
    }
}

/// FNV-1a.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
