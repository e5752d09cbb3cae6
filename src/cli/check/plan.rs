//! What the options and the configurations mean together: for each draft its rules, severities
//! and the documents beside it.

mod doubts;

use std::borrow::Cow;
use std::path::PathBuf;

use super::super::packs::Purpose;
use super::super::screen::Screen;
use super::super::{Failure, args, beside, configured, files, packs};
use super::library::Library;
use crate::check::{Own, Settings};
use crate::diagnostic::{RuleInfo, Severity};
use crate::kinds::Beside;
use crate::pack::{PackSource, Rule, RuleSet, Severities};
use crate::project::config::{self, Config, Found};
use crate::project::{Inputs, Origin};
use crate::render::Format;
use crate::text::Language;

/// A run, ready to begin.
pub(super) struct Plan {
    pub(super) inputs: Inputs,
    pub(super) encoding: Option<String>,
    pub(super) threads: usize,
    pub(super) format: Format,
    pub(super) screen: Screen,
    /// Each set of packs once.
    sets: Vec<RuleSet>,
    /// One for each configuration, and one for drafts without.
    groups: Vec<Group>,
    /// One for each input.
    shares: Vec<Share>,
    pub(super) library: Library,
}

/// Drafts of one configuration.
struct Group {
    set: usize,
    settings: Settings,
    beside: Beside,
    min_severity: Severity,
    fail_on: Option<Severity>,
    /// Which overrides reach a draft, and the severities that follow.
    variants: Vec<(Vec<bool>, Vec<Severities>)>,
}

/// What concerns one draft.
#[derive(Default)]
struct Share {
    group: usize,
    variant: Option<usize>,
    /// Its path as its configuration sees it.
    path: Option<String>,
    /// The documents beside it: role, and number in the library.
    beside: Vec<(String, usize)>,
}

/// What one draft is checked with.
pub(super) struct View<'a> {
    pub(super) set: &'a RuleSet,
    pub(super) settings: &'a Settings,
    pub(super) min_severity: Severity,
    pub(super) fail_on: Option<Severity>,
    pub(super) beside: Cow<'a, Beside>,
    severities: &'a [Severities],
    path: Option<&'a str>,
}

impl View<'_> {
    pub(super) fn own(&self) -> Own<'_> {
        Own { beside: Some(&self.beside), severities: self.severities, path: self.path }
    }
}

impl Plan {
    pub(super) fn of(args: args::Check, language: Language) -> Result<Self, Failure> {
        let screen = Screen::of(&args.screen, args.quiet, language);
        files::known_encoding(args.files.encoding.as_deref())?;
        let mut inputs = files::find(&args.files)?;
        let mut found = configured::find(&inputs.files, &args.configured, screen.style)?;
        let doubts = doubts::globs(&found, &args.files.paths);
        leave_out(&mut inputs, &mut found, args.force_exclude)?;
        let format = Format::from_name(&args.format).unwrap_or(Format::Text);
        let mut plan = Plan {
            inputs,
            encoding: args.files.encoding.clone(),
            threads: args.threads.map_or(0, usize::from),
            format,
            screen,
            sets: Vec::new(),
            groups: Vec::new(),
            shares: Vec::new(),
            library: Library::default(),
        };
        plan.add_groups(&args, &found)?;
        let mut doubts = doubts;
        doubts.extend(plan.add_shares(&found));
        doubts::show(&found, doubts, &plan, &args);
        Ok(plan)
    }

    /// Loads the packs of each configuration that has a draft; equal packs once.
    fn add_groups(&mut self, args: &args::Check, found: &Found) -> Result<(), Failure> {
        let mut loaded: Vec<Vec<PackSource>> = Vec::new();
        let alone = found.drafts.iter().any(Option::is_none);
        let configs = found.configs.iter().map(Some).chain(alone.then_some(None));
        for config in configs {
            let style = self.screen.style;
            let with = !args.chosen.with.is_empty();
            let sources = configured::packs(config, &args.packs, with, style)?;
            let settings = settings(args, config, style.language);
            let set = match loaded.iter().position(|it| *it == sources) {
                Some(known) => known,
                None => {
                    let purpose = Purpose::Running(&settings);
                    self.sets.push(packs::load(&sources, args.keep_going, style, purpose)?);
                    loaded.push(sources);
                    loaded.len() - 1
                }
            };
            self.groups.push(Group {
                set,
                settings,
                beside: Beside::default(),
                min_severity: args.min_severity.map(args::Level::severity).unwrap_or_else(|| {
                    let own = config.and_then(|it| it.min_severity.as_ref());
                    own.map_or(Severity::Warning, |it| it.value)
                }),
                fail_on: args.fail_on.map(args::FailOn::severity).unwrap_or_else(|| {
                    let own = config.and_then(|it| it.fail_on.as_ref());
                    own.map_or(Some(Severity::Error), |it| it.value)
                }),
                variants: Vec::new(),
            });
        }
        self.known(args)?;
        self.add_beside(args, found)
    }

    /// Refuses a rule of `--select` or `--ignore` that no set has.
    fn known(&self, args: &args::Check) -> Result<(), Failure> {
        for name in args.chosen.select.iter().chain(&args.chosen.ignore) {
            let names = std::slice::from_ref(name);
            let all = self.sets.iter().map(|set| packs::known(names, set));
            let mut failures: Vec<Failure> = all.filter_map(Result::err).collect();
            if failures.len() == self.sets.len()
                && let Some(failure) = failures.pop()
            {
                return Err(failure);
            }
        }
        Ok(())
    }

