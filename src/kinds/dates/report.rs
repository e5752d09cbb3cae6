//! The time a report is about, as its title or its first sentence tells.

use super::almanac::Entry;
use crate::model::Document;
use crate::syntax::date::Year;
use crate::text::{BlockKind, Span};

/// The time of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// Its years.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Where they were read.
    pub(super) span: Span,
    /// Whether it runs over a school year, from autumn to summer.
    pub(super) school: bool,
    /// Whether it is about a part of a year (上半年, 一季度): its plan is for the same year.
    pub(super) part: bool,
    /// Whether it is about a term of a school.
    pub(super) term: bool,
}

impl Report {
    /// In which year the month lies.
    pub(super) fn year_of(&self, month: u32) -> Option<u32> {
        const AUTUMN: u32 = 8;
        match self.school {
            true if AUTUMN <= month => Some(self.first),
            true => Some(self.last),
            // A term that begins in autumn ends in the next year.
            false if self.term => None,
            false => (self.first == self.last).then_some(self.first),
        }
    }

    /// Whether the year is one of its years.
    pub(super) fn has(&self, year: u32) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// The years in words: 2023年, 2023—2024学年.
    pub(super) fn words(&self) -> String {
        match (self.school, self.first == self.last) {
            (_, true) => format!("{}年", self.first),
            (true, false) => format!("{}—{}学年", self.first, self.last),
            (false, false) => format!("{}—{}年", self.first, self.last),
        }
    }
}

/// A title stands among so many blocks.
const FIRST: usize = 6;
/// A title has at most so many characters.
const LONGEST: usize = 60;

/// Reads the time of the report from the title, or from the first words under a title without it.
pub(super) fn read(document: &Document, entries: &[Entry]) -> Option<Report> {
    let source = &document.source;
    let blocks = source.blocks.iter().enumerate();
    let filled = blocks.filter(|(_, it)| !it.span.of(&source.text).trim().is_empty());
    let first: Vec<_> = filled.filter(|(_, it)| it.kind != BlockKind::Aside).take(FIRST).collect();
    let (title, _) = first.iter().find(|(_, it)| is_title(it.span.of(&source.text)))?;
    let named = first.iter().filter(|(index, _)| title <= index);
    named.into_iter().take(3).find_map(|(index, block)| {
        let words = block.span.of(&source.text).trim();
        let opens = index == title || is_bracket(words) || opens_with_year(words);
        opens.then(|| of_block(words, *index, entries)).flatten()
    })
}

/// A title of a report on a stretch of time; a 政府工作报告 names the year after.
fn is_title(words: &str) -> bool {
    const TITLES: [&str; 4] = ["总结", "述职", "小结", "汇报"];
    let words = words.trim();
    let short = words.chars().nth(LONGEST).is_none();
    let told = TITLES.iter().any(|it| words.contains(it))
        || words.ends_with("报告") && (words.contains("情况") || words.contains("年度"));
    let other = ["政府工作报告", "预算", "决算", "审计", "通知", "方案", "《"];
    short
        && told
        && !words.contains(['。', '，', '；'])
        && !other.iter().any(|it| words.contains(it))
}

/// （2022年度）
fn is_bracket(words: &str) -> bool {
    words.starts_with(['（', '(']) && words.ends_with(['）', ')'])
}

/// 2023年，……: the first words of the text.
fn opens_with_year(words: &str) -> bool {
    let digits = words.chars().take(4).filter(|it| it.is_numeric()).count();
    digits == 4
}

fn of_block(words: &str, block: usize, entries: &[Entry]) -> Option<Report> {
    let mut told = entries.iter().filter(|it| it.block == block);
    let (first, year) = told.find_map(|it| match it.date.year {
        Year::Told(year) => Some((it.date, year)),
        _ => None,
    })?;
    const PARTS: [&str; 7] = ["半年", "季度", "学期", "月", "阶段", "专项", "活动"];
    let title = words.split(['，', '。']).next().unwrap_or(words);
    let until = first.until.or_else(|| range_end(words, year));
    Some(Report {
        first: year,
        last: until.unwrap_or(year).max(year),
        span: first.span,
        school: first.until.is_some(),
        term: first.until.is_none() && title.contains("学期"),
        part: PARTS.iter().any(|it| title.contains(it)),
    })
}

/// 2021—2023年, 2021年至2023年: the last year.
fn range_end(words: &str, first: u32) -> Option<u32> {
    let after = words.split_once(&first.to_string())?.1;
    let after = after.strip_prefix('年').unwrap_or(after);
    let last = after.strip_prefix(['—', '-', '–', '至', '到', '～', '~'])?;
    let last = last.trim_start_matches(['—', '-', '－']);
    let digits: String = last.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|last| (first..first + 20).contains(last))
}
