//! Every key of the rule language with its type and what it means, in both languages.
//!
//! The schema of editors and the reference tables of `docs/packs.md` are made of these.

mod frame;
mod kinds;

use crate::text::Language;

pub(super) use frame::{LEVELS, MAPS};
pub(super) use kinds::KINDS;

/// Chinese, English.
pub(super) type Both = (&'static str, &'static str);

/// The words of one language.
pub(super) fn said(words: Both, language: Language) -> &'static str {
    match language {
        Language::Zh => words.0,
        Language::En => words.1,
    }
}

/// A key of a map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) of: Type,
    pub(super) required: bool,
    pub(super) words: Both,
}

/// A kind of check.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) words: Both,
    pub(super) keys: &'static [Key],
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    Text,
    Number,
    Flag,
    /// A text or a list of texts.
    Texts,
    /// A number or a list of numbers.
    Numbers,
    /// A list of pairs of texts.
    Pairs,
    /// A list of lists of texts.
    Lists,
    /// A list whose members are texts or lists of texts.
    ListOfTexts,
    /// A map from names to texts.
    Map,
    /// A text, or a map from texts to texts.
    TextOrMap,
    /// One of these words.
    One(&'static [&'static str]),
    /// One of these words, or a list of them.
    Many(&'static [&'static str]),
    /// A definition of the schema.
    Ref(&'static str),
    /// A list of a definition of the schema; it may be empty.
    ListOf(&'static str),
}

/// The keys of the map that the schema defines under this name.
pub(super) fn keys(name: &str) -> Option<&'static [Key]> {
    MAPS.iter().find(|it| it.0 == name).map(|it| it.1)
}

const fn key(name: &'static str, of: Type, zh: &'static str, en: &'static str) -> Key {
    Key { name, of, required: false, words: (zh, en) }
}

const fn must(name: &'static str, of: Type, zh: &'static str, en: &'static str) -> Key {
    Key { name, of, required: true, words: (zh, en) }
}

const SURE: Type = Type::One(&["certain", "likely", "possible"]);
