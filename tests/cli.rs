//! The command line as people meet it: exit codes, files, streams, words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::snapshot;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// One rule of each severity: ＊ is an error, ＃ a warning, ＠ a note.
const PACK: &str = "
jiaohe: 1
pack: mine
version: 1.0.0
title: { zh: 试, en: Try }
rules:
  - id: star
    title: { zh: 星号, en: A star }
    severity: error
    message: { zh: '这里有{text}', en: 'here is {text}' }
    check: { pattern: { any: ['＊'] } }
    tests:
      - bad: 共⟦＊⟧个
      - good: 共3个
  - id: hash
    title: { zh: 井号, en: A hash }
    severity: warning
    message: { zh: '这里有{text}', en: 'here is {text}' }
    check: { pattern: { any: ['＃'] } }
    tests:
      - bad: 共⟦＃⟧个
      - good: 共3个
  - id: at
    title: { zh: 艾特, en: An at }
    severity: info
    message: { zh: '这里有{text}', en: 'here is {text}' }
    check: { pattern: { any: ['＠'] } }
    tests:
      - bad: 共⟦＠⟧个
      - good: 共3个
";

struct Folder(TempDir);

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    /// A folder with the pack and these files.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        fs::write(folder.path("mine.yaml"), PACK).unwrap();
        for (name, bytes) in files {
            let path = folder.path(name);
            fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
        command.current_dir(self.0.path()).args(args.split_whitespace());
        for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &str) -> Run {
        self.feed(args, b"")
    }

    fn feed(&self, args: &str, stdin: &[u8]) -> Run {
        let mut child = self.command(args).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Checks with the one pack of the folder.
    fn check(&self, args: &str) -> Run {
        self.run(&format!("{args} --pack mine.yaml --no-default-packs"))
    }
}

/// Runs the check on a draft and compares the exit code and the rules in the output.
fn check(draft: &str, args: &str, code: i32, rules: &[&str]) {
    let folder = Folder::with(&[("a.txt", draft.as_bytes())]);
    let run = folder.check(&format!("a.txt -f short {args}"));
    let shown: Vec<_> = ["star", "hash", "at"]
        .into_iter()
        .filter(|id| run.out.contains(&format!("/{id}]")))
        .collect();
    assert_eq!((run.code, shown.as_slice()), (code, rules), "{args}: {}{}", run.out, run.err);
}

#[test]
fn packs_extend_packs_beside_them() {
    let head = |name: &str, more: &str| format!("jiaohe: 1\npack: {name}\nversion: 1.0.0\n{more}");
    let rule = "rules:
  - { id: gap, title: t, severity: error, message: m, check: { pattern: { regex: '{{lex:席}}空' } } }
";
    let house = head(
        "house",
        "extends: [../own.yaml, gongwen]\noverrides: [{ rule: own/gap, severity: warning }]\n",
    );
    let own = head("own", &format!("lexicons: {{ 席: seats.txt }}\n{rule}"));
    let folder = Folder::with(&[
        ("本院/pack.yaml", house.as_bytes()),
        ("own.yaml", own.as_bytes()),
        ("seats.txt", "前排\n后排\n".as_bytes()),
        ("a.txt", "会场后排空着。\n".as_bytes()),
    ]);
    let run = folder.run("a.txt -f short --no-default-packs --pack 本院");
    assert!(run.out.contains("a.txt:1:3: 警告[own/gap]") && run.err.is_empty(), "{}", run.err);
    fs::write(folder.path("本院/pack.yaml"), house.replace("own/gap", "own/gab")).unwrap();
    let run = folder.run("a.txt -f short --no-default-packs --pack 本院");
    assert!(run.code == 1 && run.err.contains("[pack-warning]"), "{}", run.err);
    assert!(run.err.contains("是否为 own/gap"), "{}", run.err);
    assert_eq!(folder.run("pack check 本院").code, 1);
}

#[test]
fn exit_codes_follow_the_options() {
    check("好。", "", 0, &[]);
    check("＊", "", 1, &["star"]);
    check("＃", "", 0, &["hash"]);
    check("＃", "--fail-on warning", 1, &["hash"]);
    check("＠", "", 0, &[]);
    check("＠", "--fail-on info", 1, &[]);
    check("＠", "--min-severity info", 0, &["at"]);
    check("＊＃", "--min-severity error --fail-on warning", 1, &["star"]);
    check("＊", "--fail-on never", 0, &["star"]);
}

