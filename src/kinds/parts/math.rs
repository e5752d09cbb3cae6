//! Operands as intervals over the digits shown, and how a computation is written down.

use rust_decimal::Decimal;

use crate::model::figure::Figure;
use crate::syntax::quantity::Bound;
use crate::text::Span;
use crate::text::numeral::digit;

/// A figure as a member of a computation.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    pub(super) span: Span,
    pub(super) value: Decimal,
    /// How far the value may lie from what is meant.
    pub(super) room: Decimal,
    /// The worth of the last digit shown.
    pub(super) ulp: Decimal,
    /// The worth of one of the unit as written: 10000 for 万元.
    pub(super) scale: Decimal,
    /// The unit as written.
    pub(super) shown: String,
    pub(super) unit: &'static str,
}

impl Operand {
    /// The figure, where it says one number exactly.
    pub(super) fn of(text: &str, figure: &Figure) -> Option<Operand> {
        if figure.amount.bound != Bound::Exact {
            return None;
        }
        let written = figure.span.of(text);
        let (scale, shown) = scale(written, figure.amount.value);
        let counted = matches!(
            figure.unit.dimension,
            "person" | "count" | "event" | "household" | "attendance" | "lesson" | "bed"
        );
        let ulp = figure.amount.ulp;
        let exact = counted && ulp <= Decimal::ONE;
        let room = if exact { Decimal::ZERO } else { half(ulp) };
        let value = figure.amount.value;
        Some(Operand { span: figure.span, value, room, ulp, scale, shown, unit: figure.unit.name })
    }

    /// A plain number of a table.
    pub(super) fn number(span: Span, value: Decimal) -> Operand {
        let ulp = Decimal::new(1, value.scale());
        let room = if value.scale() == 0 { Decimal::ZERO } else { half(ulp) };
        let shown = String::new();
        Operand { span, value, room, ulp, scale: Decimal::ONE, shown, unit: "" }
    }

    /// The same figure with another value.
    pub(super) fn with_value(&self, value: Decimal) -> Operand {
        Operand { value, ..self.clone() }
    }

    /// The number to as many places as this operand shows, in its unit as written.
    pub(super) fn shown_like(&self, value: Decimal) -> Option<Decimal> {
        let places = self.ulp.checked_div(self.scale)?.normalize().scale();
        value.checked_div(self.scale)?.round_dp(places).checked_mul(self.scale)
    }

    /// The number in this operand's unit as written.
    pub(super) fn plain(&self, value: Decimal) -> String {
        let shown = value.checked_div(self.scale).unwrap_or(value);
        shown.round_dp(4).normalize().to_string()
    }

    /// The same with the unit: 5.06万元.
    pub(super) fn with_unit(&self, value: Decimal) -> String {
        format!("{}{}", self.plain(value), self.shown)
    }
}

fn half(value: Decimal) -> Decimal {
    value.checked_div(Decimal::TWO).unwrap_or(value)
}

/// What one of the unit as written is worth, and that unit: 10000 and 万元.
fn scale(written: &str, value: Decimal) -> (Decimal, String) {
    let in_number = |mark: char| digit(mark).is_some() || ".．,，".contains(mark);
    let from = written.find(|mark| digit(mark).is_some()).unwrap_or(0);
    let tail = written.get(from..).unwrap_or("");
    let end = tail.find(|mark| !in_number(mark)).unwrap_or(tail.len());
    let plain: String = tail
        .get(..end)
        .unwrap_or("")
        .chars()
        .filter_map(|mark| match mark {
            '.' | '．' => Some('.'),
            _ => digit(mark).and_then(|digit| char::from_digit(digit, 10)),
        })
        .collect();
    let shown = tail.get(end..).unwrap_or("").trim().to_owned();
    let number = Decimal::from_str_exact(&plain).ok().filter(|it| !it.is_zero());
    match number.and_then(|number| value.checked_div(number)) {
        Some(scale) if !scale.is_zero() => (scale, shown),
        _ => {
            let counts = |mark: char| "〇零一二两三四五六七八九十百千万亿点".contains(mark);
            (Decimal::ONE, written.trim_start_matches(counts).to_owned())
        }
    }
}

/// The sum of the operands, and how far it may lie from what is meant.
pub(super) fn sum(operands: &[Operand]) -> Option<(Decimal, Decimal)> {
    operands.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(sum, room), it| {
        Some((sum.checked_add(it.value)?, room.checked_add(it.room)?))
    })
}

/// Whether the operands can add up to `total`.
pub(super) fn adds_up(operands: &[Operand], total: &Operand) -> bool {
    let apart = sum(operands).and_then(|(sum, room)| {
        let apart = sum.checked_sub(total.value)?.abs();
        Some(apart <= room.checked_add(total.room)?)
    });
    apart.unwrap_or(true)
}

/// 15＋35＝50, in the unit of `like`.
pub(super) fn written_sum(operands: &[Operand], like: &Operand) -> String {
    let terms: Vec<String> = operands.iter().map(|it| like.plain(it.value)).collect();
    let total = sum(operands).map_or_else(String::new, |(sum, _)| like.plain(sum));
    format!("{}＝{total}", terms.join("＋"))
}

/// Whether `percent` can be a hundred times `part` over `whole`, at the precision of all three.
pub(super) fn is_ratio(part: &Operand, whole: &Operand, percent: &Operand) -> bool {
    let (low, high) = match ratio_bounds(part, whole) {
        Some(bounds) => bounds,
        None => return true,
    };
    let room = percent.ulp;
    percent.value.checked_add(room).is_none_or(|it| low <= it)
        && percent.value.checked_sub(room).is_none_or(|it| it <= high)
}

fn ratio_bounds(part: &Operand, whole: &Operand) -> Option<(Decimal, Decimal)> {
    let low =
        part.value.checked_sub(part.room)?.checked_div(whole.value.checked_add(whole.room)?)?;
    let high =
        part.value.checked_add(part.room)?.checked_div(whole.value.checked_sub(whole.room)?)?;
    let hundred = Decimal::ONE_HUNDRED;
    Some((low.checked_mul(hundred)?, high.checked_mul(hundred)?))
}

/// A hundred times `part` over `whole`.
pub(super) fn ratio(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// A number with one digit more than the percentage it is set against.
pub(super) fn rounded(value: Decimal, like: &Operand) -> Decimal {
    value.round_dp(like.ulp.scale().max(1))
}
