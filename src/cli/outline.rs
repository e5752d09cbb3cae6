//! `outline`: the tree of a draft as the program reads it, and what it passed over.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::files::{complain, find, known_encoding};
use super::screen::Screen;
use super::{Exit, Outcome, args};
use crate::diagnostic::Problem;
use crate::model::Document;
use crate::project;
use crate::syntax::marker::Reason;
use crate::syntax::outline::Section;
use crate::text::{Language, SourceId, Span};

pub(super) fn run(args: &args::Outline, language: Language) -> Outcome {
    known_encoding(args.files.encoding.as_deref())?;
    let inputs = find(&args.files)?;
    let mut exit = Exit::Clean;
    let mut rows = Vec::new();
    let mut text = Vec::new();
    let several = 1 < inputs.files.len();
    for input in &inputs.files {
        let read = project::read(input, args.files.encoding.as_deref(), SourceId(0));
        let document = read.map(Document::of);
        if let Err(problem) = &document {
            exit = Exit::Trouble;
            complain(&input.name, problem, language);
        }
        match (args.format, document) {
            (args::Plain::Json, document) => rows.push(file_row(&input.name, document.as_ref())),
            (args::Plain::Text, Ok(document)) => {
                if several {
                    writeln!(text, "{}", input.name)?;
                }
                write_tree(&document, language, &mut text)?;
            }
            (args::Plain::Text, Err(_)) => {}
        }
    }
    Screen::plain(args.output.clone(), language).write(|out| match args.format {
        args::Plain::Text => out.write_all(&text),
        args::Plain::Json => writeln!(out, "{:#}", json!({ "version": 1, "files": rows })),
    })?;
    Ok(exit)
}

/// Headings longer than this are cut in the tree, in characters.
const LONGEST: usize = 40;

fn write_tree(document: &Document, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let source = &document.source;
    let line = |span: Span| document.position(span).0;
    let headings = document.outline.sections.iter().filter(|section| section.parent.is_some());
    let mut none = true;
    for section in headings {
        none = false;
        let indent = "  ".repeat(section.depth.saturating_sub(1).min(20) as usize);
        let heading = short(section.heading().of(&source.text));
        writeln!(out, "{:>5}  {indent}{heading}", line(section.heading()))?;
    }
    if none {
        writeln!(out, "{:>5}  {}", "", pick(language, "（没有序号）", "(no numbered headings)"))?;
    }
    let skipped = &document.outline.skipped;
    if !skipped.is_empty() {
        writeln!(out, "{}", pick(language, "没有当作序号的：", "Not taken for markers:"))?;
    }
    for (span, reason) in skipped {
        let seen = short(&beginning(&source.text, *span));
        writeln!(out, "{:>5}  {seen}  {}", line(*span), reason_words(*reason, language))?;
    }
    Ok(())
}

fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn reason_words(reason: Reason, language: Language) -> &'static str {
    match (reason, language) {
        (Reason::Decimal, Language::Zh) => "小数",
        (Reason::Date, Language::Zh) => "日期",
        (Reason::Enumeration, Language::Zh) => "并列的数",
        (Reason::Table, Language::Zh) => "在表格里",
        (Reason::Decimal, Language::En) => "a decimal number",
        (Reason::Date, Language::En) => "a date",
        (Reason::Enumeration, Language::En) => "an enumeration",
        (Reason::Table, Language::En) => "in a table",
    }
}

/// The skipped lookalike with a few of the words after it.
fn beginning(text: &str, span: Span) -> String {
    let after = text.get(span.end as usize..).unwrap_or("");
    let after = after.chars().take(10).take_while(|it| !matches!(it, '\n' | '\r'));
    span.of(text).chars().chain(after).collect()
}

/// `words` on one row, cut where it is long.
fn short(words: &str) -> String {
    let row: String = words.chars().filter(|it| !it.is_control()).take(LONGEST + 1).collect();
    match row.char_indices().nth(LONGEST) {
        Some((at, _)) => row.get(..at).unwrap_or("").to_owned() + "…",
        None => row,
    }
}

fn file_row(name: &str, document: Result<&Document, &Problem>) -> Value {
    match document {
        Err(problem) => {
            json!({ "path": name, "error": problem.code, "sections": [], "skipped": [] })
        }
        Ok(document) => {
            let sections: Vec<_> =
                document.outline.sections.iter().map(|it| section_row(document, it)).collect();
            let skipped: Vec<_> = document
                .outline
                .skipped
                .iter()
                .map(|(span, reason)| json!({ "span": bytes(document.place(*span)), "reason": reason_words(*reason, Language::En) }))
                .collect();
            json!({ "path": name, "error": null, "sections": sections, "skipped": skipped })
        }
    }
}

fn section_row(document: &Document, section: &Section) -> Value {
    let text = &document.source.text;
    json!({
        "marker": section.marker.as_ref().map(|marker| marker.span.of(text)),
        "numbers": section.marker.as_ref().map(|marker| &marker.numbers),
        "title": section.title.of(text),
        "span": bytes(document.place(section.span)),
        "line": document.position(section.span).0,
        "depth": section.depth,
        "parent": section.parent,
        "part": section.part,
    })
}

fn bytes(span: Span) -> [u32; 2] {
    [span.start, span.end]
}
