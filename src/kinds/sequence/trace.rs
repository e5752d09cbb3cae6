//! Why a row of numbers is no finding.

use std::collections::BTreeMap;

use super::count::departures;
use super::{Counted, Note, REPORT, Sequence, caption, squeeze};
use crate::kinds::{Context, Dropped};
use crate::model::Document;
use crate::text::{Span, Text};

/// A row: its numbers with their places.
type Row = Vec<(u32, Span)>;

/// The rows about which nothing is reported, and the slips that `report` leaves out.
pub(super) fn dropped(sequence: &Sequence, context: &Context<'_>) -> Vec<Dropped> {
    let notes: BTreeMap<Span, Note> =
        sequence.notes(context).into_iter().map(|it| (it.at, it)).collect();
    let mut dropped = Vec::new();
    for row in rows(sequence.of, context.document) {
        let noted: Vec<&Note> = row.iter().filter_map(|(_, at)| notes.get(at)).collect();
        if noted.is_empty() {
            let at = row.first().map(|it| it.1);
            let why = quiet(&row, context.document);
            dropped.extend(at.map(|at| Dropped { at, captures: Vec::new(), why }));
        }
        let left_out = noted.into_iter().filter(|it| !sequence.report.contains(&it.slip));
        dropped.extend(left_out.map(|it| Dropped {
            at: it.at,
            captures: Vec::new(),
            why: unasked(it),
        }));
    }
    dropped
}

/// Whether there is any row.
pub(super) fn remarks(sequence: &Sequence, context: &Context<'_>) -> Vec<Text> {
    if !rows(sequence.of, context.document).is_empty() {
        return Vec::new();
    }
    vec![match sequence.of {
        Counted::Outline => Text::new(
            "稿子里没有认出一、（一）1. 这样的标题（见 jiaohe outline）",
            "no numbered heading was read in the draft (see `jiaohe outline`)",
        ),
        Counted::Series => {
            Text::new("稿子里没有一是…二是…这样的列举", "no series such as 一是…二是… was read")
        }
        Counted::Caption => Text::new(
            "稿子里没有以图1、表2-1开头的行",
            "no line begins with a caption such as 图1, 表2-1",
        ),
    }]
}

fn rows(of: Counted, document: &Document) -> Vec<Row> {
    let outline = &document.outline;
    let marker = |it: &usize| {
        let marker = outline.sections.get(*it)?.marker.as_ref()?;
        Some((marker.number(), marker.span))
    };
    match of {
        Counted::Outline => {
            let runs = outline.runs.iter();
            runs.map(|run| run.sections.iter().filter_map(marker).collect()).collect()
        }
        Counted::Caption => caption::rows(document),
        Counted::Series => {
            let series = document.series.iter();
            series.map(|it| it.items.iter().map(|it| (it.number, it.span)).collect()).collect()
        }
    }
}

/// Why nothing is wrong with a row.
fn quiet(row: &Row, document: &Document) -> Text {
    let text = &document.source.text;
    let numbers: Vec<u32> = row.iter().map(|it| it.0).collect();
    let words = |it: Option<&(u32, Span)>| it.map_or(String::new(), |it| squeeze(it.1.of(text)));
    let (first, last) = (words(row.first()), words(row.last()));
    if !departures(&numbers).is_empty() {
        return Text::new(
            "缺的序号用别的写法写着",
            "the missing number stands there in another style",
        );
    }
    if numbers.first().is_some_and(|it| *it != 1) {
        return Text::new(
            format!("从“{first}”开始：可能是节选，或接着上面编号"),
            format!("it begins with `{first}`: an extract, or it counts on from above"),
        );
    }
    let count = row.len();
    Text::new(
        format!("共{count}项，从“{first}”到“{last}”，连续"),
        format!("{count} in a row, from `{first}` to `{last}`"),
    )
}

fn unasked(note: &Note) -> Text {
    let name = REPORT.iter().find(|it| it.1 == note.slip).map_or("", |it| it.0);
    Text::new(
        format!("这是 {name}，report 里没有写"),
        format!("this is `{name}`, which `report` leaves out"),
    )
}
