//! How long reading, modelling, checking and loading take: `cargo bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use divan::Bencher;
use jiaohe::check::{Settings, check};
use jiaohe::input::{Raw, read};
use jiaohe::model::Document;
use jiaohe::pack::{PackFile, PackSource, RuleSet, load};
use jiaohe::syntax::outline::Outline;
use jiaohe::syntax::series;
use jiaohe::text::{Source, SourceId};

fn main() {
    divan::main();
}

const COPIES: [usize; 3] = [1, 10, 100];

/// The showcase draft, `copies` times over.
fn text(copies: usize) -> String {
    include_str!("../tests/drafts/party-building.txt").repeat(copies)
}

fn source(copies: usize) -> Source {
    let text = text(copies);
    read(Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: None }, SourceId(0)).unwrap()
}

fn base() -> RuleSet {
    load(&[PackSource::BuiltIn("base".to_owned())]).set
}

#[divan::bench(args = COPIES)]
fn input(bencher: Bencher<'_, '_>, copies: usize) {
    let text = text(copies);
    let raw = Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: None };
    bencher.bench(|| read(raw, SourceId(0)));
}

#[divan::bench(args = COPIES)]
fn syntax(bencher: Bencher<'_, '_>, copies: usize) {
    let source = source(copies);
    bencher.bench(|| {
        let outline = Outline::of(&source);
        series::read(&source, &outline)
    });
}

#[divan::bench(args = COPIES)]
fn model(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.with_inputs(|| source(copies)).bench_values(Document::of);
}

#[divan::bench(args = COPIES)]
fn rules(bencher: Bencher<'_, '_>, copies: usize) {
    let set = base();
    let document = Document::of(source(copies));
    bencher.bench(|| check(&document, &set, &Settings::default()));
}

#[divan::bench]
fn packs() -> RuleSet {
    base()
}

/// The practice drafts one after another, over and over, to eleven million bytes.
fn reports() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/practice");
    let mut paths: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .filter_map(|folder| std::fs::read_dir(folder.unwrap().path()).ok())
        .flat_map(|files| files.map(|file| file.unwrap().path()))
        .filter(|path| path.to_string_lossy().ends_with(".marked.txt"))
        .collect();
    paths.sort();
    let all: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    all.repeat(11_000_000 / all.len())
}

/// A hundred thousand figures of one head, in paragraphs of ten, every one with its own value.
fn one_head() -> String {
    (0..100_000_u32)
        .map(|at| {
            let end = if at % 10 == 9 { "。\n" } else { "；" };
            format!("走访慰问困难职工{}户{end}", at + 3)
        })
        .collect()
}

fn whole(bencher: Bencher<'_, '_>, text: &str) {
    let set = base();
    let raw = Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: None };
    let source = read(raw, SourceId(0)).unwrap();
    bencher.with_inputs(|| source.clone()).bench_values(|source| {
        check(&Document::of(source), &set, &Settings::default()).diagnostics.len()
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn eleven_megabytes(bencher: Bencher<'_, '_>) {
    whole(bencher, &reports());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn hundred_thousand_of_one_head(bencher: Bencher<'_, '_>) {
    whole(bencher, &one_head());
}

/// A pack of `count` pattern rules: six of ten with literals, three with a number, one with a class.
fn many_rules(count: usize) -> PackSource {
    let marks: Vec<char> =
        "党政工作会议项目资金培训服务检查整改落实推进群众企业乡村教育医院".chars().collect();
    let word = |seed: usize| -> String {
        (0..3).map(|it| marks[(seed * 7 + it * (seed % 11 + 3)) % marks.len()]).collect()
    };
    let mut yaml = "jiaohe: 1\npack: many\nversion: 1.0.0\ntitle: t\nrules:\n".to_owned();
    for at in 0..count {
        let check = match at % 10 {
            0..6 => format!("any: [{}甲, {}乙]", word(at), word(at + 1)),
            6..9 => format!("regex: '{}{{{{num}}}}{{{{unit}}}}'", word(at)),
            _ => format!("regex: '{}\\p{{Han}}{{2,4}}丙'", word(at)),
        };
        yaml += &format!(
            "- id: r{at}\n  title: t\n  severity: warning\n  message: m\n  check: {{ pattern: {{ {check} }} }}\n"
        );
    }
    let file = PackFile { name: "many.yaml".into(), text: yaml };
    PackSource::Files("many.yaml".into(), vec![file])
}

const RULES: [usize; 3] = [0, 1_000, 2_000];

/// What reading so many more rules costs.
#[divan::bench(args = RULES, sample_count = 10, sample_size = 1)]
fn load_rules(bencher: Bencher<'_, '_>, count: usize) {
    let packs = [PackSource::BuiltIn("base".to_owned()), many_rules(count)];
    let packs = if count == 0 { &packs[..1] } else { &packs[..] };
    bencher.bench(|| load(packs).set.rules.len());
}

/// What so many more rules cost on a draft that none of them fits.
#[divan::bench(args = RULES, sample_count = 10, sample_size = 1)]
fn check_with_rules(bencher: Bencher<'_, '_>, count: usize) {
    let packs = [PackSource::BuiltIn("base".to_owned()), many_rules(count)];
    let loaded = load(if count == 0 { &packs[..1] } else { &packs[..] });
    assert!(loaded.slips.is_empty());
    let text = text(1);
    let raw = Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: None };
    let document = Document::of(read(raw, SourceId(0)).unwrap());
    bencher.bench(|| check(&document, &loaded.set, &Settings::default()).diagnostics.len());
}
