//! The words of an expression: numbers, names and signs.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{map, map_opt, opt, recognize};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::ExpressionSlip;
use crate::text::Span;

/// A word of an expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) word: Word,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    Number(Decimal),
    Name(String),
    Sign(&'static str),
}

/// Longer signs before those they begin with.
const SIGNS: [&str; 16] =
    ["==", "!=", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "%"];

/// The words of `text`, or the first character that belongs to none.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ExpressionSlip> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let Ok((left, word)) = word(rest) else {
            return Err(stray(first, Span::new(start, start + first.len_utf8())));
        };
        tokens.push(Token { span: Span::new(start, text.len() - left.len()), word });
        rest = left.trim_start();
    }
    Ok(tokens)
}

fn word(input: &str) -> IResult<&str, Word> {
    alt((map(number, Word::Number), map(name, Word::Name), map(sign, Word::Sign))).parse(input)
}

/// An Arabic number without thousands separators.
fn number(input: &str) -> IResult<&str, Decimal> {
    let digits = || take_while1(|mark: char| mark.is_ascii_digit());
    let written = recognize((digits(), opt((tag("."), digits()))));
    map_opt(written, |it: &str| Decimal::from_str_exact(it).ok()).parse(input)
}

fn name(input: &str) -> IResult<&str, String> {
    let begins = |mark: char| mark.is_alphabetic() || mark == '_';
    let continues = |mark: char| mark.is_alphanumeric() || matches!(mark, '_' | '.' | '·');
    let whole = recognize((take_while_m(begins), take_while(continues)));
    map(whole, str::to_owned).parse(input)
}

/// One character of a kind.
fn take_while_m(begins: impl Fn(char) -> bool) -> impl Fn(&str) -> IResult<&str, &str> {
    move |input| nom::bytes::complete::take_while_m_n(1, 1, &begins).parse(input)
}

fn sign(input: &str) -> IResult<&str, &'static str> {
    let found = SIGNS.iter().find(|it| input.starts_with(**it));
    match found {
        Some(sign) => map(tag(*sign), |_| *sign).parse(input),
        None => nom::combinator::fail().parse(input),
    }
}

/// What people write instead of the signs of the language.
const MEANT: [(char, &str); 16] = [
    ('（', "("),
    ('）', ")"),
    ('＝', "=="),
    ('＋', "+"),
    ('－', "-"),
    ('—', "-"),
    ('×', "*"),
    ('＊', "*"),
    ('÷', "/"),
    ('／', "/"),
    ('≥', ">="),
    ('≤', "<="),
    ('≠', "!="),
    ('＞', ">"),
    ('＜', "<"),
    ('，', ","),
];

fn stray(mark: char, at: Span) -> ExpressionSlip {
    let slip = ExpressionSlip::new(
        at,
        format!("算式里不能写“{mark}”"),
        format!("`{mark}` cannot stand in an expression"),
    );
    match MEANT.iter().find(|(written, _)| *written == mark) {
        Some((_, meant)) => slip.help(format!("写成 {meant}"), format!("write {meant}")),
        None => slip.help(
            "可用：+ - * / ( ) == != < <= > >= and or not，以及 sum count abs round year",
            "there are + - * / ( ) == != < <= > >= and or not, and sum count abs round year",
        ),
    }
}
