//! How a row of numbers departs from 1 2 3 …, with one slip for one cause.

use crate::text::Confidence;

/// A departure, at an index of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Departure {
    pub(super) index: usize,
    pub(super) kind: DepartureKind,
    pub(super) confidence: Confidence,
}

/// What departs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DepartureKind {
    /// The numbers between `after` and the one found are missing.
    Skip { after: u32 },
    /// The number stands at `first` already.
    Repeat { first: usize },
    /// The number is out of place; `expected` would fit.
    Order { expected: u32 },
}

/// A gap wider than this is more likely a stray number than lost sections.
const LOST: u32 = 3;

/// The departures of `numbers`; the first number is not judged.
pub(super) fn departures(numbers: &[u32]) -> Vec<Departure> {
    let mut found = Vec::new();
    let Some((&first, _)) = numbers.split_first() else { return found };
    let mut last = first;
    let mut early = Vec::new();
    for (index, &number) in numbers.iter().enumerate().skip(1) {
        let next = numbers.get(index + 1).copied();
        while early.contains(&(last + 1)) {
            last += 1;
        }
        let expected = last + 1;
        if number == expected {
            last = number;
            continue;
        }
        let (kind, confidence) = judge(numbers, index, last, next);
        if returns(numbers, index, expected) {
            early.push(number);
            found.extend(kind.map(|kind| Departure { index, kind, confidence }));
            continue;
        }
        if let Some(kind) = kind {
            found.push(Departure { index, kind, confidence });
        }
        // 三、三、五、: the second 三、 was meant as 四、.
        let meant = next == Some(expected + 1) && number != next.unwrap_or(0);
        last = if meant { expected } else { number };
    }
    found
}

fn judge(
    numbers: &[u32],
    index: usize,
    last: u32,
    next: Option<u32>,
) -> (Option<DepartureKind>, Confidence) {
    let number = numbers.get(index).copied().unwrap_or(0);
    let expected = last + 1;
    let earlier = numbers.iter().take(index).rposition(|it| *it == number);
    if let Some(first) = earlier {
        return (Some(DepartureKind::Repeat { first }), Confidence::Certain);
    }
    if number < expected {
        return (Some(DepartureKind::Order { expected }), Confidence::Certain);
    }
    // 一、二、四、四、: reported once, as a repeat, at the second 四、.
    if next == Some(number) && number == expected + 1 {
        return (None, Confidence::Certain);
    }
    if returns(numbers, index, expected) || next == Some(expected + 1) {
        return (Some(DepartureKind::Order { expected }), Confidence::Certain);
    }
    let lost = number - expected;
    let confidence = if lost < LOST { Confidence::Certain } else { Confidence::Likely };
    (Some(DepartureKind::Skip { after: last }), confidence)
}

/// Whether the expected number comes only after a number that is too high: 一、三、二、四、.
fn returns(numbers: &[u32], index: usize, expected: u32) -> bool {
    let high = numbers.get(index).is_some_and(|number| expected < *number);
    high && numbers.iter().skip(index + 1).take(8).any(|it| *it == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numbers: &[u32], expect: &[&str]) {
        let found: Vec<String> = departures(numbers)
            .iter()
            .map(|it| match it.kind {
                DepartureKind::Skip { after } => format!("skip after {after} at {}", it.index),
                DepartureKind::Repeat { first } => format!("repeat of {first} at {}", it.index),
                DepartureKind::Order { expected } => format!("not {expected} at {}", it.index),
            })
            .collect();
        assert_eq!(found, expect, "{numbers:?}");
    }

    #[test]
    fn one_slip_for_one_cause() {
        check(&[1, 2, 3], &[]);
        check(&[1, 2, 4], &["skip after 2 at 2"]);
        check(&[1, 2, 4, 5], &["skip after 2 at 2"]);
        check(&[1, 2, 2, 3], &["repeat of 1 at 2"]);
        check(&[1, 2, 2, 4], &["repeat of 1 at 2"]);
        check(&[1, 2, 4, 4, 5], &["repeat of 2 at 3"]);
        check(&[1, 3, 2, 4], &["not 2 at 1"]);
        check(&[1, 2, 4, 3, 5], &["not 3 at 2"]);
        check(&[1, 2, 5, 4, 5], &["not 3 at 2"]);
        check(&[1, 1, 3], &["repeat of 0 at 1"]);
        check(&[2, 3, 4], &[]);
        check(&[], &[]);
    }
}
