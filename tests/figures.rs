//! `jiaohe figures` as people meet it: tables, sheets, ledgers, two years, reasons.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::snapshot;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const OLD: &str = "service-2023.txt";
const NEW: &str = "service-2024.txt";

struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs a command in the folder of drafts.
fn run(args: &str) -> Run {
    run_in(Path::new("tests/drafts"), args, Stdio::null())
}

fn run_in(folder: &Path, args: &str, stdin: Stdio) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.current_dir(folder).arg("figures").args(args.split_whitespace()).stdin(stdin);
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn shown(args: &str) -> String {
    let run = run(args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args}");
    run.out
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn tables_read_well_on_eighty_columns() {
    for (name, args) in [
        ("figures-table", NEW.to_owned()),
        ("figures-table-english", format!("{NEW} --lang en")),
        ("figures-group", format!("--group {NEW}")),
        ("figures-group-english", format!("--group {NEW} --lang en")),
        ("figures-diff", format!("diff {OLD} {NEW}")),
        ("figures-diff-english", format!("diff {OLD} {NEW} --lang en")),
        ("figures-diff-color", format!("diff {OLD} {NEW} --color always")),
    ] {
        let out = shown(&args);
        if !args.contains("color") {
            let widest = out.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= 80, "{args}: {widest}");
        }
        snapshot(name, &out);
    }
}

#[test]
fn tables_fit_any_width() {
    for width in [30, 40, 60, 120] {
        for args in [NEW.to_owned(), format!("--group {NEW}"), format!("diff {OLD} {NEW}")] {
            let out = shown(&format!("{args} --width {width} -q"));
            let widest = out.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= width, "{args} --width {width}: {widest}");
        }
    }
    for args in [format!("diff {OLD} {NEW}"), format!("--why 3:76 9:109 {NEW}"), NEW.to_owned()] {
        let out = shown(&format!("{args} --ascii"));
        assert!(!out.contains(['…', '→', '×']), "{out}");
    }
}

#[test]
fn every_figure_stands_once_in_every_format() {
    let out = json(&shown(&format!("{NEW} -f json")));
    let figures = out["files"][0]["figures"].as_array().unwrap();
    let draft = fs::read_to_string(format!("tests/drafts/{NEW}")).unwrap();
    let mut end = 0;
    for figure in figures {
        let span = [0, 1].map(|it| figure["span"][it].as_u64().unwrap() as usize);
        assert_eq!(draft.get(span[0]..span[1]), figure["text"].as_str());
        assert!(end <= span[0], "{figure}");
        end = span[1];
    }
    assert_eq!(out["summary"]["figures"].as_u64().unwrap() as usize, figures.len());
    assert!(40 <= figures.len());
    let sheet = shown(&format!("{NEW} -f csv"));
    assert_eq!(sheet.matches("\r\n").count(), figures.len() + 1);
    assert_eq!(sheet.matches('\n').count(), sheet.matches("\r\n").count());
}

#[test]
fn sheets_open_in_spreadsheets() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "=发展党员3名。\n购置“=HYPERLINK()”设备12台。\n")
        .unwrap();
    let run = run_in(folder.path(), "a.txt -f csv", Stdio::null());
    assert!(run.out.starts_with('\u{feff}'));
    let rows: Vec<&str> = run.out.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    let columns = rows[0].matches("\",\"").count();
    for row in &rows {
        assert_eq!(row.matches("\",\"").count(), columns, "{row}");
        assert!(!row.split(',').any(|it| it.starts_with("\"=") || it.starts_with("\"+")), "{row}");
    }
    let english = run_in(folder.path(), "a.txt -f csv --lang en", Stdio::null()).out;
    let header = english.lines().next().unwrap();
    assert_eq!(
        header.trim_start_matches('\u{feff}').trim_end(),
        "\"file\",\"line\",\"column\",\"section\",\"text\",\"value\",\"low\",\"high\",\"bound\",\
         \"unit\",\"subject\",\"lead\",\"head\",\"head_source\",\"period\",\"period_source\",\
         \"status\",\"roles\",\"group\",\"context\""
    );
}

#[test]
fn several_files_and_those_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "发展党员3名。").unwrap();
    fs::write(folder.path().join("b.txt"), [0xff, 0x00, 0xff]).unwrap();
    let run = run_in(folder.path(), "a.txt b.txt c.txt", Stdio::null());
    assert_eq!(run.code, 2);
    assert!(run.out.contains("3名"), "{}", run.out);
    assert!(run.err.contains("b.txt") && run.err.contains("c.txt"), "{}", run.err);
    let run = run_in(folder.path(), "a.txt c.txt -f json", Stdio::null());
    let out = json(&run.out);
    assert_eq!((run.code, out["files"][1]["error"]["code"].as_str()), (2, Some("E-IO")));
    let stdin = File::open(folder.path().join("a.txt")).unwrap();
    let run = run_in(folder.path(), "-", Stdio::from(stdin));
    assert!(run.code == 0 && run.out.contains("3名"), "{}{}", run.out, run.err);
    let run = run_in(folder.path(), "a.txt -o 数字.csv -f csv", Stdio::null());
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(folder.path().join("数字.csv").is_file());
    assert_eq!(run_in(folder.path(), "", Stdio::null()).code, 2);
    assert_eq!(run_in(folder.path(), "diff a.txt c.txt", Stdio::null()).code, 2);
    assert_eq!(run_in(folder.path(), "diff a.txt .", Stdio::null()).code, 2);
}

