//! Rules over named figures: `assert`, `figure-conflict`, `metric`, `ledger`, `relate`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::process::{Command, Stdio};

use jiaohe::pack::{self, Loaded, PackFile, PackSource};
use jiaohe::text::Language;
use jiaohe::verify::verify;
use tempfile::TempDir;

const HEAD: &str = "jiaohe: 1\npack: own\nversion: 1.0.0\ntitle: t\n";

/// A pack with these figures in its head, and one rule.
fn pack(figures: &str, rule: &str) -> String {
    let own = "rules:\n- id: a\n  title: t\n  severity: error\n";
    let inside: String = rule.trim().lines().map(|it| format!("  {it}\n")).collect();
    format!("{HEAD}{figures}\n{own}{inside}")
}

fn load(text: &str) -> Loaded {
    let file = PackFile { name: "own.yaml".into(), text: text.into() };
    pack::load(&[PackSource::Files("own.yaml".into(), vec![file])])
}

/// The mistakes of a pack: the text under each, and its sentence.
fn slips(text: &str) -> Vec<String> {
    let slips = load(text).slips;
    let all = slips.iter().flat_map(|(source, slips)| slips.iter().map(move |it| (source, it)));
    all.map(|(source, it)| format!("{}: {}", it.span.of(&source.text), it.message.zh)).collect()
}

/// The pack loads, and its rule does what its cases say.
fn passes(figures: &str, rule: &str) {
    let text = pack(figures, rule);
    assert_eq!(slips(&text), [""; 0], "{text}");
    let loaded = load(&text);
    let verdicts = verify(&loaded.set, Language::Zh);
    let bad: Vec<_> = verdicts.iter().filter(|it| it.outcome.fails()).collect();
    assert!(bad.is_empty(), "{text}\n{bad:#?}");
}

const VILLAGES: &str = "
figures:
- { name: 总数, pattern: '共有行政村(?<v>{{num}})个' }
- { name: 山区, pattern: '山区村(?<v>{{num}})个' }
- { name: 平原, pattern: '平原村(?<v>{{num}})个' }";

#[test]
fn an_assertion_shows_every_place_and_the_computation() {
    passes(
        VILLAGES,
        "
message: 行政村{总数}个，应为{right}个：{computation}
label: { primary: '{name}{value}', related: '{name}{value}' }
check:
  assert:
    that: 总数 == 山区 + 平原
tests:
- bad: 青岭县共有行政村⟦120⟧个。山区村⟪80⟫个，平原村⟪30⟫个。
  says: 行政村120个，应为110个：120 = 80 + 30
- bad: |
    山区村⟪80⟫个，平原村⟪30⟫个。

    青岭县共有行政村⟦1,120⟧个。
  says: 1120 = 80 + 30
- good: 青岭县共有行政村120个。山区村80个，平原村40个。
- good: 青岭县共有行政村120个。山区村80个。
- good: 共有行政村120个。山区村80个，平原村30个。年末山区村90个。
- good: 共有行政村120个左右。山区村80个，平原村30个。
- bad: 共有行政村⟦150⟧个左右。山区村⟪80⟫个，平原村⟪30⟫个。
  says: 135–165 = 80 + 30",
    );
}

#[test]
fn let_when_and_tolerance() {
    passes(
        VILLAGES,
        "
message: '{左}与{右}：{computation}'
check:
  assert:
    figures:
    - { name: 比例, pattern: '占(?<v>{{num}}%)' }
    let:
      左: 山区 / 总数 * 100
      右: round(左, 1)
    when: 总数 > 100 and count(平原) = 0
    that: 比例 == 右
    tolerance: 0.1
tests:
- bad: 共有行政村⟪120⟫个，其中山区村⟪80⟫个，占⟦62.5%⟧。
  says: '66.666667与66.7：62.5 = 66.7'
- good: 共有行政村120个，其中山区村80个，占66.6%。
- good: 共有行政村12个，其中山区村8个，占62.5%。
- good: 共有行政村120个，其中山区村80个，占62.5%。平原村40个。",
    );
    passes(
        VILLAGES,
        "
message: '{computation}'
check: { assert: { that: 总数 >= sum(山区) + count(平原), tolerance: 5% } }
tests:
- bad: 共有行政村⟦100⟧个。东乡山区村⟪60⟫个，西乡山区村⟪70⟫个，平原村⟪9⟫个。
  says: 100 >= sum(60, 70) + count(9)
- good: 共有行政村125个。东乡山区村60个，西乡山区村70个。
- good: 共有行政村125个。",
    );
}

