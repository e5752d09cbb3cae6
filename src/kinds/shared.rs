//! What several rules of one kind need of one draft, worked out once.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A value that is made when first asked for.
type Slot = Arc<OnceLock<Arc<dyn Any + Send + Sync>>>;

/// Findings and tables of one draft that no parameter of a rule changes, by their type.
///
/// Rules run side by side: the first that asks makes the value, the others wait for it.
#[derive(Debug, Default)]
pub struct Shared(Mutex<BTreeMap<TypeId, Slot>>);

impl Shared {
    /// The value of this type; `make` must depend on the draft alone and start no parallel work.
    pub fn get<T: Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        let slot = {
            let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(TypeId::of::<T>()).or_default())
        };
        let value = slot.get_or_init(|| Arc::new(make()));
        Arc::clone(value).downcast().unwrap_or_else(|_| Arc::new(make()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_value_is_made_once() {
        let (shared, made) = (Shared::default(), Cell::new(0));
        let get = || {
            shared.get(|| {
                made.set(made.get() + 1);
                "sums".to_owned()
            })
        };
        assert_eq!((get().as_str(), get().as_str(), made.get()), ("sums", "sums", 1));
        assert_eq!(*shared.get(|| 5_u32), 5);
    }
}
