//! Writing a file whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

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
