//! Rates that cannot exceed a hundred: 满意率102.5%.

use rust_decimal::Decimal;

use super::Slip;
use super::passage::{CHANGES, Passage, without_copula};
use crate::text::Confidence::Certain;

/// Rates of the named nouns above a hundred.
pub(super) fn rates(passage: &Passage<'_>, nouns: &[String], slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        if !passage.is_percent(index) {
            continue;
        }
        let label = without_copula(passage.label(index));
        let noun = nouns.iter().find(|noun| label.ends_with(noun.as_str()));
        let changes = CHANGES.iter().any(|word| label.ends_with(word));
        let over = passage.operand(index).filter(|it| Decimal::ONE_HUNDRED < it.value);
        if let (Some(noun), Some(at), false) = (noun, over, changes) {
            let sum = format!("{noun}＞100%");
            slips.push(Slip {
                at,
                others: Vec::new(),
                sum,
                expected: "100%".to_owned(),
                level: Certain,
            });
        }
    }
}
