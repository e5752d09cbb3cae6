//! Whole documents in the folder `tests/` of a pack, each with the findings expected in it.
//!
//! Beside `NAME.txt` stands `NAME.expect.tsv`: rule, line and marked text, with tabs between, a
//! finding a line. Without that file the document must be free of findings. Documents with roles are
//! there to be compared with; they are not checked themselves.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Outcome, Verdict};
use crate::check::{Own, Settings, check_own};
use crate::kinds::Beside;
use crate::model::Document;
use crate::pack::RuleSet;
use crate::text::{Language, Source};

/// A document and what is expected of it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The document.
    pub source: Source,
    /// The other documents of the case, by their role.
    pub with: Vec<(String, Source)>,
    /// Its table of findings; empty where there is none.
    pub expected: String,
}

/// Runs all rules over a document; the verdict names the document in place of a rule.
pub fn verify(set: &RuleSet, draft: &Draft, language: Language) -> Verdict {
    let found = table(set, draft);
    let missing = without(&draft.expected, &found);
    let noisy = without(&found, &draft.expected);
    let outcome = match (missing.is_empty(), noisy.is_empty()) {
        (true, true) => Outcome::Passed,
        (false, true) => Outcome::Missing,
        (true, false) => Outcome::Noisy,
        (false, false) => Outcome::Wrong,
    };
    let (should, did) = match language {
        Language::Zh => ("应报：", "实报："),
        Language::En => ("expected: ", "found:    "),
    };
    let lines = missing.iter().map(|row| (should, row));
    let lines = lines.chain(noisy.iter().map(|row| (did, row)));
    let lines: Vec<_> = lines.map(|(word, row)| format!("{word}{row}")).collect();
    let file = draft.source.name.clone();
    Verdict { rule: String::new(), file, line: 1, outcome, difference: lines.join("\n") }
}

/// The table of what is found in a document.
pub fn table(set: &RuleSet, draft: &Draft) -> String {
    let source = &draft.source;
    let document = Document::of(source.clone());
    let with =
        |(role, source): &(String, Source)| (role.clone(), Arc::new(Document::of(source.clone())));
    let documents = draft.with.iter().map(with).collect();
    let beside = Beside { documents, ..set.beside.clone() };
    let mut table = String::new();
    let own = Own { beside: Some(&beside), ..Own::default() };
    for found in check_own(&document, set, &Settings::default(), &own).diagnostics {
        let at = found.primary.place.span;
        let (line, _) = source.lines.position(&source.text, at.start);
        let text = at.of(&source.text).lines().next().unwrap_or("").trim();
        table.push_str(&format!("{}\t{line}\t{text}\n", found.rule));
    }
    table
}

/// The rows of a table that `other` lacks; of equal rows as many as are too many.
fn without(table: &str, other: &str) -> Vec<String> {
    let rows = |table: &str| -> Vec<String> {
        let rows = table.lines().map(str::trim_end).filter(|row| !row.is_empty());
        rows.map(str::to_owned).collect()
    };
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(other) {
        *there.entry(row).or_default() += 1;
    }
    let mut left = rows(table);
    left.retain(|row| match there.get_mut(row).filter(|count| 0 < **count) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
    left
}
