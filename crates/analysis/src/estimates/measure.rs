//! What a figure counts.

use super::words::{outcome, stem, who, words};
use crate::corpus::{Document, Figure};
use sayso_model::Span;
use std::fmt;

/// What happens to those counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They are killed, or die.
    Killed,
    /// They are wounded.
    Wounded,
    /// They are killed or wounded; the text does not tell them apart.
    Casualties,
    /// They are held, taken, arrested.
    Held,
    /// They are driven out, or flee.
    Displaced,
    /// They are missing.
    Missing,
    /// They are counted, and nothing of this is said.
    Counted,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Killed,
        Self::Wounded,
        Self::Casualties,
        Self::Held,
        Self::Displaced,
        Self::Missing,
        Self::Counted,
    ];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Casualties => "casualties",
            Self::Held => "held",
            Self::Displaced => "displaced",
            Self::Missing => "missing",
            Self::Counted => "counted",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everybody.
    All,
    /// Only these: *civilians*, *children*, or the word that the text has for them.
    Of(Box<str>),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.pad("people"),
            Self::Of(who) => f.pad(who),
        }
    }
}

/// How what is counted stands to a greater number that the text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It is counted by itself.
    Whole,
    /// It is among those counted before: *including*, *among them*.
    Among,
    /// It is counted beside others: *another ten*, *ten more*.
    Besides,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// What happens to those counted.
    pub outcome: Outcome,
    /// Who is counted.
    pub scope: Scope,
    /// How that stands to a greater number beside it.
    pub part: Part,
}

/// Words that far from a figure, in bytes, are not looked at.
const WINDOW: usize = 200;
/// What it adds to the distance that another figure stands between.
const BETWEEN: usize = 4;
/// A figure that says nothing of people must have its outcome so near, in words.
const NEAR: usize = 3;

impl Measure {
    /// Of the `nth` figure of a document; `None` where it does not say what it counts.
    #[must_use]
    pub fn of(page: &Document, nth: usize) -> Option<Self> {
        let figure = &page.figures[nth];
        let around = Around::of(page, nth);
        let head = head(&figure.of);
        let scope = head.as_deref().and_then(who);
        let (outcome, distance) = around.outcome().unwrap_or((Outcome::Counted, usize::MAX));
        let people = scope.is_some() || figure.unit.as_deref() == Some("person");
        let bare = figure.of.is_empty() && figure.unit.is_none() && distance <= NEAR;
        let part = around.part(figure, outcome);
        if outcome != Outcome::Counted && (people || bare) {
            let other = || head.as_deref().map(|head| Scope::Of(stem(head).into()));
            let scope = scope.or_else(other).unwrap_or(Scope::All);
            return Some(Self { outcome, scope, part });
        }
        let counted: Vec<String> = words(&figure.of).map(|(_, word)| stem(word)).collect();
        (!counted.is_empty()).then(|| Self {
            outcome: Outcome::Counted,
            scope: Scope::Of(counted.join(" ").into()),
            part,
        })
    }
}

/// The sentence around a span, as far as so many bytes before and after it: what is looked at does not
/// grow with a sentence that never ends.
pub(super) fn near(page: &Document, span: Span, window: usize) -> Span {
    let sentence = page.sentence_at(span.start()).map_or(span, |nth| page.sentences[nth]);
    let from = sentence.start().max(span.start().saturating_sub(window)).min(span.start());
    let until = sentence.end().min(span.end().saturating_add(window)).max(span.end());
    let is_end = |at: &usize| page.words.is_char_boundary(*at);
    let from = (from..=span.start()).find(is_end).unwrap_or(span.start());
    let until = (span.end()..=until).rev().find(is_end).unwrap_or(span.end());
    Span::new(from, until)
}

/// The word for what is counted: the last one before *of* or its like.
fn head(of: &str) -> Option<String> {
    let small = of.to_lowercase();
    let ends = ["of", "in", "from", "at", "with", "who", "for", "to", "among"];
    let named = words(&small).map(|(_, word)| word).take_while(|word| !ends.contains(word));
    named.last().map(str::to_owned)
}

/// A figure's sentence, as far as it is looked at.
struct Around<'p> {
    page: &'p Document,
    own: Span,
    before: Span,
    after: Span,
    /// Where the figures beside it end and begin.
    previous: usize,
    next: usize,
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
        }
    }

    /// The outcome told nearest to the figure, with how many words are between.
    fn outcome(&self) -> Option<(Outcome, usize)> {
        let said = |word: &str| outcome(&word.to_lowercase());
        let own = words(self.page.at(self.own)).find_map(|(_, word)| Some((said(word)?, 0)));
        let back: Vec<(usize, &str)> = words(self.page.at(self.before)).collect();
        let before = back.iter().rev().enumerate().filter_map(|(distance, (at, word))| {
            let crossed = self.before.start() + at < self.previous;
            Some((said(word)?, distance + if crossed { BETWEEN } else { 0 }))
        });
        let after =
            words(self.page.at(self.after)).enumerate().filter_map(|(distance, (at, word))| {
                let crossed = self.after.start() + at > self.next;
                Some((said(word)?, distance + if crossed { BETWEEN } else { 0 }))
            });
        own.or_else(|| before.chain(after).min_by_key(|(_, distance)| *distance))
    }

    fn part(&self, figure: &Figure, outcome: Outcome) -> Part {
        let before = self.page.at(self.before).to_lowercase();
        let last: Vec<&str> = words(&before).map(|(_, word)| word).collect();
        let last = &last[last.len().saturating_sub(3)..];
        let after = self.page.at(self.after).to_lowercase();
        let mut next = words(&after).map(|(_, word)| word);
        let of_them = next.next() == Some("of")
            && matches!(next.next(), Some("them" | "whom" | "the" | "those"));
        if of_them || last.iter().any(|word| AMONG.contains(word)) {
            return Part::Among;
        }
        let own = self.page.at(self.own).to_lowercase().replace("more than", "");
        let of = figure.of.to_lowercase();
        let beside = |word: &str| BESIDES.iter().any(|begin| word.starts_with(begin));
        let mut said = words(&own).chain(words(&of)).map(|(_, word)| word);
        // *Ten killed and four others wounded*: all the wounded are four.
        if outcome != Outcome::Wounded && (said.any(beside) || last.iter().any(|w| beside(w))) {
            return Part::Besides;
        }
        Part::Whole
    }
}

/// Before a figure, these say that it is part of the one before.
const AMONG: [&str; 6] = ["including", "includes", "included", "among", "amongst", "include"];
/// Words that begin so say that it is counted beside others.
const BESIDES: [&str; 7] = ["other", "more", "another", "additional", "further", "besides", "also"];
