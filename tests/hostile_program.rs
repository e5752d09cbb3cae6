//! Packs made to hang or to swell, through the real program with little memory: it refuses them
//! with a sentence, or runs in bounded time.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A debug build on a busy machine may take so long for any of these.
const PATIENCE: Duration = Duration::from_secs(60);
/// Address space of the program, in kilobytes.
const SPACE: u32 = 1 << 20;

const HEAD: &str = "jiaohe: 1\npack: p\nversion: 1.0.0\n";

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs the program with at most `SPACE`; it must end of itself, in time.
fn run(folder: &TempDir, args: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_jiaohe");
    let start = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {SPACE}; exec '{program}' {args}")])
        .current_dir(folder.path())
        .env_remove("JIAOHE_LANG")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(start.elapsed() < PATIENCE, "{args}: {:?}", start.elapsed());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The pack is refused: both by `pack check` and by `check`, with these words in one place.
fn refused(folder: &TempDir, pack: &str, words: &str) {
    write(folder.path(), "a.txt", "共3个支部。\n");
    for args in [format!("pack check {pack}"), format!("check a.txt --pack {pack}")] {
        let run = run(folder, &args);
        let said = run.out + &run.err;
        assert_eq!(run.code, Some(2), "{args}: {said}");
        assert!(said.contains(words), "{args}: {said}");
        assert_eq!(said.matches(" ┌─ ").count(), 1, "{args}: {said}");
    }
    let sound = format!("{HEAD}rules:\n{}", rule("r", "{ pattern: { any: [支部] } }"));
    write(folder.path(), "sound.yaml", &sound.replacen("pack: p", "pack: sound", 1));
    let run =
        run(folder, &format!("check a.txt --pack {pack} --pack sound.yaml --keep-going -f short"));
    assert!(run.out.contains("[sound/r]"), "{pack}: {}{}", run.out, run.err);
}

fn rule(id: &str, check: &str) -> String {
    format!("  - id: {id}\n    title: t\n    severity: error\n    message: m\n    check: {check}\n")
}

fn one(check: &str) -> TempDir {
    folder(&[("p.yaml", &format!("{HEAD}rules:\n{}", rule("r", check)))])
}

#[test]
fn ten_thousand_rules_check_a_draft() {
    let folder = folder(&[("p/pack.yaml", HEAD)]);
    for id in 0..10_000 {
        let check = match id % 10 {
            0 => format!("{{ pattern: {{ regex: '第{{{{num}}}}批{id}号' }} }}"),
            1 => format!("{{ pattern: {{ regex: '\\p{{Han}}{{2}}{id}末' }} }}"),
            _ => format!("{{ pattern: {{ any: [词{id}末] }} }}"),
        };
        let text = rule(&format!("r{id}"), &check);
        let text: String = text.lines().map(|line| format!("{}\n", line.split_at(4).1)).collect();
        write(folder.path(), &format!("p/r{id}.yaml"), &text);
    }
    let draft = format!("词17末，第3批20号。{}\n", "总结了全年的工作，成效明显。".repeat(260));
    write(folder.path(), "a.txt", &draft);
    let ran = run(&folder, "check a.txt --pack p --no-default-packs -f short");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    write(
        folder.path(),
        "p/more.yaml",
        "id: more\ntitle: t\nseverity: error\nmessage: m\ncheck: { pattern: { any: [甲] } }\n",
    );
    let ran = run(&folder, "check a.txt --pack p --no-default-packs");
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("规则超过 10000 条"), "{}", ran.err);
}

#[test]
fn ten_thousand_mistakes_are_told_in_one_run() {
    let folder = folder(&[("p/pack.yaml", HEAD)]);
    for id in 0..10_000 {
        let text = format!(
            "id: r{id}\ntitle: t\nseverity: eror\nmessage: m\ncheck: {{ pattern: {{ any: [词] }} }}\n"
        );
        write(folder.path(), &format!("p/r{id}.yaml"), &text);
    }
    let run = run(&folder, "pack check p -f short");
    assert_eq!((run.code, run.out.lines().count()), (Some(2), 10_000), "{}", run.err);
}

