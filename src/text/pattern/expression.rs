//! The text of a pattern: its macros expanded, parsed, and the literals it begins with.

use std::borrow::Cow;
use std::collections::BTreeMap;

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::text::nearest::nearest;
use crate::text::{Node, Span};

/// A match is at most this many bytes long, and looks at most this far around itself.
pub(super) const REACH: usize = 4096;

/// A mistake in a pattern, at its bytes of the pattern as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternSlip {
    pub(super) at: Span,
    /// What is wrong, in Chinese and English, and what to write instead.
    pub zh: String,
    /// English.
    pub en: String,
    /// What to write instead, Chinese.
    pub help_zh: String,
    /// What to write instead, English.
    pub help_en: String,
}

impl PatternSlip {
    /// The slip's place in the YAML file, where `node` holds the pattern.
    pub fn within(&self, node: &Node, yaml: &str) -> Span {
        node.within(self.at, yaml)
    }
}

/// One stretch of an expanded pattern: where it begins there, and the bytes written for it.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) expanded: usize,
    written: usize,
    pub(super) verbatim: bool,
}

/// The names of the macros that `written` uses.
pub fn macro_names(written: &str) -> impl Iterator<Item = &str> {
    let uses = written.split("{{").skip(1);
    uses.filter_map(|it| it.split_once("}}")).map(|(name, _)| name.trim())
}

/// Bytes an expanded pattern may have.
const LARGEST: usize = 256 << 10;

/// There is no macro `name`.
fn unknown(name: &str, at: Span, macros: &BTreeMap<String, String>) -> Box<PatternSlip> {
    let known: Vec<&str> = macros.keys().map(String::as_str).collect();
    let (help_zh, help_en) = match nearest(name.trim(), &known) {
        Some(near) => (format!("是否为 {{{{{near}}}}}？"), format!("did you mean {{{{{near}}}}}?")),
        None => {
            let list = known.join(" ");
            (
                format!("可用：{list}；字面的两个花括号写成 \\{{\\{{"),
                format!("one of: {list}; write two literal braces as \\{{\\{{"),
            )
        }
    };
    Box::new(PatternSlip {
        at,
        zh: format!("不认识的宏“{{{{{name}}}}}”"),
        en: format!("unknown macro `{{{{{name}}}}}`"),
        help_zh,
        help_en,
    })
}

fn unclosed(at: Span) -> Box<PatternSlip> {
    Box::new(PatternSlip {
        at,
        zh: "宏的“{{”没有关上".to_owned(),
        en: "the `{{` of a macro is not closed".to_owned(),
        help_zh: "补上 }}，如 {{num}}；字面的两个花括号写成 \\{\\{".to_owned(),
        help_en: "close it with }}, as in {{num}}; write two literal braces as \\{\\{".to_owned(),
    })
}

/// A macro in single braces at the byte of an error, which the parser takes for a count.
pub(super) fn single_brace<'a>(
    expanded: &'a str,
    at: usize,
    macros: &BTreeMap<String, String>,
) -> Option<(std::ops::Range<usize>, &'a str)> {
    let open = expanded.get(..at + 1).unwrap_or(expanded).rfind('{')?;
    let (name, _) = expanded.get(open + 1..)?.split_once('}')?;
    macros.contains_key(name).then_some((open..open + name.len() + 2, name))
}

/// The macro at `at` makes the pattern longer than it may be.
fn too_long(at: Span) -> Box<PatternSlip> {
    Box::new(PatternSlip {
        at,
        zh: "宏展开以后，正则超过 256 KB".to_owned(),
        en: "with its macros the pattern is over 256 KB".to_owned(),
        help_zh: "少用几次长的宏，或缩短词表".to_owned(),
        help_en: "use long macros less often, or shorten the word list".to_owned(),
    })
}

pub(super) fn expand(
    written: &str,
    macros: &BTreeMap<String, String>,
) -> Result<(String, Vec<Piece>), Box<PatternSlip>> {
    let mut expanded = String::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = written.get(at..).filter(|rest| !rest.is_empty()) {
        pieces.push(Piece { expanded: expanded.len(), written: at, verbatim: true });
        let Some(open) = rest.find("{{") else {
            expanded.push_str(rest);
            break;
        };
        expanded.push_str(rest.get(..open).unwrap_or(""));
        let inner = rest.get(open + 2..).unwrap_or("");
        let name = inner.split_once("}}").map(|(name, _)| name);
        let Some(name) = name.filter(|it| !it.contains(['{', '}', '(', ')'])) else {
            return Err(unclosed(Span::new(at + open, at + open + 2)));
        };
        let here = Span::new(at + open, at + open + name.len() + 4);
        let meaning = macros.get(name.trim()).ok_or_else(|| unknown(name, here, macros))?;
        pieces.push(Piece { expanded: expanded.len(), written: at + open, verbatim: false });
        if is_class(meaning) {
            expanded.push_str(meaning);
        } else if in_class(written.get(..at + open).unwrap_or("")) {
            return Err(Box::new(PatternSlip {
                at: Span::new(at + open, at + open + name.len() + 4),
                zh: format!("宏“{{{{{name}}}}}”不能写在方括号里"),
                en: format!("the macro `{{{{{name}}}}}` cannot stand in square brackets"),
                help_zh: format!("写成 (?:{{{{{name}}}}}|[…])"),
                help_en: format!("write (?:{{{{{name}}}}}|[…])"),
            }));
        } else {
            expanded.push_str("(?:");
            expanded.push_str(meaning);
            expanded.push(')');
        }
        if LARGEST < expanded.len() {
            return Err(too_long(Span::new(at + open, at + open + name.len() + 4)));
        }
        at += open + name.len() + 4;
    }
    Ok((expanded, pieces))
}

