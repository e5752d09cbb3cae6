//! Stretches of a draft that a rule may leave alone.

use std::sync::OnceLock;

use crate::kinds::{Beside, CURRENT};
use crate::model::Document;
use crate::model::scope::{Scope, pairs};
use crate::pack::{Filter, Zone};
use crate::text::pattern::Scan;
use crate::text::{BlockKind, Span, glob};

/// The quotations of a draft, found when first asked for.
pub(super) struct Zones<'a> {
    document: &'a Document,
    role: &'a str,
    quotes: OnceLock<Vec<Span>>,
}

impl<'a> Zones<'a> {
    pub(super) fn new(document: &'a Document, beside: &'a Beside) -> Self {
        let role = beside.role.as_deref().unwrap_or(CURRENT);
        Self { document, role, quotes: OnceLock::new() }
    }

    /// Whether the draft is one that the rule looks at.
    pub(super) fn opens(&self, filter: &Filter) -> bool {
        self.has_path(filter) && self.has_role(filter)
    }

    /// Whether the rule asks for drafts of this role.
    pub(super) fn has_role(&self, filter: &Filter) -> bool {
        filter.roles.is_empty() || filter.roles.iter().any(|it| it == self.role)
    }

    /// Whether the rule asks for drafts with this path; one without a path always is.
    pub(super) fn has_path(&self, filter: &Filter) -> bool {
        let path = &self.document.source.name;
        filter.paths.is_empty()
            || path.is_empty()
            || filter.paths.iter().any(|glob| glob::matches(glob, path))
    }

    /// Whether a finding at `at` counts.
    pub(super) fn admit(&self, filter: &Filter, scan: &Scan<'_>, at: Span) -> bool {
        let document = self.document;
        let text = &document.source.text;
        let scoped = filter.scopes.is_empty()
            || filter.scopes.iter().any(|scope| document.lies_in(*scope, at));
        let level =
            filter.levels.is_empty() || filter.levels.contains(&document.level_at(at.start));
        let under = filter.under.is_none_or(|pattern| {
            let path = self.document.outline.path(at.start);
            path.into_iter().any(|heading| scan.inside(pattern, heading))
        });
        scoped
            && level
            && under
            && !filter.not_in.iter().any(|zone| match zone {
                Zone::Quote => {
                    super::covered(self.quotes.get_or_init(|| pairs(text, '“', '”')), at)
                }
                Zone::Title => self.document.lies_in(Scope::TitleQuote, at),
                Zone::Table => matches!(self.block(at), Some(BlockKind::Cell { .. })),
                Zone::Code => self.in_code(at),
                Zone::Attachment => {
                    let outline = &self.document.outline;
                    outline.sections.get(outline.at(at.start)).is_some_and(|it| it.part != 0)
                }
            })
    }

    /// Whether `at` stands in code, front matter or a comment: not a place of the draft.
    pub(super) fn in_code(&self, at: Span) -> bool {
        self.block(at) == Some(BlockKind::Aside)
            || super::touches(&self.document.source.markup.code, at)
    }

    fn block(&self, at: Span) -> Option<BlockKind> {
        let source = &self.document.source;
        let block = source.blocks.get(source.block_at(at.start)?)?;
        block.span.has(at.start).then_some(block.kind)
    }
}
