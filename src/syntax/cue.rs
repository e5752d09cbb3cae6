//! Words before a figure that give it a role: 其中, 累计, 新增, 每, 计划.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::syntax::lexicon::entries;
use crate::text::Span;

/// The roles a cue gives, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u16);

impl Roles {
    /// 其中: a part of a whole.
    pub const PART: Roles = Roles(1);
    /// 共, 合计: a total.
    pub const TOTAL: Roles = Roles(2);
    /// 现有, 在册: what there is.
    pub const STOCK: Roles = Roles(4);
    /// 新增, 减少: a change.
    pub const DELTA: Roles = Roles(8);
    /// 累计, 以来: since long ago.
    pub const CUMULATIVE: Roles = Roles(16);
    /// 另有, 其余: beside what was named.
    pub const OTHER: Roles = Roles(32);
    /// 每, 人均, 分别: for each of several.
    pub const EACH: Roles = Roles(64);
    /// 计划, 力争, 将: not yet done.
    pub const PLAN: Roles = Roles(128);

    /// The roles of either.
    pub fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// The roles of both.
    pub fn common(self, other: Roles) -> Roles {
        Roles(self.0 & other.0)
    }

    /// The set without `other`.
    pub fn without(self, other: Roles) -> Roles {
        Roles(self.0 & !other.0)
    }

    /// Whether a role of `other` is in the set.
    pub fn has(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Roles {
        match name {
            "part" => Roles::PART,
            "total" => Roles::TOTAL,
            "stock" => Roles::STOCK,
            "delta" => Roles::DELTA,
            "cumulative" => Roles::CUMULATIVE,
            "other" => Roles::OTHER,
            "each" => Roles::EACH,
            "plan" => Roles::PLAN,
            _ => Roles::default(),
        }
    }
}

/// A cue and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The word.
    pub span: Span,
    /// What it says.
    pub roles: Roles,
}

#[derive(Debug)]
struct Cues {
    automaton: AhoCorasick,
    roles: Vec<Roles>,
}

static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| {
    let mut words: Vec<(&str, Roles)> = Vec::new();
    for (name, word) in entries(include_str!("../../rules/lexicon/cues.txt")) {
        let role = Roles::named(name);
        match words.iter_mut().find(|(known, _)| *known == word) {
            Some((_, roles)) => *roles = roles.with(role),
            None => words.push((word, role)),
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.iter().map(|(word, _)| word))
        .ok()?;
    Some(Cues { automaton, roles: words.into_iter().map(|(_, roles)| roles).collect() })
});

/// The cues of `block`, in order, without overlap.
pub fn cues(text: &str, block: Span) -> Vec<Cue> {
    let Some(cues) = CUES.as_ref() else { return Vec::new() };
    let roles = |index: usize| cues.roles.get(index).copied().unwrap_or_default();
    cues.automaton
        .find_iter(block.of(text))
        .map(|hit| Cue {
            span: Span::new(hit.start(), hit.end()).moved(block.start),
            roles: roles(hit.pattern().as_usize()),
        })
        .filter(|cue| cue.roles != Roles::default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found = cues(text, Span::new(0, text.len()));
        let found: Vec<_> = found.iter().map(|cue| cue.span.of(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn longer_words_hide_the_cues_in_them() {
        check("其中累计新增", &["其中", "累计", "新增"]);
        check("主要增加到各类均衡", &[]);
        check("各均须将", &["各", "均", "须", "将"]);
    }

    #[test]
    fn a_word_may_have_two_roles() {
        let found = cues("累计", Span::new(0, 6));
        assert!(found.iter().all(|cue| cue.roles == Roles::TOTAL.with(Roles::CUMULATIVE)));
        assert_eq!(found.len(), 1);
    }
}
