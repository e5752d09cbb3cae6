//! The packs of the program pass their own cases, and mistakes in packs are told well.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use jiaohe::diagnostic::Severity;
use jiaohe::pack::{self, Loaded, PackFile, PackSource};
use jiaohe::text::{Language, Span};
use jiaohe::verify::{Outcome, verify};

fn built_in() -> Loaded {
    let packs: Vec<_> = pack::built_in_names()
        .into_iter()
        .map(|(name, _)| PackSource::BuiltIn(name.to_owned()))
        .collect();
    pack::load(&packs)
}

#[test]
fn built_in_rules_load_and_pass_their_cases() {
    let loaded = built_in();
    assert_eq!(shown(&loaded, Language::Zh), "");
    // Read as a user's packs, their patterns are parsed and each slip has its place.
    let as_files = pack::built_in_names()
        .into_iter()
        .map(|(name, _)| PackSource::Files(format!("rules/{name}"), pack::built_in_files(name)));
    let strict = pack::load(&as_files.collect::<Vec<_>>());
    assert_eq!(shown(&strict, Language::Zh), "");
    assert_eq!(strict.set.rules.len(), loaded.set.rules.len());
    let verdicts = verify(&loaded.set, Language::Zh);
    let bad: Vec<_> = verdicts
        .iter()
        .filter(|it| it.outcome.fails() || it.outcome == Outcome::Untested)
        .map(|it| {
            let outcome = it.outcome.name(Language::Zh);
            format!("{}:{} {} {outcome}\n{}", it.file, it.line, it.rule, it.difference)
        })
        .collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn built_in_rules_are_complete() {
    let set = built_in().set;
    for rule in &set.rules {
        let (info, file) = (&rule.info, &rule.file.name);
        assert_eq!(*file, format!("rules/{}/{}.yaml", info.pack, info.id));
        for text in [&info.title, &info.why, &info.silent] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{file}: title, why and silent");
            assert!(!text.en.contains('，'), "{file}: Chinese where English should be");
        }
        for id in &rule.supersedes {
            assert!(set.rules.iter().any(|it| it.answers_to(id)), "{file}: supersedes {id}");
        }
    }
    for pattern in &set.patterns {
        assert!(pattern.compiles(), "{}", pattern.expanded());
    }
}

#[test]
fn built_in_rules_load_fast() {
    built_in();
    let start = Instant::now();
    built_in();
    let taken = start.elapsed();
    writeln!(std::io::stdout(), "loading the built-in rules took {taken:?}").unwrap();
    assert!(taken.as_millis() < 500, "{taken:?}");
}

/// Every slip as `file:line:column message / help`, with the text under it.
fn shown(loaded: &Loaded, language: Language) -> String {
    let mut out = String::new();
    let warnings = loaded.warnings.iter().map(|it| ("(warning) ", it));
    for (kind, (source, slips)) in loaded.slips.iter().map(|it| ("", it)).chain(warnings) {
        let place = |span: Span| {
            let (line, column) = source.lines.position(&source.text, span.start);
            let under = span.of(&source.text).lines().next().unwrap_or("").to_owned();
            format!("{}:{line}:{column} ‹{under}›", source.name)
        };
        for slip in slips {
            let message = slip.message.get(language);
            let help = slip.help.as_ref().map(|it| it.get(language)).unwrap_or("");
            writeln!(out, "{kind}{} {message} / {help}", place(slip.span)).unwrap();
            if let Some((span, words)) = &slip.related {
                writeln!(out, "    {} {}", place(*span), words.get(language)).unwrap();
            }
        }
    }
    out
}

const HEAD: &str = "jiaohe: 1\npack: party-figures\nversion: 1.0.0\n";
const RULE: &str = "id: empty-seat
title: 空位
severity: error
message: 空位“{text}”
check: { pattern: { any: [空位] } }
tests:
  - bad: 会场有⟦空位⟧。
  - good: 座无虚席。
";

