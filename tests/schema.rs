//! The schema that editors use says what the program takes: held against it by a real validator.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use jiaohe::kinds::Check;
use jiaohe::pack::{self, PackFile, PackSource};
use serde_json::Value;

fn schema() -> Value {
    schema_in("zh")
}

fn schema_in(language: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    let args = ["pack", "schema", "--lang", language];
    let output = command.args(args).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether the YAML is valid, and if not, why.
struct Validator {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("schema.json", schema()).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn check(&self, yaml: &str) -> Result<(), String> {
        let value: Value = serde_yaml::from_str(yaml).map_err(|it| it.to_string())?;
        self.schemas.validate(&value, self.index).map_err(|it| format!("{it:#}"))
    }
}

#[test]
fn all_packs_of_the_program_are_valid() {
    let validator = Validator::new();
    let mut count = 0;
    for (name, _) in pack::built_in_names() {
        for file in pack::built_in_files(name) {
            if file.name.ends_with(".yaml") {
                validator.check(&file.text).unwrap_or_else(|it| panic!("{}: {it}", file.name));
                count += 1;
            }
        }
    }
    assert!(20 < count);
    let new = fs::read_to_string("src/cli/pack/new.yaml").unwrap();
    validator.check(&new).unwrap();
    for document in ["docs/packs.md", "docs/packs.zh-CN.md"] {
        let text = fs::read_to_string(document).unwrap();
        let blocks = text.split("```yaml\n").skip(1).map(|it| it.split("```").next().unwrap());
        for pack in blocks.filter(|it| it.starts_with("jiaohe:")) {
            validator.check(pack).unwrap_or_else(|it| panic!("{document}: {it}"));
        }
    }
}

#[test]
fn mistakes_are_seen_in_the_editor() {
    let validator = Validator::new();
    let head = "jiaohe: 1\npack: a\nversion: 1.0.0\n";
    let rule = "rules: [{ id: a, title: a, severity: error, message: m, check: { pattern: { any: [a] } } }]\n";
    validator.check(&format!("{head}{rule}")).unwrap();
    for (from, to) in [
        ("severity: error", "severity: 错误"),
        ("message: m", "mesage: m"),
        ("{ any: [a] }", "{ any: [a], longest: 几 }"),
        ("pattern:", "patern:"),
        ("{ pattern: { any: [a] } }", "{}"),
        ("message: m", "message: { en: m }"),
        ("message: m", "message: m, scope: [chapter]"),
        ("message: m", "message: m, fix: { safety: save }"),
        ("{ pattern: { any: [a] } }", "{ substitution: { swap: [[a]] } }"),
        ("title: a,", ""),
        ("message: m", "message: m, label: { primary: a, other: b }"),
        ("message: m", "message: m, label: [a]"),
        ("message: m", "message: m, where: { level: 一 }"),
        ("message: m", "message: m, fix: { safety: safe, insert: 。 }"),
        ("message: m", "message: m, fix: { safety: safe, insert: { behind: 。 } }"),
        ("message: m", "message: m, fix: { safety: safe, insert: { before: a, after: b } }"),
        ("severity: error", "severity: { certain: error, likely: warning, possible: 提示 }"),
        ("message: m", "message: m, deprecated: b"),
        ("message: m", "message: m, deprecated: { used: b }"),
        ("{ pattern: { any: [a] } }", "{ assert: { that: a == b, figures: [{ name: a }] } }"),
        ("{ pattern: { any: [a] } }", "{ assert: { that: a == b, several: all } }"),
        ("{ pattern: { any: [a] } }", "{ figure-conflict: { figures: [{ nmae: a }] } }"),
        (
            "{ pattern: { any: [a] } }",
            "{ ledger: { file: a.csv, figure: { name: a, patern: b } } }",
        ),
        ("{ pattern: { any: [a] } }", "{ relate: { left: { patern: a }, right: { figure: b } } }"),
        ("{ pattern: { any: [a] } }", "{ relate: { left: a, right: { figure: b } } }"),
        ("rules:", "figures: [{ pattern: a }]\nrules:"),
        ("rules:", "figures: [{ name: a, pattern: a, unit: 个 }]\nrules:"),
        ("rules:", "figures: [{ name: a, unit: 个 }]\nrules:"),
        ("rules:", "figures: [{ name: a, unit: 个, head: b, status: doing }]\nrules:"),
        ("rules:", "overrides: [{ rule: base/range-unit, params: [reversed] }]\nrules:"),
        (
            "rules:",
            "overrides: [{ rule: base/range-unit, params: { reprot: [reversed] } }]\nrules:",
        ),
    ] {
        assert!(rule.contains(from), "{from}");
        let wrong = rule.replacen(from, to, 1);
        assert!(validator.check(&format!("{head}{wrong}")).is_err(), "{to}");
    }
}

#[test]
fn what_is_right_is_let_through() {
    let validator = Validator::new();
    for right in [
        "id: a\ndeprecated: { use: b }\n",
        &rule_of("pattern: { any: a }", "label: { primary: a, related: { zh: b, en: c } }"),
        &rule_of("pattern: { any: a }", "where: { level: [1, 2] }"),
        &rule_of("pattern: { any: a }", "fix: { safety: safe, insert: { after: 。 } }"),
        &rule_of("pattern: { any: a }", "fix: { safety: safe, replace: { 帐: 账 } }"),
        &rule_of("figure-conflict: { figures: [a, { name: b, unit: 个, head: c }] }", ""),
        &rule_of("ledger: { file: a.csv, figure: [a, b] }", ""),
        &rule_of("ledger: { file: a.csv, figure: { 行政村: 村数 } }", ""),
        &rule_of("ledger: { file: a.csv, figure: { name: a, pattern: '(a)' } }", ""),
        &rule_of("relate: { left: { figure: a }, right: { pattern: a, role: previous } }", ""),
        &rule_of("assert: { that: a == b, tolerance: 1%, several: possible }", ""),
        "jiaohe: 1\npack: a\nversion: 1.0.0\noverrides: [{ rule: base/a, params: { of: 甲 } }]\n",
    ] {
        validator.check(right).unwrap_or_else(|it| panic!("{right}\n{it}"));
    }
}

/// A rule of a folder, with this check and other keys.
fn rule_of(check: &str, rest: &str) -> String {
    format!("id: a\ntitle: a\nseverity: error\nmessage: m\ncheck: {{ {check} }}\n{rest}\n")
}

/// The keys that the decoder knows where `UNKNOWN` stands in this pack: it lists them itself.
fn known(yaml: &str) -> BTreeSet<String> {
    let files = vec![PackFile { name: "a.yaml".to_owned(), text: yaml.to_owned() }];
    let loaded = pack::load(&[PackSource::Files("a.yaml".to_owned(), files)]);
    let helps = loaded.slips.iter().flat_map(|(_, slips)| slips).filter_map(|slip| {
        let unknown = slip.message.en.contains(UNKNOWN);
        slip.help.as_ref().filter(|_| unknown).map(|it| it.en.clone())
    });
    let helps: Vec<String> = helps.collect();
    let list = helps.first().and_then(|it| it.strip_prefix("one of: "));
    let list = list.unwrap_or_else(|| panic!("{yaml}: {helps:?}"));
    list.split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

const UNKNOWN: &str = "qqqqqqqqqq";
/// The first key takes the complaints about what is missing.
const OTHER: &str = "wwwwwwwwww";

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_has_the_keys_of_the_decoders() {
    let schema = schema();
    let defined = &schema["definitions"];
    let head = "jiaohe: 1\npack: a\nversion: 1.0.0\n";
    let rule = |rest: &str| {
        format!(
            "{head}rules:\n  - id: a\n    title: a\n    severity: error\n    message: m\n{rest}"
        )
    };
    let check = "    check: { pattern: { any: [a] } }\n";
    let kinds: BTreeSet<String> = Check::NAMES.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(
        keys(&defined["check"]),
        kinds,
        "a kind has its rows in src/cli/pack/schema/table/kinds.rs"
    );
    for kind in Check::NAMES {
        let needed = match *kind {
            "parts" => "check: [total], ",
            "pattern" => "any: [a], ",
            "range" => "report: [unit], ",
            _ => "",
        };
        let found = known(&rule(&format!(
            "    check: {{ {kind}: {{ {needed}{OTHER}: 1, {UNKNOWN}: 1 }} }}\n"
        )));
        assert_eq!(keys(&defined["check"]["properties"][*kind]), found, "{kind}");
    }
    let branch =
        format!("    check: {{ pattern: {{ patterns: [{{ any: [a], {UNKNOWN}: 1 }}] }} }}\n");
    assert_eq!(keys(&defined["branch"]), known(&rule(&branch)));
    let filter = format!("{check}    where: {{ {UNKNOWN}: 1 }}\n");
    assert_eq!(keys(&defined["where"]), known(&rule(&filter)));
    let fix = format!("{check}    fix: {{ safety: safe, {UNKNOWN}: 1 }}\n");
    assert_eq!(keys(&defined["fix"]), known(&rule(&fix)));
    let case = format!("{check}    tests: [{{ good: a, {UNKNOWN}: 1 }}]\n");
    assert_eq!(keys(&defined["case"]), known(&rule(&case)));
    let mut of_rule = keys(&defined["rule"]);
    // A renamed rule is read by itself.
    assert!(of_rule.remove("deprecated"));
    let mut found = known(&rule(&format!("{check}    {UNKNOWN}: 1\n")));
    found.remove("deprecated");
    assert_eq!(of_rule, found);
    let mut of_pack = keys(&defined["pack"]);
    let found = known(&format!("{head}{UNKNOWN}: 1\nrules: []\n"));
    if !found.contains("figures") {
        of_pack.remove("figures");
    }
    assert_eq!(of_pack, found);
}

/// Everything has its words in both languages.
#[test]
fn every_key_is_described() {
    fn walk(value: &Value, said: fn(&str) -> bool) {
        let properties = value.get("properties").and_then(Value::as_object);
        for (name, key) in properties.into_iter().flatten() {
            let words = key.get("description").and_then(Value::as_str).unwrap_or("");
            assert!(said(words), "{name}: {words}");
        }
        value.as_object().into_iter().flatten().for_each(|(_, it)| walk(it, said));
        value.as_array().into_iter().flatten().for_each(|it| walk(it, said));
    }
    walk(&schema_in("zh"), |words| words.chars().any(|it| '一' <= it));
    walk(&schema_in("en"), |words| words.starts_with(|it: char| it.is_ascii() || it == '`'));
}
