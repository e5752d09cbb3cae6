//! The kinds that hold numbers told, and lists of what is there, against what is there.

use super::Type::{Any, Many, Texts};
use super::{Key, key, must};

pub(super) const ANNOUNCED_COUNT: [Key; 2] = [
    must(
        "heads",
        Texts,
        "引出分条的词：`[方面, 任务, 措施]`",
        "the words that announce a list: `[方面, 任务, 措施]`",
    ),
    key(
        "of",
        Many(&["series", "sections", "list"]),
        "数哪些分条：`series` 一是……二是……，`sections` 下面的标题，`list` 冒号、“分别是”后面或数字前面的并列；不写就都数",
        "which lists are counted: `series` (一是…二是…), `sections` (headings below), `list` (members \
         behind 分别是 or a colon, or right before the number); all where it is left out",
    ),
];

pub(super) const REFERENCES: [Key; 1] = [must(
    "to",
    Many(&["attachments", "parts", "captions", "items"]),
    "引用的是什么：`attachments` 附件，`parts` 第几部分，`captions` 图表，`items` 上述几项",
    "what is referred to: `attachments` (见附件3), `parts` (如第五部分所述, 见第三章), `captions` \
     (见表4, 如图2所示), `items` (上述五项)",
)];

pub(super) const SLOGAN_COUNT: [Key; 1] = [key(
    "known",
    Any,
    "从口号到各项的对照；一项写成列表，几种说法都行",
    "a map from slogans to their members; a list in place of a member gives several words for it",
)];

pub(super) const HEADING_LAYOUT: [Key; 1] = [must(
    "report",
    Many(&["run-in", "end-mark"]),
    "要报的：`run-in` 有的标题独占一行、有的接着写正文，`end-mark` 独占一行的标题有的带句号",
    "what is reported: `run-in` (headings on lines of their own beside headings followed by their \
     text), `end-mark` (。 behind some stand-alone headings and not others)",
)];

pub(super) const CONTENTS: [Key; 1] = [must(
    "report",
    Many(&["differs", "missing", "order"]),
    "要报的：`differs` 与标题文字不同，`missing` 没有这个标题，`order` 次序不同",
    "what is reported: `differs` (an entry reads otherwise than its heading), `missing` (no heading \
     for an entry), `order` (the headings stand in another order)",
)];

pub(super) const ATTACHMENTS: [Key; 1] = [must(
    "report",
    Many(&["missing", "extra", "title"]),
    "要报的：`missing` 说明里有、后面没有，`extra` 后面有、说明里没有，`title` 两边标题不一样",
    "what is reported: `missing` (listed, and not there), `extra` (there, and not listed), \
     `title` (both, under different titles)",
)];
