//! The stretches of a draft that a rule may ask for by name: front, section, sentence …
//!
//! Each kind of stretch is worked out when first asked for. Sections and items may nest; every
//! other list is without overlap. A draft that lacks a stretch has an empty list.

use std::sync::OnceLock;

use super::Document;
use crate::syntax::outline::Section;
use crate::text::{Block, BlockKind, Span, numeral, sentence};

/// A kind of stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All of it.
    Document,
    /// Before the first heading.
    Front,
    /// A heading with everything below it.
    Section,
    /// The marker and the words of a heading.
    Heading,
    /// A block of running text.
    Paragraph,
    /// A sentence of running text.
    Sentence,
    /// A clause of running text.
    Clause,
    /// A member of a series (一是…), or a section without sections and series of its own.
    Item,
    /// A cell of a table.
    TableCell,
    /// A list of notes behind the text (名词解释, 注：).
    Footnote,
    /// 《…》 within one line.
    TitleQuote,
    /// The signature: closing words, the office, the date.
    Closing,
    /// 附件1 with all that follows it.
    Attachment,
}

impl Scope {
    /// Every kind with its name in packs.
    pub const NAMES: [(&str, Scope); 13] = [
        ("document", Scope::Document),
        ("front", Scope::Front),
        ("section", Scope::Section),
        ("heading", Scope::Heading),
        ("paragraph", Scope::Paragraph),
        ("sentence", Scope::Sentence),
        ("clause", Scope::Clause),
        ("item", Scope::Item),
        ("table-cell", Scope::TableCell),
        ("footnote", Scope::Footnote),
        ("title-quote", Scope::TitleQuote),
        ("closing", Scope::Closing),
        ("attachment", Scope::Attachment),
    ];
}

/// The stretches of one draft.
#[derive(Clone, Debug, Default)]
pub struct Scopes([OnceLock<Stretches>; Scope::NAMES.len()]);

#[derive(Clone, Debug, Default)]
struct Stretches {
    each: Vec<Span>,
    /// The outermost ones.
    joined: Vec<Span>,
}

impl Scopes {
    fn get(&self, scope: Scope, document: &Document) -> Option<&Stretches> {
        let index = Scope::NAMES.iter().position(|(_, it)| *it == scope)?;
        Some(self.0.get(index)?.get_or_init(|| {
            let mut each = stretches(scope, document);
            each.retain(|span| !span.is_empty());
            each.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
            Stretches { joined: outermost(&each), each }
        }))
    }
}

impl Document {
    /// Every stretch of this kind, in order.
    pub fn scopes(&self, scope: Scope) -> &[Span] {
        self.scopes.get(scope, self).map_or(&[], |it| &it.each)
    }

    /// Whether `at` lies wholly inside a stretch of this kind.
    pub fn lies_in(&self, scope: Scope, at: Span) -> bool {
        let joined = self.scopes.get(scope, self).map_or(&[][..], |it| &it.joined);
        let before = joined.partition_point(|it| it.start <= at.start);
        before.checked_sub(1).and_then(|index| joined.get(index)).is_some_and(|it| it.covers(at))
    }

    /// Whether two places stand in papers of their own: one is in an attachment that the other is
    /// not in, or explains a term.
    pub fn are_apart(&self, one: Span, other: Span) -> bool {
        let attachments = self.scopes(Scope::Attachment);
        let paper = |at: Span| {
            let before = attachments.partition_point(|it| it.start <= at.start);
            before.checked_sub(1)
        };
        let notes = |at: Span| self.lies_in(Scope::Footnote, at);
        !self.outline.parts.is_empty() && (paper(one) != paper(other) || notes(one) || notes(other))
    }

    /// How deep the innermost section around `offset` stands: 0 is before the first heading.
    pub fn level_at(&self, offset: u32) -> u32 {
        let outline = &self.outline;
        outline.sections.get(outline.at(offset)).map_or(0, |section| section.depth)
    }
}

fn outermost(sorted: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start < last.end => *last = last.join(*span),
            _ => joined.push(*span),
        }
    }
    joined
}

fn stretches(scope: Scope, document: &Document) -> Vec<Span> {
    let text = &document.source.text;
    match scope {
        Scope::Document => vec![Span::new(0, text.len())],
        Scope::Front => front(document),
        Scope::Section => sections(document).map(|it| it.span).collect(),
        Scope::Heading => sections(document).map(Section::heading).collect(),
        Scope::Paragraph => running(document).map(|(_, it)| it.span).collect(),
        Scope::Sentence => sentences(document),
        Scope::Clause => {
            let sentences = sentences(document);
            sentences.into_iter().flat_map(|it| sentence::clauses(text, it)).collect()
        }
        Scope::Item => items(document),
        Scope::TableCell => {
            let cells = document.source.blocks.iter();
            cells.filter(|it| matches!(it.kind, BlockKind::Cell { .. })).map(|it| it.span).collect()
        }
        Scope::Footnote => parts(document, Part::Notes),
        Scope::TitleQuote => pairs(text, '《', '》'),
        Scope::Closing => closing(document),
        Scope::Attachment => parts(document, Part::Attachment),
    }
}

