use super::*;
use crate::text::BlockKind;

fn source(text: &str) -> Source {
    read(Raw { name: "a.md", bytes: text.as_bytes(), encoding: Some("utf-8") }, SourceId(0))
        .unwrap()
}

/// The blocks as a reader sees them: the kind's letter, then the words.
fn check(text: &str, expect: &[&str]) {
    let (words, _) = source(text).words();
    let shown = |kind: BlockKind| match kind {
        BlockKind::Paragraph => "P".to_owned(),
        BlockKind::Heading(level) => format!("H{level}"),
        BlockKind::Cell { table, row, column } => format!("C{table}{row}{column}"),
        BlockKind::Quoted => "Q".to_owned(),
        _ => "A".to_owned(),
    };
    let found: Vec<_> = words
        .blocks
        .iter()
        .map(|it| format!("{} {}", shown(it.kind), it.span.of(&words.text).trim_end()))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn headings_paragraphs_and_emphasis() {
    check(
        "# 青禾镇工作总结\n\n## 一、党建\n\n开展第**4**轮*巡回*指导，\n成效**明显**。\n\n## 二、经济 ##\n",
        &["P 青禾镇工作总结", "H2 一、党建", "P 开展第4轮巡回指导，成效明显。", "H2 二、经济"],
    );
    check("# 甲\n\n# 乙\n", &["H1 甲", "H1 乙"]);
    check("# 一、甲\n\n## 乙\n", &["H1 一、甲", "H2 乙"]);
    check("总结\n====\n\n一句话。\n---\n\n## 甲\n", &["P 总结", "P 一句话。", "H2 甲"]);
    check("##二、党校工作\n办班3期。\n", &["H2 二、党校工作", "P 办班3期。"]);
    check("##x##三、其他", &["P ##x##三、其他"]);
    check(
        "见[通知](a.md \"题\")和![图](b.png)、<http://a.b/>&nbsp;完",
        &["P 见通知和、http://a.b/完"],
    );
    check("the plan\nwas kept", &["P the plan\nwas kept"]);
    check("> 引文\n> 在此。\n", &["Q 引文在此。"]);
    check("甲<br>乙<b>丙</b>\\\n丁  \n戊", &["P 甲", "P 乙丙", "P 丁", "P 戊"]);
}

#[test]
fn lists_keep_their_numbers_and_lose_their_bullets() {
    check(
        "1. 甲\n2. 乙\n   - 丙\n   * 丁\n4. 戊\n",
        &["P 1. 甲", "P 2. 乙", "P 丙", "P 丁", "P 4. 戊"],
    );
    check("3. 甲\n\n   续段\n4) 乙\n", &["P 3. 甲", "P 续段", "P 4) 乙"]);
    check("1. 甲\n1. 乙\n1. 丙\n", &["P 甲", "P 乙", "P 丙"]);
    check("1. 5万元\n", &["P 1. 5万元"]);
    check("- [x] 办结\n- [ ] 在办\n", &["P 办结", "P 在办"]);
}

#[test]
fn cells_know_their_row_and_column() {
    check(
        "| 项目 | 数量 |\n|---|---:|\n| **支部** | 326个 |\n|党员||\n",
        &["C000 项目", "C001 数量", "C010 支部", "C011 326个", "C020 党员"],
    );
}

#[test]
fn what_is_no_draft_text_stands_aside() {
    check("---\ntitle: 总结\n---\n# 总结\n", &["A ---\ntitle: 总结\n---", "P 总结"]);
    check("---\n\n总结\n\n---\n", &["P 总结"]);
    check("<!-- 待补 -->\n甲<!-- 乙 -->丙\n", &["A <!-- 待补 -->", "P 甲丙"]);
    check(
        "<br>\n二、**党校**工作\n办班。\n</div>\n",
        &["A <br>", "P 二、党校工作", "P 办班。", "A </div>"],
    );
    check("<!--\n待补\n-->\n甲\n", &["A <!--\n待补\n-->", "P 甲"]);
    check("```sh\nls *个\n```\n甲\n", &["A ```sh\nls *个\n```", "P 甲"]);
    check("    let x = 1;\n", &["A let x = 1;"]);
    check("甲\n\n> 一、乙\n>\n> - 三、丙\n\n丁\n", &["P 甲", "Q 一、乙", "Q 三、丙", "P 丁"]);
    let found = source("第`4`轮，运行`ls *`");
    let code: Vec<_> = found.markup.code.iter().map(|it| it.of(&found.text)).collect();
    assert_eq!(code, ["4", "ls *"]);
    check("第`4`轮", &["P 第4轮"]);
}

#[test]
fn stars_that_hold_the_place_of_a_number_stay() {
    check("有*个党支部、*名党员", &["P 有*个党支部、*名党员"]);
    check("有**个党支部、**名党员", &["P 有**个党支部、**名党员"]);
    check("有\\*个党支部", &["P 有*个党支部"]);
    check("有*个党支部", &["P 有*个党支部"]);
    check("抓好*重大*项目和*次要*问题", &["P 抓好重大项目和次要问题"]);
    check("抓**“重点”**工作，**落实。**下一步", &["P 抓“重点”工作，落实。下一步"]);
}

#[test]
fn office_text_survives() {
    check("　　今年办班3期。\r\n　　明年办班4期。\r\n", &["P 今年办班3期。", "P 明年办班4期。"]);
    check("    今年办班3期。\n    明年办班4期。\n", &["P 今年办班3期。", "P 明年办班4期。"]);
    check(
        "一、党建工作\n今年办班。\n（一）学习\n",
        &["P 一、党建工作", "P 今年办班。", "P （一）学习"],
    );
    check("　　## 一、党建\n", &["H2 一、党建"]);
    check("", &[]);
    let (gb, _, _) = encoding_rs::GB18030.encode("## 一、党建\r\n\r\n办**3**期。\r\n");
    let raw = Raw { name: "a.md", bytes: &gb, encoding: None };
    let (words, _) = read(raw, SourceId(0)).unwrap().words();
    assert_eq!(words.text.trim_end(), "一、党建\r\n\r\n办3期。");
}
