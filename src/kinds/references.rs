//! `references`: 详见附件3 where two are attached, 如第五部分所述 in a text of four, 表4 that is not
//! there, 上述五项措施 after four.
//!
//! It stays silent where another document is named before the reference (《办法》第三章), about what
//! attachments say of themselves, and where a draft has nothing of the kind: its tables or its list
//! of attachments may have been left out of the text. Then a finding is `possible` at most.

mod attachments;
mod captions;
mod items;
mod parts;

use crate::kinds::{Context, Finding, Kind, Related};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::decode::Reader;
use crate::text::pattern::PatternId;
use crate::text::span::last_bytes;
use crate::text::{BlockKind, Confidence, Node, Place, Span};

/// Parameters: what references point to.
#[derive(Debug)]
pub struct References {
    to: Vec<Target>,
    words: PatternId,
}

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// 附件3
    Attachments,
    /// 第五部分, 第五章
    Parts,
    /// 表4, 图2
    Captions,
    /// 上述五项
    Items,
}

/// The words that references have; each belongs to one target.
const WORDS: [(&str, Target); 21] = [
    ("附件", Target::Attachments),
    ("部分", Target::Parts),
    ("章", Target::Parts),
    ("见表", Target::Captions),
    ("见图", Target::Captions),
    ("如表", Target::Captions),
    ("如图", Target::Captions),
    ("由表", Target::Captions),
    ("由图", Target::Captions),
    ("据表", Target::Captions),
    ("按表", Target::Captions),
    ("从表", Target::Captions),
    ("从图", Target::Captions),
    ("（表", Target::Captions),
    ("（图", Target::Captions),
    ("见附表", Target::Captions),
    ("见附图", Target::Captions),
    ("（附表", Target::Captions),
    ("上述", Target::Items),
    ("以上", Target::Items),
    ("前述", Target::Items),
];

impl Kind for References {
    const NAME: &'static str = "references";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const TO: [(&str, Target); 4] = [
            ("attachments", Target::Attachments),
            ("parts", Target::Parts),
            ("captions", Target::Captions),
            ("items", Target::Items),
        ];
        let mut fields = reader.fields(node)?;
        let listed = fields.require("to", reader);
        reader.finish(fields);
        let listed = listed?;
        let members = listed.list().unwrap_or(std::slice::from_ref(listed));
        let to: Vec<Target> = members.iter().filter_map(|it| reader.choice(it, &TO)).collect();
        let words: Vec<String> = WORDS
            .iter()
            .filter(|(_, target)| to.contains(target))
            .map(|(word, _)| (*word).to_owned())
            .collect();
        (!words.is_empty()).then(|| Self { to, words: reader.literals(&words) })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["known", "known-en", "other"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let hits = context.scan.find(self.words);
        let of = |target: Target| {
            let wanted = self.to.contains(&target);
            let text = &document.source.text;
            let is = move |at: &Span| WORDS.contains(&(at.of(text), target));
            let spans = hits.iter().map(|it| it.span).filter(move |at| wanted && is(at));
            spans.filter(|at| may_refer(document, *at)).collect::<Vec<Span>>()
        };
        found.extend(attachments::dangling(document, &of(Target::Attachments)));
        found.extend(parts::dangling(document, &of(Target::Parts)));
        found.extend(captions::dangling(document, &of(Target::Captions)));
        found.extend(items::dangling(document, &of(Target::Items)));
    }
}

/// Whether a place is text of the draft itself.
fn may_refer(document: &Document, at: Span) -> bool {
    let source = &document.source;
    let block = source.block_at(at.start).and_then(|index| source.blocks.get(index));
    let prose = block.is_some_and(|it| it.span.covers(at) && it.kind != BlockKind::Aside);
    prose
        && !document.lies_in(Scope::Attachment, at)
        && !document.lies_in(Scope::Footnote, at)
        && !document.lies_in(Scope::TitleQuote, at)
}

/// How far before a reference another document is looked for, in bytes.
const BEFORE: usize = 150;

/// The words of the sentence before a reference.
fn ahead(document: &Document, at: Span) -> &str {
    let text = &document.source.text;
    let before = text.get(..at.start as usize).unwrap_or("");
    let near = last_bytes(before, BEFORE);
    near.rsplit(['。', '；', '！', '？', '\n']).next().unwrap_or(near)
}

/// Whether the sentence names another document before a reference: 《办法》附件2, 该文件第三部分.
fn is_of_another(ahead: &str) -> bool {
    const DOCUMENTS: [&str; 20] = [
        "文件", "通知", "方案", "规划", "办法", "意见", "条例", "细则", "规定", "合同", "协议",
        "标准", "指南", "手册", "公告", "纲要", "章程", "教材", "讲稿", "试卷",
    ];
    let bare = ahead.trim_end_matches(['的', '中', '里', '（', '见', '如', '在']);
    let clause = ahead.rsplit(['，', ',']).next().unwrap_or(ahead);
    clause.contains('》') || DOCUMENTS.iter().any(|it| bare.ends_with(it))
}

/// The finding at a reference: what there is, with the last of it beside.
fn finding(
    document: &Document,
    at: Span,
    known: (String, String),
    last: Option<Span>,
    confidence: Confidence,
) -> Finding {
    let source = &document.source;
    let other = last.map_or("", |it| it.of(&source.text)).trim();
    let place = |span| Place { source: source.id, span };
    Finding {
        related: last
            .map(|span| Related { place: place(span), captures: Vec::new() })
            .into_iter()
            .collect(),
        captures: vec![
            ("known".into(), known.0),
            ("known-en".into(), known.1),
            ("other".into(), other.to_owned()),
        ],
        ..Finding::at(document, at, confidence)
    }
}
