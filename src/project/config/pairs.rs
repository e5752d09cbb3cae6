//! Which documents stand beside a draft, by patterns of paths: `{unit}/{year-1}年总结.txt`.

use std::collections::BTreeMap;

use super::Setting;
use crate::text::decode::{Reader, Slip};
use crate::text::{Node, Place, Span};

/// A pattern of drafts, and the patterns of the documents beside each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    current: Vec<Piece>,
    /// The pattern of drafts as written.
    pub pattern: Setting<String>,
    others: Vec<Other>,
}

/// A document beside a draft: its role and the pattern of its path.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    role: String,
    pieces: Vec<Piece>,
    at: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Exactly this.
    Text(String),
    /// What a name stands for, moved by so many.
    Name(String, i64),
}

/// The name that stands for four digits.
const YEAR: &str = "year";

impl Pair {
    /// The documents beside the draft at `path`: role, path, and where it is written.
    pub(super) fn beside(&self, path: &str) -> Vec<(String, String, Place)> {
        let Some(names) = bound(&self.current, path) else { return Vec::new() };
        let found = self.others.iter().filter_map(|other| {
            let path: Option<String> = other.pieces.iter().map(|it| it.filled(&names)).collect();
            Some((other.role.clone(), path?, other.at))
        });
        found.collect()
    }

    /// The roles of the documents beside a draft.
    pub fn roles(&self) -> impl Iterator<Item = (&str, Place)> {
        self.others.iter().map(|it| (it.role.as_str(), it.at))
    }

    /// Whether the pair speaks of the draft at `path`.
    pub fn fits(&self, path: &str) -> bool {
        bound(&self.current, path).is_some()
    }
}

impl Piece {
    fn filled(&self, names: &BTreeMap<&str, &str>) -> Option<String> {
        match self {
            Piece::Text(text) => Some(text.clone()),
            Piece::Name(name, 0) => names.get(name.as_str()).map(|it| (*it).to_owned()),
            Piece::Name(name, by) => {
                let value = names.get(name.as_str())?;
                let moved = value.parse::<i64>().ok()?.checked_add(*by)?;
                Some(format!("{moved:0width$}", width = value.len()))
            }
        }
    }
}

/// What the names of a pattern stand for in `path`, where it fits; names stay within a folder.
fn bound<'a>(pieces: &'a [Piece], path: &'a str) -> Option<BTreeMap<&'a str, &'a str>> {
    let mut names = BTreeMap::new();
    fit(pieces, path, &mut names).then_some(names)
}

fn fit<'a>(pieces: &'a [Piece], path: &'a str, names: &mut BTreeMap<&'a str, &'a str>) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return path.is_empty() };
    match piece {
        Piece::Text(text) => {
            path.strip_prefix(text.as_str()).is_some_and(|path| fit(rest, path, names))
        }
        Piece::Name(name, _) => {
            if let Some(known) = names.get(name.as_str()).copied() {
                return path.strip_prefix(known).is_some_and(|path| fit(rest, path, names));
            }
            let ends = path.char_indices().take_while(|(_, mark)| *mark != '/');
            let ends: Vec<usize> = ends.map(|(at, mark)| at + mark.len_utf8()).collect();
            for end in ends {
                let Some((value, left)) = path.split_at_checked(end) else { continue };
                if name == YEAR && !is_year(value) {
                    continue;
                }
                names.insert(name, value);
                if fit(rest, left, names) {
                    return true;
                }
                names.remove(name.as_str());
            }
            false
        }
    }
}

fn is_year(value: &str) -> bool {
    value.len() == 4 && value.bytes().all(|it| it.is_ascii_digit())
}

/// Names a pattern may have: each may be tried at every end.
const MOST_NAMES: usize = 4;

/// Reads a pair: `current` and other roles, each with a pattern or a list of patterns.
pub(super) fn read(
    node: &Node,
    reader: &mut Reader,
    place: impl Fn(Span) -> Place,
) -> Option<Pair> {
    let mut fields = reader.fields(node)?;
    let current = fields.require(super::CURRENT, reader);
    let current = current.and_then(|it| Some((it.span, reader.string(it)?, pieces(it, reader)?)));
    let entries = node.map().unwrap_or(&[]);
    let roles = entries.iter().filter(|(key, _)| key.name != super::CURRENT);
    let mut others = Vec::new();
    for (key, node) in roles {
        for pattern in node.list().unwrap_or(std::slice::from_ref(node)) {
            let Some(pieces) = pieces(pattern, reader) else { continue };
            others.push(Other { role: key.name.clone(), pieces, at: place(pattern.span) });
        }
    }
    let (span, pattern, current) = current?;
    if entries.len() < 2 {
        reader.slip(Slip::new(span, "没有写另一份文件", "no other document is named").help(
            "加上角色和路径，如 previous: '{unit}/{year-1}年总结.txt'",
            "add a role and a path, such as previous: '{unit}/{year-1}年总结.txt'",
        ));
    }
    for other in &others {
        unknown(other, &pattern_names(&current), reader);
    }
    let pattern = Setting { value: pattern.to_owned(), at: place(span) };
    Some(Pair { current, pattern, others })
}

