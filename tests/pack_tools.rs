//! The tools of people who write packs: `pack test` with its changes of marks, documents as tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::snapshot;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

struct Folder(TempDir);

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn run(&self, args: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
        command.current_dir(self.0.path()).args(args.split_whitespace()).stdin(Stdio::null());
        for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// What a command says in both languages.
fn both(folder: &Folder, args: &str) -> String {
    let mut out = String::new();
    for language in ["zh", "en"] {
        let run = folder.run(&format!("{args} --lang {language}"));
        out.push_str(&format!("$ jiaohe {args} --lang {language} → {}\n", run.code));
        out.push_str(&run.out);
        out.push_str(&run.err);
        out.push('\n');
    }
    out
}

const HEAD: &str = "jiaohe: 1\npack: mine\nversion: 1.0.0\ntitle: t\n";

const CASES: &str = "rules:
  - id: seat
    title: 空位
    severity: error
    message: 空位“{text}”
    check: { pattern: { regex: '空(?:座|位)' } }
    tests:
      - bad: |
          一、会场有⟦空⟧位，
          二楼有空座。
      - bad: '⟦会场⟧有空位，也有⟦空座⟧。'
      - bad: ⟦座位⟧很多
      - bad: ⟦空位⟧
        says: 缺席
      - good: 会场有空座。
      - { bad: 会⟦场⟧有空座, todo: true }
      - good: 满座
";

#[test]
fn new_marks_are_shown_before_they_are_written() {
    let text = format!("{HEAD}{CASES}");
    let folder = Folder::with(&[("mine.yaml", &text)]);
    let mut out = both(&folder, "pack test mine.yaml");
    out.push_str(&both(&folder, "pack test mine.yaml --update"));
    assert_eq!(folder.read("mine.yaml"), text, "nothing is written unasked");
    let run = folder.run("pack test mine.yaml --update --yes");
    assert_eq!(run.code, 1, "some cases need a person");
    out.push_str(&format!("$ jiaohe pack test mine.yaml --update --yes\n{}\n", run.out));
    out.push_str(&folder.read("mine.yaml"));
    let run = folder.run("pack test mine.yaml");
    out.push_str(&format!("\n$ jiaohe pack test mine.yaml\n{}\n", run.out));
    snapshot("pack-test-update", &out);
    let run = folder.run("pack test mine.yaml --yes");
    assert_eq!(run.code, 2, "--yes alone is a mistake: {}", run.out);
}

#[test]
fn whole_documents_are_tests_of_a_pack() {
    let rule = CASES.strip_prefix("rules:\n  - ").unwrap().replace("\n    ", "\n");
    let (rule, _) = rule.split_once("tests:").unwrap();
    let draft = "总结\n一、会务\n会场有空位。\n二、食堂\n没有空座。\n";
    let folder = Folder::with(&[
        ("mine/pack.yaml", HEAD),
        ("mine/seat.yaml", rule),
        ("mine/tests/a.txt", draft),
        ("mine/tests/a.expect.tsv", "mine/seat\t3\t空位\nmine/seat\t4\t食堂\n"),
        ("mine/tests/b.txt", "总结\n满座。\n"),
    ]);
    let mut out = both(&folder, "pack test mine");
    out.push_str(&both(&folder, "pack test mine --update"));
    assert!(folder.read("mine/tests/a.expect.tsv").contains("食堂"));
    let run = folder.run("pack test mine --update --yes");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let table = folder.read("mine/tests/a.expect.tsv");
    assert_eq!(table, "mine/seat\t3\t空位\nmine/seat\t5\t空座\n");
    assert_eq!(folder.run("pack test mine").code, 0);
    assert!(!Path::new(&folder.0.path().join("mine/tests/b.expect.tsv")).exists());
    snapshot("pack-test-documents", &out);
}

#[test]
fn a_file_in_the_folder_that_is_no_rule_is_told() {
    let folder = Folder::with(&[
        ("mine/pack.yaml", HEAD),
        ("mine/base.yaml", BASE),
        ("mine/台账.yaml", "服务站: 36\n村: 12\n"),
        ("mine/more.yaml", "rules:\n  - id: a\n"),
    ]);
    snapshot("pack-check-no-rule", &both(&folder, "pack check mine"));
}

/// This year against last year: one rule for whole documents with roles.
const BASE: &str = "id: base
title: 基数
severity: error
message: 今年写{left.v}名，去年写{right.v}名
check:
  relate:
    left: { pattern: '上年末(?<v>{{num}})名' }
    right: { pattern: '现有(?<v>{{num}})名', role: previous }
    expect: left.v == right.v
tests:
  - { bad: '⟦上年末320名⟧', with: { previous: 现有302名 } }
  - { good: '上年末302名', with: { previous: 现有302名 } }
";

#[test]
fn whole_documents_are_compared_with_others() {
    let folder = Folder::with(&[
        ("mine/pack.yaml", HEAD),
        ("mine/base.yaml", BASE),
        ("mine/tests/a.txt", "总结\n上年末320名，现有330名。\n"),
        ("mine/tests/a.with/previous.txt", "去年的总结\n现有302名。\n"),
        ("mine/tests/b.txt", "总结\n上年末302名。\n"),
        ("mine/tests/b.with/previous.txt", "去年的总结\n上年末290名，现有302名。\n"),
        ("mine/tests/c.txt", "总结\n上年末302名。\n"),
    ]);
    let mut out = both(&folder, "pack test mine");
    let run = folder.run("pack test mine --update --yes");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(folder.read("mine/tests/a.expect.tsv"), "mine/base\t2\t上年末320名\n");
    out.push_str(&both(&folder, "pack test mine"));
    // What stands in the way has a sentence of its own.
    for (name, text) in [
        ("mine/tests/a.with/previous.md", "现有302名。\n"),
        ("mine/tests/a.with/prevoius.txt", "现有302名。\n"),
        ("mine/tests/d.with/previous.txt", "现有302名。\n"),
    ] {
        folder.write(name, text);
        out.push_str(&format!("# {name}\n{}", both(&folder, "pack test mine")));
        fs::remove_file(folder.0.path().join(name)).unwrap();
    }
    let role = BASE.replace(
        "with: { previous: 现有302名 } }\n  - { good",
        "with: { last: 现有 } }\n  - { good",
    );
    folder.write("mine/base.yaml", &role);
    out.push_str(&both(&folder, "pack check mine"));
    snapshot("pack-test-roles", &out);
}

/// A pack with these rules, each with its id, its check, and further fields.
fn pack_of(rules: &[(&str, &str, &str)]) -> String {
    let mut text = format!("{HEAD}rules:\n");
    for (id, check, rest) in rules {
        text.push_str(&format!(
            "  - id: {id}\n    title: 示例\n    severity: warning\n    message: '“{{text}}”'\n    \
             check: {check}\n"
        ));
        text.extend(rest.lines().map(|line| format!("    {line}\n")));
    }
    text
}

const SEATS: &str = "{ pattern: { any: [空位] } }";

/// One rule a cause of silence.
#[test]
fn a_silent_rule_says_why() {
    let draft = "会务总结\n一、会场\n会场有空位，“空位”照片见《空位》。\n二、食堂\n食堂有空位。\n\
                 【校核忽略 mine/suppressed：照片如此】\n大厅有空位三处。\n";
    let text = pack_of(&[
        ("scope", SEATS, "scope: [heading, title-quote]"),
        ("under", SEATS, "where: { under: 食堂 }"),
        ("level", SEATS, "where: { level: 2 }"),
        ("path", SEATS, "where: { path: '*.md' }"),
        ("zone", SEATS, "where: { not-in: [quote, title] }"),
        (
            "context",
            "{ pattern: { regex: '(?<what>空)位', before: 有, unless-after: '，|三', unless: 座 } }",
            "",
        ),
        ("inside", "{ pattern: { regex: '有空位[三，]', unless: 三 } }", ""),
        ("before", "{ pattern: { any: [空位], unless-before: '[“《有]' } }", ""),
        ("lead", "{ pattern: { any: [空位], lead: '《', tail: '》', longest: 3 } }", ""),
        ("elsewhere", "{ pattern: { any: [食堂有], elsewhere: 包间 } }", ""),
        ("taken", SEATS, ""),
        ("taker", "{ pattern: { any: [有空位] } }", "supersedes: [taken]"),
        ("suppressed", SEATS, ""),
        ("unsure", "{ pattern: { any: [空位], confidence: possible } }", ""),
        ("nothing", "{ pattern: { any: [满座] } }", ""),
    ]);
    let folder = Folder::with(&[("mine.yaml", &text), ("会务.txt", draft)]);
    let mut out = String::new();
    for id in [
        "scope",
        "under",
        "level",
        "path",
        "zone",
        "context",
        "inside",
        "before",
        "lead",
        "elsewhere",
        "taken",
        "suppressed",
        "unsure",
        "nothing",
    ] {
        out.push_str(&both(&folder, &format!("pack trace mine/{id} 会务.txt --pack mine.yaml")));
    }
    snapshot("pack-trace-causes", &out);
}

#[test]
fn every_kind_can_be_traced() {
    let draft = "年度总结\n一、主要工作\n开展集中巡回指导4轮，召开党委会，登陆系统，见附件1。\n\
                 二、其他工作\n其他工作见附件2，其他事项3项，计划开展集中巡回指导8轮。\n附件1\n名单\n";
    let text = pack_of(&[
        ("swap", "{ substitution: { swap: [[登陆, 登录], [党委, 党委会]] } }", ""),
        ("count", "{ occurrence: { of: [指导], min: 1 } }", "scope: section"),
        (
            "partner",
            "{ requires: { if: '见附件(?<n>{{num}})', then: '^附件(?<n>{{num}})', same: n } }",
            "",
        ),
        ("spelling", "{ variants: { groups: [[其他, 其它]] } }", ""),
        ("parts", "{ sections: { expect: [主要工作, 存在问题] } }", ""),
        ("figures", "{ figure-conflict: {} }", ""),
        ("numbers", "{ sequence: { of: outline, report: [skip] } }", ""),
    ]);
    let folder = Folder::with(&[("mine.yaml", &text), ("a.txt", draft)]);
    let mut out = String::new();
    for id in ["swap", "count", "partner", "spelling", "parts", "figures", "numbers"] {
        out.push_str(&both(&folder, &format!("pack trace mine/{id} a.txt --pack mine.yaml")));
    }
    snapshot("pack-trace-kinds", &out);
    let run = folder.run("pack trace mine/swop a.txt --pack mine.yaml");
    assert!(run.code == 2 && run.err.contains("mine/swap"), "{}", run.err);
    let run = folder.run("pack trace mine/swap none.txt --pack mine.yaml");
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn rules_of_users_are_explained() {
    let text = pack_of(&[(
        "seat",
        SEATS,
        "why: 会场照片里不能有空位。\ntests:\n  - bad: 会场有⟦空位⟧。\n  - good: 座无虚席。",
    )]);
    let folder = Folder::with(&[("mine.yaml", &text)]);
    let mut out = both(&folder, "explain mine/seat --pack mine.yaml");
    out.push_str(&both(&folder, "explain mine/saet --pack mine.yaml"));
    snapshot("explain-user-rule", &out);
}
