//! Packs as new users get them wrong, through the real program: one place, one sentence, exit 2,
//! and the rules of other files still run with `--keep-going`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod mistakes {
    pub(crate) mod table;
}

use common::snapshot;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use mistakes::table::{MISTAKES, PACK};

/// A pack whose rule must run whatever is wrong with the other one.
const SOUND: &str = "jiaohe: 1\npack: sound\nversion: 1.0.0\nrules:\n  - id: hall\n    title: 会场\n    \
                     severity: error\n    message: 会场\n    check: { pattern: { any: [会场] } }\n";

fn run(folder: &Path, args: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.current_dir(folder).args(args.split_whitespace()).stdin(Stdio::null());
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// What is said of the pack `mine.yaml`, or of the folder of that name, in both languages.
fn said(name: &str, bytes: &[u8], out: &mut [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), "会场有空位，＊共3个。\n").unwrap();
    fs::write(path.join("sound.yaml"), SOUND).unwrap();
    fs::write(path.join("ledger.csv"), "name,value\n总数,3\n").unwrap();
    fs::write(path.join("mine.yaml"), bytes).unwrap();
    for (language, out) in ["zh", "en"].into_iter().zip(out) {
        let checked = run(path, &format!("pack check mine.yaml --lang {language}"));
        let words = text(checked.stdout) + &text(checked.stderr);
        let words = words.rsplit_once("\n\n").map_or(words.as_str(), |(words, _)| words);
        out.push_str(&format!("== {name}\n{}\n", words.trim_end()));
        let places = words.matches(" ┌─ ").count();
        let sound = |it: bool, what: &str| if it { String::new() } else { format!("!! {what}\n") };
        out.push_str(&sound(checked.status.code() == Some(2), "exit"));
        out.push_str(&sound(places == 1, "places"));
        let stopped = run(path, &format!("check a.txt --pack mine.yaml --lang {language}"));
        let (code, told) = (stopped.status.code(), text(stopped.stderr));
        out.push_str(&sound(code == Some(2) && stopped.stdout.is_empty(), "exit of check"));
        out.push_str(&sound(told.starts_with(words.trim_end()), "check says something else"));
        let args = "check a.txt --pack mine.yaml --pack sound.yaml --no-default-packs --keep-going";
        let going = run(path, &format!("{args} -f short --lang {language}"));
        let found = text(going.stdout);
        out.push_str(&sound(found.contains("[sound/hall]"), "the other pack"));
        let rest: Vec<&str> = ["seat", "star", "sum"]
            .into_iter()
            .filter(|it| found.contains(&format!("/{it}]")))
            .collect();
        out.push_str(&format!("--keep-going: {}\n\n", rest.join(" ")));
    }
}

/// The pack in another encoding, cut short, or not there.
fn odd_files() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = PACK.encode_utf16().flat_map(u16::to_le_bytes);
    let rule = "id: seat\ntitle: 空位\nseverity: error\nmessage: 空位\ncheck: { pattern: { any: [空位] } }\n";
    vec![
        ("an empty file", Vec::new()),
        ("a file of comments", b"# jiaohe: 1\n\n".to_vec()),
        ("a file of one word", "规则".into()),
        ("a list", b"- jiaohe: 1\n- pack: mine\n".to_vec()),
        ("a rule in place of a pack", rule.into()),
        ("a pack without rules", b"jiaohe: 1\npack: mine\nversion: 1.0.0\n".to_vec()),
        (
            "a pack with an empty list of rules",
            b"jiaohe: 1\npack: mine\nversion: 1.0.0\nrules: []\n".to_vec(),
        ),
        ("GBK", b"jiaohe: 1\npack: mine\nversion: 1.0.0\ntitle: \xd7\xdc\xbd\xe1\n".to_vec()),
        ("UTF-16", [0xff, 0xfe].into_iter().chain(utf16).collect()),
        (
            "a Word file",
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml\x00\xff".to_vec(),
        ),
        ("a byte of zero", PACK.replacen("空位", "空\0位", 1).into()),
        ("cut short in a quote", PACK.split_once("{{量词}}'").unwrap().0.into()),
        ("cut short in brackets", PACK.split_once("[空位]").unwrap().0.into()),
    ]
}

