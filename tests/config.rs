//! `jiaohe.yaml` as people meet it: which file holds, what it changes, and what is wrong with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::string_slice)]

mod common;

use common::snapshot;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A draft with a certain slip, a half-width mark, and a base of last year.
const THIS: &str = "财政局2024年工作总结\n2024年，全局新建标准化服务站点48个；上年新建标准化服务站点35个。\n一、主要工作\n三、下一步打算\n";
const LAST: &str = "财政局2023年工作总结\n一年来，全局新建标准化服务站点33个。\n";

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

    fn run(&self, args: &str) -> Run {
        self.run_in(".", args)
    }

    fn run_in(&self, folder: &str, args: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
        command.current_dir(self.0.path().join(folder)).args(args.split(' ')).stdin(Stdio::null());
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

    /// Rule and severity of each finding, file by file.
    fn found(&self, args: &str) -> Vec<String> {
        let run = self.run(&format!("check -f json --min-severity info {args}"));
        assert_eq!(run.err, "", "{}", run.out);
        let json: Value = serde_json::from_str(&run.out).unwrap();
        let files = json["files"].as_array().unwrap();
        let of = |file: &Value| -> Vec<String> {
            let all = file["diagnostics"].as_array().unwrap().iter();
            let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
            let path = word(file, "path");
            all.map(|it| format!("{path} {} {}", word(it, "rule"), word(it, "severity"))).collect()
        };
        files.iter().flat_map(of).collect()
    }
}

