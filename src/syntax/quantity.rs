//! Quantities: 4轮, 1,141人次, 近6万元, 百分之三十.
//!
//! A number without a unit is no quantity; nor is one in a short quotation (“两优一先”), in a
//! date, in a name (第3次, C919) or in a line number.

mod amount;
mod number;
mod placed;
mod rank;
mod share;
mod unit;

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::combinator::{fail, map, map_opt, opt};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::syntax::lexicon::{Lexicon, entries};
use crate::text::span::last_bytes;
use crate::text::{Span, numeral};

pub use amount::{Amount, Bound};
use number::{Number, arabic, begins_chinese, chinese, chinese_run, is_digit, magnitude};
pub use unit::Unit;

/// The value of a number alone: 1,141, １２, 三百二十六, 6.3万, 二〇二四.
pub fn number(text: &str) -> Option<Decimal> {
    shown(text).map(|(value, _)| value)
}

/// The value of a number alone, and the worth of the last digit shown: 1000 for 6.3万.
pub fn shown(text: &str) -> Option<(Decimal, Decimal)> {
    let power = map(opt(magnitude), |it| it.unwrap_or(Decimal::ONE));
    let read = (alt((arabic, chinese)), power).parse(text).ok();
    let whole = read.filter(|(rest, _)| rest.is_empty());
    match whole {
        Some((_, (number, power))) => number.times(power).map(|it| (it.value, it.ulp)),
        None => numeral::cardinal_or_digits(text).map(|it| (Decimal::from(it), Decimal::ONE)),
    }
}

/// A number with its unit, as written somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number, its unit and the words that approximate it.
    pub span: Span,
    /// Where the number itself begins.
    pub number: u32,
    /// The value in the unit's measure.
    pub amount: Amount,
    /// The unit.
    pub unit: Unit,
    /// Whether it is written in Chinese numerals.
    pub chinese: bool,
}

impl Quantity {
    /// The same quantity of a text that begins at `start`, in whose part at `at` it was read.
    fn moved(self, start: u32, at: usize) -> Quantity {
        let at = start + Span::new(0, at).end;
        let number = self.number + at;
        Quantity { span: self.span.moved(at), number, ..self }
    }
}

/// The quantities of `block`, in order.
pub fn quantities(text: &str, block: Span) -> Vec<Quantity> {
    let within = block.of(text);
    let mut found = Vec::new();
    let mut free = 0;
    let mut before = Before { last: '\n', digit: false };
    for (at, mark) in within.char_indices() {
        let preceded = before;
        before = before.then(mark);
        if at < free {
            continue;
        }
        let Some(rest) = within.get(at..) else { break };
        if let Some(length) = name_length(rest, mark) {
            free = at + length;
        } else if mark == '第' {
            if let Some((length, quantity)) = rank::placed(within.get(free..at).unwrap_or(""), rest)
            {
                free = at + length;
                found.push(quantity.moved(block.start, at));
            }
        } else if is_digit(mark) || begins_chinese(mark) {
            let (length, quantity) = read(within.get(free..at).unwrap_or(""), rest, preceded);
            free = at + length;
            found.extend(quantity.map(|it| it.moved(block.start, at)));
        }
    }
    found
}

/// The two characters before a number.
#[derive(Clone, Copy)]
struct Before {
    last: char,
    digit: bool,
}

impl Before {
    fn then(self, mark: char) -> Before {
        Before { last: mark, digit: is_digit(self.last) }
    }

    /// Whether a number here belongs to a name, a code or an older number.
    fn forbids(self, rest: &str, chinese: bool) -> bool {
        const CODES: &str = "第〔+×*/=＋№#_.．-";
        const WORDS: &str = "十星周礼初前双唯统同万几数";
        let opens_line = matches!(self.last, '\n' | '（' | '(' | ' ' | '　');
        CODES.contains(self.last)
            || self.last.is_ascii_alphanumeric()
            || (matches!(self.last, '—' | '–') && self.digit)
            || (chinese && WORDS.contains(self.last))
            || (!chinese && opens_line && is_item_number(rest))
    }
}

/// `3.` and `12）` at the head of a line count items.
fn is_item_number(rest: &str) -> bool {
    let closed = rest.trim_start_matches(is_digit);
    rest.chars().take(3).take_while(|mark| is_digit(*mark)).count() <= 2
        && closed.starts_with(['.', '．', '、', '）', ')'])
        && !closed.chars().nth(1).is_some_and(is_digit)
}

