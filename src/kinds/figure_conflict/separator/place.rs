//! Places: how far apart, and is one of them the introduction?

use super::Verdict::{Apart, AtMost, Silent};
use super::{Pair, Verdict, apart_if, at_most};
use crate::model::figure::Zone;
use crate::syntax::cue::Roles;
use crate::text::Confidence::{Likely, Possible};

/// A sentence that names one thing twice compares it.
pub(super) fn same_sentence(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.first.sentence == pair.second.sentence)
}

/// Parallel enumerations stand close together.
pub(super) fn paragraph(pair: &Pair<'_>) -> Verdict {
    const NEAR: u32 = 1_200;
    if pair.first.block != pair.second.block {
        return Silent;
    }
    let gap = pair.second.span.start.saturating_sub(pair.first.span.start);
    if gap < NEAR { Apart } else { AtMost(Possible) }
}

/// The strongest setting is a summary in front of its details, or two totals.
pub(super) fn body(pair: &Pair<'_>) -> Verdict {
    let totals = pair.both(|it| it.roles.has(Roles::TOTAL));
    at_most(Likely, !totals && !pair.either(|it| it.zone == Zone::Introduction))
}
