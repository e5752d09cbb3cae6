//! Own-level words (全县, 全校) of another level than the draft's own.
//!
//! The own levels are given by `own`, or read off the title (青棠中学…总结), off markers (师生、学院
//! tell of a school), or off the word that prevails. Another level's word is wrong where it stands
//! for the own unit (`before`, `after`: 组织全县干部, 全县共有); then all its places that do not look
//! up (`unless-before`, `unless-after`: 在全市率先) are one finding. Silent in quotations and titles,
//! where the own level is unknown, and where the sentence names such a place (青禾镇…全镇).

mod own;

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, MOST_PLACES, beside, needle};
use crate::kinds::Capture;
use crate::model::Document;
use crate::model::scope::{self, Scope};
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::pattern::{PatternId, Role};
use crate::text::{Node, Span};
use own::Own;

/// The levels, and how a word for one is used.
#[derive(Debug)]
pub struct Levels {
    levels: Vec<Level>,
    search: PatternId,
    /// The own levels by name, where the pack knows them.
    own: Vec<String>,
    conflicts: Vec<Conflict>,
    /// Words of titles that only look like the name of a unit.
    except: Vec<String>,
    /// Words that none but the unit itself says: 我校.
    itself: BTreeSet<String>,
    /// The word stands for the own unit.
    before: Option<PatternId>,
    after: Option<PatternId>,
    /// The word looks up to a higher unit.
    unless_before: Option<PatternId>,
    unless_after: Option<PatternId>,
}

/// A level of units.
#[derive(Debug)]
struct Level {
    name: String,
    /// 全县, 我县.
    words: Vec<String>,
    /// How names of such units end.
    ends: Vec<String>,
}

/// Words that tell of one level and rule others out.
#[derive(Debug)]
struct Conflict {
    own: String,
    markers: Vec<String>,
    /// Where one of these stands, the markers tell nothing.
    unless: Vec<String>,
}

/// The names for messages.
pub(super) const CAPTURES: [&str; 6] = ["found", "count", "own", "why", "why-en", "words"];

impl Levels {
    pub(super) fn read(fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Self> {
        let levels = fields.require("levels", reader).map(|it| reader.members(it));
        let levels = levels.unwrap_or_default().iter();
        let levels: Vec<Level> = levels.filter_map(|it| level(it, reader)).collect();
        let own_node = fields.take("own");
        let own = own_node.map(|it| reader.strings(it)).unwrap_or_default();
        let unknown = own.iter().find(|it| !levels.iter().any(|level| level.name == **it));
        if let (Some(node), Some(name)) = (own_node, unknown) {
            reader.slip(no_such_level(node, name, &levels));
        }
        let conflicts = fields.take("conflicts").map(|it| reader.members(it)).unwrap_or_default();
        let conflicts = conflicts.iter().filter_map(|it| conflict(it, &levels, reader)).collect();
        let itself = fields.take("self").map(|it| reader.strings(it)).unwrap_or_default();
        let except = fields.take("except").map(|it| reader.strings(it)).unwrap_or_default();
        let mut context = |key, role| fields.take(key).and_then(|it| reader.pattern(it, role));
        let (before, after) = (context("before", Role::Before), context("after", Role::After));
        let unless_before = context("unless-before", Role::Before);
        let unless_after = context("unless-after", Role::After);
        let words: Vec<String> = levels.iter().flat_map(|it| it.words.iter().cloned()).collect();
        let search = (!words.is_empty()).then(|| reader.literals(&words))?;
        Some(Self {
            levels,
            search,
            own,
            conflicts,
            except,
            itself: itself.into_iter().collect(),
            before,
            after,
            unless_before,
            unless_after,
        })
    }

    pub(super) fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let uses = self.uses(context);
        let own = self.own(document, &uses);
        let Some(own) = own.filter(|it| !it.levels.is_empty()) else { return };
        for (level, places) in &uses {
            let odd: Vec<&Use> = places.iter().filter(|it| !it.looks_up).collect();
            let lower = own.levels.iter().any(|it| level < it);
            let own_words = own.levels.iter().filter_map(|it| uses.get(it));
            let own_words: usize = own_words.map(Vec::len).sum();
            // A title may name the place and hide the unit: 澄溪县第一职教 with 全校 all over.
            let hidden = lower && own_words.max(FEW) < places.len();
            let named = |it: &Use| lower && !it.itself && self.is_named(document, *level, it.span);
            let for_own = odd.iter().any(|it| it.for_own && !named(it));
            if own.levels.contains(level) || hidden || !for_own {
                continue;
            }
            found.extend(self.finding(document, &own, &odd, &uses));
        }
    }

