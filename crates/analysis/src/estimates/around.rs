//! What the words around a figure say of those whom it counts.

mod beside;
mod part;

use super::countable;
use super::measure::{Counted, Measure, Outcome, Scope};
use super::words::{outcome, stem, words};
use crate::corpus::{Document, Figure};
use sayso_model::Span;

/// Words that far from a figure, in bytes, are not looked at.
const WINDOW: usize = 200;
/// What it adds to the distance in words that another figure stands between.
const FIGURE: usize = 4;
/// What it adds that another clause or another item begins between.
const CLAUSE: usize = 3;
/// What befalls people must be told so near to them.
const FAR: usize = 20;
/// A toll that is taken apart after it may be so far before.
const TOLL: usize = 32;
/// A figure that says nothing of people must have its outcome so near.
const NEAR: usize = 3;
/// So far back the figure may stand that says what a bare one counts.
const BACK: usize = 3;

impl Measure {
    /// Of the `nth` figure of a document; `None` where it does not say what it counts, or counts
    /// nothing that can be counted one by one.
    #[must_use]
    pub fn of(page: &Document, nth: usize) -> Option<Self> {
        let figure = &page.figures[nth];
        if countable::is_none(page, figure) {
            return None;
        }
        let around = Around::of(page, nth);
        let (outcome, distance) = around.outcome().unwrap_or((Outcome::Counted, usize::MAX));
        let part = around.part(figure, outcome);
        // *A notebook of one victim* tells no toll.
        if outcome == Outcome::Casualties && figure.best == Some(1.0) && distance == 0 {
            return None;
        }
        let scope = countable::scope(&figure.of);
        let people = scope.is_some() || figure.unit.as_deref() == Some("person");
        let people = people || around.befalls(figure, outcome);
        let bare = figure.of.is_empty()
            && figure.unit.is_none()
            && distance <= NEAR
            && around.stands_for_people(nth);
        if outcome != Outcome::Counted && (people || bare) {
            let other = || Some(one(countable::head(&figure.of)?));
            let scope = scope.or_else(other).unwrap_or(Scope::All);
            return Some(Self { outcome, scope, part });
        }
        if figure.of.is_empty() {
            return around.grown(nth);
        }
        countable::is_thing(page, figure).then(|| Self {
            outcome: Outcome::Counted,
            scope: Scope::Of(Counted::new(&stems(&figure.of), &figure.of)),
            part,
        })
    }
}

/// Those that one word means.
fn one(word: &str) -> Scope {
    Scope::Of(Counted::new(&stem(word), word))
}

fn stems(of: &str) -> String {
    words(of).map(|(_, word)| stem(word)).collect::<Vec<String>>().join(" ")
}

/// The sentence around a span, or in a table the row, as far as so many bytes before and after it: what is
/// looked at does not grow with a sentence that never ends.
pub(super) fn near(page: &Document, span: Span, window: usize) -> Span {
    let sentence = page.sentence_around(span);
    let from = sentence.start().max(span.start().saturating_sub(window)).min(span.start());
    let until = sentence.end().min(span.end().saturating_add(window)).max(span.end());
    let is_end = |at: &usize| page.words.is_char_boundary(*at);
    let from = (from..=span.start()).find(is_end).unwrap_or(span.start());
    let until = (span.end()..=until).rev().find(is_end).unwrap_or(span.end());
    Span::new(from, until)
}

/// A figure's sentence, as far as it is looked at.
struct Around<'p> {
    page: &'p Document,
    own: Span,
    before: Span,
    after: Span,
    /// Where the figures beside it begin.
    previous: usize,
    next: usize,
    /// The figure after it.
    following: Option<&'p Figure>,
}

/// A word of what befalls people, as it stands to a figure.
struct Said<'p> {
    word: &'p str,
    outcome: Outcome,
    /// How far it is, in words, and what is between counts as more.
    distance: usize,
    span: Span,
}

