//! The words of the help: one table for arguments, one for commands, Chinese beside English.

/// The help of an argument, by `command.argument`, or by the argument's name for all commands.
pub(super) struct ArgWords {
    pub(super) id: &'static str,
    /// What stands for its value; empty for a switch.
    pub(super) value: Both,
    pub(super) help: Both,
}

/// The help of a command, by its path.
pub(super) struct CommandWords {
    pub(super) path: &'static str,
    pub(super) usage: Both,
    pub(super) about: Both,
    /// What follows the options: examples, exit codes.
    pub(super) after: Both,
}

/// Chinese, English.
pub(super) type Both = (&'static str, &'static str);

const fn arg(id: &'static str, value: Both, help: Both) -> ArgWords {
    ArgWords { id, value, help }
}

const SWITCH: Both = ("", "");

pub(super) const ARGS: &[ArgWords] = &[
    arg("help", SWITCH, ("显示帮助", "Print help")),
    arg("version", SWITCH, ("显示版本号", "Print the version")),
    arg(
        "lang",
        ("语言", "LANG"),
        (
            "界面语言：zh（默认）或en；也可以设环境变量JIAOHE_LANG",
            "Language: zh (default) or en; JIAOHE_LANG sets it as well",
        ),
    ),
    arg(
        "paths",
        ("路径", "PATH"),
        ("稿件或文件夹；“-”是标准输入", "Drafts or folders; `-` is standard input"),
    ),
    arg(
        "files_from",
        ("文件", "FILE"),
        (
            "从文件里读路径，一行一个；“-”是标准输入",
            "Read paths from a file, one a line; `-` is standard input",
        ),
    ),
    arg(
        "stdin_name",
        ("名字", "NAME"),
        (
            "标准输入在结果里叫什么；扩展名决定格式",
            "What standard input is called; its ending chooses the format",
        ),
    ),
    arg(
        "encoding",
        ("编码", "NAME"),
        (
            "稿件的编码，如utf-8、gb18030、utf-16le；默认自动识别",
            "Encoding of the drafts, such as utf-8, gb18030, utf-16le; guessed by default",
        ),
    ),
    arg(
        "threads",
        ("个数", "N"),
        (
            "同时处理几个文件；默认等于处理器核数",
            "How many files at a time; by default as many as there are cores",
        ),
    ),
    arg(
        "format",
        ("格式", "NAME"),
        (
            "输出格式：text（默认，给人看）、short（一行一条）、html（校对稿网页）、json、jsonl（一行一个文件）、sarif、github、gitlab、rdjson、rdjsonl、junit、checkstyle、markdown",
            "Output: text (default, for people), short (one line each), html (a page of proofs), json, jsonl (a file a line), sarif, github, gitlab, rdjson, rdjsonl, junit, checkstyle, markdown",
        ),
    ),
    arg(
        "outline.format",
        ("格式", "NAME"),
        ("输出格式：text（默认）或json", "Output: text (default) or json"),
    ),
    arg(
        "rules.format",
        ("格式", "NAME"),
        (
            "输出格式：text（默认）、json、markdown（每条规则的说明，一整页）",
            "Output: text (default), json, markdown (all that is known of each rule, on one page)",
        ),
    ),
    arg(
        "figures.format",
        ("格式", "NAME"),
        (
            "输出格式：table（默认，表格）、csv（可直接用Excel打开）、json",
            "Output: table (default), csv (opens in a spreadsheet), json",
        ),
    ),
    arg(
        "figures diff.format",
        ("格式", "NAME"),
        (
            "输出格式：table（默认，表格）、csv（可直接用Excel打开）、json",
            "Output: table (default), csv (opens in a spreadsheet), json",
        ),
    ),
    arg(
        "group",
        SWITCH,
        (
            "把同一个量的几处数字放在一起，数值不一致的排在前面",
            "Put the mentions of one quantity together, differing values first",
        ),
    ),
    arg(
        "why",
        ("位置", "PLACE"),
        (
            "说明这两处数字算不算同一个量、为什么；位置写“行:列”，一行只有一个数字时写行号就行",
            "Say whether two figures are one quantity, and why; a place is LINE:COLUMN, or LINE where a line has one figure",
        ),
    ),
    arg(
        "as_ledger",
        SWITCH,
        ("写成规则包能用的台账文件（YAML）", "Write a ledger file (YAML) for packs"),
    ),
    arg("old", ("旧稿", "OLD"), ("旧稿，或上一年的稿子", "The older draft, or that of last year")),
    arg("new", ("新稿", "NEW"), ("新稿，或这一年的稿子", "The newer draft, or that of this year")),
    arg(
        "figures.width",
        ("列数", "N"),
        (
            "每行最多几列，20到1000；默认等于终端宽度，不是终端时为80",
            "Columns of a row, 20 to 1000; by default the terminal's, else 80",
        ),
    ),
    arg(
        "figures diff.width",
        ("列数", "N"),
        (
            "每行最多几列，20到1000；默认等于终端宽度，不是终端时为80",
            "Columns of a row, 20 to 1000; by default the terminal's, else 80",
        ),
    ),
    arg("figures.quiet", SWITCH, ("不写汇总", "No summary")),
    arg("figures diff.quiet", SWITCH, ("不写汇总", "No summary")),
    arg(
        "output",
        ("文件", "FILE"),
        (
            "把结果写进文件（总是UTF-8，要么写全，要么不写）",
            "Write to a file (always UTF-8; whole or not at all)",
        ),
    ),
    arg(
        "width",
        ("列数", "N"),
        (
            "每行最多几列，20到1000；默认等于终端宽度，不是终端时为100",
            "Columns of a row, 20 to 1000; by default the terminal's, else 100",
        ),
    ),
    arg(
        "ascii",
        SWITCH,
        (
            "边框和省略号只用ASCII字符（终端把它们画成双宽时用）",
            "Only ASCII for frames and marks, for terminals that draw them double",
        ),
    ),
    arg(
        "color",
        ("时机", "WHEN"),
        (
            "颜色：auto（默认，仅终端）、always、never",
            "Colour: auto (default, terminals only), always, never",
        ),
    ),
    arg(
        "select",
        ("规则", "RULE"),
        (
            "只用这些规则或规则包；可以重复，也可以用逗号隔开",
            "Only these rules or packs; repeatable, or separated by commas",
        ),
    ),
    arg(
        "ignore",
        ("规则", "RULE"),
        (
            "不用这些规则或规则包；可以重复，也可以用逗号隔开",
            "Not these rules or packs; repeatable, or separated by commas",
        ),
    ),
    arg(
        "allow",
        ("文字", "TEXT"),
        ("这段文字里的问题不算；可以重复", "Set aside what is found inside this text; repeatable"),
    ),
    arg(
        "with",
        ("角色=文件", "ROLE=PATH"),
        (
            "规则用到的另一份文件，如 previous=去年.txt；可以重复",
            "Another document that rules look at, such as previous=last-year.txt; repeatable",
        ),
    ),
    arg(
        "as_of",
        ("日期", "DATE"),
        (
            "台账里取这一天（含）以前最新的一行，如 2024-11-30",
            "Of a ledger's rows take the latest up to this day, such as 2024-11-30",
        ),
    ),
    arg(
        "role",
        ("角色", "ROLE"),
        (
            "稿件的角色，不写就是 current；规则用 where: role 挑选",
            "The role of the drafts, current unless said; rules choose by `where: role`",
        ),
    ),
    arg(
        "min_severity",
        ("级别", "LEVEL"),
        (
            "最低显示到哪一级：error、warning（默认）、info",
            "The lowest level shown: error, warning (default), info",
        ),
    ),
    arg(
        "fail_on",
        ("级别", "LEVEL"),
        (
            "哪一级起退出码为1：error（默认）、warning、info、never；没显示的也算",
            "From which level the exit code is 1: error (default), warning, info, never; hidden findings count",
        ),
    ),
    arg(
        "pack",
        ("规则包", "PACK"),
        (
            "加上一个规则包：自带的名字，或者文件、文件夹的路径；可以重复",
            "Add a rule pack: a built-in name, or the path of a file or folder; repeatable",
        ),
    ),
    arg("no_default_packs", SWITCH, ("不用默认的规则包", "Without the default packs")),
    arg(
        "keep_going",
        SWITCH,
        (
            "规则包有错误时，照样用其中没错的规则",
            "Run the sound rules of a pack although others have mistakes",
        ),
    ),
    arg(
        "config",
        ("文件", "FILE"),
        (
            "用这一份配置文件，不找稿件上方的 jiaohe.yaml",
            "This configuration for all drafts, instead of the nearest jiaohe.yaml above each",
        ),
    ),
    arg("no_config", SWITCH, ("不用配置文件", "Without any configuration")),
    arg(
        "force_exclude",
        SWITCH,
        (
            "配置里排除的文件，写明了路径也不检查",
            "Leave out what the configuration excludes, even where it is named",
        ),
    ),
    arg(
        "folder",
        ("文件夹", "FOLDER"),
        (
            "看哪个文件夹，文件也写在那里；不写就是当前文件夹",
            "Where to look and to write; the working folder when left out",
        ),
    ),
    arg("config.file", ("稿件", "FILE"), ("哪一篇稿件", "The draft")),
    arg(
        "config.format",
        ("格式", "NAME"),
        ("输出格式：text（默认）或json", "Output: text (default) or json"),
    ),
    arg("quiet", SWITCH, ("只列问题，不写汇总", "Only the findings, no summary")),
    arg(
        "fix.offered",
        SWITCH,
        (
            "要人看过的改法也改；数字、序号、占位符还是不改",
            "Apply edits that a person should see as well; never to a number, a section number or a placeholder",
        ),
    ),
    arg(
        "diff",
        SWITCH,
        ("只显示改前、改后，不写入", "Show the lines before and after; write nothing"),
    ),
    arg(
        "fix.check",
        SWITCH,
        (
            "不写入；有可以改的，退出码为1",
            "Write nothing; exit code 1 where something would change",
        ),
    ),
    arg("fix.quiet", SWITCH, ("不列文件，不写汇总", "Neither the files nor a summary")),
    arg(
        "rule",
        ("规则", "RULE"),
        ("规则的名字，如section-skip", "A rule's id, such as section-skip"),
    ),
    arg(
        "packs",
        ("规则包", "PACK"),
        (
            "自带规则包的名字，或者规则包的路径；不写就是全部自带的规则包",
            "Built-in names or paths of packs; all built-in packs when left out",
        ),
    ),
    arg(
        "name",
        ("名称", "NAME"),
        (
            "规则包的名称：小写字母、数字、连字符",
            "The name of the pack: lower-case letters, digits, hyphens",
        ),
    ),
    arg(
        "file",
        ("稿件", "FILE"),
        ("哪一篇稿件；“-”是标准输入", "The draft; `-` is standard input"),
    ),
    arg(
        "update",
        SWITCH,
        (
            "给出照实际结果改标记的办法；只显示，加--yes才写进文件",
            "Show the marks as found; written into the files only with --yes",
        ),
    ),
    arg("yes", SWITCH, ("与--update合用：写进文件", "With --update: write into the files")),
    arg(
        "pack show.pack",
        ("规则包", "PACK"),
        ("自带规则包的名字，或者规则包的路径", "A built-in name or the path of a pack"),
    ),
    arg(
        "reference",
        SWITCH,
        (
            "不写JSON Schema，写出各个键的说明，就是docs/packs.zh-CN.md里的表格",
            "Instead of a JSON Schema, tables of all keys, as docs/packs.md has them",
        ),
    ),
    arg(
        "shell",
        ("外壳", "SHELL"),
        ("bash、zsh、fish、powershell或elvish", "bash, zsh, fish, powershell or elvish"),
    ),
    arg(
        "man.command",
        ("命令", "COMMAND"),
        ("哪个命令的手册；不写就是总的", "Whose page; the main one when left out"),
    ),
];

