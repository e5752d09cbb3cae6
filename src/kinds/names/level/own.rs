//! The own level of a draft: given, read off the title, off markers, or off what prevails.

use std::collections::BTreeMap;

use super::{Levels, Use};
use crate::model::Document;
use crate::text::{BlockKind, Confidence, Span, Text};

/// The own levels and how they are known.
pub(super) struct Own {
    pub(super) levels: Vec<usize>,
    pub(super) why: Text,
    /// Where it is told.
    pub(super) at: Option<Span>,
    pub(super) confidence: Confidence,
}

/// A title has at most so many characters.
const LONGEST_TITLE: usize = 50;
/// The lines at the head of a draft that may be its title.
const TITLE_LINES: usize = 3;
/// So many different markers tell of a level.
const MARKERS: usize = 3;
/// The word that prevails stands so often, and so many times as often as any other.
const PREVAILS: usize = 4;

impl Levels {
    /// What the own levels are; nothing where that is not clear.
    pub(super) fn own(&self, document: &Document, uses: &BTreeMap<usize, Vec<Use>>) -> Option<Own> {
        if !self.own.is_empty() {
            let own = self.own.iter().filter_map(|name| self.number(name)).collect();
            let why = Text::new("规则包已写明本单位的层级", "the pack names the own level");
            return Some(Own { levels: own, why, at: None, confidence: Confidence::Certain });
        }
        self.by_title(document)
            .or_else(|| self.by_markers(document))
            .or_else(|| self.by_majority(uses))
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|it| it.name == name)
    }

    /// All levels whose names the title has: 澄溪县青棠中学 is of both.
    fn by_title(&self, document: &Document) -> Option<Own> {
        let source = &document.source;
        let lines = source.blocks.iter().filter(|it| it.kind != BlockKind::Aside);
        let lines = lines.map(|it| it.span).filter(|it| !it.of(&source.text).trim().is_empty());
        for at in lines.take(TITLE_LINES) {
            let line = at.of(&source.text).trim();
            if LONGEST_TITLE < line.chars().count() || line.contains(['。', '；']) {
                return None;
            }
            if line.starts_with("关于") {
                return None;
            }
            let levels = self.named_in(line);
            if !levels.is_empty() {
                let why = Text::new("标题写明了单位", "the title names the unit");
                return Some(Own { levels, why, at: Some(at), confidence: Confidence::Likely });
            }
        }
        None
    }

    /// The levels whose units the line names; 社区 names no 区.
    fn named_in(&self, line: &str) -> Vec<usize> {
        let mut line = self.except.iter().fold(line.to_owned(), |it, word| it.replace(word, "，"));
        let mut ends: Vec<&String> = self.levels.iter().flat_map(|it| &it.ends).collect();
        ends.sort_by_key(|it| (std::cmp::Reverse(it.len()), *it));
        ends.dedup();
        let mut levels = Vec::new();
        for end in ends.into_iter().filter(|it| !it.is_empty()) {
            if line.contains(end.as_str()) {
                line = line.replace(end.as_str(), "，");
                let each = self.levels.iter().enumerate();
                levels.extend(each.filter(|(_, it)| it.ends.contains(end)).map(|it| it.0));
            }
        }
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    fn by_markers(&self, document: &Document) -> Option<Own> {
        let text = &document.source.text;
        self.conflicts.iter().find_map(|it| {
            let found =
                it.markers.iter().filter_map(|word| Some((word, text.find(word.as_str())?)));
            let found: Vec<(&String, usize)> = found.collect();
            if found.len() < MARKERS || it.unless.iter().any(|word| text.contains(word.as_str())) {
                return None;
            }
            let (first, at) = found.first()?;
            let words: Vec<&str> = found.iter().take(MARKERS).map(|it| it.0.as_str()).collect();
            let why = Text::new(
                format!("文中有“{}”", words.join("”“")),
                format!("the draft speaks of {}", words.join(", ")),
            );
            let at = Some(Span::new(*at, at + first.len()));
            let levels = vec![self.number(&it.own)?];
            Some(Own { levels, why, at, confidence: Confidence::Likely })
        })
    }

    fn by_majority(&self, uses: &BTreeMap<usize, Vec<Use>>) -> Option<Own> {
        let mut counts: Vec<(usize, usize)> = uses.iter().map(|(at, it)| (it.len(), *at)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let (most, own) = *counts.first()?;
        let next = counts.get(1).map_or(0, |it| it.0);
        let name = self.levels.get(own)?.words.first()?;
        let why = Text::new(
            format!("全文{most}处写“{name}”一级"),
            format!("the draft has {most} words of the level of `{name}`"),
        );
        let clear = PREVAILS <= most && next * PREVAILS <= most;
        clear.then_some(Own { levels: vec![own], why, at: None, confidence: Confidence::Likely })
    }
}
