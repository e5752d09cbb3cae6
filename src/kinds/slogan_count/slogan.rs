//! A numbered slogan: “三化”, “四个到位”, 三重一大.

use crate::kinds::told::counts;
use crate::syntax::marker::is_han;
use crate::text::Span;
use crate::text::numeral::{is_chinese, ordinal};
use crate::text::span::first_bytes;

/// A slogan as written.
pub(super) struct Slogan {
    /// The slogan without its quotation marks.
    pub span: Span,
    /// The slogan with its quotation marks.
    pub whole: Span,
    pub name: String,
    /// How many things it names; nothing where it has two numbers (三会一课).
    pub number: Option<u32>,
    /// The word they share: 化, 到位.
    pub head: String,
    /// Whether it stands without quotation marks: then its members must share its word.
    pub bare: bool,
}

/// A slogan has at most so many characters.
const LONGEST: usize = 10;
/// A greater number is no slogan's.
const MOST: u32 = 20;

/// The slogan that begins behind the mark “.
pub(super) fn quoted(text: &str, block: Span, start: u32) -> Option<Slogan> {
    let rest = first_bytes(Span { start, end: block.end }.of(text), LONGEST * 4);
    let inner = rest.get(..rest.find('”')?)?;
    let span = Span::new(0, inner.len()).moved(start);
    let marks = '“'.len_utf8();
    let whole = Span {
        start: span.start - Span::new(0, marks).end,
        end: span.end + Span::new(0, marks).end,
    };
    let (mut number, mut head) = parts(inner);
    let mut name = inner.to_owned();
    let before = Span { start: block.start, end: whole.start }.last(text, 60);
    if number.is_none()
        && let Some(told) = counts(text, before).last().filter(|it| it.span.end == before.end)
    {
        // 四个“坚持”
        (number, head) = (Some(told.number), inner.to_owned());
        name.insert_str(0, told.span.of(text));
    }
    let fit = !inner.is_empty()
        && inner.chars().count() <= LONGEST
        && inner.chars().all(|it| is_han(it) || it == '、');
    fit.then_some(Slogan { span, whole, name, number, head, bare: false })
}

/// 三化（: the slogan that ends at a bracket.
pub(super) fn bare(text: &str, block: Span, end: u32) -> Option<Slogan> {
    const SHORTEST: usize = 2;
    let words = Span { start: block.start, end }.of(text);
    let clause = words.rsplit(|mark| !is_han(mark)).next()?;
    let near = clause.char_indices().rev().take(6);
    let (at, _) = near.filter(|(_, mark)| is_chinese(*mark)).last()?;
    let inner = clause.get(at..)?;
    let (number, head) = parts(inner);
    number?;
    let span = Span { start: end - Span::new(0, inner.len()).end, end };
    let ordinal = clause.get(..at).is_some_and(|it| it.ends_with('第'));
    (!ordinal && SHORTEST <= inner.chars().count()).then(|| Slogan {
        span,
        whole: span,
        name: inner.to_owned(),
        number,
        head,
        bare: true,
    })
}

/// A slogan that stands under its name without quotation marks.
pub(super) fn named(text: &str, block: Span, at: Span, name: &str) -> Option<Slogan> {
    let before = Span { start: block.start, end: at.start }.of(text);
    let apart = !before.ends_with('“') && !before.ends_with(is_chinese);
    apart.then(|| Slogan {
        span: at,
        whole: at,
        name: name.to_owned(),
        number: None,
        head: String::new(),
        bare: true,
    })
}

/// The number and the shared word of 四个到位; no number where the name holds a second one.
fn parts(inner: &str) -> (Option<u32>, String) {
    let twice = inner.strip_prefix('双').map(|rest| (rest, 2));
    let read = twice.or_else(|| ordinal(inner).ok());
    let Some((rest, number)) = read else { return (None, String::new()) };
    let shorter = rest.strip_prefix(['个', '项', '大', '种', '条', '点', '张', '类', '本', '支']);
    let head = shorter.filter(|it| !it.is_empty()).unwrap_or(rest);
    let second = head != "一" && head.contains(is_chinese);
    let fit = (2..=MOST).contains(&number) && !head.is_empty() && !second && !head.contains('、');
    (fit.then_some(number), head.to_owned())
}
