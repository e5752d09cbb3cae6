//! The kinds that packs of users are made of: what they find, what they say, what they refuse.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use jiaohe::check::{Settings, check};
use jiaohe::input::{self, Raw};
use jiaohe::model::Document;
use jiaohe::pack::{self, Loaded, PackFile, PackSource};
use jiaohe::text::{Language, SourceId};
use jiaohe::verify::{Outcome, verify};

/// A pack with one rule of this check and message.
fn pack(check: &str, message: &str, rest: &str) -> Loaded {
    let text = format!(
        "jiaohe: 1\npack: mine\nversion: 1.0.0\nrules:\n  - id: one\n    title: 一条\n    \
         severity: error\n    message: '{message}'\n    check: {check}\n{rest}"
    );
    let files = vec![PackFile { name: "mine.yaml".to_owned(), text }];
    pack::load(&[PackSource::Files("mine.yaml".to_owned(), files)])
}

/// Holds a check against a marked draft, and its messages against `says`.
fn holds(check: &str, message: &str, draft: &str, says: &str) {
    let indented: String = draft.lines().map(|it| format!("          {it}\n")).collect();
    let key = if draft.contains('⟦') { "bad" } else { "good" };
    let loaded = pack(check, message, &format!("    tests:\n      - {key}: |\n{indented}"));
    assert!(loaded.slips.is_empty(), "{check}: {:?}", loaded.slips);
    for verdict in verify(&loaded.set, Language::Zh) {
        let told = matches!(verdict.outcome, Outcome::Passed | Outcome::Untested);
        assert!(told, "{check}\n{}", verdict.difference);
    }
    let said: Vec<_> = messages(&loaded, draft).collect();
    assert_eq!(said.join("；"), says, "{check}\n{draft}");
}

fn messages(loaded: &Loaded, draft: &str) -> impl Iterator<Item = String> {
    let plain: String = draft.chars().filter(|it| !"⟦⟧⟪⟫".contains(*it)).collect();
    let raw = Raw { name: "draft.txt", bytes: plain.as_bytes(), encoding: Some("utf-8") };
    let document = Document::of(input::read(raw, SourceId(0)).unwrap());
    let checked = check(&document, &loaded.set, &Settings::default());
    checked.diagnostics.into_iter().map(|it| it.message)
}

#[test]
fn substitutions() {
    let swap = "{ substitution: { swap: [[帐, 账], [蚊帐, 蚊帐], [登陆, 登录], [党委, 党委会]] } }";
    let words = "{wrong}→{right}";
    holds(swap, words, "设⟦帐⟧户，购蚊帐，⟦登陆⟧系统。", "帐→账；登陆→登录");
    holds(swap, words, "党委会研究，⟦党委⟧通过。", "党委→党委会");
    holds(swap, words, "账户、登录。", "");
}

#[test]
fn a_substitution_carries_its_fix() {
    let swap = "{ substitution: { swap: [[登陆, 登录]] } }";
    let loaded = pack(swap, "{wrong}", "    fix: { safety: safe }\n");
    let raw = Raw { name: "a.txt", bytes: "登陆系统。".as_bytes(), encoding: Some("utf-8") };
    let document = Document::of(input::read(raw, SourceId(0)).unwrap());
    let checked = check(&document, &loaded.set, &Settings::default());
    let fixes: Vec<_> = checked.diagnostics.iter().filter_map(|it| it.fix.as_ref()).collect();
    let texts: Vec<_> = fixes.iter().flat_map(|it| &it.edits).map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["登录"]);
}

#[test]
fn occurrences() {
    let words = "{count}/{expected}";
    let least = "{ occurrence: { of: [下一步, 今后], min: 1 } }";
    holds(least, words, "⟦年度总结⟧\n开会三次。\n", "0/1");
    holds(least, words, "年度总结\n下一步开会。\n", "");
    let most = "{ occurrence: { of: '高度重视', max: 2 } }";
    holds(most, words, "高度重视，⟪高度重视⟫。⟦高度重视⟧，高度重视。", "4/2");
    holds("{ occurrence: { of: [绝对], max: 0 } }", words, "⟦绝对⟧可靠，绝对。", "2/0");
    let exactly = "{ occurrence: { of: [主送], exactly: 1 } }";
    holds(exactly, words, "主送甲", "");
    holds(exactly, words, "⟦通知⟧", "0/1");
    holds(exactly, words, "⟪主送⟫甲，⟦主送⟧乙", "2/1");
    let scoped =
        |scope: &str| format!("{{ occurrence: {{ of: [问题], min: 1 }} }}\n    scope: {scope}");
    let text = "总结\n一、成绩\n有问题。\n⟦二、打算⟧\n开会。\n";
    holds(&scoped("section"), words, text, "0/1");
    holds(&scoped("paragraph"), words, "⟦总结⟧\n有问题。\n⟦开会三次。⟧改进。\n", "0/1；0/1");
}

