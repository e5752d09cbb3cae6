//! The keys of the language as tables in Markdown: `docs/packs.md` has them word for word.

use super::kinds;
use super::table::{self, Both, Key, Type, said};
use crate::text::Language;

/// Maps that have a table; the others are told in a cell.
const MAPS: [&str; 8] = ["pack", "override", "rule", "where", "fix", "case", "figure", "side"];

/// All tables, each between the marks that the document has.
pub(super) fn tables(language: Language) -> String {
    let maps = MAPS.iter().filter_map(|name| Some((*name, table::keys(name)?)));
    let kinds = kinds().map(|it| (it.name, it.keys)).filter(|it| !it.1.is_empty());
    let tables = maps.chain(kinds).map(|(name, keys)| table(name, keys, language));
    tables.collect::<Vec<_>>().join("\n")
}

fn table(name: &str, keys: &[Key], language: Language) -> String {
    let head = said(("| 键 | 写什么 | 说明 |", "| key | value | meaning |"), language);
    let rows = keys.iter().map(|key| row(key, language));
    let rows: String = rows.map(|it| format!("{it}\n")).collect();
    format!("<!-- reference: {name} -->\n{head}\n| --- | --- | --- |\n{rows}<!-- end -->\n")
}

fn row(key: &Key, language: Language) -> String {
    let must = if key.required { said(("必填；", "required; "), language) } else { "" };
    let words = said(key.words, language);
    format!("| `{}` | {} | {must}{words} |", key.name, value(key.of, language))
}

/// A cell has so many names; what has more has a table of its own in the document.
const SHOWN: usize = 8;

/// What is written behind a key.
fn value(of: Type, language: Language) -> String {
    let words: Both = match of {
        Type::Text => ("文字", "text"),
        Type::Number => ("数", "number"),
        Type::Flag => ("`true`、`false`", "`true`, `false`"),
        Type::Texts => ("文字，一个或几个", "a text or a list"),
        Type::Numbers => ("数，一个或几个", "a number or a list"),
        Type::Map => ("名字: 文字", "map of texts"),
        Type::TextOrMap => ("文字，或对照表", "text or map"),
        Type::One(names) => return quoted(names, ("", ""), language),
        Type::Many(names) if SHOWN < names.len() => {
            ("见下表，一个或几个", "see below; one or a list")
        }
        Type::Many(names) => return quoted(names, ("，一个或几个", "; one or a list"), language),
        Type::Ref(name) => return named(name, language),
        Type::Pairs | Type::Lists | Type::ListOfTexts | Type::ListOf(_) => ("列表", "list"),
    };
    said(words, language).to_owned()
}

/// What is written for a definition of the schema.
fn named(name: &str, language: Language) -> String {
    if let Some(keys) = table::keys(name) {
        let names: Vec<&str> = keys.iter().map(|it| it.name).collect();
        return format!("`{{ {} }}`", names.join(", "));
    }
    let words: Both = match name {
        "text" => ("文字，可分中英文", "text, or one in each language"),
        "level" => ("级别", "severity"),
        "label" => {
            ("文字，或 `{ primary: …, related: … }`", "text, or `{ primary: …, related: … }`")
        }
        "params" => ("参数和值", "map of parameters"),
        "check" => ("一种检查", "one kind"),
        "named" => ("名称，或怎样查找", "a name, or how it is found"),
        "listed" => ("`figures` 的一项或几项", "as in `figures`, one or a list"),
        _ => ("一组键", "map"),
    };
    said(words, language).to_owned()
}

/// `one`, `other`.
fn quoted(names: &[&str], rest: Both, language: Language) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    format!("{}{}", names.join(said(("、", ", "), language)), said(rest, language))
}
