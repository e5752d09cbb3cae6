//! The ledgers that rules name: read once, before any draft is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::{bytes, io_words, shown};
use crate::input::{csv, encoding, xlsx};
use crate::pack::{Rule, RuleSet, yaml};
use crate::text::decode::{Slip, Wanted};
use crate::text::lines::Lines;
use crate::text::sheet::{Cell, MOST_ROWS, Row, Sheet};
use crate::text::{Located, Node, Source, SourceId, Text};

/// The largest ledger that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// The number of the first ledger among the sources of a run: drafts have the lower ones.
const FIRST: u32 = 1 << 31;

/// Reads the ledgers of those rules of `set` that run; what is wrong is told at its place in the packs.
pub fn fill(set: &mut RuleSet, runs: impl Fn(&Rule) -> bool) -> Vec<(Source, Vec<Slip>)> {
    let needed: Vec<bool> = {
        let of_rules = set.rules.iter().filter(|it| runs(it));
        let indices: BTreeSet<usize> = of_rules.flat_map(|it| it.ledgers.clone()).collect();
        (0..set.wanted.len()).map(|it| indices.contains(&it)).collect()
    };
    let mut read: BTreeMap<PathBuf, Result<Arc<Sheet>, Text>> = BTreeMap::new();
    let mut ledgers: Vec<Option<Arc<Sheet>>> = Vec::new();
    let mut slips: Vec<(Source, Vec<Slip>)> = Vec::new();
    for ((index, wanted), needed) in set.wanted.iter().enumerate().zip(needed) {
        if !needed {
            ledgers.push(None);
            continue;
        }
        let path = place(wanted);
        let id = SourceId(FIRST.saturating_add(u32::try_from(index).unwrap_or(0)));
        let sheet = read.entry(path).or_insert_with_key(|path| sheet(path, id).map(Arc::new));
        let found = match &sheet {
            Ok(sheet) => wanted.columns.iter().find_map(|it| missing(sheet, it)),
            Err(words) => Some(unread(wanted, words)),
        };
        if let Some(slip) = found {
            note(set, wanted, slip, &mut slips);
        }
        ledgers.push(sheet.as_ref().ok().cloned());
    }
    set.beside.ledgers = ledgers;
    slips
}

/// The tables below `folder` that could be ledgers, seen from it, sorted.
pub fn below(folder: &Path) -> Vec<String> {
    let is_table = |path: &Path| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or("").to_lowercase();
        matches!(ending.as_str(), "csv" | "xlsx") && path.is_file()
    };
    let entries = WalkBuilder::new(folder).require_git(false).build().filter_map(Result::ok);
    let paths = entries.map(ignore::DirEntry::into_path).filter(|it| is_table(it));
    let seen = paths.filter_map(|it| it.strip_prefix(folder).ok().map(shown));
    let mut seen: Vec<String> = seen.filter(|it| !crate::input::is_lock_file(it)).collect();
    seen.sort();
    seen
}

/// Where a file stands: seen from the YAML that names it.
fn place(wanted: &Wanted) -> PathBuf {
    let beside = Path::new(&wanted.yaml).parent().unwrap_or(Path::new(""));
    beside.join(&wanted.path)
}

fn sheet(path: &Path, id: SourceId) -> Result<Sheet, Text> {
    let size = path.metadata().map_err(|error| io_words::problem(&error).message)?.len();
    if LARGEST < size {
        let limit = LARGEST >> 20;
        return Err(Text::new(
            format!("文件超过{limit}MB，没有读取"),
            format!("the file is larger than {limit} MB and was not read"),
        ));
    }
    let bytes = bytes(path).map_err(|problem| problem.message)?;
    let name = shown(path);
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or("").to_lowercase();
    let text = || encoding::decode(&bytes, None).map_err(|problem| problem.message);
    let sheet = match ending.as_str() {
        "xlsx" => xlsx::read(&name, &bytes, id)?,
        "csv" => csv::read(&name, text()?, id),
        _ => of_yaml(&name, text()?, id)?,
    };
    if MOST_ROWS < sheet.rows.len() {
        return Err(Text::new("台账的行数太多", "the ledger has too many rows"));
    }
    Ok(sheet)
}

