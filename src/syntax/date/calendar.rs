//! The Gregorian calendar.

/// Whether the year has a 29 February.
pub fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// How many days the month has; February has 29 where the year is not known.
pub fn days_in(month: u32, year: Option<u32>) -> u32 {
    match month {
        2 if year.is_some_and(|year| !is_leap(year)) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The weekday of a day that exists; Monday is 0.
pub fn weekday(year: u32, month: u32, day: u32) -> Option<u32> {
    let exists = (1..=12).contains(&month) && (1..=days_in(month, Some(year))).contains(&day);
    if !exists || year < 1 {
        return None;
    }
    let before = year - 1;
    let leaps = before / 4 - before / 100 + before / 400;
    let months: u32 = (1..month).map(|month| days_in(month, Some(year))).sum();
    // 1 January of the year 1 was a Monday.
    Some((before * 365 + leaps + months + day - 1) % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let table = [
            ((2023, 3, 5), 6),
            ((2024, 2, 29), 3),
            ((2024, 3, 18), 0),
            ((2000, 1, 1), 5),
            ((1949, 10, 1), 5),
            ((2025, 12, 4), 3),
        ];
        for ((year, month, day), expect) in table {
            assert_eq!(weekday(year, month, day), Some(expect), "{year}-{month}-{day}");
        }
        assert_eq!(weekday(2023, 2, 29), None);
        assert_eq!(weekday(2023, 13, 1), None);
        assert_eq!(weekday(1900, 2, 29), None);
    }
}
