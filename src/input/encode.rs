//! Text → bytes, in the encoding that a draft was read from, with its byte order mark.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Raw, encoding};
use crate::diagnostic::Problem;
use crate::text::Text;

/// How the bytes of one draft are written again.
#[derive(Clone, Debug)]
pub struct Writer {
    encoding: &'static Encoding,
    mark: Vec<u8>,
}

impl Writer {
    /// The writer for `raw`, read as `text`; refused unless it gives these very bytes.
    pub fn of(raw: Raw<'_>, text: &str) -> Result<Self, Problem> {
        let encoding = encoding::of(raw.bytes, raw.encoding)?;
        let mark = encoding::mark(raw.bytes, encoding);
        let writer = Self { encoding, mark: raw.bytes.get(..mark).unwrap_or(&[]).to_vec() };
        match writer.write(text) {
            Ok(bytes) if bytes == raw.bytes => Ok(writer),
            _ => Err(inexact(encoding)),
        }
    }

    /// The bytes of `text`; refused where a character has none.
    pub fn write(&self, text: &str) -> Result<Vec<u8>, Problem> {
        let mut bytes = self.mark.clone();
        if self.encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else if self.encoding == UTF_8 {
            bytes.extend_from_slice(text.as_bytes());
        } else {
            let (encoded, _, lossy) = self.encoding.encode(text);
            if lossy {
                return Err(unwritable(self.encoding));
            }
            bytes.extend_from_slice(&encoded);
        }
        Ok(bytes)
    }
}

fn inexact(encoding: &'static Encoding) -> Problem {
    let name = encoding.name();
    Problem {
        code: "E-FIX-ENCODING",
        message: Text::new(
            format!("按{name}写回去，没改的字也会变样，没有改动这个文件"),
            format!(
                "written back as {name}, text outside the edits would change; the file is left alone"
            ),
        ),
        help: Text::new(
            "请先另存为UTF-8，或者用 --encoding 指明编码，再修复",
            "save it as UTF-8, or name its encoding with `--encoding`, then fix it",
        ),
    }
}

fn unwritable(encoding: &'static Encoding) -> Problem {
    let name = encoding.name();
    Problem {
        code: "E-FIX-ENCODING",
        message: Text::new(
            format!("改后的字用{name}写不出来，没有改动这个文件"),
            format!("the corrected text cannot be written as {name}; the file is left alone"),
        ),
        help: Text::new("请先另存为UTF-8，再修复", "save it as UTF-8, then fix it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、工作\r\n开展指导4轮，参加1,141人次。\n";

    fn check(bytes: &[u8], label: Option<&str>) {
        let raw = Raw { name: "a.txt", bytes, encoding: label };
        let text = encoding::decode(bytes, label).unwrap();
        let writer = Writer::of(raw, &text).unwrap();
        assert_eq!(writer.write(&text).unwrap(), bytes);
        let longer = writer.write(&format!("{text}末")).unwrap();
        assert_eq!(longer.get(..bytes.len()), Some(bytes));
        assert_eq!(encoding::decode(&longer, label).unwrap(), format!("{text}末"));
    }

    #[test]
    fn every_encoding_is_written_as_it_was_read() {
        let marked = format!("\u{FEFF}{TEXT}");
        check(TEXT.as_bytes(), None);
        check(marked.as_bytes(), None);
        check(format!("\u{FEFF}{marked}").as_bytes(), None);
        check(&encoding_rs::GB18030.encode(TEXT).0, None);
        check(&encoding_rs::GB18030.encode("朱镕基𠮷，工作€").0, Some("gbk"));
        check(&encoding_rs::BIG5.encode("一、工作總結，參加1,141人次。").0, Some("big5"));
        for to in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = |text: &str| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
            check(&bytes(&marked), None);
            check(&bytes(TEXT), None);
        }
    }

    #[test]
    fn what_cannot_be_written_exactly_is_refused() {
        // The euro sign of GBK, which GB 18030 writes otherwise.
        let bytes = b"\xB9\xA4\xD7\xF7\x80";
        let raw = Raw { name: "a.txt", bytes, encoding: Some("gbk") };
        let text = encoding::decode(bytes, Some("gbk")).unwrap();
        assert_eq!(Writer::of(raw, &text).unwrap_err().code, "E-FIX-ENCODING");
        let writer = Writer { encoding: encoding_rs::BIG5, mark: Vec::new() };
        assert_eq!(writer.write("工作𪚥").unwrap_err().code, "E-FIX-ENCODING");
    }
}
