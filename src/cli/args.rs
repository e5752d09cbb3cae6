//! What may be typed. The words of the help stand in `words.rs`, in both languages.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::diagnostic::Severity;
use crate::render::{Format, ledger};

#[derive(Debug, Parser)]
#[command(name = "jiaohe", version)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Read by [`super::language`] already; here for help and for wrong values.
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(Check),
    Fix(Fix),
    Outline(Outline),
    Figures(Figures),
    Rules(Rules),
    Explain(Explain),
    Pack {
        #[command(subcommand)]
        command: Pack,
    },
    Init(Init),
    Config(Config),
    Completions {
        shell: Shell,
    },
    Man {
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) files: Files,
    #[arg(short, long, default_value = "text", value_parser = PossibleValuesParser::new(Format::names()))]
    pub(super) format: String,
    #[command(flatten)]
    pub(super) screen: Screen,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[arg(long)]
    pub(super) min_severity: Option<Level>,
    #[arg(long)]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) packs: Packs,
    #[command(flatten)]
    pub(super) configured: Configured,
    #[arg(long)]
    pub(super) force_exclude: bool,
    #[arg(long)]
    pub(super) keep_going: bool,
    #[arg(short = 'j', long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Fix {
    #[command(flatten)]
    pub(super) files: Files,
    #[arg(long = "unsafe")]
    pub(super) offered: bool,
    #[arg(long)]
    pub(super) diff: bool,
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[command(flatten)]
    pub(super) packs: Packs,
    #[arg(long)]
    pub(super) keep_going: bool,
    #[arg(long, value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,
    #[arg(long)]
    pub(super) ascii: bool,
    #[arg(long, default_value = "auto")]
    pub(super) color: Color,
    #[arg(short = 'j', long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Outline {
    #[command(flatten)]
    pub(super) files: Files,
    #[arg(short, long, default_value = "text")]
    pub(super) format: Plain,
    #[arg(short, long)]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Figures {
    #[command(subcommand)]
    pub(super) command: Option<FiguresCommand>,
    #[command(flatten)]
    pub(super) files: Files,
    #[arg(short, long, default_value = "table")]
    pub(super) format: Sheet,
    #[arg(long)]
    pub(super) group: bool,
    #[arg(long, num_args = 2, conflicts_with_all = ["group", "as_ledger", "format"])]
    pub(super) why: Vec<String>,
    #[arg(long, conflicts_with_all = ["group", "format"])]
    pub(super) as_ledger: bool,
    #[command(flatten)]
    pub(super) screen: Screen,
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum FiguresCommand {
    Diff(FiguresDiff),
}

#[derive(Debug, Args)]
pub(super) struct FiguresDiff {
    pub(super) old: PathBuf,
    pub(super) new: PathBuf,
    #[arg(long)]
    pub(super) encoding: Option<String>,
    #[arg(short, long, default_value = "table")]
    pub(super) format: Sheet,
    #[command(flatten)]
    pub(super) screen: Screen,
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Rules {
    #[arg(short, long, default_value = "text")]
    pub(super) format: List,
    #[command(flatten)]
    pub(super) packs: Packs,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) packs: Packs,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where to look, and where the file goes.
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Config {
    pub(super) file: PathBuf,
    #[arg(short, long, default_value = "text")]
    pub(super) format: Plain,
    #[command(flatten)]
    pub(super) configured: Configured,
}

#[derive(Debug, Subcommand)]
pub(super) enum Pack {
    New {
        name: String,
    },
    Check {
        packs: Vec<PathBuf>,
        #[arg(short, long, default_value = "text", value_parser = PossibleValuesParser::new(Format::names()))]
        format: String,
        #[command(flatten)]
        screen: Screen,
    },
    Test {
        packs: Vec<PathBuf>,
        #[arg(long)]
        update: bool,
        #[arg(long, requires = "update")]
        yes: bool,
        #[command(flatten)]
        screen: Screen,
    },
    Trace {
        rule: String,
        file: PathBuf,
        #[arg(long)]
        encoding: Option<String>,
        #[arg(long)]
        with: Vec<String>,
        #[arg(long)]
        as_of: Option<String>,
        #[arg(long)]
        role: Option<String>,
        #[command(flatten)]
        packs: Packs,
        #[command(flatten)]
        screen: Screen,
    },
    Show {
        pack: PathBuf,
    },
    Schema {
        #[arg(long)]
        reference: bool,
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

/// Which files.
#[derive(Debug, Args)]
pub(super) struct Files {
    pub(super) paths: Vec<PathBuf>,
    #[arg(long)]
    pub(super) files_from: Option<PathBuf>,
    #[arg(long)]
    pub(super) stdin_name: Option<String>,
    #[arg(long)]
    pub(super) encoding: Option<String>,
}

/// Which rules, what is left alone, and what stands beside the drafts.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    #[arg(long, value_delimiter = ',')]
    pub(super) select: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    #[arg(long)]
    pub(super) allow: Vec<String>,
    #[arg(long)]
    pub(super) with: Vec<String>,
    #[arg(long)]
    pub(super) as_of: Option<String>,
    #[arg(long)]
    pub(super) role: Option<String>,
}

/// Which packs.
#[derive(Debug, Args)]
pub(super) struct Packs {
    #[arg(long)]
    pub(super) pack: Vec<PathBuf>,
    #[arg(long)]
    pub(super) no_default_packs: bool,
}

/// Which configuration.
#[derive(Debug, Default, Args)]
pub(super) struct Configured {
    #[arg(long)]
    pub(super) config: Option<PathBuf>,
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

/// Where the output goes, and how it looks.
#[derive(Debug, Args)]
pub(super) struct Screen {
    #[arg(short, long)]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,
    #[arg(long)]
    pub(super) ascii: bool,
    #[arg(long, default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Plain {
    Text,
    Json,
}

/// How the rules are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum List {
    Text,
    Json,
    Markdown,
}

/// How a ledger is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sheet {
    Table,
    Csv,
    Json,
}

impl Sheet {
    pub(super) fn format(self) -> ledger::Format {
        match self {
            Sheet::Table => ledger::Format::Table,
            Sheet::Csv => ledger::Format::Csv,
            Sheet::Json => ledger::Format::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    pub(super) fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}
