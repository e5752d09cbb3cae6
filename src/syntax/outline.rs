//! The numbered outline of a draft as a tree, built over a stack of marker styles.
//!
//! A style already open closes everything below it; a new style opens a level. Levels may be left
//! out (一、→1.). Siblings of one style are a [`Run`]: what a checker counts.

use super::marker::{Marker, Reason, Style, is_blank};
use super::opening::{Opening, OpeningKind, first_length, openings};
use crate::text::sentence::ends_sentence;
use crate::text::{Source, Span};

/// The tree of sections; number 0 is the whole document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The sections in document order.
    pub sections: Vec<Section>,
    /// Siblings of one style that count on from each other, in document order.
    pub runs: Vec<Run>,
    /// The blocks that begin a part (附件1, 名词解释, a new title), and whether it holds notes.
    pub parts: Vec<(Span, bool)>,
    /// What looked like a marker and is none.
    pub skipped: Vec<(Span, Reason)>,
}

/// A section: its marker, its title and everything under it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The marker; none for the root, for parts and for headings by format.
    pub marker: Option<Marker>,
    /// The heading's words, without marker and end mark.
    pub title: Span,
    /// From the marker to the next section that is not below it.
    pub span: Span,
    /// The section above; none for the root.
    pub parent: Option<usize>,
    /// The sections directly below.
    pub children: Vec<usize>,
    /// Distance from the root.
    pub depth: u32,
    /// Whether text follows the title in the same block (1.标题。正文).
    pub run_in: bool,
    /// The block the heading stands in.
    pub block: usize,
    /// Which part of the file: 0 is the body, each 附件 or new title a part of its own.
    pub part: u32,
}

/// Sections that count on from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Their style.
    pub style: Style,
    /// Their numbers in the outline.
    pub sections: Vec<usize>,
    /// The number of the section above.
    pub parent: usize,
    /// The last number of the run of this style before this one, in another section.
    pub carried: Option<u32>,
    /// Whether the run stands in a list of notes (名词解释).
    pub notes: bool,
}

impl Outline {
    /// Reads the outline of `source`.
    pub fn of(source: &Source) -> Outline {
        let mut builder = Builder::new(source);
        let openings = openings(source, &mut builder.outline.skipped);
        for (index, opening) in openings.iter().enumerate() {
            builder.add(opening, openings.get(index + 1..).unwrap_or(&[]));
        }
        builder.finish()
    }

    /// The innermost section around `offset`.
    pub fn at(&self, offset: u32) -> usize {
        let before = self.sections.partition_point(|section| section.span.start <= offset);
        let mut index = before.saturating_sub(1);
        while let Some(section) = self.sections.get(index) {
            if section.span.has(offset) {
                break;
            }
            match section.parent {
                Some(parent) => index = parent,
                None => break,
            }
        }
        index
    }

    /// The headings above `offset` (with their markers), outermost first.
    pub fn path(&self, offset: u32) -> Vec<Span> {
        let mut path = Vec::new();
        let mut next = Some(self.at(offset));
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            if section.parent.is_some() {
                path.push(section.heading());
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}

impl Section {
    /// The marker and the title.
    pub fn heading(&self) -> Span {
        self.marker.as_ref().map_or(self.title, |marker| marker.span.join(self.title))
    }
}

/// A level that is open while blocks are read.
#[derive(Debug)]
struct Level {
    style: Option<Style>,
    /// The level by format; a marker in running text stands below all headings.
    heading: u8,
    section: usize,
    run: Option<usize>,
    /// The runs that this one interrupts within the same parent, outermost first.
    outer: Vec<usize>,
}

struct Builder<'a> {
    source: &'a Source,
    outline: Outline,
    stack: Vec<Level>,
    last: Vec<(Style, u32)>,
    part: u32,
    notes: bool,
    end: u32,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source) -> Self {
        let end = Span::new(source.text.len(), source.text.len()).start;
        let root = Section { span: Span { start: 0, end }, ..Section::default() };
        let outline = Outline { sections: vec![root], ..Outline::default() };
        Self { source, outline, stack: Vec::new(), last: Vec::new(), part: 0, notes: false, end }
    }

