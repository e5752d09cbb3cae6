//! The reasons why two figures with one head may still be two quantities, as an ordered list.

mod label;
mod place;
mod role;
mod time;
mod value;

use crate::model::figure::{Figure, Zone};
use crate::syntax::lexicon::Classes;
use crate::text::Confidence;

/// Two figures of one unit, in the order of the draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) first: &'a Figure,
    pub(super) second: &'a Figure,
}

/// A reason to think of two quantities rather than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Separator {
    Agreement,
    Change,
    Bracket,
    Sentence,
    Mood,
    Distribution,
    Part,
    Increase,
    Beside,
    Cumulation,
    Stock,
    Head,
    Subject,
    Side,
    Inheritance,
    Action,
    LoneAction,
    Growth,
    Ellipsis,
    Period,
    LonePeriod,
    Context,
    Generic,
    Brevity,
    Numeral,
    Approximation,
    OpenBound,
    Whole,
    Scale,
    Paragraph,
    Topic,
    Parallel,
    Body,
}

impl Separator {
    /// What holds for the pair, in a few words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Separator::Agreement => "数值相容",
            Separator::Change => "由…到…的起点",
            Separator::Bracket => "在括号内",
            Separator::Sentence => "在同一句",
            Separator::Mood => "都是计划数",
            Separator::Distribution => "按每个单位计",
            Separator::Part => "都是其中的一部分",
            Separator::Increase => "一处是增量",
            Separator::Beside => "另有或其余",
            Separator::Cumulation => "只有一处是累计",
            Separator::Stock => "只有一处是现有数",
            Separator::Head => "口径只差修饰语",
            Separator::Subject => "动词前的词语不同",
            Separator::Side => "语序不同",
            Separator::Inheritance => "口径取自相邻数字",
            Separator::Action => "动词不同",
            Separator::LoneAction => "只有一处有动词",
            Separator::Growth => "增减幅度未写明同一时段",
            Separator::Ellipsis => "计数对象写在前文",
            Separator::Period => "时间说法不同",
            Separator::LonePeriod => "只有一处写明时间",
            Separator::Context => "所在段落的时间不同",
            Separator::Generic => "口径太泛",
            Separator::Brevity => "口径较短",
            Separator::Numeral => "有一处用汉字数字",
            Separator::Approximation => "有一处是概数",
            Separator::OpenBound => "有一处是限度",
            Separator::Whole => "有一处是100%",
            Separator::Scale => "相差二十倍以上",
            Separator::Paragraph => "在同一段",
            Separator::Topic => "句首话题不同",
            Separator::Parallel => "句首只差限定词",
            Separator::Body => "都在正文",
        }
    }

    /// The same in English.
    pub(super) fn english(self) -> &'static str {
        match self {
            Separator::Agreement => "the values agree",
            Separator::Change => "the first value of a change",
            Separator::Bracket => "in brackets",
            Separator::Sentence => "in one sentence",
            Separator::Mood => "both are planned",
            Separator::Distribution => "for each of several",
            Separator::Part => "both are parts of a whole",
            Separator::Increase => "one is an increment",
            Separator::Beside => "beside what was named",
            Separator::Cumulation => "only one is cumulative",
            Separator::Stock => "only one is a stock",
            Separator::Head => "the heads differ by a modifier",
            Separator::Subject => "other words before the verb",
            Separator::Side => "another word order",
            Separator::Inheritance => "a head taken from a neighbour",
            Separator::Action => "other verbs",
            Separator::LoneAction => "only one has a verb",
            Separator::Growth => "growth without one stated period",
            Separator::Ellipsis => "what is counted stands further ahead",
            Separator::Period => "the period is worded otherwise",
            Separator::LonePeriod => "only one names its period",
            Separator::Context => "paragraphs of other periods",
            Separator::Generic => "a general head",
            Separator::Brevity => "a short head",
            Separator::Numeral => "one is a Chinese numeral",
            Separator::Approximation => "one is approximate",
            Separator::OpenBound => "one is a limit",
            Separator::Whole => "one is 100%",
            Separator::Scale => "more than twenty times apart",
            Separator::Paragraph => "in one paragraph",
            Separator::Topic => "the sentences begin with other topics",
            Separator::Parallel => "the sentences begin alike but for a qualifier",
            Separator::Body => "both in the body",
        }
    }
}

/// What a separator says about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing.
    Silent,
    /// They may be two quantities.
    AtMost(Confidence),
    /// They are two quantities.
    Apart,
}

use Verdict::{Apart, AtMost, Silent};

type Check = (Separator, fn(&Pair<'_>) -> Verdict);

/// The separators in the order of asking, cheap ones first.
pub(super) const SEPARATORS: [Check; 33] = [
    (Separator::Sentence, place::same_sentence),
    (Separator::Change, role::change),
    (Separator::Bracket, role::bracket),
    (Separator::Mood, time::mood),
    (Separator::Distribution, role::distribution),
    (Separator::Part, role::part),
    (Separator::Increase, role::increase),
    (Separator::Beside, role::beside),
    (Separator::Agreement, value::agreement),
    (Separator::Whole, value::whole),
    (Separator::Head, label::head),
    (Separator::Generic, label::generic),
    (Separator::Brevity, label::brevity),
    (Separator::Inheritance, label::inheritance),
    (Separator::Action, role::action),
    (Separator::LoneAction, role::lone_action),
    (Separator::Growth, time::growth),
    (Separator::Ellipsis, label::ellipsis),
    (Separator::Cumulation, role::cumulation),
    (Separator::Stock, role::stock),
    (Separator::Period, time::period),
    (Separator::LonePeriod, time::lone_period),
    (Separator::Context, time::context),
    (Separator::Paragraph, place::paragraph),
    (Separator::Subject, label::subject),
    (Separator::Side, label::side),
    (Separator::Numeral, value::numeral),
    (Separator::Approximation, value::approximation),
    (Separator::OpenBound, value::open_bound),
    (Separator::Scale, value::scale),
    (Separator::Topic, label::topic),
    (Separator::Parallel, label::parallel),
    (Separator::Body, place::body),
];

fn apart_if(holds: bool) -> Verdict {
    if holds { Apart } else { Silent }
}

fn at_most(level: Confidence, holds: bool) -> Verdict {
    if holds { AtMost(level) } else { Silent }
}

impl Pair<'_> {
    pub(super) fn either(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first) || holds(self.second)
    }

    fn both(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first) && holds(self.second)
    }

    pub(super) fn one_only(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first) != holds(self.second)
    }

    /// The shorter of the two heads.
    pub(super) fn shorter(&self) -> &str {
        let (first, second) = (&self.first.head, &self.second.head);
        if first.len() <= second.len() { first } else { second }
    }

    fn longer(&self) -> &str {
        let (first, second) = (&self.first.head, &self.second.head);
        if first.len() <= second.len() { second } else { first }
    }

    fn head_length(&self) -> usize {
        self.shorter().chars().count()
    }

    pub(super) fn meets_introduction(&self) -> bool {
        self.one_only(|it| it.zone == Zone::Introduction)
    }

    fn common_action(&self) -> Classes {
        self.first.actions.common(self.second.actions)
    }
}
