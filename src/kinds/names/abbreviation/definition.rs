//! A definition: 澄溪能源集团有限公司（以下简称“集团公司”）.

use crate::model::Document;
use crate::text::Span;
use crate::text::span::{first_bytes, last_bytes};

/// A full name and its short one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition<'a> {
    /// From the full name to the closing bracket.
    pub(super) span: Span,
    /// The full name without marks; unquoted, it may begin with words before it.
    pub(super) full: &'a str,
    /// Whether marks tell where the full name begins.
    pub(super) marked: bool,
    pub(super) short: &'a str,
    /// Whether the short name stands in 《》.
    pub(super) is_title: bool,
}

/// What two full names are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    Other,
    /// Where one begins cannot be told.
    Unclear,
}

/// A full name has at most so many bytes.
const LONGEST: usize = 150;
/// A short name has at most so many characters.
const LONGEST_SHORT: usize = 20;
/// Fewer characters at the end of two names say nothing.
const SHORTEST: usize = 5;

impl<'a> Definition<'a> {
    /// The definition around the word 以下简称 at `opener`.
    pub(super) fn at(document: &'a Document, opener: Span) -> Option<Self> {
        let text = &document.source.text;
        let block = document.source.block_at(opener.start)?;
        let block = document.source.blocks.get(block)?.span;
        let before = Span { start: block.start, end: opener.start }.of(text);
        let before = before.strip_suffix(['（', '(', '，', ','])?;
        let after = Span { start: opener.end, end: block.end }.of(text);
        let (short, is_title, length) = short(first_bytes(after, LONGEST))?;
        let (full, marked, width) = full(last_bytes(before, LONGEST))?;
        let (full, width) = if marked { (full, width) } else { without_verb(full) };
        let start = before.len() - width;
        let span = Span::new(start, start).moved(block.start);
        let end = Span::new(0, length).moved(opener.end).end;
        Some(Self { span: Span { start: span.start, end }, full, marked, short, is_title })
    }
}

/// The short name after the opener, whether it is a title, and how many bytes to its end.
fn short(after: &str) -> Option<(&str, bool, usize)> {
    let rest = after.trim_start_matches(['：', ':', '为', ' ']);
    let skipped = after.len() - rest.len();
    let quoted = [('“', '”'), ('《', '》'), ('「', '」'), ('"', '"')];
    let found = quoted.iter().find_map(|(open, close)| {
        let inner = rest.strip_prefix(*open)?;
        let (short, _) = inner.split_once(*close)?;
        Some((short, *open == '《', open.len_utf8() + short.len() + close.len_utf8()))
    });
    let (short, is_title, length) = match found {
        Some(found) => found,
        None => {
            let (short, _) = rest.split_once(['）', ')', '，', '。', '；'])?;
            (short, false, short.len())
        }
    };
    let clean = !short.contains(['，', '、', '。', '（', '“', '*', '×']);
    let fits = (2..=LONGEST_SHORT).contains(&short.chars().count());
    let closed = after.get(skipped + length..).unwrap_or("");
    let bracket = closed.chars().next().filter(|it| matches!(it, '）' | ')'));
    let length = skipped + length + bracket.map_or(0, char::len_utf8);
    (clean && fits).then_some((short.trim_matches(['《', '》']), is_title, length))
}

/// The full name before the bracket, whether marks tell its beginning, and its width with them.
fn full(before: &str) -> Option<(&str, bool, usize)> {
    for (open, close) in [('《', '》'), ('“', '”')] {
        if let Some(inner) = before.strip_suffix(close) {
            let (_, full) = inner.rsplit_once(open)?;
            return Some((full, true, full.len() + open.len_utf8() + close.len_utf8()));
        }
    }
    let name = |mark: char| mark.is_alphanumeric() || "“”·—".contains(mark);
    let rest = before.trim_end_matches(name);
    let full = before.get(rest.len()..)?;
    (SHORTEST <= full.chars().count()).then_some((full, false, full.len()))
}

