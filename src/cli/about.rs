//! What is told of a rule, to the person who asks and in the manual of rules.

use crate::diagnostic::{RuleInfo, Safety};
use crate::pack::case::Case;
use crate::pack::{FixPlan, Rule};
use crate::text::{Span, Text};
use crate::verify;

/// The headings of what is known of a rule, and the words below them, some empty.
pub(super) fn parts(info: &RuleInfo) -> [(Text, Text); 5] {
    [
        (Text::new("为什么", "Why"), info.why.clone()),
        (Text::new("什么时候不报", "Silent when"), info.silent.clone()),
        (Text::new("依据", "Source"), info.source.clone()),
        (Text::new("实测", "Measured"), info.measured.clone()),
        (Text::new("网页", "Page"), Text::same(info.url.clone())),
    ]
}

/// Who corrects what a rule finds.
pub(super) fn correction(fix: Option<&FixPlan>) -> Text {
    match fix.map(|it| (it.safety, it.whole_line)) {
        None => Text::new("由人来改。", "A person corrects it."),
        Some((_, true)) => Text::new(
            "已知的标记独占一行时 `jiaohe fix` 直接删去，夹在文字中间的加 `--unsafe` 才删；其余由人来改。",
            "Known marks that fill their line are deleted by `jiaohe fix`, others with `--unsafe`; a person corrects the rest.",
        ),
        Some((Safety::Safe, _)) => Text::new("`jiaohe fix` 直接改。", "`jiaohe fix` corrects it."),
        Some((Safety::Unsafe, _)) => Text::new(
            "给出改法，`jiaohe fix --unsafe` 才改；会改动数字的由人来改。",
            "A correction is offered, which `jiaohe fix --unsafe` applies; where it would change a number, a person does.",
        ),
    }
}

/// The test cases of the rule that are examples, the bad ones first.
pub(super) fn examples(rule: &Rule) -> Vec<&Case> {
    let mut cases: Vec<_> = rule.cases.iter().filter(|case| !case.todo).collect();
    cases.sort_by_key(|case| case.good);
    cases
}

/// The text of a case with ⟦ ⟧ around the expected places, and ⟪ ⟫ around those beside them.
pub(super) fn marked(case: &Case) -> String {
    let whole = Span::new(0, case.text.len());
    verify::marked(&case.text, whole, [&case.primary, &case.related])
}
