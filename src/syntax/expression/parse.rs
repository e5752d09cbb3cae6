//! The grammar of expressions: `or`, then `and`, `not`, comparisons, sums, products, signs.

use super::token::{Token, Word, tokens};
use super::{ExpressionSlip, Kind, Meaning, Operator, Term, Use};
use crate::text::Span;

/// How deep brackets may be nested.
const DEEPEST: usize = 32;

/// Words that cannot be names of figures.
const FUNCTIONS: [&str; 5] = ["sum", "count", "abs", "round", "year"];

type Parsed = Result<Term, ExpressionSlip>;

/// Reads all of `text`.
pub(super) fn parse(text: &str) -> Result<(Term, Vec<Use>), ExpressionSlip> {
    let tokens = tokens(text)?;
    let end = text.trim_end().len();
    let last = text.trim_end().chars().next_back().map_or(0, char::len_utf8);
    let end = Span::new(end - last, end);
    let mut parser = Parser { tokens, at: 0, depth: 0, end, uses: Vec::new() };
    let root = parser.or()?;
    if let Some(token) = parser.peek() {
        return Err(match &token.word {
            Word::Sign("%") => ExpressionSlip::new(
                token.span,
                "算式里不能写百分号",
                "a percent sign cannot stand in an expression",
            )
            .help("30% 写成 0.3 或 30 / 100", "write 30% as 0.3 or 30 / 100"),
            Word::Sign(")") => {
                ExpressionSlip::new(token.span, "多了一个右括号", "one closing bracket too many")
                    .help("删去它，或补上 (", "remove it, or open it with (")
            }
            _ => ExpressionSlip::new(
                token.span,
                "这里缺少运算符",
                "an operator is missing before this",
            )
            .help("可用：+ - * / == != < <= > >= and or", "one of: + - * / == != < <= > >= and or"),
        });
    }
    Ok((root, parser.uses))
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The last character.
    end: Span,
    uses: Vec<Use>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// Where the next word stands, or the end.
    fn here(&self) -> Span {
        self.peek().map_or(self.end, |token| token.span)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let found = self.peek().is_some_and(|it| match &it.word {
            Word::Sign(written) => *written == sign,
            Word::Name(written) => written == sign,
            Word::Number(_) => false,
        });
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExpressionSlip> {
        if self.takes(sign) {
            return Ok(());
        }
        Err(ExpressionSlip::new(
            self.here(),
            format!("这里缺少“{sign}”"),
            format!("`{sign}` is missing here"),
        ))
    }

    /// One of `operators` that stands next.
    fn operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        operators.iter().find(|(sign, _)| self.takes(sign)).map(|(_, operator)| *operator)
    }

    fn or(&mut self) -> Parsed {
        let mut left = self.and()?;
        while self.takes("or") {
            left = pair(Operator::Or, truth(left)?, truth(self.and()?)?);
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed {
        let mut left = self.not()?;
        while self.takes("and") {
            left = pair(Operator::And, truth(left)?, truth(self.not()?)?);
        }
        Ok(left)
    }

    fn not(&mut self) -> Parsed {
        let mut starts = Vec::new();
        loop {
            let start = self.here();
            if !self.takes("not") {
                break;
            }
            starts.push(start);
        }
        let mut term = self.comparison()?;
        while let Some(start) = starts.pop() {
            term = truth(term)?;
            term = Term { span: start.join(term.span), kind: Kind::Not(Box::new(term)) };
        }
        Ok(term)
    }

    fn comparison(&mut self) -> Parsed {
        const SIGNS: [(&str, Operator); 8] = [
            ("==", Operator::Equal),
            ("=", Operator::Equal),
            ("!=", Operator::Unequal),
            ("<>", Operator::Unequal),
            ("<=", Operator::AtMost),
            (">=", Operator::AtLeast),
            ("<", Operator::Less),
            (">", Operator::More),
        ];
        let left = self.sum()?;
        let Some(operator) = self.operator(&SIGNS) else { return Ok(left) };
        let term = pair(operator, number(left)?, number(self.sum()?)?);
        let again = self.here();
        if self.operator(&SIGNS).is_some() {
            return Err(ExpressionSlip::new(
                again,
                "一个比较只能有两边",
                "a comparison has two sides only",
            )
            .help("a < b < c 写成 a < b and b < c", "write a < b < c as a < b and b < c"));
        }
        Ok(term)
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        let signs = [("+", Operator::Plus), ("-", Operator::Minus)];
        while let Some(operator) = self.operator(&signs) {
            left = pair(operator, number(left)?, number(self.product()?)?);
        }
        Ok(left)
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        let signs = [("*", Operator::Times), ("/", Operator::Over)];
        while let Some(operator) = self.operator(&signs) {
            left = pair(operator, number(left)?, number(self.signed()?)?);
        }
        Ok(left)
    }

    fn signed(&mut self) -> Parsed {
        let start = self.here();
        let (mut negative, mut signed) = (false, false);
        while self.takes("-") {
            (negative, signed) = (!negative, true);
        }
        let term = self.atom()?;
        if !signed {
            return Ok(term);
        }
        let term = number(term)?;
        let span = start.join(term.span);
        let kind = if negative { Kind::Negative(Box::new(term)) } else { term.kind };
        Ok(Term { span, kind })
    }

    fn atom(&mut self) -> Parsed {
        let Some(Token { span, word }) = self.peek().cloned() else {
            return Err(ExpressionSlip::new(
                self.here(),
                "算式没有写完",
                "the expression ends too early",
            )
            .help("这后面要有数、名称或括号", "a number, a name or a bracket must follow"));
        };
        self.at += 1;
        match word {
            Word::Number(value) => Ok(Term { span, kind: Kind::Number(value) }),
            Word::Sign("(") => {
                let inner = self.nested(span, Self::or)?;
                self.expect(")")?;
                Ok(inner)
            }
            Word::Name(name) if FUNCTIONS.contains(&name.as_str()) => self.call(&name, span),
            Word::Name(name) if !matches!(name.as_str(), "and" | "or" | "not") => {
                self.uses.push(Use { name: name.clone(), span, meaning: Meaning::Value });
                Ok(Term { span, kind: Kind::Name(name) })
            }
            Word::Name(_) | Word::Sign(_) => Err(ExpressionSlip::new(
                span,
                "这里应是数、名称或括号",
                "a number, a name or a bracket is expected here",
            )),
        }
    }

    fn nested(&mut self, at: Span, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if DEEPEST <= self.depth {
            return Err(ExpressionSlip::new(
                at,
                format!("括号嵌套超过 {DEEPEST} 层"),
                format!("brackets are nested deeper than {DEEPEST}"),
            ));
        }
        self.depth += 1;
        let term = inner(self)?;
        self.depth -= 1;
        Ok(term)
    }

    fn call(&mut self, function: &str, span: Span) -> Parsed {
        self.expect("(")?;
        let kind = match function {
            "sum" => Kind::Sum(self.name(Meaning::Sum)?),
            "count" => Kind::Count(self.name(Meaning::Count)?),
            "year" if self.takes(")") => return Ok(Term { span, kind: Kind::Year(None) }),
            "year" => Kind::Year(Some(self.name(Meaning::Year)?)),
            "abs" => Kind::Abs(Box::new(number(self.nested(span, Self::sum)?)?)),
            _ => {
                let inner = number(self.nested(span, Self::sum)?)?;
                Kind::Round(Box::new(inner), self.digits()?)
            }
        };
        let end = self.here();
        self.expect(")")?;
        Ok(Term { span: span.join(end), kind })
    }

    /// The name between the brackets of `sum`, `count` and `year`.
    fn name(&mut self, meaning: Meaning) -> Result<String, ExpressionSlip> {
        let at = self.here();
        match self.peek().map(|it| it.word.clone()) {
            Some(Word::Name(name)) => {
                self.at += 1;
                self.uses.push(Use { name: name.clone(), span: at, meaning });
                Ok(name)
            }
            _ => Err(ExpressionSlip::new(
                at,
                "括号里要写一个数字的名称",
                "the brackets hold the name of a figure",
            )
            .help("如 sum(名称)", "for example sum(name)")),
        }
    }

    /// How many digits `round` keeps.
    fn digits(&mut self) -> Result<u32, ExpressionSlip> {
        if !self.takes(",") {
            return Ok(0);
        }
        let at = self.here();
        let digits = match self.peek().map(|it| it.word.clone()) {
            Some(Word::Number(value)) => u32::try_from(value).ok(),
            _ => None,
        };
        self.at += 1;
        digits.filter(|it| *it <= 10).ok_or_else(|| {
            ExpressionSlip::new(
                at,
                "round 的位数应是 0 到 10 的整数",
                "`round` keeps 0 to 10 digits",
            )
            .help("如 round(a, 2)", "for example round(a, 2)")
        })
    }
}

fn pair(operator: Operator, left: Term, right: Term) -> Term {
    let span = left.span.join(right.span);
    Term { span, kind: Kind::Pair(operator, Box::new(left), Box::new(right)) }
}

fn truth(term: Term) -> Parsed {
    if term.is_truth() {
        return Ok(term);
    }
    Err(ExpressionSlip::new(
        term.span,
        "这里应是一个比较，而不是数",
        "a comparison is expected here, not a number",
    )
    .help(
        "and、or、not 连接比较，如 a > 0 and b > 0",
        "and, or, not join comparisons: a > 0 and b > 0",
    ))
}

fn number(term: Term) -> Parsed {
    if !term.is_truth() {
        return Ok(term);
    }
    Err(ExpressionSlip::new(
        term.span,
        "这里应是数，而不是比较",
        "a number is expected here, not a comparison",
    ))
}