/// The rows under `rows`, a list of rows, or a map from keys to values.
fn of_yaml(name: &str, text: String, id: SourceId) -> Result<Sheet, Text> {
    let (tree, slips) = yaml::parse(&text);
    let lines = Lines::of(&text);
    if let Some(slip) = slips.first() {
        let (line, column) = lines.position(&text, slip.span.start);
        return Err(Text::new(
            format!("第{line}行第{column}列：{}", slip.message.zh),
            format!("line {line}, column {column}: {}", slip.message.en),
        ));
    }
    let rows = tree.as_ref().map(rows).unwrap_or_default();
    Ok(Sheet {
        source: Source { id, name: name.to_owned(), text, lines, ..Source::default() },
        rows,
    })
}

fn rows(tree: &Node) -> Vec<Row> {
    let list = tree.list().or_else(|| tree.get("rows").and_then(Node::list));
    match (list, tree.map()) {
        (Some(members), _) => members.iter().map(row).collect(),
        (None, Some(entries)) => entries
            .iter()
            .filter(|(_, node)| node.scalar().is_some())
            .map(|(key, node)| Row {
                cells: vec![
                    Cell {
                        column: "name".to_owned(),
                        text: key.name.clone(),
                        span: key.span,
                        address: String::new(),
                    },
                    cell("value", node),
                ],
            })
            .collect(),
        (None, None) => Vec::new(),
    }
}

fn row(node: &Node) -> Row {
    let entries = node.map().unwrap_or(&[]);
    Row { cells: entries.iter().map(|(key, node)| cell(&key.name, node)).collect() }
}

/// A value; of a list, its members.
fn cell(column: &str, node: &Node) -> Cell {
    let members = node.list().unwrap_or(&[]).iter().filter_map(Node::scalar);
    let text = node.scalar().map_or_else(|| members.collect::<Vec<_>>().join(","), str::to_owned);
    Cell { column: column.to_owned(), text, span: node.span, address: String::new() }
}

/// The slip of a column that no row has.
fn missing(sheet: &Sheet, column: &Located<String>) -> Option<Slip> {
    if sheet.rows.is_empty() || sheet.rows.iter().any(|row| row.get(&column.value).is_some()) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for cell in sheet.rows.iter().take(100).flat_map(|row| &row.cells) {
        if !names.contains(&cell.column.as_str()) && names.len() < 20 {
            names.push(&cell.column);
        }
    }
    let name = &column.value;
    let slip = Slip::new(
        column.span,
        format!("台账里没有“{name}”这一列"),
        format!("the ledger has no column `{name}`"),
    );
    let list = names.join(" ");
    Some(slip.help(
        format!("用 key、value、as-of 写明列名；台账里有：{list}"),
        format!("name its columns with `key`, `value` and `as-of`; it has: {list}"),
    ))
}

fn unread(wanted: &Wanted, words: &Text) -> Slip {
    let path = &wanted.path;
    let slip = Slip::new(
        wanted.span,
        format!("台账“{path}”读不了：{}", words.zh),
        format!("the ledger `{path}` cannot be read: {}", words.en),
    );
    if path.contains('\\') {
        return slip.help("路径里的 \\ 改为 /", "write / in place of \\ in the path");
    }
    slip.help(
        "file 写台账的路径，从这个 YAML 文件所在的文件夹算起",
        "`file` is the path of the ledger, seen from the folder of this YAML file",
    )
}

/// Puts a slip under the YAML file that it is about.
fn note(set: &RuleSet, wanted: &Wanted, slip: Slip, slips: &mut Vec<(Source, Vec<Slip>)>) {
    if let Some((_, known)) = slips.iter_mut().find(|(source, _)| source.name == wanted.yaml) {
        known.push(slip);
        return;
    }
    let file = set.rules.iter().map(|it| &it.file).find(|it| it.name == wanted.yaml);
    let text = file.map(|it| it.text.clone().into_owned()).unwrap_or_default();
    let lines = Lines::of(&text);
    let source = Source { name: wanted.yaml.clone(), text, lines, ..Source::default() };
    slips.push((source, vec![slip]));
}
