//! Time: are both of one period, and both done?

use std::sync::LazyLock;

use super::Verdict::{Apart, AtMost, Silent};
use super::{Pair, Verdict, apart_if, at_most};
use crate::model::figure::{Figure, Mood};
use crate::syntax::lexicon::Classes;
use crate::syntax::period::Period;
use crate::text::Confidence::Possible;

/// A plan and its outcome may differ; two plans may be of two stages.
pub(super) fn mood(pair: &Pair<'_>) -> Verdict {
    if pair.one_only(|it| it.mood == Mood::Plan) {
        return Apart;
    }
    at_most(Possible, pair.first.mood == Mood::Plan)
}

/// 全年 and 今年 can be one year; all other named periods that differ are two.
pub(super) fn period(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.periods, &pair.second.periods);
    if first.is_empty() || second.is_empty() || first == second {
        return Silent;
    }
    if are_this_year(first, second) { AtMost(Possible) } else { Apart }
}

fn are_this_year(first: &[Period], second: &[Period]) -> bool {
    let own = |it: &[Period]| matches!(it, [Period::Whole | Period::This]);
    own(first) && own(second)
}

pub(super) fn lone_period(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.periods, &pair.second.periods);
    let lone = first.is_empty() != second.is_empty();
    let named = if first.is_empty() { second } else { first };
    at_most(Possible, lone && !matches!(named.as_slice(), [Period::Whole | Period::This]))
}

/// A rate of growth belongs to a stretch of time: that of the report, or one named at both places.
pub(super) fn growth(pair: &Pair<'_>) -> Verdict {
    static GROWING: LazyLock<Classes> = LazyLock::new(|| Classes::named(&["grow", "drop"]));
    let rates = pair.first.unit.is_rate() && !pair.common_action().common(*GROWING).is_empty();
    let (first, second) = (effective(pair.first), effective(pair.second));
    let timeless = first.is_empty() && second.is_empty() && pair.first.report_year.is_none();
    at_most(Possible, rates && timeless)
}

/// The periods named for a figure, else those of its heading or paragraph.
fn effective(figure: &Figure) -> &[Period] {
    if figure.periods.is_empty() { &figure.context } else { &figure.periods }
}

/// A figure without a period of its own belongs to that of its heading or paragraph.
pub(super) fn context(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (effective(pair.first), effective(pair.second));
    let named = !first.is_empty() && !second.is_empty();
    apart_if(named && first != second && !are_this_year(first, second))
}