#[test]
fn the_nearest_file_holds_and_nothing_is_merged() {
    let quiet = "version: 1\noverrides: [{ rule: section-skip, severity: none }]\n";
    let grave = "version: 1\n";
    let folder = Folder::with(&[
        ("a.txt", THIS),
        ("局/b.txt", THIS),
        ("局/科/c.txt", THIS),
        ("jiaohe.yaml", quiet),
        ("局/科/jiaohe.yaml", grave),
    ]);
    assert_eq!(folder.found("."), ["局/科/c.txt section-skip error"]);
    assert_eq!(folder.found("局/b.txt"), [""; 0]);
    assert_eq!(
        folder.found("--config 局/科/jiaohe.yaml ."),
        [
            "a.txt section-skip error",
            "局/b.txt section-skip error",
            "局/科/c.txt section-skip error",
        ]
    );
    assert_eq!(folder.found("--no-config a.txt"), ["a.txt section-skip error"]);
    // From inside a folder the file above it holds too.
    let run = folder.run_in("局", "check b.txt");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn overrides_change_severities_by_path_role_rule_and_tag() {
    let check = |overrides: &str, expect: &[&str]| {
        let folder = Folder::with(&[("a.txt", THIS), ("草稿/b.txt", THIS)]);
        let documents = "documents: [{ path: '草稿/**', role: rough }]";
        folder.write("jiaohe.yaml", &format!("version: 1\n{documents}\noverrides:\n{overrides}\n"));
        assert_eq!(folder.found("."), expect, "{overrides}");
    };
    let (a, b) = ("a.txt section-skip error", "草稿/b.txt section-skip error");
    check("  - { role: rough, severity: none }", &[a]);
    check("  - { role: rough, severity: info }\n  - { path: '草稿/**', severity: none }", &[a]);
    check(
        "  - { path: '草稿/**', rule: base/section-skip, severity: none }\n  - { role: rough, tag: outline, severity: info }",
        &[a, "草稿/b.txt section-skip info"],
    );
    check(
        "  - { rule: section-skip, role: rough, severity: info }\n  - { role: rough, rule: section-skip, severity: error }",
        &[a, b],
    );
    check(
        "  - { pack: base, role: current, severity: { certain: warning, likely: none, possible: none } }\n  - { role: rough, rule: figure-conflict, severity: none }",
        &["a.txt section-skip warning", b],
    );
}

#[test]
fn options_win_over_the_file() {
    let folder = Folder::with(&[
        ("a.txt", THIS),
        ("jiaohe.yaml", "version: 1\nfail-on: never\nmin-severity: error\n"),
    ]);
    assert_eq!(folder.run("check a.txt").code, 0);
    assert_eq!(folder.run("check --fail-on error a.txt").code, 1);
    assert_eq!(folder.run("check --no-config a.txt").code, 1);
    folder.write("jiaohe.yaml", "version: 1\nfail-on: error\nallow: [三、下一步打算]\n");
    let run = folder.run("check a.txt");
    assert_eq!(run.code, 0, "{}", run.out);
    folder.write("jiaohe.yaml", "version: 1\npacks: []\n");
    assert_eq!(folder.found("a.txt"), [""; 0]);
    assert_eq!(folder.found("a.txt --pack base"), ["a.txt section-skip error"]);
}

#[test]
fn each_file_fails_by_its_own_configuration() {
    let folder = Folder::with(&[
        ("a/a.txt", THIS),
        ("b/b.txt", LAST),
        ("a/jiaohe.yaml", "version: 1\nfail-on: never\n"),
    ]);
    assert_eq!(folder.run("check a b").code, 0);
    folder.write("b/b.txt", THIS);
    assert_eq!(folder.run("check a b").code, 1);
}

#[test]
fn files_are_left_out_of_folders_and_named_ones_stay() {
    let folder = Folder::with(&[
        ("a总结.txt", THIS),
        ("草稿/b总结.txt", THIS),
        ("说明.txt", THIS),
        ("jiaohe.yaml", "version: 1\nfiles: { include: ['*总结*'], exclude: ['草稿/**'] }\n"),
    ]);
    assert_eq!(folder.found("."), ["a总结.txt section-skip error"]);
    assert_eq!(folder.found("草稿/b总结.txt"), ["草稿/b总结.txt section-skip error"]);
    assert_eq!(
        folder.found("--force-exclude 草稿/b总结.txt a总结.txt"),
        ["a总结.txt section-skip error"]
    );
    let run = folder.run("check 草稿");
    assert!(run.code == 2 && run.err.contains("排除"), "{}", run.err);
    // A hook that names staged files has nothing to do, which is no mistake.
    assert_eq!(folder.run("check --force-exclude 草稿/b总结.txt").code, 0);
}

#[test]
fn last_years_report_stands_beside_each_draft() {
    let pairs = "version: 1\npairs:\n  - { current: '{unit}/{year}年总结.txt', previous: '{unit}/{year-1}年总结.txt' }\n";
    let folder = Folder::with(&[
        ("财政局/2024年总结.txt", THIS),
        ("财政局/2023年总结.txt", LAST),
        ("教育局/2024年总结.txt", THIS),
        ("jiaohe.yaml", pairs),
    ]);
    let run = folder.run("check -f json --select last-year-mismatch .");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "a warning does not fail");
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let all = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["diagnostics"].as_array().unwrap());
    let places: Vec<Vec<String>> = all
        .map(|it| {
            it["places"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| {
                    format!("{} {}", it["path"].as_str().unwrap(), it["text"].as_str().unwrap())
                })
                .collect()
        })
        .collect();
    assert_eq!(places, [["财政局/2024年总结.txt 35个", "财政局/2023年总结.txt 33个"]]);
    // The command line wins: this year's own figure instead of the folder's.
    folder.write("旧.txt", &LAST.replace("33个", "35个"));
    assert_eq!(
        folder.found("--with previous=旧.txt --select last-year-mismatch 财政局/2024年总结.txt"),
        [""; 0]
    );
    // Without roles the pack is off.
    assert_eq!(
        folder.run("check --no-config --select last-year-mismatch 财政局/2024年总结.txt").code,
        2
    );
}

#[test]
fn one_annex_stands_beside_all_drafts_and_is_no_partner_of_itself() {
    let annex = "附件\n全年化解疑难信访积案201件。\n";
    let draft = "云溪镇工作总结\n全年化解疑难信访积案210件。\n";
    let config = "version: 1\ndocuments: [{ path: 材料/附件.txt, role: annex }]\n";
    let folder = Folder::with(&[
        ("a.txt", draft),
        ("b/b.txt", draft),
        ("材料/附件.txt", annex),
        ("jiaohe.yaml", config),
    ]);
    assert_eq!(
        folder.found("."),
        ["a.txt annex-mismatch warning", "b/b.txt annex-mismatch warning"]
    );
}

