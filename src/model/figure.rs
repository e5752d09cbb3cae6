//! Figures: what each quantity of a draft counts, of whom, when, and in what role.

mod inherit;
mod label;
mod reader;
mod setting;
mod short;
mod table;
mod window;

use crate::model::Sentence;
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::Classes;
use crate::syntax::outline::Outline;
use crate::syntax::period::Period;
use crate::syntax::quantity::{Amount, Unit};
use crate::text::{Source, Span};

pub use short::short_numerals;

/// A quantity of the draft with everything that says which quantity it is.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number, its unit and the words that approximate it.
    pub span: Span,
    /// The value in the unit's measure.
    pub amount: Amount,
    /// The unit.
    pub unit: Unit,
    /// Whether it is written in Chinese numerals.
    pub chinese: bool,
    /// What is counted: 集中巡回指导.
    pub head: String,
    /// On which side of the number the head stands.
    pub side: Side,
    /// What stands before the verb when the head is on the right.
    pub subject: String,
    /// The classes of the verbs around the head.
    pub actions: Classes,
    /// The classes of the verb at the head of its list, where it has none of its own.
    pub list_actions: Classes,
    /// Whether the head was taken from a neighbouring figure.
    pub inherited: Option<Side>,
    /// 占 stands before the figure: a share.
    pub share: bool,
    /// Whether what it counts is named only further ahead: …，占12% · 9个村，5个开展了治理.
    pub elliptic: bool,
    /// The roles the words before it give.
    pub roles: Roles,
    /// The first of two values of a change: 由3个增加到5个.
    pub changed_from: bool,
    /// Whether it stands in brackets.
    pub bracketed: bool,
    /// The periods named in its sentence before it.
    pub periods: Vec<Period>,
    /// The periods set by a heading or a paragraph above it.
    pub context: Vec<Period>,
    /// The year the whole report is of, where its first lines name one.
    pub report_year: Option<u32>,
    /// Whether it speaks of something not yet done.
    pub mood: Mood,
    /// Whether it stands before the first heading.
    pub zone: Zone,
    /// How its sentence begins, when it stands further on.
    pub topic: String,
    /// The block it stands in.
    pub block: usize,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Where its clause begins.
    pub clause: u32,
    /// The cell of a table that it is.
    pub cell: Option<Cell>,
}

/// A cell of a table; all counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Which table of the draft.
    pub table: u32,
    /// Which row of it.
    pub row: u32,
    /// Which cell of the row.
    pub column: u32,
}

/// A side of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before it: 集中研讨2次.
    Left,
    /// After it: 8轮集中巡回指导.
    Right,
}

/// Whether a figure reports or plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Done or existing.
    Done,
    /// Planned, demanded.
    Plan,
}

/// Where in the draft a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Before the first heading after the title.
    Introduction,
    /// Under a heading, or anywhere in a draft without headings.
    Body,
}

/// Reads the figures of a draft, in order; table cells are left out.
pub fn figures(source: &Source, outline: &Outline, sentences: &[Sentence]) -> Vec<Figure> {
    let settings = setting::settings(source, outline);
    let mut figures = Vec::new();
    let mut next = 0;
    for (index, block) in source.blocks.iter().enumerate() {
        let from = next;
        while sentences.get(next).is_some_and(|sentence| sentence.block <= index) {
            next += 1;
        }
        let Some(setting) = settings.get(index).filter(|_| setting::is_prose(block.kind)) else {
            continue;
        };
        let within = sentences.get(from..next).unwrap_or(&[]);
        let place = reader::Place { text: &source.text, block: index, span: block.span };
        figures.extend(reader::read(place, setting, within, from));
    }
    figures
}

/// Reads the cells of tables that hold a number, in order: their head is the heading of the column,
/// their subject that of the row.
pub fn table_figures(source: &Source, outline: &Outline, sentences: &[Sentence]) -> Vec<Figure> {
    table::figures(source, outline, sentences)
}

#[cfg(test)]
mod tests;
