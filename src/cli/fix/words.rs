//! What `fix` says of its work.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Tally;
use crate::fix::Fixed;
use crate::render::Style;
use crate::text::Language;

/// One line for a draft that changed: how many edits, by which rules.
pub(super) fn file(
    name: &str,
    fixed: &Fixed,
    written: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in &fixed.applied {
        *rules.entry(rule).or_default() += 1;
    }
    let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let count = fixed.applied.len();
    match (style.language, written) {
        (Language::Zh, true) => writeln!(out, "{name}：改了 {count} 处（{}）", rules.join("，")),
        (Language::Zh, false) => writeln!(out, "{name}：可以改 {count} 处（{}）", rules.join("，")),
        (Language::En, true) => writeln!(out, "{name}: {count} fixed ({})", rules.join(", ")),
        (Language::En, false) => writeln!(out, "{name}: {count} to fix ({})", rules.join(", ")),
    }
}

/// The last line: what was fixed, what waits for `--unsafe`, what remains for a person.
pub(super) fn summary(
    tally: Tally,
    written: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = match style.language {
        Language::Zh => chinese(tally, written),
        Language::En => english(tally, written),
    };
    writeln!(out, "{line}")
}

fn chinese(tally: Tally, written: bool) -> String {
    let Tally { files, changed, applied, offered, left, trouble } = tally;
    let mut parts = vec![match (applied, written) {
        (0, _) => format!("共 {files} 篇，没有可以放心改的地方"),
        (_, true) => format!("共 {files} 篇，{changed} 篇改了 {applied} 处"),
        (_, false) => format!("共 {files} 篇，{changed} 篇可以改 {applied} 处，还没有写入"),
    }];
    if 0 < offered {
        parts.push(format!("另有 {offered} 处要加 --unsafe 才改"));
    }
    if 0 < left {
        parts.push(format!("还有 {left} 条错误和警告要人来改"));
    }
    if 0 < trouble {
        parts.push(format!("{trouble} 个文件没有处理"));
    }
    parts.join("；") + "。"
}

fn english(tally: Tally, written: bool) -> String {
    let Tally { files, changed, applied, offered, left, trouble } = tally;
    let mut parts = vec![match (applied, written) {
        (0, _) => format!("drafts: {files}; nothing to fix safely"),
        (_, true) => format!("drafts: {files}, changed: {changed}; fixed: {applied}"),
        (_, false) => {
            format!("drafts: {files}, to change: {changed}; to fix: {applied}, nothing written")
        }
    }];
    if 0 < offered {
        parts.push(format!("with --unsafe: {offered} more"));
    }
    if 0 < left {
        parts.push(format!("errors and warnings left for a person: {left}"));
    }
    if 0 < trouble {
        parts.push(format!("files not processed: {trouble}"));
    }
    parts.join("; ") + "."
}
