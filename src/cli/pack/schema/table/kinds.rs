//! The kinds of check with their parameters.

use super::Type::{
    Flag, ListOf, ListOfTexts, Lists, Many, Map, Number, One, Pairs, Ref, Text, Texts,
};
use super::counts::{
    ANNOUNCED_COUNT, ATTACHMENTS, CONTENTS, HEADING_LAYOUT, REFERENCES, SLOGAN_COUNT,
};
use super::frame::BRANCH;
use super::writing::{DATES, NAMES, PAIRS, REPETITION};
use super::{Both, Key, Kind, SURE, Type, key, must};

const fn kind(name: &'static str, words: Both, keys: &'static [Key]) -> Kind {
    Kind { name, words, keys }
}

pub(crate) const KINDS: &[Kind] = &[
    kind("pattern", ("查文字", "Finds a text"), &PATTERN),
    kind("substitution", ("错词换对词", "One word for another"), &SUBSTITUTION),
    kind("occurrence", ("数次数", "Counts something"), &OCCURRENCE),
    kind("requires", ("有此必有彼", "Where one is, another must be"), &REQUIRES),
    kind("variants", ("同一写法", "One thing, one spelling"), &VARIANTS),
    kind("sections", ("查有哪些部分", "Which sections there are"), &SECTIONS),
    kind("sequence", ("查编号", "Follows numbering"), &SEQUENCE),
    kind("figure-conflict", ("查数字", "Compares figures"), &FIGURE_CONFLICT),
    kind("parts", ("算合计", "Sums and shares"), &PARTS),
    kind("part-unit", ("查分项单位", "The measure of parts"), &PART_UNIT),
    kind("range", ("查范围", "Ranges of numbers"), &RANGE),
    kind("assert", ("算式必须成立", "An expression holds"), &ASSERT),
    kind("ledger", ("对台账", "Figures against a ledger"), &LEDGER),
    kind("metric", ("量长短", "Lengths and shares"), &METRIC),
    kind("relate", ("两处对照", "Places against places"), &RELATE),
    kind("announced-count", ("查条数", "Lists against the number told"), &ANNOUNCED_COUNT),
    kind("references", ("查引用", "References to what is not there"), &REFERENCES),
    kind("slogan-count", ("查数字口号", "Numbered slogans"), &SLOGAN_COUNT),
    kind("heading-layout", ("查标题排法", "How headings are laid out"), &HEADING_LAYOUT),
    kind("contents", ("查目录", "The table of contents"), &CONTENTS),
    kind("attachments", ("对附件", "The list of attachments"), &ATTACHMENTS),
    kind("dates", ("查日期", "Dates"), &DATES),
    kind("pairs", ("查成对符号", "Marks in pairs"), &PAIRS),
    kind("repetition", ("查重复", "What stands twice"), &REPETITION),
    kind("names", ("名称一致", "One name for one thing"), &NAMES),
    kind("rank", ("查名次", "Ranks"), &RANK),
    kind("amount-words", ("查大写金额", "Amounts in words"), &[]),
];

const PATTERN: [Key; 18] = {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m] = BRANCH;
    let patterns = key(
        "patterns",
        ListOf("branch"),
        "几项并列，每项有自己的 `regex` 或 `any` 和前后条件",
        "several, each with `regex` or `any` and contexts of its own",
    );
    let around = key(
        "around",
        Number,
        "左右各多标几个字，最多 20",
        "so many characters on either side are marked as well, 20 at most",
    );
    let house = key(
        "house-style",
        Map,
        "从一种写法到对应写法的对照表",
        "a map from a text to its counterpart",
    );
    let elsewhere =
        key("elsewhere", Text, "稿子别处还要有什么", "must also stand somewhere else in the draft");
    let candidate = key(
        "candidate",
        Flag,
        "`true`：匹配到的是该填数字的空",
        "`true`: a match is a hole for a number",
    );
    [a, b, c, d, e, f, g, h, i, j, k, l, m, patterns, around, house, elsewhere, candidate]
};

const SUBSTITUTION: [Key; 1] =
    [must("swap", Pairs, "一组 `[错, 对]`", "a list of pairs `[wrong, right]`")];

const OCCURRENCE: [Key; 4] = [
    must(
        "of",
        Texts,
        "数什么：写一段文字是正则表达式，写列表是照字面查找的词",
        "what is counted: a text is a regular expression, a list literal words",
    ),
    key("min", Number, "至少几处", "at least so many"),
    key("max", Number, "至多几处", "at most so many"),
    key("exactly", Number, "正好几处，代替 `min` 和 `max`", "so many, in place of `min` and `max`"),
];

