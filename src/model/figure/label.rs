//! The words around a quantity, taken apart: verbs, head and subject.

use crate::model::figure::Side;
use crate::model::figure::window::Window;
use crate::syntax::lexicon::{
    Classes, DROP, GENERIC_HEADS, PREDICATES, REACHING, SPLITTERS, STRIP_LEFT, STRIP_RIGHT, VERBS,
    Words,
};
use crate::syntax::period::expressions;
use crate::syntax::quantity::Quantity;
use crate::text::Span;
use crate::text::numeral::digit;

/// What a quantity's own words say it counts.
pub(super) struct Frame {
    pub(super) head: String,
    pub(super) side: Side,
    pub(super) subject: String,
    pub(super) actions: Classes,
    /// Whether the label on the left ends in a verb whose object may follow a neighbour.
    pub(super) ends_in_verb: bool,
    /// Whether the words name no thing: 占12%, 5个开展了治理.
    pub(super) is_predicate: bool,
}

/// Finds the head of a quantity: the noun after it, else the words before it.
pub(super) fn frame(window: &Window<'_>, quantity: &Quantity) -> Frame {
    let left = clean_left(window.left);
    // 申请约10公里的村级产业路: a verb alone labels nothing.
    let labelled = !pull(&left, Verbs::Pull).rest.is_empty();
    let right = right_head(window.right, labelled);
    let labelled_left = quantity.unit.is_rate() || quantity.unit.is_place();
    if let Some(object) = object_of_rate(&left, window.right).filter(|_| labelled_left) {
        return object;
    }
    if !labelled_left && 2 <= right.chars().count() {
        let pulled = pull(&left, Verbs::Pull);
        let subject = normal(pulled.rest);
        let actions = pulled.verbs.first().map_or(Classes::NONE, |(_, classes)| *classes);
        return Frame {
            head: normal(&right),
            side: Side::Right,
            subject,
            actions,
            ends_in_verb: false,
            is_predicate: VERBS.prefix(&right).is_some_and(|(verb, _)| 3 < verb.len()),
        };
    }
    let keep = quantity.unit.is_event() && !labelled_left;
    let pulled = pull(&left, if keep { Verbs::KeepAtEnd } else { Verbs::Pull });
    let telling = |it: &&(&'static str, Classes)| !it.1.is_empty();
    let alone = pulled.verbs.iter().rfind(telling).filter(|_| pulled.rest.is_empty());
    let alone = alone.filter(|_| !labelled_left);
    let (subject, parting, head) =
        alone.map_or_else(|| split(pulled.rest), |(verb, _)| ("", Classes::NONE, *verb));
    // 讲党课12次，覆盖300人次 counts the lessons' listeners.
    let head = if !labelled_left && REACHING.spells(head) { "" } else { head };
    Frame {
        is_predicate: left.starts_with('占'),
        head: normal(head),
        side: Side::Left,
        subject: normal(subject),
        actions: pulled.verbs.iter().fold(parting, |all, (_, classes)| all.with(*classes)),
        ends_in_verb: !labelled_left
            && pulled.verbs.iter().filter(telling).any(|(verb, _)| left.ends_with(verb)),
    }
}

/// 100%完成在线考试: the object of a rate that nothing before it names.
fn object_of_rate(left: &str, right: &str) -> Option<Frame> {
    let right = right.trim_start();
    let (verb, actions) = VERBS.prefix(right).unwrap_or(("", Classes::NONE));
    let object = right_head(right.strip_prefix(verb)?, false);
    let named = !right.starts_with('的') && object.chars().nth(1).is_some();
    (left.is_empty() && named).then(|| Frame {
        head: normal(&object),
        side: Side::Right,
        subject: String::new(),
        actions,
        ends_in_verb: false,
        is_predicate: false,
    })
}

/// A label as subject and object, parted by the last verb between: 为学生捐赠读物.
fn split(label: &str) -> (&str, Classes, &str) {
    const LEAST: usize = 2;
    let starts = label.char_indices().rev().map(|(at, _)| at);
    let parted = starts.into_iter().find_map(|at| {
        let (verb, ()) = SPLITTERS.prefix(label.get(at..)?)?;
        let (told, rest) = label.split_at_checked(at + verb.len())?;
        // 带头走访慰问 is one verb.
        let (longest, actions) = VERBS
            .suffix(told)
            .filter(|it| verb.len() <= it.0.len())
            .unwrap_or((verb, Classes::NONE));
        let object = strip_ends(rest);
        let named = LEAST <= object.chars().count() && !GENERIC_HEADS.spells(object);
        named.then_some((told.strip_suffix(longest)?, actions, object))
    });
    // 为群众办实事; “我为群众办实事”活动 is a name.
    let deed = |it: &(&str, &str)| matches!(it.1, "" | "好事");
    let of_deed =
        || label.split_once("办实事").filter(deed).map(|it| (it.0, Classes::NONE, "实事"));
    parted.or_else(of_deed).unwrap_or(("", Classes::NONE, label))
}

/// The part of `before` that is about this quantity, without item numbers and list neighbours.
pub(super) fn own_part(before: &str, in_list: bool) -> &str {
    let opened = before.rfind(['（', '(']);
    let closed = before.rfind(['）', ')']);
    let bracketed = opened.is_some() && closed < opened;
    let inner = opened.filter(|_| bracketed).and_then(|at| before.get(at..));
    let mut own = inner.map_or(before, |text| text.trim_start_matches(['（', '(']));
    if in_list {
        own = own.split_once('、').map_or(own, |(_, own)| own);
        own = own.strip_prefix(['及', '和', '与', '或']).unwrap_or(own);
    }
    without_item(own)
}

/// The text without 一是, 3. or （二） at its head.
fn without_item(text: &str) -> &str {
    let text = text.trim_start();
    let chinese = |mark: char| "一二三四五六七八九十".contains(mark);
    let counts = |mark: char| chinese(mark) || digit(mark).is_some();
    let bracketed = text.strip_prefix(['（', '(']);
    let number = bracketed.unwrap_or(text);
    let rest = number.trim_start_matches(counts);
    if rest.len() == number.len() {
        return text;
    }
    let end: &[char] = match (bracketed, number.starts_with(chinese)) {
        (Some(_), _) => &['）', ')'],
        (None, true) => &['是', '、'],
        (None, false) => &['.', '．', '、'],
    };
    rest.strip_prefix(end).unwrap_or(text)
}

/// The label on the left without blanks, quotes, times and comparisons (比上年).
fn clean_left(left: &str) -> String {
    let bare = compact(&without_times(left));
    let text = strip_ends(&bare);
    let mut stem = text;
    while let Some(shorter) = grow_suffix(stem).and_then(|verb| stem.strip_suffix(verb)) {
        stem = shorter;
    }
    let growth = text.get(stem.len()..).unwrap_or("");
    let stem = ["相比", "同期"].iter().find_map(|it| stem.strip_suffix(it)).unwrap_or(stem);
    let stem = stem.strip_suffix("同比").unwrap_or(stem);
    let compared = Some(stem).filter(|it| !it.ends_with("合同") && !it.ends_with("共同"));
    match compared.and_then(|it| it.strip_suffix(['比', '较', '同', '与'])) {
        Some(stem) => format!("{stem}{growth}"),
        None if stem.len() + growth.len() < text.len() => format!("{stem}{growth}"),
        None => text.to_owned(),
    }
}

fn grow_suffix(text: &str) -> Option<&'static str> {
    const GROWTH: [&str; 9] =
        ["增长", "增加", "下降", "提高", "减少", "上升", "回升", "回落", "增"];
    GROWTH.into_iter().find(|verb| text.ends_with(verb))
}

