//! Answers that are kept with the view they were made from, so that the next part of a list, or the
//! same question once more, needs no second pass over the documents.

use crate::pages::{actor, arguments, coverage, relations, timeline};
use sayso::corpus::Place;
use sayso::coverage::LeftOut;
use sayso::independence::Fall;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many answers of one sort are kept, those that were asked for last.
const KEPT: usize = 4;

/// What was asked of a view.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) timelines: Memo<timeline::Question, timeline::Entries>,
    pub(crate) coverage: Memo<coverage::Question, coverage::Told>,
    pub(crate) left_out: Memo<String, LeftOut>,
    pub(crate) actors: Memo<u32, actor::Told>,
    pub(crate) relations: Memo<relations::Question, Vec<Place>>,
    pub(crate) arguments: Memo<arguments::Question, arguments::Found>,
    /// What falls with the word of each actor.
    pub(crate) falls: OnceLock<BTreeMap<u32, Fall>>,
    /// The claims that each actor holds.
    pub(crate) held: OnceLock<BTreeMap<u32, Vec<Place>>>,
}

type Answers<Q, A> = Vec<(Q, Arc<OnceLock<Arc<A>>>)>;

/// The last answers to questions of one sort.
#[derive(Debug)]
pub(crate) struct Memo<Q, A> {
    last: Mutex<Answers<Q, A>>,
}

impl<Q, A> Default for Memo<Q, A> {
    fn default() -> Self {
        Self { last: Mutex::default() }
    }
}

impl<Q: PartialEq, A> Memo<Q, A> {
    /// The answer to a question, made where it is not there. Whoever asks the same meanwhile waits;
    /// who asks anything else does not.
    pub(crate) fn get(&self, question: Q, answer: impl FnOnce() -> A) -> Arc<A> {
        let place = self.place(question);
        Arc::clone(place.get_or_init(|| Arc::new(answer())))
    }

    fn place(&self, question: Q) -> Arc<OnceLock<Arc<A>>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let nth = last.iter().position(|(asked, _)| *asked == question);
        let found = nth.map_or_else(|| (question, Arc::default()), |nth| last.remove(nth));
        let place = Arc::clone(&found.1);
        last.insert(0, found);
        last.truncate(KEPT);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_made_once_while_it_is_among_the_last() {
        let memo: Memo<u32, u32> = Memo::default();
        let made = std::cell::Cell::new(0);
        let ask = |question: u32| {
            let answer = memo.get(question, || {
                made.set(made.get() + 1);
                question * 2
            });
            assert_eq!(*answer, question * 2);
        };
        ask(1);
        ask(1);
        assert_eq!(made.get(), 1);
        for other in 2..=5 {
            ask(other);
        }
        ask(1);
        assert_eq!(made.get(), 6, "it was too long ago");
        ask(5);
        assert_eq!(made.get(), 6);
    }
}
