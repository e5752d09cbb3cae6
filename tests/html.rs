//! The page of the format `html`: its structure, its links, and that nothing in it runs or asks.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "common/markup.rs"]
mod markup;
#[path = "common/sha256.rs"]
mod sha256;
#[path = "common/showcase.rs"]
mod showcase;

use std::collections::HashSet;
use std::fs;

use jiaohe::diagnostic::{FileReport, Label, Report, Severity, Summary};
use jiaohe::render::{Format, Style, render};
use jiaohe::text::{Block, BlockKind, Language, Place, Source, SourceId, Span};
use markup::{Element, elements, named};
use sha256::sha256_base64;
use showcase::{diagnostic, label, showcase, source};

fn page(report: &Report, language: Language) -> String {
    let style = Style { language, width: 100, ascii: false, color: false, quiet: false };
    let mut out = Vec::new();
    render(report, Format::Html, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn of(files: Vec<FileReport>) -> Report {
    Report { files, ..Report::default() }
}

/// A file with one finding at every `needle`.
fn marked(name: &str, text: &str, needle: &str) -> FileReport {
    let own = source(0, name, text);
    let count = text.matches(needle).count();
    let one = |nth| diagnostic(Severity::Error, "rule", "有误", label(&own, needle, nth, ""));
    FileReport {
        path: name.to_owned(),
        diagnostics: (0..count).map(one).collect(),
        sources: vec![own],
        ..FileReport::default()
    }
}

fn with_class<'a>(all: &'a [Element], class: &str) -> Vec<&'a Element> {
    let has = |it: &&Element| {
        it.attributes.get("class").is_some_and(|it| it.split(' ').any(|it| it == class))
    };
    all.iter().filter(has).collect()
}

#[test]
fn every_link_leads_somewhere_on_the_page() {
    for language in [Language::Zh, Language::En] {
        let all = elements(&page(&showcase(), language));
        let ids: Vec<_> = all.iter().filter_map(|it| it.attributes.get("id")).collect();
        let known: HashSet<_> = ids.iter().collect();
        assert_eq!(known.len(), ids.len());
        let links = named(&all, "a");
        assert!(60 < links.len());
        for link in links {
            let id = link.get("href").strip_prefix('#').unwrap().to_owned();
            assert!(known.contains(&&id), "{id}");
        }
        for note in with_class(&all, "note") {
            for range in
                ["p", "q"].iter().filter_map(|it| note.attributes.get(&format!("data-{it}")))
            {
                for id in range.split([' ', '-']) {
                    assert!(known.contains(&&format!("s{id}")), "{range}");
                }
            }
        }
        // The script counts on marks being numbered in their order.
        let marks: Vec<_> = named(&all, "mark").iter().map(|it| it.get("id").to_owned()).collect();
        let counted: Vec<_> = (1..=marks.len()).map(|it| format!("s{it}")).collect();
        assert_eq!(marks, counted);
    }
}

#[test]
fn both_places_of_a_finding_are_linked() {
    let all = elements(&page(&showcase(), Language::Zh));
    let note =
        with_class(&all, "note").into_iter().find(|it| it.text.contains("8轮 / 4轮")).unwrap();
    let text_of = |range: &str| {
        let id = format!("s{}", note.get(range).split('-').next().unwrap());
        all.iter().find(|it| it.attributes.get("id") == Some(&id)).unwrap().text.clone()
    };
    assert_eq!((text_of("data-p").as_str(), text_of("data-q").as_str()), ("8轮", "4轮"));
    for words in ["第2行第44字 前文为4轮", "先后开展4轮集中巡回指导，", "核对台账后"]
    {
        assert!(note.text.contains(words), "{}", note.text);
    }
    let number = note.get("id").trim_start_matches('n');
    let refs = with_class(&all, "ref");
    let refs = refs.iter().filter(|it| it.get("href") == format!("#n{number}"));
    assert_eq!(refs.map(|it| it.text.as_str()).collect::<Vec<_>>(), [number, number]);
}

