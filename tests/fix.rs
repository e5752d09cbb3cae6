//! `fix` as people meet it: files, folders, streams, permissions, words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::snapshot;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use encoding_rs::{BIG5, GB18030};
use tempfile::TempDir;

const DRAFT: &str = "关于基层治理工作的总结
##topbegin##
一、工作情况
(一)、抓学习,促提升。
全年开展集中学习12次,走访群众(含脱贫户)2000余户，培训1,141人次。争取帮扶资金50万，出资12万元修路。
（二）抓落实
会议9:30开始，还有*个党支部没有开会。
";
const FIXED: &str = "关于基层治理工作的总结
一、工作情况
（一）抓学习，促提升。
全年开展集中学习12次，走访群众（含脱贫户）2000余户，培训1,141人次。争取帮扶资金50万，出资12万元修路。
（二）抓落实
会议9:30开始，还有*个党支部没有开会。
";

struct Folder(TempDir);

struct Run {
    code: i32,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn text(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }
}

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = folder.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    fn run(&self, args: &str) -> Run {
        self.feed(args, b"")
    }

    fn feed(&self, args: &str, stdin: &[u8]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
        command.current_dir(self.0.path()).arg("fix").args(args.split_whitespace());
        for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// `DRAFT` and `FIXED` in an encoding of each.
fn check(encode: impl Fn(&str) -> Vec<u8>) {
    let (old, new) = (encode(DRAFT), encode(FIXED));
    let folder = Folder::with(&[("a.txt", &old)]);
    let run = folder.run("a.txt");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(folder.read("a.txt"), new);
    assert_eq!(folder.run("--check a.txt").code, 0);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
    let run = folder.feed("-", &old);
    assert_eq!((run.code, run.out), (0, new));
}

#[test]
fn encoding_byte_order_mark_and_line_ends_stay() {
    let wide = |to: fn(u16) -> [u8; 2]| {
        move |text: &str| format!("\u{FEFF}{text}").encode_utf16().flat_map(to).collect()
    };
    check(|text| text.as_bytes().to_vec());
    check(|text| format!("\u{FEFF}{text}").into_bytes());
    check(|text| text.replace('\n', "\r\n").into_bytes());
    check(|text| text.trim_end().as_bytes().to_vec());
    check(|text| GB18030.encode(text).0.into_owned());
    check(wide(u16::to_le_bytes));
    check(wide(u16::to_be_bytes));
    let (old, new) = ("一、工作總結,全年開會的是在。", "一、工作總結，全年開會的是在。");
    let folder = Folder::with(&[("a.txt", &BIG5.encode(old).0)]);
    assert_eq!(folder.run("--encoding big5 a.txt").code, 0);
    assert_eq!(folder.read("a.txt"), BIG5.encode(new).0.as_ref());
}

#[test]
fn nothing_is_written_unless_asked() {
    let folder = Folder::with(&[("a.txt", DRAFT.as_bytes()), ("b.txt", FIXED.as_bytes())]);
    for (args, code) in [
        ("--check a.txt", 1),
        ("--check b.txt", 0),
        ("--check .", 1),
        ("--diff a.txt", 0),
        ("--diff --check a.txt", 1),
        ("--check --select unit-lost a.txt", 0),
        ("--check --unsafe --select unit-lost a.txt", 1),
        ("--check --ignore half-width-mark,marker-form,residue a.txt", 0),
        ("--check --allow ##topbegin## --select residue a.txt", 0),
        ("--check --select residue a.txt", 1),
        ("--check c.txt", 2),
    ] {
        let run = folder.run(args);
        assert_eq!(run.code, code, "{args}: {}{}", run.text(), run.err);
        assert_eq!(folder.read("a.txt"), DRAFT.as_bytes());
    }
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let folder = Folder::with(&[
        ("材料/a.txt", DRAFT.as_bytes()),
        ("材料/b.txt", b"\xFF\xFF\xFF"),
        ("材料/c.docx", b"PK\x03\x04"),
        ("材料/d.xyz", DRAFT.as_bytes()),
        ("材料/e.md", DRAFT.as_bytes()),
    ]);
    let run = folder.run("材料");
    assert_eq!(run.code, 2);
    assert_eq!(folder.read("材料/a.txt"), FIXED.as_bytes());
    assert_eq!(folder.read("材料/d.xyz"), DRAFT.as_bytes());
    assert_ne!(folder.read("材料/e.md"), DRAFT.as_bytes());
    for name in ["材料/b.txt", "材料/c.docx"] {
        assert!(run.err.contains(name), "{}", run.err);
    }
    assert!(run.text().contains("2 个文件没有处理"), "{}", run.text());
}

#[cfg(unix)]
#[test]
fn links_permissions_and_read_only_files() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with(&[("a.txt", DRAFT.as_bytes()), ("r.txt", DRAFT.as_bytes())]);
    let mode = |name: &str| fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o7777;
    let set = |name: &str, mode| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("a.txt", 0o666);
    symlink("a.txt", folder.path("link.txt")).unwrap();
    assert_eq!(folder.run("link.txt").code, 0);
    assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
    assert_eq!((folder.read("a.txt"), mode("a.txt")), (FIXED.as_bytes().to_vec(), 0o666));
    set("r.txt", 0o444);
    let run = folder.run("r.txt");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("r.txt：文件是只读的，没有改动（E-FIX-READONLY）"), "{}", run.err);
    assert_eq!((folder.read("r.txt"), mode("r.txt")), (DRAFT.as_bytes().to_vec(), 0o444));
    assert_eq!(folder.run("--diff r.txt").code, 0);
}

