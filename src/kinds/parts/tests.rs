use super::*;
use crate::kinds::{Beside, Shared};
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
    let kind = Parts { check: vec![sum], nouns, except: Vec::new() };
    kind.check(
        &Context {
            document: &document,
            scan: &scan,
            shared: &Shared::default(),
            beside: &Beside::default(),
            scopes: &[],
        },
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
    check("1—6月受理412件，7月受理65件、8月受理71件，三季度共受理210件。", &[]);
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
    check_share("全校教师186人，其中高级职称78人，占专任教师的46.7%。", &[]);
    check_share("抽查240份，合格228份，合格率96.5%。", &["certain: 228÷240＝95% / 96.5%"]);
    check_share("挂账事项215项。已销号204项，办结率为96.7%。", &["likely: 204÷215＝94.9% / 96.7%"]);
    check_share("本科上线412人，其中一本126人，上线率24%。", &[]);
    check_share("车位1890个（其中地下1642个）。物业费收缴率96.1%。", &[]);
    check_share(
        "调解纠纷412件，调解成功401件。\n二、成效\n调解成功率达到95.3%。",
        &["possible: 401÷412＝97.3% / 95.3%"],
    );
    check_share("调解纠纷412件，调解成功401件。\n二、成效\n调解成功率达到97.3%。", &[]);
    check_share(
        "农村党员942名。\n二、队伍\n培训骨干120名，占农村党员的15%。",
        &["possible: 120÷942＝12.7% / 15%"],
    );
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

#[test]
fn averages() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("全院24名法官审结案件9135件，人均结案396.2件。", &["likely: 9135÷24＝380.6 / 396.2件"]);
    check("全院24名法官审结案件9135件，人均结案380.6件。", &[]);
    check("5名干警办理信访件265件，平均每人办理63件。", &["likely: 265÷5＝53 / 63件"]);
    check("全镇9个村清收欠款162万元，村均清收16万元。", &["likely: 162÷9＝18 / 16万元"]);
    check("全乡7个行政村实施项目35个，平均每村实施6个。", &["likely: 35÷7＝5 / 6个"]);
    check("搬迁312户、1186人，户均3.8人；其中，低保132人，人均月补助420元。", &[]);
    check("护士18名，全年护理病人5426人次，月均护理452人次。", &[]);
    check("常住人口32万人，生产总值120亿元，人均生产总值4.1万元。", &[]);
}

#[test]
fn what_came_and_what_went() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("新增经营户623户，注销211户，净增422户。", &["likely: 623－211＝412 / 422户"]);
    check("引进人才86名，流失23名，净增63名，其中博士净增11名。", &[]);
    check("毕业学生1126名，招收新生1284名，在校生净增158名。", &[]);
    check(
        "年初结余38.6万元，全年收入122.4万元，支出117.8万元，年末结余45.2万元。",
        &["likely: 38.6＋122.4－117.8＝43.2 / 45.2万元"],
    );
    check("上年结转9个，新立项目21个，结题17个，终止2个，年底在研项目11个。", &[]);
    check("年初320顶，年内采购150顶，调拨使用86顶，报废14顶，年末库存370顶。", &[]);
}

#[test]
fn shares_of_one_whole() {
    let check = |text: &str, expect: &[&str]| check(Sum::Share, text, expect);
    check(
        "从年龄看，30岁以下42人，占20%；31至45岁105人，占50%；46岁以上63人，占35%。",
        &["likely: 20＋50＋35＝105 / 35%"],
    );
    check("来电占45%，来访占30%，其他占20%。", &["likely: 45＋30＋20＝95 / 20%"]);
    check("来电占45.2%，来访占31.6%，来信占23.3%。", &[]);
    check("社保类占45%，城建类占30%，农业类占20%。", &[]);
    check("女干部占26.7%，本科以上占40%，35岁以下占36.7%。", &[]);
    check(
        "三次产业比例由9.1:47.2:43.7调整为8.2:46.5:47.3。",
        &["certain: 8.2＋46.5＋47.3＝102 / 47.3"],
    );
}

