//! The macros of patterns: `{{num}}` and its kin, the `defs` and `lexicons` of a pack.

use std::collections::BTreeMap;

use super::{PackFile, built_in};
use crate::text::Span;
use crate::text::decode::{Reader, Slip};
use crate::text::node::{Key, Node};
use crate::text::pattern::{Pattern, Role, alternation, macro_names};

/// The macros that every pack has.
pub(super) fn macros() -> BTreeMap<String, String> {
    crate::text::macros::macros(built_in::units())
}

/// So deep may pieces of patterns stand in each other.
const DEEPEST: usize = 32;

/// Reads `defs`: pieces of patterns, which may use the macros and each other.
pub(super) fn read_defs(node: &Node, reader: &mut Reader) {
    let Some(entries) = reader.fields(node).and(node.map()) else { return };
    let mut defs = BTreeMap::new();
    for (key, node) in entries {
        if reader.string(node).is_some() && is_name(key, reader) {
            defs.entry(key.name.as_str()).or_insert((key, node));
            // What the pack says hides what the program means, whatever the order.
            reader.macros.remove(&key.name);
        }
    }
    for (key, _) in entries {
        read_def(&key.name, &mut defs, &mut Vec::new(), reader);
    }
}

fn is_name(key: &Key, reader: &mut Reader) -> bool {
    let sound = !key.name.contains(['{', '}', '|', ' ', ':']) && !key.name.is_empty();
    if !sound {
        reader.slip(Slip::new(
            key.span,
            "名称里不能有空格、冒号、花括号和竖线",
            "a name has no blanks, colons, braces or bars",
        ));
    }
    sound
}

type Defs<'a> = BTreeMap<&'a str, (&'a Key, &'a Node)>;

/// Reads one piece after those it uses; `open` are the pieces that wait for it.
fn read_def<'a>(name: &'a str, defs: &mut Defs<'a>, open: &mut Vec<&'a str>, reader: &mut Reader) {
    let Some((_, node)) = defs.get(name).copied() else { return };
    if open.contains(&name) {
        return;
    }
    if DEEPEST <= open.len() {
        defs.remove(name);
        reader.macros.insert(name.to_owned(), String::new());
        return reader.slip(too_deep(node));
    }
    open.push(name);
    let written = node.scalar().unwrap_or("");
    for used in macro_names(written) {
        let start = open.iter().position(|it| *it == used);
        if let Some(cycle) = start.and_then(|start| open.get(start..)) {
            let chain = cycle.iter().chain([&used]).copied().collect::<Vec<_>>().join(" → ");
            cyclic(&chain, used, written, node, reader);
            defs.remove(name);
        }
        read_def(used, defs, open, reader);
    }
    open.pop();
    if defs.remove(name).is_none() {
        // Slips of what uses a cycle would only repeat it.
        reader.macros.insert(name.to_owned(), String::new());
        return;
    }
    reader.uses(written);
    match Pattern::read(written, &reader.macros, Role::After) {
        Ok(pattern) => drop(reader.macros.insert(name.to_owned(), pattern.expanded().to_owned())),
        Err(slip) => {
            reader.macros.insert(name.to_owned(), String::new());
            let span = slip.within(node, &reader.yaml);
            reader.slip(Slip::new(span, slip.zh, slip.en).help(slip.help_zh, slip.help_en));
        }
    }
}

fn too_deep(node: &Node) -> Slip {
    Slip::new(
        node.span,
        format!("defs 一个套一个，超过 {DEEPEST} 层"),
        format!("defs stand in each other more than {DEEPEST} deep"),
    )
    .help("把几层合写成一个", "write several of them as one")
}

fn cyclic(chain: &str, used: &str, written: &str, node: &Node, reader: &mut Reader) {
    let at = written.find(used).unwrap_or(0);
    let span = node.within(Span::new(at, at + used.len()), &reader.yaml);
    reader.slip(
        Slip::new(
            span,
            format!("defs 互相引用成了环：{chain}"),
            format!("these defs use each other in a circle: {chain}"),
        )
        .help("把其中一个写成不用别的名称的正则", "write one of them without the others"),
    );
}

/// Bytes a word list may have.
const LONGEST_LEXICON: usize = 128 << 10;
/// Words a word list may have.
const MOST_WORDS: usize = 20_000;

/// Reads `lexicons`: names for word lists beside the pack, used as `{{lex:NAME}}`.
pub(super) fn read_lexicons(node: &Node, lists: &[PackFile], reader: &mut Reader) {
    let Some(entries) = reader.fields(node).and(node.map()) else { return };
    for (key, node) in entries {
        let Some(file) = reader.string(node).map(str::to_owned) else { continue };
        if !is_name(key, reader) {
            continue;
        }
        let words = match words(node, &file, lists) {
            Ok(words) => alternation(&words),
            Err(slip) => {
                reader.slip(*slip);
                String::new()
            }
        };
        reader.macros.insert(format!("lex:{}", key.name), words);
    }
}

/// The words of the list `file`: one a line, `#` begins a remark.
fn words<'a>(node: &Node, file: &str, lists: &'a [PackFile]) -> Result<Vec<&'a str>, Box<Slip>> {
    let base = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
    let slip = |zh: String, en: String| Slip::new(node.span, zh, en);
    let Some(list) = lists.iter().find(|it| base(&it.name) == file) else {
        let names: Vec<String> = lists.iter().map(|it| base(&it.name)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let slip = slip(format!("没有词表“{file}”"), format!("there is no word list `{file}`"));
        return Err(Box::new(if names.is_empty() {
            slip.help(
                "把词表存成与规则包在同一文件夹的 .txt 文件，一行一个词",
                "save the list beside the pack as a .txt file, one word a line",
            )
        } else {
            slip.suggest(file, &names)
        }));
    };
    if LONGEST_LEXICON < list.text.len() {
        return Err(Box::new(
            slip(format!("词表“{file}”超过 128 KB"), format!("the list `{file}` is over 128 KB"))
                .help(
                    "只留这条规则要用的词，或分成几个词表",
                    "keep the words needed, or make several lists",
                ),
        ));
    }
    let lines = list.text.lines().map(str::trim);
    let words: Vec<&str> = lines.filter(|it| !it.is_empty() && !it.starts_with('#')).collect();
    if words.is_empty() || MOST_WORDS < words.len() {
        return Err(Box::new(
            slip(
                format!("词表“{file}”有 {} 个词", words.len()),
                format!("the list `{file}` has {} words", words.len()),
            )
            .help(
                format!("一行一个词，1 到 {MOST_WORDS} 个"),
                format!("one word a line, 1 to {MOST_WORDS} of them"),
            ),
        ));
    }
    Ok(words)
}
