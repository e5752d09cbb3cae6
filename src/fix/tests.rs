use std::collections::BTreeMap;
use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030};
use proptest::prelude::*;

use super::*;
use crate::pack::{PackFile, PackSource, load};
use crate::text::{Confidence, SourceId};

const BUILT_IN: [&str; 2] = ["base", "gongwen"];

fn built_in() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| load(&BUILT_IN.map(|name| PackSource::BuiltIn(name.to_owned()))).set)
}

/// A pack of these rules, each a few lines of YAML without id, title and message.
fn pack(rules: &[(&str, &str)]) -> RuleSet {
    let mut text = "jiaohe: 1\npack: mine\nversion: 1.0.0\nrules:\n".to_owned();
    for (id, rest) in rules {
        text += &format!("  - {{ id: {id}, title: t, message: m, severity: warning, {rest} }}\n");
    }
    let files = vec![PackFile { name: "mine.yaml".to_owned(), text }];
    let loaded = load(&[PackSource::Files("mine".to_owned(), files)]);
    assert!(loaded.slips.is_empty(), "{:?}", loaded.slips);
    loaded.set
}

fn fixed(bytes: &[u8], set: &RuleSet, offered: bool) -> Result<Fixed, Problem> {
    let raw = Raw { name: "a.txt", bytes, encoding: None };
    let settings = Settings::default();
    fix(raw, input::read(raw, SourceId(0))?, Asked { set, settings: &settings, offered })
}

/// Corrects a text, and tells how many edits wait for `--unsafe`.
fn check_with(set: &RuleSet, offered: bool, text: &str, expect: &str, waiting: usize) {
    let done = fixed(text.as_bytes(), set, offered).unwrap();
    let new = done.bytes.as_ref().map_or(text.as_bytes(), |it| it.as_slice());
    assert_eq!(String::from_utf8(new.to_vec()).unwrap(), expect);
    assert_eq!(edited(text, done.changes.iter().map(|it| &it.edit)), expect);
    assert_eq!(done.offered.len(), waiting, "{text}");
    assert_eq!(done.bytes.is_none(), text == expect);
}

#[test]
fn only_safe_edits_are_applied_unasked() {
    let set = built_in();
    let text =
        "一、工作\n##topbegin##\n(一)、抓学习,促提升。\n（二）慰问4千余人&nbsp;，开会*次。\n";
    let safe = "一、工作\n（一）抓学习，促提升。\n（二）慰问4千余人&nbsp;，开会*次。\n";
    check_with(set, false, text, safe, 2);
    let all = "一、工作\n（一）抓学习，促提升。\n（二）慰问4000余人，开会*次。\n";
    check_with(set, true, text, all, 0);
}

#[test]
fn a_house_style_is_left_alone() {
    let line = "抓学习,促提升,强作风,保落实。\n";
    check_with(built_in(), true, &line.repeat(4), &line.repeat(4), 0);
    let markers = "1、抓学习\n2、抓落实\n3、抓提升\n";
    check_with(built_in(), true, markers, markers, 0);
}

#[test]
fn known_residue_goes_with_its_line_only_where_it_fills_it() {
    let set = built_in();
    check_with(set, false, "工作。\r\n　&nbsp; \r\n完。\r\n", "工作。\r\n完。\r\n", 0);
    check_with(set, false, "工作。\n来源：百度文库", "工作。\n", 0);
    check_with(set, false, "工作&nbsp;完。\n", "工作&nbsp;完。\n", 1);
    let note = "工作。\n（此处数据请小周再核一下）\n";
    check_with(set, true, note, note, 0);
}

#[test]
fn the_first_of_two_overlapping_edits_wins_and_the_other_comes_next() {
    let set = pack(&[
        ("ab", "check: { pattern: { any: [甲乙] } }, fix: { safety: safe, replace: 丙乙 }"),
        ("bc", "check: { pattern: { any: [乙丁] } }, fix: { safety: safe, replace: 戊 }"),
        ("cd", "check: { pattern: { any: [丙乙] } }, fix: { safety: safe, replace: 庚 }"),
    ]);
    check_with(&set, false, "看甲乙丁，乙丁甲乙。", "看庚丁，戊庚。", 0);
}