const REQUIRES: [Key; 3] = [
    must(
        "if",
        Texts,
        "有了什么：写一段文字是正则表达式，写列表是照字面查找的词",
        "where this stands: a text is a regular expression, a list literal words",
    ),
    must("then", Texts, "就必须有什么，写法相同", "this must stand, written in the same way"),
    key(
        "same",
        Texts,
        "两个正则里必须相同的命名分组；数字按大小比较，“三”和“3”相同",
        "named groups of both expressions that must be equal; numbers are equal by value (三 is 3)",
    ),
];

const VARIANTS: [Key; 2] = [
    must(
        "groups",
        Lists,
        "一组一组的写法，每组说的是同一样东西",
        "lists of spellings, each of one thing",
    ),
    key(
        "prefer",
        Text,
        "`majority`（默认）：以写得多的为准；`first`：以先写的为准；或者写明组里的一种",
        "`majority` (default): what stands more often; `first`: what stands first; or a spelling \
         of a group",
    ),
];

const SECTIONS: [Key; 3] = [
    key("expect", ListOfTexts, "必须有的部分", "sections that must be there"),
    key("forbid", ListOfTexts, "不能有的部分", "sections that must not be there"),
    key(
        "order",
        Flag,
        "`true`：必须有的部分要照这个次序",
        "`true`: the expected sections stand in the order given",
    ),
];

const SEQUENCE: [Key; 2] = [
    must(
        "of",
        One(&["outline", "series", "caption"]),
        "`outline`：标题编号，如 一、（一）1. ①；`series`：文中分条，如 一是……二是……；`caption`：行首的图表编号，如 图1、表2-1、附表3",
        "`outline`: the numbers of headings 一、 （一） 1. ①; `series`: 一是…二是…, 首先…其次…; \
         `caption`: the captions 图1, 表2-1, 附表3 at the head of a line",
    ),
    must(
        "report",
        Many(&["skip", "repeat", "order", "lone", "mixed", "inversion", "form"]),
        "要报的情形",
        "what is reported",
    ),
];

const OF: Type = Type::One(&["same", "last-year"]);

const FIGURE_CONFLICT: [Key; 7] = [
    key("units", Texts, "只看这些单位", "only these units"),
    key("heads", Texts, "只看带这些词的数字", "only quantities with these words"),
    key("min-confidence", SURE, "把握不到这一档的不报", "what is less sure is dropped"),
    key(
        "restated",
        Flag,
        "`true`：换了说法的数字也拿来比（走访慰问困难职工362户 / 到困难职工家庭走访326户），\
         靠训练得来的权重；查得多，错报也多",
        "`true`: figures told in other words are compared too (走访慰问困难职工362户 / \
         到困难职工家庭走访326户), by learned weights; finds more, and is wrong more often",
    ),
    key(
        "figures",
        ListOf("named"),
        "只看这几个数字，一个数字有两个值就报",
        "these alone are looked at, and two values of one are always reported",
    ),
    key(
        "role",
        Text,
        "不在本稿里比，和这个角色的另一份文件比（`previous`、`annex` …）；没有给出就不报",
        "compares the draft with the document that has this role (`previous`, `annex` …) instead of \
         with itself; silent where none is given",
    ),
    key(
        "of",
        OF,
        "和 `role` 一起写。`same`（默认）：两份都是本期的数；`last-year`：本稿里上年的数，和那一份自己那年的数",
        "with `role`. `same` (default): figures of both documents' own period; `last-year`: the \
         draft's figures of last year against those of that document's own year",
    ),
];

const PARTS: [Key; 3] = [
    must(
        "check",
        Many(&["total", "part", "share", "growth", "rate"]),
        "查哪几种",
        "what is computed",
    ),
    key(
        "nouns",
        Texts,
        "与 `rate` 合用：表示占比的词，如“满意率”",
        "with `rate`: the words that name a share, such as 满意率",
    ),
    key(
        "except",
        Texts,
        "与 `rate` 合用：词尾相同、却可以超过一百的词，如“拨备覆盖率”",
        "with `rate`: longer words that end alike and may exceed a hundred, such as 拨备覆盖率",
    ),
];

const PART_UNIT: [Key; 1] = [must(
    "openers",
    Texts,
    "引出分项的词，如 `[其中]`",
    "the words that open a list of parts: `[其中]`",
)];

