//! `rdjsonl`: the diagnostics of `rdjson`, one a line.

pub(super) use super::rdjson::write_lines as write;
