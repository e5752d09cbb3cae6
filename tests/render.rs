//! Every format over one showcase of diagnostics, and the promises of the formats.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod common;
#[path = "common/showcase.rs"]
mod showcase;

use common::snapshot;
use jiaohe::diagnostic::{FileReport, Label, Report, Severity, Summary};
use jiaohe::render::{Format, Style, render};
use jiaohe::text::{Language, Place, SourceId, Span};
use proptest::prelude::*;
use showcase::{diagnostic, showcase, source};
use unicode_width::UnicodeWidthStr;

const PLAIN: Style =
    Style { language: Language::Zh, width: 100, ascii: false, color: false, quiet: false };

fn rendered(report: &Report, format: Format, style: Style) -> String {
    let mut out = Vec::new();
    render(report, format, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_shows_the_showcase() {
    for &format in Format::ALL {
        let shown = rendered(&showcase(), format, PLAIN);
        snapshot(&format!("render-{}", format.name()), &unversioned(&shown));
    }
}

/// A release changes no snapshot, nor does a page's sheet or script.
fn unversioned(shown: &str) -> String {
    let mut shown = shown.replace(concat!(":\"", env!("CARGO_PKG_VERSION"), "\""), ":\"…\"");
    shown = shown.replace(concat!(" ", env!("CARGO_PKG_VERSION"), "<"), " …<");
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>"), (" 'sha256-", ";")] {
        while let Some((before, rest)) = shown.split_once(start) {
            let after = rest.split_once(end).unwrap().1;
            shown = format!("{before}…{after}");
        }
    }
    shown
}

#[test]
fn text_keeps_to_its_style() {
    let check = |name: &str, style| {
        snapshot(&format!("render-text-{name}"), &rendered(&showcase(), Format::Text, style));
    };
    check("english", Style { language: Language::En, ..PLAIN });
    check("ascii", Style { ascii: true, width: 80, ..PLAIN });
    check("narrow", Style { width: 40, ..PLAIN });
    let colored = rendered(&showcase(), Format::Text, Style { color: true, ..PLAIN });
    snapshot("render-text-color", &colored.replace('\u{1b}', "␛"));
}

#[test]
fn short_speaks_english_too() {
    let style = Style { language: Language::En, ..PLAIN };
    snapshot("render-short-english", &rendered(&showcase(), Format::Short, style));
}

#[test]
fn quiet_leaves_the_summary_out() {
    let report =
        Report { summary: Summary { files: 1, ..Summary::default() }, ..Report::default() };
    assert_eq!(rendered(&report, Format::Text, PLAIN), "共检查 1 个文件：没有发现问题。\n");
    assert_eq!(rendered(&report, Format::Text, Style { quiet: true, ..PLAIN }), "");
}

#[test]
fn names_of_formats() {
    assert!(Format::names().starts_with(&["text", "short", "json", "jsonl", "sarif"]));
    for &format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
    assert_eq!(Format::from_name("yaml"), None);
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    for width in 30..=120 {
        for ascii in [false, true] {
            for language in [Language::Zh, Language::En] {
                let style = Style { width, ascii, language, ..PLAIN };
                fits(&rendered(&showcase(), Format::Text, style), width);
            }
        }
    }
}

#[track_caller]
fn fits(text: &str, width: usize) {
    for row in text.lines() {
        assert!(row.width() <= width, "{} columns instead of {width}:\n{text}", row.width());
        assert!(!row.contains(char::is_control), "{row:?}");
    }
}

#[test]
fn carets_stand_under_their_places() {
    let mut places = 0;
    for width in [40, 60, 80, 100, 120] {
        for file in showcase().files {
            for diagnostic in file.diagnostics.clone() {
                let place = diagnostic.primary.place;
                let text = place.span.of(&file.sources[place.source.0 as usize].text);
                let plain = text.chars().all(|mark| mark.width_in_row().is_some());
                if !plain || width < text.width() + 20 {
                    continue;
                }
                let one = FileReport { diagnostics: vec![diagnostic], ..file.clone() };
                let report = Report { files: vec![one], ..Report::default() };
                let shown = rendered(&report, Format::Text, Style { width, ..PLAIN });
                assert!(underlined(&shown).iter().any(|it| it.trim() == text), "{text:?}\n{shown}");
                places += 1;
            }
        }
    }
    assert!(50 < places);
}

/// The texts above runs of `^`.
fn underlined(shown: &str) -> Vec<String> {
    let rows: Vec<_> = shown.lines().collect();
    let mut found = Vec::new();
    for pair in rows.windows(2) {
        let Some(from) = pair[1].find('^').map(|at| pair[1][..at].width()) else { continue };
        let carets = pair[1].chars().skip_while(|&mark| mark != '^');
        let to = from + carets.take_while(|&mark| mark == '^').count();
        let mut column = 0;
        let mut text = String::new();
        for mark in pair[0].chars() {
            if from <= column && column < to {
                text.push(mark);
            }
            column += mark.width_in_row().unwrap_or(0);
        }
        found.push(text);
    }
    found
}

trait WidthInRow {
    fn width_in_row(self) -> Option<usize>;
}

impl WidthInRow for char {
    fn width_in_row(self) -> Option<usize> {
        (!self.is_control()).then(|| self.to_string().width()).filter(|&width| 0 < width)
    }
}

#[test]
fn json_points_into_the_text() {
    let report = showcase();
    let json: serde_json::Value =
        serde_json::from_str(&rendered(&report, Format::Json, PLAIN)).unwrap();
    let mut places = 0;
    for file in json["files"].as_array().unwrap() {
        for place in file["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|diagnostic| diagnostic["places"].as_array().unwrap())
        {
            let sources = report.files.iter().flat_map(|file| &file.sources);
            let source = sources.clone().find(|it| it.name == place["path"]).unwrap();
            let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
            let (start, end) = (number(&place["span"][0]), number(&place["span"][1]));
            assert_eq!(place["text"], source.text[start..end]);
            let line = source.text.split(['\n']).nth(number(&place["line"]) - 1).unwrap();
            let rest: String = line.chars().skip(number(&place["column"]) - 1).collect();
            assert!(source.text[start..].starts_with(&rest), "{place}");
            places += 1;
        }
    }
    assert!(15 < places);
    let rows = rendered(&report, Format::Jsonl, PLAIN);
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(json["files"], serde_json::Value::Array(rows));
}

#[test]
fn one_long_line_is_no_trouble() {
    let text = "组织开展8轮集中巡回指导，成效明显；".repeat(50_000);
    let own = source(0, "长.txt", &text);
    let at = |nth: usize| {
        let span = Span::new(nth * 52 + 12, nth * 52 + 16);
        let place = Place { source: SourceId(0), span };
        let label = Label { place, text: "此处".to_owned(), section: Vec::new() };
        diagnostic(Severity::Info, "rule", "轮数", label)
    };
    let diagnostics = (0..50_000).step_by(5).map(at).collect();
    let file = FileReport { diagnostics, sources: vec![own], ..FileReport::default() };
    let report = Report { files: vec![file], ..Report::default() };
    let shown = rendered(&report, Format::Text, PLAIN);
    assert!(shown.contains("┌─ 长.txt:1:899915"));
    assert!(rendered(&report, Format::Json, PLAIN).contains(r#""column":899915,"#));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_report_breaks_the_frame(
        text in "([一二，。、“”（ a1:/\t\r\n\u{0}𠮷👨\u{200d}\u{301}\u{fe0f}\u{fe01}\u{202e}\u{3000}]|[甲乙丙，]{30}){0,60}",
        spans in prop::collection::vec((0u32..600, 0u32..200), 1..6),
        words in prop::collection::vec("[说明，“”。 a1\n\u{301}]{0,80}", 6),
        name in "[a甲/]{1,90}",
        width in 30usize..=120,
        ascii: bool,
        group in 0u32..2,
    ) {
        let source = source(0, &name, &text);
        let labels: Vec<_> = spans.iter().zip(&words).map(|(&(start, length), words)| {
            let span = Span { start, end: start + length };
            Label { place: Place { source: SourceId(0), span }, text: words.clone(), section: vec![] }
        }).collect();
        let mut one = diagnostic(Severity::Error, "rule", &words.concat(), labels[0].clone());
        one.related = labels[1..].to_vec();
        one.help = words.join("；");
        one.group = group;
        let file = FileReport {
            path: name,
            diagnostics: vec![one.clone(), one],
            sources: vec![source],
            ..FileReport::default()
        };
        let report = Report { files: vec![file], ..Report::default() };
        fits(&rendered(&report, Format::Text, Style { width, ascii, ..PLAIN }), width);
        for &format in Format::ALL {
            rendered(&report, format, PLAIN);
        }
    }
}
