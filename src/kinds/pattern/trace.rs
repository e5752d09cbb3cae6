//! Why a match of a pattern is no finding, in a person's words.

use super::{Branch, Condition, Pattern, Side, captures, in_one_block};
use crate::kinds::{Context, Dropped, Kind};
use crate::text::pattern::{Match, Scan};
use crate::text::source::Source;
use crate::text::{Span, Text};

/// The matches that are no findings, each with the condition that dropped it.
pub(super) fn dropped(pattern: &Pattern, context: &Context<'_>) -> Vec<Dropped> {
    let (scan, source) = (context.scan, &context.document.source);
    let mut found = Vec::new();
    pattern.check(context, &mut found);
    let stand: Vec<Span> = found.iter().filter_map(|it| it.target).collect();
    let mut dropped = Vec::new();
    for branch in &pattern.branches {
        for hit in scan.find(branch.search) {
            let why = branch.why(scan, source, &hit).or_else(|| {
                let at = branch.place(scan, &hit, &source.text)?;
                let known = stand.binary_search(&at).is_ok();
                (!known).then(|| pattern.among_others(scan, &stand, at))
            });
            if let Some(why) = why {
                let at = hit.span;
                dropped.push(Dropped { at, captures: captures(at, hit, &source.text), why });
            }
        }
    }
    dropped
}

impl Branch {
    /// The condition that a match fails by itself.
    fn why(&self, scan: &Scan<'_>, source: &Source, hit: &Match) -> Option<Text> {
        if self.lead.is_some_and(|lead| scan.begins(lead, hit.span.start).is_none()) {
            return Some(Text::new(
                "前面没有 lead 要的文字",
                "what `lead` asks for is not before it",
            ));
        }
        if self.tail.is_some_and(|tail| scan.reaches(tail, hit.span.end).is_none()) {
            return Some(Text::new(
                "后面没有 tail 要的文字",
                "what `tail` asks for is not after it",
            ));
        }
        let Some(whole) = self.whole(scan, hit.clone(), &source.text) else {
            return Some(Text::new("比 longest 说的长", "it is longer than `longest`"));
        };
        if !in_one_block(source, whole.span) {
            return Some(Text::new(
                "跨过了段落，或者在代码里",
                "it runs over the end of a paragraph, or stands in code",
            ));
        }
        let failed = |it: &Condition| failed(scan, *it, whole.span, &source.text);
        self.conditions.iter().find_map(failed).or_else(|| {
            let proven = self.proof.is_none_or(|it| it.holds(whole.span.of(&source.text)));
            (!proven).then(|| Text::new("校验码不对", "its check digit is wrong"))
        })
    }

    /// The place that a finding of this match has.
    fn place(&self, scan: &Scan<'_>, hit: &Match, text: &str) -> Option<Span> {
        let whole = self.whole(scan, hit.clone(), text)?;
        Some(whole.group(super::AT).unwrap_or(whole.span))
    }
}

impl Pattern {
    /// Why a match whose own conditions hold is none: because of what else stands in the draft.
    fn among_others(&self, scan: &Scan<'_>, stand: &[Span], at: Span) -> Text {
        if stand.iter().any(|it| it.meets(at)) {
            return Text::new("和报出的另一处重叠", "it overlaps another place that is reported");
        }
        let lonely = |id| !scan.find(id).iter().any(|other| !other.span.meets(at));
        if self.elsewhere.is_some_and(lonely) {
            return Text::new(
                "稿子别处没有 elsewhere 要的文字",
                "what `elsewhere` asks for stands nowhere else",
            );
        }
        if self.house_style.is_empty() {
            return Text::new("和另一处匹配重叠", "it overlaps another match");
        }
        Text::new(
            "这种写法在稿子里用得多，按 house-style 只报第一处",
            "the draft writes it this way often: by `house-style` only the first is reported",
        )
    }
}

/// What a condition that does not hold says, with the text that it does not want.
fn failed(scan: &Scan<'_>, condition: Condition, hit: Span, text: &str) -> Option<Text> {
    let Condition { side, wanted, pattern } = condition;
    let there = match side {
        Side::Before => {
            scan.begins(pattern, hit.start).map(|it| Span { start: it, end: hit.start })
        }
        Side::After => scan.reaches(pattern, hit.end).map(|it| Span { start: hit.end, end: it }),
        Side::Inside => scan.inside(pattern, hit).then_some(hit),
    };
    if there.is_some() == wanted {
        return None;
    }
    let words = there.map_or("", |it| it.of(text)).trim_end();
    Some(match (side, wanted) {
        (Side::Before, true) => {
            Text::new("前面没有 before 要的文字", "what `before` asks for is not before it")
        }
        (Side::After, true) => {
            Text::new("后面没有 after 要的文字", "what `after` asks for is not after it")
        }
        (Side::Before, false) => Text::new(
            format!("前面是“{words}”，unless-before 排除了它"),
            format!("`{words}` before it: ruled out by `unless-before`"),
        ),
        (Side::After, false) => Text::new(
            format!("后面是“{words}”，unless-after 排除了它"),
            format!("`{words}` after it: ruled out by `unless-after`"),
        ),
        (Side::Inside, _) => {
            Text::new("里面有 unless 排除的文字", "what `unless` names stands inside it")
        }
    })
}