#[test]
fn nothing_is_asked_for_and_only_the_own_script_runs() {
    let shown = page(&showcase(), Language::Zh);
    for word in ["://", "src=", "url(", "@import", "javascript:", " style=", " on"] {
        let markup = shown.split("<script>").next().unwrap();
        let css_on = word == " on" && markup.contains("</style>");
        let markup = if css_on { markup.split("</style>").nth(1).unwrap() } else { markup };
        let tags: String = markup.split('<').filter_map(|it| it.split('>').next()).collect();
        assert!(!tags.contains(word) && (word != "://" || !shown.contains(word)), "{word}");
    }
    let all = elements(&shown);
    let policies = named(&all, "meta");
    let policy = policies.iter().find(|it| it.attributes.contains_key("http-equiv")).unwrap();
    assert_eq!(policy.get("http-equiv"), "Content-Security-Policy");
    let policy: Vec<_> = policy.get("content").split("; ").collect();
    assert!(policy.contains(&"default-src 'none'") && policy.contains(&"form-action 'none'"));
    for name in ["style", "script"] {
        let blocks = named(&all, name);
        assert_eq!(blocks.len(), 1);
        let hash = sha256_base64(blocks[0].text.as_bytes());
        let source = format!("{name}-src 'sha256-{hash}'");
        assert!(policy.contains(&source.as_str()), "src/render/html.rs must say {source}");
    }
    assert!(!all.iter().any(|it| ["link", "img", "iframe", "object"].contains(&it.name.as_str())));
}

#[test]
fn hostile_names_and_words_are_only_text() {
    let evil = "<script>alert(1)</script>\"' onload=x &amp; \u{202e}反\u{0}\u{200d}\u{feff}";
    let mut file = marked(&format!("{evil}.txt"), &format!("甲{evil}乙\n"), "alert");
    let one = &mut file.diagnostics[0];
    one.rule = evil.to_owned();
    one.message = evil.to_owned();
    one.help = evil.to_owned();
    one.primary.text = evil.to_owned();
    one.related = vec![one.primary.clone()];
    let shown = page(&of(vec![file]), Language::Zh);
    let all = elements(&shown);
    assert_eq!(named(&all, "script").len(), 1);
    assert!(!shown.contains('\0') && !shown.contains('\u{202e}') && !shown.contains('\u{feff}'));
    let text = &with_class(&all, "t")[0].text;
    assert_eq!(text, "甲<script>alert11(1)</script>\"' onload=x &amp; 202E反0000\u{200d}FEFF乙");
    assert!(all.iter().all(|it| it.attributes.keys().all(|key| !key.starts_with("on"))));
}

#[test]
fn the_whole_text_is_shown_and_long_calm_stretches_are_folded() {
    let lines: Vec<String> = (1..=100).map(|it| format!("　　第{it}段，照办。")).collect();
    let text = lines.join("\r\n") + "\r\n\r\n";
    let all = elements(&page(&of(vec![marked("长.txt", &text, "第50段")]), Language::Zh));
    let shown: Vec<_> =
        with_class(&all, "t").iter().map(|it| it.text.replace("段1", "段")).collect();
    assert_eq!(shown, lines);
    let folds = with_class(&all, "quiet");
    let said: Vec<_> = folds.iter().map(|it| it.text.lines().next().unwrap()).collect();
    assert_eq!(said, ["第1—47行没有发现问题，47段", "第53—100行没有发现问题，48段"]);
    let short = lines[..40].join("\n");
    let all = elements(&page(&of(vec![marked("短.txt", &short, "第20段")]), Language::Zh));
    assert!(with_class(&all, "quiet").is_empty());
}

#[test]
fn hard_wrapped_paragraphs_run_on() {
    let text = "全年组织开展集中\n巡回指导8轮 in\nall。\n";
    let mut file = marked("折行.txt", text, "集中\n巡回");
    let end = text.trim_end().len();
    file.sources[0].blocks = vec![Block { span: Span::new(0, end), kind: BlockKind::Paragraph }];
    let all = elements(&page(&of(vec![file]), Language::Zh));
    assert_eq!(with_class(&all, "t")[0].text, "全年组织开展集中巡回1指导8轮 in all。");
    assert_eq!(named(&all, "mark")[0].text, "集中巡回");
}

