//! One sweep over a block: its quantities, with the cues, times and clauses before each.

use crate::model::Sentence;
use crate::model::figure::inherit::{Draft, inherit};
use crate::model::figure::setting::{Setting, resolve};
use crate::model::figure::window::{Window, clip_left, clip_right};
use crate::model::figure::{Figure, Mood, label};
use crate::syntax::cue::{Cue, Roles, cues};
use crate::syntax::lexicon::{Classes, VERBS};
use crate::syntax::period::{Expression, Period, expressions};
use crate::syntax::quantity::{Quantity, quantities};
use crate::text::Span;
use crate::text::sentence::ends_clause;

/// The block being read.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) block: usize,
    pub(super) span: Span,
}

/// A sentence with more quantities than this is a table gone flat: the rest of it is skipped.
const MOST_IN_SENTENCE: usize = 120;

/// Reads the figures of a block; `first` is the number of the first of its `sentences`.
pub(super) fn read(
    place: Place<'_>,
    setting: &Setting,
    sentences: &[Sentence],
    first: usize,
) -> Vec<Figure> {
    let quantities = quantities(place.text, place.span);
    if quantities.is_empty() {
        return Vec::new();
    }
    let times = expressions(place.text, place.span);
    let clauses = clause_starts(place, &quantities);
    let mut sweep = Sweep {
        place,
        setting,
        quantities: &quantities,
        times: &times,
        clauses: &clauses,
        cues: cues(place.text, place.span).into_iter().peekable(),
        next_time: 0,
        sentence: SentenceState::default(),
        clause: ClauseState::default(),
    };
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut seen = 0;
    for (index, quantity) in quantities.iter().enumerate() {
        let after = sentences.partition_point(|it| it.span.start <= quantity.number);
        let Some(within) = after.checked_sub(1).and_then(|at| sentences.get(at)) else { continue };
        let number = first + after - 1;
        seen = if sweep.sentence.number == Some(number) { seen + 1 } else { 0 };
        sweep.enter(number, within.span);
        if seen < MOST_IN_SENTENCE {
            let draft = sweep.draft(index, quantity, drafts.last());
            drafts.push(draft);
        }
    }
    inherit(&mut drafts);
    drafts.into_iter().map(Draft::finish).collect()
}

/// Where clauses begin, without the marks inside quantities.
fn clause_starts(place: Place<'_>, quantities: &[Quantity]) -> Vec<u32> {
    let mut starts = vec![place.span.start];
    let mut free = place.span.start;
    let ends = quantities.iter().map(|it| it.span).chain([Span { start: place.span.end, end: 0 }]);
    for quantity in ends {
        let gap = Span { start: free, end: quantity.start.max(free) };
        let marks = gap.of(place.text).char_indices().filter(|(_, mark)| ends_clause(*mark));
        starts.extend(marks.map(|(at, mark)| Span::new(0, at + mark.len_utf8()).end + free));
        free = quantity.end;
    }
    starts
}

#[derive(Default)]
struct SentenceState {
    number: Option<usize>,
    span: Span,
    periods: Vec<Period>,
    cumulative: Roles,
    last_plan: Option<u32>,
    topic: Option<(u32, String)>,
}

#[derive(Default)]
struct ClauseState {
    start: u32,
    end: u32,
    roles: Roles,
    last_total: Option<u32>,
    last_delta: Option<u32>,
}

struct Sweep<'a> {
    place: Place<'a>,
    setting: &'a Setting,
    quantities: &'a [Quantity],
    times: &'a [Expression],
    clauses: &'a [u32],
    cues: std::iter::Peekable<std::vec::IntoIter<Cue>>,
    next_time: usize,
    sentence: SentenceState,
    clause: ClauseState,
}

impl<'a> Sweep<'a> {
    fn enter(&mut self, number: usize, span: Span) {
        if self.sentence.number != Some(number) {
            self.sentence = SentenceState { number: Some(number), span, ..Default::default() };
        }
    }

