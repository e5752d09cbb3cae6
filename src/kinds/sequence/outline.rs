//! Slips of the outline's numbers, styles and forms.

use super::count::{Departure, DepartureKind, departures};
use super::{Note, Slip, form};
use crate::model::Document;
use crate::syntax::marker::{Marker, Style};
use crate::syntax::outline::{Outline, Run, Section};
use crate::text::{Confidence, Span};

pub(super) fn notes(document: &Document, report: &[Slip]) -> Vec<Note> {
    let outline = &document.outline;
    let mut notes = Vec::new();
    for (index, run) in outline.runs.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|it| outline.runs.get(it));
        first_number(outline, run, before, &mut notes);
        for departure in departures(&numbers(outline, run)) {
            counted(outline, run, departure, &mut notes);
        }
        inversion(outline, run, &mut notes);
    }
    if report.contains(&Slip::Form) {
        form::notes(document, &mut notes);
    }
    notes
}

fn numbers(outline: &Outline, run: &Run) -> Vec<u32> {
    markers(outline, run).map(Marker::number).collect()
}

fn markers<'a>(outline: &'a Outline, run: &'a Run) -> impl Iterator<Item = &'a Marker> {
    run.sections.iter().filter_map(|it| outline.sections.get(*it)?.marker.as_ref())
}

fn lowered(run: &Run, confidence: Confidence) -> Confidence {
    match confidence {
        // Notes are cut and pasted one by one.
        Confidence::Likely if run.notes => Confidence::Possible,
        Confidence::Certain if run.notes => Confidence::Likely,
        // ① notes, a. b. and （1） are often cut from a page or a form.
        Confidence::Certain if matches!(run.style, Style::Circled | Style::Latin(_)) => {
            Confidence::Likely
        }
        other => other,
    }
}

fn counted(outline: &Outline, run: &Run, departure: Departure, notes: &mut Vec<Note>) {
    let marker = |index: usize| markers(outline, run).nth(index);
    let Some(found) = marker(departure.index) else { return };
    let wide =
        matches!(departure.kind, DepartureKind::Skip { after } if after + 2 < found.number());
    let confidence = match departure.confidence {
        Confidence::Certain if run.notes && wide => Confidence::Possible,
        other => lowered(run, other),
    };
    let before = departure.index.checked_sub(1).and_then(marker);
    let written = |number: u32| with_last(found, number);
    let mut note = match departure.kind {
        DepartureKind::Skip { after } => {
            let gap = after + 1..found.number();
            if gap.clone().any(|number| stands_in_another_style(outline, run, number)) {
                return;
            }
            let mut note = Note::new(Slip::Skip, confidence, found.span, before.map(|it| it.span));
            note.missing = gap.map(written).collect::<Vec<_>>().join(" ");
            note
        }
        DepartureKind::Repeat { first } => {
            let first = marker(first).map(|it| it.span);
            Note::new(Slip::Repeat, confidence, found.span, first)
        }
        DepartureKind::Order { .. } => {
            Note::new(Slip::Order, confidence, found.span, before.map(|it| it.span))
        }
    };
    note.expected = written(before.map_or(1, |it| it.number() + 1));
    notes.push(note);
}

fn with_last(marker: &Marker, number: u32) -> String {
    let mut numbers = marker.numbers.clone();
    if let Some(last) = numbers.last_mut() {
        *last = number;
    }
    marker.style.write(&numbers)
}

/// Whether the missing number is there, but written 3、 among 一、二、四、.
fn stands_in_another_style(outline: &Outline, run: &Run, number: u32) -> bool {
    let holds = |section: &Section| {
        let children = section.children.iter().filter_map(|it| outline.sections.get(*it));
        let mut markers = children.filter_map(|it| it.marker.as_ref());
        markers.next().is_some_and(|first| first.number() == number && first.style != run.style)
    };
    run.sections.iter().filter_map(|it| outline.sections.get(*it)).any(holds)
}