#[test]
fn several_values_are_reported_where_asked() {
    passes(
        VILLAGES,
        "
message: '{computation}'
check: { assert: { that: 总数 == 山区 + 平原, several: possible } }
tests:
- bad: 共有行政村⟦120⟧个。山区村⟪80⟫个，平原村⟪30⟫个。年末山区村⟪85⟫个。
  says: 120 = 80–85 + 30
- good: 共有行政村115个。山区村80个，平原村30个。年末山区村85个。",
    );
}

#[test]
fn figures_are_found_by_what_the_engine_reads() {
    let figures = "
figures:
- { name: 投入, unit: 万元, subject: 帮扶资金 }
- { name: 省级, unit: 万元, head: 省级补助 }
- { name: 轮数, unit: 轮, subject: 巡回指导 }";
    passes(
        figures,
        "
message: '{computation}'
check: { assert: { that: 投入 >= 省级 } }
tests:
- bad: 全年投入帮扶资金⟦0.3亿元⟧。到位省级补助⟪3500万元⟫。
  says: 3000 >= 3500
- good: 全年投入帮扶资金0.3亿元。到位省级补助500万元。",
    );
    passes(
        figures,
        "
message: '{computation}'
check: { assert: { that: 轮数 == 4 } }
tests:
- bad: 全年开展⟦8轮⟧集中巡回指导。
- good: 全年开展4轮集中巡回指导。
- good: 明年计划开展8轮集中巡回指导。",
    );
}

#[test]
fn years_are_those_of_the_sentences() {
    passes(
        "figures:\n- { name: 户数, unit: 户, subject: 脱贫 }",
        "
message: '{computation}'
check: { assert: { that: year(户数) == year() } }
tests:
- bad: |
    2024年工作总结

    2023年，全县⟦860户⟧脱贫。
- good: |
    2024年工作总结

    今年，全县860户脱贫。",
    );
}

#[test]
fn mistakes_in_figures_and_expressions_have_their_place() {
    let check = |figures: &str, check: &str, expect: &[&str]| {
        let rule = format!("message: m\ncheck: {check}");
        assert_eq!(slips(&pack(figures, &rule)), expect, "{figures} {check}");
    };
    let sound = "{ assert: { that: 总数 == 山区 } }";
    check(VILLAGES, sound, &[]);
    check(VILLAGES, "{ assert: { that: '总数 ＝ 山区' } }", &["＝: 算式里不能写“＝”"]);
    check(VILLAGES, "{ assert: { that: '总 == 山区' } }", &["总: 没有名为“总”的数字"]);
    check(VILLAGES, "{ assert: { that: 总数 + 山区 } }", &["总数 + 山区: 这里应是一个比较"]);
    check(VILLAGES, "{ assert: { that: 1 == 2 } }", &["that: 算式里没有用到数字"]);
    check(
        VILLAGES,
        "{ assert: { that: 总数 == 山区, tolerance: 少许 } }",
        &["少许: tolerance 应是一个不小于 0 的数或百分数"],
    );
    check(
        VILLAGES,
        "{ assert: { let: { 总数: '1' }, that: 总数 == 山区 } }",
        &["总数: “总数”不能作 let 的名称"],
    );
    for (figure, expect) in [
        ("{ name: 1月, pattern: '(?<v>{{num}})' }", "1月: “1月”不能作数字的名称"),
        ("{ name: 甲, pattern: '{{num}}' }", "'{{num}}': 正则里没有标出哪一段是数"),
        ("{ name: 甲, unit: 趟趟, head: 乙 }", "趟趟: 不认识的单位“趟趟”"),
        ("{ name: 甲, unit: 轮 }", "name: 没有写明这个数字数的是什么"),
        ("{ name: 总数, unit: 轮, head: 乙 }", "总数: 数字名称“总数”重复"),
        ("{ name: 甲, pattern: '(?<v>{{num}})', unit: 轮 }", "unit: pattern 与 unit 不能同时写"),
    ] {
        check(&format!("{VILLAGES}\n- {figure}"), sound, &[expect]);
    }
}

