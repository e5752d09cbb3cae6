//! What holds for any text at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::process::Command;
use std::sync::OnceLock;

use jiaohe::check::{Settings, check};
use jiaohe::diagnostic::ledger::Ledger;
use jiaohe::diagnostic::{Diagnostic, FileReport, Report};
use jiaohe::input::{Raw, read};
use jiaohe::ledger::{self, compare::compare};
use jiaohe::model::Document;
use jiaohe::pack::{PackSource, RuleSet, load};
use jiaohe::render::ledger::{Format as Sheet, write_comparison};
use jiaohe::render::{Format, Style, render};
use jiaohe::text::{Language, Source, SourceId, Span};
use proptest::prelude::*;
use serde_json::Value;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| load(&[PackSource::BuiltIn("base".to_owned())]).set)
}

fn document(text: &str) -> Option<Document> {
    let raw = Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: Some("utf-8") };
    read(raw, SourceId(0)).ok().map(Document::of)
}

/// A draft with signs of Markdown between its words.
fn markdown() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("**"),
        Just("*"),
        Just("\\*"),
        Just("`"),
        Just("\n```\n"),
        Just("\n\n## "),
        Just("\n##"),
        Just("\n- "),
        Just("\n1. "),
        Just("\n   "),
        Just("\n> "),
        Just("\n| 甲 | 乙 |\n|---|---|\n| "),
        Just(" | "),
        Just("\n---\n"),
        Just("<!-- jiaohe: ignore series-skip 理由 -->"),
        Just("<br>"),
        Just("&nbsp;"),
        Just("[甲]("),
        Just("![图](a.png)"),
        Just("[^1]"),
        Just("\n[^1]: "),
    ];
    let word = prop_oneof![draft(), sign.prop_map(str::to_owned)];
    proptest::collection::vec(word, 0..8).prop_map(|words| words.concat())
}

fn findings(document: &Document) -> Vec<Diagnostic> {
    check(document, rules(), &Settings::default()).diagnostics
}

/// Words that a draft is made of, so that random text reaches the grammars.
fn draft() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("一、"),
        Just("（二）"),
        Just("3."),
        Just("（\n四）"),
        Just("第一章 "),
        Just("一是"),
        Just("二是"),
        Just("首先，"),
        Just("第三，"),
        Just("*个"),
        Just("××"),
        Just("（）"),
        Just("《"),
        Just("》"),
        Just("“"),
        Just("”"),
        Just("。"),
        Just("，"),
        Just(","),
        Just("；"),
        Just("\n"),
        Just("\r\n"),
        Just("\u{3000}"),
        Just("开展4轮集中巡回指导"),
        Just("８轮"),
        Just("近6万元"),
        Just("百分之三十"),
        Just("2023年"),
        Just("1,141人次"),
        Just("附件1"),
        Just("##x##"),
        Just("𠮷"),
        Just("党支部"),
        Just("同比增长%"),
        Just("\t"),
        Just("@小李 核一下"),
        Just("\u{200b}"),
        Just("目标任务"),
        Just("其中"),
        Just("共"),
        Just("—"),
        Just("～"),
        Just("第"),
        Just("十"),
    ];
    proptest::collection::vec(word, 0..120).prop_map(|words| words.concat())
}

fn sound(document: &Document, span: Span) {
    let text = &document.source.text;
    assert!(span.start <= span.end && span.range().end <= text.len(), "{span:?} of {}", text.len());
    assert!(text.is_char_boundary(span.range().start), "{span:?} in {text:?}");
    assert!(text.is_char_boundary(span.range().end), "{span:?} in {text:?}");
}

fn all_sound(document: &Document) {
    for section in &document.outline.sections {
        sound(document, section.span);
        sound(document, section.title);
    }
    for item in document.series.iter().flat_map(|series| &series.items) {
        sound(document, item.span);
    }
    for sentence in &document.sentences {
        sound(document, sentence.span);
    }
    for block in &document.source.blocks {
        sound(document, block.span);
    }
    for diagnostic in findings(document) {
        sound(document, diagnostic.primary.place.span);
        for label in &diagnostic.related {
            sound(document, label.place.span);
        }
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            sound(document, edit.span);
        }
    }
}

/// The places that JSON gives for the findings of the draft, and the draft.
fn json_places(document: Document) -> (Vec<Value>, Source) {
    let diagnostics = findings(&document);
    let sources = vec![document.source.clone()];
    let file = FileReport { sources, diagnostics, ..FileReport::default() };
    let report = Report { files: vec![file], ..Report::default() };
    let style =
        Style { language: Language::Zh, width: 100, ascii: false, color: false, quiet: false };
    let mut out = Vec::new();
    render(&report, Format::Json, style, &mut out).unwrap();
    let json: Value = serde_json::from_slice(&out).unwrap();
    let diagnostics = json["files"][0]["diagnostics"].as_array().unwrap().iter();
    let places = diagnostics.flat_map(|it| it["places"].as_array().unwrap().clone());
    (places.collect(), document.source)
}

