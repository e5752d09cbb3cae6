//! The time of a figure in words, and seen from the year of the report.

use crate::syntax::period::Period;
use crate::text::Text;

/// The periods in words, one after the other.
pub(super) fn words(periods: &[Period]) -> Text {
    let all: Vec<Text> = periods.iter().map(word).collect();
    let joined =
        |pick: fn(&Text) -> &str, mark: &str| all.iter().map(pick).collect::<Vec<_>>().join(mark);
    Text::new(joined(|it| &it.zh, "、"), joined(|it| &it.en, ", "))
}

fn word(period: &Period) -> Text {
    let en = match period {
        Period::Whole => "the year".to_owned(),
        Period::This => "this year".to_owned(),
        Period::Previous => "last year".to_owned(),
        Period::Next => "next year".to_owned(),
        Period::Several => "years".to_owned(),
        Period::Year(year) => year.to_string(),
        Period::Part(part) => part.clone(),
    };
    Text::new(period.word(), en)
}

/// The periods without the number of the year: 2023年 in a report of 2024 is the year before.
/// A figure without a period is one of the year.
pub(super) fn relative(periods: &[Period], report: Option<u32>) -> String {
    let mut all: Vec<String> = periods.iter().map(|it| seen_from(it, report)).collect();
    all.retain(|it| !it.is_empty());
    all.sort_unstable();
    all.dedup();
    all.join(" ")
}

fn seen_from(period: &Period, report: Option<u32>) -> String {
    match (period, report) {
        (Period::Whole | Period::This, _) => String::new(),
        (Period::Previous, _) => "-1".to_owned(),
        (Period::Next, _) => "+1".to_owned(),
        (Period::Several, _) => "several".to_owned(),
        (Period::Part(part), _) => part.clone(),
        (Period::Year(year), Some(report)) => match i64::from(*year) - i64::from(report) {
            0 => String::new(),
            years => format!("{years:+}"),
        },
        (Period::Year(year), None) => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_seen_from_the_report() {
        let of = |periods: &[Period], year| relative(periods, Some(year));
        assert_eq!(of(&[Period::Year(2023)], 2023), of(&[Period::Year(2024)], 2024));
        assert_eq!(of(&[Period::Year(2022)], 2023), of(&[Period::Previous], 2024));
        assert_eq!(of(&[Period::Whole], 2023), of(&[], 2024));
        assert_ne!(of(&[Period::Part("上半年".into())], 2023), of(&[], 2023));
    }

    #[test]
    fn periods_have_words() {
        let words = words(&[Period::Previous, Period::Year(2019)]);
        assert_eq!((words.zh.as_str(), words.en.as_str()), ("上年、2019年", "last year, 2019"));
    }
}