fn sections(document: &Document) -> impl Iterator<Item = &Section> {
    document.outline.sections.iter().skip(1)
}

/// From the first block to the first heading; nothing in a draft without headings.
fn front(document: &Document) -> Vec<Span> {
    let start = document.source.blocks.first().map_or(0, |it| it.span.start);
    sections(document).take(1).map(|it| Span { start, end: it.span.start }).collect()
}

/// The blocks of running text: no table cells, no code, no headings that stand alone.
fn running(document: &Document) -> impl Iterator<Item = (usize, &Block)> {
    let alone = sections(document).filter(|it| !it.run_in).map(|it| it.block);
    let alone: std::collections::BTreeSet<usize> = alone.collect();
    let blocks = document.source.blocks.iter().enumerate();
    blocks.filter(move |(index, it)| it.kind == BlockKind::Paragraph && !alone.contains(index))
}

fn sentences(document: &Document) -> Vec<Span> {
    let blocks: std::collections::BTreeSet<usize> = running(document).map(|it| it.0).collect();
    let inside = document.sentences.iter().filter(|it| blocks.contains(&it.block));
    inside.map(|it| it.span).collect()
}

fn items(document: &Document) -> Vec<Span> {
    let mut spans = Vec::new();
    for series in &document.series {
        for (index, item) in series.items.iter().enumerate() {
            let Some(block) = document.source.blocks.get(item.block) else { continue };
            let next = series.items.get(index + 1).filter(|next| next.block == item.block);
            let end = next.map_or(block.span.end, |next| next.span.start);
            spans.push(Span { start: item.span.start, end: end.max(item.span.start) });
        }
    }
    spans.sort();
    let mut leaves: Vec<Span> = sections(document)
        .filter(|it| it.marker.is_some() && it.children.is_empty())
        .map(|it| it.span)
        .collect();
    leaves.retain(|leaf| {
        let next = spans.partition_point(|it| it.start < leaf.start);
        spans.get(next).is_none_or(|it| leaf.end <= it.start)
    });
    spans.extend(leaves);
    spans
}

/// A part of a file behind its body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Notes,
    Attachment,
}

/// The stretches of the parts of one sort; a part runs to the next one.
fn parts(document: &Document, sort: Part) -> Vec<Span> {
    let starts = part_starts(document);
    let end = Span::new(document.source.text.len(), document.source.text.len()).start;
    let ends = starts.iter().skip(1).map(|it| it.0).chain([end]);
    let both = starts.iter().zip(ends).filter(|((_, found), _)| *found == sort);
    both.map(|((start, _), end)| Span { start: *start, end }).collect()
}

/// Where notes and attachments begin; a line 附件：1.… only lists what is attached.
fn part_starts(document: &Document) -> Vec<(u32, Part)> {
    let text = &document.source.text;
    let sort = |(at, notes): &(Span, bool)| {
        let line = at.of(text).trim();
        let listed = line.strip_prefix("附件").is_some_and(|it| it.contains(['：', ':']));
        match (notes, line.starts_with('附') && !listed) {
            (true, _) => Some((at.start, Part::Notes)),
            (false, true) => Some((at.start, Part::Attachment)),
            (false, false) => None,
        }
    };
    document.outline.parts.iter().filter_map(sort).collect()
}

/// A line of the signature has at most so many characters.
const LONGEST_SIGNATURE: usize = 40;

/// The date that stands alone at the end of the body, with the office and closing words above it.
fn closing(document: &Document) -> Vec<Span> {
    let text = &document.source.text;
    let end = part_starts(document).first().map_or(u32::MAX, |it| it.0);
    let body = document.source.blocks.iter().filter(|it| it.kind.is_draft());
    let body: Vec<&Block> = body.filter(|it| it.span.end <= end).collect();
    let mut lines = body.iter().rev().filter(|it| !it.span.of(text).trim().is_empty());
    let Some(date) = lines.next().filter(|it| is_date(it.span.of(text))) else { return Vec::new() };
    let mut span = date.span;
    let mut signed = false;
    for line in lines.take(3) {
        let words = line.span.of(text).trim();
        let short = words.chars().count() <= LONGEST_SIGNATURE;
        let signs = !words.contains(['。', '；', '：', '，']);
        if !short || !(signs && !signed || closes(words)) {
            break;
        }
        signed = signed || signs;
        span = span.join(line.span);
    }
    vec![span]
}