#[test]
fn named_figures_with_two_values_conflict() {
    passes(
        VILLAGES,
        "
message: '“{head}”{where}为{other}，此处为{found}'
label: { related: '{where}为{found}' }
check: { figure-conflict: { figures: [总数, { name: 户数, unit: 户, subject: 脱贫 }] } }
tests:
- bad: 青岭县共有行政村⟪120⟫个。山区村80个，山区村90个。年末共有行政村⟦118⟧个。
  says: “总数”前文为120，此处为118
- bad: 共有行政村⟦118⟧个。会后共有行政村⟪120⟫个，共有行政村⟪120⟫个。
  says: “总数”后文为120，此处为118
- bad: 今年⟪860户⟫脱贫。经过努力，⟦806户⟧脱贫。
- good: 2023年860户脱贫。2024年806户脱贫。
- good: 共有行政村120个左右。共有行政村118个。",
    );
}

#[test]
fn metrics_count_characters_and_shares() {
    let check = |check: &str, says: &str, cases: &str| {
        let message = "message: '{value}，限{limit}（{min}至{max}）'";
        let rule = format!("{message}\ncheck: {{ metric: {{ {check} }} }}\ntests:\n{cases}");
        passes("", &rule.replace("SAYS", says));
    };
    check(
        "of: sentence, max: 10",
        "14，限10（至10）",
        "- bad: 会议开得好。⟦会议开得好，大家都 说好好好。⟧\n  says: SAYS\n- good: 会议开得好。都好。",
    );
    check(
        "of: title, max: 8",
        "9，限8（至8）",
        "- bad: |\n    ⟦青岭县本年工作总结⟧\n\n    很长很长很长很长很长。\n  says: SAYS
- good: 全文没有标题，只有很长很长很长的一句话。\n- good: 一、第一部分的标题也不算题目",
    );
    check(
        "of: heading, min: 3, max: 9",
        "11，限9（3至9）",
        "- bad: |\n    总结\n\n    ⟦一、这一个标题实在太长⟧\n\n    正文。\n\n    二、不长\n\n    正文。\n  says: SAYS
- good: 没有。",
    );
    check(
        "of: paragraph, min: 4",
        "3，限4（4至）",
        "- bad: |\n    一、标题\n\n    ⟦好了。⟧\n\n    都做好了。\n  says: SAYS\n- good: 都做好了。",
    );
    check(
        "of: document, min: 20",
        "9，限20（20至）",
        "- bad: |\n    ⟦题目⟧\n\n    都做完做好了。\n  says: SAYS\n- good: 一二三四五六七八九十一二三四五六七八九十。",
    );
    check(
        "of: sentence, share: '[A-Za-z]+', max: 30%",
        "44.4%，限30%（至30%）",
        "- bad: ⟦推进KPI和A管。⟧\n  says: SAYS\n- good: 推进KPI和其他各项工作的管理。",
    );
}

#[test]
fn mistakes_in_metrics_have_their_place() {
    let check = |check: &str, expect: &str| {
        let rule = format!("message: m\ncheck: {{ metric: {check} }}");
        assert_eq!(slips(&pack("", &rule)), [expect], "{check}");
    };
    check("{ of: sentence }", "of: 没有写 max 或 min");
    check("{ of: 句子, max: 9 }", "句子: 不认识的值“句子”");
    check("{ of: sentence, max: 30% }", "30%: 这里应是整数：字数");
    check("{ of: sentence, share: 甲, max: 30 }", "30: 有 share 时，这里应是百分数");
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// What the program prints in the folder, and its exit code.
fn run(folder: &TempDir, args: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder.path()).args(args).stdin(Stdio::null()).output();
    let output = output.unwrap();
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code().unwrap())
}

