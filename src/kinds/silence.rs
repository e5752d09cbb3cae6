//! Why nothing was found, for a person who asks why a rule is silent.

use super::Context;
use crate::model::figure::{Figure, Mood};
use crate::syntax::quantity::Unit;
use crate::text::named::{By, NamedFigure};
use crate::text::pattern::{Lack, PatternId};
use crate::text::{Span, Text};

/// So many words are named.
const WORDS: usize = 12;
/// So many characters of a place are shown.
const SHOWN: usize = 12;

/// Why the pattern under the key `name` matches nowhere; nothing where it does.
pub(super) fn lacking(context: &Context<'_>, id: PatternId, name: &str) -> Option<Text> {
    if !context.scan.find(id).is_empty() {
        return None;
    }
    Some(match context.scan.lack(id) {
        Lack::Needed(word) => Text::new(
            format!("{name}：稿子里没有“{word}”"),
            format!("`{name}`: `{word}` stands nowhere in the draft"),
        ),
        Lack::OneOf(words) => {
            let more = words.len().saturating_sub(WORDS);
            let words: Vec<&str> = words.iter().take(WORDS).map(String::as_str).collect();
            let (zh, en) = match more {
                0 => (String::new(), String::new()),
                more => (format!("等{}个", more + words.len()), format!(" and {more} more")),
            };
            Text::new(
                format!("{name}：这些词一个也没有出现：{}{zh}", words.join("、")),
                format!("`{name}`: none of these stands in the draft: {}{en}", words.join(", ")),
            )
        }
        Lack::Shape(None) => Text::new(
            format!("{name}：稿子里没有合乎它的文字"),
            format!("`{name}`: nothing in the draft fits it"),
        ),
        Lack::Shape(Some((count, at))) => {
            let (line, words) = place(context, Span { start: at, end: at });
            Text::new(
                format!("{name}：开头的字出现在{count}处，后面都不合，如第{line}行的“{words}”"),
                format!(
                    "`{name}`: its first characters stand in {count} places and what follows never fits, as in line {line}: `{words}`"
                ),
            )
        }
    })
}

/// What a kind says that keeps no list of what it looked at.
pub(super) fn unlisted() -> Vec<Text> {
    vec![Text::new(
        "这种检查不记看过的地方，这里只列报出的",
        "this kind keeps no list of what it looked at: only what it reports is shown",
    )]
}

/// The line of a place, and a few characters from there on.
pub(super) fn place(context: &Context<'_>, at: Span) -> (usize, String) {
    let source = &context.document.source;
    let (line, _) = source.lines.position(&source.text, at.start);
    let rest = source.text.get(at.start as usize..).unwrap_or("");
    (line, rest.lines().next().unwrap_or("").chars().take(SHOWN).collect())
}

/// Why a named figure that has no place has none.
pub(super) fn figure(context: &Context<'_>, figure: &NamedFigure) -> Text {
    let name = &figure.name;
    let (zh, en) = match &figure.by {
        By::Pattern(pattern, _) => match lacking(context, *pattern, "pattern") {
            Some(words) => (words.zh, words.en),
            None => (
                "pattern 找到的文字不是数".to_owned(),
                "what `pattern` finds is no number".to_owned(),
            ),
        },
        By::Label { unit, head, subject, plan } => label(context, (unit, head, subject), *plan),
    };
    Text::new(
        format!("没有找到数字“{name}”。{zh}"),
        format!("the figure `{name}` was not found; {en}"),
    )
}

/// Why no figure of the engine has the label: by what most of those with the unit differ.
fn label(
    context: &Context<'_>,
    (unit, head, subject): (&str, &str, &str),
    plan: bool,
) -> (String, String) {
    let document = context.document;
    let kind = Unit::measured(unit).map(|(unit, _)| unit);
    let all = || document.figures().iter().chain(document.table_figures());
    let with_unit = || all().filter(|it| Some(it.unit) == kind);
    let named = |it: &&Figure| {
        let subjects = it.head.contains(subject) || it.subject.contains(subject);
        it.head.contains(head) && subjects
    };
    let count = with_unit().count();
    if count == 0 {
        return (
            format!("稿子里没有以“{unit}”为单位的数"),
            format!("no figure of the draft has the unit `{unit}`"),
        );
    }
    let mood = if plan { Mood::Plan } else { Mood::Done };
    if with_unit().filter(named).any(|it| it.mood != mood) {
        return match plan {
            true => (
                "有这样的数，但不是计划数".to_owned(),
                "there is one, but it is not planned".to_owned(),
            ),
            false => (
                "有这样的数，但写的是计划，要找计划数就写 status: plan".to_owned(),
                "there is one, but it is planned: write `status: plan` to look for it".to_owned(),
            ),
        };
    }
    if let Some(found) = with_unit().find(named) {
        let (line, words) = place(context, found.span);
        return (
            format!("第{line}行的“{words}”是其中一部分或排名，不算这个数"),
            format!("`{words}` in line {line} is a part or a rank, not this figure"),
        );
    }
    let named = with_unit().map(|it| it.head.as_str()).find(|it| !it.is_empty()).unwrap_or("");
    (
        format!(
            "稿子里有{count}个以“{unit}”为单位的数，所指都不合，如“{named}”（见 jiaohe figures）"
        ),
        format!(
            "{count} figures have the unit `{unit}`, none of them this label: `{named}` … (see `jiaohe figures`)"
        ),
    )
}
