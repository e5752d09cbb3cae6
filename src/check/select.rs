//! Which rules run.

use super::Settings;
use crate::pack::{Rule, RuleSet};
use crate::text::Language;
use crate::text::nearest::nearest;

/// Whether `settings` let the rule run.
pub fn runs(rule: &Rule, settings: &Settings) -> bool {
    let named = |words: &[String]| words.iter().any(|word| rule.answers_to(word));
    (settings.select.is_empty() || named(&settings.select)) && !named(&settings.ignore)
}

/// A sentence for each `--select` and `--ignore` that names no rule, pack or tag.
pub fn unknown_selectors(set: &RuleSet, settings: &Settings) -> Vec<String> {
    let words = settings.select.iter().chain(&settings.ignore);
    words
        .filter(|word| !set.rules.iter().any(|rule| rule.answers_to(word)))
        .filter(|word| !super::own_rules().iter().any(|own| own.id == **word))
        .map(|word| unknown(set, word, settings.language))
        .collect()
}

fn unknown(set: &RuleSet, word: &str, language: Language) -> String {
    let full: Vec<_> =
        set.rules.iter().map(|rule| format!("{}/{}", rule.info.pack, rule.info.id)).collect();
    let mut names: Vec<&str> = Vec::new();
    for (rule, full) in set.rules.iter().zip(&full) {
        names.extend([rule.info.id.as_str(), rule.info.pack.as_str(), full.as_str()]);
        names.extend(rule.info.tags.iter().map(String::as_str));
    }
    match (language, nearest(word, &names)) {
        (Language::Zh, Some(near)) => {
            format!("没有名为“{word}”的规则、规则包或标签；是否为 {near}？")
        }
        (Language::Zh, None) => {
            format!("没有名为“{word}”的规则、规则包或标签；jiaohe rules 列出全部规则")
        }
        (Language::En, Some(near)) => {
            format!("no rule, pack or tag is called `{word}`; did you mean `{near}`?")
        }
        (Language::En, None) => {
            format!("no rule, pack or tag is called `{word}`; `jiaohe rules` lists all")
        }
    }
}
