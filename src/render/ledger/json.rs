//! JSON of ledgers, for programs. Fields are only ever added; `version` counts breaks.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::cell::around;
use crate::diagnostic::Problem;
use crate::diagnostic::ledger::{Comparison, Entry, Growth, Ledger, Row};
use crate::render::json::{TOOL, Tool};
use crate::text::{Language, Source};

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    tool: Tool,
    files: Vec<File<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    error: Option<Failure<'a>>,
    figures: Vec<Figure<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<Group<'a>>>,
}

#[derive(Serialize)]
struct Failure<'a> {
    code: &'static str,
    message: &'a str,
    help: &'a str,
}

#[derive(Serialize)]
struct Figure<'a> {
    text: &'a str,
    value: String,
    low: String,
    high: Option<String>,
    bound: &'static str,
    unit: &'static str,
    subject: &'a str,
    lead: &'a str,
    head: &'a str,
    head_source: Option<&'static str>,
    period: Option<&'a str>,
    period_source: Option<&'static str>,
    status: &'static str,
    roles: Vec<&'static str>,
    span: [u32; 2],
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    section: &'a [String],
    cell: Option<[u32; 3]>,
    context: String,
}

#[derive(Serialize)]
struct Group<'a> {
    head: &'a str,
    unit: &'static str,
    agrees: bool,
    restated: bool,
    figures: &'a [usize],
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    unreadable: usize,
    figures: usize,
    planned: usize,
}

/// Writes one JSON object on one line.
pub(super) fn write(
    ledgers: &[Ledger],
    grouped: bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = || ledgers.iter().flat_map(|it| &it.rows);
    let unreadable = ledgers.iter().filter(|it| it.error.is_some()).count();
    let output = Output {
        version: 1,
        tool: TOOL,
        files: ledgers.iter().map(|it| File::of(it, grouped, language)).collect(),
        summary: Counts {
            files: ledgers.len() - unreadable,
            unreadable,
            figures: rows().count(),
            planned: rows().filter(|it| it.plan).count(),
        },
    };
    finish(&output, out)
}

fn finish(output: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer(&mut out, output)?;
    out.write_all(b"\n")?;
    out.flush()
}

impl<'a> File<'a> {
    fn of(ledger: &'a Ledger, grouped: bool, language: Language) -> Self {
        Self {
            path: &ledger.path,
            error: ledger.error.as_ref().map(|it| failure(it, language)),
            figures: ledger
                .rows
                .iter()
                .map(|it| Figure::of(&ledger.source, it, language))
                .collect(),
            groups: grouped.then(|| ledger.groups.iter().map(|it| Group::of(ledger, it)).collect()),
        }
    }
}

fn failure(problem: &Problem, language: Language) -> Failure<'_> {
    Failure {
        code: problem.code,
        message: problem.message.get(language),
        help: problem.help.get(language),
    }
}

impl<'a> Figure<'a> {
    fn of(source: &'a Source, row: &'a Row, language: Language) -> Self {
        let (line, column) = source.lines.position(&source.text, row.span.start);
        let (end_line, end_column) = source.lines.position(&source.text, row.span.end);
        let head = if row.borrowed { "neighbour" } else { "own" };
        let period = if row.period_above { "above" } else { "own" };
        let words = Some(row.period.get(language)).filter(|it| !it.is_empty());
        Self {
            text: row.span.of(&source.text),
            value: row.value.to_string(),
            low: row.low.to_string(),
            high: row.high.map(|it| it.to_string()),
            bound: row.bound.name(),
            unit: row.unit,
            subject: &row.subject,
            lead: &row.lead,
            head: &row.head,
            head_source: (!row.head.is_empty()).then_some(head),
            period: words,
            period_source: words.map(|_| period),
            status: if row.plan { "plan" } else { "done" },
            roles: row.roles.iter().map(|it| it.name()).collect(),
            span: [row.span.start, row.span.end],
            line,
            column,
            end_line,
            end_column,
            section: &row.section,
            cell: row.cell,
            context: around(source, row),
        }
    }
}

impl<'a> Group<'a> {
    fn of(ledger: &'a Ledger, group: &'a crate::diagnostic::ledger::Group) -> Self {
        let first = group.members.first().and_then(|it| ledger.rows.get(*it));
        Self {
            head: group.head(&ledger.rows),
            unit: first.map_or("", |it| it.unit),
            agrees: group.agrees,
            restated: group.restated,
            figures: &group.members,
        }
    }
}

#[derive(Serialize)]
struct Compared<'a> {
    version: u32,
    tool: Tool,
    old: &'a str,
    new: &'a str,
    entries: Vec<Change<'a>>,
    summary: Changes,
}

#[derive(Serialize)]
struct Change<'a> {
    entry: &'static str,
    old: Option<Figure<'a>>,
    new: Option<Figure<'a>>,
    difference: Option<String>,
    percent: Option<String>,
}

#[derive(Serialize)]
struct Changes {
    same: usize,
    changed: usize,
    new: usize,
    gone: usize,
}

/// Writes one JSON object on one line.
pub(super) fn write_comparison(
    comparison: &Comparison,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = |name: &str| comparison.entries.iter().filter(|it| it.name() == name).count();
    let output = Compared {
        version: 1,
        tool: TOOL,
        old: &comparison.old.path,
        new: &comparison.new.path,
        entries: comparison.entries.iter().map(|it| change(comparison, *it, language)).collect(),
        summary: Changes {
            same: count("same"),
            changed: count("changed"),
            new: count("new"),
            gone: count("gone"),
        },
    };
    finish(&output, out)
}

fn change(comparison: &Comparison, entry: Entry, language: Language) -> Change<'_> {
    let (old, new) = comparison.rows(entry);
    let growth = old.zip(new).and_then(|(old, new)| Growth::of(old, new));
    Change {
        entry: entry.name(),
        old: old.map(|it| Figure::of(&comparison.old.source, it, language)),
        new: new.map(|it| Figure::of(&comparison.new.source, it, language)),
        difference: growth.map(|it| it.difference.normalize().to_string()),
        percent: growth.and_then(|it| it.percent).map(|it| it.normalize().to_string()),
    }
}