fn pattern_names(pieces: &[Piece]) -> Vec<&str> {
    let names = pieces.iter().filter_map(|it| match it {
        Piece::Name(name, _) => Some(name.as_str()),
        Piece::Text(_) => None,
    });
    names.collect()
}

/// Notes names of another document that the draft's own pattern does not have.
fn unknown(other: &Other, known: &[&str], reader: &mut Reader) {
    for name in pattern_names(&other.pieces).into_iter().filter(|it| !known.contains(it)) {
        let slip = Slip::new(
            other.at.span,
            format!("current 里没有“{{{name}}}”，不知道它是什么"),
            format!("`current` has no `{{{name}}}`, so it stands for nothing"),
        );
        reader.slip(if known.is_empty() {
            slip.help("先写在 current 的路径里", "write it in the path of `current` first")
        } else {
            slip.suggest(name, known)
        });
    }
}

/// Cuts a pattern into texts and names.
fn pieces(node: &Node, reader: &mut Reader) -> Option<Vec<Piece>> {
    let written = reader.string(node)?;
    let mut pieces = Vec::new();
    let mut rest = written.strip_prefix("./").unwrap_or(written);
    while let Some((before, after)) = rest.split_once('{') {
        let piece = after.split_once('}').and_then(|(inside, left)| Some((name(inside)?, left)));
        let Some((piece, left)) = piece else {
            reader.slip(malformed(node));
            return None;
        };
        if before.is_empty() && matches!(pieces.last(), Some(Piece::Name(..))) {
            reader.slip(
                Slip::new(
                    node.span,
                    "两个花括号之间要有文字，不然分不开",
                    "between two names there must be a text",
                )
                .help("如 '{unit}/{year}年总结.txt'", "such as '{unit}/{year}年总结.txt'"),
            );
            return None;
        }
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(piece);
        rest = left;
    }
    if rest.contains('}') {
        reader.slip(malformed(node));
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    if MOST_NAMES < pattern_names(&pieces).len() {
        reader.slip(Slip::new(
            node.span,
            format!("花括号超过 {MOST_NAMES} 个"),
            format!("more than {MOST_NAMES} names in braces"),
        ));
        return None;
    }
    Some(pieces)
}

/// `year`, `year-1`, `unit`.
fn name(inside: &str) -> Option<Piece> {
    let cut = inside.find(['+', '-']).unwrap_or(inside.len());
    let (name, by) = inside.split_at_checked(cut)?;
    let by = if by.is_empty() { 0 } else { by.parse::<i64>().ok().filter(|it| it.abs() < 1000)? };
    let sound = !name.is_empty() && name.chars().all(char::is_alphanumeric);
    sound.then(|| Piece::Name(name.to_owned(), by))
}

fn malformed(node: &Node) -> Slip {
    Slip::new(node.span, "花括号里的名字看不懂", "cannot read the name in braces").help(
        "写成 {year}、{year-1}、{unit} 这样，花括号成对",
        "write {year}, {year-1} or {unit}, braces in pairs",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::yaml;
    use crate::text::SourceId;

    fn beside(pair: &str, path: &str) -> Vec<String> {
        let (tree, _) = yaml::parse(pair);
        let mut reader = Reader::default();
        let place = |span| Place { source: SourceId(0), span };
        let pair = read(&tree.unwrap(), &mut reader, place).unwrap();
        assert_eq!(reader.slips, []);
        pair.beside(path).into_iter().map(|it| format!("{}={}", it.0, it.1)).collect()
    }

    #[test]
    fn names_are_bound_from_the_draft() {
        let pair = "{ current: '{unit}/{year}年总结.txt', previous: '{unit}/{year-1}年总结.txt', \
                    annex: ['{unit}/附件{year}.txt', '{year}/{unit}.txt'] }";
        let expect = [
            "previous=财政局/2023年总结.txt",
            "annex=财政局/附件2024.txt",
            "annex=2024/财政局.txt",
        ];
        assert_eq!(beside(pair, "财政局/2024年总结.txt"), expect);
        for path in
            ["财政局/24年总结.txt", "2024年总结.txt", "甲/乙/2024年总结.txt", "甲/2024年总结.txt2"]
        {
            assert_eq!(beside(pair, path), [""; 0], "{path}");
        }
    }

    #[test]
    fn a_name_is_one_thing_and_numbers_keep_their_width() {
        let pair = "{ current: '{n}/{n}期{k}.txt', previous: '{n-1}/{n-1}期{k}.txt' }";
        assert_eq!(beside(pair, "010/010期总结.txt"), ["previous=009/009期总结.txt"]);
        assert_eq!(beside(pair, "010/011期总结.txt"), [""; 0]);
        assert_eq!(beside(pair, "甲/甲期总结.txt"), [""; 0]);
    }
}
