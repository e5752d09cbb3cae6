//! Heads taken from a neighbour: 新建15个、完善35个活动室 · 销售额5亿元，增长8%.

use crate::model::figure::{Figure, Side, label};
use crate::syntax::lexicon::Classes;

/// A figure being read, with the text that decides what it shares with its neighbours.
pub(super) struct Draft<'a> {
    pub(super) figure: Figure,
    pub(super) left: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) ends_in_verb: bool,
}

impl Draft<'_> {
    pub(super) fn finish(self) -> Figure {
        self.figure
    }

    fn lacks_head(&self) -> bool {
        self.figure.head.chars().nth(1).is_none()
    }
}

/// Lets figures without a head of their own take a neighbour's, within one block.
pub(super) fn inherit(drafts: &mut [Draft<'_>]) {
    for index in 0..drafts.len() {
        let (done, rest) = drafts.split_at_mut(index);
        let Some((draft, later)) = rest.split_first_mut() else { continue };
        if let Some(first) = done.last() {
            take_change(draft, first);
            take_actions(draft, first);
        }
        if draft.figure.side == Side::Left && (draft.lacks_head() || draft.ends_in_verb) {
            let taken = later.first().is_some_and(|next| take_right(draft, next));
            if let (false, true, Some(first)) = (taken, draft.lacks_head(), done.last()) {
                take_left(draft, first);
            }
        }
    }
}

/// 由3个增加到5个: the second value carries the label in front of 由.
fn take_change(draft: &mut Draft<'_>, first: &Draft<'_>) {
    const NEAR: usize = 7;
    let (own, from) = (&mut draft.figure, &first.figure);
    let joined = from.changed_from && from.clause == own.clause && from.unit == own.unit;
    let near = draft.before.chars().take(NEAR).take_while(|mark| !"，。；、".contains(*mark));
    if !joined || !near.into_iter().any(|mark| matches!(mark, '到' | '至' | '为')) {
        return;
    }
    if let Some(label) = label::before_change(first.left) {
        own.head = label;
        own.side = Side::Left;
        own.actions = Classes::NONE;
        own.subject.clear();
    }
}

/// 新建广场9个、书屋5个: the verb of a list holds for all of it.
fn take_actions(draft: &mut Draft<'_>, first: &Draft<'_>) {
    let (own, other) = (&mut draft.figure, &first.figure);
    let listed = own.clause == other.clause && draft.before.starts_with('、');
    if listed && own.actions.is_empty() && !own.unit.is_rate() {
        own.list_actions = other.actions.with(other.list_actions);
    }
}

/// 新建15个、完善35个活动室: the noun follows the last of the list.
fn take_right(draft: &mut Draft<'_>, next: &Draft<'_>) -> bool {
    let (own, other) = (&mut draft.figure, &next.figure);
    let listed =
        own.clause == other.clause && own.unit == other.unit && own.sentence == other.sentence;
    let taken = listed && other.side == Side::Right && draft.after.starts_with(['、', '和', '及']);
    if taken {
        own.head.clone_from(&other.head);
        own.side = Side::Right;
        own.inherited = Some(Side::Right);
    }
    taken
}

/// ，增长8%: the figure speaks of what the one before it names.
fn take_left(draft: &mut Draft<'_>, first: &Draft<'_>) {
    let (own, other) = (&mut draft.figure, &first.figure);
    if own.sentence == other.sentence && !other.head.is_empty() {
        own.head.clone_from(&other.head);
        own.subject.clone_from(&other.head);
        own.inherited = Some(Side::Left);
    }
}
