//! A text cut where marked places begin and end.

use crate::diagnostic::Severity;
use crate::text::Span;

/// A place to be marked.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) severity: Severity,
    /// Whether it is the place of the finding, not one beside it.
    pub(super) primary: bool,
    /// The number of its note.
    pub(super) note: usize,
}

/// A piece of text under the same marks from end to end.
pub(super) struct Segment {
    pub(super) span: Span,
    /// Its number on the page, where it is marked.
    pub(super) id: Option<usize>,
    /// The classes of the gravest mark over it.
    pub(super) class: &'static str,
    /// The notes of the marks that end with it.
    pub(super) ends: Vec<(usize, Severity)>,
}

/// The classes of marks, the gravest first; `r` is a place beside a finding. The script has them too.
const CLASSES: [&str; 6] = ["e", "e r", "w", "w r", "i", "i r"];

impl Stretch {
    /// Its index in [`CLASSES`].
    fn class(&self) -> usize {
        let grave = match self.severity {
            Severity::Error => 0,
            Severity::Warning => 2,
            Severity::Info => 4,
        };
        if self.primary { grave } else { grave + 1 }
    }
}

/// The segments of a text that is cut at `cuts` as well; numbers are counted on in `next`.
pub(super) fn segments(
    cuts: impl Iterator<Item = u32>,
    stretches: &[Stretch],
    next: &mut usize,
) -> Vec<Segment> {
    let ends = stretches.iter().flat_map(|it| [it.span.start, it.span.end]);
    let mut cuts: Vec<u32> = cuts.chain(ends).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut steps = vec![[0_i64; CLASSES.len()]; cuts.len()];
    let mut list: Vec<Segment> = cuts
        .iter()
        .zip(cuts.iter().skip(1))
        .map(|(&start, &end)| Segment {
            span: Span { start, end },
            id: None,
            class: "",
            ends: Vec::new(),
        })
        .collect();
    for it in stretches {
        let index = |offset| cuts.partition_point(|&cut| cut < offset);
        let (from, to) = (index(it.span.start), index(it.span.end));
        for (at, by) in [(from, 1), (to, -1)] {
            if let Some(count) = steps.get_mut(at).and_then(|step| step.get_mut(it.class())) {
                *count += by;
            }
        }
        if let Some(last) = to.checked_sub(1).and_then(|last| list.get_mut(last)) {
            last.ends.push((it.note, it.severity));
        }
    }
    paint(&mut list, &steps, next);
    list
}

fn paint(list: &mut [Segment], steps: &[[i64; CLASSES.len()]], next: &mut usize) {
    let mut open = [0; CLASSES.len()];
    for (segment, step) in list.iter_mut().zip(steps) {
        open.iter_mut().zip(step).for_each(|(count, by)| *count += by);
        let drawn = open.iter().position(|count| 0 < *count);
        if let Some(class) = drawn.and_then(|at| CLASSES.get(at)) {
            *next += 1;
            segment.id = Some(*next);
            segment.class = class;
        }
    }
}

/// The numbers of the first and the last segment under `span`.
pub(super) fn ids(segments: &[Segment], span: Span) -> Option<(usize, usize)> {
    let from = segments.partition_point(|it| it.span.start < span.start);
    let to = segments.partition_point(|it| it.span.start < span.end);
    let first = segments.get(from)?.id?;
    let last = segments.get(to.checked_sub(1)?)?.id?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_cut_apart() {
        let stretch = |start, end, severity, primary, note| Stretch {
            span: Span { start, end },
            severity,
            primary,
            note,
        };
        let stretches = [
            stretch(2, 8, Severity::Warning, true, 1),
            stretch(4, 6, Severity::Error, false, 2),
            stretch(5, 6, Severity::Error, true, 3),
        ];
        let mut next = 10;
        let list = segments([0, 7, 9].into_iter(), &stretches, &mut next);
        let shown: Vec<_> =
            list.iter().map(|it| (it.span.start, it.id, it.class, it.ends.len())).collect();
        assert_eq!(
            shown,
            [
                (0, None, "", 0),
                (2, Some(11), "w", 0),
                (4, Some(12), "e r", 0),
                (5, Some(13), "e", 2),
                (6, Some(14), "w", 0),
                (7, Some(15), "w", 1),
                (8, None, "", 0),
            ]
        );
        assert_eq!(next, 15);
        assert_eq!(ids(&list, Span { start: 2, end: 8 }), Some((11, 15)));
        assert_eq!(ids(&list, Span { start: 5, end: 6 }), Some((13, 13)));
        assert_eq!(ids(&list, Span { start: 0, end: 2 }), None);
    }
}
