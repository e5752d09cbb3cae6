//! What the formats for build servers and forges promise to their readers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "common/markup.rs"]
mod markup;
#[path = "common/showcase.rs"]
mod showcase;

use std::collections::HashSet;
use std::process::Command;

use jiaohe::diagnostic::{Diagnostic, FileReport, Label, Report, RuleInfo, Severity};
use jiaohe::render::{Format, Style, render};
use jiaohe::text::{Language, Source, Text};
use markup::{elements, named};
use serde_json::Value;
use showcase::{diagnostic, label, showcase, source};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

fn shown(report: &Report, format: &str, language: Language) -> String {
    let style = Style { language, width: 100, ascii: false, color: false, quiet: false };
    let mut out = Vec::new();
    render(report, Format::from_name(format).unwrap(), style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(report: &Report, format: &str, language: Language) -> Value {
    serde_json::from_str(&shown(report, format, language)).unwrap()
}

/// The showcase, a file full of marks that formats use themselves, and a rule with its words.
fn full() -> Report {
    let mut report = showcase();
    let text = "甲|乙`丙`<img src=x>&amp;%0A::error::]](9)\n*强调*_下划_@somebody #1\n";
    let own = source(0, "稿 件/a|b`<c>,d:e%.txt", text);
    let words = "“|”、`<img src=x>`与[甲](1)\r\n换行，100%::warning::";
    let mut one = diagnostic(Severity::Warning, "odd|rule", words, label(&own, "<img", 0, words));
    one.help = "帮助|`一`\n二".to_owned();
    one.related = vec![label(&own, "*强调*", 0, words)];
    one.fingerprint = "aaaa".to_owned();
    report.files.push(FileReport {
        path: own.name.clone(),
        diagnostics: vec![one],
        sources: vec![own],
        ..FileReport::default()
    });
    report.rules = vec![
        RuleInfo { id: "silent".to_owned(), shown: "silent".to_owned(), ..RuleInfo::default() },
        RuleInfo {
            id: "figure-conflict".to_owned(),
            shown: "figure-conflict".to_owned(),
            pack: "base".to_owned(),
            severity: Some(Severity::Error),
            title: Text::new("前后数字不一致", "figures conflict"),
            why: Text::new("读的人不知道信哪个。", "a reader cannot know which is right."),
            ..RuleInfo::default()
        },
    ];
    report
}

fn findings(report: &Report) -> Vec<(&FileReport, &Diagnostic)> {
    report.files.iter().flat_map(|file| file.diagnostics.iter().map(move |it| (file, it))).collect()
}

fn source_of<'a>(file: &'a FileReport, label: &Label) -> &'a Source {
    file.sources.iter().find(|it| it.id == label.place.source).unwrap()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    let text = value.as_str().unwrap();
    assert!(!text.is_empty());
    text
}

