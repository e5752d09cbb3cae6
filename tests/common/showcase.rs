//! Reports by hand: what every format must cope with.

use jiaohe::diagnostic::{
    Diagnostic, Figured, FileReport, Fix, Label, Problem, Report, Safety, Severity, Summary,
};
use jiaohe::text::lines::Lines;
use jiaohe::text::{Confidence, Edit, Place, Source, SourceId, Span, Text};

/// Every oddity once.
pub(crate) fn showcase() -> Report {
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

pub(crate) fn source(id: u32, name: &str, text: &str) -> Source {
    Source {
        id: SourceId(id),
        name: name.to_owned(),
        text: text.to_owned(),
        lines: Lines::of(text),
        ..Source::default()
    }
}

/// The place of the `nth` `needle`, from 0.
pub(crate) fn label(source: &Source, needle: &str, nth: usize, text: &str) -> Label {
    let start = source.text.match_indices(needle).nth(nth).unwrap().0;
    Label {
        place: Place { source: source.id, span: Span::new(start, start + needle.len()) },
        text: text.to_owned(),
        section: Vec::new(),
    }
}

pub(crate) fn diagnostic(
    severity: Severity,
    rule: &str,
    message: &str,
    primary: Label,
) -> Diagnostic {
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
