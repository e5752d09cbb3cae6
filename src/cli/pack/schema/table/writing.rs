//! The kinds about dates, marks, repetition and names.

use super::Type::{Any, Flag, ListOfTexts, Many, Number, One, Text, Texts};
use super::{Key, key, must};

pub(super) const DATES: [Key; 1] = [must(
    "what",
    Many(&["impossible", "weekday", "reversed", "period"]),
    "查什么：`impossible` 没有这一天，`weekday` 星期不对，`reversed` 先后颠倒，`period` 不在报告的时间里",
    "`impossible` (2月30日, 13月5日, 25时), `weekday` (a weekday that is not that of its date), \
     `reversed` (从5月到3月; 6月启动、5月完成), `period` (a year outside the time of the report)",
)];

pub(super) const PAIRS: [Key; 2] = [
    must("marks", ListOfTexts, "成对的符号，每对两个字符", "pairs of marks, two characters each"),
    key(
        "across",
        ListOfTexts,
        "其中哪些可以跨段：每段都有前一半，最后一段才有后一半",
        "those of them that may stay open over paragraphs, each of which begins with the opening mark",
    ),
];

pub(super) const REPETITION: [Key; 5] = [
    must(
        "unit",
        Many(&["word", "sentence", "paragraph"]),
        "查词、句还是段",
        "words, sentences or paragraphs",
    ),
    key(
        "min-length",
        Number,
        "句子、段落至少几个字，不写是 20",
        "the fewest characters of a sentence or a paragraph, 20 where it is left out",
    ),
    key(
        "words",
        Texts,
        "与 `word` 合用：要看的单字词；两个字以上的不用列",
        "with `word`: the words of one character that are looked at; longer ones need no list",
    ),
    key(
        "except",
        Texts,
        "与 `word` 合用：这些话里的重复是对的，如“目的的”",
        "with `word`: texts in which the doubling is right, such as 目的的",
    ),
    key(
        "formulas",
        Texts,
        "与 `sentence` 合用：固定提法里的词；以它开头、没有数字的句子可以出现两次",
        "with `sentence`: words of set phrases; a sentence without a number that begins with them \
         may stand twice",
    ),
];

pub(super) const NAMES: [Key; 20] = [
    must(
        "what",
        One(&["title", "abbreviation", "level", "term"]),
        "查哪一种名称；其余各键只用于其中一种",
        "which names; each other key is for one of these",
    ),
    key(
        "kinds",
        ListOfTexts,
        "文种；`title` 按容易混写的分组",
        "words for a sort of document; with `title`, groups that are mistaken for each other",
    ),
    key(
        "apart",
        Texts,
        "`title`：多出这些字就是另一份文件",
        "`title`: with such a word more it is another document: 修订, 印发",
    ),
    key(
        "alone",
        Texts,
        "`title`：一份多出这些字、另一份没有多出什么的，是两份文件",
        "`title`: so is one that has such a word more, where the other has nothing more: 实施",
    ),
    key(
        "heads",
        Texts,
        "`title`：与事项无关的开头",
        "`title`: openings that many documents share and that tell nothing of the topic",
    ),
    key(
        "places",
        Texts,
        "`title`：地名、单位名的结尾",
        "`title`: endings of names of places and offices: 县, 局",
    ),
    key("allow", Texts, "`title`：不查的文件名", "`title`: titles that are left alone"),
    key(
        "openers",
        Texts,
        "`abbreviation`：引出定义的词：以下简称",
        "`abbreviation`: the words of a definition: 以下简称",
    ),
    key(
        "report",
        Many(&["two", "shared", "early", "unused", "unexplained"]),
        "`abbreviation`：报什么",
        "`abbreviation`: what is reported",
    ),
    key(
        "levels",
        Any,
        "`level`：从低到高的层级，每级写 `name`、`words`、`ends`",
        "`level`: the levels from low to high, each with `name`, `words` (全县, 我县) and `ends` \
         (how names of such units end: 县)",
    ),
    key("own", Texts, "`level`：本单位是哪一级", "`level`: the own levels by name"),
    key(
        "conflicts",
        Any,
        "`level`：哪些词说明是哪一级，每项写 `own`、`markers`、`unless`",
        "`level`: a list of `own` (a level), `markers` (words that tell of it) and `unless`",
    ),
    key(
        "self",
        Texts,
        "`level`：只有本单位才这样自称的词",
        "`level`: words that none but the unit itself says: 我校",
    ),
    key(
        "except",
        Texts,
        "`level`：标题里看着像单位名的词",
        "`level`: words of titles that only look like the name of a unit: 乡村",
    ),
    key(
        "before",
        Text,
        "`level`：前面有这些，就指本单位",
        "`level`: behind these the word stands for the own unit",
    ),
    key(
        "after",
        Text,
        "`level`：后面有这些，就指本单位",
        "`level`: before these the word stands for the own unit",
    ),
    key(
        "unless-before",
        Text,
        "`level`：前面有这些，就指上级",
        "`level`: behind these the word looks up",
    ),
    key(
        "unless-after",
        Text,
        "`level`：后面有这些，就指上级",
        "`level`: before these the word looks up",
    ),
    key(
        "groups",
        Any,
        "`term`：每个说法的几种写法，规范的在前；或者写成 `{ forms, except, since }`",
        "`term`: terms, each a list of forms with the usual one first, or `{ forms, except, since }`",
    ),
    key(
        "word-order",
        Flag,
        "`term`：引号里的名称还比字的次序",
        "`term`: a term in quotes is held against the same characters in another order",
    ),
];
