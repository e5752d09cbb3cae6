//! A sentence with its figures, and the figures of the sentences just before it.

use crate::kinds::parts::math::Operand;
use crate::model::Document;
use crate::model::figure::Figure;
use crate::syntax::cue::Roles;
use crate::text::Span;

/// The figures of one sentence.
pub(super) struct Passage<'a> {
    pub(super) text: &'a str,
    all: &'a [Figure],
    /// The first figure of the sentence, and one past the last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The first figure of the two sentences before it in the paragraph.
    pub(super) near: usize,
    span: Span,
}

/// How many figures before a sentence are looked at.
const REACH: usize = 24;

/// Calls `look` for every sentence with figures.
pub(super) fn walk(document: &Document, mut look: impl FnMut(&Passage<'_>)) {
    let all = document.figures();
    let mut from = 0;
    while let Some(first) = all.get(from) {
        let same = |it: &&Figure| it.sentence == first.sentence;
        let to = from + all.get(from..).unwrap_or(&[]).iter().take_while(same).count();
        let earlier = all.get(from.saturating_sub(REACH)..from).unwrap_or(&[]);
        let close = |it: &&Figure| it.block == first.block && first.sentence <= it.sentence + 2;
        let near = from - earlier.iter().rev().take_while(close).count();
        let span = document.sentences.get(first.sentence).map(|it| it.span).unwrap_or_default();
        look(&Passage { text: &document.source.text, all, from, to, near, span });
        from = to;
    }
}

impl<'a> Passage<'a> {
    pub(super) fn figure(&self, index: usize) -> Option<&'a Figure> {
        self.all.get(index)
    }

    /// The figure as an operand, where it says one number exactly.
    pub(super) fn operand(&self, index: usize) -> Option<Operand> {
        Operand::of(self.text, self.figure(index)?)
    }

    pub(super) fn operands(&self, indexes: &[usize]) -> Option<Vec<Operand>> {
        indexes.iter().map(|index| self.operand(*index)).collect()
    }

    fn between(&self, start: u32, end: u32) -> &'a str {
        Span { start, end: end.max(start) }.of(self.text)
    }

    /// The text between two figures.
    pub(super) fn gap(&self, one: usize, other: usize) -> &'a str {
        let end = |index: usize| self.figure(index).map_or(0, |it| it.span.end);
        let start = |index: usize| self.figure(index).map_or(0, |it| it.span.start);
        self.between(end(one), start(other))
    }

    /// The text before a figure, from the figure or the sentence end before.
    pub(super) fn lead(&self, index: usize) -> &'a str {
        let Some(figure) = self.figure(index) else { return "" };
        let before = index.checked_sub(1).and_then(|at| self.figure(at));
        match before.filter(|it| it.sentence == figure.sentence) {
            Some(before) => self.between(before.span.end, figure.span.start),
            None if self.from <= index && index < self.to => {
                self.between(self.span.start, figure.span.start)
            }
            None => self.between(figure.clause, figure.span.start),
        }
    }

    /// The sentence up to a figure of it.
    pub(super) fn opening(&self, index: usize) -> &'a str {
        let start = self.figure(index).map_or(self.span.start, |it| it.span.start);
        last_chars(self.between(self.span.start, start), 60)
    }

    /// The words of a figure's own clause or list item before it.
    pub(super) fn label(&self, index: usize) -> &'a str {
        let lead = self.lead(index);
        lead.rsplit(['，', '、', '；', '：', '（', '(', ',', '。', ')', '）'])
            .next()
            .unwrap_or(lead)
    }

    /// The text after a figure of this sentence, to the next figure or the sentence's end.
    pub(super) fn tail(&self, index: usize) -> &'a str {
        let Some(figure) = self.figure(index) else { return "" };
        match self.figure(index + 1).filter(|_| index + 1 < self.to) {
            Some(next) => self.between(figure.span.end, next.span.start),
            None => self.between(figure.span.end, self.span.end),
        }
    }

    /// The first figure before `index` that is looked at: near by, and not too many of them.
    pub(super) fn reach(&self, index: usize) -> usize {
        self.near.max(index.saturating_sub(REACH))
    }

    /// Whether the sentence goes on with what the one before it began: …；….
    pub(super) fn goes_on(&self) -> bool {
        let before = self.text.get(..self.span.start as usize).unwrap_or("");
        before.trim_end().ends_with(['；', ';'])
    }

    /// The words of a figure's own clause or list item on both sides of it.
    pub(super) fn own_words(&self, index: usize) -> String {
        let tail = self.tail(index);
        let end = tail.find(['，', '。', '；', '、', '）', '（', ',']).unwrap_or(tail.len());
        format!("{}{}", self.label(index), tail.get(..end).unwrap_or(""))
    }

    /// The nearest earlier figure in the unit of this one whose head stands in `words`.
    pub(super) fn namesake(&self, index: usize, words: &str) -> Option<usize> {
        const FAR: usize = 200;
        const LONG: usize = 12;
        let unit = self.figure(index)?.unit;
        (index.saturating_sub(FAR)..index).rev().find(|at| {
            self.figure(*at).is_some_and(|it| {
                it.unit == unit && LONG <= it.head.len() && words.contains(&it.head)
            })
        })
    }

    /// Whether nothing but a mark follows the figure.
    pub(super) fn closes(&self, index: usize) -> bool {
        let tail = self.tail(index).trim_start();
        tail.is_empty() || tail.starts_with(['，', '。', '；', '、', '）', ')', ',', ';', '！'])
    }

    /// The figures of `range` in the unit of `index`.
    pub(super) fn alike(&self, range: std::ops::Range<usize>, index: usize) -> Vec<usize> {
        let unit = self.figure(index).map(|it| it.unit);
        range.filter(|at| self.figure(*at).map(|it| it.unit) == unit).collect()
    }

    /// Whether the figure counts things, rather than giving a rate.
    pub(super) fn counts(&self, index: usize) -> bool {
        self.figure(index).is_some_and(|it| !it.unit.is_rate() && !it.unit.is_place())
    }

    /// Whether figures of this kind make up a whole: durations and scores are averages or limits.
    pub(super) fn adds(&self, index: usize) -> bool {
        const NOT: [&str; 8] = [
            "second",
            "minute",
            "day",
            "month",
            "score",
            "concentration",
            "anniversary",
            "workday",
        ];
        let each = |it: &Figure| NOT.contains(&it.unit.dimension) || it.roles.has(Roles::EACH);
        self.counts(index) && !self.figure(index).is_some_and(each)
    }

    /// Whether the figure is a percentage.
    pub(super) fn is_percent(&self, index: usize) -> bool {
        self.figure(index).is_some_and(|it| it.unit.dimension == "ratio")
    }
}

