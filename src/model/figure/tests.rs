use super::*;
use crate::model::Document;
use crate::text::{Block, BlockKind};

fn read(text: &str) -> (Document, Vec<Figure>) {
    let document = Document::of_lines(text);
    let figures = figures(&document.source, &document.outline, &document.sentences);
    (document, figures)
}

/// Each figure as `text=head` or `text=subject/head`.
fn check(text: &str, expect: &[&str]) {
    let (document, figures) = read(text);
    let shown: Vec<String> = figures
        .iter()
        .map(|it| {
            let slash = if it.subject.is_empty() { "" } else { "/" };
            format!("{}={}{slash}{}", it.span.of(&document.source.text), it.subject, it.head)
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn heads_on_the_right() {
    check("组织开展8轮集中巡回指导，做到挂图作业", &["8轮=集中巡回指导"]);
    check("全县共有56个标准化党员活动室均有专人管理", &["56个=标准化党员活动室"]);
    check("党校指导协调17个分党校举办培训班", &["17个=党校/分党校"]);
    check("印发“三化”建设方案12份", &["12份=三化建设方案"]);
}

#[test]
fn heads_on_the_left() {
    check("谈心谈话3058人次，讲党课1141人次", &["3058人次=谈心谈话", "1141人次=讲党课"]);
    check("小组集中研讨2次", &["2次=小组集中研讨"]);
    check("2023年，规上工业增加值比上年增长6.1%", &["6.1%=规上工业增加值"]);
    check("参保人数达45万人以上的目标", &["45万人以上=参保人"]);
}

#[test]
fn heads_taken_from_a_neighbour() {
    check(
        "新建15个、完善35个标准化党员活动室",
        &["15个=标准化党员活动室", "35个=标准化党员活动室"],
    );
    check("村集体收入由12万元增加到20万元", &["12万元=村集体收入由/增加", "20万元=村集体收入"]);
    check("销售额5亿元，增长8%", &["5亿元=销售额", "8%=销售额/销售额"]);
}

#[test]
fn hard_wrapped_labels_drop_their_blanks() {
    let text = "组织开展8轮集中\n    巡回指导";
    let mut document = Document::of_lines(text);
    let span = Span::new(0, text.len());
    document.source.blocks = vec![Block { span, kind: BlockKind::Paragraph }];
    document.sentences = vec![Sentence { span, block: 0 }];
    let figures = figures(&document.source, &Outline::default(), &document.sentences);
    assert_eq!(figures.iter().map(|it| it.head.as_str()).collect::<Vec<_>>(), ["集中巡回指导"]);
}

/// The one figure of `text` has the role.
fn has(text: &str, role: Roles) -> bool {
    let (_, figures) = read(text);
    figures.last().is_some_and(|it| it.roles.has(role))
}

#[test]
fn roles_come_from_the_words_before() {
    assert!(has("现有支部38个，其中机关支部6个、企业支部27个", Roles::PART));
    assert!(!has("现有支部38个，其中机关支部6个；企业职工27个", Roles::PART));
    assert!(has("累计走访农户300户", Roles::TOTAL));
    assert!(!has("共同走访农户300户", Roles::TOTAL));
    assert!(has("每个支部开展活动9次", Roles::EACH));
    assert!(!has("各类培训均衡开展，办班9次", Roles::EACH));
    assert!(has("新增就业岗位300个", Roles::DELTA));
    assert!(!has("就业岗位增加到300个", Roles::DELTA));
}

#[test]
fn plans_are_told_from_results() {
    let mood = |text: &str| read(text).1.last().map(|it| it.mood);
    assert_eq!(mood("力争建成示范村20个"), Some(Mood::Plan));
    assert_eq!(mood("主要建成示范村20个"), Some(Mood::Done));
    assert_eq!(mood("一、工作总结\n建成村20个\n二、下一步打算\n建成示范村30个"), Some(Mood::Plan));
    assert_eq!(mood("一、下一步打算\n建成村20个\n二、存在问题\n空置示范村3个"), Some(Mood::Done));
}

#[test]
fn zones_and_periods_come_from_the_place() {
    let text = "清河县工作总结\n开展巡回指导4次，效果很好。\n一、过去五年工作\n开展巡回指导8次。\n\
                2023年，进展顺利。\n开展巡回指导2次。";
    let (_, figures) = read(text);
    let zones: Vec<_> = figures.iter().map(|it| it.zone).collect();
    assert_eq!(zones, [Zone::Introduction, Zone::Body, Zone::Body]);
    let contexts: Vec<_> = figures.iter().map(|it| it.context.clone()).collect();
    assert_eq!(contexts, [vec![], vec![Period::Several], vec![Period::Whole]]);
}

#[test]
fn changes_and_brackets_are_marked() {
    let (_, figures) = read("支部由3个增加到5个（机关2个，企业3个）");
    let changed: Vec<_> = figures.iter().map(|it| it.changed_from).collect();
    assert_eq!(changed, [true, false, false, false]);
    let bracketed: Vec<_> = figures.iter().map(|it| it.bracketed).collect();
    assert_eq!(bracketed, [false, false, true, true]);
}

#[test]
fn subjects_are_told_from_objects() {
    check(
        "向山村捐赠军训服300多套，党员参加志愿服务52人次",
        &["300多套=向山村/军训服", "52人次=党员/志愿服务"],
    );
    check("领导班子成员带头走访慰问老党员11人", &["11人=领导班子成员/老党员"]);
    check("申请约10公里的村级产业路", &["约10公里=村级产业路"]);
    check("讲党课12次，覆盖300人次", &["12次=讲党课", "300人次=讲党课/讲党课"]);
}

#[test]
fn what_a_value_is_set_against_is_the_start_of_a_change() {
    let (_, figures) = read("罚没款比上年的62.4万元增长11.6%，比去年多收3万元。");
    let starts: Vec<_> = figures.iter().map(|it| it.changed_from).collect();
    assert_eq!(starts, [true, false, false]);
}