impl<'p> Around<'p> {
    fn of(page: &'p Document, nth: usize) -> Self {
        let own = page.figures[nth].span;
        let near = near(page, own, WINDOW);
        let beside = |nth: Option<usize>| nth.and_then(|nth| page.figures.get(nth));
        Self {
            page,
            own,
            before: Span::new(near.start(), own.start()),
            after: Span::new(own.end(), near.end()),
            previous: beside(nth.checked_sub(1)).map_or(0, |figure| figure.span.start()),
            next: beside(nth.checked_add(1)).map_or(usize::MAX, |figure| figure.span.start()),
            following: beside(nth.checked_add(1)),
        }
    }

    /// The outcome that the figure's own words tell, or the nearest, with how far it is.
    fn outcome(&self) -> Option<(Outcome, usize)> {
        let all = self.back().chain(self.ahead()).filter(|said| {
            let toll = said.span.end() <= self.own.start() && countable::is_toll(said.word);
            said.distance <= if toll { TOLL } else { FAR }
        });
        let nearest = all.min_by_key(|said| said.distance);
        let own = words(self.page.at(self.own))
            .filter(|(at, word)| {
                let start = self.own.start() + at;
                !is_lives(word) || self.is_taken(Span::new(start, start + word.len()))
            })
            .find_map(|(_, word)| outcome(&word.to_lowercase()));
        if self.is_of_survivors() {
            return None;
        }
        if let (None, Some(toll)) = (own, self.put_at_it()) {
            return Some((toll, 0));
        }
        match (own, nearest) {
            // *Executed 15 detainees*: what befalls those held; *two of the victims died*.
            (Some(Outcome::Held | Outcome::Displaced | Outcome::Casualties), Some(near))
                if near.distance <= 2 && near.outcome == Outcome::Killed =>
            {
                Some((near.outcome, 0))
            }
            (Some(own), _) => Some((own, 0)),
            (None, near) => {
                let near = near?;
                Some((self.paired(&near).unwrap_or(near.outcome), near.distance))
            }
        }
    }

