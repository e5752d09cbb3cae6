//! How long reading, modelling, checking and loading take: `cargo bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use divan::Bencher;
use jiaohe::check::{Settings, check};
use jiaohe::input::{Raw, read};
use jiaohe::model::Document;
use jiaohe::pack::{PackSource, RuleSet, load};
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
