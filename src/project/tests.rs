use std::fs;

use super::*;

/// Builds a folder of `files`, and finds `paths` in it; missing files are written `!name`.
fn check(files: &[(&str, &str)], paths: &[&str], list: &str, expect: &[&str], others: usize) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let within = |path: &&str| match *path {
        "-" | "" => PathBuf::from(*path),
        path => folder.path().join(path),
    };
    let selection = Selection {
        paths: paths.iter().map(within).collect(),
        files_from: (!list.is_empty()).then(|| PathBuf::from("-")),
        stdin_name: None,
    };
    let list: Vec<_> = list.lines().map(|line| shown(&within(&line))).collect();
    let found = find(&selection, &mut list.join("\r\n").as_bytes()).unwrap();
    let root = shown(folder.path()) + "/";
    let names: Vec<_> = found
        .files
        .iter()
        .map(|input| {
            let sign = if matches!(input.origin, Origin::Missing(_)) { "!" } else { "" };
            format!("{sign}{}", input.name.replace(&root, ""))
        })
        .collect();
    assert_eq!((names, found.others), (expect.iter().map(|it| it.to_string()).collect(), others));
}

#[test]
fn a_walk_takes_drafts_and_counts_the_rest() {
    let files = [
        ("甲/b.txt", ""),
        ("甲/a.md", ""),
        ("甲/旧.doc", ""),
        ("甲/表.xlsx", ""),
        ("甲/.密/c.txt", ""),
        ("甲/.d.txt", ""),
        ("甲/~$旧.doc", ""),
        ("甲/草稿/e.txt", ""),
        ("甲/.gitignore", "草稿/\n"),
        ("甲/.ignore", "f.txt\n"),
        ("甲/f.txt", ""),
    ];
    check(&files, &["甲"], "", &["甲/a.md", "甲/b.txt", "甲/旧.doc"], 1);
    check(&files, &["甲/草稿/e.txt", "甲/.d.txt"], "", &["甲/.d.txt", "甲/草稿/e.txt"], 0);
}

#[test]
fn named_files_are_sorted_and_taken_once() {
    let files = [("a.txt", ""), ("b.xyz", "")];
    check(&files, &["b.xyz", "a.txt", "./a.txt"], "", &["a.txt", "b.xyz"], 0);
    check(&files, &["c.txt", "a.txt"], "", &["a.txt", "!c.txt"], 0);
    check(&files, &["a.txt"], "b.xyz\n\na.txt\nd.txt", &["a.txt", "b.xyz", "!d.txt"], 0);
    check(&files, &["-", "-"], "", &["<stdin>"], 0);
}

#[test]
fn paths_are_shown_as_typed() {
    assert_eq!(shown(Path::new("./甲/乙.txt")), "甲/乙.txt");
    assert_eq!(shown(Path::new("../乙.txt")), "../乙.txt");
    assert_eq!(shown(Path::new(".")), ".");
}

#[test]
fn a_failed_write_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("报告.txt");
    save::whole(&path, |out| out.write_all(b"old")).unwrap();
    let failed = save::whole(&path, |out| {
        out.write_all(b"half")?;
        Err(io::Error::other("full"))
    });
    assert!(failed.is_err());
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What stands in a folder beside the file.
fn others(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count() - 1
}

#[test]
fn a_kill_between_write_and_rename_leaves_the_old_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "旧稿").unwrap();
    let mut seen = None;
    let result = save::replace_with(&path, "旧稿".as_bytes(), "新稿件".as_bytes(), |new| {
        seen = Some((fs::read(&path)?, fs::read(new)?));
        Err(io::Error::other("killed"))
    });
    assert_eq!(result.unwrap_err().code, "E-IO");
    assert_eq!(seen.unwrap(), ("旧稿".as_bytes().to_vec(), "新稿件".as_bytes().to_vec()));
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), others(folder.path())), ("旧稿", 0));
    let torn = std::panic::catch_unwind(|| {
        save::replace_with(&path, "旧稿".as_bytes(), "新".as_bytes(), |_| panic!("killed"))
    });
    assert!(torn.is_err());
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), others(folder.path())), ("旧稿", 0));
    save::replace(&path, "旧稿".as_bytes(), "新".as_bytes()).unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), others(folder.path())), ("新", 0));
}

#[test]
fn a_file_that_changed_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "旧稿").unwrap();
    let result = save::replace_with(&path, "旧稿".as_bytes(), "新稿".as_bytes(), |_| {
        fs::write(&path, "别人改过")
    });
    assert_eq!(result.unwrap_err().code, "E-FIX-CHANGED");
    assert_eq!(fs::read_to_string(&path).unwrap(), "别人改过");
    assert_eq!(others(folder.path()), 0);
    fs::remove_file(&path).unwrap();
    let gone = save::replace(&path, "别人改过".as_bytes(), "新稿".as_bytes());
    assert_eq!((gone.unwrap_err().code, path.exists()), ("E-IO", false));
}
