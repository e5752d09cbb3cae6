//! The reasons for and against two figures being one quantity, each a number.

use rust_decimal::prelude::ToPrimitive;

use crate::kinds::figure_conflict::alignment::candidate::{Candidate, Candidates};
use crate::kinds::figure_conflict::alignment::mention::{Mention, Mentions};
use crate::kinds::figure_conflict::alignment::word::{Overlap, character_weight};
use crate::kinds::figure_conflict::separated;
use crate::kinds::figure_conflict::separator::{Pair, Verdict};
use crate::model::figure::{Figure, Mood, Zone};
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::TABLE_MEASURES;
use crate::syntax::period::Period;

/// A candidate pair; what a feature asks of it is worked out when asked.
pub(super) struct Compared<'a> {
    pub(super) first: &'a Mention<'a>,
    pub(super) second: &'a Mention<'a>,
    mentions: &'a Mentions<'a>,
    candidate: &'a Candidate,
    candidates: &'a Candidates,
    /// How many times as large one value is as the other, as a logarithm.
    ratio: f64,
}

type Feature = fn(&Compared<'_>) -> f64;

/// The features by the names they have in the table of weights.
pub(super) const FEATURES: [(&str, Feature); 58] = [
    ("shared", |it| it.core().shared.min(30.0) / 10.0),
    ("cover", |it| it.core().cover),
    ("jaccard", |it| it.core().jaccard),
    ("near", near),
    ("lone", |it| it.rarest(2) / 5.0),
    ("rare", |it| it.rarest(4) / 5.0),
    ("section", |it| it.titled().min(20.0) / 10.0),
    ("head", |it| yes(!it.first.figure.head.is_empty() && it.heads(|one, other| one == other))),
    ("head-in", |it| yes(it.heads(is_in))),
    ("nucleus", |it| yes(it.heads(end_alike))),
    ("contrast", |it| it.left_over() / 10.0),
    ("contrast-clause", |it| it.core().left_over.min(20.0) / 10.0),
    ("clause-cover", |it| it.candidate.clause.cover),
    ("unit", |it| yes(it.candidate.one_unit)),
    ("intro", |it| yes(it.one_only(|it| it.zone == Zone::Introduction))),
    ("plan-section", |it| yes(it.one_in_plans())),
    ("lesson", |it| yes(it.one_in_lessons())),
    ("concession", |it| yes(it.first.tone.conceded != it.second.tone.conceded)),
    ("negated", |it| yes(it.first.tone.negated != it.second.tone.negated)),
    ("definite", |it| yes(it.first.definite != it.second.definite)),
    ("opens", |it| yes(it.first.opens != it.second.opens)),
    ("very-close", |it| yes(it.ratio < 0.15)),
    ("plan", |it| yes(it.is_planned(it.first) != it.is_planned(it.second))),
    ("contrasted", |it| yes(it.heads(contrast))),
    ("part", |it| yes(it.one_role(Roles::PART))),
    ("cumulative", |it| yes(it.one_role(Roles::CUMULATIVE))),
    ("each", |it| yes(it.one_role(Roles::EACH))),
    ("each-both", |it| yes(it.both(|it| it.roles.has(Roles::EACH)))),
    ("named", |it| yes(it.named())),
    ("company", |it| yes(it.company())),
    ("qualifier", |it| yes(it.qualified())),
    ("short", |it| yes(it.first.short || it.second.short)),
    ("crowd", |it| it.crowd().ln()),
    ("increase", |it| yes(it.one_role(Roles::DELTA))),
    ("totals", |it| yes(it.both(|it| it.roles.has(Roles::TOTAL)))),
    ("other", |it| yes(it.either(|it| it.roles.has(Roles::OTHER)))),
    ("margin", |it| it.margin().clamp(-10.0, 10.0) / 5.0),
    ("ratio", |it| it.ratio.min(3.0)),
    ("close", |it| yes(it.ratio < 0.5)),
    ("digit", |it| yes(one_digit_off(&it.first.digits, &it.second.digits))),
    ("transposed", |it| yes(transposed(&it.first.digits, &it.second.digits))),
    ("small", |it| yes(it.both(|it| it.amount.value < 10.into()))),
    ("big", |it| yes(3 <= it.first.digits.len().min(it.second.digits.len()))),
    ("round", |it| yes(it.either(|it| it.amount.value.normalize().mantissa() % 10 == 0))),
    ("rate", |it| yes(it.first.figure.unit.is_rate())),
    ("slip", |it| yes(it.same_digits())),
    ("approximate", |it| {
        yes(it.either(|it| {
            it.amount.low != it.amount.value || it.amount.high != Some(it.amount.value)
        }))
    }),
    ("period", |it| yes(periods_differ(it.first.figure, it.second.figure))),
    ("context", |it| yes(contexts_differ(it.first.figure, it.second.figure))),
    ("one-period", |it| yes(one_period(it.first.figure, it.second.figure))),
    ("lone-period", |it| yes(it.one_only(|it| it.periods.is_empty()))),
    ("verbs", |it| yes(verbs_differ(it.first.figure, it.second.figure))),
    ("origin", |it| yes(it.either(|it| it.changed_from))),
    ("beside", |it| yes(beside(it.first.figure, it.second.figure))),
    ("parallel", |it| yes(beside(it.first.figure, it.second.figure)) * near(it)),
    ("bracket", |it| yes(it.one_only(|it| it.bracketed))),
    ("cell", |it| yes(it.one_only(|it| it.cell.is_some()))),
    ("inherited", |it| yes(it.either(|it| it.inherited.is_some()))),
];

/// What makes two quantities of a pair: the words in Chinese and in English, and whether it holds.
pub(super) type Exclusion = (&'static str, &'static str, fn(&Compared<'_>) -> bool);

/// What makes two quantities of a pair, however likely it looks.
const EXCLUSIONS: [Exclusion; 12] = [
    (
        "口径相同而另有区别",
        "the heads are equal, and the reasons above keep them apart",
        |it| it.separated() == Some(Verdict::Apart),
    ),
    (
        "表格的行或列没有提到",
        "the text names not the row or the column of the table",
        |it| !it.meets_cell(),
    ),
    ("只有一处在打算里", "only one is under a heading of plans", |it| it.one_in_plans()),
    ("只有一处是目标", "only one is aimed at", |it| it.first.tone.aim != it.second.tone.aim),
    ("口径相同而只有一处是计划数", "one head, and only one is planned", |it| {
        it.one_head() && it.is_planned(it.first) != it.is_planned(it.second)
    }),
    (
        "只有一处是打算里的计划数",
        "only one is planned, where problems and plans are told",
        |it| it.is_planned_ahead(it.first) != it.is_planned_ahead(it.second),
    ),
    (
        "由…到…的起点，或另有、其余",
        "the first value of a change, or beside what was named",
        |it| it.either(|it| it.changed_from || it.roles.has(Roles::OTHER)),
    ),
    ("表格里是上年的数", "the cell of the table is of last year", |it| {
        let previous = |it: &Figure| it.periods.contains(&Period::Previous);
        it.either(|it| it.cell.is_some() && previous(it)) && it.one_only(previous)
    }),
    (
        "句式相同而限定词不同（排比）",
        "sentences of one form with other qualifiers, as in a list",
        |it| {
            let own_words = |one: &str, other: &str| end_alike(one, other) && !is_in(one, other);
            it.first.opens && it.second.opens && !it.one_head() && it.heads(own_words)
        },
    ),
    // Rates of different things share all their words.
    ("比率的口径不同", "rates with two heads", |it| {
        it.first.figure.unit.is_rate() && !it.one_head()
    }),
    (
        "两处都没有口径，或金额各有限定词",
        "neither has a head, or two sums of money with qualifiers of their own",
        |it| {
            it.both(|it| it.head.chars().nth(1).is_none())
                || (it.first.figure.unit.dimension == "money" && it.heads(contrast))
        },
    ),
    (
        "只有一处是其中数或按每个单位计，且相差一倍以上",
        "only one is a part or for each of several, and they are far apart",
        |it| {
            const TWICE: f64 = 0.69;
            (it.one_role(Roles::PART) || it.one_role(Roles::EACH)) && TWICE < it.ratio
        },
    ),
];

fn yes(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

impl<'a> Compared<'a> {
    /// Prepares a candidate.
    pub(super) fn of(
        mentions: &'a Mentions<'a>,
        candidate: &'a Candidate,
        candidates: &'a Candidates,
    ) -> Option<Self> {
        let first = mentions.all.get(candidate.first)?;
        let second = mentions.all.get(candidate.second)?;
        let value = |it: &Mention<'_>| it.figure.amount.value.to_f64().filter(|it| 0.0 < *it);
        let ratio = value(first).zip(value(second)).map(|(one, other)| (one / other).ln().abs());
        let ratio = ratio.unwrap_or(5.0);
        Some(Self { first, second, mentions, candidate, candidates, ratio })
    }

    fn core(&self) -> &Overlap {
        &self.candidate.core
    }

    /// By how much the pair is stronger than any other of its two figures.
    fn margin(&self) -> f64 {
        self.candidates.margin(self.candidate)
    }

    /// The rarest of the shared words that at most `most` figures have.
    fn rarest(&self, most: u32) -> f64 {
        self.mentions.rarest(&self.core().common, most)
    }

    /// The words of its own that even the poorer of the two heads has.
    fn left_over(&self) -> f64 {
        self.mentions.words.overlap(&self.first.head, &self.second.head).left_over
    }

    /// How much of one figure's words stands in the title above the other.
    fn titled(&self) -> f64 {
        let within = |one: &Mention<'_>, other: &Mention<'_>| {
            let title = self.mentions.title(other);
            title.map_or(0.0, |title| self.mentions.words.overlap(&one.core, &title.words).shared)
        };
        within(self.first, self.second).max(within(self.second, self.first))
    }

    /// Whether only one stands under a title of plans and does not look back.
    fn one_in_plans(&self) -> bool {
        let plans =
            |it: &Mention<'_>| !it.is_told() && self.mentions.title(it).is_some_and(|it| it.plan);
        plans(self.first) != plans(self.second)
    }

    /// Whether only one stands under a title of problems or lessons.
    fn one_in_lessons(&self) -> bool {
        let lessons = |it: &Mention<'_>| self.mentions.title(it).is_some_and(|it| it.lesson);
        lessons(self.first) != lessons(self.second)
    }

    /// Whether the value of one stands beside the other too.
    fn named(&self) -> bool {
        self.mentions.names(self.candidate.first, self.candidate.second)
    }

    /// Whether other figures beside both agree.
    fn company(&self) -> bool {
        self.mentions.keep_company(self.candidate.first, self.candidate.second)
    }

    /// Whether each follows a figure of one unit, and these differ: 60岁以上47人, 80岁以上46人.
    fn qualified(&self) -> bool {
        self.mentions.qualified(self.candidate.first, self.candidate.second)
    }

    /// How many figures the draft has.
    fn crowd(&self) -> f64 {
        self.mentions.all.len().to_f64().unwrap_or(1.0)
    }

    /// What keeps two figures of one head apart, or raises a doubt.
    fn separated(&self) -> Option<Verdict> {
        separated(&Pair { first: self.first.figure, second: self.second.figure })
    }

    /// Whether both values can be one number.
    pub(super) fn agrees(&self) -> bool {
        self.first.figure.amount.agrees(&self.second.figure.amount)
    }

    /// Why they are two quantities, whatever their likelihood.
    pub(super) fn apart(&self) -> Option<(&'static str, &'static str)> {
        let exclusion = EXCLUSIONS.iter().find(|(_, _, holds)| holds(self));
        exclusion.map(|(chinese, english, _)| (*chinese, *english))
    }

    /// Why they are two quantities at this likelihood: equal heads with a doubt need a high one.
    pub(super) fn apart_at(
        &self,
        likelihood: f64,
        sure: f64,
    ) -> Option<(&'static str, &'static str)> {
        let doubt =
            ("口径相同而另有疑点，又不够像", "the heads are equal, with a doubt, and too unlike");
        let doubtful = likelihood < sure && self.separated().is_some();
        self.apart().or_else(|| doubtful.then_some(doubt))
    }

    fn one_head(&self) -> bool {
        self.first.figure.head == self.second.figure.head
    }

    fn is_planned(&self, mention: &Mention<'_>) -> bool {
        mention.figure.mood == Mood::Plan && !mention.is_told()
    }

    /// Whether a clause plans under a title that announces plans among other things.
    fn is_planned_ahead(&self, mention: &Mention<'_>) -> bool {
        self.is_planned(mention) && self.mentions.title(mention).is_some_and(|it| it.also_plan)
    }

    /// Whether a cell of a table is told by the other place: by its column and by its row.
    fn meets_cell(&self) -> bool {
        let told = |cell: &Mention<'_>, other: &Mention<'_>| {
            let subject = &cell.figure.subject;
            let measures = !subject.is_empty() && TABLE_MEASURES.spells(&cell.figure.head);
            let head = &cell.head;
            let headed = head.is_empty() || head.iter().any(|it| other.clause.contains(it));
            (measures || headed) && shares_pair(subject, other.around)
        };
        match (self.first.figure.cell, self.second.figure.cell) {
            (None, None) => true,
            (Some(_), None) => told(self.first, self.second),
            (None, Some(_)) => told(self.second, self.first),
            (Some(one), Some(other)) => {
                let (first, second) = (self.first.figure, self.second.figure);
                one.table != other.table
                    && first.head == second.head
                    && first.subject == second.subject
            }
        }
    }

    fn either(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first.figure) || holds(self.second.figure)
    }

    fn both(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first.figure) && holds(self.second.figure)
    }

    fn one_only(&self, holds: impl Fn(&Figure) -> bool) -> bool {
        holds(self.first.figure) != holds(self.second.figure)
    }

    fn one_role(&self, role: Roles) -> bool {
        self.one_only(|it| it.roles.has(role))
    }

    fn heads(&self, holds: impl Fn(&str, &str) -> bool) -> bool {
        holds(&self.first.figure.head, &self.second.figure.head)
    }

    /// 1.37亿元 / 1,370万元: the unit slipped.
    fn same_digits(&self) -> bool {
        let (first, second) = (&self.first.written, &self.second.written);
        2 <= first.len()
            && first == second
            && self.first.figure.amount.value != self.second.figure.amount.value
    }
}

/// The share of the telling characters close to one number that stand close to the other.
fn near(pair: &Compared<'_>) -> f64 {
    let (first, second) = (&pair.first.near, &pair.second.near);
    let weight = |marks: &mut dyn Iterator<Item = &char>| {
        marks.map(|mark| character_weight(*mark)).sum::<f64>()
    };
    let shared = weight(&mut first.iter().filter(|mark| second.binary_search(mark).is_ok()));
    shared / weight(&mut first.iter()).min(weight(&mut second.iter())).max(1e-6)
}

/// Whether two characters of `name` stand together in one of the texts, or it is empty.
fn shares_pair(name: &str, texts: (&str, &str)) -> bool {
    let starts = name.char_indices().map(|(at, _)| at);
    let mut pairs = starts.filter_map(|at| {
        let rest = name.get(at..)?;
        let end = rest.char_indices().nth(1).map(|(at, mark)| at + mark.len_utf8())?;
        rest.get(..end)
    });
    name.is_empty() || pairs.any(|pair| texts.0.contains(pair) || texts.1.contains(pair))
}

/// Whether one head is a part of the other.
fn is_in(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 6;
    one != other
        && SHORTEST <= one.len().min(other.len())
        && (one.contains(other) || other.contains(one))
}

/// Whether each of two heads restricts one noun in its own way: 工业总产值 · 农业总产值.
fn contrast(one: &str, other: &str) -> bool {
    const NOUN: usize = 3;
    let pairs = one.chars().rev().zip(other.chars().rev());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let (one, other) = (one.chars().count(), other.chars().count());
    NOUN <= common && common < one && common < other
}

/// Whether two heads end in the same two characters.
fn end_alike(one: &str, other: &str) -> bool {
    let end = |head: &str| {
        let mut marks = head.chars().rev();
        marks.next().zip(marks.next())
    };
    end(one).is_some() && end(one) == end(other)
}

/// Whether one slip of the hand makes one number of the other.
fn one_digit_off(one: &str, other: &str) -> bool {
    if one.len() != other.len() || one.len() < 2 {
        return false;
    }
    let differing: Vec<(u8, u8)> =
        one.bytes().zip(other.bytes()).filter(|it| it.0 != it.1).collect();
    match differing[..] {
        [_] => true,
        [first, second] => first.0 == second.1 && first.1 == second.0,
        _ => false,
    }
}

fn transposed(one: &str, other: &str) -> bool {
    let sorted = |digits: &str| {
        let mut all: Vec<u8> = digits.bytes().collect();
        all.sort_unstable();
        all
    };
    3 <= one.len() && one != other && sorted(one) == sorted(other)
}

/// Whether both name a period, and not the same.
fn periods_differ(first: &Figure, second: &Figure) -> bool {
    are_apart(&first.periods, &second.periods)
}

/// Whether the paragraphs of those that name none are of other periods.
fn contexts_differ(first: &Figure, second: &Figure) -> bool {
    fn effective(figure: &Figure) -> &[Period] {
        if figure.periods.is_empty() { &figure.context } else { &figure.periods }
    }
    !periods_differ(first, second) && are_apart(effective(first), effective(second))
}

fn are_apart(first: &[Period], second: &[Period]) -> bool {
    let named = !first.is_empty() && !second.is_empty();
    let own = |it: &[Period]| matches!(it, [Period::Whole | Period::This]);
    let this_year = own(first) && own(second);
    named && first != second && !this_year
}

fn one_period(first: &Figure, second: &Figure) -> bool {
    !first.periods.is_empty() && first.periods == second.periods
}

fn verbs_differ(first: &Figure, second: &Figure) -> bool {
    !first.actions.is_empty()
        && !second.actions.is_empty()
        && first.actions.common(second.actions).is_empty()
}

/// Parallel enumerations stand close together.
fn beside(first: &Figure, second: &Figure) -> bool {
    const NEAR: u32 = 1_200;
    first.block == second.block && second.span.start.abs_diff(first.span.start) < NEAR
}
