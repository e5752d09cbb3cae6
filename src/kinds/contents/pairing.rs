//! Which heading each entry of the table of contents stands for.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::model::Document;
use crate::syntax::marker::{Head, Style, is_blank, read};
use crate::text::{BlockKind, Confidence, Span};

/// Something wrong with an entry; spans are those of whole titles.
pub(super) enum Slip {
    Differs { entry: Span, heading: Span },
    Missing { entry: Span, confidence: Confidence },
    Order { entry: Span, heading: Span, before: Span },
}

/// An entry or a heading.
struct Title {
    span: Span,
    /// Its characters without blanks and the marks around numbers.
    key: String,
    number: Option<(Style, Vec<u32>)>,
    /// Whether it opens a section; a short line without a number only may.
    sure: bool,
}

/// The entries, the headings, and the heading of each entry.
pub(super) struct Pairing {
    entries: Vec<Title>,
    headings: Vec<Title>,
    partners: Vec<Option<usize>>,
}

impl Pairing {
    /// Pairs the entries with the headings below the table.
    pub(super) fn of(document: &Document) -> Self {
        let text = &document.source.text;
        let entries: Vec<Title> =
            document.contents.iter().map(|it| Title::of(text, *it, true)).collect();
        let headings = headings(document);
        let mut same: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (index, heading) in headings.iter().enumerate() {
            same.entry(&heading.key).or_default().push_back(index);
        }
        let partner = |entry: &Title| same.get_mut(entry.key.as_str())?.pop_front();
        let partners = entries.iter().map(partner).collect();
        Self { entries, headings, partners }
    }

    pub(super) fn slips(&self) -> Vec<Slip> {
        let paired = self.partners.iter().flatten().count();
        if paired * 2 < self.entries.len() || paired < 2 {
            return Vec::new();
        }
        let mut slips = self.out_of_order();
        let ends = if slips.is_empty() {
            self.next_partners()
        } else {
            vec![self.headings.len(); self.entries.len()]
        };
        slips.extend(self.unpaired(paired, &ends));
        slips
    }

    /// Entries whose heading stands before that of an earlier entry.
    fn out_of_order(&self) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut last: Option<(usize, &Title)> = None;
        for (entry, partner) in self.entries.iter().zip(&self.partners) {
            let Some((index, heading)) = partner.and_then(|it| Some((it, self.headings.get(it)?)))
            else {
                continue;
            };
            match last {
                Some((highest, before)) if index < highest => slips.push(Slip::Order {
                    entry: entry.span,
                    heading: heading.span,
                    before: before.span,
                }),
                _ => last = Some((index, entry)),
            }
        }
        slips
    }

    /// Entries that no heading repeats: it reads otherwise, or is not there.
    fn unpaired(&self, paired: usize, ends: &[usize]) -> Vec<Slip> {
        let taken: BTreeSet<usize> = self.partners.iter().flatten().copied().collect();
        let free: Vec<usize> = (0..self.headings.len()).filter(|it| !taken.contains(it)).collect();
        let mut slips = Vec::new();
        let mut from = 0;
        for ((entry, partner), to) in self.entries.iter().zip(&self.partners).zip(ends) {
            if let Some(partner) = partner {
                from = from.max(partner + 1);
                continue;
            }
            let first = free.partition_point(|it| *it < from);
            let near = free.iter().skip(first).take_while(|it| *it < to).take(NEAR);
            let rated = near.filter_map(|&it| {
                let heading = self.headings.get(it)?;
                Some((likeness(entry, heading)?, std::cmp::Reverse(it)))
            });
            match rated.max().and_then(|(_, it)| Some((it.0, self.headings.get(it.0)?))) {
                Some((index, heading)) => {
                    from = index + 1;
                    slips.push(Slip::Differs { entry: entry.span, heading: heading.span });
                }
                None if entry.number.is_some() => {
                    let most = self.entries.len() * 3 <= paired * 4;
                    let confidence = if most { Confidence::Certain } else { Confidence::Likely };
                    slips.push(Slip::Missing { entry: entry.span, confidence });
                }
                None => {}
            }
        }
        slips
    }

    /// For each entry, the heading of the next entry that has one.
    fn next_partners(&self) -> Vec<usize> {
        let mut next = self.headings.len();
        let mut ends: Vec<usize> = self
            .partners
            .iter()
            .rev()
            .map(|partner| {
                let after = next;
                next = partner.unwrap_or(next);
                after
            })
            .collect();
        ends.reverse();
        ends
    }
}

impl Title {
    fn of(text: &str, span: Span, sure: bool) -> Self {
        let words = span.of(text);
        let mark = |it: &char| !is_blank(*it) && !"、.．（）()：:，,".contains(*it);
        let number = match read(text, span) {
            Head::Marker(marker) => Some((marker.style, marker.numbers)),
            _ => None,
        };
        Self { span, key: words.chars().filter(mark).collect(), number, sure }
    }
}

/// So many headings are looked at for an entry between those of its neighbours.
const NEAR: usize = 40;
/// A longer line is no heading, in characters.
const LONGEST: usize = 60;

/// The headings below the table, and short lines that may be some.
fn headings(document: &Document) -> Vec<Title> {
    let source = &document.source;
    let Some(last) = document.contents.last() else { return Vec::new() };
    let sections = document.outline.sections.iter().filter(|it| it.parent.is_some());
    let sections: HashMap<u32, Span> =
        sections.map(|it| (it.heading().start, it.heading())).collect();
    let below = source.blocks.iter().filter(|it| last.end <= it.span.start);
    let mut titles = Vec::new();
    let mut known: BTreeSet<u32> = BTreeSet::new();
    for block in below {
        let words = block.span.of(&source.text);
        let ends = ['。', '；', '，', '：', '！'];
        let short = words.len() <= 4 * LONGEST && !words.ends_with(ends);
        if short && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            let section = sections.get(&block.span.start);
            known.extend(section.map(|it| it.start));
            titles.push(Title::of(&source.text, block.span, section.is_some()));
        }
    }
    let rest = sections.values().filter(|it| last.end <= it.start && !known.contains(&it.start));
    titles.extend(rest.map(|it| Title::of(&source.text, *it, true)));
    titles.sort_by_key(|it| it.span);
    titles
}

/// How alike an entry and a heading are, in hundredths; nothing where they are two titles.
fn likeness(entry: &Title, heading: &Title) -> Option<usize> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    heading.key.chars().for_each(|it| *counts.entry(it).or_default() += 1);
    let shared = entry.key.chars().filter(|it| match counts.get_mut(it) {
        Some(count) if 0 < *count => {
            *count -= 1;
            true
        }
        _ => false,
    });
    let both = entry.key.chars().count() + heading.key.chars().count();
    let share = shared.count() * 200 / both.max(1);
    let numbered = entry.number.is_some() && entry.number == heading.number;
    let least = match (numbered, heading.sure) {
        (true, true) => 0,
        (_, true) => 60,
        (_, false) => 75,
    };
    (least <= share).then_some(share + if numbered { 100 } else { 0 })
}
