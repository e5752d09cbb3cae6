//! Whole drafts: the findings expected in each, and what every format makes of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::snapshot;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use serde_json::Value;

const DRAFTS: &str = "tests/drafts";

/// A finding as the tables name it: rule, line, marked text.
type Row = (String, u64, String);

/// One line of a table; a known gap is marked `todo` in a fourth column.
struct Expected {
    row: Row,
    todo: bool,
}

#[test]
fn drafts_have_the_findings_expected_of_them() {
    let mut wrong = String::new();
    for name in names() {
        let expected = expected(&name);
        let difference = difference(&expected, &found(&name));
        if !difference.is_empty() {
            write!(wrong, "\n{DRAFTS}/{name}.txt\n{difference}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_difference_says_what_to_do() {
    let row = |rule: &str, line| (rule.to_owned(), line, "*个".to_owned());
    let expect = |rule, line, todo| Expected { row: row(rule, line), todo };
    for (expected, found, says) in [
        (vec![expect("a", 1, false)], vec![row("a", 1)], ""),
        (vec![expect("a", 1, true)], vec![], ""),
        (vec![expect("a", 1, false)], vec![], "  missing  a\t1\t*个\n"),
        (vec![], vec![row("a", 1)], "  noisy    a\t1\t*个\n"),
        (
            vec![expect("a", 1, false)],
            vec![row("a", 2)],
            "  missing  a\t1\t*个\n  noisy    a\t2\t*个\n",
        ),
        (vec![expect("a", 1, false)], vec![row("a", 1), row("a", 1)], "  noisy    a\t1\t*个\n"),
        (vec![expect("a", 1, true)], vec![row("a", 1)], "  found; drop its todo  a\t1\t*个\n"),
    ] {
        assert_eq!(difference(&expected, &found), says);
    }
}

/// The formats that show all of a finding; tests/render.rs has a page of every other.
const SHOWN: [&str; 4] = ["text", "short", "json", "jsonl"];

#[test]
fn formats_show_every_draft() {
    for name in names() {
        for format in SHOWN {
            let draft = format!("{DRAFTS}/{name}.txt");
            let shown = jiaohe(&["check", "--fail-on", "never", "-f", format, &draft]);
            snapshot(&format!("golden-{name}-{format}"), &unversioned(&shown));
        }
    }
}

#[test]
fn party_building_speaks_english() {
    let draft = format!("{DRAFTS}/party-building.txt");
    for format in ["text", "short"] {
        let shown = jiaohe(&["--lang", "en", "check", "--fail-on", "never", "-f", format, &draft]);
        snapshot(&format!("golden-party-building-{format}-english"), &shown);
    }
}

#[test]
fn outlines_of_drafts() {
    for name in ["clean", "hardwrap"] {
        let shown = jiaohe(&["outline", &format!("{DRAFTS}/{name}.txt")]);
        snapshot(&format!("golden-{name}-outline"), &shown);
    }
}

/// Every draft with a table, and no draft without one.
fn names() -> Vec<String> {
    let files = fs::read_dir(DRAFTS).unwrap().map(|entry| entry.unwrap().file_name());
    let files: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    let stems = |end: &str| {
        let mut stems: Vec<String> =
            files.iter().filter_map(|name| name.strip_suffix(end)).map(str::to_owned).collect();
        stems.sort();
        stems
    };
    assert_eq!(stems(".txt"), stems(".expect.tsv"));
    stems(".txt")
}

fn expected(name: &str) -> Vec<Expected> {
    let path = format!("{DRAFTS}/{name}.expect.tsv");
    let table = fs::read_to_string(&path).unwrap();
    let rows = table.lines().map(|line| {
        let (cells, todo) = match line.split('\t').collect::<Vec<_>>()[..] {
            [rule, line, text] => ([rule, line, text], false),
            [rule, line, text, "todo"] => ([rule, line, text], true),
            _ => panic!("{path}: rule, line and text are expected in {line:?}"),
        };
        let [rule, line, text] = cells;
        Expected { row: (rule.to_owned(), line.parse().unwrap(), text.to_owned()), todo }
    });
    rows.collect()
}

fn found(name: &str) -> Vec<Row> {
    let draft = format!("{DRAFTS}/{name}.txt");
    let shown = jiaohe(&["check", "--fail-on", "never", "-f", "json", &draft]);
    let report: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(report["files"][0]["error"], Value::Null, "{draft}");
    let rows = report["files"][0]["diagnostics"].as_array().unwrap().iter().map(|diagnostic| {
        let place = &diagnostic["places"][0];
        let words = |value: &Value| value.as_str().unwrap().to_owned();
        (words(&diagnostic["rule"]), place["line"].as_u64().unwrap(), words(&place["text"]))
    });
    rows.collect()
}

/// What is missing and what is noisy, a line each; nothing where all agree.
fn difference(expected: &[Expected], found: &[Row]) -> String {
    let mut left: BTreeMap<&Row, i32> = BTreeMap::new();
    for row in found {
        *left.entry(row).or_default() += 1;
    }
    let mut rows = Vec::new();
    for Expected { row, todo } in expected {
        let count = left.entry(row).or_default();
        match (0 < *count, todo) {
            (true, false) | (false, true) => {}
            (true, true) => rows.push((row, "found; drop its todo")),
            (false, false) => rows.push((row, "missing")),
        }
        *count = (*count - 1).max(0);
    }
    rows.extend(left.iter().flat_map(|(&row, &count)| (0..count).map(move |_| (row, "noisy"))));
    rows.sort_by_key(|&((rule, line, text), verdict)| (*line, rule, text, verdict));
    rows.iter()
        .map(|((rule, line, text), verdict)| format!("  {verdict:7}  {rule}\t{line}\t{text}\n"))
        .collect()
}

/// Runs the program as a user would in the folder of the project; gives what it prints.
fn jiaohe(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.args(args).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A release changes no snapshot.
fn unversioned(shown: &str) -> String {
    let version = concat!("\"version\":\"", env!("CARGO_PKG_VERSION"), "\"");
    shown.replace(version, "\"version\":\"…\"")
}