/// 特此报告。 and what asks for an answer.
fn closes(words: &str) -> bool {
    const ASKS: [&str; 6] = ["请审议", "请审阅", "请批示", "请批复", "请指正", "请予审议"];
    words.starts_with("特此") || ASKS.iter().any(|it| words.contains(it))
}

/// 2024年12月5日 or 二〇二四年十二月五日, with nothing else on the line.
fn is_date(line: &str) -> bool {
    let line = line.trim();
    let mark =
        |it: char| it.is_numeric() || numeral::is_chinese(it) || "年月日×Xx*  （）()".contains(it);
    ["年", "月"].iter().all(|it| line.contains(it)) && line.chars().all(mark)
}

/// A pair of marks further apart than this holds no stretch, in bytes.
const LONGEST: u32 = 1_800;

/// The outermost pairs of `open` and `close`, within one line.
pub fn pairs(text: &str, open: char, close: char) -> Vec<Span> {
    let mut pairs = Vec::new();
    let mut outer: Option<usize> = None;
    let mut depth = 0_u32;
    for (at, mark) in text.match_indices([open, close, '\n']) {
        if mark == "\n" {
            (outer, depth) = (None, 0);
        } else if mark.starts_with(open) {
            depth = if outer.is_some() { depth + 1 } else { 0 };
            outer = outer.or(Some(at));
        } else if 0 < depth {
            depth -= 1;
        } else if let Some(start) = outer.take() {
            let span = Span::new(start, at + mark.len());
            if span.end - span.start <= LONGEST {
                pairs.push(span);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_pairs_of_a_line() {
        let check = |text: &str, expect: &[&str]| {
            let found: Vec<_> = pairs(text, '《', '》').iter().map(|it| it.of(text)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("按《甲》和《乙《丙》》办", &["《甲》", "《乙《丙》》"]);
        check("按《甲\n乙》和《丙》", &["《丙》"]);
        check("》《", &[]);
    }

    const DRAFT: &str = "青禾镇工作总结\n今年，我们办了三件事。\n一、修路\n（一）进度\n修好《规划》里的路。\n（二）做法。一是听意见，二是抓质量。\n二、架桥\n桥已通车。\n特此报告。\n青禾镇人民政府\n2024年12月5日\n附件1\n名单\n注：数据截至11月。";

    #[test]
    fn stretches_of_a_draft() {
        let document = Document::of_lines(DRAFT);
        let check = |scope: Scope, expect: &[&str]| {
            let found: Vec<_> = document.scopes(scope).iter().map(|it| it.of(DRAFT)).collect();
            assert_eq!(found, expect, "{scope:?}");
        };
        check(Scope::Document, &[DRAFT]);
        check(Scope::Front, &["青禾镇工作总结\n今年，我们办了三件事。\n"]);
        check(Scope::Heading, &["一、修路", "（一）进度", "（二）做法", "二、架桥"]);
        let items = document.scopes(Scope::Item).iter().map(|it| it.of(DRAFT));
        let heads: Vec<_> = items.map(|it| it.chars().take(4).collect::<String>()).collect();
        assert_eq!(heads, ["（一）进", "一是听意", "二是抓质", "二、架桥"]);
        check(Scope::TitleQuote, &["《规划》"]);
        check(Scope::Closing, &["特此报告。\n青禾镇人民政府\n2024年12月5日"]);
        check(Scope::Attachment, &["附件1\n名单\n"]);
        check(Scope::Footnote, &["注：数据截至11月。"]);
        check(Scope::TableCell, &[]);
        let sections = document.scopes(Scope::Section);
        assert_eq!(sections.len(), 4);
        assert!(sections[0].covers(sections[1]));
        assert!(document.lies_in(Scope::Section, sections[1]));
        let sentences = document.scopes(Scope::Sentence);
        assert!(document.lies_in(Scope::Sentence, sentences[0]));
        assert!(!document.lies_in(Scope::Sentence, sentences[0].join(sentences[1])));
        assert_eq!(document.level_at(0), 0);
        assert_eq!(document.level_at(sections[1].start), 2);
    }

    #[test]
    fn a_plain_draft_has_no_front_and_no_closing() {
        let document = Document::of_lines("今年，我们办了三件事。\n附件：1.名单");
        assert_eq!(document.scopes(Scope::Closing), []);
        assert_eq!(document.scopes(Scope::Attachment), []);
        let plain = Document::of_lines("今年，我们办了三件事。");
        assert_eq!(plain.scopes(Scope::Front), []);
        assert_eq!(plain.scopes(Scope::Section), []);
    }
}