#[test]
fn alike_findings_of_a_paragraph_share_a_note() {
    let mut file = marked("占位.txt", "有*个，*个。\n又有*个。\n", "*");
    file.diagnostics.iter_mut().for_each(|it| it.group = 1);
    let all = elements(&page(&of(vec![file]), Language::Zh));
    let notes = with_class(&all, "note");
    let counts: Vec<_> = notes.iter().map(|it| it.get("data-c")).collect();
    assert_eq!(counts, ["2", "1"]);
    assert!(notes[0].text.contains("有误（共2处）"));
}

#[test]
fn places_in_other_files_of_the_page_are_linked() {
    let other = marked("乙.txt", "全年4轮，另有*个。\n", "*");
    let mut own = marked("甲.txt", "全年8轮。\n", "8轮");
    let beside = source(7, "乙.txt", "全年4轮，另有*个。\n");
    let apart = source(8, "台账.csv", "轮,6\n");
    own.diagnostics[0].related = vec![label(&beside, "4轮", 0, "乙"), label(&apart, "6", 0, "丙")];
    own.sources.extend([beside, apart]);
    let all = elements(&page(&of(vec![other, own]), Language::Zh));
    let marks: Vec<_> = named(&all, "mark").iter().map(|it| it.text.clone()).collect();
    assert_eq!(marks, ["4轮", "*", "8轮"]);
    let note =
        with_class(&all, "note").into_iter().find(|it| it.text.contains("台账.csv")).unwrap();
    assert!(
        note.text.contains("乙.txt 第1行第3字 乙") && note.text.contains("台账.csv 第1行第3字 丙")
    );
    assert_eq!(note.get("data-q"), "1-1");
}

#[test]
fn findings_without_their_text_are_still_told() {
    let mut file = marked("甲.txt", "全年8轮。\n", "8轮");
    file.sources.clear();
    let all = elements(&page(&of(vec![file]), Language::Zh));
    assert_eq!(with_class(&all, "note").len(), 1);
    assert!(named(&all, "mark").is_empty());
}

#[test]
fn an_empty_report_says_so() {
    let summary = Summary { files: 1, ..Summary::default() };
    let file = FileReport { path: "净.txt".to_owned(), ..FileReport::default() };
    let shown = page(&Report { files: vec![file], summary, ..Report::default() }, Language::En);
    let all = elements(&shown);
    assert!(named(&all, "html")[0].get("lang") == "en");
    assert!(named(&all, "main")[0].text.contains("Nothing to show."));
    assert!(named(&all, "header")[0].text.contains("净.txt"));
    assert!(named(&all, "form").is_empty());
}

/// Ten thousand findings that all lie over one another, and five megabytes on one line.
#[test]
fn many_findings_and_long_lines_are_no_trouble() {
    let text = "组织开展8轮集中巡回指导，成效明显，".repeat(100_000);
    let own = source(0, "长.txt", &text);
    let label = |start: usize, end: usize| Label {
        place: Place { source: SourceId(0), span: Span::new(start, end) },
        text: String::new(),
        section: Vec::new(),
    };
    let one = |nth: usize| {
        let mut one =
            diagnostic(Severity::Info, "rule", "轮数", label(nth * 51, text.len() - nth * 51));
        one.related = vec![label(0, nth * 3 + 3)];
        one
    };
    let file = FileReport {
        path: "长.txt".to_owned(),
        diagnostics: (0..10_000).map(one).collect(),
        sources: vec![Source {
            blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
            ..own
        }],
        ..FileReport::default()
    };
    let shown = page(&of(vec![file]), Language::Zh);
    assert!(text.len() < shown.len() && shown.len() < 5 * text.len(), "{}", shown.len());
    assert!(shown.contains("id=\"n10000\""));
}

#[test]
fn the_sheet_and_the_script_are_small() {
    for (name, most) in [("css", 16_000), ("js", 10_000)] {
        let path = format!("src/render/html/page.{name}");
        let length = fs::read_to_string(&path).unwrap().len();
        assert!(length < most, "{path} has {length} bytes");
    }
}
