//! What stands before the drafts: the sums, the filters, the files.

use std::collections::BTreeMap;

use super::escape::words;
use super::margin::{letter, title};
use super::page::Page;
use super::words::Words;
use crate::diagnostic::{FileReport, Report, Severity};
use crate::render::severity_word;
use crate::text::Language;

/// From the gravest.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
/// A longer list is folded.
const MANY: usize = 12;

/// The top of the page, up to the first draft.
pub(super) fn front(
    report: &Report,
    page: &Page<'_>,
    summary: &str,
    said: &Words,
    language: Language,
) -> String {
    let mut out = format!("<header>\n<h1>{}</h1>\n<p>{}</p>\n", said.title, words(summary));
    out += &unreadable(report, said, language);
    out += &files(page, said, language);
    out += &clean(report, said, language);
    out += "</header>\n";
    if page.drafts.is_empty() {
        return out + &format!("<main>\n<p class=\"remark\">{}</p>\n", said.nothing);
    }
    out + &filter(report, page, said, language) + "<main>\n"
}

fn unreadable(report: &Report, said: &Words, language: Language) -> String {
    let mut out = String::new();
    for file in &report.files {
        let Some(problem) = &file.error else { continue };
        let (message, help) = (problem.message.get(language), problem.help.get(language));
        out += &format!(
            "<li><b>{}</b>{}{} <code>{}</code><br>{}</li>\n",
            words(&file.path),
            said.colon,
            words(message),
            problem.code,
            words(help)
        );
    }
    if out.is_empty() {
        out
    } else {
        format!("<h2>{}</h2>\n<ul class=\"bad\">\n{out}</ul>\n", said.unreadable)
    }
}

fn count(file: &FileReport, severity: Severity) -> usize {
    file.diagnostics.iter().filter(|it| it.severity == severity).count()
}

/// The drafts of the page with their counts.
fn files(page: &Page<'_>, said: &Words, language: Language) -> String {
    if page.drafts.len() < 2 {
        return String::new();
    }
    let heads = SEVERITIES.map(|it| format!("<th>{}</th>", severity_word(it, language)));
    let mut rows = format!("<table>\n<tr><th>{}</th>{}</tr>\n", said.file, heads.concat());
    for (index, draft) in page.drafts.iter().enumerate() {
        let cells = SEVERITIES.map(|it| match count(draft.file, it) {
            0 => "<td></td>".to_owned(),
            count => format!("<td class=\"{}\">{count}</td>", letter(it)),
        });
        let path = words(&draft.file.path);
        let link = format!("<a href=\"#f{}\">{path}</a>", index + 1);
        rows += &format!("<tr><td>{link}</td>{}</tr>\n", cells.concat());
    }
    rows += "</table>\n";
    folded(said.files, page.drafts.len(), page.drafts.len() <= MANY, &rows)
}

/// The files that were read and have nothing to show.
fn clean(report: &Report, said: &Words, language: Language) -> String {
    let mut list = String::new();
    let mut count = 0;
    for file in report.files.iter().filter(|it| it.error.is_none() && it.diagnostics.is_empty()) {
        let notes = file.notes.iter().map(|it| words(it.message.get(language)));
        let notes: Vec<String> = notes.collect();
        let colon = if notes.is_empty() { "" } else { said.colon };
        list += &format!("<li>{}{colon}{}</li>\n", words(&file.path), notes.join(" "));
        count += 1;
    }
    if count == 0 {
        return list;
    }
    folded(said.clean, count, false, &format!("<ul>\n{list}</ul>\n"))
}

fn folded(title: &str, count: usize, open: bool, inner: &str) -> String {
    let open = if open { " open" } else { "" };
    format!(
        "<details class=\"files\"{open}><summary>{title} <span class=\"c\">{count}</span></summary>\n{inner}</details>\n"
    )
}

/// The filters, which only the script shows.
fn filter(report: &Report, page: &Page<'_>, said: &Words, language: Language) -> String {
    let files = || page.drafts.iter().map(|draft| draft.file);
    let mut out =
        format!("<form id=\"filter\" hidden>\n<fieldset><legend>{}</legend>\n", said.severity);
    for severity in SEVERITIES {
        let count: usize = files().map(|file| count(file, severity)).sum();
        if 0 < count {
            let (letter, word) = (letter(severity), severity_word(severity, language));
            out += &choice("v", letter, letter, word, count);
        }
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for it in files().flat_map(|file| &file.diagnostics) {
        *rules.entry(&it.rule).or_default() += 1;
    }
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    out += &format!(
        "</fieldset>\n<details><summary>{} <span class=\"c\">{}</span></summary>\n<fieldset>\
         <legend>{}</legend>\n<p><button type=\"button\" value=\"1\">{}</button> \
         <button type=\"button\" value=\"\">{}</button></p>\n",
        said.rules,
        rules.len(),
        said.rules,
        said.all,
        said.none
    );
    for (id, count) in rules {
        let id_words = format!("<code>{}</code>", words(id));
        let named = title(report, id, language);
        let named = named.map_or(id_words.clone(), |it| format!("{} {id_words}", words(it)));
        out += &choice("r", &words(id), "", &named, count);
    }
    let all: usize = files().map(|file| file.diagnostics.len()).sum();
    out + &format!(
        "</fieldset></details>\n<p role=\"status\">{} <output>{all}</output> / {all}</p>\n</form>\n",
        said.shown
    )
}

/// One box to tick; `named` is HTML.
fn choice(name: &str, value: &str, class: &str, named: &str, count: usize) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!(
        "<label{class}><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" \
         autocomplete=\"off\" checked> {named} <span class=\"c\">{count}</span></label>\n"
    )
}
