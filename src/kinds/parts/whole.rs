//! Shares of one whole: 占45%、30%、28% are 103%, and 三次产业结构12∶41∶48 is 101.
//!
//! Silent where the shares describe rather than divide (women, members, graduates), where they
//! have different bases, where they are far from a hundred, and, below a hundred, where nothing
//! says that these are all.

use rust_decimal::Decimal;

use super::Slip;
use super::list::is_crossing;
use super::math::{Operand, sum, written_sum};
use super::passage::{CHANGES, EARLIER, Passage, has, width};
use crate::model::Document;
use crate::text::Confidence::{Certain, Likely};
use crate::text::Span;
use crate::text::numeral::digit;

/// How far shares of one whole may be from a hundred by a slip of the pen.
const NEAR: i64 = 8;

/// How many figures a list of shares may have.
const MOST: usize = 40;

/// Words that say that a list of shares is complete.
const REST: [&str; 5] = ["其他", "其它", "其余", "余下", "剩余"];

/// Lists of shares that do not make a hundred.
pub(super) fn shares(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    if passage.goes_on() && (passage.near..passage.from).any(|it| passage.is_percent(it)) {
        return;
    }
    let mut next = passage.from;
    while next < passage.to {
        let run = run(passage, next);
        next = run.last().map_or(next, |last| *last) + 1;
        slips.extend(read(passage, &run));
    }
}

/// The shares of one list from a figure on.
fn run(passage: &Passage<'_>, first: usize) -> Vec<usize> {
    let mut run: Vec<usize> = Vec::new();
    let mut base: Option<&str> = None;
    for index in first..first + MOST {
        let gap = run.last().map_or("", |last| passage.gap(*last, index));
        let block = passage.figure(index).map(|it| it.block);
        if block != passage.figure(first).map(|it| it.block) || gap.contains('。') {
            break;
        }
        if !passage.is_percent(index) {
            // 46人，占28.8%；82人，占51.3%: the counts stand between.
            if run.is_empty() || !passage.adds(index) {
                break;
            }
            continue;
        }
        let label = passage.label(index);
        let own = label.split_once('占').map(|(_, after)| after);
        let listed = gap.starts_with(['、', '和']) && width(gap) <= 8;
        let told = own.is_some() || (!run.is_empty() && listed);
        let changed = has(passage.lead(index), &CHANGES) || has(passage.lead(index), &EARLIER);
        let other = own.zip(base).is_some_and(|(own, base)| own != base);
        if !told || changed || other || gap.contains("其中") {
            break;
        }
        base = base.or(own);
        run.push(index);
    }
    run
}

fn read(passage: &Passage<'_>, run: &[usize]) -> Option<Slip> {
    let (first, last) = (*run.first()?, *run.last()?);
    let operands = passage.operands(run)?;
    let words: Vec<String> = run.iter().map(|it| words_of(passage, *it)).collect();
    let opening = passage.opening(first);
    if operands.len() < 3 || is_crossing(&words) || opening.ends_with("其中占") {
        return None;
    }
    let (total, room) = sum(&operands)?;
    let apart = total.checked_sub(Decimal::ONE_HUNDRED)?;
    let near = apart.abs() <= Decimal::from(NEAR);
    let sectors = opening.contains("第一") && opening.contains("第三产业");
    let closed = sectors || has(words.last()?, &REST) || has(passage.label(last), &REST);
    let over = Decimal::ZERO < apart;
    // Shares that were cut off make less than a hundred, never more.
    let room = if over { room } else { room.checked_mul(Decimal::TWO)? };
    if apart.abs() <= room || !near || !(over || closed) {
        return None;
    }
    hundred(operands)
}

/// The words that name the part of a share: 网上投诉占 · 35岁以下46人，占.
fn words_of(passage: &Passage<'_>, index: usize) -> String {
    let label = passage.label(index);
    let named = label.split_once('占').map_or(label, |(named, _)| named);
    match index.checked_sub(1).filter(|_| width(named) == 0) {
        Some(part) if passage.from <= part => passage.own_words(part),
        _ => named.to_owned(),
    }
}

fn hundred(mut parts: Vec<Operand>) -> Option<Slip> {
    let sum = written_sum(&parts, parts.last()?);
    let at = parts.pop()?;
    let against = Some("100%".to_owned());
    Some(Slip { at, others: parts, sum, expected: "100%".to_owned(), level: Likely, against })
}

/// The structure of the three sectors: 由12.1∶41.3∶46.6调整为11.7∶40.8∶48.5.
pub(super) fn sectors(document: &Document, slips: &mut Vec<Slip>) {
    let text = &document.source.text;
    let mut done = 0;
    for (at, word) in text.match_indices("产业") {
        if at < done {
            continue;
        }
        done = at + word.len();
        let after = text.get(done..).unwrap_or("");
        let close = after.char_indices().take(LONGEST).find(|(_, mark)| "。；\n".contains(*mark));
        let end = close.map(|it| it.0).or(after.char_indices().nth(LONGEST).map(|it| it.0));
        let clause = after.get(..end.unwrap_or(after.len())).unwrap_or("");
        let named = has(clause.get(..clause.len().min(24)).unwrap_or(clause), &["结构", "比"])
            || clause.starts_with(|mark| digit(mark).is_some());
        if named && clause.contains(RATIO) {
            slips.extend(triples(clause, done).into_iter().filter_map(sector_slip));
            done += clause.len();
        }
    }
}

const LONGEST: usize = 60;
const RATIO: [char; 3] = ['∶', '：', ':'];

/// Every a∶b∶c of a clause that begins at `start`.
fn triples(clause: &str, start: usize) -> Vec<Vec<Operand>> {
    let within = |mark: char| digit(mark).is_some() || mark == '.' || RATIO.contains(&mark);
    let mut at = start;
    let mut found = Vec::new();
    for run in clause.split_inclusive(|mark| !within(mark)) {
        let bare = run.trim_end_matches(|mark| !within(mark));
        let mut from = at;
        let numbers = bare.split(RATIO).map(|number| {
            let span = Span::new(from, from + number.len());
            let mark = bare.get(span.end as usize - at..).and_then(|rest| rest.chars().next());
            from += number.len() + mark.map_or(0, char::len_utf8);
            let value = Decimal::from_str_exact(number).ok()?;
            Some(Operand::number(span, value))
        });
        found.extend(numbers.collect::<Option<Vec<_>>>().filter(|it| it.len() == 3));
        at += run.len();
    }
    found
}

fn sector_slip(parts: Vec<Operand>) -> Option<Slip> {
    let (total, _) = sum(&parts)?;
    let apart = total.checked_sub(Decimal::ONE_HUNDRED)?.abs();
    let room = parts.iter().map(|it| it.ulp).max()?.checked_mul(Decimal::TWO)?;
    let near = apart <= Decimal::from(NEAR);
    (near && room < apart).then(|| hundred(parts)).flatten().map(|it| Slip { level: Certain, ..it })
}
