//! The words of reasons, in both languages.

use crate::kinds::figure_conflict::separator::{Pair, Separator};
use crate::model::figure::Figure;
use crate::text::Text;

/// What a reason does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// It keeps two figures apart.
    Apart,
    /// It makes their conflict less sure.
    AtMost,
}

/// The reason of a separator.
pub(super) fn of(separator: Separator, limit: Limit) -> Text {
    match limit {
        Limit::Apart => apart_words(separator),
        Limit::AtMost => Text::new(separator.words(), separator.english()),
    }
}

/// Why a separator keeps two figures apart.
fn apart_words(separator: Separator) -> Text {
    let (zh, en) = match separator {
        Separator::Agreement => ("数值相容，没有矛盾", "the values agree"),
        Separator::Change => ("有一处是“由…到…”的起点", "one is the first value of a change"),
        Separator::Bracket => ("有一处在括号里，是说明", "one stands in brackets, a detail"),
        Separator::Sentence => {
            ("在同一句里，是并列或比较", "one sentence, which lists or compares")
        }
        Separator::Mood => ("一处是计划数，一处是完成数", "one is planned, the other done"),
        Separator::Distribution => ("有一处是每个、人均、分别的数", "one is for each of several"),
        Separator::Part => ("只有一处是“其中”的部分", "only one is a part of a whole"),
        Separator::Increase => ("只有一处是增量", "only one is an increment"),
        Separator::Beside => ("有一处是“另有”“其余”的数", "one is beside what was named"),
        Separator::Cumulation => {
            ("一处是累计数，大于当期数是正常的", "one is cumulative, and may be greater")
        }
        Separator::Head => ("口径差了有限定作用的词", "the heads differ by a restricting word"),
        Separator::Inheritance => {
            ("口径取自相邻数字的占比", "a share with a head taken from a neighbour")
        }
        Separator::Action => ("动词表示两件不同的事", "the verbs tell of two things"),
        Separator::Period => ("写明的时间不同", "the periods named differ"),
        Separator::Context => ("所在标题或段落的时间不同", "the paragraphs are of other periods"),
        Separator::Generic => ("口径太泛，认不出是哪个量", "the head is too general"),
        Separator::Brevity => ("口径太短，认不出是哪个量", "the head is too short"),
        Separator::Whole => ("有一处是100%", "one is 100%"),
        Separator::Paragraph => ("在同一段里靠得近，是并列", "close together in one paragraph"),
        _ => return Text::new(separator.words(), separator.english()),
    };
    Text::new(zh, en)
}

/// Why two figures are not compared as figures with one label.
pub(super) fn not_alike(pair: &Pair<'_>) -> Option<Text> {
    let (first, second) = (pair.first, pair.second);
    if first.unit != second.unit {
        return Some(Text::new(
            format!("单位不同（{}、{}）", first.unit.name, second.unit.name),
            format!("the units differ ({}, {})", first.unit.name, second.unit.name),
        ));
    }
    let end = |figure: &Figure| {
        let mut marks = figure.head.chars().rev();
        marks.next().zip(marks.next())
    };
    match (end(first), end(second)) {
        (Some(one), Some(other)) if one == other => None,
        (Some(_), Some(_)) => Some(Text::new("口径的末尾不同", "the heads end otherwise")),
        _ => Some(Text::new("有一处没有口径", "one has no head")),
    }
}

/// Cells of tables are compared as other words only.
pub(super) fn in_table() -> Text {
    Text::new("有一处在表格里", "one is a cell of a table")
}

/// Why two figures with one label were passed over.
pub(super) fn far() -> Text {
    Text::new(
        "有一处是一两个字的汉字小数目，不单独比较",
        "one is a short Chinese numeral, which is not compared by itself",
    )
}

/// Why two figures are not candidates for one quantity told in other words.
pub(super) fn no_candidates(pair: &Pair<'_>) -> Text {
    let (first, second) = (pair.first, pair.second);
    if first.sentence == second.sentence {
        return Text::new("在同一句里", "they stand in one sentence");
    }
    if pair.either(|it| matches!(it.unit.dimension, "anniversary" | "place")) {
        return Text::new("有一处是周年或名次，不是数目", "one is an anniversary or a rank");
    }
    if first.unit.dimension != second.unit.dimension {
        return Text::new(
            format!("单位不是一类（{}、{}）", first.unit.name, second.unit.name),
            format!("units of two classes ({}, {})", first.unit.name, second.unit.name),
        );
    }
    Text::new(
        "没有共同的少见词语或数码，或者单位不能换着说",
        "no rare word and no digits in common, or units that do not stand for each other",
    )
}
