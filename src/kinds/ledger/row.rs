//! A row of a ledger as a number with a key, and the quantity it speaks of.

use rust_decimal::Decimal;

use crate::kinds::Capture;
use crate::kinds::named::Told;
use crate::model::figure::{Figure, Mood};
use crate::syntax::cue::Roles;
use crate::syntax::expression::Interval;
use crate::syntax::quantity::{self, Unit};
use crate::text::Span;
use crate::text::named::{By, NamedFigure};
use crate::text::sheet::{Cell, Row};

/// A row whose value is a number.
pub(super) struct Entry<'a> {
    row: &'a Row,
    pub(super) key: &'a str,
    pub(super) value: &'a Cell,
    number: Decimal,
    /// The worth of its last digit.
    ulp: Decimal,
    /// The unit of the number and its factor, where the row tells one.
    unit: Option<(Unit, Decimal)>,
    /// The day from which it holds.
    pub(super) date: Option<[u32; 3]>,
}

impl<'a> Entry<'a> {
    /// The row with its key, value and day in these columns.
    pub(super) fn of(row: &'a Row, key: &str, value: &str, date: Option<&str>) -> Option<Self> {
        let value = row.get(value)?;
        let written = value.text.trim();
        let unit = Unit::measured(row.text("unit"));
        let scientific = || {
            let number = Decimal::from_scientific(written).ok()?.round_dp(10);
            Some((number, Decimal::new(1, number.normalize().scale())))
        };
        let percent = || quantity::shown(written.strip_suffix(['%', '％'])?.trim_end());
        let with_unit = || {
            let found = quantity::quantities(written, Span::new(0, written.len()));
            let only =
                found.first().filter(|it| found.len() == 1 && it.span.len() == written.len());
            only.map(|it| ((it.amount.value, it.amount.ulp), Some((it.unit, Decimal::ONE))))
        };
        let plain = quantity::shown(written).or_else(scientific).or_else(percent);
        let ((number, ulp), unit) = plain.map(|it| (it, unit)).or_else(with_unit)?;
        let date = date.and_then(|it| day(row.text(it)));
        let number = number.round_dp(10);
        Some(Self { row, key: row.text(key), value, number, ulp, unit, date })
    }

    /// Whether a named figure has another value.
    pub(super) fn differs(&self, told: &Told, figure: &NamedFigure) -> bool {
        let asked = match &figure.by {
            By::Label { unit, .. } => Unit::measured(unit),
            By::Pattern(..) => None,
        };
        let converted = |number: Decimal, factor, other| {
            number.checked_mul(factor).and_then(|it| it.checked_div(other))
        };
        let same = match (self.unit, asked) {
            (Some((own, factor)), Some((unit, other))) => (own == unit).then_some((factor, other)),
            _ => Some((Decimal::ONE, Decimal::ONE)),
        };
        let Some((factor, other)) = same else { return false };
        let number = converted(self.number, factor, other).map(Interval::exact);
        let ulp = converted(self.ulp, factor, other);
        number.zip(ulp).is_some_and(|(number, ulp)| !told.agrees(number, ulp))
    }

    /// Whether a figure of the engine has another value, in the measure of its unit.
    pub(super) fn differs_from(&self, figure: &Figure) -> bool {
        let bound = self.row.text("bound");
        let exact = bound.is_empty() || bound == "exact";
        if !exact || figure.amount.bound != quantity::Bound::Exact {
            return figure.amount.value != self.number && !within(figure, self.number);
        }
        !Told::of(figure).agrees(Interval::exact(self.number), self.ulp)
    }

    /// What the row counts, where it says so as `jiaohe figures --as-ledger` does.
    pub(super) fn quantity(&self) -> Option<Quantity> {
        let text = |column| self.row.text(column).to_owned();
        let head = text("head");
        head.chars().nth(1)?;
        let (unit, _) = self.unit?;
        let mut roles: Vec<String> = text("roles")
            .split([',', '[', ']', ' '])
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        roles.sort_unstable();
        let plan = self.row.text("status") == "plan";
        let (subject, period) = (text("subject"), text("period"));
        Some(Quantity { head, unit, subject, period, plan, roles })
    }

    /// What labels may say of the row.
    pub(super) fn captures(&self) -> Vec<Capture> {
        let date = self.date.map(|[year, month, day]| match (month, day) {
            (0, _) => format!("{year}"),
            (_, 0) => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        });
        vec![
            ("expected".into(), self.value.text.trim().to_owned()),
            ("key".into(), self.key.to_owned()),
            ("cell".into(), self.value.address.clone()),
            ("date".into(), date.unwrap_or_default()),
        ]
    }

    /// The value for programs.
    pub(super) fn shown(&self) -> (String, String, String) {
        let unit = self.row.text("unit").to_owned();
        (self.value.text.trim().to_owned(), self.number.normalize().to_string(), unit)
    }
}

fn within(figure: &Figure, number: Decimal) -> bool {
    figure.amount.low <= number && figure.amount.high.is_none_or(|high| number <= high)
}

/// What tells the quantities of a ledger apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Quantity {
    head: String,
    unit: Unit,
    subject: String,
    period: String,
    plan: bool,
    roles: Vec<String>,
}

impl Quantity {
    /// The quantity of a figure.
    pub(super) fn of(figure: &Figure) -> Self {
        const ROLES: [(Roles, &str); 7] = [
            (Roles::TOTAL, "total"),
            (Roles::PART, "part"),
            (Roles::CUMULATIVE, "cumulative"),
            (Roles::STOCK, "stock"),
            (Roles::DELTA, "increment"),
            (Roles::EACH, "each"),
            (Roles::OTHER, "other"),
        ];
        let named = ROLES.iter().filter(|(role, _)| figure.roles.has(*role)).map(|(_, name)| *name);
        let mut roles: Vec<String> = named.map(str::to_owned).collect();
        roles.extend(figure.changed_from.then(|| "from".to_owned()));
        roles.sort_unstable();
        let periods = if figure.periods.is_empty() { &figure.context } else { &figure.periods };
        let periods: Vec<String> =
            periods.iter().map(crate::syntax::period::Period::word).collect();
        let same = figure.subject == figure.head;
        Self {
            head: figure.head.clone(),
            unit: figure.unit,
            subject: if same { String::new() } else { figure.subject.clone() },
            period: periods.join("、"),
            plan: figure.mood == Mood::Plan,
            roles,
        }
    }
}

/// A day as written: 2024-11-30, 2024/11/30, 2024年11月30日, 2024-11, 2024; what is not told is 0.
pub fn day(written: &str) -> Option<[u32; 3]> {
    let parts: Vec<&str> = written
        .split(|mark: char| !mark.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .take(3)
        .collect();
    let number = |at: usize| parts.get(at).map_or(Some(0), |it| it.parse::<u32>().ok());
    let (year, month, day) = (number(0)?, number(1)?, number(2)?);
    let sound = (1000..10_000).contains(&year) && month <= 12 && day <= 31;
    sound.then_some([year, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_usual_forms() {
        for (written, expect) in [
            ("2024-11-30", Some([2024, 11, 30])),
            ("2024年11月3日", Some([2024, 11, 3])),
            ("2024/1/2 0:00", Some([2024, 1, 2])),
            ("2024-11", Some([2024, 11, 0])),
            ("2024年", Some([2024, 0, 0])),
            ("", None),
            ("30.11.2024", None),
            ("99999999999", None),
        ] {
            assert_eq!(day(written), expect, "{written}");
        }
    }
}
