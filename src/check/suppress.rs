//! `【校核忽略 RULE：理由】` on a line of its own: the next block is not checked by RULE.
//!
//! In Markdown the same is said by `<!-- jiaohe: ignore RULE 理由 -->`.

use super::{Settings, select};
use crate::diagnostic::{Diagnostic, Label, RuleInfo, Severity};
use crate::model::Document;
use crate::pack::{Rule, RuleSet};
use crate::text::nearest::nearest;
use crate::text::{Block, BlockKind, Confidence, Language, Place, Span, Text};

/// The rule for a suppression without a reason.
pub const SUPPRESSION_BARE: &str = "suppression-bare";
/// The rule for a suppression that sets nothing aside.
pub const SUPPRESSION_UNUSED: &str = "suppression-unused";

const FORMS: [(&str, &str); 2] = [("【校核忽略", "】"), ("<!-- jiaohe: ignore", "-->")];

/// The suppressions of a draft.
pub(super) struct Suppressions {
    list: Vec<Suppression>,
}

struct Suppression {
    /// The whole line.
    span: Span,
    /// The block it speaks of.
    target: Option<Span>,
    reasoned: bool,
    rules: Vec<Named>,
}

/// A rule as named in a suppression.
struct Named {
    span: Span,
    name: String,
    known: bool,
    /// Whether the rule is not run at all: then nothing can be said about its use.
    idle: bool,
    used: bool,
    near: Option<String>,
}

impl Suppressions {
    /// Finds the suppressions of `document`.
    pub(super) fn of(document: &Document, set: &RuleSet, settings: &Settings) -> Self {
        let (text, lines) = (&document.source.text, &document.source.lines);
        let mut list = Vec::new();
        for (open, close) in FORMS {
            let mut last = None;
            for (at, _) in text.match_indices(open) {
                let line = lines.index(Span::new(at, at).start);
                if last.replace(line) != Some(line) {
                    list.extend(read(text, lines.span(line), (open, close), set, settings));
                }
            }
        }
        list.sort_by_key(|it: &Suppression| it.span);
        let spans: Vec<_> = list.iter().map(|it| it.span).collect();
        for suppression in &mut list {
            let blocks = &document.source.blocks;
            let next = blocks.partition_point(|block| block.span.start < suppression.span.end);
            let mut next = blocks.iter().skip(next);
            let target = next.find(|block| !super::touches(&spans, block.span));
            // A table is one block to its reader.
            let table = |block: &&Block| {
                table_of(block).is_some() && table_of(block) == target.and_then(table_of)
            };
            let whole = next.take_while(table).last();
            suppression.target =
                target.map(|it| whole.map_or(it.span, |last| it.span.join(last.span)));
        }
        Self { list }
    }

    /// Rules that are silent in this draft alone do not run either.
    pub(super) fn leave(&mut self, set: &RuleSet, silent: impl Fn(usize, &Rule) -> bool) {
        for named in self.list.iter_mut().flat_map(|it| &mut it.rules) {
            let all = set.rules.iter().enumerate();
            let mut meant = all.filter(|(_, rule)| rule.answers_to(&named.name));
            named.idle |= meant.all(|(index, rule)| silent(index, rule));
        }
    }

    /// Whether `at` lies in a suppression itself.
    pub(super) fn holds(&self, at: Span) -> bool {
        let before = self.list.partition_point(|it| it.span.start <= at.start);
        let last = before.checked_sub(1).and_then(|index| self.list.get(index));
        last.is_some_and(|it| it.span.has(at.start))
    }

    /// Whether a suppression speaks of `rule` at `at`; it then counts as used.
    pub(super) fn covers(&mut self, rule: &Rule, at: Span) -> bool {
        let end = self.list.partition_point(|it| it.span.start <= at.start);
        let mut covers = false;
        for suppression in self.list.iter_mut().take(end).rev() {
            // Suppressions of one block stand together right above it.
            if suppression.target.is_none_or(|it| it.end <= at.start) {
                break;
            }
            if suppression.reasoned && suppression.target.is_some_and(|it| it.has(at.start)) {
                for named in &mut suppression.rules {
                    if rule.answers_to(&named.name) {
                        named.used = true;
                        covers = true;
                    }
                }
            }
        }
        covers
    }

    /// The findings about the suppressions themselves.
    pub(super) fn findings(&self, document: &Document, settings: &Settings) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for suppression in &self.list {
            if !suppression.reasoned {
                let html = suppression.span.of(&document.source.text).starts_with('<');
                found.push((SUPPRESSION_BARE, suppression.span, bare(html)));
                continue;
            }
            for named in &suppression.rules {
                if !named.known {
                    found.push((SUPPRESSION_UNUSED, named.span, unknown(named)));
                } else if !named.used && !named.idle {
                    found.push((SUPPRESSION_UNUSED, named.span, unused(named)));
                }
            }
        }
        let wanted = |rule: &str| {
            !settings.ignore.iter().any(|it| it == rule)
                && (settings.select.is_empty() || settings.select.iter().any(|it| it == rule))
        };
        found
            .into_iter()
            .filter(|(rule, ..)| wanted(rule))
            .map(|(rule, span, words)| diagnostic(document, rule, span, &words, settings.language))
            .collect()
    }
}

