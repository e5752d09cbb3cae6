//! Text that a browser shows and never obeys.

use crate::render::glyph::{flat, is_invisible};

/// `text` on one row, as content of an element or value of an attribute.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    flat(text).chars().for_each(|mark| push(&mut out, mark));
    out
}

/// Adds `text` of a draft: what cannot be seen is named, line ends are `line_end`.
pub(super) fn draft(out: &mut String, text: &str, line_end: &str) {
    for mark in text.chars() {
        match mark {
            '\n' => out.push_str(line_end),
            '\r' => {}
            '\t' => out.push(mark),
            // Joiners make one character of several.
            '\u{200C}' | '\u{200D}' => out.push(mark),
            _ if is_unseen(mark) => {
                *out += &format!("<i class=\"x\">{:04X}</i>", u32::from(mark));
            }
            _ => push(out, mark),
        }
    }
}

fn push(out: &mut String, mark: char) {
    match mark {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        _ => out.push(mark),
    }
}

fn is_unseen(mark: char) -> bool {
    mark.is_control() || is_invisible(mark) || matches!(u32::from(mark) & 0xFFFF, 0xFFFE | 0xFFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_draft_is_markup() {
        let check = |text: &str, expect: &str| {
            let mut out = String::new();
            draft(&mut out, text, "|");
            assert_eq!(out, expect, "{text:?}");
        };
        check("<script>'&\"", "&lt;script&gt;&#39;&amp;&quot;");
        check("甲\0乙\u{7f}", "甲<i class=\"x\">0000</i>乙<i class=\"x\">007F</i>");
        check("\u{202e}abc", "<i class=\"x\">202E</i>abc");
        check("\u{feff}\u{fffe}", "<i class=\"x\">FEFF</i><i class=\"x\">FFFE</i>");
        check("👨\u{200d}👩\t甲\r\n乙", "👨\u{200d}👩\t甲|乙");
        assert_eq!(words("a\0<\u{202e}\n'"), "a &lt;  &#39;");
    }
}