pub(super) const COMMANDS: &[CommandWords] = &[
    CommandWords {
        path: "",
        usage: (
            "jiaohe [路径…]\n      jiaohe <命令> [选项]",
            "jiaohe [PATH…]\n       jiaohe <COMMAND> [OPTIONS]",
        ),
        about: (
            "校核：检查总结、报告等公文稿前后是否一致",
            "Checks Chinese work summaries and official reports for consistency",
        ),
        after: (
            "例子：\n  jiaohe 总结.txt                检查一篇稿件\n  jiaohe 材料/                   检查文件夹里的所有稿件\n  jiaohe explain section-skip    查一条规则\n\n只写路径就是check。每个命令的选项见：jiaohe <命令> --help",
            "Examples:\n  jiaohe draft.txt               check a draft\n  jiaohe drafts/                 check every draft in a folder\n  jiaohe explain section-skip    look up a rule\n\nA bare path means check. Options of a command: jiaohe <COMMAND> --help",
        ),
    },
    CommandWords {
        path: "check",
        usage: ("jiaohe check [选项] [路径…]", "jiaohe check [OPTIONS] [PATH…]"),
        about: ("检查稿件", "Check drafts"),
        after: (
            "退出码：\n  0  没有达到 --fail-on 的问题\n  1  有达到 --fail-on 的问题\n  2  用法、配置、规则包有错，或者有文件读不了",
            "Exit codes:\n  0  nothing at or above --fail-on\n  1  something is at or above it\n  2  usage, configuration or pack error, or a file that cannot be read",
        ),
    },
    CommandWords {
        path: "fix",
        usage: ("jiaohe fix [选项] [路径…]", "jiaohe fix [OPTIONS] [PATH…]"),
        about: ("把能放心改的直接改好", "Apply the corrections that are safe"),
        after: (
            "只改中文里的半角标点、叠用的标点、序号的标点、独占一行的已知标记；编码、换行、权限照旧。\n“-”把标准输入改好写到标准输出。\n\n例子：\n  jiaohe fix --diff 总结.txt     先看改什么\n  jiaohe fix 总结.txt            改\n  jiaohe fix --check 材料/       有没有要改的\n\n退出码：\n  0  改好了，或者没有要改的\n  1  --check 时有可以改的\n  2  用法、规则包有错，或者有文件没能处理",
            "Only half-width marks in Chinese text, doubled marks, the marks of section numbers and known\nresidue on a line of its own; encoding, line ends and permissions stay.\n`-` writes standard input, corrected, to standard output.\n\nExamples:\n  jiaohe fix --diff draft.txt    see what would change\n  jiaohe fix draft.txt           fix it\n  jiaohe fix --check drafts/     is anything to be fixed\n\nExit codes:\n  0  fixed, or nothing to fix\n  1  with --check: something would change\n  2  usage or pack error, or a file that could not be processed",
        ),
    },
    CommandWords {
        path: "outline",
        usage: ("jiaohe outline [选项] [路径…]", "jiaohe outline [OPTIONS] [PATH…]"),
        about: (
            "看稿件的层级（程序读出来的样子）",
            "Show the outline of drafts as the program reads it",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "figures",
        usage: (
            "jiaohe figures [选项] [路径…]\n      jiaohe figures diff [选项] <旧稿> <新稿>",
            "jiaohe figures [OPTIONS] [PATH…]\n       jiaohe figures diff [OPTIONS] <OLD> <NEW>",
        ),
        about: (
            "列出稿件里的每个数字，供核对台账",
            "List every figure of drafts, to be checked against records",
        ),
        after: (
            "例子：\n  jiaohe figures 总结.txt                        逐个列出数字\n  jiaohe figures --group 总结.txt                同一个量说了几处，一致不一致\n  jiaohe figures -f csv -o 数字.csv 总结.txt     用Excel打开\n  jiaohe figures --why 3:20 17:8 总结.txt        两处数字算不算一回事\n  jiaohe figures diff 去年.txt 今年.txt          两年对比，算出增幅",
            "Examples:\n  jiaohe figures draft.txt                       list the figures\n  jiaohe figures --group draft.txt               what is told twice, and whether it agrees\n  jiaohe figures -f csv -o figures.csv draft.txt open it in a spreadsheet\n  jiaohe figures --why 3:20 17:8 draft.txt       are two figures one quantity\n  jiaohe figures diff old.txt new.txt            compare two years, with growth",
        ),
    },
    CommandWords {
        path: "figures diff",
        usage: (
            "jiaohe figures diff [选项] <旧稿> <新稿>",
            "jiaohe figures diff [OPTIONS] <OLD> <NEW>",
        ),
        about: (
            "逐个对比两篇稿件的数字：改动、新增、删去、相同，并算出增幅",
            "Compare the figures of two drafts: changed, new, gone, same, with growth",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "rules",
        usage: ("jiaohe rules [选项]", "jiaohe rules [OPTIONS]"),
        about: ("列出规则", "List the rules"),
        after: ("", ""),
    },
    CommandWords {
        path: "explain",
        usage: ("jiaohe explain [选项] <规则>", "jiaohe explain [OPTIONS] <RULE>"),
        about: (
            "解释一条规则：为什么、例子、什么时候不报",
            "Explain a rule: why, examples, when it stays silent",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "init",
        usage: ("jiaohe init [文件夹]", "jiaohe init [FOLDER]"),
        about: (
            "看一看文件夹，写出一份带注释的配置文件 jiaohe.yaml",
            "Look at a folder and write a commented configuration, jiaohe.yaml",
        ),
        after: (
            "已有 jiaohe.yaml 时不改动它。",
            "A jiaohe.yaml that is there already stays as it is.",
        ),
    },
    CommandWords {
        path: "config",
        usage: ("jiaohe config [选项] <稿件>", "jiaohe config [OPTIONS] <FILE>"),
        about: (
            "看一篇稿件用的是哪些设置，各写在哪个文件的哪一行",
            "Show which settings hold for a draft, and the file and line of each",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "pack",
        usage: ("jiaohe pack <命令>", "jiaohe pack <COMMAND>"),
        about: ("新建、检查、测试、查看规则包", "Begin, check, test and show rule packs"),
        after: ("", ""),
    },
    CommandWords {
        path: "pack new",
        usage: ("jiaohe pack new <名称>", "jiaohe pack new <NAME>"),
        about: (
            "写出一个带注释的新规则包，里面有一条能用的规则",
            "Write a new pack with comments and one working rule",
        ),
        after: (
            "在当前文件夹里写出“名称.yaml”；已有同名文件时不改动它。",
            "Writes NAME.yaml into the current folder; a file that is there already stays as it is.",
        ),
    },
    CommandWords {
        path: "pack check",
        usage: ("jiaohe pack check [选项] [规则包…]", "jiaohe pack check [OPTIONS] [PACK…]"),
        about: ("检查规则包写得对不对", "Look for mistakes in packs"),
        after: (
            "退出码：\n  0  没有错误\n  1  有可疑之处\n  2  规则包载入不了",
            "Exit codes:\n  0  no mistake\n  1  something looks wrong\n  2  the pack does not load",
        ),
    },
    CommandWords {
        path: "pack test",
        usage: ("jiaohe pack test [选项] [规则包…]", "jiaohe pack test [OPTIONS] [PACK…]"),
        about: ("运行规则自带的好例子和坏例子", "Run the good and bad cases inside the rules"),
        after: (
            "退出码：\n  0  全部通过\n  1  有例子没通过\n  2  规则包载入不了",
            "Exit codes:\n  0  all passed\n  1  a case failed\n  2  the pack does not load",
        ),
    },
    CommandWords {
        path: "pack trace",
        usage: (
            "jiaohe pack trace <规则> <稿件> [选项]",
            "jiaohe pack trace <RULE> <FILE> [OPTIONS]",
        ),
        about: (
            "规则为什么不报：看了哪些地方，各被哪个条件排除",
            "Why a rule is silent: which places it looked at, and what dropped each",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "pack show",
        usage: ("jiaohe pack show <规则包>", "jiaohe pack show <PACK>"),
        about: ("显示规则包的YAML", "Print the YAML of a pack"),
        after: ("", ""),
    },
    CommandWords {
        path: "pack schema",
        usage: ("jiaohe pack schema [选项]", "jiaohe pack schema [OPTIONS]"),
        about: (
            "写出JSON Schema，供编辑器补全和检查规则包；也能写出各个键的说明",
            "Write a JSON Schema, with which editors complete and check packs, or tables of all keys",
        ),
        after: ("", ""),
    },
    CommandWords {
        path: "completions",
        usage: ("jiaohe completions <外壳>", "jiaohe completions <SHELL>"),
        about: ("生成命令行补全脚本", "Print a completion script for a shell"),
        after: ("", ""),
    },
    CommandWords {
        path: "man",
        usage: ("jiaohe man [命令]", "jiaohe man [COMMAND]"),
        about: ("生成手册页（roff格式）", "Print the manual page (roff)"),
        after: ("", ""),
    },
];

/// The words of an argument of the command at `path`.
pub(super) fn of_arg(path: &str, id: &str) -> Option<&'static ArgWords> {
    let own = format!("{path}.{id}");
    let named = |name: &str| ARGS.iter().find(|words| words.id == name);
    named(&own).or_else(|| named(id))
}

/// The words of the command at `path`.
pub(super) fn of_command(path: &str) -> Option<&'static CommandWords> {
    COMMANDS.iter().find(|words| words.path == path)
}
