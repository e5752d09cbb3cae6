//! What the place of a paragraph says about its figures: introduction, plan, reporting period.

use crate::model::figure::Zone;
use crate::syntax::lexicon::{DONE_SECTION, PLAN_BEGINS, PLAN_ENDS, PLAN_SECTION};
use crate::syntax::marker::Style;
use crate::syntax::outline::Outline;
use crate::syntax::period::{Expression, Period, expressions};
use crate::syntax::quantity::year;
use crate::text::numeral::digit;
use crate::text::span::first_bytes;
use crate::text::{Block, BlockKind, Source, Span};

/// What holds for all figures of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) zone: Zone,
    pub(super) plan: bool,
    pub(super) periods: Vec<Period>,
    /// The year of the report, where its first lines name one.
    pub(super) year: Option<u32>,
}

/// Whether figures are read in a block of this kind.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_))
}

/// The setting of each block.
pub(super) fn settings(source: &Source, outline: &Outline) -> Vec<Setting> {
    let headings = headings(source, outline);
    let year = report_year(source);
    let mut walk = Walk { text: &source.text, year, ..Walk::default() };
    let blocks = source.blocks.iter().zip(&headings);
    let mut settings: Vec<Setting> =
        blocks.map(|(block, heading)| walk.step(block, heading.as_ref())).collect();
    if !walk.headed {
        settings.iter_mut().for_each(|setting| setting.zone = Zone::Body);
    }
    settings
}

/// The heading at the head of a block: its level from 1, and its words.
struct Heading {
    level: usize,
    title: Span,
}

/// The heading of each block: from the outline, or from markers where there is no outline.
fn headings(source: &Source, outline: &Outline) -> Vec<Option<Heading>> {
    let mut headings: Vec<Option<Heading>> =
        source.blocks.iter().map(|block| marked(&source.text, block)).collect();
    for section in outline.sections.iter().filter(|section| section.parent.is_some()) {
        let level = match &section.marker {
            Some(marker) => level_of(marker.style),
            None => section.depth as usize,
        };
        if let Some(heading) = headings.get_mut(section.block) {
            *heading = Some(Heading { level, title: section.title });
        }
    }
    headings
}

fn level_of(style: Style) -> usize {
    match style {
        Style::Chapter(_) | Style::Chinese => 1,
        Style::ChineseBracket => 2,
        Style::ArabicDot | Style::ArabicComma | Style::Decimal(_) => 3,
        _ => 4,
    }
}

/// A heading by its format, or by a marker: 一、 第一章 （一） 1. （1）.
fn marked(text: &str, block: &Block) -> Option<Heading> {
    let words = block.span.of(text);
    let bare = words.trim_start();
    let level = match block.kind {
        BlockKind::Heading(level) => usize::from(level.max(1)),
        _ => marker_level(bare)?,
    };
    let start = words.len() - bare.len();
    let title = first_sentence(bare);
    Some(Heading { level, title: Span::new(start, start + title.len()).moved(block.span.start) })
}

fn first_sentence(words: &str) -> &str {
    const LONGEST: usize = 60;
    let end = words
        .char_indices()
        .enumerate()
        .find(|(count, (_, mark))| LONGEST <= *count || "。！？；\n".contains(*mark))
        .map_or(words.len(), |(_, (at, _))| at);
    words.get(..end).unwrap_or(words)
}

fn marker_level(words: &str) -> Option<usize> {
    let chinese = |mark: char| "一二三四五六七八九十百".contains(mark);
    let bracketed = words.strip_prefix(['（', '(']);
    let body = bracketed.or_else(|| words.strip_prefix('第')).unwrap_or(words);
    let number = body.trim_start_matches(chinese);
    let is_chinese = number.len() < body.len() && body.len() - number.len() <= 15;
    let rest = if is_chinese { number } else { body.trim_start_matches(|it| digit(it).is_some()) };
    let count = body.len() - rest.len();
    if count == 0 || (!is_chinese && 6 < count) {
        return None;
    }
    let mut marks = rest.chars();
    let (mark, next) = (marks.next()?, marks.next());
    match (bracketed.is_some(), is_chinese) {
        (true, _) if !matches!(mark, '）' | ')') => None,
        (true, true) => Some(2),
        (true, false) => Some(4),
        (false, true) if body.len() < words.len() => matches!(mark, '章' | '部').then_some(1),
        (false, true) => matches!(mark, '、' | '.' | '．').then_some(1),
        (false, false) => {
            let dotted = matches!(mark, '、' | '.' | '．');
            (dotted && next.is_none_or(|it| digit(it).is_none())).then_some(3)
        }
    }
}

/// The first year of the first lines that stands in a title or opens a paragraph.
fn report_year(source: &Source) -> Option<u32> {
    const FIRST: u32 = 1_200;
    const OPENING: usize = 8;
    let blocks = source.blocks.iter().take_while(|block| block.span.start < FIRST);
    let mut years = blocks.filter_map(|block| {
        let words = block.span.of(&source.text).trim();
        let reach = if is_short(words) { usize::MAX } else { OPENING };
        let starts = words.char_indices().take(reach).filter(|(_, mark)| digit(*mark).is_some());
        starts.filter_map(|(at, _)| year(words.get(at..)?).ok()).map(|(_, year)| year).next()
    });
    years.next()
}

