//! `attachments`: the list of what is attached (附件：1.…) against the attachments behind the text.
//!
//! Silent without a list or without attachments: they are often files of their own. What the list
//! has and the draft lacks is a question at most, unless a later one is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, Kind, Related};
use crate::text::decode::{Reader, Slip};
use crate::text::{Confidence, Node, Place, Source, Span, numeral};

/// Parameters: which differences are reported.
#[derive(Debug)]
pub struct Attachments {
    report: Vec<Difference>,
}

/// How the list and the attachments differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    /// Listed and not there.
    Missing,
    /// There and not listed.
    Extra,
    /// Both, under different titles.
    Title,
}

const DIFFERENCES: [(&str, Difference); 3] =
    [("missing", Difference::Missing), ("extra", Difference::Extra), ("title", Difference::Title)];

/// An attachment, as listed or as it stands: where its title is.
#[derive(Clone, Debug)]
struct Entry {
    number: u32,
    /// What a finding marks.
    at: Span,
    /// The title; a title behind the text may go on for some lines, and each is one more try.
    titles: Vec<Span>,
}

impl Kind for Attachments {
    const NAME: &'static str = "attachments";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let list = fields.require("report", reader);
        let members = list.map(|it| reader.members(it)).unwrap_or_default();
        let report: Vec<_> =
            members.iter().filter_map(|it| reader.choice(it, &DIFFERENCES)).collect();
        if let Some(list) = list.filter(|_| members.is_empty()) {
            let slip = Slip::new(list.head(), "report 是空的", "`report` is empty");
            reader.slip(slip.help("可用：missing extra title", "of: missing extra title"));
        }
        reader.finish(fields);
        (!report.is_empty()).then_some(Self { report })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["number", "listed", "found", "problem", "problem-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        let behind = behind(source);
        let Some(first) = behind.first().map(|it| it.at.start) else { return };
        let listed = listed(source, first);
        if listed.is_empty() {
            return;
        }
        let by_number: BTreeMap<u32, &Entry> = listed.iter().map(|it| (it.number, it)).collect();
        for entry in &behind {
            let (difference, confidence, other) = match by_number.get(&entry.number) {
                None => (Difference::Extra, Confidence::Certain, listed.last()),
                Some(item) => match differ(source, item, entry) {
                    Some(confidence) => (Difference::Title, confidence, Some(*item)),
                    None => continue,
                },
            };
            self.add(context, difference, confidence, [Some(entry), other], found);
        }
        let there: BTreeSet<u32> = behind.iter().map(|it| it.number).collect();
        let last = there.last().copied().unwrap_or(0);
        for item in listed.iter().filter(|it| !there.contains(&it.number)) {
            let gap = item.number < last;
            let confidence = if gap { Confidence::Likely } else { Confidence::Possible };
            self.add(context, Difference::Missing, confidence, [None, Some(item)], found);
        }
    }
}

impl Attachments {
    fn add(
        &self,
        context: &Context<'_>,
        difference: Difference,
        confidence: Confidence,
        [own, item]: [Option<&Entry>; 2],
        found: &mut Vec<Finding>,
    ) {
        let Some(at) = own.or(item).filter(|_| self.report.contains(&difference)) else { return };
        let source = &context.document.source;
        let title = |it: Option<&Entry>| {
            it.and_then(|it| it.titles.first()).map_or("", |it| it.of(&source.text)).to_owned()
        };
        let (listed, stands) = (title(item), title(own));
        let number = at.number;
        let (zh, en) = match difference {
            Difference::Missing => (
                format!("附件说明列了附件{number}“{listed}”，后面没有这个附件"),
                format!("attachment {number} `{listed}` is listed, but does not follow"),
            ),
            Difference::Extra => (
                format!("附件{number}在附件说明里没有列出"),
                format!("attachment {number} is not in the list of attachments"),
            ),
            Difference::Title => (
                format!("附件{number}的标题“{stands}”与附件说明“{listed}”不一致"),
                format!(
                    "attachment {number} has the title `{stands}`, but is listed as `{listed}`"
                ),
            ),
        };
        let captures = vec![
            ("number".into(), number.to_string()),
            ("listed".into(), listed),
            ("found".into(), stands),
            ("problem".into(), zh),
            ("problem-en".into(), en),
        ];
        let place = |it: &Entry| Place { source: source.id, span: it.at };
        let related = own.and(item).map(|it| Related { place: place(it), captures: Vec::new() });
        found.push(Finding {
            related: related.into_iter().collect(),
            captures,
            ..Finding::at(context.document, at.at, confidence)
        });
    }
}

/// The attachments behind the text: a line 附件1 by itself, then the title.
fn behind(source: &Source) -> Vec<Entry> {
    let text = &source.text;
    let mut entries = Vec::new();
    for (index, block) in source.blocks.iter().enumerate() {
        let Some(number) = alone(block.span.of(text)) else { continue };
        let next = source.blocks.iter().skip(index + 1).take(TITLE_LINES);
        let lines: Vec<Span> =
            next.map(|it| it.span).take_while(|it| alone(it.of(text)).is_none()).collect();
        let Some(first) = lines.first() else { continue };
        let titles = lines.iter().map(|it| first.join(*it)).collect();
        entries.push(Entry { number, at: *first, titles });
    }
    entries
}

/// A title is hardly written on more lines.
const TITLE_LINES: usize = 3;

/// The number of a line 附件2 or 附件 2：, with nothing behind it; 附件 alone is the first.
fn alone(line: &str) -> Option<u32> {
    let rest = line.trim().strip_prefix("附件")?;
    let rest = rest.trim().trim_end_matches(['：', ':']);
    if rest.is_empty() {
        // A line 附件： opens a list below it.
        return (!line.contains(['：', ':'])).then_some(1);
    }
    number(rest).filter(|it| it.1.is_empty()).map(|it| it.0)
}