#[test]
fn edits_that_touch_do_not_join_numbers() {
    let set = built_in();
    check_with(set, true, &"<b>".repeat(3_000), "", 0);
    for text in ["共3<b><i>4户。", "共3<b>,</b>141户。"] {
        let done = fixed(text.as_bytes(), set, true).unwrap();
        let new = edited(text, done.changes.iter().map(|it| &it.edit));
        assert_eq!(number::numbers(&new), number::numbers(text), "{new}");
        assert!(!done.changes.is_empty(), "{new}");
    }
}

#[test]
fn rules_that_undo_each_other_change_nothing() {
    let set = pack(&[
        ("to", "check: { pattern: { any: [截止] } }, fix: { safety: safe, replace: 截至 }"),
        ("fro", "check: { pattern: { any: [截至] } }, fix: { safety: safe, replace: 截止 }"),
    ]);
    let problem = fixed("截止年底。".as_bytes(), &set, false).unwrap_err();
    assert_eq!(problem.code, "E-FIX-UNSTABLE");
    assert!(problem.message.zh.contains("mine/fro"), "{}", problem.message.zh);
}

#[test]
fn numbers_and_holes_stay_whatever_a_rule_says() {
    let set = pack(&[
        ("n", "check: { pattern: { any: [8轮] } }, fix: { safety: safe, replace: 4轮 }"),
        ("s", "check: { pattern: { any: [三、] } }, fix: { safety: safe, replace: 四、 }"),
        ("x", "check: { pattern: { any: [××] } }, fix: { safety: safe, delete: true }"),
        ("y", "tags: [hole], check: { pattern: { any: [（××）] } }"),
    ]);
    let text = "一、学习\n三、指导8轮，惠及（××）。\n";
    check_with(&set, true, text, text, 0);
}

#[test]
fn what_the_encoding_lacks_is_not_written() {
    let set = pack(&[(
        "wide",
        "check: { pattern: { any: [總結] } }, fix: { safety: safe, replace: 总结𪚥 }",
    )]);
    let bytes = BIG5.encode("一、工作總結，全年開會次數，是在不了和的。").0.into_owned();
    let raw = Raw { name: "a.txt", bytes: &bytes, encoding: Some("big5") };
    let source = input::read(raw, SourceId(0)).unwrap();
    let settings = Settings::default();
    let asked = Asked { set: &set, settings: &settings, offered: false };
    assert_eq!(fix(raw, source, asked).unwrap_err().code, "E-FIX-ENCODING");
}

/// Parts of drafts, with and without what `fix` corrects; figures and marks do not meet.
fn draft() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("一、主要工作"),
        Just("(一)、抓学习"),
        Just("（二）抓落实"),
        Just("1.建机制"),
        Just("①、强队伍"),
        Just("开展集中学习12次。"),
        Just("走访群众,送去温暖。"),
        Just("做法有三点:抓早、抓小、抓实。"),
        Just("干部作风明显转变;群众满意。"),
        Just("县级领导(含挂职)包村。"),
        Just("慰问4千余人。"),
        Just("&nbsp;"),
        Just("##topbegin##"),
        Just("会议9:30开始，培训1,141人次。"),
        Just("共有*个党支部开会。"),
        Just("“暖冬”行动,全面铺开!"),
        Just("\n"),
        Just("\r\n"),
        Just("\n\n"),
        Just("　　"),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// The text in each encoding that drafts come in.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |to: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(to).collect()
    };
    vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8", format!("\u{FEFF}{text}").into_bytes()),
        ("gb18030", GB18030.encode(text).0.into_owned()),
        ("big5", BIG5.encode(text).0.into_owned()),
        ("utf-16le", wide(u16::to_le_bytes, "\u{FEFF}")),
        ("utf-16be", wide(u16::to_be_bytes, "\u{FEFF}")),
        ("utf-16le", wide(u16::to_le_bytes, "")),
    ]
}

