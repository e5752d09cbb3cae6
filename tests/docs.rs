//! What the documents for people say is what the program does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jiaohe::kinds::Check;
use jiaohe::pack::{self, PackFile, PackSource};
use jiaohe::render::Format;
use serde_json::Value;
use tempfile::TempDir;

const READMES: [(&str, &str); 2] = [("README.md", "en"), ("README.zh-CN.md", "zh")];
const PACKS: [&str; 2] = ["docs/packs.md", "docs/packs.zh-CN.md"];
const FIGURES: [&str; 2] = ["docs/figures.md", "docs/figures.zh-CN.md"];
const CONFIGURATION: (&str, &str) = ("docs/configuration.md", "docs/configuration.zh-CN.md");
const SHOWCASE: &str = "tests/drafts/party-building.txt";

#[test]
fn the_showcase_is_what_the_program_prints() {
    for (readme, language) in READMES {
        let output = jiaohe(Path::new("."), &["check", "--lang", language, SHOWCASE]);
        let real = String::from_utf8(output.stdout).unwrap();
        let texts = blocks(readme).into_iter().filter(|(kind, _)| kind == "text");
        let shown = texts.map(|(_, text)| text).find(|it| it.contains("┌─")).unwrap();
        let findings: Vec<_> = shown.trim().split("\n\n").filter(|it| *it != "…").collect();
        assert!(4 < findings.len(), "{readme}");
        for finding in findings {
            assert!(real.contains(finding), "{readme} shows\n{finding}\nbut it is\n{real}");
        }
    }
}

