//! Every format over one showcase of diagnostics, and the promises of the formats.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use jiaohe::diagnostic::{
    Diagnostic, Figured, FileReport, Fix, Label, Problem, Report, Safety, Severity, Summary,
};
use jiaohe::render::{Format, Style, render};
use jiaohe::text::lines::Lines;
use jiaohe::text::{Confidence, Edit, Language, Place, Source, SourceId, Span, Text};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const PLAIN: Style =
    Style { language: Language::Zh, width: 100, ascii: false, color: false, quiet: false };

fn rendered(report: &Report, format: Format, style: Style) -> String {
    let mut out = Vec::new();
    render(report, format, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn snapshot(name: &str, rendered: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, rendered));
}

#[test]
fn every_format_shows_the_showcase() {
    for &format in Format::ALL {
        let shown = rendered(&showcase(), format, PLAIN);
        snapshot(&format!("render-{}", format.name()), &shown);
    }
}

#[test]
fn text_keeps_to_its_style() {
    let check = |name: &str, style| {
        snapshot(&format!("render-text-{name}"), &rendered(&showcase(), Format::Text, style));
    };
    check("english", Style { language: Language::En, ..PLAIN });
    check("ascii", Style { ascii: true, width: 80, ..PLAIN });
    check("narrow", Style { width: 40, ..PLAIN });
    let colored = rendered(&showcase(), Format::Text, Style { color: true, ..PLAIN });
    snapshot("render-text-color", &colored.replace('\u{1b}', "␛"));
}

#[test]
fn short_speaks_english_too() {
    let style = Style { language: Language::En, ..PLAIN };
    snapshot("render-short-english", &rendered(&showcase(), Format::Short, style));
}

#[test]
fn quiet_leaves_the_summary_out() {
    let report =
        Report { summary: Summary { files: 1, ..Summary::default() }, ..Report::default() };
    assert_eq!(rendered(&report, Format::Text, PLAIN), "共检查 1 个文件：没有发现问题。\n");
    assert_eq!(rendered(&report, Format::Text, Style { quiet: true, ..PLAIN }), "");
}

#[test]
fn names_of_formats() {
    assert_eq!(Format::names(), ["text", "short", "json", "jsonl"]);
    assert_eq!(Format::from_name("jsonl"), Some(Format::Jsonl));
    assert_eq!(Format::from_name("yaml"), None);
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    for width in 30..=120 {
        for ascii in [false, true] {
            for language in [Language::Zh, Language::En] {
                let style = Style { width, ascii, language, ..PLAIN };
                fits(&rendered(&showcase(), Format::Text, style), width);
            }
        }
    }
}

#[track_caller]
fn fits(text: &str, width: usize) {
    for row in text.lines() {
        assert!(row.width() <= width, "{} columns instead of {width}:\n{text}", row.width());
        assert!(!row.contains(char::is_control), "{row:?}");
    }
}

#[test]
fn carets_stand_under_their_places() {
    let mut places = 0;
    for width in [40, 60, 80, 100, 120] {
        for file in showcase().files {
            for diagnostic in file.diagnostics.clone() {
                let place = diagnostic.primary.place;
                let text = place.span.of(&file.sources[place.source.0 as usize].text);
                let plain = text.chars().all(|mark| mark.width_in_row().is_some());
                if !plain || width < text.width() + 20 {
                    continue;
                }
                let one = FileReport { diagnostics: vec![diagnostic], ..file.clone() };
                let report = Report { files: vec![one], ..Report::default() };
                let shown = rendered(&report, Format::Text, Style { width, ..PLAIN });
                assert!(underlined(&shown).iter().any(|it| it.trim() == text), "{text:?}\n{shown}");
                places += 1;
            }
        }
    }
    assert!(50 < places);
}

