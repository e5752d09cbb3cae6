//! What holds for any text at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::OnceLock;

use jiaohe::check::{Settings, check};
use jiaohe::diagnostic::Diagnostic;
use jiaohe::input::{Raw, read};
use jiaohe::model::Document;
use jiaohe::pack::{PackSource, RuleSet, load};
use jiaohe::text::{SourceId, Span};
use proptest::prelude::*;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| load(&[PackSource::BuiltIn("base".to_owned())]).set)
}

fn document(text: &str) -> Option<Document> {
    let raw = Raw { name: "draft.txt", bytes: text.as_bytes(), encoding: Some("utf-8") };
    read(raw, SourceId(0)).ok().map(Document::of)
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_is_read_with_sound_spans(text in draft()) {
        if let Some(document) = document(&text) {
            all_sound(&document);
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
}