/// The table that a cell stands in.
fn table_of(block: &Block) -> Option<u32> {
    match block.kind {
        BlockKind::Cell { table, .. } => Some(table),
        _ => None,
    }
}

/// Reads a line that holds nothing but a suppression.
fn read(
    text: &str,
    line: Span,
    (open, close): (&str, &str),
    set: &RuleSet,
    settings: &Settings,
) -> Option<Suppression> {
    let whole = line.of(text).trim();
    let written = whole.strip_prefix(open)?.strip_suffix(close)?;
    let before = line.of(text).len() - line.of(text).trim_start().len();
    let span = Span::new(before, before + whole.len()).moved(line.start);
    let inner = span.start as usize + open.len();
    let start = written.len() - written.trim_start().len();
    let rest = written.get(start..).unwrap_or("");
    let html = span.of(text).starts_with('<');
    let end = rest.find(|mark| matches!(mark, '：' | ':') || (html && mark == ' '));
    let names = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
    let reason = end.and_then(|end| rest.get(end..)).unwrap_or("");
    let reasoned = !reason.trim_matches(['：', ':', ' ', '\u{3000}']).is_empty();
    let mut rules = Vec::new();
    let mut at = inner + start;
    for name in names.split_inclusive(['、', '，', ',', ' ', '\u{3000}']) {
        let word = name.trim_end_matches(['、', '，', ',', ' ', '\u{3000}']);
        if !word.is_empty() {
            rules.push(named(word, Span::new(at, at + word.len()), set, settings));
        }
        at += name.len();
    }
    Some(Suppression { span, target: None, reasoned: reasoned && !rules.is_empty(), rules })
}

fn named(word: &str, span: Span, set: &RuleSet, settings: &Settings) -> Named {
    let meant: Vec<_> = set.rules.iter().filter(|rule| rule.answers_to(word)).collect();
    let ids: Vec<_> = set.rules.iter().map(|rule| rule.info.id.as_str()).collect();
    let idle = meant.iter().all(|rule| rule.severities.silent() || !select::runs(rule, settings));
    let near = if meant.is_empty() { nearest(word, &ids).map(str::to_owned) } else { None };
    Named { span, name: word.to_owned(), known: !meant.is_empty(), idle, used: false, near }
}

/// A message and its help.
type Words = (Text, Text);

fn bare(html: bool) -> Words {
    let (zh, en) = match html {
        true => ("<!-- jiaohe: ignore 规则名 理由 -->", "<!-- jiaohe: ignore RULE reason -->"),
        false => ("【校核忽略 规则名：理由】", "【校核忽略 RULE：reason】"),
    };
    (
        Text::new(
            "忽略标记没有写理由，不起作用",
            "the suppression gives no reason and does nothing",
        ),
        Text::new(format!("写成{zh}"), format!("write {en}")),
    )
}

fn unknown(named: &Named) -> Words {
    let name = &named.name;
    let help = match &named.near {
        Some(near) => Text::new(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
        None => Text::new("jiaohe rules 列出全部规则", "`jiaohe rules` lists all rules"),
    };
    (Text::new(format!("没有名为“{name}”的规则"), format!("there is no rule `{name}`")), help)
}

fn unused(named: &Named) -> Words {
    let name = &named.name;
    (
        Text::new(
            format!("下一段没有 {name} 的发现，忽略标记多余"),
            format!("`{name}` finds nothing in the next block; the suppression is idle"),
        ),
        Text::new("删去这个标记", "remove it"),
    )
}

fn diagnostic(
    document: &Document,
    rule: &str,
    span: Span,
    (message, help): &Words,
    language: Language,
) -> Diagnostic {
    let place = Place { source: document.source.id, span };
    Diagnostic {
        rule: rule.to_owned(),
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        message: message.get(language).to_owned(),
        help: help.get(language).to_owned(),
        primary: Label { place, text: String::new(), section: Vec::new() },
        related: Vec::new(),
        values: Vec::new(),
        fix: None,
        fingerprint: String::new(),
        group: 0,
    }
}

/// The rules that the program has without YAML.
pub fn own_rules() -> Vec<RuleInfo> {
    let rule = |id: &str, title: Text, why: Text| RuleInfo {
        pack: "jiaohe".to_owned(),
        id: id.to_owned(),
        title,
        why,
        ..RuleInfo::default()
    };
    vec![
        rule(
            crate::pack::PACK_ERROR,
            Text::new("规则包写错了", "A mistake in a rule pack"),
            Text::new("有错的规则不会运行。", "A rule with a mistake does not run."),
        ),
        rule(
            crate::pack::PACK_WARNING,
            Text::new("规则包里有疑点", "A doubt about a rule pack"),
            Text::new(
                "规则照常运行，但多半不是本意。",
                "The rule runs, but hardly as it was meant.",
            ),
        ),
        rule(
            SUPPRESSION_BARE,
            Text::new("忽略标记没有理由", "A suppression without a reason"),
            Text::new(
                "没有理由，后来的人就无从判断该不该忽略。",
                "Without a reason nobody can tell later whether it still holds.",
            ),
        ),
        rule(
            SUPPRESSION_UNUSED,
            Text::new("忽略标记没有用处", "A suppression that sets nothing aside"),
            Text::new(
                "写错的或过时的忽略标记会掩盖以后的错误。",
                "A misspelt or outdated suppression hides later mistakes.",
            ),
        ),
    ]
}
