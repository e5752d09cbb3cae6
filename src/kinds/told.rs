//! Small counts told in words: 四个方面, 3项, 两大类.

use crate::text::Span;
use crate::text::numeral::{any_ordinal, digit, is_chinese};

/// A count: 四个.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The number with its counting word.
    pub span: Span,
    /// The number alone.
    pub digits: Span,
    /// Its value.
    pub number: u32,
    /// The counting word, if there is one.
    pub measure: Option<char>,
}

/// A greater number is a quantity, not the length of a list.
const MOST: u32 = 30;
/// Counting words of what can be listed; days, yuan and percentages cannot.
const MEASURES: &str =
    "个项大条类点件种场步道支部张组块篇座家所名位处份本款门套面只股次级层环端段起批句户间栋台";

/// The counts in `within`, from two on; 第三, 前三项, 近四项 and 十余项 are none.
pub(super) fn counts(text: &str, within: Span) -> Vec<Told> {
    let words = within.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|it| it.find(is_numeral)).map(|it| it + from) {
        let rest = words.get(at..).unwrap_or("");
        let length = rest.find(|mark| !is_numeral(mark)).unwrap_or(rest.len());
        from = at + length;
        let number = rest.get(..length).and_then(whole).filter(|it| (2..=MOST).contains(it));
        let before = words.get(..at).unwrap_or("");
        let Some(number) = number.filter(|_| !is_inexact(before)) else { continue };
        let next = rest.get(length..).and_then(|it| it.chars().next());
        if next.is_some_and(|mark| matches!(mark, '余' | '多' | '几' | '来' | '.' | '．')) {
            continue;
        }
        let measure = next.filter(|mark| MEASURES.contains(*mark));
        let end = from + measure.map_or(0, char::len_utf8);
        found.push(Told {
            span: Span::new(at, end).moved(within.start),
            digits: Span::new(at, from).moved(within.start),
            number,
            measure,
        });
    }
    found
}

fn is_numeral(mark: char) -> bool {
    is_chinese(mark) || digit(mark).is_some()
}

/// The value of a text that is nothing but a number.
fn whole(written: &str) -> Option<u32> {
    any_ordinal(written).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, number)| number)
}

/// Whether the words before a number make it an ordinal, a piece of a number or an approximation.
fn is_inexact(before: &str) -> bool {
    const WORDS: [&str; 18] = [
        "第", "前", "后", "近", "约", "超", "逾", "每", "另", "另外", "其余", "其他", "其它",
        "剩余", ".", "．", "—", "-",
    ];
    WORDS.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_a_sentence() {
        let check = |text: &str, expect: &[&str]| {
            let found = counts(text, Span::new(0, text.len()));
            let found: Vec<_> = found.iter().map(|it| it.span.of(text)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("抓好以下四个方面12项任务", &["四个", "12项"]);
        check("做了三方面工作", &["三"]);
        check("第三个、前两项、近四项、十余项、3.5个、十五五时期、一个", &[]);
        check("抓好两件大事", &["两件"]);
    }
}
