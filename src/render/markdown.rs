//! `markdown`: a comment for a merge request, the gravest findings first.

use std::io::{self, Write};

use super::glyph::flat;
use super::spot::Spot;
use super::{Style, severity_word};
use crate::diagnostic::{Diagnostic, FileReport, Report, Severity};
use crate::text::Language;

/// Forges cut comments at 65,536 characters: so many rows stay below.
const ROWS: usize = 150;

/// Writes a sentence, and a table where something was found.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    writeln!(out, "### {}\n", headline(report, language))?;
    for file in &report.files {
        if let Some(problem) = &file.error {
            let words = escaped(problem.message.get(language));
            writeln!(out, "- ⛔ `{}` {words} ({})", code(&file.path), problem.code)?;
        }
    }
    if report.summary.unreadable != 0 {
        writeln!(out)?;
    }
    let mut rows: Vec<(&FileReport, &Diagnostic)> = report
        .files
        .iter()
        .flat_map(|file| file.diagnostics.iter().map(move |it| (file, it)))
        .collect();
    rows.sort_by_key(|(_, it)| std::cmp::Reverse(it.severity));
    if rows.is_empty() {
        return Ok(());
    }
    let head = match language {
        Language::Zh => "| 级别 | 位置 | 问题 | 规则 |",
        Language::En => "| severity | place | finding | rule |",
    };
    writeln!(out, "{head}\n| --- | --- | --- | --- |")?;
    for (file, it) in rows.iter().take(ROWS) {
        writeln!(out, "{}", row(file, it, language))?;
    }
    if let Some(rest) = rows.len().checked_sub(ROWS).filter(|it| *it != 0) {
        match language {
            Language::Zh => writeln!(out, "\n另有 {rest} 条没有列出。")?,
            Language::En => writeln!(out, "\n{rest} more are not listed.")?,
        }
    }
    Ok(())
}

fn headline(report: &Report, language: Language) -> String {
    let it = report.summary;
    match language {
        Language::Zh => format!(
            "校核：{} 个文件，{} 处错误、{} 处警告、{} 处提示",
            it.files, it.error, it.warning, it.info
        ),
        Language::En => format!(
            "jiaohe: {} files, {} errors, {} warnings, {} notes",
            it.files, it.error, it.warning, it.info
        ),
    }
}

fn row(file: &FileReport, it: &Diagnostic, language: Language) -> String {
    let mark = match it.severity {
        Severity::Error => "🔴",
        Severity::Warning => "🟡",
        Severity::Info => "🔵",
    };
    let word = severity_word(it.severity, language);
    let mut places = vec![place(file, it, None)];
    places.extend((0..it.related.len()).map(|at| place(file, it, Some(at))));
    let mut words = escaped(&it.message);
    if !it.help.is_empty() {
        words += &format!("<br>{}", escaped(&it.help));
    }
    format!("| {mark} {word} | {} | {words} | `{}` |", places.join("<br>"), code(&it.rule))
}

/// The primary place, or a related one with its words.
fn place(file: &FileReport, it: &Diagnostic, related: Option<usize>) -> String {
    let label = related.and_then(|at| it.related.get(at)).unwrap_or(&it.primary);
    let spot = Spot::of(file, label);
    let at = format!("`{}:{}:{}`", code(spot.path), spot.start.0, spot.start.1);
    if label.text.is_empty() { at } else { format!("{at} {}", escaped(&label.text)) }
}

/// Text that Markdown and HTML leave as it is.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for mark in flat(text).chars() {
        match mark {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '@' => {
                out.push('\\');
                out.push(mark);
            }
            _ => out.push(mark),
        }
    }
    out
}

/// Text between backquotes in a cell.
fn code(text: &str) -> String {
    flat(text).replace('`', "'").replace('|', "\\|")
}
