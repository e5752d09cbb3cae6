//! Word lists of the figure engine: data files of `rules/lexicon`, read once when first needed.
//!
//! A line is a key, a tab and words; `#` begins a remark.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words with a value each, found at either end of a text, the longest first.
#[derive(Debug)]
pub struct Lexicon<T> {
    by_first: Index<T>,
    by_last: Index<T>,
}

/// Words by one of their characters, sorted for a binary search.
type Index<T> = Vec<(char, Vec<(&'static str, T)>)>;

impl<T: Copy> Lexicon<T> {
    /// Prepares the words for searching.
    pub fn of(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let entries: Vec<(&'static str, T)> = entries.into_iter().collect();
        let by_first = index(&entries, |word| word.chars().next());
        let by_last = index(&entries, |word| word.chars().next_back());
        Self { by_first, by_last }
    }

    /// The words `text` begins with, the longest first.
    pub fn prefixes<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let list = text.chars().next().and_then(|first| listed(&self.by_first, first));
        list.into_iter().flatten().copied().filter(move |(word, _)| text.starts_with(word))
    }

    /// The words `text` ends with, the longest first.
    pub fn suffixes<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let list = text.chars().next_back().and_then(|last| listed(&self.by_last, last));
        list.into_iter().flatten().copied().filter(move |(word, _)| text.ends_with(word))
    }

    /// The longest word `text` begins with.
    pub fn prefix(&self, text: &str) -> Option<(&'static str, T)> {
        self.prefixes(text).next()
    }

    /// The longest word `text` ends with.
    pub fn suffix(&self, text: &str) -> Option<(&'static str, T)> {
        self.suffixes(text).next()
    }

    /// Whether `text` is a row of the words, read greedily.
    pub fn spells(&self, text: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            match self.prefix(rest).and_then(|(word, _)| rest.strip_prefix(word)) {
                Some(shorter) => rest = shorter,
                None => return false,
            }
        }
        true
    }

    /// Whether one of the words stands anywhere in `text`.
    pub fn within(&self, text: &str) -> bool {
        text.char_indices()
            .filter_map(|(at, _)| text.get(at..))
            .any(|rest| self.prefix(rest).is_some())
    }
}

fn index<T: Copy>(entries: &[(&'static str, T)], key: impl Fn(&str) -> Option<char>) -> Index<T> {
    let mut lists: BTreeMap<char, Vec<(&'static str, T)>> = BTreeMap::new();
    for (word, value) in entries {
        if let Some(key) = key(word) {
            lists.entry(key).or_default().push((word, *value));
        }
    }
    for list in lists.values_mut() {
        list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    lists.into_iter().collect()
}

fn listed<T>(index: &Index<T>, key: char) -> Option<&Vec<(&'static str, T)>> {
    let at = index.binary_search_by_key(&key, |(first, _)| *first).ok()?;
    index.get(at).map(|(_, list)| list)
}

/// A word list without values.
pub type Words = Lexicon<()>;

/// The pairs of key and word of a data file.
pub fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(key, words)| words.split(' ').map(move |word| (key, word)))
}

/// The words of a data file under one key.
fn words(file: &'static str, wanted: &str) -> Words {
    Lexicon::of(entries(file).filter(|(key, _)| *key == wanted).map(|(_, word)| (word, ())))
}

macro_rules! word_lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal $key:literal;)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Words> =
            LazyLock::new(|| words(include_str!(concat!("../../rules/lexicon/", $file)), $key));)*
    };
}

