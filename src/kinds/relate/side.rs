//! One side of a relation: a pattern or a named figure, in the draft or in another document.

use super::SEPARATOR;
use crate::kinds::named::{chosen, places_in};
use crate::kinds::{CURRENT, Context, silence};
use crate::model::Document;
use crate::syntax::expression::Interval;
use crate::syntax::quantity;
use crate::text::decode::{Reader, Slip};
use crate::text::named::NamedFigure;
use crate::text::node::Value;
use crate::text::pattern::{Match, PatternId, Role};
use crate::text::{Node, Place, Span, Text};

/// What is looked for, and in which document.
#[derive(Debug)]
pub(super) struct Side {
    by: By,
    pub(super) role: String,
    /// The names that joins, expressions and messages may use.
    pub(super) groups: Vec<String>,
}

#[derive(Debug)]
enum By {
    Pattern(PatternId),
    Figure(NamedFigure),
}

/// A place of one side.
pub(super) struct Found {
    pub(super) place: Place,
    /// The named groups as written.
    pub(super) groups: Vec<(String, String)>,
    /// The value of a named figure.
    value: Option<Interval>,
}

impl Side {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let (pattern, figure) = (fields.take("pattern"), fields.take("figure"));
        let role = fields.take("role").map(|it| reader.string(it).unwrap_or("").to_owned());
        let span = fields.span;
        reader.finish(fields);
        let role = role.unwrap_or_else(|| CURRENT.to_owned());
        if role != CURRENT && !reader.roles.contains(&role) {
            reader.roles.push(role.clone());
        }
        match (pattern, figure) {
            (Some(pattern), None) => {
                let known = reader.groups.len();
                let id = reader.pattern(pattern, Role::Search)?;
                // Joins and expressions use them under other names.
                reader.groups.truncate(known);
                let groups = reader.patterns.get(id.0).map(|it| it.groups()).unwrap_or_default();
                Some(Self { by: By::Pattern(id), role, groups })
            }
            (None, Some(figure)) => {
                let list = Node { span: figure.span, value: Value::List(vec![figure.clone()]) };
                let figure = chosen(Some(&list), reader).pop()?;
                Some(Self { by: By::Figure(figure), role, groups: vec!["v".to_owned()] })
            }
            _ => {
                reader.slip(
                    Slip::new(
                        span,
                        "pattern、figure 要写且只写一个",
                        "write exactly one of `pattern` and `figure`",
                    )
                    .help(
                        "pattern 是正则表达式，figure 是起了名字的数字",
                        "`pattern` is a regular expression, `figure` a named figure",
                    ),
                );
                None
            }
        }
    }

    /// Whether the side is in the draft itself.
    pub(super) fn is_draft(&self) -> bool {
        self.role == CURRENT
    }

    /// Why the side, here called `name`, has no place.
    pub(super) fn missing(&self, name: &str, context: &Context<'_>) -> Text {
        if self.role != CURRENT {
            let role = &self.role;
            return Text::new(
                format!("{name} 在角色为“{role}”的文件里一处也没有找到"),
                format!("`{name}` finds nothing in the document `{role}`"),
            );
        }
        match &self.by {
            By::Pattern(id) => silence::lacking(context, *id, name).unwrap_or_default(),
            By::Figure(figure) => silence::figure(context, figure),
        }
    }

    /// All places, in every document with the role; nothing where none was given.
    pub(super) fn places(&self, context: &Context<'_>) -> Option<Vec<Found>> {
        if self.is_draft() {
            return Some(self.places_in(None, context));
        }
        let documents = context.beside.documents.iter().filter(|(role, _)| *role == self.role);
        let mut documents = documents.peekable();
        documents.peek()?;
        Some(documents.flat_map(|it| self.places_in(Some(&it.1), context)).collect())
    }

    fn places_in(&self, other: Option<&Document>, context: &Context<'_>) -> Vec<Found> {
        let document = other.unwrap_or(context.document);
        let find = |id| match other {
            Some(other) => context.scan.over(id, &other.source.text),
            None => context.scan.find(id),
        };
        match &self.by {
            By::Pattern(id) => find(*id).iter().map(|it| of_match(it, document)).collect(),
            By::Figure(figure) => places_in(figure, document, find)
                .into_iter()
                .map(|told| Found {
                    groups: vec![("v".to_owned(), written(told.span, document))],
                    value: Some(told.value),
                    place: Place { source: document.source.id, span: told.span },
                })
                .collect(),
        }
    }
}

fn written(span: Span, document: &Document) -> String {
    span.of(&document.source.text).to_owned()
}

/// The place is the group `at`, else the whole match.
fn of_match(found: &Match, document: &Document) -> Found {
    let span = found.group("at").unwrap_or(found.span);
    let groups = found.groups.iter().map(|(name, span)| (name.clone(), written(*span, document)));
    let place = Place { source: document.source.id, span };
    Found { place, groups: groups.collect(), value: None }
}

impl Found {
    /// The text of a group.
    pub(super) fn group(&self, name: &str) -> Option<&str> {
        self.groups.iter().find(|(group, _)| group == name).map(|(_, text)| text.trim())
    }

    /// The number in a group.
    pub(super) fn number(&self, name: &str) -> Option<Interval> {
        let number = |text: &str| quantity::number(text.trim_end_matches(['%', '％']));
        self.value.or_else(|| number(self.group(name)?).map(Interval::exact))
    }

    /// What joins the place with others: numbers are joined by their value.
    pub(super) fn key(&self, groups: &[String]) -> Option<String> {
        let mut key = String::new();
        for (index, name) in groups.iter().enumerate() {
            let text = self.group(name)?;
            if 0 < index {
                key.push(SEPARATOR);
            }
            match quantity::number(text) {
                Some(number) => key.push_str(&number.normalize().to_string()),
                None => key.push_str(text),
            }
        }
        Some(key)
    }
}