/// Words that stand before a name and do not belong to it.
const BEFORE: [&str; 72] = [
    "的", "和", "与", "及", "由", "对", "向", "为", "在", "将", "把", "以", "按", "从", "到", "是",
    "了", "成立", "组建", "设立", "上线", "建设", "建成", "建立", "搭建", "开发", "启用", "依托",
    "通过", "利用", "运用", "根据", "按照", "依据", "印发", "出台", "制定", "召开", "推进", "实施",
    "开展", "承办", "委托", "使用", "完善", "优化", "升级", "改造", "推广", "应用", "整合", "发挥",
    "加强", "落实", "执行", "修订", "起草", "宣传", "学习", "贯彻", "开通", "运行", "投用", "打造",
    "推行", "会同", "联合", "协助", "配合", "新建", "筹建", "监督",
];

/// An unquoted name without the verb it begins with, and its width.
fn without_verb(full: &str) -> (&str, usize) {
    let verbs = BEFORE.iter().filter(|it| 1 < it.chars().count());
    let bare = verbs.filter_map(|it| full.strip_prefix(it)).next();
    let bare = bare.filter(|it| SHORTEST <= it.chars().count()).unwrap_or(full);
    (bare, bare.len())
}

/// What the full names of two definitions are to each other.
pub(super) fn relation(one: &Definition<'_>, other: &Definition<'_>) -> Relation {
    let (one_full, other_full) = (one.full, other.full);
    if one_full == other_full {
        return Relation::Same;
    }
    if one.marked && other.marked {
        return Relation::Other;
    }
    let pairs = one_full.chars().rev().zip(other_full.chars().rev());
    let tail = pairs.take_while(|(a, b)| a == b).count();
    let rest = |full: &str| -> String {
        let keep = full.chars().count() - tail;
        full.chars().take(keep).collect()
    };
    let bare = |definition: &Definition<'_>| {
        let rest = rest(definition.full);
        rest.is_empty() || !definition.marked && BEFORE.iter().any(|word| rest.ends_with(word))
    };
    match tail {
        0..=1 => Relation::Other,
        _ if tail < SHORTEST => Relation::Unclear,
        _ if bare(one) && bare(other) => Relation::Same,
        _ => Relation::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(document: &Document) -> Option<Definition<'_>> {
        let text = &document.source.text;
        let word = ["以下简称", "简称"].into_iter().find(|it| text.contains(it))?;
        let at = text.find(word)?;
        Definition::at(document, Span::new(at, at + word.len()))
    }

    #[test]
    fn definitions_are_read() {
        let check = |text: &str, expect: Option<(&str, &str, &str)>| {
            let document = Document::of_lines(text);
            let found = definition(&document);
            let found = found.map(|it| (it.span.of(text), it.full, it.short));
            assert_eq!(found, expect, "{text}");
        };
        check(
            "成立青岭水务公司（以下简称“水务公司”），",
            Some(("青岭水务公司（以下简称“水务公司”）", "青岭水务公司", "水务公司")),
        );
        check(
            "执行《公务用车办法》（以下简称《办法》）。",
            Some(("《公务用车办法》（以下简称《办法》）", "公务用车办法", "办法")),
        );
        check(
            "县联合供销社，以下简称县社，有网点。",
            Some(("县联合供销社，以下简称县社", "县联合供销社", "县社")),
        );
        check(
            "青岭水务公司（简称：水司）",
            Some(("青岭水务公司（简称：水司）", "青岭水务公司", "水司")),
        );
        check("甲、乙两个开发区（以下简称甲、乙开发区）", None);
        check("（以下简称“甲方”）", None);
        check("单位简称有变化。", None);
    }

    #[test]
    fn full_names_are_compared_from_their_ends() {
        let check = |one: &str, other: &str, expect: Relation| {
            let text = |it: &str| Document::of_lines(&format!("{it}（以下简称“简名”）"));
            let (one_text, other_text) = (text(one), text(other));
            let one_found = definition(&one_text).unwrap();
            let other_found = definition(&other_text).unwrap();
            assert_eq!(relation(&one_found, &other_found), expect, "{one} {other}");
        };
        check("青岭水务公司", "上线青岭水务公司", Relation::Same);
        check("由青岭水务公司", "和青岭水务公司", Relation::Same);
        check("青岭水务公司", "桐陵水务公司", Relation::Unclear);
        check("青岭水务公司", "青岭融媒体中心", Relation::Other);
        check("《甲乙丙丁办法》", "《戊己庚辛办法》", Relation::Other);
    }
}
