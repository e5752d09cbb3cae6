//! Numbers that prove what they are by a digit computed from the others.

use crate::text::numeral;

/// What a match must prove to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Proof {
    /// The number of an identity card: GB 11643—1999, 18 characters with a check digit.
    IdCard,
}

impl Proof {
    pub(super) const NAMES: [(&'static str, Proof); 1] = [("id-card", Proof::IdCard)];

    /// Whether the digits of `text`, blanks aside, are such a number.
    pub(super) fn holds(self, text: &str) -> bool {
        match self {
            Proof::IdCard => is_id_card(text),
        }
    }
}

/// The digits of ISO 7064, MOD 11-2: each counts twice as much as the one behind it.
fn is_id_card(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|it| !it.is_whitespace()).collect();
    let Some((last, body)) = marks.split_last().filter(|it| it.1.len() == 17) else { return false };
    let sum = body.iter().try_fold(0, |sum, mark| Some((sum + numeral::digit(*mark)?) * 2 % 11));
    let check = if matches!(last, 'X' | 'x' | 'Ｘ') { Some(10) } else { numeral::digit(*last) };
    sum.zip(check).is_some_and(|(sum, check)| (sum + check) % 11 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_proves_the_number() {
        // The two examples of the standard itself.
        for number in ["11010519491231002X", "440524188001010014", "11010519491231002x"] {
            assert!(is_id_card(number), "{number}");
        }
        for number in ["110105194912310021", "11010519491231003X", "440524188001010041", "1101", ""]
        {
            assert!(!is_id_card(number), "{number}");
        }
    }
}
