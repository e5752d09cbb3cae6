//! Every key of the rule language with its type and what it means, in Chinese.

/// A key of a map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) of: Type,
    pub(super) required: bool,
    pub(super) words: &'static str,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    Text,
    Number,
    Flag,
    /// A text or a list of texts.
    Texts,
    /// A list of pairs of texts.
    Pairs,
    /// A list of lists of texts.
    Lists,
    /// A list whose members are texts or lists of texts.
    ListOfTexts,
    /// A map from names to texts.
    Map,
    Any,
    /// One of these words.
    One(&'static [&'static str]),
    /// One of these words, or a list of them.
    Many(&'static [&'static str]),
    /// A definition of the schema.
    Ref(&'static str),
    /// A text, or a definition of the schema.
    RefOrText(&'static str),
    /// A list of a definition of the schema; it may be empty.
    ListOf(&'static str),
}

use Type::{
    Any, Flag, ListOf, ListOfTexts, Lists, Many, Map, Number, One, Pairs, Ref, RefOrText, Text,
    Texts,
};

const fn key(name: &'static str, of: Type, words: &'static str) -> Key {
    Key { name, of, required: false, words }
}

const fn must(name: &'static str, of: Type, words: &'static str) -> Key {
    Key { name, of, required: true, words }
}

const SURE: Type = One(&["certain", "likely", "possible"]);

pub(super) const WORDS: [Key; 2] = [must("zh", Text, "中文"), key("en", Text, "英文")];

pub(super) const PACK: [Key; 11] = [
    must("jiaohe", Text, "规则语言的版本，写 1"),
    must("pack", Text, "规则包的名称：小写字母、数字、连字符"),
    must("version", Text, "规则包自己的版本"),
    key("requires", Text, "需要哪些版本的程序，如 '>=0.1, <1'"),
    key("title", Ref("text"), "几个字的标题"),
    key("extends", Texts, "在哪些规则包的基础上写：自带的名字，或者路径"),
    key("overrides", ListOf("override"), "改继承来的规则"),
    key("lexicons", Map, "词表：名字和 txt 文件，在正则里写 {{lex:名字}}"),
    key("defs", Map, "起了名字的正则片段，在正则里写 {{名字}}"),
    key("figures", Any, "起了名字的数字"),
    key("rules", ListOf("rule"), "规则列表，单文件规则包才写"),
];

pub(super) const OVERRIDE: [Key; 3] = [
    must("rule", Text, "哪条规则，如 base/section-skip"),
    key("severity", Ref("level"), "换成什么级别"),
    key("params", Any, "换掉检查种类的哪些参数"),
];

pub(super) const RULE: [Key; 21] = [
    must("id", Text, "用毛病命名，如 section-skip；定了就不要改"),
    key("title", Ref("text"), "几个字的标题"),
    key(
        "severity",
        Ref("level"),
        "“确定”时的级别；也可以写成 { certain: …, likely: …, possible: … }",
    ),
    key("message", Ref("text"), "一句话，说事实；{text} 是标出的文字"),
    key("help", Ref("text"), "一句话，说怎么办"),
    key("hint", Ref("text"), "放在 help 前面的一句话，其中用到的值都有时才说"),
    key("label", Any, "标在位置旁边的几个字；两处分别写时用 { primary: …, related: … }"),
    key("scope", Many(&SCOPES), "在哪些范围里才算"),
    key("where", Ref("where"), "在哪里才算"),
    key("group", Flag, "同一段里的结果放在一起显示"),
    key("supersedes", Texts, "同一处也报了这些规则时，只留本规则的"),
    key("fix", Ref("fix"), "可以换成什么"),
    key("deprecated", Any, "规则改了名：{ use: 现在的 id }"),
    key("why", Ref("text"), "为什么有这条规则"),
    key("silent", Ref("text"), "什么时候不报"),
    key("source", Ref("text"), "出处"),
    key("measured", Ref("text"), "在已发布文稿上报过多少次"),
    key("url", Text, "网页"),
    key("tags", Texts, "标签"),
    key("check", Ref("check"), "检查种类，写且只写一种"),
    key("tests", ListOf("case"), "用例"),
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

pub(super) const WHERE: [Key; 4] = [
    key("under", Text, "上级标题要匹配的正则"),
    key("level", Any, "所在标题的层次，1 是最上一层"),
    key("path", Texts, "稿件路径的通配符，如 '*总结*'"),
    key("not-in", Many(&["quote", "title", "table", "code", "attachment"]), "不算的地方"),
];

pub(super) const FIX: [Key; 4] = [
    must("safety", One(&["safe", "unsafe"]), "safe 放心换，unsafe 要人看过再换"),
    key("replace", RefOrText("table"), "替换的文字，或者从错到对的对照表"),
    key("delete", Flag, "true：删去标出的文字"),
    key("insert", Any, "{ before: 文字 } 或 { after: 文字 }"),
];

pub(super) const CASE: [Key; 7] = [
    key("with", Map, "别的文件：身份和内容"),
    key("bad", Text, "应当报的文字，⟦ ⟧ 括住每个应报之处"),
    key("good", Text, "不应报的文字"),
    key("says", Text, "报出的话里应有的字"),
    key("name", Text, "给人看的名称"),
    key("todo", Flag, "已知还做不到：只列出，不算失败"),
    key("path", Text, "这段文字算在哪个路径"),
];

pub(super) const BRANCH: [Key; 12] = [
    key("regex", Text, "正则表达式，放在单引号里"),
    key("any", Texts, "照字面查找的词"),
    key("before", Text, "紧前必须是什么"),
    key("after", Text, "紧后必须是什么"),
    key("unless-before", Text, "紧前不能是什么"),
    key("unless-after", Text, "紧后不能是什么"),
    key("unless", Text, "匹配到的文字里不能有什么"),
    key("lead", Text, "紧前必须是什么，并且算进匹配"),
    key("tail", Text, "紧后必须是什么，并且算进匹配"),
    key("longest", Number, "匹配最多几个字"),
    key("confidence", SURE, "有几分把握"),
    key("instead", Text, "标出的文字应写成什么"),
];

const PATTERN: [Key; 17] = {
    let [a, b, c, d, e, f, g, h, i, j, k, l] = BRANCH;
    let patterns = key("patterns", ListOf("branch"), "几项并列");
    let around = key("around", Number, "左右各多标几个字，最多 20");
    let house = key("house-style", Map, "从一种写法到对应写法的对照表");
    let elsewhere = key("elsewhere", Text, "稿子别处还要有什么");
    let candidate = key("candidate", Flag, "匹配到的是该填数字的空");
    [a, b, c, d, e, f, g, h, i, j, k, l, patterns, around, house, elsewhere, candidate]
};

/// A kind of check: its name, what it does, its parameters.
type Kind = (&'static str, &'static str, &'static [Key]);

pub(super) const KINDS: [Kind; 18] = [
    ("pattern", "查文字", &PATTERN),
    ("substitution", "错词换对词", &[must("swap", Pairs, "一组 [错, 对]")]),
    (
        "occurrence",
        "数次数",
        &[
            must("of", Texts, "数什么：文字是正则，列表是词"),
            key("min", Number, "至少几处"),
            key("max", Number, "至多几处"),
            key("exactly", Number, "正好几处"),
        ],
    ),
    (
        "requires",
        "有此必有彼",
        &[
            must("if", Texts, "有了什么：文字是正则，列表是词"),
            must("then", Texts, "就必须有什么：文字是正则，列表是词"),
            key("same", Texts, "两个正则里必须相同的命名分组"),
        ],
    ),
    (
        "variants",
        "同一写法",
        &[
            must("groups", Lists, "一组一组的写法"),
            key("prefer", Text, "majority、first，或者组里的一种写法"),
        ],
    ),
    (
        "sections",
        "查有哪些部分",
        &[
            key("expect", ListOfTexts, "必须有的部分"),
            key("forbid", ListOfTexts, "不能有的部分"),
            key("order", Flag, "必须有的部分要照这个次序"),
        ],
    ),
    (
        "sequence",
        "查编号",
        &[
            must("of", One(&["outline", "series"]), "outline 标题编号，series 文中分条"),
            must("report", Many(&REPORTS), "要报的情形"),
        ],
    ),
    (
        "figure-conflict",
        "查数字",
        &[
            key("units", Texts, "只看这些单位"),
            key("heads", Texts, "只看带这些词的数字"),
            key("min-confidence", SURE, "把握不到这一档的不报"),
            key("restated", Flag, "换了说法的数字也拿来比"),
            key("figures", Any, "只比这些有名字的数字：名字，或者现写的定义"),
        ],
    ),
    (
        "parts",
        "算合计",
        &[
            must("check", Many(&["total", "part", "share", "growth", "rate"]), "查哪几种"),
            key("nouns", Texts, "与 rate 合用：表示占比的词"),
            key("except", Texts, "与 rate 合用：这些词的占比可以超过100%"),
        ],
    ),
    ("part-unit", "查分项单位", &[must("openers", Texts, "引出分项的词")]),
    (
        "range",
        "查区间",
        &[
            must("report", Many(&["reversed", "unit"]), "要报的情形"),
            key("units", Texts, "看哪些单位"),
            key("doubtful-units", Texts, "这些单位的区间可能本来就倒着写"),
        ],
    ),
    (
        "assert",
        "算式必须成立",
        &[
            key("figures", Any, "用到的有名字的数字"),
            key("let", Map, "中间结果：名字和算式"),
            must("that", Text, "必须成立的算式"),
            key("when", Text, "什么情况下才查"),
            key("tolerance", Any, "允许差多少：数，或者百分比"),
            key("several", Any, "一个名字有几个不同的值时怎么办"),
        ],
    ),
    (
        "ledger",
        "对台账",
        &[
            must("file", Text, "台账文件：YAML、CSV 或 XLSX"),
            key("key", Text, "哪一列是名字"),
            key("value", Text, "哪一列是数"),
            key("figure", Any, "稿件里的哪些数字"),
            key("as-of", Text, "哪一列是日期"),
        ],
    ),
    (
        "metric",
        "量长短",
        &[
            must("of", One(&["document", "title", "heading", "paragraph", "sentence"]), "量什么"),
            key("share", Text, "只量这个正则找到的字占多少"),
            key("min", Any, "至少"),
            key("max", Any, "至多"),
        ],
    ),
    (
        "relate",
        "两处对照",
        &[
            must("left", Any, "一边"),
            must("right", Any, "另一边"),
            key("join", Any, "按什么配对"),
            key("expect", Any, "配上以后必须怎样"),
        ],
    ),
    ("rank", "查名次", &[must("among", Texts, "在哪个范围里排名")]),
    ("amount-words", "查大写金额", &[]),
    (
        "names",
        "名称一致",
        &[
            must("what", One(&["title", "abbreviation", "level", "term"]), "查哪一种名称"),
            key("kinds", ListOfTexts, "文种；title 按容易混写的分组"),
            key("apart", Texts, "title：多出这些字就是另一份文件"),
            key("alone", Texts, "title：一份多出这些字、另一份没有多出什么的，是两份文件"),
            key("heads", Texts, "title：与事项无关的开头"),
            key("places", Texts, "title：地名、单位名的结尾"),
            key("allow", Texts, "title：不查的文件名"),
            key("openers", Texts, "abbreviation：引出定义的词"),
            key("report", Many(&SHORT_NAMES), "abbreviation：报什么"),
            key("levels", Any, "level：从低到高的层级，每级写 name、words、ends"),
            key("own", Texts, "level：本单位是哪一级"),
            key("conflicts", Any, "level：哪些词说明是哪一级，每项写 own、markers、unless"),
            key("self", Texts, "level：只有本单位才这样自称的词"),
            key("except", Texts, "level：标题里看着像单位名的词"),
            key("before", Text, "level：前面有这些，就指本单位"),
            key("after", Text, "level：后面有这些，就指本单位"),
            key("unless-before", Text, "level：前面有这些，就指上级"),
            key("unless-after", Text, "level：后面有这些，就指上级"),
            key("groups", Any, "term：每个说法的几种写法，规范的在前"),
            key("word-order", Flag, "term：引号里的名称还比字的次序"),
        ],
    ),
];

const SHORT_NAMES: [&str; 5] = ["two", "shared", "early", "unused", "unexplained"];
const REPORTS: [&str; 7] = ["skip", "repeat", "order", "lone", "mixed", "inversion", "form"];
