//! What stands around a check: the pack, the rule, its filter, fix and cases, named figures.

use super::Type::{Flag, ListOf, Many, Map, Number, Numbers, One, Ref, Text, TextOrMap, Texts};
use super::{Key, SURE, key, must};

/// The maps of the language by the names of their definitions in the schema.
pub(crate) const MAPS: &[(&str, &[Key])] = &[
    ("pack", &PACK),
    ("override", &OVERRIDE),
    ("rule", &RULE),
    ("words", &WORDS),
    ("levels", &CONFIDENCES),
    ("labels", &LABELS),
    ("where", &WHERE),
    ("fix", &FIX),
    ("insert", &INSERT),
    ("renamed", &RENAMED),
    ("case", &CASE),
    ("figure", &FIGURE),
    ("branch", &BRANCH),
    ("side", &SIDE),
];

const WORDS: [Key; 2] = [must("zh", Text, "中文", "Chinese"), key("en", Text, "英文", "English")];

const PACK: [Key; 11] = [
    must("jiaohe", Text, "规则语言的版本，写 `1`", "version of the language: `1`"),
    must(
        "pack",
        Text,
        "名称：小写字母、数字、连字符。规则的全名是 `名称/规则`",
        "the name: small letters, digits, hyphens. A rule's full id is `pack/rule`",
    ),
    must(
        "version",
        Text,
        "规则包自己的版本，如 `1.0.0`",
        "the version of your pack, such as `1.0.0`",
    ),
    key(
        "requires",
        Text,
        "需要哪些版本的程序，如 `'>=0.1, <1'`",
        "versions of the program, such as `'>=0.1, <1'`",
    ),
    key("title", Ref("text"), "几个字的标题", "a few words"),
    key(
        "extends",
        Texts,
        "在哪些规则包的基础上写：自带规则包的名字，或者相对本文件的路径",
        "other packs: the name of a built-in pack, or a path from this file",
    ),
    key(
        "overrides",
        ListOf("override"),
        "改动那些规则包里的规则",
        "changes to rules of those packs",
    ),
    key(
        "defs",
        Map,
        "起了名字的正则片段，在正则里写 `{{名字}}`",
        "pieces of patterns by name; a pattern writes `{{name}}`",
    ),
    key(
        "lexicons",
        Map,
        "词表：名字和 txt 文件，在正则里写 `{{lex:名字}}`",
        "lists of words: names and text files; a pattern writes `{{lex:name}}`",
    ),
    key("figures", ListOf("figure"), "起了名字的数字", "figures by name"),
    key(
        "rules",
        ListOf("rule"),
        "规则列表，单文件规则包才写",
        "the list of rules, in a pack of one file",
    ),
];

const OVERRIDE: [Key; 3] = [
    must(
        "rule",
        Text,
        "哪条规则，如 `base/section-skip`",
        "which rule, such as `base/section-skip`",
    ),
    key("severity", Ref("level"), "换成什么级别", "its new severity"),
    key(
        "params",
        Ref("params"),
        "换掉检查种类的哪些参数，每个参数整个换掉",
        "parameters of its kind, each replaced as a whole",
    ),
];

