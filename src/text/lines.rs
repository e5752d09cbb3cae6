//! Line starts of a text, for renderers.

use super::Span;

/// Where each line of a text begins.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    starts: Vec<u32>,
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
                starts.push(Span::new(at + 1, at + 1).start);
            }
        }
        Self { starts, length: Span::new(text.len(), text.len()).start }
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

    /// The 1-based line and the 1-based column in characters of `offset`.
    pub fn position(&self, text: &str, offset: u32) -> (usize, usize) {
        let index = self.index(offset);
        let before = Span { start: self.span(index).start, end: offset };
        (index + 1, before.of(text).chars().count() + 1)
    }
}
