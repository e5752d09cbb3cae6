//! Roles: totals, parts, changes, stocks, and what was done.

use std::sync::LazyLock;

use super::Verdict::{Apart, AtMost, Silent};
use super::{Pair, Verdict, apart_if, at_most};
use crate::model::figure::{Figure, Zone};
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::Classes;
use crate::text::Confidence::{Likely, Possible};

pub(super) fn part(pair: &Pair<'_>) -> Verdict {
    let is_part = |it: &Figure| it.roles.has(Roles::PART);
    if pair.one_only(is_part) { Apart } else { at_most(Possible, pair.both(is_part)) }
}

pub(super) fn increase(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.one_only(|it| it.roles.has(Roles::DELTA)))
}

pub(super) fn beside(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.roles.has(Roles::OTHER)))
}

/// So many for each says nothing about the whole.
pub(super) fn distribution(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.roles.has(Roles::EACH)))
}

/// A greater figure since long ago is no contradiction; in an introduction it may be one.
pub(super) fn cumulation(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (pair.first, pair.second);
    let cumulative = |it: &Figure| it.roles.has(Roles::CUMULATIVE);
    if !pair.one_only(cumulative) {
        return Silent;
    }
    let (since, within) = if cumulative(first) { (first, second) } else { (second, first) };
    let outside = !pair.either(|it| it.zone == Zone::Introduction);
    if outside && within.amount.value <= since.amount.value { Apart } else { AtMost(Possible) }
}

pub(super) fn stock(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.one_only(|it| it.roles.has(Roles::STOCK)))
}

/// The first value of a change is past.
pub(super) fn change(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.changed_from))
}

/// Brackets hold details.
pub(super) fn bracket(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.bracketed))
}

/// What was built is not what was closed; rates must be of one kind altogether.
pub(super) fn action(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (all_actions(pair.first), all_actions(pair.second));
    let known = !first.is_empty() && !second.is_empty();
    let rates = pair.first.unit.is_rate() && pair.first.actions != pair.second.actions;
    apart_if((known && first.common(second).is_empty()) || rates)
}

/// The verbs of a figure and of the list it stands in.
fn all_actions(figure: &Figure) -> Classes {
    figure.actions.with(figure.list_actions)
}

pub(super) fn lone_action(pair: &Pair<'_>) -> Verdict {
    static TELLING: LazyLock<Classes> = LazyLock::new(|| {
        Classes::named(&[
            "create", "remove", "renew", "out", "get", "grow", "drop", "punish", "receive",
            "found", "issue", "money", "recruit",
        ])
    });
    let either = pair.first.actions.with(pair.second.actions);
    let lone = pair.one_only(|it| it.actions.is_empty());
    at_most(Possible, lone && !either.common(*TELLING).is_empty())
}
