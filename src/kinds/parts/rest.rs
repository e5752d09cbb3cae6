//! What is left over: 214家，已备案189家，其余25家.

use super::Slip;
use super::math::{Operand, sum};
use super::passage::{EARLIER, Passage, has, width};
use crate::syntax::cue::Roles;
use crate::text::Confidence::{Certain, Likely};

/// How many figures before a remainder are looked at.
const MOST: usize = 12;

const RESTS: [&str; 5] = ["其余", "剩余", "剩下", "余下", "还剩"];

/// A remainder against its whole and what is known of it.
pub(super) fn remainders(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for index in passage.from..passage.to {
        let label = passage.label(index);
        let marked = label.contains(['余', '剩']);
        if marked && width(label) <= 6 && has(label, &RESTS) && passage.counts(index) {
            slips.extend(read(passage, index));
        }
    }
}

fn read(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let rest = passage.operand(index)?;
    let reach = index.saturating_sub(MOST);
    let before = passage.alike(passage.near.max(reach)..index, index);
    let here = passage.alike(passage.from.max(reach)..index, index);
    // 排查276个。已整改251个，其余25个: the whole stands in the sentence before.
    let apart = here.len() == 1 && before.len() == 2;
    let here = if apart { before.clone() } else { here };
    let known = passage.operands(&before)?;
    if known.len() < 2 || comes_out(&known, &rest) {
        return None;
    }
    let (first, last) = (*here.first()?, *here.last()?);
    let parts = passage.operands(here.get(1..)?)?;
    let whole = passage.operand(first)?;
    let told = here.iter().skip(1).any(|it| {
        has(passage.lead(*it), &EARLIER)
            || passage.figure(*it).is_none_or(|it| it.roles.has(Roles::EACH.with(Roles::DELTA)))
    });
    let begun = has(passage.lead(first), &["其中", "中", "包括"]);
    if parts.is_empty() || begun || told || passage.gap(last, index).contains("其中") {
        return None;
    }
    let (taken, _) = sum(&parts)?;
    let expected = whole.value.checked_sub(taken).filter(|it| !it.is_sign_negative())?;
    let terms: Vec<String> = parts.iter().map(|it| rest.plain(it.value)).collect();
    let left = rest.plain(whole.value);
    let told = format!("{left}－{}＝{}", terms.join("－"), rest.plain(expected));
    let level = if known.len() == 2 && !apart { Certain } else { Likely };
    let others = std::iter::once(whole).chain(parts).collect();
    Some(Slip {
        expected: rest.with_unit(expected),
        at: rest,
        others,
        sum: told,
        level,
        against: None,
    })
}

/// Whether some figure is the rest and some run or member of those after it together.
fn comes_out(known: &[Operand], rest: &Operand) -> bool {
    known.iter().enumerate().any(|(at, whole)| {
        let after = known.get(at + 1..).unwrap_or(&[]);
        let fits = |taken: &[Operand]| {
            let fitted = sum(taken).and_then(|(taken, room)| {
                let apart = whole.value.checked_sub(taken)?.checked_sub(rest.value)?.abs();
                Some(apart <= room.checked_add(whole.room)?.checked_add(rest.room)?)
            });
            fitted.unwrap_or(true)
        };
        let runs = |from: usize| after.get(from..).unwrap_or(&[]);
        (0..after.len()).any(|from| fits(runs(from)))
            || after.iter().any(|it| fits(std::slice::from_ref(it)))
            // 覆盖164个，占全部182个的90.1%，其余18个: the whole follows its part.
            || known.iter().take(at).any(|it| fits(std::slice::from_ref(it)))
    })
}
