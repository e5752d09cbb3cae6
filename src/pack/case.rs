//! The test cases inside a rule: ⟦ ⟧ mark each expected primary place, ⟪ ⟫ related ones.

use crate::text::decode::{Reader, Slip};
use crate::text::{Node, Span};

/// A text that a rule must or must not fire on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Whether the rule must stay silent.
    pub good: bool,
    /// A name for people.
    pub name: Option<String>,
    /// Words the message must have.
    pub says: Option<String>,
    /// A known gap: reported, not failed.
    pub todo: bool,
    /// The path of the draft; its extension chooses the format.
    pub path: Option<String>,
    /// The role of the draft, where it is not the current one.
    pub role: Option<String>,
    /// Other documents, by their role.
    pub with: Vec<(String, String)>,
    /// The draft, without marks.
    pub text: String,
    /// The expected primary places.
    pub primary: Vec<Span>,
    /// The expected related places; empty means they are not tested.
    pub related: Vec<Span>,
    /// Where the case stands in the YAML.
    pub span: Span,
    /// Where its marked text stands there.
    pub draft: Span,
}

/// The marks of primary and related places.
pub const MARKS: [(char, char); 2] = [('⟦', '⟧'), ('⟪', '⟫')];

/// Reads the list `tests`.
pub(super) fn read_cases(node: &Node, reader: &mut Reader) -> Vec<Case> {
    let members = reader.members(node);
    members.iter().filter_map(|member| read_case(member, reader)).collect()
}

/// Reads the other documents of a case: a map from roles to texts.
fn read_with(node: &Node, reader: &mut Reader) -> Vec<(String, String)> {
    let entries = reader.fields(node).and(node.map()).unwrap_or(&[]);
    let mut with = Vec::new();
    for (role, node) in entries {
        if !reader.cut_off(role, node)
            && let Some(text) = reader.string(node)
        {
            with.push((role.name.clone(), text.to_owned()));
        }
    }
    with
}

fn read_case(node: &Node, reader: &mut Reader) -> Option<Case> {
    let mut fields = reader.fields(node)?;
    let mut string = |name, reader: &mut Reader| {
        fields.take(name).and_then(|it| reader.string(it)).map(str::to_owned)
    };
    let (name, says) = (string("name", reader), string("says", reader));
    let (path, role) = (string("path", reader), string("role", reader));
    let todo = fields.take("todo").and_then(|it| reader.flag(it)).unwrap_or(false);
    let with = fields.take("with").map(|it| read_with(it, reader)).unwrap_or_default();
    let (good, bad) = (fields.take("good"), fields.take("bad"));
    let span = fields.span;
    reader.finish(fields);
    let (draft, good) = match (good, bad) {
        (Some(draft), None) => (draft, true),
        (None, Some(draft)) => (draft, false),
        _ => {
            reader.slip(
                Slip::new(
                    span,
                    "每个用例要写 good 或 bad，且只写一个",
                    "a case has exactly one of `good` and `bad`",
                )
                .help("如 - good: 座无虚席。", "such as `- good: 座无虚席。`"),
            );
            return None;
        }
    };
    let (text, [primary, related]) = unmark(draft, reader)?;
    let at = draft.span;
    let case =
        Case { good, name, says, todo, path, role, with, text, primary, related, span, draft: at };
    check_marks(&case, draft.head(), reader);
    Some(case)
}

fn check_marks(case: &Case, span: Span, reader: &mut Reader) {
    if case.good && !(case.primary.is_empty() && case.related.is_empty()) {
        reader.slip(
            Slip::new(span, "good 用例里不能有 ⟦⟧ 或 ⟪⟫", "a good case has no ⟦⟧ or ⟪⟫")
                .help("去掉标记，或改成 bad", "remove the marks, or make it `bad`"),
        );
    } else if !case.good && case.primary.is_empty() {
        reader.slip(
            Slip::new(span, "bad 用例没有标出应报之处", "a bad case marks no place")
                .help("用 ⟦ ⟧ 括住每一处", "put ⟦ ⟧ around each place"),
        );
    }
}

/// Takes the marks out and keeps the places between them.
fn unmark(node: &Node, reader: &mut Reader) -> Option<(String, [Vec<Span>; 2])> {
    let marked = reader.string(node)?;
    let mut text = String::new();
    let mut places = [Vec::new(), Vec::new()];
    let mut open: [Option<(usize, usize)>; 2] = [None, None];
    let mut slip = None;
    for (at, mark) in marked.char_indices() {
        let here = Span::new(at, at + mark.len_utf8());
        let mut plain = true;
        for ((begin, end), (open, places)) in
            MARKS.into_iter().zip(open.iter_mut().zip(&mut places))
        {
            if mark == begin {
                plain = false;
                let before = open.replace((text.len(), at));
                slip = slip.or(before.map(|_| here));
            } else if mark == end {
                plain = false;
                match open.take() {
                    Some((start, _)) => places.push(Span::new(start, text.len())),
                    None => slip = slip.or(Some(here)),
                }
            }
        }
        if plain {
            text.push(mark);
        }
    }
    let unclosed = open.into_iter().flatten().next();
    let slip = slip.or(unclosed.map(|(_, at)| Span::new(at, at + '⟦'.len_utf8())));
    if let Some(at) = slip {
        let span = node.within(at, &reader.yaml);
        reader.slip(
            Slip::new(span, "标记没有配对", "a mark without its partner")
                .help("⟦ ⟧ 和 ⟪ ⟫ 要成对", "⟦ ⟧ and ⟪ ⟫ come in pairs"),
        );
        return None;
    }
    places.iter_mut().for_each(|it| it.sort());
    Some((text, places))
}
