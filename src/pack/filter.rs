//! `scope` and `where`: in which stretches of a draft findings of a rule count.

use super::{Filter, Zone};
use crate::model::scope::Scope;
use crate::text::Node;
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::Role;

const ZONES: [(&str, Zone); 5] = [
    ("quote", Zone::Quote),
    ("title", Zone::Title),
    ("table", Zone::Table),
    ("code", Zone::Code),
    ("attachment", Zone::Attachment),
];

/// The deepest level of a section that a rule may name.
const DEEPEST: u32 = 9;

/// Reads the two fields of a rule.
pub(super) fn read(scope: Option<&Node>, place: Option<&Node>, reader: &mut Reader) -> Filter {
    let scopes = choices(scope, &Scope::NAMES, reader);
    let Some(mut fields) = place.and_then(|it| reader.fields(it)) else {
        return Filter { scopes, ..Filter::default() };
    };
    let not_in = choices(fields.take("not-in"), &ZONES, reader);
    let under = fields.take("under").and_then(|it| reader.pattern(it, Role::After));
    let levels = each(fields.take("level"));
    let levels = levels.iter().filter_map(|it| level(it, reader)).collect();
    let paths = fields.take("path").map(|it| reader.strings(it)).unwrap_or_default();
    let roles = fields.take("role").map(|it| reader.strings(it)).unwrap_or_default();
    reader.finish(fields);
    Filter { not_in, under, scopes, levels, paths, roles }
}

/// A list, or a single value as a list of one.
fn each(node: Option<&Node>) -> &[Node] {
    node.map_or(&[], |node| node.list().unwrap_or(std::slice::from_ref(node)))
}

fn choices<T: Copy>(node: Option<&Node>, names: &[(&str, T)], reader: &mut Reader) -> Vec<T> {
    each(node).iter().filter_map(|it| reader.choice(it, names)).collect()
}

fn level(node: &Node, reader: &mut Reader) -> Option<u32> {
    let level = reader.number(node)?;
    if DEEPEST < level {
        reader.slip(
            Slip::new(
                node.span,
                format!("没有第 {level} 级标题"),
                format!("there is no heading of level {level}"),
            )
            .help(
                format!("写 0 到 {DEEPEST}：1 是最上一级，0 是第一个标题之前"),
                format!("write 0 to {DEEPEST}: 1 is the topmost, 0 is before the first heading"),
            ),
        );
        return None;
    }
    Some(level)
}