#[test]
fn groups_show_where_values_differ() {
    let out = json(&shown(&format!("--group {NEW} -f json")));
    let groups = out["files"][0]["groups"].as_array().unwrap();
    let differing: Vec<&Value> = groups.iter().filter(|it| it["agrees"] == false).collect();
    assert_eq!(differing.len(), 1);
    let texts: Vec<&str> = differing[0]["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            out["files"][0]["figures"][it.as_u64().unwrap() as usize]["text"].as_str().unwrap()
        })
        .collect();
    assert_eq!(texts, ["63次", "36次"]);
    assert!(json(&shown(&format!("{NEW} -f json")))["files"][0]["groups"].is_null());
}

#[test]
fn two_years_are_compared() {
    let out = json(&shown(&format!("diff {OLD} {NEW} -f json")));
    let entries = out["entries"].as_array().unwrap();
    let growth = |text: &str| {
        let entry = entries.iter().find(|it| it["new"]["text"] == text).unwrap();
        (entry["old"]["text"].as_str(), entry["difference"].as_str(), entry["percent"].as_str())
    };
    assert_eq!(growth("25.8万件"), (Some("21.4万件"), Some("44000"), Some("20.6")));
    assert_eq!(growth("98.2%"), (Some("96.5%"), Some("1.7"), None));
    assert_eq!(growth("20名"), (Some("20名"), Some("0"), Some("0")));
    assert_eq!(growth("36次"), (None, None, None));
    for part in ["same", "changed", "new", "gone"] {
        let count = entries.iter().filter(|it| it["entry"] == part).count();
        assert_eq!(out["summary"][part].as_u64().unwrap() as usize, count, "{part}");
    }
    let sheet = shown(&format!("diff {OLD} {NEW} -f csv --lang en"));
    assert_eq!(sheet.matches("\r\n").count(), entries.len() + 1);
    assert!(sheet.contains("\"44000\",\"20.6\"\r\n"), "{sheet}");
}

#[test]
fn a_draft_compared_with_itself_is_the_same() {
    for name in [OLD, NEW, "county.txt", "hospital.txt", "clean.txt", "party-building.txt"] {
        let out = json(&shown(&format!("diff {name} {name} -f json")));
        let counts = ["changed", "new", "gone"].map(|it| out["summary"][it].as_u64().unwrap());
        assert_eq!(counts, [0, 0, 0], "{name}");
        assert!(
            out["entries"]
                .as_array()
                .unwrap()
                .iter()
                .all(|it| { it["old"]["span"] == it["new"]["span"] })
        );
    }
}

#[test]
fn a_ledger_file_is_yaml_with_unique_names() {
    let out = shown(&format!("--as-ledger {NEW}"));
    snapshot("figures-as-ledger", &out);
    let ledger: Value = serde_yaml::from_str(&out).unwrap();
    assert_eq!(ledger["ledger"], 1);
    let rows = ledger["rows"].as_array().unwrap();
    let mut names: Vec<&str> = rows.iter().map(|it| it["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert!(30 < count && names.len() == count);
    assert!(rows.iter().all(|it| it["value"].is_number() && it["unit"].is_string()));
}

#[test]
fn reasons_in_a_persons_words() {
    for (name, places, language) in [
        ("figures-why-conflict", "3:76 9:109", "zh"),
        ("figures-why-conflict-english", "3:76 9:109", "en"),
        ("figures-why-apart", "9:29 29:17", "zh"),
        ("figures-why-units", "9:7 17:80", "zh"),
        ("figures-why-units-english", "9:7 17:80", "en"),
    ] {
        let out = shown(&format!("--why {places} {NEW} --lang {language}"));
        snapshot(name, &without_weights(&out));
    }
}

/// The reasons without the score, which changes with the weights; its rows must add up.
fn without_weights(out: &str) -> String {
    let size = |row: &&str| row.split_whitespace().next().and_then(|it| it.parse::<f64>().ok());
    let rows: Vec<&str> = out.lines().filter(|it| it.starts_with("   ")).collect();
    let sizes: Vec<f64> = rows.iter().filter_map(size).collect();
    if let Some((total, parts)) = sizes.split_last() {
        assert!(5 < parts.len() && (parts.iter().sum::<f64>() - total).abs() < 0.2, "{out}");
    }
    let kept = out.lines().filter(|it| !it.starts_with("   ")).map(|it| format!("{it}\n"));
    kept.collect()
}

#[test]
fn places_are_checked() {
    for (places, says) in [
        ("3:76 9", "9:29"),
        ("3:76 2", "第2行没有数字"),
        ("3:1 9:109", "3:76 63次"),
        ("3:76 3:77", "同一个数字"),
        ("三 3:76", "“三”不是位置"),
    ] {
        let run = run(&format!("--why {places} {NEW}"));
        assert!(run.code == 2 && run.err.contains(says), "{places}: {}", run.err);
    }
    assert_eq!(run(&format!("--why 3:76 9:109 {NEW} {OLD}")).code, 2);
    assert_eq!(run(&format!("--why 3:76 9:109 {NEW} --group")).code, 2);
}