#[test]
fn sarif_has_what_its_readers_require() {
    for language in LANGUAGES {
        let report = full();
        let log = json(&report, "sarif", language);
        assert!(text(&log["$schema"]).contains("sarif") && log["version"] == "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["tool"]["driver"]["name"], "jiaohe");
        let rules = array(&run["tool"]["driver"]["rules"]);
        for rule in rules {
            for words in ["shortDescription", "fullDescription", "help"] {
                text(&rule[words]["text"]);
            }
            let level = text(&rule["defaultConfiguration"]["level"]);
            assert!(["none", "note", "warning", "error"].contains(&level));
            if let Some(name) = rule["name"].as_str() {
                assert_ne!(name.to_lowercase(), text(&rule["id"]).to_lowercase());
            }
        }
        let ids: HashSet<_> = rules.iter().map(|rule| text(&rule["id"])).collect();
        assert_eq!(ids.len(), rules.len());
        let results = array(&run["results"]);
        assert_eq!(results.len(), findings(&report).len());
        for (result, (file, it)) in results.iter().zip(findings(&report)) {
            assert_eq!(rules[number(&result["ruleIndex"])]["id"], result["ruleId"]);
            assert_eq!(text(&result["ruleId"]), it.rule);
            assert!(["note", "warning", "error"].contains(&text(&result["level"])));
            text(&result["partialFingerprints"]["primaryLocationLineHash"]);
            assert_eq!(result["partialFingerprints"]["jiaohe/v1"], it.fingerprint.as_str());
            assert_eq!(array(&result["locations"]).len(), 1);
            located(&result["locations"][0], file, &it.primary);
            let related = array(&result["relatedLocations"]);
            assert_eq!(related.len(), it.related.len());
            for (at, (place, label)) in related.iter().zip(&it.related).enumerate() {
                located(place, file, label);
                assert_eq!(number(&place["id"]), at + 1);
                text(&place["message"]["text"]);
            }
            let message = text(&result["message"]["text"]).replace("\\\\", "").replace("\\]", "");
            let links: Vec<_> = message.match_indices("](").map(|(at, _)| at).collect();
            assert_eq!(links.len(), it.related.len(), "{message}");
            for (id, at) in links.iter().enumerate() {
                assert!(message[*at..].starts_with(&format!("]({})", id + 1)), "{message}");
            }
        }
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let told = array(&invocation["toolExecutionNotifications"]);
        assert!(told.iter().any(|it| it["level"] == "error"));
    }
}

/// A SARIF location names the path and the very characters of `label`.
fn located(location: &Value, file: &FileReport, label: &Label) {
    let place = &location["physicalLocation"];
    let uri = text(&place["artifactLocation"]["uri"]);
    assert!(uri.bytes().all(|it| it.is_ascii_alphanumeric() || b"/-._~%".contains(&it)), "{uri}");
    let source = source_of(file, label);
    assert_eq!(unescaped(uri), source.name);
    let region = &place["region"];
    let at = |name: &str| number(&region[name]);
    let wanted = label.place.span.of(&source.text);
    let (skip, take) = (at("charOffset"), at("charLength"));
    assert_eq!(source.text.chars().skip(skip).take(take).collect::<String>(), wanted);
    assert_eq!(
        source.lines.position(&source.text, label.place.span.start),
        (at("startLine"), at("startColumn"))
    );
    assert_eq!(
        source.lines.position(&source.text, label.place.span.end),
        (at("endLine"), at("endColumn"))
    );
}

/// Percent-encoded text, decoded.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                let digits = std::str::from_utf8(&digits).unwrap().to_owned();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap());
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Every place of every finding: path, first and last byte.
fn places(report: &Report) -> Vec<(String, usize, usize)> {
    let mut all: Vec<_> = findings(report)
        .into_iter()
        .flat_map(|(file, it)| {
            std::iter::once(&it.primary).chain(&it.related).map(move |label| {
                let span = label.place.span;
                (source_of(file, label).name.clone(), span.start as usize, span.end as usize)
            })
        })
        .collect();
    all.sort();
    all
}

#[test]
fn rdjson_counts_bytes_and_shows_every_place() {
    let report = full();
    let output = json(&report, "rdjson", Language::Zh);
    assert_eq!(output["source"]["name"], "jiaohe");
    let rows = array(&output["diagnostics"]);
    let sources: Vec<&Source> = report.files.iter().flat_map(|file| &file.sources).collect();
    let offset = |path: &str, at: &Value| {
        let source = sources.iter().find(|it| it.name == path).unwrap();
        let line = source.lines.span(number(&at["line"]) - 1).start as usize;
        line + number(&at["column"]) - 1
    };
    let mut found = Vec::new();
    for row in rows {
        text(&row["message"]);
        text(&row["code"]["value"]);
        assert!(["ERROR", "WARNING", "INFO"].contains(&text(&row["severity"])));
        let path = text(&row["location"]["path"]);
        let range = &row["location"]["range"];
        if range.is_null() {
            assert_eq!(path, "drafts/旧稿.txt");
            continue;
        }
        found.push((path.to_owned(), offset(path, &range["start"]), offset(path, &range["end"])));
        for beside in array(&row["related_locations"]) {
            text(&beside["location"]["path"]);
            number(&beside["location"]["range"]["start"]["column"]);
        }
    }
    found.sort();
    assert_eq!(found, places(&report));
    let lines = shown(&report, "rdjsonl", Language::Zh);
    let lines: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    for (mut line, row) in lines.clone().into_iter().zip(rows) {
        assert_eq!(line.as_object_mut().unwrap().remove("source").unwrap()["name"], "jiaohe");
        assert_eq!(line, *row);
    }
    assert_eq!(lines.len(), rows.len());
}

#[test]
fn gitlab_issues_are_complete_and_told_apart() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    let asked = ["check", "-f", "gitlab", "--min-severity", "info", "tests/drafts"];
    let output = command.args(asked).output().unwrap();
    let issues: Value = serde_json::from_slice(&output.stdout).unwrap();
    let issues = array(&issues);
    let prints: HashSet<_> = issues.iter().map(|it| text(&it["fingerprint"])).collect();
    assert!(50 < issues.len());
    assert_eq!(prints.len(), issues.len());
    let report = full();
    let shown = json(&report, "gitlab", Language::En);
    for it in issues.iter().chain(array(&shown)) {
        let (rule, description) = (text(&it["check_name"]), text(&it["description"]));
        assert!(description.contains(rule), "{description}");
        let severity = text(&it["severity"]);
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        let lines = &it["location"]["lines"];
        text(&it["location"]["path"]);
        assert!(0 < number(&lines["begin"]) && number(&lines["begin"]) <= number(&lines["end"]));
    }
}

