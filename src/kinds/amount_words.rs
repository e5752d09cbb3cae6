//! `amount-words`: an amount of money in capital numerals, and the same in digits beside it.
//!
//! 人民币壹拾万元整（100000元）, ￥5,000.00（大写：伍仟元整）. Silent where only brackets and the
//! words of an invoice do not join the two, and where one of two neighbours agrees.

use super::{Context, Finding, Kind, Related, silence};
use crate::syntax::capital::{CAPITALS, Capital, Digits, capital, digits};
use crate::text::decode::Reader;
use crate::text::pattern::PatternId;
use crate::text::span::{first_bytes, last_bytes};
use crate::text::{Confidence, Node, Place, Span, Text};

/// No parameters.
#[derive(Debug)]
pub struct AmountWords {
    search: PatternId,
}

impl Kind for AmountWords {
    const NAME: &'static str = "amount-words";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let fields = reader.fields(node)?;
        reader.finish(fields);
        Some(Self { search: reader.literals(&CAPITALS.map(str::to_owned)) })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["words", "reading", "digits"]
    }

    fn remarks(&self, _context: &Context<'_>) -> Vec<Text> {
        silence::unlisted()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        let mut free = 0;
        for hit in context.scan.find(self.search) {
            let block = source.block_at(hit.span.start).and_then(|at| source.blocks.get(at));
            let block = block.map_or(hit.span, |block| block.span);
            let rest = Span { start: hit.span.start, end: block.end }.of(&source.text);
            if hit.span.start < free {
                continue;
            }
            let Some(words) = capital(first_bytes(rest, FAR)) else { continue };
            let at = Span::new(0, words.length).moved(hit.span.start);
            free = at.end;
            let beside = beside(&source.text, block, at);
            if let Some(odd) = beside.first().filter(|_| !beside.iter().any(|it| it.fits(words))) {
                found.push(finding(context, words, at, odd));
            }
        }
    }
}

/// How many bytes around an amount its other form is looked for.
const FAR: usize = 160;

/// An amount in digits and where it stands.
struct Beside {
    span: Span,
    digits: Digits,
}

impl Beside {
    /// Whether both are one amount, to the last digit shown.
    fn fits(&self, words: Capital) -> bool {
        let apart = words.value.and_then(|it| it.checked_sub(self.digits.value));
        let rounded = if self.digits.ulp < 100.into() { 0.into() } else { self.digits.ulp };
        apart.is_some_and(|apart| apart.is_zero() || apart.abs() < rounded)
    }
}

/// The amounts in digits right after and right before `at`.
fn beside(text: &str, block: Span, at: Span) -> Vec<Beside> {
    let after = first_bytes(Span { start: at.end, end: block.end }.of(text), FAR);
    let before = last_bytes(Span { start: block.start, end: at.start }.of(text), FAR);
    let after = following(after).map(|it| it.moved(at.end));
    let before_start = at.start - Span::new(0, before.len()).end;
    let before = preceding(before).map(|it| it.moved(before_start));
    after.into_iter().chain(before).collect()
}

impl Beside {
    fn moved(self, by: u32) -> Self {
        Self { span: self.span.moved(by), ..self }
    }
}

/// The words and marks that may join an amount with its other form.
fn is_joint(mark: char) -> bool {
    "（(）)，,：:、 　小写大人民币即计金额整RMB".contains(mark)
}

/// （10000元）, （小写：￥10,000.00）
fn following(text: &str) -> Option<Beside> {
    let start = text.find(|mark| !is_joint(mark))?;
    let (joint, rest) = text.split_at_checked(start)?;
    let digits = digits(rest)?;
    let signed = rest.starts_with(['￥', '¥']) && !joint.contains(['，', ',', '、']);
    let joined = joint.contains(['（', '(']) || joint.contains("小写") || signed;
    let closed = !joint.starts_with(['）', ')']) || joint.contains("小写");
    let tail = rest.get(digits.length..)?;
    let ends = tail.chars().next();
    // 贰万元（15000元、5000元）: the bracket tells parts.
    let bracket = tail.split(['）', ')', '。']).next().unwrap_or("");
    let alone = !bracket.contains(|mark: char| mark.is_ascii_digit());
    let whole = alone && ends.is_none_or(|mark| "）)，,。；;、整 　\r\n".contains(mark));
    let known = digits.money || joint.contains("小写");
    (joined && closed && whole && known && joint.len() < 40)
        .then(|| Beside { span: Span::new(start, start + digits.length), digits })
}

/// 10000元（壹万元整）, ￥10,000.00（大写：壹万元整）
fn preceding(text: &str) -> Option<Beside> {
    let end = text.trim_end_matches(is_joint).len();
    let (rest, joint) = text.split_at_checked(end)?;
    let bracketed = joint.contains(['（', '(']) && !joint.contains(['）', ')']);
    if !bracketed && !joint.contains("大写") {
        return None;
    }
    let number = |mark: char| mark.is_ascii_digit() || ",.，．万亿千百元圆￥¥".contains(mark);
    let run = rest.trim_end_matches(number).len();
    let run = rest.get(run..)?.trim_start_matches([',', '.', '，', '．', '元', '万', '亿']);
    let digits = digits(run).filter(|it| it.length == run.len() && it.money)?;
    Some(Beside { span: Span::new(end - run.len(), end), digits })
}

fn finding(context: &Context<'_>, words: Capital, at: Span, odd: &Beside) -> Finding {
    let source = &context.document.source;
    let reading = words.value.map_or_else(|| "？".to_owned(), |it| it.normalize().to_string());
    let level = if words.value.is_some() { Confidence::Certain } else { Confidence::Likely };
    let (written, digits) = (at.of(&source.text), odd.span.of(&source.text));
    let place = Place { source: source.id, span: odd.span };
    Finding {
        related: vec![Related { place, captures: Vec::new() }],
        values: vec![
            (written.to_owned(), reading.clone(), "元".to_owned()),
            (digits.to_owned(), odd.digits.value.normalize().to_string(), "元".to_owned()),
        ],
        captures: vec![
            ("words".into(), written.to_owned()),
            ("reading".into(), reading),
            ("digits".into(), digits.to_owned()),
        ],
        ..Finding::at(context.document, at, level)
    }
}
