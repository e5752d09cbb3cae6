//! The house rules of ARCHITECTURE.md that the compiler does not know.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::Path;

/// Every top-level module, lowest floor first, with the modules it may import.
const FLOORS: &[(&str, &str)] = &[
    ("text", ""),
    ("diagnostic", "text"),
    ("syntax", "text"),
    ("input", "text diagnostic"),
    ("model", "text syntax"),
    ("render", "text diagnostic"),
    ("kinds", "text syntax model"),
    ("pack", "text diagnostic syntax model kinds"),
    ("ledger", "text diagnostic syntax model kinds"),
    ("check", "text diagnostic syntax model kinds pack"),
    ("fix", "text diagnostic input model pack check"),
    ("project", "text diagnostic input model pack check"),
    ("verify", "text diagnostic input syntax model kinds pack check"),
    ("cli", "text diagnostic input syntax model render kinds ledger pack check fix project verify"),
    ("lib", "text diagnostic input syntax model render kinds ledger pack check project verify cli"),
    ("main", "cli"),
];

/// Folders whose members do not import each other, and what makes a file there a member.
const SIBLINGS: &[(&str, &str)] =
    &[("kinds", "impl Kind for"), ("render", "fn write(report: &Report"), ("cli", "fn run(")];

/// `jsonl` writes the objects of `json`, one a line.
const EXCEPTION: (&str, &str) = ("jsonl", "json");

/// What appears only under certain paths: one word for each place it may stand.
const CONFINED: &[(&str, &str)] = &[
    ("serde_yaml", "src/pack src/project"),
    ("nom", "src/syntax src/text/numeral.rs"),
    ("codespan_reporting", "src/render/text"),
    ("pulldown_cmark", "src/input/markdown"),
    ("calamine", "src/input/xlsx.rs"),
    ("std::fs", "src/project src/cli src/main.rs"),
    ("std::env", "src/project src/cli src/main.rs"),
    ("std::process", "src/cli src/main.rs"),
    ("std::net", ""),
    ("std::time", "src/cli"),
    ("std::io::stdin", "src/project src/cli"),
    ("std::io::stdout", "src/cli src/main.rs"),
    ("std::io::stderr", "src/cli src/main.rs"),
    ("io::stdin", "src/project src/cli"),
    ("io::stdout", "src/cli src/main.rs"),
    ("io::stderr", "src/cli src/main.rs"),
    ("println!", "src/cli src/main.rs"),
    ("print!", "src/cli src/main.rs"),
    ("eprintln!", "src/cli src/main.rs"),
];

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 60;

/// A source file without its comments and its test module.
struct File {
    name: String,
    raw: String,
    code: String,
}

impl File {
    /// `src/render/text.rs` is the module `render text`; `src/lib.rs` is the root, named `lib`.
    fn module(&self) -> Vec<&str> {
        let inner = self.name.trim_start_matches("src/").trim_end_matches(".rs");
        inner.split('/').collect()
    }

    fn line(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }
}

fn sources() -> Vec<File> {
    fn walk(folder: &Path, files: &mut Vec<File>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
                let name = name.to_string_lossy().replace('\\', "/");
                let raw = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
                files.push(File { name, code: strip(&raw), raw });
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!files.is_empty());
    files
}

