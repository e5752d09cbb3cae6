//! The value of a figure as an interval: 3000余 may be anything from 3000 to 4000.

use rust_decimal::Decimal;

/// How a figure is approximated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The number as it stands.
    #[default]
    Exact,
    /// 约, 左右, 预计.
    About,
    /// 余, 多, 超过, 突破: somewhat more.
    Over,
    /// 近, 不足: somewhat less.
    Under,
    /// 以上, 不少于: any more.
    AtLeast,
    /// 以内, 不超过: any less.
    AtMost,
    /// 3—5: between two numbers.
    Range,
}

/// A number with its precision and its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number in the unit's measure; the middle of a range.
    pub value: Decimal,
    /// The least value meant.
    pub low: Decimal,
    /// The greatest value meant; none when open.
    pub high: Option<Decimal>,
    /// The worth of the last digit shown: 100 for 1.34万.
    pub ulp: Decimal,
    /// How it is approximated.
    pub bound: Bound,
}

impl Amount {
    /// An amount shown to the digit worth `ulp`; nothing where the numbers grow too long.
    pub fn new(value: Decimal, ulp: Decimal, bound: Bound) -> Option<Self> {
        let (low, high) = match bound {
            Bound::Exact | Bound::Range => (value, Some(value)),
            Bound::Over => {
                // 1,250余 may well be 1,290, though not 1,400.
                let room = last_power(value)?.max(share(value, 10)?);
                (value, Some(value.checked_add(room)?))
            }
            Bound::Under => (share(value, 85)?, Some(value)),
            Bound::About => (share(value, 90)?, Some(share(value, 110)?)),
            Bound::AtLeast => (value, None),
            Bound::AtMost => (Decimal::ZERO, Some(value)),
        };
        Some(Self { value, low, high, ulp, bound })
    }

    /// The amount between two numbers, in either order.
    pub fn range(one: Decimal, other: Decimal, ulp: Decimal) -> Option<Self> {
        let (low, high) = (one.min(other), one.max(other));
        let value = low.checked_add(high)?.checked_div(Decimal::TWO)?;
        Some(Self { value, low, high: Some(high), ulp, bound: Bound::Range })
    }

    /// Whether both can be one number, seen at two precisions.
    pub fn agrees(&self, other: &Amount) -> bool {
        let same_form = self.bound == other.bound && self.ulp == other.ulp;
        if same_form && !matches!(self.bound, Bound::Exact | Bound::Range) {
            return self.value == other.value;
        }
        if self.meets(other, Decimal::ZERO) {
            return true;
        }
        let coarser = self.ulp.max(other.ulp);
        if self.bound != Bound::Exact || other.bound != Bound::Exact {
            return self.ulp != other.ulp && self.meets(other, coarser);
        }
        let apart = self.value.checked_sub(other.value).map(|gap| gap.abs());
        self.ulp != other.ulp && apart.is_some_and(|gap| gap < coarser)
    }

    /// Whether the intervals overlap when each is widened by `room`.
    fn meets(&self, other: &Amount, room: Decimal) -> bool {
        let reaches = |high: Option<Decimal>, low: Decimal| {
            high.is_none_or(|high| high.checked_add(room).is_none_or(|high| low <= high))
        };
        reaches(other.high, self.low) && reaches(self.high, other.low)
    }

    /// Whether one value is more than `times` the other.
    pub fn is_far_from(&self, other: &Amount, times: u32) -> bool {
        let (less, more) = (self.value.min(other.value), self.value.max(other.value));
        less.checked_mul(times.into()).is_some_and(|product| product < more)
    }
}

fn share(value: Decimal, percent: i64) -> Option<Decimal> {
    value.checked_mul(Decimal::new(percent, 2))
}

/// The worth of the last digit that is not nought: 100 for 3500.
fn last_power(value: Decimal) -> Option<Decimal> {
    let shown = value.normalize();
    if shown.is_zero() || 0 < shown.scale() {
        return Some(Decimal::new(1, shown.scale()));
    }
    let mut power = Decimal::ONE;
    while shown.checked_rem(power.checked_mul(Decimal::TEN)?)?.is_zero() {
        power = power.checked_mul(Decimal::TEN)?;
    }
    Some(power)
}
