//! The words of a row: its value, its time, what it is, and where.

use rust_decimal::Decimal;

use crate::diagnostic::ledger::{Bound, Growth, Ledger, Role, Row};
use crate::render::glyph::flat;
use crate::text::{Language, Source};

/// The word of either language.
pub(super) fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The figure as written, on one row.
pub(super) fn written(source: &Source, row: &Row) -> String {
    flat(&source.plain(row.span)).trim().to_owned()
}

/// What stands around the figure, on one row.
pub(super) fn around(source: &Source, row: &Row) -> String {
    let text = &source.plain(row.around);
    flat(&text.replace(['\r', '\n'], "")).trim().to_owned()
}

/// The 1-based line and column of the row.
pub(super) fn position(source: &Source, row: &Row) -> (usize, usize) {
    source.lines.position(&source.text, row.span.start)
}

/// The value in its unit, where that says more than the words of the draft: `>3000`.
pub(super) fn converted(source: &Source, row: &Row) -> String {
    let number = row.value.to_string();
    let plain: String = written(source, row).chars().filter_map(plain_digit).collect();
    let rest = plain.strip_prefix(&number);
    let same = rest.is_some_and(|rest| !rest.starts_with(is_more_of_a_number));
    if same && row.bound == Bound::Exact {
        return String::new();
    }
    format!("{}{}", bounded(row), row.unit)
}

fn plain_digit(mark: char) -> Option<char> {
    match mark {
        ',' | '，' | ' ' => None,
        '０'..='９' => char::from_digit(u32::from(mark) - u32::from('０'), 10),
        '．' => Some('.'),
        other => Some(other),
    }
}

fn is_more_of_a_number(mark: char) -> bool {
    mark.is_ascii_digit() || ".百千万亿".contains(mark)
}

fn bounded(row: &Row) -> String {
    let value = grouped(row.value);
    match row.bound {
        Bound::Exact => value,
        Bound::About => format!("~{value}"),
        Bound::Over => format!(">{value}"),
        Bound::Under => format!("<{value}"),
        Bound::AtLeast => format!(">={value}"),
        Bound::AtMost => format!("<={value}"),
        Bound::Range => {
            let high = row.high.map(grouped).unwrap_or_default();
            format!("{}-{high}", grouped(row.low))
        }
    }
}

/// The number with its thousands set off.
pub(super) fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |parts| parts);
    let digits = whole.trim_start_matches('-');
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if 0 < index && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let sign = if whole.len() == digits.len() { "" } else { "-" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{out}{point}{fraction}")
}

/// The difference as people say it, in the magnitude of what is `written`.
pub(super) fn difference(growth: Growth, row: &Row, written: &str, language: Language) -> String {
    let sign = if growth.difference.is_sign_negative() { "-" } else { "+" };
    let size = growth.difference.abs();
    if row.rate {
        let points = matches!(row.unit, "%" | "个百分点" | "百分点");
        let unit = if points { pick(language, "个百分点", " points") } else { "" };
        return format!("{sign}{}{unit}", grouped(size));
    }
    let magnitudes = [('亿', 100_000_000_u64), ('万', 10_000)];
    let scaled =
        magnitudes.iter().filter(|(mark, _)| written.contains(*mark)).find_map(|(mark, power)| {
            Some(format!("{}{mark}", grouped(size.checked_div((*power).into())?)))
        });
    format!("{sign}{}", scaled.unwrap_or_else(|| grouped(size)))
}

/// The growth in percent: `+12.5%`.
pub(super) fn percent(growth: Growth) -> String {
    let Some(percent) = growth.percent else { return String::new() };
    let sign = if percent.is_sign_negative() { "" } else { "+" };
    format!("{sign}{}%", grouped(percent))
}

/// What a row counts, then whose it is; with the words before it where other rows count the same.
pub(super) fn label(row: &Row) -> String {
    let lead = if row.namesake { row.lead.as_str() } else { "" };
    let head = flat(&format!("{lead}{}", row.head));
    match row.subject.as_str() {
        subject if lead.is_empty() && !subject.is_empty() => format!("{head} ({})", flat(subject)),
        _ => head,
    }
}

/// The time, in brackets where it is that of the heading or paragraph; nothing where that is the
/// year of the report.
pub(super) fn period(row: &Row, language: Language) -> String {
    let words = row.period.get(language);
    match row.period_above {
        true if row.relative.is_empty() => String::new(),
        true => format!("({words})"),
        false => words.to_owned(),
    }
}

/// What the figure is: planned, a total, a part.
pub(super) fn kind(row: &Row, language: Language) -> String {
    let plan = row.plan.then_some(pick(language, "计划", "plan"));
    let roles = row.roles.iter().map(|role| role_word(*role, language));
    let mark = pick(language, "、", ", ");
    plan.into_iter().chain(roles).collect::<Vec<_>>().join(mark)
}

/// The word of a role.
pub(super) fn role_word(role: Role, language: Language) -> &'static str {
    match language {
        Language::Zh => role.word(),
        Language::En => role.name(),
    }
}

/// The headings above a row, on one row.
pub(super) fn section(row: &Row, language: Language) -> String {
    if row.section.is_empty() {
        return pick(language, "（第一个标题之前）", "(before the first heading)").to_owned();
    }
    let headings: Vec<String> = row.section.iter().map(|it| flat(it)).collect();
    headings.join(" / ")
}

/// How many rows are done and how many planned, as a sentence.
pub(super) fn count(ledgers: &[Ledger], language: Language) -> String {
    let rows = || ledgers.iter().flat_map(|it| &it.rows);
    let (all, plan) = (rows().count(), rows().filter(|it| it.plan).count());
    let files = ledgers.iter().filter(|it| it.error.is_none()).count();
    match language {
        Language::Zh if files == 1 => format!("共 {all} 个数字，其中计划数 {plan} 个。"),
        Language::Zh => format!("{files} 个文件，共 {all} 个数字，其中计划数 {plan} 个。"),
        Language::En if files == 1 => format!("Figures: {all}, of these planned: {plan}."),
        Language::En => format!("Files: {files}. Figures: {all}, of these planned: {plan}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_off() {
        for (value, expect) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.50", "-1,234,567.5")]
        {
            assert_eq!(grouped(Decimal::from_str_exact(value).unwrap()), expect);
        }
    }

    #[test]
    fn differences_keep_the_magnitude() {
        let row = Row::default();
        let growth = |difference: i64| Growth { difference: difference.into(), percent: None };
        let words = |it, written| difference(growth(it), &row, written, Language::Zh);
        assert_eq!(words(46_000_000, "9.1亿元"), "+0.46亿");
        assert_eq!(words(-12_000, "3万元"), "-1.2万");
        assert_eq!(words(-12_000, "30000元"), "-12,000");
        let rate = Row { rate: true, unit: "%", ..Row::default() };
        assert_eq!(difference(growth(2), &rate, "98%", Language::Zh), "+2个百分点");
    }
}
