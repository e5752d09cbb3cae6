//! `names`: what has one name in a draft is named in one way.
//!
//! `what` says which names: titles in 《》, short names that the draft defines, own-level words
//! (全县, 全校), or terms that a pack lists. Each has its file, with its parameters and its silence.

mod abbreviation;
mod level;
mod term;
mod title;

use super::{Capture, Context, Finding, Kind, Related, needle};
use crate::text::decode::Reader;
use crate::text::node::Node;
use crate::text::{Place, Source, Span};

use abbreviation::Abbreviations;
use level::Levels;
use term::Terms;
use title::Titles;

/// The parameters: which names, and what tells of them.
#[derive(Debug)]
pub enum Names {
    /// Titles in 《》 that are equal but for a little.
    Title(Titles),
    /// Short names against their definitions.
    Abbreviation(Abbreviations),
    /// Own-level words of another level.
    Level(Levels),
    /// Terms with more than one form.
    Term(Terms),
}

/// Which names.
#[derive(Clone, Copy, Debug)]
enum What {
    Title,
    Abbreviation,
    Level,
    Term,
}

const WHAT: [(&str, What); 4] = [
    ("title", What::Title),
    ("abbreviation", What::Abbreviation),
    ("level", What::Level),
    ("term", What::Term),
];

/// All parameters but `what`: where that is missing, none of them is told to be unknown.
const KEYS: [&str; 19] = [
    "kinds",
    "apart",
    "alone",
    "heads",
    "places",
    "allow",
    "openers",
    "report",
    "levels",
    "own",
    "conflicts",
    "self",
    "except",
    "before",
    "after",
    "unless-before",
    "unless-after",
    "groups",
    "word-order",
];

impl Kind for Names {
    const NAME: &'static str = "names";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let what = fields.require("what", reader).and_then(|it| reader.choice(it, &WHAT));
        let names = match what {
            Some(What::Title) => Some(Self::Title(Titles::read(&mut fields, reader))),
            Some(What::Abbreviation) => {
                Abbreviations::read(&mut fields, reader).map(Self::Abbreviation)
            }
            Some(What::Level) => Levels::read(&mut fields, reader).map(Self::Level),
            Some(What::Term) => Some(Self::Term(Terms::read(&mut fields, reader))),
            None => {
                for key in KEYS {
                    fields.take(key);
                }
                None
            }
        };
        reader.finish(fields);
        names
    }

    fn captures(&self) -> Vec<&str> {
        match self {
            Self::Title(_) => title::CAPTURES.to_vec(),
            Self::Abbreviation(_) => abbreviation::CAPTURES.to_vec(),
            Self::Level(_) => level::CAPTURES.to_vec(),
            Self::Term(_) => term::CAPTURES.to_vec(),
        }
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        match self {
            Self::Title(it) => it.check(context, found),
            Self::Abbreviation(it) => it.check(context, found),
            Self::Level(it) => it.check(context, found),
            Self::Term(it) => it.check(context, found),
        }
    }
}

/// Further places of a finding are shown up to this many.
const MOST_PLACES: usize = 20;

fn beside(source: &Source, span: Span, captures: Vec<Capture>) -> Related {
    Related { place: Place { source: source.id, span }, captures }
}
