//! Formats that are recognised but not read: one clear sentence each.

use crate::diagnostic::Problem;
use crate::text::Text;

/// A format that is recognised but not read.
struct Format {
    code: &'static str,
    endings: &'static [&'static str],
    /// Whether such a file is a draft, so that a walk over folders must not pass it in silence.
    draft: bool,
    zh: &'static str,
    en: &'static str,
    save: Save,
}

/// What the person is asked to do.
#[derive(Clone, Copy)]
enum Save {
    /// Save as plain text.
    AsText,
    /// Ask for the editable document.
    AskForOriginal,
    /// A table is not a draft.
    NotADraft,
}

const WORD: Format = Format {
    code: "E-DOCX-UNSUPPORTED",
    endings: &["docx"],
    draft: true,
    zh: "这一版还不能读取Word文档（.docx）",
    en: "this version cannot read Word documents (.docx) yet",
    save: Save::AsText,
};
const LEGACY: Format = Format {
    code: "E-DOC-LEGACY",
    endings: &["doc"],
    draft: true,
    zh: "不能读取旧版Word文档（.doc）",
    en: "old Word documents (.doc) cannot be read",
    save: Save::AsText,
};
const WPS: Format = Format {
    code: "E-WPS-UNSUPPORTED",
    endings: &["wps", "wpt"],
    draft: true,
    zh: "不能读取WPS文字文档（.wps）",
    en: "WPS Writer documents (.wps) cannot be read",
    save: Save::AsText,
};
const RTF: Format = Format {
    code: "E-RTF-UNSUPPORTED",
    endings: &["rtf"],
    draft: true,
    zh: "不能读取RTF文档",
    en: "RTF documents cannot be read",
    save: Save::AsText,
};
const ODT: Format = Format {
    code: "E-ODT-UNSUPPORTED",
    endings: &["odt"],
    draft: true,
    zh: "不能读取ODT文档",
    en: "ODT documents cannot be read",
    save: Save::AsText,
};
const PDF: Format = Format {
    code: "E-PDF-UNSUPPORTED",
    endings: &["pdf"],
    draft: false,
    zh: "不能读取PDF文件",
    en: "PDF files cannot be read",
    save: Save::AskForOriginal,
};
const SHEET: Format = Format {
    code: "E-XLSX-UNSUPPORTED",
    endings: &["xlsx", "xls", "et"],
    draft: false,
    zh: "这是电子表格，不是文字稿",
    en: "this is a spreadsheet, not a draft",
    save: Save::NotADraft,
};
const ZIP: Format = Format {
    code: "E-ZIP-UNSUPPORTED",
    endings: &["zip"],
    draft: false,
    zh: "这是压缩包（或者改了扩展名的.docx、.xlsx），不是纯文本",
    en: "this is a zip archive (or a renamed .docx or .xlsx), not plain text",
    save: Save::AsText,
};

const FORMATS: &[&Format] = &[&WORD, &LEGACY, &WPS, &RTF, &ODT, &PDF, &SHEET, &ZIP];

/// First bytes, and the format they mean when the ending does not say it better.
const MAGIC: &[(&[u8], &Format)] = &[
    (b"PK\x03\x04", &ZIP),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &LEGACY),
    (b"%PDF-", &PDF),
    (b"{\\rtf", &RTF),
];

/// Why the file is not read, if it is not.
pub(super) fn refuse(name: &str, bytes: &[u8]) -> Option<Problem> {
    if super::is_lock_file(name) {
        return Some(lock_file());
    }
    if bytes.starts_with(b"%TSD-Header-###%") {
        return Some(encrypted());
    }
    let ending = super::ending(name);
    let by_name = FORMATS.iter().find(|it| it.endings.contains(&ending.as_str())).copied();
    let by_bytes = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, it)| *it);
    let format = match (by_name, by_bytes) {
        (_, Some(found)) if found.code == PDF.code || found.code == RTF.code => found,
        (Some(named), _) => named,
        (None, found) => found?,
    };
    Some(Problem {
        code: format.code,
        message: Text::new(format.zh, format.en),
        help: format.save.words(),
    })
}

/// Whether a file with this ending is a draft.
pub(super) fn is_draft(ending: &str) -> bool {
    FORMATS.iter().any(|format| format.draft && format.endings.contains(&ending))
}

impl Save {
    fn words(self) -> Text {
        match self {
            Save::AsText => Text::new(
                "请在Word或WPS中打开，用“另存为”存成“纯文本（.txt）”，再检查那个文件",
                "open it in Word or WPS, save it as plain text (.txt), and check that file",
            ),
            Save::AskForOriginal => Text::new(
                "请找到生成PDF的原稿，另存为纯文本（.txt）后再检查",
                "find the document the PDF was made from, save it as plain text (.txt), and check that",
            ),
            Save::NotADraft => Text::new(
                "请检查文字稿；表格中的文字可以复制到.txt文件里检查",
                "check the draft instead; text inside the table may be copied into a .txt file",
            ),
        }
    }
}

fn lock_file() -> Problem {
    Problem {
        code: "E-DOCX-LOCKFILE",
        message: Text::new(
            "这是Word或WPS打开文档时留下的临时文件，不是稿件",
            "this is a temporary file that Word or WPS keeps while a document is open, not a draft",
        ),
        help: Text::new(
            "请检查名字里没有“~$”的那个文件",
            "check the file of the same name without `~$`",
        ),
    }
}

fn encrypted() -> Problem {
    Problem {
        code: "E-DOCX-DLP",
        message: Text::new(
            "文件被单位的加密软件加密，读不到文字",
            "the file is encrypted by the organisation's protection software",
        ),
        help: Text::new(
            "请按本单位规定解密后再检查",
            "have it decrypted as your organisation prescribes, then check it",
        ),
    }
}
