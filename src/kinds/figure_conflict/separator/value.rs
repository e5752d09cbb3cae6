//! Values: do they contradict each other at all, and how exact are they?

use rust_decimal::Decimal;

use super::{Pair, Verdict, apart_if, at_most};
use crate::syntax::quantity::Bound;
use crate::text::Confidence::{Likely, Possible};

pub(super) fn agreement(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.first.amount.agrees(&pair.second.amount))
}

/// A rate of a hundred is a slogan as often as a figure.
pub(super) fn whole(pair: &Pair<'_>) -> Verdict {
    let hundred = Decimal::ONE_HUNDRED;
    apart_if(pair.either(|it| it.unit.dimension == "ratio" && it.amount.value == hundred))
}

pub(super) fn numeral(pair: &Pair<'_>) -> Verdict {
    const LONG: usize = 6;
    let level = if pair.head_length() < LONG { Possible } else { Likely };
    at_most(level, pair.either(|it| it.chinese))
}

pub(super) fn approximation(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.either(|it| it.amount.bound != Bound::Exact))
}

/// A limit is set, not counted, and sets of rules have many.
pub(super) fn open_bound(pair: &Pair<'_>) -> Verdict {
    at_most(Possible, pair.either(|it| matches!(it.amount.bound, Bound::AtLeast | Bound::AtMost)))
}

pub(super) fn scale(pair: &Pair<'_>) -> Verdict {
    const FAR: u32 = 20;
    at_most(Possible, pair.first.amount.is_far_from(&pair.second.amount, FAR))
}
