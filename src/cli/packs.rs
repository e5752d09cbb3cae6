//! The packs of a run, the rules in them, and the mistakes in their YAML.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::screen::to_stderr;
use super::{Failure, args};
use crate::check::{self, Settings};
use crate::diagnostic::{Report, Severity, Summary};
use crate::pack::{self, Loaded, PackSource, Rule, RuleSet};
use crate::project::{ledgers, packs};
use crate::render::{self, Format, Style};
use crate::text::decode::Slip;
use crate::text::nearest::nearest;
use crate::text::{Language, Source, Text};

/// The packs that the options ask for.
pub(super) fn asked(options: &args::Packs) -> Result<Vec<PackSource>, Failure> {
    found(&options.pack, !options.no_default_packs)
}

/// The packs at `paths`; all built-in packs when there are none.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<PackSource>, Failure> {
    match paths {
        [] => Ok(built_in()),
        paths => found(paths, false),
    }
}

/// Every pack of the program.
pub(super) fn built_in() -> Vec<PackSource> {
    pack::built_in_names()
        .into_iter()
        .map(|(name, _)| PackSource::BuiltIn(name.to_owned()))
        .collect()
}

fn found(paths: &[PathBuf], defaults: bool) -> Result<Vec<PackSource>, Failure> {
    packs::find(paths, defaults)
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))
}

/// The packs with the ledgers that their rules name, and all mistakes.
pub(super) fn with_ledgers(mut loaded: Loaded) -> Loaded {
    loaded.slips.extend(ledgers::fill(&mut loaded.set, |_| true));
    loaded
}

/// What rules are loaded for.
#[derive(Clone, Copy)]
pub(super) enum Purpose<'a> {
    /// To be read about: no ledger is opened.
    Reading,
    /// To run as the settings say: explanations are left out, and ledgers of rules that do not run.
    Running(&'a Settings),
}

/// The sound rules of `packs`; mistakes go to standard error, and stop the run unless it keeps going.
pub(super) fn load(
    packs: &[PackSource],
    keep_going: bool,
    style: Style,
    purpose: Purpose<'_>,
) -> Result<RuleSet, Failure> {
    let Loaded { set, slips, warnings } = match purpose {
        Purpose::Reading => pack::load(packs),
        Purpose::Running(settings) => {
            let mut loaded = pack::load_bare(packs);
            let read = ledgers::fill(&mut loaded.set, |rule| check::runs(rule, settings));
            loaded.slips.extend(read);
            loaded
        }
    };
    warn(&warnings, style);
    if slips.is_empty() {
        return Ok(set);
    }
    complain(&slips, style);
    if keep_going {
        return Ok(set);
    }
    Err(Failure::new(
        Text::new("规则包有错误，没有开始检查", "the packs have mistakes; nothing was checked"),
        Some(Text::new(
            "改好后再运行，或者加 --keep-going 只用没错的规则",
            "correct them, or run the sound rules alone with `--keep-going`",
        )),
    ))
}

/// Writes what is doubtful in packs to standard error.
fn warn(warnings: &[(Source, Vec<Slip>)], style: Style) {
    if !warnings.is_empty() {
        let report = doubts(warnings, style.language);
        let style = Style { color: colored(style), quiet: true, ..style };
        to_stderr(|out| render::render(&report, Format::Text, style, out));
    }
}

/// Writes the mistakes in packs to standard error.
pub(super) fn complain(slips: &[(Source, Vec<Slip>)], style: Style) {
    if slips.is_empty() {
        return;
    }
    let report = mistakes(slips, style.language);
    let style = Style { color: colored(style), quiet: true, ..style };
    to_stderr(|out| render::render(&report, Format::Text, style, out));
}

