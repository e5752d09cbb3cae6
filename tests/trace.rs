//! `pack trace` says of a silent rule why it is silent: one rule a cause.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::snapshot;
use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const DRAFT: &str = "2024年度工作总结
全年开展集中巡回指导17轮，共建支部17个，其中城区10个、乡镇7个。
一、主要做法
开展集中巡回指导17轮。发展党员85名，转正84名左右。举办培训班12期，培训600人次。
召开会议5次。会议纪要见附件1。
二、存在问题
城区支部11个。经费约100万元，支出98万元。第3期简报刊登2篇，第4期简报刊登5篇。
四、下一步打算
计划新建阵地6处。
附件1
会议纪要
";

const HEAD: &str = "jiaohe: 1
pack: mine
version: 1.0.0
title: t
figures:
  - { name: 总数, pattern: '共建支部(?<v>{{num}})个' }
  - { name: 城区, pattern: '城区(?:支部)?(?<v>{{num}})个' }
  - { name: 乡镇, pattern: '乡镇(?<v>{{num}})个' }
  - { name: 党员, pattern: '发展党员(?<v>{{num}})名' }
  - { name: 转正, pattern: '转正(?<v>{{num}})名' }
  - { name: 阵地, unit: 处, subject: 阵地 }
  - { name: 经费, unit: 万元, subject: 经费 }
  - { name: 走访, pattern: '走访(?<v>{{num}})户' }
  - { name: 指导轮数, unit: 轮, subject: 巡回指导 }
  - { name: 书记人数, unit: 轮, subject: 第一书记 }
rules:
";

/// A rule a cause: its id and its check, with other fields behind a bar.
const RULES: &[(&str, &str)] = &[
    // Nothing to look at.
    ("literal", "pattern: { any: [满座, 空座] }"),
    ("needed", "pattern: { regex: '走访{{num}}户' }"),
    ("shape", "pattern: { regex: '巡回指导{{num}}期' }"),
    ("no-scope", "occurrence: { of: 会议, min: 1 } | scope: footnote"),
    // Named figures.
    ("holds", "assert: { that: '总数 == 10 + 乡镇' }"),
    ("not-found", "assert: { that: '走访 == 总数' }"),
    ("not-planned", "assert: { that: '阵地 == 7' }"),
    ("other-label", "assert: { that: '书记人数 == 7' }"),
    (
        "no-unit",
        "assert: { figures: [{ name: 亩数, unit: 亩, subject: 林地 }], that: '亩数 == 7' }",
    ),
    ("several", "assert: { that: '总数 == 城区 + 乡镇' }"),
    ("when", "assert: { when: '党员 > 100', that: '党员 == 转正' }"),
    ("tolerance", "assert: { tolerance: 5, that: '党员 == 乡镇 * 12' }"),
    ("approximate", "assert: { that: '党员 == 转正' }"),
    ("elsewhere", "assert: { that: '总数 == 党员' } | scope: section"),
    // A ledger.
    ("agrees", "ledger: { file: ledger.csv, figure: 总数 }"),
    ("no-row", "ledger: { file: ledger.csv, figure: { 党员: 党员数 } }"),
    ("no-number", "ledger: { file: ledger.csv, figure: 转正 }"),
    ("not-yet", "ledger: { file: dated.csv, figure: 总数, as-of: day }"),
    ("unlisted", "ledger: { file: ledger.csv, figure: 走访 }"),
    ("plain-rows", "ledger: { file: ledger.csv }"),
    // Two places.
    (
        "no-document",
        "relate: { left: { figure: 总数 }, right: { figure: 总数, role: previous }, expect: 'left.v >= right.v' }",
    ),
    (
        "met",
        "relate: { left: { pattern: '第(?<n>{{num}})期简报刊登(?<v>{{num}})篇' }, right: { pattern: '简报刊登(?<v>{{num}})篇' }, join: v, expect: some }",
    ),
    (
        "no-partner",
        "relate: { left: { pattern: '第(?<n>{{num}})期简报' }, right: { pattern: '培训班(?<n>{{num}})期' }, join: n, expect: 'left.n == right.n' }",
    ),
    ("no-left", "relate: { left: { pattern: '走访(?<n>{{num}})户' }, right: { figure: 总数 } }"),
    ("partner", "requires: { if: '见附件(?<n>{{num}})', then: '^附件(?<n>{{num}})', same: n }"),
    // Counts and sections.
    ("enough", "occurrence: { of: 会议, min: 1, max: 9 }"),
    ("short", "metric: { of: heading, max: 20 }"),
    ("one-spelling", "variants: { groups: [[其他, 其它], [会议, 会议纪要]] }"),
    ("expected", "sections: { expect: [主要做法, 存在问题] }"),
    ("not-forbidden", "sections: { forbid: [个人述职] }"),
    ("right-already", "substitution: { swap: [[附件, 附件1]] }"),
    // Numbers of the outline.
    ("unasked", "sequence: { of: outline, report: [repeat] }"),
    ("in-order", "sequence: { of: series, report: [skip] }"),
    // Figures kept apart.
    ("apart", "figure-conflict: { units: [个] }"),
    ("conflict-units", "figure-conflict: { units: [次] }"),
    // What the draft or the pack says of the rule.
    ("role", "pattern: { any: [支部] } | where: { role: previous }"),
    ("not-here", "pattern: { any: [支部] } | where: { under: 廉政 }"),
    ("info", "pattern: { any: [会议], confidence: possible }"),
    ("off", "pattern: { any: [会议] } | severity: { certain: none, likely: none, possible: none }"),
];

