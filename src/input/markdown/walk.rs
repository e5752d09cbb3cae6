//! The events of the parser as passages of words.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::passage::Passage;
use super::stars;
use crate::input::txt::{NARROWEST, after_marker, begins_item, columns};
use crate::text::{BlockKind, Span};

/// The passages of `text`, in order; `front` is read by nobody.
pub(super) fn passages(text: &str, front: Option<Span>) -> Vec<Passage> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let base = front.map_or(0, |it| it.end);
    let body = text.get(base as usize..).unwrap_or("");
    let mut walker = Walker { text, ..Walker::default() };
    walker.done.extend(front.map(|it| Passage::of(BlockKind::Aside, it)));
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        walker.step(event, Span::new(range.start, range.end).moved(base));
    }
    walker.close();
    walker.finish()
}

#[derive(Default)]
struct Walker<'a> {
    text: &'a str,
    done: Vec<Passage>,
    open: Option<Passage>,
    /// Where the line of the open passage begins.
    line: u32,
    /// Whether the line of the open passage has ended.
    broken: bool,
    /// The numbers of each ordered list so far.
    lists: Vec<Vec<u64>>,
    /// The open lists; an ordered one by its place in `lists`.
    nested: Vec<Option<usize>>,
    /// The number of an item whose words have not begun.
    number: Option<(usize, Span)>,
    cell: Cell,
    /// Inside so many quotations.
    quotes: u32,
    /// Inside so many things whose words are not read.
    hidden: u32,
    /// Whether words indented like code are read as paragraphs.
    indented: bool,
    /// Whether lines between tags are read: a tag on a line of its own takes all to the next blank line.
    open_html: bool,
    /// The closing stars of open emphasis that are words.
    stars: Vec<Option<Span>>,
}

/// Where in the tables the next cell stands.
#[derive(Clone, Copy, Default)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
}

