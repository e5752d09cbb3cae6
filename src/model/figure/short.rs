//! Short numerals that are too often mere words to be figures by themselves: 五大产业园, 十六支队.

use crate::model::Sentence;
use crate::model::figure::setting::{Setting, is_prose, settings};
use crate::model::figure::{Figure, Mood, Side};
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::Classes;
use crate::syntax::outline::Outline;
use crate::syntax::quantity::{Amount, Bound, Unit};
use crate::text::numeral::cardinal;
use crate::text::span::first_bytes;
use crate::text::{Source, Span};

/// Counters of short numerals; 大 counts like 个.
const COUNTERS: &str = "大项类支套座栋处个家条场轮期批次名位件堂节所户起例部门对种只台";

/// Characters before a numeral that make it a name or a fixed expression.
const NAMES: &str = "第〔一二两三四五六七八九十百千每“之其统唯单";

/// The short numerals between the `figures` of a draft, in order.
pub fn short_numerals(
    source: &Source,
    outline: &Outline,
    sentences: &[Sentence],
    figures: &[Figure],
) -> Vec<Figure> {
    let settings = settings(source, outline);
    let mut found = Vec::new();
    for (index, block) in source.blocks.iter().enumerate() {
        let Some(setting) = settings.get(index).filter(|_| is_prose(block.kind)) else { continue };
        for (span, value, unit) in numerals(&source.text, block.span) {
            let after = sentences.partition_point(|it| it.span.start <= span.start);
            let next = figures.partition_point(|it| it.span.end <= span.start);
            let taken = figures.get(next).is_some_and(|it| it.span.start < span.end);
            let amount = Amount::new(value.into(), 1.into(), Bound::Exact);
            if let (Some(sentence), Some(amount), false) = (after.checked_sub(1), amount, taken) {
                let rest = Span { start: span.end, end: block.span.end }.of(&source.text);
                let figure = figure(span, amount, unit, setting, rest);
                found.push(Figure { block: index, sentence, ..figure });
            }
        }
    }
    found
}

/// Each numeral of one to three characters with a counter and a noun after it.
fn numerals(text: &str, block: Span) -> impl Iterator<Item = (Span, u64, Unit)> {
    const LONGEST: usize = 3;
    let within = block.of(text);
    let mut before = '\n';
    let mut free = 0;
    within.char_indices().filter_map(move |(at, mark)| {
        let last = std::mem::replace(&mut before, mark);
        if at < free || !is_digit(mark) {
            return None;
        }
        let rest = within.get(at..)?;
        let length = rest.find(|mark| !is_digit(mark)).unwrap_or(rest.len());
        free = at + length;
        let numeral = rest.get(..length)?;
        if NAMES.contains(last) || numeral.chars().nth(LONGEST).is_some() {
            return None;
        }
        let mut marks = rest.get(length..)?.chars();
        let counter = marks.next().filter(|mark| COUNTERS.contains(*mark))?;
        marks.next().filter(|mark| ('\u{4e00}'..='\u{9fff}').contains(mark))?;
        let most = if counter == '大' { 10 } else { u64::MAX };
        let value = cardinal(numeral).filter(|value| (2..=most).contains(value))?;
        let counter_span = Span::new(length, length + counter.len_utf8());
        let unit = Unit::named(if counter == '大' { "个" } else { counter_span.of(rest) })?;
        let span = Span::new(at, at + length + counter.len_utf8()).moved(block.start);
        Some((span, value, unit))
    })
}

fn is_digit(mark: char) -> bool {
    "一二两三四五六七八九十".contains(mark)
}

fn figure(span: Span, amount: Amount, unit: Unit, setting: &Setting, rest: &str) -> Figure {
    const LONGEST: usize = 8;
    let noun = first_bytes(rest, 3 * LONGEST);
    let end = noun.find(|mark| "，。；：、（）\n".contains(mark)).unwrap_or(noun.len());
    Figure {
        span,
        amount,
        unit,
        chinese: true,
        head: noun.get(..end).unwrap_or("").to_owned(),
        side: Side::Right,
        subject: String::new(),
        actions: Classes::NONE,
        list_actions: Classes::NONE,
        inherited: None,
        share: false,
        elliptic: false,
        roles: Roles::default(),
        changed_from: false,
        bracketed: false,
        periods: Vec::new(),
        context: setting.periods.clone(),
        report_year: setting.year,
        mood: if setting.plan { Mood::Plan } else { Mood::Done },
        zone: setting.zone,
        topic: String::new(),
        block: 0,
        sentence: 0,
        clause: span.start,
        cell: None,
    }
}
