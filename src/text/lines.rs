//! Lines and columns of a text, for renderers.

use super::Span;

/// Characters are counted ahead at every so many bytes.
const STEP: usize = 1024;

/// Where each line of a text begins, and how many characters stand before each step of 1,024 bytes.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    starts: Vec<u32>,
    counts: Vec<u32>,
    length: u32,
}

impl Lines {
    /// Finds the line starts; `\n`, `\r\n` and a lone `\r` end a line.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(short(at + 1));
            }
        }
        let counts = bytes.chunks(STEP).scan(0, |before, chunk| {
            let here = *before;
            *before += count(chunk);
            Some(short(here))
        });
        Self { starts, counts: counts.collect(), length: short(text.len()) }
    }

    /// The 0-based line that holds `offset`.
    pub fn index(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The number of lines.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The span of a 0-based line with its line end.
    pub fn span(&self, index: usize) -> Span {
        let start = self.starts.get(index).copied().unwrap_or(self.length);
        let end = self.starts.get(index + 1).copied().unwrap_or(self.length);
        Span { start, end }
    }

    /// The span of a 0-based line without its line end.
    pub fn content(&self, text: &str, index: usize) -> Span {
        let line = self.span(index);
        let kept = line.of(text).trim_end_matches(['\r', '\n']).len();
        Span { start: line.start, end: line.start.saturating_add(short(kept)) }
    }

    /// The 1-based line and the 1-based column in characters of `offset`, in constant time but
    /// for the search of the line.
    pub fn position(&self, text: &str, offset: u32) -> (usize, usize) {
        let index = self.index(offset);
        let start = self.starts.get(index).copied().unwrap_or(0);
        let before = self.chars_before(text, offset) - self.chars_before(text, start);
        (index + 1, before + 1)
    }

    /// How many characters of `text` stand before `offset`.
    pub fn characters(&self, text: &str, offset: u32) -> usize {
        self.chars_before(text, offset)
    }

    /// How many characters begin before `offset`.
    fn chars_before(&self, text: &str, offset: u32) -> usize {
        let offset = (offset as usize).min(text.len());
        let step = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let known = self.counts.get(step).copied().unwrap_or(0) as usize;
        known + text.as_bytes().get(step * STEP..offset).map_or(0, count)
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn short(offset: usize) -> u32 {
    Span::new(offset, offset).start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every position of `text` against a plain count.
    fn check(text: &str) {
        let lines = Lines::of(text);
        let (mut line, mut column) = (1, 1);
        for (at, mark) in text.char_indices() {
            assert_eq!(lines.position(text, short(at)), (line, column), "{at}");
            column += 1;
            let next = text.as_bytes().get(at + 1);
            if mark == '\n' || (mark == '\r' && next != Some(&b'\n')) {
                (line, column) = (line + 1, 1);
            }
        }
        assert_eq!(lines.position(text, short(text.len())), (line, column), "end");
    }

    #[test]
    fn positions_are_lines_and_characters() {
        check("");
        check("甲");
        check("甲𠮷乙\n\r\n丙\r丁a\n");
        check(&"开展4轮集中巡回指导，".repeat(300));
        check(&"一二三四五六七\r\n".repeat(300));
        check(&"a".repeat(STEP));
        check(&"é".repeat(STEP));
    }

    #[test]
    fn a_line_loses_its_end() {
        let text = "甲\r\n乙\r丙\n";
        let lines = Lines::of(text);
        let found: Vec<_> = (0..lines.count()).map(|it| lines.content(text, it).of(text)).collect();
        assert_eq!(found, ["甲", "乙", "丙", ""]);
    }

    #[test]
    fn an_offset_beyond_the_text_is_its_end() {
        assert_eq!(Lines::of("甲乙").position("甲乙", 99), (1, 3));
        assert_eq!(Lines::default().position("甲乙", 3), (1, 2));
    }
}
