//! The words of a rule: templates with `{capture}`, checked at load.

use crate::text::decode::{Reader, Slip};
use crate::text::node::Node;
use crate::text::numeral;
use crate::text::{Language, Span};

/// A sentence with holes, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    zh: Vec<Piece>,
    en: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Capture { name: String, chinese: bool },
}

impl Template {
    /// Reads a string or `{zh, en}`; a capture that is not in `names` is a slip.
    pub fn read(node: &Node, names: &[&str], reader: &mut Reader) -> Option<Self> {
        if node.map().is_none() {
            reader.string(node)?;
            let zh = pieces(node, names, reader);
            return Some(Self { en: zh.clone(), zh });
        }
        reader.text(node)?;
        let part = |name, reader: &mut Reader| node.get(name).map(|it| pieces(it, names, reader));
        let zh = part("zh", reader)?;
        Some(Self { en: part("en", reader).unwrap_or_else(|| zh.clone()), zh })
    }

    /// The sentence with its holes filled; `value` gives what a name stands for.
    pub fn fill<'a>(&self, language: Language, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut words = String::new();
        for piece in self.pieces(language) {
            match piece {
                Piece::Words(text) => words.push_str(text),
                Piece::Capture { name, chinese: false } => {
                    words.push_str(value(name).unwrap_or(""))
                }
                Piece::Capture { name, chinese: true } => {
                    words.push_str(&in_chinese(value(name).unwrap_or("")));
                }
            }
        }
        words
    }

    /// Whether every hole has a value.
    pub fn is_known<'a>(
        &self,
        language: Language,
        value: impl Fn(&str) -> Option<&'a str>,
    ) -> bool {
        self.pieces(language).iter().all(|piece| match piece {
            Piece::Words(_) => true,
            Piece::Capture { name, .. } => value(name).is_some_and(|it| !it.is_empty()),
        })
    }

    fn pieces(&self, language: Language) -> &[Piece] {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}

/// A number written 一二三; anything else stays as it is.
fn in_chinese(written: &str) -> String {
    let digits = written.chars().filter(|mark| !matches!(mark, ',' | '，')).map(numeral::digit);
    let number = digits.into_iter().try_fold(0_u64, |sum, digit| {
        sum.checked_mul(10)?.checked_add(u64::from(digit?)).filter(|it| *it < 100_000_000)
    });
    match number {
        Some(number) if !written.is_empty() => numeral::to_chinese(number),
        _ => written.to_owned(),
    }
}

fn pieces(node: &Node, names: &[&str], reader: &mut Reader) -> Vec<Piece> {
    let text = node.scalar().unwrap_or("");
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(open) = rest.find(['{', '}']) else {
            words.push_str(rest);
            break;
        };
        words.push_str(rest.get(..open).unwrap_or(""));
        let brace = rest.get(open..).unwrap_or("");
        let start = at + open;
        if let Some(literal) = ["{{", "}}"].into_iter().find(|it| brace.starts_with(it)) {
            words.extend(literal.chars().next());
            at = start + 2;
            continue;
        }
        let inner = brace.strip_prefix('{').and_then(|it| it.split_once('}'));
        let Some((inner, _)) = inner else {
            reader.slip(stray_brace(node.within(Span::new(start, start + 1), &reader.yaml)));
            return pieces;
        };
        at = start + inner.len() + 2;
        let span = node.within(Span::new(start, at), &reader.yaml);
        if let Some(capture) = capture(inner, span, names, reader) {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(capture);
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

fn capture(inner: &str, span: Span, names: &[&str], reader: &mut Reader) -> Option<Piece> {
    let (name, form) = inner.split_once('|').unwrap_or((inner, ""));
    let name = name.trim();
    if !names.contains(&name) {
        let slip = Slip::new(
            span,
            format!("没有名为“{name}”的捕获"),
            format!("there is no capture `{name}`"),
        );
        reader.slip(slip.suggest(name, names));
        return None;
    }
    if !matches!(form.trim(), "" | "cn") {
        let slip =
            Slip::new(span, format!("不认识的写法“|{form}”"), format!("unknown form `|{form}`"));
        reader.slip(slip.help("可用：|cn（写成一二三）", "there is `|cn`: written 一二三"));
        return None;
    }
    Some(Piece::Capture { name: name.to_owned(), chinese: form.trim() == "cn" })
}

fn stray_brace(span: Span) -> Slip {
    Slip::new(span, "花括号没有配对", "a brace without its partner")
        .help("字面的花括号写成 {{ 或 }}", "write a literal brace as {{ or }}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::node::Value;

    fn check(written: &str, expect: &str, slips: &[&str]) {
        let yaml = format!("a: {written}");
        let value = Value::Scalar(written.to_owned());
        let node = Node { span: Span::new(3, yaml.len()), value };
        let mut reader = Reader { yaml: yaml.clone(), ..Reader::default() };
        let template = Template::read(&node, &["n", "text"], &mut reader).unwrap();
        let value = |name: &str| Some(if name == "n" { "1,023" } else { "甲" });
        assert_eq!(template.fill(Language::Zh, value), expect);
        let found: Vec<_> = reader.slips.iter().map(|slip| slip.span.of(&yaml)).collect();
        assert_eq!(found, slips, "{written}");
    }

    #[test]
    fn templates() {
        check("缺“{n|cn}、”，共{n}", "缺“一千零二十三、”，共1,023", &[]);
        check("{{{text}}}", "{甲}", &[]);
        check("{text|cn}", "甲", &[]);
        check("见{txt}处", "见处", &["{txt}"]);
        check("见{n|roman}处", "见处", &["{n|roman}"]);
        check("见{n", "", &["{"]);
        check("见}", "", &["}"]);
    }
}
