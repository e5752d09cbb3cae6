//! The packs and the project under `examples/`: they load without doubts, their cases hold, and what
//! their pages show is what the program prints.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::snapshot;
use serde_json::Value;

const PACKS: [&str; 2] = ["examples/packs/party-ledger", "examples/packs/hospital"];
const PROJECT: &str = "examples/two-years";

/// The exit code, the output, and what is said beside it.
fn run(folder: &str, words: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.current_dir(folder).args(words.split_whitespace()).stdin(Stdio::null());
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn packs_load_without_doubts_and_their_cases_hold() {
    for (folder, pack) in [(PACKS[0], "."), (PACKS[1], "."), (PROJECT, "two-years.yaml")] {
        for command in ["check", "test"] {
            let (code, out, err) = run(folder, &format!("pack {command} {pack}"));
            assert_eq!((code, err.as_str()), (0, ""), "{folder}: {command}\n{out}");
        }
    }
}

/// Documents are those of their own pack: rules of a pack named beside it do not count in them.
#[test]
fn packs_are_tested_together() {
    let (code, out, err) = run(".", &format!("pack test {}", PACKS.join(" ")));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

/// The rules of a pack that is a folder.
fn rules(folder: &str) -> Vec<Value> {
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let yaml = files.filter(|it| it.extension().is_some_and(|it| it == "yaml"));
    let rules = yaml.filter(|it| it.file_stem().is_some_and(|it| it != "pack"));
    rules.map(|it| serde_yaml::from_str(&fs::read_to_string(it).unwrap()).unwrap()).collect()
}

#[test]
fn packs_show_many_kinds_and_whole_documents() {
    for folder in PACKS {
        let rules = rules(folder);
        assert!(8 <= rules.len(), "{folder}");
        let kinds: BTreeSet<&String> =
            rules.iter().flat_map(|it| it["check"].as_object().unwrap().keys()).collect();
        assert!(8 <= kinds.len(), "{folder}: {kinds:?}");
        for rule in &rules {
            for words in ["title", "message", "help"] {
                let both = rule[words]["zh"].is_string() && rule[words]["en"].is_string();
                assert!(both, "{folder}: {} {words}", rule["id"]);
            }
        }
        let table = fs::read_to_string(format!("{folder}/tests/defects.expect.tsv")).unwrap();
        let found: BTreeSet<&str> =
            table.lines().map(|it| it.split('\t').next().unwrap()).collect();
        assert!(8 <= found.len(), "{folder}: {found:?}");
        for name in ["clean.txt", "clean.with/previous.txt", "defects.with/previous.txt"] {
            assert!(Path::new(folder).join("tests").join(name).is_file(), "{folder} {name}");
        }
        assert!(!Path::new(folder).join("tests/clean.expect.tsv").exists(), "{folder}");
    }
}

#[test]
fn this_year_is_held_against_last_year() {
    let mut out = String::new();
    for language in ["zh", "en"] {
        let words = format!(
            "check --pack two-years.yaml --select two-years --with previous=去年.txt 今年.txt \
             --min-severity info --lang {language}"
        );
        let (code, text, err) = run(PROJECT, &words);
        assert_eq!((code, err.as_str()), (1, ""));
        out.push_str(&format!("$ jiaohe {words}\n{text}\n"));
        let without = words.replace("--with previous=去年.txt ", "");
        let (code, text, _) = run(PROJECT, &without);
        assert_eq!(code, 0, "silent without the other report: {text}");
    }
    snapshot("example-two-years", &out);
}

/// Blocks `sh` run; blocks that begin with `$ jiaohe …` show the whole output.
#[test]
fn pages_show_real_commands_and_outputs() {
    for folder in PACKS.into_iter().chain([PROJECT]) {
        let page = fs::read_to_string(format!("{folder}/README.md")).unwrap();
        let mut languages = BTreeSet::new();
        let mut commands = 0;
        for block in page.split("\n```").skip(1).step_by(2) {
            let (kind, text) = block.split_once('\n').unwrap();
            if kind == "sh" {
                for line in text.lines() {
                    let words = line.strip_prefix("jiaohe ").unwrap();
                    let (code, _, err) = run(folder, words);
                    assert!(code < 2 && err.is_empty(), "{folder}: {line}: {code} {err}");
                    commands += 1;
                }
                continue;
            }
            let shown = text.strip_prefix("$ jiaohe ").unwrap();
            let (words, shown) = shown.split_once('\n').unwrap();
            let (_, real, _) = run(folder, words);
            assert_eq!(real.trim_end(), shown.trim_end(), "{folder}: {words}");
            languages.extend(words.rsplit(' ').next());
        }
        assert_eq!(languages, BTreeSet::from(["en", "zh"]), "{folder}");
        assert!(2 < commands, "{folder}");
    }
}

/// Sound drafts of people who know their field: nothing in them is wrong.
#[test]
fn built_in_rules_are_silent_about_the_clean_documents() {
    for (folder, names) in [
        (PACKS[1], "tests/clean.txt tests/clean.with/previous.txt"),
        (PROJECT, "去年.txt 今年.txt"),
    ] {
        let (code, out, _) = run(folder, &format!("check -f short --fail-on info {names}"));
        assert_eq!(code, 0, "{folder}\n{out}");
    }
}