/// The findings of the pack `own.yaml` on `draft.txt`, a line each, without the summary.
fn findings(folder: &TempDir, more: &[&str]) -> Vec<String> {
    let args = ["check", "--no-default-packs", "--pack", "own.yaml", "-f", "short", "draft.txt"];
    let (text, code) = run(folder, &[&args, more].concat());
    assert!(code < 2, "{text}");
    text.lines().filter(|it| it.starts_with("draft.txt")).map(str::to_owned).collect()
}

const LEDGER_RULE: &str = "
message: '{name}：稿中{found}，台账{expected}（{key}{cell}{date}）'
label: { related: '台账{expected}' }
check:
  ledger:
    file: FILE
    key: 指标
    value: 数值
    figure: [总数, 山区]
tests:
- bad: 共有行政村⟦120⟧个。
  says: '总数：稿中120，台账1,118（总数'
- good: 共有行政村1,118个。平原村9个。";

const LEDGER_DRAFT: &str = "青岭县共有行政村120个，山区村80个。\n";

#[test]
fn ledgers_are_csv_yaml_or_workbooks() {
    let csv = "指标,数值\n总数,\"1,118\"\n山区,80\n";
    let yaml = "- { 指标: 总数, 数值: '1,118' }\n- { 指标: 山区, 数值: 80 }\n";
    let sheet = workbook(&[["指标", "数值"], ["总数", "1,118"], ["山区", "80"]]);
    let files: [(&str, &[u8], &str, &str); 3] = [
        ("台账.csv", csv.as_bytes(), "", "台账.csv:2:5"),
        ("台账.yaml", yaml.as_bytes(), "", "台账.yaml:1:17"),
        ("台账.xlsx", &sheet, "台账!B2", "台账.xlsx:2:4"),
    ];
    for (name, bytes, cell, place) in files {
        let own = pack(VILLAGES, &LEDGER_RULE.replace("FILE", name));
        let files: [(&str, &[u8]); 3] =
            [("own.yaml", own.as_bytes()), ("draft.txt", LEDGER_DRAFT.as_bytes()), (name, bytes)];
        let folder = folder(&files);
        let found = findings(&folder, &[]);
        assert_eq!(found.len(), 1, "{name} {found:?}");
        let says = format!("总数：稿中120，台账1,118（总数{cell}）");
        assert!(found[0].starts_with("draft.txt:1:9") && found[0].contains(&says), "{found:?}");
        let args = ["check", "--no-default-packs", "--pack", "own.yaml", "draft.txt"];
        let (text, _) = run(&folder, &args);
        assert!(text.contains(&format!("{place}\n")), "{name}: {text}");
        let (text, code) = run(&folder, &["pack", "test", "own.yaml"]);
        assert_eq!(code, 0, "{text}");
        let json = run(&folder, &[&args[..], &["-f", "json"]].concat()).0;
        assert!(json.contains(&format!("\"path\": \"{name}\"").replace(": ", ":")), "{json}");
    }
}

#[test]
fn the_latest_row_up_to_a_day_counts() {
    let rule = "
message: '{found}，{date}为{expected}'
check: { ledger: { file: a.csv, figure: { 总数: 行政村 }, as-of: 日期 } }";
    let own = pack(VILLAGES, rule);
    let csv =
        "name,value,日期\n行政村,118,2023年12月\n行政村,120,2024/6/30\n行政村,121,2024-12-31\n";
    let files: [(&str, &[u8]); 3] = [
        ("own.yaml", own.as_bytes()),
        ("draft.txt", LEDGER_DRAFT.as_bytes()),
        ("a.csv", csv.as_bytes()),
    ];
    let folder = folder(&files);
    assert!(findings(&folder, &[])[0].contains("120，2024-12-31为121"));
    assert_eq!(findings(&folder, &["--as-of", "2024-11-30"]), [""; 0]);
    assert_eq!(findings(&folder, &["--as-of", "2024-06"]), [""; 0]);
    assert!(findings(&folder, &["--as-of", "2024年1月1日"])[0].contains("120，2023-12为118"));
    let (text, code) = run(&folder, &["check", "draft.txt", "--as-of", "去年"]);
    assert!(code == 2 && text.contains("看不懂日期“去年”"), "{text}");
}