impl Walker<'_> {
    fn step(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.indented => {
                let line = span.of(self.text).trim_end();
                self.words(Span::new(0, line.len()).moved(span.start));
                self.close();
            }
            // An entity (&nbsp;) is a sign, not a word.
            Event::Text(words) if words.as_ref() == span.of(self.text) => self.words(span),
            Event::Html(line) if self.open_html => self.html(&line, span),
            Event::Code(_) => self.code(span),
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.break_line(),
            Event::InlineHtml(tag) if tag.to_lowercase().starts_with("<br") => self.break_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.begin(BlockKind::Paragraph),
            Tag::Heading { level, .. } => {
                let level = u8::try_from(*level as usize).unwrap_or(u8::MAX);
                let sentence = is_ruled_sentence(span.of(self.text));
                let kind = if sentence { BlockKind::Paragraph } else { BlockKind::Heading(level) };
                self.begin(kind);
            }
            Tag::List(first) => {
                self.close();
                self.nested.push(first.map(|_| self.lists.len()));
                self.lists.extend(first.map(|_| Vec::new()));
            }
            Tag::Item => self.item(span),
            Tag::CodeBlock(CodeBlockKind::Indented) if span.of(self.text).contains(is_han) => {
                self.close();
                self.indented = true;
            }
            Tag::HtmlBlock if !is_raw(span.of(self.text)) => {
                self.close();
                self.open_html = true;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.done.push(Passage::of(BlockKind::Aside, span));
                self.hidden += 1;
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::Image { .. } => self.hidden += 1,
            Tag::TableHead | Tag::TableRow => self.cell.column = 0,
            Tag::TableCell => {
                let Cell { table, row, column } = self.cell;
                self.begin(BlockKind::Cell { table, row, column });
                self.cell.column += 1;
            }
            Tag::Emphasis => self.emphasis(span, 1),
            Tag::Strong => self.emphasis(span, 2),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::Item => {
                self.close();
                self.number = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes -= 1;
            }
            TagEnd::List(_) => {
                self.nested.pop();
            }
            TagEnd::CodeBlock if self.indented => self.indented = false,
            TagEnd::HtmlBlock if self.open_html => self.open_html = false,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => self.hidden -= 1,
            TagEnd::TableHead | TagEnd::TableRow => self.cell.row += 1,
            TagEnd::Table => self.cell = Cell { table: self.cell.table + 1, ..Cell::default() },
            TagEnd::Emphasis | TagEnd::Strong => {
                if let Some(star) = self.stars.pop().flatten() {
                    self.words(star);
                }
            }
            _ => {}
        }
    }

    /// The number of an ordered item stands before its words, as people see it.
    fn item(&mut self, span: Span) {
        let Some(list) = self.nested.last().copied().flatten() else { return };
        let item = span.of(self.text);
        let lead = item.len() - item.trim_start().len();
        let rest = item.get(lead..).unwrap_or("");
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let number = rest.get(..digits).and_then(|it| it.parse().ok());
        let blank = rest.get(digits + 1..).is_some_and(|it| it.starts_with(' '));
        let end = lead + digits + 1 + usize::from(blank);
        let Some((number, numbers)) = number.zip(self.lists.get_mut(list)) else { return };
        numbers.push(number);
        self.number = Some((list, Span::new(lead, end).moved(span.start)));
    }

    fn emphasis(&mut self, span: Span, width: u32) {
        let open = Span { start: span.start, end: span.start + width };
        let close = Span { start: span.end.saturating_sub(width), end: span.end };
        let starred = open.of(self.text).starts_with('*');
        let holes = starred && stars::are_holes(self.text, open, close);
        if holes {
            self.words(open);
        }
        self.stars.push(holes.then_some(close));
    }

    fn html(&mut self, line: &str, span: Span) {
        if line.contains(['<', '>']) {
            self.done.push(Passage::of(BlockKind::Aside, span));
        } else {
            let words = span.of(self.text).trim_end();
            self.words(Span::new(0, words.len()).moved(span.start));
            self.close();
        }
    }

    fn code(&mut self, span: Span) {
        let written = span.of(self.text);
        let lead = written.len() - written.trim_start_matches('`').len();
        let inner = written.trim_matches('`');
        let span = Span::new(lead, lead + inner.len()).moved(span.start);
        self.words(span);
        if let Some(open) = &mut self.open {
            open.code.push(span);
        }
    }

    fn words(&mut self, span: Span) {
        if 0 < self.hidden || span.is_empty() {
            return;
        }
        if std::mem::take(&mut self.broken) {
            self.go_on(span);
        }
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph);
        }
        if let Some(open) = &mut self.open {
            if open.words.is_empty() {
                self.line = span.start;
            }
            open.add(span);
        }
    }

    /// The words at `next` stand on a new line: of the same passage, or of another.
    fn go_on(&mut self, next: Span) {
        let Some(open) = &mut self.open else { return };
        let Some(last) = open.words.last().copied() else { return };
        let line = Span { start: self.line, end: last.end }.of(self.text);
        let rest = self.text.get(next.start as usize..).unwrap_or("");
        let following = rest.lines().next().unwrap_or("");
        if open.kind == BlockKind::Paragraph && begins_anew(line, following) {
            self.break_line();
        } else if line.ends_with(|it: char| it.is_ascii())
            && rest.starts_with(|it: char| it.is_ascii())
        {
            // Between Latin words the line end is a blank.
            let gap = Span { start: last.end, end: next.start };
            let end = gap.of(self.text).find('\n');
            open.words.extend(end.map(|at| Span::new(at, at + 1).moved(gap.start)));
        }
        self.line = next.start;
    }

    fn break_line(&mut self) {
        let kind = self.open.as_ref().map(|it| it.kind);
        if let Some(kind) = kind.filter(|it| !matches!(it, BlockKind::Cell { .. })) {
            self.close();
            self.begin(kind);
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        let kind = if self.quotes == 0 { kind } else { BlockKind::Quoted };
        self.open = Some(Passage { number: self.number.take(), ..Passage::new(kind) });
    }

    fn close(&mut self) {
        self.broken = false;
        self.done.extend(self.open.take());
    }

    /// Puts the numbers before their items; a list numbered 1. 1. 1. leaves the counting to the
    /// program that shows it.
    fn finish(mut self) -> Vec<Passage> {
        for passage in &mut self.done {
            let Some((list, number)) = passage.number else { continue };
            let lazy = self.lists.get(list).is_some_and(|it| match it.as_slice() {
                [first, rest @ ..] => !rest.is_empty() && rest.iter().all(|it| it == first),
                [] => false,
            });
            if !lazy && !passage.words.is_empty() {
                passage.words.insert(0, number);
            }
        }
        self.done
    }
}

/// Lines wider than this were not wrapped by hand: each is a paragraph.
const WIDEST: usize = 120;

/// Whether a new line of a paragraph was meant as a paragraph of its own.
fn begins_anew(line: &str, following: &str) -> bool {
    let width = columns(line, true);
    begins_item(following)
        || following.starts_with('\u{3000}')
        || line.starts_with('#')
        || WIDEST < width
        || after_marker(line).is_some() && width < NARROWEST
        || line.contains('\t') && following.contains('\t')
}

/// Sentences over a line of dashes: a rule across the page was meant, not a heading.
fn is_ruled_sentence(heading: &str) -> bool {
    let first = heading.lines().next().unwrap_or("").trim_end();
    !heading.starts_with('#') && first.ends_with('。')
}

/// Whether an HTML block is a comment, or what only a browser reads.
fn is_raw(html: &str) -> bool {
    let html = html.trim_start().to_lowercase();
    ["<!", "<?", "<script", "<style", "<pre", "<textarea"].iter().any(|it| html.starts_with(it))
}

fn is_han(mark: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&mark)
}
