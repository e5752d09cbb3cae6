//! The members that a slogan has for everyone: 四个意识 is 政治, 大局, 核心 and 看齐.

use super::Odd;
use super::expansion::Expansion;
use crate::text::decode::{Reader, Slip};
use crate::text::{Node, Span};

/// A slogan with its members.
#[derive(Debug)]
pub(super) struct Known {
    pub name: String,
    /// For each member, the words of which one stands in it.
    members: Vec<Vec<String>>,
}

/// Reads a map from slogans to their members.
pub(super) fn read(node: &Node, reader: &mut Reader) -> Vec<Known> {
    let Some(entries) = node.map() else {
        reader.fields(node);
        return Vec::new();
    };
    let mut known = Vec::new();
    for (key, value) in entries {
        let members: Vec<Vec<String>> =
            reader.members(value).iter().map(|it| reader.strings(it)).collect();
        let empty = |it: &Vec<String>| it.is_empty() || it.iter().any(String::is_empty);
        if members.len() < 2 || members.iter().any(empty) {
            reader.slip(
                Slip::new(
                    key.span,
                    format!("“{}”要列出两项以上", key.name),
                    format!("`{}` needs two members or more", key.name),
                )
                .help("例如 两个维护: [核心, 权威]", "for example `both: [one, two]`"),
            );
            continue;
        }
        known.push(Known { name: key.name.clone(), members });
    }
    known
}

impl Known {
    /// What an expansion has too much or too little; nothing where it hardly is one.
    pub(super) fn odd(&self, text: &str, expansion: &Expansion) -> Option<Odd> {
        let words = expansion.span.of(text);
        let stands =
            |member: &&Vec<String>, words: &str| member.iter().any(|it| words.contains(it));
        let missing = self.members.iter().find(|it| !stands(it, words));
        let strange = |it: &&Span| !self.members.iter().any(|member| stands(&member, it.of(text)));
        let odd: Vec<&Span> = expansion.items.iter().filter(strange).collect();
        let count = expansion.items.len();
        if count.saturating_sub(odd.len()) < 2 || 1 < odd.len() || words.contains('等') {
            return None;
        }
        let (at, problem) = match (odd.first(), missing) {
            (Some(odd), _) => {
                let words = odd.of(text).trim();
                (**odd, (format!("里没有“{words}”"), format!("has no member `{words}`")))
            }
            (None, Some(missing)) => {
                let words = missing.first()?;
                let problem = (format!("少列了“{words}”"), format!("is listed without `{words}`"));
                (*expansion.items.last()?, problem)
            }
            (None, None) => return None,
        };
        Some(Odd { at, number: self.members.len(), count, problem })
    }
}
