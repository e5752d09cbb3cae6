//! The macros of patterns: `{{num}}` and its kin, and the `defs` of a pack.

use std::collections::BTreeMap;

use super::built_in;
use crate::text::Node;
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::{Pattern, Role};

const DIGIT: &str = "[0-9０-９]";

/// The macros that every pack has.
pub(super) fn macros() -> BTreeMap<String, String> {
    let year = format!("(?:[12１２]{DIGIT}{{3}}|[一二][〇零○一二三四五六七八九]{{3}})");
    let short = format!("(?:{DIGIT}{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])");
    let table = [
        ("num", format!("{DIGIT}+(?:[,，]{DIGIT}{{3}})*(?:[.．]{DIGIT}+)?")),
        ("cn-num", "[零〇○一二两三四五六七八九十百千万亿廿卅]+".to_owned()),
        (
            "date",
            format!(
                "(?:(?:{year}年)?{short}月{short}[日号]|{DIGIT}{{4}}[-/.]{DIGIT}{{1,2}}[-/.]{DIGIT}{{1,2}})"
            ),
        ),
        ("year", year),
        ("unit", built_in::units().to_owned()),
        ("han", "[一-鿿]".to_owned()),
    ];
    table.map(|(name, meaning)| (name.to_owned(), meaning)).into()
}

/// Reads `defs`: pieces of patterns, which may use the macros and the pieces above them.
pub(super) fn read_defs(node: &Node, reader: &mut Reader) {
    let Some(entries) = node.map() else {
        reader.fields(node);
        return;
    };
    reader.fields(node);
    for (key, node) in entries {
        let Some(written) = reader.string(node).map(str::to_owned) else { continue };
        if key.name.contains(['{', '}', '|', ' ']) || key.name.is_empty() {
            reader.slip(Slip::new(
                key.span,
                "名称里不能有空格、花括号和竖线",
                "a name has no blanks, braces or bars",
            ));
            continue;
        }
        match Pattern::read(&written, &reader.macros, Role::After) {
            Ok(pattern) => {
                reader.macros.insert(key.name.clone(), pattern.expanded().to_owned());
            }
            Err(slip) => {
                let span = slip.within(node, &reader.yaml);
                reader.slip(Slip::new(span, slip.zh, slip.en).help(slip.help_zh, slip.help_en));
            }
        }
    }
}
