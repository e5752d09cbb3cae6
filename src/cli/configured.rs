//! What a configuration adds to the options: its packs, and the words for its mistakes.

use std::path::PathBuf;

use super::screen::to_stderr;
use super::{Failure, args};
use crate::diagnostic::{Report, Severity, Summary};
use crate::pack::{self, PackSource};
use crate::project::config::{self, Choice, Config, Found};
use crate::project::{Input, Origin, packs};
use crate::render::{self, Format, Style};
use crate::text::decode::Slip;
use crate::text::{Place, Source, Text};

/// The pack that compares documents; on where roles are given.
pub(super) const ACROSS: &str = "report";

/// The configurations of these files; mistakes in them end the run.
pub(super) fn find(
    files: &[Input],
    options: &args::Configured,
    style: Style,
) -> Result<Found, Failure> {
    let choice = match (&options.config, options.no_config) {
        (_, true) => Choice::Nothing,
        (Some(path), false) => Choice::Named(path.clone()),
        (None, false) => Choice::Nearest,
    };
    let found = config::find(files, &choice)
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))?;
    refuse(&found.slips, style)?;
    Ok(found)
}

/// Ends the run where there are mistakes.
pub(super) fn refuse(slips: &[(Source, Vec<Slip>)], style: Style) -> Result<(), Failure> {
    if slips.is_empty() {
        return Ok(());
    }
    show(slips, Severity::Error, style);
    Err(Failure::new(
        Text::new(
            "配置文件有错误，没有开始检查",
            "the configuration has mistakes; nothing was checked",
        ),
        Some(Text::new(
            "改好后再运行，或者加 --no-config 不用配置文件",
            "correct them, or run without it: `--no-config`",
        )),
    ))
}

/// Writes what is wrong or doubtful in configurations to standard error.
pub(super) fn show(slips: &[(Source, Vec<Slip>)], severity: Severity, style: Style) {
    if slips.is_empty() {
        return;
    }
    let files = pack::config_report(slips, severity, style.language);
    let report = Report { files, rules: Vec::new(), summary: Summary::default() };
    let style = Style { color: super::packs::colored(style), quiet: true, ..style };
    to_stderr(|out| render::render(&report, Format::Text, style, out));
}

/// Slips at places of a configuration, put under its files.
pub(super) fn placed(
    config: &Config,
    slips: Vec<(Place, Slip)>,
    all: &mut Vec<(Source, Vec<Slip>)>,
) {
    for (at, slip) in slips {
        let file = config.files.get(usize::try_from(at.source.0).unwrap_or(usize::MAX));
        let Some(file) = file else { continue };
        match all.iter_mut().find(|(source, _)| source.name == file.name) {
            Some((_, known)) if known.contains(&slip) => {}
            Some((_, known)) => known.push(slip),
            None => all.push((file.clone(), vec![slip])),
        }
    }
    all.iter_mut().for_each(|(_, slips)| slips.sort_by_key(|it| it.span));
}

/// The packs of a run: those of the configuration, else the default ones, and those of the options.
pub(super) fn packs(
    config: Option<&Config>,
    options: &args::Packs,
    with: bool,
    style: Style,
) -> Result<Vec<PackSource>, Failure> {
    let own = config.filter(|_| !options.no_default_packs);
    let (mut named, defaults) = own.map_or((Vec::new(), true), Config::asked);
    if let Some(config) = own {
        let mut slips = Vec::new();
        let entries = config.packs.iter().flat_map(|it| &it.value);
        for entry in entries.filter(|it| named.contains(&it.value)) {
            if let Err(problem) = packs::find(std::slice::from_ref(&entry.value), false) {
                let (message, help) = (problem.message, problem.help);
                let slip = Slip::new(entry.at.span, message.zh, message.en);
                slips.push((entry.at, slip.help(help.zh, help.en)));
            }
        }
        let mut all = Vec::new();
        placed(config, slips, &mut all);
        refuse(&all, style)?;
    }
    let defaults = defaults && !options.no_default_packs;
    if defaults && (with || config.is_some_and(Config::has_roles)) {
        named.push(ACROSS.into());
    }
    named.extend(options.pack.iter().cloned());
    packs::find(&named, defaults)
        .map_err(|problem| Failure::new(problem.message, Some(problem.help)))
}

/// The packs of the options and of the configuration of the working folder.
pub(super) fn here(options: &args::Packs, style: Style) -> Result<Vec<PackSource>, Failure> {
    match of_folder(style)? {
        None => super::packs::asked(options),
        Some(config) => packs(Some(&config), options, false, style),
    }
}

/// The packs that the configuration of the working folder names, where it names any.
pub(super) fn own(style: Style) -> Result<Option<Vec<PackSource>>, Failure> {
    let config = of_folder(style)?.filter(|it| it.packs.is_some());
    let options = args::Packs { pack: Vec::new(), no_default_packs: false };
    config.map(|it| packs(Some(&it), &options, false, style)).transpose()
}

fn of_folder(style: Style) -> Result<Option<Config>, Failure> {
    let any = Input { name: String::new(), origin: Origin::Disk(PathBuf::from("-")), walked: true };
    let found = find(&[any], &args::Configured::default(), style)?;
    Ok(found.configs.into_iter().next())
}
