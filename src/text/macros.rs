//! The macros that patterns of every pack may use.

use std::collections::BTreeMap;

const DIGIT: &str = "[0-9０-９]";

/// `{{num}}` and its kin, by name; `units` are the alternatives of `{{unit}}`.
pub fn macros(units: &str) -> BTreeMap<String, String> {
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
        ("unit", units.to_owned()),
        ("han", "[一-鿿]".to_owned()),
    ];
    table.map(|(name, meaning)| (name.to_owned(), meaning)).into()
}