/// The state carried from block to block.
#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    year: Option<u32>,
    /// The titles in force that make a plan, by level.
    plans: [bool; 4],
    /// Whether the last great heading began a plan.
    planning: bool,
    in_body: bool,
    headed: bool,
    periods: Vec<Period>,
}

impl Walk<'_> {
    fn step(&mut self, block: &Block, heading: Option<&Heading>) -> Setting {
        if !is_prose(block.kind) {
            return self.setting(Zone::Body);
        }
        let words = block.span.of(self.text).trim();
        let short = heading.is_none() && is_short(words);
        self.enter(words, heading, short);
        let zone = self.zone(block, words);
        self.frame(words, heading, short);
        self.setting(zone)
    }

    fn setting(&self, zone: Zone) -> Setting {
        let plan = self.planning || self.plans.contains(&true);
        let periods = match zone {
            Zone::Introduction => Vec::new(),
            Zone::Body => self.periods.clone(),
        };
        Setting { zone, plan, periods, year: self.year }
    }

    /// Takes note of headings: which begin a plan, and where the title block ends.
    fn enter(&mut self, words: &str, heading: Option<&Heading>, short: bool) {
        if let Some(heading) = heading {
            self.headed = true;
            let title = heading.title.of(self.text);
            let level = heading.level.clamp(1, 4);
            let brief = level <= 2 || title.chars().count() <= 30;
            // 以落地见效为目标 tells how, not what is to come.
            let title = title.replace("为目标", "").replace("为要求", "");
            let plan = brief && PLAN_SECTION.within(&title) && !DONE_SECTION.within(&title);
            for (index, state) in self.plans.iter_mut().enumerate().skip(level - 1) {
                *state = index + 1 == level && plan;
            }
        }
        let great = match heading {
            Some(heading) if heading.level <= 1 => Some(heading.title.of(self.text)),
            None if short => Some(words),
            _ => None,
        };
        if let Some(title) = great {
            self.planning =
                !PLAN_ENDS.within(title) && (self.planning || PLAN_BEGINS.within(title));
        }
        if short && self.in_body {
            self.headed = true;
        }
        self.in_body |= heading.is_none() && !short && !words.is_empty();
    }

    fn zone(&self, block: &Block, words: &str) -> Zone {
        const FARTHEST: u32 = 7_500;
        let opening = first_bytes(words, 36);
        let reviews = ["一年来", "五年来", "时期"].iter().any(|word| opening.contains(word));
        let early = !self.headed && block.span.start < FARTHEST;
        if early && !reviews { Zone::Introduction } else { Zone::Body }
    }

    /// Lets a heading, or the opening words of a paragraph, set the period for what follows.
    fn frame(&mut self, words: &str, heading: Option<&Heading>, short: bool) {
        if !self.in_body && heading.is_none() {
            return;
        }
        let lead = lead(words);
        let found = expressions(lead, Span::new(0, lead.len()));
        let framing: Vec<&Expression> = found.iter().filter(|it| it.frames).collect();
        let periods = resolve(framing.iter().filter_map(|it| it.period.as_ref()), self.year);
        let by_month = |it: &Period| matches!(it, Period::Part(part) if part.contains('月'));
        let opens = framing.first().is_some_and(|first| first.span.start <= 18);
        let titled = short || heading.is_some_and(|_| is_heading_line(words));
        if !periods.is_empty() && !periods.iter().any(by_month) && (titled || opens) {
            self.periods = periods;
        }
    }
}

/// A line that stands as a heading without marker.
fn is_short(words: &str) -> bool {
    const LONGEST: usize = 34;
    !words.is_empty()
        && words.chars().nth(LONGEST).is_none()
        && !words.ends_with(['。', '，', '；', '：', '、', '！'])
}

/// Whether a numbered block is a heading line, not a paragraph with a number.
fn is_heading_line(words: &str) -> bool {
    words.chars().nth(40).is_none() && !words.ends_with('。')
}

/// The first clause of a paragraph after its vocative (各位代表，).
fn lead(words: &str) -> &str {
    const LONGEST: usize = 30;
    let called = ["各位代表", "各位委员", "各位领导", "各位同志", "同志们"];
    let after = called.iter().find_map(|call| words.strip_prefix(call));
    let body =
        after.map_or(words, |rest| rest.trim_start_matches(['，', ',', '！', '!', '：', ':', ' ']));
    let end = body
        .char_indices()
        .enumerate()
        .find(|(count, (_, mark))| LONGEST <= *count || "，。；：".contains(*mark))
        .map_or(body.len(), |(_, (at, _))| at);
    body.get(..end).unwrap_or(body)
}

/// The periods as a sorted set; the year of the report is `Whole`.
pub(super) fn resolve<'a>(
    periods: impl Iterator<Item = &'a Period>,
    year: Option<u32>,
) -> Vec<Period> {
    const MOST: usize = 8;
    let mut set = Vec::new();
    for period in periods {
        let period = match period {
            Period::Year(named) if Some(*named) == year => &Period::Whole,
            other => other,
        };
        if let (Err(at), true) = (set.binary_search(period), set.len() < MOST) {
            set.insert(at, period.clone());
        }
    }
    set
}