/// A run that does not begin at 1: a marker of another style counts on, or the order is broken.
fn first_number(outline: &Outline, run: &Run, before: Option<&Run>, notes: &mut Vec<Note>) {
    let Some(first) = markers(outline, run).next() else { return };
    let number = first.number();
    if number == 1 {
        return begins_again(outline, run, before, first, notes);
    }
    if number == 0 || run.carried.is_some_and(|carried| carried + 1 == number) {
        return;
    }
    let neighbour = neighbour(outline, run).filter(|it| it.number() + 1 == number);
    if let Some(neighbour) = neighbour {
        let confidence = lowered(run, Confidence::Certain);
        let mut note = Note::new(Slip::Mixed, confidence, first.span, Some(neighbour.span));
        note.expected = neighbour.style.write(&[number]);
        notes.push(note);
        return;
    }
    // （一）…（三） under one heading, （五） first under the next: the count went on, with a gap.
    if let Some(carried) =
        run.carried.filter(|carried| 2 < *carried && number < *carried + 3 && *carried < number)
    {
        let confidence = lowered(run, Confidence::Likely);
        let mut note = Note::new(Slip::Skip, confidence, first.span, None);
        note.missing =
            (carried + 1..number).map(|it| with_last(first, it)).collect::<Vec<_>>().join(" ");
        note.expected = with_last(first, carried + 1);
        notes.push(note);
        return;
    }
    // An extract may begin anywhere.
    if before.is_none() || run.parent == 0 {
        return;
    }
    let alone = run.sections.len() == 1;
    let confidence = if alone { Confidence::Possible } else { lowered(run, Confidence::Likely) };
    let mut note = Note::new(Slip::Order, confidence, first.span, None);
    note.expected = with_last(first, 1);
    notes.push(note);
}

/// 一、…一、: two sections both first under one parent, with no list between them.
fn begins_again(
    outline: &Outline,
    run: &Run,
    before: Option<&Run>,
    first: &Marker,
    notes: &mut Vec<Note>,
) {
    let alike = |it: &&Run| it.style == run.style && it.parent == run.parent;
    let Some(before) = before.filter(alike).filter(|it| it.sections.len() == 1) else { return };
    let part = |run: &Run| {
        run.sections.first().and_then(|it| outline.sections.get(*it)).map(|section| section.part)
    };
    let Some(previous) = markers(outline, before).next() else { return };
    let headings = matches!(run.style, Style::Chinese | Style::ChineseBracket | Style::Chapter(_));
    if previous.number() != 1 || part(before) != part(run) || previous.head() != first.head() {
        return;
    }
    let confidence = if headings { Confidence::Certain } else { Confidence::Possible };
    let mut note =
        Note::new(Slip::Repeat, lowered(run, confidence), first.span, Some(previous.span));
    note.expected = with_last(first, 2);
    notes.push(note);
}

/// The marker that stands before the run's first one: its elder sibling, or its parent.
fn neighbour<'a>(outline: &'a Outline, run: &Run) -> Option<&'a Marker> {
    let first = run.sections.first()?;
    let parent = outline.sections.get(run.parent)?;
    let place = parent.children.iter().position(|it| it == first)?;
    let elder = place.checked_sub(1).and_then(|it| parent.children.get(it));
    let section = match elder {
        Some(elder) => outline.sections.get(*elder)?,
        None => parent,
    };
    section.marker.as_ref().filter(|marker| marker.style != run.style)
}

/// （一） under 1.: a higher marker inside a lower one.
fn inversion(outline: &Outline, run: &Run, notes: &mut Vec<Note>) {
    let Some(first) = markers(outline, run).next() else { return };
    let parent = outline.sections.get(run.parent).and_then(|it| it.marker.as_ref());
    let Some(parent) = parent else { return };
    let decimal = |style: Style| matches!(style, Style::Decimal(_));
    if parent.style.rank() <= run.style.rank() || decimal(parent.style) || decimal(run.style) {
        return;
    }
    // A lone marker inside a list is more likely a quotation or an enumeration.
    let confidence =
        if run.sections.len() < 2 { Confidence::Possible } else { Confidence::Certain };
    let at: Span = first.span;
    notes.push(Note::new(Slip::Inversion, lowered(run, confidence), at, Some(parent.span)));
}
