//! The members of a list in running text: 甲、乙和丙 · …；…；… · 修路3公里，架桥2座.

use crate::text::Span;
use crate::text::numeral::digit;

/// The members of a list; the last one may hold two, joined by 和.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Members {
    pub items: Vec<Span>,
    /// Where a 和 parts the last member, if it has one.
    joint: Option<Span>,
}

impl Members {
    /// How many members there are where 和 joins two.
    pub(super) fn most(&self) -> usize {
        self.items.len() + usize::from(self.joint.is_some())
    }

    /// The members with the last one parted at 和.
    pub(super) fn split(self) -> Vec<Span> {
        let mut items = self.items;
        if let Some(joint) = self.joint
            && let Some(last) = items.pop()
        {
            items.push(Span { start: last.start, end: joint.start });
            items.push(Span { start: joint.end, end: last.end });
        }
        items
    }

    /// Whether the members are of one make: they end alike, or are about equally long.
    pub(super) fn is_uniform(&self, text: &str) -> bool {
        let ends: Vec<Option<char>> =
            self.items.iter().map(|it| it.of(text).chars().last()).collect();
        let alike = ends.windows(2).all(|pair| pair.first() == pair.last());
        let widths: Vec<usize> = self.items.iter().map(|it| width(it.of(text))).collect();
        let (least, most) = (widths.iter().min(), widths.iter().max());
        let near = least.zip(most).is_some_and(|(least, most)| most - least <= 2 && 2 <= *least);
        alike || (near && 3 <= widths.len())
    }
}

/// How many characters a text has; a wrapped line's end is none.
pub(super) fn width(text: &str) -> usize {
    text.chars().filter(|mark| !mark.is_whitespace()).count()
}

const JOINTS: [char; 3] = ['和', '及', '与'];

/// A、B、C和D, up to a comma or the sentence's end.
pub(super) fn by_comma(text: &str, body: Span) -> Option<Members> {
    let words = body.of(text);
    let end = words.find(['，', '。', '；', '：', ',', '！', '？']);
    let ends = end.is_none_or(|at| words.get(at..).is_some_and(|it| !it.starts_with(['：', '？'])));
    let listed = Span::new(0, end.unwrap_or(words.len())).moved(body.start);
    let items = at_stops(text, listed);
    let clean = |it: &Span| {
        let words = it.of(text);
        (1..=16).contains(&width(words))
            && !words.contains(['（', '(', '）', ')', '等'])
            && !words.chars().any(|mark| digit(mark).is_some())
    };
    if !ends || !items.iter().all(clean) {
        return None;
    }
    joined(text, items)
}

/// The pieces between 、; 《甲》《乙》 and “甲”“乙” are two.
pub(super) fn at_stops(text: &str, listed: Span) -> Vec<Span> {
    let words = listed.of(text);
    let mut items = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, mark) in words.char_indices() {
        if mark == '、' {
            items.push(Span::new(start, at).moved(listed.start));
            start = at + mark.len_utf8();
        } else if matches!((before, mark), (Some('》'), '《') | (Some('”'), '“')) {
            items.push(Span::new(start, at).moved(listed.start));
            start = at;
        }
        before = Some(mark);
    }
    items.push(Span::new(start, words.len()).moved(listed.start));
    items.into_iter().map(|it| trimmed(text, it)).collect()
}

/// The list with the 和 of its last member; nothing where another member has one.
pub(super) fn joined(text: &str, items: Vec<Span>) -> Option<Members> {
    let (last, others) = items.split_last()?;
    let names = others.iter().any(|it| it.of(text).contains(JOINTS) || it.of(text).contains('或'));
    let words = last.of(text);
    let joints: Vec<(usize, &str)> = words.match_indices(JOINTS).collect();
    let joint = match joints.as_slice() {
        [] => None,
        [(at, word)] if 0 < *at && at + word.len() < words.len() => {
            // 以及 is one word.
            let from =
                if words.get(..*at).is_some_and(|it| it.ends_with('以')) { at - 3 } else { *at };
            Some(Span::new(from, at + word.len()).moved(last.start))
        }
        _ => return None,
    };
    let count = items.len() + usize::from(joint.is_some());
    (!names && 2 <= count).then_some(Members { items, joint })
}

/// …；…；…。 to the sentence's end.
pub(super) fn by_semicolon(text: &str, body: Span) -> Option<Members> {
    let words = body.of(text);
    let end =
        words.find('。').filter(|end| words.get(..*end).is_some_and(|it| it.contains('；')))?;
    let listed = words.get(..end)?;
    let mut start = 0;
    let mut items = Vec::new();
    for piece in listed.split('；') {
        items.push(trimmed(text, Span::new(start, start + piece.len()).moved(body.start)));
        start += piece.len() + '；'.len_utf8();
    }
    let clean = |it: &Span| {
        let words = it.of(text);
        2 <= width(words) && !is_marked(words) && !words.contains(['：', '？', '！'])
    };
    let open = listed.ends_with('等') || listed.ends_with("等等");
    (items.iter().all(clean) && !open).then_some(Members { items, joint: None })
}

/// 更换路灯160盏，改造车棚6处，修补路面380平方米。: clauses that each end with a figure.
pub(super) fn by_clause(text: &str, body: Span) -> Option<Members> {
    const UNIT: usize = 4;
    let words = body.of(text);
    let end = words.find(['。', '；', '！', '\n']).unwrap_or(words.len());
    let listed = words.get(..end)?;
    let mut start = 0;
    let mut items = Vec::new();
    for piece in listed.split('，') {
        let unit = piece.rsplit(|mark| digit(mark).is_some()).next().unwrap_or(piece);
        let figured = unit.len() < piece.len() && (1..=UNIT).contains(&width(unit));
        let led = piece.trim_start().chars().next().is_some_and(crate::syntax::marker::is_han);
        if !figured || !led || is_marked(piece) || piece.contains(['、', '：', '（', '等']) {
            return None;
        }
        items.push(trimmed(text, Span::new(start, start + piece.len()).moved(body.start)));
        start += piece.len() + '，'.len_utf8();
    }
    (2 < items.len()).then_some(Members { items, joint: None })
}

/// Whether a member has a mark of its own: 一是, 1., （二）.
pub(super) fn is_marked(member: &str) -> bool {
    const WORDS: [&str; 6] = ["首先", "其次", "再次", "最后", "第一", "其一"];
    let rest = member.trim_start_matches(|mark| "一二三四五六七八九十第".contains(mark));
    let numbered = rest.len() < member.len() && rest.starts_with(['是', '、', '要', '，', '个']);
    let begins = |mark: char| digit(mark).is_some() || "（(①".contains(mark);
    numbered || member.starts_with(begins) || WORDS.iter().any(|it| member.starts_with(it))
}

/// The span without blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len()).moved(span.start)
}
