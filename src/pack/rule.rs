//! One rule: a YAML map → [`Rule`].

use std::sync::Arc;

use super::case::{Case, read_cases};
use super::header::{PackInfo, read_id};
use super::wording::Template;
use super::{Labels, Rule, RuleFile, Severities, filter, fix};
use crate::diagnostic::{RuleInfo, Severity};
use crate::kinds::Check;
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::{Node, Text};

/// Reads a rule to its end; nothing where a slip makes it unusable.
pub(super) fn read_rule(
    node: &Node,
    pack: &PackInfo,
    file: &Arc<RuleFile>,
    reader: &mut Reader,
) -> Option<Rule> {
    let mut fields = reader.fields(node)?;
    let info = read_info(&mut fields, pack, reader);
    let severities = fields.require("severity", reader).and_then(|it| read_severity(it, reader));
    let check = match outside(&mut fields, reader) {
        true => None,
        false => fields.require("check", reader).and_then(|it| read_check(it, reader)),
    };
    let mut names = check.as_ref().map(Check::captures).unwrap_or_default();
    names.push("text");
    let sound = check.is_some();
    let mut template = |node: Option<&Node>, reader: &mut Reader| match node {
        Some(node) if sound => Template::read(node, &names, reader),
        _ => None,
    };
    let message = fields.require("message", reader);
    let message = template(message, reader);
    let help = template(fields.take("help"), reader).unwrap_or_default();
    let hint = template(fields.take("hint"), reader).unwrap_or_default();
    let labels = match fields.take("label") {
        Some(node) if node.get("primary").or(node.get("related")).is_some() => {
            read_labels(node, &mut template, reader)
        }
        node => Labels { primary: template(node, reader).unwrap_or_default(), ..Labels::default() },
    };
    let kind = check.as_ref().map_or("", Check::name);
    let fix = fields.take("fix").and_then(|it| fix::read(it, kind, &names, reader));
    let filter = filter::read(fields.take("scope"), fields.take("where"), reader);
    let group = fields.take("group").and_then(|it| reader.flag(it)).unwrap_or(false);
    let supersedes = fields.take("supersedes").map(|it| reader.strings(it)).unwrap_or_default();
    let cases: Vec<Case> =
        fields.take("tests").map(|it| read_cases(it, reader)).unwrap_or_default();
    let span = node.span;
    reader.finish(fields);
    Some(Rule {
        info: info?,
        built_in: pack.built_in,
        severities: severities?,
        message: message?,
        check: check?,
        help,
        hint,
        labels,
        fix,
        filter,
        group,
        supersedes,
        aliases: Vec::new(),
        ledgers: 0..0,
        cases,
        file: Arc::clone(file),
        span,
    })
}

fn read_info(fields: &mut Fields<'_>, pack: &PackInfo, reader: &mut Reader) -> Option<RuleInfo> {
    let id = fields.require("id", reader).and_then(|it| read_id(it, reader));
    let title = fields.require("title", reader).and_then(|it| reader.text(it));
    let mut text = |name, reader: &mut Reader| -> Text {
        fields.take(name).and_then(|it| reader.text(it)).unwrap_or_default()
    };
    let (why, silent) = (text("why", reader), text("silent", reader));
    let (source, measured) = (text("source", reader), text("measured", reader));
    let url = fields.take("url").and_then(|it| reader.string(it)).unwrap_or("").to_owned();
    let tags = fields.take("tags").map(|it| reader.strings(it)).unwrap_or_default();
    Some(RuleInfo {
        pack: pack.name.clone(),
        id: id?,
        shown: String::new(),
        severity: None,
        title: title?,
        why,
        silent,
        source,
        measured,
        url,
        tags,
    })
}

const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("none", None),
];

