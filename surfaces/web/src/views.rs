//! Views that are kept: each is made once for an operation, in a thread of its own, whoever asks. One
//! into which documents were folded is shown, and made anew meanwhile.

use crate::answer::{Problem, fault};
use crate::view::View;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many are kept: one of now, and one of whatever was looked back to.
const KEPT: usize = 2;
/// A request waits so long for a view; then it is told that one is being made.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How a view is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// As soon as can be, from an earlier one where that will do.
    Soon,
    /// Of all documents, in the place of one into which some were folded.
    Anew,
}

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
    /// Whether one is being made anew. That takes long, and holds up no folding.
    anew: bool,
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

    /// Puts a view that was made anew in the place of those that wait for it, also where more was
    /// folded into them since: that can be folded into the new one. Gives what is kept no more.
    fn replace(&mut self, view: View) -> Vec<Arc<View>> {
        let waits = |view: &Arc<View>| view.folded;
        let Some(first) = self.kept.iter().position(waits) else { return vec![Arc::new(view)] };
        let gone = self.kept.extract_if(.., |view| view.folded).collect();
        self.kept.insert(first, Arc::new(view));
        gone
    }

    fn has(&self, at: u64) -> bool {
        let failed = self.failed.as_ref().is_some_and(|(failed, _)| *failed == at);
        failed || self.kept.iter().any(|view| view.at == at)
    }
}

impl Views {
    /// The view of an operation. Where there is none, or only one to be made anew, `begin` has to have
    /// one made, in a thread of its own; where the first takes long, there is `None` yet.
    pub(crate) fn get(
        &self,
        at: u64,
        mut begin: impl FnMut(How),
    ) -> Result<Option<Arc<View>>, Problem> {
        let mut state = self.state();
        loop {
            if let Some(found) = state.take(at) {
                if found.as_ref().is_ok_and(|view| view.folded) && !state.anew {
                    state.anew = true;
                    begin(How::Anew);
                }
                return found.map(Some);
            }
            if state.making.is_none() {
                state.making = Some(at);
                begin(How::Soon);
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
    pub(crate) fn make(&self, at: u64, how: How, make: impl FnOnce() -> Result<View, Problem>) {
        let mut making = Making { views: self, at, how, made: Err(fault()) };
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
    how: How,
    made: Result<View, Problem>,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        let mut state = self.views.state();
        match self.how {
            How::Soon => state.making = None,
            How::Anew => state.anew = false,
        }
        let made = std::mem::replace(&mut self.made, Err(fault()));
        let gone = match (made, self.how) {
            (Ok(view), How::Soon) => {
                state.kept.insert(0, Arc::new(view));
                let kept = KEPT.min(state.kept.len());
                state.kept.split_off(kept)
            }
            (Ok(view), How::Anew) => state.replace(view),
            (Err(problem), how) => {
                state.failed = Some((self.at, problem));
                // What waits for it would be asked for forever: whoever asks next is told.
                let folded = |view: &mut Arc<View>| how == How::Anew && view.folded;
                state.kept.extract_if(.., folded).collect()
            }
        };
        self.views.changed.notify_all();
        drop(state);
        // The last one who has a view of many documents takes a while to let go of it.
        drop(gone);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use sayso::model::Recorded;
    use sayso::{Dossier, Stamp};

    fn nothing() -> Result<View, Problem> {
        Err(Problem::missing("nothing"))
    }

    #[test]
    fn whoever_waits_is_told_of_a_fault_once_and_then_it_is_tried_again() {
        let views = Arc::new(Views::default());
        for _ in 0..2 {
            let mut begun = 0;
            let answer = views.get(7, |_| {
                begun += 1;
                let views = Arc::clone(&views);
                std::thread::spawn(move || views.make(7, How::Soon, nothing));
            });
            assert!(answer.is_err());
            assert_eq!(begun, 1);
        }
        let answer = views.get(7, |_| {
            let views = Arc::clone(&views);
            std::thread::spawn(move || views.make(7, How::Soon, || panic!("a fault")));
        });
        assert!(answer.is_err(), "a panic holds nobody up");
    }

    fn of(view: &View, at: u64, folded: bool) -> View {
        let mut view = view.clone();
        (view.at, view.folded) = (at, folded);
        view
    }

    /// Asks for a view that can be had by folding; gives whether it is such a one, and what was begun.
    fn asked(views: &Arc<Views>, view: &View, at: u64) -> (bool, Vec<How>) {
        let mut begun = Vec::new();
        let begin = |how| {
            begun.push(how);
            if how == How::Soon {
                let (views, view) = (Arc::clone(views), of(view, at, true));
                std::thread::spawn(move || views.make(at, how, || Ok(view)));
            }
        };
        let found = views.get(at, begin).unwrap().unwrap();
        (found.folded, begun)
    }

    #[test]
    fn what_was_folded_is_shown_until_it_was_made_anew() {
        let recorded = Recorded::parse("2026-11-22T08:30:00Z").unwrap();
        let stamp = Stamp { by: "a reader".to_owned(), recorded, program: sayso::program() };
        let dossier = Dossier::in_memory(&stamp).unwrap();
        let view = View::of(&dossier, dossier.head().unwrap().seq).unwrap();
        let views = Arc::new(Views::default());
        assert_eq!(asked(&views, &view, 7), (true, vec![How::Soon, How::Anew]));
        assert_eq!(asked(&views, &view, 7), (true, vec![]));
        assert_eq!(asked(&views, &view, 8), (true, vec![How::Soon]), "the other goes on");
        views.make(7, How::Anew, || Ok(of(&view, 7, false)));
        assert_eq!(asked(&views, &view, 7), (false, vec![]));
        assert_eq!(asked(&views, &view, 8), (true, vec![How::Soon, How::Anew]), "folded into it");
        views.make(8, How::Anew, nothing);
        assert!(views.get(8, |_| ()).is_err());
        views.make(9, How::Anew, || Ok(of(&view, 9, false)));
        assert!(views.before(10).is_some_and(|kept| kept.at == 7), "nothing waited for it");
    }

    #[test]
    fn one_is_made_at_a_time() {
        let views = Views::default();
        assert!(matches!(views.get(7, |_| ()), Ok(None)), "it is still being made");
        let mut begun = false;
        assert!(matches!(views.get(8, |_| begun = true), Ok(None)));
        assert!(!begun, "another is in the making");
    }
}
