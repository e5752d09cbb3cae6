//! Where a kind counts: the stretches of the draft that a rule speaks of, each with its heading.

use super::Context;
use crate::model::Document;
use crate::text::Span;

/// A stretch of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// All of it.
    pub span: Span,
    /// Its heading; where it has none, its first sentence.
    pub heading: Span,
}

/// The stretches that the rule speaks of: the whole draft where it names none.
pub(super) fn extents(context: &Context<'_>) -> Vec<Extent> {
    let document = context.document;
    let stretches = context.stretches().into_iter();
    stretches.map(|span| Extent { span, heading: heading(document, span) }).collect()
}

/// The part of `sorted`, by where they begin, that lies in `span`.
pub(super) fn within<T>(sorted: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|it| place(it).start < span.start);
    let rest = sorted.get(from..).unwrap_or(&[]);
    let to = rest.partition_point(|it| place(it).end <= span.end);
    rest.get(..to).unwrap_or(&[])
}

/// The heading that `span` begins with, else its first sentence.
fn heading(document: &Document, span: Span) -> Span {
    let sections = &document.outline.sections;
    let at = sections.partition_point(|it| it.heading().start < span.start);
    let own = sections.get(at).filter(|it| it.parent.is_some());
    if let Some(heading) = own.map(|it| it.heading()).filter(|it| it.start == span.start)
        && span.covers(heading)
    {
        return heading;
    }
    let sentences = within(&document.sentences, span, |it| it.span);
    let text = &document.source.text;
    let first = sentences.iter().find(|it| !it.span.of(text).trim().is_empty());
    first.map_or(span, |it| trimmed(text, it.span))
}

/// The draft without its attachments and notes.
pub(super) fn body(document: &Document) -> Span {
    let end = document.outline.parts.first().map(|(part, _)| part.start);
    let whole = Span::new(0, document.source.text.len());
    Span { start: 0, end: end.unwrap_or(whole.end) }
}

/// The end of the draft proper: its last sentence that says something.
pub(super) fn end(document: &Document) -> Span {
    let source = &document.source;
    let body = body(document).end;
    let last = document.sentences.iter().rev().find(|it| {
        let cell = source.blocks.get(it.block).is_none_or(|it| !it.kind.is_draft());
        it.span.end <= body && !cell && !it.span.of(&source.text).trim().is_empty()
    });
    last.map_or(Span::default(), |it| trimmed(&source.text, it.span))
}

/// The span without blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len()).moved(span.start)
}