/// The text between two places, each a line and a column from 1, in characters.
fn between(text: &str, from: (usize, usize), to: (usize, usize)) -> String {
    let mut here = (1, 1);
    let mut found = String::new();
    for (at, mark) in text.char_indices() {
        if from <= here && here < to {
            found.push(mark);
        }
        let ends = mark == '\n' || mark == '\r' && !text[at..].starts_with("\r\n");
        here = if ends { (here.0 + 1, 1) } else { (here.0, here.1 + 1) };
    }
    found
}

/// What the program prints when it is run on all golden drafts.
fn printed(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.args(["check", "tests/drafts", "--min-severity", "info"]).args(args);
    let output = command.env_remove("JIAOHE_LANG").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn one_thread_and_many_print_the_same() {
    for format in Format::names() {
        let one = printed(&["-f", format, "-j", "1"]);
        assert!(1_000 < one.len());
        for threads in ["2", "7"] {
            assert_eq!(one, printed(&["-f", format, "-j", threads]), "{format} {threads}");
        }
        assert_eq!(one, printed(&["-f", format]), "{format}");
    }
}

/// How many texts each promise is tried on; an unoptimised build is ten times as slow.
const CASES: u32 = if cfg!(debug_assertions) { 120 } else { 1_000 };

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_is_read_with_sound_spans(text in draft()) {
        if let Some(document) = document(&text) {
            all_sound(&document);
        }
    }

    #[test]
    fn any_markdown_is_read_with_sound_places(text in markdown()) {
        let raw = Raw { name: "draft.md", bytes: text.as_bytes(), encoding: Some("utf-8") };
        let Ok(source) = read(raw, SourceId(0)) else { return Ok(()) };
        let signs = source.markup.signs.clone();
        prop_assert!(signs.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let document = Document::of(source);
        prop_assert!(text.ends_with(&document.written().text));
        for block in &document.source.blocks {
            sound(&document, block.span);
        }
        for diagnostic in findings(&document) {
            let labels = diagnostic.related.iter().chain([&diagnostic.primary]);
            for span in labels.map(|it| it.place.span) {
                prop_assert!(document.written().text.get(span.range()).is_some());
                prop_assert!(!signs.iter().any(|sign| sign.covers(span) && !span.is_empty()));
            }
        }
    }

    #[test]
    fn any_ledger_is_sound(old in draft(), new in draft()) {
        let (Some(old), Some(new)) = (document(&old), document(&new)) else { return Ok(()) };
        let [old, new] = [old, new].map(|document| {
            let rows = ledger::rows(&document);
            let groups = ledger::groups(&document, &rows);
            for row in &rows {
                sound(&document, row.span);
                sound(&document, row.around);
                prop_assert!(row.around.covers(row.span));
            }
            prop_assert!(groups.iter().flat_map(|it| &it.members).all(|it| *it < rows.len()));
            Ok(Ledger { groups, ..ledger::ledger(document, rows) })
        });
        let (old, new) = (old?, new?);
        let counts = (old.rows.len(), new.rows.len());
        let comparison = compare(old, new);
        let told = |old: bool| comparison.entries.iter().filter(|it| {
            let (one, other) = comparison.rows(**it);
            if old { one.is_some() } else { other.is_some() }
        }).count();
        prop_assert_eq!((told(true), told(false)), counts);
        let mut out = Vec::new();
        let style = Style {
            language: Language::Zh, width: 40, ascii: false, color: false, quiet: false,
        };
        for format in [Sheet::Table, Sheet::Csv, Sheet::Json] {
            write_comparison(&comparison, format, style, &mut out).unwrap();
        }
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,200}") {
        if let Some(document) = document(&text) {
            all_sound(&document);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let raw = Raw { name: "draft.txt", bytes: &bytes, encoding: None };
        if let Ok(source) = read(raw, SourceId(0)) {
            all_sound(&Document::of(source));
        }
    }

    #[test]
    fn line_ends_do_not_matter(text in draft()) {
        let unix = text.replace("\r\n", "\n");
        let dos = unix.replace('\n', "\r\n");
        let shape = |text: &str| -> Vec<(String, String, (usize, usize))> {
            let Some(document) = document(text) else { return Vec::new() };
            let source = &document.source;
            findings(&document)
                .into_iter()
                .map(|it| {
                    let place = source.lines.position(&source.text, it.primary.place.span.start);
                    (it.rule, it.message, place)
                })
                .collect()
        };
        prop_assert_eq!(shape(&unix), shape(&dos));
    }

    #[test]
    fn the_same_text_gives_the_same_findings(text in draft()) {
        if let Some(document) = document(&text) {
            prop_assert_eq!(findings(&document), findings(&document));
        }
    }

    #[test]
    fn places_in_json_hold_their_text(text in draft()) {
        if let Some(document) = document(&text) {
            let (places, source) = json_places(document);
            for place in places {
                let number = |key: &str| place[key].as_u64().unwrap() as usize;
                let span = place["span"].as_array().unwrap();
                let span = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
                prop_assert_eq!(source.text.get(span), place["text"].as_str());
                let from = (number("line"), number("column"));
                let to = (number("end_line"), number("end_column"));
                let held = between(&source.text, from, to);
                prop_assert_eq!(Some(held.as_str()), place["text"].as_str(), "{}", place);
            }
        }
    }
}
