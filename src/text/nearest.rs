//! What a mistyped name may have meant.

/// The name in `names` closest to `written`, when close enough to be meant.
pub fn nearest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let limit = 1 + written.chars().count() / 5;
    names
        .iter()
        .map(|name| (distance(written, name), *name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Edit distance in characters; two neighbours in the wrong order count once.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut two_above = above.clone();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(0);
            let changed = cell(&above, j) + usize::from(from != to);
            let mut best = changed.min(cell(&above, j + 1) + 1).min(cell(&row, j) + 1);
            if let (Some(i), Some(j)) = (i.checked_sub(1), j.checked_sub(1))
                && (a.get(i), b.get(j)) == (Some(to), Some(from))
            {
                best = best.min(cell(&two_above, j) + 1);
            }
            row.push(best);
        }
        two_above = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_slips_of_the_pen() {
        assert_eq!(nearest("mesage", &["message", "label"]), Some("message"));
        assert_eq!(nearest("severty", &["message", "severity"]), Some("severity"));
        assert_eq!(nearest("formula", &["message", "severity"]), None);
        assert_eq!(nearest("bsae", &["base", "party"]), Some("base"));
        assert_eq!(nearest("nice", &["name", "good"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
