//! What a line that breaks the syntax most likely lacks, seen from its characters alone.

use super::{braces, line_before, mark_at, starts_with};
use crate::text::slip::Slip;
use crate::text::span::Span;

/// What is wrong with the value or the brackets of a line, surest first.
pub(super) fn wrong(text: &str, line: Span) -> Option<Slip> {
    wide_marks(text, line)
        .or_else(|| closed_early(text, line))
        .or_else(|| crossed(text, line))
        .or_else(|| open_quote(text, line))
        .or_else(|| unquoted(text, line))
}

/// What is wrong with the key or the indent of a line, where nothing else is.
pub(super) fn misplaced(text: &str, line: Span) -> Option<Slip> {
    let written = line.of(text);
    let key = written.trim_start_matches(' ');
    let at = line.start as usize + (written.len() - key.len());
    if key.starts_with("- ") || key.trim_end() == "-" {
        return Some(
            Slip::new(Span::new(at, at + 1), "“- ”不能写在这里", "no `- ` can stand here").help(
                "列表各项的“- ”要对齐，第一项也要有；别的键在它下面缩进",
                "align the `- ` of all members; the first one has it too, other keys stand below it",
            ),
        );
    }
    let end = key.find(|mark: char| !(mark.is_ascii_lowercase() || mark == '-'))?;
    let (name, rest) = key.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let here = Span::new(at, at + name.len());
    let value = rest.trim_start_matches(':').trim();
    let instead = || (format!("写成“{name}: {value}”"), format!("write `{name}: {value}`"));
    let slip = |zh: &str, en: &str| Some(Slip::new(here, zh, en));
    if rest.starts_with(": ") || rest.trim_end() == ":" {
        return slip("这一行的缩进与上下行对不齐", "the indent of this line fits no other")
            .map(|it| it.help("与同级的键对齐", "align it with its siblings"));
    }
    let (zh, en) = instead();
    if rest.starts_with(':') {
        return slip("冒号后面缺少空格", "there is no blank after the colon")
            .map(|it| it.help(zh, en));
    }
    rest.starts_with(' ').then(|| {
        slip("键后面缺少冒号", "there is no colon after the key").map(|it| it.help(zh, en))
    })?
}

/// Where the value of a line begins.
fn value_at(written: &str) -> Option<usize> {
    let at = written.find(": ").map(|at| at + 2).or_else(|| written.find("- ").map(|at| at + 2))?;
    let value = written.get(at..)?;
    Some(at + (value.len() - value.trim_start().len()))
}

/// The characters of a line outside of quotes, each with its place and the one before it.
fn outside_quotes(written: &str) -> Vec<(usize, char, char)> {
    let (mut outside, mut quote, mut before) = (Vec::new(), None, ' ');
    for (at, mark) in written.char_indices() {
        match quote {
            Some(open) => quote = (mark != open).then_some(open),
            None if matches!(mark, '\'' | '"') && matches!(before, ' ' | '[' | '{' | ',') => {
                quote = Some(mark);
            }
            None => outside.push((at, mark, before)),
        }
        if mark != ' ' || before != ':' {
            before = mark;
        }
    }
    outside
}

/// Full-width brackets and quotes where YAML wants its own, and full-width colons in braces.
fn wide_marks(text: &str, line: Span) -> Option<Slip> {
    let written = line.of(text);
    let value = value_at(written);
    let mut word = 0;
    for (at, mark, before) in outside_quotes(written) {
        let here = Span::new(at, at + mark.len_utf8()).moved(line.start);
        let begins = Some(at) == value || matches!(before, ':' | '[' | '{' | ',');
        match mark {
            '｛' | '［' | '｝' | '］' if begins => {
                let narrow = if matches!(mark, '｛' | '｝') { "{ }" } else { "[ ]" };
                return Some(
                    Slip::new(here, "括号是全角的", "the bracket is full-width")
                        .help(format!("改为半角的 {narrow}"), format!("write {narrow}")),
                );
            }
            '‘' | '“' | '＂' | '＇' if begins => {
                return Some(
                    Slip::new(
                        here,
                        "引号是全角的，YAML 不当作引号",
                        "YAML knows no full-width quotes",
                    )
                    .help("改为半角的单引号：'…'", "write half-width single quotes: '…'"),
                );
            }
            '：' if word != 0 && written.trim_start_matches([' ', '-']).contains('{') => {
                return Some(super::wide_colon_slip(here.start as usize));
            }
            _ => {}
        }
        let letter = mark.is_ascii_lowercase() || mark == '-';
        let first = matches!(before, '{' | ',' | ' ');
        word = if letter && (word != 0 || first) { word + 1 } else { 0 };
    }
    None
}

/// Text behind a bracket that closes a value: `[甲] > 3`.
pub(super) fn behind_bracket(text: &str, at: usize) -> Option<Slip> {
    let before = text.get(..at)?.trim_end_matches(' ');
    let bracket = before.chars().next_back().filter(|it| matches!(it, ']' | '}'))?;
    let open = if bracket == ']' { '[' } else { '{' };
    Some(Slip::new(mark_at(text, at), "括号后面还有文字", "there is text behind the bracket").help(
        format!("以 {open} 开头的文字要放进单引号"),
        format!("put a text that begins with {open} into single quotes"),
    ))
}

