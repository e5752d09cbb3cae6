//! The YAML of named figures.

use crate::syntax::quantity::Unit;
use crate::text::Node;
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::named::{By, NamedFigure};
use crate::text::pattern::Role;

/// Reads the list of named figures in the header of a pack.
pub fn read_figures(node: &Node, reader: &mut Reader) {
    for member in reader.members(node) {
        let Some(figure) = figure(member, reader) else {
            let name = member.get("name").and_then(Node::scalar).map(str::to_owned);
            reader.broken.extend(name);
            continue;
        };
        match reader.figures.iter().find(|it| it.name == figure.name) {
            Some(first) => {
                let slip = repeated(&figure).beside(first.span, "先写在这里", "first written here");
                reader.slip(slip);
            }
            None => reader.figures.push(figure),
        }
    }
}

/// The figures that a rule's `figures` lists, by name or described in place; those of the pack
/// where it lists none.
pub(in crate::kinds) fn chosen(node: Option<&Node>, reader: &mut Reader) -> Vec<NamedFigure> {
    let Some(node) = node else { return Vec::new() };
    let mut figures: Vec<NamedFigure> = Vec::new();
    for member in reader.members(node) {
        let figure = match member.scalar() {
            Some(name) => known(name, member, reader),
            None => figure(member, reader),
        };
        let Some(figure) = figure else {
            let name = member.get("name").and_then(Node::scalar).map(str::to_owned);
            reader.broken.extend(name);
            continue;
        };
        if figures.iter().any(|it| it.name == figure.name) {
            reader.slip(repeated(&figure));
        }
        figures.push(figure);
    }
    figures
}

/// The figure of the pack with this name.
fn known(name: &str, node: &Node, reader: &mut Reader) -> Option<NamedFigure> {
    let found = reader.figures.iter().find(|it| it.name == name).cloned();
    if let Some(figure) = found {
        return Some(NamedFigure { span: node.span, ..figure });
    }
    if reader.broken.contains(name) {
        return None;
    }
    let names: Vec<String> = reader.figures.iter().map(|it| it.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let slip = Slip::new(
        node.span,
        format!("没有名为“{name}”的数字"),
        format!("there is no figure named `{name}`"),
    );
    reader.slip(if names.is_empty() {
        slip.help(
            "先在规则包开头的 figures 里写明它怎样查找",
            "say under `figures` in the head of the pack how it is found",
        )
    } else {
        slip.suggest(name, &names)
    });
    None
}

fn repeated(figure: &NamedFigure) -> Slip {
    let name = &figure.name;
    Slip::new(
        figure.span,
        format!("数字名称“{name}”重复"),
        format!("there are two figures `{name}`"),
    )
    .help("换一个名称", "choose another name")
}

fn figure(node: &Node, reader: &mut Reader) -> Option<NamedFigure> {
    let mut fields = reader.fields(node)?;
    let name = fields.require("name", reader).and_then(|it| {
        let name = reader.string(it)?;
        if !is_name(name) {
            reader.slip(not_a_name(it, name));
        }
        is_name(name).then(|| (name.to_owned(), it.span))
    });
    let pattern = fields.take("pattern");
    let by = match pattern {
        Some(pattern) => by_pattern(pattern, reader),
        None => by_label(&mut fields, reader),
    };
    if pattern.is_some() {
        for key in ["unit", "head", "subject", "status"] {
            if fields.take(key).is_some()
                && let Some(span) = fields.key(key)
            {
                reader.slip(
                    Slip::new(
                        span,
                        format!("pattern 与 {key} 不能同时写"),
                        format!("`pattern` and `{key}` cannot stand together"),
                    )
                    .help(
                        "用 pattern 按文字查找，或者用 unit、head、subject 按口径查找",
                        "find it by `pattern`, or by `unit`, `head` and `subject`",
                    ),
                );
            }
        }
    }
    reader.finish(fields);
    let (name, span) = name?;
    Some(NamedFigure { name, span, by: by? })
}

/// Whether expressions can use `name`.
pub(in crate::kinds) fn is_name(name: &str) -> bool {
    const WORDS: [&str; 8] = ["and", "or", "not", "sum", "count", "abs", "round", "year"];
    name.starts_with(|mark: char| mark.is_alphabetic() || mark == '_')
        && name.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '_' | '.' | '·'))
        && !WORDS.contains(&name)
}

fn not_a_name(node: &Node, name: &str) -> Slip {
    Slip::new(
        node.span,
        format!("“{name}”不能作数字的名称"),
        format!("`{name}` cannot name a figure"),
    )
    .help(
        "以文字开头，只用文字、数字和下划线，不用空格和算式里的词（sum and …）",
        "a letter first, then letters, digits and underscores, and no word of expressions",
    )
}

/// The group that holds the number: `v`, or the only one.
fn by_pattern(node: &Node, reader: &mut Reader) -> Option<By> {
    let known = reader.groups.len();
    let pattern = reader.pattern(node, Role::Search)?;
    // The group is the number, whether or not a message names it.
    reader.groups.truncate(known);
    let groups = reader.patterns.get(pattern.0).map(|it| it.groups()).unwrap_or_default();
    let group = match groups.as_slice() {
        [only] => Some(only.clone()),
        _ => groups.into_iter().find(|it| it == "v"),
    };
    if group.is_none() {
        reader.slip(
            Slip::new(
                node.span,
                "正则里没有标出哪一段是数",
                "the pattern does not say which part is the number",
            )
            .help("把数写成一个组：(?<v>{{num}})", "make the number a group: (?<v>{{num}})"),
        );
    }
    Some(By::Pattern(pattern, group?))
}

fn by_label(fields: &mut Fields<'_>, reader: &mut Reader) -> Option<By> {
    let unit = fields.require("unit", reader).and_then(|it| {
        let unit = reader.string(it)?;
        if Unit::named(unit).is_none() {
            let slip = Slip::new(
                it.span,
                format!("不认识的单位“{unit}”"),
                format!("unknown unit `{unit}`"),
            );
            reader.slip(slip.help(
                "写稿件里数后面的单位，如 个、人次、万元、%",
                "write the unit that stands behind the number: 个, 人次, 万元, %",
            ));
        }
        Unit::named(unit).map(|_| unit.to_owned())
    });
    let mut words = |key, reader: &mut Reader| {
        fields.take(key).and_then(|it| reader.string(it)).unwrap_or("").to_owned()
    };
    let (head, subject) = (words("head", reader), words("subject", reader));
    let status = fields.take("status");
    let plan = status.and_then(|it| reader.choice(it, &[("done", false), ("plan", true)]));
    if head.is_empty() && subject.is_empty() {
        reader.slip(
            Slip::new(
                fields.span,
                "没有写明这个数字数的是什么",
                "nothing says what the figure counts",
            )
            .help(
                "写 pattern，或者写 unit 和 subject（如 subject: 巡回指导）",
                "write `pattern`, or `unit` and `subject`",
            ),
        );
        return None;
    }
    Some(By::Label { unit: unit?, head, subject, plan: plan.unwrap_or(false) })
}