#[test]
fn large_files_are_refused() {
    let words: String = (0..700_000).map(|it| format!("词{it}\n")).collect();
    assert!(5_000_000 < words.len());
    let rules = format!(
        "{HEAD}lexicons: {{ 词: words.txt }}\nrules:\n{}",
        rule("r", "{ pattern: { regex: '{{lex:词}}' } }")
    );
    let files = folder(&[("p.yaml", &rules), ("words.txt", &words)]);
    refused(&files, "p.yaml", "词表“words.txt”");
    let comment = format!("{HEAD}# {}\n", "x".repeat(5 << 20));
    refused(&folder(&[("p.yaml", &comment)]), "p.yaml", "文件超过 1 MB");
    // A text that no rule names is not even read.
    let files = folder(&[
        ("p/pack.yaml", HEAD),
        (
            "p/r.yaml",
            "id: r\ntitle: t\nseverity: error\nmessage: m\ncheck: { pattern: { any: [甲] } }\n",
        ),
    ]);
    fs::File::create(files.path().join("p/b.txt")).unwrap().set_len(4 << 30).unwrap();
    write(files.path(), "a.txt", "甲\n");
    assert_eq!(run(&files, "check a.txt --pack p --no-default-packs").code, Some(1));
    for it in 0..70 {
        fs::File::create(files.path().join(format!("p/x{it}.yaml")))
            .unwrap()
            .set_len(1 << 20)
            .unwrap();
    }
    refused(&files, "p", "合起来超过 64 MB");
}

#[test]
fn deep_nesting_and_alias_bombs_are_refused() {
    let block: String = (0..2_000).map(|it| format!("{}a:\n", " ".repeat(it.min(400)))).collect();
    let steps: String = (0..400).map(|it| format!("{}a:\n", " ".repeat(it))).collect();
    refused(&folder(&[("p.yaml", &format!("{HEAD}x:\n {steps}"))]), "p.yaml", "嵌套超过 32 层");
    assert_eq!(run(&folder(&[("p.yaml", &block)]), "pack check p.yaml").code, Some(2));
    let flow = format!("{HEAD}rules: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    refused(&folder(&[("p.yaml", &flow)]), "p.yaml", "嵌套超过 32 层");
    let bomb: String = ('a'..='y')
        .zip('b'..='z')
        .map(|(a, b)| format!("{b}: &{b} [{}]\n", format!("*{a},").repeat(9)))
        .collect();
    refused(&folder(&[("p.yaml", &format!("a: &a [甲]\n{bomb}"))]), "p.yaml", "超过");
    let ledger = format!("a: &a [甲]\n{bomb}");
    let files = one("{ ledger: { file: l.yaml, figure: { name: n, unit: 个, subject: 支部 } } }");
    write(files.path(), "l.yaml", &ledger);
    refused(&files, "p.yaml", "台账“l.yaml”读不了");
}

#[test]
fn expressions_and_counts_are_bounded() {
    refused(
        &one("{ pattern: { regex: '(?:(?:空{1,1000}){1,1000}){1,1000}' } }"),
        "p.yaml",
        "次数乘起来太多",
    );
    refused(
        &one(&format!(
            "{{ pattern: {{ regex: '{}空{}' }} }}",
            "(".repeat(10_000),
            ")".repeat(10_000)
        )),
        "p.yaml",
        "括号套得太深",
    );
    let figure = "figures: [{ name: n, unit: 个, subject: 支部 }]";
    let that = |text: String| one(&format!("{{ assert: {{ {figure}, that: '{text}' }} }}"));
    refused(
        &that(format!("{}n{} > 1", "(".repeat(300), ")".repeat(300))),
        "p.yaml",
        "括号嵌套超过 32 层",
    );
    for text in [format!("{}n > 9", "-".repeat(900)), format!("{}n > 9", "not ".repeat(240))] {
        let files = that(text);
        write(files.path(), "a.txt", "共3个支部。\n");
        let run = run(&files, "check a.txt --pack p.yaml --no-default-packs");
        assert!(matches!(run.code, Some(0 | 1)), "{}{}", run.out, run.err);
    }
    refused(&that(format!("{}n > 1", "n + ".repeat(1_000))), "p.yaml", "算式超过 1000 字节");
    refused(&one("{ occurrence: { of: 支部, max: 99999999999999999999 } }"), "p.yaml", "太大");
}

#[test]
fn expressions_made_to_hang_are_linear() {
    let text = format!("{}b\n", "a".repeat(200_000));
    for regex in
        ["(a|aa)+$", "(a*)*c", "(a+)+$", "(.*a){1,20}c", "a{1,500}a{1,500}c", r"(\w+\s?)*\."]
    {
        let files = one(&format!("{{ pattern: {{ regex: '{regex}' }} }}"));
        write(files.path(), "a.txt", &text);
        let run = run(&files, "check a.txt --pack p.yaml --no-default-packs -f short");
        assert!(matches!(run.code, Some(0 | 1)), "{regex}: {}{}", run.out, run.err);
    }
    let many: String = (0..200)
        .map(|it| rule(&format!("r{it}"), &format!("{{ pattern: {{ regex: '(a|aa)+{it}$' }} }}")))
        .collect();
    let files = folder(&[
        ("p.yaml", &format!("{HEAD}rules:\n{many}")),
        ("a.txt", text.split_at(150_000).1),
    ]);
    assert_eq!(run(&files, "check a.txt --pack p.yaml --no-default-packs").code, Some(0));
}