#[test]
fn changes_beside_their_values() {
    let check = |text: &str, expect: &[&str]| check(Sum::Growth, text, expect);
    check("项目47个，比上年的38个增加11个。", &["likely: 47－38＝9 / 11个"]);
    check("办件412件，比去年的375件多办37件。", &[]);
    check("三季度214件，二季度为268件，环比下降25%。", &["likely: （268－214）÷268＝20.1% / 25%"]);
    check("三季度214件，二季度为268件，环比下降20.1%，同比下降8.6%。", &[]);
    check("10月138件，较9月的120件上升15%，较去年同期的150件下降8%。", &[]);
    check("满意度由96.2%提高到98.4%，提高2.2%。", &["likely: 98.4－96.2＝2.2个百分点 / 2.2%"]);
    check("利用率由34%提高到37.4%，增长10%。", &[]);
    check(
        "去年，办理行政审批事项2460件。\n今年办理行政审批事项2829件，同比增长21%。",
        &["possible: （2829－2460）÷2460＝15% / 21%"],
    );
}

#[test]
fn sums_over_several_sentences() {
    let check = |text: &str, expect: &[&str]| check(Sum::Total, text, expect);
    check("排查问题276个。已整改251个，其余35个在推进。", &["likely: 276－251＝25 / 35个"]);
    check(
        "一季度接访87批次。二季度接访64批次。上半年共接访161批次。",
        &["likely: 87＋64＝151 / 161批次"],
    );
    check(
        "到位资金1480万元，其中：中央资金860万元；省级资金420万元；县级配套300万元。",
        &["likely: 860＋420＋300＝1580 / 1480万元"],
    );
    check(
        "有效样本总量39807人。\n其中小学有效样本25651人、高校有效样本14150人。",
        &["likely: 25651＋14150＝39801 / 39807人"],
    );
    check(
        "第一批发放4.2万元，第二批发放3.65万元，两批合计发放7.95万元。",
        &["likely: 4.2＋3.65＝7.85 / 7.95万元"],
    );
    check("投入2860万元（省级1200万元、市级860万元，其余为自筹）。", &[]);
}

#[test]
fn columns_worked_out() {
    let rate = "街\t总数\t已覆盖\t覆盖率\n东\t48\t45\t93.8%\n西\t36\t36\t100%\n南\t27\t25\t96.2%";
    check(Sum::Share, rate, &["likely: 25÷27＝92.6% / 96.2%"]);
    let growth =
        "渠道\t去年\t今年\t增长率\n来信\t120\t138\t15%\n来访\t86\t73\t-15.1%\n网上\t264\t330\t35%";
    check(Sum::Growth, growth, &["likely: （330－264）÷264＝25% / 35%"]);
    let nested = "项目\t金额\n一、基本\t420\n人员\t356\n公用\t64\n二、项目\t185\n培训\t45\n宣传\t140\n\
                  小计\t185\n合计\t615";
    check(Sum::Total, nested, &["likely: 420＋185＝605 / 615"]);
    let within =
        "单位\t受理\t办结\n住建\t120\t118\n其中：逾期\t2\t2\n人社\t214\t214\n合计\t334\t332";
    check(Sum::Total, within, &[]);
}

#[test]
fn totals_that_count_something_else() {
    let check = |text: &str| check(Sum::Total, text, &[]);
    check("新修订制度12项，废止6项，现行制度共41项。");
    check("专职人员7名，11家支行各设兼职人员1名，专兼职合计18名。");
    check(
        "生活补贴惠及6,214人，全年发放745.68万元；护理补贴惠及7,853人，每人每月120元，全年发放1,130.83万元，两项合计1,876.51万元。",
    );
    check("立案63件，其中当年判决49件、执行到位22件。");
    check("绘制地块8.7万个，覆盖行政村164个，占全县182个行政村的90.1%，其余18个今冬补齐。");
}

#[test]
fn parts_and_rates_of_something_else() {
    check(Sum::Part, "600分以上的有38人，其中2人进入全省前200名。", &[]);
    check(Sum::Part, "村里办喜事19场、丧事14场，按规矩办的32场。", &[]);
    check(
        Sum::Part,
        "覆盖乡镇67个，占72个乡镇的93.1%，建制村通客车率100%，其中通公交的建制村158个。",
        &[],
    );
    check(Sum::Part, "抽查30人，不及格的有32人。", &["likely: 32人＞30人 / 32人"]);
    check(Sum::Share, "应测2,743人，因病免测27人，实测2,716人，合格率95.2%。", &[]);
    check(Sum::Share, "年度计划投资95亿元，完成97.3亿元，占年度计划的102.4%。", &[]);
    check(Sum::Growth, "受理62件，办结58件，数量比上年的50件上升24%。", &[]);
    check(
        Sum::Growth,
        "接诊1,580人次，比上年1,340人次增加19.7%。",
        &["likely: （1580－1340）÷1340＝17.9% / 19.7%"],
    );
}
