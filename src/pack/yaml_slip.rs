//! What is wrong with YAML that does not parse, said in one sentence with what to write instead.

mod braces;
mod line;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::yaml::MAX_DEPTH;
use crate::text::node::{Node, Value};
use crate::text::slip::Slip;
use crate::text::span::Span;

/// Lists and maps nest only so deep.
pub(super) fn too_deep(span: Span) -> Slip {
    Slip::new(
        span,
        format!("嵌套超过 {MAX_DEPTH} 层"),
        format!("nested more than {MAX_DEPTH} deep"),
    )
    .help("减少列表和映射的层数", "nest lists and maps less")
}

/// A value that begins with `*` is an alias to YAML.
pub(super) fn star(span: Span) -> Slip {
    Slip::new(span, "以 * 开头的值会被当作 YAML 别名", "a value that begins with * is a YAML alias")
        .help("放进单引号：'*…'", "put it into single quotes: '*…'")
}

/// A value that begins with `!` is a tag to YAML.
pub(super) fn tag(text: &str, value: Span) -> Slip {
    let mark = text.get(..value.start as usize).and_then(|before| before.rfind('!'));
    let span = mark.map_or(value, |mark| Span::new(mark, value.end as usize));
    Slip::new(span, "以 ! 开头的值会被当作 YAML 标签", "a value that begins with ! is a YAML tag")
        .help("放进单引号：'!…'", "put it into single quotes: '!…'")
}

/// A file holds one document.
pub(super) fn second_document(span: Span) -> Slip {
    Slip::new(span, "一个文件里有两个 YAML 文档", "the file holds two YAML documents")
        .help("删去 ---，或分成两个文件", "remove the ---, or make two files")
}

/// What is wrong with a key, if anything.
pub(super) fn key_slip(node: &Node) -> Option<Slip> {
    let slip = |zh: &str, en: &str| Some(Slip::new(node.head(), zh, en));
    match &node.value {
        Value::Scalar(name) if name.starts_with('\u{3000}') => Some(wide_indent(node.span)),
        Value::Scalar(name) if name == "<<" => {
            slip("不支持合并键 <<", "merge keys (<<) are not supported")
                .map(|it| it.help("把要用的键逐个写出", "write the keys out"))
        }
        Value::Scalar(_) => None,
        Value::Null => slip("冒号前缺少键名", "there is no key before the colon"),
        Value::List(_) | Value::Map(_) => {
            slip("列表和映射不能作键", "a list or a map cannot be a key").map(|it| {
                it.help("以 { 或 [ 开头的文字要放进单引号", "quote a text that begins with { or [")
            })
        }
    }
}

/// A line `key：value` that YAML takes as the next line of the text above it.
pub(super) fn swallowed_key(text: &str, span: Span) -> Option<Slip> {
    let written = span.of(text);
    if !written.contains('：') {
        return None;
    }
    let mut start = span.start as usize;
    for (index, line) in written.split('\n').enumerate() {
        let found = wide_colon(line).filter(|_| 0 < index || span.start == 0);
        if let Some(at) = found {
            return Some(wide_colon_slip(start + at));
        }
        start += line.len() + 1;
    }
    None
}

/// The slip for a syntax error at byte `at`.
pub(super) fn syntax(text: &str, at: usize, error: &ScanError) -> Slip {
    let line = line_of(text, at);
    let (above, below) = (line_before(text, line), line_of(text, line.end as usize + 1));
    [line, above, below]
        .into_iter()
        .find_map(|line| wrong_indent(text, line))
        .or_else(|| by_kind(text, at, error.kind()))
        .or_else(|| colon_near(text, line))
        .or_else(|| line::wrong(text, line))
        .or_else(|| line::unquoted(text, above))
        .or_else(|| line::misplaced(text, line))
        .unwrap_or_else(|| {
            Slip::new(mark_at(text, at), "YAML 写法有误", format!("YAML syntax: {}", error.info()))
                .help(
                    "检查此处的缩进、引号和冒号；含特殊符号的文字放进单引号",
                    "check indent, quotes and colons here; put texts with special marks into single quotes",
                )
        })
}

fn by_kind(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    let here = mark_at(text, at);
    Some(match kind {
        ErrorKind::UnexpectedCharacter { character } => {
            line::behind_bracket(text, at).unwrap_or_else(|| starts_with(here, *character))
        }
        ErrorKind::InvalidDirectiveName
        | ErrorKind::MissingDirectiveName
        | ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingDocumentEndBeforeDirective => starts_with(here, '%'),
        ErrorKind::MissingAnchorOrAliasName => star(here),
        ErrorKind::UnknownQuotedScalarEscape => {
            let (back, escape) = bad_escape(text, at);
            Slip::new(
                Span::new(back, back + escape.len()),
                format!("双引号里不能写 {escape}"),
                format!("{escape} means nothing in double quotes"),
            )
            .help("正则表达式用单引号：'…'", "write regular expressions in single quotes: '…'")
        }
        ErrorKind::UnclosedQuotedScalar => open_quote_slip(here),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            let line = line_of(text, at);
            if wide_colon(line_before(text, line).of(text)).is_some() {
                return None;
            }
            stray_colon(text, line, at)
        }
        ErrorKind::RecursionLimitExceeded => too_deep(here),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            Slip::new(here, "括号没有关上", "the bracket is not closed")
                .help("补上 ] 或 }；以括号开头的文字要放进单引号", "close it, or quote the text")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => tab(here),
        _ => return None,
    })
}

