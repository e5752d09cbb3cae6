//! A YAML document as a tree of spanned scalars: what was written, and where.

use super::Span;

/// A YAML value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value stands (of a list or map: where it begins).
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
}
