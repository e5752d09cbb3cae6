//! What to write in place of a match: words with the groups of the match, `{n|cn}几`.

use crate::text::decode::{Reader, Slip};
use crate::text::pattern::Match;
use crate::text::{Node, Span, numeral};

/// Words with holes for the groups of a match.
#[derive(Debug)]
pub(super) struct Instead {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Words(String),
    Group { name: String, form: Form },
}

/// How the text of a group is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    AsIs,
    Chinese,
    Arabic,
}

impl Instead {
    /// Reads a text; a hole that names none of the `groups` is a slip.
    pub(super) fn read(node: &Node, groups: &[String], reader: &mut Reader) -> Option<Self> {
        let mut rest = reader.string(node)?;
        let mut pieces = Vec::new();
        while let Some((words, hole)) = rest.split_once('{') {
            let Some((inner, after)) = hole.split_once('}') else { break };
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(group(inner, groups, node, reader)?);
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Some(Self { pieces })
    }

    /// The text for one match.
    pub(super) fn fill(&self, found: &Match, text: &str) -> String {
        let mut written = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => written.push_str(words),
                Piece::Group { name, form } => {
                    let group = found.group(name).map_or("", |span: Span| span.of(text));
                    written.push_str(&shown(group, *form));
                }
            }
        }
        written
    }
}

fn group(inner: &str, groups: &[String], node: &Node, reader: &mut Reader) -> Option<Piece> {
    let (name, form) = inner.split_once('|').unwrap_or((inner, ""));
    let form = match form {
        "" => Some(Form::AsIs),
        "cn" => Some(Form::Chinese),
        "digits" => Some(Form::Arabic),
        _ => None,
    };
    match form.filter(|_| groups.iter().any(|it| it == name)) {
        Some(form) => Some(Piece::Group { name: name.to_owned(), form }),
        None => {
            let names: Vec<&str> = groups.iter().map(String::as_str).collect();
            let slip = Slip::new(
                node.span,
                format!("instead 里的“{{{inner}}}”不是这条正则的分组"),
                format!("`{{{inner}}}` in `instead` is no group of this expression"),
            );
            reader.slip(slip.suggest(name, &names));
            None
        }
    }
}

fn shown(group: &str, form: Form) -> String {
    let number = match form {
        Form::AsIs => None,
        Form::Chinese => numeral::arabic(group).ok().filter(|it| it.0.is_empty()),
        Form::Arabic => {
            let number = numeral::cardinal_or_digits(group);
            return number.map_or_else(|| group.to_owned(), |it| it.to_string());
        }
    };
    number.map_or_else(|| group.to_owned(), |it| numeral::to_chinese(it.1.into()))
}
