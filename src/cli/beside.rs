//! What stands beside the drafts of a run: other documents by role, ledgers as of a day.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Failure, files, packs};
use crate::diagnostic::Diagnostic;
use crate::kinds::{Beside, ledger};
use crate::model::Document;
use crate::project;
use crate::text::{Source, SourceId, Text};

/// The number of the first of these documents among the sources of a run.
const FIRST: u32 = 1 << 30;

/// The documents of `--with ROLE=PATH`; `roles` are those that rules ask for.
pub(super) fn documents(
    given: &[String],
    encoding: Option<&str>,
    roles: &[String],
) -> Result<Vec<(String, Arc<Document>)>, Failure> {
    let mut documents: Vec<(String, Arc<Document>)> = Vec::new();
    for (index, written) in (0..).zip(given) {
        let parts = written.split_once('=').filter(|it| !it.0.is_empty() && !it.1.is_empty());
        let Some((role, path)) = parts else { return Err(malformed(written)) };
        packs::role(role, path, roles)?;
        if documents.iter().any(|it| it.0 == role) {
            return Err(Failure::new(
                Text::new(
                    format!("角色“{role}”给了两份文件"),
                    format!("two documents have the role `{role}`"),
                ),
                None,
            ));
        }
        let input = files::one(Path::new(path))?;
        let source = project::read(&input, encoding, SourceId(FIRST.saturating_add(index)));
        let source = source.map_err(|problem| {
            let message = Text::new(
                format!("{path}：{}", problem.message.zh),
                format!("{path}: {}", problem.message.en),
            );
            Failure::new(message, Some(problem.help))
        })?;
        documents.push((role.to_owned(), Arc::new(Document::of(source))));
    }
    Ok(documents)
}

fn malformed(written: &str) -> Failure {
    Failure::new(
        Text::new(format!("看不懂 --with {written}"), format!("cannot read `--with {written}`")),
        Some(Text::new(
            "写成 --with 角色=文件，如 --with previous=去年.txt",
            "write --with ROLE=PATH, such as --with previous=last-year.txt",
        )),
    )
}

/// A day as `--as-of` takes it; a month or a year is its last day.
pub(super) fn day(written: &str) -> Result<[u32; 3], Failure> {
    let last = |[year, month, day]: [u32; 3]| {
        let end = |it| if it == 0 { u32::MAX } else { it };
        [year, end(month), end(day)]
    };
    ledger::day(written).map(last).ok_or_else(|| {
        Failure::new(
            Text::new(format!("看不懂日期“{written}”"), format!("`{written}` is not a date")),
            Some(Text::new("写成 2024-11-30", "write it as 2024-11-30")),
        )
    })
}

/// The ledgers and other documents that findings point into.
pub(super) fn shown(diagnostics: &[Diagnostic], beside: &Beside) -> Vec<Source> {
    let shown: BTreeSet<SourceId> =
        diagnostics.iter().flat_map(|it| &it.related).map(|it| it.place.source).collect();
    let ledgers = beside.ledgers.iter().flatten().map(|it| &it.source);
    let documents = beside.documents.iter().map(|it| it.1.written());
    let sources = ledgers.chain(documents).filter(|it| shown.contains(&it.id));
    let mut sources: Vec<Source> = sources.cloned().collect();
    sources.sort_by_key(|it| it.id);
    sources.dedup_by_key(|it| it.id);
    sources
}