/// The first escape from byte `at` on that means nothing in double quotes.
fn bad_escape(text: &str, at: usize) -> (usize, String) {
    let rest = text.get(at..).unwrap_or("");
    let mut chars = rest.char_indices();
    while let Some((back, mark)) = chars.next() {
        if mark == '\\' {
            let escaped = chars.next().map_or(' ', |(_, escaped)| escaped);
            if !"0abtnvfre \"/\\N_LPxuU\n\t".contains(escaped) {
                return (at + back, format!("\\{escaped}"));
            }
        }
    }
    (at, String::new())
}

/// A colon where no key may stand: a second one in a line, or that of a line out of place.
fn stray_colon(text: &str, line: Span, at: usize) -> Slip {
    let key = line.of(text).find(": ").is_none_or(|first| line.start as usize + first == at);
    if key {
        let key = Span::new(line.start as usize, at);
        let indent = key.len() - key.of(text).trim_start_matches([' ', '-']).len();
        let key = Span::new(line.start as usize + indent, at);
        return Slip::new(key, "这一行不能是键", "no key can stand in this line").help(
            "与同级的键对齐；上一行的冒号后要有空格，括号、引号要关上",
            "align it with its siblings; the line above needs a blank after its colon, and closed brackets and quotes",
        );
    }
    Slip::new(
        mark_at(text, at),
        "值里有“: ”，YAML 会当作又一个键",
        "a colon and a blank inside a value begin another key",
    )
    .help("把整个值放进单引号", "put the whole value into single quotes")
}

fn open_quote_slip(here: Span) -> Slip {
    Slip::new(here, "引号没有关上", "the quote is not closed").help(
        "补上后引号；单引号里的单引号写两个：''",
        "close it; a single quote inside single quotes is written twice: ''",
    )
}

fn starts_with(here: Span, mark: char) -> Slip {
    Slip::new(here, format!("值不能以 {mark} 开头"), format!("a value cannot begin with {mark}"))
        .help(format!("放进单引号：'{mark}…'"), format!("put it into single quotes: '{mark}…'"))
}

fn tab(span: Span) -> Slip {
    Slip::new(span, "缩进用了制表符", "the indent is a tab").help("改用空格", "use blanks")
}

fn wide_indent(span: Span) -> Slip {
    Slip::new(span, "缩进用了全角空格", "the indent is a full-width space")
        .help("改用半角空格", "use ordinary blanks")
}

fn wide_colon_slip(at: usize) -> Slip {
    Slip::new(
        Span::new(at, at + '：'.len_utf8()),
        "键后面是全角冒号",
        "the colon after the key is full-width",
    )
    .help("改为半角冒号加一个空格“: ”", "write `: `, a half-width colon and a blank")
}

/// A tab or a full-width space in the indent of a line.
fn wrong_indent(text: &str, line: Span) -> Option<Slip> {
    for (at, mark) in line.of(text).char_indices() {
        let here = mark_at(text, line.start as usize + at);
        match mark {
            ' ' => {}
            '\t' => return Some(tab(here)),
            '\u{3000}' => return Some(wide_indent(here)),
            _ => return None,
        }
    }
    None
}

/// A full-width colon after a key, on the line of the error or just above it.
fn colon_near(text: &str, line: Span) -> Option<Slip> {
    let above = line_before(text, line);
    [line, above].into_iter().find_map(|line| {
        wide_colon(line.of(text)).map(|at| wide_colon_slip(line.start as usize + at))
    })
}

/// Where the full-width colon of a line `key：…` stands.
fn wide_colon(line: &str) -> Option<usize> {
    let key = line.trim_start_matches([' ', '-']);
    let indent = line.len() - key.len();
    let end = key.find(|mark: char| !(mark.is_ascii_lowercase() || mark == '-'))?;
    (0 < end && key.get(end..)?.starts_with('：')).then_some(indent + end)
}

/// The last character boundary up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn mark_at(text: &str, at: usize) -> Span {
    let at = boundary(text, at);
    let rest = text.get(at..).unwrap_or("");
    let length = rest.chars().next().filter(|mark| *mark != '\n').map_or(0, char::len_utf8);
    Span::new(at, at + length)
}

pub(super) fn line_of(text: &str, at: usize) -> Span {
    let at = boundary(text, at);
    let start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let end = text.get(at..).and_then(|it| it.find('\n')).map_or(text.len(), |it| at + it);
    Span::new(start, end)
}

/// The line above with something on it, else an empty span.
pub(super) fn line_before(text: &str, line: Span) -> Span {
    let mut start = line.start as usize;
    while let Some(end) = start.checked_sub(1) {
        let above = line_of(text, end);
        if !above.of(text).trim().is_empty() {
            return above;
        }
        start = above.start as usize;
    }
    Span::default()
}
