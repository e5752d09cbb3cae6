//! A YAML document as a tree of spanned scalars: what was written, and where.

use super::Span;
use super::compact::{put, put_bytes, take, take_text};

/// A YAML value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value stands, quotes included.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a YAML value is; scalars stay as written, duplicate keys are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar; `written` is its text without quotes and escapes.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order written.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where it was written.
    pub span: Span,
    /// The key.
    pub name: String,
}

impl Node {
    /// The scalar's text.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The list's members.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(members) => Some(members),
            _ => None,
        }
    }

    /// The map's entries.
    pub fn map(&self) -> Option<&[(Key, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of `name` in a map.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.map()?.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// A place to point at: a scalar itself, the first key of a map, the first member of a list.
    pub fn head(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |(key, _)| key.span),
            Value::List(members) => members.first().map_or(self.span, Node::head),
            Value::Null | Value::Scalar(_) => self.span,
        }
    }

    /// The bytes of `yaml` behind the bytes `at` of the scalar's text.
    pub fn within(&self, at: Span, yaml: &str) -> Span {
        let start = self.trace(at.start as usize, yaml);
        let end = self.trace(at.end as usize, yaml).max(start);
        Span::new(start, end).moved(self.span.start)
    }

    /// Walks the scalar's text and its notation side by side up to byte `at` of the text.
    fn trace(&self, at: usize, yaml: &str) -> usize {
        let raw = self.span.of(yaml);
        let style = raw.chars().next().unwrap_or(' ');
        let mut cursor = match style {
            '|' | '>' => raw.find('\n').map_or(0, |end| end + 1),
            '"' | '\'' => 1,
            _ => 0,
        };
        let text = self.scalar().unwrap_or("");
        for (offset, mark) in text.char_indices() {
            let rest = raw.get(cursor..).unwrap_or("");
            let (skipped, length) = notation(rest, mark, style);
            if at <= offset {
                return cursor + skipped;
            }
            cursor += skipped + length;
        }
        cursor.min(raw.len())
    }
}

/// How many bytes of `raw` to skip to the notation of `mark`, and how long that notation is.
fn notation(raw: &str, mark: char, style: char) -> (usize, usize) {
    let mut chars = raw.char_indices();
    while let Some((at, written)) = chars.next() {
        if style == '"' && written == '\\' {
            match chars.next() {
                Some((_, '\n')) | None => continue,
                Some((_, 'x')) => return (at, 4),
                Some((_, 'u')) => return (at, 6),
                Some((_, 'U')) => return (at, 10),
                Some((_, escaped)) => return (at, 1 + escaped.len_utf8()),
            }
        }
        if written == mark {
            let doubled = style == '\'' && mark == '\'';
            return (at, mark.len_utf8() * if doubled { 2 } else { 1 });
        }
        if mark == ' ' && written == '\n' {
            let blank = |it: char| it == ' ' || it == '\n';
            let rest = raw.get(at..).unwrap_or("");
            return (at, rest.len() - rest.trim_start_matches(blank).len());
        }
    }
    (0, 0)
}

/// The compact form in which the packs of the program are kept.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const SCALAR: u8 = 1;
    pub(super) const LIST: u8 = 2;
    pub(super) const MAP: u8 = 3;
}

impl Node {
    /// Appends the tree in compact form.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let (tag, count) = match &self.value {
            Value::Null => (tag::NULL, 0),
            Value::Scalar(_) => (tag::SCALAR, 0),
            Value::List(members) => (tag::LIST, members.len()),
            Value::Map(entries) => (tag::MAP, entries.len()),
        };
        out.push(tag);
        put_span(self.span, out);
        match &self.value {
            Value::Null => {}
            Value::Scalar(text) => put_bytes(text.as_bytes(), out),
            Value::List(members) => {
                put(count, out);
                members.iter().for_each(|member| member.encode(out));
            }
            Value::Map(entries) => {
                put(count, out);
                for (key, node) in entries {
                    put_span(key.span, out);
                    put_bytes(key.name.as_bytes(), out);
                    node.encode(out);
                }
            }
        }
    }

    /// Reads a tree in compact form off the front of `bytes`.
    pub fn decode(bytes: &mut &[u8]) -> Option<Node> {
        let (tag, rest) = bytes.split_first()?;
        *bytes = rest;
        let span = take_span(bytes)?;
        let value = match *tag {
            tag::NULL => Value::Null,
            tag::SCALAR => Value::Scalar(take_text(bytes)?),
            tag::LIST => {
                let count = take(bytes)?;
                Value::List((0..count).map(|_| Node::decode(bytes)).collect::<Option<_>>()?)
            }
            tag::MAP => {
                let count = take(bytes)?;
                let entry = |_| {
                    let key = Key { span: take_span(bytes)?, name: take_text(bytes)? };
                    Some((key, Node::decode(bytes)?))
                };
                Value::Map((0..count).map(entry).collect::<Option<_>>()?)
            }
            _ => return None,
        };
        Some(Node { span, value })
    }
}

fn put_span(span: Span, out: &mut Vec<u8>) {
    put(span.start as usize, out);
    put(span.len(), out);
}

fn take_span(bytes: &mut &[u8]) -> Option<Span> {
    let start = take(bytes)?;
    Some(Span::new(start, start + take(bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str, written: &str) -> Node {
        Node { span: Span::new(3, 3 + written.len()), value: Value::Scalar(text.to_owned()) }
    }

    #[test]
    fn a_byte_of_the_text_is_found_in_its_notation() {
        let check = |text: &str, written: &str, part: &str, expect: &str| {
            let yaml = format!("a: {written}\n");
            let at = text.find(part).unwrap();
            let span = Span::new(at, at + part.len());
            assert_eq!(scalar(text, written).within(span, &yaml).of(&yaml), expect, "{written}");
        };
        check("甲乙丙", "甲乙丙", "乙", "乙");
        check("甲'乙", "'甲''乙'", "乙", "乙");
        check("甲'乙", "'甲''乙'", "'", "''");
        check("甲\n乙\\丙", "\"甲\\n乙\\\\丙\"", "丙", "丙");
        check("甲\n乙", "\"甲\\n乙\"", "\n", "\\n");
        check("甲\n乙丙\n", "|\n    甲\n    乙丙\n", "乙丙", "乙丙");
        check("甲 乙", "甲\n     乙", "乙", "乙");
    }

    #[test]
    fn the_compact_form_reads_back() {
        let tree = Node {
            span: Span::new(0, 90_000),
            value: Value::Map(vec![
                (
                    Key { span: Span::new(0, 3), name: "甲".to_owned() },
                    Node { span: Span::new(5, 5), value: Value::Null },
                ),
                (
                    Key { span: Span::new(6, 7), name: "b".to_owned() },
                    Node {
                        span: Span::new(8, 200),
                        value: Value::List(vec![scalar(&"长".repeat(100), "长")]),
                    },
                ),
            ]),
        };
        let mut bytes = Vec::new();
        tree.encode(&mut bytes);
        assert_eq!(Node::decode(&mut bytes.as_slice()), Some(tree));
        for cut in 0..bytes.len() {
            assert_eq!(Node::decode(&mut &bytes[..cut]), None);
        }
    }
}
