//! Text in XML.

/// `text` as the value of an attribute or the content of an element.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for mark in text.chars() {
        match mark {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            // XML 1.0 has no other control characters, and neither of these.
            '\u{fffe}' | '\u{ffff}' => {}
            _ if mark < ' ' => {}
            _ => out.push(mark),
        }
    }
    out
}