const RANGE: [Key; 3] = [
    must(
        "report",
        Many(&["reversed", "unit"]),
        "`reversed`（前大后小）、`unit`（“万”“亿”“%”只写在后一个数上）",
        "`reversed` (the first number is the greater one), `unit` (万, 亿 or % stands only behind \
         the last)",
    ),
    key("units", Texts, "只看这些单位", "the units that are looked at"),
    key(
        "doubtful-units",
        Texts,
        "这些单位的范围可能有意倒着写（90%—80%），最多算 `likely`",
        "units whose ranges may run backwards with good reason (90%—80%); `likely` at most",
    ),
];

const ASSERT: [Key; 6] = [
    must(
        "that",
        Text,
        "一个比较，或者用 `and`、`or` 连起来的几个",
        "a comparison, or several joined with `and` and `or`",
    ),
    key(
        "let",
        Map,
        "中间结果：名称对算式，后面的可以用前面的",
        "a map from names to expressions, for steps in between; each may use those above it",
    ),
    key("when", Text, "只在这个算式成立时才检查", "the rule applies only where this holds"),
    key(
        "tolerance",
        Text,
        "两边相差多少仍算相等：一个数，或者右边的百分之几",
        "how far two sides may be apart: a number, or a percentage of the right side",
    ),
    key(
        "figures",
        ListOf("named"),
        "只在本条规则里用的数字，写法与开头的相同",
        "figures of this rule alone, described as in the header",
    ),
    key(
        "several",
        One(&["skip", "possible"]),
        "`skip`（默认）：一个数字有几个不同的值就不报；`possible`：不论哪个值对，算式都不成立时，\
         按 `possible` 报",
        "`skip` (default): silent where a figure is told with several values; `possible`: \
         reported, as `possible`, where the expression fails whichever of them is right",
    ),
];

const LEDGER: [Key; 5] = [
    must(
        "file",
        Text,
        "台账（YAML、CSV 或 XLSX）的路径，从 YAML 文件所在的文件夹算起",
        "the path of the ledger (YAML, CSV or XLSX), seen from the folder of the YAML file",
    ),
    key(
        "key",
        Text,
        "名称在哪一列；不写就是 `name`",
        "the column with the names; `name` where it is left out",
    ),
    key(
        "value",
        Text,
        "数值在哪一列；不写就是 `value`",
        "the column with the numbers; `value` where it is left out",
    ),
    key(
        "figure",
        Ref("listed"),
        "稿件里的哪些数字；也可以是数字名称对台账名称",
        "which figures of the draft; or a map from their names to keys of the ledger",
    ),
    key(
        "as-of",
        Text,
        "日期在哪一列：同一名称有几行时，用最新的一行",
        "the column with the day from which a row holds: of each key, the latest row counts",
    ),
];

const METRIC: [Key; 4] = [
    must(
        "of",
        One(&["document", "title", "heading", "paragraph", "sentence"]),
        "量什么：全文、题目、小标题、段、句",
        "what is measured",
    ),
    key(
        "max",
        Text,
        "至多；与 `min` 至少写一个：字数，有 `share` 时写百分数",
        "at most; one of `max` and `min` is needed: a number of characters, or with `share` a \
         percentage",
    ),
    key("min", Text, "至少", "at least"),
    key(
        "share",
        Text,
        "正则表达式：量它的匹配占了多少字",
        "a regular expression: the share of the characters under its matches is measured",
    ),
];

const RELATE: [Key; 4] = [
    must("left", Ref("side"), "一边：报在这一边", "one side: the findings stand there"),
    must("right", Ref("side"), "另一边", "the other side"),
    key(
        "join",
        Texts,
        "两边都有的分组：文字相同的算一对，1 与 １ 相同。不写时，两边各处都算一对",
        "groups that both sides have: places with equal texts belong together. 1 and １ are equal. \
         Without it, all places of the two sides do",
    ),
    key(
        "expect",
        Text,
        "`some`（默认）：左边每处在右边都有对应；`none`：都没有对应；`same`：两边同名的其他组文字相同；\
         或者一个算式，用 `left.组名`、`right.组名`",
        "`some` (default): each place on the left has a partner on the right; `none`: it has none; \
         `same`: the other groups that both sides have are equal; or an expression over \
         `left.group` and `right.group`",
    ),
];

const RANK: [Key; 1] = [must(
    "among",
    Texts,
    "在谁当中排名次，如 `[全省, 全市, 全县]`",
    "the words for those among whom something is ranked: `[全省, 全市, 全县]`",
)];