#[test]
fn requirements() {
    let same = "{ requires: { if: '见附件(?<n>{{num}})', then: '^附件(?<n>{{num}}|{{cn-num}})', same: n } }";
    holds(same, "{n}", "⟦见附件3⟧，见附件1，见附件3，见附件２。\n⟪附件一⟫\n附件2\n", "3");
    holds(same, "{n}", "附件2\n", "");
    let plain = "{ requires: { if: [简称], then: '（以下简称“[^”]+”）' } }";
    holds(plain, "{match}{other}", "⟦简称⟧甲，简称乙。", "简称");
    holds(plain, "{match}", "县公共服务中心（以下简称“中心”）", "");
}

#[test]
fn variants() {
    let words = "{found}→{other} {counts}";
    let group = "groups: [[其他, 其它], [帐户, 账户, 户头]]";
    let most = format!("{{ variants: {{ {group} }} }}");
    holds(&most, words, "⟦其它⟧一，⟪其他⟫二，其他三。", "其它→其他 “其他”2处、“其它”1处");
    holds(&most, words, "其他一，其他二，账户。", "");
    let three = "⟪账户⟫、⟦户头⟧、⟪帐户⟫、账户";
    holds(&most, words, three, "户头→账户 “账户”2处、“户头”1处、“帐户”1处");
    let first = format!("{{ variants: {{ {group}, prefer: first }} }}");
    holds(&first, words, "⟪其它⟫一，⟦其他⟧二，其他三。", "其他→其它 “其他”2处、“其它”1处");
    let named = format!("{{ variants: {{ {group}, prefer: 其它 }} }}");
    holds(&named, words, "⟦其他⟧一，⟪其它⟫二，其他三。", "其他→其它 “其他”2处、“其它”1处");
    holds(&named, words, "其他一，其他二。", "");
}

#[test]
fn names() {
    let titles = "{ names: { what: title, kinds: [[办法, 规定]], allow: [《库房盘点规定》] } }";
    let draft = "修订⟪《食堂采购管理办法》⟫。\n对照⟦《食堂采购管理规定》⟧。\n按《库房盘点办法》和\n《库房盘点规定》办。";
    holds(titles, "{change}", draft, "作“规定”");
    let short = "{ names: { what: abbreviation, openers: [以下简称], report: [two] } }";
    let draft = "⟪青岭水务公司（以下简称“水司”）⟫。⟦青岭水务公司（以下简称“公司”）⟧。";
    holds(short, "{short}", draft, "公司");
    let levels = "{ names: { what: level, own: 校, self: [我局], before: 组织, levels: \
                  [{ name: 校, words: [全校] }, { name: 局, words: [我局, 全局] }] } }";
    holds(levels, "{own}", "全校平安。⟦我局⟧加强值守。", "校");
    holds(levels, "{own}", "全校平安。顾全局。", "");
    let terms = "{ names: { what: term, groups: [[主题党日, 党员主题日]] } }";
    holds(terms, "{found}{other}", "⟪主题党日⟫。⟦党员主题日⟧。", "党员主题日主题党日");
}

#[test]
fn sections() {
    let words = "{problem}";
    let body = "总结\n一、主要工作\n开展工作。\n二、⟦下一步打算⟧\n";
    let expect = "{ sections: { expect: [主要工作, [存在问题, 主要不足]] } }";
    let missing =
        "总结\n一、主要工作\n开展工作。\n二、下一步打算\n⟦认真落实。⟧\n附件1\n存在问题清单\n";
    holds(expect, words, missing, "缺少“存在问题”部分");
    holds(expect, words, "总结\n一、主要工作\n二、主要不足\n", "");
    holds(expect, words, "总结\n主要工作\n开展工作。\n存在问题\n有三项。\n", "");
    let forbid = "{ sections: { forbid: ['打算|安排'] } }";
    let body = body.replace("二、⟦下", "⟦二、下");
    holds(forbid, words, &body, "不应有“打算”部分");
    let order = "{ sections: { expect: [工作, 问题, 打算], order: true } }";
    let text = "总结\n一、工作\n⟪二、打算⟫\n⟦三、问题⟧\n";
    let text = text.replace("⟪二、打算⟫", "⟦二、打算⟧").replace("⟦三、问题⟧", "⟪三、问题⟫");
    holds(order, words, &text, "“打算”应在“问题”之后");
}

