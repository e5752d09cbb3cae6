//! Hostile and odd drafts: an answer within seconds, the right exit code, never a panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Far above what an unoptimised build needs; quadratic work takes minutes.
const LIMIT: Duration = Duration::from_secs(20);

/// Checks a draft, prints its outline and its ledger; `code` is the exit code of the check.
fn check(name: &str, draft: &[u8], code: impl Fn(i32) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), draft).unwrap();
    for args in [
        &["check", "--keep-going", "-fjson"][..],
        &["check", "--keep-going", "-ftext"],
        &["outline", "-fjson"],
        &["figures"],
        &["figures", "--group", "-fcsv"],
        &["figures", "--as-ledger"],
    ] {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_jiaohe"))
            .current_dir(folder.path())
            .args(args)
            .arg(name)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let taken = start.elapsed();
        let err = String::from_utf8_lossy(&output.stderr);
        let found = output.status.code();
        let right = found.is_some_and(|it| match args[0] {
            "check" => code(it),
            _ => (it == 2) == code(2) && it != 1,
        });
        assert!(right, "{name} {args:?}: {found:?} {err}");
        assert!(!err.contains("panicked"), "{name} {args:?}: {err}");
        assert!(taken < LIMIT, "{name} {args:?}: {taken:?}");
    }
}

fn readable(name: &str, draft: &str) {
    check(name, draft.as_bytes(), |code| code == 0 || code == 1);
}

/// How long long drafts are, in bytes; an unoptimised build is ten times as slow.
const LENGTH: usize = if cfg!(debug_assertions) { 100_000 } else { 5_000_000 };

/// A draft of `piece` over and over.
fn long(name: &str, piece: &str) {
    readable(name, &piece.repeat(LENGTH / piece.len()));
}

fn refused(name: &str, draft: &[u8]) {
    check(name, draft, |code| code == 2);
}

#[test]
fn tiny_drafts() {
    for draft in ["", "一", "\n", "\u{FEFF}", "\u{3000}", "（", "、", "1.", "*", "\r", "𠮷", "“"]
    {
        readable("a.txt", draft);
    }
}

#[test]
fn only_markers() {
    long("markers.txt", "一、\n（一）\n1.\n（1）\n①\n第一章\n一是\n");
    long("inline.txt", "一是二是三是第一，第二，首先，");
    long("mixed.txt", "1.一、（1）第一，");
    long("items.txt", "二是乙\n");
    long("continued.txt", "一是甲；二是乙；第三，丙。");
}

#[test]
fn long_markdown() {
    long("bold.md", "开展第**4**轮`巡回`指导，");
    long("stars.md", "有*个、**名");
    long("blanks.md", "* ** \\* ");
    long("list.md", "1. 甲\n   - 乙\n\n");
    long("table.md", "| 甲 | 4个 |\n|---|---|\n| 乙 | 5个 |\n\n");
    long("comments.md", "<!-- jiaohe: ignore placeholder 甲 -->\n*个\n");
    readable("quotes.md", &">".repeat(20_000));
    readable("links.md", &"[甲](".repeat(20_000));
    readable("deep.md", &(0..500).map(|it| " ".repeat(2 * it) + "- 甲\n").collect::<String>());
}

#[test]
fn long_contents() {
    let entries: String = (1..3_000).map(|it| format!("{it}.甲{it}……{it}\n")).collect();
    let headings: String =
        (1..3_000).rev().map(|it| format!("{it}.甲{}\n正文。\n", it % 7)).collect();
    readable("contents.txt", &format!("目录\n{entries}{headings}"));
    readable(
        "captions.txt",
        &(1..5_000).map(|it| format!("表{it}-2 甲\n表{it} 乙\n")).collect::<String>(),
    );
}

#[test]
fn many_brackets() {
    readable("brackets.txt", &"（".repeat(200_000));
    long("bracket-lines.txt", "（\n");
    long("quotes.txt", "“《〈【");
    long("closing.txt", "）”》");
    readable("tags.txt", &"<b>".repeat(20_000));
}

#[test]
fn long_lines() {
    long("words.txt", "全年开展集中学习十二次，参加");
    long("figures.txt", "共12个，其中3个，占25%，增长3.5万元。");
    long("digits.txt", "1234567890");
    long("numerals.txt", "一二三四五六七八九十百千万亿");
    long("blanks.txt", "\u{3000} \t\u{A0}");
    long("tabs.txt", "甲\t");
    long("stars.txt", "*");
}

#[test]
fn many_lines() {
    readable("newlines.txt", &"\n".repeat(1_000_000));
    long("returns.txt", "\r\n\r");
    long("wrapped.txt", &format!("{}\n", "推动基层组织建设全面进步，".repeat(3)));
    long("table.txt", "甲\t乙\t丙\n");
    long("same.txt", "开展巡回指导4轮。\n");
}

#[test]
fn deep_nesting() {
    let decimal = |depth: usize| vec!["1"; depth].join(".") + " 标题\n";
    readable("decimals.txt", &(1..1_000).map(decimal).collect::<String>());
    readable(
        "levels.txt",
        &"第一编 甲\n第一章 乙\n一、丙\n（一）丁\n1.戊\n（1）己\n①庚\n".repeat(1_000),
    );
    readable("quoted.txt", &format!("{}甲{}", "“（".repeat(1_000), "）”".repeat(1_000)));
}

#[test]
fn undecodable_drafts() {
    refused("nul.txt", b"a\0b");
    refused("nuls.txt", &[0; 100_000]);
    refused("control.txt", &[1, 2, 3, 4]);
    refused("utf8.txt", &[&"工作".repeat(1_000).into_bytes()[..], b"\xFF"].concat());
    refused("cut.txt", &"工作".as_bytes()[..5]);
    refused("surrogate.txt", b"\xFF\xFEa\0\x00\xD8b\0");
    refused("low-surrogate.txt", b"\xFE\xFF\xDC\x00\x00a");
    refused("odd.txt", b"\xFF\xFEa\0b");
    refused("random.txt", &(0..50_000_u32).map(|n| ((n * n) >> 7) as u8).collect::<Vec<_>>());
    refused("empty.docx", b"");
    refused("fake.docx", "工作总结".as_bytes());
}
