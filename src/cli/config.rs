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

/// A key, its value, and the place that says so; none is how the program is.
type Row = (String, String, Option<Place>);

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
    let rows = rows(config, path, &packs, language);
    screen.write(|out| match args.format {
        args::Plain::Text => write_table(&input.name, config, &rows, language, out),
        args::Plain::Json => writeln!(out, "{:#}", object(&input.name, config, &rows)),
    })?;
    Ok(Exit::Clean)
}

fn rows(config: &Config, path: &str, packs: &[PackSource], language: Language) -> Vec<Row> {
    let pick = |zh: &str, en: &str| match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
    };
    let mut rows: Vec<Row> = Vec::new();
    let names: Vec<&str> = packs.iter().map(name).collect();
    rows.push(("packs".into(), names.join(" "), config.packs.as_ref().map(|it| it.at)));
    let taken = config.takes(path);
    for (key, list) in [("files.include", &config.include), ("files.exclude", &config.exclude)] {
        rows.extend(list.iter().map(|it| (key.to_owned(), it.value.clone(), Some(it.at))));
    }
    if !taken {
        let words =
            pick("不检查：搜索文件夹时跳过", "not checked: passed when folders are searched");
        rows.push(("files".into(), words, None));
    }
    let (role, entry) = config.role(path);
    rows.push(("role".into(), role.to_owned(), entry.map(|it| it.role.at)));
    for (role, beside, at) in config.beside(path) {
        let there = config.base.join(&beside).is_file();
        let missing =
            if there { String::new() } else { pick("（没有这个文件）", " (no such file)") };
        rows.push((format!("beside.{role}"), format!("{beside}{missing}"), Some(at)));
    }
    let reached = config.overrides.iter().filter(|it| it.reaches(path, role));
    rows.extend(reached.map(|it| ("override".into(), change(it), Some(it.severities.at))));
    let fail_on = config.fail_on.as_ref();
    let word = |it: Option<Severity>| it.map_or("never", Severity::name).to_owned();
    let value = fail_on.map_or_else(|| "error".to_owned(), |it| word(it.value));
    rows.push(("fail-on".into(), value, fail_on.map(|it| it.at)));
    let least = config.min_severity.as_ref();
    let value = least.map_or(Severity::Warning, |it| it.value).name().to_owned();
    rows.push(("min-severity".into(), value, least.map(|it| it.at)));
    for (key, said) in [("period", &config.period), ("own-level", &config.own_level)] {
        rows.extend(said.iter().map(|it| (key.to_owned(), it.value.clone(), Some(it.at))));
    }
    for (key, list) in [("names", &config.names), ("allow", &config.allow)] {
        rows.extend(list.iter().map(|it| (key.to_owned(), it.value.clone(), Some(it.at))));
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
    let usual = match language {
        Language::Zh => "默认",
        Language::En => "default",
    };
    let widest = |pick: fn(&Row) -> &str| rows.iter().map(|it| pick(it).width()).max().unwrap_or(0);
    let (first, second) = (widest(|it| &it.0), widest(|it| &it.1).min(WIDEST));
    let gap = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
    for (key, value, at) in rows {
        let from = at.map_or(usual.to_owned(), |at| {
            let (file, line) = config.line(at);
            format!("{file}:{line}")
        });
        writeln!(out, "  {key}{}  {value}{}  {from}", gap(key, first), gap(value, second))?;
    }
    Ok(())
}

/// Columns up to which the places are lined up.
const WIDEST: usize = 60;

fn object(name: &str, config: &Config, rows: &[Row]) -> Value {
    let files: Vec<&str> = config.files.iter().map(|it| it.name.as_str()).collect();
    let rows = rows.iter().map(|(key, value, at)| {
        let from = at.map(|at| {
            let (path, line) = config.line(at);
            json!({ "path": path, "line": line })
        });
        json!({ "key": key, "value": value, "from": from })
    });
    json!({ "version": 1, "path": name, "files": files, "settings": rows.collect::<Vec<_>>() })
}
