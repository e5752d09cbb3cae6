//! Ranks: 第2位, 第三名, 首位.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, value};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use crate::text::numeral;

/// A rank at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// How many bytes it takes.
    pub length: usize,
    /// Which rank.
    pub number: u32,
}

/// The rank with which `input` begins; 第一书记 and 第二批 are none.
pub fn rank(input: &str) -> Option<Rank> {
    let (rest, (number, counter)) = written(input).ok()?;
    let ends = rest.chars().next().is_none_or(|mark| "，。；、：！）)”,;的 　\r\n".contains(mark));
    let whole = if counter { !rest.starts_with(['次', '单', '额', '义', '录']) } else { ends };
    (whole && 0 < number).then_some(Rank { length: input.len() - rest.len(), number })
}

fn written(input: &str) -> IResult<&str, (u32, bool)> {
    let counter =
        opt(alt((tag("位次"), tag("位"), tag("名")))).map(|it: Option<&str>| it.is_some());
    let counted = (preceded(tag("第"), numeral::any_ordinal), counter);
    let first = value((1, true), alt((tag("首位"), tag("榜首"))));
    alt((counted, first)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_what_is_none() {
        let number = |written| rank(written).map(|it| (it.length, it.number));
        assert_eq!(number("第2位，"), Some((7, 2)));
        assert_eq!(number("第三名"), Some((9, 3)));
        assert_eq!(number("第１２。"), Some((9, 12)));
        assert_eq!(number("第三的位次"), Some((6, 3)));
        assert_eq!(number("首位。"), Some((6, 1)));
        assert_eq!(number("第一书记"), None);
        assert_eq!(number("第二批次"), None);
        assert_eq!(number("第一季度"), None);
    }
}
