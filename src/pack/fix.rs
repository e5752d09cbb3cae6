//! `fix`: what a program may put in place of a match.

use std::collections::BTreeMap;

use super::wording::Template;
use super::{FixPlan, Replacement};
use crate::diagnostic::Safety;
use crate::text::Node;
use crate::text::decode::{Fields, Reader, Slip};

/// Kinds of which both figures may be right: a person decides.
const FIGURE_KINDS: [&str; 8] =
    ["amount-words", "assert", "figure-conflict", "ledger", "part-unit", "parts", "rank", "relate"];
/// Kinds whose own correction is the only one: a number is never written over.
const OWN_FIX: [&str; 2] = ["range", "sequence"];

/// The ways to correct; a rule has one of them, or the correction of its kind.
const WAYS: [&str; 3] = ["replace", "delete", "insert"];

/// How safe a correction is, and whether only where the match fills its line.
const SAFETIES: [(&str, (Safety, bool)); 3] = [
    ("safe", (Safety::Safe, false)),
    ("unsafe", (Safety::Unsafe, false)),
    ("whole-line", (Safety::Safe, true)),
];

/// Reads the fix of a rule of this kind.
pub(super) fn read(
    node: &Node,
    kind: &str,
    names: &[&str],
    reader: &mut Reader,
) -> Option<FixPlan> {
    let mut fields = reader.fields(node)?;
    let safety = fields.require("safety", reader).and_then(|it| reader.choice(it, &SAFETIES));
    let mut written = WAYS.iter().filter_map(|way| Some((*way, fields.key(way)?)));
    let (first, second) = (written.next(), written.next());
    if FIGURE_KINDS.contains(&kind) || (OWN_FIX.contains(&kind) && first.is_some()) {
        reader.slip(no_fix(node, kind));
        return None;
    }
    if let Some((way, span)) = second {
        reader.slip(Slip::new(span, "fix 里只能写一种改法", "`fix` has one correction").help(
            format!("删去 {way}；可用：{}", WAYS.join(" ")),
            format!("remove `{way}`; one of: {}", WAYS.join(" ")),
        ));
        return None;
    }
    let replacement = replacement(&mut fields, names, reader);
    reader.finish(fields);
    let (safety, whole_line) = safety?;
    Some(FixPlan { replacement: replacement?, safety, whole_line })
}

fn no_fix(node: &Node, kind: &str) -> Slip {
    Slip::new(
        node.head(),
        format!("{kind} 的规则不能写改法：数字和序号由人来改"),
        format!(
            "a rule of the kind `{kind}` has no such fix: a person corrects figures and numbers"
        ),
    )
    .help("删去 fix，在 help 里说明该核对什么", "remove `fix`; say in `help` what to check")
}

fn replacement(
    fields: &mut Fields<'_>,
    names: &[&str],
    reader: &mut Reader,
) -> Option<Replacement> {
    let (replace, delete) = (fields.take("replace"), fields.take("delete"));
    let insert = fields.take("insert");
    if let Some(node) = delete {
        let whole = reader.choice(node, &[("true", ())]);
        return whole.map(|()| Replacement::Text(Template::default()));
    }
    if let Some(node) = insert {
        return inserted(node, names, reader);
    }
    let Some(node) = replace else { return Some(Replacement::Kind) };
    if node.map().is_none() {
        return Some(Replacement::Text(Template::read(node, names, reader)?));
    }
    reader.fields(node)?;
    let mut table = BTreeMap::new();
    for (key, value) in node.map().unwrap_or(&[]) {
        let text = reader.string(value).unwrap_or("").to_owned();
        table.insert(key.name.clone(), text);
    }
    Some(Replacement::Table(table))
}

/// `{ before: text }` or `{ after: text }`.
fn inserted(node: &Node, names: &[&str], reader: &mut Reader) -> Option<Replacement> {
    let mut fields = reader.fields(node)?;
    let (before, after) = (fields.take("before"), fields.take("after"));
    let span = fields.span;
    reader.finish(fields);
    let (text, before) = match (before, after) {
        (Some(text), None) => (text, true),
        (None, Some(text)) => (text, false),
        _ => {
            reader.slip(
                Slip::new(
                    span,
                    "insert 里要写 before 或 after，且只写一个",
                    "`insert` has exactly one of `before` and `after`",
                )
                .help("如 insert: { after: 。 }", "such as `insert: { after: 。 }`"),
            );
            return None;
        }
    };
    Some(Replacement::Insert { before, text: Template::read(text, names, reader)? })
}
