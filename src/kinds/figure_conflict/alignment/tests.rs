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
