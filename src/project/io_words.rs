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
