//! `repetition`: a word written twice in a row, a sentence or a paragraph that stands twice.
//!
//! Words: those that the rule lists, and any run of two to eight Chinese characters that no other
//! division into words explains. Sentences and paragraphs are compared as wholes, by a hash: each
//! stretch that came before is one finding, with every copy. Silent in tables, headings,
//! attachments and lists of notes, and about texts shorter than `min-length`.

mod text;
mod word;

use super::{Context, Finding, Kind};
use crate::text::Node;
use crate::text::decode::{Reader, Slip};

/// The parameters: what is compared, how long it must be, which words, and where doubling is right.
#[derive(Debug)]
pub struct Repetition {
    units: Vec<Unit>,
    /// The fewest characters of a sentence or a paragraph.
    length: usize,
    /// Words of one character.
    words: Vec<char>,
    /// Texts in which a doubled word is right.
    except: Vec<String>,
    /// Texts whose repetition is right where a sentence has them.
    formulas: Vec<String>,
}

/// What may stand twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Word,
    Sentence,
    Paragraph,
}

impl Kind for Repetition {
    const NAME: &'static str = "repetition";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const UNITS: [(&str, Unit); 3] =
            [("word", Unit::Word), ("sentence", Unit::Sentence), ("paragraph", Unit::Paragraph)];
        let mut fields = reader.fields(node)?;
        let unit = fields.require("unit", reader);
        let members = unit.map(|it| it.list().unwrap_or(std::slice::from_ref(it)));
        let units = members.unwrap_or(&[]).iter().filter_map(|it| reader.choice(it, &UNITS));
        let units: Vec<Unit> = units.collect();
        let length = fields.take("min-length").and_then(|it| reader.number(it)).unwrap_or(20);
        let words = fields.take("words").map(|it| single(it, reader)).unwrap_or_default();
        let mut list = |name, reader: &mut Reader| {
            fields.take(name).map(|it| reader.strings(it)).unwrap_or_default()
        };
        let (except, formulas) = (list("except", reader), list("formulas", reader));
        reader.finish(fields);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        (!units.is_empty()).then_some(Self { units, length, words, except, formulas })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["word", "count", "unit", "unit-en", "which", "which-en"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        if self.units.contains(&Unit::Word) {
            word::check(self, context, found);
        }
        if self.units.contains(&Unit::Sentence) || self.units.contains(&Unit::Paragraph) {
            text::check(self, context, found);
        }
    }
}

/// Words of one character each.
fn single(node: &Node, reader: &mut Reader) -> Vec<char> {
    let words = reader.strings(node);
    if words.iter().any(|it| it.chars().count() != 1) {
        reader.slip(
            Slip::new(node.head(), "words 里是单字词", "`words` has words of one character").help(
                "两个字以上的词不用列，重复了都会查",
                "longer words need no list: all of them are looked at",
            ),
        );
    }
    words.iter().filter_map(|it| it.chars().next()).collect()
}
