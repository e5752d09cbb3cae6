//! One finding, or several alike, as codespan wants them.

use std::collections::{HashMap, HashSet};

use codespan_reporting::diagnostic::{self as codespan, LabelStyle};

use super::Group;
use super::piece::{Mark, digits, pieces};
use super::view::{Layout, Spot, View};
use super::wrap::wrap;
use super::writer::Header;
use crate::diagnostic::{FileReport, Label, Problem, Severity};
use crate::render::glyph::{columns, flat};
use crate::render::{Style, severity_word, source};
use crate::text::Language;

/// Everything codespan needs to print one block.
pub(super) struct Block<'a> {
    /// What is printed instead of codespan's header.
    pub(super) header: Header,
    /// The sources.
    pub(super) view: View<'a>,
    /// The places in the view, and the notes.
    pub(super) diagnostic: codespan::Diagnostic<usize>,
}

impl<'a> Block<'a> {
    /// Diagnostics of `file` that are shown together.
    pub(super) fn finding(file: &'a FileReport, group: &Group<'a>, style: Style) -> Self {
        let first = group.first;
        let marks = marks(file, group);
        let pieces = pieces(&marks);
        let (digits, position) = digits(&marks, &pieces);
        let layout = layout(&marks, digits, style);
        let (mut view, spots) = View::new(&marks, pieces, layout);
        view.shorten_names(layout.columns.saturating_sub(position + "> ::".len()), layout.mark);
        let (labels, notes) = labels(&marks, &view, spots, layout.columns, style.language);
        let notes = notes.iter().map(|note| wrap(note, layout.columns, 0).join("\n"));
        let mut notes: Vec<String> = notes.collect();
        notes.extend(help(&first.help, layout.columns, style.language));
        let message = counted(&first.message, 1 + group.rest.len(), style.language);
        Self {
            header: header(first.severity, &first.rule, &message, style),
            view,
            diagnostic: codespan::Diagnostic::new(grade(first.severity))
                .with_labels(labels)
                .with_notes(notes),
        }
    }

    /// Why `file` could not be read, or a remark about it.
    pub(super) fn problem(
        file: &FileReport,
        problem: &Problem,
        severity: Severity,
        style: Style,
    ) -> Self {
        let layout = layout(&[], 0, style);
        let colon = colon(style.language);
        let message = format!("{}{colon}{}", file.path, problem.message.get(style.language));
        let help = help(problem.help.get(style.language), layout.columns, style.language);
        Self {
            header: header(severity, problem.code, &message, style),
            view: View::new(&[], Vec::new(), layout).0,
            diagnostic: codespan::Diagnostic::new(grade(severity))
                .with_notes(help.into_iter().collect()),
        }
    }
}

fn grade(severity: Severity) -> codespan::Severity {
    match severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Info => codespan::Severity::Note,
    }
}

