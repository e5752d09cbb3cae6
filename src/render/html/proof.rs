//! One draft: its paragraphs, each with its notes beside it.

use super::escape::{self, words};
use super::margin::{Margin, letter, loose};
use super::marks::Segment;
use super::page::{Draft, Note, Page};
use super::paragraph::Paragraph;
use super::words::{self, quiet};
use crate::diagnostic::Report;
use crate::text::{Language, Source};

/// A draft of so many paragraphs is shown unfolded.
const LONG: usize = 40;
/// A folded stretch has at least so many paragraphs …
const FOLD: usize = 6;
/// … and so many stay unfolded beside those with notes.
const BESIDE: usize = 2;

/// The section of the page for `draft`, which is number `index`.
pub(super) fn section(
    report: &Report,
    page: &Page<'_>,
    draft: &Draft<'_>,
    index: usize,
    language: Language,
) -> String {
    let margin = Margin { report, page, language };
    let path = words(&draft.file.path);
    let mut out = format!("<section id=\"f{}\">\n<h2>{path}</h2>\n", index + 1);
    for remark in &draft.file.notes {
        let remark = words(remark.message.get(language));
        out += &format!("<p class=\"remark\">{remark}</p>\n");
    }
    let loose_notes: Vec<_> = draft.notes.iter().filter(|it| it.paragraph.is_none()).collect();
    if !loose_notes.is_empty() {
        if draft.source.is_some() {
            out += &loose(words::words(language));
        }
        loose_notes.iter().for_each(|note| out += &margin.note(draft, note));
    }
    if let Some(source) = draft.source {
        out += &body(&margin, draft, source);
    }
    out + "</section>\n"
}

/// A paragraph with what is on and beside it.
struct Row<'a> {
    paragraph: &'a Paragraph,
    segments: &'a [Segment],
    notes: &'a [Note<'a>],
}

impl Row<'_> {
    fn busy(&self) -> bool {
        !self.notes.is_empty() || self.segments.iter().any(|it| it.id.is_some())
    }
}

/// The paragraphs that have something to read or to say.
fn rows<'a>(draft: &'a Draft<'a>) -> Vec<Row<'a>> {
    let loose = draft.notes.partition_point(|it| it.paragraph.is_none());
    let mut notes = draft.notes.get(loose..).unwrap_or_default();
    let mut segments = draft.segments.as_slice();
    let mut rows = Vec::new();
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let own = segments.partition_point(|it| it.span.start < paragraph.span.end);
        let noted = notes.partition_point(|it| it.paragraph <= Some(index));
        let (Some((here, rest)), Some((beside, others))) =
            (segments.split_at_checked(own), notes.split_at_checked(noted))
        else {
            continue;
        };
        (segments, notes) = (rest, others);
        let row = Row { paragraph, segments: here, notes: beside };
        if !paragraph.blank || row.busy() {
            rows.push(row);
        }
    }
    rows
}

fn body(margin: &Margin<'_>, draft: &Draft<'_>, source: &Source) -> String {
    let rows = rows(draft);
    let mut out = String::with_capacity(source.text.len());
    let mut rest = rows.as_slice();
    let mut first = true;
    while !rest.is_empty() {
        let calm = rest.iter().take_while(|row| !row.busy()).count();
        let (before, after) = rest.split_at_checked(calm).unwrap_or((rest, &[]));
        let kept = [if first { 0 } else { BESIDE }, if after.is_empty() { 0 } else { BESIDE }];
        let folded = calm.saturating_sub(kept[0] + kept[1]);
        let fold = FOLD <= folded && LONG < rows.len();
        let hidden = if fold { kept[0]..kept[0] + folded } else { 0..0 };
        write_rows(margin, draft, source, before, hidden, &mut out);
        let busy = after.iter().take_while(|row| row.busy()).count();
        let (busy, others) = after.split_at_checked(busy).unwrap_or((after, &[]));
        busy.iter().for_each(|row| write_row(margin, draft, source, row, &mut out));
        rest = others;
        first = false;
    }
    out
}

/// Writes rows without notes, those of `hidden` folded.
fn write_rows(
    margin: &Margin<'_>,
    draft: &Draft<'_>,
    source: &Source,
    rows: &[Row<'_>],
    hidden: std::ops::Range<usize>,
    out: &mut String,
) {
    for (index, row) in rows.iter().enumerate() {
        if index == hidden.start
            && let Some(folded) = rows.get(hidden.clone()).filter(|it| !it.is_empty())
        {
            let last = folded.last().unwrap_or(row).paragraph.lines.1;
            let said = quiet(row.paragraph.lines.0, last, folded.len(), margin.language);
            *out += &format!("<details class=\"quiet\"><summary>{said}</summary>\n");
        }
        write_row(margin, draft, source, row, out);
        if index + 1 == hidden.end {
            *out += "</details>\n";
        }
    }
}

fn write_row(
    margin: &Margin<'_>,
    draft: &Draft<'_>,
    source: &Source,
    row: &Row<'_>,
    out: &mut String,
) {
    if row.notes.is_empty() {
        write_text(source, row, margin.language, out);
        return;
    }
    *out += "<div class=\"row\">\n";
    write_text(source, row, margin.language, out);
    *out += "<div class=\"notes\">\n";
    row.notes.iter().for_each(|note| *out += &margin.note(draft, note));
    *out += "</div>\n</div>\n";
}

fn write_text(source: &Source, row: &Row<'_>, language: Language, out: &mut String) {
    // Drafts are Chinese whatever the page speaks: the language chooses the shapes of characters.
    let lang = if language == Language::En { " lang=\"zh-CN\"" } else { "" };
    *out += &format!("<p class=\"t\" data-l=\"{}\"{lang}>", row.paragraph.lines.0);
    for segment in row.segments {
        let text = segment.span.of(&source.text);
        let Some(id) = segment.id else {
            write_words(source, row.paragraph, segment, out);
            continue;
        };
        *out += &format!("<mark id=\"s{id}\" class=\"{}\">", segment.class);
        if text.trim_matches(['\r', '\n']).is_empty() {
            *out += "↵";
        } else {
            write_words(source, row.paragraph, segment, out);
        }
        *out += "</mark>";
        for (note, severity) in &segment.ends {
            let letter = letter(*severity);
            *out += &format!("<a class=\"ref {letter}\" href=\"#n{note}\">{note}</a>");
        }
    }
    *out += "</p>\n";
}

/// The text of `segment`; the line end of a paragraph is left out.
fn write_words(source: &Source, paragraph: &Paragraph, segment: &Segment, out: &mut String) {
    let text = segment.span.of(&source.text);
    let last = segment.span.end == paragraph.span.end;
    let text = if last { text.trim_end_matches(['\r', '\n']) } else { text };
    if !paragraph.joined {
        escape::draft(out, text, "\n");
        return;
    }
    let mut rest = text;
    let mut before =
        source.text.get(..segment.span.start as usize).and_then(|it| it.chars().next_back());
    while let Some((line, after)) = rest.split_once('\n') {
        let line_end = line.chars().next_back().or(before);
        let next = after.chars().next();
        let latin = |mark: Option<char>| mark.is_some_and(|it| it.is_ascii_graphic());
        escape::draft(out, line, "");
        if latin(line_end) && latin(next) {
            out.push(' ');
        }
        before = Some('\n');
        rest = after;
    }
    escape::draft(out, rest, "");
}