#[test]
fn github_commands_are_escaped_and_the_gravest_come_first() {
    for language in LANGUAGES {
        let report = full();
        let shown = shown(&report, "github", language);
        let mut levels = Vec::new();
        for line in shown.lines() {
            let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
            let (level, properties) = command.split_once(' ').unwrap();
            levels.push(["error", "warning", "notice"].iter().position(|it| *it == level).unwrap());
            let properties: Vec<_> =
                properties.split(',').map(|it| it.split_once('=').unwrap()).collect();
            let get = |name| properties.iter().find(|(it, _)| *it == name).map(|it| it.1);
            let path = unescaped(get("file").unwrap());
            assert!(report.files.iter().any(|it| it.path == path), "{path}");
            assert_eq!(
                get("col").is_some(),
                get("line").is_some() && get("line") == get("endLine")
            );
            assert!(!unescaped(get("title").unwrap()).is_empty() && !message.is_empty());
            assert!(properties.iter().all(|(_, value)| !value.contains([':', ','])));
            unescaped(message);
        }
        assert!(levels.is_sorted());
        let unreadable = report.files.iter().filter(|it| it.error.is_some()).count();
        assert_eq!(levels.len(), findings(&report).len() + unreadable);
    }
}

#[test]
fn junit_counts_its_cases() {
    for language in LANGUAGES {
        let report = full();
        let all = elements(&shown(&report, "junit", language));
        let count = |name| named(&all, name).len().to_string();
        let top = named(&all, "testsuites")[0];
        assert_eq!(top.get("tests"), count("testcase"));
        assert_eq!(top.get("failures"), count("failure"));
        assert_eq!(top.get("errors"), count("error"));
        let sum = |name: &str| {
            let suites = named(&all, "testsuite");
            suites
                .iter()
                .map(|it| it.get(name).parse::<usize>().unwrap())
                .sum::<usize>()
                .to_string()
        };
        for name in ["tests", "failures", "errors"] {
            assert_eq!(top.get(name), sum(name));
        }
        let paths: Vec<_> = named(&all, "testsuite").iter().map(|it| it.get("name")).collect();
        assert_eq!(paths, report.files.iter().map(|it| it.path.as_str()).collect::<Vec<_>>());
        let errors = findings(&report).iter().filter(|it| it.1.severity == Severity::Error).count();
        assert_eq!(count("failure"), errors.to_string());
        for case in named(&all, "testcase") {
            assert!(!case.get("name").is_empty() && !case.get("classname").is_empty());
        }
        for failure in named(&all, "failure") {
            assert!(!failure.get("message").is_empty() && !failure.get("type").is_empty());
            assert!(failure.text.contains(failure.get("message")));
        }
    }
}

#[test]
fn checkstyle_names_every_finding() {
    for language in LANGUAGES {
        let report = full();
        let all = elements(&shown(&report, "checkstyle", language));
        assert!(!named(&all, "checkstyle")[0].get("version").is_empty());
        let paths: Vec<_> = named(&all, "file").iter().map(|it| it.get("name")).collect();
        assert_eq!(paths, report.files.iter().map(|it| it.path.as_str()).collect::<Vec<_>>());
        let rows = named(&all, "error");
        assert_eq!(rows.len(), findings(&report).len() + 1);
        for row in rows {
            assert!(0 < row.get("line").parse::<usize>().unwrap());
            assert!(0 < row.get("column").parse::<usize>().unwrap());
            assert!(["error", "warning", "info"].contains(&row.get("severity")));
            assert!(!row.get("message").is_empty() && row.get("source").starts_with("jiaohe."));
        }
    }
}

#[test]
fn markdown_rows_keep_their_cells() {
    for language in LANGUAGES {
        let report = full();
        let shown = shown(&report, "markdown", language);
        let rows: Vec<_> = shown.lines().filter(|it| it.starts_with('|')).collect();
        assert_eq!(rows.len(), findings(&report).len() + 2);
        for row in &rows {
            let bare = row.replace("\\\\", "").replace("\\|", "");
            assert_eq!(bare.matches('|').count(), 5, "{row}");
            let tags = row.replace("<br>", "");
            let outside: String = tags.split('`').step_by(2).collect();
            assert!(!outside.contains('<'), "{row}");
        }
        let grave = |row: &&str| ["🔴", "🟡", "🔵"].iter().position(|it| row.contains(it)).unwrap();
        assert!(rows[2..].iter().map(grave).is_sorted());
        assert!(shown.contains("E-TXT-ENCODING"));
    }
}
