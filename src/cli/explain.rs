//! `explain`: a rule for people, from the rule itself.

use std::io::{self, Write};

use super::about::{examples, marked, parts};
use super::packs::{Purpose, severity, severity_word};
use super::screen::Screen;
use super::{Exit, Outcome, args, configured, packs};
use crate::check::own_rules;
use crate::diagnostic::RuleInfo;
use crate::pack::Rule;
use crate::text::{Language, Text};

pub(super) fn run(args: &args::Explain, language: Language) -> Outcome {
    let screen = Screen::plain(None, language);
    if let Some(info) = own_rules().into_iter().find(|info| info.id == args.rule) {
        screen.write(|out| {
            writeln!(out, "{}  {}", info.id, info.title.get(language))?;
            write_info(&info, language, out)
        })?;
        return Ok(Exit::Clean);
    }
    let asked = configured::here(&args.packs, screen.style)?;
    let mut sources = packs::built_in();
    sources.extend(asked.into_iter().filter(|it| !packs::built_in().contains(it)));
    let set = packs::load(&sources, true, screen.style, Purpose::Reading)?;
    let rule = packs::rule(&set, &args.rule)?;
    screen.write(|out| write_rule(rule, language, out))?;
    Ok(Exit::Clean)
}

fn write_rule(rule: &Rule, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let info = &rule.info;
    let word = severity_word(severity(rule), language);
    writeln!(out, "{}  {}", rule.shown(), info.title.get(language))?;
    match language {
        Language::Zh => writeln!(out, "规则包：{}　级别：{word}", info.pack)?,
        Language::En => writeln!(out, "pack: {}  severity: {word}", info.pack)?,
    }
    if !rule.built_in {
        write_origin(rule, language, out)?;
    }
    write_info(info, language, out)?;
    for case in examples(rule) {
        let heading = match case.good {
            true => Text::new("正例（不报）", "Good"),
            false => Text::new("反例（⟦ ⟧里的要报）", "Bad (⟦ ⟧ is reported)"),
        };
        write_part(heading.get(language), &marked(case), out)?;
    }
    Ok(())
}

/// Where a rule of the user is written, and what it is made of.
fn write_origin(rule: &Rule, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let before = rule.file.text.get(..rule.span.start as usize).unwrap_or("");
    let line = 1 + before.matches('\n').count();
    let (file, kind) = (&rule.file.name, rule.check.name());
    match language {
        Language::Zh => writeln!(out, "写在 {file} 第{line}行　检查种类：{kind}"),
        Language::En => writeln!(out, "written in {file}, line {line}  kind: {kind}"),
    }
}

fn write_info(info: &RuleInfo, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (heading, text) in parts(info) {
        write_part(heading.get(language), text.get(language), out)?;
    }
    Ok(())
}

fn write_part(heading: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.trim().is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    for line in text.trim_end().lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
