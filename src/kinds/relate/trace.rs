//! Why a place of the left side is no finding.

use super::{Expect, Relate, SEPARATOR, value, with_names};
use crate::kinds::relate::side::Found;
use crate::kinds::{Context, Dropped, silence};
use crate::syntax::expression::{Interval, Value};
use crate::text::Text;

/// The places of the left side in the draft that are no findings.
pub(super) fn dropped(relate: &Relate, context: &Context<'_>) -> Vec<Dropped> {
    let (Some(lefts), Some(rights)) = (relate.left.places(context), relate.right.places(context))
    else {
        return Vec::new();
    };
    let partners = relate.partners(&rights);
    let stretches = context.stretches();
    let own = context.document.source.id;
    let mut dropped = Vec::new();
    for left in lefts.iter().filter(|it| it.place.source == own) {
        let key = left.key(&relate.join);
        let known = key.as_ref().and_then(|it| partners.get(it)).map_or(&[][..], Vec::as_slice);
        let Some(others) = relate.eligible(left, known, &stretches) else { continue };
        let why = match &key {
            None => Text::new("缺少 join 的组", "a group of `join` is missing"),
            Some(_) if relate.breaks(left, others) => continue,
            Some(key) => kept(relate, left, others, key, context),
        };
        dropped.push(Dropped { at: left.place.span, captures: left.named("left"), why });
    }
    dropped
}

/// What is to be said of a side as a whole: its document was not given, or nothing was found.
pub(super) fn remarks(relate: &Relate, context: &Context<'_>) -> Vec<Text> {
    let sides = [("left", &relate.left), ("right", &relate.right)];
    let remark = |(name, side): (&str, &super::Side)| match side.places(context) {
        None => {
            let role = &side.role;
            Some(Text::new(
                format!("{name} 要看角色为“{role}”的文件，没有给出：加 --with {role}=文件"),
                format!(
                    "`{name}` looks at the document `{role}`, which was not given: add `--with {role}=PATH`"
                ),
            ))
        }
        Some(places) if places.is_empty() => Some(side.missing(name, context)),
        Some(_) => None,
    };
    sides.into_iter().filter_map(|(name, side)| remark((name, side.as_ref()))).collect()
}

/// Why what is expected of a place is met.
fn kept(
    relate: &Relate,
    left: &Found,
    others: &[&Found],
    key: &str,
    context: &Context<'_>,
) -> Text {
    let mut partners = others.iter().filter(|it| it.place != left.place);
    let Some(partner) = partners.next() else {
        let key = key.replace(SEPARATOR, "、");
        return match relate.expect {
            Expect::None => {
                Text::new("right 里没有对应的，正合要求", "`right` has no partner, as asked for")
            }
            _ if key.is_empty() => Text::new("right 里没有对应的", "`right` has no partner"),
            _ => Text::new(
                format!("right 里没有“{key}”，expect 无从比较"),
                format!("`right` has no `{key}` for `expect` to compare"),
            ),
        };
    };
    let (zh, en) = whereabouts(partner, context);
    match &relate.expect {
        Expect::Some | Expect::None => {
            Text::new(format!("right 里有对应的：{zh}"), format!("its partner in `right`: {en}"))
        }
        Expect::Same(_) => {
            Text::new(format!("与 right 的相同：{zh}"), format!("the same as in `right`: {en}"))
        }
        Expect::Holds(expression) => {
            let holds = |right: &&Found| {
                with_names(left, right, |names| expression.value(names))
                    == Some(Value::Truth(Some(true)))
            };
            let fits = [partner].into_iter().chain(partners).find(|it| holds(it));
            let shown = |right: &Found| {
                expression.filled(|used| {
                    value(left, right, &used.name).map(Interval::shown).unwrap_or_default()
                })
            };
            match fits {
                Some(right) => {
                    let (zh, en) = whereabouts(right, context);
                    let shown = shown(right);
                    Text::new(format!("成立：{shown}（{zh}）"), format!("it holds: {shown} ({en})"))
                }
                None => {
                    let shown = shown(partner);
                    Text::new(
                        format!("算不出来，或有约数：{shown}（{zh}）"),
                        format!("it has no answer, or a figure is approximate: {shown} ({en})"),
                    )
                }
            }
        }
    }
}

/// Where a partner stands, in words.
fn whereabouts(partner: &Found, context: &Context<'_>) -> (String, String) {
    if partner.place.source == context.document.source.id {
        let (line, words) = silence::place(context, partner.place.span);
        return (format!("第{line}行“{words}”"), format!("line {line}, `{words}`"));
    }
    let words: Vec<&str> = partner.groups.iter().map(|it| it.1.as_str()).collect();
    let words = words.join("、");
    (format!("另一份文件里的“{words}”"), format!("`{words}` in the other document"))
}
