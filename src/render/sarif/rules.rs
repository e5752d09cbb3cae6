//! The rules of a run as SARIF describes them.

use std::collections::HashMap;

use super::level;
use super::shape::{Configuration, Descriptor, Message, Tags};
use crate::diagnostic::{Report, RuleInfo};
use crate::text::{Language, Text};

/// The descriptors, and the number of each rule.
pub(super) struct Rules {
    pub(super) list: Vec<Descriptor>,
    numbers: HashMap<String, usize>,
}

impl Rules {
    /// The rules that ran, and those of findings that no rule of the list made.
    pub(super) fn of(report: &Report, language: Language) -> Self {
        let mut rules = Self { list: Vec::new(), numbers: HashMap::new() };
        for info in &report.rules {
            rules.add(descriptor(info, language));
        }
        for it in report.files.iter().flat_map(|file| &file.diagnostics) {
            if !rules.numbers.contains_key(&it.rule) {
                let bare = RuleInfo { id: it.rule.clone(), ..RuleInfo::default() };
                rules.add(descriptor(&bare, language));
            }
        }
        rules
    }

    fn add(&mut self, rule: Descriptor) {
        self.numbers.insert(rule.id.clone(), self.list.len());
        self.list.push(rule);
    }

    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }
}

fn descriptor(info: &RuleInfo, language: Language) -> Descriptor {
    let id = if info.shown.is_empty() { info.id.clone() } else { info.shown.clone() };
    let said = |text: &Text| Some(text.get(language).trim().to_owned()).filter(|it| !it.is_empty());
    let short = said(&info.title).unwrap_or_else(|| id.clone());
    let full = said(&info.why).unwrap_or_else(|| short.clone());
    let parts = [said(&info.why), said(&info.silent), said(&info.source)];
    let help = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    Descriptor {
        short_description: Message { text: short.clone() },
        full_description: Message { text: full },
        help: Message { text: if help.is_empty() { short } else { help } },
        help_uri: Some(info.url.clone()).filter(|it| !it.is_empty()),
        default_configuration: Configuration { level: info.severity.map_or("none", level) },
        properties: Tags {
            tags: info
                .tags
                .iter()
                .cloned()
                .chain((!info.pack.is_empty()).then(|| info.pack.clone()))
                .collect(),
        },
        name: name(&id),
        id,
    }
}

/// `section-skip` as `SectionSkip`, which viewers show beside the id; it must not be the id again.
fn name(id: &str) -> Option<String> {
    let words = id.split(|mark: char| !mark.is_alphanumeric());
    let name: String = words
        .flat_map(|word| {
            let mut marks = word.chars();
            let first = marks.next().into_iter().flat_map(char::to_uppercase);
            first.chain(marks).collect::<Vec<_>>()
        })
        .collect();
    (name.to_lowercase() != id.to_lowercase()).then_some(name)
}