word_lists! {
    /// Words at the left end of a label that say nothing about what is counted.
    STRIP_LEFT = "labels.txt" "strip-left";
    /// The same at the right end.
    STRIP_RIGHT = "labels.txt" "strip-right";
    /// Words without meaning anywhere in a label: 各类, 全市.
    DROP = "labels.txt" "drop";
    /// Modifiers that do not restrict a head: 专题, 全体.
    NEUTRAL_MODIFIERS = "labels.txt" "neutral-modifier";
    /// Words that begin a predicate after a noun.
    PREDICATES = "labels.txt" "predicate";
    /// Verbs that part a subject from an object within a label.
    SPLITTERS = "labels.txt" "splitter";
    /// Verbs whose figure counts what the one before it names: 讲党课12次，覆盖300人次.
    REACHING = "labels.txt" "reach";
    /// Words before a figure that is only aimed at: 力争.
    AIMS = "labels.txt" "aim";
    /// Words that look back, even in a plan: 年初, 基础上.
    TOLD = "labels.txt" "told";
    /// Words that set a figure known already against something: 虽, 仅.
    CONCESSIONS = "labels.txt" "concession";
    /// Headings of rows and columns that name no quantity of their own: 合计, 完成.
    TABLE_TOTALS = "labels.txt" "table-total";
    /// Words for an earlier time: 上年, 年初.
    EARLIER = "labels.txt" "earlier";
    /// What follows a figure of those left out: 23个没有覆盖.
    NEGATIONS = "labels.txt" "negation";
    /// Headings of columns that only measure what the row names: 里程, 件数.
    TABLE_MEASURES = "labels.txt" "table-measure";
    /// Nouns that never identify a quantity by themselves.
    GENERIC_HEADS = "generic-heads.txt" "generic";
    /// Headings after which a draft speaks of plans.
    PLAN_BEGINS = "headings.txt" "plan-begins";
    /// Headings after which it speaks of what was done.
    PLAN_ENDS = "headings.txt" "plan-ends";
    /// Words that make a section a plan.
    PLAN_SECTION = "headings.txt" "plan-section";
    /// Words that keep a section from being a plan.
    DONE_SECTION = "headings.txt" "done-section";
    /// Words of headings under which nothing is done yet.
    PLAN_TITLE = "headings.txt" "plan-title";
    /// Words of headings under which a draft looks back at what it told: 存在问题, 体会.
    LESSON_TITLE = "headings.txt" "lesson-title";
}

/// A set of verb classes: verbs of disjoint classes measure different quantities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

impl Classes {
    /// No class.
    pub const NONE: Classes = Classes(0);

    /// The classes of either.
    pub fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// The classes of both.
    pub fn common(self, other: Classes) -> Classes {
        Classes(self.0 & other.0)
    }

    /// The classes without those of `other`.
    pub fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    /// Whether there is no class.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set of the classes with these names.
    pub fn named(names: &[&str]) -> Classes {
        let bit = |name: &&str| CLASS_NAMES.iter().position(|known| known == name);
        names.iter().filter_map(bit).fold(Classes(0), |set, bit| set.with(Classes(1 << bit)))
    }
}

static VERB_FILE: &str = include_str!("../../rules/lexicon/verbs.txt");

static CLASS_NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let names: BTreeSet<_> = entries(VERB_FILE).map(|(name, _)| name).collect();
    names.into_iter().filter(|name| *name != "neutral").take(32).collect()
});

/// The verbs and their classes; neutral ones have none.
pub static VERBS: LazyLock<Lexicon<Classes>> = LazyLock::new(|| {
    let mut classes: BTreeMap<&'static str, Classes> = BTreeMap::new();
    for (name, verb) in entries(VERB_FILE) {
        let all = classes.entry(verb).or_default();
        *all = all.with(Classes::named(&[name]));
    }
    Lexicon::of(classes)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_comes_first() {
        assert_eq!(STRIP_RIGHT.suffix("支部共有").map(|it| it.0), Some("共有"));
        assert_eq!(STRIP_LEFT.prefix("截至目前已").map(|it| it.0), Some("截至目前"));
        assert!(GENERIC_HEADS.spells("重点项目"));
        assert!(!GENERIC_HEADS.spells("巡回指导"));
        assert!(PLAN_BEGINS.within("三、下一步打算"));
    }

    #[test]
    fn verbs_know_their_classes() {
        let class = |verb| VERBS.prefix(verb).map(|it| it.1).unwrap_or_default();
        assert!(class("撤销").common(class("新建")).is_empty());
        assert!(!class("组织开展").common(class("开展")).is_empty());
        assert!(class("达到").is_empty());
        assert_eq!(class("减少"), Classes::named(&["remove", "drop"]));
    }
}
