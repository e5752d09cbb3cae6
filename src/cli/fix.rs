//! `fix`: applies the edits that rules mark as safe.

mod words;

use std::io::{self, Write};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::screen::{Screen, to_stderr};
use super::{Exit, Failure, Outcome, args, chosen, files};
use crate::check::Settings;
use crate::diagnostic::{Problem, Severity};
use crate::fix::{self, Asked, Fixed};
use crate::input::{self, Raw};
use crate::pack::RuleSet;
use crate::project::{self, Input, Origin, save};
use crate::render::write_diff;
use crate::text::{Language, Source, SourceId};

/// What the options mean together.
struct Plan {
    set: RuleSet,
    settings: Settings,
    encoding: Option<String>,
    offered: bool,
    diff: bool,
    check: bool,
    screen: Screen,
}

/// What came of one draft: its text as it was, and what was done.
type Done = Result<(Source, Fixed), Problem>;

/// How much was done in all.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    files: usize,
    changed: usize,
    applied: usize,
    offered: usize,
    left: usize,
    trouble: usize,
}

pub(super) fn run(args: args::Fix, language: Language) -> Outcome {
    files::known_encoding(args.files.encoding.as_deref())?;
    let inputs = files::find(&args.files)?;
    let threads = args.threads.map_or(0, usize::from);
    let plan = Plan::of(args, language)?;
    let _ = ThreadPoolBuilder::new().num_threads(threads).build_global();
    let done: Vec<Done> = inputs.files.par_iter().map(|input| one(&plan, input)).collect();
    let mut tally = Tally::default();
    let mut piped = false;
    for (input, done) in inputs.files.iter().zip(&done) {
        tally.add(done);
        if let Err(problem) = done {
            files::complain(&input.name, problem, language);
        }
        piped |= plan.pass_on(input, done)?;
    }
    plan.tell(&inputs.files, &done, tally, piped)?;
    Ok(plan.exit(tally))
}

/// Corrects one draft, and writes it back unless asked not to.
fn one(plan: &Plan, input: &Input) -> Done {
    let bytes = project::content(input)?;
    let raw = Raw { name: &input.name, bytes: &bytes, encoding: plan.encoding.as_deref() };
    let source = input::read(raw, SourceId(0))?;
    let asked = Asked { set: &plan.set, settings: &plan.settings, offered: plan.offered };
    let fixed = fix::fix(raw, source.clone(), asked)?;
    if let (Origin::Disk(path), Some(new), true) = (&input.origin, &fixed.bytes, plan.writes()) {
        save::replace(path, &bytes, new)?;
    }
    Ok((source, fixed))
}

impl Plan {
    fn of(args: args::Fix, language: Language) -> Result<Self, Failure> {
        let look =
            args::Screen { output: None, width: args.width, ascii: args.ascii, color: args.color };
        let screen = Screen::of(&look, args.quiet, language);
        let rules = chosen::Asked {
            packs: &args.packs,
            keep_going: args.keep_going,
            encoding: args.files.encoding.as_deref(),
        };
        let (set, settings) = chosen::rules(args.chosen, rules, screen.style)?;
        Ok(Self {
            set,
            settings,
            encoding: args.files.encoding,
            offered: args.offered,
            diff: args.diff,
            check: args.check,
            screen,
        })
    }

    /// Whether anything is written at all.
    fn writes(&self) -> bool {
        !self.diff && !self.check
    }

    /// Writes standard input, corrected or as it was, to standard output.
    fn pass_on(&self, input: &Input, done: &Done) -> Result<bool, Failure> {
        let Origin::Memory(old) = &input.origin else { return Ok(false) };
        if !self.writes() {
            return Ok(false);
        }
        let new = match done {
            Ok((_, fixed)) => fixed.bytes.as_ref().unwrap_or(old),
            // Of a text above the limit only the beginning was read.
            Err(problem) if problem.code == input::too_large().code => return Ok(false),
            Err(_) => old,
        };
        let mut out = io::stdout().lock();
        out.write_all(new)?;
        out.flush()?;
        Ok(true)
    }

    /// Says what was done; beside the text of standard input, on standard error.
    fn tell(
        &self,
        inputs: &[Input],
        done: &[Done],
        tally: Tally,
        piped: bool,
    ) -> Result<(), Failure> {
        let write = |out: &mut dyn Write| -> io::Result<()> {
            let style = self.screen.style;
            for (input, done) in inputs.iter().zip(done) {
                let Ok((source, fixed)) = done else { continue };
                if fixed.changes.is_empty() || (style.quiet && !self.diff) {
                    continue;
                }
                words::file(&input.name, fixed, self.writes(), style, out)?;
                if self.diff {
                    write_diff(source, &fixed.changes, style, out)?;
                }
            }
            if style.quiet { Ok(()) } else { words::summary(tally, self.writes(), style, out) }
        };
        if piped {
            to_stderr(write);
            return Ok(());
        }
        self.screen.write(write)
    }

    fn exit(&self, tally: Tally) -> Exit {
        match (tally.trouble, tally.changed) {
            (0, 0) => Exit::Clean,
            (0, _) if self.check => Exit::Found,
            (0, _) => Exit::Clean,
            _ => Exit::Trouble,
        }
    }
}

impl Tally {
    fn add(&mut self, done: &Done) {
        let Ok((_, fixed)) = done else {
            self.trouble += 1;
            return;
        };
        self.files += 1;
        self.changed += usize::from(!fixed.changes.is_empty());
        self.applied += fixed.applied.len();
        self.offered += fixed.offered.len();
        let stays = |at: usize| !fixed.offered.contains(&at);
        let grave = |it: &crate::diagnostic::Diagnostic| Severity::Warning <= it.severity;
        self.left +=
            fixed.left.iter().enumerate().filter(|(at, it)| grave(it) && stays(*at)).count();
    }
}
