//! Walking a [`Shape`] over a text: what backtracking costs is bounded, then a machine takes over.

use super::shape::Shape;

/// So many steps a walk takes from one start before it gives up.
const STEPS: u32 = 2_000;
/// So many rounds of loops stand inside each other before a walk gives up.
const DEPTH: u32 = 100;

/// The walk was too long to finish.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLong;

/// The end of a match and its groups.
pub(super) type Found = (usize, Vec<Option<(usize, usize)>>);

/// What to do from an offset on; whether it led to a match.
type Then<'f, 't> = dyn FnMut(&mut Walk<'t>, usize) -> bool + 'f;

struct Walk<'t> {
    text: &'t str,
    /// A match ends here at the latest.
    end: usize,
    steps: u32,
    depth: u32,
    too_long: bool,
    groups: Vec<Option<(usize, usize)>>,
}

/// The match of `shape` that begins at `start` and ends by `end`, as a leftmost-first machine
/// finds it.
pub(super) fn from(
    shape: &Shape,
    groups: usize,
    text: &str,
    (start, end): (usize, usize),
) -> Result<Option<Found>, TooLong> {
    let groups = vec![None; groups];
    let mut walk = Walk { text, end, steps: STEPS, depth: 0, too_long: false, groups };
    let mut found = None;
    walk.go(shape, start, &mut |_, at| {
        found = Some(at);
        true
    });
    if walk.too_long {
        return Err(TooLong);
    }
    Ok(found.map(|end| (end, walk.groups)))
}

/// The first match of `shape`, which begins with one of `openings`, from `start` on: where it
/// begins and ends.
pub(super) fn first(
    shape: &Shape,
    openings: Option<&[(char, char)]>,
    text: &str,
    start: usize,
) -> Result<Option<(usize, usize)>, TooLong> {
    let rest = text.get(start..).unwrap_or("");
    let opens = |mark| openings.is_none_or(|it| holds(it, mark));
    let starts = rest.char_indices().filter(|(_, mark)| opens(*mark)).map(|(at, _)| start + at);
    for at in starts.chain(openings.is_none().then_some(text.len())) {
        if let Some((end, _)) = from(shape, 0, text, (at, text.len()))? {
            return Ok(Some((at, end)));
        }
    }
    Ok(None)
}

impl<'t> Walk<'t> {
    fn go(&mut self, shape: &Shape, at: usize, then: &mut Then<'_, 't>) -> bool {
        if !self.pay(1) {
            return false;
        }
        match shape {
            Shape::Literal(_) | Shape::Class(_) | Shape::Edge(_) => {
                self.simple(shape, at).is_some_and(|next| then(self, next))
            }
            Shape::Words(words) => self.words(words, at, then),
            Shape::Repeat { of, min, max, greedy } => {
                let many = (*min, max.unwrap_or(u32::MAX), *greedy);
                match &**of {
                    Shape::Class(class) => self.run(class, many, at, then),
                    of => self.rounds(of, many, at, then),
                }
            }
            Shape::Group { of, number } => self.go(of, at, &mut |walk, end| {
                let group = walk.groups.get(*number).copied().flatten();
                walk.set(*number, Some((at, end)));
                let found = then(walk, end);
                if !found {
                    walk.set(*number, group);
                }
                found
            }),
            Shape::Row(row) => self.row(row, at, then),
            Shape::Either(list) => {
                list.iter().any(|it| !self.too_long && self.go(it, at, &mut *then))
            }
        }
    }

    fn pay(&mut self, steps: u32) -> bool {
        self.too_long |= self.steps < steps;
        self.steps = self.steps.saturating_sub(steps);
        !self.too_long
    }