/// A quoted text inside brackets that goes on behind its quotes: `{ regex: '空'位' }`.
fn closed_early(text: &str, line: Span) -> Option<Slip> {
    let written = line.of(text);
    let value = value_at(written)
        .filter(|at| written.get(*at..).is_some_and(|it| it.starts_with(['{', '['])))?;
    let mut from = value;
    while let Some((back, quote)) = quote_after(written.get(from..)?) {
        let at = from + back;
        let rest = written.get(at + 1..)?;
        let end = at + 1 + rest.find(quote)? + 1;
        let after = written.get(end..)?;
        if !after.starts_with(quote)
            && !after.trim_start().is_empty()
            && !after.trim_start().starts_with([',', ']', '}', ':'])
        {
            let span = Span::new(at, end).moved(line.start);
            return Some(text_behind_quote(span));
        }
        from = if after.starts_with(quote) { end + 1 } else { end };
    }
    None
}

/// The first quote that begins a value.
fn quote_after(written: &str) -> Option<(usize, char)> {
    let mut before = ' ';
    for (at, mark) in written.char_indices() {
        if matches!(mark, '\'' | '"') && matches!(before, ' ' | '[' | '{' | ',') {
            return Some((at, mark));
        }
        before = mark;
    }
    None
}

fn text_behind_quote(span: Span) -> Slip {
    Slip::new(span, "引号后面还有文字", "there is text after the closing quote").help(
        "整个值放进一对引号；单引号里的单引号写两个：''",
        "one pair of quotes around the whole; a single quote inside is written twice: ''",
    )
}

/// A bracket that another kind of bracket closes: `[甲, 乙 }`.
fn crossed(text: &str, line: Span) -> Option<Slip> {
    let written = line.of(text);
    let value = value_at(written)?;
    if !written.get(value..)?.starts_with(['{', '[']) {
        return None;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, mark, _) in outside_quotes(written) {
        let partner = match mark {
            '{' | '[' => {
                open.push((at, mark));
                continue;
            }
            '}' => '{',
            ']' => '[',
            _ => continue,
        };
        let (at, opened) = open.pop()?;
        if opened != partner {
            let close = if opened == '[' { ']' } else { '}' };
            return Some(
                Slip::new(
                    Span::new(at, at + 1).moved(line.start),
                    "括号没有关上",
                    "the bracket is not closed",
                )
                .help(format!("补上 {close}"), format!("close it with {close}")),
            );
        }
    }
    None
}

/// A quote of this line, or of the nearest above, whose partner is missing in its line.
fn open_quote(text: &str, line: Span) -> Option<Slip> {
    if !line.of(text).contains(['\'', '"']) {
        return None;
    }
    let mut line = line;
    while !line.is_empty() {
        let written = line.of(text);
        let at = value_at(written).unwrap_or(written.len());
        let value = written.get(at..).unwrap_or("");
        let quote = value.chars().next().filter(|it| matches!(it, '\'' | '"'));
        let closed = quote.is_none_or(|it| value.get(1..).is_some_and(|rest| rest.contains(it)));
        if !closed {
            return Some(super::open_quote_slip(Span::new(at, at + 1).moved(line.start)));
        }
        line = line_before(text, line);
    }
    None
}

/// A value that begins with `{`, `[` or a quote and goes on behind its end.
pub(super) fn unquoted(text: &str, line: Span) -> Option<Slip> {
    let written = line.of(text);
    let at = value_at(written)?;
    let value = written.get(at..)?.trim();
    let mark = value.chars().next()?;
    let span = Span::new(at, at + value.len()).moved(line.start);
    if let Some(slip) = braces::inside(value, span) {
        return Some(slip);
    }
    match mark {
        '{' | '[' => Some(
            Slip::new(
                span,
                format!("以 {mark} 开头的文字会被当作 YAML 的括号"),
                format!("a text that begins with {mark} is a YAML bracket"),
            )
            .help("把整个值放进单引号", "put the whole value into single quotes"),
        ),
        '|' | '>' | '-' | '?' | '&' | ',' if 1 < value.len() => {
            Some(starts_with(mark_at(text, span.start as usize), mark))
        }
        '"' | '\'' if goes_on(value, mark) => Some(text_behind_quote(span)),
        _ => None,
    }
}

/// Whether text follows the quote that closes `value`.
fn goes_on(value: &str, quote: char) -> bool {
    let mut rest = value.get(1..).unwrap_or("");
    while let Some((_, after)) = rest.split_once(quote) {
        match after.strip_prefix(quote) {
            Some(doubled) if quote == '\'' => rest = doubled,
            _ => return !after.trim_start().is_empty() && !after.trim_start().starts_with('#'),
        }
    }
    false
}