/// The rule with one line changed, as the only rule of a one-file pack.
fn with(change: &[(&str, &str)]) -> String {
    let rule = change.iter().fold(RULE.to_owned(), |rule, (from, to)| {
        assert!(rule.contains(from), "{from}");
        rule.replacen(from, to, 1)
    });
    let rule = rule.lines().map(|line| format!("    {line}\n")).collect::<String>();
    format!("{HEAD}rules:\n  - {}", rule.trim_start())
}

fn one(text: impl Into<String>) -> Vec<PackSource> {
    files(&[("p.yaml", &text.into())])
}

fn files(files: &[(&str, &str)]) -> Vec<PackSource> {
    let files = files
        .iter()
        .map(|(name, text)| PackFile { name: (*name).to_owned(), text: (*text).to_owned() })
        .collect();
    vec![PackSource::Files("p".to_owned(), files)]
}

/// Packs of one file each, by path, with what each has in its header.
fn packs(list: &[(&str, &str)]) -> Vec<PackSource> {
    let pack = |(path, header): &(&str, &str)| {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
        let text = with(&[]).replacen("party-figures", name, 1);
        let text = text.replacen("rules:", &format!("{header}rules:"), 1);
        let file = PackFile { name: (*path).to_owned(), text };
        PackSource::Files((*path).to_owned(), vec![file])
    };
    let base = [PackSource::BuiltIn("base".to_owned())];
    base.into_iter().chain(list.iter().map(pack)).collect()
}

#[test]
fn packs_change_rules_of_packs_they_extend() {
    let change = "extends: [base, ../b.yaml]
overrides:
  - { rule: base/section-skip, severity: info }
  - { rule: seat, severity: none }
  - { rule: b/empty-seat, params: { any: [座] } }
";
    let renamed = "  - { id: seat, deprecated: { use: empty-seat } }\n";
    let mut list = packs(&[("x/a.yaml", change), ("b.yaml", "")]);
    if let Some(PackSource::Files(_, files)) = list.last_mut() {
        files[0].text.push_str(renamed);
    }
    let loaded = pack::load(&list);
    assert_eq!(shown(&loaded, Language::Zh), "");
    assert!(loaded.warnings.is_empty());
    let rule = |id: &str| loaded.set.rules.iter().find(|it| it.full() == id).unwrap();
    assert_eq!(rule("base/section-skip").severities.certain, Some(Severity::Info));
    assert!(rule("b/empty-seat").severities.silent());
    assert!(rule("b/empty-seat").answers_to("seat") && rule("b/empty-seat").answers_to("b/seat"));
    assert!(!rule("a/empty-seat").severities.silent());
    let verdicts = verify(&loaded.set, Language::Zh);
    let of = |rule: &str| {
        verdicts.iter().filter(|it| it.rule == rule).map(|it| it.outcome).collect::<Vec<_>>()
    };
    assert_eq!(of("b/empty-seat"), [Outcome::Untested]);
    assert_eq!(of("a/empty-seat"), [Outcome::Passed, Outcome::Passed]);
}

#[test]
fn a_sound_pack_has_no_slips() {
    let loaded = pack::load(&one(with(&[])));
    assert_eq!(shown(&loaded, Language::Zh), "");
    assert_eq!(loaded.set.rules[0].shown(), "party-figures/empty-seat");
    let folder = files(&[("p/pack.yaml", HEAD), ("p/empty-seat.yaml", RULE)]);
    let loaded = pack::load(&folder);
    assert_eq!(shown(&loaded, Language::Zh), "");
    let outcomes: Vec<_> = verify(&loaded.set, Language::Zh).iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Passed, Outcome::Passed]);
}

