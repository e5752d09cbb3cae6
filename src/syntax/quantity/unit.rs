//! Units: the counters and measures of `rules/lexicon/units.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use nom::error::{Error, ErrorKind};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::syntax::lexicon::{Lexicon, entries};

/// What a figure counts in; figures of different units are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit {
    /// What is measured: `person`, `money`, `count`.
    pub dimension: &'static str,
    /// The unit all surfaces of it are converted to: 人 for 名 and 位.
    pub name: &'static str,
}

impl Unit {
    /// The unit with this surface.
    pub fn named(surface: &str) -> Option<Unit> {
        let whole = UNITS.prefix(surface).filter(|(word, _)| word.len() == surface.len());
        whole.map(|(_, written)| written.unit)
    }

    /// The unit with this surface, and how much of its measure one of it is: 10,000 for 万元.
    pub fn measured(surface: &str) -> Option<(Unit, Decimal)> {
        let whole = UNITS.prefix(surface).filter(|(word, _)| word.len() == surface.len());
        whole.map(|(_, written)| (written.unit, written.factor))
    }

    /// Whether the figure is a rate, whose label stands on its left.
    pub fn is_rate(self) -> bool {
        matches!(self.dimension, "ratio" | "permille" | "point" | "times")
    }

    /// Whether the figure is a place in a ranking, or how many places were gained.
    pub fn is_place(self) -> bool {
        matches!(self.dimension, "rank" | "place")
    }

    /// Whether the figure counts events, whose verb is the noun: 谈心谈话3次.
    pub fn is_event(self) -> bool {
        matches!(self.dimension, "event" | "attendance" | "lesson")
    }
}

/// A unit as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) unit: Unit,
    pub(super) surface: &'static str,
    pub(super) factor: Decimal,
}

static UNITS: LazyLock<Lexicon<Written>> = LazyLock::new(|| {
    let file = include_str!("../../../rules/lexicon/units.txt");
    Lexicon::of(file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let unit = Unit { dimension: fields.next()?, name: fields.next()? };
        let surface = fields.next()?;
        let factor = Decimal::from_str_exact(fields.next()?).ok()?;
        Some((surface, Written { unit, surface, factor }))
    }))
});

/// The longest unit at the head of `input`.
pub(super) fn unit(input: &str) -> IResult<&str, Written> {
    match UNITS.prefix(input) {
        Some((surface, written)) => {
            nom::bytes::complete::tag(surface).map(|_| written).parse(input)
        }
        None => Err(nom::Err::Error(Error::new(input, ErrorKind::Tag))),
    }
}

static TRAPS: LazyLock<HashMap<(&'static str, &'static str), Vec<&'static str>>> =
    LazyLock::new(|| {
        let mut traps: HashMap<_, Vec<_>> = HashMap::new();
        for (key, follower) in entries(include_str!("../../../rules/lexicon/unit-traps.txt")) {
            if let Some(key) = key.split_once(' ') {
                traps.entry(key).or_default().push(follower);
            }
        }
        traps
    });

/// Whether what follows shows that `surface` is no unit here: 3部门, 两个确立.
pub(super) fn is_trap(surface: &str, rest: &str, chinese: bool, small: bool) -> bool {
    let hits = |when: &'static str| {
        let followers = TRAPS.get(&(surface, when));
        followers.into_iter().flatten().any(|word| *word == "*" || rest.starts_with(word))
    };
    hits("any") || (chinese && hits("chinese")) || (chinese && small && hits("small"))
}
