//! A replacement of one span.

use super::Span;

/// Replace the text under `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

/// `text` with `edits` applied; they are in order and do not overlap.
pub fn edited<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(Span { start: at, end: edit.span.start }.of(text));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at as usize..).unwrap_or(""));
    out
}