    fn add(&mut self, opening: &Opening, later: &[Opening]) {
        match &opening.kind {
            OpeningKind::Note if self.is_passed(later) => {}
            OpeningKind::Part { .. } | OpeningKind::Note => {
                let notes =
                    matches!(opening.kind, OpeningKind::Part { notes: true } | OpeningKind::Note);
                self.close(0, opening.at.start);
                self.last.clear();
                self.part += 1;
                self.outline.parts.push((opening.at, notes));
                self.notes = notes;
            }
            OpeningKind::Format => self.open_format(opening),
            OpeningKind::Inner(marker) if !self.continues(marker) => {}
            OpeningKind::Marked(marker) | OpeningKind::Inner(marker) => {
                self.open_marked(opening, marker, later);
            }
        }
    }

    /// A heading by format closes the headings of its level and below, and all numbered lists.
    fn open_format(&mut self, opening: &Opening) {
        let level = opening.level;
        let keep = self.stack.iter().position(|it| level <= it.heading);
        self.close(keep.unwrap_or(self.stack.len()), opening.at.start);
        let section = self.push_section(opening, None);
        let level = Level { style: None, heading: level, section, run: None, outer: Vec::new() };
        self.stack.push(level);
    }

    fn open_marked(&mut self, opening: &Opening, marker: &Marker, later: &[Opening]) {
        let above =
            self.stack.iter().position(|it| it.style.is_none() && opening.level <= it.heading);
        let depth = self.depth_for(marker, later).min(above.unwrap_or(usize::MAX));
        let resumed = self.stack.get(depth).filter(|level| level.style == Some(marker.style));
        let (run, outer) = match resumed {
            Some(level) => self.resume(level, marker, later),
            None => (None, Vec::new()),
        };
        self.close(depth, opening.at.start);
        let parent = self.stack.last().map_or(0, |level| level.section);
        let section = self.push_section(opening, Some(marker.clone()));
        let run = run.unwrap_or_else(|| self.new_run(marker, parent));
        if let Some(run) = self.outline.runs.get_mut(run) {
            run.sections.push(section);
        }
        self.last.retain(|(style, _)| *style != marker.style);
        self.last.push((marker.style, marker.number()));
        let style = Some(marker.style);
        self.stack.push(Level { style, heading: opening.level, section, run: Some(run), outer });
    }

    /// Whether the headings above a note count on below it: then it is one line under a table.
    fn is_passed(&self, later: &[Opening]) -> bool {
        let heading =
            |style| matches!(style, Style::Chapter(_) | Style::Chinese | Style::ChineseBracket);
        let next =
            later.iter().take(AHEAD).take_while(|it| !matches!(it.kind, OpeningKind::Part { .. }));
        next.into_iter().any(|it| match &it.kind {
            OpeningKind::Marked(marker) if heading(marker.style) => {
                let last = self.last_of(marker.style);
                last.is_some_and(|last| last < marker.number() && marker.number() < last + 4)
            }
            _ => false,
        })
    }

    fn continues(&self, marker: &Marker) -> bool {
        self.last_of(marker.style).is_some_and(|last| last + 1 == marker.number())
    }

    /// The last number of the open list of `style`.
    fn last_of(&self, style: Style) -> Option<u32> {
        let level = self.stack.iter().rev().find(|level| level.style == Some(style));
        level.and_then(|level| self.last_number(level.run?))
    }

    /// How many open levels stay open above this marker.
    fn depth_for(&self, marker: &Marker, later: &[Opening]) -> usize {
        let same = |level: &Level| level.style == Some(marker.style);
        if let Some(depth) = self.stack.iter().rposition(same) {
            return depth;
        }
        let mut depth = self.stack.len();
        while let Some(level) = depth.checked_sub(1).and_then(|index| self.stack.get(index)) {
            let Some(style) = level.style else { break };
            if style.rank() < marker.style.rank() || self.goes_on(level, style, later) {
                break;
            }
            depth -= 1;
        }
        depth
    }

    /// Whether the list of `level` counts on after the marker at hand.
    fn goes_on(&self, level: &Level, style: Style, later: &[Opening]) -> bool {
        let Some(number) = self.number_of(level.section) else { return false };
        next_of(style, later).is_some_and(|next| number < next && next < number + 4)
    }

    fn number_of(&self, section: usize) -> Option<u32> {
        self.outline.sections.get(section)?.marker.as_ref().map(Marker::number)
    }

