use super::*;

fn number(text: &str) -> Interval {
    let ends: Vec<_> = text.split('~').map(|it| Decimal::from_str_exact(it).unwrap()).collect();
    Interval { low: ends.first().copied(), high: ends.last().copied() }
}

fn evaluate(text: &str, tolerance: Tolerance) -> String {
    let value = |name: &str| match name {
        "总数" => Some(number("120")),
        "城区" => Some(number("80")),
        "乡镇" => Some(number("30")),
        "约数" => Some(number("54~60")),
        "零" => Some(number("0")),
        _ => None,
    };
    let all = |name: &str| match name {
        "各县" => vec![number("3"), number("4.5")],
        _ => Vec::new(),
    };
    let year = |name: Option<&str>| name.is_none().then_some(2024);
    let names = Names { value: &value, all: &all, year: &year, tolerance };
    match Expression::read(text).unwrap().value(&names) {
        None => "?".to_owned(),
        Some(Value::Number(number)) => number.shown(),
        Some(Value::Truth(truth)) => truth.map_or("open".to_owned(), |it| it.to_string()),
    }
}

#[test]
fn arithmetic_is_decimal() {
    for (text, expect) in [
        ("0.1 + 0.2", "0.3"),
        ("城区 + 乡镇 * 2", "140"),
        ("(城区 + 乡镇) * 2", "220"),
        ("-城区 - -乡镇", "-50"),
        ("round(乡镇 / 城区 * 100, 1)", "37.5"),
        ("round(乡镇 / 总数 * 10)", "3"),
        ("abs(乡镇 - 城区)", "50"),
        ("sum(各县)", "7.5"),
        ("count(各县)", "2"),
        ("count(无)", "0"),
        ("year() - 1", "2023"),
        ("year(总数)", "?"),
        ("约数 * 2", "108–120"),
        ("abs(乡镇 - 约数)", "24–30"),
        ("总数 / 零", "?"),
        ("无 + 1", "?"),
        ("99999999999999999999999999 * 99999999999999999999999999", "?"),
    ] {
        assert_eq!(evaluate(text, Tolerance::default()), expect, "{text}");
    }
}

#[test]
fn comparisons_know_approximations() {
    for (text, expect) in [
        ("总数 == 城区 + 乡镇", "false"),
        ("总数 = 城区 + 40", "true"),
        ("总数 != 城区 + 乡镇", "true"),
        ("约数 == 57", "open"),
        ("约数 == 61", "false"),
        ("约数 <= 60", "true"),
        ("约数 > 60", "false"),
        ("约数 < 58", "open"),
        ("总数 > 0 and 约数 == 57", "open"),
        ("总数 < 0 and 约数 == 57", "false"),
        ("总数 > 0 or 约数 == 57", "true"),
        ("not 总数 < 0 and not not 城区 >= 80", "true"),
        ("总数 < 0 and 无 == 57", "?"),
    ] {
        assert_eq!(evaluate(text, Tolerance::default()), expect, "{text}");
    }
}

#[test]
fn a_tolerance_is_fixed_or_a_share_of_the_right_side() {
    for (text, tolerance, expect) in [
        ("总数 == 城区 + 乡镇", Tolerance::Fixed(Decimal::TEN), "true"),
        ("总数 == 城区 + 乡镇", Tolerance::Fixed(Decimal::from(9)), "false"),
        ("总数 == 城区 + 乡镇", Tolerance::Share(Decimal::new(1, 1)), "true"),
        ("总数 == 城区 + 乡镇", Tolerance::Share(Decimal::new(5, 2)), "false"),
        ("总数 <= 城区 + 乡镇", Tolerance::Fixed(Decimal::TEN), "true"),
        ("城区 + 乡镇 >= 总数", Tolerance::Fixed(Decimal::from(9)), "false"),
    ] {
        assert_eq!(evaluate(text, tolerance), expect, "{text} {tolerance:?}");
    }
}

/// The text under the slip, and its sentence.
fn slip(text: &str) -> String {
    let slip = Expression::read(text).unwrap_err();
    assert!(!slip.en.is_empty());
    format!("{}: {}", slip.at.of(text), slip.zh)
}

#[test]
fn mistakes_have_their_place() {
    for (text, expect) in [
        ("总数 ＝ 城区", "＝: 算式里不能写“＝”"),
        ("总数 == 城区 × 2", "×: 算式里不能写“×”"),
        ("总数 == ", "=: 算式没有写完"),
        ("", ": 算式没有写完"),
        ("(总数 + 城区", "区: 这里缺少“)”"),
        ("总数 + 城区)", "): 多了一个右括号"),
        ("总数 城区", "城区: 这里缺少运算符"),
        ("总数 == 30%", "%: 算式里不能写百分号"),
        ("总数 + * 2", "*: 这里应是数、名称或括号"),
        ("1 < 总数 < 3", "<: 一个比较只能有两边"),
        ("总数 and 城区 > 1", "总数: 这里应是一个比较，而不是数"),
        ("(总数 > 1) + 2", "总数 > 1: 这里应是数，而不是比较"),
        ("sum(1)", "1: 括号里要写一个数字的名称"),
        ("sum 总数", "总数: 这里缺少“(”"),
        ("round(总数, 99)", "99: round 的位数应是 0 到 10 的整数"),
    ] {
        assert_eq!(slip(text), expect, "{text}");
    }
}

#[test]
fn hostile_expressions_are_refused() {
    assert!(slip(&"(".repeat(400)).contains("嵌套"));
    assert!(slip(&"abs(".repeat(200)).contains("嵌套"));
    assert!(slip(&"1+".repeat(600)).contains("超过"));
    assert_eq!(slip(&"not ".repeat(240)), "t: 算式没有写完");
    assert_eq!(evaluate(&format!("{}1", "-".repeat(990)), Tolerance::default()), "1");
    let long = vec!["1"; 490].join("+");
    assert_eq!(evaluate(&long, Tolerance::default()), "490");
}

#[test]
fn filled_expressions_show_their_values() {
    let expression = Expression::read("总数 == 城区 + sum(各县)").unwrap();
    let shown = |used: &Use| {
        if used.meaning == Meaning::Value { "7".to_owned() } else { "1, 2".to_owned() }
    };
    assert_eq!(expression.filled(shown), "7 = 7 + sum(1, 2)");
    assert!(expression.is_truth() && !Expression::read("1 + 2").unwrap().is_truth());
}
