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
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
    let output = command.args(["pack", "schema"]).stdin(Stdio::null()).output().unwrap();
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
    for folder in ["examples/packs/party-ledger", "examples/packs/hospital", "examples/two-years"] {
        let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        for path in files.filter(|it| it.extension().is_some_and(|it| it == "yaml")) {
            let text = fs::read_to_string(&path).unwrap();
            validator.check(&text).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
        }
    }
    for document in ["docs/packs.md", "docs/packs.zh-CN.md"] {
        let text = fs::read_to_string(document).unwrap();
        let first = text.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
        validator.check(first).unwrap();
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
    ] {
        assert!(rule.contains(from), "{from}");
        let wrong = rule.replacen(from, to, 1);
        assert!(validator.check(&format!("{head}{wrong}")).is_err(), "{to}");
    }
    validator.check("id: a\ndeprecated: { use: b }\n").unwrap();
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
        "a kind has its rows in src/cli/pack/schema/table.rs"
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

/// Everything has its words in Chinese.
#[test]
fn every_key_is_described() {
    fn walk(value: &Value) {
        let properties = value.get("properties").and_then(Value::as_object);
        for (name, key) in properties.into_iter().flatten() {
            let words = key.get("description").and_then(Value::as_str).unwrap_or("");
            assert!(words.chars().any(|it| '一' <= it), "{name}");
        }
        value.as_object().into_iter().flatten().for_each(|(_, it)| walk(it));
        value.as_array().into_iter().flatten().for_each(walk);
    }
    walk(&schema());
}
