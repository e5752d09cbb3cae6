//! The page's own words.

use crate::text::Language;

/// What stands on the page beside the words of drafts and rules.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) files: &'static str,
    pub(super) file: &'static str,
    pub(super) unreadable: &'static str,
    pub(super) clean: &'static str,
    pub(super) severity: &'static str,
    pub(super) rules: &'static str,
    pub(super) all: &'static str,
    pub(super) none: &'static str,
    pub(super) shown: &'static str,
    pub(super) loose: &'static str,
    pub(super) nothing: &'static str,
    pub(super) colon: &'static str,
}

/// The words of `language`.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

const ZH: Words = Words {
    title: "校核报告",
    files: "有问题的文件",
    file: "文件",
    unreadable: "读不了的文件",
    clean: "没有要显示的问题的文件",
    severity: "按级别",
    rules: "按规则",
    all: "全选",
    none: "全不选",
    shown: "显示",
    loose: "不在本文件正文里的问题",
    nothing: "没有要显示的问题。",
    colon: "：",
};

const EN: Words = Words {
    title: "Proofreading report",
    files: "Files with findings",
    file: "File",
    unreadable: "Files that could not be read",
    clean: "Files with nothing to show",
    severity: "By severity",
    rules: "By rule",
    all: "All",
    none: "None",
    shown: "Shown",
    loose: "Findings outside the text of this file",
    nothing: "Nothing to show.",
    colon: ": ",
};

/// A line, or the lines from the first to the last.
pub(super) fn lines(first: usize, last: usize, language: Language) -> String {
    match language {
        Language::Zh if first == last => format!("第{first}行"),
        Language::Zh => format!("第{first}—{last}行"),
        Language::En if first == last => format!("line {first}"),
        Language::En => format!("lines {first}–{last}"),
    }
}

/// The line and column of a place.
pub(super) fn place((line, column): (usize, usize), language: Language) -> String {
    match language {
        Language::Zh => format!("第{line}行第{column}字"),
        Language::En => format!("line {line}, column {column}"),
    }
}

/// What a folded stretch says of itself.
pub(super) fn quiet(first: usize, last: usize, count: usize, language: Language) -> String {
    let lines = lines(first, last, language);
    match language {
        Language::Zh => format!("{lines}没有发现问题，{count}段"),
        Language::En => format!("{lines}: nothing found in {count} paragraphs"),
    }
}

/// What to write instead.
pub(super) fn instead(old: &str, new: &str, language: Language) -> String {
    match (language, old.is_empty(), new.is_empty()) {
        (Language::Zh, true, _) => format!("可补上“{new}”"),
        (Language::Zh, false, true) => format!("可删去“{old}”"),
        (Language::Zh, false, false) => format!("可将“{old}”改为“{new}”"),
        (Language::En, true, _) => format!("may insert “{new}”"),
        (Language::En, false, true) => format!("may delete “{old}”"),
        (Language::En, false, false) => format!("may write “{new}” for “{old}”"),
    }
}

/// How many places a note speaks of, where there are several.
pub(super) fn places(count: usize, language: Language) -> String {
    match (count, language) {
        (..=1, _) => String::new(),
        (_, Language::Zh) => format!("（共{count}处）"),
        (_, Language::En) => format!(" ({count} places)"),
    }
}