/// 61.2万 is what 612,480 looks like rounded, whichever of the two tells more.
#[test]
fn numbers_seen_at_two_precisions_agree() {
    let figures = "figures:\n- { name: 人次, pattern: '诊疗(?<v>{{num}}[万亿]?)人次' }\n\
                   - { name: 占比, pattern: '占(?<v>{{num}}%)' }\n\
                   - { name: 收入, unit: 万元, head: 收入 }";
    let rule = "
message: '{name}{found}，台账{expected}'
check: { ledger: { file: a.csv, figure: [人次, 占比, 收入] } }";
    let own = pack(figures, rule);
    let csv = "name,value\n人次,612480\n占比,28.64%\n收入,3156.2\n";
    for (draft, expect) in [
        ("诊疗61.2万人次，占28.6%，收入0.32亿元。", ""),
        ("诊疗612,480人次，占28.64%，收入3,156万元。", ""),
        ("诊疗61.4万人次。", "人次61.4万，台账612480"),
        ("诊疗612,430人次。", "人次612,430，台账612480"),
        ("占29.7%。", "占比29.7%，台账28.64%"),
        ("占28.46%。", "占比28.46%，台账28.64%"),
        ("收入3,516万元。", "收入3,516万元，台账3156.2"),
    ] {
        let files: [(&str, &[u8]); 3] = [
            ("own.yaml", own.as_bytes()),
            ("draft.txt", draft.as_bytes()),
            ("a.csv", csv.as_bytes()),
        ];
        let found = findings(&folder(&files), &[]);
        assert_eq!(found.len(), usize::from(!expect.is_empty()), "{draft} {found:?}");
        assert!(found.iter().all(|it| it.contains(expect)), "{draft} {found:?}");
    }
    passes(
        figures,
        "
message: '{found}、{other}'
check: { figure-conflict: { figures: [人次] } }
tests:
- good: 全年诊疗61.2万人次。门诊诊疗612,480人次。诊疗近62万人次。
- bad: 全年诊疗⟪61.2万⟫人次。门诊诊疗⟦621,480⟧人次。
- bad: 全年诊疗⟪61.2万⟫人次。诊疗⟪612,480⟫人次，诊疗⟦612,080⟧人次。",
    );
}

#[test]
fn a_ledger_written_from_a_draft_finds_a_changed_number() {
    let draft = "石门县2024年工作总结\n\n一、主要工作\n\n全年新建村级服务站36个，投入帮扶资金1,250万元，\
        培训村干部860人次。开展8轮集中巡回指导。\n\n其中省级补助资金500万元。\n";
    let rule = "message: '{name}：{found}，台账{expected}'\ncheck: { ledger: { file: 台账.yaml } }";
    let own = pack("", rule);
    let files: [(&str, &[u8]); 2] = [("own.yaml", own.as_bytes()), ("draft.txt", draft.as_bytes())];
    let folder = folder(&files);
    let (ledger, code) = run(&folder, &["figures", "--as-ledger", "draft.txt"]);
    assert_eq!(code, 0);
    fs::write(folder.path().join("台账.yaml"), &ledger).unwrap();
    assert_eq!(findings(&folder, &[]), [""; 0]);
    for (old, new, says) in [
        ("36个", "63个", "63个，台账36"),
        ("1,250万元", "1,520万元", "1,520万元，台账12500000"),
        ("860人次", "680人次", "680人次，台账860"),
        ("8轮", "4轮", "4轮，台账8"),
        ("500万元", "300万元", "300万元，台账5000000"),
    ] {
        fs::write(folder.path().join("draft.txt"), draft.replace(old, new)).unwrap();
        let found = findings(&folder, &[]);
        assert!(found.len() == 1 && found[0].contains(says), "{old}: {found:?}\n{ledger}");
    }
}

