//! Views that are kept: each is made once for an operation, in a thread of its own, whoever asks.

use crate::answer::{Problem, fault};
use crate::view::View;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many are kept: one of now, and one of whatever was looked back to.
const KEPT: usize = 2;
/// A request waits so long for a view; then it is told that one is being made.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The views of a dossier.
#[derive(Debug, Default)]
pub(crate) struct Views {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The last that were asked for, the latest first.
    kept: Vec<Arc<View>>,
    /// The operation that one is being made of. One at a time, for the memory it takes.
    making: Option<u64>,
    /// What came of the last, where nothing could be made; told once, then tried again.
    failed: Option<(u64, Problem)>,
}

impl State {
    fn take(&mut self, at: u64) -> Option<Result<Arc<View>, Problem>> {
        if let Some(nth) = self.kept.iter().position(|view| view.at == at) {
            let view = self.kept.remove(nth);
            self.kept.insert(0, Arc::clone(&view));
            return Some(Ok(view));
        }
        let (_, problem) = self.failed.take_if(|(failed, _)| *failed == at)?;
        Some(Err(problem))
    }

    fn has(&self, at: u64) -> bool {
        let failed = self.failed.as_ref().is_some_and(|(failed, _)| *failed == at);
        failed || self.kept.iter().any(|view| view.at == at)
    }
}

impl Views {
    /// The view of an operation. Where there is none, `begin` has to have one made, in a thread of
    /// its own; where that takes long, there is `None` yet.
    pub(crate) fn get(
        &self,
        at: u64,
        mut begin: impl FnMut(),
    ) -> Result<Option<Arc<View>>, Problem> {
        let mut state = self.state();
        loop {
            if let Some(found) = state.take(at) {
                return found.map(Some);
            }
            if state.making.is_none() {
                state.making = Some(at);
                begin();
            }
            let waits = |state: &mut State| !state.has(at) && state.making.is_some();
            let (now, waited) = self
                .changed
                .wait_timeout_while(state, PATIENCE, waits)
                .unwrap_or_else(PoisonError::into_inner);
            if waited.timed_out() {
                return Ok(None);
            }
            state = now;
        }
    }

    /// The latest kept view of an operation before this one.
    pub(crate) fn before(&self, at: u64) -> Option<Arc<View>> {
        let state = self.state();
        let before = state.kept.iter().filter(|view| view.at < at);
        before.max_by_key(|view| view.at).map(Arc::clone)
    }

    /// Makes the view of an operation. Whatever becomes of it, those who wait are told.
    pub(crate) fn make(&self, at: u64, make: impl FnOnce() -> Result<View, Problem>) {
        let mut making = Making { views: self, at, made: Err(fault()) };
        making.made = make();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A view in the making; when this is dropped, even by a panic, those who wait go on.
struct Making<'v> {
    views: &'v Views,
    at: u64,
    made: Result<View, Problem>,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        let mut state = self.views.state();
        state.making = None;
        match std::mem::replace(&mut self.made, Err(fault())) {
            Ok(view) => {
                state.kept.insert(0, Arc::new(view));
                state.kept.truncate(KEPT);
            }
            Err(problem) => state.failed = Some((self.at, problem)),
        }
        self.views.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Result<View, Problem> {
        Err(Problem::missing("nothing"))
    }

    #[test]
    fn whoever_waits_is_told_of_a_fault_once_and_then_it_is_tried_again() {
        let views = Arc::new(Views::default());
        for _ in 0..2 {
            let mut begun = 0;
            let answer = views.get(7, || {
                begun += 1;
                let views = Arc::clone(&views);
                std::thread::spawn(move || views.make(7, nothing));
            });
            assert!(answer.is_err());
            assert_eq!(begun, 1);
        }
        let answer = views.get(7, || {
            let views = Arc::clone(&views);
            std::thread::spawn(move || views.make(7, || panic!("a fault")));
        });
        assert!(answer.is_err(), "a panic holds nobody up");
    }

    #[test]
    fn one_is_made_at_a_time() {
        let views = Views::default();
        assert!(matches!(views.get(7, || ()), Ok(None)), "it is still being made");
        let mut begun = false;
        assert!(matches!(views.get(8, || begun = true), Ok(None)));
        assert!(!begun, "another is in the making");
    }
}