#[test]
fn rules_are_chosen_by_name() {
    check("＊＃", "--select star", 1, &["star"]);
    check("＊＃", "--select star,mine/hash", 1, &["star", "hash"]);
    check("＊＃", "--ignore star --ignore hash", 0, &[]);
    check("＊＃", "--ignore mine", 0, &[]);
    let folder = Folder::with(&[("a.txt", b"")]);
    let run = folder.check("a.txt --select stra");
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "错误：没有“stra”这条规则\n提示：是否为 star？\n")
    );
    check("甲＊乙，＊", "--allow 甲＊乙", 1, &["star"]);
    check("甲＊乙", "--allow 甲＊乙", 0, &[]);
}

#[test]
fn an_unreadable_file_gives_2_and_the_others_are_checked() {
    let files: &[(&str, &[u8])] = &[
        ("a.txt", "＊".as_bytes()),
        ("b.txt", b"\xE4\xB8\x80\xE4\xB8\xFF\xE4\xB8\x80"),
        ("c.docx", b"PK\x03\x04"),
        ("d.txt", b"a\0b"),
    ];
    let run = Folder::with(files).check("a.txt b.txt c.docx d.txt e.txt -f json --lang en");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let rows = json["files"].as_array().unwrap().iter();
    let rows: Vec<_> = rows
        .map(|file| {
            let (path, error) = (file["path"].as_str().unwrap(), file["error"]["code"].as_str());
            (path, error, file["diagnostics"].as_array().unwrap().len())
        })
        .collect();
    let expect = [
        ("a.txt", None, 1),
        ("b.txt", Some("E-TXT-ENCODING"), 0),
        ("c.docx", Some("E-DOCX-UNSUPPORTED"), 0),
        ("d.txt", Some("E-TXT-BINARY"), 0),
        ("e.txt", Some("E-IO"), 0),
    ];
    assert_eq!((run.code, rows.as_slice()), (2, expect.as_slice()));
}

