//! Many literals looked for at once, at every character of a text.

/// So many bytes of a literal are looked at.
pub(super) const LONGEST: usize = 8;

/// Literals with a value each, found by their first character.
#[derive(Debug)]
pub(super) struct Literals<T> {
    sorted: Vec<(u64, T)>,
    /// The first characters, sorted, each with its literals of one length.
    groups: Vec<Group>,
    /// A bit for every character whose low sixteen bits are those of a first character.
    filter: Vec<u64>,
}

#[derive(Debug)]
struct Group {
    first: char,
    length: usize,
    start: usize,
    end: usize,
}

impl<T> Literals<T> {
    /// Prepares `literals`: none twice, each of one to eight bytes, the first character whole.
    pub(super) fn of(literals: Vec<(&[u8], T)>) -> Self {
        let keyed = literals.into_iter().filter_map(|(literal, value)| {
            Some((first(literal)?, literal.len(), key(literal), value))
        });
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_unstable_by_key(|(first, length, key, _)| (*first, *length, *key));
        let mut groups: Vec<Group> = Vec::new();
        let mut filter = vec![0_u64; 1 << 10];
        for (index, (first, length, ..)) in keyed.iter().enumerate() {
            let (first, length) = (*first, *length);
            match groups.last_mut() {
                Some(group) if group.first == first && group.length == length => {
                    group.end = index + 1;
                }
                _ => groups.push(Group { first, length, start: index, end: index + 1 }),
            }
            let (word, bit) = place(first);
            if let Some(word) = filter.get_mut(word) {
                *word |= bit;
            }
        }
        let sorted = keyed.into_iter().map(|(_, _, key, value)| (key, value)).collect();
        Self { sorted, groups, filter }
    }

    /// Calls `found` for every literal in `text`, overlapping ones too, with where it begins.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize, &T)) {
        for (at, mark) in text.char_indices() {
            let (word, bit) = place(mark);
            if self.filter.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let rest = text.as_bytes().get(at..).unwrap_or(&[]);
            let here = key(rest);
            let from = self.groups.partition_point(|it| it.first < mark);
            let alike = self.groups.iter().skip(from).take_while(|it| it.first == mark);
            for group in alike.filter(|it| it.length <= rest.len()) {
                let wanted = here & (u64::MAX << (8 * (LONGEST - group.length)));
                let list = self.sorted.get(group.start..group.end).unwrap_or(&[]);
                let index = list.binary_search_by_key(&wanted, |(key, _)| *key);
                if let Some((_, value)) = index.ok().and_then(|index| list.get(index)) {
                    found(at, value);
                }
            }
        }
    }
}

/// The first eight bytes as a number, filled up with zeros.
fn key(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => {
            let value = bytes.iter().fold(0, |key, byte| key << 8 | u64::from(*byte));
            if bytes.is_empty() { 0 } else { value << (8 * (LONGEST - bytes.len())) }
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
        let words = ["1", "12", "甲", "甲乙", "甲\0", "乙丙", "\u{1f600}"];
        let mut cut = "丁戊".as_bytes().to_vec();
        cut.pop();
        let mut literals: Vec<_> = words.iter().map(|it| (it.as_bytes(), *it)).collect();
        literals.push((&cut, "cut"));
        let mut found = Vec::new();
        let text = "甲乙、甲甲乙丙112丁戊\u{1f600}\u{f600}";
        Literals::of(literals).each_in(text, |at, word| found.push((at, *word)));
        found.sort();
        let expect = [
            (0, "甲"),
            (0, "甲乙"),
            (9, "甲"),
            (12, "甲"),
            (12, "甲乙"),
            (15, "乙丙"),
            (21, "1"),
            (22, "1"),
            (22, "12"),
            (24, "cut"),
            (30, "\u{1f600}"),
        ];
        assert_eq!(found, expect);
    }
}
