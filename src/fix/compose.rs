//! Changes of several rounds as changes of the first text.

use std::collections::BTreeSet;
use std::iter::Peekable;

use super::Step;
use crate::diagnostic::change::Change;
use crate::text::{Edit, Span, edit};

/// The changes that lead from the first text to `now` with `steps` applied; `changes` lead to
/// `now`, and `steps` are in order, without overlap, in places of `now`.
pub(super) fn composed(changes: Vec<Change>, steps: &[Step], now: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let mut old = changes.into_iter().peekable();
    let mut new = steps.iter().flat_map(|it| it.edits.iter().map(|edit| (edit, &it.rule)));
    let mut new: Peekable<_> = new.by_ref().peekable();
    let mut shift = 0_i64;
    loop {
        let next = old.peek().map(|it| placed(it, shift));
        let step = new.peek().map(|it| it.0.span);
        let Some(mut span) = first(next, step) else { break };
        let begin = i64::from(span.start) - shift;
        let mut rules = BTreeSet::new();
        let mut edits = Vec::new();
        loop {
            if let Some(change) = old.next_if(|it| close(placed(it, shift), span)) {
                span = span.join(placed(&change, shift));
                shift += grown(&change.edit);
                rules.extend(change.rules);
            } else if let Some((edit, rule)) = new.next_if(|it| close(it.0.span, span)) {
                span = span.join(edit.span);
                edits.push(moved(edit, 0));
                rules.insert(rule.clone());
            } else {
                break;
            }
        }
        let here: Vec<Edit> = edits.iter().map(|it| moved(it, span.start)).collect();
        let text = edit::edited(span.of(now), &here);
        let span = Span { start: short(begin), end: short(i64::from(span.end) - shift) };
        out.push(Change { edit: Edit { span, text }, rules: rules.into_iter().collect() });
    }
    out
}

/// Where a change of the first text stands in the text it led to.
fn placed(change: &Change, shift: i64) -> Span {
    let start = short(i64::from(change.edit.span.start) + shift);
    Span { start, end: start.saturating_add(short(length(&change.edit.text))) }
}

/// How many bytes an edit adds.
fn grown(edit: &Edit) -> i64 {
    length(&edit.text) - length_of(edit.span)
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

fn length_of(span: Span) -> i64 {
    i64::from(span.end) - i64::from(span.start)
}

fn moved(edit: &Edit, by: u32) -> Edit {
    let at = |offset: u32| offset.saturating_sub(by);
    Edit {
        span: Span { start: at(edit.span.start), end: at(edit.span.end) },
        text: edit.text.clone(),
    }
}

fn first(a: Option<Span>, b: Option<Span>) -> Option<Span> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Whether the two share a byte, or one is empty and touches the other.
fn close(one: Span, other: Span) -> bool {
    one.meets(other)
        || ((one.is_empty() || other.is_empty())
            && one.start <= other.end
            && other.start <= one.end)
        || one == other
}

fn short(offset: i64) -> u32 {
    u32::try_from(offset.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Safety;

    fn step(start: usize, end: usize, text: &str) -> Step {
        let edit = Edit { span: Span::new(start, end), text: text.to_owned() };
        Step { edits: vec![edit], rule: format!("r{start}"), safety: Safety::Safe, finding: 0 }
    }

    /// Applies the rounds in turn, and their composition at once.
    fn check(text: &str, rounds: &[&[Step]], expect: usize) {
        let mut now = text.to_owned();
        let mut changes = Vec::new();
        for steps in rounds {
            changes = composed(changes, steps, &now);
            now = edit::edited(&now, steps.iter().flat_map(|it| &it.edits));
        }
        assert_eq!(edit::edited(text, changes.iter().map(|it| &it.edit)), now);
        assert_eq!(changes.len(), expect, "{changes:?}");
    }

    #[test]
    fn rounds_compose() {
        let text = "abcdefgh";
        check(text, &[&[step(1, 2, "XY"), step(4, 5, "")]], 2);
        check(text, &[&[step(1, 2, "XY"), step(4, 5, "")], &[step(0, 1, "")]], 3);
        check(text, &[&[step(1, 2, "XY"), step(4, 5, "")], &[step(2, 4, "Q")]], 2);
        check(text, &[&[step(1, 2, "XY"), step(4, 5, "")], &[step(2, 7, "Q")]], 1);
        check(text, &[&[step(1, 2, "XY")], &[step(6, 7, "ZZ")], &[step(8, 9, "")]], 3);
        check(text, &[&[step(3, 3, "++")], &[step(3, 5, "")]], 1);
        check(text, &[&[step(0, 2, "")], &[step(0, 0, "N")]], 1);
        check(text, &[&[step(0, 1, "1"), step(1, 2, "2")], &[step(2, 3, "3")]], 3);
    }
}
