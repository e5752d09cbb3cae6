//! Our own colours and header words for codespan, which has English ones.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::{GeneralWriteResult, WriteStyle};

/// The wrapped header of a block.
pub(super) struct Header {
    /// `错误[rule]`: the part of the first row in the colour of the severity.
    pub(super) head: String,
    /// The rows, head included.
    pub(super) rows: Vec<String>,
}

/// Collects what codespan writes, with [`Header`] in place of its header.
pub(super) struct Painter<'a> {
    out: &'a mut Vec<u8>,
    header: &'a Header,
    color: bool,
    /// Whether codespan is writing its own header, which is dropped.
    muted: bool,
    /// Whether a style is on.
    open: bool,
    /// Blanks held back, since codespan ends some rows with them.
    blanks: usize,
}

impl<'a> Painter<'a> {
    /// A painter of one block.
    pub(super) fn new(out: &'a mut Vec<u8>, header: &'a Header, color: bool) -> Self {
        Self { out, header, color, muted: false, open: false, blanks: 0 }
    }

    fn start(&mut self, style: Style) -> GeneralWriteResult {
        self.stop()?;
        if self.color {
            write!(self.out, "{style}")?;
            self.open = true;
        }
        Ok(())
    }

    fn stop(&mut self) -> GeneralWriteResult {
        if self.open {
            write!(self.out, "{:#}", Style::new().bold())?;
            self.open = false;
        }
        Ok(())
    }

    fn painted(&mut self, text: &str, style: Style) -> GeneralWriteResult {
        if text.is_empty() {
            return Ok(());
        }
        self.start(style)?;
        self.out.write_all(text.as_bytes())?;
        self.stop()
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes.iter().filter(|_| !self.muted) {
            match byte {
                b' ' => self.blanks += 1,
                b'\n' => {
                    self.blanks = 0;
                    self.out.push(byte);
                }
                _ => {
                    self.out.extend(std::iter::repeat_n(b' ', self.blanks));
                    self.blanks = 0;
                    self.out.push(byte);
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, severity: Severity) -> GeneralWriteResult {
        let Header { head, rows } = self.header;
        for (index, row) in rows.iter().enumerate() {
            let (head, rest) = match row.strip_prefix(head.as_str()) {
                Some(rest) if index == 0 => (head.as_str(), rest),
                _ => ("", row.as_str()),
            };
            if 0 < index {
                self.out.push(b'\n');
            }
            self.painted(head, color(severity).bold())?;
            self.painted(rest, Style::new().bold())?;
        }
        self.muted = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        Ok(())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.start(FRAME)
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.start(FRAME)
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.start(FRAME)
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> GeneralWriteResult {
        self.start(match style {
            LabelStyle::Primary => color(severity),
            LabelStyle::Secondary => FRAME,
        })
    }

    fn reset(&mut self) -> GeneralWriteResult {
        self.muted = false;
        self.stop()
    }
}

const FRAME: Style = AnsiColor::BrightBlue.on_default();

fn color(severity: Severity) -> Style {
    match severity {
        Severity::Bug | Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Note | Severity::Help => AnsiColor::BrightCyan,
    }
    .on_default()
}