#[test]
fn the_tables_list_the_rules_and_their_severities() {
    let output = jiaohe(Path::new("."), &["rules", "-f", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (readme, language) in READMES {
        let word = |severity: &str| match (language, severity) {
            ("zh", "error") => "错误".to_owned(),
            ("zh", "warning") => "警告".to_owned(),
            ("zh", "info") => "提示".to_owned(),
            _ => severity.to_owned(),
        };
        let rules = json["rules"].as_array().unwrap().iter().filter(|it| it["on"] == true);
        let rules: BTreeMap<String, String> = rules
            .map(|it| (it["id"].as_str().unwrap(), it["severity"].as_str().unwrap()))
            .map(|(id, severity)| (id.to_owned(), word(severity)))
            .collect();
        let text = read(readme);
        let heading = if language == "zh" { "\n## 规则一览\n" } else { "\n## Rules\n" };
        let (before, section) = text.split_once(heading).unwrap();
        for format in Format::names() {
            assert!(before.contains(&format!("`{format}`")), "{readme} does not list {format}");
        }
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        let rows = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
        let table: BTreeMap<String, String> = rows
            .map(|cells| (cells[0].trim_end_matches('`').to_owned(), cells[1].to_owned()))
            .collect();
        assert_eq!(table, rules, "{readme}");
    }
}

#[test]
fn the_pages_of_rules_are_what_the_rules_say() {
    for (page, language) in [("docs/rules.md", "en"), ("docs/rules.zh-CN.md", "zh")] {
        let args = ["rules", "--format", "markdown", "--lang", language];
        let real = String::from_utf8(jiaohe(Path::new("."), &args).stdout).unwrap();
        assert!(
            read(page) == real,
            "{page} is not what the rules say; write it again with\n\n    cargo run -- {} > {page}\n",
            args.join(" ")
        );
    }
}

#[test]
fn commands_shown_run() {
    let folder = folder();
    let documents = READMES.iter().map(|(readme, _)| *readme).chain(PACKS).chain(FIGURES);
    let mut count = 0;
    for document in documents {
        let shells = blocks(document).into_iter().filter(|(kind, _)| kind == "sh");
        for line in shells.flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
        {
            let Some(words) = line.strip_prefix("jiaohe ") else { continue };
            let words = words.split_once(" # ").map_or(words, |(words, _)| words);
            let words = words.split_once(" > ").map_or(words, |(words, _)| words);
            let (words, input) = words.split_once(" < ").unwrap_or((words, ""));
            let args: Vec<_> = words.split_whitespace().collect();
            let mut command = command(folder.path(), &args);
            if !input.is_empty() {
                command.stdin(File::open(folder.path().join(input.trim())).unwrap());
            }
            let output = command.output().unwrap();
            let found = output.status.code().unwrap();
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(found < 2 && err.is_empty(), "{document}: {line}: {found} {err}");
            count += 1;
        }
    }
    assert!(20 < count);
}

/// A block that begins with `$ jiaohe …` shows its output; `…` on a row of its own leaves rows out.
#[test]
fn outputs_shown_are_real() {
    let folder = folder();
    let documents = READMES.iter().map(|(readme, _)| *readme).chain(FIGURES);
    for document in documents {
        let texts = blocks(document).into_iter().filter(|(kind, _)| kind == "text");
        let mut count = 0;
        for (_, text) in texts {
            let Some(shown) = text.strip_prefix("$ jiaohe ") else { continue };
            let (command, shown) = shown.split_once('\n').unwrap();
            let output = jiaohe(folder.path(), &command.split_whitespace().collect::<Vec<_>>());
            let real = String::from_utf8(output.stdout).unwrap();
            let mut rest = real.as_str();
            for part in shown.split("…\n").map(str::trim_end).filter(|it| !it.is_empty()) {
                let at = rest.find(part);
                let at = at.unwrap_or_else(|| panic!("{document}: {command}\n{part}\nin\n{real}"));
                rest = &rest[at + part.len()..];
            }
            count += 1;
        }
        assert!(0 < count, "{document}");
    }
}

/// Pairs of sentences in the table of docs/figures.md: one quantity with two values, or two.
#[test]
fn figures_shown_are_compared_as_told() {
    let folder = folder();
    for (document, one, two) in [(FIGURES[0], "one", "two"), (FIGURES[1], "同一个量", "两个量")]
    {
        let text = read(document);
        let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
        let rows: Vec<Vec<&str>> = rows.map(|row| row.split(" | ").collect()).collect();
        let told = |word: &str| rows.iter().filter(|row| row.get(2) == Some(&word)).count();
        assert!(2 < told(one) && 10 < told(two), "{document}");
        for row in rows.iter().filter(|row| row.get(2).is_some_and(|it| *it == one || *it == two)) {
            let draft = format!("总结\n\n{}\n\n一、主要工作\n\n{}\n", row[0], row[1]);
            fs::write(folder.path().join("pair.txt"), draft).unwrap();
            let args = ["check", "--select", "figure-conflict", "-f", "json", "pair.txt"];
            let output = jiaohe(folder.path(), &args);
            let json: Value = serde_json::from_slice(&output.stdout).unwrap();
            let found = !json["files"][0]["diagnostics"].as_array().unwrap().is_empty();
            assert_eq!(found, row[2] == one, "{document}: {row:?}");
        }
    }
}

#[test]
fn packs_shown_load_and_pass() {
    for document in PACKS {
        let folder = folder();
        let (mut packs, mut rules) = (0, 0);
        for (kind, text) in blocks(document) {
            if let Some((_, name)) = kind.split_once(" title=") {
                fs::write(folder.path().join(name), &text).unwrap();
            }
            if kind != "yaml" {
                continue;
            }
            packs += 1;
            // A recipe or a whole pack has its cases; a part of a rule has none.
            let complete = text.starts_with("jiaohe:") || text.trim_start().starts_with("- id:");
            rules += i32::from(complete);
            fs::write(folder.path().join("shown.yaml"), whole(&text)).unwrap();
            for command in ["check", "test"] {
                let output = jiaohe(folder.path(), &["pack", command, "shown.yaml"]);
                let out = String::from_utf8_lossy(&output.stdout);
                let err = String::from_utf8_lossy(&output.stderr);
                let doubts = i32::from(command == "check" && !complete);
                let code = output.status.code().unwrap();
                assert!(code <= doubts, "{document}:\n{text}{out}{err}");
            }
        }
        assert!(20 <= rules && rules < packs, "{document}: {rules} of {packs}");
    }
}

/// The tables of keys are those that `jiaohe pack schema --reference` writes.
#[test]
fn the_reference_is_what_the_program_says() {
    const BEGIN: &str = "<!-- reference: ";
    const END: &str = "<!-- end -->";
    for (document, language) in PACKS.into_iter().zip(["en", "zh"]) {
        let args = ["pack", "schema", "--reference", "--lang", language];
        let tables = String::from_utf8(jiaohe(Path::new("."), &args).stdout).unwrap();
        let mut text = read(document);
        for table in tables.split_inclusive(END).filter(|it| it.contains(BEGIN)) {
            let table = table.trim_start();
            let head = table.lines().next().unwrap();
            let at = text.find(head).unwrap_or_else(|| panic!("{document} has no {head} {END}"));
            let end = at + text[at..].find(END).unwrap() + END.len();
            let same = text[at..end] == *table;
            assert!(same || updates(), "{document}, {head}: {WRITE_ANEW}\n{table}");
            text.replace_range(at..end, table);
        }
        let count = |text: &str| text.matches(BEGIN).count();
        assert_eq!(count(&text), count(&tables), "{document} has a table that nobody writes");
        if updates() {
            fs::write(document, text).unwrap();
        }
    }
}

/// What messages may name, each kind tells the loader; its section in the document tells people.
#[test]
fn the_names_for_messages_are_told() {
    for kind in Check::NAMES {
        let parameters = match *kind {
            "assert" => {
                "{ that: a == b, figures: [{ name: a, pattern: '(?<v>a)' }, { name: b, pattern: '(?<v>b)' }] }"
            }
            "announced-count" => "{ heads: [a] }",
            "attachments" => "{ report: [missing] }",
            "contents" => "{ report: [missing] }",
            "dates" => "{ what: [impossible, weekday, reversed, period] }",
            "heading-layout" => "{ report: [end-mark] }",
            "ledger" => "{ file: a.csv }",
            "metric" => "{ of: sentence, max: 1 }",
            "occurrence" => "{ of: [a], min: 1 }",
            "names" => "{ what: title, kinds: [[a, b]] }",
            "pairs" => "{ marks: [（）] }",
            "part-unit" => "{ openers: [a] }",
            "parts" => "{ check: [total] }",
            "pattern" => "{ any: [a], candidate: true, instead: b }",
            "range" => "{ report: [unit] }",
            "rank" => "{ among: [a] }",
            "references" => "{ to: [items] }",
            "relate" => "{ left: { pattern: a }, right: { pattern: b } }",
            "repetition" => "{ unit: [word, sentence] }",
            "requires" => "{ if: [a], then: [b] }",
            "sections" => "{ expect: [a] }",
            "sequence" => "{ of: outline, report: [skip] }",
            "substitution" => "{ swap: [[a, b]] }",
            "variants" => "{ groups: [[a, b]] }",
            _ => "{}",
        };
        let text = whole(&format!("check: {{ {kind}: {parameters} }}\n"));
        let files = vec![PackFile { name: "a.yaml".to_owned(), text }];
        let loaded = pack::load(&[PackSource::Files("a.yaml".to_owned(), files)]);
        let rule = loaded.set.rules.first();
        let rule =
            rule.unwrap_or_else(|| panic!("{kind} takes no {parameters}: {:?}", loaded.slips));
        for document in PACKS {
            let text = read(document);
            let section = text.split("\n### ").find(|it| it.starts_with(&format!("`{kind}`")));
            let section = section.unwrap_or_else(|| panic!("{document} has no section `{kind}`"));
            for name in rule.check.captures().iter().filter(|it| !["a", "b"].contains(it)) {
                assert!(
                    section.contains(&format!("`{{{name}}}`")),
                    "{document}, {kind}: {{{name}}}"
                );
            }
        }
    }
}

const WRITE_ANEW: &str = "INSTA_UPDATE=always cargo test --test docs writes it anew";

/// Whether documents are to be written, as snapshots are.
fn updates() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always")
}

#[test]
fn both_languages_have_the_same_parts() {
    let readmes = (READMES[0].0, READMES[1].0);
    for (english, chinese) in
        [readmes, (PACKS[0], PACKS[1]), (FIGURES[0], FIGURES[1]), CONFIGURATION]
    {
        assert_eq!(shape(english), shape(chinese), "{english} and {chinese}");
    }
}

/// Headings, blocks of code and tables in their order, and how many rows each table has.
fn shape(document: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    let mut code = false;
    let mut rows = 0;
    for line in read(document).lines() {
        let row = !code && line.starts_with('|');
        if !row && 0 < rows {
            shape.push(format!("table of {rows} rows"));
        }
        rows = if row { rows + 1 } else { 0 };
        if line.starts_with("```") {
            code = !code;
            shape.extend(code.then(|| line.split('=').next().unwrap().to_owned()));
        } else if !code && line.starts_with('#') {
            shape.push(line.split(' ').next().unwrap().to_owned());
        }
    }
    shape
}

/// The part of a pack that a document shows, with the rest of a pack around it.
fn whole(part: &str) -> String {
    const HEAD: &str = "jiaohe: 1\npack: shown\nversion: 1.0.0\ntitle: t\n";
    const RULE: &str = "rules:\n  - id: a\n    title: t\n    severity: error\n    message: m\n";
    const CHECK: &str = "check: { sequence: { of: outline, report: [skip] } }\n";
    let inside = |text: &str| -> String { text.lines().map(|it| format!("    {it}\n")).collect() };
    match part.trim_start().split(':').next() {
        Some("jiaohe") => part.to_owned(),
        Some("- id") => format!("{HEAD}rules:\n{part}"),
        Some("check") => format!("{HEAD}{RULE}{}", inside(part)),
        Some("scope" | "where" | "fix") => {
            format!("{HEAD}{RULE}{}{}", inside(part), inside(CHECK))
        }
        Some("deprecated") => {
            let rule = RULE.replace("id: a", "id: until-date");
            format!("{HEAD}{rule}{}  - id: until\n{}", inside(CHECK), inside(part))
        }
        Some("defs" | "lexicons" | "extends") => format!("{HEAD}{part}{RULE}{}", inside(CHECK)),
        Some("tests") => {
            let rule = RULE.replace("message: m", "message: 缺“{missing}”");
            format!("{HEAD}{rule}{}{}", inside(CHECK), inside(part))
        }
        _ => panic!("no pack is made of\n{part}"),
    }
}

/// Every fenced block of a document: what it is in, and its text.
fn blocks(document: &str) -> Vec<(String, String)> {
    let text = read(document);
    let parts: Vec<_> = text.split("\n```").collect();
    let fenced = parts.iter().skip(1).step_by(2);
    fenced
        .filter_map(|it| it.split_once('\n'))
        .map(|(kind, text)| (kind.to_owned(), format!("{text}\n")))
        .collect()
}

/// A folder with the files that the documents name.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for name in ["总结.txt", "材料/甲.txt", "drafts/a.txt"] {
        write(name, &read(SHOWCASE));
    }
    write("offices.txt", "财政局\n教育局\n");
    write("去年.txt", &read("tests/drafts/service-2023.txt"));
    write("今年.txt", &read("tests/drafts/service-2024.txt"));
    let two = blocks(PACKS[0]).into_iter().find(|it| it.1.contains("pack: two-years"));
    write("two-years.yaml", &two.unwrap().1);
    write("台账.csv", &blocks(PACKS[0]).iter().find(|it| it.0 == "csv").unwrap().1);
    write("台账.yaml", "ledger: 1\nrows:\n  - { name: 服务站, value: 36 }\n");
    let new = read("src/cli/pack/new.yaml").replace("pack: NAME", "pack: my-pack");
    let base = blocks(PACKS[0]).into_iter().find(|it| it.1.contains("id: base-differs"));
    let rules = new.replace("vague-time", "until-date") + "\n" + &base.unwrap().1;
    write("my-pack.yaml", &rules);
    folder
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

fn jiaohe(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}
