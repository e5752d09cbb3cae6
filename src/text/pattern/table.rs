//! Writes the table that [`known`](super::known) reads; runs when the program is built.

use std::collections::BTreeMap;

use regex_syntax::hir::Hir;

use super::expression::{expand, parse, prefixes, with_carriage_returns};
use super::known::{NONE, SECOND, hash};
use super::shape::Shape;
use super::shape::compact::{EDGES, tag};
use crate::text::compact::{put, put_bytes};

/// Literals at the head.
const FIRST: usize = 1;

/// `written` with its macros expanded, where all of them are known.
pub(crate) fn expanded(written: &str, macros: &BTreeMap<String, String>) -> Option<String> {
    expand(written, macros).ok().map(|(expanded, _)| expanded)
}

/// The table of `expressions`, macros expanded: their number, an index sorted by hash, the answers.
pub(crate) fn table<'a>(expressions: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut answers = BTreeMap::new();
    for expression in expressions {
        if let Ok(parsed) = parse(&with_carriage_returns(expression)) {
            answers.insert(hash(expression), answer(&parsed));
        }
    }
    let mut index = Vec::new();
    let mut data = Vec::new();
    for (hash, answer) in &answers {
        index.extend_from_slice(&hash.to_le_bytes());
        index.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
        data.extend_from_slice(answer);
    }
    let count = u32::try_from(answers.len()).unwrap_or(0).to_le_bytes();
    [&count[..], &index, &data].concat()
}

fn answer(hir: &Hir) -> Vec<u8> {
    let mut out = Vec::new();
    match prefixes(hir) {
        None => put(NONE, &mut out),
        Some(prefixes) => {
            put(if prefixes.second { SECOND } else { FIRST }, &mut out);
            put(prefixes.literals.len(), &mut out);
            prefixes.literals.iter().for_each(|it| put_bytes(it, &mut out));
        }
    }
    put(hir.properties().maximum_len().map_or(0, |it| it.saturating_add(1)), &mut out);
    let (mut names, mut shape) = (Vec::new(), Vec::new());
    if let Some(of_hir) = Shape::of(hir, &mut names) {
        put(names.len(), &mut shape);
        names.iter().for_each(|it| put_bytes(it.as_bytes(), &mut shape));
        put_shape(&of_hir, &mut shape);
    }
    put_bytes(&shape, &mut out);
    out
}

/// Appends a shape.
fn put_shape(shape: &Shape, out: &mut Vec<u8>) {
    match shape {
        Shape::Literal(literal) => {
            put(tag::LITERAL, out);
            put_bytes(literal, out);
        }
        Shape::Words(words) => {
            put(tag::WORDS, out);
            put(words.len(), out);
            words.iter().for_each(|(_, word)| put_bytes(word, out));
        }
        Shape::Class(ranges) => {
            put(tag::CLASS, out);
            put(ranges.len(), out);
            for (first, last) in ranges {
                put(*first as usize, out);
                put(*last as usize, out);
            }
        }
        Shape::Edge(edge) => {
            put(tag::EDGE, out);
            put(EDGES.iter().position(|it| it == edge).unwrap_or(0), out);
        }
        Shape::Repeat { of, min, max, greedy } => {
            put(tag::REPEAT, out);
            put(*min as usize, out);
            put(max.map_or(0, |it| it as usize + 1), out);
            put(usize::from(*greedy), out);
            put_shape(of, out);
        }
        Shape::Group { of, number } => {
            put(tag::GROUP, out);
            put(*number, out);
            put_shape(of, out);
        }
        Shape::Row(list) | Shape::Either(list) => {
            put(if matches!(shape, Shape::Row(_)) { tag::ROW } else { tag::EITHER }, out);
            put(list.len(), out);
            list.iter().for_each(|it| put_shape(it, out));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::*;

    #[test]
    fn the_table_says_what_parsing_would() {
        let macros = BTreeMap::from([("office".to_owned(), "甲|乙".to_owned())]);
        assert_eq!(expanded("{{office}}丙", &macros).as_deref(), Some("(?:甲|乙)丙"));
        assert_eq!(expanded("{{nobody}}", &macros), None);
        let written = [
            "[*×]+个",
            "甲乙|丙丁",
            ".甲",
            "[一-鿿]待补",
            "(?<a>甲)[^\n]{2}?(?<b>乙)*$",
            "(?:[0-9]+)轮",
            r"(?:甲|乙丙|丁|戊|己)\z",
            "甲{2,300}",
            r"\b甲",
            "(?:甲?)*",
        ];
        let table: &'static [u8] = Vec::leak(super::table(written));
        for it in written {
            let parsed = parse(&with_carriage_returns(it)).unwrap();
            let known = Known::look_up(table, it).unwrap();
            assert_eq!(known.prefixes, prefixes(&parsed), "{it}");
            assert_eq!(known.longest(), parsed.properties().maximum_len(), "{it}");
            let mut names = Vec::new();
            let shape = Shape::of(&parsed, &mut names);
            assert_eq!(known.shape(), shape.map(|it| (it, names)), "{it}");
        }
        assert!(Known::look_up(table, "戊").is_none());
        assert!(Known::look_up(&[], "戊").is_none());
    }
}
