//! `ledger`: figures of the draft against a ledger file, both places shown.
//!
//! Silent about what the ledger does not list, about values that are no numbers, and where one of
//! several rows of a key agrees.

mod row;
mod trace;

use std::collections::HashMap;

use super::named::{Told, chosen, places};
use super::{Context, Dropped, Finding, Kind, Related};
use crate::text::decode::{Reader, Slip};
use crate::text::named::NamedFigure;
use crate::text::sheet::Sheet;
use crate::text::{Confidence, Located, Node, Place, Text};
use row::{Entry, Quantity};

pub use row::day;

/// Parameters: the file, its columns, and which figures are looked up.
#[derive(Debug)]
pub struct Ledger {
    /// The number of the file among those that rules ask for.
    file: usize,
    key: String,
    value: String,
    /// The column with the day from which a row holds.
    as_of: Option<String>,
    /// The named figures and their keys; where there are none, rows say themselves what they count.
    figures: Vec<(NamedFigure, String)>,
}

impl Kind for Ledger {
    const NAME: &'static str = "ledger";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let file = fields.require("file", reader);
        let mut columns = Vec::new();
        let (key, value, dated) = (fields.take("key"), fields.take("value"), fields.take("as-of"));
        let here = fields.span;
        let mut column = |node: Option<&Node>, usual: &str, reader: &mut Reader| {
            let name = node.and_then(|it| reader.string(it)).unwrap_or(usual).to_owned();
            let span = node.or(file).map_or(here, |it| it.span);
            columns.push(Located { value: name.clone(), span });
            name
        };
        let key = column(key, "name", reader);
        let value = column(value, "value", reader);
        let as_of = dated.map(|it| column(Some(it), "", reader));
        let figures = fields.take("figure").map(|it| figures(it, reader));
        let path = file.and_then(|it| reader.string(it).map(|path| (it, path.to_lowercase())));
        if let Some((node, path)) = &path
            && !ENDINGS.iter().any(|it| path.ends_with(it))
        {
            reader.slip(
                Slip::new(node.span, "不认识的台账格式", "unknown format of a ledger").help(
                    "台账是 .yaml、.csv 或 .xlsx 文件；.xls 请另存为 .xlsx",
                    "a ledger is a .yaml, .csv or .xlsx file; save an .xls as .xlsx",
                ),
            );
        }
        reader.finish(fields);
        if figures.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let file = reader.file(file?, columns)?;
        Some(Self { file, key, value, as_of, figures: figures.unwrap_or_default() })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["name", "found", "expected", "key", "cell", "date"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let Some(Some(sheet)) = context.beside.ledgers.get(self.file) else { return };
        let entries = self.entries(sheet, context.beside.as_of);
        if self.figures.is_empty() {
            self.check_rows(&entries, sheet, context, found);
            return;
        }
        let by_key = by_key(&entries);
        for (figure, key) in &self.figures {
            let rows = by_key.get(key.as_str()).map_or(&[][..], Vec::as_slice);
            for told in places(figure, context) {
                let differs = |it: &&Entry<'_>| it.differs(&told, figure);
                if !rows.is_empty() && rows.iter().all(differs) {
                    let name = &figure.name;
                    let level = Confidence::Certain;
                    found.push(finding(name, &told, rows, sheet, context, level));
                }
            }
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        trace::dropped(self, context)
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        trace::remarks(self, context)
    }
}

/// The rows by their key.
fn by_key<'a, 'b>(entries: &'b [Entry<'a>]) -> HashMap<&'a str, Vec<&'b Entry<'a>>> {
    let mut by_key: HashMap<&str, Vec<&Entry<'_>>> = HashMap::new();
    for entry in entries {
        by_key.entry(entry.key).or_default().push(entry);
    }
    by_key
}

/// The rows that say themselves what they count, by that.
fn by_quantity<'a, 'b>(entries: &'b [Entry<'a>]) -> HashMap<Quantity, Vec<&'b Entry<'a>>> {
    let mut by_quantity: HashMap<Quantity, Vec<&Entry<'_>>> = HashMap::new();
    for entry in entries {
        if let Some(quantity) = entry.quantity() {
            by_quantity.entry(quantity).or_default().push(entry);
        }
    }
    by_quantity
}

