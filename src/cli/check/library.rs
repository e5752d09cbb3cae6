//! The documents beside drafts: each read when first needed, and kept while a draft is to see it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{FileReport, Problem};
use crate::model::Document;
use crate::project::{self, Input, Origin, config};
use crate::text::SourceId;

/// The number of the first of these documents among the sources of a run.
const FIRST: u32 = 3 << 29;

/// All documents that stand beside a draft of the run.
#[derive(Default)]
pub(super) struct Library {
    shelves: Vec<Shelf>,
    numbers: HashMap<PathBuf, usize>,
}

struct Shelf {
    input: Input,
    /// How many drafts are still to see it.
    left: AtomicUsize,
    held: Mutex<Option<Result<Arc<Document>, Problem>>>,
}

impl Library {
    /// Notes that one more draft will see the document at `path`; the answer is its number.
    pub(super) fn ask(&mut self, path: PathBuf) -> usize {
        let next = self.shelves.len();
        let number = *self.numbers.entry(path.clone()).or_insert(next);
        if number == next {
            let name = project::shown(&config::seen(&path));
            let input = Input { name, origin: Origin::Disk(path), walked: false };
            self.shelves.push(Shelf { input, left: AtomicUsize::new(0), held: Mutex::default() });
        }
        if let Some(shelf) = self.shelves.get_mut(number) {
            *shelf.left.get_mut() += 1;
        }
        number
    }

    /// The document with this number, for one of its drafts; nothing where it cannot be read.
    pub(super) fn take(&self, number: usize, encoding: Option<&str>) -> Option<Arc<Document>> {
        let shelf = self.shelves.get(number)?;
        let mut held = shelf.held.lock().unwrap_or_else(PoisonError::into_inner);
        let id = SourceId(FIRST.saturating_add(u32::try_from(number).unwrap_or(u32::MAX)));
        let read = held.get_or_insert_with(|| {
            let source = project::read(&shelf.input, encoding, id);
            source.map(|it| Arc::new(Document::of(it)))
        });
        let document = read.as_ref().ok().map(Arc::clone);
        if shelf.left.fetch_sub(1, Ordering::Relaxed) == 1 && document.is_some() {
            *held = None;
        }
        document
    }

    /// The documents that could not be read, as files of the run.
    pub(super) fn failed(&self) -> Vec<FileReport> {
        let failed = self.shelves.iter().filter_map(|shelf| {
            let held = shelf.held.lock().unwrap_or_else(PoisonError::into_inner);
            let error = held.as_ref()?.as_ref().err()?.clone();
            let path = shelf.input.name.clone();
            Some(FileReport { path, error: Some(error), ..FileReport::default() })
        });
        failed.collect()
    }
}
