//! Percentages above a hundred: 满意率102.5%.

use rust_decimal::Decimal;

use super::Slip;
use super::passage::{CHANGES, Passage, without_copula};
use crate::text::Confidence::Certain;

/// A percentage above a hundred that tells no change.
pub(super) struct Over {
    /// The words before it; a rule names the nouns whose rate may not exceed a hundred.
    pub(super) noun: String,
    pub(super) slip: Slip,
}

/// The percentages of a passage above a hundred.
pub(super) fn rates(passage: &Passage<'_>, found: &mut Vec<Over>) {
    for index in passage.from..passage.to {
        let over = |value: Decimal| Decimal::ONE_HUNDRED < value;
        if !passage.is_percent(index)
            || !passage.figure(index).is_some_and(|it| over(it.amount.value))
        {
            continue;
        }
        let label = without_copula(passage.label(index));
        let changes = CHANGES.iter().any(|word| label.ends_with(word));
        if let (Some(at), false) = (passage.operand(index), changes) {
            let sum = format!("{label}＞100%");
            let slip = Slip {
                at,
                others: Vec::new(),
                sum,
                expected: "100%".to_owned(),
                level: Certain,
                against: None,
            };
            found.push(Over { noun: label.to_owned(), slip });
        }
    }
}
