//! Breaking words into rows, by the habits of Chinese typesetting.

use crate::render::glyph::{flat, is_joined, width};

/// The rows of `text`, none wider than `columns`; rows after the first are indented by `indent`.
///
/// No row begins with a closing mark or ends with an opening one, and neither numbers nor Latin
/// words are broken, unless one alone is wider than a row.
pub(super) fn wrap(text: &str, columns: usize, indent: usize) -> Vec<String> {
    let text = flat(text);
    let marks: Vec<char> = text.chars().collect();
    let mut rows: Vec<String> = Vec::new();
    let mut row: Vec<char> = Vec::new();
    let mut used = 0;
    let mut last_break = 0;
    for &mark in &marks {
        let room = if rows.is_empty() { columns } else { columns.saturating_sub(indent) };
        let before = row.last().copied();
        if before.is_some_and(|before| may_break(before, mark)) {
            last_break = row.len();
        }
        if room < used + width(mark) && mark == ' ' {
            continue;
        }
        while room < used + width(mark) && !row.is_empty() {
            let at = if last_break == 0 { row.len() } else { last_break };
            let rest = row.split_off(at);
            push(&mut rows, &row, indent);
            row = rest;
            used = row.iter().map(|&mark| width(mark)).sum();
            last_break = 0;
        }
        if !(row.is_empty() && mark == ' ') {
            row.push(mark);
            used += width(mark);
        }
    }
    push(&mut rows, &row, indent);
    rows
}

fn push(rows: &mut Vec<String>, row: &[char], indent: usize) {
    let text: String = row.iter().collect();
    let text = text.trim_end();
    if rows.is_empty() {
        rows.push(text.to_owned());
    } else if !text.is_empty() {
        rows.push(format!("{:indent$}{text}", ""));
    }
}

fn may_break(before: char, after: char) -> bool {
    let parts_word = is_word(before) && is_word(after);
    !parts_word && !is_opening(before) && !is_closing(after) && !is_joined(before, after)
}

/// Whether `mark` holds together with its like: ASCII, and the letters of narrow scripts.
fn is_word(mark: char) -> bool {
    mark.is_ascii_graphic() || (width(mark) == 1 && mark.is_alphanumeric())
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '(' | '[' | '{')
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | ')' | ']' | '}')
        || matches!(mark, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '…' | '％' | '℃')
        || matches!(mark, ',' | '.' | ';' | ':' | '!' | '?' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::glyph::columns;

    fn check(text: &str, width: usize, indent: usize, expect: &[&str]) {
        let rows = wrap(text, width, indent);
        assert_eq!(rows, expect);
        assert!(rows.iter().all(|row| columns(row) <= width), "{rows:?}");
    }

    #[test]
    fn rows_break_where_a_typesetter_would() {
        check("", 10, 0, &[""]);
        check("核对台账", 8, 0, &["核对台账"]);
        check("核对台账，改为同一数字", 8, 0, &["核对台", "账，改为", "同一数字"]);
        check("见《工作总结》", 4, 0, &["见", "《工", "作总", "结》"]);
        check("“甲”与“乙”前后不一致", 8, 2, &["“甲”与", "  “乙”前", "  后不一", "  致"]);
        check("共12345人", 6, 0, &["共", "12345", "人"]);
        check("见a/b.txt吧", 8, 0, &["见", "a/b.txt", "吧"]);
        check("two words here", 9, 0, &["two words", "here"]);
        check("abcdefghij", 4, 0, &["abcd", "efgh", "ij"]);
        check("a\nb\tc", 9, 0, &["a b c"]);
        check("e\u{301}e\u{301}e\u{301}", 2, 0, &["e\u{301}e\u{301}", "e\u{301}"]);
    }
}
