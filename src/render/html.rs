//! `html`: one page for people, the drafts with the findings in their margin.
//!
//! The page asks for nothing from anywhere, works without its script, and prints.

mod escape;
mod front;
mod margin;
mod marks;
mod page;
mod paragraph;
mod proof;
mod quote;
mod words;

use std::io::{self, BufWriter, Write};

use self::page::Page;
use self::words::{Words, words};
use super::Style;
use super::summary::summary;
use crate::diagnostic::Report;
use crate::text::Language;

const SHEET: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// What a browser may run and show: these two and nothing else. Tests compute the hashes.
const POLICY: &str = "default-src 'none'; \
    style-src 'sha256-C1wPU691YaaVVCyHtCsN9zcNYETFmhbBsxS/VOgvx7E='; \
    script-src 'sha256-nxA5fmoXhP9vTkHcTriOqo2ix3qhShD6pRKLO1ndIOY='; \
    base-uri 'none'; form-action 'none'";

/// Writes the page.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let words = words(style.language);
    let page = Page::of(report);
    out.write_all(head(words, style.language).as_bytes())?;
    let summary = summary(report, style.language);
    out.write_all(front::front(report, &page, &summary, words, style.language).as_bytes())?;
    for (index, draft) in page.drafts.iter().enumerate() {
        let section = proof::section(report, &page, draft, index, style.language);
        out.write_all(section.as_bytes())?;
    }
    writeln!(out, "</main>\n<footer>jiaohe {}</footer>", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")?;
    out.flush()
}

/// Everything before the words of the report.
fn head(words: &Words, language: Language) -> String {
    let lang = match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    let title = words.title;
    format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{SHEET}</style>
</head>
<body>
"#
    )
}
