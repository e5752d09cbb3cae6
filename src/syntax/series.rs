//! Series in running text: 一是…二是…三是…, 一要/一靠/一抓, 第一，第二，, 其一，其二，, 首先/其次/最后.
//!
//! A series belongs to one section of the outline; it may run over paragraphs, and one series may
//! stand inside an item of another. GB/T 15834—2011 B.3.7 is the form 一是…；二是….

use std::collections::BTreeSet;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, peek, value, verify};
use nom::{IResult, Parser};

use super::marker::{self, Head, Style, is_blank, is_han};
use super::outline::Outline;
use crate::text::numeral::ordinal;
use crate::text::{BlockKind, Source, Span};

/// The words a series counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Words {
    /// 一是, 一要, 一靠 …: the character after the number.
    Number(char),
    /// 第一，
    Ordinal,
    /// 其一，
    Of,
    /// 首先，其次，再次，最后，
    Order,
    /// （1）…（2）… or 一、…二、… within one paragraph.
    Marker(Style),
}

/// One item of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number; of 首先/其次/再次/最后 the place in that list.
    pub number: u32,
    /// The words that count: 一是.
    pub span: Span,
    /// The block it stands in.
    pub block: usize,
    /// Whether it stands at the head of its block.
    pub heads: bool,
}

/// Items that count on from each other, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The words.
    pub words: Words,
    /// The items in order; gaps and repeats stay.
    pub items: Vec<Item>,
    /// The section it belongs to.
    pub section: usize,
    /// The series that its first item counts on from, in other words (首先…其次…第三).
    pub continues: Option<usize>,
}

/// How the items of a series are written.
pub fn write(words: Words, number: u32) -> String {
    if let Words::Marker(style) = words {
        return style.write(&[number]);
    }
    let number = crate::text::numeral::to_chinese(u64::from(number));
    match words {
        Words::Number(word) => format!("{number}{word}"),
        Words::Ordinal => format!("第{number}"),
        Words::Of => format!("其{number}"),
        Words::Order | Words::Marker(_) => String::new(),
    }
}

/// The series of `source`, in the order of their first items.
pub fn read(source: &Source, outline: &Outline) -> Vec<Series> {
    let mut found = Found::default();
    let mut section = usize::MAX;
    for (index, block) in source.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Cell { .. }) || !block.kind.is_draft() {
            continue;
        }
        let here = outline.at(block.span.start);
        if here != section {
            section = here;
            found.open.clear();
        }
        let marker = outline.sections.get(section).filter(|it| it.block == index);
        let marker = marker.and_then(|it| it.marker.as_ref());
        let start = marker.map_or(block.span.start, |marker| marker.span.end);
        let body = Span { start, end: block.span.end };
        if let Some(marker) = marker.filter(|it| inline(it.style)) {
            let (number, span) = (marker.number(), marker.span);
            let item = Item { number, span, block: index, heads: true };
            found.place(Words::Marker(marker.style), item, section);
        }
        for entry in items(&source.text, body, index) {
            match entry {
                Entry::Item(words, item) => found.place(words, item, section),
                Entry::Glued(item) => found.glued = Some(item),
            }
        }
    }
    kept(found.series)
}

/// The series worth keeping, with `continues` pointing at their new places.
fn kept(series: Vec<Series>) -> Vec<Series> {
    let continued: BTreeSet<usize> = series.iter().filter_map(|it| it.continues).collect();
    let mut places = vec![None; series.len()];
    let mut kept: Vec<Series> = Vec::new();
    for (index, mut one) in series.into_iter().enumerate() {
        if !keeps(&one) && !continued.contains(&index) {
            continue;
        }
        one.continues = one.continues.and_then(|it| places.get(it).copied().flatten());
        if let Some(place) = places.get_mut(index) {
            *place = Some(kept.len());
        }
        kept.push(one);
    }
    kept
}

