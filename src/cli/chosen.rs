//! The rules of a run over drafts, from the options that choose them.

use super::packs::Purpose;
use super::{Failure, args, beside, packs};
use crate::check::Settings;
use crate::pack::RuleSet;
use crate::render::Style;

/// Which packs, and how files beside the drafts are read.
pub(super) struct Asked<'a> {
    pub(super) packs: &'a args::Packs,
    pub(super) keep_going: bool,
    pub(super) encoding: Option<&'a str>,
}

/// The rules of the packs with what they look at beside a draft, and which of them run.
pub(super) fn rules(
    chosen: args::Chosen,
    asked: Asked<'_>,
    style: Style,
) -> Result<(RuleSet, Settings), Failure> {
    let args::Chosen { select, ignore, allow, with, as_of, role } = chosen;
    let sources = packs::asked(asked.packs)?;
    let settings = Settings { language: style.language, select, ignore, allow };
    let purpose = Purpose::Running(&settings);
    let mut set = packs::load(&sources, asked.keep_going, style, purpose)?;
    set.beside.role = role;
    set.beside.as_of = as_of.as_deref().map(beside::day).transpose()?;
    set.beside.documents = beside::documents(&with, asked.encoding, &set.roles)?;
    packs::known(&settings.select, &set)?;
    packs::known(&settings.ignore, &set)?;
    Ok((set, settings))
}
