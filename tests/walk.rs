//! The walk of `docs/packs.md` is walked: its files are written, its commands run in a folder of
//! their own, and what they print is what the page shows.
//!
//! Blocks say what they are: `yaml title=FILE` and `text title=FILE` are whole files, `yaml
//! append=FILE` goes to the end of one, `diff title=FILE` changes lines, `yaml in=FILE` stands there
//! already, `console` has commands after `$` with their output.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

const PAGES: [(&str, usize); 2] = [("docs/packs.md", 1), ("docs/packs.zh-CN.md", 0)];

#[test]
fn every_step_does_what_the_page_says() {
    for (page, exports) in PAGES {
        let shown = fs::read_to_string(page).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut walk = Walk { page, folder: folder.path(), exports: Vec::new(), commands: 0 };
        let real = walk.through(&shown);
        assert!(12 < walk.commands, "{page}");
        assert_eq!(walk.exports.len(), exports, "{page}");
        if real != shown && std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
            fs::write(page, &real).unwrap();
            continue;
        }
        let mut lines = shown.lines().zip(real.lines()).enumerate();
        let differs = lines.find(|(_, (shown, real))| shown != real);
        let (line, (shown, real)) = differs.unwrap_or_default();
        assert_eq!(
            shown,
            real,
            "{page}:{}: INSTA_UPDATE=always cargo test --test walk writes the page anew",
            line + 1
        );
    }
}

/// A reader who follows a page to the letter.
struct Walk<'a> {
    page: &'a str,
    folder: &'a Path,
    exports: Vec<(String, String)>,
    commands: usize,
}

impl Walk<'_> {
    /// The page with the outputs as they are.
    fn through(&mut self, page: &str) -> String {
        let mut real = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            real.push_str(line);
            real.push('\n');
            let Some(kind) = line.strip_prefix("```").filter(|it| !it.is_empty()) else { continue };
            let block = lines.by_ref().take_while(|it| *it != "```");
            let text: String = block.map(|it| format!("{it}\n")).collect();
            let text = if kind == "console" { self.run(&text) } else { self.write(kind, text) };
            real.push_str(&text);
            real.push_str("```\n");
        }
        real
    }

    fn write(&self, kind: &str, text: String) -> String {
        let Some((how, name)) = kind.split_once(' ').and_then(|(_, it)| it.split_once('=')) else {
            return text;
        };
        let page = self.page;
        let path = self.folder.join(name);
        let there = fs::read_to_string(&path).unwrap_or_default();
        let then = match how {
            "title" if kind.starts_with("diff ") => changed(&there, &text, page),
            "title" => text.clone(),
            "append" => format!("{there}{text}"),
            "in" => {
                assert!(there.contains(&text), "{page}: {name} has not\n{text}");
                return text;
            }
            _ => panic!("{page}: {kind}"),
        };
        fs::write(path, then).unwrap();
        text
    }

    /// The commands of a block with what they print.
    fn run(&mut self, block: &str) -> String {
        let mut real = String::new();
        for command in block.lines().filter_map(|it| it.strip_prefix("$ ")) {
            real.push_str(&format!("$ {command}\n"));
            self.commands += 1;
            if let Some((name, value)) =
                command.strip_prefix("export ").and_then(|it| it.split_once('='))
            {
                self.exports.push((name.to_owned(), value.to_owned()));
                continue;
            }
            let output = self.output(command);
            if !output.is_empty() {
                real.push_str(output.trim_end_matches('\n'));
                real.push('\n');
            }
        }
        real
    }

    /// What a terminal shows of a command.
    fn output(&self, command: &str) -> String {
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("jiaohe"), "{}: {command}", self.page);
        let path = self.folder.join(".output");
        File::create(&path).unwrap();
        let open = || File::options().append(true).open(&path).unwrap();
        let mut jiaohe = Command::new(env!("CARGO_BIN_EXE_jiaohe"));
        for name in ["JIAOHE_LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
            jiaohe.env_remove(name);
        }
        jiaohe.envs(self.exports.iter().map(|(name, value)| (name, value)));
        jiaohe.current_dir(self.folder).args(words).stdin(Stdio::null());
        jiaohe.stdout(open()).stderr(open()).status().unwrap();
        fs::read_to_string(&path).unwrap()
    }
}

/// A file with lines of `-` replaced by those of `+`; blank lines stand between changes.
fn changed(there: &str, diff: &str, page: &str) -> String {
    let side = |lines: &str, sign: char| -> String {
        let lines = lines.lines().filter_map(|it| it.strip_prefix(sign));
        lines.map(|it| format!("{it}\n")).collect()
    };
    diff.split("\n\n").fold(there.to_owned(), |text, change| {
        let (old, new) = (side(change, '-'), side(change, '+'));
        assert_eq!(text.matches(&old).count(), 1, "{page}: not once in the file\n{old}");
        text.replace(&old, &new)
    })
}
