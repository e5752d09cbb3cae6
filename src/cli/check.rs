//! `check`: drafts against rules.

mod library;
mod plan;

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::screen::to_stderr;
use super::{Exit, Outcome, args, beside};
use crate::check;
use crate::diagnostic::{FileReport, Report, Severity, Summary};
use crate::model::Document;
use crate::project::{self, Input};
use crate::render::{self, Format};
use crate::text::{Language, SourceId};
use plan::Plan;

pub(super) fn run(args: args::Check, language: Language) -> Outcome {
    let plan = Plan::of(args, language)?;
    let (files, summary, failing) = check_all(&plan);
    let exit = exit(&summary, failing);
    let report = Report { files, rules: plan.rules(), summary };
    plan.screen.write(|out| render::render(&report, plan.format, plan.screen.style, out))?;
    if plan.format == Format::Text && !plan.screen.style.quiet {
        mention_others(plan.inputs.others, language);
    }
    // The process ends here: what it holds need not be taken apart first.
    std::mem::forget((report, plan));
    Ok(exit)
}

/// Checks every file, several at a time; what is not shown is dropped at once.
fn check_all(plan: &Plan) -> (Vec<FileReport>, Summary, bool) {
    let progress = Progress::of(plan);
    let one = |(index, input): (usize, &Input)| {
        let checked = check_one(plan, input, index);
        progress.step();
        checked
    };
    // The number of threads is that of the whole program; a single draft leaves them to its rules.
    let _ = ThreadPoolBuilder::new().num_threads(plan.threads).build_global();
    let files = &plan.inputs.files;
    let checked: Vec<_> = if files.len() == 1 {
        files.iter().enumerate().map(one).collect()
    } else {
        files.par_iter().enumerate().map(one).collect()
    };
    progress.end();
    let mut summary = Summary::default();
    let mut failing = false;
    let mut reports = Vec::with_capacity(checked.len());
    for (report, counted, fails) in checked {
        add(&mut summary, &counted);
        failing |= fails;
        reports.push(report);
    }
    let mut failed = plan.library.failed();
    failed.retain(|it| reports.iter().all(|known| known.error.is_none() || known.path != it.path));
    if !failed.is_empty() {
        summary.unreadable += failed.len();
        reports.extend(failed);
        reports.sort_by(|a, b| a.path.cmp(&b.path));
    }
    (reports, summary, failing)
}

/// The report of a file, what was found in it, and whether that fails the run.
fn check_one(plan: &Plan, input: &Input, index: usize) -> (FileReport, Summary, bool) {
    let mut report = FileReport { path: input.name.clone(), ..FileReport::default() };
    let mut summary = Summary::default();
    let id = SourceId(u32::try_from(index).unwrap_or(u32::MAX));
    let source = match project::read(input, plan.encoding.as_deref(), id) {
        Ok(source) => source,
        Err(problem) => {
            summary.unreadable = 1;
            report.error = Some(problem);
            return (report, summary, false);
        }
    };
    let document = Document::of(source);
    let Some(view) = plan.view(index) else { return (report, summary, false) };
    let checked = check::check_own(&document, view.set, view.settings, &view.own());
    summary.files = 1;
    summary.suppressed = checked.suppressed;
    report.diagnostics = checked.diagnostics;
    for diagnostic in &report.diagnostics {
        match diagnostic.severity {
            Severity::Error => summary.error += 1,
            Severity::Warning => summary.warning += 1,
            Severity::Info => summary.info += 1,
        }
    }
    report.diagnostics.retain(|diagnostic| view.min_severity <= diagnostic.severity);
    summary.shown = report.diagnostics.len();
    if 0 < summary.shown {
        report.sources.push(document.into_written());
        report.sources.extend(beside::shown(&report.diagnostics, &view.beside));
    }
    let fails = fails(&summary, view.fail_on);
    (report, summary, fails)
}

fn add(all: &mut Summary, one: &Summary) {
    all.files += one.files;
    all.unreadable += one.unreadable;
    all.error += one.error;
    all.warning += one.warning;
    all.info += one.info;
    all.shown += one.shown;
    all.baselined += one.baselined;
    all.suppressed += one.suppressed;
}

fn fails(summary: &Summary, fail_on: Option<Severity>) -> bool {
    let found = match fail_on {
        Some(Severity::Error) => summary.error,
        Some(Severity::Warning) => summary.error + summary.warning,
        Some(Severity::Info) => summary.error + summary.warning + summary.info,
        None => 0,
    };
    0 < found
}

fn exit(summary: &Summary, failing: bool) -> Exit {
    match (summary.unreadable, failing) {
        (0, false) => Exit::Clean,
        (0, true) => Exit::Found,
        _ => Exit::Trouble,
    }
}

fn mention_others(others: usize, language: Language) {
    if others == 0 {
        return;
    }
    to_stderr(|out| match language {
        Language::Zh => writeln!(out, "另有 {others} 个其他类型的文件没有检查。"),
        Language::En => writeln!(out, "files of other types, not checked: {others}."),
    });
}

/// A line on the terminal that says how far a long run is.
struct Progress {
    all: usize,
    done: AtomicUsize,
    language: Language,
    on: bool,
}

/// So many files are a long run.
const MANY: usize = 200;

impl Progress {
    fn of(plan: &Plan) -> Self {
        let all = plan.inputs.files.len();
        let on = MANY < all && io::stderr().is_terminal() && !plan.screen.style.quiet;
        Self { all, done: AtomicUsize::new(0), language: plan.screen.style.language, on }
    }

    fn step(&self) {
        let done = 1 + self.done.fetch_add(1, Ordering::Relaxed);
        if self.on && done.is_multiple_of(20) {
            let word = match self.language {
                Language::Zh => "检查中",
                Language::En => "checking",
            };
            to_stderr(|out| write!(out, "\r{word} {done}/{}", self.all));
        }
    }

    fn end(&self) {
        if self.on {
            to_stderr(|out| write!(out, "\r{:30}\r", ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes() {
        let found = |error, warning, info| Summary { error, warning, info, ..Summary::default() };
        for (summary, fail_on, expect) in [
            (found(0, 3, 3), Some(Severity::Error), Exit::Clean),
            (found(1, 0, 0), Some(Severity::Error), Exit::Found),
            (found(0, 1, 0), Some(Severity::Warning), Exit::Found),
            (found(0, 0, 1), Some(Severity::Warning), Exit::Clean),
            (found(0, 0, 1), Some(Severity::Info), Exit::Found),
            (found(9, 9, 9), None, Exit::Clean),
            (Summary { unreadable: 1, ..found(1, 0, 0) }, Some(Severity::Error), Exit::Trouble),
            (Summary { unreadable: 1, ..found(0, 0, 0) }, None, Exit::Trouble),
        ] {
            assert_eq!(exit(&summary, fails(&summary, fail_on)), expect, "{summary:?}");
        }
    }
}
