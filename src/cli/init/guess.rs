//! What the names of files tell: years, which drafts follow each other, annexes.

use std::collections::{BTreeMap, BTreeSet};

/// What was seen in a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Guess {
    /// How many drafts.
    pub(super) drafts: usize,
    /// The years in their names, ascending.
    pub(super) years: Vec<u32>,
    /// Patterns of drafts that follow each other: `{unit}/{year}年总结.txt`.
    pub(super) pairs: Vec<String>,
    /// Globs of annexes.
    pub(super) annexes: Vec<String>,
    /// Ledgers.
    pub(super) ledgers: Vec<String>,
}

/// So many ledgers and patterns are told.
const MOST: usize = 8;

/// Looks at paths seen from the folder.
pub(super) fn guess(drafts: &[String], ledgers: &[String]) -> Guess {
    let mut years = BTreeSet::new();
    let mut patterns: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for path in drafts.iter().filter(|it| !it.contains(['{', '}'])) {
        if let Some((year, pattern)) = dated(path) {
            years.insert(year);
            patterns.entry(pattern).or_default().insert(year);
        }
    }
    patterns.retain(|_, years| years.iter().any(|it| years.contains(&(it + 1))));
    let named: Vec<String> = patterns.into_keys().collect();
    let mut pairs = joined(&named);
    pairs.truncate(MOST);
    let is_annex = |word: &&&str| drafts.iter().any(|it| name(it).contains(**word));
    let annexes = ["附件", "附表"].iter().filter(is_annex).map(|it| format!("*{it}*")).collect();
    let ledgers = ledgers.iter().take(MOST).cloned().collect();
    Guess { drafts: drafts.len(), years: years.into_iter().collect(), pairs, annexes, ledgers }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The one year in a path, and the path with `{year}` in its place.
fn dated(path: &str) -> Option<(u32, String)> {
    let mut pattern = String::new();
    let mut found: Option<&str> = None;
    let mut rest = path;
    while let Some(at) = rest.find(|it: char| it.is_ascii_digit()) {
        let (before, from) = rest.split_at_checked(at)?;
        let length = from.find(|it: char| !it.is_ascii_digit()).unwrap_or(from.len());
        let (digits, left) = from.split_at_checked(length)?;
        pattern.push_str(before);
        if digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19")) {
            if found.is_some_and(|it| it != digits) {
                return None;
            }
            found = Some(digits);
            pattern.push_str("{year}");
        } else {
            pattern.push_str(digits);
        }
        rest = left;
    }
    pattern.push_str(rest);
    Some((found?.parse().ok()?, pattern))
}

/// Patterns that differ in one part of their path alone become one with `{unit}` there.
fn joined(patterns: &[String]) -> Vec<String> {
    let mut wider: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for pattern in patterns {
        for wide in widened(pattern) {
            wider.entry(wide).or_default().insert(pattern);
        }
    }
    let mut found = BTreeSet::new();
    for pattern in patterns {
        let mut wide = widened(pattern);
        wide.retain(|it| wider.get(it).is_some_and(|it| 1 < it.len()));
        wide.sort_by_key(|it| std::cmp::Reverse(wider.get(it).map_or(0, BTreeSet::len)));
        found.insert(wide.into_iter().next().unwrap_or_else(|| pattern.clone()));
    }
    found.into_iter().collect()
}

/// The pattern with `{unit}` for each part without a year; of the last part, its ending stays.
fn widened(pattern: &str) -> Vec<String> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let last = parts.len().saturating_sub(1);
    let wide =
        parts.iter().enumerate().filter(|(_, part)| !part.contains('{')).map(|(at, part)| {
            let ending = part.rsplit_once('.').filter(|_| at == last).map(|(_, ending)| ending);
            let unit = ending.map_or("{unit}".to_owned(), |it| format!("{{unit}}.{it}"));
            let mut parts: Vec<&str> = parts.clone();
            if let Some(part) = parts.get_mut(at) {
                *part = &unit;
            }
            parts.join("/")
        });
    wide.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(drafts: &[&str]) -> Vec<String> {
        let drafts: Vec<String> = drafts.iter().map(|it| (*it).to_owned()).collect();
        guess(&drafts, &[]).pairs
    }

    #[test]
    fn drafts_of_two_years_are_paired() {
        assert_eq!(pairs(&["2023年总结.txt", "2024年总结.txt"]), ["{year}年总结.txt"]);
        assert_eq!(pairs(&["2022年总结.txt", "2024年总结.txt", "说明.txt"]), [""; 0]);
        let units = [
            "财政局/2023年总结.txt",
            "财政局/2024年总结.txt",
            "教育局/2023年总结.txt",
            "教育局/2024年总结.txt",
        ];
        assert_eq!(pairs(&units), ["{unit}/{year}年总结.txt"]);
        let years = ["2023/财政局.txt", "2024/财政局.txt", "2023/教育局.txt", "2024/教育局.txt"];
        assert_eq!(pairs(&years), ["{year}/{unit}.txt"]);
        assert_eq!(pairs(&["2023-2024/总结.txt", "2024-2025/总结.txt"]), [""; 0]);
    }

    #[test]
    fn years_and_annexes_are_seen() {
        let drafts = ["2024年总结.txt".to_owned(), "附件1：数据.txt".to_owned()];
        let found = guess(&drafts, &["台账.csv".to_owned()]);
        assert_eq!(
            (found.years, found.annexes, found.ledgers),
            (vec![2024], vec!["*附件*".to_owned()], vec!["台账.csv".to_owned()])
        );
    }
}
