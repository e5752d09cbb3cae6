//! `pack schema`: what a pack may hold, as a JSON Schema for editors or as tables for people.
//!
//! Both are made of the tables in `table.rs`; a test holds those against what the decoders know.

mod reference;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::cli::screen::Screen;
use crate::cli::{Exit, Outcome};
use crate::kinds::Check;
use crate::text::Language;
use table::{Key, Kind, Type, said};

pub(super) fn print(output: Option<PathBuf>, tables: bool, language: Language) -> Outcome {
    Screen::plain(output, language).write(|out| {
        if tables {
            return out.write_all(reference::tables(language).as_bytes());
        }
        writeln!(out, "{:#}", Schema { language }.whole())
    })?;
    Ok(Exit::Clean)
}

/// The kinds of this program.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    table::KINDS.iter().filter(|it| Check::NAMES.contains(&it.name))
}

/// Writes the schema in one language.
struct Schema {
    language: Language,
}

impl Schema {
    /// A file with `jiaohe` is a pack, any other a rule of a folder.
    fn whole(&self) -> Value {
        json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": self.say("校核规则包", "A rule pack of jiaohe"),
            "if": { "required": ["jiaohe"] },
            "then": { "$ref": "#/definitions/pack" },
            "else": { "$ref": "#/definitions/rule" },
            "definitions": self.definitions(),
        })
    }

    fn definitions(&self) -> Map<String, Value> {
        let maps = table::MAPS.iter().map(|(name, keys)| {
            let map = self.object(keys);
            let map = match *name {
                "rule" => with(map, "anyOf", rule()),
                "figure" => with(map, "anyOf", figure()),
                "insert" => with(map, "oneOf", json!([must("before"), must("after")])),
                "side" => with(map, "oneOf", json!([must("pattern"), must("figure")])),
                _ => map,
            };
            (*name, map)
        });
        let more = [
            ("text", any(&[text(), reference("words")])),
            ("level", any(&[level(), reference("levels")])),
            ("label", any(&[reference("text"), reference("labels")])),
            ("check", self.check()),
            ("params", self.params()),
            ("named", any(&[text(), reference("figure")])),
            ("listed", listed()),
        ];
        maps.chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        said((zh, en), self.language)
    }

    /// A map with these keys and no others.
    fn object(&self, keys: &[Key]) -> Value {
        let properties: Map<String, Value> = keys
            .iter()
            .map(|key| {
                let words = said(key.words, self.language);
                (key.name.to_owned(), described(of_type(key.of), words))
            })
            .collect();
        let required: Vec<&str> = keys.iter().filter(|it| it.required).map(|it| it.name).collect();
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    /// Exactly one kind with its parameters.
    fn check(&self) -> Value {
        let kinds: Map<String, Value> = kinds()
            .map(|kind| {
                let words = said(kind.words, self.language);
                (kind.name.to_owned(), described(self.object(kind.keys), words))
            })
            .collect();
        json!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
            "properties": kinds,
        })
    }

    /// The parameters of all kinds: which kind the rule has, the schema cannot know.
    fn params(&self) -> Value {
        let mut each: BTreeMap<&str, (Vec<&str>, Vec<Value>)> = BTreeMap::new();
        for key in kinds().flat_map(|it| it.keys) {
            let (words, values) = each.entry(key.name).or_default();
            words.push(said(key.words, self.language));
            values.push(of_type(key.of));
        }
        let properties: Map<String, Value> = each
            .into_iter()
            .map(|(name, (words, values))| {
                (name.to_owned(), described(any(&values), &words.join(" / ")))
            })
            .collect();
        json!({ "type": "object", "properties": properties, "additionalProperties": false })
    }
}

/// Scalars may be written as YAML likes: `1` and `true` are texts to a pack.
fn of_type(of: Type) -> Value {
    let many = |member: Value| any(&[member.clone(), list(member)]);
    match of {
        Type::Text => text(),
        Type::Number => number(),
        Type::Flag => json!({ "type": "boolean" }),
        Type::Texts => many(text()),
        Type::Numbers => many(number()),
        Type::Pairs => {
            list(json!({ "type": "array", "items": text(), "minItems": 2, "maxItems": 2 }))
        }
        Type::Lists => list(json!({ "type": "array", "items": text(), "minItems": 2 })),
        Type::ListOfTexts => list(many(text())),
        Type::Map => map(),
        Type::TextOrMap => any(&[text(), map()]),
        Type::One(names) => one_of(names),
        Type::Many(names) => many(one_of(names)),
        // A description beside `$ref` would be lost.
        Type::Ref(name) => json!({ "allOf": [reference(name)] }),
        Type::ListOf(name) => any(&[json!({ "type": "null" }), list(reference(name))]),
    }
}

/// A rule says what it checks, or what it is called now.
fn rule() -> Value {
    let whole = json!({ "required": ["title", "severity", "message", "check"] });
    json!([whole, must("deprecated")])
}

/// A figure is found by a pattern, or by its unit and what it counts.
fn figure() -> Value {
    let pattern = json!({ "required": ["pattern"], "not": must("unit") });
    let unit = json!({
        "required": ["unit"],
        "not": must("pattern"),
        "anyOf": [must("head"), must("subject")],
    });
    json!([pattern, unit])
}

fn level() -> Value {
    one_of(&table::LEVELS)
}

fn must(key: &str) -> Value {
    json!({ "required": [key] })
}

/// Named figures, or a map from their names to keys of a ledger.
fn listed() -> Value {
    let keys = with(map(), "not", json!({ "required": ["name"] }));
    any(&[reference("named"), list(reference("named")), keys])
}

fn with(mut value: Value, key: &str, inner: Value) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.insert(key.to_owned(), inner);
    }
    value
}

fn described(value: Value, words: &str) -> Value {
    with(value, "description", words.into())
}

fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn number() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn map() -> Value {
    json!({ "type": "object", "additionalProperties": text() })
}

fn list(member: Value) -> Value {
    json!({ "type": "array", "items": member })
}

fn any(members: &[Value]) -> Value {
    json!({ "anyOf": members })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}