/// Whether the text has one of the words.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether two neighbouring characters of `words` stand side by side in `text`.
pub(super) fn shares_pair(words: &str, text: &str) -> bool {
    let mut before: Option<usize> = None;
    words.char_indices().any(|(at, mark)| {
        let pair = before.and_then(|from| words.get(from..at + mark.len_utf8()));
        before = Some(at);
        pair.is_some_and(|pair| text.contains(pair))
    })
}

/// Whether the text ends in one of the words.
pub(super) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// How many characters a text has; a wrapped line's end is none.
pub(super) fn width(text: &str) -> usize {
    text.chars().filter(|mark| !mark.is_whitespace()).count()
}

/// The last characters of a text.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let shown = text.char_indices().rev().filter(|(_, mark)| !mark.is_whitespace());
    let at = shown.take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(at..).unwrap_or("")
}

/// The text without a closing 达到, 为, 均, and the like.
pub(super) fn without_copula(text: &str) -> &str {
    const WORDS: [&str; 16] = [
        "达到了",
        "达到",
        "高达",
        "达",
        "分别为",
        "均为",
        "为",
        "是",
        "均",
        "都",
        "就",
        "保持在",
        "仅",
        "只有",
        "：",
        "了",
    ];
    let mut text = text.trim_end();
    while let Some(shorter) = WORDS.iter().find_map(|word| text.strip_suffix(word)) {
        text = shorter.trim_end();
    }
    text
}

/// Words for the values of another time.
pub(super) const EARLIER: [&str; 9] =
    ["去年", "上年", "前年", "同期", "上一年", "上一学年", "上学年", "年初", "往年"];

/// Words for a change.
pub(super) const CHANGES: [&str; 16] = [
    "增长", "增加", "提高", "同比", "上升", "下降", "减少", "降低", "回升", "回落", "净增", "多于",
    "少于", "环比", "比上", "较上",
];
