//! Labels: are the heads one, and do they say enough?

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Verdict::{Apart, AtMost, Silent};
use super::{Pair, Verdict, apart_if, at_most};
use crate::model::figure::Side;
use crate::syntax::lexicon::{Classes, GENERIC_HEADS, NEUTRAL_MODIFIERS};
use crate::text::Confidence::{Likely, Possible};

/// One restrictive word makes another quantity, so heads must be equal but for empty modifiers.
pub(super) fn head(pair: &Pair<'_>) -> Verdict {
    const SHORTEST: usize = 4;
    let (shorter, longer) = (pair.shorter(), pair.longer());
    if shorter == longer {
        return Silent;
    }
    if pair.head_length() < SHORTEST {
        return Apart;
    }
    if let Some(front) = longer.strip_suffix(shorter) {
        if NEUTRAL_MODIFIERS.spells(front) {
            return AtMost(Likely);
        }
        return if may_be_dropped(pair, front) { AtMost(Possible) } else { Apart };
    }
    let back = longer.strip_prefix(shorter);
    if back.is_some_and(|back| NEUTRAL_MODIFIERS.spells(back)) { AtMost(Likely) } else { Apart }
}

/// An introduction may leave out a modifier, unless it divides a group or the figure is money.
fn may_be_dropped(pair: &Pair<'_>, modifier: &str) -> bool {
    let length = modifier.chars().count();
    let unit = pair.first.unit;
    let money = matches!(unit.dimension, "money" | "dollar");
    (2..=6).contains(&length)
        && pair.meets_introduction()
        && !money
        && !unit.is_rate()
        && !modifier.contains(['非', '未', '不', '女', '男', '新', '原', '旧'])
}

pub(super) fn generic(pair: &Pair<'_>) -> Verdict {
    apart_if(GENERIC_HEADS.spells(pair.shorter()))
}

/// A common telling verb or a common subject makes up for a short head.
pub(super) fn brevity(pair: &Pair<'_>) -> Verdict {
    let length = pair.head_length();
    match told_length(pair) {
        _ if length < 3 => Apart,
        ..4 => Apart,
        _ if length == 3 => AtMost(Possible),
        4 => AtMost(Likely),
        _ => Silent,
    }
}

/// How many characters both labels have in common: head, subject, and a verb for two.
fn told_length(pair: &Pair<'_>) -> usize {
    static HOLDING: LazyLock<Classes> = LazyLock::new(|| Classes::named(&["hold"]));
    let telling = !pair.common_action().without(*HOLDING).is_empty();
    let subject = &pair.first.subject;
    let common = pair.both(|it| it.inherited.is_none()) && *subject == pair.second.subject;
    pair.head_length()
        + if telling { 2 } else { 0 }
        + if common { subject.chars().count() } else { 0 }
}

pub(super) fn subject(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.subject, &pair.second.subject);
    let direct = pair.both(|it| it.side == Side::Right && it.inherited.is_none());
    let related = first.ends_with(second.as_str()) || second.ends_with(first.as_str());
    at_most(Possible, direct && !related && !alike(first, second, 50))
}

pub(super) fn side(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.first.side != pair.second.side)
}

pub(super) fn inheritance(pair: &Pair<'_>) -> Verdict {
    if !pair.either(|it| it.inherited.is_some()) {
        return Silent;
    }
    let share = matches!(pair.first.unit.dimension, "ratio" | "point");
    if share && pair.either(|it| it.share) {
        return Apart;
    }
    AtMost(if pair.first.inherited == pair.second.inherited { Likely } else { Possible })
}

/// 1.5万个村，1.2万个开展了治理: what is counted stands further ahead.
pub(super) fn ellipsis(pair: &Pair<'_>) -> Verdict {
    at_most(Possible, pair.either(|it| it.elliptic))
}

/// Short heads lean on the subject of their sentence: 规上工业… / 工业园区…主营业务收入.
pub(super) fn topic(pair: &Pair<'_>) -> Verdict {
    const SHORT: usize = 6;
    let (first, second) = (&pair.first.topic, &pair.second.topic);
    let leaning = told_length(pair) <= SHORT && pair.both(|it| it.side == Side::Left);
    let known = !first.is_empty() && !second.is_empty();
    at_most(Possible, leaning && known && !alike(first, second, 34))
}

/// Sentences that begin 上海市监管企业… and 山东省监管企业… speak of two things.
pub(super) fn parallel(pair: &Pair<'_>) -> Verdict {
    const TAIL: usize = 4;
    let (first, second) = (&pair.first.topic, &pair.second.topic);
    let pairs = first.chars().rev().zip(second.chars().rev());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let (one, other) = (first.chars().count(), second.chars().count());
    at_most(Possible, TAIL <= common && common < one && common < other)
}

/// Whether two texts share at least this many percent of their pairs of neighbouring characters.
fn alike(one: &str, other: &str, percent: usize) -> bool {
    fn bigrams(text: &str) -> HashSet<(char, char)> {
        text.chars().zip(text.chars().skip(1)).collect()
    }
    let (one, other) = (bigrams(one), bigrams(other));
    let common = one.intersection(&other).count();
    0 < common && percent * (one.len() + other.len()) <= 200 * common
}