const RULE: [Key; 21] = [
    must(
        "id",
        Text,
        "用毛病命名，如 `section-skip`；定了就不要改，稿子里的忽略标记会引用它",
        "names the defect: `section-skip`. Do not change it later: suppressions refer to it",
    ),
    key("title", Ref("text"), "必填；几个字的标题", "required; a few words"),
    key("severity", Ref("level"), "必填；有多严重", "required; how grave it is"),
    key(
        "message",
        Ref("text"),
        "必填；一句话，说事实；`{text}` 是标出的文字",
        "required; one sentence that states the fact; `{text}` is the marked text",
    ),
    key("help", Ref("text"), "一句话，说怎么办", "one sentence that says what to do"),
    key(
        "hint",
        Ref("text"),
        "放在 `help` 前面的一句话；其中用到的值都有时才说",
        "said before the help, where every value it names is known for the finding",
    ),
    key(
        "label",
        Ref("label"),
        "标在位置旁边的几个字",
        "a few words beside the marked place, or beside each of the two places",
    ),
    key(
        "scope",
        Many(&SCOPES),
        "在稿子的哪些部分才算",
        "in which stretches of the draft findings count",
    ),
    key("where", Ref("where"), "在哪里才算", "where findings count"),
    key(
        "group",
        Flag,
        "`true`：同一段里的结果放在一起显示",
        "`true`: findings in one paragraph are shown together",
    ),
    key(
        "supersedes",
        Texts,
        "同一处也报了这些规则时，只留本规则的",
        "ids of rules whose finding at the same place this one replaces",
    ),
    key("fix", Ref("fix"), "可以换成什么", "what a program may put in place of the marked text"),
    key(
        "deprecated",
        Ref("renamed"),
        "规则改了名：这个 id 是旧名。这样的规则只写 `id`、`title` 和 `deprecated`",
        "this id is the old name of a rule; such a rule has nothing but `id`, `title` and \
         `deprecated`",
    ),
    key("why", Ref("text"), "为什么有这条规则", "why the rule exists"),
    key("silent", Ref("text"), "什么时候不报", "when it keeps silent"),
    key("source", Ref("text"), "出处", "where it comes from"),
    key(
        "measured",
        Ref("text"),
        "在已发布文稿上报过多少次",
        "how often it fired on published text",
    ),
    key("url", Text, "网页", "a page about it"),
    key("tags", Texts, "标签", "words to find it by"),
    key(
        "check",
        Ref("check"),
        "必填；检查种类，写且只写一种：`check: { pattern: { … } }`",
        "required; exactly one kind: `check: { pattern: { … } }`",
    ),
    key(
        "tests",
        ListOf("case"),
        "用例：各写一个该报的、不该报的",
        "cases: at least a good and a bad one",
    ),
];

const RENAMED: [Key; 1] = [must("use", Text, "规则现在的 id", "what the rule is called now")];

const LABELS: [Key; 2] = [
    key("primary", Ref("text"), "标在报出的那一处", "beside the place of the finding"),
    key("related", Ref("text"), "标在另一处", "beside the other places"),
];

pub(crate) const LEVELS: [&str; 4] = ["error", "warning", "info", "none"];

const CONFIDENCES: [Key; 3] = [
    must("certain", One(&LEVELS), "确定时", "where it is certain"),
    must("likely", One(&LEVELS), "很可能时", "where it is likely"),
    must("possible", One(&LEVELS), "可能时", "where it is possible"),
];

const SCOPES: [&str; 13] = [
    "document",
    "front",
    "section",
    "heading",
    "paragraph",
    "sentence",
    "clause",
    "item",
    "table-cell",
    "footnote",
    "title-quote",
    "closing",
    "attachment",
];

const WHERE: [Key; 4] = [
    key("under", Text, "上级标题要匹配的正则", "a pattern that a heading above must match"),
    key(
        "level",
        Numbers,
        "所在标题的层级：`1` 是最上一级，`0` 是第一个标题之前",
        "depths of the section around: `1` is the topmost, `0` is before the first heading",
    ),
    key(
        "path",
        Texts,
        "稿件路径的通配：`'*总结*'`、`'党建/**'`",
        "globs for the draft's path: `'*总结*'`, `'党建/**'`",
    ),
    key(
        "not-in",
        Many(&["quote", "title", "table", "code", "attachment"]),
        "不算的地方：引文、书名号内、表格、代码、附件",
        "where findings do not count",
    ),
];

const FIX: [Key; 4] = [
    must(
        "safety",
        One(&["safe", "unsafe"]),
        "`safe` 放心换，`unsafe` 要人看过再换",
        "whether a person must look first",
    ),
    key(
        "replace",
        TextOrMap,
        "替换的文字，或者从错到对的对照表",
        "the new text, or a table from wrong to right",
    ),
    key("delete", Flag, "`true`：删去标出的文字", "`true`: the marked text goes"),
    key(
        "insert",
        Ref("insert"),
        "在前面或后面添上：`{ after: 。 }`",
        "puts a text before or after: `{ after: 。 }`",
    ),
];

const INSERT: [Key; 2] = [
    key("before", Ref("text"), "添在前面的文字", "the text before"),
    key("after", Ref("text"), "添在后面的文字", "the text after"),
];

