//! `rank`: one item has two ranks among the same: 居全省第2位, 全省第三.
//!
//! Compared are ranks among the same others whose items have the same words and whose clauses name
//! the same time. Silent about aims (力争进入全市第一), changes (由第5位升至第2位), and within one
//! sentence.

use std::collections::HashMap;

use super::{Context, Dropped, Finding, Kind, Related, silence};
use crate::model::Document;
use crate::syntax::period::{Period, expressions};
use crate::syntax::rank::rank;
use crate::text::decode::Reader;
use crate::text::pattern::PatternId;
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{Confidence, Node, Place, Span, Text};

/// The parameters: the words for those among whom something is ranked.
#[derive(Debug)]
pub struct Rank {
    search: PatternId,
}

impl Kind for Rank {
    const NAME: &'static str = "rank";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let among = fields.require("among", reader).map(|it| reader.strings(it));
        reader.finish(fields);
        let among = among.filter(|it| !it.is_empty())?;
        Some(Self { search: reader.literals(&among) })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["item", "found", "other"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        each(self.search, context, |earlier, mention| {
            let odd = earlier.iter().rev().take(MOST).find(|it| it.contradicts(mention));
            found.extend(odd.map(|it| it.finding(context.document, mention)));
        });
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        each(self.search, context, |earlier, mention| {
            let mut compared = earlier.iter().rev().take(MOST);
            if compared.clone().any(|it| it.contradicts(mention)) {
                return;
            }
            let why = match compared.next() {
                None => Text::new("这件事前面没有说过名次", "no earlier rank of this item"),
                Some(it) => it.agrees(mention),
            };
            let captures = vec![("item".into(), mention.item.to_owned())];
            dropped.push(Dropped { at: mention.span, captures, why });
        });
        dropped
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        silence::lacking(context, self.search, "among").into_iter().collect()
    }
}

/// Every rank of the draft, with the earlier ones of its item.
fn each<'a>(
    search: PatternId,
    context: &Context<'a>,
    mut look: impl FnMut(&[Mention<'a>], &Mention<'a>),
) {
    let document = context.document;
    let mut known: HashMap<(&str, &str), Vec<Mention<'_>>> = HashMap::new();
    for hit in context.scan.find(search) {
        let Some(mention) = mention(document, hit.span) else { continue };
        let key = (hit.span.of(&document.source.text), mention.item);
        let earlier = known.entry(key).or_default();
        look(earlier, &mention);
        earlier.push(mention);
    }
}

/// How many earlier ranks of an item are compared.
const MOST: usize = 20;

/// One rank of one item.
struct Mention<'a> {
    /// From those among whom to the rank.
    span: Span,
    item: &'a str,
    number: u32,
    sentence: usize,
    times: Vec<Period>,
}

impl Mention<'_> {
    fn contradicts(&self, later: &Mention<'_>) -> bool {
        self.number != later.number && self.sentence != later.sentence && self.times == later.times
    }

    /// Why a later rank does not contradict.
    fn agrees(&self, later: &Mention<'_>) -> Text {
        if self.number == later.number {
            return Text::new("和前面的名次相同", "the same rank as before");
        }
        if self.sentence == later.sentence {
            return Text::new("两个名次在一句里，像是变化", "two ranks of one sentence: a change");
        }
        Text::new("说的是不同时间的名次", "ranks of different times")
    }

    fn finding(&self, document: &Document, later: &Mention<'_>) -> Finding {
        let source = &document.source;
        let words = |span: Span| span.of(&source.text).to_owned();
        let value = |it: &Mention<'_>| (words(it.span), it.number.to_string(), "位".to_owned());
        let place = Place { source: source.id, span: self.span };
        Finding {
            related: vec![Related { place, captures: vec![("found".into(), words(self.span))] }],
            captures: vec![
                ("item".into(), later.item.to_owned()),
                ("found".into(), words(later.span)),
                ("other".into(), words(self.span)),
            ],
            values: vec![value(later), value(self)],
            ..Finding::at(document, later.span, Confidence::Certain)
        }
    }
}

/// Between those among whom and the rank stand at most so many bytes: 全市年度综合考核中第3位.
const GAP: usize = 60;
/// So many bytes of a sentence before a rank are read.
const BEFORE: usize = 240;

