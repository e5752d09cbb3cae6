//! A ledger file that packs read: a row a quantity, with the places that tell it.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write};

use rust_decimal::Decimal;

use super::cell::{position, written};
use crate::diagnostic::ledger::{Ledger, Role, Row};
use crate::render::glyph::flat;

const HEAD: &str = "\
# 台账：由 jiaohe figures --as-ledger 从稿件抄出，供规则包的 ledger 检查对照。
# 先逐行核对，改正数值，再当作依据。name 是键，全文件不重复；value 是数值；unit 是单位。
# A ledger copied from drafts by `jiaohe figures --as-ledger`, for checks of the kind `ledger`.
# Verify each value before you rely on it. `name` is the key and unique; `value` is the number.
ledger: 1
";

/// Writes the rows that name what they count.
pub(super) fn write(ledgers: &[Ledger], out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(HEAD.as_bytes())?;
    let lines = lines(ledgers);
    if lines.is_empty() {
        writeln!(out, "rows: []")?;
        return out.flush();
    }
    writeln!(out, "rows:")?;
    let mut names = Names::new();
    for line in &lines {
        line.write(&line.unique(&mut names), &mut out)?;
    }
    out.flush()
}

/// The names given, and the number that the next of each would have.
type Names = HashMap<String, usize>;

/// One quantity with one value.
struct Line<'a> {
    row: &'a Row,
    places: Vec<String>,
    /// Whether the draft tells the same quantity with another value.
    doubtful: bool,
}

/// What tells the quantities of a ledger apart.
type Key<'a> = (&'a str, &'a str, &'a str, &'static str, &'a str, bool, &'a [Role]);

/// The quantities in the order of the drafts; those told twice with one value stand once.
fn lines(ledgers: &[Ledger]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut known: HashMap<(Key<'_>, Decimal), usize> = HashMap::new();
    for ledger in ledgers {
        let doubtful = doubtful(ledger);
        for (index, row) in ledger.rows.iter().enumerate().filter(|(_, it)| names_something(it)) {
            let (line, column) = position(&ledger.source, row);
            let place = format!("{}:{line}:{column} {}", ledger.path, written(&ledger.source, row));
            let at = *known.entry((key(row), row.value)).or_insert(lines.len());
            match lines.get_mut(at) {
                Some(line) => line.places.push(place),
                None => {
                    let doubtful = doubtful.contains(&index);
                    lines.push(Line { row, places: vec![place], doubtful });
                }
            }
        }
    }
    lines
}

fn key(row: &Row) -> Key<'_> {
    (&row.lead, &row.subject, &row.head, row.unit, &row.period.zh, row.plan, &row.roles)
}

/// The rows of groups whose values differ.
fn doubtful(ledger: &Ledger) -> HashSet<usize> {
    let differing = ledger.groups.iter().filter(|it| !it.agrees);
    differing.flat_map(|it| it.members.iter().copied()).collect()
}

/// Whether a row can be found again by its name.
fn names_something(row: &Row) -> bool {
    row.head.chars().nth(1).is_some() && !row.roles.contains(&Role::From)
}

impl Line<'_> {
    /// A name that no earlier line has: the head, and what it needs of unit, subject and period.
    fn unique(&self, names: &mut Names) -> String {
        let row = self.row;
        let lead = if row.namesake { row.lead.as_str() } else { "" };
        let mut name = flat(&format!("{lead}{}", row.head));
        let roles: Vec<&str> = row.roles.iter().map(|it| it.word()).collect();
        let plan = if row.plan { "计划" } else { "" };
        let more = [row.unit, &row.subject, &row.period.zh, plan, &roles.join("、")].map(flat);
        for word in more.iter().filter(|it| !it.is_empty()) {
            if !names.contains_key(&name) {
                break;
            }
            name = format!("{name}·{word}");
        }
        let mut number = names.get(&name).copied().unwrap_or(1);
        let mut own = if number == 1 { name.clone() } else { format!("{name} ({number})") };
        while names.contains_key(&own) {
            number += 1;
            own = format!("{name} ({number})");
        }
        names.insert(name, number + 1);
        names.entry(own.clone()).or_insert(2);
        own
    }

    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        let row = self.row;
        if self.doubtful {
            writeln!(
                out,
                "  # 稿中这个量不止一个数值，请核实。The draft has another value of it."
            )?;
        }
        writeln!(out, "  - name: {}", scalar(name)?)?;
        writeln!(out, "    value: {}", row.value)?;
        writeln!(out, "    unit: {}", scalar(row.unit)?)?;
        writeln!(out, "    head: {}", scalar(&row.head)?)?;
        if !row.subject.is_empty() {
            writeln!(out, "    subject: {}", scalar(&row.subject)?)?;
        }
        if !row.period.zh.is_empty() {
            writeln!(out, "    period: {}", scalar(&row.period.zh)?)?;
        }
        writeln!(out, "    status: {}", if row.plan { "plan" } else { "done" })?;
        if !row.roles.is_empty() {
            let roles: Vec<&str> = row.roles.iter().map(|it| it.name()).collect();
            writeln!(out, "    roles: [{}]", roles.join(", "))?;
        }
        writeln!(out, "    bound: {}", row.bound.name())?;
        writeln!(out, "    places:")?;
        for place in &self.places {
            writeln!(out, "      - {}", scalar(place)?)?;
        }
        Ok(())
    }
}

/// A text in double quotation marks, in which YAML and JSON write alike.
fn scalar(text: &str) -> io::Result<String> {
    Ok(serde_json::to_string(&flat(text))?)
}