    fn set(&mut self, number: usize, span: Option<(usize, usize)>) {
        if let Some(group) = self.groups.get_mut(number) {
            *group = span;
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    /// Where a piece with one way to match ends.
    fn simple(&self, shape: &Shape, at: usize) -> Option<usize> {
        match shape {
            Shape::Literal(literal) => {
                let here = self.text.as_bytes().get(at..self.end)?;
                here.starts_with(literal).then_some(at + literal.len())
            }
            Shape::Class(class) => {
                self.mark(at).filter(|it| holds(class, *it)).map(|it| at + it.len_utf8())
            }
            Shape::Edge(edge) => edge.is_at(self.text.as_bytes(), at).then_some(at),
            _ => None,
        }
    }

    fn row(&mut self, mut row: &[Shape], mut at: usize, then: &mut Then<'_, 't>) -> bool {
        while let Some((first, rest)) = row.split_first() {
            if !matches!(first, Shape::Literal(_) | Shape::Class(_) | Shape::Edge(_)) {
                return self.go(first, at, &mut |walk, at| walk.row(rest, at, &mut *then));
            }
            let Some(next) = self.simple(first, at) else { return false };
            (row, at) = (rest, next);
        }
        then(self, at)
    }

    fn words(&mut self, words: &[(char, Vec<u8>)], at: usize, then: &mut Then<'_, 't>) -> bool {
        let Some(mark) = self.mark(at) else { return false };
        let from = words.partition_point(|(first, _)| *first < mark);
        let alike = words.iter().skip(from).take_while(|(first, _)| *first == mark);
        for (_, word) in alike {
            let here = self.text.as_bytes().get(at..self.end).unwrap_or(&[]);
            if here.starts_with(word) && then(self, at + word.len()) {
                return true;
            }
            if !self.pay(1) {
                return false;
            }
        }
        false
    }

    /// A run of characters of one class.
    fn run(
        &mut self,
        class: &[(char, char)],
        (min, max, greedy): (u32, u32, bool),
        at: usize,
        then: &mut Then<'_, 't>,
    ) -> bool {
        let mut ends = (0, at);
        let least = if greedy { max } else { min };
        if !self.advance(class, least, &mut ends) || ends.0 < min {
            return false;
        }
        loop {
            let (count, end) = ends;
            if then(self, end) {
                return true;
            }
            if !self.pay(1) {
                return false;
            }
            if greedy {
                let before = self.text.get(at..end).and_then(|it| it.chars().next_back());
                let Some(mark) = before.filter(|_| min < count) else { return false };
                ends = (count - 1, end - mark.len_utf8());
            } else if max <= count || !self.advance(class, count + 1, &mut ends) || ends.0 == count
            {
                return false;
            }
        }
    }

    /// Goes on to `count` characters of the class, or as many as there are.
    fn advance(&mut self, class: &[(char, char)], count: u32, ends: &mut (u32, usize)) -> bool {
        let from = ends.0;
        let rest = self.text.get(ends.1..self.end).unwrap_or("");
        for mark in rest.chars().take_while(|it| holds(class, *it)) {
            if ends.0 == count || self.steps < ends.0 - from {
                break;
            }
            *ends = (ends.0 + 1, ends.1 + mark.len_utf8());
        }
        self.pay(ends.0 - from)
    }

    /// Rounds of a loop around anything else.
    fn rounds(
        &mut self,
        of: &Shape,
        (min, max, greedy): (u32, u32, bool),
        at: usize,
        then: &mut Then<'_, 't>,
    ) -> bool {
        self.depth += 1;
        self.too_long |= DEPTH < self.depth;
        let found = self.round(of, (min, max, greedy), at, then);
        self.depth -= 1;
        found
    }

    fn round(
        &mut self,
        of: &Shape,
        (min, max, greedy): (u32, u32, bool),
        at: usize,
        then: &mut Then<'_, 't>,
    ) -> bool {
        if !self.pay(1) {
            return false;
        }
        if min == 0 && !greedy && then(self, at) {
            return true;
        }
        let less = (
            min.saturating_sub(1),
            if max == u32::MAX { max } else { max.saturating_sub(1) },
            greedy,
        );
        if 0 < max && self.go(of, at, &mut |walk, next| walk.rounds(of, less, next, &mut *then)) {
            return true;
        }
        !self.too_long && min == 0 && greedy && then(self, at)
    }
}

fn holds(class: &[(char, char)], mark: char) -> bool {
    let next = class.partition_point(|(_, last)| *last < mark);
    class.get(next).is_some_and(|(first, _)| *first <= mark)
}
