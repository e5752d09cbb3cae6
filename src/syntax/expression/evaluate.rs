//! The value of an expression: arithmetic of intervals, truths of three kinds.

use std::cell::Cell;

use rust_decimal::Decimal;

use super::{Interval, Kind, Operator, Term};

/// How many places of names an expression may look at.
const STEPS: usize = 1_000_000;

/// What an expression comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Interval),
    /// Yes or no; nothing where the approximations leave it open.
    Truth(Option<bool>),
}

/// What the names of an expression stand for.
pub struct Names<'a> {
    /// The value of a name that has one.
    pub value: &'a dyn Fn(&str) -> Option<Interval>,
    /// The values of all places of a name.
    pub all: &'a dyn Fn(&str) -> Vec<Interval>,
    /// The year a name is told for, or that of the report.
    pub year: &'a dyn Fn(Option<&str>) -> Option<u32>,
    /// How far two numbers may be apart and still be equal.
    pub tolerance: Tolerance,
}

/// How far two numbers may be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// So much.
    Fixed(Decimal),
    /// Such a part of the right side.
    Share(Decimal),
}

impl Default for Tolerance {
    fn default() -> Self {
        Self::Fixed(Decimal::ZERO)
    }
}

/// The value of `term`.
pub(super) fn value(term: &Term, names: &Names<'_>) -> Option<Value> {
    Machine { names, steps: Cell::new(STEPS) }.value(term)
}

struct Machine<'a> {
    names: &'a Names<'a>,
    steps: Cell<usize>,
}

impl Machine<'_> {
    fn value(&self, term: &Term) -> Option<Value> {
        match &term.kind {
            Kind::Not(inner) => Some(Value::Truth(self.truth(inner)?.map(|it| !it))),
            Kind::Pair(operator, left, right) => self.pair(*operator, left, right),
            _ => self.number(term).map(Value::Number),
        }
    }

    fn truth(&self, term: &Term) -> Option<Option<bool>> {
        match self.value(term)? {
            Value::Truth(truth) => Some(truth),
            Value::Number(_) => None,
        }
    }

    fn number(&self, term: &Term) -> Option<Interval> {
        Some(match &term.kind {
            Kind::Number(value) => Interval::exact(*value),
            Kind::Name(name) => (self.names.value)(name)?,
            Kind::Sum(name) => {
                let zero = Interval::exact(Decimal::ZERO);
                self.all(name)?.into_iter().try_fold(zero, Interval::plus)?
            }
            Kind::Count(name) => Interval::exact(Decimal::from(self.all(name)?.len())),
            Kind::Year(name) => Interval::exact((self.names.year)(name.as_deref())?.into()),
            Kind::Abs(inner) => self.number(inner)?.abs(),
            Kind::Round(inner, digits) => self.number(inner)?.round(*digits),
            Kind::Negative(inner) => self.number(inner)?.negative(),
            Kind::Not(_) => return None,
            Kind::Pair(operator, left, right) => match self.pair(*operator, left, right)? {
                Value::Number(number) => number,
                Value::Truth(_) => return None,
            },
        })
    }

    /// The values of all places of a name, counted against the limit.
    fn all(&self, name: &str) -> Option<Vec<Interval>> {
        let all = (self.names.all)(name);
        self.steps.set(self.steps.get().checked_sub(all.len())?);
        Some(all)
    }

    fn pair(&self, operator: Operator, left: &Term, right: &Term) -> Option<Value> {
        if matches!(operator, Operator::And | Operator::Or) {
            let (left, right) = (self.truth(left)?, self.truth(right)?);
            let decides = operator == Operator::Or;
            return Some(Value::Truth(match (left, right) {
                (Some(one), _) | (_, Some(one)) if one == decides => Some(decides),
                (Some(_), Some(_)) => Some(!decides),
                _ => None,
            }));
        }
        let (left, right) = (self.number(left)?, self.number(right)?);
        Some(match operator {
            Operator::Plus => Value::Number(left.plus(right)?),
            Operator::Minus => Value::Number(left.plus(right.negative())?),
            Operator::Times => Value::Number(left.times(right)?),
            Operator::Over => Value::Number(left.over(right)?),
            _ => Value::Truth(self.compare(operator, left, right)?),
        })
    }

    fn compare(&self, operator: Operator, left: Interval, right: Interval) -> Option<Option<bool>> {
        let room = match self.names.tolerance {
            Tolerance::Fixed(room) => room,
            Tolerance::Share(share) => {
                let ends = [right.low, right.high].into_iter().flatten().map(|it| it.abs());
                ends.max().unwrap_or_default().checked_mul(share)?
            }
        };
        let wide = left.widened(room)?;
        let exact = left.value().zip(right.value());
        Some(match operator {
            Operator::Equal if !wide.meets(right) => Some(false),
            Operator::Equal => exact.map(|_| true),
            Operator::Unequal if !wide.meets(right) => Some(true),
            Operator::Unequal => exact.map(|_| false),
            Operator::AtMost => at_most(left.plus(Interval::exact(-room))?, right),
            Operator::AtLeast => at_most(right, left.plus(Interval::exact(room))?),
            Operator::Less => at_most(right, left).map(|it| !it),
            _ => at_most(left, right).map(|it| !it),
        })
    }
}

/// Whether every number of one interval is at most every number of the other; nothing where some
/// are and some are not.
fn at_most(one: Interval, other: Interval) -> Option<bool> {
    let always = one.high.zip(other.low).is_some_and(|(high, low)| high <= low);
    let never = one.low.zip(other.high).is_some_and(|(low, high)| high < low);
    match (always, never) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
