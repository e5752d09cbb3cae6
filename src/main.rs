//! The `jiaohe` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    jiaohe::cli::main()
}
