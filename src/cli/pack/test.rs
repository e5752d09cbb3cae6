//! `pack test`: the cases inside rules and the documents beside them, and new marks where asked.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cli::args;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Failure, Outcome, configured, packs};
use crate::pack::{self, Loaded, PackSource, RuleSet};
use crate::project::{packs as on_disk, save};
use crate::text::{Edit, Language, Text};
use crate::verify::draft::{self, Draft};
use crate::verify::update::{Update, updates};
use crate::verify::{self, Outcome as Verdicts, Verdict};

/// What the options ask for.
pub(super) struct Asked {
    pub(super) packs: Vec<PathBuf>,
    pub(super) update: bool,
    pub(super) yes: bool,
}

pub(super) fn run_cases(asked: &Asked, screen: &args::Screen, language: Language) -> Outcome {
    let screen = Screen::of(screen, false, language);
    let sources = match asked.packs.as_slice() {
        [] => configured::own(screen.style)?.map_or_else(|| packs::named(&[]), Ok)?,
        named => packs::named(named)?,
    };
    let Loaded { set, slips, .. } = packs::with_ledgers(pack::load(&sources));
    packs::complain(&slips, screen.style);
    let drafts = drafts(&sources)?;
    if asked.update {
        return update(&set, &drafts, asked.yes, &screen);
    }
    let mut verdicts = verify::verify(&set, language);
    verdicts.extend(drafts.iter().map(|it| draft::verify(&it.set, &it.draft, language)));
    screen.write(|out| write_verdicts(&verdicts, language, out))?;
    Ok(if !slips.is_empty() {
        Exit::Trouble
    } else if verdicts.iter().any(|verdict| verdict.outcome.fails()) {
        Exit::Found
    } else {
        Exit::Clean
    })
}

/// In the order of the summary.
const OUTCOMES: [Verdicts; 6] = [
    Verdicts::Passed,
    Verdicts::Missing,
    Verdicts::Noisy,
    Verdicts::Wrong,
    Verdicts::Untested,
    Verdicts::Todo,
];

/// What did not pass, each with its difference, then the counts.
fn write_verdicts(verdicts: &[Verdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    for verdict in verdicts {
        if verdict.outcome == Verdicts::Passed {
            continue;
        }
        let word = verdict.outcome.name(language);
        let head = format!("{}:{}: {word} {}", verdict.file, verdict.line, verdict.rule);
        writeln!(out, "{}", head.trim_end())?;
        indented(&verdict.difference, out)?;
    }
    let (gap, end) = match language {
        Language::Zh => ("，", "。"),
        Language::En => (", ", "."),
    };
    let count = |asked| verdicts.iter().filter(|verdict| verdict.outcome == asked).count();
    let counts: Vec<_> = OUTCOMES
        .iter()
        .map(|outcome| (outcome, count(*outcome)))
        .filter(|(outcome, count)| **outcome == Verdicts::Passed || 0 < *count)
        .map(|(outcome, count)| format!("{} {count}", outcome.name(language)))
        .collect();
    let all = verdicts.len();
    match language {
        Language::Zh => write!(out, "共 {all} 个用例：")?,
        Language::En => write!(out, "{all} cases: ")?,
    }
    writeln!(out, "{}{end}", counts.join(gap))
}

fn indented(text: &str, out: &mut dyn Write) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "    {line}"))
}

/// A document on the disk, the file of its table, and the rules of its pack.
struct Stored {
    draft: Draft,
    table: PathBuf,
    set: Rc<RuleSet>,
}

/// The documents in the folders `tests/` of packs; rules of other packs do not count in them.
fn drafts(sources: &[PackSource]) -> Result<Vec<Stored>, Failure> {
    let mut drafts = Vec::new();
    for source in sources {
        let PackSource::Files(path, _) = source else { continue };
        let path = Path::new(path);
        let found = on_disk::drafts(path)
            .map_err(|problem| Failure::new(problem.message, Some(problem.help)))?;
        if found.is_empty() {
            continue;
        }
        let own = packs::named(&[path.to_owned()])?;
        let set = Rc::new(packs::with_ledgers(pack::load(&own)).set);
        for it in found {
            for (role, source) in &it.with {
                packs::role(role, &source.name, &set.roles)?;
            }
            let expected = fs::read_to_string(&it.table).unwrap_or_default();
            let draft = Draft { source: it.source, with: it.with, expected };
            drafts.push(Stored { draft, table: it.table, set: Rc::clone(&set) });
        }
    }
    Ok(drafts)
}

/// Shows what would change, and writes it where the person has said yes.
fn update(set: &RuleSet, drafts: &[Stored], yes: bool, screen: &Screen) -> Outcome {
    let language = screen.style.language;
    let cases = updates(set, language);
    let tables: Vec<(&Stored, Verdict)> = drafts
        .iter()
        .map(|it| (it, draft::verify(&it.set, &it.draft, language)))
        .filter(|(_, verdict)| verdict.outcome.fails())
        .collect();
    let can = cases.iter().filter(|it| it.edit.is_some()).count() + tables.len();
    screen.write(|out| {
        cases.iter().try_for_each(|it| write_update(it, language, out))?;
        for (_, verdict) in &tables {
            writeln!(out, "{}", verdict.file)?;
            indented(&verdict.difference, out)?;
        }
        writeln!(out, "{}", closing(can, yes).get(language))
    })?;
    if yes {
        write_cases(&cases)?;
        for (stored, _) in tables {
            let table = draft::table(&stored.set, &stored.draft);
            save::whole(&stored.table, |out| out.write_all(table.as_bytes()))?;
        }
    }
    let left = cases.iter().any(|it| it.edit.is_none());
    Ok(if left || (0 < can && !yes) { Exit::Found } else { Exit::Clean })
}

fn write_update(update: &Update, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}:{}: {}", update.file, update.line, update.rule)?;
    indented(&update.difference, out)?;
    if update.edit.is_none() {
        let words = Text::new(
            "不改：报与不报、报的话对不对，要由人决定",
            "left alone: whether to report, and in which words, a person decides",
        );
        indented(words.get(language), out)?;
    }
    Ok(())
}

fn closing(can: usize, yes: bool) -> Text {
    match (can, yes) {
        (0, _) => Text::new("没有要改的标记。", "No marks to change."),
        (_, false) => Text::new(
            format!("有 {can} 处可以照“实报”改，还没有改。看过以后加 --yes 再运行。"),
            format!(
                "{can} could be written as found; nothing is written yet. Read them, then run again with --yes."
            ),
        ),
        (_, true) => {
            Text::new(format!("已照“实报”改了 {can} 处。"), format!("{can} written as found."))
        }
    }
}

/// Writes the edits, the last of each file first.
fn write_cases(updates: &[Update]) -> Result<(), Failure> {
    let mut files: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for update in updates {
        files.entry(&update.file).or_default().extend(&update.edit);
    }
    for (file, mut edits) in files.into_iter().filter(|(_, edits)| !edits.is_empty()) {
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut bytes = fs::read(file)?;
        let mark = if bytes.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
        for edit in edits {
            let at = edit.span.range();
            let at = at.start + mark..at.end + mark;
            if bytes.get(at.clone()).is_some() {
                bytes.splice(at, edit.text.bytes());
            }
        }
        save::whole(Path::new(file), |out| out.write_all(&bytes))?;
    }
    Ok(())
}
