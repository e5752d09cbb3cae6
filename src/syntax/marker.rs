//! Outline markers: 一、 （一） 1. （1） ① 第一章 第一， and their kin.

use crate::text::Span;

/// How a marker is written; one style is one kind of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一章, 第一节 …: the word counts.
    Chapter(char),
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 1. 1．
    ArabicDot,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicBracket,
    /// 1）
    ArabicHalfBracket,
    /// ①
    Circled,
    /// 1.1 and 1.1.1: how many numbers.
    Decimal(u8),
    /// 第一， 第二，
    Ordinal,
    /// 甲、
    Stem,
    /// a. A.
    Latin(bool),
}

/// A marker at the head of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// Its numbers: one, but for 1.1.1.
    pub numbers: Vec<u32>,
    /// The marker with its closing mark, without debris before it.
    pub span: Span,
}

/// Why a lookalike is no marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 3.5万: a number with a fraction.
    Decimal,
    /// 2023.5.1: a date.
    Date,
    /// 一、二等奖: an enumeration.
    Enumeration,
    /// It stands in a table.
    Table,
}
