//! Expressions of packs: `总数 == 城区 + 乡镇`, decimal arithmetic without loops or calls out.

mod evaluate;
mod number;
mod parse;
mod token;

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::text::{Node, Span};

pub use evaluate::{Names, Tolerance, Value};
pub use number::Interval;

/// A longer expression is refused.
const LONGEST: usize = 1_000;

/// An expression, read and sound.
#[derive(Clone, Debug)]
pub struct Expression {
    text: String,
    root: Term,
    uses: Vec<Use>,
}

/// A name in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: String,
    /// Where it stands in the expression.
    pub span: Span,
    /// What of it is asked.
    pub meaning: Meaning,
}

/// What an expression asks of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Its one value.
    Value,
    /// The sum of all its places.
    Sum,
    /// How many places it has; none is an answer too.
    Count,
    /// The year it is told for.
    Year,
}

/// A mistake in an expression, at its bytes of the expression as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionSlip {
    at: Span,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// What to write instead, in Chinese.
    pub help_zh: String,
    /// The same in English.
    pub help_en: String,
}

impl ExpressionSlip {
    fn new(at: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        let (help_zh, help_en) = (String::new(), String::new());
        Self { at, zh: zh.into(), en: en.into(), help_zh, help_en }
    }

    fn help(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { help_zh: zh.into(), help_en: en.into(), ..self }
    }

    /// The slip's place in the YAML file, where `node` holds the expression.
    pub fn within(&self, node: &Node, yaml: &str) -> Span {
        node.within(self.at, yaml)
    }
}

/// A part of an expression.
#[derive(Clone, Debug)]
struct Term {
    span: Span,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Number(Decimal),
    Name(String),
    /// `sum(name)`.
    Sum(String),
    /// `count(name)`.
    Count(String),
    /// `year(name)`; `year()` is the report's.
    Year(Option<String>),
    Abs(Box<Term>),
    /// A number and how many digits are kept behind the point.
    Round(Box<Term>, u32),
    Negative(Box<Term>),
    Not(Box<Term>),
    Pair(Operator, Box<Term>, Box<Term>),
}

/// What stands between two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn compares(self) -> bool {
        matches!(
            self,
            Operator::Equal
                | Operator::Unequal
                | Operator::Less
                | Operator::AtMost
                | Operator::More
                | Operator::AtLeast
        )
    }
}

impl Term {
    /// Whether it says yes or no, not a number.
    fn is_truth(&self) -> bool {
        match &self.kind {
            Kind::Not(_) => true,
            Kind::Pair(operator, ..) => {
                operator.compares() || matches!(operator, Operator::And | Operator::Or)
            }
            _ => false,
        }
    }
}

impl Expression {
    /// Reads an expression; a mistake answers with its place.
    pub fn read(text: &str) -> Result<Self, ExpressionSlip> {
        if LONGEST < text.len() {
            return Err(ExpressionSlip::new(
                Span::new(0, text.len()),
                format!("算式超过 {LONGEST} 字节"),
                format!("the expression is longer than {LONGEST} bytes"),
            )
            .help("用 let 分成几步", "cut it into steps with `let`"));
        }
        let (root, uses) = parse::parse(text)?;
        Ok(Self { text: text.to_owned(), root, uses })
    }

    /// Whether it says yes or no, not a number.
    pub fn is_truth(&self) -> bool {
        self.root.is_truth()
    }

    /// The names in it, as they stand.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }

    /// The value; nothing where a name has none, or the arithmetic has no answer.
    pub fn value(&self, names: &Names<'_>) -> Option<Value> {
        evaluate::value(&self.root, names)
    }

    /// The two sides of a comparison with their values.
    pub fn sides(&self, names: &Names<'_>) -> Option<(Interval, Interval)> {
        match &self.root.kind {
            Kind::Pair(operator, left, right) if operator.compares() => {
                let side = |it| match evaluate::value(it, names)? {
                    Value::Number(number) => Some(number),
                    Value::Truth(_) => None,
                };
                Some((side(left)?, side(right)?))
            }
            _ => None,
        }
    }

    /// The expression with every name replaced by what `shown` says of it.
    pub fn filled(&self, shown: impl Fn(&Use) -> String) -> String {
        let mut out = String::new();
        let mut at = 0;
        for used in &self.uses {
            out.push_str(Span { start: at, end: used.span.start }.of(&self.text));
            let _ = write!(out, "{}", shown(used));
            at = used.span.end;
        }
        out.push_str(self.text.get(at as usize..).unwrap_or(""));
        out.trim().replace("==", "=").replace("!=", "≠").replace("<>", "≠")
    }
}

#[cfg(test)]
mod tests;
