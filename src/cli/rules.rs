//! `rules`: what is checked.

mod markdown;

use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::packs::{Purpose, severity, severity_word};
use super::screen::Screen;
use super::{Exit, Outcome, args, configured, packs};
use crate::pack::{PackSource, Rule, RuleSet, built_in_names};
use crate::text::Language;

pub(super) fn run(args: &args::Rules, language: Language) -> Outcome {
    let screen = Screen::plain(None, language);
    let asked = configured::here(&args.packs, screen.style)?;
    let mut sources = asked.clone();
    if !args.packs.no_default_packs {
        sources.extend(packs::built_in().into_iter().filter(|it| !asked.contains(it)));
    }
    let set = packs::load(&sources, false, screen.style, Purpose::Reading)?;
    let name = |it: &PackSource| match it {
        PackSource::BuiltIn(name) => Some(name.clone()),
        _ => None,
    };
    let named: Vec<String> = asked.iter().filter_map(name).collect();
    let on = |rule: &Rule| severity(rule).is_some() && runs(rule, &named);
    screen.write(|out| match args.format {
        args::List::Markdown => markdown::write_page(&set, on, language, out),
        args::List::Text => write_table(&set, on, language, out),
        args::List::Json => {
            let rules: Vec<_> = set.rules.iter().map(|rule| row(rule, on(rule))).collect();
            writeln!(out, "{:#}", json!({ "version": 1, "rules": rules }))
        }
    })?;
    Ok(Exit::Clean)
}

/// Whether the rule's pack runs without being asked for, or was asked for.
fn runs(rule: &Rule, named: &[String]) -> bool {
    let unasked = built_in_names().iter().any(|(name, on)| *on && *name == rule.info.pack);
    !rule.built_in || unasked || named.contains(&rule.info.pack)
}

fn write_table(
    set: &RuleSet,
    on: impl Fn(&Rule) -> bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = set.rules.iter().map(|rule| rule.shown().width()).max().unwrap_or(0);
    let (yes, no) = match language {
        Language::Zh => ("开", "关"),
        Language::En => ("on ", "off"),
    };
    for rule in &set.rules {
        let id = rule.shown();
        let gap = " ".repeat(widest - id.width().min(widest));
        let state = if on(rule) { yes } else { no };
        let word = severity_word(severity(rule), language);
        let pad = " ".repeat(7_usize.saturating_sub(word.width()));
        let (pack, title) = (&rule.info.pack, rule.info.title.get(language));
        writeln!(out, "{id}{gap}  {state}  {word}{pad}  {pack:8}  {title}")?;
    }
    Ok(())
}

fn row(rule: &Rule, on: bool) -> Value {
    json!({
        "id": rule.shown(),
        "pack": rule.info.pack,
        "severity": severity_word(severity(rule), Language::En),
        "on": on,
        "title": { "zh": rule.info.title.zh, "en": rule.info.title.en },
        "tags": rule.info.tags,
        "url": rule.info.url,
    })
}
