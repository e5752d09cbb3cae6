//! A sound pack, and what new users get wrong in it.

/// A pack without mistakes: three rules, all of which find something.
pub(crate) const PACK: &str = "jiaohe: 1
pack: mine
version: 1.0.0
title: 我的规则
defs: { 量词: '次|期|场|个' }
figures:
  - { name: 总数, pattern: '共(?<v>{{num}}){{量词}}' }
rules:
  - id: seat
    title: 空位
    severity: error
    message: 空位“{text}”
    check: { pattern: { any: [空位] } }
    tests:
      - bad: 会场有⟦空位⟧。
      - good: 座无虚席。
  - id: star
    title: 星号
    severity: error
    message: 多了“{text}”
    check:
      pattern:
        any:
          - '＊'
    help: 删去
  - id: sum
    title: 总数
    severity: error
    message: 总数写的是“{text}”
    check: { assert: { that: '总数 > 3' } }
";

/// The name of a mistake, what is written in the pack, and what stands in its place.
pub(crate) const MISTAKES: &[(&str, &str, &str)] = &[
    ("missing colon in a rule", "    severity: error", "    severity error"),
    ("missing blank after a colon", "severity: error", "severity:error"),
    ("missing colon in the head", "title: 我的规则", "title 我的规则"),
    ("full-width colon in a rule", "severity: error", "severity：error"),
    ("full-width colon in braces", "{ any: [空位] }", "{ any：[空位] }"),
    ("full-width comma in a list", "[空位]", "[空位，空座"),
    ("full-width brackets of a list", "[空位]", "［空位］"),
    ("full-width brackets of a map", "{ any: [空位] }", "｛ any: [空位] ｝"),
    (
        "full-width quotes around a pattern",
        "pattern: '共(?<v>{{num}}){{量词}}'",
        "pattern: ‘共(?<v>{{num}}){{量词}}’",
    ),
    ("a list for a map", "{ pattern: { any: [空位] } }", "[pattern]"),
    ("a text for a map", "{ pattern: { any: [空位] } }", "pattern"),
    ("a text for the parameters", "{ any: [空位] } }", "空位 }"),
    ("a list for the parameters", "{ any: [空位] } }", "[空位] }"),
    ("a map for a list", "[空位]", "{ 空位: 1 }"),
    ("a map for the rules", "  - id: seat", "    id: seat"),
    ("a dash too many", "    title: 空位", "  - title: 空位"),
    ("a dash missing", "  - id: star", "    id: star"),
    ("a list where a text is meant", "title: 空位", "title: [空位]"),
    ("a number as a name", "id: seat", "id: 1"),
    ("no rules key", "rules:", "rule:"),
    ("nothing under a key", "severity: error", "severity:"),
    ("a rule without an id", "  - id: seat\n    title", "  - title"),
    ("a rule without a message", "    message: 空位“{text}”\n", ""),
    ("a rule without a check", "    check: { pattern: { any: [空位] } }\n", ""),
    ("an empty rule", "  - id: star", "  -\n  - id: star"),
    ("the same rule twice", "id: star", "id: seat"),
    ("an unknown macro", "{{num}}", "{{数字}}"),
    ("a macro with one brace", "{{num}}", "{num}"),
    ("a macro that names itself", "'次|期|场|个'", "'次|{{量词}}'"),
    ("an unclosed bracket of a class", "any: [空位]", "regex: '[空位'"),
    ("an unclosed group", "any: [空位]", "regex: '(空位'"),
    ("a closing bracket too many", "any: [空位]", "regex: '空位)'"),
    ("nothing to repeat", "any: [空位]", "regex: '*空位'"),
    ("a class in the wrong order", "any: [空位]", "regex: '[9-0]空位'"),
    ("a backslash too many", "any: [空位]", "regex: '空\\位'"),
    ("a back-reference", "any: [空位]", "regex: '(空)\\1'"),
    ("a name of a group in another style", "any: [空位]", "regex: '(?<a b>空)位'"),
    ("a capture that the pattern lacks", "{text}", "{n}"),
    ("a group that the figure lacks", "(?<v>", "("),
    ("two kinds", "{ any: [空位] } }", "{ any: [空位] }, variants: { groups: [[空, 座]] } }"),
    ("a kind misspelt", "{ pattern:", "{ patterns:"),
    ("a kind in Chinese", "{ pattern:", "{ 模式:"),
    ("a parameter of another kind", "{ any: [空位] }", "{ any: [空位], max: 2 }"),
    ("a severity in Chinese", "severity: error", "severity: 警告"),
    ("a severity with a capital", "severity: error", "severity: Error"),
    ("a severity as a number", "severity: error", "severity: 1"),
    ("a full-width plus", "总数 > 3", "总数 ＋ 1 > 3"),
    ("a full-width equals sign", "总数 > 3", "总数 ＝ 3"),
    ("a full-width comparison", "总数 > 3", "总数 ＞ 3"),
    ("a full-width bracket in an expression", "总数 > 3", "（总数） > 3"),
    ("a Chinese not-equal", "总数 > 3", "总数 ≠ 3"),
    ("a multiplication sign", "总数 > 3", "总数 × 2 > 3"),
    ("a name that is no figure", "总数 > 3", "总量 > 3"),
    ("an expression that is no comparison", "总数 > 3", "总数 + 3"),
    ("an expression without an end", "总数 > 3", "总数 >"),
    ("an empty expression", "'总数 > 3'", "''"),
    ("an unquoted expression that begins with a bracket", "'总数 > 3'", "[总数] > 3"),
    (
        "a ledger that is not there",
        "{ assert: { that: '总数 > 3' } }",
        "{ ledger: { file: lager.csv, figure: 总数 } }",
    ),
    (
        "a ledger with backslashes",
        "{ assert: { that: '总数 > 3' } }",
        "{ ledger: { file: 台账\\ledger.csv, figure: 总数 } }",
    ),
    (
        "a column that the ledger lacks",
        "{ assert: { that: '总数 > 3' } }",
        "{ ledger: { file: ledger.csv, figure: 总数, value: 数值 } }",
    ),
    (
        "a ledger as a Word file",
        "{ assert: { that: '总数 > 3' } }",
        "{ ledger: { file: 台账.docx, figure: 总数 } }",
    ),
    ("a case without its closing mark", "⟦空位⟧", "⟦空位"),
    ("a case with marks of another shape", "⟦空位⟧", "【空位】"),
    ("a case that is neither good nor bad", "- good:", "- ok:"),
    ("a tab before a key", "    message: 空位", "\tmessage: 空位"),
    ("a tab after a colon", "title: 我的规则", "title:\n\t我的规则"),
    ("a full-width blank before a key", "    message: 空位", "　　message: 空位"),
    ("an indent that is one too deep", "    severity: error", "     severity: error"),
    ("an indent that is one too flat", "    severity: error", "   severity: error"),
    ("an anchor in itself", "{ any: [空位] }", "&a { any: [空位, *a] }"),
    ("a quote that is not closed", "message: 空位“{text}”", "message: '空位“{text}”"),
    ("two quotes inside a text", "message: 空位“{text}”", "message: '空位'{text}''"),
    ("a message that begins with a brace", "message: 空位“{text}”", "message: {text} 是空位"),
    ("a message with a colon and a blank", "message: 空位“{text}”", "message: 空位: {text}"),
    ("a text that begins with an at sign", "title: 空位", "title: @空位"),
    (
        "a lexicon with a path of another folder",
        "title: 我的规则",
        "lexicons: { 单位: 词表\\units.txt }",
    ),
    ("a version as two numbers of a list", "version: 1.0.0", "version: [1, 0, 0]"),
    ("a language version in words", "jiaohe: 1", "jiaohe: 一"),
    ("a pack without its first line", "jiaohe: 1\n", ""),
    ("a pack named in Chinese", "pack: mine", "pack: 我的规则"),
    ("a scope in Chinese", "    help: 删去", "    scope: 标题"),
    ("a where that is a text", "    help: 删去", "    where: heading"),
    ("a zone that nobody knows", "    help: 删去", "    where: { not-in: 引文 }"),
    (
        "tests as a map",
        "    tests:\n      - bad: 会场有⟦空位⟧。\n      - good: 座无虚席。",
        "    tests:\n      bad: 会场有⟦空位⟧。\n      good: 座无虚席。",
    ),
    ("two documents", "rules:", "---\nrules:"),
    ("a merge key", "    help: 删去", "    <<: { help: 删去 }"),
    ("a comment without a blank", "message: 空位“{text}”", "message: #空位"),
    (
        "swap without pairs",
        "{ pattern: { any: [空位] } }",
        "{ substitution: { swap: [空位, 空座] } }",
    ),
    ("a count in words", "{ pattern: { any: [空位] } }", "{ occurrence: { of: 空位, max: 两次 } }"),
    (
        "max below min",
        "{ pattern: { any: [空位] } }",
        "{ occurrence: { of: 空位, min: 3, max: 2 } }",
    ),
    ("a tolerance in words", "{ that: '总数 > 3' }", "{ that: '总数 > 3', tolerance: 百分之一 }"),
    (
        "a let that takes a name twice",
        "{ that: '总数 > 3' }",
        "{ let: { 总数: '总数 + 1' }, that: '总数 > 3' }",
    ),
    (
        "join on a group that is not there",
        "{ pattern: { any: [空位] } }",
        "{ relate: { left: { pattern: '第(?<n>{{num}})期' }, right: { pattern: '第(?<m>{{num}})场' }, join: n } }",
    ),
    ("a fix that is a text", "    help: 删去", "    fix: 删去"),
    (
        "a group of variants that is no list",
        "{ pattern: { any: [空位] } }",
        "{ variants: { groups: [空位, 空座] } }",
    ),
    ("a macro that is not closed", "{{num}}", "{{num}"),
    (
        "a group of one spelling",
        "{ pattern: { any: [空位] } }",
        "{ variants: { groups: [[空位]] } }",
    ),
    ("a map in a list", "[空位]", "[“空位”: 甲]"),
    ("a quote closed too early", "any: [空位]", "regex: '空'位'"),
    (
        "a rule written under its kind",
        "    check: { pattern: { any: [空位] } }",
        "    pattern: { any: [空位] }",
    ),
    ("a regex where a list is meant", "pattern: '共(?<v>{{num}}){{量词}}'", "pattern: [共, 个]"),
    ("an unknown unit", "pattern: '共(?<v>{{num}}){{量词}}'", "unit: 坨, subject: 支部"),
    ("an extension that is not there", "title: 我的规则", "extends: [bese]"),
];
