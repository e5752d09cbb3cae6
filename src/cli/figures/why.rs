//! `figures --why`: why two figures are or are not held to be one quantity.

mod frame;
mod reasons;

use super::super::files::complain;
use super::super::screen::Screen;
use super::super::{Exit, Failure, Outcome};
use crate::kinds::figure_conflict::why::{compared, why};
use crate::model::Document;
use crate::model::figure::Figure;
use crate::project::{self, Input};
use crate::render::ledger::in_ascii;
use crate::text::{SourceId, Span, Text};

pub(super) fn show(
    inputs: &[Input],
    encoding: Option<&str>,
    places: [&str; 2],
    screen: &Screen,
) -> Outcome {
    let [input] = inputs else {
        return Err(Failure::new(
            Text::new("--why 只看一篇稿件", "`--why` looks at one draft"),
            Some(Text::new("只写一个文件", "name one file")),
        ));
    };
    let language = screen.style.language;
    let document = match project::read(input, encoding, SourceId(0)) {
        Ok(source) => Document::of(source),
        Err(problem) => {
            complain(&input.name, &problem, language);
            return Ok(Exit::Trouble);
        }
    };
    let figures = compared(&document);
    let spans = [find(&document, &figures, places[0])?, find(&document, &figures, places[1])?];
    if spans[0] == spans[1] {
        return Err(Failure::new(
            Text::new("两个位置是同一个数字", "both places are one figure"),
            Some(Text::new("写两个不同的位置", "name two places")),
        ));
    }
    let Some(why) = why(&document, spans) else { return Ok(Exit::Clean) };
    screen.write(|out| {
        in_ascii(screen.style, out, |out| {
            frame::write(&document, &why, screen.style, out)?;
            reasons::write(&why, screen.style, out)
        })
    })?;
    Ok(Exit::Clean)
}

/// The figure at `LINE:COLUMN`, or the only one of `LINE`.
fn find(document: &Document, figures: &[Figure], place: &str) -> Result<Span, Failure> {
    let Some((line, column)) = parsed(place) else {
        return Err(Failure::new(
            Text::new(format!("“{place}”不是位置"), format!("`{place}` is not a place")),
            Some(Text::new(
                "位置写“行:列”或者行号，例如 17:182",
                "write LINE:COLUMN or LINE, as in 17:182",
            )),
        ));
    };
    let position = |it: &Figure| document.position(it.span);
    let there: Vec<&Figure> = figures.iter().filter(|it| position(it).0 == line).collect();
    let found: Vec<&&Figure> = match column {
        None => there.iter().collect(),
        Some(column) => there.iter().filter(|it| covers(document, it, column)).collect(),
    };
    match found.as_slice() {
        [figure] => Ok(figure.span),
        _ => Err(unclear(document, &there, place, line)),
    }
}

/// Whether a figure stands at a column of its line.
fn covers(document: &Document, figure: &Figure, column: usize) -> bool {
    let (_, start) = document.position(figure.span);
    let length = document.place(figure.span).of(&document.written().text).chars().count();
    (start..start + length).contains(&column)
}

fn parsed(place: &str) -> Option<(usize, Option<usize>)> {
    match place.split_once([':', '：']) {
        Some((line, column)) => Some((line.parse().ok()?, Some(column.parse().ok()?))),
        None => Some((place.parse().ok()?, None)),
    }
}

/// No figure there, or several: says which ones the line has.
fn unclear(document: &Document, there: &[&Figure], place: &str, line: usize) -> Failure {
    const MOST: usize = 12;
    let names: Vec<String> = there
        .iter()
        .take(MOST)
        .map(|it| {
            let (line, column) = document.position(it.span);
            format!("{line}:{column} {}", it.span.of(&document.source.text))
        })
        .collect();
    let more = if MOST < there.len() { "…" } else { "" };
    let help = match names.as_slice() {
        [] => Text::new(
            format!("第{line}行没有数字；jiaohe figures 列出全部数字的位置"),
            format!("line {line} has none; `jiaohe figures` lists all places"),
        ),
        names => Text::new(
            format!("第{line}行的数字：{}{more}", names.join("、")),
            format!("line {line} has: {}{more}", names.join(", ")),
        ),
    };
    Failure::new(
        Text::new(
            format!("“{place}”处不是恰好一个数字"),
            format!("not exactly one figure at `{place}`"),
        ),
        Some(help),
    )
}
