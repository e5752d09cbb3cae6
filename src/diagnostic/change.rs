//! What `fix` changes in a text.

use crate::text::{Edit, Span};

/// One stretch of a text and what now stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stretch of the old text, and its new words.
    pub edit: Edit,
    /// The rules that asked for it, each once.
    pub rules: Vec<String>,
}

/// Longer stretches are not compared character by character.
const LONGEST: usize = 60;

impl Change {
    /// The characters of `old` that change, each stretch by itself.
    pub fn pieces(&self, old: &str) -> Vec<Edit> {
        let from: Vec<char> = self.edit.span.of(old).chars().collect();
        let to: Vec<char> = self.edit.text.chars().collect();
        if LONGEST < from.len().max(to.len()) {
            return vec![self.edit.clone()];
        }
        let common = common(&from, &to);
        let mut pieces: Vec<Edit> = Vec::new();
        let (mut i, mut j, mut at) = (0, 0, self.edit.span.start);
        while let Some(step) = step(&from, &to, &common, (i, j)) {
            let (taken, put) = match step {
                Step::Same => (1, 1),
                Step::Gone => (1, 0),
                Step::Come => (0, 1),
            };
            let mark = from.get(i).filter(|_| taken == 1).map_or(0, |it| it.len_utf8());
            let end = Span::new(at as usize, at as usize + mark).end;
            if step != Step::Same {
                let here = Edit { span: Span { start: at, end: at }, text: String::new() };
                let last = match pieces.last_mut() {
                    Some(last) if last.span.end == at => last,
                    _ => {
                        pieces.push(here);
                        continue;
                    }
                };
                last.span.end = end;
                last.text.extend(to.get(j).filter(|_| put == 1));
            }
            (i, j, at) = (i + taken, j + put, end);
        }
        pieces
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Gone,
    Come,
}

/// What is next on the way that keeps most characters.
fn step(from: &[char], to: &[char], common: &[Vec<usize>], at: (usize, usize)) -> Option<Step> {
    let (i, j) = at;
    let kept = |i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    match (from.get(i), to.get(j)) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(Step::Same),
        (Some(_), None) => Some(Step::Gone),
        (Some(_), Some(_)) if kept(i, j + 1) <= kept(i + 1, j) => Some(Step::Gone),
        _ => Some(Step::Come),
    }
}

/// How many characters the rests from every pair of places have in common, in order.
fn common(from: &[char], to: &[char]) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0; to.len() + 1]];
    for a in from.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; to.len() + 1];
        for (j, b) in to.iter().enumerate().rev() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(0);
            let best = if a == b {
                cell(&below, j + 1) + 1
            } else {
                cell(&below, j).max(cell(&row, j + 1))
            };
            if let Some(slot) = row.get_mut(j) {
                *slot = best;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::edit::edited;

    fn check(old: &str, new: &str, expect: &[(&str, &str)]) {
        let text = format!("前{old}后");
        let edit = Edit { span: Span::new(3, 3 + old.len()), text: new.to_owned() };
        let pieces = Change { edit, rules: Vec::new() }.pieces(&text);
        let shown: Vec<_> = pieces.iter().map(|it| (it.span.of(&text), it.text.as_str())).collect();
        assert_eq!(shown, expect);
        assert_eq!(edited(&text, &pieces), format!("前{new}后"));
    }

    #[test]
    fn only_what_changes_is_a_piece() {
        check("(一)、", "（一）", &[("(", "（"), (")、", "）")]);
        check("（一）、", "（一）", &[("、", "")]);
        check(",", "，", &[(",", "，")]);
        check("4千", "4000", &[("千", "000")]);
        check("##x##\n", "", &[("##x##\n", "")]);
        check("", "元", &[("", "元")]);
        check("甲乙", "甲乙", &[]);
        check(&"甲".repeat(70), "乙", &[(&"甲".repeat(70), "乙")]);
    }
}
