//! The reasons why two figures with one head may still be two quantities, as an ordered list.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::model::figure::{Figure, Mood, Side, Zone};
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::{Classes, GENERIC_HEADS, NEUTRAL_MODIFIERS};
use crate::syntax::period::Period;
use crate::syntax::quantity::Bound;
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
    Series,
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
            Separator::Series => "同一口径还有别的数值",
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

use Confidence::{Likely, Possible};
use Verdict::{Apart, AtMost, Silent};

type Check = (Separator, fn(&Pair<'_>) -> Verdict);

/// The separators in the order of asking, cheap ones first.
pub(super) const SEPARATORS: [Check; 33] = [
    (Separator::Sentence, same_sentence),
    (Separator::Change, change),
    (Separator::Bracket, bracket),
    (Separator::Mood, mood),
    (Separator::Distribution, distribution),
    (Separator::Part, part),
    (Separator::Increase, increase),
    (Separator::Beside, beside),
    (Separator::Agreement, agreement),
    (Separator::Whole, whole),
    (Separator::Head, head),
    (Separator::Generic, generic),
    (Separator::Brevity, brevity),
    (Separator::Inheritance, inheritance),
    (Separator::Action, action),
    (Separator::LoneAction, lone_action),
    (Separator::Growth, growth),
    (Separator::Ellipsis, ellipsis),
    (Separator::Cumulation, cumulation),
    (Separator::Stock, stock),
    (Separator::Period, period),
    (Separator::LonePeriod, lone_period),
    (Separator::Context, context),
    (Separator::Paragraph, paragraph),
    (Separator::Subject, subject),
    (Separator::Side, side),
    (Separator::Numeral, numeral),
    (Separator::Approximation, approximation),
    (Separator::OpenBound, open_bound),
    (Separator::Scale, scale),
    (Separator::Topic, topic),
    (Separator::Parallel, parallel),
    (Separator::Body, body),
];

fn apart_if(holds: bool) -> Verdict {
    if holds { Apart } else { Silent }
}

fn at_most(level: Confidence, holds: bool) -> Verdict {
    if holds { AtMost(level) } else { Silent }
}

impl Pair<'_> {
    fn either(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first) || holds(self.second)
    }

    fn both(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first) && holds(self.second)
    }

    fn one_only(&self, holds: impl Fn(&Figure) -> bool) -> bool {
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

/// A sentence that names one thing twice compares it.
fn same_sentence(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.first.sentence == pair.second.sentence)
}

/// The first value of a change is past.
fn change(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.changed_from))
}

/// Brackets hold details.
fn bracket(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.bracketed))
}

fn agreement(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.first.amount.agrees(&pair.second.amount))
}

/// A plan and its outcome may differ; two plans may be of two stages.
fn mood(pair: &Pair<'_>) -> Verdict {
    if pair.one_only(|it| it.mood == Mood::Plan) {
        return Apart;
    }
    at_most(Possible, pair.first.mood == Mood::Plan)
}

/// So many for each says nothing about the whole.
fn distribution(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.roles.has(Roles::EACH)))
}

fn part(pair: &Pair<'_>) -> Verdict {
    let is_part = |it: &Figure| it.roles.has(Roles::PART);
    if pair.one_only(is_part) { Apart } else { at_most(Possible, pair.both(is_part)) }
}

fn increase(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.one_only(|it| it.roles.has(Roles::DELTA)))
}

fn beside(pair: &Pair<'_>) -> Verdict {
    apart_if(pair.either(|it| it.roles.has(Roles::OTHER)))
}

/// A rate of a hundred is a slogan as often as a figure.
fn whole(pair: &Pair<'_>) -> Verdict {
    let hundred = Decimal::ONE_HUNDRED;
    apart_if(pair.either(|it| it.unit.dimension == "ratio" && it.amount.value == hundred))
}

