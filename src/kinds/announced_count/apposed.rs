//! 茶叶、柑橘、蜂蜜四个产业园 · 《甲》《乙》三项制度: a list right before its number; and the number
//! in the heading above: 五大产业园.

use super::announcement::Announced;
use super::{found, heading};
use crate::kinds::Finding;
use crate::kinds::members::{at_stops, width};
use crate::kinds::told::{Told, counts};
use crate::model::Document;
use crate::syntax::marker::{self, Head};
use crate::text::numeral::digit;
use crate::text::{BlockKind, Confidence, Span};

/// A list with the number right behind it.
struct Apposed {
    items: Vec<Span>,
    /// How many members it has where 和 joins no two.
    least: usize,
    told: Told,
    /// The words behind the number up to a mark.
    noun: Span,
}

pub(super) fn check(document: &Document, found: &mut Vec<Finding>) {
    let text = &document.source.text;
    for block in &document.source.blocks {
        let words = block.span.of(text);
        if block.kind != BlockKind::Paragraph || !(words.contains('、') || words.contains("》《"))
        {
            continue;
        }
        let body =
            Span { start: block.span.start + marker_length(text, block.span), end: block.span.end };
        for told in counts(text, body).into_iter().filter(|it| it.measure.is_some()) {
            let Some(apposed) = read(text, body, told) else { continue };
            found.extend(odd(document, &apposed).or_else(|| headed(document, &apposed)));
        }
    }
}

/// How long the marker at the head of a block is: 一、茶叶、柑橘 lists two.
fn marker_length(text: &str, block: Span) -> u32 {
    match marker::read(text, block) {
        Head::Marker(marker) => marker.span.end - block.start,
        Head::Lookalike(..) | Head::None => 0,
    }
}

/// How far before a number its list is read, and how far behind it its noun, in bytes.
const REACH: usize = 600;
const NOUN: usize = 90;
/// How much of a section before a list is read, in bytes.
const SECTION: usize = 3_000;

const MARKS: [char; 12] = ['，', '。', '；', '：', '！', '？', '（', '）', ',', '\n', ';', ':'];

fn read(text: &str, block: Span, told: Told) -> Option<Apposed> {
    const MEASURES: &str = "个项大类种家所支部场件条张";
    let measured = told.measure.is_some_and(|it| MEASURES.contains(it));
    let before = Span { start: block.start, end: told.span.start }.last(text, REACH);
    let words = before.of(text);
    let clause = words.rsplit(MARKS).next().unwrap_or(words);
    let clause =
        Span { start: told.span.start - Span::new(0, clause.len()).end, end: told.span.start };
    let rest = Span { start: told.span.end, end: block.end }.first(text, NOUN).of(text);
    let end = rest.find(|mark| MARKS.contains(&mark) || mark == '、').unwrap_or(rest.len());
    let noun = Span::new(0, end).moved(told.span.end);
    if !measured || noun.is_empty() {
        return None;
    }
    let (items, least) = match clause.of(text).ends_with('》') {
        true => titles(text, clause),
        false => words_listed(text, clause)?,
    };
    (1 < items.len()).then_some(Apposed { items, least, told, noun })
}

/// The titles that stand right before the number.
fn titles(text: &str, clause: Span) -> (Vec<Span>, usize) {
    let mut items = Vec::new();
    let mut since_joint = None;
    let before = |end: u32| Span { start: clause.start, end }.of(text);
    let mut end = clause.end;
    while let Some(start) = before(end).rfind('《') {
        let start = clause.start + Span::new(0, start).end;
        let words = Span { start, end }.of(text);
        let Some(close) = words.find('》') else { break };
        let gap = words.get(close + '》'.len_utf8()..).unwrap_or("");
        if !matches!(gap, "" | "、" | "和" | "及" | "与" | "以及") {
            break;
        }
        if since_joint.is_none() && !matches!(gap, "" | "、") {
            since_joint = Some(items.len());
        }
        items.push(Span { start, end: start + Span::new(0, close + '》'.len_utf8()).end });
        end = start;
    }
    items.reverse();
    let least = since_joint.unwrap_or(items.len());
    (items, least)
}

/// Three or more short members of one make, the first with the words that lead to it.
fn words_listed(text: &str, clause: Span) -> Option<(Vec<Span>, usize)> {
    const LONGEST: usize = 8;
    let items = at_stops(text, clause);
    let (_, own) = items.split_first()?;
    let clean = |it: &Span| {
        let words = it.of(text);
        (1..=LONGEST).contains(&width(words))
            && !words.contains(['等', '的', '共', '这', '两', '“', '”', '《'])
            && !words.chars().any(|mark| digit(mark).is_some())
    };
    let joints = own.iter().filter(|it| it.of(text).contains(['和', '及', '与'])).count();
    let last = own.last()?;
    let joined = usize::from(last.of(text).contains(['和', '及', '与']));
    if own.len() + joined < 2 || !own.iter().all(clean) || joints != joined {
        return None;
    }
    // 增速、结构、效率提出5项指标: the last member would hold a verb; 公安、城管在上学、放学两个时段:
    // the list begins further on.
    let others = own.iter().rev().skip(1).map(|it| width(it.of(text)));
    let (least, longest) = (others.clone().min(), others.max());
    let longest = longest.unwrap_or_else(|| items.first().map_or(0, |it| width(it.of(text))));
    let own_width = width(last.of(text));
    let verb =
        last.of(text).ends_with(['了', '着', '过', '设', '建', '有', '为', '达', '出', '成']);
    let short = own_width <= 1 + longest * (1 + joined) + joined;
    let even = longest <= 2 + least.unwrap_or(longest).min(own_width);
    let near = !verb && short && even;
    let (count, last) = (items.len(), *last);
    let joint = (0 < joined).then_some(last);
    near.then(|| (items.into_iter().chain(joint).collect(), count))
}

/// A noun longer than this is cut where it is shown, in characters.
const SHOWN: usize = 6;

fn first_chars(text: &str, noun: Span) -> Span {
    let words = noun.of(text);
    let end = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
    match end < words.len() {
        true => Span { start: noun.start, end: noun.start },
        false => noun,
    }
}

fn odd(document: &Document, apposed: &Apposed) -> Option<Finding> {
    let text = &document.source.text;
    let number = apposed.told.number as usize;
    if (apposed.least..=apposed.items.len()).contains(&number) {
        return None;
    }
    let span = apposed.told.span.join(first_chars(text, apposed.noun));
    let told = Announced { span, number: apposed.told.number, cued: false, colon: false };
    found::odd(document, &[told], &apposed.items, Confidence::Likely)
}

/// The heading above that tells another number of the same: 五大产业园, and four are listed.
fn headed(document: &Document, apposed: &Apposed) -> Option<Finding> {
    let told = heading::told(document, apposed.told.span.start, apposed.noun)?;
    // 五个产业园，其中茶叶、柑橘两个产业园
    let section = Span { start: told.span.end, end: apposed.told.span.start };
    let text = &document.source.text;
    let section = section.last(text, SECTION);
    let again = counts(text, section).iter().any(|it| it.number == told.number);
    if again || section.of(text).contains("其中") {
        return None;
    }
    let number = told.number as usize;
    let fits = (apposed.least..=apposed.items.len()).contains(&number);
    if fits { None } else { found::odd(document, &[told], &apposed.items, Confidence::Likely) }
}
