//! `pack trace`: for every place that a rule looked at, what became of it and why.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::check::Settings;
use crate::check::trace::{Trace, Traced, trace};
use crate::cli::packs::Purpose;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Failure, Outcome, args, beside, configured, packs};
use crate::diagnostic::Severity;
use crate::model::Document;
use crate::pack::Rule;
use crate::project::{self, Selection};
use crate::text::{Language, SourceId, Span, Text};

/// What the options ask for.
pub(super) struct Asked {
    pub(super) rule: String,
    pub(super) file: PathBuf,
    pub(super) encoding: Option<String>,
    pub(super) with: Vec<String>,
    pub(super) as_of: Option<String>,
    pub(super) role: Option<String>,
    pub(super) packs: args::Packs,
}

pub(super) fn follow(asked: &Asked, screen: &args::Screen, language: Language) -> Outcome {
    let screen = Screen::of(screen, false, language);
    let told =
        |problem: crate::diagnostic::Problem| Failure::new(problem.message, Some(problem.help));
    let mut sources = packs::built_in();
    let own = configured::here(&asked.packs, screen.style)?;
    sources.extend(own.into_iter().filter(|it| !packs::built_in().contains(it)));
    let settings = Settings::default();
    let mut set = packs::load(&sources, true, screen.style, Purpose::Running(&settings))?;
    set.beside.as_of = asked.as_of.as_deref().map(beside::day).transpose()?;
    set.beside.role.clone_from(&asked.role);
    let encoding = asked.encoding.as_deref();
    set.beside.documents = beside::documents(&asked.with, encoding, &set.roles)?;
    let rule = packs::rule(&set, &asked.rule)?;
    let selection = Selection { paths: vec![asked.file.clone()], ..Selection::default() };
    let inputs = project::find(&selection, &mut io::stdin()).map_err(told)?;
    let [input] = inputs.files.as_slice() else {
        return Err(Failure::new(
            Text::new("trace 只看一篇稿件", "`trace` looks at one draft"),
            Some(Text::new("写一个文件的路径", "name one file")),
        ));
    };
    let source = project::read(input, encoding, SourceId(0)).map_err(told)?;
    let document = Document::of(source);
    let traced = trace(&document, &set, rule, (Severity::Warning, language));
    screen.write(|out| write(&document, rule, &traced, language, out))?;
    Ok(Exit::Clean)
}

/// So many places are told one by one.
const MOST: usize = 50;

fn write(
    document: &Document,
    rule: &Rule,
    traced: &Trace,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}  {}", rule.shown(), rule.info.title.get(language))?;
    if let Some(closed) = &traced.closed {
        return writeln!(out, "{}", closed.get(language));
    }
    let places = &traced.places;
    let shown = places.iter().filter(|it| it.why.is_none()).count();
    let kind = rule.check.name();
    match language {
        Language::Zh if places.is_empty() => {
            writeln!(out, "{kind} 在稿子里没有找到可看的地方")?;
        }
        Language::En if places.is_empty() => {
            writeln!(out, "`{kind}` found nothing to look at in the draft")?
        }
        Language::Zh => writeln!(out, "{kind} 看了 {} 处，报 {shown} 处", places.len())?,
        Language::En => {
            writeln!(out, "`{kind}` looked at {} places and reports {shown}", places.len())?;
        }
    }
    write_remarks(traced, language, out)?;
    for (why, count) in reasons(places, language) {
        match language {
            Language::Zh => writeln!(out, "  {count} 处不报：{why}")?,
            Language::En => writeln!(out, "  {count} dropped: {why}")?,
        }
    }
    for place in places.iter().take(MOST) {
        write_place(document, place, language, out)?;
    }
    match (places.len().saturating_sub(MOST), language) {
        (0, _) => Ok(()),
        (more, Language::Zh) => writeln!(out, "\n还有 {more} 处没有列出"),
        (more, Language::En) => writeln!(out, "\n{more} more are not listed"),
    }
}

/// So many remarks are shown.
const REMARKS: usize = 8;

/// What is to be said of the whole draft.
fn write_remarks(traced: &Trace, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for remark in traced.remarks.iter().take(REMARKS) {
        writeln!(out, "  {}", remark.get(language))?;
    }
    match (traced.remarks.len().saturating_sub(REMARKS), language) {
        (0, _) => Ok(()),
        (more, Language::Zh) => writeln!(out, "  还有 {more} 条没有列出"),
        (more, Language::En) => writeln!(out, "  {more} more are not listed"),
    }
}

/// Every reason with how many places it dropped, where it dropped more than one.
fn reasons(places: &[Traced], language: Language) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for why in places.iter().filter_map(|it| it.why.as_ref()) {
        *counts.entry(why.get(language)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| 1 < *count).collect()
}

fn write_place(
    document: &Document,
    place: &Traced,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (line, column) = document.position(place.at);
    writeln!(out, "\n{line}:{column}  {}", around(document, place.at))?;
    let captures: Vec<_> = place
        .captures
        .iter()
        .filter(|(name, value)| name != "match" && !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if !captures.is_empty() {
        writeln!(out, "    {}", captures.join("  "))?;
    }
    let severity = place.severity.map_or("none", Severity::name);
    match (&place.why, language) {
        (None, Language::Zh) => writeln!(out, "    报 {severity}：{}", place.message),
        (None, Language::En) => writeln!(out, "    reported, {severity}: {}", place.message),
        (Some(why), Language::Zh) => writeln!(out, "    不报：{}", why.zh),
        (Some(why), Language::En) => writeln!(out, "    dropped: {}", why.en),
    }
}

/// So many characters are shown on either side of a place.
const AROUND: usize = 10;

/// The place in ⟦ ⟧ with a few characters of its line on either side.
fn around(document: &Document, at: Span) -> String {
    let text = &document.source.text;
    let before = Span { start: 0, end: at.start }.of(text);
    let after = text.get(at.end as usize..).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let mut left: Vec<char> = line.chars().rev().take(AROUND).collect();
    left.reverse();
    let right = after.lines().next().unwrap_or("").chars().take(AROUND);
    let words = at.of(text).lines().next().unwrap_or("");
    format!("{}⟦{words}⟧{}", left.into_iter().collect::<String>(), right.collect::<String>())
}
