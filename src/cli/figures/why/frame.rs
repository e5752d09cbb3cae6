//! Both figures of a pair side by side: the sentence of each, then what was read from it.

use std::io::{self, Write};

use crate::kinds::figure_conflict::why::Why;
use crate::ledger;
use crate::model::Document;
use crate::model::figure::{Figure, Zone};
use crate::render::Style;
use crate::render::ledger::{Pair, write_pair};
use crate::syntax::lexicon::Classes;
use crate::text::Language;

/// Writes the sentences and the table of both frames.
pub(super) fn write(
    document: &Document,
    why: &Why,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [first, second] = &why.figures;
    let rows = [first, second].map(|it| ledger::row_of(document, it));
    let verbs = [first, second].map(|it| verbs(it, style.language));
    let zones = [first, second].map(|it| zone(it, style.language));
    let topics = [first, second].map(|it| it.topic.clone());
    let others = [first, second].map(|it| others(it, style.language));
    let words = |zh: &'static str, en: &'static str| match style.language {
        Language::Zh => zh,
        Language::En => en,
    };
    let more = vec![
        (words("动词", "verbs"), verbs),
        (words("话题", "topic"), topics),
        (words("位置", "zone"), zones),
        (words("其他", "other"), others),
    ];
    write_pair(document.written(), &Pair { rows, more }, style, out)
}

/// What the verbs around a figure tell of, one word a class.
fn verbs(figure: &Figure, language: Language) -> String {
    const CLASSES: [(&str, &str); 17] = [
        ("hold", "开展"),
        ("create", "新建"),
        ("renew", "改造"),
        ("remove", "撤销"),
        ("finish", "完成"),
        ("receive", "受理"),
        ("found", "发现"),
        ("punish", "查处"),
        ("train", "培训"),
        ("issue", "印发"),
        ("money", "投入"),
        ("get", "获得"),
        ("attend", "参加"),
        ("grow", "增长"),
        ("drop", "下降"),
        ("recruit", "发展"),
        ("out", "转出"),
    ];
    let all = figure.actions.with(figure.list_actions);
    let has = |name: &&(&str, &str)| !all.common(Classes::named(&[name.0])).is_empty();
    let named = CLASSES.iter().filter(has).map(|(name, word)| match language {
        Language::Zh => *word,
        Language::En => *name,
    });
    named.collect::<Vec<_>>().join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}

fn zone(figure: &Figure, language: Language) -> String {
    let words = match (figure.zone, language) {
        (Zone::Introduction, Language::Zh) => "前言",
        (Zone::Body, Language::Zh) => "正文",
        (Zone::Introduction, Language::En) => "introduction",
        (Zone::Body, Language::En) => "body",
    };
    words.to_owned()
}

fn others(figure: &Figure, language: Language) -> String {
    let marks = [
        (figure.bracketed, "在括号里", "in brackets"),
        (figure.share, "占比", "a share"),
        (figure.chinese, "汉字数字", "a Chinese numeral"),
        (figure.inherited.is_some(), "口径取自相邻数字", "a head taken from a neighbour"),
        (figure.elliptic, "计数对象在前文", "what is counted stands ahead"),
    ];
    let named = marks.iter().filter(|it| it.0).map(|(_, zh, en)| match language {
        Language::Zh => *zh,
        Language::En => *en,
    });
    named.collect::<Vec<_>>().join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}
