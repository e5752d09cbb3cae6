//! Packs that are too large, too deep or made to hang: refused with a sentence, or run in bounded time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use jiaohe::check::{Settings, check};
use jiaohe::input::{Raw, read};
use jiaohe::model::Document;
use jiaohe::pack::{Loaded, PackFile, PackSource, load};
use jiaohe::text::SourceId;

/// A debug build on a busy machine may take so long for any of these.
const PATIENCE: Duration = Duration::from_secs(60);

const HEAD: &str = "jiaohe: 1\npack: p\nversion: 1.0.0\n";

fn pack(files: &[(String, String)]) -> Loaded {
    let start = Instant::now();
    let file =
        |(name, text): &(String, String)| PackFile { name: name.clone(), text: text.clone() };
    let loaded = load(&[PackSource::Files("p".to_owned(), files.iter().map(file).collect())]);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    loaded
}

fn one(text: String) -> Loaded {
    pack(&[("p.yaml".to_owned(), text)])
}

fn rule(id: usize, check: &str) -> String {
    format!("id: r{id}\ntitle: t\nseverity: error\nmessage: m\ncheck: {check}\n")
}

fn with(check: &str) -> Loaded {
    one(format!("{HEAD}rules:\n  - {{ {} }}\n", rule(0, check).trim().replace('\n', ", ")))
}

/// The first complaint.
fn said(loaded: &Loaded) -> &str {
    loaded.slips.first().map_or("", |(_, slips)| slips[0].message.zh.as_str())
}

/// How many findings the pack has in `text`.
fn found(loaded: &Loaded, text: &str) -> usize {
    let raw = Raw { name: "a.txt", bytes: text.as_bytes(), encoding: Some("utf-8") };
    let document = Document::of(read(raw, SourceId(0)).unwrap());
    let start = Instant::now();
    let found = check(&document, &loaded.set, &Settings::default()).diagnostics.len();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    found
}

#[test]
fn ten_thousand_rules_run_and_one_more_is_refused() {
    let file = |id: usize| {
        (format!("p/r{id}.yaml"), rule(id, &format!("{{ pattern: {{ any: [词{id}末] }} }}")))
    };
    let head = || ("p/pack.yaml".to_owned(), HEAD.to_owned());
    let most: Vec<_> = [head()].into_iter().chain((0..10_000).map(file)).collect();
    let loaded = pack(&most);
    assert_eq!((said(&loaded), loaded.set.rules.len()), ("", 10_000));
    assert_eq!(found(&loaded, "甲词17末，词9999末，词10000末。\n"), 2);
    let more: Vec<_> = [head()].into_iter().chain((0..10_100).map(file)).collect();
    let loaded = pack(&more);
    assert_eq!(said(&loaded), "规则超过 10000 条，从这一条起没有读");
    assert_eq!(loaded.slips.iter().map(|it| it.1.len()).sum::<usize>(), 1);
}

#[test]
fn long_word_lists_are_refused() {
    let list: String = (0..700_000).map(|it| format!("词{it}\n")).collect();
    assert!(5_000_000 < list.len());
    let loaded = pack(&[
        ("p/pack.yaml".to_owned(), format!("{HEAD}lexicons: {{ 词: a.txt }}\n")),
        ("p/r.yaml".to_owned(), rule(0, "{ pattern: { regex: '{{lex:词}}' } }")),
        ("p/a.txt".to_owned(), list),
    ]);
    assert_eq!(said(&loaded), "词表“a.txt”超过 128 KB");
}

#[test]
fn a_long_word_list_runs() {
    let list: String = (0..9_000).map(|it| format!("词{it}末\n")).collect();
    let loaded = pack(&[
        ("p/pack.yaml".to_owned(), format!("{HEAD}lexicons: {{ 词: a.txt }}\n")),
        ("p/r.yaml".to_owned(), rule(0, "{ pattern: { regex: '{{lex:词}}' } }")),
        ("p/a.txt".to_owned(), list),
    ]);
    assert_eq!(said(&loaded), "");
    assert_eq!(found(&loaded, &"共词17末，词8999末，词9000末。\n".repeat(200)), 400);
}

#[test]
fn deep_nesting_and_alias_bombs_are_refused() {
    let deep = format!("{HEAD}rules: {}{}\n", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(said(&one(deep)), "嵌套超过 32 层");
    let bomb: String = ('a'..='z')
        .zip('b'..='z')
        .map(|(a, b)| format!("{b}: &{b} [{}]\n", format!("*{a},").repeat(9)))
        .collect();
    let loaded = one(format!("a: &a [甲]\n{bomb}"));
    assert!(["别名超过 200 个", "超过 50000 个值（别名展开后）"].contains(&said(&loaded)));
    let brackets = format!("{}空{}", "(?:".repeat(500), ")".repeat(500));
    let loaded = with(&format!("{{ pattern: {{ regex: '{brackets}' }} }}"));
    assert_eq!(said(&loaded), "正则表达式有误：括号套得太深");
}

#[test]
fn expressions_made_to_hang_are_linear() {
    let text = format!("{}b\n", "a".repeat(200_000));
    for regex in ["(a|aa)+$", "(a*)*c", "(?:a|a|aa)*b?c", "a{1,500}a{1,500}c"] {
        let loaded = with(&format!("{{ pattern: {{ regex: '{regex}' }} }}"));
        assert_eq!((said(&loaded), found(&loaded, &text)), ("", 0), "{regex}");
    }
}

#[test]
fn huge_counts_are_refused() {
    for regex in ["空{1000}{1000}{1000}", "(?:(?:空位){1,5000}){1,5000}"] {
        let loaded = with(&format!("{{ pattern: {{ regex: '{regex}' }} }}"));
        assert_eq!(said(&loaded), "正则太大：花括号里的次数乘起来太多", "{regex}");
    }
    let loaded = with("{ pattern: { regex: '空{99999999999}' } }");
    assert_eq!(said(&loaded), "正则表达式有误：花括号里的次数写错了");
    let loaded = with("{ pattern: { any: [空], around: 99999999999999999999 } }");
    assert_eq!(said(&loaded), "around 应是一个不大的整数");
}