fn pack() -> String {
    let mut text = HEAD.to_owned();
    for (id, rule) in RULES {
        let (check, more) = rule.split_once(" | ").unwrap_or((rule, ""));
        let severity = if more.starts_with("severity") { "" } else { "    severity: warning\n" };
        text.push_str(&format!(
            "  - id: {id}\n    title: 示例\n{severity}    message: '{{text}}'\n    check: {{ {check} }}\n"
        ));
        if !more.is_empty() {
            text.push_str(&format!("    {more}\n"));
        }
    }
    text
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("mine.yaml", &pack());
    write("a.txt", DRAFT);
    write("ledger.csv", "name,value\n总数,17\n转正,待定\n");
    write("dated.csv", "name,value,day\n总数,20,2025-06-30\n");
    write("last.txt", "2023年度工作总结\n全年共建支部16个。\n");
    folder
}

fn said(folder: &TempDir, args: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    command.current_dir(folder.path()).args(args.split_whitespace()).stdin(Stdio::null());
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_silent_rule_of_every_kind_says_why() {
    let folder = folder();
    for (language, name) in [("zh", "trace-causes"), ("en", "trace-causes-english")] {
        let mut out = String::new();
        for (id, _) in RULES {
            let more = if *id == "not-yet" { " --as-of 2024-12-31" } else { "" };
            let args = format!("pack trace mine/{id} a.txt --pack mine.yaml{more}");
            let words = said(&folder, &format!("{args} --lang {language}"));
            out.push_str(&format!("$ jiaohe {args}\n{words}\n"));
        }
        snapshot(name, &out);
    }
}

#[test]
fn another_document_can_be_given() {
    let folder = folder();
    let words = said(
        &folder,
        "pack trace mine/no-document a.txt --pack mine.yaml --with previous=last.txt",
    );
    assert!(words.contains("成立：17 >= 16"), "{words}");
    assert!(words.contains("另一份文件"), "{words}");
}

/// A rule with `where: role` looks at drafts of that role alone; a case says its own.
#[test]
fn rules_choose_drafts_by_role() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let rule = |id: &str, role: &str, case: &str| {
        format!(
            "  - id: {id}\n    title: t\n    severity: error\n    message: t\n    where: {{ role: {role} }}\n    \
             check: {{ pattern: {{ any: [支部] }} }}\n    tests:\n      - {{ bad: 建⟦支部⟧{case} }}\n      \
             - {{ good: 建支部, role: annex }}\n"
        )
    };
    let pack = format!(
        "jiaohe: 1\npack: roles\nversion: 1.0.0\nrules:\n{}{}{}",
        rule("now", "current", ""),
        rule("before", "previous", ", role: previous"),
        rule("both", "[current, previous]", ""),
    );
    write("roles.yaml", &pack);
    let found = |more: &str| {
        let args = "check a.txt --pack roles.yaml --no-default-packs -f short";
        let words = said(&folder, &format!("{args} {more}"));
        let ids = ["now", "before", "both"].into_iter();
        ids.filter(|it| words.contains(&format!("[roles/{it}]"))).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(""), "now both");
    assert_eq!(found("--role current"), "now both");
    assert_eq!(found("--role previous"), "before both");
    assert_eq!(found("--role annex"), "");
    let tested = said(&folder, "pack test roles.yaml");
    assert!(tested.contains("通过 6"), "{tested}");
    assert!(said(&folder, "pack check roles.yaml").contains("没有错误"));
}
