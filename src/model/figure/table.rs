//! The cells of tables as figures: what they count is told by the headings of row and column.

use std::collections::BTreeMap;

use crate::model::Sentence;
use crate::model::figure::label::normal;
use crate::model::figure::setting::{Setting, resolve, settings};
use crate::model::figure::{Cell, Figure, Mood, Side, Zone};
use crate::syntax::cue::Roles;
use crate::syntax::lexicon::{Classes, TABLE_TOTALS};
use crate::syntax::outline::Outline;
use crate::syntax::period::{Period, expressions};
use crate::syntax::quantity::{Quantity, Unit, quantities};
use crate::text::numeral::digit;
use crate::text::{Block, BlockKind, Source, Span};

/// Longer cells are sentences, whose figures say themselves what they count.
const LONGEST: usize = 90;

/// Reads the cells of all tables that hold one number, in order.
pub(super) fn figures(source: &Source, outline: &Outline, sentences: &[Sentence]) -> Vec<Figure> {
    let is_cell = |block: &Block| matches!(block.kind, BlockKind::Cell { .. });
    if !source.blocks.iter().any(is_cell) {
        return Vec::new();
    }
    let settings = settings(source, outline);
    let mut found = Vec::new();
    for table in tables(source) {
        for (cell, block) in table.cells.iter().filter_map(|(place, block)| {
            let cell = Cell { table: table.number, row: place.0, column: place.1 };
            table.is_inner(cell).then_some((cell, *block))
        }) {
            let sentence = sentences.partition_point(|it| it.block < block);
            let place = settings.get(block).zip(source.blocks.get(block));
            if let Some((setting, whole)) = place {
                let written = Written { source, setting, span: whole.span, block, sentence };
                found.extend(table.figure(cell, written));
            }
        }
    }
    found
}

/// The cells of one table, by row and column, each with the number of its block.
struct Table<'a> {
    number: u32,
    source: &'a Source,
    cells: BTreeMap<(u32, u32), usize>,
    /// The column that names the rows.
    names: u32,
    /// The column that gives each row's unit.
    units: Option<u32>,
    /// The line above it, where that is short.
    caption: &'a str,
}

/// A cell as it stands in the draft.
struct Written<'a> {
    source: &'a Source,
    setting: &'a Setting,
    span: Span,
    block: usize,
    sentence: usize,
}

fn tables(source: &Source) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for (block, it) in source.blocks.iter().enumerate() {
        let BlockKind::Cell { table, row, column } = it.kind else { continue };
        if tables.last().is_none_or(|last| last.number != table) {
            let above = block.checked_sub(1).and_then(|at| source.blocks.get(at));
            let caption = above.map_or("", |it| it.span.of(&source.text));
            let caption = if caption.len() <= LONGEST { caption } else { "" };
            let cells = BTreeMap::new();
            tables.push(Table { number: table, source, cells, names: 0, units: None, caption });
        }
        if let Some(last) = tables.last_mut() {
            last.cells.insert((row, column), block);
        }
    }
    for table in &mut tables {
        table.find_names();
    }
    tables
}

impl<'a> Table<'a> {
    fn text(&self, row: u32, column: u32) -> &'a str {
        let block = self.cells.get(&(row, column)).and_then(|at| self.source.blocks.get(*at));
        block.map_or("", |it| it.span.of(&self.source.text))
    }

    /// The first column, or the second where the first only counts the rows.
    fn find_names(&mut self) {
        if matches!(self.text(0, 0), "序号" | "编号" | "No." | "NO.") {
            self.names = 1;
        }
        let heads = self.cells.range((0, 0)..(1, 0)).map(|(place, _)| place.1);
        let units = heads.filter(|column| matches!(self.text(0, *column), "单位" | "计量单位"));
        // 单位 that heads the names means who, not what is counted in.
        self.units = units.filter(|column| self.names < *column).min();
    }

    fn is_inner(&self, cell: Cell) -> bool {
        0 < cell.row && self.names < cell.column && Some(cell.column) != self.units
    }

    fn figure(&self, cell: Cell, written: Written<'_>) -> Option<Figure> {
        let shown = written.span.of(&written.source.text);
        let (row, column) = (self.text(cell.row, self.names), self.text(0, cell.column));
        let quantity = self.quantity(cell, shown)?;
        let (named, plain) = (without_unit(row), without_unit(column));
        let total = is_total(named) || is_total(plain);
        let timeless =
            |heading: &str| if is_empty_heading(heading) { String::new() } else { normal(heading) };
        let (subject, head) = match (timeless(named), timeless(plain)) {
            (subject, head) if head.is_empty() => (head, subject),
            both => both,
        };
        let periods = [named, plain].into_iter().flat_map(periods).collect::<Vec<_>>();
        let planned = plain.contains("目标") || plain.contains("计划") || named.contains("计划");
        let Written { setting, span, block, sentence, .. } = written;
        Some(Figure {
            span,
            amount: quantity.amount,
            unit: quantity.unit,
            chinese: quantity.chinese,
            head,
            side: Side::Left,
            subject,
            actions: Classes::NONE,
            list_actions: Classes::NONE,
            inherited: None,
            share: false,
            elliptic: false,
            roles: if total { Roles::TOTAL } else { Roles::default() },
            changed_from: false,
            bracketed: false,
            periods: resolve(periods.iter(), setting.year),
            context: setting.periods.clone(),
            report_year: setting.year,
            mood: if planned || setting.plan { Mood::Plan } else { Mood::Done },
            zone: Zone::Body,
            topic: String::new(),
            block,
            sentence,
            clause: span.start,
            cell: Some(cell),
        })
    }

    /// The number of a cell in its own unit, or in that of its headings.
    fn quantity(&self, cell: Cell, shown: &str) -> Option<Quantity> {
        if LONGEST < shown.len() || !shown.contains(|mark| digit(mark).is_some()) {
            return None;
        }
        if let Some(quantity) = whole(shown) {
            return Some(quantity);
        }
        let of_row = self.units.map(|column| self.text(cell.row, column));
        let headings = [self.text(0, cell.column), self.text(cell.row, self.names)];
        let told = of_row.into_iter().chain(headings.into_iter().filter_map(unit_told));
        let caption = self.caption.split_once("单位").map(|(_, rest)| rest);
        let caption = caption.map(|rest| rest.trim_matches(|mark| "：:）) ".contains(mark)));
        told.chain(caption).find_map(|unit| whole(&format!("{shown}{unit}")))
    }
}

