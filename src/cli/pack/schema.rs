//! `pack schema`: what a pack may hold, as a JSON Schema with Chinese descriptions for editors.
//!
//! The tables stand in `table.rs`; a test holds them against what the decoders know.

mod table;

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::cli::screen::Screen;
use crate::cli::{Exit, Outcome};
use crate::kinds::Check;
use crate::text::Language;
use table::{Key, Type};

pub(super) fn print(output: Option<PathBuf>, language: Language) -> Outcome {
    Screen::plain(output, language).write(|out| writeln!(out, "{:#}", schema()))?;
    Ok(Exit::Clean)
}

/// The whole schema: a file with `jiaohe` is a pack, any other a rule of a folder.
fn schema() -> Value {
    let kinds: Map<String, Value> = table::KINDS
        .iter()
        .filter(|(name, ..)| Check::NAMES.contains(name))
        .map(|(name, words, keys)| ((*name).to_owned(), object(keys, words)))
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "校核规则包",
        "if": { "required": ["jiaohe"] },
        "then": { "$ref": "#/definitions/pack" },
        "else": { "$ref": "#/definitions/rule" },
        "definitions": {
            "text": {
                "description": "一段文字，或者 { zh: 中文, en: 英文 }",
                "anyOf": [
                    { "type": ["string", "number"] },
                    object(&table::WORDS, "中文和英文"),
                ],
            },
            "level": level(),
            "table": { "type": "object" },
            "pack": object(&table::PACK, "规则包"),
            "rule": rule(),
            "case": object(&table::CASE, "一个用例"),
            "where": object(&table::WHERE, "在哪里才算"),
            "fix": object(&table::FIX, "可以换成什么"),
            "override": object(&table::OVERRIDE, "改一条继承来的规则"),
            "branch": object(&table::BRANCH, "几项并列里的一项"),
            "check": {
                "description": "检查种类，写且只写一种",
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "properties": kinds,
            },
        },
    })
}

/// A rule says what it checks, or what it is called now.
fn rule() -> Value {
    let mut rule = object(&table::RULE, "一条规则");
    let whole = json!({ "required": ["title", "severity", "message", "check"] });
    let renamed = json!({ "required": ["deprecated"] });
    if let Some(map) = rule.as_object_mut() {
        map.insert("anyOf".to_owned(), json!([whole, renamed]));
    }
    rule
}

/// A word, or one for each confidence.
fn level() -> Value {
    let word = one_of(&["error", "warning", "info", "none"]);
    let names = ["certain", "likely", "possible"];
    let words = ["确定时", "很可能时", "可能时"];
    let each: Map<String, Value> = names
        .iter()
        .zip(words)
        .map(|(name, words)| {
            ((*name).to_owned(), json!({ "allOf": [&word], "description": words }))
        })
        .collect();
    let map = json!({
        "type": "object",
        "properties": each,
        "required": names,
        "additionalProperties": false,
    });
    json!({ "anyOf": [word, map] })
}

/// A map with these keys and no others.
fn object(keys: &[Key], words: &str) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = of_type(key.of);
            if let Some(map) = value.as_object_mut() {
                map.insert("description".to_owned(), key.words.into());
            }
            (key.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = keys.iter().filter(|it| it.required).map(|it| it.name).collect();
    json!({
        "type": "object",
        "description": words,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// Scalars may be written as YAML likes: `1` and `true` are texts to a pack.
fn of_type(of: Type) -> Value {
    let text = json!({ "type": ["string", "number", "boolean"] });
    let list = |member: Value| json!({ "type": "array", "items": member });
    match of {
        Type::Text => text,
        Type::Number => json!({ "type": "integer", "minimum": 0 }),
        Type::Flag => json!({ "type": "boolean" }),
        Type::Texts => json!({ "anyOf": [text, list(text.clone())] }),
        Type::Pairs => {
            list(json!({ "type": "array", "items": text, "minItems": 2, "maxItems": 2 }))
        }
        Type::Lists => list(json!({ "type": "array", "items": text, "minItems": 2 })),
        Type::ListOfTexts => list(json!({ "anyOf": [text, list(text.clone())] })),
        Type::Map => json!({ "type": "object", "additionalProperties": text }),
        Type::Any => json!({}),
        Type::One(names) => one_of(names),
        Type::Many(names) => json!({ "anyOf": [one_of(names), list(one_of(names))] }),
        Type::Ref(name) => json!({ "allOf": [reference(name)] }),
        Type::RefOrText(name) => json!({ "anyOf": [text, reference(name)] }),
        Type::ListOf(name) => json!({
            "anyOf": [{ "type": "null" }, list(reference(name))]
        }),
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}