#[test]
fn mistakes_of_packs() {
    let big = "x".repeat(1 << 20);
    let header = |from: &str, to: &str| with(&[]).replacen(from, to, 1);
    let table: Vec<(&str, Vec<PackSource>)> = vec![
        ("full-width colon", one(header("pack: party-figures", "pack：党建"))),
        ("name of a pack", one(header("party-figures", "党建"))),
        ("language version", one(header("jiaohe: 1", "jiaohe: 2"))),
        ("no version", one(header("version: 1.0.0\n", ""))),
        ("required version", one(header("rules:", "requires: '>=9'\nrules:"))),
        ("required version, unreadable", one(header("rules:", "requires: latest\nrules:"))),
        ("not yet", one(header("rules:", "ledgers: {}\nrules:"))),
        ("empty file", one("")),
        ("a pack with no rule", one(HEAD)),
        ("an empty list of rules", one(format!("{HEAD}rules:\n"))),
        ("no head", files(&[("p/a.yaml", RULE), ("p/b.yaml", RULE)])),
        ("unknown built-in pack", vec![PackSource::BuiltIn("bsae".to_owned())]),
        ("alias sign", one(with(&[("{ any: [空位] }", "{ regex: *个 }")]))),
        ("braces", one(with(&[("message: 空位", "message: {text} 与 {text}")]))),
        ("braces alone", one(with(&[("message: 空位“{text}”", "message: {text}")]))),
        ("percent", one(with(&[("title: 空位", "title: %空位")]))),
        ("comment", one(with(&[("title: 空位", "title: #空位")]))),
        ("double quotes", one(with(&[("any: [空位]", "regex: \"\\d+个\"")]))),
        ("full-width indent", one(with(&[]).replacen("    title", "　　title", 1))),
        ("tab indent", one(with(&[]).replacen("    title", "\ttitle", 1))),
        ("severity in Chinese", one(with(&[("error", "错误")]))),
        ("severity off", one(with(&[("error", "off")]))),
        ("severity on", one(with(&[("error", "on")]))),
        ("severity misspelt", one(with(&[("error", "eror")]))),
        ("severity map", one(with(&[("error", "{ certain: error, posible: info }")]))),
        ("misspelt key", one(with(&[("message", "mesage")]))),
        ("the same key twice", one(with(&[("severity", "title: 又一个\nseverity")]))),
        ("unclosed group", one(with(&[("any: [空位]", "regex: '空(位'")]))),
        ("huge counts", one(with(&[("any: [空位]", "regex: '空{1000}{1000}'")]))),
        ("a count that is no number", one(with(&[("any: [空位]", "regex: '空{一}'")]))),
        ("deep brackets", {
            let deep = format!("regex: '{}空{}'", "(?:".repeat(80), ")".repeat(80));
            one(with(&[("any: [空位]", &deep)]))
        }),
        ("unknown macro", one(with(&[("any: [空位]", "regex: '{{nun}}个(位'")]))),
        ("look-around", one(with(&[("any: [空位]", "regex: '空(?=位)'")]))),
        ("unknown capture", one(with(&[("{text}", "{txt}")]))),
        ("group as capture", one(with(&[("{text}", "{数}")]))),
        ("lone brace", one(with(&[("“{text}”", "}")]))),
        (
            "a group that `instead` does not have",
            one(with(&[("any: [空位]", "regex: '(?<n>空位)', instead: '{m}'")])),
        ),
        ("a kind without its list", one(with(&[("pattern: { any: [空位] }", "range: {}")]))),
        ("unknown kind", one(with(&[("pattern:", "patern:")]))),
        ("two kinds", one(with(&[("{ pattern:", "{ pattern: { any: [甲] }, pattern2:")]))),
        ("no kind", one(with(&[("{ pattern: { any: [空位] } }", "{}")]))),
        ("regex and any", one(with(&[("any: [空位]", "any: [空位], regex: 空")]))),
        ("empty any", one(with(&[("[空位]", "[]")]))),
        ("id", one(with(&[("empty-seat", "Empty_Seat")]))),
        ("unbalanced mark", one(with(&[("⟧", "")]))),
        ("bad case without a mark", one(with(&[("⟦空位⟧", "空位")]))),
        ("good case with a mark", one(with(&[("座无虚席", "⟦座⟧无虚席")]))),
        ("neither good nor bad", one(with(&[("good", "nice")]))),
        ("zone", one(with(&[("tests:", "where: { not-in: [quotes] }\ntests:")]))),
        ("fix", one(with(&[("tests:", "fix: { replace: '', safety: save }\ntests:")]))),
        ("two rules of one id", {
            let text = with(&[]);
            let rule = text.split_once("rules:\n").map(|(_, rule)| rule.to_owned()).unwrap();
            one(format!("{text}{rule}"))
        }),
        ("two files of one id", {
            files(&[("p/pack.yaml", HEAD), ("p/a.yaml", RULE), ("p/b.yaml", RULE)])
        }),
        ("many at once", {
            one(with(&[("title: 空位", "titel: 空位"), ("error", "eror"), ("{text}", "{txt}")]))
        }),
        ("defs", one(header("rules:", "defs: { 量词: '次|期(' }\nrules:"))),
        (
            "defs in a circle",
            one(header("rules:", "defs: { 甲: '{{乙}}次', 乙: '第{{丙}}', 丙: '{{甲}}' }\nrules:")),
        ),
        ("a def of itself", one(header("rules:", "defs: { 甲: '一{{甲}}' }\nrules:"))),
        ("defs too deep", {
            let defs: String =
                (0..40).map(|it| format!("  d{it}: 'x{{{{d{}}}}}'\n", it + 1)).collect();
            one(header("rules:", &format!("defs:\n{defs}  d40: x\nrules:")))
        }),
        ("defs that grow too large", {
            let twice = |it: usize| format!("  d{it}: '{{{{d{0}}}}}{{{{d{0}}}}}'\n", it + 1);
            let defs: String = (0..25).map(twice).collect();
            one(header("rules:", &format!("defs:\n{defs}  d25: xyz\nrules:")))
        }),
        ("extends in a circle", {
            let extends = |name: &str| format!("extends: {name}\n");
            packs(&[
                ("x/a.yaml", &extends("[base, b.yaml]")),
                ("x/b.yaml", &extends("../c.yaml")),
                ("c.yaml", &extends("[x/a.yaml]")),
            ])
        }),
        ("extends itself", packs(&[("a.yaml", "extends: [a.yaml]\n")])),
        ("extends what is not there", packs(&[("a.yaml", "extends: [bsae, ../b.yaml]\n")])),
        ("overrides that match nothing", {
            let changes = "overrides:
  - { rule: base/section-skp, severity: info }
  - { rule: empty-seat, severity: info }
  - { rule: b/empty-seat, severity: info }
  - { rule: nothing, severity: info }
";
            packs(&[("a.yaml", &format!("extends: [base]\n{changes}")), ("b.yaml", "")])
        }),
        ("overrides with mistakes", {
            let changes = "overrides:
  - { rule: base/section-skip }
  - { rule: base/section-skip, severity: 提示 }
  - { rule: base/section-skip, params: { report: [skp], ov: outline } }
  - { rule: b/empty-seat, params: { regex: '空(位' } }
";
            packs(&[("a.yaml", &format!("extends: [base, b.yaml]\n{changes}")), ("b.yaml", "")])
        }),
        (
            "a new name that does not exist",
            one(format!(
                "{}  - {{ id: seat, deprecated: {{ use: empty-set }}, check: {{}} }}\n",
                with(&[])
            )),
        ),
        (
            "a fix of figures",
            one(with(&[
                ("pattern: { any: [空位] }", "figure-conflict: {}"),
                ("tests:", "fix: { delete: true, safety: safe }\ntests:"),
            ])),
        ),
        (
            "a text in place of a number",
            one(with(&[
                ("pattern: { any: [空位] }", "sequence: { of: outline, report: [skip] }"),
                ("tests:", "fix: { replace: 二、, safety: safe }\ntests:"),
            ])),
        ),
        (
            "two fixes",
            one(with(&[("tests:", "fix: { delete: true, replace: 座, safety: safe }\ntests:")])),
        ),
        ("insert", one(with(&[("tests:", "fix: { insert: 座, safety: safe }\ntests:")]))),
        (
            "insert nowhere",
            one(with(&[("tests:", "fix: { insert: { at: 座 }, safety: safe }\ntests:")])),
        ),
        ("scope", one(with(&[("tests:", "scope: [front, closings]\ntests:")]))),
        ("level", one(with(&[("tests:", "where: { level: [12, 一] }\ntests:")]))),
        ("mistakes of two packs", {
            let mut list = packs(&[("a.yaml", "titel: 甲\n"), ("b.yaml", "requires: latest\n")]);
            list.push(PackSource::BuiltIn("party-figures".to_owned()));
            list
        }),
        ("no such list", one(header("rules:", "lexicons: { 单位: units.txt }\nrules:"))),
        ("a list misspelt", {
            let head = format!("{HEAD}lexicons: {{ 单位: unit.txt, 地名: places.txt }}\n");
            files(&[
                ("p/pack.yaml", &head),
                ("p/a.yaml", &RULE.replace("any: [空位]", "regex: '{{lex:单位}}空{{lex:地点}}'")),
                ("p/units.txt", "县财政局\n"),
                ("p/places.txt", "# 空的\n"),
            ])
        }),
        ("too big", one(format!("{HEAD}# {big}"))),
    ];
    let mut out = String::new();
    for (name, packs) in table {
        let loaded = pack::load(&packs);
        let (zh, en) = (shown(&loaded, Language::Zh), shown(&loaded, Language::En));
        assert!(!zh.is_empty(), "{name}: no slip");
        writeln!(out, "== {name}\n{zh}{en}").unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("packs_mistakes", out));
}