/// A word other than 是 is a series only when it counts on: 一要…二要…; 第一 needs its second too.
fn keeps(series: &Series) -> bool {
    let counts = series.items.windows(2).any(|pair| match pair {
        [a, b] => b.number == a.number + 1,
        _ => false,
    });
    let named = matches!(series.words, Words::Ordinal | Words::Of) && 1 < series.items.len();
    if matches!(series.words, Words::Marker(_)) {
        return counts && series.items.first().is_some_and(|first| first.number == 1);
    }
    matches!(series.words, Words::Number('是')) || counts || named || series.continues.is_some()
}

/// What counts in running text.
enum Entry {
    /// An item after a mark or at the head of its block.
    Item(Words, Item),
    /// 一是 right after a word: a first item where a second one follows (加大支持力度一是…。二是…).
    Glued(Item),
}

/// Every item in `body`.
fn items(text: &str, body: Span, block: usize) -> Vec<Entry> {
    let within = body.of(text);
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut head = true;
    for (at, mark) in within.char_indices() {
        let opens = before.is_none_or(opens_item);
        if before.is_some_and(ends_sentence_or_colon)
            && (mark == '（' || mark == '(' || numeral(mark) || marks(mark))
        {
            found.extend(inner_marker(text, body, at, block));
        }
        let begins = numeral(mark) || matches!(mark, '第' | '其' | '首' | '再' | '最');
        let glued = !opens && mark == '一';
        if opens && begins || glued {
            let rest = within.get(at..).unwrap_or("");
            if let Ok((after, (words, number))) = item(rest) {
                let span = Span::new(at, at + rest.len() - after.len()).moved(body.start);
                let item = Item { number, span, block, heads: head };
                match words {
                    _ if opens => found.push(Entry::Item(words, item)),
                    Words::Number('是') if number == 1 => found.push(Entry::Glued(item)),
                    _ => {}
                }
            }
        }
        if !is_blank(mark) && !matches!(mark, '*' | '#') {
            head = false;
            before = Some(mark);
        }
    }
    found
}

/// A marker inside a paragraph, after the end of a sentence.
fn inner_marker(text: &str, body: Span, at: usize, block: usize) -> Option<Entry> {
    let from = Span { start: body.start + Span::new(at, at).start, end: body.end };
    let Head::Marker(marker) = marker::read(text, from) else { return None };
    let item = Item { number: marker.number(), span: marker.span, block, heads: false };
    inline(marker.style).then_some(Entry::Item(Words::Marker(marker.style), item))
}

/// The styles that count within a paragraph too.
fn inline(style: Style) -> bool {
    use Style::{ArabicBracket, ArabicDot, Chinese, ChineseBracket, Circled};
    matches!(style, Chinese | ChineseBracket | ArabicBracket | Circled | ArabicDot)
}

fn marks(mark: char) -> bool {
    mark.is_ascii_digit() || ('①'..='⑳').contains(&mark)
}

fn ends_sentence_or_colon(mark: char) -> bool {
    matches!(mark, '。' | '；' | '：' | '！' | '？')
}

