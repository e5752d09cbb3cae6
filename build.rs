//! Parses the rule packs of the program once, so that a start does not.
//!
//! Writes `packs.rs` (the list of files with their texts), `packs.bin` (their trees, and what of
//! each a check needs) and
//! `prefixes.bin` (what their patterns begin with).

#![allow(dead_code, missing_docs, unreachable_pub, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use text::Node;
use text::macros::macros;
use text::node::Value;
use text::pattern::table;

#[path = "src/text"]
mod text {
    mod compact;
    pub mod language;
    pub mod macros;
    pub mod nearest;
    pub mod node;
    pub mod slip;
    pub mod span;
    pub mod pattern {
        pub(super) mod expression;
        mod known;
        mod shape;
        pub mod table;
    }

    pub use language::Text;
    pub use node::Node;
    pub use span::Span;
}

#[path = "src/pack"]
mod pack {
    pub mod yaml;
    mod yaml_slip;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (mut blob, mut list, mut broken) = (Vec::new(), String::new(), false);
    let mut trees: BTreeMap<String, Vec<Node>> = BTreeMap::new();
    for file in rule_files(&root.join("rules"))? {
        let shown = file.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        let pack = shown.split('/').nth(1).unwrap_or("");
        let yaml = fs::read_to_string(&file)?;
        let (tree, slips) = pack::yaml::parse(&yaml);
        for slip in &slips {
            broken = true;
            let before = yaml.get(..slip.span.start as usize).unwrap_or("");
            let line = 1 + before.matches('\n').count();
            println!("cargo::error={shown}:{line}: {}", slip.message.en);
        }
        let start = blob.len();
        let mut middle = start;
        if let Some(tree) = tree {
            tree.encode(&mut blob);
            middle = blob.len();
            bare(&tree).encode(&mut blob);
            trees.entry(pack.to_owned()).or_default().push(tree);
        }
        writeln!(
            list,
            "    BuiltIn {{ pack: {pack:?}, name: {shown:?}, text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})), tree: {start}..{middle}, bare: {middle}..{} }},",
            format!("/{shown}"),
            blob.len()
        )?;
    }
    if broken {
        return Err("a rule of the program is not well-formed YAML".into());
    }
    fs::write(out.join("packs.bin"), blob)?;
    let units = units(&root.join("rules/lexicon"))?;
    let expressions: BTreeSet<String> =
        trees.values().flat_map(|trees| expressions(trees, &units)).collect();
    fs::write(out.join("prefixes.bin"), table::table(expressions.iter().map(String::as_str)))?;
    fs::write(
        out.join("packs.rs"),
        format!("const FILES: &[BuiltIn] = &[\n{list}];\nconst UNITS: &str = {units:?};\n"),
    )?;
    Ok(())
}

/// `rules/PACK/pack.yaml` and the rules beside it, sorted.
fn rule_files(rules: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for pack in fs::read_dir(rules)? {
        let pack = pack?.path();
        if !pack.join("pack.yaml").is_file() {
            continue;
        }
        for file in fs::read_dir(&pack)? {
            let file = file?.path();
            if file.extension().is_some_and(|it| it == "yaml") {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What checking needs of a rule: neither its cases nor what explains it.
fn bare(tree: &Node) -> Node {
    const WORDS: [&str; 6] = ["tests", "why", "silent", "source", "measured", "url"];
    let value = match &tree.value {
        Value::Map(entries) => {
            let kept = entries.iter().filter(|(key, _)| !WORDS.contains(&key.name.as_str()));
            Value::Map(kept.cloned().collect())
        }
        other => other.clone(),
    };
    Node { span: tree.span, value }
}

/// The patterns of a pack with their macros expanded, and texts that only look like patterns.
fn expressions(trees: &[Node], units: &str) -> Vec<String> {
    let mut macros = macros(units);
    let defs = trees.iter().filter_map(|tree| tree.get("defs")?.map()).flatten();
    let mut open: Vec<_> =
        defs.filter_map(|(key, node)| Some((&key.name, node.scalar()?))).collect();
    // A piece is known after those it uses.
    for _ in 0..open.len() {
        open.retain(|(name, written)| match table::expanded(written, &macros) {
            Some(meaning) => {
                macros.insert((*name).clone(), meaning);
                false
            }
            None => true,
        });
    }
    let mut scalars = Vec::new();
    for tree in trees {
        let parts = ["check", "figures", "where"].map(|key| tree.get(key));
        parts.into_iter().flatten().for_each(|part| gather(part, &mut scalars));
    }
    let marked =
        scalars.into_iter().filter(|it| it.contains(['\\', '[', '(', '{', '|', '?', '$', '^']));
    let expanded = marked.filter_map(|it| table::expanded(it, &macros));
    expanded.flat_map(|it| [format!("(?:{it})\\z"), it]).collect()
}

/// All scalars of a tree.
fn gather<'a>(node: &'a Node, scalars: &mut Vec<&'a str>) {
    scalars.extend(node.scalar());
    node.list().into_iter().flatten().for_each(|it| gather(it, scalars));
    node.map().into_iter().flatten().for_each(|(_, it)| gather(it, scalars));
}

/// The unit words of `units.txt` as alternatives, longest first, and one class.
fn units(lexicon: &Path) -> Result<String, Box<dyn Error>> {
    let table = fs::read_to_string(lexicon.join("units.txt"))?;
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let words: BTreeSet<_> =
        lines.filter_map(|line| line.split('\t').nth(2)).map(str::trim).collect();
    let (single, mut long): (Vec<&str>, Vec<&str>) =
        words.into_iter().filter(|it| !it.is_empty()).partition(|it| it.chars().count() == 1);
    long.sort_by_key(|it| std::cmp::Reverse(it.chars().count()));
    let long: Vec<_> = long.into_iter().map(escape).collect();
    let single: String = single.into_iter().map(escape).collect();
    Ok(format!("{}|[{single}]", long.join("|")))
}

fn escape(word: &str) -> String {
    word.chars()
        .flat_map(|mark| mark.is_ascii_punctuation().then_some('\\').into_iter().chain([mark]))
        .collect()
}
