//! Sentences and clauses, with quotations and brackets kept whole.

use super::Span;

/// Whether `mark` ends a sentence.
pub fn ends_sentence(mark: char) -> bool {
    matches!(mark, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…')
}

/// Whether `mark` ends a clause.
pub fn ends_clause(mark: char) -> bool {
    ends_sentence(mark) || matches!(mark, '，' | ',' | '：' | ':')
}

/// The sentences of `block`: cut after `。！？；…` and the closing marks that follow.
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    cut(text, block, ends_sentence)
}

/// The clauses of `sentence`: cut after `，：` as well.
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    cut(text, sentence, ends_clause)
}

/// An unclosed bracket stops holding text together after this many characters.
const LONGEST_BRACKET: usize = 120;

fn cut(text: &str, block: Span, ends: fn(char) -> bool) -> Vec<Span> {
    let within = block.of(text);
    let mut spans = Vec::new();
    let mut start = 0;
    let mut open: Option<(char, usize)> = None;
    let mut chars = within.char_indices().enumerate().peekable();
    while let Some((count, (at, mark))) = chars.next() {
        match open {
            Some((close, since)) if mark == close || LONGEST_BRACKET < count - since => open = None,
            Some(_) => continue,
            None => {}
        }
        if let Some(close) = closing(mark) {
            let rest = within.get(at + mark.len_utf8()..).unwrap_or("");
            if closes_soon(rest, close) {
                open = Some((close, count));
                continue;
            }
        }
        let in_number = digit_mark(mark) && between_digits(within, at, mark);
        let next = chars.peek().map(|(_, (_, next))| *next);
        let ended = ends(mark) || (is_closing(mark) && ended_inside(within, at, ends));
        if ended && !in_number && !next.is_some_and(|next| ends(next) || is_closing(next)) {
            let end = at + mark.len_utf8();
            spans.push(Span::new(start, end).moved(block.start));
            start = end;
        }
    }
    if start < within.len() {
        spans.push(Span::new(start, within.len()).moved(block.start));
    }
    spans
}

fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '“' => '”',
        '‘' => '’',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '【' => '】',
        '〔' => '〕',
        '「' => '」',
        _ => return None,
    })
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '”' | '’' | '）' | ')' | '》' | '】' | '〕' | '」')
}

fn closes_soon(rest: &str, close: char) -> bool {
    // The two line ends count as one character.
    rest.chars().filter(|mark| *mark != '\r').take(LONGEST_BRACKET).any(|mark| mark == close)
}

/// Whether the closing mark at `at` directly follows an end mark (`。”`).
fn ended_inside(within: &str, at: usize, ends: fn(char) -> bool) -> bool {
    within.get(..at).and_then(|before| before.chars().next_back()).is_some_and(ends)
}

fn digit_mark(mark: char) -> bool {
    matches!(mark, ',' | ':')
}

fn between_digits(within: &str, at: usize, mark: char) -> bool {
    let before = within.get(..at).and_then(|text| text.chars().next_back());
    let after = within.get(at + mark.len_utf8()..).and_then(|text| text.chars().next());
    before.is_some_and(|it| it.is_ascii_digit()) && after.is_some_and(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let block = Span::new(0, text.len());
        let found: Vec<_> = sentences(text, block).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn sentences_keep_quotes_and_brackets_whole() {
        check("甲。乙！丙", &["甲。", "乙！", "丙"]);
        check("他说：“好。去吧。”然后走了。", &["他说：“好。去吧。”", "然后走了。"]);
        check("他说：“好。”", &["他说：“好。”"]);
        check("甲（一；二）乙；丙", &["甲（一；二）乙；", "丙"]);
        check("未闭合（甲。乙", &["未闭合（甲。", "乙"]);
    }

    #[test]
    fn clauses_leave_numbers_alone() {
        let text = "共1,141人次，9:30开会";
        let found: Vec<_> =
            clauses(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["共1,141人次，", "9:30开会"]);
    }
}