/// The text without its time expressions.
fn without_times(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for time in expressions(text, Span::new(0, text.len())) {
        kept.push_str(text.get(from..time.span.start as usize).unwrap_or(""));
        from = time.span.end as usize;
    }
    kept.push_str(text.get(from..).unwrap_or(""));
    kept
}

/// The text without blanks, quotes, brackets and list marks.
fn compact(text: &str) -> String {
    let keeps = |mark: &char| !mark.is_whitespace() && !"“”\"‘’《》（）()*#".contains(*mark);
    text.chars().filter(keeps).collect()
}

/// The noun after a quantity, up to its predicate; empty where the label is on the left.
fn right_head(right: &str, labelled: bool) -> String {
    if right.starts_with('的') && labelled {
        return String::new();
    }
    let end = right.find(|mark| "（(。！？；!?;，,：:）)、".contains(mark)).unwrap_or(right.len());
    let phrase: String =
        right.get(..end).unwrap_or("").chars().filter(|it| !it.is_whitespace()).collect();
    let mut core = phrase.trim_matches(['*', '#']);
    loop {
        let before = core;
        for word in ["的", "以上", "以下", "左右", "等", "及"] {
            core = core.strip_prefix(word).unwrap_or(core);
        }
        for word in ["的", "了", "等", "以上"] {
            core = core.strip_suffix(word).unwrap_or(core);
        }
        if core == before {
            break;
        }
    }
    compact(until_predicate(core))
}

/// `noun` up to a word that begins a predicate, never inside quotation marks.
fn until_predicate(noun: &str) -> &str {
    let quoted = noun.rfind(['”', '》']).map_or(0, |at| at + '”'.len_utf8());
    let from = if quoted == 0 { 2 } else { 0 };
    let tail = noun.get(quoted..).unwrap_or("");
    let cut = tail
        .char_indices()
        .skip(from)
        .find(|(at, _)| tail.get(*at..).is_some_and(|rest| PREDICATES.prefix(rest).is_some()));
    let core = cut.and_then(|(at, _)| noun.get(..quoted + at)).unwrap_or(noun);
    core.strip_suffix(['和', '与']).filter(|core| 6 <= core.len()).unwrap_or(core)
}