#[test]
fn a_document_that_cannot_be_read_is_told() {
    let config = "version: 1\ndocuments: [{ path: 附件.txt, role: annex }]\n";
    let folder = Folder::with(&[("a.txt", THIS), ("jiaohe.yaml", config)]);
    fs::write(folder.0.path().join("附件.txt"), [0xff, 0xfe, 0x00, 0xd8, 0x41]).unwrap();
    let run = folder.run("check -f short a.txt");
    assert_eq!(run.code, 2);
    assert!(
        run.out.contains("section-skip") && run.out.contains("附件.txt"),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn one_file_builds_on_another_by_name() {
    let folder = Folder::with(&[
        ("局/a.txt", THIS),
        (
            "局/jiaohe.yaml",
            "version: 1\nextends: ../共用.yaml\noverrides: [{ rule: section-skip, severity: info }]\n",
        ),
        (
            "共用.yaml",
            "version: 1\nfail-on: info\noverrides: [{ rule: section-skip, severity: none }]\n",
        ),
    ]);
    assert_eq!(folder.found("局/a.txt"), ["局/a.txt section-skip info"]);
    assert_eq!(folder.run("check 局/a.txt").code, 1);
    folder.write("共用.yaml", "version: 1\nextends: 局/jiaohe.yaml\n");
    let run = folder.run("check 局/a.txt");
    assert!(run.code == 2 && run.err.contains("环"), "{}", run.err);
}

#[test]
fn packs_are_seen_from_the_file_and_their_mistakes_have_a_place() {
    let pack = "jiaohe: 1\npack: own\nversion: 1.0.0\nrules:\n- id: star\n  title: t\n  severity: warning\n  message: m\n  check: { pattern: { any: ['服务站点48'] } }\n";
    let folder = Folder::with(&[
        ("局/a.txt", THIS),
        ("规则/own.yaml", pack),
        ("jiaohe.yaml", "version: 1\npacks: [default, 规则/own.yaml]\n"),
    ]);
    assert_eq!(
        folder.found("局/a.txt"),
        ["局/a.txt own/star warning", "局/a.txt section-skip error"]
    );
    let run = folder.run_in("局", "check -f short a.txt");
    assert!(run.out.contains("own/star"), "{}{}", run.out, run.err);
    for args in ["rules", "explain own/star", "pack trace own/star a.txt"] {
        let run = folder.run_in("局", args);
        assert!(run.code == 0 && run.out.contains("own/star"), "{args} {}{}", run.out, run.err);
    }
    let run = folder.run_in("局", "pack test");
    assert!(run.out.contains("own.yaml") && run.out.contains("未测"), "{}{}", run.out, run.err);
    folder.write("jiaohe.yaml", "version: 1\npacks: [defualt]\n");
    let run = folder.run("check 局/a.txt");
    assert!(run.code == 2 && run.err.contains("jiaohe.yaml:2:9"), "{}", run.err);
    let run = folder.run("check --no-default-packs --pack base 局/a.txt");
    assert_eq!((run.code, run.err.as_str()), (1, ""), "options win");
}

const MISTAKES: &str = "\
version: 2
fail-om: warning
packs: base
files: { includ: ['*.txt'] }
overrides:
  - { rule: section-skip, severity: 警告 }
  - { rule: section-skip }
  - { rule: section-skip, severity: warning, colour: red }
documents:
  - { path: 附件.txt }
pairs:
  - { current: '{unit}/{year}年总结.txt', previous: '{uni}/{year-1}年总结.txt' }
  - { current: '{unit}{year}.txt', previous: a.txt }
  - { current: a.txt, previous: '{year' }
  - { current: a.txt }
min-severity: 高
period: 今年
extends: 没有.yaml
version: 1
";

#[test]
fn every_mistake_has_its_place_and_sentence() {
    let folder = Folder::with(&[("a.txt", THIS), ("jiaohe.yaml", MISTAKES)]);
    let run = folder.run("check a.txt");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    snapshot("config-mistakes", &run.err);
    snapshot("config-mistakes-english", &folder.run("check --lang en a.txt").err);
    for (text, expect) in
        [("", "文件是空的"), ("version：1\n", "冒号"), ("version: 1\n\tpacks: []\n", "制表符")]
    {
        folder.write("jiaohe.yaml", text);
        let run = folder.run("check a.txt");
        assert!(run.code == 2 && run.err.contains(expect), "{text:?} {}", run.err);
    }
}

const IDLE: &str = "\
version: 1
overrides:
  - { rule: section-skp, severity: none }
  - { tag: figurs, severity: none }
  - { pack: gongwen, severity: none }
  - { rule: section-skip, tag: figures, severity: none }
  - { path: '旧稿/**', severity: none }
documents:
  - { path: '*附件*', role: annex }
  - { path: 汇总.txt, role: annexe }
pairs:
  - { current: '{unit}/{year}年总结.txt', previous: '{unit}/{year-1}年总结.txt' }
";

#[test]
fn what_matches_nothing_is_a_warning() {
    let folder = Folder::with(&[("a.txt", LAST), ("jiaohe.yaml", IDLE)]);
    let run = folder.run("check .");
    assert_eq!(run.code, 0);
    snapshot("config-idle", &run.err);
    snapshot("config-idle-english", &folder.run("check --lang en .").err);
    // Of one file nothing can be said about globs.
    let run = folder.run("check a.txt");
    assert!(!run.err.contains("旧稿") && run.err.contains("section-skp"), "{}", run.err);
}

#[test]
fn the_settings_of_a_draft_are_told_with_their_lines() {
    let folder = Folder::with(&[
        ("财政局/2024年总结.txt", THIS),
        ("财政局/2023年总结.txt", LAST),
        ("共用.yaml", "version: 1\npacks: [default, gongwen]\nfail-on: warning\n"),
        (
            "jiaohe.yaml",
            "version: 1\nextends: 共用.yaml\nfiles: { exclude: ['草稿/**'] }\noverrides:\n  - { role: current, tag: figures, severity: warning }\n  - { path: '旧/**', severity: none }\ndocuments:\n  - { path: 附件.txt, role: annex }\npairs:\n  - { current: '{unit}/{year}年总结.txt', previous: '{unit}/{year-1}年总结.txt' }\nperiod: 2024\nown-level: 县\nnames: [某某路社区]\nallow: ['（附照片）']\n",
        ),
    ]);
    let args = "config 财政局/2024年总结.txt";
    let mut all = String::new();
    for args in [
        args.to_owned(),
        format!("{args} --lang en"),
        format!("{args} -f json"),
        format!("{args} --no-config"),
    ] {
        let run = folder.run(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        all += &format!("$ jiaohe {args}\n{}\n", run.out);
    }
    snapshot("config-told", &all);
}

#[test]
fn init_writes_a_file_that_works_and_never_overwrites() {
    for language in ["zh", "en"] {
        let folder = Folder::with(&[
            ("财政局/2024年总结.txt", THIS),
            ("财政局/2023年总结.txt", LAST),
            ("教育局/2024年总结.txt", LAST),
            ("教育局/2023年总结.txt", LAST),
            ("教育局/附件1.txt", "附件\n数据。\n"),
            ("台账/工作台账.csv", "name,value\n"),
        ]);
        let run = folder.run(&format!("init --lang {language}"));
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let written = fs::read_to_string(folder.0.path().join("jiaohe.yaml")).unwrap();
        snapshot(&format!("config-init-{language}"), &format!("{}\n{written}", run.out));
        let run = folder.run("check --select last-year-mismatch -f short .");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        assert!(run.out.contains("财政局/2024年总结.txt"), "{}", run.out);
        folder.write("jiaohe.yaml", "mine");
        assert_eq!(folder.run("init").code, 2);
        assert_eq!(fs::read_to_string(folder.0.path().join("jiaohe.yaml")).unwrap(), "mine");
        assert_eq!(folder.run("init 没有").code, 2);
    }
}

/// What is commented out in the written file works as well.
#[test]
fn every_suggestion_of_init_loads() {
    for language in ["zh", "en"] {
        let folder =
            Folder::with(&[("a.txt", LAST), ("规则/本单位.yaml", ""), ("rules/own.yaml", "")]);
        folder.run(&format!("init --lang {language}"));
        let path = folder.0.path().join("jiaohe.yaml");
        let written = fs::read_to_string(&path).unwrap();
        let keys = [
            "files",
            "overrides",
            "fail-on",
            "min-severity",
            "period",
            "own-level",
            "names",
            "allow",
            "  - ",
        ];
        let opened: String = written
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if keys.iter().any(|it| rest.starts_with(it)) => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert!(opened.matches("severity: ").count() == 3 && opened != written, "{opened}");
        fs::write(&path, opened).unwrap();
        let run = folder.run("config a.txt");
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains("own-level"), "{}", run.out);
    }
}

#[test]
fn fingerprints_are_seen_from_the_configuration() {
    let folder = Folder::with(&[("局/a.txt", THIS), ("jiaohe.yaml", "version: 1\n")]);
    let print = |it: Run| {
        let json: Value = serde_json::from_str(&it.out).unwrap();
        json["files"][0]["diagnostics"][0]["fingerprint"].as_str().unwrap().to_owned()
    };
    let above = print(folder.run("check -f json 局/a.txt"));
    assert_eq!(above, print(folder.run_in("局", "check -f json a.txt")));
    assert_ne!(above, print(folder.run_in("局", "check -f json --no-config a.txt")));
}

/// Every example of the page about configuration: files are written, commands run, outputs are real.
#[test]
fn the_page_is_what_the_program_does() {
    for page in ["docs/configuration.md", "docs/configuration.zh-CN.md"] {
        let text = fs::read_to_string(page).unwrap();
        let parts: Vec<&str> = text.split("\n```").skip(1).step_by(2).collect();
        let blocks: Vec<(&str, &str)> =
            parts.iter().map(|it| it.split_once('\n').unwrap()).collect();
        let folder = Folder::with(&[]);
        let titled =
            blocks.iter().filter_map(|(kind, text)| Some((kind.split_once(" title=")?.1, text)));
        titled.for_each(|(name, text)| folder.write(name, text));
        let mut outputs = 0;
        for (kind, text) in &blocks {
            if let Some((command, shown)) =
                text.strip_prefix("$ jiaohe ").and_then(|it| it.split_once('\n'))
            {
                let run = folder.run(command);
                let mut rest = run.out.as_str();
                for part in shown.split("…\n").map(str::trim_end).filter(|it| !it.is_empty()) {
                    let at = rest
                        .find(part)
                        .unwrap_or_else(|| panic!("{page}: {part}\nin\n{}{}", run.out, run.err));
                    rest = &rest[at + part.len()..];
                }
                outputs += 1;
            } else if *kind == "yaml" {
                let whole = if text.starts_with("version") {
                    (*text).to_owned()
                } else {
                    format!("version: 1\n{text}\n")
                };
                let folder = Folder::with(&[
                    ("a.txt", LAST),
                    ("jiaohe.yaml", &whole),
                    ("shared.yaml", "version: 1\n"),
                ]);
                let run = folder.run("config a.txt");
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{page}\n{text}");
            } else if *kind == "sh" {
                let lines =
                    text.lines().filter_map(|it| it.strip_prefix("jiaohe ")?.split('#').next());
                let runs: Vec<Run> = lines.map(|it| folder.run(it.trim())).collect();
                let codes: Vec<i32> = runs.iter().map(|it| it.code).collect();
                // The example has its file already, which stays.
                assert_eq!(codes, [2, 0, 0], "{page}");
            }
        }
        assert_eq!(outputs, 2, "{page}");
    }
}

#[test]
fn many_drafts_with_pairs_give_the_same_on_any_number_of_threads() {
    let folder = Folder::with(&[(
        "jiaohe.yaml",
        "version: 1\noverrides: [{ path: '1?/**', rule: section-skip, severity: info }]\ndocuments: [{ path: 附件.txt, role: annex }]\npairs: [{ current: '{unit}/{year}.txt', previous: '{unit}/{year-1}.txt' }]\n",
    )]);
    folder.write("附件.txt", "附件\n全局新建标准化服务站点49个。\n");
    for unit in 0..30 {
        folder.write(&format!("{unit}/2024.txt"), THIS);
        folder.write(&format!("{unit}/2023.txt"), LAST);
    }
    let [one, four] = [1, 4].map(|it| folder.run(&format!("check -f json -j {it} .")));
    assert_eq!((one.code, one.err.as_str()), (1, ""));
    assert_eq!(one.out, four.out);
    assert_eq!(one.out.matches("\"last-year-mismatch\"").count(), 30);
    assert_eq!(one.out.matches("\"annex-mismatch\"").count(), 60);
    assert_eq!(one.out.matches("\"section-skip\"").count(), 20);
}
