//! The text around a quantity that says what it is.

use crate::syntax::lexicon::EARLIER;
use crate::text::span::{first_bytes, last_bytes};

/// Labels longer than this many bytes are cut: nobody writes them, and time stays linear.
const LONGEST_LABEL: usize = 240;

pub(super) fn clip_left(text: &str) -> &str {
    last_bytes(text, LONGEST_LABEL)
}

pub(super) fn clip_right(text: &str) -> &str {
    first_bytes(text, LONGEST_LABEL)
}

/// The text around a quantity.
pub(super) struct Window<'a> {
    /// From the clause's start, or the quantity before, without what belongs to that.
    pub(super) left: &'a str,
    /// The same, uncut.
    pub(super) before: &'a str,
    /// From the clause's start, whatever stands between.
    pub(super) opening: &'a str,
    /// To the clause's end or the next quantity.
    pub(super) right: &'a str,
    /// To the clause's end.
    pub(super) after: &'a str,
}

impl Window<'_> {
    /// 由, 从 before and 到, 至, 为 after; 比上年的 before; or 个万亿元, which is no counter.
    pub(super) fn changed_from(&self) -> bool {
        const BEFORE: usize = 18;
        const AFTER: usize = 7;
        let from = self.opening.char_indices().rev().take(BEFORE + 1);
        let from = from.take_while(|(_, mark)| !"，。；".contains(*mark));
        let to = self.after.chars().take(AFTER).take_while(|mark| !"，。；".contains(*mark));
        let changes = from.map(|it| it.1).any(|mark| matches!(mark, '由' | '从'))
            && to.into_iter().any(|mark| matches!(mark, '到' | '至' | '为'));
        changes || self.is_base() || self.right.starts_with(['亿', '万', '千', '百'])
    }

    /// 比上年同期的11.4万亩增加: what a later value is set against.
    fn is_base(&self) -> bool {
        const REACH: usize = 12;
        let seen = self.opening.char_indices().rev().filter(|(_, mark)| !mark.is_whitespace());
        let near = seen.take(REACH);
        let mut told = near.take_while(|(_, mark)| !"，。；：".contains(*mark));
        // 年初为8.34万户.
        let bare = self.opening.trim_end_matches(['为', '是', '有', '的', '共']);
        if bare.len() < self.opening.len()
            && ["年初", "上年末", "上年底", "期初"].iter().any(|it| bare.ends_with(it))
        {
            return true;
        }
        let Some((at, _)) = told.find(|(_, mark)| matches!(mark, '比' | '较')) else {
            return false;
        };
        let between = self.opening.get(at..).unwrap_or("");
        EARLIER.within(between) && between.ends_with('的')
    }

    /// Whether the quantity stands in a bracket, where its own text tells.
    pub(super) fn bracketed(&self) -> Option<bool> {
        let opened = self.before.rfind(['（', '(']);
        let closed = self.before.rfind(['）', ')']);
        match (opened, closed) {
            (None, None) => None,
            (opened, closed) => Some(closed < opened),
        }
    }
}
