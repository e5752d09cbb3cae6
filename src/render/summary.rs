//! The last line: what was found, and what of it was not shown.

use crate::diagnostic::{Report, Severity, Summary};
use crate::render::severity_word;
use crate::text::Language;

/// The summary of `report` in one sentence.
pub(super) fn summary(report: &Report, language: Language) -> String {
    let hidden = hidden(report);
    match language {
        Language::Zh => zh(report.summary, hidden),
        Language::En => en(report.summary, hidden),
    }
}

/// From the gravest.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

fn found(summary: Summary, severity: Severity) -> usize {
    match severity {
        Severity::Error => summary.error,
        Severity::Warning => summary.warning,
        Severity::Info => summary.info,
    }
}

/// How many findings of each severity are not printed.
fn hidden(report: &Report) -> [usize; 3] {
    let shown = |severity| {
        let all = report.files.iter().flat_map(|file| &file.diagnostics);
        all.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    SEVERITIES.map(|severity| found(report.summary, severity).saturating_sub(shown(severity)))
}

type Counts = Vec<(Severity, usize)>;

/// What is printed and what is not, severities without either left out.
fn counted(summary: Summary, hidden: [usize; 3]) -> (Counts, Counts) {
    let hidden = SEVERITIES.into_iter().zip(hidden);
    let shown = hidden.clone().map(|(it, hidden)| (it, found(summary, it).saturating_sub(hidden)));
    let some = |&(_, count): &(Severity, usize)| 0 < count;
    (shown.filter(some).collect(), hidden.filter(some).collect())
}

/// The option that brings back what is hidden.
fn option(hidden: &[(Severity, usize)]) -> String {
    let lowest = hidden.last().map_or("", |(severity, _)| severity.name());
    format!("--min-severity {lowest}")
}

fn zh(summary: Summary, hidden: [usize; 3]) -> String {
    let (shown, hidden) = counted(summary, hidden);
    let list = |counts: &[(Severity, usize)], unit: &str| -> String {
        let word = |severity| severity_word(severity, Language::Zh);
        let one =
            |(severity, count): &(Severity, usize)| format!("{count} {unit}{}", word(*severity));
        counts.iter().map(one).collect::<Vec<_>>().join("，")
    };
    let mut parts = vec![if summary.files == 0 && 0 < summary.unreadable {
        "没有检查任何文件".to_owned()
    } else if shown.is_empty() {
        let what =
            if hidden.is_empty() { "没有发现问题" } else { "没有要显示的问题" };
        format!("共检查 {} 个文件：{what}", summary.files)
    } else {
        format!("共检查 {} 个文件：{}", summary.files, list(&shown, "个"))
    }];
    if !hidden.is_empty() {
        parts.push(format!("另有 {}未显示（{}）", list(&hidden, "条"), option(&hidden)));
    }
    if 0 < summary.baselined {
        parts.push(format!("{} 处已在基线中，不再列出", summary.baselined));
    }
    if 0 < summary.suppressed {
        parts.push(format!("{} 处按忽略标记或 --allow 搁置", summary.suppressed));
    }
    if 0 < summary.unreadable {
        parts.push(format!("{} 个文件读不了", summary.unreadable));
    }
    parts.join("；") + "。"
}

fn en(summary: Summary, hidden: [usize; 3]) -> String {
    let (shown, hidden) = counted(summary, hidden);
    let many =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let list = |counts: &[(Severity, usize)]| -> String {
        let word = |it: Severity| if it == Severity::Info { "note" } else { it.name() };
        let one = |(severity, count): &(Severity, usize)| many(*count, word(*severity));
        counts.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let files = many(summary.files, "file");
    let mut parts = vec![if summary.files == 0 && 0 < summary.unreadable {
        "no file was checked".to_owned()
    } else if shown.is_empty() {
        let what = if hidden.is_empty() { "no problems found" } else { "nothing to show" };
        format!("{files} checked: {what}")
    } else {
        format!("{files} checked: {}", list(&shown))
    }];
    if !hidden.is_empty() {
        parts.push(format!("{} not shown ({})", list(&hidden), option(&hidden)));
    }
    if 0 < summary.baselined {
        parts.push(format!("{} known from the baseline", summary.baselined));
    }
    if 0 < summary.suppressed {
        parts.push(format!("{} set aside by ignore marks or --allow", summary.suppressed));
    }
    if 0 < summary.unreadable {
        parts.push(format!("{} could not be read", many(summary.unreadable, "file")));
    }
    parts.join("; ") + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(summary: Summary, zh: &str, en: &str) {
        let report = Report { summary, ..Report::default() };
        assert_eq!(super::summary(&report, Language::Zh), zh);
        assert_eq!(super::summary(&report, Language::En), en);
    }

    #[test]
    fn nothing_is_passed_over_in_silence() {
        let none = Summary { files: 1, ..Summary::default() };
        check(none, "共检查 1 个文件：没有发现问题。", "1 file checked: no problems found.");
        check(
            Summary { files: 2, info: 4, ..none },
            "共检查 2 个文件：没有要显示的问题；另有 4 条提示未显示（--min-severity info）。",
            "2 files checked: nothing to show; 4 notes not shown (--min-severity info).",
        );
        check(
            Summary { warning: 1, baselined: 3, suppressed: 2, unreadable: 1, ..none },
            "共检查 1 个文件：没有要显示的问题；另有 1 条警告未显示（--min-severity warning）；\
             3 处已在基线中，不再列出；2 处按忽略标记或 --allow 搁置；1 个文件读不了。",
            "1 file checked: nothing to show; 1 warning not shown (--min-severity warning); \
             3 known from the baseline; 2 set aside by ignore marks or --allow; 1 file could not be read.",
        );
    }
}