/// One restrictive word makes another quantity, so heads must be equal but for empty modifiers.
fn head(pair: &Pair<'_>) -> Verdict {
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

fn generic(pair: &Pair<'_>) -> Verdict {
    apart_if(GENERIC_HEADS.spells(pair.shorter()))
}

/// A common telling verb makes up for a short head.
fn brevity(pair: &Pair<'_>) -> Verdict {
    static HOLDING: LazyLock<Classes> = LazyLock::new(|| Classes::named(&["hold"]));
    let length = pair.head_length();
    let telling = !pair.common_action().without(*HOLDING).is_empty();
    match length + if telling { 2 } else { 0 } {
        _ if length < 3 => Apart,
        ..4 => Apart,
        _ if length == 3 => AtMost(Possible),
        4 => AtMost(Likely),
        _ => Silent,
    }
}

fn subject(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.subject, &pair.second.subject);
    let direct = pair.both(|it| it.side == Side::Right && it.inherited.is_none());
    let related = first.ends_with(second.as_str()) || second.ends_with(first.as_str());
    at_most(Possible, direct && !related && resemblance(first, second) < HALF)
}

fn side(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.first.side != pair.second.side)
}

fn inheritance(pair: &Pair<'_>) -> Verdict {
    if !pair.either(|it| it.inherited.is_some()) {
        return Silent;
    }
    let share = matches!(pair.first.unit.dimension, "ratio" | "point");
    if share && pair.either(|it| it.share) {
        return Apart;
    }
    AtMost(if pair.first.inherited == pair.second.inherited { Likely } else { Possible })
}

/// What was built is not what was closed; rates must be of one kind altogether.
fn action(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (all_actions(pair.first), all_actions(pair.second));
    let known = !first.is_empty() && !second.is_empty();
    let rates = pair.first.unit.is_rate() && pair.first.actions != pair.second.actions;
    apart_if((known && first.common(second).is_empty()) || rates)
}

/// The verbs of a figure and of the list it stands in.
fn all_actions(figure: &Figure) -> Classes {
    figure.actions.with(figure.list_actions)
}

fn lone_action(pair: &Pair<'_>) -> Verdict {
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

/// A greater figure since long ago is no contradiction; in an introduction it may be one.
fn cumulation(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (pair.first, pair.second);
    let cumulative = |it: &Figure| it.roles.has(Roles::CUMULATIVE);
    if !pair.one_only(cumulative) {
        return Silent;
    }
    let (since, within) = if cumulative(first) { (first, second) } else { (second, first) };
    let outside = !pair.either(|it| it.zone == Zone::Introduction);
    if outside && within.amount.value <= since.amount.value { Apart } else { AtMost(Possible) }
}

fn stock(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.one_only(|it| it.roles.has(Roles::STOCK)))
}

/// 全年 and 今年 can be one year; all other named periods that differ are two.
fn period(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.periods, &pair.second.periods);
    if first.is_empty() || second.is_empty() || first == second {
        return Silent;
    }
    if are_this_year(first, second) { AtMost(Possible) } else { Apart }
}

fn are_this_year(first: &[Period], second: &[Period]) -> bool {
    let own = |it: &[Period]| matches!(it, [Period::Whole | Period::This]);
    own(first) && own(second)
}

fn lone_period(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (&pair.first.periods, &pair.second.periods);
    let lone = first.is_empty() != second.is_empty();
    let named = if first.is_empty() { second } else { first };
    at_most(Possible, lone && !matches!(named.as_slice(), [Period::Whole | Period::This]))
}

/// A rate of growth belongs to a stretch of time: that of the report, or one named at both places.
fn growth(pair: &Pair<'_>) -> Verdict {
    static GROWING: LazyLock<Classes> = LazyLock::new(|| Classes::named(&["grow", "drop"]));
    let rates = pair.first.unit.is_rate() && !pair.common_action().common(*GROWING).is_empty();
    let (first, second) = (effective(pair.first), effective(pair.second));
    let timeless = first.is_empty() && second.is_empty() && pair.first.report_year.is_none();
    at_most(Possible, rates && timeless)
}

/// 1.5万个村，1.2万个开展了治理: what is counted stands further ahead.
fn ellipsis(pair: &Pair<'_>) -> Verdict {
    at_most(Possible, pair.either(|it| it.elliptic))
}

