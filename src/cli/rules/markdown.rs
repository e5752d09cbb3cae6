//! The manual of rules: one page with all that is known of each.

use std::io::{self, Write};

use super::super::about::{correction, examples, marked, parts};
use super::super::packs::{severity, severity_word};
use crate::check::own_rules;
use crate::diagnostic::RuleInfo;
use crate::pack::header::PackInfo;
use crate::pack::{Rule, RuleSet};
use crate::text::Language;
use crate::verify::said;

/// Writes the page: a table of contents, then each pack with its rules.
pub(super) fn write_page(
    set: &RuleSet,
    on: impl Fn(&Rule) -> bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", pick(language, HEAD))?;
    for pack in &set.packs {
        write_contents(set, pack, &on, language, out)?;
    }
    for pack in &set.packs {
        writeln!(out, "\n## {}", pack_title(pack, language))?;
        for rule in rules_of(set, pack) {
            write_rule(set, rule, on(rule), language, out)?;
        }
    }
    writeln!(out, "\n## {}", pick(language, ("校核自己的规则", "Rules of jiaohe itself")))?;
    for info in own_rules() {
        writeln!(out, "\n### `{}` {}", info.id, escaped(info.title.get(language)))?;
        write_parts(&info, language, out)?;
    }
    Ok(())
}

const HEAD: (&str, &str) = (
    "# 规则手册

这一页由 `jiaohe rules --format markdown` 从规则本身写出，不要手改。写规则见 [packs.zh-CN.md](packs.zh-CN.md)。

级别是把握十足时的级别：**错误**是怎么读都不对，**警告**多半不对，**提示**值得看一眼；把握小一些的降一级。例子是规则自带的用例，⟦ ⟧ 括住报出的地方，⟪ ⟫ 括住与它对照的地方。“实测”是在公开发表的文本上报了几处。",
    "# The rules

This page is written by `jiaohe rules --format markdown` from the rules themselves; do not edit it. How rules are written: [packs.md](packs.md).

The severity is that of a finding which is certain: an **error** is wrong however it is read, a **warning** probably is, an **info** is worth a look; a finding that is less certain comes one step lower. The examples are test cases of the rules, with ⟦ ⟧ around what is reported and ⟪ ⟫ around what it is held against. “Measured” says how often a rule fired on published text.",
);

fn pick<'a>(language: Language, (zh, en): (&'a str, &'a str)) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn rules_of<'a>(set: &'a RuleSet, pack: &'a PackInfo) -> impl Iterator<Item = &'a Rule> {
    set.rules.iter().filter(|rule| rule.info.pack == pack.name)
}

fn pack_title(pack: &PackInfo, language: Language) -> String {
    let (name, title) = (&pack.name, escaped(pack.title.get(language)));
    match language {
        Language::Zh => format!("规则包 `{name}`　{title}"),
        Language::En => format!("Pack `{name}`: {title}"),
    }
}

fn write_contents(
    set: &RuleSet,
    pack: &PackInfo,
    on: impl Fn(&Rule) -> bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns =
        pick(language, ("| 规则 | 级别 | 查什么 |", "| rule | severity | what it finds |"));
    writeln!(out, "\n**{}**\n\n{columns}\n| --- | --- | --- |", pack_title(pack, language))?;
    for rule in rules_of(set, pack) {
        let (id, title) = (rule.shown(), escaped(rule.info.title.get(language)));
        // The anchor is named, since titles hold words that each site turns into anchors its own way.
        writeln!(out, "| [`{id}`](#{id}) | {} | {title} |", level(rule, on(rule), language))?;
    }
    Ok(())
}

/// The severity, and whether the rule has to be asked for.
fn level(rule: &Rule, on: bool, language: Language) -> String {
    let word = severity_word(severity(rule), language);
    match (on, language) {
        (true, _) => word.to_owned(),
        (false, Language::Zh) => format!("{word}（默认不开）"),
        (false, Language::En) => format!("{word} (off by default)"),
    }
}

fn write_rule(
    set: &RuleSet,
    rule: &Rule,
    on: bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (id, title) = (rule.shown(), escaped(rule.info.title.get(language)));
    writeln!(out, "\n<a id=\"{id}\"></a>\n\n### `{id}` {title}")?;
    let (kind, level) = (rule.check.name(), level(rule, on, language));
    match language {
        Language::Zh => writeln!(out, "\n级别：{level}　检查种类：`{kind}`")?,
        Language::En => writeln!(out, "\nSeverity: {level}. Kind: `{kind}`.")?,
    }
    write_examples(set, rule, language, out)?;
    write_parts(&rule.info, language, out)?;
    let fix = correction(rule.fix.as_ref());
    let heading = pick(language, ("改法", "Fix"));
    write_part(heading, fix.get(language), language, out)
}

/// The first bad example with what is said of it, and the first good one.
fn write_examples(
    set: &RuleSet,
    rule: &Rule,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cases = examples(rule);
    if let Some(case) = cases.iter().find(|it| !it.good) {
        let heading = pick(language, ("反例", "Bad"));
        writeln!(out, "\n**{heading}**\n\n```text\n{}\n```\n", marked(case).trim_end())?;
        for message in said(set, rule, case, language) {
            writeln!(out, "- {}", escaped(&message))?;
        }
    }
    if let Some(case) = cases.iter().find(|it| it.good) {
        let heading = pick(language, ("正例", "Good"));
        writeln!(out, "\n**{heading}**\n\n```text\n{}\n```", marked(case).trim_end())?;
    }
    Ok(())
}

fn write_parts(info: &RuleInfo, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (heading, text) in parts(info) {
        write_part(heading.get(language), &escaped(text.get(language)), language, out)?;
    }
    Ok(())
}

fn write_part(
    heading: &str,
    text: &str,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text: Vec<&str> = text.split_whitespace().collect();
    match (text.join(" "), language) {
        (text, _) if text.is_empty() => Ok(()),
        (text, Language::Zh) => writeln!(out, "\n**{heading}**：{text}"),
        (text, Language::En) => writeln!(out, "\n**{heading}:** {text}"),
    }
}

/// The text with the signs of Markdown as plain characters; what stands between backticks stays.
fn escaped(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let plain = |text: &str| {
        let mut out = String::new();
        for mark in text.chars() {
            if "*_<>[]#|~\\".contains(mark) {
                out.push('\\');
            }
            out.push(mark);
        }
        out
    };
    let part = |(at, text): (usize, &&str)| {
        if at % 2 == 1 && closed { (*text).to_owned() } else { plain(text) }
    };
    let joint = if closed { "`" } else { "\\`" };
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join(joint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_plain() {
        assert_eq!(escaped("占位符“*个”和“*次”"), "占位符“\\*个”和“\\*次”");
        assert_eq!(escaped("the hole `*个` <b>"), "the hole `*个` \\<b\\>");
        assert_eq!(escaped("a ` b*"), "a \\` b\\*");
    }
}
