//! Floor 1: bytes → [`Source`]. The only reading that can fail.

use crate::diagnostic::Problem;
use crate::text::{Source, SourceId};

/// A file as read from the disk or from standard input.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// The path as shown, with `/`; its extension chooses the format.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
    /// The encoding asked for, instead of a guess.
    pub encoding: Option<&'a str>,
}

/// Reads a draft.
pub fn read(raw: Raw<'_>, id: SourceId) -> Result<Source, Problem> {
    let text = String::from_utf8_lossy(raw.bytes).into_owned();
    Ok(Source { id, name: raw.name.to_owned(), text, ..Source::default() })
}
