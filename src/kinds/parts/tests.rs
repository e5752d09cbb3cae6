use super::*;
use crate::kinds::Shared;
use crate::text::lines::Lines;
use crate::text::pattern::Scanner;
use crate::text::{Block, BlockKind, Source};

/// A draft with one block a line; a line with tabs is a row of a table.
fn document(text: &str) -> Document {
    let mut start = 0;
    let mut blocks = Vec::new();
    for (line, row) in text.split('\n').zip(0..) {
        let mut at = start;
        for (cell, column) in line.split('\t').zip(0..) {
            let kind = match line.contains('\t') {
                true => BlockKind::Cell { table: 0, row, column },
                false => BlockKind::Paragraph,
            };
            blocks.push(Block { span: Span::new(at, at + cell.len()), kind });
            at += cell.len() + 1;
        }
        start += line.len() + 1;
    }
    let text = text.to_owned();
    Document::of(Source { lines: Lines::of(&text), text, blocks, ..Source::default() })
}

/// The findings of one sum, each as `level: computation / figure`.
fn check(sum: Sum, text: &str, expect: &[&str]) {
    let document = document(text);
    let scanner = Scanner::default();
    let scan = scanner.scan(&[], &document.source.text);
    let nouns = ["合格率", "覆盖率"].map(str::to_owned).to_vec();
    let mut found = Vec::new();
    let kind = Parts { check: vec![sum], nouns };
    kind.check(
        &Context { document: &document, scan: &scan, shared: &Shared::default() },
        &mut found,
    );
    let shown: Vec<String> = found
        .iter()
        .map(|it| {
            let of = |name: &str| it.captures.iter().find(|(key, _)| key == name);
            let told = of("sum").map(|it| it.1.as_str()).unwrap_or_default();
            let text = it.at.span.of(&document.source.text);
            format!("{}: {told} / {text}", it.confidence.name())
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn a_whole_and_its_list() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("现有支部66个，其中机关53个、社区36个。", &["likely: 53＋36＝89 / 66个"]);
    check("移送线索23件（公安9件、纪检13件）。", &["likely: 9＋13＝22 / 23件"]);
    check("现有38个党支部分为机关6个、企业27个、项目4个。", &["likely: 6＋27＋4＝37 / 38个"]);
    check(
        "低保对象15,882人，其中城市2,118人、农村13,674人。",
        &["likely: 2118＋13674＝15792 / 15,882人"],
    );
    check("投资1.2亿元，其中中央8000万元、地方5000万元。", &["likely: 0.8＋0.5＝1.3 / 1.2亿元"]);
    check("投资1.2亿元，其中中央0.8亿元、地方0.44亿元。", &[]);
    check("立案40件，其中工程12件、涉农9件。", &[]);
    check("普通高中54所（含完全中学26所，民办8所）。", &[]);
    check("干部151名，其中专业技术126名、高级职称38名。", &[]);
    check("材料324期，其中快报198期、报告57期、专题69期，领导批示23期。", &[]);
    check("党员146名，其中在职98名，离退休48名，预备3名。", &[]);
    check("近200人参加，其中党员120人、群众100人。", &[]);
}

#[test]
fn a_list_and_its_total() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("新建广场30个、书屋45个、场所37个，共计121个。", &["certain: 30＋45＋37＝112 / 121个"]);
    check(
        "城里捐了3.8万元，村里捐了1.26万元，拢共5.6万元。",
        &["likely: 3.8＋1.26＝5.06 / 5.6万元"],
    );
    check(
        "四个季度分别为121件、98件、135件、107件，总计471件。",
        &["certain: 121＋98＋135＋107＝461 / 471件"],
    );
    check("去年捐款3万元，今年捐了2万元，共4万元。", &[]);
    check("会议5次、培训12次、调研3次，合计20次。", &[]);
}

#[test]
fn remainders_periods_and_products() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("登记214家，已备案189家，其余35家正在补办。", &["certain: 214－189＝25 / 35家"]);
    check("全年维修中水电5130单、木工2270单，其余2200单。", &[]);
    check("上半年办会14次，下半年13次，全年28次。", &["likely: 14＋13＝27 / 28次"]);
    check("截至10月底受理61件，11—12月受理9件，全年共受理72件。", &["likely: 61＋9＝70 / 72件"]);
    check("上半年入职30人，下半年入职20人，全年离职12人。", &[]);
    check("组建队伍6支，每支25人，共140人。", &["likely: 6×25＝150 / 140人"]);
    check("每季度测试2次，全年共测试10次。", &["likely: 4×2＝8 / 10次"]);
    check("每月对每个餐厅检查4次，全年按10个教学月计算，7个餐厅累计检查280次。", &[]);
}