#[test]
fn doubts_about_packs() {
    let regex = |it: &str| one(with(&[("any: [空位]", &format!("regex: '{it}'"))]));
    let header = |more: &str| one(with(&[]).replacen("rules:", &format!("{more}rules:"), 1));
    let table: Vec<(&str, Vec<PackSource>)> = vec![
        ("border beside Han", regex(r"\b空位")),
        ("digits", regex(r"第\d+个[\d.]")),
        ("words", regex(r"编号\w+")),
        ("Han", regex("空[一-龥]{2}[一-龠]")),
        ("half-width marks", regex(r"空,位\(甲\)乙:丙")),
        ("nothing at all", regex("(?:空位)?")),
        ("never", regex("空[^\\s\\S]位")),
        ("too large", regex("(?:[一-龦]{1,90}空){500}")),
        ("shadowed", regex("(?:空|座位|空位|座)")),
        ("a group that nothing uses", regex("(?<n>{{num}})空(?<at>位)")),
        ("defs that nothing uses", header("defs: { 甲: 次, 乙: '{{甲}}' }\n")),
        ("no cases", {
            let text = with(&[]);
            one(text.split("    tests:").next().unwrap())
        }),
        ("one id in two packs", packs(&[("a.yaml", ""), ("b.yaml", "")])),
        (
            "no doubt",
            one(with(&[
                ("any: [空位]", "regex: '(?<n>[0-9]|{{date}})(?:空|座)(?:位|)(?:座椅|座)'"),
                ("空位“{text}”", "空“{n|cn}”"),
            ])),
        ),
    ];
    let mut out = String::new();
    for (name, packs) in table {
        let loaded = pack::load_doubting(&packs);
        let (zh, en) = (shown(&loaded, Language::Zh), shown(&loaded, Language::En));
        assert_eq!(zh.is_empty(), name == "no doubt", "{name}: {zh}");
        writeln!(out, "== {name}\n{zh}{en}").unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("packs_doubts", out));
    let all = pack::built_in_names().into_iter().map(|it| PackSource::BuiltIn(it.0.to_owned()));
    let loaded = pack::load_doubting(&all.collect::<Vec<_>>());
    assert_eq!(shown(&loaded, Language::Zh), "");
}