/// The text as one quantity and nothing else.
fn whole(text: &str) -> Option<Quantity> {
    let span = Span::new(0, text.len());
    match quantities(text, span).as_slice() {
        [quantity] if quantity.span == span => Some(*quantity),
        _ => None,
    }
}

/// The unit a heading tells: （万元）, 户数, 人次.
fn unit_told(heading: &str) -> Option<&str> {
    let bare = heading.trim_end_matches(['）', ')']);
    if bare.len() < heading.len() {
        return bare.rsplit(['（', '(']).next();
    }
    let counted = heading.strip_suffix('数').unwrap_or(heading);
    let ends = counted.char_indices().rev().take(2).filter_map(|(at, _)| counted.get(at..));
    let units: Vec<&str> = ends.filter(|it| Unit::named(it).is_some()).collect();
    units.last().copied().filter(|it| counted.len() < heading.len() || it.ends_with('次'))
}

/// A heading without the unit in brackets at its end.
fn without_unit(heading: &str) -> &str {
    let opened = heading.rfind(['（', '(']).filter(|_| heading.ends_with(['）', ')']));
    opened.and_then(|at| heading.get(..at)).unwrap_or(heading).trim()
}

fn is_total(heading: &str) -> bool {
    TABLE_TOTALS.spells(heading) && !heading.is_empty()
}

/// Whether a heading says only when, or that it sums up.
fn is_empty_heading(heading: &str) -> bool {
    let mut rest = heading.to_owned();
    for time in expressions(heading, Span::new(0, heading.len())).iter().rev() {
        rest.replace_range(time.span.start as usize..time.span.end as usize, "");
    }
    TABLE_TOTALS.spells(&rest)
}

fn periods(heading: &str) -> Vec<Period> {
    let found = expressions(heading, Span::new(0, heading.len()));
    found.into_iter().filter_map(|it| it.period).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    /// A draft whose tabbed lines are the rows of one table.
    fn document(text: &str) -> Document {
        let (mut start, mut row, mut blocks) = (0, 0, Vec::new());
        for line in text.split('\n') {
            let tabbed = line.contains('\t');
            let mut at = start;
            for (cell, column) in line.split('\t').zip(0..) {
                let span = Span::new(at, at + cell.len());
                let kind = BlockKind::Cell { table: 0, row, column };
                let kind = if tabbed { kind } else { BlockKind::Paragraph };
                blocks.push(Block { span, kind });
                at += cell.len() + 1;
            }
            row += u32::from(tabbed);
            start += line.len() + 1;
        }
        Document::of(Source { text: text.to_owned(), blocks, ..Source::default() })
    }

    /// Each figure as `text unit subject/head`.
    fn check(text: &str, expect: &[&str]) {
        let document = document(text);
        let shown: Vec<String> = document
            .table_figures()
            .iter()
            .map(|it| {
                let written = it.span.of(&document.source.text);
                format!("{written} {} {}/{}", it.unit.name, it.subject, it.head)
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn units_stand_in_headings() {
        check(
            "乡镇\t早稻（亩）\t参训人数\n青石镇\t1,520\t36\n合计\t3,040\t72",
            &["1,520 亩 青石镇/早稻", "36 人 青石镇/参训人数", "3,040 亩 /早稻", "72 人 /参训人数"],
        );
        check(
            "指标\t单位\t全年\n技术合同成交额\t亿元\t23.7\n合格率\t%\t98.5",
            &["23.7 元 /技术合同成交额", "98.5 % /合格率"],
        );
    }

    #[test]
    fn cells_without_a_unit_are_no_figures() {
        check("项目\t编号\n甲\t12", &[]);
        check("序号\t单位\t车辆（辆）\n1\t一分公司\t412", &["412 辆 一分公司/车辆"]);
        check("表1（单位：家）\n片区\t第一批\n河东\t36", &["36 家 河东/第一批"]);
    }

    #[test]
    fn headings_tell_the_time_and_the_plan() {
        let document = document("指标\t上年\t目标（件）\n投诉（件）\t47\t40");
        let figures = document.table_figures();
        let told: Vec<_> = figures.iter().map(|it| (it.periods.as_slice(), it.mood)).collect();
        assert_eq!(told, [(&[Period::Previous][..], Mood::Done), (&[][..], Mood::Plan)]);
    }
}
