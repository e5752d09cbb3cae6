use super::*;

/// Each quantity as `text=value unit bound`.
fn check(text: &str, expect: &[&str]) {
    let found: Vec<String> = quantities(text, Span::new(0, text.len()))
        .iter()
        .map(|it| {
            let value = it.amount.value.normalize();
            format!("{}={value}{} {:?}", it.span.of(text), it.unit.name, it.amount.bound)
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn numbers_with_units() {
    check("开展4轮集中指导", &["4轮=4轮 Exact"]);
    check(
        "讲党课1,141人次，覆盖16760人次",
        &["1,141人次=1141人次 Exact", "16760人次=16760人次 Exact"],
    );
    check("产值１，７５３．５亿元", &["１，７５３．５亿元=175350000000元 Exact"]);
    check("增长１２％，提高0.5个百分点", &["１２％=12% Exact", "0.5个百分点=0.5百分点 Exact"]);
    check("投入3.2万元，修路12公里", &["3.2万元=32000元 Exact", "12公里=12000米 Exact"]);
    check(
        "慰问三百六十二户、三点五亿元",
        &["三百六十二户=362户 Exact", "三点五亿元=350000000元 Exact"],
    );
    check("占百分之三十", &["百分之三十=30% Exact"]);
    check("培训 12 期", &["12 期=12期 Exact"]);
    check(
        "售电86万千瓦时、装机3亿千瓦",
        &["86万千瓦时=860000千瓦时 Exact", "3亿千瓦=300000000千瓦 Exact"],
    );
}

#[test]
fn approximations_and_ranges() {
    check("募集善款13万余元", &["13万余元=130000元 Over"]);
    check(
        "近6万元、四十多人、约300人",
        &["近6万元=60000元 Under", "四十多人=40人 Over", "约300人=300人 About"],
    );
    check("不少于9次，最近3次", &["不少于9次=9次 AtLeast", "3次=3次 Exact"]);
    check("3—5个、9亿～16亿元", &["3—5个=4个 Range", "9亿～16亿元=1250000000元 Range"]);
    check("200余次，50人以上", &["200余次=200次 Over", "50人以上=50人 AtLeast"]);
}

#[test]
fn shares_in_words() {
    check("占三分之二以上", &["三分之二以上=66.7% AtLeast"]);
    check("近五分之一的农户", &["近五分之一=20% Under"]);
    check("降了三成多，近七成五的", &["三成多=30% Over", "近七成五=75% Under"]);
    check("三成员单位、两成果、一成不变、六成立了", &[]);
}

#[test]
fn thresholds_are_no_quantities() {
    check("2人进入全省前200名，目前200名在岗", &["2人=2人 Exact", "200名=200人 Exact"]);
}

#[test]
fn what_only_its_place_shows() {
    check("申请资金50万，出资12万购买店面", &["50万=500000元 Exact", "12万=120000元 Exact"]);
    check("添置军训服300套、跑步机一台。", &["300套=300套 Exact", "一台=1台 Exact"]);
    check("关注50万，这是一台，一套办法", &[]);
}

#[test]
fn ranks() {
    check(
        "居全省第3位，排名第二，获全市第一。",
        &["第3位=3名次 Exact", "第二=2名次 Exact", "第一=1名次 Exact"],
    );
    check("第一名选手、第三次会议、第二位发言人、第一，抓学习", &[]);
}

#[test]
fn what_is_no_quantity() {
    check("第3次会议、C919飞机、5G基站、2023年5月12日、9时", &[]);
    check("“两优一先”和“三会一课”、“光荣在党50年”", &[]);
    check("《关于20个问题的通知》、国发〔2023〕5号", &[]);
    check("一个中心、两个确立、三大攻坚战、三个方面", &["三个=3个 Exact"]);
    check("3部门联合、5家庭、二次会议、7条例", &[]);
    check("（3）项目、1.项目", &[]);
    check("一九八○年、二三个、百人会、数十个", &[]);
    check("共12345678901234567890123456789012345个", &[]);
}
