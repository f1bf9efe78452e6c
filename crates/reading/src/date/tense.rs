//! Whether a sentence tells of what was, what is or what is to come.

use super::{whose_year, words};
use crate::scan::{Gap, Kind, Token, Window};

/// How many tokens after a date are looked at for the verb of its sentence.
const AFTER: usize = 20;

/// What the words of a sentence say of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// `he wrote`; also where no verb tells.
    Past,
    /// `had gone`.
    Before,
    /// `is`, and `planned`, which need not be planned today.
    Open,
    /// `will`, `plans`, `is due`.
    Ahead,
}

/// The words of a sentence that were passed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Passed {
    ended: bool,
    was: bool,
    had: bool,
    is: bool,
    ahead: bool,
    planned: bool,
}

impl Passed {
    /// Takes the next token.
    pub(super) fn pass(&mut self, token: &Token) {
        if self.ended && !token.glued() || token.gap == Gap::Paragraph {
            *self = Self::default();
        }
        self.ended = matches!(token.kind, Kind::Mark('.' | '?' | '!'));
        self.take(token.word());
    }

    fn take(&mut self, word: &str) {
        // What was said before is no plan of those who said it.
        if words::points_back(word) {
            (self.ahead, self.planned) = (false, false);
        }
        let is_now = matches!(word, "is" | "are");
        self.ahead |= matches!(word, "will" | "ll" | "shall" | "plans" | "upcoming");
        let planned = words::points_forward(word);
        self.ahead |= planned && self.is && !self.was;
        self.planned |= planned;
        self.had |= word == "had";
        self.is |= is_now || words::is_present(word);
        self.was |= words::is_past(word) && !planned;
    }

    /// The tense of the sentence around token `at`.
    pub(super) fn tense(mut self, window: &Window<'_>, at: usize) -> Tense {
        let at_once = whose_year::looks_ahead(window, at);
        let rest = (at..at + AFTER).map(|i| window.ahead(i)).take_while(|token| {
            let ends = matches!(token.kind, Kind::Mark('.' | '?' | '!') | Kind::End);
            !ends && token.gap < Gap::Paragraph
        });
        rest.for_each(|token| self.take(token.word()));
        match self {
            Self { ahead: true, .. } => Tense::Ahead,
            Self { planned: true, .. } => Tense::Open,
            _ if at_once => Tense::Open,
            Self { had: true, .. } => Tense::Before,
            Self { is: true, was: false, .. } => Tense::Open,
            _ => Tense::Past,
        }
    }
}