#[test]
fn unreadable_files_as_people_see_them() {
    let files: &[(&str, &[u8])] = &[
        ("a.txt", "共＊个。\n".as_bytes()),
        ("b.txt", b"\xE4\xB8\x80\xE4\xB8\xFF\xE4\xB8\x80"),
        ("旧稿.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("表.xlsx", b"PK\x03\x04"),
    ];
    let folder = Folder::with(files);
    for (language, name) in [("zh", "cli-unreadable"), ("en", "cli-unreadable-english")] {
        let run = folder.check(&format!(". --width 80 --lang {language}"));
        assert_eq!(run.code, 2);
        snapshot(name, &format!("{}----\n{}", run.out, run.err));
    }
}

#[test]
fn every_encoding_gives_the_same_findings() {
    let draft = "一、基层党建工作\n共有＊个支部，开展巡回指导4轮。\n";
    let utf16: Vec<u8> = draft.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GB18030.encode(draft).0;
    let marked = format!("\u{FEFF}{draft}").into_bytes();
    for (bytes, option) in [
        (draft.as_bytes(), ""),
        (&marked, ""),
        (&gbk, ""),
        (&gbk, "--encoding gb2312"),
        (&utf16, ""),
        (&utf16, "--encoding utf-16le"),
    ] {
        let run = Folder::with(&[("a.txt", bytes)]).check(&format!("a.txt -f short {option}"));
        assert_eq!(run.out.lines().next(), Some("a.txt:2:3: 错误[mine/star] 这里有＊"), "{option}");
    }
    let run = Folder::with(&[("a.txt", &gbk)]).check("a.txt --encoding utf-8");
    assert_eq!(run.code, 2);
}

#[test]
fn standard_input_and_lists_of_files() {
    let folder = Folder::with(&[("a.txt", "＊".as_bytes()), ("b.txt", "＃".as_bytes())]);
    let pack = "--pack mine.yaml --no-default-packs -f short";
    let run = folder.feed(&format!("- {pack}"), "＊".as_bytes());
    assert!(run.code == 1 && run.out.starts_with("<stdin>:1:1:"), "{}", run.out);
    let run = folder.feed(&format!("- --stdin-name 稿/甲.md {pack}"), "＊".as_bytes());
    assert!(run.code == 1 && run.out.starts_with("稿/甲.md:1:1:"), "{}", run.out);
    let run = folder.feed(&format!("- --stdin-name 甲.docx {pack}"), b"PK\x03\x04");
    assert_eq!(run.code, 2);
    let run = folder.feed(&format!("--files-from - {pack}"), b"b.txt\r\n\r\na.txt\r\n");
    assert_eq!(run.out.matches(".txt:1:1:").count(), 2, "{}", run.out);
    fs::write(folder.path("list"), "a.txt\n没有.txt\n").unwrap();
    let run = folder.run(&format!("check --files-from list {pack}"));
    assert!(run.code == 2 && run.out.contains("a.txt:1:1:"), "{}", run.out);
    assert_eq!(folder.check("--files-from missing").code, 2);
}

#[test]
fn a_folder_is_walked() {
    let files: &[(&str, &[u8])] = &[
        ("稿/a.txt", "＊".as_bytes()),
        ("稿/深/b.md", "＊".as_bytes()),
        ("稿/略/c.txt", "＊".as_bytes()),
        ("稿/.gitignore", "略/\n".as_bytes()),
        ("稿/~$d.docx", b"\x05"),
        ("稿/表.xlsx", b"PK\x03\x04"),
        ("空/说明.pdf", b"%PDF-"),
    ];
    let folder = Folder::with(files);
    let run = folder.check("稿 -f json");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let paths: Vec<_> =
        json["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!((run.code, paths.as_slice()), (1, ["稿/a.txt", "稿/深/b.md"].as_slice()));
    let run = folder.check("空");
    let words = "错误：没有找到要检查的文件；有1个其他类型的文件\n提示：稿件应为.txt或.md文件\n";
    assert_eq!((run.code, run.err.as_str()), (2, words));
    assert_eq!(folder.check("稿/~$d.docx").code, 2);
}

#[test]
fn output_goes_to_a_file_whole() {
    let folder = Folder::with(&[("a.txt", "＊".as_bytes())]);
    let printed = folder.check("a.txt").out;
    let run = folder.check("a.txt -o 报告.txt");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(fs::read_to_string(folder.path("报告.txt")).unwrap(), printed);
    let run = folder.check("a.txt -o 没有/报告.txt");
    assert!(run.code == 2 && run.err.starts_with("错误：写不进文件“没有/报告.txt”"), "{}", run.err);
    let left: Vec<_> = fs::read_dir(folder.0.path()).unwrap().collect();
    assert_eq!(left.len(), 3);
}

#[test]
fn colour_only_when_asked() {
    let folder = Folder::with(&[("a.txt", "＊".as_bytes())]);
    assert!(!folder.check("a.txt").out.contains('\u{1b}'));
    assert!(!folder.check("a.txt --color never").out.contains('\u{1b}'));
    assert!(folder.check("a.txt --color always").out.contains('\u{1b}'));
}

#[test]
fn the_same_output_with_one_thread_and_many() {
    let names: Vec<String> = (0..60).map(|index| format!("d/{index}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), "＊，＃。\n".as_bytes())).collect();
    let folder = Folder::with(&files);
    let one = folder.check("d -j 1 -f json");
    assert_eq!(one.out, folder.check("d -j 8 -f json").out);
    assert_eq!(one.out, folder.check("./d ./d -f json").out);
}

#[test]
fn a_broken_pipe_is_success() {
    let names: Vec<String> = (0..400).map(|index| format!("d/{index}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), "＊，＃。\n".as_bytes())).collect();
    let folder = Folder::with(&files);
    let mut child = folder.command("d --pack mine.yaml --no-default-packs -q").spawn().unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
        (Some(0), "")
    );
}

#[test]
fn mistakes_in_packs() {
    let folder = Folder::with(&[("a.txt", "＊".as_bytes())]);
    let broken = PACK.replace("severity: warning", "severity: warnig");
    fs::write(folder.path("bad.yaml"), broken).unwrap();
    let run = folder.run("a.txt --pack bad.yaml --no-default-packs");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    snapshot("cli-pack-mistake", &run.err);
    let run = folder.run("a.txt --pack bad.yaml --no-default-packs --keep-going -f short");
    assert!(run.code == 1 && run.out.contains("mine/star"), "{}", run.out);
    assert_eq!(folder.run("pack check bad.yaml").code, 2);
    assert_eq!(folder.run("pack check mine.yaml").code, 0);
    assert_eq!(folder.run("pack test mine.yaml").code, 0);
    fs::write(folder.path("noisy.yaml"), PACK.replace("good: 共3个", "good: 共＊个")).unwrap();
    assert_eq!(folder.run("pack test noisy.yaml").code, 1);
    let run = folder.run("pack show mine.yaml");
    assert_eq!((run.code, run.out), (0, format!("# mine.yaml\n{PACK}")));
}

#[test]
fn a_new_pack_works_and_is_never_overwritten() {
    let folder = Folder::with(&[("a.txt", "日前，参训300人，10日前结束。".as_bytes())]);
    let run = folder.run("pack new our-rules");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("jiaohe pack test our-rules.yaml"), "{}", run.out);
    let run = folder.run("pack test our-rules.yaml");
    assert_eq!((run.code, run.out.as_str()), (0, "共 3 个用例：通过 3。\n"));
    assert_eq!(folder.run("pack check our-rules.yaml").code, 0);
    let run = folder.run("a.txt --pack our-rules.yaml --no-default-packs -f short");
    assert_eq!(run.out.matches("“日前”没有写明是哪一天").count(), 1, "{}", run.out);
    let text = fs::read_to_string(folder.path("our-rules.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema="), "{text}");
    fs::write(folder.path("our-rules.yaml"), "mine").unwrap();
    let run = folder.run("pack new our-rules.yaml");
    assert!(run.code == 2 && run.err.contains("没有改动它"), "{}", run.err);
    assert_eq!(fs::read_to_string(folder.path("our-rules.yaml")).unwrap(), "mine");
    for name in ["党建", "Our", "a/b", "9a"] {
        let run = folder.run(&format!("pack new {name}"));
        assert!(run.code == 2 && run.err.contains("party-figures"), "{}", run.err);
    }
}

/// A name without its ending, and a rule without its pack: what is missing is said.
#[test]
fn a_pack_is_named_by_its_file() {
    let folder = Folder::with(&[("a.txt", "日前到会。".as_bytes())]);
    folder.run("pack new our-rules");
    let run = folder.run("pack test our-rules");
    assert!(run.code == 2 && run.err.contains("是否为 our-rules.yaml？"), "{}", run.err);
    let run = folder.run("pack trace vague-time a.txt");
    assert!(run.code == 2 && run.err.contains("--pack"), "{}", run.err);
}

/// The second rule of a new pack stands in a comment; it works when the marks are taken away.
#[test]
fn the_rule_in_the_comments_of_a_new_pack_works() {
    let folder = Folder::with(&[]);
    folder.run("pack new our-rules");
    let text = fs::read_to_string(folder.path("our-rules.yaml")).unwrap();
    let (rules, comment) = text.split_once("  #\n").unwrap();
    let rule = comment.replace("  # ", "  ");
    fs::write(folder.path("two.yaml"), format!("{rules}{rule}")).unwrap();
    let run = folder.run("pack test two.yaml");
    assert_eq!((run.code, run.out.as_str()), (0, "共 5 个用例：通过 5。\n"));
}

#[test]
fn mistakes_of_many_files_are_told_in_one_run() {
    let gbk = b"jiaohe: 1\npack: gbk\nversion: 1.0.0\ntitle: \xd7\xdc\xbd\xe1\n";
    let slip =
        PACK.replacen("pack: mine", "pack: slip", 1).replace("any: ['＃']", "regex: '第(＃'");
    let many =
        PACK.replacen("pack: mine", "pack: many", 1).replace("'这里有{text}'", "这里有：{txt}");
    let tab = PACK.replacen("pack: mine", "pack: tab", 1).replacen("    title", "\ttitle", 1);
    let folder = Folder::with(&[
        ("a.txt", "＊".as_bytes()),
        ("gbk.yaml", gbk),
        ("slip.yaml", slip.as_bytes()),
        ("many.yaml", many.as_bytes()),
        ("tab.yaml", tab.as_bytes()),
        ("empty.yaml", b""),
        ("list.yaml", b"- jiaohe: 1\n"),
    ]);
    let names = ["gbk", "slip", "many", "tab", "empty", "list"];
    let all: String = names.iter().map(|it| format!(" --pack {it}.yaml")).collect();
    let run = folder.run(&format!("a.txt --no-default-packs{all}"));
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    snapshot("cli-pack-mistakes", &run.err);
    let run = folder.run(&format!("a.txt --no-default-packs --lang en{all}"));
    snapshot("cli-pack-mistakes-english", &run.err);
    let run = folder
        .run(&format!("a.txt --no-default-packs --keep-going -f short{all} --pack mine.yaml"));
    assert_eq!(run.code, 1);
    for rule in ["mine/star", "slip/star"] {
        assert!(run.out.contains(rule), "{rule}: {}", run.out);
    }
}

#[test]
fn a_pack_may_be_a_folder() {
    let folder = Folder::with(&[
        ("a.txt", "＊".as_bytes()),
        ("p/pack.yaml", b"jiaohe: 1\npack: p\nversion: 1.0.0\ntitle: p\n"),
        (
            "p/star.yaml",
            "id: star\ntitle: 星\nseverity: error\nmessage: 星\ncheck: {pattern: {any: ['＊']}}\n"
                .as_bytes(),
        ),
        ("q/star.yaml", b""),
    ]);
    let run = folder.run("a.txt --pack p --no-default-packs -f short");
    assert_eq!((run.code, run.out.as_str()), (1, "a.txt:1:1: 错误[p/star] 星\n"), "{}", run.err);
    let run = folder.run("a.txt --pack q --no-default-packs");
    assert!(run.code == 2 && run.err.contains("pack.yaml"), "{}", run.err);
    let run = folder.run("a.txt --pack r --no-default-packs");
    assert!(run.code == 2 && run.err.contains("base"), "{}", run.err);
}

#[test]
fn rules_and_explanations() {
    let folder = Folder::with(&[]);
    let run = folder.check("rules");
    let rows: Vec<_> = run.out.lines().map(str::split_whitespace).collect();
    let ids: Vec<_> = rows.into_iter().filter_map(|mut row| row.next()).collect();
    assert_eq!((run.code, ids), (0, vec!["mine/at", "mine/hash", "mine/star"]));
    let run = folder.check("rules -f json");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["rules"][2]["severity"], "error");
    let run = folder.run("explain mine/star --pack mine.yaml --no-default-packs");
    assert_eq!(run.code, 0);
    for part in ["星号", "mine", "错误", "共⟦＊⟧个", "共3个"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let run = folder.run("explain mine/stra --pack mine.yaml");
    assert!(run.code == 2 && run.err.contains("mine/star"), "{}", run.err);
}

#[test]
fn the_outline_of_a_draft() {
    let draft = "关于工作的总结\n一、工作情况\n（一）抓学习\n1.集中学习。全年12次。\n二、下步打算\n3.5万元\n";
    let folder = Folder::with(&[("a.txt", draft.as_bytes())]);
    let run = folder.run("outline a.txt");
    assert_eq!(run.code, 0);
    snapshot("cli-outline", &run.out);
    let run = folder.run("outline a.txt 没有.txt -f json");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, json["files"].as_array().unwrap().len()), (2, 2));
}

/// Each way to type something wrong.
const MISTAKES: &[&str] = &[
    "check",
    "check --fromat json a.txt",
    "check -f jsn a.txt",
    "check -f",
    "check --width 5 a.txt",
    "check --threads many a.txt",
    "check --encoding gbkk a.txt",
    "check -q -q a.txt",
    "chekc a.txt",
    "explain",
    "explain one two",
    "pack tset",
    "completions basch",
    "man chekc",
    "--lang",
];

#[test]
fn words_of_help_and_mistakes() {
    let folder = Folder::with(&[("a.txt", b"")]);
    for (language, suffix) in [("zh", ""), ("en", "-english")] {
        let mut help = String::new();
        for command in [
            "",
            "check",
            "outline",
            "figures",
            "figures diff",
            "rules",
            "explain",
            "pack",
            "pack new",
            "pack check",
            "pack test",
            "pack trace",
            "pack schema",
        ] {
            let args = format!("{command} --help --lang {language}");
            let run = folder.run(&args);
            assert_eq!((run.code, run.err.as_str()), (0, ""));
            help.push_str(&format!("$ jiaohe {}\n{}\n", args.trim(), run.out));
        }
        snapshot(&format!("cli-help{suffix}"), &help);
        let mut mistakes = String::new();
        for args in MISTAKES {
            let mut command = folder.command(args);
            let output = command.env("JIAOHE_LANG", language).output().unwrap();
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args}");
            let err = String::from_utf8(output.stderr).unwrap();
            mistakes.push_str(&format!("$ jiaohe {args}\n{err}\n"));
        }
        snapshot(&format!("cli-mistakes{suffix}"), &mistakes);
    }
}

#[test]
fn no_arguments_show_the_help() {
    let run = Folder::with(&[]).run("");
    assert!(run.code == 2 && run.err.contains("jiaohe explain section-skip"), "{}", run.err);
}

#[test]
fn version_completions_and_manual() {
    let folder = Folder::with(&[]);
    assert_eq!(folder.run("--version").out, format!("jiaohe {}\n", env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&format!("completions {shell}"));
        assert!(run.code == 0 && run.out.contains("min-severity"), "{shell}");
    }
    let run = folder.run("man");
    assert!(run.code == 0 && run.out.contains(".TH jiaohe"), "{}", run.out);
    let run = folder.run("man check");
    assert!(run.code == 0 && run.out.contains("退出码"), "{}", run.out);
}
