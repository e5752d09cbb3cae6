//! Lists counted: 民生实事5件：…；…；…；…。 · 3个督查组，分别是综合组、巡查组.
//!
//! Only a list that is plainly that of the figure: right behind it, after a colon, 分别是 or 即,
//! with members of one make. Silent for 等, for members with figures, brackets or marks of their
//! own, and where a last 和 may join two members or one name.

use rust_decimal::Decimal;

use super::Slip;
use super::math::Operand;
use super::passage::{Passage, width};
use crate::syntax::cue::Roles;
use crate::text::Confidence::Likely;
use crate::text::Span;
use crate::text::numeral::digit;

/// The greatest number that is counted out.
const MOST: i64 = 30;
/// The longest noun between the figure and its list.
const NOUN: usize = 14;

/// How a list is opened, and whether members of one make are asked for.
const OPENERS: [(&str, bool); 12] = [
    ("，分别是：", false),
    ("，分别为：", false),
    ("，分别是", false),
    ("，分别为", false),
    ("分别是", false),
    ("分别为", false),
    ("，具体为", true),
    ("，即：", true),
    ("，即", true),
    ("：", true),
    ("，包括：", true),
    ("，包括", true),
];

/// Figures whose list has more or fewer members.
pub(super) fn lists(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        let small = passage.figure(index).is_some_and(|it| {
            let value = it.amount.value;
            it.unit.dimension != "time"
                && Decimal::ONE < value
                && value <= Decimal::from(MOST)
                && value == value.trunc()
                && !it.roles.has(Roles::EACH)
        });
        if small && passage.counts(index) {
            slips.extend(read(passage, index));
        }
    }
}

/// A list as written: where it begins and ends, and how many members it may have.
struct Members {
    length: usize,
    least: usize,
    most: usize,
}

fn read(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let rest = passage.rest(index);
    let (at, opener, uniform) = opener(rest)?;
    // 五道手续简化为两道，即…: the list is of the later figure.
    let end = passage.figure(index)?.span.end as usize + at;
    if passage.figure(index + 1).is_some_and(|it| (it.span.start as usize) < end) {
        return None;
    }
    let body = rest.get(at + opener.len()..)?;
    let start = rest.len() - body.len();
    let members = by_semicolon(body, opener).or_else(|| by_comma(body, uniform))?;
    let figure = passage.operand(index)?;
    let told = usize::try_from(figure.value.trunc().mantissa()).ok()?;
    let more_only = opener.contains("包括");
    let fits = members.least <= told && told <= members.most;
    if fits || (more_only && members.most < told) {
        return None;
    }
    let from = figure.span.end as usize + start;
    let count = if told < members.least { members.least } else { members.most };
    let value = Decimal::from(count);
    let list = Operand::number(Span::new(from, from + members.length), value);
    let sum = format!("逐一列出的有{count}项");
    let expected = figure.with_unit(value);
    Some(Slip { at: figure, others: vec![list], sum, expected, level: Likely, against: None })
}

/// Where the list of a figure is opened, after nothing but a noun.
fn opener(rest: &str) -> Option<(usize, &'static str, bool)> {
    let limit = rest.char_indices().nth(NOUN + 6).map_or(rest.len(), |it| it.0);
    let near = rest.get(..limit)?;
    if !near.contains(['：', '分', '即', '具', '括']) {
        return None;
    }
    let found =
        OPENERS.iter().filter_map(|(word, uniform)| Some((near.find(word)?, *word, *uniform)));
    let (at, word, uniform) = found.min_by_key(|it| (it.0, std::cmp::Reverse(it.1.len())))?;
    let noun = near.get(..at)?;
    let clean = !noun.contains(['，', '。', '；', '、', '：', '（', '）', '，', ',', '“'])
        && !noun.chars().any(|mark| digit(mark).is_some());
    (clean && width(noun) <= NOUN).then_some((at, word, uniform))
}

/// …；…；…。 to the sentence's end.
fn by_semicolon(body: &str, opener: &str) -> Option<Members> {
    if !opener.ends_with('：') {
        return None;
    }
    let (text, _) = body.split_once('。').filter(|(text, _)| text.contains('；'))?;
    let members: Vec<&str> = text.split('；').map(str::trim).collect();
    let clean = |it: &&str| {
        let marked = is_marked(it);
        2 <= width(it) && !marked && !it.contains(['：', '。', '？', '！'])
    };
    let open = text.ends_with('等') || members.last().is_some_and(|it| it.contains("等等"));
    let count = members.len();
    (members.iter().all(clean) && !open).then_some(Members {
        length: text.len(),
        least: count,
        most: count,
    })
}

/// Whether a member has a mark of its own: 一是, 1., （二）.
fn is_marked(member: &str) -> bool {
    let rest = member.trim_start_matches(|mark| "一二三四五六七八九十第".contains(mark));
    let numbered = rest.len() < member.len() && rest.starts_with(['是', '、', '要', '，', '个']);
    let begins = |mark: char| digit(mark).is_some() || "（(①".contains(mark);
    numbered || member.starts_with(begins)
}

/// A、B、C和D, up to a comma or the sentence's end.
fn by_comma(body: &str, uniform: bool) -> Option<Members> {
    let end = body.find(['，', '。', '；', '：', ',', '！']).unwrap_or(body.len());
    let (text, after) = body.split_at_checked(end)?;
    // 《甲》《乙》 are two members.
    let parted = text.replace("》《", "》、《").replace("”“", "”、“");
    let members: Vec<&str> = parted.split('、').map(str::trim).collect();
    let last = *members.last()?;
    let joins = last.matches(['和', '及', '与']).count();
    let clean = |it: &&str| {
        (1..=16).contains(&width(it))
            && !it.contains(['（', '(', '）', ')', '等'])
            && !it.chars().any(|mark| digit(mark).is_some())
    };
    let names = members.iter().rev().skip(1).any(|it| it.contains(['和', '及', '与', '或']));
    if members.len() + joins < 2 || joins > 1 || names || !members.iter().all(clean) {
        return None;
    }
    let ends = after.is_empty() || after.starts_with(['，', '。', '；', ',']);
    let makes: Vec<Option<char>> = members.iter().map(|it| it.chars().last()).collect();
    let alike = makes.windows(2).all(|pair| pair.first() == pair.last());
    let count = members.len();
    (ends && (alike || !uniform)).then_some(Members {
        length: text.len(),
        least: count,
        most: count + joins,
    })
}
