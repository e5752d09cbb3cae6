use super::*;

/// Cells are written `table.row.column=text`.
fn check(text: &str, expect: &[&str]) {
    let found: Vec<String> = blocks(text)
        .iter()
        .map(|block| match block.kind {
            BlockKind::Cell { table, row, column } => {
                format!("{table}.{row}.{column}={}", block.span.of(text))
            }
            _ => block.span.of(text).to_owned(),
        })
        .collect();
    assert_eq!(found, expect, "{text:?}");
}

#[test]
fn a_line_is_a_paragraph() {
    check("", &[]);
    check("\n \u{3000}\r\n\u{FEFF}\n", &[]);
    check("甲", &["甲"]);
    check("甲\n\n\u{3000}\u{3000}乙 \u{A0}\r\n丙\r丁\u{200B}", &["甲", "乙", "丙", "丁"]);
    check("\t第一段\n\t第二段", &["第一段", "第二段"]);
}

#[test]
fn runs_of_tabbed_lines_are_tables() {
    check("支部\t党员", &["支部\t党员"]);
    check(
        "表一\n支部\t党员\n甲\t12\n\t合计\t12\n完",
        &[
            "表一",
            "0.0.0=支部",
            "0.0.1=党员",
            "0.1.0=甲",
            "0.1.1=12",
            "0.2.1=合计",
            "0.2.2=12",
            "完",
        ],
    );
    check(
        "a\tb\nc\td\n\ne\t f \ng\th",
        &["0.0.0=a", "0.0.1=b", "0.1.0=c", "0.1.1=d", "1.0.0=e", "1.0.1=f", "1.1.0=g", "1.1.1=h"],
    );
    check("一、\t党建工作\n二、\t党校工作", &["一、\t党建工作", "二、\t党校工作"]);
}

#[test]
fn barred_lines_are_tables_too() {
    check(
        "| 乡镇 | 户数 |\n| --- | ---: |\n| 甲 | 12 |\n|  | 5 |\n完",
        &["0.0.0=乡镇", "0.0.1=户数", "0.1.0=甲", "0.1.1=12", "0.2.1=5", "完"],
    );
    check("| 只有一行 | 不算 |\n完", &["| 只有一行 | 不算 |", "完"]);
    check("甲 | 乙\n丙 | 丁", &["甲 | 乙", "丙 | 丁"]);
}

/// Cuts `paragraph` into lines of `count` characters.
fn wrap(paragraph: &str, count: usize) -> String {
    let all: Vec<char> = paragraph.chars().collect();
    all.chunks(count).map(|line| line.iter().collect::<String>() + "\n").collect()
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let long = "推动基层组织建设全面进步全面过硬，".repeat(11);
    let first = format!("一、工作情况\n{}", wrap(&long, 30));
    let joined = wrap(&long, 30).trim_end().to_owned();
    check(&first, &["一、工作情况", &joined]);
    let marker = format!("{first}二、下步打算\n尾");
    check(&marker, &["一、工作情况", &joined, "二、下步打算", "尾"]);
    let even = "坚持把理论武装摆在首位，".repeat(15);
    let even = wrap(&even, 30).trim_end().to_owned();
    let indented = format!("{even}\n\u{3000}\u{3000}另起一段。");
    check(&indented, &[&even, "另起一段。"]);
    check(&format!("{even}\n（三）另起一条"), &[&even, "（三）另起一条"]);
    check(&format!("{even}\n3.5万元"), &[&format!("{even}\n3.5万元")]);
}

#[test]
fn lists_and_long_paragraphs_stay_apart() {
    let names =
        "甲组组长张某\n乙组组长李某\n丙组组长王某\n丁组组长赵某\n戊组组长钱某\n己组组长孙某";
    check(names, &names.split('\n').collect::<Vec<_>>());
    let long = "各支部按期换届，".repeat(9);
    let text = format!("标题\n{long}\n小标题\n{long}{long}\n短");
    check(&text, &text.split('\n').collect::<Vec<_>>());
}

#[test]
fn a_marker_cut_by_the_line_end_is_joined() {
    check("（\n三）乡村振兴", &["（\n三）乡村振兴"]);
    check("上文（三\n）乡村振兴", &["上文（三\n）乡村振兴"]);
    check("抓好落实。（\n三）乡村振兴\n尾", &["抓好落实。", "（\n三）乡村振兴", "尾"]);
    check("抓好落实。 （三\n）乡村振兴", &["抓好落实。", "（三\n）乡村振兴"]);
    check("误差在（\n3）以内", &["误差在（\n3）以内"]);
    check("抓好落实。（\n附名单）", &["抓好落实。（\n附名单）"]);
    check("（三\n乡村振兴", &["（三", "乡村振兴"]);
    check("共（12\n人", &["共（12", "人"]);
}

#[test]
fn odd_lengths_do_not_hurt() {
    let brackets = "（\n".repeat(50_000);
    assert_eq!(blocks(&brackets).len(), 1);
    assert_eq!(blocks(&"\t".repeat(100_000)).len(), 0);
    assert_eq!(blocks(&"a\t".repeat(100_000)).len(), 1);
    assert_eq!(blocks(&"一\n".repeat(50_000)).len(), 50_000);
}
