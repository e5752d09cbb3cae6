//! Writing a file whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

use super::io_words;
use crate::diagnostic::Problem;
use crate::text::Text;

/// Writes `path` through a temporary file beside it; on failure the old content stays.
pub fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link, and a device such as /dev/null a device.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|data| !data.is_file() && !data.is_dir()) {
        return fill(&File::create(&target)?, write);
    }
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let permissions = old.map_or_else(fresh, |data| Some(data.permissions()));
    let mut builder = Builder::new();
    builder.prefix(".jiaohe-").suffix(".tmp");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    fill(file.as_file(), write)?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Puts `new` in place of the file at `path`, of which `old` was read; a link stays a link.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Problem> {
    replace_with(path, old, new, |_| Ok(()))
}

/// The same with something done when the new file is written and the old one still stands.
pub(super) fn replace_with(
    path: &Path,
    old: &[u8],
    new: &[u8],
    between: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), Problem> {
    let unwritten = |error: io::Error| io_words::unwritten(&error);
    let target = path.canonicalize().map_err(unwritten)?;
    let data = fs::metadata(&target).map_err(unwritten)?;
    if !data.is_file() {
        return Err(not_a_file());
    }
    // A folder that may be written does not make its files writable.
    if data.permissions().readonly() {
        return Err(io_words::read_only());
    }
    File::options().write(true).open(&target).map_err(unwritten)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let file = Builder::new().prefix(".jiaohe-").suffix(".tmp").tempfile_in(folder);
    let mut file = file.map_err(unwritten)?;
    file.write_all(new).map_err(unwritten)?;
    file.as_file().set_permissions(data.permissions()).map_err(unwritten)?;
    keep_owner(file.as_file(), &data);
    file.as_file().sync_all().map_err(unwritten)?;
    between(file.path()).map_err(unwritten)?;
    if fs::read(&target).map_err(unwritten)? != old {
        return Err(changed());
    }
    file.persist(&target).map_err(|error| unwritten(error.error))?;
    Ok(())
}

/// Gives the new file to the owner of the old one, where the system lets us.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let same = file.metadata().is_ok_and(|it| (it.uid(), it.gid()) == (old.uid(), old.gid()));
    if !same {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

fn not_a_file() -> Problem {
    Problem {
        code: "E-FIX-FILE",
        message: Text::new("不是普通文件，没有改动", "not a plain file; left alone"),
        help: Text::new("请写上稿件文件的路径", "name the file of a draft"),
    }
}

fn changed() -> Problem {
    Problem {
        code: "E-FIX-CHANGED",
        message: Text::new(
            "读过以后文件又被别的程序改了，没有写入",
            "the file was changed by another program meanwhile; nothing was written",
        ),
        help: Text::new(
            "请在编辑软件里保存并关闭这个文件，再运行一次",
            "save and close it in your editor, then run this again",
        ),
    }
}

fn fill(file: &File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush()
}

/// What a new file may be used for: whatever the user's mask leaves.
#[cfg(unix)]
fn fresh() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn fresh() -> Option<Permissions> {
    None
}
