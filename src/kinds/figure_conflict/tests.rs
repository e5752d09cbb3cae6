use super::*;
use crate::kinds::{Beside, Shared};
use crate::model::Document;
use crate::text::Span;
use crate::text::pattern::Scanner;

fn run(kind: &FigureConflict, document: &Document) -> Vec<Finding> {
    let scanner = Scanner::default();
    let scan = scanner.scan(&[], &document.source.text);
    let mut found = Vec::new();
    kind.check(
        &Context {
            document,
            scan: &scan,
            shared: &Shared::default(),
            beside: &Beside::default(),
            scopes: &[],
        },
        &mut found,
    );
    found
}

/// An introduction and a section, and each finding as `level: here < others`.
fn check(introduction: &str, section: &str, expect: &[&str]) {
    check_with(&FigureConflict::default(), introduction, section, expect);
}

/// The same for a kind with parameters.
pub(in crate::kinds::figure_conflict) fn check_with(
    kind: &FigureConflict,
    introduction: &str,
    section: &str,
    expect: &[&str],
) {
    let document =
        Document::of_lines(&format!("清河县工作总结\n{introduction}\n一、工作情况\n{section}"));
    let text = |span: Span| span.of(&document.source.text);
    let shown: Vec<String> = run(kind, &document)
        .iter()
        .map(|it| {
            let others: Vec<_> = it.related.iter().map(|other| text(other.place.span)).collect();
            format!("{}: {} < {}", it.confidence.name(), text(it.at.span), others.join(" "))
        })
        .collect();
    assert_eq!(shown, expect, "{introduction} / {section}");
}

#[test]
fn one_quantity_with_two_values() {
    check("开展4轮集中巡回指导。", "组织开展8轮集中巡回指导。", &["certain: 8轮 < 4轮"]);
    check("化解信访积案1.2万件。", "化解信访积案１．５万件。", &["certain: １．５万件 < 1.2万件"]);
    check("建成乡村文化礼堂23处。", "23处乡村文化广场已建成。", &[]);
    check("走访困难职工家庭326户。", "困难职工家庭共走访慰问362户。", &[]);
    check(
        "慰问困难职工家庭三百二十六户。",
        "慰问困难职工家庭362户。",
        &["likely: 362户 < 三百二十六户"],
    );
    check(
        "超过3,000名网格工作人员在岗。",
        "超过3,500名网格工作人员在岗。",
        &["likely: 超过3,500名 < 超过3,000名"],
    );
}

#[test]
fn one_finding_for_all_places() {
    check(
        "开展4轮集中巡回指导。",
        "开展8轮集中巡回指导。\n二、经验\n开展8轮集中巡回指导，很有成效。",
        &["certain: 4轮 < 8轮 8轮"],
    );
}

#[test]
fn values_that_agree() {
    check("募集善款13万余元。", "募集善款13.2万元。", &[]);
    check("化解信访积案1.2万件。", "化解信访积案11,960件。", &[]);
    check("修建村组公路12公里。", "修建村组公路12000米。", &[]);
    check("开展４轮集中巡回指导。", "开展4轮集中巡回指导。", &[]);
}

#[test]
fn two_quantities_with_one_head() {
    check("新建标准化支部16个。", "撤销标准化支部9个。", &[]);
    check("建成美丽乡村示范点20个。", "力争建成美丽乡村示范点30个。", &[]);
    check("2023年，受理群众投诉举报300件。", "2022年，受理群众投诉举报280件。", &[]);
    check("共有村民服务小组48个。", "其中村民服务小组12个由党员带头。", &[]);
    check("共有村民服务小组48个。", "每村建立村民服务小组4个。", &[]);
    check("共有村民服务小组48个。", "另有村民服务小组3个正在组建。", &[]);
    check("共有村民服务小组48个。", "村民服务小组由43个增加到48个。", &[]);
    check("共有村民服务小组48个。", "村民服务小组（村民服务小组3个）", &[]);
    check("工业总产值达到30亿元。", "农业总产值达到12亿元。", &[]);
    check("举办培训班12期。", "举办培训班3期。", &[]);
    check("群众办事满意率达到100%。", "群众办事满意率达到98%。", &[]);
}

#[test]
fn doubts_lower_the_level() {
    check("能源消耗强度下降5.6%。", "能源消耗强度下降18.2%。", &["possible: 18.2% < 5.6%"]);
    check(
        "不少于20次入户宣讲活动。",
        "不少于30次入户宣讲活动。",
        &["possible: 不少于30次 < 不少于20次"],
    );
    check("开展4轮集中巡回指导。", "开展96轮集中巡回指导。", &["possible: 96轮 < 4轮"]);
    check(
        "干部作风好转。",
        "开展4轮集中巡回指导。\n二、经验\n开展8轮集中巡回指导。",
        &["likely: 8轮 < 4轮"],
    );
}

#[test]
fn many_values_are_a_list() {
    let section =
        "开展5轮集中巡回指导。\n二、甲\n开展6轮集中巡回指导。\n三、乙\n开展7轮集中巡回指导。";
    check("开展4轮集中巡回指导。", section, &[]);
}

#[test]
fn parameters_choose_figures() {
    let text = "清河县工作总结\n开展4轮集中巡回指导。\n一、情况\n开展8轮集中巡回指导。";
    let document = Document::of_lines(text);
    let count = |kind: FigureConflict| run(&kind, &document).len();
    let default = FigureConflict::default;
    assert_eq!(count(default()), 1);
    assert_eq!(count(FigureConflict { units: vec!["次".to_owned()], ..default() }), 0);
    assert_eq!(count(FigureConflict { heads: vec!["巡回".to_owned()], ..default() }), 1);
}

#[test]
fn the_finding_tells_values_and_reasons() {
    let text = "清河县工作总结\n开展4轮集中巡回指导。\n一、情况\n开展8轮集中巡回指导。";
    let found = run(&FigureConflict::default(), &Document::of_lines(text));
    let finding = found.first().unwrap();
    let values: Vec<_> = finding.values.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    assert_eq!(values, [("8轮", "8"), ("4轮", "4")]);
    let capture = |name: &str| {
        finding.captures.iter().find(|it| it.0 == name).map(|it| it.1.as_str()).unwrap_or_default()
    };
    assert_eq!(capture("head"), "集中巡回指导");
    assert_eq!(capture("where"), "前文");
    assert_eq!(capture("other"), "4轮");
    assert_eq!(capture("reasons"), "口径相同，前言与正文");
}
