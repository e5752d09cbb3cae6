//! CSV that spreadsheets open as it is: a byte order mark, CRLF, every field quoted, and no field
//! that a spreadsheet takes for a formula.

use std::io::{self, BufWriter, Write};

use super::cell::{around, kind, pick, position, role_word, section, written};
use crate::diagnostic::ledger::{Comparison, Entry, Growth, Ledger, Row};
use crate::render::glyph::flat;
use crate::text::Language;

/// The columns of a ledger in their order, which is a contract.
const COLUMNS: [(&str, &str); 20] = [
    ("文件", "file"),
    ("行", "line"),
    ("列", "column"),
    ("章节", "section"),
    ("原文", "text"),
    ("数值", "value"),
    ("下限", "low"),
    ("上限", "high"),
    ("概数", "bound"),
    ("单位", "unit"),
    ("主体", "subject"),
    ("前词", "lead"),
    ("口径", "head"),
    ("口径来源", "head_source"),
    ("时间", "period"),
    ("时间来源", "period_source"),
    ("状态", "status"),
    ("性质", "roles"),
    ("组", "group"),
    ("上下文", "context"),
];

/// The columns of a comparison in their order, which is a contract.
const COMPARED: [(&str, &str); 17] = [
    ("变化", "entry"),
    ("口径", "head"),
    ("单位", "unit"),
    ("性质", "kind"),
    ("旧文件", "old_file"),
    ("旧行", "old_line"),
    ("旧章节", "old_section"),
    ("旧时间", "old_period"),
    ("旧原文", "old_text"),
    ("旧数值", "old_value"),
    ("新文件", "new_file"),
    ("新行", "new_line"),
    ("新章节", "new_section"),
    ("新时间", "new_period"),
    ("新原文", "new_text"),
    ("新数值", "new_value"),
    ("增减", "difference"),
];

/// The last column of a comparison.
const PERCENT: (&str, &str) = ("幅度%", "percent");

/// Writes a row a figure.
pub(super) fn write(ledgers: &[Ledger], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    begin(COLUMNS.iter(), language, &mut out)?;
    for ledger in ledgers {
        let mut groups = vec![None; ledger.rows.len()];
        for (number, group) in ledger.groups.iter().enumerate() {
            for member in &group.members {
                if let Some(known) = groups.get_mut(*member) {
                    *known = Some(number + 1);
                }
            }
        }
        for (row, group) in ledger.rows.iter().zip(groups) {
            record(&fields(ledger, row, group, language), &mut out)?;
        }
    }
    out.flush()
}

fn fields(ledger: &Ledger, row: &Row, group: Option<usize>, language: Language) -> Vec<String> {
    let (line, column) = position(&ledger.source, row);
    let above = pick(language, "上文", "above");
    let borrowed = pick(language, "相邻数字", "neighbour");
    let own = pick(language, "本处", "own");
    let known = |holds: bool| if holds { own } else { "" };
    let roles: Vec<&str> = row.roles.iter().map(|it| role_word(*it, language)).collect();
    vec![
        flat(&ledger.path),
        line.to_string(),
        column.to_string(),
        section(row, language),
        written(&ledger.source, row),
        row.value.to_string(),
        row.low.to_string(),
        row.high.map(|it| it.to_string()).unwrap_or_default(),
        pick(language, row.bound.word(), row.bound.name()).to_owned(),
        row.unit.to_owned(),
        flat(&row.subject),
        flat(&row.lead),
        flat(&row.head),
        if row.borrowed { borrowed } else { known(!row.head.is_empty()) }.to_owned(),
        row.period.get(language).to_owned(),
        if row.period_above { above } else { known(!row.period.zh.is_empty()) }.to_owned(),
        status(row, language).to_owned(),
        roles.join(" "),
        group.map(|it| it.to_string()).unwrap_or_default(),
        around(&ledger.source, row),
    ]
}

fn status(row: &Row, language: Language) -> &'static str {
    if row.plan { pick(language, "计划", "plan") } else { pick(language, "完成", "done") }
}

/// Writes a row a figure of either draft.
pub(super) fn write_comparison(
    comparison: &Comparison,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    begin(COMPARED.iter().chain([&PERCENT]), language, &mut out)?;
    for entry in &comparison.entries {
        record(&compared(comparison, *entry, language), &mut out)?;
    }
    out.flush()
}

fn compared(comparison: &Comparison, entry: Entry, language: Language) -> Vec<String> {
    let (old, new) = comparison.rows(entry);
    let either = new.or(old);
    let word = match entry {
        Entry::Same(..) => "相同",
        Entry::Changed(..) => "改动",
        Entry::New(_) => "新增",
        Entry::Gone(_) => "删去",
    };
    let mut fields = vec![
        pick(language, word, entry.name()).to_owned(),
        either.map(|it| flat(&it.head)).unwrap_or_default(),
        either.map_or("", |it| it.unit).to_owned(),
        either.map(|it| kind(it, language)).unwrap_or_default(),
    ];
    for (ledger, row) in [(&comparison.old, old), (&comparison.new, new)] {
        let Some(row) = row else {
            fields.extend(std::iter::repeat_n(String::new(), 6));
            continue;
        };
        fields.extend([
            flat(&ledger.path),
            position(&ledger.source, row).0.to_string(),
            section(row, language),
            row.period.get(language).to_owned(),
            written(&ledger.source, row),
            row.value.to_string(),
        ]);
    }
    let growth = old.zip(new).and_then(|(old, new)| Growth::of(old, new));
    fields.push(growth.map(|it| it.difference.normalize().to_string()).unwrap_or_default());
    let percent = growth.and_then(|it| it.percent).map(|it| it.normalize().to_string());
    fields.push(percent.unwrap_or_default());
    fields
}

/// The byte order mark and the names of the columns.
fn begin<'a>(
    columns: impl Iterator<Item = &'a (&'static str, &'static str)>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let names: Vec<String> = columns.map(|(zh, en)| pick(language, zh, en).to_owned()).collect();
    record(&names, out)
}

fn record(fields: &[String], out: &mut dyn Write) -> io::Result<()> {
    let quoted: Vec<String> = fields.iter().map(|it| quoted(it)).collect();
    write!(out, "{}\r\n", quoted.join(","))
}

/// A field in quotation marks; what a spreadsheet would take for a formula begins with `'`.
fn quoted(field: &str) -> String {
    let guard = if is_formula(field) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

fn is_formula(field: &str) -> bool {
    let number = field.strip_prefix('-').unwrap_or(field);
    let plain = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit() || it == '.');
    let bare = field.trim_start_matches(|mark: char| mark.is_whitespace() || mark == '\'');
    !plain && bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_no_formulas() {
        for (field, expect) in [
            ("集中巡回指导", "\"集中巡回指导\""),
            ("他说“好”\"x\"", "\"他说“好”\"\"x\"\"\""),
            ("=1+1", "\"'=1+1\""),
            (" @SUM(A1)", "\"' @SUM(A1)\""),
            ("＝HYPERLINK(1)", "\"'＝HYPERLINK(1)\""),
            ("-12.5", "\"-12.5\""),
            ("-12.5.x", "\"'-12.5.x\""),
            ("'=1", "\"''=1\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(field), expect);
        }
    }
}
