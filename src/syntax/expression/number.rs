//! Numbers of expressions: intervals, since 近6万 is one.

use rust_decimal::{Decimal, RoundingStrategy};

/// A number known exactly, or between two ends; an end that is missing is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least value.
    pub low: Option<Decimal>,
    /// The greatest value.
    pub high: Option<Decimal>,
}

impl Interval {
    /// One number.
    pub fn exact(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// The number, where there is only one.
    pub fn value(self) -> Option<Decimal> {
        self.low.filter(|_| self.low == self.high)
    }

    /// Whether a number can be both.
    pub fn meets(self, other: Interval) -> bool {
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The smallest interval with both.
    pub fn join(self, other: Interval) -> Interval {
        let low = self.low.zip(other.low).map(|(one, two)| one.min(two));
        let high = self.high.zip(other.high).map(|(one, two)| one.max(two));
        Interval { low, high }
    }

    /// The interval with `room` on either side; nothing where the numbers grow too long.
    pub fn widened(self, room: Decimal) -> Option<Interval> {
        let room = Interval { low: Some(-room), high: Some(room) };
        self.plus(room)
    }

    /// How it is shown: `120`, `54000–60000`.
    pub fn shown(self) -> String {
        let end = |it: Option<Decimal>| it.map_or("…".to_owned(), plain);
        match self.value() {
            Some(value) => plain(value),
            None => format!("{}–{}", end(self.low), end(self.high)),
        }
    }

    pub(super) fn plus(self, other: Interval) -> Option<Interval> {
        let ends = |one: Option<Decimal>, two: Option<Decimal>| match one.zip(two) {
            Some((one, two)) => one.checked_add(two).map(Some),
            None => Some(None),
        };
        Some(Interval { low: ends(self.low, other.low)?, high: ends(self.high, other.high)? })
    }

    pub(super) fn negative(self) -> Interval {
        Interval { low: self.high.map(|it| -it), high: self.low.map(|it| -it) }
    }

    pub(super) fn times(self, other: Interval) -> Option<Interval> {
        self.corners(other, Decimal::checked_mul)
    }

    /// Nothing where the divisor may be zero.
    pub(super) fn over(self, other: Interval) -> Option<Interval> {
        let zero = Interval::exact(Decimal::ZERO);
        if other.meets(zero) {
            return None;
        }
        self.corners(other, Decimal::checked_div)
    }

    /// The hull of an operation over the ends; wholly open where an end is.
    fn corners(
        self,
        other: Interval,
        operation: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Interval> {
        let (Some((a, b)), Some((c, d))) = (self.low.zip(self.high), other.low.zip(other.high))
        else {
            return Some(Interval { low: None, high: None });
        };
        let first = operation(a, c)?;
        let rest = [operation(a, d)?, operation(b, c)?, operation(b, d)?];
        let low = rest.iter().fold(first, |low, it| low.min(*it));
        let high = rest.iter().fold(first, |high, it| high.max(*it));
        Some(Interval { low: Some(low), high: Some(high) })
    }

    pub(super) fn abs(self) -> Interval {
        let zero = Decimal::ZERO;
        if self.low.is_some_and(|it| zero <= it) {
            return self;
        }
        if self.high.is_some_and(|it| it <= zero) {
            return self.negative();
        }
        let high = self.low.zip(self.high).map(|(low, high)| high.max(-low));
        Interval { low: Some(zero), high }
    }

    pub(super) fn round(self, digits: u32) -> Interval {
        let round =
            |it: Decimal| it.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        Interval { low: self.low.map(round), high: self.high.map(round) }
    }
}

/// Whether `low` is not above `high`; open ends hold everything.
fn below(low: Option<Decimal>, high: Option<Decimal>) -> bool {
    low.zip(high).is_none_or(|(low, high)| low <= high)
}

/// A decimal for people: at most six digits behind the point.
fn plain(value: Decimal) -> String {
    value.round_dp(6).normalize().to_string()
}