/// The rank that begins with those among whom something is ranked.
fn mention(document: &Document, among: Span) -> Option<Mention<'_>> {
    let text = &document.source.text;
    let index = document.sentences.partition_point(|it| it.span.start <= among.start);
    let index = index.checked_sub(1)?;
    let sentence = document.sentences.get(index)?.span;
    let after = Span { start: among.end, end: sentence.end }.of(text);
    let (gap, rank) = first_bytes(after, GAP + 1)
        .char_indices()
        .filter_map(|(at, _)| Some((at, rank(after.get(at..)?)?)))
        .next()?;
    let between = after.get(..gap)?;
    let before = Span { start: sentence.start, end: among.start }.of(text);
    let before = last_bytes(before, BEFORE);
    let clause = tail(before, &['，', '；', '：', '、', ',']);
    if is_aim(clause) {
        return None;
    }
    let item = match bare(between) {
        "" | "的" => item(before, clause)?,
        review => reviewed(review)?,
    };
    if CONTESTS.iter().any(|word| item.contains(word)) {
        return None;
    }
    let end = Span::new(0, gap + rank.length).moved(among.end).end;
    let times = times(Span { start: among.start - Span::new(0, before.len()).end, end }.of(text));
    let span = Span { start: among.start, end };
    Some(Mention { span, item, number: rank.number, sentence: index, times })
}

/// What follows the last of `marks`.
fn tail<'a>(text: &'a str, marks: &[char]) -> &'a str {
    text.rsplit_once(marks).map_or(text, |(_, tail)| tail)
}

/// 在全市|年度考核中名列|第二: the review that the rank is of.
fn reviewed(between: &str) -> Option<&str> {
    const REVIEWS: [&str; 9] =
        ["考核", "考评", "测评", "评价", "评估", "评议", "检查", "督查", "通报"];
    let review = between.trim_end_matches(['中', '里', '上']);
    let whole = SHORTEST <= review.chars().count() && !review.contains(['，', '。', '；', '、']);
    (whole && REVIEWS.iter().any(|word| review.ends_with(word))).then_some(review)
}

/// Contests have many ranks: each entrant has its own.
const CONTESTS: [&str; 9] = ["赛", "比武", "运动会", "选手", "队", "节目", "作品", "个人", "文章"];

/// Whether a clause tells a plan or a change; 巩固 keeps what is.
fn is_aim(clause: &str) -> bool {
    const AIMS: [&str; 22] = [
        "力争", "争取", "争创", "目标", "确保", "冲刺", "迈进", "进入", "挺进", "跃", "升", "前移",
        "由", "从", "原", "去年", "上年", "曾", "一度", "预计", "努力", "追赶",
    ];
    AIMS.iter().any(|word| clause.contains(word))
}

/// What is ranked: the words before 居 and its kin, or the head of the clause before.
fn item<'a>(before: &'a str, clause: &'a str) -> Option<&'a str> {
    let own = bare(clause);
    let item = if own.is_empty() {
        let earlier = before.strip_suffix(clause)?.trim_end_matches('，');
        let earlier = tail(earlier, &['，', '；', '：', '、', ',']);
        bare(earlier.split(|mark: char| mark.is_ascii_digit()).next().unwrap_or(""))
    } else {
        own
    };
    (SHORTEST <= item.chars().count()).then_some(item)
}

/// An item with fewer characters is too common a word.
const SHORTEST: usize = 4;

/// The words without the verbs around them.
fn bare(words: &str) -> &str {
    const FRONT: [&str; 12] = [
        "继续", "巩固", "保持", "稳定", "稳住", "全年", "我市", "我县", "我区", "我局", "其中",
        "使",
    ];
    const BACK: [&str; 26] = [
        "排名", "位居", "位列", "名列", "稳居", "均居", "居于", "排在", "继续", "保持", "连续",
        "分别", "总体", "达到", "达", "居", "列", "排", "在", "为", "是", "获", "获得", "取得",
        "均", "并",
    ];
    let mut bare = words.trim();
    loop {
        let front = FRONT.iter().find_map(|it| bare.strip_prefix(it));
        let shorter = front.or_else(|| BACK.iter().find_map(|it| bare.strip_suffix(it)));
        match shorter {
            Some(shorter) => bare = shorter.trim(),
            None => return bare,
        }
    }
}

/// The times a sentence names before a rank; the year of the report needs no name.
fn times(before: &str) -> Vec<Period> {
    let named =
        expressions(before, Span::new(0, before.len())).into_iter().filter_map(|it| it.period);
    named.filter(|it| !matches!(it, Period::Whole | Period::This)).collect()
}
