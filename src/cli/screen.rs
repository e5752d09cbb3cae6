//! Where output goes: a file written whole, or standard output with or without colour.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};

use super::{Failure, args};
use crate::project::save;
use crate::render::Style;
use crate::text::{Language, Text};

/// Columns when there is no terminal.
const WIDTH: usize = 100;

/// Where the output of a command goes, and how it looks.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    pub(super) style: Style,
    file: Option<PathBuf>,
}

impl Screen {
    pub(super) fn of(asked: &args::Screen, quiet: bool, language: Language) -> Self {
        Self::or_wide(asked, quiet, language, WIDTH)
    }

    /// The same with the columns of a row where there is no terminal.
    pub(super) fn or_wide(
        asked: &args::Screen,
        quiet: bool,
        language: Language,
        wide: usize,
    ) -> Self {
        let file = asked.output.clone().filter(|path| path.as_os_str() != "-");
        let color = match asked.color {
            args::Color::Always => true,
            args::Color::Never => false,
            args::Color::Auto => {
                file.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never
            }
        };
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = match asked.width {
            Some(width) => usize::from(width),
            None if file.is_none() && io::stdout().is_terminal() => {
                terminal().unwrap_or(wide).max(20)
            }
            None => wide,
        };
        Self { style: Style { language, width, ascii: asked.ascii, color, quiet }, file }
    }

    /// Plain output, to a file or to standard output.
    pub(super) fn plain(file: Option<PathBuf>, language: Language) -> Self {
        let style = Style { language, width: WIDTH, ascii: false, color: false, quiet: false };
        Self { style, file }
    }

    /// Writes the output.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match &self.file {
            Some(path) => save::whole(path, write).map_err(|error| unsaved(path, &error)),
            None => self.to_stdout(write),
        }
    }

    fn to_stdout(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let choice = if self.style.color { ColorChoice::Always } else { ColorChoice::Never };
        let mut out = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        write(&mut out)?;
        out.flush()?;
        Ok(())
    }
}

/// Writes to standard error, where a failure to write is nobody's concern.
pub(super) fn to_stderr(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = BufWriter::new(anstream::stderr().lock());
    let _ = write(&mut out).and_then(|()| out.flush());
}

fn unsaved(path: &Path, error: &io::Error) -> Failure {
    let name = crate::project::shown(path);
    Failure::new(
        Text::new(
            format!("写不进文件“{name}”：{error}"),
            format!("cannot write `{name}`: {error}"),
        ),
        None,
    )
}
