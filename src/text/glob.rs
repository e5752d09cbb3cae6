//! Paths against globs: `*` within a folder, `**` over folders, `?` one character.

/// Whether `glob` matches `path`; a glob without `/` is held against the file name alone.
pub fn matches(glob: &str, path: &str) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let subject: Vec<char> = if glob.contains('/') { path } else { name }.chars().collect();
    let mut reached = vec![false; subject.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    let mut rest = glob.strip_prefix("./").unwrap_or(glob);
    while let Some(mark) = rest.chars().next() {
        let deep = rest.starts_with("**");
        // `**/` also stands for no folder at all.
        let (length, none) = match deep {
            true if rest.starts_with("**/") => (3, true),
            true => (2, false),
            false => (mark.len_utf8(), false),
        };
        reached = step(&reached, &subject, mark, deep, none);
        rest = rest.get(length..).unwrap_or("");
    }
    reached.last().copied().unwrap_or(false)
}

/// From the offsets reached so far to those behind one more mark of the glob.
fn step(reached: &[bool], subject: &[char], mark: char, deep: bool, none: bool) -> Vec<bool> {
    let mut next = vec![false; reached.len()];
    let mut inside = false;
    for (at, slot) in next.iter_mut().enumerate() {
        let here = reached.get(at).copied().unwrap_or(false);
        let before = at.checked_sub(1);
        let came = before.and_then(|it| reached.get(it)).copied().unwrap_or(false);
        let over = before.and_then(|it| subject.get(it)).copied();
        *slot = match mark {
            '*' => {
                inside = here || (inside && (deep || over != Some('/')));
                inside && (!none || here || over == Some('/'))
            }
            '?' => came && over.is_some_and(|it| it != '/'),
            mark => came && over == Some(mark),
        };
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (glob, path, expect) in [
            ("*.txt", "a/b/总结.txt", true),
            ("*总结*", "a/年度总结.md", true),
            ("*总结*", "总结/a.md", false),
            ("总结/*", "总结/a.md", true),
            ("总结/*", "总结/b/a.md", false),
            ("总结/**", "总结/b/a.md", true),
            ("**/党建/*.txt", "党建/a.txt", true),
            ("**/党建/*.txt", "x/y/党建/a.txt", true),
            ("**/党建/*.txt", "x党建/a.txt", false),
            ("20??.txt", "2024.txt", true),
            ("20??.txt", "20245.txt", false),
            ("./a/*.txt", "./a/b.txt", true),
        ] {
            assert_eq!(matches(glob, path), expect, "{glob} {path}");
        }
    }
}
