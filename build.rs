//! Parses the rule packs of the program once, so that a start does not.
//!
//! Writes `packs.rs` (the list of files with their texts) and `packs.bin` (their trees).

#![allow(dead_code, missing_docs, unreachable_pub, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/text"]
mod text {
    pub mod language;
    pub mod node;
    pub mod slip;
    pub mod span;

    pub use language::Text;
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
        if let Some(tree) = tree {
            tree.encode(&mut blob);
        }
        writeln!(
            list,
            "    BuiltIn {{ pack: {pack:?}, name: {shown:?}, text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})), tree: {start}..{} }},",
            format!("/{shown}"),
            blob.len()
        )?;
    }
    if broken {
        return Err("a rule of the program is not well-formed YAML".into());
    }
    fs::write(out.join("packs.bin"), blob)?;
    let units = units(&root.join("rules/lexicon"))?;
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