    /// What stands beside all drafts of a group: ledgers, and the documents of `--with`.
    fn add_beside(&mut self, args: &args::Check, found: &Found) -> Result<(), Failure> {
        let mut roles: Vec<String> = self.sets.iter().flat_map(|it| it.roles.clone()).collect();
        roles.sort_unstable();
        roles.dedup();
        let documents = beside::documents(&args.chosen.with, self.encoding.as_deref(), &roles)?;
        let as_of = args.chosen.as_of.as_deref().map(beside::day).transpose()?;
        for (index, group) in self.groups.iter_mut().enumerate() {
            let Some(set) = self.sets.get(group.set) else { continue };
            let config = found.configs.get(index);
            let words = |it: &config::Setting<String>| it.value.clone();
            group.beside = Beside {
                documents: documents.clone(),
                as_of,
                role: args.chosen.role.clone(),
                period: config.and_then(|it| it.period.as_ref()).map(words),
                own_level: config.and_then(|it| it.own_level.as_ref()).map(words),
                names: config.map(|it| it.names.iter().map(words).collect()).unwrap_or_default(),
                ..set.beside.clone()
            };
        }
        Ok(())
    }

    /// What concerns each draft; the answer is pairs none of whose documents is there.
    fn add_shares(&mut self, found: &Found) -> doubts::Doubts {
        let mut pairs = doubts::Pairs::default();
        for draft in &found.drafts {
            let Some((index, path)) = draft else {
                let group = self.groups.len().saturating_sub(1);
                self.shares.push(Share { group, ..Share::default() });
                continue;
            };
            let Some((config, group)) = found.configs.get(*index).zip(self.groups.get_mut(*index))
            else {
                continue;
            };
            let role = config.role(path).0;
            let set = self.sets.get(group.set);
            let variant = set.and_then(|set| group.variant(config, path, role, set));
            let mut share =
                Share { group: *index, variant, path: Some(path.clone()), beside: Vec::new() };
            let asked = |role: &str| {
                set.is_some_and(|it| it.roles.iter().any(|it| it == role))
                    && !group.beside.documents.iter().any(|it| it.0 == role)
            };
            for (role, path, at) in config.beside(path) {
                let file = config.base.join(&path);
                let there = file.is_file();
                pairs.note(*index, at, there);
                if there && asked(&role) {
                    share.beside.push((role, self.library.ask(file)));
                }
            }
            self.shares.push(share);
        }
        pairs.doubts()
    }

    /// What the draft with this number is checked with.
    pub(super) fn view(&self, index: usize) -> Option<View<'_>> {
        let share = self.shares.get(index)?;
        let group = self.groups.get(share.group)?;
        let set = self.sets.get(group.set)?;
        let mut beside = Cow::Borrowed(&group.beside);
        for (role, number) in &share.beside {
            if let Some(document) = self.library.take(*number, self.encoding.as_deref()) {
                beside.to_mut().documents.push((role.clone(), document));
            }
        }
        let variant = share.variant.and_then(|it| group.variants.get(it));
        Some(View {
            set,
            settings: &group.settings,
            min_severity: group.min_severity,
            fail_on: group.fail_on,
            beside,
            severities: variant.map_or(&[], |it| it.1.as_slice()),
            path: share.path.as_deref(),
        })
    }

    /// The rules of the run, each once.
    pub(super) fn rules(&self) -> Vec<RuleInfo> {
        let mut rules: Vec<RuleInfo> =
            self.sets.iter().flat_map(|it| it.rules.iter().map(Rule::described)).collect();
        if 1 < self.sets.len() {
            let mut seen = std::collections::BTreeSet::new();
            rules.retain(|it| seen.insert(it.shown.clone()));
        }
        rules
    }
}

impl Group {
    /// The number of the severities that hold for a draft; none where no override reaches it.
    fn variant(&mut self, config: &Config, path: &str, role: &str, set: &RuleSet) -> Option<usize> {
        let reached: Vec<bool> = config.overrides.iter().map(|it| it.reaches(path, role)).collect();
        if !reached.contains(&true) {
            return None;
        }
        if let Some(known) = self.variants.iter().position(|it| it.0 == reached) {
            return Some(known);
        }
        let severities = config::changed(config, &reached, set);
        self.variants.push((reached, severities));
        Some(self.variants.len() - 1)
    }
}

fn settings(args: &args::Check, config: Option<&Config>, language: Language) -> Settings {
    let mut allow = args.chosen.allow.clone();
    let own = config.into_iter().flat_map(|it| it.allow.iter().chain(&it.names));
    allow.extend(own.map(|it| it.value.clone()));
    Settings {
        language,
        select: args.chosen.select.clone(),
        ignore: args.chosen.ignore.clone(),
        allow,
    }
}

/// Leaves out what the configurations exclude; a file that was named stays, unless forced.
fn leave_out(inputs: &mut Inputs, found: &mut Found, force: bool) -> Result<(), Failure> {
    let files = std::mem::take(&mut inputs.files).into_iter();
    let all: Vec<_> = files.zip(std::mem::take(&mut found.drafts)).collect();
    let before = all.len();
    for (file, draft) in all {
        let config =
            draft.as_ref().and_then(|(index, path)| Some((found.configs.get(*index)?, path)));
        let open = matches!(file.origin, Origin::Missing(_)) || !(file.walked || force);
        if open || config.is_none_or(|(config, path)| config.takes(path)) {
            inputs.files.push(file);
            found.drafts.push(draft);
        }
    }
    let left = before - inputs.files.len();
    if inputs.files.is_empty() && !force {
        return Err(files::all_excluded(left));
    }
    Ok(())
}

/// The folders among paths, as they are on the disk.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folders = paths.iter().filter(|it| it.is_dir());
    folders.filter_map(|it| it.canonicalize().ok()).collect()
}