    /// The words for each level, by its number.
    fn uses(&self, context: &Context<'_>) -> BTreeMap<usize, Vec<Use>> {
        let document = context.document;
        let text = &document.source.text;
        let quotes = scope::pairs(text, '“', '”');
        let mut uses: BTreeMap<usize, Vec<Use>> = BTreeMap::new();
        for hit in needle::matches(context.scan, self.search, &document.source) {
            let word = hit.span.of(text);
            let level = self.levels.iter().position(|it| it.words.iter().any(|it| it == word));
            let quoted = quotes.partition_point(|it| it.start <= hit.span.start);
            let quoted = quoted.checked_sub(1).and_then(|it| quotes.get(it));
            let quoted = quoted.is_some_and(|it| it.covers(hit.span))
                || document.lies_in(Scope::TitleQuote, hit.span)
                || document.lies_in(Scope::Attachment, hit.span);
            let Some(level) = level.filter(|_| !quoted) else { continue };
            let is_before = |it: Option<PatternId>| {
                it.is_some_and(|it| context.scan.stands_before(it, hit.span.start))
            };
            let is_after = |it: Option<PatternId>| {
                it.is_some_and(|it| context.scan.stands_after(it, hit.span.end))
            };
            let looks_up = is_before(self.unless_before) || is_after(self.unless_after);
            let itself = self.itself.contains(word);
            let looks_up = looks_up && !itself;
            let for_own = !looks_up && (itself || is_before(self.before) || is_after(self.after));
            uses.entry(level).or_default().push(Use { span: hit.span, looks_up, for_own, itself });
        }
        uses
    }

    /// Whether the block names a unit of this level before the word: 青禾镇……全镇.
    fn is_named(&self, document: &Document, level: usize, at: Span) -> bool {
        let source = &document.source;
        let block = source.block_at(at.start).and_then(|it| source.blocks.get(it));
        let start = block.map_or(at.start, |it| it.span.start);
        let before = Span { start, end: at.start }.of(&source.text);
        let ends = self.levels.get(level).map_or(&[][..], |it| &it.ends);
        ends.iter().any(|it| before.contains(it.as_str()))
    }

    fn finding(
        &self,
        document: &Document,
        own: &Own,
        odd: &[&Use],
        uses: &BTreeMap<usize, Vec<Use>>,
    ) -> Option<Finding> {
        let text = &document.source.text;
        let first = odd.first()?;
        let place =
            |span: Span| -> Vec<Capture> { vec![("found".into(), span.of(text).to_owned())] };
        let more = odd.iter().skip(1).take(MOST_PLACES);
        let more = more.map(|it| beside(&document.source, it.span, place(it.span)));
        let own_word = own.levels.iter().filter_map(|it| uses.get(it)?.first()).next();
        let evidence = own.at.or(own_word.map(|it| it.span));
        let evidence = evidence.map(|at| beside(&document.source, at, place(at)));
        let mut words: Vec<&str> = odd.iter().map(|it| it.span.of(text)).collect();
        words.sort_unstable();
        words.dedup();
        let name = |it: &usize| self.levels.get(*it).map(|it| it.name.as_str());
        let names: Vec<&str> = own.levels.iter().filter_map(name).collect();
        let captures = vec![
            ("found".into(), first.span.of(text).to_owned()),
            ("count".into(), odd.len().to_string()),
            ("own".into(), names.join("、")),
            ("why".into(), own.why.zh.clone()),
            ("why-en".into(), own.why.en.clone()),
            ("words".into(), words.join("、")),
        ];
        Some(Finding {
            related: evidence.into_iter().chain(more).collect(),
            captures,
            ..Finding::at(document, first.span, own.confidence)
        })
    }
}

/// So few words of a lower level are slips, whatever the title hides.
const FEW: usize = 2;

/// A word for a level.
struct Use {
    span: Span,
    /// It names a higher unit: 在全市率先.
    looks_up: bool,
    /// It stands for the unit that writes: 组织全县干部.
    for_own: bool,
    /// None but the unit itself says it: 我校.
    itself: bool,
}

fn level(node: &Node, reader: &mut Reader) -> Option<Level> {
    let mut fields = reader.fields(node)?;
    let name = fields.require("name", reader).and_then(|it| reader.string(it)).map(str::to_owned);
    let words = fields.require("words", reader).map(|it| reader.strings(it));
    let ends = fields.take("ends").map(|it| reader.strings(it)).unwrap_or_default();
    reader.finish(fields);
    Some(Level { name: name?, words: words?, ends })
}

fn conflict(node: &Node, levels: &[Level], reader: &mut Reader) -> Option<Conflict> {
    let mut fields = reader.fields(node)?;
    let own_node = fields.require("own", reader);
    let own = own_node.and_then(|it| reader.string(it)).map(str::to_owned);
    let markers = fields.require("markers", reader).map(|it| reader.strings(it));
    let unless = fields.take("unless").map(|it| reader.strings(it)).unwrap_or_default();
    reader.finish(fields);
    let own = own?;
    if let Some(node) = own_node.filter(|_| !levels.iter().any(|it| it.name == own)) {
        reader.slip(no_such_level(node, &own, levels));
    }
    Some(Conflict { own, markers: markers?, unless })
}

fn no_such_level(node: &Node, name: &str, levels: &[Level]) -> Slip {
    let names: Vec<&str> = levels.iter().map(|it| it.name.as_str()).collect();
    let slip = Slip::new(
        node.head(),
        format!("levels 里没有“{name}”这一级"),
        format!("`levels` has no level `{name}`"),
    );
    slip.suggest(name, &names)
}
