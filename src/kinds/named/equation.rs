//! Expressions in the parameters of kinds, their names checked.

use crate::syntax::expression::Expression;
use crate::text::Node;
use crate::text::decode::{Reader, Slip};

/// Reads an expression that says yes or no.
pub(in crate::kinds) fn equation(
    node: &Node,
    names: &[String],
    reader: &mut Reader,
) -> Option<Expression> {
    let expression = expression(node, names, reader)?;
    if !expression.is_truth() {
        reader.slip(
            Slip::new(node.span, "这里应是一个比较", "a comparison is expected here")
                .help("如 '总数 == 城区 + 乡镇'", "for example 'total == part + rest'"),
        );
        return None;
    }
    Some(expression)
}

/// Reads an expression whose names are all known.
pub(in crate::kinds) fn expression(
    node: &Node,
    names: &[String],
    reader: &mut Reader,
) -> Option<Expression> {
    let written = reader.string(node)?;
    let expression = match Expression::read(written) {
        Ok(expression) => expression,
        Err(slip) => {
            let span = slip.within(node, &reader.yaml);
            let found = Slip::new(span, slip.zh, slip.en);
            let helped = !slip.help_zh.is_empty();
            reader.slip(if helped { found.help(slip.help_zh, slip.help_en) } else { found });
            return None;
        }
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut sound = true;
    for used in expression.uses().iter().filter(|it| !names.contains(&it.name.as_str())) {
        sound = false;
        if reader.broken.contains(&used.name) {
            continue;
        }
        let slip = Slip::new(
            node.within(used.span, &reader.yaml),
            format!("没有名为“{}”的数字", used.name),
            format!("there is no figure named `{}`", used.name),
        );
        reader.slip(if names.is_empty() {
            slip.help("先在 figures 里写明它怎样查找", "say under `figures` how it is found")
        } else {
            slip.suggest(&used.name, &names)
        });
    }
    sound.then_some(expression)
}