/// A number in Arabic digits or Chinese numerals, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    if let Ok((rest, number)) = numeral::arabic(text) {
        return Some((number, rest));
    }
    let (rest, number) = numeral::chinese(text).ok()?;
    Some((u32::try_from(number).ok()?, rest))
}

/// What the last list before `end` names: 附件：1.… with the lines below that count on.
fn listed(source: &Source, end: u32) -> Vec<Entry> {
    let text = &source.text;
    let blocks: Vec<Span> =
        source.blocks.iter().map(|it| it.span).take_while(|it| it.end <= end).collect();
    let opens = |span: &Span| head(span.of(text)).is_some();
    let Some(first) = blocks.iter().rposition(opens) else { return Vec::new() };
    let mut entries = Vec::new();
    for (index, block) in blocks.iter().skip(first).enumerate() {
        let line = block.of(text);
        let rest = if index == 0 { head(line).unwrap_or(line) } else { line };
        let before = entries.len();
        let start = block.end as usize - rest.len();
        items(rest, start, &mut entries);
        if entries.len() == before && (0 < index || !rest.trim().is_empty()) {
            break;
        }
    }
    entries
}

/// What follows 附件：.
fn head(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("附件")?.trim_start().strip_prefix(['：', ':'])
}

/// Adds the items of one line that count on from `entries`: 1.名单　2.表格, or a title alone.
fn items(line: &str, start: usize, entries: &mut Vec<Entry>) {
    let mut rest = line;
    loop {
        let due = u32::try_from(entries.len() + 1).unwrap_or(u32::MAX);
        let place = marker(rest, due);
        let alone = entries.is_empty() && rest.len() == line.len();
        if place.is_none() && !alone {
            return;
        }
        let body = rest.get(place.unwrap_or(0)..).unwrap_or("");
        let next = place.map_or(body.len(), |_| next_item(body, due.saturating_add(1)));
        let words = body.get(..next).unwrap_or("");
        let title = words.trim();
        if title.is_empty() {
            return;
        }
        let from = start + line.len() - body.len() + words.len() - words.trim_start().len();
        let at = Span::new(from, from + title.len());
        entries.push(Entry { number: due, at, titles: vec![at] });
        rest = body.get(next..).unwrap_or("");
        if rest.is_empty() {
            return;
        }
    }
}

/// Where the title begins behind the number `due` and its dot.
fn marker(text: &str, due: u32) -> Option<usize> {
    let bare = text.trim_start();
    let (rest, found) = numeral::arabic(bare).ok()?;
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    (due == found).then(|| text.len() - rest.len())
}

/// Where the item with the number `due` begins behind a blank, else the end.
fn next_item(text: &str, due: u32) -> usize {
    let blanks = text.char_indices().filter(|it| it.1.is_whitespace());
    let mut opens =
        blanks.filter(|(at, _)| text.get(*at..).is_some_and(|rest| marker(rest, due).is_some()));
    opens.next().map_or(text.len(), |it| it.0)
}

/// How sure it is that the two titles differ; nothing where they agree.
fn differ(source: &Source, item: &Entry, own: &Entry) -> Option<Confidence> {
    let text = &source.text;
    let wanted = plain(item.titles.first()?.of(text));
    let tries: Vec<String> = own.titles.iter().map(|it| plain(it.of(text))).collect();
    if wanted.is_empty() || tries.contains(&wanted) {
        return None;
    }
    let first = tries.first()?;
    // A title of other words may be a subtitle, or the head of a table.
    let close = likeness(&wanted, first);
    Some(if CLOSE <= close { Confidence::Certain } else { Confidence::Possible })
}

/// From this share of common pairs of characters on, two titles are one with a slip.
const CLOSE: usize = 50;

/// The title without blanks and marks.
fn plain(title: &str) -> String {
    title.chars().filter(|it| it.is_alphanumeric()).collect()
}

/// How many of a hundred pairs of neighbours the two share.
fn likeness(one: &str, other: &str) -> usize {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, other) = (pairs(one), pairs(other));
    let common = one.iter().filter(|it| other.contains(it)).count();
    (common * 100).checked_div(one.len().max(other.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn check(text: &str, list: &[&str], stand: &[&str]) {
        let source = Document::of_lines(text).source;
        let shown = |entries: &[Entry]| -> Vec<String> {
            entries.iter().map(|it| format!("{} {}", it.number, it.at.of(&source.text))).collect()
        };
        let behind = behind(&source);
        let end = behind.first().map_or(u32::MAX, |it| it.at.start);
        assert_eq!(shown(&listed(&source, end)), list, "{text}");
        assert_eq!(shown(&behind), stand, "{text}");
    }

    #[test]
    fn lists_and_attachments_are_read() {
        check("附件：1.名单\n　　　2．台账\n特此\n附件2\n台账", &["1 名单", "2 台账"], &["2 台账"]);
        check("附件：1.名单　2.台账 3.图", &["1 名单", "2 台账", "3 图"], &[]);
        check("附件：\n1.名单\n2.台账\n附件一\n名单", &["1 名单", "2 台账"], &["1 名单"]);
        check("附件: 护林员名单\n附件\n护林员名单", &["1 护林员名单"], &["1 护林员名单"]);
        check("附件：3.5公里路段图", &["1 3.5公里路段图"], &[]);
        check("见附件1。\n附件的说明\n附件1的内容\n1.名单", &[], &[]);
    }
}
