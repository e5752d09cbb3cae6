//! `config`: which settings hold for a draft, and where each is written.

use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::screen::Screen;
use super::{Exit, Outcome, args, configured, files};
use crate::diagnostic::Severity;
use crate::pack::{PackSource, Severities};
use crate::project::config::{Config, Override};
use crate::text::{Language, Place};

/// A key, its value, and the place that says so.
#[derive(Clone, Debug, Default)]
struct Row {
    key: String,
    value: String,
    /// None is how the program is.
    at: Option<Place>,
    /// Whether it names a file that is not there.
    missing: bool,
}

impl Row {
    fn new(key: &str, value: impl Into<String>, at: Option<Place>) -> Self {
        Row { key: key.to_owned(), value: value.into(), at, missing: false }
    }
}

pub(super) fn run(args: &args::Config, language: Language) -> Outcome {
    let screen = Screen::plain(None, language);
    let input = files::one(&args.file)?;
    let found = configured::find(std::slice::from_ref(&input), &args.configured, screen.style)?;
    let draft = found.drafts.first().and_then(Option::as_ref);
    let none = (Config::default(), input.name.clone());
    let (config, path) =
        match draft.and_then(|(index, path)| Some((found.configs.get(*index)?, path))) {
            Some((config, path)) => (config, path),
            None => (&none.0, &none.1),
        };
    let options = args::Packs { pack: Vec::new(), no_default_packs: false };
    let packs = configured::packs(draft.map(|_| config), &options, false, screen.style)?;
    let rows = rows(config, path, &packs);
    screen.write(|out| match args.format {
        args::Plain::Text => write_table(&input.name, config, &rows, language, out),
        args::Plain::Json => writeln!(out, "{:#}", object(&input.name, config, &rows)),
    })?;
    Ok(Exit::Clean)
}

fn rows(config: &Config, path: &str, packs: &[PackSource]) -> Vec<Row> {
    let names: Vec<&str> = packs.iter().map(name).collect();
    let mut rows = vec![Row::new("packs", names.join(" "), config.packs.as_ref().map(|it| it.at))];
    for (key, list) in [("files.include", &config.include), ("files.exclude", &config.exclude)] {
        rows.extend(list.iter().map(|it| Row::new(key, &it.value, Some(it.at))));
    }
    if !config.takes(path) {
        rows.push(Row::new("files", "-", None));
    }
    let (role, entry) = config.role(path);
    rows.push(Row::new("role", role, entry.map(|it| it.role.at)));
    for (role, beside, at) in config.beside(path) {
        let missing = !config.base.join(&beside).is_file();
        let row = Row::new(&format!("beside.{role}"), beside, Some(at));
        rows.push(Row { missing, ..row });
    }
    let reached = config.overrides.iter().filter(|it| it.reaches(path, role));
    rows.extend(reached.map(|it| Row::new("override", change(it), Some(it.severities.at))));
    let fail_on = config.fail_on.as_ref();
    let word = fail_on.map_or("error", |it| it.value.map_or("never", Severity::name));
    rows.push(Row::new("fail-on", word, fail_on.map(|it| it.at)));
    let least = config.min_severity.as_ref();
    let word = least.map_or(Severity::Warning, |it| it.value).name();
    rows.push(Row::new("min-severity", word, least.map(|it| it.at)));
    for (key, said) in [("period", &config.period), ("own-level", &config.own_level)] {
        rows.extend(said.iter().map(|it| Row::new(key, &it.value, Some(it.at))));
    }
    for (key, list) in [("names", &config.names), ("allow", &config.allow)] {
        rows.extend(list.iter().map(|it| Row::new(key, &it.value, Some(it.at))));
    }
    rows
}

fn name(source: &PackSource) -> &str {
    match source {
        PackSource::BuiltIn(name)
        | PackSource::Files(name, _)
        | PackSource::Unreadable(name, _) => name,
    }
}

/// What an override speaks of, and what it makes of it: `rule figure-conflict → warning`.
fn change(it: &Override) -> String {
    let parts = [
        ("path", &it.path),
        ("role", &it.role),
        ("pack", &it.pack),
        ("tag", &it.tag),
        ("rule", &it.rule),
    ];
    let named =
        parts.iter().filter_map(|(key, part)| Some(format!("{key} {}", part.as_ref()?.value)));
    let named: Vec<String> = named.collect();
    let what = if named.is_empty() { "*".to_owned() } else { named.join(" + ") };
    format!("{what} → {}", mapped(it.severities.value))
}

fn mapped(map: Severities) -> String {
    let word = |it: Option<Severity>| it.map_or("none", Severity::name);
    match (map.certain, map.likely, map.possible) {
        (None, None, None) => "none".to_owned(),
        (certain, likely, possible) => {
            let lower = certain.map(|it| it.min(Severity::Warning));
            let lower =
                if certain == Some(Severity::Warning) { Some(Severity::Info) } else { lower };
            if likely == lower && possible == certain.map(|_| Severity::Info) {
                return word(certain).to_owned();
            }
            format!("{} / {} / {}", word(certain), word(likely), word(possible))
        }
    }
}

fn write_table(
    name: &str,
    config: &Config,
    rows: &[Row],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let files: Vec<&str> = config.files.iter().map(|it| it.name.as_str()).collect();
    match (language, files.is_empty()) {
        (Language::Zh, true) => writeln!(out, "{name}：没有配置文件，用程序的默认设置")?,
        (Language::En, true) => writeln!(out, "{name}: no configuration, the program as it is")?,
        (Language::Zh, false) => writeln!(out, "{name}：{}", files.join(" ← "))?,
        (Language::En, false) => writeln!(out, "{name}: {}", files.join(" <- "))?,
    }
    let (usual, missing, passed) = match language {
        Language::Zh => ("默认", "（没有这个文件）", "搜索文件夹时跳过，不检查"),
        Language::En => ("default", " (no such file)", "passed when folders are searched"),
    };
    let value = |row: &Row| match row.key.as_str() {
        "files" => passed.to_owned(),
        _ if row.missing => format!("{}{missing}", row.value),
        _ => row.value.clone(),
    };
    let first = rows.iter().map(|it| it.key.width()).max().unwrap_or(0);
    let second = rows.iter().map(|it| value(it).width()).max().unwrap_or(0).min(WIDEST);
    let gap = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
    for row in rows {
        let from = row.at.map_or(usual.to_owned(), |at| {
            let (file, line) = config.line(at);
            format!("{file}:{line}")
        });
        let (key, value) = (&row.key, value(row));
        writeln!(out, "  {key}{}  {value}{}  {from}", gap(key, first), gap(&value, second))?;
    }
    Ok(())
}

/// Columns up to which the places are lined up.
const WIDEST: usize = 60;

fn object(name: &str, config: &Config, rows: &[Row]) -> Value {
    let files: Vec<&str> = config.files.iter().map(|it| it.name.as_str()).collect();
    let rows = rows.iter().map(|Row { key, value, at, missing }| {
        let from = at.map(|at| {
            let (path, line) = config.line(at);
            json!({ "path": path, "line": line })
        });
        json!({ "key": key, "value": value, "from": from, "missing": missing })
    });
    json!({ "version": 1, "path": name, "files": files, "settings": rows.collect::<Vec<_>>() })
}