/// The length of a short quotation, a title or a code in brackets, whose numbers are names.
fn name_length(rest: &str, mark: char) -> Option<usize> {
    let (close, longest) = match mark {
        '“' => ('”', 14),
        '「' => ('」', 14),
        '"' => ('"', 14),
        '《' => ('》', 80),
        '〔' => ('〕', 9),
        '【' => ('】', 9),
        '[' => (']', 9),
        _ => return None,
    };
    // The two line ends count as one character.
    let mut marks = rest.char_indices().skip(1).filter(|(_, mark)| *mark != '\r').take(longest);
    let end = marks.find(|(_, mark)| *mark == close)?;
    Some(end.0 + close.len_utf8())
}

/// How much of `rest` is done with, and the quantity at its head.
fn read(earlier: &str, rest: &str, before: Before) -> (usize, Option<Found>) {
    let chinese = !rest.starts_with(is_digit);
    let run = if chinese {
        chinese_run(rest).len().max(rest.chars().next().map_or(1, char::len_utf8))
    } else {
        rest.find(|mark| !is_digit(mark) && !".,．".contains(mark)).unwrap_or(rest.len())
    };
    if before.forbids(rest, chinese) || (before.last == '前' && is_threshold(earlier)) {
        return (run, None);
    }
    let read = written(rest).ok().or_else(|| placed::placed(earlier, rest, before));
    let Some((left, written)) = read else { return (run, None) };
    let length = rest.len() - left.len();
    let approximator = BEFORE.suffix(last_bytes(earlier, 12));
    let bound = approximator.map(|(_, bound)| bound).filter(|bound| *bound != Bound::Exact);
    let lead = bound.and(approximator).map_or(0, |(word, _)| word.len());
    let found = written.amount(bound).map(|amount| Found { lead, length, amount, written });
    (length, found)
}

/// Whether the 前 at the end of the text counts from the top: 进入前200名, not 目前200名.
fn is_threshold(earlier: &str) -> bool {
    const TIMES: [char; 15] =
        ['目', '之', '此', '以', '当', '日', '年', '会', '提', '先', '事', '期', '月', '天', '午'];
    earlier.strip_suffix('前').is_some_and(|it| !it.ends_with(TIMES))
}

/// A quantity relative to where its number begins.
struct Found {
    lead: usize,
    length: usize,
    amount: Amount,
    written: Written,
}

impl Found {
    fn moved(self, start: u32, at: usize) -> Quantity {
        let span = Span::new(at - self.lead, at + self.length).moved(start);
        let number = Span::new(at, at).moved(start).start;
        let Written { unit, chinese, .. } = self.written;
        Quantity { span, number, amount: self.amount, unit: unit.unit, chinese }
    }
}

/// A quantity as written, before its value is worked out.
#[derive(Clone, Copy)]
struct Written {
    number: Number,
    upper: Option<Number>,
    unit: unit::Written,
    middle: Option<Bound>,
    after: Option<Bound>,
    chinese: bool,
}

impl Written {
    fn amount(&self, before: Option<Bound>) -> Option<Amount> {
        let number = self.number.times(self.unit.factor)?;
        if let Some(upper) = self.upper {
            let upper = upper.times(self.unit.factor)?;
            return Amount::range(number.value, upper.value, number.ulp);
        }
        let after = self.after.filter(|bound| *bound != Bound::Exact);
        let bound = before.or(after).or(self.middle).unwrap_or_default();
        Amount::new(number.value, number.ulp, bound)
    }
}

fn written(input: &str) -> IResult<&str, Written> {
    alt((fraction, share::tenths, share::fraction, counted)).parse(input)
}

/// 百分之三十, 千分之五.
fn fraction(input: &str) -> IResult<&str, Written> {
    let of = |word, sign: &'static str| map_opt(tag(word), move |_| unit::unit(sign).ok());
    let (rest, (_, unit)) = alt((of("百分之", "%"), of("千分之", "‰"))).parse(input)?;
    let (rest, (number, chinese)) =
        alt((map(arabic, |number| (number, false)), map(chinese, |number| (number, true))))
            .parse(rest)?;
    let (rest, after) = opt(after).parse(rest)?;
    Ok((rest, Written { number, upper: None, unit, middle: None, after, chinese }))
}