    fn back(&self) -> impl Iterator<Item = Said<'p>> {
        let text = self.page.at(self.before);
        let all: Vec<(usize, &str)> = words(text).collect();
        let (mut more, mut until) = (0, text.len());
        let mut crossed = false;
        let said = all.into_iter().rev().enumerate().filter_map(move |(distance, (at, word))| {
            more += breaks(&text[at + word.len()..until], word);
            until = at;
            if !crossed && self.before.start() + at < self.previous {
                (crossed, more) = (true, more + FIGURE);
            }
            self.said(word, self.before.start() + at, distance + more)
        });
        said.collect::<Vec<_>>().into_iter()
    }

    fn ahead(&self) -> impl Iterator<Item = Said<'p>> {
        let text = self.page.at(self.after);
        let (mut more, mut from) = (0, 0);
        let mut crossed = false;
        let mut before = "";
        let mut all = Vec::new();
        for (distance, (at, word)) in words(text).enumerate() {
            more += breaks(&text[from..at], word);
            from = at + word.len();
            let start = self.after.start() + at;
            if !crossed && start > self.next {
                (crossed, more) = (true, more + FIGURE);
            }
            let said = self.said(word, start, distance + more);
            all.extend(said.filter(|said| !self.does(said, before)));
            before = word;
        }
        all.into_iter()
    }

    fn said(&self, word: &'p str, start: usize, distance: usize) -> Option<Said<'p>> {
        let small = word.to_lowercase();
        let outcome = outcome(&small)?;
        let span = Span::new(start, start + word.len());
        let told = !is_lives(word) || self.is_taken(span);
        told.then_some(Said { word, outcome, distance, span })
    }

    /// Whether words beside *lives* say that they are lost.
    fn is_taken(&self, lives: Span) -> bool {
        let beside = self.page.at(near(self.page, lives.cover(self.own), LOST)).to_lowercase();
        TAKEN.iter().any(|word| beside.contains(word))
    }

    /// Whether those counted do it to others, *200 rebels killed five soldiers*, and so do not suffer it.
    fn does(&self, said: &Said<'_>, before: &str) -> bool {
        let others = self.next.checked_sub(said.span.end()).is_some_and(|between| between <= 1);
        let suffered = PASSIVE.contains(&before.to_lowercase().as_str());
        let told = |word: &str| outcome(&word.to_lowercase()).is_some();
        let their_own = || {
            self.following.is_some_and(|figure| {
                let rest = Span::new(figure.span.end(), self.after.end().max(figure.span.end()));
                let first = words(self.page.at(rest)).next();
                words(&figure.of).any(|(_, word)| told(word)) || first.is_some_and(|(_, w)| told(w))
            })
        };
        others && !suffered && said.word.ends_with("ed") && !their_own()
    }

    /// *Killed or wounded*, *dead and injured*: the text does not tell the two apart.
    fn paired(&self, said: &Said<'_>) -> Option<Outcome> {
        let of_both = |outcome: Outcome| matches!(outcome, Outcome::Killed | Outcome::Wounded);
        if !of_both(said.outcome) {
            return None;
        }
        let (before, after) = (self.page.at(self.before), self.page.at(self.after));
        let other = if said.span.end() <= self.own.start() {
            let mut back =
                words(before).map(|(_, word)| word).collect::<Vec<_>>().into_iter().rev();
            (back.next()? == said.word).then_some(())?;
            is_and(back.next()?).then(|| back.next())??
        } else {
            let rest = &after[said.span.end() - self.after.start()..];
            let mut next = words(rest);
            let and = next.next()?.1;
            let (at, other) = is_and(and).then(|| next.next())??;
            let end = said.span.end() + at + other.len();
            // *Twelve killed and wounded thirty* are two outcomes.
            (self.next > end + 1).then_some(other)?
        };
        let other = outcome(&other.to_lowercase())?;
        (of_both(other) && other != said.outcome).then_some(Outcome::Casualties)
    }

    /// Of a bare figure that others have grown to: *between 800 and 2,000 fighters, multiplying to
    /// 20,000*.
    fn grown(&self, nth: usize) -> Option<Measure> {
        let from = nth.saturating_sub(BACK);
        let earlier = (from..nth).rev().find(|nth| !self.page.figures[*nth].of.is_empty())?;
        let figure = &self.page.figures[earlier];
        let inside = figure.span.start() >= self.before.start();
        let between = Span::new(figure.span.end(), self.own.start().max(figure.span.end()));
        let between = self.page.at(between).to_lowercase();
        let grows =
            words(&between).any(|(_, word)| GROWS.iter().any(|begin| word.starts_with(begin)));
        let to = words(&between).last().is_some_and(|(_, word)| matches!(word, "to" | "by"));
        (inside && grows && to).then(|| Measure::of(self.page, earlier)).flatten()
    }
}

/// What a mark before a word, or the word, adds to the distance over it.
fn breaks(mark: &str, word: &str) -> usize {
    let marked = mark.contains([',', ';', ':', '–', '—']);
    let word = word.to_lowercase();
    let begins = ["and", "but", "while", "whereas", "to", "that", "after"].contains(&word.as_str());
    let accused = ACCUSED.contains(&word.as_str());
    if accused {
        FAR
    } else if marked || begins {
        CLAUSE
    } else {
        0
    }
}

fn is_lives(word: &str) -> bool {
    word.eq_ignore_ascii_case("lives")
}

fn is_and(word: &str) -> bool {
    matches!(word, "and" | "or")
}

/// Before a participle, these say that it is suffered.
const PASSIVE: [&str; 11] =
    ["was", "were", "been", "being", "be", "are", "is", "got", "reported", "left", "reportedly"];
/// Between people and a deed, these say that it is a charge.
const ACCUSED: [&str; 13] = [
    "charged",
    "accused",
    "convicted",
    "suspected",
    "guilty",
    "blamed",
    "responsible",
    "sentenced",
    "prosecuted",
    "condemned",
    "trial",
    "warrant",
    "warrants",
];
/// Beside *lives*, these say that they are lost.
const TAKEN: [&str; 6] = ["lost", "loss", "claim", "cost", "took", "taken"];
/// Within so many bytes of *lives* it must be told that they are lost.
const LOST: usize = 24;
/// Words that begin so say that one number becomes another.
const GROWS: [&str; 14] = [
    "multipl", "ris", "rose", "grow", "grew", "climb", "swell", "swol", "increas", "fall", "fell",
    "drop", "shr", "declin",
];
