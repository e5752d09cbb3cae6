//! Whole runs of small packs over small drafts.

use super::{Checked, Settings, check as run, unknown_selectors};
use crate::input::{Raw, read};
use crate::model::Document;
use crate::pack::{PackFile, PackSource, RuleSet, load};
use crate::text::SourceId;

fn set(rules: &str) -> RuleSet {
    let text = format!("jiaohe: 1\npack: trial\nversion: 1.0.0\nrules:\n{rules}");
    let file = PackFile { name: "trial.yaml".to_owned(), text };
    let loaded = load(&[PackSource::Files("trial.yaml".to_owned(), vec![file])]);
    assert!(loaded.slips.is_empty(), "{:?}", loaded.slips);
    loaded.set
}

/// `empty` finds 空, `seat` finds 空位 and 座, `quiet` is off.
fn seats() -> RuleSet {
    set("  - { id: empty, title: 空, severity: error, message: 有空, tags: [gap], group: true,
      check: { pattern: { any: [空] } } }
  - { id: seat, title: 座, severity: error, message: '有{text}',
      check: { pattern: { patterns: [{ any: [空位] }, { any: [座], confidence: likely }] } } }
  - { id: quiet, title: 静, severity: none, message: 静, check: { pattern: { any: [会] } } }
")
}

/// A rule for 空 with these fields over a draft: how many characters stand before each finding.
fn places(fields: &str, name: &str, text: &str, expect: &[usize]) {
    let rule = "  - { id: empty, title: 空, severity: error, message: 空, FIELDS,
      check: { pattern: { any: [空] } } }
";
    let (document, checked) =
        checked(&set(&rule.replace("FIELDS", fields)), name, text, &Settings::default());
    let before = |at: u32| document.source.text[..at as usize].chars().count();
    let found: Vec<_> =
        checked.diagnostics.iter().map(|it| before(it.primary.place.span.start)).collect();
    assert_eq!(found, expect, "{fields}");
}

#[test]
fn scope_and_where_say_in_which_stretches_findings_count() {
    let text = "空一\n一、空二\n空三，《空四》。\n（一）空五\n空六。\n附件1\n空七\n";
    let check = |fields: &str, expect: &[usize]| places(fields, "a/总结.txt", text, expect);
    check("scope: document", &[0, 5, 8, 12, 20, 23, 31]);
    check("scope: front", &[0]);
    check("scope: heading", &[5, 20]);
    check("scope: [front, title-quote]", &[0, 12]);
    check("scope: sentence", &[0, 8, 12, 23, 31]);
    check("scope: attachment", &[31]);
    check("where: { level: 2 }", &[20, 23]);
    check("where: { level: [0, 1] }", &[0, 5, 8, 12, 31]);
    check("where: { level: 1, not-in: title }", &[5, 8]);
    check("scope: paragraph, where: { under: 空五 }", &[23]);
    check("where: { path: '*报告*' }", &[]);
    check("scope: front, where: { path: ['*报告*', 'a/*.txt'] }", &[0]);
}

#[test]
fn fixes_replace_delete_or_insert() {
    let edit = |fix: &str| {
        let rule = "  - { id: empty, title: 空, severity: error, message: 空,
      check: { pattern: { regex: '(?<n>[0-9])空' } }, fix: { safety: safe, FIX } }
";
        let set = set(&rule.replace("FIX", fix));
        let (_, checked) = checked(&set, "a.txt", "有3空位", &Settings::default());
        let edit = checked.diagnostics[0].fix.as_ref().unwrap().edits[0].clone();
        (edit.span.start, edit.span.end, edit.text)
    };
    assert_eq!(edit("replace: '{n|cn}个'"), (3, 7, "三个".to_owned()));
    assert_eq!(edit("delete: true"), (3, 7, String::new()));
    assert_eq!(edit("insert: { before: 第 }"), (3, 3, "第".to_owned()));
    assert_eq!(edit("insert: { after: '{n}' }"), (7, 7, "3".to_owned()));
}

fn document(name: &str, text: &str) -> Document {
    let raw = Raw { name, bytes: text.as_bytes(), encoding: Some("utf-8") };
    Document::of(read(raw, SourceId(0)).unwrap())
}

fn checked(set: &RuleSet, name: &str, text: &str, settings: &Settings) -> (Document, Checked) {
    let document = document(name, text);
    let checked = run(&document, set, settings);
    (document, checked)
}

