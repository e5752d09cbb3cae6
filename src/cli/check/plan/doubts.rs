//! What a configuration says and nothing in the run answers to: warnings at their places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::super::{args, configured};
use super::{Plan, folders};
use crate::diagnostic::Severity;
use crate::project::config::{self, Config, Found, is_glob};
use crate::text::decode::Slip;
use crate::text::nearest::nearest;
use crate::text::{Place, glob};

/// Warnings by the number of their configuration.
pub(super) type Doubts = Vec<(usize, Place, Slip)>;

/// Globs and patterns that match no draft, where the whole folder of a configuration was searched.
pub(super) fn globs(found: &Found, paths: &[PathBuf]) -> Doubts {
    let searched = folders(paths);
    let mut doubts = Vec::new();
    for (index, config) in found.configs.iter().enumerate() {
        let whole = searched.iter().any(|it| config.base.starts_with(it));
        if !whole {
            continue;
        }
        let drafts = || {
            let of = found.drafts.iter().flatten();
            of.filter(move |it| it.0 == index).map(|it| it.1.as_str())
        };
        let globs = config.globs().into_iter().filter(|(glob, _)| is_glob(glob));
        for (glob, at) in globs.filter(|(glob, _)| !drafts().any(|it| glob::matches(glob, it))) {
            doubts.push((index, at, no_file(glob, at)));
        }
        for pair in config.pairs.iter().filter(|pair| !drafts().any(|it| pair.fits(it))) {
            let at = pair.pattern.at;
            doubts.push((index, at, no_file(&pair.pattern.value, at)));
        }
    }
    doubts
}

fn no_file(glob: &str, at: Place) -> Slip {
    Slip::new(at.span, format!("没有文件与“{glob}”相符"), format!("no file matches `{glob}`")).help(
        "路径从这份配置文件所在的文件夹算起；不带 / 的只看文件名",
        "paths are seen from the folder of this file; without a / only the name counts",
    )
}

/// Which of the documents that a configuration names are there.
#[derive(Default)]
pub(super) struct Pairs(BTreeMap<(usize, Place), bool>);

impl Pairs {
    /// Notes that a document was looked for.
    pub(super) fn note(&mut self, config: usize, at: Place, there: bool) {
        *self.0.entry((config, at)).or_default() |= there;
    }

    /// A slip for each place none of whose documents is there.
    pub(super) fn doubts(self) -> Doubts {
        let missing = self.0.into_iter().filter(|(_, there)| !there);
        missing.map(|((config, at), _)| (config, at, absent(at))).collect()
    }
}

fn absent(at: Place) -> Slip {
    Slip::new(at.span, "这里写的文件一份也没有", "none of the documents named here is there")
        .help("路径从这份配置文件所在的文件夹算起", "paths are seen from the folder of this file")
}

/// Writes all warnings to standard error.
pub(super) fn show(found: &Found, doubts: Doubts, plan: &Plan, args: &args::Check) {
    let mut all = Vec::new();
    for (index, config) in found.configs.iter().enumerate() {
        let own = doubts.iter().filter(|it| it.0 == index);
        let mut slips: Vec<(Place, Slip)> = own.map(|it| (it.1, it.2.clone())).collect();
        let group = plan.groups.get(index);
        if let Some(set) = group.and_then(|it| plan.sets.get(it.set)) {
            // With packs named on the command line alone, other rules are meant to be away.
            if !args.packs.no_default_packs {
                slips.extend(config::idle(config, set));
            }
            slips.extend(unasked(config, &set.roles));
        }
        configured::placed(config, slips, &mut all);
    }
    configured::show(&all, Severity::Warning, plan.screen.style);
}

/// Roles of documents beside a draft that no rule looks at and no override names.
fn unasked(config: &Config, roles: &[String]) -> Vec<(Place, Slip)> {
    let known: BTreeSet<&str> = roles.iter().map(String::as_str).collect();
    let meant = config.overrides.iter().filter_map(|it| it.role.as_ref());
    let meant: BTreeSet<&str> =
        meant.map(|it| it.value.as_str()).chain([config::CURRENT]).collect();
    let entries = config.documents.iter().map(|it| (it.role.value.as_str(), it.role.at));
    let pairs = config.pairs.iter().flat_map(config::Pair::roles);
    let idle = entries.chain(pairs).filter(|it| !known.contains(it.0) && !meant.contains(it.0));
    let names: Vec<&str> = known.iter().chain(&meant).copied().collect();
    let slip = |(role, at): (&str, Place)| {
        let slip = Slip::new(
            at.span,
            format!("没有规则用到角色“{role}”"),
            format!("no rule looks at a document with the role `{role}`"),
        );
        (
            at,
            match nearest(role, &names) {
                Some(near) => {
                    slip.help(format!("是否为 {near}？"), format!("did you mean `{near}`?"))
                }
                None => slip.help(
                    "删去，或者加上用到它的规则包，或者在 overrides 里用它",
                    "leave it out, add a pack that uses it, or use it under `overrides`",
                ),
            },
        )
    };
    idle.map(slip).collect()
}