/// Reads a severity: a word for `certain`, or the whole map.
pub fn read_severity(node: &Node, reader: &mut Reader) -> Option<Severities> {
    if node.map().is_none() {
        let certain = severity_word(node, reader)?;
        let lower = |it| if it == Severity::Error { Severity::Warning } else { Severity::Info };
        return Some(Severities {
            certain,
            likely: certain.map(lower),
            possible: certain.map(|_| Severity::Info),
        });
    }
    let mut fields = reader.fields(node)?;
    let mut word = |name, reader: &mut Reader| {
        fields.require(name, reader).and_then(|it| severity_word(it, reader))
    };
    let words = [word("certain", reader), word("likely", reader), word("possible", reader)];
    reader.finish(fields);
    let [certain, likely, possible] = words;
    Some(Severities { certain: certain?, likely: likely?, possible: possible? })
}

fn severity_word(node: &Node, reader: &mut Reader) -> Option<Option<Severity>> {
    let meant = match node.scalar().unwrap_or("") {
        "off" | "false" | "no" | "关" | "关闭" | "无" => "none",
        "错误" | "fatal" | "critical" | "严重" => "error",
        "警告" | "warn" | "on" | "true" | "yes" => "warning",
        "提示" | "note" | "notice" | "hint" => "info",
        _ => return reader.choice(node, &SEVERITIES),
    };
    let written = node.scalar().unwrap_or("");
    reader.slip(
        Slip::new(
            node.span,
            format!("severity 不能写 {written}"),
            format!("severity cannot be {written}"),
        )
        .help(
            format!("写 {meant}；可用：error warning info none"),
            format!("write {meant}; one of: error warning info none"),
        ),
    );
    None
}

/// Whether a kind stands beside the fields of the rule instead of under `check`.
fn outside(fields: &mut Fields<'_>, reader: &mut Reader) -> bool {
    let kind = Check::NAMES.iter().find_map(|name| Some((*name, fields.key(name)?)));
    let Some((name, span)) = kind.filter(|_| fields.key("check").is_none()) else { return false };
    let _ = fields.take(name);
    let slip = Slip::new(
        span,
        format!("检查种类 {name} 要写在 check 里"),
        format!("the kind `{name}` belongs under `check`"),
    );
    reader.slip(
        slip.help(format!("写成 check: {{ {name}: … }}"), format!("write check: {{ {name}: … }}")),
    );
    true
}

fn read_check(node: &Node, reader: &mut Reader) -> Option<Check> {
    let entries = node.map().filter(|entries| !entries.is_empty());
    let Some(entries) = entries else {
        reader.slip(
            Slip::new(node.head(), "check 里要写一个检查种类", "`check` holds one kind").help(
                format!("如 check: {{ pattern: … }}；可用：{}", Check::NAMES.join(" ")),
                format!("such as check: {{ pattern: … }}; one of: {}", Check::NAMES.join(" ")),
            ),
        );
        return None;
    };
    if let Some((key, _)) = entries.get(1) {
        reader.slip(
            Slip::new(key.span, "check 里只能写一个检查种类", "`check` holds exactly one kind")
                .help("另一种检查写成另一条规则", "make the other one a rule of its own"),
        );
        return None;
    }
    let (key, parameters) = entries.first()?;
    match Check::read(&key.name, parameters, reader) {
        Some(check) => check,
        None => {
            let slip = Slip::new(
                key.span,
                format!("不认识的检查种类“{}”", key.name),
                format!("unknown kind `{}`", key.name),
            );
            reader.slip(slip.suggest(&key.name, Check::NAMES));
            None
        }
    }
}

fn read_labels(
    node: &Node,
    template: &mut impl FnMut(Option<&Node>, &mut Reader) -> Option<Template>,
    reader: &mut Reader,
) -> Labels {
    let Some(mut fields) = reader.fields(node) else { return Labels::default() };
    let primary = template(fields.take("primary"), reader).unwrap_or_default();
    let related = template(fields.take("related"), reader).unwrap_or_default();
    reader.finish(fields);
    Labels { primary, related }
}