/// What a run of `seats` over `text` reports, `rule:severity:text` each, and how much it sets aside.
fn check(name: &str, text: &str, settings: &Settings, expect: &[&str], suppressed: usize) {
    let (document, checked) = checked(&seats(), name, text, settings);
    let found: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|it| {
            let under = it.primary.place.span.of(&document.written().text);
            format!("{}:{}:{under}", it.rule.trim_start_matches("trial/"), it.severity.name())
        })
        .collect();
    assert_eq!(found, expect, "{text}");
    assert_eq!(checked.suppressed, suppressed, "{text}");
}

fn settings(select: &[&str], ignore: &[&str], allow: &[&str]) -> Settings {
    let owned = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    Settings {
        select: owned(select),
        ignore: owned(ignore),
        allow: owned(allow),
        ..Settings::default()
    }
}

#[test]
fn severities_selection_and_allowed_texts() {
    let text = "会场有空位和座。";
    let all = ["empty:error:空", "seat:error:空位", "seat:warning:座"];
    check("a.txt", text, &settings(&[], &[], &[]), &all, 0);
    check("a.txt", text, &settings(&["trial"], &["gap"], &[]), &all[1..], 0);
    check("a.txt", text, &settings(&["trial/seat"], &[], &[]), &all[1..], 0);
    check("a.txt", text, &settings(&["gap", "quiet"], &[], &[]), &all[..1], 0);
    check("a.txt", text, &settings(&[], &[], &["空位", "和座。"]), &[], 3);
    check("a.txt", text, &settings(&[], &[], &["空", "座席"]), &all[1..], 1);
}

#[test]
fn suppressions_speak_of_the_next_block() {
    let default = Settings::default();
    let check = |text: &str, expect: &[&str], suppressed| {
        check("a.txt", text, &default, expect, suppressed);
    };
    let both = ["empty:error:空", "seat:error:空位"];
    check("【校核忽略 empty、seat：会场照片】\n空位。\n空位。\n", &both, 2);
    check("【校核忽略 trial：会场照片】\n\n空位。\n", &[], 2);
    check("【校核忽略 empty：甲】\n【校核忽略 seat：乙】\n空位。\n", &[], 2);
    check("　【校核忽略 seat：写明空位】\r\n空位。\r\n", &both[..1], 1);
    let bare = ["suppression-bare:warning:【校核忽略 seat】", both[0], both[1]];
    check("【校核忽略 seat】\n空位。\n", &bare, 0);
    let bare = ["suppression-bare:warning:【校核忽略 seat：】", both[0], both[1]];
    check("【校核忽略 seat：】\n空位。\n", &bare, 0);
    check("【校核忽略 seat：已走】\n人满。\n", &["suppression-unused:warning:seat"], 0);
    check("【校核忽略 seet：已走】\n人满。\n", &["suppression-unused:warning:seet"], 0);
    check("【校核忽略 seat：文末】", &["suppression-unused:warning:seat"], 0);
    check("【校核忽略 quiet：本来就关】\n开会。\n", &[], 0);
    check("见【校核忽略 seat：甲】\n人满。\n", &[], 0);
}

#[test]
fn markdown_suppresses_in_comments() {
    let text = "<!-- jiaohe: ignore empty,seat 会场照片 -->\n\n空位。\n\n空。\n";
    check("a.md", text, &Settings::default(), &["empty:error:空"], 2);
    let check = |text: &str, expect: &[&str], suppressed| {
        check("a.md", text, &Settings::default(), expect, suppressed);
    };
    let bare = ["suppression-bare:warning:<!-- jiaohe: ignore seat -->", "seat:warning:座"];
    check("# 甲\n\n<!-- jiaohe: ignore seat -->\n有**座**。\n", &bare, 0);
    check("- 甲\n\n  <!-- jiaohe: ignore seat 乙 -->\n  **座**\n", &[], 1);
    let unused = "suppression-unused:warning:empty";
    check(
        "# 甲\n\n<!-- jiaohe: ignore empty 乙 -->\n有**座**。\n",
        &[unused, "seat:warning:座"],
        0,
    );
    let table = "|座|次|\n|--|--|\n|丙|座|\n";
    check(&format!("<!-- jiaohe: ignore seat 乙 -->\n{table}\n座\n"), &["seat:warning:座"], 2);
}