/// Each check finds exactly the marked places of its draft.
#[test]
fn patterns_and_their_contexts() {
    let table = [
        ("{ any: [空, 空位] }", "⟦空位⟧，⟦空⟧。"),
        ("{ regex: '共(?<at>[0-9]+)个' }", "共⟦12⟧个，3个。"),
        ("{ regex: '{{num}}{{unit}}' }", "⟦1,141人次⟧，⟦３．５万元⟧，第3。"),
        ("{ regex: '{{cn-num}}是' }", "⟦一是⟧学，⟦十二是⟧干。"),
        ("{ regex: '{{date}}' }", "⟦2023年5月1日⟧、⟦十月三十日⟧、⟦2023-05-01⟧。"),
        ("{ any: [次], before: '[{{han}}]', unless-before: '多|首' }", "多次，首次，次，开会⟦次⟧"),
        ("{ any: [空], after: '位|$' }", "⟦空⟧位，空座，⟦空⟧\n"),
        ("{ regex: '[*]+个', unless: '^[*]{2}' }", "⟦*个⟧，**个"),
        ("{ regex: '甲\\s*乙' }", "⟦甲 乙⟧"),
        (
            "{ before: 第, patterns: [{ any: [甲] }, { any: [乙], unless-after: 等 }] }",
            "第⟦甲⟧，甲，第⟦乙⟧，第乙等",
        ),
        (
            "{ patterns: [{ regex: '甲乙?' }, { regex: '乙丙' }, { regex: '甲乙丙丁' }] }",
            "⟦甲乙丙丁⟧，⟦甲乙⟧丙",
        ),
    ];
    for (check, draft) in table {
        let rule = RULE.replacen("{ any: [空位] }", check, 1);
        let (head, _) = rule.split_once("tests:").unwrap();
        let draft = draft.replace('\n', "\\n");
        let rule = format!("{head}tests:\n  - bad: \"{draft}\"\n  - good: 无。\n");
        let loaded = pack::load(&files(&[("p/pack.yaml", HEAD), ("p/empty-seat.yaml", &rule)]));
        assert_eq!(shown(&loaded, Language::Zh), "", "{check}");
        for verdict in verify(&loaded.set, Language::Zh) {
            assert_eq!(verdict.outcome, Outcome::Passed, "{check}\n{}", verdict.difference);
        }
    }
}