/// The room for source text behind line numbers of `digits`.
fn layout(marks: &[Mark<'_>], digits: usize, style: Style) -> Layout {
    let frame = " | ".len();
    let columns = style.width.saturating_sub(digits + frame);
    let words = marks.iter().map(|mark| self::columns(&mark.text) + 1);
    let words = words.filter(|&words| words <= columns / 4).max().unwrap_or(0);
    Layout { columns, words, mark: if style.ascii { "..." } else { "…" } }
}

/// The places of a group, each once.
fn marks<'a>(file: &'a FileReport, group: &Group<'a>) -> Vec<Mark<'a>> {
    let mut seen = HashSet::new();
    let mut marks = Vec::new();
    let mut add = |label: &'a Label, text: &'a str, primary: bool| {
        let Some(source) = source(file, label.place.source) else { return };
        if seen.insert((label.place, text, primary)) {
            marks.push(Mark { source, span: label.place.span, text: flat(text), primary });
        }
    };
    for diagnostic in std::iter::once(&group.first).chain(&group.rest) {
        let label = &diagnostic.primary;
        let says_more = label.text.is_empty() && diagnostic.message != group.first.message;
        add(label, if says_more { &diagnostic.message } else { &label.text }, true);
        diagnostic.related.iter().for_each(|label| add(label, &label.text, false));
    }
    marks
}

/// The places as codespan takes them, and the words that have no room beside their place.
fn labels(
    marks: &[Mark<'_>],
    view: &View<'_>,
    spots: Vec<Spot>,
    columns: usize,
    language: Language,
) -> (Vec<codespan::Label<usize>>, Vec<String>) {
    let mut labels = Vec::new();
    let mut notes = Vec::new();
    for row in spots.chunk_by(|one, other| (one.file, one.row) == (other.file, other.row)) {
        row_labels(marks, view, row, columns, &mut labels, &mut notes);
    }
    labels.sort_by_key(|&(mark, _)| mark);
    notes.sort_unstable();
    let mut said = HashSet::new();
    let notes = notes.into_iter().filter_map(|index| marks.get(index));
    let notes = notes.filter(|mark| said.insert(mark.text.as_str()));
    let notes = notes.map(|mark| note(mark, 1 < view.count(), language)).collect();
    (labels.into_iter().map(|(_, label)| label).collect(), notes)
}

/// As many places of a row have their words in the row.
const MOST_WORDS: usize = 8;

/// Where the words of a place stand.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    /// There are none.
    None,
    /// To the right of the carets.
    Beside,
    /// On a row of their own, under the first caret.
    Below,
    /// In a note.
    Note,
}

/// The labels of one row, each with its mark; marks whose words do not fit go to `notes`.
fn row_labels(
    marks: &[Mark<'_>],
    view: &View<'_>,
    row: &[Spot],
    room: usize,
    labels: &mut Vec<(usize, codespan::Label<usize>)>,
    notes: &mut Vec<usize>,
) {
    let text = |spot: &Spot| marks.get(spot.mark).filter(|_| spot.last).map_or("", |it| &it.text);
    let end_of = |spot: &Spot| spot.range.end.max(spot.range.start + 1);
    let end = row.iter().map(end_of).max().unwrap_or(0);
    let last_with: HashMap<&str, usize> =
        row.iter().enumerate().map(|(index, spot)| (text(spot), index)).collect();
    let mut drawn = HashSet::new();
    let mut said = 0;
    for (index, spot) in row.iter().enumerate() {
        let Some(mark) = marks.get(spot.mark) else { continue };
        let style = if mark.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
        let label = codespan::Label::new(style, spot.file, spot.range.clone());
        let text = if last_with.get(text(spot)) == Some(&index) { text(spot) } else { "" };
        let is_last = end_of(spot) == end;
        let words = match columns(text) {
            0 => Words::None,
            _ if MOST_WORDS <= said => Words::Note,
            wide if is_last && view.column(spot, end) + 1 + wide <= room => Words::Beside,
            wide if view.column(spot, spot.range.start) + wide <= room => Words::Below,
            _ => Words::Note,
        };
        match words {
            Words::None => {}
            Words::Note => notes.push(spot.mark),
            Words::Beside | Words::Below => {
                said += 1;
                labels.push((spot.mark, label.clone().with_message(text)));
            }
        }
        // codespan puts the words of the last label beside it, unless another overlaps it.
        let wordless = matches!(words, Words::None | Words::Note)
            && drawn.insert((spot.range.clone(), mark.primary));
        if wordless || (is_last && words == Words::Below) {
            labels.push((spot.mark, label));
        }
    }
}

/// `第3行第149字：…`, for words without room beside their place.
fn note(mark: &Mark<'_>, named: bool, language: Language) -> String {
    let (line, column) = mark.source.lines.position(&mark.source.text, mark.span.start);
    let name = if named { mark.source.name.as_str() } else { "" };
    let space = if named { " " } else { "" };
    match language {
        Language::Zh => format!("{name}{space}第{line}行第{column}字：{}", mark.text),
        Language::En => format!("{name}{space}line {line}, column {column}: {}", mark.text),
    }
}

fn help(help: &str, room: usize, language: Language) -> Option<String> {
    let word = match language {
        Language::Zh => "帮助：",
        Language::En => "help: ",
    };
    (!help.is_empty()).then(|| wrap(&format!("{word}{help}"), room, 0).join("\n"))
}

fn header(severity: Severity, code: &str, message: &str, style: Style) -> Header {
    let head = format!("{}[{}]", severity_word(severity, style.language), flat(code));
    let rows = wrap(&format!("{head}{}{message}", colon(style.language)), style.width, 2);
    Header { head, rows }
}

fn colon(language: Language) -> &'static str {
    match language {
        Language::Zh => "：",
        Language::En => ": ",
    }
}

/// `message` with the number of places, where there are several.
fn counted(message: &str, count: usize, language: Language) -> String {
    match (count, language) {
        (..=1, _) => message.to_owned(),
        (_, Language::Zh) => format!("{}（共{count}处）", message.trim_end_matches('。')),
        (_, Language::En) => format!("{message} (and {} more)", count - 1),
    }
}
