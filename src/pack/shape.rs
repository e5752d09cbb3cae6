//! Mistakes in the shape of a pack: a rule in place of a pack, a rule cut in two.

use crate::text::Node;
use crate::text::decode::Slip;
use crate::text::nearest::nearest;

/// A file that is one rule where a whole pack should be.
pub(super) fn lone_rule(tree: &Node) -> Option<Slip> {
    let has = |key: &str| tree.get(key).is_some();
    if !has("check") || ["jiaohe", "pack", "rules"].into_iter().any(has) {
        return None;
    }
    Some(Slip::new(tree.head(), "这是一条规则，不是规则包", "this is a rule, not a pack").help(
        "写它所在的文件夹（里面有 pack.yaml）；或把它放到规则包的 rules: 下，前面加“- ”",
        "name its folder, which holds a pack.yaml; or put it under `rules:` of a pack, with `- ` before it",
    ))
}

/// What a rule needs.
const NEEDED: [&str; 5] = ["id", "title", "severity", "message", "check"];

/// How many members from `at` on are one rule, cut by dashes too many, and the slip of the first.
pub(super) fn cut_in_two(rules: &[Node], at: usize) -> Option<(usize, Slip)> {
    let head = rules.get(at).filter(|it| it.get("id").is_some())?;
    let next = rules.get(at + 1).filter(|it| it.map().is_some())?;
    let has = |key: &str| [head, next].iter().filter(|it| it.get(key).is_some()).count();
    let whole = NEEDED.iter().all(|key| has(key) == 1);
    let cut = whole && NEEDED.iter().any(|key| head.get(key).is_none());
    cut.then(|| {
        let slip = Slip::new(
            next.head(),
            "这一行的“- ”把一条规则断成了两条",
            "the `- ` of this line cuts a rule in two",
        );
        (
            2,
            slip.help(
                "删去“- ”，与上面的键对齐",
                "remove the `- ` and align the key with those above",
            ),
        )
    })
}

/// Whether one of the keys is `name` misspelt.
pub(super) fn misspelt(tree: &Node, name: &str) -> bool {
    tree.map().is_some_and(|it| it.iter().any(|(key, _)| nearest(&key.name, &[name]).is_some()))
}