#[test]
fn word_lists_stand_beside_a_pack() {
    let head = format!(
        "{HEAD}defs: {{ 空: '{{{{lex:座}}}}?{{{{位}}}}', 位: 空位 }}\nlexicons: {{ 座: seats.txt }}\n"
    );
    let rule = RULE
        .replace("any: [空位]", "regex: '{{空}}'")
        .replace("⟦空位⟧", "⟦前排空位⟧，⟦后排（左）空位⟧，后⟦排空位⟧");
    let list = "# 从短到长\n排\n前排\n\n后排（左）\n";
    let loaded = pack::load(&files(&[
        ("p/pack.yaml", &head),
        ("p/empty-seat.yaml", &rule),
        ("p/seats.txt", list),
    ]));
    assert_eq!(shown(&loaded, Language::Zh), "");
    for verdict in verify(&loaded.set, Language::Zh) {
        assert_eq!(verdict.outcome, Outcome::Passed, "{}", verdict.difference);
    }
}

#[test]
fn cases_tell_what_differs() {
    let rule = RULE.replacen("any: [空位]", "regex: '空位|虚席'", 1);
    let rule = rule.replacen("会场有⟦空位⟧。", "⟦会场⟧有⟦空位⟧。\n    says: 缺席", 1);
    let rule =
        format!("{rule}  - {{ bad: 有⟦空位⟧。, says: 缺席 }}\n  - {{ bad: ⟦空⟧闲, todo: true }}\n");
    let loaded = pack::load(&files(&[("p/pack.yaml", HEAD), ("p/empty-seat.yaml", &rule)]));
    let mut out = shown(&loaded, Language::Zh);
    for language in [Language::Zh, Language::En] {
        for verdict in verify(&loaded.set, language) {
            let outcome = verdict.outcome.name(language);
            let (file, line) = (verdict.file, verdict.line);
            writeln!(out, "{file}:{line} {outcome}\n{}", verdict.difference).unwrap();
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("packs_verdicts", out));
}
