//! Work on several cores, unless the caller already does.

use rayon::prelude::*;

/// What `work` makes of each of `items`, in their order. Inside a parallel run (many drafts at
/// once) the items are worked off one by one: the cores are busy already.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    if items.len() < 2 || rayon::current_thread_index().is_some() {
        items.iter().map(work).collect()
    } else {
        items.par_iter().map(work).collect()
    }
}
