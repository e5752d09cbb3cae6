//! Whole drafts: the findings expected in each, and what every format makes of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

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
            write!(wrong, "\n{}\n{difference}", draft(&name)).unwrap();
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
            let shown = jiaohe(&["check", "--fail-on", "never", "-f", format, &draft(&name)]);
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

#[test]
fn a_markdown_draft_and_its_plain_twin_say_the_same() {
    let [markdown, plain] = ["granary", "granary-plain"].map(|name| {
        let found = diagnostics(name, "info");
        let bare = |value: &Value| value.as_str().unwrap().replace("**", "");
        let told = found.iter().map(|it| {
            let places = it["places"].as_array().unwrap().iter();
            let places: Vec<_> = places.map(|it| (bare(&it["text"]), &it["section"])).collect();
            format!("{} {} {} {places:?}", it["rule"], it["severity"], it["message"])
        });
        told.collect::<Vec<_>>()
    });
    assert!(10 < markdown.len());
    assert_eq!(markdown, plain);
}

#[test]
fn signs_of_markdown_between_the_words_of_a_draft_change_nothing() {
    for name in ["clean", "county", "enterprise", "hospital", "personal", "school"] {
        let text = fs::read_to_string(draft(name)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let told = |file: &str, text: &str| {
            let path = folder.path().join(file);
            fs::write(&path, text).unwrap();
            let path = path.to_str().unwrap();
            let shown = jiaohe(&["check", "--fail-on", "never", "-f", "json", path]);
            let report: Value = serde_json::from_str(&shown).unwrap();
            let found = report["files"][0]["diagnostics"].as_array().unwrap();
            let one = |it: &Value| format!("{} {} {}", it["rule"], it["severity"], it["message"]);
            // <br/> and &nbsp; are residue in a plain text, and markup in Markdown.
            let kept = found.iter().filter(|it| it["rule"] != "residue");
            kept.map(one).collect::<Vec<_>>()
        };
        assert_eq!(told("draft.md", &marked_up(&text)), told("draft.txt", &text), "{name}");
    }
}

/// The draft with headings, and with 一是 and every other number in bold.
fn marked_up(text: &str) -> String {
    let mut marked = String::new();
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        let words = line.trim();
        let heading = words.starts_with(|it| "一二三四五六七八九十".contains(it))
            && words.contains('、')
            && words.chars().count() < 30;
        marked.push_str(if heading { "\n## " } else { "\n" });
        let mut digits = 0;
        for piece in words.split_inclusive(|it: char| "是个名次户场，。；".contains(it)) {
            let bare = piece.trim_end_matches(['个', '名', '次', '户', '场']);
            let count = bare.len() - bare.trim_end_matches(|it: char| it.is_ascii_digit()).len();
            let plain = bare.len() - count;
            digits += usize::from(0 < count && bare.len() < piece.len());
            let whole = !bare[..plain].ends_with(['.', ',', '—', '-', '～', '×']);
            if 0 < count && bare.len() < piece.len() && digits % 2 == 1 && whole {
                let (before, number) = bare.split_at(plain);
                marked.push_str(&format!("{before}**{number}**{}", &piece[bare.len()..]));
            } else if piece.chars().count() == 2 && piece.ends_with('是') {
                marked.push_str(&format!("**{piece}**"));
            } else {
                marked.push_str(piece);
            }
        }
        marked.push('\n');
    }
    marked
}

/// Office files come in many encodings; what is found in Markdown is the same in all of them.
#[test]
fn encodings_and_line_ends_of_markdown_do_not_matter() {
    let text = fs::read_to_string(draft("granary")).unwrap();
    let places = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.md");
        fs::write(&path, bytes).unwrap();
        let shown = jiaohe(&["check", "--fail-on", "never", "-f", "json", path.to_str().unwrap()]);
        let report: Value = serde_json::from_str(&shown).unwrap();
        let place = |it: &Value| {
            let place = &it["places"][0];
            format!("{} {}:{} {}", it["rule"], place["line"], place["column"], place["text"])
        };
        let found = report["files"][0]["diagnostics"].as_array().unwrap();
        found.iter().map(place).collect::<Vec<_>>()
    };
    let plain = places(text.as_bytes());
    assert_eq!(plain.len(), found("granary").len());
    let dos = text.replace('\n', "\r\n");
    assert_eq!(places(dos.as_bytes()), plain);
    assert_eq!(places(format!("\u{feff}{dos}").as_bytes()), plain);
    assert_eq!(places(&encoding_rs::GB18030.encode(&dos).0), plain);
    let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert_eq!(places(&units(&format!("\u{feff}{dos}"))), plain);
    let indent = |line: &str| {
        let words = line.starts_with(|it: char| !it.is_ascii());
        if words { format!("\u{3000}\u{3000}{line}") } else { line.to_owned() }
    };
    let indented: String = text.split_inclusive('\n').map(indent).collect();
    let rules = |rows: &[String]| -> Vec<String> {
        rows.iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&places(indented.as_bytes())), rules(&plain));
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
    let mut drafts = [stems(".txt"), stems(".md")].concat();
    drafts.sort();
    assert_eq!(drafts, stems(".expect.tsv"));
    drafts
}

/// The path of a draft.
fn draft(name: &str) -> String {
    let markdown = format!("{DRAFTS}/{name}.md");
    if fs::exists(&markdown).unwrap() { markdown } else { format!("{DRAFTS}/{name}.txt") }
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

/// What the program finds in a draft, as its JSON tells.
fn diagnostics(name: &str, severity: &str) -> Vec<Value> {
    let path = draft(name);
    let options = ["check", "--fail-on", "never", "-f", "json", "--min-severity", severity, &path];
    let report: Value = serde_json::from_str(&jiaohe(&options)).unwrap();
    assert_eq!(report["files"][0]["error"], Value::Null, "{path}");
    report["files"][0]["diagnostics"].as_array().unwrap().clone()
}

fn found(name: &str) -> Vec<Row> {
    let found = diagnostics(name, "warning");
    let rows = found.iter().map(|diagnostic| {
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