#[test]
fn places_stand_in_the_file_and_code_is_no_draft_text() {
    let text = "# 题\n\n有`空位`，有**空**位，有空。\n\n```\n座\n```\n";
    check(
        "a.md",
        text,
        &Settings::default(),
        &["empty:error:空", "seat:error:空**位", "empty:error:空"],
        0,
    );
    let (_, found) = checked(
        &set("  - { id: empty, title: 空, severity: error, message: 空,
      check: { pattern: { any: [空位] } }, fix: { safety: safe, replace: 座 } }
"),
        "a.md",
        "有**空位**，有**空**位",
        &Settings::default(),
    );
    let fixes: Vec<_> = found
        .diagnostics
        .iter()
        .map(|it| it.fix.clone().map(|it| it.edits[0].span.start))
        .collect();
    assert_eq!(fixes, [Some(5), None]);
}

#[test]
fn unknown_selectors_are_named() {
    let words =
        unknown_selectors(&seats(), &settings(&["seta", "gap"], &["trial/emty", "甲"], &[]));
    assert_eq!(
        words,
        [
            "没有名为“seta”的规则、规则包或标签；是否为 seat？",
            "没有名为“trial/emty”的规则、规则包或标签；是否为 trial/empty？",
            "没有名为“甲”的规则、规则包或标签；jiaohe rules 列出全部规则",
        ]
    );
}

#[test]
fn a_block_is_a_group_and_superseded_findings_go() {
    let (_, checked) = checked(&seats(), "a.txt", "空，空，座。\n空。\n", &Settings::default());
    let groups: Vec<_> = checked.diagnostics.iter().map(|it| it.group).collect();
    assert_eq!(groups, [1, 1, 0, 2]);
    let set = set("  - { id: a, title: 甲, severity: error, message: 甲, supersedes: [b],
      check: { pattern: { any: [空位] } } }
  - { id: b, title: 乙, severity: error, message: 乙, check: { pattern: { any: [空] } } }
");
    let (_, checked) = self::checked(&set, "a.txt", "空位，空。", &Settings::default());
    let rules: Vec<_> = checked.diagnostics.iter().map(|it| it.rule.as_str()).collect();
    assert_eq!(rules, ["trial/a", "trial/b"]);
}

#[test]
fn zones_and_headings_filter() {
    let rule = |filter: &str| {
        set(&format!(
            "  - {{ id: a, title: 甲, severity: error, message: 甲, where: {{ {filter} }},
      check: {{ pattern: {{ any: [空] }} }} }}\n"
        ))
    };
    let text = "一、会场\n有空，“空”，《空》。\n二、食堂\n空。\n附件1\n一、名单\n空。\n";
    let count = |filter: &str| {
        checked(&rule(filter), "a.txt", text, &Settings::default()).1.diagnostics.len()
    };
    assert_eq!(count("not-in: quote"), 4);
    assert_eq!(count("not-in: [quote, title]"), 3);
    assert_eq!(count("not-in: [attachment]"), 4);
    assert_eq!(count("under: 食堂$"), 1);
    assert_eq!(count("under: '^一、'"), 4);
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let prints = |text: &str| -> Vec<String> {
        let (_, checked) = checked(&seats(), "a.txt", text, &settings(&["empty"], &[], &[]));
        checked.diagnostics.into_iter().map(|it| it.fingerprint).collect()
    };
    let before = prints("一、会场\n这里有空。\n这里有空。\n");
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(before, prints("前言一段。\n\n二、会场\n这里 有空。另一句。\n这里有空。\n"));
    assert_ne!(before[0], prints("一、食堂\n这里有空。\n")[0]);
    assert_ne!(before[0], prints("一、会场\n那里有空。\n")[0]);
}

#[test]
fn one_long_line_takes_no_long_time() {
    let set = seats();
    for unit in ["空", "【校核忽略 seat：", "《", "“空”", "　", "空。"] {
        checked(&set, "a.txt", &unit.repeat(20_000), &Settings::default());
    }
}

#[test]
fn the_help_names_the_value_that_a_hole_has_elsewhere() {
    let set = load(&[PackSource::BuiltIn("base".to_owned())]).set;
    let help = |text: &str| {
        let (_, checked) = checked(&set, "总结.txt", text, &Settings::default());
        checked.diagnostics.first().map(|it| it.help.clone()).unwrap_or_default()
    };
    let known = help("工作总结\n改造农村危桥36座。\n一、情况\n改造农村危桥*座。\n");
    assert!(known.starts_with("“*座”在前文第2行为“36座”；"), "{known}");
    let open = help("工作总结\n改造农村危桥36座。\n一、情况\n修复乡村水库*座。\n");
    assert!(open.starts_with("填上"), "{open}");
}