fn numeral(mark: char) -> bool {
    matches!(mark, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// What may stand before an item.
fn opens_item(mark: char) -> bool {
    matches!(
        mark,
        '。' | '；'
            | '：'
            | '，'
            | '！'
            | '？'
            | '、'
            | '…'
            | ';'
            | ':'
            | ','
            | '.'
            | '”'
            | '）'
            | '—'
    )
}

fn item(input: &str) -> IResult<&str, (Words, u32)> {
    alt((numbered, counted, of, order)).parse(input)
}

/// 一是 (not 一是否, 一是一); 一要, 一靠 …
fn numbered(input: &str) -> IResult<&str, (Words, u32)> {
    const OTHER: &str = "要靠抓看讲查促强建在有为重";
    let number = verify(ordinal, |it| *it <= 30);
    let word = satisfy(|mark| mark == '是' || OTHER.contains(mark));
    let (after, (number, word)) = (number, word).parse(input)?;
    let next = after.chars().next();
    let closed = |mark: char| !is_han(mark) || matches!(mark, '地' | '的');
    let echo = next.is_some_and(numeral) && after.chars().nth(1).is_none_or(closed);
    if next == Some('否') || (word != '是' && !next.is_some_and(is_han)) || echo {
        return fail(input);
    }
    Ok((after, (Words::Number(word), number)))
}

/// 第一，第一是, 第一抓: a mark or such a word must follow.
fn counted(input: &str) -> IResult<&str, (Words, u32)> {
    let number = verify(ordinal, |it| *it <= 30);
    let mark = peek(one_of("，,：:是抓要靠"));
    map((char('第'), number, mark), |(_, number, _)| (Words::Ordinal, number)).parse(input)
}

/// 其一，其二是
fn of(input: &str) -> IResult<&str, (Words, u32)> {
    let number = verify(ordinal, |it| *it <= 20);
    let mark = peek(alt((one_of("，,：:"), char('是'))));
    map((char('其'), number, mark), |(_, number, _)| (Words::Of, number)).parse(input)
}

/// 首先，其次，再次，最后，
fn order(input: &str) -> IResult<&str, (Words, u32)> {
    let word = alt((
        value(1, tag("首先")),
        value(2, tag("其次")),
        value(3, tag("再次")),
        value(4, tag("最后")),
    ));
    let mark = peek(alt((one_of("，,：:"), char('是'))));
    map((word, mark), |(number, _)| (Words::Order, number)).parse(input)
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

/// So many series at most are open, one inside another: no draft nests deeper.
const DEEPEST: usize = 64;

/// The series so far, and which of them may still go on, innermost last.
#[derive(Debug, Default)]
struct Found {
    series: Vec<Series>,
    /// Whether every item of the series stands at the head of its block.
    stands: Vec<bool>,
    open: Vec<usize>,
    glued: Option<Item>,
}

impl Found {
    fn place(&mut self, words: Words, item: Item, section: usize) {
        let glued = self.glued.take();
        self.retire(words, item);
        let alike = |it: &usize| self.expects(*it, words, item) && self.stands(*it) == item.heads;
        let fits = |it: &usize| self.expects(*it, words, item);
        let depth = self.open.iter().rposition(alike).or_else(|| self.open.iter().rposition(fits));
        if let Some(depth) = depth {
            self.open.truncate(depth + 1);
            return self.push(item);
        }
        if let Some(first) = glued.filter(|_| item.number == 2 && words == Words::Number('是')) {
            self.begin(words, first, section);
            return self.push(item);
        }
        let top = self.open.iter().rposition(|it| self.words(*it) == Some(words));
        match top {
            // An item that fits nowhere is a gap or a repeat of the innermost series of its words.
            Some(depth) if item.number != 1 => {
                self.open.truncate(depth + 1);
                self.push(item);
            }
            _ => self.begin(words, item, section),
        }
    }

    fn begin(&mut self, words: Words, item: Item, section: usize) {
        let continues = self.continued(words, item);
        self.series.push(Series { words, items: vec![item], section, continues });
        self.stands.push(item.heads);
        self.open.push(self.series.len() - 1);
        if DEEPEST < self.open.len() {
            self.open.remove(0);
        }
    }

    /// A series inside one paragraph ends with it; a new 一是 at the head of a block ends the
    /// series that stood at the heads of blocks.
    fn retire(&mut self, words: Words, item: Item) {
        let (series, stands) = (&self.series, &self.stands);
        self.open.retain(|index| {
            let Some(series) = series.get(*index) else { return false };
            let Some(last) = series.items.last() else { return false };
            let stands = stands.get(*index).is_some_and(|it| *it);
            let restarts = item.number == 1 && series.words == words;
            let inline = series.items.len() > 1 && !stands && last.block != item.block;
            if matches!(series.words, Words::Marker(_)) && last.block != item.block {
                return false;
            }
            let fits = last.number + 1 == item.number && item.heads && series.words == words;
            !(restarts && (stands && item.heads || last.block != item.block && !stands))
                && (!inline || fits)
        });
    }

    fn expects(&self, index: usize, words: Words, item: Item) -> bool {
        let Some(series) = self.series.get(index) else { return false };
        let next = series.items.last().is_some_and(|last| last.number + 1 == item.number);
        series.words == words && next
    }

    /// The open series that `item` counts on from, in other words than its own.
    fn continued(&self, words: Words, item: Item) -> Option<usize> {
        let fits = |index: &&usize| {
            let series = self.series.get(**index);
            series.is_some_and(|it| {
                let last = it.items.last().map_or(0, |last| last.number);
                it.words != words && words != Words::Order && last + 1 == item.number && 1 < last
            })
        };
        self.open.iter().rev().find(fits).copied()
    }

    fn stands(&self, index: usize) -> bool {
        self.stands.get(index).is_some_and(|it| *it)
    }

    fn words(&self, index: usize) -> Option<Words> {
        self.series.get(index).map(|series| series.words)
    }

    fn push(&mut self, item: Item) {
        let Some(&top) = self.open.last() else { return };
        if let (Some(series), Some(stands)) = (self.series.get_mut(top), self.stands.get_mut(top)) {
            series.items.push(item);
            *stands &= item.heads;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Block;

    fn check(text: &str, expect: &[&str]) {
        let mut source = Source { text: text.to_owned(), ..Source::default() };
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            source.blocks.push(Block { span, kind: BlockKind::Paragraph });
            start += line.len() + 1;
        }
        let outline = Outline::of(&source);
        let found: Vec<String> = read(&source, &outline)
            .iter()
            .map(|series| {
                let words = |item: &Item| item.span.of(text).to_owned();
                series.items.iter().map(words).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn series_in_a_paragraph() {
        check("做法：一是抓学习；二是抓落实；三是抓提升。", &["一是 二是 三是"]);
        check("一是抓学习。二是抓落实。四是抓提升。", &["一是 二是 四是"]);
        check("一要学，二要干，三要查。", &["一要 二要 三要"]);
        check("首先，要学。其次，要干。最后，要查。", &["首先 其次 最后"]);
        check("第一，要学。第二，要干。", &["第一 第二"]);
    }

    #[test]
    fn series_over_paragraphs() {
        check("一是抓学习。\n二是抓落实。\n三是抓提升。", &["一是 二是 三是"]);
        check(
            "一是甲。正文。\n二是乙。一是子；二是丑。\n三是丙。",
            &["一是 二是 三是", "一是 二是"],
        );
        check(
            "做法：一是甲。二是乙。三是丙。\n不足：一是甲。二是乙。四是丙。",
            &["一是 二是 三是", "一是 二是 四是"],
        );
        check(
            "一是甲。\n二是乙。\n三是丙。\n措施：\n一是甲。\n二是乙。\n四是丙。",
            &["一是 二是 三是", "一是 二是 四是"],
        );
    }

    #[test]
    fn markers_inside_a_paragraph() {
        check("（1）招生规范。（2）过程留痕。（2）学位从严。", &["（1） （2） （2）"]);
        check("成效如下：一、预警及时；二、服务周到；四、保障有力。", &["一、 二、 四、"]);
        check("（二）按照第（三）项办理。（三）另行通知。", &[]);
        check("获得一、二等奖。二、三等奖若干。", &[]);
    }

    #[test]
    fn a_series_ends_with_its_section() {
        check("1.甲。一是子。二是丑。\n2.乙。一是子。二是丑。", &["一是 二是", "一是 二是"]);
    }

    #[test]
    fn words_that_only_look_like_items() {
        check("这是原因之一是对的，统一是必要的。", &[]);
        check("坚持一是一、二是二。", &[]);
        check("获得全县第一，受到表扬。", &[]);
        check("一是否合规，有待核实。", &[]);
        check("一个是，二个是", &[]);
        check("加大支持力度一是筹资。二是减税。", &["一是 二是"]);
    }
}
