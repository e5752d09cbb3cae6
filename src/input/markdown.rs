//! Markdown: blocks by its headings, paragraphs, lists and tables; the signs between words are
//! noted as markup, so that the rules read `第**4**轮` as 第4轮.
//!
//! Office people write Markdown by hand: headings without a blank (`##二、工作`), every paragraph
//! on a line of its own, 　　 before paragraphs, `**“重点”**` beside Han, and `*个` for a number that
//! is not known yet. Where the standard would read something else than the writer meant, the writer
//! wins.

mod passage;
mod stars;
mod walk;

use super::{Raw, encoding};
use crate::diagnostic::Problem;
use crate::text::lines::Lines;
use crate::text::{Source, SourceId, Span};

/// Reads Markdown.
pub fn read(raw: Raw<'_>, id: SourceId) -> Result<Source, Problem> {
    let text = encoding::decode(raw.bytes, raw.encoding)?;
    let front = front_matter(&text);
    let (blocks, markup) = passage::laid_out(&text, walk::passages(&text, front));
    let lines = Lines::of(&text);
    Ok(Source { id, name: raw.name.to_owned(), text, lines, blocks, markup })
}

/// Where the fields between two lines of `---` at the head of the file end.
fn front_matter(text: &str) -> Option<Span> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let mark = first.trim_end();
    if !matches!(mark, "---" | "+++") {
        return None;
    }
    let mut end = first.len();
    for (index, line) in lines.enumerate() {
        // A rule across the page has words or nothing below it, not a field.
        if index == 0 && !line.contains([':', '=']) {
            return None;
        }
        end += line.len();
        if line.trim_end() == mark || line.trim_end() == "..." {
            return Some(Span::new(0, end));
        }
    }
    None
}

#[cfg(test)]
mod tests;
