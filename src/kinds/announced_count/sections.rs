//! 抓好五项重点任务： above four sections （一） to （四）.

use std::collections::BTreeMap;

use super::{announcement, found, series};
use crate::kinds::Finding;
use crate::model::Document;
use crate::syntax::marker::Style;
use crate::syntax::outline::{Run, Section};
use crate::text::{Confidence, Span};

pub(super) fn check(document: &Document, heads: &[String], found: &mut Vec<Finding>) {
    let runs = &document.outline.runs;
    let mut count: BTreeMap<(Style, usize), usize> = BTreeMap::new();
    for run in runs {
        *count.entry((run.style, run.parent)).or_default() += 1;
    }
    for run in runs {
        let lone = count.get(&(run.style, run.parent)) == Some(&1);
        if lone && !run.notes {
            found.extend(one(document, run, heads));
        }
    }
}

fn one(document: &Document, run: &Run, heads: &[String]) -> Option<Finding> {
    let sections: Vec<&Section> =
        run.sections.iter().filter_map(|it| document.outline.sections.get(*it)).collect();
    let numbers = sections.iter().map(|it| it.marker.as_ref().map_or(0, |it| it.number()));
    if !numbers.zip(1..).all(|(number, place)| number == place) {
        return None;
    }
    let first = sections.first()?;
    let before = series::previous(document, first.block)?;
    let told = announcement::read(&document.source.text, before, heads);
    let number = told.first()?.number as usize;
    let outermost = run.parent == 0;
    if number < sections.len() {
        let rest = sections.get(number..)?;
        if outermost || rest.iter().any(|it| is_of_another_sort(document, it)) {
            return None;
        }
    }
    let sure = told.iter().all(|it| it.cued || it.colon) && !outermost;
    let confidence = if sure { Confidence::Certain } else { Confidence::Likely };
    let items: Vec<Span> = sections.iter().map(|it| it.heading()).collect();
    found::odd(document, &told, &items, confidence)
}

/// Problems and plans often follow the announced sections in one row of numbers.
fn is_of_another_sort(document: &Document, section: &Section) -> bool {
    const WORDS: [&str; 8] = ["问题", "不足", "打算", "计划", "下一步", "体会", "建议", "其他"];
    let title = section.title.of(&document.source.text);
    WORDS.iter().any(|word| title.contains(word))
}
