//! The comparison of equal labels and the scored words of a pair, and what follows from them.

use std::io::{self, Write};

use crate::kinds::figure_conflict::why::{Equal, Part, Reason, Restated, Sum, Why};
use crate::render::Style;
use crate::render::ledger::columns;
use crate::text::{Confidence, Language};

/// Writes both comparisons, then the conclusion.
pub(super) fn write(why: &Why, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(style.language);
    write_equal(why, words, out)?;
    write_restated(&why.restated, words, out)?;
    writeln!(out, "{}{}", words.pick("结论：", "Conclusion: "), conclusion(why, words))
}

/// Words of one language.
#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    fn level(self, level: Confidence) -> &'static str {
        match level {
            Confidence::Certain => self.pick("确定", "certain"),
            Confidence::Likely => self.pick("多半", "likely"),
            Confidence::Possible => self.pick("可能", "possible"),
        }
    }
}

fn write_equal(why: &Why, words: Words, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", words.pick("一、按口径相同比较", "1. Compared as one label"))?;
    for reason in &why.reasons {
        let Reason { words: told, limit } = reason;
        let effect = match limit {
            None => words.pick("分开", "apart").to_owned(),
            Some(level) => format!("{}{}", words.pick("最多到", "at most "), words.level(*level)),
        };
        let gap = " ".repeat(18_usize.saturating_sub(columns(&effect)));
        writeln!(out, "  {effect}{gap}{}", told.get(words.0))?;
    }
    let language = words.0;
    let told = match &why.equal {
        Equal::NotCompared(reason) => {
            format!("{}{}", words.pick("不比较：", "not compared: "), reason.get(language))
        }
        Equal::Apart(reason) => {
            format!("{}{}", words.pick("两个量：", "two quantities: "), reason.get(language))
        }
        Equal::Conflict(level) => {
            format!(
                "{}{}",
                words.pick("一个量，把握：", "one quantity, confidence: "),
                words.level(*level)
            )
        }
        Equal::Series => words
            .pick(
                "同一口径有三个以上的数值，像是一组并列的数，不报",
                "the label has three values or more: a list, not reported",
            )
            .to_owned(),
    };
    writeln!(out, "  => {told}\n")
}

fn write_restated(restated: &Restated, words: Words, out: &mut dyn Write) -> io::Result<()> {
    let title = words.pick("二、按换了说法比较（打分）", "2. Compared as other words (scored)");
    writeln!(out, "{title}")?;
    match restated {
        Restated::NotCompared(reason) => {
            let head = words.pick("不比较：", "not compared: ");
            writeln!(out, "  => {head}{}\n", reason.get(words.0))
        }
        Restated::Scored(sum, apart) => {
            write_sum(sum, words, out)?;
            let told = match apart {
                Some(reason) => {
                    format!("{}{}", words.pick("两个量：", "two quantities: "), reason.get(words.0))
                }
                None => scored(sum, words),
            };
            writeln!(out, "  => {told}\n")
        }
    }
}

fn write_sum(sum: &Sum, words: Words, out: &mut dyn Write) -> io::Result<()> {
    let start = words.pick("起点：两个数字通常不是一个量", "two figures are seldom one quantity");
    writeln!(out, "  {:>+7.2}  {start}", sum.bias)?;
    for part in &sum.parts {
        let Part { words: (zh, en), value, weight, .. } = part;
        writeln!(
            out,
            "  {:>+7.2}  {} ({value:.2} × {weight:+.3})",
            value * weight,
            words.pick(zh, en)
        )?;
    }
    let total = words.pick("合计", "sum");
    let likelihood = words.pick("可能性", "likelihood");
    let (warning, info) =
        (words.pick("警告起点", "warning from"), words.pick("提示起点", "note from"));
    writeln!(
        out,
        "  {:>+7.2}  {total}; {likelihood} {:.2} ({warning} {:.2}, {info} {:.2})",
        sum.total(),
        sum.likelihood,
        sum.warning,
        sum.info
    )
}

fn scored(sum: &Sum, words: Words) -> String {
    let level = level(sum).map(|it| words.level(it));
    match level {
        Some(level) => {
            format!("{}{level}", words.pick("一个量，把握：", "one quantity, confidence: "))
        }
        None => words.pick("两个量：可能性不够", "two quantities: not likely enough").to_owned(),
    }
}

fn level(sum: &Sum) -> Option<Confidence> {
    match sum.likelihood {
        it if sum.warning <= it => Some(Confidence::Likely),
        it if sum.info <= it => Some(Confidence::Possible),
        _ => None,
    }
}

fn conclusion(why: &Why, words: Words) -> String {
    if why.agrees {
        return words
            .pick("两处数值相容，谈不上矛盾。", "the values agree; nothing contradicts.")
            .to_owned();
    }
    let equal = match &why.equal {
        Equal::Conflict(level) => Some(*level),
        _ => None,
    };
    let restated = match &why.restated {
        Restated::Scored(sum, None) => level(sum),
        _ => None,
    };
    match (equal, restated) {
        (Some(level), _) => format!(
            "{}{}{}",
            words.pick(
                "算作同一个量，数值矛盾，把握：",
                "held to be one quantity with two values, "
            ),
            words.level(level),
            words.pick("。", "."),
        ),
        (None, Some(level)) => format!(
            "{}{}{}",
            words.pick(
                "口径不同，但像是同一个量换了说法，把握：",
                "likely one quantity in other words, ",
            ),
            words.level(level),
            words.pick(
                "；写了 restated: true 的规则会报。",
                "; reported by rules with `restated: true`.",
            ),
        ),
        (None, None) => words
            .pick("不算同一个量，不报。", "not held to be one quantity; not reported.")
            .to_owned(),
    }
}