/// The text without the words at its two ends that say nothing about what is counted.
fn strip_ends(text: &str) -> &str {
    const MARKS: &str = " 　、“”\"‘’（）()《》-—·:：\t*#";
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_matches(|mark| MARKS.contains(mark));
        let mut left = STRIP_LEFT.prefixes(text).filter(|(word, _)| word.len() < text.len());
        text = left.next().and_then(|(word, _)| text.strip_prefix(word)).unwrap_or(text);
        let mut right = STRIP_RIGHT.suffixes(text).filter(|(word, _)| !is_kept(word, text));
        text = right.next().and_then(|(word, _)| text.strip_suffix(word)).unwrap_or(text);
        if text == before {
            return text;
        }
    }
}

/// 数 and 总数 belong to short labels: 党员数.
fn is_kept(word: &str, text: &str) -> bool {
    const SHORT: usize = 12;
    matches!(word, "人数" | "总数" | "数量" | "总量" | "数") && text.len() < SHORT + word.len()
}

/// What to do with verbs at the end of a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verbs {
    Pull,
    /// Events are named by their verb: 谈心谈话3次.
    KeepAtEnd,
}

struct Pulled<'a> {
    rest: &'a str,
    verbs: Vec<(&'static str, Classes)>,
}

/// Takes the verbs off the end of a label, and at most one off its front (认定, 新认定).
fn pull(label: &str, at_end: Verbs) -> Pulled<'_> {
    let mut rest = label;
    let mut verbs = Vec::new();
    let mut front = false;
    loop {
        rest = strip_ends(rest);
        let last = longest_last_verb(rest, at_end);
        let first = if front { None } else { first_verb(rest) };
        let renewed = if front || first.is_some() { None } else { rest.strip_prefix('新') };
        if let Some(renewed) = renewed.filter(|rest| first_verb(rest).is_some()) {
            rest = renewed;
            continue;
        }
        let last = last.filter(|last| first.is_none_or(|first| first.0.len() <= last.0.len()));
        if let Some((verb, shorter)) = last.and_then(|it| Some((it, rest.strip_suffix(it.0)?))) {
            verbs.push(verb);
            rest = shorter;
        } else if let Some((verb, shorter)) =
            first.and_then(|it| Some((it, rest.strip_prefix(it.0)?)))
        {
            verbs.push(verb);
            rest = shorter;
            front = true;
        } else {
            return Pulled { rest, verbs };
        }
    }
}

fn longest_last_verb(text: &str, at_end: Verbs) -> Option<(&'static str, Classes)> {
    VERBS.suffixes(text).find(|(verb, classes)| {
        let whole = 3 < verb.len() || verb.len() == text.len();
        whole && (at_end == Verbs::Pull || classes.is_empty())
    })
}

/// A verb at the front, unless it begins a compound noun: 培训班, 服务对象.
fn first_verb(text: &str) -> Option<(&'static str, Classes)> {
    const COMPOUNDS: &str = "性化者率员类园区办站队费金款点对象会班室";
    VERBS.prefixes(text).find(|(verb, _)| {
        let next = text.get(verb.len()..).and_then(|rest| rest.chars().next());
        3 < verb.len() && next.is_some_and(|next| !COMPOUNDS.contains(next))
    })
}

/// A head in the form in which heads are compared.
pub(super) fn normal(head: &str) -> String {
    let marks =
        |mark: &char| !"“”\"‘’《》、（）()*#·的了等".contains(*mark) && !mark.is_whitespace();
    let kept: String = head.chars().filter(marks).collect();
    without(&kept, &DROP)
}

/// `text` without the words of `lexicon`, unless hardly anything would be left.
fn without(text: &str, lexicon: &Words) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(mark) = rest.chars().next() {
        let word = lexicon.prefix(rest).map(|(word, _)| word);
        match word.filter(|word| 3 < kept.len() + rest.len() - word.len()) {
            Some(word) => rest = rest.get(word.len()..).unwrap_or(""),
            None => {
                kept.push(mark);
                rest = rest.get(mark.len_utf8()..).unwrap_or("");
            }
        }
    }
    kept
}

/// The first clause of a sentence as a topic: its first characters without times and numbers.
pub(super) fn topic(clause: &str) -> String {
    const LONGEST: usize = 16;
    let plain: String =
        without_times(without_item(clause)).chars().filter(|mark| digit(*mark).is_none()).collect();
    normal(&plain).chars().take(LONGEST).collect()
}

/// The label in front of 由 or 从, for the second value of a change.
pub(super) fn before_change(left: &str) -> Option<String> {
    let at = left.rfind(['由', '从'])?;
    let label = compact(&without_times(left.get(..at)?));
    let label = normal(strip_ends(&label));
    (3 <= label.chars().count()).then_some(label)
}
