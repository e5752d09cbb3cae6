//! The ten slowest rules, each run alone over the practice drafts: `cargo bench --bench slowest`.
//!
//! The drafts are read and modelled before, so a rule is charged with its own work, and with what it
//! shares with its kin.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::time::{Duration, Instant};

use jiaohe::check::{Settings, check};
use jiaohe::input::{Raw, read};
use jiaohe::model::Document;
use jiaohe::pack::{PackSource, built_in_names, load};
use jiaohe::text::SourceId;

const ROUNDS: usize = 5;
const SHOWN: usize = 10;

fn main() {
    let names = built_in_names().into_iter().map(|(name, _)| PackSource::BuiltIn(name.to_owned()));
    let set = load(&names.collect::<Vec<_>>()).set;
    let documents = drafts();
    let bytes: usize = documents.iter().map(|it| it.source.text.len()).sum();
    let run = |settings: &Settings| {
        let start = Instant::now();
        for document in &documents {
            check(document, &set, settings);
        }
        start.elapsed()
    };
    let all = median(|| run(&Settings::default()));
    let none = Settings { select: vec!["no-rule".to_owned()], ..Settings::default() };
    let idle = median(|| run(&none));
    let mut rows: Vec<(Duration, String)> = Vec::new();
    for rule in &set.rules {
        let settings = Settings { select: vec![rule.full()], ..Settings::default() };
        rows.push((median(|| run(&settings)).saturating_sub(idle), rule.full()));
    }
    rows.sort();
    println!(
        "{} drafts, {bytes} bytes, all rules {all:.1?}, the scan alone {idle:.1?}",
        documents.len()
    );
    for (time, rule) in rows.iter().rev().take(SHOWN) {
        println!("{time:>10.1?}  {rule}");
    }
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| run()).collect();
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

/// The practice drafts, read and modelled.
fn drafts() -> Vec<Document> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/practice");
    let folders = std::fs::read_dir(root).unwrap().map(|it| it.unwrap().path());
    let files = folders.filter_map(|it| std::fs::read_dir(it).ok()).flatten();
    let mut paths: Vec<_> = files.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let drafts = paths.iter().filter(|it| it.to_string_lossy().ends_with(".marked.txt"));
    let modelled = drafts.map(|path| {
        let bytes = std::fs::read(path).unwrap();
        let raw = Raw { name: "draft.txt", bytes: &bytes, encoding: None };
        Document::of(read(raw, SourceId(0)).unwrap())
    });
    modelled.collect()
}
