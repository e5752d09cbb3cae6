//! Whose figure it is: 全县化解210件 is not 城关镇化解101件.

use crate::model::Document;
use crate::model::figure::{Figure, Side};
use crate::text::Span;

/// Whose a figure is, as its sentence and the headings above it say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nothing is said.
    Untold,
    /// 全县, 全局, 我校: the unit that reports, by its level.
    Whole(char),
    /// A unit with a name, or what may be one.
    Named(String),
}

impl Owner {
    /// Whether both can be one unit: a name is one only with itself.
    pub(super) fn may_be(&self, other: &Owner) -> bool {
        match (self, other) {
            (Owner::Untold, Owner::Untold | Owner::Whole(_)) | (Owner::Whole(_), Owner::Untold) => {
                true
            }
            (one, other) => one == other,
        }
    }
}

/// What units end in. Words that merely contain one (乡村振兴) make a figure silent, no more.
const UNITS: &str = "省市县区州旗镇乡村局委办院校厂司团所站科部会室队组行道";

/// So many characters of a sentence's beginning may name the owner of all its figures.
const REACH: usize = 10;

/// Reads the owner of a figure whose label is `head`.
pub(super) fn owner(document: &Document, figure: &Figure, head: &str) -> Owner {
    let text = &document.source.text;
    let headings = document.outline.path(figure.span.start);
    // The first heading may be the title, which names the unit that reports.
    let below = headings.iter().filter(|it| it.start != first_block(document));
    if let Some(named) = below.filter_map(|it| unit(it.of(text))).next() {
        return Owner::Named(named);
    }
    let Some(sentence) = document.sentences.get(figure.sentence).filter(|_| figure.cell.is_none())
    else {
        return Owner::Untold;
    };
    let start = sentence.span.start;
    let clause = Span { start: figure.clause.max(start), end: figure.span.start }.of(text);
    let own = match figure.side {
        Side::Left => clause.rfind(head).and_then(|at| clause.get(..at)).unwrap_or(clause),
        Side::Right => clause,
    };
    let before = Span { start, end: figure.clause.max(start) }.of(text);
    let first = before.split('，').map(str::trim).find(|it| !it.is_empty() && !is_time(it));
    let first: String = first.unwrap_or("").chars().take(REACH).collect();
    told(own).or_else(|| told(&first)).unwrap_or(Owner::Untold)
}

fn first_block(document: &Document) -> u32 {
    document.source.blocks.first().map_or(0, |it| it.span.start)
}

/// 2024年, 一年来, 截至12月底: no owner, and no words of one.
fn is_time(clause: &str) -> bool {
    const LONGEST: usize = 10;
    clause.chars().count() <= LONGEST
        && clause.ends_with(['年', '来', '度', '期', '月', '底', '日'])
}

fn told(words: &str) -> Option<Owner> {
    let mut marks = words.chars().peekable();
    while let Some(mark) = marks.next() {
        if matches!(mark, '全' | '我' | '本')
            && let Some(level) =
                marks.peek().filter(|it| UNITS.contains(**it) || "系公集".contains(**it))
        {
            return Some(Owner::Whole(*level));
        }
    }
    unit(words).map(Owner::Named)
}

/// The words up to the first that a unit may end in.
fn unit(words: &str) -> Option<String> {
    let (at, mark) = words.char_indices().find(|(_, mark)| UNITS.contains(*mark))?;
    words.get(..at + mark.len_utf8()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Owner {
        let document = Document::of_lines(&format!("清河县2024年工作总结\n{text}"));
        let figure = document.figures().last().unwrap();
        owner(&document, figure, &figure.head)
    }

    #[test]
    fn owners_are_read_from_the_sentence() {
        let named = |it: &str| Owner::Named(it.to_owned());
        for (text, expect) in [
            ("全年化解疑难信访积案201件。", Owner::Untold),
            ("2024年，全县化解疑难信访积案210件。", Owner::Whole('县')),
            ("全局新建标准化服务站点48个。", Owner::Whole('局')),
            ("城关镇化解疑难信访积案101件。", named("城关镇")),
            ("云溪镇：新建标准化服务站点12个。", named("云溪镇")),
            ("一年来，县总工会走访慰问困难职工800户。", named("县")),
            ("全县慰问党员30人，走访困难职工1200户。", Owner::Whole('县')),
            ("新建标准化服务站点48个。", Owner::Untold),
            ("一、城关镇\n化解疑难信访积案101件。", named("一、城关镇")),
        ] {
            assert_eq!(of(text), expect, "{text}");
        }
    }

    #[test]
    fn a_name_is_one_with_itself_alone() {
        let (whole, named) = (Owner::Whole('县'), Owner::Named("城关镇".to_owned()));
        assert!(whole.may_be(&Owner::Untold) && whole.may_be(&whole) && named.may_be(&named));
        assert!(!whole.may_be(&Owner::Whole('局')) && !named.may_be(&Owner::Untold));
        assert!(!named.may_be(&whole));
    }
}