    fn text(&self, start: u32, end: u32) -> &'a str {
        Span { start, end: end.max(start) }.of(self.place.text)
    }

    fn draft(
        &mut self,
        index: usize,
        quantity: &Quantity,
        previous: Option<&Draft<'a>>,
    ) -> Draft<'a> {
        self.advance(quantity);
        let window = self.window(index, quantity);
        let frame = label::frame(&window, quantity);
        let follows = previous.filter(|it| Some(it.figure.sentence) == self.sentence.number);
        let mut roles = self.roles(quantity, &window);
        if !roles.has(Roles::PART)
            && follows.is_some_and(|it| {
                it.figure.roles.has(Roles::PART) && it.figure.unit == quantity.unit
            })
            && !begins_anew(window.before)
        {
            roles = roles.with(Roles::PART);
        }
        let figure = Figure {
            span: quantity.span,
            amount: quantity.amount,
            unit: quantity.unit,
            chinese: quantity.chinese,
            head: frame.head,
            side: frame.side,
            subject: frame.subject,
            actions: frame.actions,
            list_actions: Classes::NONE,
            inherited: None,
            share: window.left.contains('占'),
            elliptic: frame.is_predicate
                && (quantity.unit.is_rate() || self.counted_before(index, quantity)),
            roles: roles.without(Roles::PLAN),
            changed_from: window.changed_from(),
            bracketed: window.bracketed().unwrap_or_else(|| {
                follows.is_some_and(|it| self.is_in_bracket_of(&it.figure, quantity))
            }),
            periods: self.sentence.periods.clone(),
            context: self.setting.periods.clone(),
            report_year: self.setting.year,
            mood: if self.is_plan(quantity) { Mood::Plan } else { Mood::Done },
            zone: self.setting.zone,
            topic: self.topic(quantity),
            block: self.place.block,
            sentence: self.sentence.number.unwrap_or(0),
            clause: self.clause.start,
            cell: None,
        };
        Draft {
            figure,
            left: window.left,
            before: window.before,
            after: window.after,
            ends_in_verb: frame.ends_in_verb,
        }
    }

    /// Whether the sentence has a figure of the same unit before.
    fn counted_before(&self, index: usize, quantity: &Quantity) -> bool {
        let earlier = self.quantities.get(..index).unwrap_or(&[]).iter().rev();
        let start = self.sentence.span.start;
        earlier
            .take(MOST_IN_SENTENCE)
            .take_while(|it| start <= it.span.start)
            .any(|it| it.unit == quantity.unit)
    }

    fn is_in_bracket_of(&self, earlier: &Figure, quantity: &Quantity) -> bool {
        let between = self.text(earlier.span.end, quantity.span.start);
        earlier.bracketed && !between.contains(['）', ')'])
    }

    /// Takes in the cues and times before the quantity.
    fn advance(&mut self, quantity: &Quantity) {
        let start = quantity.span.start;
        let after = self.clauses.partition_point(|it| *it <= start);
        let begins = after.checked_sub(1).and_then(|at| self.clauses.get(at)).copied();
        let begins = begins.unwrap_or(start).max(self.sentence.span.start);
        let end = self.clauses.get(after).copied().unwrap_or(self.place.span.end);
        let end = end.min(self.sentence.span.end);
        if self.clause.start != begins || self.clause.end != end {
            self.clause = ClauseState { start: begins, end, ..Default::default() };
        }
        while let Some(cue) = self.cues.next_if(|cue| cue.span.end <= start) {
            self.take_cue(cue);
        }
        let from = self.next_time;
        while self.times.get(self.next_time).is_some_and(|time| time.span.end <= start) {
            self.next_time += 1;
        }
        let passed = self.times.get(from..self.next_time).unwrap_or(&[]);
        let named = passed
            .iter()
            .filter(|time| self.sentence.span.start <= time.span.start)
            .filter_map(|time| time.period.as_ref());
        let all = self.sentence.periods.iter().chain(named);
        self.sentence.periods = resolve(all, self.setting.year);
    }

    fn take_cue(&mut self, cue: Cue) {
        if self.sentence.span.start <= cue.span.start {
            let cumulative = cue.roles.common(Roles::CUMULATIVE);
            self.sentence.cumulative = self.sentence.cumulative.with(cumulative);
            if cue.roles.has(Roles::PLAN) {
                self.sentence.last_plan = Some(cue.span.start);
            }
        }
        if self.clause.start <= cue.span.start {
            self.clause.roles = self.clause.roles.with(cue.roles.without(Roles::CUMULATIVE));
            if cue.roles.has(Roles::DELTA) {
                self.clause.last_delta = Some(cue.span.end);
            }
            if cue.roles.has(Roles::TOTAL) {
                self.clause.last_total = Some(cue.span.end);
            }
        }
    }

    fn roles(&self, quantity: &Quantity, window: &Window<'_>) -> Roles {
        const NEAR: usize = 12;
        let between = self.clause.last_total.map(|end| self.text(end, quantity.span.start));
        let total = between.is_some_and(|text| is_within(text, NEAR) && !text.contains('、'));
        let mut roles = self.clause.roles.with(self.sentence.cumulative);
        if self.text(self.sentence.span.start, self.clause.start).ends_with("其中，") {
            roles = roles.with(Roles::PART);
        }
        // 新建15个、完善35个: a new verb ends what the one before it said.
        let own = quantity.span.start.saturating_sub(Span::new(0, window.before.len()).end);
        if self.clause.last_delta.is_some_and(|end| end <= own) && begins_anew(window.before) {
            roles = roles.without(Roles::DELTA);
        }
        if !total {
            roles = roles.without(Roles::TOTAL);
        }
        if window.after.starts_with(['/', '／', '每']) {
            roles = roles.with(Roles::EACH);
        }
        roles
    }

    fn is_plan(&self, quantity: &Quantity) -> bool {
        const NEAR: usize = 40;
        let near = |at: u32| is_within(self.text(at, quantity.span.start), NEAR);
        self.setting.plan || self.sentence.last_plan.is_some_and(near)
    }

    /// The text around the quantity that belongs to it alone.
    fn window(&self, index: usize, quantity: &Quantity) -> Window<'a> {
        let Span { start, end } = quantity.span;
        let earlier = index.checked_sub(1).and_then(|at| self.quantities.get(at));
        let earlier = earlier.map(|it| it.span.end).filter(|end| self.clause.start < *end);
        let later = self.quantities.get(index + 1).map_or(u32::MAX, |it| it.span.start);
        let before = clip_left(self.text(earlier.unwrap_or(self.clause.start), start));
        let after = clip_right(self.text(end, self.clause.end.max(end)));
        Window {
            left: label::own_part(before, earlier.is_some()),
            before,
            opening: clip_left(self.text(self.clause.start, start)),
            right: clip_right(self.text(end, self.clause.end.min(later).max(end))),
            after,
        }
    }

    /// How the sentence begins, when the quantity does not stand in its first clause.
    fn topic(&mut self, quantity: &Quantity) -> String {
        let start = self.sentence.span.start;
        if self.sentence.topic.is_none() {
            let whole = clip_right(self.text(start, self.sentence.span.end));
            let first =
                whole.find(['，', '：', ',']).map_or(whole, |at| whole.get(..at).unwrap_or(""));
            let end = start + Span::new(0, first.len()).end;
            self.sentence.topic = Some((end, label::topic(first)));
        }
        match &self.sentence.topic {
            Some((end, topic)) if *end < quantity.span.start && self.clause.start != start => {
                topic.clone()
            }
            _ => String::new(),
        }
    }
}

/// Whether a text has at most so many characters; line ends and blanks count for nothing.
fn is_within(text: &str, most: usize) -> bool {
    // So long a text is not even looked through.
    text.len() <= 8 * most && text.chars().filter(|it| !it.is_whitespace()).count() <= most
}

/// Whether a list of parts ends before this text: a verb starts a new predicate.
fn begins_anew(before: &str) -> bool {
    let own = before.rsplit(['，', '、']).next().unwrap_or(before);
    own.char_indices()
        .filter_map(|(at, _)| own.get(at..))
        .any(|rest| VERBS.prefix(rest).is_some_and(|(verb, _)| 3 < verb.len()))
}