/// The texts above runs of `^`.
fn underlined(shown: &str) -> Vec<String> {
    let rows: Vec<_> = shown.lines().collect();
    let mut found = Vec::new();
    for pair in rows.windows(2) {
        let Some(from) = pair[1].find('^').map(|at| pair[1][..at].width()) else { continue };
        let carets = pair[1].chars().skip_while(|&mark| mark != '^');
        let to = from + carets.take_while(|&mark| mark == '^').count();
        let mut column = 0;
        let mut text = String::new();
        for mark in pair[0].chars() {
            if from <= column && column < to {
                text.push(mark);
            }
            column += mark.width_in_row().unwrap_or(0);
        }
        found.push(text);
    }
    found
}

trait WidthInRow {
    fn width_in_row(self) -> Option<usize>;
}

impl WidthInRow for char {
    fn width_in_row(self) -> Option<usize> {
        (!self.is_control()).then(|| self.to_string().width()).filter(|&width| 0 < width)
    }
}

#[test]
fn json_points_into_the_text() {
    let report = showcase();
    let json: serde_json::Value =
        serde_json::from_str(&rendered(&report, Format::Json, PLAIN)).unwrap();
    let mut places = 0;
    for file in json["files"].as_array().unwrap() {
        for place in file["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|diagnostic| diagnostic["places"].as_array().unwrap())
        {
            let sources = report.files.iter().flat_map(|file| &file.sources);
            let source = sources.clone().find(|it| it.name == place["path"]).unwrap();
            let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
            let (start, end) = (number(&place["span"][0]), number(&place["span"][1]));
            assert_eq!(place["text"], source.text[start..end]);
            let line = source.text.split(['\n']).nth(number(&place["line"]) - 1).unwrap();
            let rest: String = line.chars().skip(number(&place["column"]) - 1).collect();
            assert!(source.text[start..].starts_with(&rest), "{place}");
            places += 1;
        }
    }
    assert!(15 < places);
    let rows = rendered(&report, Format::Jsonl, PLAIN);
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(json["files"], serde_json::Value::Array(rows));
}

#[test]
fn one_long_line_is_no_trouble() {
    let text = "组织开展8轮集中巡回指导，成效明显；".repeat(50_000);
    let own = source(0, "长.txt", &text);
    let at = |nth: usize| {
        let span = Span::new(nth * 52 + 12, nth * 52 + 16);
        let place = Place { source: SourceId(0), span };
        let label = Label { place, text: "此处".to_owned(), section: Vec::new() };
        diagnostic(Severity::Info, "rule", "轮数", label)
    };
    let diagnostics = (0..50_000).step_by(5).map(at).collect();
    let file = FileReport { diagnostics, sources: vec![own], ..FileReport::default() };
    let report = Report { files: vec![file], ..Report::default() };
    let shown = rendered(&report, Format::Text, PLAIN);
    assert!(shown.contains("┌─ 长.txt:1:899915"));
    assert!(rendered(&report, Format::Json, PLAIN).contains(r#""column":899915,"#));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_report_breaks_the_frame(
        text in "([一二，。、“”（ a1:/\t\r\n\u{0}𠮷👨\u{200d}\u{301}\u{fe0f}\u{fe01}\u{202e}\u{3000}]|[甲乙丙，]{30}){0,60}",
        spans in prop::collection::vec((0u32..600, 0u32..200), 1..6),
        words in prop::collection::vec("[说明，“”。 a1\n\u{301}]{0,80}", 6),
        name in "[a甲/]{1,90}",
        width in 30usize..=120,
        ascii: bool,
        group in 0u32..2,
    ) {
        let source = source(0, &name, &text);
        let labels: Vec<_> = spans.iter().zip(&words).map(|(&(start, length), words)| {
            let span = Span { start, end: start + length };
            Label { place: Place { source: SourceId(0), span }, text: words.clone(), section: vec![] }
        }).collect();
        let mut one = diagnostic(Severity::Error, "rule", &words.concat(), labels[0].clone());
        one.related = labels[1..].to_vec();
        one.help = words.join("；");
        one.group = group;
        let file = FileReport {
            path: name,
            diagnostics: vec![one.clone(), one],
            sources: vec![source],
            ..FileReport::default()
        };
        let report = Report { files: vec![file], ..Report::default() };
        fits(&rendered(&report, Format::Text, Style { width, ascii, ..PLAIN }), width);
        for &format in Format::ALL {
            rendered(&report, format, PLAIN);
        }
    }
}

/// Reports by hand: what every format must cope with.
fn showcase() -> Report {
    let files =
        vec![paragraphs(), placeholders(), oddities(), unreadable(), hard_wrapped(), pack()];
    let shown = files.iter().map(|file| file.diagnostics.len()).sum();
    let count = |severity| {
        let all = files.iter().flat_map(|file| &file.diagnostics);
        all.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let summary = Summary {
        files: 5,
        unreadable: 1,
        error: count(Severity::Error),
        warning: count(Severity::Warning),
        info: count(Severity::Info) + 4,
        shown,
        baselined: 3,
        suppressed: 2,
    };
    Report { files, rules: Vec::new(), summary }
}

fn source(id: u32, name: &str, text: &str) -> Source {
    Source {
        id: SourceId(id),
        name: name.to_owned(),
        text: text.to_owned(),
        lines: Lines::of(text),
        ..Source::default()
    }
}

/// The place of the `nth` `needle`, from 0.
fn label(source: &Source, needle: &str, nth: usize, text: &str) -> Label {
    let start = source.text.match_indices(needle).nth(nth).unwrap().0;
    Label {
        place: Place { source: source.id, span: Span::new(start, start + needle.len()) },
        text: text.to_owned(),
        section: Vec::new(),
    }
}

fn diagnostic(severity: Severity, rule: &str, message: &str, primary: Label) -> Diagnostic {
    Diagnostic {
        rule: rule.to_owned(),
        severity,
        confidence: Confidence::Certain,
        message: message.to_owned(),
        help: String::new(),
        primary,
        related: Vec::new(),
        values: Vec::new(),
        fix: None,
        fingerprint: "0f1e2d3c4b5a6978".to_owned(),
        group: 0,
    }
}

fn figure(text: &str, value: &str, unit: &str) -> Figured {
    Figured { text: text.to_owned(), value: value.to_owned(), unit: unit.to_owned() }
}

const SUMMARY: &str = "\
一、青石县2024年工作总结
今年以来，全县上下认真贯彻落实各项部署，始终把巡回指导作为推动工作的重要抓手，先后开展4轮集中巡回指导，覆盖23个乡镇（街道），发现并整改问题1,141个，群众满意度持续提升。下半年又围绕“走访、培训、帮扶”三项任务，抽调骨干力量组建6个工作专班，分赴各乡镇开展驻点帮扶，累计走访群众5600余户，帮助解决急难愁盼问题312个，有力推动了各项惠民政策落地见效；同时，组织开展8轮集中巡回指导，做到重点工作挂图作业，落实情况有督导，完成情况有反馈。
二、主要做法
　　（一）强化组织领导。成立领导小组，研究部署12次。
四、下一步打算
我们将继续组织开展8轮集中巡回指导，扎实推进各项工作。
";

/// One long paragraph with both places, two paragraphs, two files.
fn paragraphs() -> FileReport {
    let own = source(0, "drafts/青石县工作总结.txt", SUMMARY);
    let ledger = source(1, "drafts/台账.csv", "事项,数量\n集中巡回指导,6轮\n驻点帮扶,6个专班\n");
    let mut far = diagnostic(
        Severity::Error,
        "figure-conflict",
        "“集中巡回指导”前后数字不一致：8轮 / 4轮",
        label(&own, "8轮", 0, "此处为8轮"),
    );
    far.primary.section = vec!["一、青石县2024年工作总结".to_owned()];
    far.related = vec![label(&own, "4轮", 0, "前文为4轮")];
    far.help = "核对台账后改为同一数字；若口径不同，请在文中写明口径。".to_owned();
    far.values = vec![figure("8轮", "8", "轮"), figure("4轮", "4", "轮")];
    let mut near = diagnostic(
        Severity::Warning,
        "figure-sum",
        "“23个乡镇（街道）”与“6个工作专班”对不上",
        label(
            &own,
            "6个工作专班",
            0,
            "每个专班应对应多少个乡镇，文中没有交代，请在这里写明分工口径",
        ),
    );
    near.related = vec![label(&own, "组建", 0, "")];
    let mut skip = diagnostic(
        Severity::Error,
        "section-skip",
        "一级标题缺“三、”",
        label(&own, "四、", 0, "应为“三、”"),
    );
    skip.related = vec![label(&own, "二、", 0, "上一个一级标题")];
    skip.help = "补上缺的标题，或改正序号。".to_owned();
    skip.fix = Some(Fix {
        safety: Safety::Unsafe,
        edits: vec![Edit { span: skip.primary.place.span, text: "三、".to_owned() }],
    });
    let mut across = diagnostic(
        Severity::Error,
        "ledger-conflict",
        "“集中巡回指导”与台账不一致：8轮 / 6轮",
        label(&own, "8轮集中巡回指导", 1, "此处为8轮"),
    );
    across.related =
        vec![label(&ledger, "6轮", 0, "台账为6轮"), label(&own, "4轮", 0, "前文为4轮")];
    let mut whole = diagnostic(
        Severity::Info,
        "sentence-long",
        "这句话太长，读起来吃力，请考虑分成几句来写；一句话只说一件事，读的人不必回头再看，\
         写的人也不容易在数字和主语上出错",
        label(
            &own,
            &SUMMARY.lines().nth(1).unwrap()
                [..SUMMARY.lines().nth(1).unwrap().find("下半年").unwrap()],
            0,
            "整句共100多字",
        ),
    );
    whole.related = vec![label(&own, "23个", 0, "数字夹在句中")];
    FileReport {
        path: own.name.clone(),
        sources: vec![own, ledger],
        diagnostics: vec![whole, far, near, skip, across],
        ..FileReport::default()
    }
}

/// A group, shown as one block.
fn placeholders() -> FileReport {
    let text = "交叉任职的*个党员院长（副院长）均担任学院党委委员；*个二级党组织均配备了专（兼）职组织员；\
                *个专任教师党支部已基本实现“双带头人”担任书记。\n培训满分率达*%，及格率*%。\n";
    let own = source(0, "drafts/占位.txt", text);
    let at = |nth, words| {
        let message = "有未填写的占位符“*”";
        let mut one =
            diagnostic(Severity::Warning, "placeholder", message, label(&own, "*", nth, words));
        one.help = "填上数字，或删去这一句。".to_owned();
        one.group = 1;
        one
    };
    let diagnostics = (0..5).map(|nth| at(nth, if nth == 0 { "此处缺数字" } else { "" })).collect();
    FileReport {
        path: own.name.clone(),
        notes: vec![Problem {
            code: "N-ENCODING-GUESSED",
            message: Text::new("编码是猜的：GB18030", "the encoding was guessed: GB18030"),
            help: Text::default(),
        }],
        diagnostics,
        sources: vec![own],
        ..FileReport::default()
    }
}

/// Characters that are not two columns of Chinese, and places at the edges.
fn oddities() -> FileReport {
    let text = "𠮷祥村完成投资１２３4万元，䶮水村完成🚜12台，𠮷祥村\t完成率98.5%。\r\n\
                全角ＡＢＣ与半角ABC混用，零宽\u{200b}字符，e\u{301}tude。\r\n末尾没有句号";
    let own = source(0, "drafts/怪字.txt", text);
    let at = |rule: &str, needle: &str, nth, words: &str| {
        let message = format!("“{needle}”写法可疑");
        diagnostic(Severity::Warning, rule, &message, label(&own, needle, nth, words))
    };
    let mut end = at("punctuation-missing", "号", 0, "");
    end.message = "段末没有标点".to_owned();
    let empty = Span::new(text.len(), text.len());
    end.primary.place.span = empty;
    end.primary.text = "此处缺标点".to_owned();
    end.fix = Some(Fix {
        safety: Safety::Safe,
        edits: vec![Edit { span: empty, text: "。".to_owned() }],
    });
    let mut pair = at("name-variant", "𠮷祥村", 1, "后文");
    pair.related = vec![at("", "𠮷祥村", 0, "前文").primary, at("", "䶮水村", 0, "").primary];
    let diagnostics = vec![
        at("digit-width", "１２３4", 0, "全角、半角数字混用"),
        at("emoji", "🚜", 0, "表情符号"),
        pair,
        at("tab", "\t", 0, "制表符"),
        at("letter-width", "ＡＢＣ与半角ABC", 0, "全角、半角字母混用"),
        at("invisible", "\u{200b}", 0, "看不见的字符"),
        at("accent", "e\u{301}tude", 0, "西文"),
        end,
    ];
    FileReport { path: own.name.clone(), diagnostics, sources: vec![own], ..FileReport::default() }
}

fn unreadable() -> FileReport {
    FileReport {
        path: "drafts/旧稿.txt".to_owned(),
        error: Some(Problem {
            code: "E-TXT-ENCODING",
            message: Text::new(
                "第 1204 个字节起不是有效的 GB18030 文字",
                "no valid GB18030 text from byte 1204 on",
            ),
            help: Text::new(
                "请另存为 UTF-8，或用 --encoding 指明编码。",
                "save it as UTF-8, or name the encoding with --encoding.",
            ),
        }),
        ..FileReport::default()
    }
}

/// A place over the end of a line.
fn hard_wrapped() -> FileReport {
    let text = "全年组织开展集中\n巡回指导8轮，覆盖全部乡\n镇（街道）。会上强调要“真\n\n抓实干、\n务求实效，\
                不走过场。\n";
    let own = source(0, "drafts/硬换行.md", text);
    let wrapped = diagnostic(
        Severity::Warning,
        "word-split",
        "“集中巡回指导”被换行隔开",
        label(&own, "集中\n巡回指导8轮", 0, "跨了两行"),
    );
    let open = diagnostic(
        Severity::Error,
        "quote-open",
        "引号没有合上",
        label(&own, "“真\n\n抓实干、\n务求实效", 0, "到这里还没有合上"),
    );
    FileReport {
        path: own.name.clone(),
        diagnostics: vec![wrapped, open],
        sources: vec![own],
        ..FileReport::default()
    }
}

/// A mistake in a rule file.
fn pack() -> FileReport {
    let text = "rules:\n  - id: figure-conflict\n    severity: errror\n    message: 前后不一致\n    \
                check:\n      figures:\n        subject: 集中巡回指导\n  - id: figure-conflict\n    \
                severity: none\n";
    let own = source(0, "rules/青石县.yaml", text);
    let word = diagnostic(
        Severity::Error,
        "pack",
        "`severity` 不能是“errror”",
        label(&own, "errror", 0, "应为 error、warning、info、none 之一"),
    );
    let mut twice = diagnostic(
        Severity::Error,
        "pack",
        "规则“figure-conflict”写了两次",
        label(&own, "figure-conflict", 1, "又写了一次"),
    );
    twice.related = vec![label(&own, "figure-conflict", 0, "先写在这里")];
    FileReport {
        path: own.name.clone(),
        diagnostics: vec![word, twice],
        sources: vec![own],
        ..FileReport::default()
    }
}
