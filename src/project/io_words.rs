//! What the system answers, in plain words.

use std::io::{Error, ErrorKind};

use crate::diagnostic::Problem;
use crate::text::Text;

/// The problem of a file that the system does not give.
pub(super) fn problem(error: &Error) -> Problem {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (
            Text::new("找不到这个文件", "no such file"),
            Text::new("请检查路径和文件名", "check the path and the file name"),
        ),
        ErrorKind::PermissionDenied => (
            Text::new("没有权限读取", "permission denied"),
            Text::new(
                "请检查文件权限，或者关闭占用它的程序",
                "check the file's permissions, or close the program that holds it",
            ),
        ),
        _ => (
            Text::new(format!("读取失败：{error}"), format!("reading failed: {error}")),
            Text::new("请稍后再试", "try again"),
        ),
    };
    Problem { code: "E-IO", message, help }
}

/// The problem of a file that the system does not let us write.
pub(super) fn unwritten(error: &Error) -> Problem {
    let (message, help) = match error.kind() {
        ErrorKind::PermissionDenied => (
            Text::new("没有权限写入，没有改动", "no permission to write it; left alone"),
            Text::new(
                "请检查文件和所在文件夹的权限，或者关闭占用它的程序",
                "check the permissions of the file and its folder, or close the program that holds it",
            ),
        ),
        ErrorKind::StorageFull => (
            Text::new("磁盘满了，没有改动", "the disk is full; left alone"),
            Text::new("腾出空间再运行", "make room, then run this again"),
        ),
        _ => (
            Text::new(
                format!("写不进去，没有改动：{error}"),
                format!("cannot write it; left alone: {error}"),
            ),
            Text::new("请稍后再试", "try again"),
        ),
    };
    Problem { code: "E-IO", message, help }
}

/// The problem of a file that its owner protects.
pub(super) fn read_only() -> Problem {
    Problem {
        code: "E-FIX-READONLY",
        message: Text::new("文件是只读的，没有改动", "the file is read-only; left alone"),
        help: Text::new(
            "去掉只读属性再运行；或者用 --diff 只看要改什么",
            "make it writable and run this again, or see with `--diff` what would change",
        ),
    }
}