/// The formats of ledgers.
const ENDINGS: [&str; 4] = [".yaml", ".yml", ".csv", ".xlsx"];

/// A name, a list of names and descriptions, or a map from names to keys of the ledger.
fn figures(node: &Node, reader: &mut Reader) -> Vec<(NamedFigure, String)> {
    if node.map().is_some() && node.get("name").is_none() {
        let entries = reader.fields(node).and(node.map()).unwrap_or(&[]);
        let pair = |(name, key): &(crate::text::node::Key, Node), reader: &mut Reader| {
            let name = Node {
                span: name.span,
                value: crate::text::node::Value::Scalar(name.name.clone()),
            };
            let list = Node { span: name.span, value: crate::text::node::Value::List(vec![name]) };
            let figure = chosen(Some(&list), reader).pop()?;
            Some((figure, reader.string(key)?.to_owned()))
        };
        return entries.iter().filter_map(|it| pair(it, reader)).collect();
    }
    let single = node.list().is_none().then(|| Node {
        span: node.span,
        value: crate::text::node::Value::List(vec![node.clone()]),
    });
    let figures = chosen(Some(single.as_ref().unwrap_or(node)), reader);
    figures.into_iter().map(|it| (it.clone(), it.name)).collect()
}

impl Ledger {
    /// The rows that hold on the day asked for: of each key, the latest.
    fn entries<'a>(&self, sheet: &'a Sheet, day: Option<[u32; 3]>) -> Vec<Entry<'a>> {
        let date = self.as_of.as_deref();
        let read = sheet.rows.iter().filter_map(|it| Entry::of(it, &self.key, &self.value, date));
        let mut entries: Vec<Entry<'a>> = read.collect();
        if date.is_none() {
            return entries;
        }
        entries.retain(|it| day.is_none_or(|day| it.date.is_none_or(|date| date <= day)));
        let mut latest: HashMap<&str, Option<[u32; 3]>> = HashMap::new();
        for entry in &entries {
            let known = latest.entry(entry.key).or_default();
            *known = (*known).max(entry.date);
        }
        entries.retain(|it| latest.get(it.key) == Some(&it.date));
        entries
    }

    /// Rows as `jiaohe figures --as-ledger` writes them, against what the figure engine reads.
    fn check_rows(
        &self,
        entries: &[Entry<'_>],
        sheet: &Sheet,
        context: &Context<'_>,
        found: &mut Vec<Finding>,
    ) {
        let by_quantity = by_quantity(entries);
        if by_quantity.is_empty() {
            return;
        }
        let document = context.document;
        for figure in document.figures().iter().chain(document.table_figures()) {
            let Some(rows) = by_quantity.get(&Quantity::of(figure)) else { continue };
            if rows.iter().all(|it| it.differs_from(figure)) {
                let told = Told::of(figure);
                let level = Confidence::Likely;
                found.push(finding(&figure.head, &told, rows, sheet, context, level));
            }
        }
    }
}

/// How many rows of one key are shown.
const SHOWN: usize = 3;

fn finding(
    name: &str,
    told: &Told,
    rows: &[&Entry<'_>],
    sheet: &Sheet,
    context: &Context<'_>,
    level: Confidence,
) -> Finding {
    let source = sheet.source.id;
    let written = told.span.of(&context.document.source.text).to_owned();
    let related = rows.iter().take(SHOWN).map(|entry| Related {
        place: Place { source, span: entry.value.span },
        captures: entry.captures(),
    });
    let mut captures = vec![("name".into(), name.to_owned()), ("found".into(), written.clone())];
    let expected: Vec<&str> = rows.iter().take(SHOWN).map(|it| it.value.text.trim()).collect();
    captures.push(("expected".into(), expected.join("、")));
    captures.extend(rows.first().map(|it| it.captures()).unwrap_or_default());
    let values = rows.iter().take(SHOWN).map(|it| it.shown());
    Finding {
        related: related.collect(),
        captures,
        values: std::iter::once((written, told.value.shown(), told.unit.to_owned()))
            .chain(values)
            .collect(),
        ..Finding::at(context.document, told.span, level)
    }
}
