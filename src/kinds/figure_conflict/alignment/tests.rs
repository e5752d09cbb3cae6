use crate::kinds::figure_conflict::FigureConflict;
use crate::kinds::figure_conflict::tests::check_with;

fn check(introduction: &str, section: &str, expect: &[&str]) {
    let kind = FigureConflict { restated: true, ..FigureConflict::default() };
    check_with(&kind, introduction, section, expect);
}

#[test]
fn other_words_for_one_quantity() {
    check(
        "全年走访慰问困难职工362户，发放慰问金18万元。",
        "春节前，工会干部到困难职工家庭走访慰问326户。",
        &["likely: 326户 < 362户"],
    );
}

#[test]
fn words_alone_are_not_enough() {
    check("慰问困难职工362户。", "资助困难学生118人。", &[]);
    check("新购置消防水泵车12辆。", "现有巡逻用电动自行车96辆。", &[]);
}

#[test]
fn what_is_known_already_may_open_its_clause() {
    check(
        "全年开展专项监督检查46次，发现问题97个。",
        "监督检查不断深入，52次监督检查件件有清单、有反馈。",
        &["likely: 52次 < 46次"],
    );
}

#[test]
fn what_keeps_two_quantities_apart() {
    // A plan, the value of last year.
    check("全年开展专项监督检查46次。", "力争开展专项监督检查60次。", &[]);
    check("罚没款683万元。", "罚没款比上年的612万元增长11.6%。", &[]);
}