#[test]
fn every_mistake_has_one_place_and_one_sentence() {
    let mut out = [String::new(), String::new()];
    for (name, from, to) in MISTAKES {
        assert!(PACK.contains(from), "{name}: {from}");
        said(name, PACK.replacen(from, to, 1).as_bytes(), &mut out);
    }
    for (name, bytes) in odd_files() {
        said(name, &bytes, &mut out);
    }
    for out in &out {
        let troubles = out.lines().filter(|it| it.starts_with("!! ")).count();
        assert_eq!(troubles, 0, "{out}");
    }
    let [zh, en] = out;
    snapshot("mistakes", &zh);
    snapshot("mistakes-english", &en);
}

/// What editors do to a file without being asked is no mistake.
#[test]
fn marks_and_line_ends_of_editors_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), "会场有空位，＊共4个。\n").unwrap();
    let crlf = PACK.replace('\n', "\r\n");
    for (name, bytes) in [
        ("as it is", PACK.as_bytes().to_vec()),
        ("mark", format!("\u{feff}{PACK}").into_bytes()),
        ("line ends", crlf.clone().into_bytes()),
        ("both", format!("\u{feff}{crlf}").into_bytes()),
        ("no last line end", PACK.trim_end().into()),
    ] {
        fs::write(path.join("mine.yaml"), bytes).unwrap();
        let run = run(path, "check a.txt --pack mine.yaml --no-default-packs -f short");
        assert_eq!(text(run.stderr), "", "{name}");
        assert_eq!(text(run.stdout).lines().count(), 2, "{name}");
    }
}

#[test]
fn a_pack_that_is_no_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), "会场有空位。\n").unwrap();
    fs::create_dir_all(path.join("rules/tests")).unwrap();
    fs::write(path.join("rules/seat.yaml"), "id: seat\n").unwrap();
    fs::create_dir(path.join("empty")).unwrap();
    fs::write(path.join("notes.docx"), "PK").unwrap();
    let mut out = String::new();
    for name in ["rules", "empty", "missing.yaml", "bese", "rules\\seat.yaml"] {
        for args in ["pack check", "check a.txt --pack"] {
            for language in ["zh", "en"] {
                let run = run(path, &format!("{args} {name} --lang {language}"));
                assert_eq!(run.status.code(), Some(2), "{name}");
                out.push_str(&format!(
                    "$ jiaohe {args} {name} --lang {language}\n{}\n",
                    text(run.stdout) + &text(run.stderr)
                ));
            }
        }
    }
    snapshot("mistakes-packs", &out);
}

/// A rule file that is no text takes no other file of its folder out.
#[test]
fn a_broken_file_of_a_folder_stands_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), "会场有空位。\n").unwrap();
    fs::create_dir(path.join("p")).unwrap();
    let rule = |id: &str| {
        format!(
            "id: {id}\ntitle: t\nseverity: error\nmessage: t\ncheck: {{ pattern: {{ any: [空位] }} }}\n"
        )
    };
    let head = "jiaohe: 1\npack: p\nversion: 1.0.0\n";
    fs::write(path.join("p/pack.yaml"), head).unwrap();
    fs::write(path.join("p/gbk.yaml"), b"id: gbk\ntitle: \xd7\xdc\xbd\xe1\n").unwrap();
    let run = |args: &str| run(path, args);
    // The head alone is no pack without rules: its rule is no text.
    let told = text(run("pack check p -f short").stdout);
    assert_eq!(told.lines().count(), 1, "{told}");
    fs::write(path.join("p/seat.yaml"), rule("seat")).unwrap();
    let told = run("pack check p -f short");
    assert_eq!((told.status.code(), text(told.stdout).lines().count()), (Some(2), 1));
    let going = run("check a.txt --pack p --no-default-packs --keep-going -f short");
    assert!(text(going.stdout).contains("[p/seat]"));
}