#[test]
fn parts_above_their_whole() {
    let check = |text: &str, expect: &[&str]| check(Sum::Part, text, expect);
    check("获奖26人，其中女教师31人。", &["certain: 31人＞26人 / 31人"]);
    check("在岗54人，持有效证件的56人。", &["likely: 56人＞54人 / 56人"]);
    check("1—9月加固61户，全年加固58户。", &["likely: 61户＞58户 / 61户"]);
    check("增加专线4条，跟平时的一百四十二条线路合用。", &[]);
    check("人均收入41,280元，其中城镇居民48,650元。", &[]);
    check("班子检视问题12项，支部检视问题86项，其中立行立改的91项。", &[]);
}

#[test]
fn shares_and_rates() {
    let check_share = |text: &str, expect: &[&str]| check(Sum::Share, text, expect);
    check_share("共有干部692人，其中党员304人，占50%。", &["certain: 304÷692＝43.9% / 50%"]);
    check_share("共有干部692人，其中党员304人，占43.9%。", &[]);
    check_share("收入30亿元，利润3亿元，占全市的12%。", &[]);
    check_share("抽查240份，合格228份，合格率96.5%。", &["certain: 228÷240＝95% / 96.5%"]);
    check_share("挂账事项215项。已销号204项，办结率为96.7%。", &["likely: 204÷215＝94.9% / 96.7%"]);
    check_share("本科上线412人，其中一本126人，上线率24%。", &[]);
    check_share("车位1890个（其中地下1642个）。物业费收缴率96.1%。", &[]);
    check(Sum::Rate, "合格率102%，完成率125%，覆盖率提高120%。", &["certain: 合格率＞100% / 102%"]);
}

#[test]
fn changes() {
    let check = |text: &str, expect: &[&str]| check(Sum::Growth, text, expect);
    check("收入由800万元增加到1000万元，增长36%。", &["certain: （1000－800）÷800＝25% / 36%"]);
    check("收入由800万元增加到1000万元，年均增长7%。", &[]);
    check("现有30家，比上年增加10家，增长60%。", &["likely: （30－20）÷20＝50% / 60%"]);
    check("去年立案10件，今年14件。立案数比去年增长45%。", &["likely: （14－10）÷10＝40% / 45%"]);
    check("今年就业7700人，较上年的6875人增长15%。", &["likely: （7700－6875）÷6875＝12% / 15%"]);
    check(
        "案件去年发了36起，今年27起。一年工夫降了三成多。",
        &["likely: （36－27）÷36＝25% / 三成多"],
    );
    check("去年处理88人次。今年63人次，比去年降了近三成。", &[]);
    check("去年36件，今年27件，其中线上办件增长三成。", &[]);
    check("时限由5天压缩到8天。", &["likely: 5天→8天 / 压缩到8天"]);
}

#[test]
fn tables() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    let head = "片区\t第一批\t第二批\t合计\n东\t78\t64\t142\n西\t51\t47\t98\n";
    check(&format!("{head}合计\t129\t112\t240"), &["likely: 64＋47＝111 / 112"]);
    check(&format!("{head}合计\t129\t111\t240"), &[]);
    check("季\t一\t二\t全年\n电\t5\t6\t12\n水\t3\t4\t7\n气\t1\t2\t3", &["likely: 5＋6＝11 / 12"]);
}
