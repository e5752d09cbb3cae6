//! The `jiaohe` command.

fn main() {}