const CASE: [Key; 7] = [
    key(
        "bad",
        Text,
        "应当报的文字，`⟦ ⟧` 括住每个应报之处，`⟪ ⟫` 括住另一处；报出的必须正好是这些",
        "a text with the expected places in `⟦ ⟧`, other places in `⟪ ⟫`; the findings of the \
         rule must be exactly these",
    ),
    key("good", Text, "不应报的文字", "a text on which the rule must stay silent"),
    key("says", Text, "报出的话里应有的字", "words that the message must have"),
    key("name", Text, "给人看的名称", "a name for people"),
    key("with", Map, "另外的文件：角色对文字", "other documents, a map from roles to texts"),
    key(
        "todo",
        Flag,
        "`true`：已知还做不到，只列出，不算失败",
        "`true`: a known gap: reported, not failed",
    ),
    key(
        "path",
        Text,
        "这段文字算在哪个路径，`where: { path: … }` 要用；扩展名决定格式",
        "the path of the text, where `where: { path: … }` counts; its ending chooses the format",
    ),
];

const FIGURE: [Key; 6] = [
    must(
        "name",
        Text,
        "以文字开头，只用文字、数字和 `_`。算式和 message 用它",
        "begins with a letter or a Han character, then letters, digits and `_`. Expressions and \
         messages use it",
    ),
    key(
        "pattern",
        Text,
        "正则表达式；数写成名为 `v` 的组 `(?<v>…)`，只有一个组时名称随意",
        "a regular expression; the number is the group `(?<v>…)`, or the only named group there is",
    ),
    key(
        "unit",
        Text,
        "不写 `pattern` 时：数值按什么单位计。`unit: 万元` 时 0.3亿元就是 3000",
        "instead of `pattern`: the unit in which the value is told. 0.3亿元 is 3000 for \
         `unit: 万元`",
    ),
    key(
        "head",
        Text,
        "与 `unit` 同用：所数的事物含有这些字",
        "with `unit`: what is counted has these words",
    ),
    key(
        "subject",
        Text,
        "与 `unit` 同用：所数的事物，或者动词前面的话，含有这些字",
        "with `unit`: what is counted, or what stands before its verb, has these words",
    ),
    key(
        "status",
        One(&["done", "plan"]),
        "与 `unit` 同用：`done`（已完成，默认）或 `plan`（计划）",
        "with `unit`: `done` (default) or `plan`",
    ),
];

pub(crate) const BRANCH: [Key; 12] = [
    key("regex", Text, "正则表达式，放在单引号里；或者", "a regular expression; or"),
    key("any", Texts, "一组照字面查找的词", "literal words"),
    key("before", Text, "紧前必须是什么", "must stand right before the match"),
    key("after", Text, "紧后必须是什么", "must stand right after the match"),
    key("unless-before", Text, "紧前不能是什么", "must not stand right before"),
    key("unless-after", Text, "紧后不能是什么", "must not stand right after"),
    key("unless", Text, "匹配到的文字里不能有什么", "must not occur inside the match"),
    key(
        "lead",
        Text,
        "紧前必须是什么，并且算进匹配",
        "must stand right before the match, and then belongs to it",
    ),
    key(
        "tail",
        Text,
        "紧后必须是什么，并且算进匹配",
        "must stand right after the match, and then belongs to it",
    ),
    key(
        "longest",
        Number,
        "匹配最多几个字，连 `lead` 和 `tail` 一起算；超过的不报",
        "a match with more characters, its lead and tail counted, is dropped",
    ),
    key(
        "confidence",
        SURE,
        "有几分把握：确定（默认）、很可能、可能",
        "how sure it is; `certain` by default",
    ),
    key("instead", Text, "标出的文字应写成什么", "what to write in place of the marked text"),
];

const SIDE: [Key; 3] = [
    key("pattern", Text, "带命名分组的正则；或者", "a regular expression with named groups; or"),
    key(
        "figure",
        Ref("named"),
        "起了名字的数字，它的值叫 `v`",
        "a named figure, whose group is `v`",
    ),
    key(
        "role",
        Text,
        "哪一份文件；不写就是本稿",
        "which document is meant; the draft where it is left out",
    ),
];
