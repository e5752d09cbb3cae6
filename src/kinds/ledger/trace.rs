//! Why a figure is not reported against a ledger.

use super::{Entry, Ledger, Quantity, by_key, by_quantity};
use crate::kinds::named::places;
use crate::kinds::{Context, Dropped, silence};
use crate::text::Text;
use crate::text::sheet::Sheet;

/// The figures that agree with the ledger or are not in it.
pub(super) fn dropped(ledger: &Ledger, context: &Context<'_>) -> Vec<Dropped> {
    let Some(Some(sheet)) = context.beside.ledgers.get(ledger.file) else { return Vec::new() };
    let entries = ledger.entries(sheet, context.beside.as_of);
    if ledger.figures.is_empty() {
        return of_rows(&entries, context);
    }
    let by_key = by_key(&entries);
    let mut dropped = Vec::new();
    for (figure, key) in &ledger.figures {
        let rows = by_key.get(key.as_str()).map_or(&[][..], Vec::as_slice);
        for told in places(figure, context) {
            let why = match rows.iter().find(|it| !it.differs(&told, figure)) {
                Some(row) => agrees(row),
                None if rows.is_empty() => absent(ledger, sheet, key),
                None => continue,
            };
            let captures = vec![("name".into(), figure.name.clone())];
            dropped.push(Dropped { at: told.span, captures, why });
        }
    }
    dropped
}

/// What is to be said of the ledger and of figures that the draft does not tell.
pub(super) fn remarks(ledger: &Ledger, context: &Context<'_>) -> Vec<Text> {
    let Some(Some(sheet)) = context.beside.ledgers.get(ledger.file) else {
        return vec![Text::new("台账没有读到", "the ledger was not read")];
    };
    let entries = ledger.entries(sheet, context.beside.as_of);
    let mut remarks = empty(ledger, sheet, &entries).into_iter().collect::<Vec<_>>();
    for (figure, _) in &ledger.figures {
        if places(figure, context).is_empty() {
            remarks.push(silence::figure(context, figure));
        }
    }
    if ledger.figures.is_empty() && !entries.is_empty() && by_quantity(&entries).is_empty() {
        remarks.push(Text::new(
            "台账的各行没有写 head 和 unit，写 figure 说明每行是哪个数字",
            "no row has `head` and `unit`: say with `figure` which figure a row is",
        ));
    }
    remarks
}

/// Why no row of the ledger counts, where none does.
fn empty(ledger: &Ledger, sheet: &Sheet, entries: &[Entry<'_>]) -> Option<Text> {
    if !entries.is_empty() {
        return None;
    }
    let value = &ledger.value;
    Some(if sheet.rows.is_empty() {
        Text::new("台账里一行也没有", "the ledger has no rows")
    } else if ledger.entries(sheet, None).is_empty() {
        Text::new(
            format!("台账的“{value}”列里没有数"),
            format!("the column `{value}` of the ledger has no numbers"),
        )
    } else {
        Text::new(
            "到 --as-of 那一天，台账里还没有一行",
            "no row of the ledger holds yet on the day of `--as-of`",
        )
    })
}

/// Why no row has this key.
fn absent(ledger: &Ledger, sheet: &Sheet, key: &str) -> Text {
    let column = &ledger.key;
    if ledger.entries(sheet, None).iter().any(|it| it.key == key) {
        return Text::new(
            format!("到 --as-of 那一天，“{key}”那一行还没有生效"),
            format!("the row `{key}` does not hold yet on the day of `--as-of`"),
        );
    }
    if let Some(row) = sheet.rows.iter().find(|it| it.text(column) == key) {
        let written = row.text(&ledger.value);
        return Text::new(
            format!("台账里“{key}”那一行的值“{written}”不是数"),
            format!("the value `{written}` of the row `{key}` is no number"),
        );
    }
    let keys: Vec<&str> = sheet.rows.iter().map(|it| it.text(column)).take(12).collect();
    Text::new(
        format!("台账的“{column}”列里没有“{key}”，有：{}", keys.join("、")),
        format!("the column `{column}` has no `{key}`; it has {}", keys.join(", ")),
    )
}

/// The figures of the engine that rows agree with or do not know.
fn of_rows(entries: &[Entry<'_>], context: &Context<'_>) -> Vec<Dropped> {
    let known = by_quantity(entries);
    if known.is_empty() {
        return Vec::new();
    }
    let document = context.document;
    let mut dropped = Vec::new();
    for figure in document.figures().iter().chain(document.table_figures()) {
        let rows = known.get(&Quantity::of(figure)).map_or(&[][..], Vec::as_slice);
        let why = match rows.iter().find(|it| !it.differs_from(figure)) {
            Some(row) => agrees(row),
            None if rows.is_empty() => Text::new(
                "台账里没有这样的一行（head、unit、subject、period、status、roles 都相同）",
                "the ledger has no such row: one with the same head, unit, subject, period, status and roles",
            ),
            None => continue,
        };
        let captures = vec![("name".into(), figure.head.clone())];
        dropped.push(Dropped { at: figure.span, captures, why });
    }
    dropped
}

fn agrees(row: &Entry<'_>) -> Text {
    let (value, cell) = (row.value.text.trim(), &row.value.address);
    let (key, at) = (row.key, if cell.is_empty() { String::new() } else { format!(" {cell}") });
    Text::new(
        format!("与台账一致：“{key}”{at} 是 {value}"),
        format!("as in the ledger: `{key}`{at} is {value}"),
    )
}
