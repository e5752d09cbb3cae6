//! What compiles and is hardly meant: patterns that match too much, too little or nothing.

use regex_syntax::ast::{
    self, Assertion, AssertionKind, Ast, ClassPerlKind, ClassSetItem, Visitor,
};
use regex_syntax::hir::{Hir, HirKind};

use super::Role;
use super::expression::Piece;

/// A doubt at bytes of the expanded pattern: Chinese, English, and what to write instead.
pub(super) type Doubt = (std::ops::Range<usize>, [String; 4]);

/// The doubts about an expanded pattern, in order; what macros bring is not looked at.
pub(super) fn doubts(expanded: &str, pieces: &[Piece], hir: &Hir, role: Role) -> Vec<Doubt> {
    let whole = 0..expanded.len();
    let mut found = Vec::new();
    let bounds = hir.properties();
    if bounds.minimum_len().is_none() || matches!(hir.kind(), HirKind::Class(it) if it.is_empty()) {
        found.push(doubt(whole, NEVER));
    } else if role == Role::Search
        && bounds.minimum_len() == Some(0)
        && bounds.look_set().is_empty()
    {
        found.push(doubt(whole, EMPTY));
    }
    let Ok(ast) = ast::parse::ParserBuilder::new().nest_limit(64).build().parse(expanded) else {
        return found;
    };
    // What stands before a match must also end at it, so that a later alternative may be the one.
    if role != Role::Before {
        found.extend(shadowed(&ast));
    }
    let walked = ast::visit(&ast, Walk { found: Vec::new() });
    found.extend(walked.unwrap_or_default());
    found.retain(|(at, _)| *at == (0..expanded.len()) || is_written(pieces, at.start));
    found.sort_by_key(|(at, _)| (at.start, at.end));
    found.dedup();
    found
}

/// Whether the byte stands in the pattern itself, not in a macro.
fn is_written(pieces: &[Piece], at: usize) -> bool {
    let before = pieces.partition_point(|piece| piece.expanded <= at);
    before.checked_sub(1).and_then(|index| pieces.get(index)).is_none_or(|piece| piece.verbatim)
}

type Words = [&'static str; 4];

fn doubt(at: std::ops::Range<usize>, words: Words) -> Doubt {
    (at, words.map(str::to_owned))
}

const NEVER: Words = [
    "这个正则不会匹配任何文字",
    "this pattern matches nothing",
    "检查互相矛盾的条件",
    "look for conditions that contradict each other",
];
const EMPTY: Words = [
    "这个正则能匹配空文字",
    "this pattern matches the empty text",
    "* 和 ? 之外，至少要有一个必有的字",
    "beside * and ?, have something that must be there",
];
const BORDER: Words = [
    "\\b 挨着汉字不起作用：汉字也算字母",
    "\\b beside Han does not do what it says: Han are letters too",
    "改用 unless-before、unless-after 说明前后不能有什么",
    "say with `unless-before` and `unless-after` what must not stand there",
];
const DIGIT: Words = [
    "\\d 也匹配全角数字和别的文字里的数字",
    "\\d also matches full-width digits and those of other scripts",
    "数字写 {{num}}，一位半角数字写 [0-9]",
    "write {{num}} for a number, [0-9] for one digit",
];
const WORD: Words = [
    "\\w 也匹配所有汉字",
    "\\w also matches every Han character",
    "字母和数字写 [A-Za-z0-9]，汉字写 {{han}}",
    "write [A-Za-z0-9] for letters and digits, {{han}} for Han",
];
const HAN: Words = [
    "这个范围漏掉了一部分汉字",
    "this range leaves some Han characters out",
    "写 {{han}} 或 \\p{Han}",
    "write {{han}} or \\p{Han}",
];

fn is_han(mark: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&mark)
}

fn span(at: &ast::Span) -> std::ops::Range<usize> {
    at.start.offset..at.end.offset
}

struct Walk {
    found: Vec<Doubt>,
}

impl Visitor for Walk {
    type Output = Vec<Doubt>;
    type Err = ();

    fn finish(self) -> Result<Vec<Doubt>, ()> {
        Ok(self.found)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
        match ast {
            Ast::ClassPerl(class) => self.perl(&class.kind, &class.span),
            Ast::Concat(row) => self.row(&row.asts),
            _ => {}
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), ()> {
        match item {
            ClassSetItem::Perl(class) => self.perl(&class.kind, &class.span),
            ClassSetItem::Range(range)
                if range.start.c == '一' && ('龟'..'\u{9fff}').contains(&range.end.c) =>
            {
                self.found.push(doubt(span(&range.span), HAN));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Walk {
    fn perl(&mut self, kind: &ClassPerlKind, at: &ast::Span) {
        match kind {
            ClassPerlKind::Digit => self.found.push(doubt(span(at), DIGIT)),
            ClassPerlKind::Word => self.found.push(doubt(span(at), WORD)),
            ClassPerlKind::Space => {}
        }
    }

    fn row(&mut self, row: &[Ast]) {
        for (index, ast) in row.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|it| row.get(it));
            let after = row.get(index + 1);
            let han = |it: Option<&Ast>| matches!(it, Some(Ast::Literal(it)) if is_han(it.c));
            match ast {
                Ast::Assertion(border) if is_border(border) && (han(before) || han(after)) => {
                    self.found.push(doubt(span(&border.span), BORDER));
                }
                Ast::Literal(mark) if han(before) && han(after) => {
                    self.found.extend(full_width(mark.c).map(|wide| half_width(mark, wide)));
                }
                _ => {}
            }
        }
    }
}

fn is_border(assertion: &Assertion) -> bool {
    matches!(assertion.kind, AssertionKind::WordBoundary | AssertionKind::NotWordBoundary)
}

fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

fn half_width(mark: &ast::Literal, wide: char) -> Doubt {
    let half = mark.c;
    let words = [
        format!("汉字之间的“{half}”是半角的，中文稿件里多为“{wide}”"),
        format!("`{half}` between Han is half-width; drafts have {wide}"),
        format!("写成 {wide}；两种都要时写 [{half}{wide}]"),
        format!("write {wide}, or [{half}{wide}] for both"),
    ];
    (span(&mark.span), words)
}

/// Alternatives that an earlier one always wins over; only where nothing follows them.
fn shadowed(ast: &Ast) -> Vec<Doubt> {
    let list = match ast {
        Ast::Alternation(list) => &list.asts,
        Ast::Group(group) => return shadowed(&group.ast),
        _ => return Vec::new(),
    };
    let words: Vec<Option<String>> = list.iter().map(literal).collect();
    let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for (word, ast) in words.iter().zip(list) {
        let Some(word) = word.as_deref() else { continue };
        let ends = word.char_indices().map(|(at, mark)| at + mark.len_utf8());
        let earlier = ends.filter_map(|end| word.get(..end)).find(|it| seen.contains(it));
        if let Some(earlier) = earlier {
            let words = [
                format!("“{word}”轮不到：前面的“{earlier}”先匹配了"),
                format!("`{word}` is never reached: `{earlier}` before it matches first"),
                "长的写在前面".to_owned(),
                "write the longer one first".to_owned(),
            ];
            found.push((span(ast.span()), words));
        }
        seen.insert(word);
    }
    found
}

/// The text of an alternative that is plain text.
fn literal(ast: &Ast) -> Option<String> {
    match ast {
        Ast::Literal(mark) => Some(mark.c.to_string()),
        Ast::Concat(row) => row.asts.iter().map(literal).collect(),
        _ => None,
    }
}
