use super::*;
use crate::ledger::{ledger, rows};
use crate::model::Document;

fn ledger_of(text: &str) -> Ledger {
    let document = Document::of_lines(text);
    let rows = rows(&document);
    ledger(document, rows)
}

/// What became of the figures: `same 3个`, `changed 3个 → 5个`, `new 5个`, `gone 3个`.
fn check(old: &str, new: &str, expect: &[&str]) {
    let comparison = compare(ledger_of(old), ledger_of(new));
    let text =
        |ledger: &Ledger, index: usize| ledger.rows[index].span.of(&ledger.source.text).to_owned();
    let entries = comparison.entries.iter().map(|entry| match *entry {
        Entry::Same(_, it) => format!("same {}", text(&comparison.new, it)),
        Entry::Changed(old, new) => {
            format!("changed {} → {}", text(&comparison.old, old), text(&comparison.new, new))
        }
        Entry::New(it) => format!("new {}", text(&comparison.new, it)),
        Entry::Gone(it) => format!("gone {}", text(&comparison.old, it)),
    });
    assert_eq!(entries.collect::<Vec<_>>(), expect, "{old}\n{new}");
}

#[test]
fn equal_labels_pair() {
    check("开展集中巡回指导4轮。", "开展集中巡回指导8轮。", &["changed 4轮 → 8轮"]);
    check("开展集中巡回指导4轮。", "开展集中巡回指导4轮。", &["same 4轮"]);
    check("开展集中巡回指导4轮。", "发放宣传手册300册。", &["new 300册", "gone 4轮"]);
}

#[test]
fn other_units_never_pair() {
    check("开展集中巡回指导4轮。", "开展集中巡回指导4次。", &["new 4次", "gone 4轮"]);
}

#[test]
fn one_number_at_two_precisions_is_the_same() {
    check("发放慰问资金3.2万元。", "发放慰问资金32145元。", &["same 32145元"]);
    check("发放慰问资金3.2万元。", "发放慰问资金33145元。", &["changed 3.2万元 → 33145元"]);
}

#[test]
fn years_are_seen_from_their_reports() {
    check(
        "2023年工作总结\n2023年，走访困难职工30户，2022年走访困难职工20户。",
        "2024年工作总结\n2024年，走访困难职工50户，2023年走访困难职工30户。",
        &["changed 30户 → 50户", "changed 20户 → 30户"],
    );
}

#[test]
fn repeated_labels_pair_by_value_first() {
    check(
        "举办业务培训班3期。举办业务培训班5期。",
        "举办业务培训班5期。举办业务培训班3期。",
        &["same 5期", "same 3期"],
    );
}

#[test]
fn other_words_pair_where_they_are_alike() {
    check(
        "为全县老旧小区加装电梯58部。",
        "全年为全县老旧住宅小区加装电梯74部。",
        &["changed 58部 → 74部"],
    );
    check("新建农村公路126公里。", "清理整治河道126公里。", &["new 126公里", "gone 126公里"]);
}

#[test]
fn many_figures_with_one_label_do_not_take_long() {
    let draft = |from: usize| -> String {
        (from..from + 4_000).map(|it| format!("开展集中巡回指导{it}轮。\n")).collect()
    };
    let comparison = compare(ledger_of(&draft(10)), ledger_of(&draft(2_010)));
    let same = comparison.entries.iter().filter(|it| matches!(it, Entry::Same(..))).count();
    assert_eq!(same, 2_000);
}