/// Whether a macro stands for one character class, which may stand inside another one.
fn is_class(meaning: &str) -> bool {
    let inner = meaning.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    inner.is_some_and(|it| !it.contains(['[', ']', '\\', '^']))
}

/// Whether a character class is open at the end of `before`.
fn in_class(before: &str) -> bool {
    let mut depth = 0_u32;
    let mut chars = before.chars();
    while let Some(mark) = chars.next() {
        match mark {
            '\\' => drop(chars.next()),
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth != 0
}

/// The byte of the pattern as written behind a byte of the expanded one.
pub(super) fn back(pieces: &[Piece], expanded: usize) -> usize {
    let before = pieces.partition_point(|piece| piece.expanded <= expanded);
    match before.checked_sub(1).and_then(|index| pieces.get(index)) {
        Some(piece) if piece.verbatim => piece.written + (expanded - piece.expanded),
        Some(piece) => piece.written,
        None => expanded,
    }
}

/// Adds `\r` to every class with `\n`: rules know one line end, drafts have two.
pub(super) fn with_carriage_returns(expanded: &str) -> String {
    let mut out = String::with_capacity(expanded.len());
    let mut depth = 0_u32;
    let mut chars = expanded.chars();
    while let Some(mark) = chars.next() {
        out.push(mark);
        match mark {
            '\\' => {
                let escaped = chars.next();
                out.extend(escaped);
                if escaped == Some('n') && 0 < depth {
                    out.push_str("\\r");
                }
            }
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

/// Parses an expanded pattern as rules mean it: `^` and `$` are those of lines.
pub(super) fn parse(expanded: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    let mut parser = regex_syntax::ParserBuilder::new();
    parser.multi_line(true).crlf(true).nest_limit(64).build().parse(expanded).map_err(Box::new)
}

/// So many pieces a pattern may have with its counts written out.
const HEAVIEST: u64 = 1_000_000;

/// A slip where the counts of a pattern are too large.
pub(super) fn too_heavy(written: &str, hir: &Hir) -> Option<Box<PatternSlip>> {
    (HEAVIEST < weight(hir)).then(|| {
        Box::new(PatternSlip {
            at: Span::new(0, written.len()),
            zh: "正则太大：花括号里的次数乘起来太多".to_owned(),
            en: "the pattern is too large: its counts multiply".to_owned(),
            help_zh: "把 {…} 里的次数改小，不要一层套一层".to_owned(),
            help_en: "make the counts in {…} smaller, and do not nest them".to_owned(),
        })
    })
}

fn weight(hir: &Hir) -> u64 {
    let sum = |list: &[Hir]| list.iter().map(weight).fold(0, u64::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => 1,
        HirKind::Literal(literal) => u64::try_from(literal.0.len()).unwrap_or(u64::MAX),
        HirKind::Capture(it) => weight(&it.sub),
        HirKind::Concat(list) | HirKind::Alternation(list) => sum(list),
        HirKind::Repetition(it) => {
            let count = it.max.unwrap_or(it.min.saturating_add(1)).max(1);
            weight(&it.sub).saturating_mul(u64::from(count))
        }
    }
}

/// Longest run of literals worth the shared scan.
const MANY: usize = 400;
/// Longest run of literals of three characters.
const FEW: usize = 24;

/// The literals one of which every match has near its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prefixes {
    pub(super) literals: Vec<Cow<'static, [u8]>>,
    /// Whether one character stands before the literal.
    pub(super) second: bool,
}

/// What the matches of `hir` begin with; nothing where that is too much or nothing.
pub(super) fn prefixes(hir: &Hir) -> Option<Prefixes> {
    if let Some(literals) = literals(hir) {
        return Some(Prefixes { literals, second: false });
    }
    let HirKind::Concat(row) = hir.kind() else { return None };
    let (first, rest) = row.split_first()?;
    let short = hir.properties().maximum_len().is_some_and(|it| it <= REACH);
    if !short || !matches!(first.kind(), HirKind::Class(Class::Unicode(_))) {
        return None;
    }
    let literals = literals(&Hir::concat(rest.to_vec()))?;
    Some(Prefixes { literals, second: true })
}

fn literals(hir: &Hir) -> Option<Vec<Cow<'static, [u8]>>> {
    let extract = |length: usize| {
        let mut extractor = Extractor::new();
        extractor.kind(ExtractKind::Prefix).limit_total(MANY).limit_class(40);
        extractor.limit_literal_len(length).extract(hir)
    };
    // Three characters are found seldom; where there are too many such words, two must do.
    let long = extract(9);
    let few = long.literals().is_some_and(|it| it.len() <= FEW);
    let literals = if few { long } else { extract(6) };
    let literals = literals.literals()?;
    let usable = !literals.is_empty() && literals.iter().all(|it| !it.is_empty());
    usable.then(|| literals.iter().map(|it| it.as_bytes().to_vec().into()).collect())
}
