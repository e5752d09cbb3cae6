//! Many literals looked for at once, at every character of a text.

/// Literals with a value each, sorted, found by their first character.
#[derive(Debug)]
pub(super) struct Literals<T> {
    sorted: Vec<(Vec<u8>, T)>,
    /// The first characters, sorted, each with its stretch of the literals and their lengths.
    groups: Vec<Group>,
    /// A bit for every character whose low sixteen bits are those of a first character.
    filter: Vec<u64>,
}

#[derive(Debug)]
struct Group {
    first: char,
    start: usize,
    end: usize,
    lengths: Vec<usize>,
}

impl<T> Literals<T> {
    /// Prepares `sorted`: literals in ascending order, none twice or empty, which begin with a
    /// whole character.
    pub(super) fn of(sorted: Vec<(Vec<u8>, T)>) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut filter = vec![0_u64; 1 << 10];
        for (index, (literal, _)) in sorted.iter().enumerate() {
            let Some(first) = first(literal) else { continue };
            if groups.last().is_none_or(|it| it.first != first) {
                groups.push(Group { first, start: index, end: index, lengths: Vec::new() });
                let (word, bit) = place(first);
                if let Some(word) = filter.get_mut(word) {
                    *word |= bit;
                }
            }
            if let Some(group) = groups.last_mut() {
                group.end = index + 1;
                if !group.lengths.contains(&literal.len()) {
                    group.lengths.push(literal.len());
                }
            }
        }
        Self { sorted, groups, filter }
    }

    /// Calls `found` for every literal in `text`, overlapping ones too, with where it begins.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize, &T)) {
        for (at, mark) in text.char_indices() {
            let (word, bit) = place(mark);
            if self.filter.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let Ok(group) = self.groups.binary_search_by_key(&mark, |it| it.first) else {
                continue;
            };
            let Some(group) = self.groups.get(group) else { continue };
            let list = self.sorted.get(group.start..group.end).unwrap_or(&[]);
            for length in &group.lengths {
                let Some(here) = text.as_bytes().get(at..at + length) else { continue };
                let index = list.binary_search_by(|(literal, _)| literal.as_slice().cmp(here));
                if let Some((_, value)) = index.ok().and_then(|index| list.get(index)) {
                    found(at, value);
                }
            }
        }
    }
}

fn place(mark: char) -> (usize, u64) {
    let low = u32::from(mark) & 0xffff;
    ((low >> 6) as usize, 1 << (low & 63))
}

/// The first character; the last one of a literal may be cut.
fn first(literal: &[u8]) -> Option<char> {
    let head = literal.utf8_chunks().next()?;
    head.valid().chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_literal_at_every_character() {
        let words = ["1", "12", "甲", "甲乙", "甲乙丙", "\u{1f600}"];
        let mut cut = "丁戊".as_bytes().to_vec();
        cut.pop();
        let mut sorted: Vec<_> = words.iter().map(|it| it.as_bytes().to_vec()).collect();
        sorted.push(cut);
        sorted.sort();
        let shown = |it: &Vec<u8>| String::from_utf8_lossy(it).into_owned();
        let sorted = sorted.into_iter().map(|it| (it.clone(), shown(&it))).collect();
        let mut found = Vec::new();
        let text = "甲乙、甲甲乙丙112丁戊\u{1f600}\u{f600}";
        Literals::of(sorted).each_in(text, |at, word| found.push((at, word.clone())));
        found.sort();
        let expect = [
            (0, "甲"),
            (0, "甲乙"),
            (9, "甲"),
            (12, "甲"),
            (12, "甲乙"),
            (12, "甲乙丙"),
            (21, "1"),
            (22, "1"),
            (22, "12"),
            (24, "丁\u{fffd}"),
            (30, "\u{1f600}"),
        ];
        assert_eq!(found, expect.map(|(at, word)| (at, word.to_owned())));
    }
}
