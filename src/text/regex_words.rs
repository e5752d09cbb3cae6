//! What is wrong with a regular expression, in the words of this program.

use regex_syntax::ast::ErrorKind;

/// An error of the regex parser for people.
#[derive(Debug)]
pub(super) struct RegexWords {
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) help_zh: &'static str,
    pub(super) help_en: &'static str,
}

impl RegexWords {
    /// The words for `error`; rare ones keep the parser's English.
    pub(super) fn of(error: &regex_syntax::Error) -> Self {
        let (kind, en) = match error {
            regex_syntax::Error::Parse(it) => (Some(it.kind()), it.kind().to_string()),
            regex_syntax::Error::Translate(it) => (None, it.kind().to_string()),
            other => (None, other.to_string()),
        };
        let known = kind.and_then(|kind| {
            brackets(kind).or_else(|| repetitions(kind)).or_else(|| unsupported(kind))
        });
        let (zh, help_zh, help_en) = known.unwrap_or((
            en.as_str(),
            "语法见 docs/packs.zh-CN.md；字面的括号、星号写成 \\( \\*",
            "see docs/packs.md; write literal brackets and stars as \\( \\*",
        ));
        Self { zh: zh.to_owned(), en, help_zh, help_en }
    }
}

/// The Chinese words and what to write instead, in Chinese and English.
type Words = (&'static str, &'static str, &'static str);

fn brackets(kind: &ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::GroupUnclosed => (
            "圆括号没有关上",
            "补上 )；字面的括号写成 \\(，全角括号不必改",
            "close it with ); write a literal bracket as \\(",
        ),
        ErrorKind::GroupUnopened => (
            "多了一个右圆括号",
            "删去它，或补上 (；字面的括号写成 \\)",
            "remove it or open it with (; write a literal bracket as \\)",
        ),
        ErrorKind::ClassUnclosed => (
            "方括号没有关上",
            "补上 ]；字面的方括号写成 \\[",
            "close it with ]; write a literal bracket as \\[",
        ),
        ErrorKind::ClassRangeInvalid => {
            ("方括号里的范围前大后小", "把两端对调", "swap the two ends")
        }
        _ => return None,
    })
}

fn repetitions(kind: &ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::RepetitionMissing => (
            "* + ? 前面没有可重复的内容",
            "字面的星号、加号、问号写成 \\* \\+ \\?",
            "write literal ones as \\* \\+ \\?",
        ),
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => (
            "花括号里的次数写错了",
            "写成 {2} 或 {1,8}；字面的花括号写成 \\{",
            "write {2} or {1,8}; a literal brace is \\{",
        ),
        ErrorKind::EscapeUnrecognized | ErrorKind::ClassEscapeInvalid => (
            "不认识的反斜杠写法",
            "去掉反斜杠；字面的反斜杠写成 \\\\",
            "drop the backslash; a literal one is \\\\",
        ),
        ErrorKind::EscapeUnexpectedEof => {
            ("反斜杠后面没有内容", "字面的反斜杠写成 \\\\", "a literal backslash is \\\\")
        }
        _ => return None,
    })
}

fn unsupported(kind: &ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::GroupNameDuplicate { .. } => {
            ("两个组同名", "给其中一个改名", "rename one of them")
        }
        ErrorKind::GroupNameEmpty
        | ErrorKind::GroupNameInvalid
        | ErrorKind::GroupNameUnexpectedEof => (
            "组的名称写错了",
            "写成 (?<名称>…)，名称用文字、数字和下划线",
            "write (?<name>…) with letters, digits and underscores",
        ),
        ErrorKind::NestLimitExceeded(_) => (
            "括号套得太深",
            "减少括号的层数，或把里面的部分写进 defs",
            "nest brackets less, or move the inner part to `defs`",
        ),
        ErrorKind::UnsupportedLookAround => (
            "不支持前后环视",
            "改用 before、after、unless-before、unless-after",
            "use before, after, unless-before, unless-after instead",
        ),
        ErrorKind::UnsupportedBackreference => {
            ("不支持反向引用", "把要重复的内容写出来", "write the repeated text out")
        }
        ErrorKind::UnicodeClassInvalid => (
            "不认识的字符类别",
            "汉字写成 {{han}} 或 \\p{Han}",
            "for Han write {{han}} or \\p{Han}",
        ),
        _ => return None,
    })
}