fn counted(input: &str) -> IResult<&str, Written> {
    let (rest, (number, chinese)) = alt((
        map(arabic, |number| (number, false)),
        map_opt(with_rest(chinese), |(number, rest)| {
            (!is_fixed_expression(rest)).then_some((number, true))
        }),
    ))
    .parse(input)?;
    let (rest, (power, middle)) = (factor, opt(middle)).parse(rest)?;
    // 200余亿; but the 千 of 86万千瓦时 belongs to the unit.
    let (rest, more) = if middle.is_some() { factor(rest)? } else { (rest, None) };
    let scaled = power
        .map_or(Some(number), |power| number.times(power))
        .and_then(|number| more.map_or(Some(number), |more| number.times(more)));
    let Some(scaled) = scaled else { return fail().parse(input) };
    if let Ok((rest, (unit, upper, power))) = upper(rest) {
        let shared = power.filter(|_| scaled == number).and_then(|power| number.times(power));
        let number = shared.unwrap_or(scaled);
        let written = Written { number, upper: Some(upper), unit, middle, after: None, chinese };
        return Ok((rest, written));
    }
    let accept =
        |(unit, rest): (unit::Written, &str)| accepts(scaled, unit, rest, chinese).then_some(unit);
    let (rest, unit) =
        (blank, map_opt(with_rest(unit::unit), accept)).map(|it| it.1).parse(rest)?;
    let (rest, after) = opt(after).parse(rest)?;
    Ok((rest, Written { number: scaled, upper: None, unit, middle, after, chinese }))
}

/// The result of `parser` with the text after it.
fn with_rest<'a, T>(
    mut parser: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>,
) -> impl FnMut(&'a str) -> IResult<&'a str, (T, &'a str)> {
    move |input| parser.parse(input).map(|(rest, value)| (rest, (value, rest)))
}

fn blank(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 1, |mark| mark == ' ').parse(input)
}

fn factor(input: &str) -> IResult<&str, Option<Decimal>> {
    opt((blank, magnitude).map(|it| it.1)).parse(input)
}

/// Dates and fixed words after a Chinese numeral: 三月, 一届, 三大, 四方面.
fn is_fixed_expression(rest: &str) -> bool {
    rest.starts_with([
        '年', '月', '日', '号', '届', '大', '是', '要', '中', '带', '路', '体', '化', '线', '者',
        '来',
    ]) || rest.starts_with("方面")
}

/// Whether the unit is one here, and the number not an indefinite 一.
fn accepts(number: Number, unit: unit::Written, rest: &str, chinese: bool) -> bool {
    let indefinite = chinese && number.value <= Decimal::ONE;
    let small = number.value <= Decimal::from(3);
    !indefinite && !unit::is_trap(unit.surface, rest, chinese, small)
}

/// The second half of a range with the one unit of both: 3—5个, 3个至5个, 9亿～16亿元.
fn upper(input: &str) -> IResult<&str, (unit::Written, Number, Option<Decimal>)> {
    let (rest, own) = opt(unit::unit).parse(input)?;
    let dash = take_while_m_n(1, 2, |mark| "—-–~～至到".contains(mark));
    let (rest, (dash, number, power, unit)) = (dash, arabic, factor, unit::unit).parse(rest)?;
    let moves = own.is_some() && dash.starts_with('到');
    let alike = own.is_none_or(|own| own.unit.dimension == unit.unit.dimension);
    match number.times(power.unwrap_or(Decimal::ONE)) {
        Some(number) if alike && !moves => Ok((rest, (unit, number, power))),
        _ => fail().parse(input),
    }
}

/// 余, 多, 来, 几 between number and unit.
fn middle(input: &str) -> IResult<&str, Bound> {
    map_opt(nom::character::complete::anychar, |mark| match mark {
        '余' | '多' => Some(Bound::Over),
        '来' | '几' => Some(Bound::About),
        _ => None,
    })
    .parse(input)
}

fn after(input: &str) -> IResult<&str, Bound> {
    let found = AFTER.prefix(input);
    let rest = found.and_then(|(word, _)| input.strip_prefix(word));
    match (found, rest) {
        (Some((_, bound)), Some(rest)) => Ok((rest, bound)),
        _ => fail().parse(input),
    }
}

static BEFORE: LazyLock<Lexicon<Bound>> = LazyLock::new(|| approximators("before-"));
static AFTER: LazyLock<Lexicon<Bound>> = LazyLock::new(|| approximators("after-"));

fn approximators(side: &str) -> Lexicon<Bound> {
    let file = include_str!("../../rules/lexicon/approximators.txt");
    Lexicon::of(entries(file).filter_map(|(key, word)| {
        let bound = match key.strip_prefix(side)? {
            "over" => Bound::Over,
            "under" => Bound::Under,
            "about" => Bound::About,
            "at-least" => Bound::AtLeast,
            "at-most" => Bound::AtMost,
            _ => Bound::Exact,
        };
        Some((word, bound))
    }))
}

/// The value of the four digits of a year between 1900 and 2099 at the head of `input`.
pub(crate) fn year(input: &str) -> IResult<&str, u32> {
    let four = take_while_m_n(4, 4, is_digit);
    map_opt(four, |digits: &str| {
        let value =
            digits.chars().try_fold(0_u32, |sum, mark| Some(sum * 10 + numeral::digit(mark)?))?;
        (1900..2100).contains(&value).then_some(value)
    })
    .parse(input)
}

#[cfg(test)]
mod tests;