fn bytes_of(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        label => Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

/// Findings by rule, confidence and the text under them, notes of a house style aside: whether
/// there is one hangs on how much of it was corrected elsewhere.
fn tally<'a>(
    found: impl IntoIterator<Item = &'a Diagnostic>,
    text: &str,
) -> BTreeMap<(String, Confidence, String), usize> {
    let mut tally = BTreeMap::new();
    for it in found.into_iter().filter(|it| it.confidence != Confidence::Possible) {
        // Another finding may show a mark that was corrected.
        let words = it.primary.place.span.of(text).chars();
        let words = words.filter(|it| it.is_alphanumeric()).collect();
        *tally.entry((it.rule.clone(), it.confidence, words)).or_default() += 1;
    }
    tally
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_outside_the_edits_keeps_its_bytes(text in draft(), offered in any::<bool>()) {
        let set = built_in();
        for (label, bytes) in encoded(&text) {
            let raw = Raw { name: "a.txt", bytes: &bytes, encoding: Some(label) };
            let Ok(source) = input::read(raw, SourceId(0)) else { continue };
            let old = source.text.clone();
            let settings = Settings::default();
            let asked = Asked { set, settings: &settings, offered };
            let done = fix(raw, source, asked).unwrap();
            let Some(new) = done.bytes else { continue };
            // The new bytes, stretch by stretch: what stays is compared with the old bytes.
            let mark = bytes.len() - bytes_of(&old, label).len();
            let (mut from, mut to, mut at) = (mark, mark, 0);
            prop_assert_eq!(&new[..mark], &bytes[..mark]);
            for change in &done.changes {
                let kept = bytes_of(&old[at..change.edit.span.start as usize], label).len();
                prop_assert_eq!(&new[to..to + kept], &bytes[from..from + kept], "{}", label);
                from += kept + bytes_of(change.edit.span.of(&old), label).len();
                to += kept + bytes_of(&change.edit.text, label).len();
                at = change.edit.span.end as usize;
            }
            prop_assert_eq!(&new[to..], &bytes[from..], "{}", label);
        }
    }

    #[test]
    fn fixing_twice_changes_nothing_more(text in draft(), offered in any::<bool>()) {
        let set = built_in();
        let Some(new) = fixed(text.as_bytes(), set, offered).unwrap().bytes else { return Ok(()) };
        let again = fixed(&new, set, offered).unwrap();
        prop_assert!(again.bytes.is_none() && again.changes.is_empty() && again.applied.is_empty());
    }

    #[test]
    fn what_is_found_afterwards_was_found_before(text in draft()) {
        let set = built_in();
        let raw = Raw { name: "a.txt", bytes: text.as_bytes(), encoding: None };
        let before = Document::of(input::read(raw, SourceId(0)).unwrap());
        let settings = Settings::default();
        let found = check(&before, set, &settings).diagnostics;
        let done = fixed(text.as_bytes(), set, false).unwrap();
        let new = edited(&text, done.changes.iter().map(|it| &it.edit));
        let left = tally(&done.left, &new);
        let safe = |it: &&Diagnostic| {
            it.fix.as_ref().is_some_and(|it| it.safety == Safety::Safe)
        };
        let expect = tally(found.iter().filter(|it| !safe(it)), &text);
        prop_assert_eq!(left, expect);
    }

    #[test]
    fn numbers_stay(text in draft(), offered in any::<bool>()) {
        let set = built_in();
        let done = fixed(text.as_bytes(), set, offered).unwrap();
        let new = edited(&text, done.changes.iter().map(|it| &it.edit));
        prop_assert_eq!(number::numbers(&text), number::numbers(&new));
    }

    #[test]
    fn section_numbers_stay(text in draft()) {
        let set = built_in();
        let numbers = |text: &str| -> Vec<Vec<u32>> {
            let raw = Raw { name: "a.txt", bytes: text.as_bytes(), encoding: None };
            let document = Document::of(input::read(raw, SourceId(0)).unwrap());
            let markers = document.outline.sections.iter().filter_map(|it| it.marker.as_ref());
            markers.map(|it| it.numbers.clone()).collect()
        };
        let done = fixed(text.as_bytes(), set, false).unwrap();
        let new = edited(&text, done.changes.iter().map(|it| &it.edit));
        prop_assert_eq!(numbers(&text), numbers(&new));
    }
}