/// Whether standard error is to be coloured.
pub(super) fn colored(style: Style) -> bool {
    style.color && anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

/// The mistakes in packs as a report, for any renderer.
pub(super) fn mistakes(slips: &[(Source, Vec<Slip>)], language: Language) -> Report {
    let files = pack::slips_report(slips, language);
    let count = files.iter().map(|file| file.diagnostics.len()).sum();
    let summary = Summary { files: files.len(), error: count, shown: count, ..Summary::default() };
    Report { files, rules: Vec::new(), summary }
}

/// What is doubtful in packs as a report, for any renderer.
pub(super) fn doubts(warnings: &[(Source, Vec<Slip>)], language: Language) -> Report {
    let files = pack::warnings_report(warnings, language);
    let count = files.iter().map(|file| file.diagnostics.len()).sum();
    let summary =
        Summary { files: files.len(), warning: count, shown: count, ..Summary::default() };
    Report { files, rules: Vec::new(), summary }
}

/// The rule called `name`, short or `pack/rule`.
pub(super) fn rule<'a>(set: &'a RuleSet, name: &str) -> Result<&'a Rule, Failure> {
    set.rules.iter().find(|rule| rule.is_called(name)).ok_or_else(|| unknown(name, set, false))
}

/// Refuses a rule or pack of `--select` or `--ignore` that does not exist.
pub(super) fn known(names: &[String], set: &RuleSet) -> Result<(), Failure> {
    for name in names {
        if !set.rules.iter().any(|rule| rule.answers_to(name)) {
            return Err(unknown(name, set, true));
        }
    }
    Ok(())
}

fn unknown(name: &str, set: &RuleSet, packs_too: bool) -> Failure {
    let mut names = BTreeSet::new();
    for rule in &set.rules {
        names.insert(rule.shown());
        names.insert(rule.info.id.clone());
        if packs_too {
            names.insert(rule.info.pack.clone());
            names.extend(rule.info.tags.iter().cloned());
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let help = match nearest(name, &names) {
        Some(near) => Text::new(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
        None => Text::new(
            "全部规则见 jiaohe rules；自己的规则要用 --pack 指明规则包",
            "`jiaohe rules` lists all rules; a rule of your own needs --pack",
        ),
    };
    Failure::new(
        Text::new(format!("没有“{name}”这条规则"), format!("unknown rule `{name}`")),
        Some(help),
    )
}

/// Refuses the document at `path` whose role no rule looks at; `roles` are those that rules ask for.
pub(super) fn role(role: &str, path: &str, roles: &[String]) -> Result<(), Failure> {
    if roles.iter().any(|it| it == role) {
        return Ok(());
    }
    let names: Vec<&str> = roles.iter().map(String::as_str).collect();
    let list = names.join(" ");
    let help = match nearest(role, &names) {
        Some(near) => Text::new(format!("是否为 {near}？"), format!("did you mean `{near}`?")),
        None if names.is_empty() => Text::new(
            "只有 relate 规则看另一份文件；请用 --pack 加上有这种规则的规则包",
            "only rules of the kind `relate` look at another document; add their pack with --pack",
        ),
        None => Text::new(format!("可用：{list}"), format!("one of: {list}")),
    };
    Err(Failure::new(
        Text::new(
            format!("没有规则用到角色“{role}”（{path}）"),
            format!("no rule looks at a document with the role `{role}` ({path})"),
        ),
        Some(help),
    ))
}

/// How grave the gravest finding of the rule is; none for a rule that is off.
pub(super) fn severity(rule: &Rule) -> Option<Severity> {
    let map = rule.severities;
    map.certain.or(map.likely).or(map.possible)
}

/// The word for what `severity` gives.
pub(super) fn severity_word(severity: Option<Severity>, language: Language) -> &'static str {
    match (severity, language) {
        (Some(Severity::Error), Language::Zh) => "错误",
        (Some(Severity::Warning), Language::Zh) => "警告",
        (Some(Severity::Info), Language::Zh) => "提示",
        (None, Language::Zh) => "不报",
        (Some(severity), Language::En) => severity.name(),
        (None, Language::En) => "none",
    }
}
