//! What a character looks like in a terminal, and how many columns it takes.

use unicode_width::UnicodeWidthChar;

/// The character printed for `mark`: a space for what would break a row or cannot be seen,
/// nothing for selectors that only change how wide the character before them is drawn.
pub(super) fn shown(mark: char) -> Option<char> {
    match mark {
        '\u{FE00}'..='\u{FE0F}' => None,
        _ if mark.is_control() || is_invisible(mark) => Some(' '),
        _ => Some(mark),
    }
}

/// The columns `mark` takes as printed; ambiguous characters take one.
pub(super) fn width(mark: char) -> usize {
    shown(mark).and_then(UnicodeWidthChar::width).unwrap_or(0)
}

/// The columns `text` takes as printed.
pub fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// `text` as printed on one row.
pub(super) fn flat(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// Whether a cut between the two characters would part a mark from its base.
pub(super) fn is_joined(before: char, after: char) -> bool {
    const JOINER: char = '\u{200D}';
    let is_tone = matches!(after, '\u{1F3FB}'..='\u{1F3FF}');
    before == JOINER || after == JOINER || is_tone || width(after) == 0
}

/// Soft hyphens, zero-width characters, direction marks and separators.
pub(super) fn is_invisible(mark: char) -> bool {
    matches!(
        mark,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn check(text: &str, expect: &str, width: usize) {
        let shown = flat(text);
        assert_eq!(shown, expect);
        assert_eq!(columns(text), width, "{text:?}");
        assert!(shown.width() <= width, "{text:?}");
    }

    #[test]
    fn every_character_keeps_to_its_columns() {
        check("甲a“”", "甲a“”", 5);
        check("𠮷䶮", "𠮷䶮", 4);
        check("a\tb\0c\r\n", "a b c  ", 7);
        check("集中\u{200B}巡回", "集中 巡回", 9);
        check("\u{202E}abc", " abc", 4);
        check("❤\u{FE0F}", "❤", 1);
        check("e\u{301}", "e\u{301}", 1);
        check("👨\u{200D}👩", "👨 👩", 5);
    }
}