    /// The run that a sibling marker belongs to: the open one, an interrupted one, or a new one.
    fn resume(
        &self,
        level: &Level,
        marker: &Marker,
        later: &[Opening],
    ) -> (Option<usize>, Vec<usize>) {
        let mut outer = level.outer.clone();
        let Some(run) = level.run else { return (None, outer) };
        let number = marker.number();
        let Some(previous) = self.last_marker(run) else { return (None, outer) };
        if previous.head() != marker.head() {
            return (None, Vec::new());
        }
        let last = previous.number();
        if number == last + 1 {
            return (Some(run), outer);
        }
        if let Some(found) = outer
            .iter()
            .rposition(|it| self.last_number(*it) == Some(number - 1).filter(|_| 1 < number))
        {
            let run = outer.get(found).copied();
            outer.truncate(found);
            return (run, outer);
        }
        // 一、一、三、: a slip of the pen; 一、二、一、二、: a new list.
        let slip = next_of(marker.style, later) == Some(last + 2);
        if number == 1 && !slip {
            outer.push(run);
            let keep = outer.len().saturating_sub(OUTER);
            return (None, outer.split_off(keep));
        }
        (Some(run), outer)
    }

    fn last_marker(&self, run: usize) -> Option<&Marker> {
        let section = *self.outline.runs.get(run)?.sections.last()?;
        self.outline.sections.get(section)?.marker.as_ref()
    }

    fn last_number(&self, run: usize) -> Option<u32> {
        self.last_marker(run).map(Marker::number)
    }

    fn new_run(&mut self, marker: &Marker, parent: usize) -> usize {
        let carried = self.last.iter().find(|(style, _)| *style == marker.style);
        self.outline.runs.push(Run {
            style: marker.style,
            sections: Vec::new(),
            parent,
            carried: carried.map(|(_, number)| *number),
            notes: self.notes,
        });
        self.outline.runs.len() - 1
    }

    fn push_section(&mut self, opening: &Opening, marker: Option<Marker>) -> usize {
        let after = marker.as_ref().map_or(opening.at.start, |marker| marker.span.end);
        let rest = Span { start: after, end: opening.at.end };
        let (title, run_in) = title(&self.source.text, rest);
        let parent = self.stack.last().map_or(0, |level| level.section);
        let index = self.outline.sections.len();
        let above = self.outline.sections.get_mut(parent);
        let depth = above.map_or(1, |above| {
            above.children.push(index);
            above.depth + 1
        });
        self.outline.sections.push(Section {
            marker,
            title,
            span: Span { start: opening.at.start, end: self.end },
            parent: Some(parent),
            children: Vec::new(),
            depth,
            run_in,
            block: opening.block,
            part: self.part,
        });
        index
    }

    fn close(&mut self, keep: usize, at: u32) {
        for level in self.stack.drain(keep.min(self.stack.len())..) {
            if let Some(section) = self.outline.sections.get_mut(level.section) {
                section.span.end = at;
            }
        }
    }

    fn finish(self) -> Outline {
        self.outline
    }
}

/// An interrupted list is remembered under at most this many newer ones.
const OUTER: usize = 4;
/// How far ahead a list is looked for.
const AHEAD: usize = 60;

/// The number of the next marker of `style`, before the part ends.
fn next_of(style: Style, later: &[Opening]) -> Option<u32> {
    for opening in later.iter().take(AHEAD) {
        match &opening.kind {
            OpeningKind::Marked(marker) if marker.style == style => return Some(marker.number()),
            OpeningKind::Part { .. } | OpeningKind::Note => return None,
            OpeningKind::Marked(_) | OpeningKind::Inner(_) | OpeningKind::Format => {}
        }
    }
    None
}

/// Longest run-in title, in characters.
const TITLE: usize = 60;