#[test]
fn dates_pairs_and_repetition() {
    let dates = "{ dates: { what: [impossible, reversed] } }";
    holds(dates, "{date}{from}{to}", "⟦6月31日⟧开会，⟦5月到3月⟧检查。", "6月31日；5月3月");
    holds(dates, "{date}", "2023年3月5日（星期一）开会。", "");
    holds("{ dates: { what: weekday } }", "{expected}", "⟦2023年3月5日(周一)⟧。", "周日");
    let pairs = "{ pairs: { marks: ['<>', '“”'] } }";
    holds(pairs, "{mark}{partner}", "按⟦<⟧办法⟪，⟫（试行办好。", "<>");
    holds(pairs, "{mark}", "⟦“⟧甲⟪。⟫\n⟦“⟧乙⟪。⟫\n“丙。”", "“；“");
    let across = "{ pairs: { marks: ['“”'], across: ['“”'] } }";
    holds(across, "{mark}", "“甲。\n“乙。\n“丙。”", "");
    let words = "{ repetition: { unit: word, words: [的], except: [目的的] } }";
    holds(words, "{word}", "⟦的的⟧时间，目的的，⟦开会开会⟧，和和。", "的；开会");
    let text = "{ repetition: { unit: sentence, min-length: 4 } }";
    holds(text, "{count}", "⟪开会三次。⟫好。⟦开会三次。⟧行。⟪开会三次。⟫", "3");
}

#[test]
fn mistakes_in_dates_pairs_and_repetition() {
    let table = [
        ("{ dates: {} }", "缺少必填的键“what”"),
        ("{ dates: { what: [never] } }", "不认识的值“never”"),
        ("{ pairs: { marks: [（）》, （] } }", "这里应是一对符号；这里应是一对符号"),
        ("{ pairs: { marks: [（）], acros: [] } }", "不认识的键“acros”"),
        ("{ repetition: { unit: line } }", "不认识的值“line”"),
        ("{ repetition: { unit: word, words: [进行] } }", "words 里是单字词"),
    ];
    for (check, expect) in table {
        let slips = pack(check, "甲", "").slips;
        let said: Vec<_> =
            slips.iter().flat_map(|it| &it.1).map(|it| it.message.zh.as_str()).collect();
        assert_eq!(said.join("；"), expect, "{check}");
    }
}

#[test]
fn mistakes() {
    let table = [
        "{ substitution: {} }",
        "{ substitution: { swap: [] } }",
        "{ substitution: { swap: [[帐, 账], [帐, 账目], [登陆], 截止] } }",
        "{ occurrence: { of: '(' , min: 1 } }",
        "{ occurrence: { of: [甲] } }",
        "{ occurrence: { of: [], min: 一 } }",
        "{ occurrence: { of: 甲, min: 3, max: 2 } }",
        "{ occurrence: { of: 甲, min: 3, exactly: 2 } }",
        "{ requires: { if: 甲 } }",
        "{ requires: { if: '(?<n>甲)', then: '乙', same: [n, m] } }",
        "{ variants: { groups: [[其他], 其它] } }",
        "{ variants: { groups: [[其他, 其它]], prefer: 其佗 } }",
        "{ sections: {} }",
        "{ sections: { expect: [甲], order: true } }",
        "{ sections: { expcet: [甲] } }",
        "{ names: { allow: [甲] } }",
        "{ names: { what: titles } }",
        "{ names: { what: title, levels: [] } }",
        "{ names: { what: abbreviation, openers: [], report: [tow] } }",
        "{ names: { what: level, own: 县城, levels: [{ name: 县, words: [全县] }] } }",
        "{ names: { what: term } }",
        "{ names: { what: term, groups: [[甲]] } }",
    ];
    let mut out = String::new();
    for check in table {
        writeln!(out, "== {check}").unwrap();
        let slips = pack(check, "甲", "").slips;
        assert!(!slips.is_empty(), "{check}");
        for (source, slip) in
            slips.iter().flat_map(|(it, slips)| slips.iter().map(move |slip| (it, slip)))
        {
            for language in [Language::Zh, Language::En] {
                let help = slip.help.as_ref().map_or("", |it| it.get(language));
                let place = slip.span.of(&source.text);
                writeln!(out, "‹{place}› {} / {help}", slip.message.get(language)).unwrap();
            }
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("kinds_mistakes", out));
}