/// The periods named for a figure, else those of its heading or paragraph.
fn effective(figure: &Figure) -> &[Period] {
    if figure.periods.is_empty() { &figure.context } else { &figure.periods }
}

/// A figure without a period of its own belongs to that of its heading or paragraph.
fn context(pair: &Pair<'_>) -> Verdict {
    let (first, second) = (effective(pair.first), effective(pair.second));
    let named = !first.is_empty() && !second.is_empty();
    apart_if(named && first != second && !are_this_year(first, second))
}

fn numeral(pair: &Pair<'_>) -> Verdict {
    const LONG: usize = 6;
    let level = if pair.head_length() < LONG { Possible } else { Likely };
    at_most(level, pair.either(|it| it.chinese))
}

fn approximation(pair: &Pair<'_>) -> Verdict {
    at_most(Likely, pair.either(|it| it.amount.bound != Bound::Exact))
}

/// A limit is set, not counted, and sets of rules have many.
fn open_bound(pair: &Pair<'_>) -> Verdict {
    at_most(Possible, pair.either(|it| matches!(it.amount.bound, Bound::AtLeast | Bound::AtMost)))
}

fn scale(pair: &Pair<'_>) -> Verdict {
    const FAR: u32 = 20;
    at_most(Possible, pair.first.amount.is_far_from(&pair.second.amount, FAR))
}

/// Parallel enumerations stand close together.
fn paragraph(pair: &Pair<'_>) -> Verdict {
    const NEAR: u32 = 1_200;
    if pair.first.block != pair.second.block {
        return Silent;
    }
    let gap = pair.second.span.start.saturating_sub(pair.first.span.start);
    if gap < NEAR { Apart } else { AtMost(Possible) }
}

/// Short heads lean on the subject of their sentence: 规上工业… / 工业园区…主营业务收入.
fn topic(pair: &Pair<'_>) -> Verdict {
    const SHORT: usize = 6;
    const THIRD: (usize, usize) = (34, 100);
    let (first, second) = (&pair.first.topic, &pair.second.topic);
    let leaning = pair.head_length() <= SHORT && pair.both(|it| it.side == Side::Left);
    let known = !first.is_empty() && !second.is_empty();
    at_most(Possible, leaning && known && resemblance(first, second) < Share::of(THIRD))
}

/// Sentences that begin 上海市监管企业… and 山东省监管企业… speak of two things.
fn parallel(pair: &Pair<'_>) -> Verdict {
    const TAIL: usize = 4;
    let (first, second) = (&pair.first.topic, &pair.second.topic);
    let pairs = first.chars().rev().zip(second.chars().rev());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let (one, other) = (first.chars().count(), second.chars().count());
    at_most(Possible, TAIL <= common && common < one && common < other)
}

/// The strongest setting is a summary in front of its details, or two totals.
fn body(pair: &Pair<'_>) -> Verdict {
    let totals = pair.both(|it| it.roles.has(Roles::TOTAL));
    at_most(Likely, !totals && !pair.either(|it| it.zone == Zone::Introduction))
}

/// A share as an exact fraction.
#[derive(Clone, Copy, Debug)]
struct Share {
    part: usize,
    whole: usize,
}

const HALF: Share = Share { part: 1, whole: 2 };

impl Share {
    fn of((part, whole): (usize, usize)) -> Share {
        Share { part, whole }
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Share) -> bool {
        self.part * other.whole == other.part * self.whole
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Share) -> Option<std::cmp::Ordering> {
        (self.part * other.whole).partial_cmp(&(other.part * self.whole))
    }
}

/// The share of common pairs of neighbouring characters (Dice).
fn resemblance(one: &str, other: &str) -> Share {
    fn bigrams(text: &str) -> HashSet<(char, char)> {
        text.chars().zip(text.chars().skip(1)).collect()
    }
    let (one, other) = (bigrams(one), bigrams(other));
    if one.is_empty() || other.is_empty() {
        return Share { part: 0, whole: 1 };
    }
    Share { part: 2 * one.intersection(&other).count(), whole: one.len() + other.len() }
}
