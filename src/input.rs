//! Floor 1: bytes → [`Source`]. The only reading that can fail.

pub mod csv;
pub mod encode;
pub mod encoding;
pub mod markdown;
mod refused;
pub mod txt;
pub mod xlsx;

use crate::diagnostic::Problem;
use crate::text::{Source, SourceId, Text};

/// The largest file that is read, in bytes.
pub const LIMIT: u64 = 256 << 20;

/// A file as read from the disk or from standard input.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// The path as shown, with `/`; its extension chooses the format.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
    /// The encoding asked for, instead of a guess.
    pub encoding: Option<&'a str>,
}

type Reader = fn(Raw<'_>, SourceId) -> Result<Source, Problem>;

/// The one list of draft formats: the file endings, and the module whose `read` reads them.
macro_rules! inputs {
    ($($format:ident: $($ending:literal)|+;)+) => {
        const FORMATS: &[(&[&str], Reader)] = &[$((&[$($ending),+], $format::read)),+];
    };
}

inputs! {
    markdown: "md" | "markdown";
    txt: "txt" | "text";
}

/// What the ending of a file name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A draft that can be read.
    Draft,
    /// A draft in a format that cannot be read yet.
    Refused,
    /// Anything else.
    Other,
}

/// Reads a draft; a file with an unknown ending is read as plain text.
pub fn read(raw: Raw<'_>, id: SourceId) -> Result<Source, Problem> {
    if let Some(problem) = refused::refuse(raw.name, raw.bytes) {
        return Err(problem);
    }
    if LIMIT < raw.bytes.len() as u64 {
        return Err(too_large());
    }
    let ending = ending(raw.name);
    let reader = FORMATS
        .iter()
        .find(|(endings, _)| endings.contains(&ending.as_str()))
        .map_or(txt::read as Reader, |(_, reader)| *reader);
    reader(raw, id)
}

/// What a walk over folders does with a file of this name.
pub fn class(name: &str) -> Class {
    let ending = ending(name);
    if FORMATS.iter().any(|(endings, _)| endings.contains(&ending.as_str())) {
        Class::Draft
    } else if refused::is_draft(&ending) {
        Class::Refused
    } else {
        Class::Other
    }
}

/// Whether `name` is the owner file that Word or WPS keeps beside an open document.
pub fn is_lock_file(name: &str) -> bool {
    name.rsplit(['/', '\\']).next().is_some_and(|file| file.starts_with("~$"))
}

/// The refusal of a file above [`LIMIT`].
pub fn too_large() -> Problem {
    let limit = LIMIT >> 20;
    Problem {
        code: "E-TXT-SIZE",
        message: Text::new(
            format!("文件超过{limit}MB，没有读取"),
            format!("the file is larger than {limit} MB and was not read"),
        ),
        help: Text::new(
            "一篇稿件通常不到1MB，请确认没有选错文件",
            "a draft is usually below 1 MB: please check that this is the right file",
        ),
    }
}

/// The part of the file name after its last dot, in lower case.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expect: Result<&str, &str>) {
        let raw = Raw { name, bytes, encoding: None };
        let found = read(raw, SourceId(0));
        let found = found.as_ref().map(|it| it.text.as_str()).map_err(|it| it.code);
        assert_eq!(found, expect, "{name}");
    }

    #[test]
    fn the_ending_or_the_first_bytes_choose_the_reader() {
        check("a.txt", "工作".as_bytes(), Ok("工作"));
        check("dir.docx/a", "工作".as_bytes(), Ok("工作"));
        check("<stdin>", b"", Ok(""));
        check("a.DOCX", b"PK\x03\x04....", Err("E-DOCX-UNSUPPORTED"));
        check("a.docx", b"PK\x03\x04word", Err("E-DOCX-UNSUPPORTED"));
        check("a.docx", b"", Err("E-DOCX-UNSUPPORTED"));
        check("a.txt", b"PK\x03\x04....", Err("E-ZIP-UNSUPPORTED"));
        check("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Err("E-DOC-LEGACY"));
        check("a", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Err("E-DOC-LEGACY"));
        check("a.doc", b"{\\rtf1\\ansi}", Err("E-RTF-UNSUPPORTED"));
        check("a.wps", b"", Err("E-WPS-UNSUPPORTED"));
        check("a.odt", b"PK\x03\x04", Err("E-ODT-UNSUPPORTED"));
        check("a.txt", b"%PDF-1.7", Err("E-PDF-UNSUPPORTED"));
        check("a.xlsx", b"PK\x03\x04", Err("E-XLSX-UNSUPPORTED"));
        check("a.docx", b"%TSD-Header-###%", Err("E-DOCX-DLP"));
        check("稿/~$a.docx", b"\x05admin", Err("E-DOCX-LOCKFILE"));
    }

    #[test]
    fn a_walk_sorts_names_by_ending() {
        assert_eq!(class("甲/总结.TXT"), Class::Draft);
        assert_eq!(class("总结.wps"), Class::Refused);
        assert_eq!(class("表.xlsx"), Class::Other);
        assert_eq!(class("Makefile"), Class::Other);
    }
}
