//! Dates in running text: 2023年3月5日（星期日）, 去年12月, 1—6月, 6月28日至30日, 2024-06-30.
//!
//! Whole tokens only: there is no 0月 in 10月31日, no date in 1.5月, 第3月 or 24月龄. Values are as
//! written: 2月30日 is read, and a checker may say that no such day exists.

mod calendar;
mod read;

use crate::text::Span;

pub use calendar::{days_in, is_leap, weekday};
pub use read::dates;

/// A date as written; of its parts some may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// All of it, with its weekday.
    pub span: Span,
    /// The year.
    pub year: Year,
    /// The last year of 2022—2023学年.
    pub until: Option<u32>,
    /// The month.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
    /// The time of day.
    pub time: Option<Time>,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
    /// Whether the month and the day are told in Chinese numerals.
    pub chinese: bool,
    /// Whether month or year are those of the date before: 6月28日至30日.
    pub elided: bool,
    /// Whether 份, 底, 上旬 … stands behind the month.
    pub vague: bool,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Year {
    /// Not told.
    #[default]
    None,
    /// 2023年.
    Told(u32),
    /// 今年 is 0, 去年 is -1.
    Relative(i32),
    /// 次年, 翌年: the one after that of the date before.
    Next,
    /// 当年, 同年: that of the date before.
    Same,
    /// Told in a way that may mean several (23年, 〇三年).
    Unclear,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// The hour.
    pub hour: u32,
    /// The minute.
    pub minute: Option<u32>,
}

/// A weekday as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday {
    /// 星期一.
    pub span: Span,
    /// 星期, 周 or 礼拜.
    pub word: Span,
    /// Monday is 0.
    pub number: u32,
}