#[test]
fn standard_input_comes_out_whatever_happens() {
    let folder = Folder::with(&[]);
    let run = folder.feed("-", FIXED.as_bytes());
    assert_eq!((run.code, run.text()), (0, FIXED.to_owned()));
    assert!(run.err.contains("没有可以放心改的地方"), "{}", run.err);
    let run = folder.feed("-q -", DRAFT.as_bytes());
    assert_eq!((run.code, run.text(), run.err.as_str()), (0, FIXED.to_owned(), ""));
    // What cannot be read is passed on as it came.
    let run = folder.feed("-", b"\xFF\xFF\xFF");
    assert_eq!((run.code, run.out), (2, b"\xFF\xFF\xFF".to_vec()));
    // The euro sign of GBK would be written otherwise.
    let gbk = [&GB18030.encode("一、抓学习,促提升").0[..], b"\x80"].concat();
    let run = folder.feed("--encoding gbk -", &gbk);
    assert_eq!((run.code, run.out), (2, gbk));
    assert!(run.err.contains("E-FIX-ENCODING"), "{}", run.err);
    let run = folder.feed("--check -", DRAFT.as_bytes());
    assert!(run.code == 1 && !run.text().contains("工作情况"), "{}", run.text());
}

#[test]
fn what_people_see() {
    let long = format!("{},干部作风明显转变。\n", "全年走访群众，送去温暖".repeat(12));
    let folder = Folder::with(&[("总结.txt", format!("{DRAFT}{long}").as_bytes())]);
    let mut shown = String::new();
    for args in [
        "--diff 总结.txt",
        "--diff --unsafe --pack gongwen --lang en --width 50 总结.txt",
        "--diff --ascii --width 40 --select half-width-mark 总结.txt",
        "--check 总结.txt",
        "--diff --color always --select marker-form 总结.txt",
        "总结.txt",
        "总结.txt",
        "--lang en 总结.txt",
        "无.txt",
    ] {
        let run = folder.run(args);
        let out = run.text().replace('\u{1b}', "␛");
        shown += &format!("$ jiaohe fix {args}\n{out}{}[{}]\n\n", run.err, run.code);
    }
    snapshot("fix_as_seen", &shown);
}

#[test]
fn rows_keep_to_the_width() {
    use unicode_width::UnicodeWidthStr;
    let long = format!("{},干部作风(含家风)明显转变。\n", "全年走访群众，送去温暖".repeat(9));
    let folder = Folder::with(&[("a.txt", long.repeat(3).as_bytes())]);
    for width in [30, 41, 60, 100, 400] {
        let shown = folder.run(&format!("--diff --width {width} a.txt")).text();
        let rows = shown.lines().filter(|it| it.starts_with("  "));
        assert!(6 < rows.clone().count());
        assert!(rows.clone().all(|it| it.width() <= width), "{width}\n{shown}");
    }
    assert!(Path::new(&folder.path("a.txt")).exists());
}