#[test]
fn ledgers_that_cannot_be_read_are_told_at_their_place() {
    let check = |name: &str, bytes: &[u8], expect: &str| {
        let own = pack(VILLAGES, &LEDGER_RULE.replace("FILE", "a.csv").replace("a.csv", name));
        let files: [(&str, &[u8]); 3] =
            [("own.yaml", own.as_bytes()), ("draft.txt", b"a\n"), ("there.txt", b"")];
        let folder = folder(&files);
        if !bytes.is_empty() {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let (text, code) = run(&folder, &["check", "--pack", "own.yaml", "draft.txt"]);
        assert!(code == 2 && text.contains(expect) && text.contains("own.yaml:1"), "{text}");
        assert_eq!(run(&folder, &["pack", "check", "own.yaml"]).1, 2);
    };
    let own = pack(VILLAGES, &LEDGER_RULE.replace("FILE", "none.csv"));
    let folder = folder(&[("own.yaml", own.as_bytes()), ("draft.txt", b"a\n")]);
    let ignored = run(&folder, &["check", "--pack", "own.yaml", "--ignore", "own/a", "draft.txt"]);
    assert_eq!(ignored.1, 0, "a ledger that no rule of the run needs is not opened");
    check("none.csv", b"", "台账“none.csv”读不了：找不到这个文件");
    check("a.csv", "名称,数值\n甲,1\n".as_bytes(), "台账里没有“指标”这一列");
    check("a.yaml", b"- a: [\n", "台账“a.yaml”读不了：第");
    check("a.xlsx", b"PK", "台账“a.xlsx”读不了：读不懂这个工作簿");
    check("a.xls", b"PK", "不认识的台账格式");
}

#[test]
fn places_of_one_draft_are_joined() {
    passes(
        "",
        "
message: 见附件{left.n}，文末没有这个附件
check:
  relate:
    left: { pattern: '见附件(?<n>{{num}})' }
    right: { pattern: '^附件(?<n>{{num}})[：:]' }
    join: n
tests:
- bad: |
    名单（见附件1）和预算（⟦见附件3⟧）已经下发。

    附件１：名单
  says: 见附件3，
- good: |
    名单（见附件1）已经下发。

    附件1：名单",
    );
    passes(
        "",
        "
message: '{key}：{left.v}与{right.v}（{computation}）'
label: { related: '此处为{right.v}' }
check:
  relate:
    left: { pattern: '(?<place>{{han}}{2}镇)完成率(?<at>(?<v>{{num}})%)' }
    right: { pattern: '(?<place>{{han}}{2}镇)已完成(?<at>(?<v>{{num}})%)' }
    join: [place]
    expect: left.v == right.v
tests:
- bad: 石桥镇完成率⟦92%⟧，青岭镇完成率80%。会上说，石桥镇已完成⟪29%⟫，青岭镇已完成80%。
  says: 石桥镇：92与29（92 = 29）
- good: 石桥镇完成率92%。青岭镇已完成80%。石桥镇已完成29%，石桥镇已完成92.0%。",
    );
}

const YEARS: &str = "
message: '去年末为{right.v}，今年写去年末{left.v}'
label: { related: '去年写{right.v}' }
check:
  relate:
    left: { figure: 上年末 }
    right: { figure: 年末, role: previous }
    expect: left.v == right.v
tests:
- bad: 上年末共有党员⟦320⟧名。
  with: { previous: 年末共有党员302名。 }
  says: 去年末为302，今年写去年末320
- good: 上年末共有党员302名。
  with: { previous: 年末共有党员302名。 }
- good: 上年末共有党员320名。";

const YEAR_FIGURES: &str = "figures:
- { name: 上年末, pattern: '上年末共有党员(?<v>{{num}})名' }
- { name: 年末, pattern: '年末共有党员(?<v>{{num}})名' }";

#[test]
fn two_documents_are_joined_by_role() {
    passes(YEAR_FIGURES, YEARS);
    let own = pack(YEAR_FIGURES, YEARS);
    let files: [(&str, &[u8]); 3] = [
        ("own.yaml", own.as_bytes()),
        ("draft.txt", "上年末共有党员320名。\n".as_bytes()),
        ("去年.txt", "工作总结\n\n年末共有党员302名。\n".as_bytes()),
    ];
    let folder = folder(&files);
    assert_eq!(findings(&folder, &[]), [""; 0]);
    let found = findings(&folder, &["--with", "previous=去年.txt"]);
    assert!(found.len() == 1 && found[0].contains("（另见 去年.txt:3:7）"), "{found:?}");
    let args = ["check", "--no-default-packs", "--pack", "own.yaml", "draft.txt", "--with"];
    let (text, _) = run(&folder, &[&args[..], &["previous=去年.txt"]].concat());
    assert!(text.contains("draft.txt:1:8") && text.contains("去年.txt:3:7"), "{text}");
    assert!(text.contains("去年写302"), "{text}");
    for (with, says) in [
        ("previus=去年.txt", "是否为 previous？"),
        ("previous", "看不懂 --with previous"),
        ("previous=没有.txt", "找不到这个文件"),
    ] {
        let (text, code) = run(&folder, &[&args[..], &[with]].concat());
        assert!(code == 2 && text.contains(says), "{text}");
    }
}

#[test]
fn what_another_document_has_may_be_asked_of_the_draft() {
    passes(
        "",
        "
message: '计划里的“{left.item}”没有下文'
check:
  relate:
    left: { pattern: '^{{num}}[.．](?<item>{{han}}+)', role: plan }
    right: { pattern: '^{{num}}[.．](?<item>{{han}}+)' }
    join: item
tests:
- bad: |
    ⟦年终总结⟧

    1.道路改造，全部完成。
  with:
    plan: |
      1.道路改造

      2.水渠清淤
  says: 水渠清淤
- good: |
    年终总结

    1.道路改造，全部完成。
  with: { plan: '1.道路改造' }",
    );
    passes(
        "",
        "
message: '{key}：{left.name}，{right.name}'
check:
  relate:
    left: { pattern: '(?<post>局长|副局长)(?<name>{{han}}某)' }
    right: { pattern: '(?<post>局长|副局长)(?<name>{{han}}某)', role: annex }
    join: post
    expect: same
tests:
- bad: ⟦局长李某⟧作报告，副局长王某主持。
  with: { annex: 局长张某。副局长王某。 }
  says: 局长：李某，张某
- good: 局长李某作报告。
  with: { annex: 副局长王某。 }",
    );
}

#[test]
fn mistakes_in_relations_have_their_place() {
    let check = |check: &str, expect: &[&str]| {
        let rule = format!("message: m\ncheck: {{ relate: {check} }}");
        assert_eq!(slips(&pack("", &rule)), expect, "{check}");
    };
    let sides = "left: { pattern: '甲(?<n>{{num}})' }, right: { pattern: '乙(?<m>{{num}})' }";
    check(&format!("{{ {sides} }}"), &[]);
    check(&format!("{{ {sides}, join: n }}"), &["n: right 里没有名为“n”的组"]);
    check(
        &format!("{{ {sides}, expect: left.n = right.n }}"),
        &["right.n: 没有名为“right.n”的数字"],
    );
    check(
        &format!("{{ {sides}, expect: sum(left.n) = right.m }}"),
        &["left.n: relate 里不能用 sum、count、year"],
    );
    check(&format!("{{ {sides}, expect: same }}"), &["same: 两边没有可以比较的同名的组"]);
    check(
        "{ left: { pattern: 甲 }, right: { role: previous } }",
        &["role: pattern、figure 要写且只写一个"],
    );
}

#[test]
fn many_places_are_joined_quickly() {
    let rule = "
message: '{key}'
check:
  relate:
    left: { pattern: '甲(?<n>{{num}})得' }
    right: { pattern: '乙(?<n>{{num}})得' }
    join: n
    expect: some";
    let own = pack("", rule);
    let draft: String = (0..40_000).map(|it| format!("甲{it}得，乙{it}得。\n\n")).collect();
    let files: [(&str, &[u8]); 2] = [("own.yaml", own.as_bytes()), ("draft.txt", draft.as_bytes())];
    let folder = folder(&files);
    let start = std::time::Instant::now();
    assert_eq!(findings(&folder, &[]), [""; 0]);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// A workbook with one sheet 台账, its cells as texts.
fn workbook(rows: &[[&str; 2]]) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &str| {
        let address = format!("{}{}", ["A", "B"][column], row + 1);
        format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let cells: String =
                cells.iter().enumerate().map(|(column, text)| cell(row, column, text)).collect();
            format!("<row r=\"{}\">{cells}</row>", row + 1)
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zip(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
                 Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>\
                 <sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
                 Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

/// A ZIP file whose parts are stored as they are.
fn zip(files: &[(&str, &String)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (size, start) = (text.len() as u32, out.len() as u32);
        let mut common = vec![10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc(text.as_bytes()).to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x0a\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (out.len() as u32, (files.len() as u16).to_le_bytes());
    let length = directory.len() as u32;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
    !bytes.iter().fold(!0, byte)
}

#[test]
fn relations_hold_stretch_by_stretch() {
    passes(
        "",
        "
message: '{key}'
scope: section
check:
  relate:
    left: { pattern: '议题(?<n>{{num}})通过' }
    right: { pattern: '提出议题(?<n>{{num}})' }
    join: n
tests:
- bad: |
    一、上午

    提出议题1、提出议题2。议题1通过，议题2通过。

    二、下午

    提出议题3。⟦议题1通过⟧，议题3通过。
- good: |
    一、全天

    提出议题1、提出议题3。

    （一）上午

    提出议题2，议题2通过。

    二、次日

    提出议题1，议题1通过。",
    );
}

#[test]
fn assertions_and_conflicts_hold_stretch_by_stretch() {
    passes(
        VILLAGES,
        "
message: '{computation}'
scope: section
check: { assert: { that: 总数 == 山区 + 平原 } }
tests:
- bad: |
    一、东乡

    共有行政村12个，其中山区村8个、平原村4个。

    二、西乡

    共有行政村⟦15⟧个，其中山区村⟪8⟫个、平原村⟪6⟫个。
  says: 15 = 8 + 6
- good: |
    一、东乡

    共有行政村12个，其中山区村8个、平原村4个。

    二、西乡

    共有行政村15个，其中山区村9个、平原村6个。",
    );
    passes(
        VILLAGES,
        "
message: '{found}{other}'
scope: section
check: { figure-conflict: { figures: [总数] } }
tests:
- bad: |
    一、东乡

    共有行政村⟪12⟫个。会后共有行政村⟦13⟧个。

    二、西乡

    共有行政村15个。
- good: |
    一、东乡

    共有行政村12个。

    二、西乡

    共有行政村15个。",
    );
}

#[test]
fn groups_of_figures_and_relations_are_not_doubted() {
    let rule = "
message: '{left.n}：{computation}'
check:
  relate:
    left: { pattern: '甲(?<n>{{num}})得(?<v>{{num}})分' }
    right: { pattern: '乙(?<n>{{num}})得(?<w>{{num}})分' }
    join: n
    expect: left.v >= right.w
tests:
- bad: ⟦甲1得5分⟧，乙1得6分。
- good: 甲1得7分，乙1得6分。";
    for text in [pack("", rule), pack("", &LEDGER_RULE.replace("[总数, 山区]", "总数"))] {
        let text = text.replace("file: FILE", "file: a.csv").replace(
            "figure: 总数",
            "figure: { name: 总数, pattern: '共有行政村(?<v>{{num}})个' }",
        );
        let csv = "指标,数值\n总数,\"1,118\"\n";
        let files: [(&str, &[u8]); 2] = [("own.yaml", text.as_bytes()), ("a.csv", csv.as_bytes())];
        let folder = folder(&files);
        let (said, code) = run(&folder, &["pack", "check", "own.yaml"]);
        assert_eq!(code, 0, "{said}");
        let (said, code) = run(&folder, &["pack", "test", "own.yaml"]);
        assert_eq!(code, 0, "{said}");
    }
}