/// Cuts the test module off and blanks comments; line numbers stay.
fn strip(raw: &str) -> String {
    let code = raw.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().map(|line| {
        let comment = line.trim_start().starts_with("//");
        if comment { "" } else { line.split(" // ").next().unwrap() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Where `word` stands in `code` as a whole word and not as the tail of a longer path.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part = |mark: char| mark.is_alphanumeric() || mark == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(|mark| part(mark) || mark == ':') && !after.is_some_and(part)
    })
}

/// The paths of a use tree: `a::{b, c::d}` gives `a b` and `a c d`.
fn tree(input: &str) -> Vec<Vec<String>> {
    let end = input.find(|mark: char| !(mark.is_alphanumeric() || mark == '_'));
    let (name, rest) = input.split_at(end.unwrap_or(input.len()));
    if let Some(inner) = rest.strip_prefix('{').filter(|_| name.is_empty()) {
        return branches(inner).iter().flat_map(|branch| tree(branch.trim())).collect();
    }
    let below = rest.strip_prefix("::").map_or_else(Vec::new, tree);
    if below.is_empty() {
        return if name.is_empty() { Vec::new() } else { vec![vec![name.to_owned()]] };
    }
    below.into_iter().map(|path| [vec![name.to_owned()], path].concat()).collect()
}

/// The members of a group, up to its closing brace.
fn branches(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, mark) in inner.char_indices() {
        match mark {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.push(&inner[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    members
}

/// Every path a file names from the root of the crate, with its line.
fn imports(file: &File) -> Vec<(usize, Vec<String>)> {
    let module: Vec<String> = match file.module()[..] {
        ["lib"] | ["main"] => Vec::new(),
        ref module => module.iter().map(|it| (*it).to_owned()).collect(),
    };
    let root = if file.name == "src/main.rs" { "jiaohe" } else { "crate" };
    let mut found = Vec::new();
    for start in [root, "super"] {
        for at in words(&file.code, start) {
            let mut rest = &file.code[at + start.len()..];
            let mut base = if start == root { 0 } else { module.len().saturating_sub(1) };
            while let Some(above) = rest.strip_prefix("::super") {
                base = base.saturating_sub(1);
                rest = above;
            }
            for path in rest.strip_prefix("::").map_or_else(Vec::new, tree) {
                found.push((file.line(at), [&module[..base], &path[..]].concat()));
            }
        }
    }
    found
}

fn report(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}

#[test]
fn imports_go_only_downward() {
    let mut broken = Vec::new();
    for file in sources() {
        let own = file.module()[0];
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == own) else {
            broken.push(format!("{}:1: `{own}` has no floor in tests/architecture.rs", file.name));
            continue;
        };
        for (line, path) in imports(&file) {
            let known = FLOORS.iter().any(|(name, _)| *name == path[0]);
            if known && path[0] != own && !allowed.split(' ').any(|it| it == path[0]) {
                let path = path.join("::");
                broken.push(format!("{}:{line}: `{own}` imports `{path}`", file.name));
            }
        }
    }
    report("Imports go only downward; FLOORS says who may know whom.", &broken);
}

#[test]
fn siblings_do_not_import_each_other() {
    let files = sources();
    let member = |folder: &str, own: &str| {
        let name = format!("src/{folder}/{own}.rs");
        let mark = SIBLINGS.iter().find(|(name, _)| *name == folder).map(|(_, mark)| *mark);
        let file = files.iter().find(|file| file.name == name);
        file.zip(mark).is_some_and(|(file, mark)| file.code.contains(mark))
    };
    let mut broken = Vec::new();
    for file in &files {
        let [folder, own, ..] = file.module()[..] else { continue };
        for (line, path) in imports(file) {
            let [to, other, ..] = &path[..] else { continue };
            let sibling = to == folder && other != own && (own, &**other) != EXCEPTION;
            if sibling && member(folder, own) && member(folder, other) {
                broken.push(format!("{}:{line}: `{own}` imports `{folder}::{other}`", file.name));
            }
        }
    }
    report("Kinds, formats and commands do not import each other.", &broken);
}

#[test]
fn outside_things_stay_in_their_place() {
    let mut broken = Vec::new();
    for file in sources() {
        let mut paths: Vec<(usize, String)> = words(&file.code, "std")
            .flat_map(|at| {
                let paths = tree(&file.code[at..]).into_iter();
                paths.map(move |path| (at, path.join("::")))
            })
            .map(|(at, path)| (file.line(at), path))
            .collect();
        for (thing, _) in CONFINED.iter().filter(|(thing, _)| !thing.starts_with("std")) {
            let places = words(&file.code, thing.trim_end_matches('!'));
            let places = places.filter(|at| file.code[*at..].starts_with(thing));
            paths.extend(places.map(|at| (file.line(at), (*thing).to_owned())));
        }
        for (line, path) in paths {
            let under = |thing: &str| path == thing || path.starts_with(&format!("{thing}::"));
            let Some((thing, homes)) = CONFINED.iter().find(|(thing, _)| under(thing)) else {
                continue;
            };
            if !homes.split_whitespace().any(|home| file.name.starts_with(home)) {
                let homes = if homes.is_empty() { "nowhere" } else { homes };
                broken.push(format!("{}:{line}: `{thing}` may stand in: {homes}", file.name));
            }
        }
    }
    report("Parsers, printers and the outside world stay in their place.", &broken);
}

#[test]
fn files_and_functions_stay_short() {
    let mut broken = Vec::new();
    for file in sources() {
        let length = file.raw.lines().count();
        if LONGEST_FILE < length {
            broken.push(format!("{}:1: {length} lines", file.name));
        }
        for (line, length) in functions(&file.code) {
            if LONGEST_FUNCTION < length {
                broken.push(format!("{}:{line}: a function of {length} lines", file.name));
            }
        }
    }
    let rule = format!("Files: {LONGEST_FILE} lines at most. Functions: {LONGEST_FUNCTION}.");
    report(&rule, &broken);
}

/// The first line and the length of every function with a body; formatted code is taken for granted.
fn functions(code: &str) -> Vec<(usize, usize)> {
    let lines: Vec<_> = code.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let mut words = trimmed.split(' ').skip_while(|word| {
            word.starts_with("pub") || ["const", "async", "in", "crate)"].contains(word)
        });
        if words.next() != Some("fn") {
            continue;
        }
        let indent = &line[..line.len() - trimmed.len()];
        let opening = lines[index..].iter().position(|it| it.ends_with(['{', '}', ';']));
        if opening.is_some_and(|at| lines[index + at].ends_with('{')) {
            let close = format!("{indent}}}");
            let end = lines[index..].iter().position(|it| **it == close);
            found.push((index + 1, end.map_or(lines.len() - index, |at| at + 1)));
        }
    }
    found
}

#[test]
fn every_module_says_what_it_is() {
    let silent = |file: &File| !file.raw.starts_with("//! ");
    let broken: Vec<_> =
        sources().iter().filter(|it| silent(it)).map(|it| format!("{}:1", it.name)).collect();
    report("Every file begins with a `//!` line.", &broken);
}

#[test]
fn readme_names_the_test_command_of_ci() {
    let read = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let script = read(".ci/run").unwrap();
    let command = script.lines().find(|line| line.starts_with("cargo test")).unwrap();
    for name in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"] {
        assert!(read(name).unwrap().contains(command), "{name} does not say `{command}`");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let read = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let (manifest, map) = (read("Cargo.toml").unwrap(), read("ARCHITECTURE.md").unwrap());
    let mut table = "";
    for line in manifest.lines() {
        table = if line.starts_with('[') { line } else { table };
        if table.ends_with("dependencies]") {
            let Some((name, _)) = line.split_once(" = ") else { continue };
            let row = |it: &str| it.starts_with("| `") && it.contains(&format!("`{name}`"));
            assert!(map.lines().any(row), "ARCHITECTURE.md gives no reason for `{name}`");
        }
    }
}

#[test]
fn the_readers_above_see_what_they_should() {
    let file =
        |name: &str, code: &str| File { name: name.into(), raw: String::new(), code: strip(code) };
    let seen = |name, code| -> Vec<String> {
        imports(&file(name, code))
            .iter()
            .map(|(line, path)| format!("{line} {}", path.join("::")))
            .collect()
    };
    let code = "// crate::no\nuse crate::{a, b::{c, d as e}};\nlet x = crate::f::g(1);";
    assert_eq!(seen("src/kinds/x.rs", code), ["2 a", "2 b::c", "2 b::d", "3 f::g"]);
    let code = "use super::y;\nuse super::super::text::Span;\nsuper::super::check::run()";
    assert_eq!(seen("src/kinds/x.rs", code), ["1 kinds::y", "2 text::Span", "3 check::run"]);
    let code = "fn a() {}\n    pub(crate) fn b(\n        x: u8,\n    ) {\n    }\nfn c();\n";
    assert_eq!(functions(code), [(2, 4)]);
    assert_eq!(strip("a\n\n#[cfg(test)]\nmod tests {\n b\n}\n"), "a");
}