/// The title in `rest`, and whether text follows it.
fn title(text: &str, rest: Span) -> (Span, bool) {
    let within = rest.of(text);
    let lead = within.len() - within.trim_start_matches(|mark| is_blank(mark) || mark == '*').len();
    let body = within.get(lead..).unwrap_or("");
    let end = body.char_indices().find(|(_, mark)| ends_sentence(*mark)).map(|(at, _)| at);
    let cut = |length: usize| Span::new(lead, lead + length).moved(rest.start);
    let after = end.and_then(|at| body.get(at + first_length(body.get(at..).unwrap_or(""))..));
    let run_in = after.is_some_and(|after| after.chars().any(|mark| !is_blank(mark)));
    let length = end.unwrap_or(body.len());
    let long = TITLE < body.get(..length).unwrap_or("").chars().count();
    if !long {
        return (cut(body.get(..length).unwrap_or("").trim_end().len()), run_in);
    }
    let clause = body.find(['，', '：']).filter(|at| *at < length).unwrap_or(0);
    let short = body.get(..clause).is_some_and(|clause| clause.chars().count() <= TITLE);
    (cut(if short { clause } else { 0 }), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, SourceId};

    fn source(text: &str) -> Source {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                let span = Span::new(start, start + line.len());
                blocks.push(Block { span, kind: BlockKind::Paragraph });
            }
            start += line.len() + 1;
        }
        Source { id: SourceId(0), text: text.to_owned(), blocks, ..Source::default() }
    }

    /// The outline as an indented list; runs as rows of numbers.
    fn check(text: &str, tree: &str, runs: &[&str]) {
        let source = source(text);
        let outline = Outline::of(&source);
        let drawn: Vec<String> = outline
            .sections
            .iter()
            .skip(1)
            .map(|section| {
                let indent = " ".repeat(section.depth as usize - 1);
                format!("{indent}{}", section.heading().of(text))
            })
            .collect();
        assert_eq!(drawn.join("\n"), tree.trim_matches('\n'), "{text}");
        let numbers = |run: &Run| -> String {
            let number =
                |it: &usize| outline.sections[*it].marker.as_ref().unwrap().number().to_string();
            run.sections.iter().map(number).collect::<Vec<_>>().join(" ")
        };
        let found: Vec<String> = outline.runs.iter().map(numbers).collect();
        assert_eq!(found, runs, "{text}");
    }

    #[test]
    fn levels_may_be_left_out() {
        check(
            "总结\n一、甲\n1.子。正文在后。\n2.丑\n二、乙\n（一）寅\n1.卯\n（二）辰",
            "一、甲\n 1.子\n 2.丑\n二、乙\n （一）寅\n  1.卯\n （二）辰",
            &["1 2", "1 2", "1 2", "1"],
        );
    }

    #[test]
    fn an_appendix_counts_for_itself() {
        check(
            "一、甲\n二、乙\n附件1\n一、丙\n附件：1.名单\n2.表格",
            "一、甲\n二、乙\n一、丙\n1.名单\n2.表格",
            &["1 2", "1", "1 2"],
        );
    }

    #[test]
    fn a_note_under_a_table_is_no_part() {
        check("一、甲\n注：截至11月。\n三、乙", "一、甲\n三、乙", &["1 3"]);
        check("一、甲\n注：1.子\n2.丑", "一、甲\n1.子\n2.丑", &["1", "1 2"]);
    }

    #[test]
    fn a_list_inside_a_list_of_the_same_style() {
        check("1.甲\n2.乙\n1.子\n2.丑\n3.丙", "1.甲\n2.乙\n1.子\n2.丑\n3.丙", &["1 2", "1 2 3"]);
        check("1.甲\n2.乙\n1.子\n3.丙", "1.甲\n2.乙\n1.子\n3.丙", &["1 2 3", "1"]);
    }

    #[test]
    fn a_repeated_first_number_stays_in_its_list() {
        check("一、甲\n一、乙\n三、丙", "一、甲\n一、乙\n三、丙", &["1 1 3"]);
    }

    #[test]
    fn a_list_in_the_introduction_stays_above() {
        check("1.甲\n2.乙\n一、丙\n二、丁", "1.甲\n2.乙\n一、丙\n二、丁", &["1 2", "1 2"]);
    }

    #[test]
    fn a_heading_may_have_lost_its_line() {
        check(
            "（一）甲\n（二）乙。\t（三）丙\n（四）丁",
            "（一）甲\n（二）乙\n（三）丙\n（四）丁",
            &["1 2 3 4"],
        );
    }

    #[test]
    fn a_number_may_have_lost_its_mark() {
        check(
            "一、甲\n二、乙\n三 丙\n四、丁\n八 戊",
            "一、甲\n二、乙\n三 丙\n四、丁",
            &["1 2 3 4"],
        );
    }

    #[test]
    fn inverted_levels_nest_where_the_outer_list_goes_on() {
        check(
            "1.甲\n（一）子\n（二）丑\n2.乙",
            "1.甲\n （一）子\n （二）丑\n2.乙",
            &["1 2", "1 2"],
        );
    }
}
