//! `substitution`: a word stands where another should.
//!
//! All wrong words are found in the shared scan, the longest that fits first. Silent where the
//! right word stands there already (党委 → 党委会 in 党委会), and at a word that is given itself as
//! its right form: 蚊帐 is protected from 帐 → 账.

use std::collections::BTreeMap;

use super::{Context, Dropped, Finding, Kind, needle, silence};
use crate::text::decode::{Reader, Slip};
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Edit, Node, Span, Text};

/// The parameters: what is wrong, and what should stand there.
#[derive(Debug)]
pub struct Substitution {
    search: PatternId,
    swap: BTreeMap<String, String>,
}

impl Kind for Substitution {
    const NAME: &'static str = "substitution";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let pairs = fields.require("swap", reader);
        reader.finish(fields);
        let mut swap = BTreeMap::new();
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        let members = reader.members(pairs?);
        // One pair without its brackets, or words alone: one mistake, told once.
        let flat = 1 < members.len() && members.iter().all(|it| it.scalar().is_some());
        for member in members.iter().take(if flat { 1 } else { usize::MAX }) {
            let Some((wrong, right)) = pair(member, reader) else { continue };
            if let Some(first) = places.insert(wrong.clone(), member.head()) {
                reader.slip(
                    Slip::new(
                        member.head(),
                        format!("“{wrong}”写了两次"),
                        format!("`{wrong}` is written twice"),
                    )
                    .help("只保留一处", "keep one of the two")
                    .beside(first, "先写在这里", "first written here"),
                );
            }
            swap.insert(wrong, right);
        }
        if swap.is_empty() && members.is_empty() {
            reader.slip(
                Slip::new(pairs?.head(), "swap 里没有词", "`swap` has no words")
                    .help("写成 swap: [[错, 对]]", "write it as swap: [[wrong, right]]"),
            );
            return None;
        }
        let words: Vec<String> = swap.keys().cloned().collect();
        Some(Self { search: reader.literals(&words), swap })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["wrong", "right"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let source = &context.document.source;
        for hit in needle::matches(context.scan, self.search, source) {
            let wrong = hit.span.of(&source.text);
            let Some(right) = self.swap.get(wrong).filter(|it| *it != wrong) else { continue };
            if is_right_already(&source.text, hit.span, right) {
                continue;
            }
            found.push(Finding {
                captures: vec![("wrong".into(), wrong.to_owned()), ("right".into(), right.clone())],
                edit: Some(Edit { span: hit.span, text: right.clone() }),
                ..Finding::at(context.document, hit.span, Confidence::Certain)
            });
        }
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let source = &context.document.source;
        let mut dropped = Vec::new();
        for hit in needle::matches(context.scan, self.search, source) {
            let wrong = hit.span.of(&source.text);
            let Some(right) = self.swap.get(wrong) else { continue };
            let why = if right == wrong {
                Text::new("swap 里写明不动它", "`swap` protects it")
            } else if is_right_already(&source.text, hit.span, right) {
                Text::new(
                    format!("这里本来就是“{right}”"),
                    format!("`{right}` stands here already"),
                )
            } else {
                continue;
            };
            dropped.push(Dropped { at: hit.span, captures: Vec::new(), why });
        }
        dropped
    }

    fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
        silence::lacking(context, self.search, "swap").into_iter().collect()
    }
}

/// Reads `[wrong, right]`.
fn pair(node: &Node, reader: &mut Reader) -> Option<(String, String)> {
    let pair = match node.list() {
        Some([wrong, right]) => wrong.scalar().zip(right.scalar()),
        _ => None,
    };
    let Some((wrong, right)) = pair.filter(|(wrong, _)| !wrong.is_empty()) else {
        reader.slip(
            Slip::new(
                node.head(),
                "每项要写成 [错, 对] 两个词",
                "each member is a pair [wrong, right]",
            )
            .help(
                "写成 swap: [[帐户, 账户]]，一对一个括号；整段文字放进引号",
                "write swap: [[wrong, right]], brackets around each pair; quote words with marks",
            ),
        );
        return None;
    };
    Some((wrong.to_owned(), right.to_owned()))
}

/// Whether `right` holds the wrong word and stands around `hit` in the text.
fn is_right_already(text: &str, hit: Span, right: &str) -> bool {
    right.match_indices(hit.of(text)).any(|(at, _)| {
        let start = hit.range().start.checked_sub(at);
        start.and_then(|it| text.get(it..)).is_some_and(|it| it.starts_with(right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_word_is_not_wrong_in_itself() {
        let check = |text: &str, right: &str, expect| {
            let at = text.find("党委").unwrap();
            let hit = Span::new(at, at + "党委".len());
            assert_eq!(is_right_already(text, hit, right), expect, "{text}");
        };
        check("召开党委会", "党委会", true);
        check("召开党委", "党委会", false);
        check("县党委", "县党委", true);
        check("市党委", "县党委", false);
        check("党委", "县委", false);
    }
}
