//! Who tells a thing where no attribution was read: names beside words of saying, the agency that the
//! page credits, the one body that tells anything there.

use super::described::is_teller;
use super::{Asked, Behind, How, Word, distinct};
use crate::estimates::words::words;
use sayso_model::{ActorKind, Span};
use std::collections::BTreeMap;

/// Words that say that somebody says something, in the forms that follow a name.
const SAYING: [&str; 21] = [
    "said",
    "says",
    "say",
    "reported",
    "reports",
    "report",
    "told",
    "announced",
    "confirmed",
    "quoted",
    "quoting",
    "citing",
    "cited",
    "claimed",
    "claims",
    "stated",
    "added",
    "documented",
    "adding",
    "accused",
    "posted",
];

/// Words before the name of whoever says it. After others the name is that of somebody told of: *a doctor
/// said the Guard took the mill*.
const NAMING: [&str; 5] = ["according", "citing", "cited", "quoting", "quoted"];

/// Words for those whom an agency sends.
const SENT: [&str; 5] =
    ["correspondent", "correspondents", "photographer", "reporter", "journalist"];

/// Of one name, so many mentions are looked at for words of saying.
const MOST_MENTIONS: usize = 50;

/// A name stands beside words of saying where so few letters are between.
const NEAR: usize = 28;
/// A description has at most so many words.
const DESCRIBED: usize = 4;
/// An agency is credited in so many letters at the start and at the end of a page.
const CREDIT: usize = 160;

impl Asked<'_> {
    /// The only body that speaks anywhere on the page.
    pub(super) fn only_teller(&self) -> Option<Behind> {
        let is_body = |kind: ActorKind| matches!(kind, ActorKind::Organisation | ActorKind::Media);
        let told = self.page.told.iter().filter_map(|told| {
            let nth = told.speaker?;
            let span = told.source?;
            is_body(self.kind(nth)).then_some((nth, span))
        });
        let named = (0..).zip(&self.page.actors).filter(|(_, actor)| is_body(actor.kind));
        let beside = named.filter_map(|(nth, actor)| {
            Some((nth, *actor.mentions.iter().take(MOST_MENTIONS).find(|span| self.says(**span))?))
        });
        let mut tellers: BTreeMap<Word, Span> = BTreeMap::new();
        for (nth, span) in told.chain(beside) {
            tellers.entry(self.actor(nth)).or_insert(span);
        }
        let (word, span) = tellers.pop_first()?;
        tellers.is_empty().then_some(Behind { word, how: How::Elsewhere, span })
    }

    /// Actors named right before or after words of saying, or described right before them.
    pub(super) fn beside(&self, spans: &[Span]) -> Vec<Behind> {
        let mut found: Vec<Behind> = Vec::new();
        let named = spans.iter().flat_map(|span| self.page.mentioned_in(*span));
        for (span, nth) in named {
            if can_tell(self.kind(nth)) && self.says(span) {
                found.push(Behind { word: self.actor(nth), how: How::Beside, span });
            }
        }
        found.extend(spans.iter().flat_map(|span| self.described_beside(*span)));
        distinct(&mut found);
        found
    }

    /// Whom common nouns right before words of saying mean, where the page tells: *state television
    /// reported*.
    fn described_beside(&self, span: Span) -> Vec<Behind> {
        let all: Vec<(usize, &str)> = words(self.page.at(span)).collect();
        let said = (1..all.len()).filter(|nth| {
            SAYING.contains(&all[*nth].1) && is_teller(&all[nth - 1].1.to_lowercase())
        });
        let meant = said.filter_map(|nth| {
            let (first, last) = (all[nth.saturating_sub(DESCRIBED)], all[nth - 1]);
            let from = span.start() + first.0;
            let words = Span::new(from, span.start() + last.0 + last.1.len());
            match self.described(words) {
                word @ Word::Actor(_) => Some(Behind { word, how: How::Beside, span: words }),
                _ => None,
            }
        });
        meant.collect()
    }

    /// Whether a name is that of somebody who says something there.
    fn says(&self, span: Span) -> bool {
        let words = &self.page.words;
        let (before, after) = (&words[..span.start()], &words[span.end()..]);
        let follows = cut(after, NEAR).split_whitespace().take(2).any(|w| SAYING.contains(&w));
        follows
            || cut_end(before, NEAR)
                .split_whitespace()
                .rev()
                .take(3)
                .any(|word| NAMING.contains(&word))
    }

    /// An agency that the page credits at its start or its end, or that some sentences were told.
    pub(super) fn credited(&self, spans: &[Span]) -> Option<Behind> {
        let words = &self.page.words;
        let (start, end) = (CREDIT.min(words.len()), words.len().saturating_sub(CREDIT));
        let ends = [Span::new(0, start), Span::new(end, words.len())];
        let named = ends.into_iter().flat_map(|span| self.page.mentioned_in(span));
        let credits = named.filter(|(span, _)| {
            let (first, last) = (span.start() < start, span.start() >= end);
            (first || last) && self.is_marked(*span) || first && self.is_dateline(*span)
        });
        let told = spans.iter().flat_map(|span| self.page.mentioned_in(*span));
        let told =
            told.filter(|(span, nth)| self.kind(*nth) == ActorKind::Media && self.is_told(*span));
        let is_agency = |nth: u32| {
            matches!(
                self.kind(nth),
                ActorKind::Media | ActorKind::Organisation | ActorKind::Company
            )
        };
        let credits = credits.filter(|(_, nth)| is_agency(*nth));
        let first = credits.min_by_key(|(span, nth)| (*nth, *span));
        let (span, nth) = first.or_else(|| told.min_by_key(|(span, nth)| (*nth, *span)))?;
        Some(Behind { word: self.actor(nth), how: How::Credited, span })
    }

    /// `(Agency)`, `-- Agency`.
    fn is_marked(&self, span: Span) -> bool {
        let words = &self.page.words;
        let before = words[..span.start()].chars().next_back();
        let after = words[span.end()..].chars().next();
        // *((Courier))* begins what is asked or answered.
        let speaks = words[..span.start()].ends_with("((");
        let marked = !speaks && matches!(before, Some('(' | '/' | '-' | '–' | '—' | '['))
            || before == Some(' ')
                && words[..span.start()].trim_end().ends_with(['-', '–', '—', ':']);
        let closed = matches!(after, Some(')' | '/' | ']') | None) || span.end() + 4 >= words.len();
        marked && closed
    }

    /// `Agency Tuesday 5 July 2016`, as a page has it under its headline.
    fn is_dateline(&self, span: Span) -> bool {
        let next = cut(&self.page.words[span.end()..], NEAR).split_whitespace().next();
        next.is_some_and(|next| next.ends_with("day") && next.starts_with(char::is_uppercase))
    }

    /// `told Agency`, `an Agency photographer`.
    fn is_told(&self, span: Span) -> bool {
        let words = &self.page.words;
        let before = cut_end(&words[..span.start()], NEAR);
        let after = cut(&words[span.end()..], NEAR);
        let told = before.split_whitespace().rev().find(|word| *word != "the") == Some("told");
        told || after.split_whitespace().next().is_some_and(|word| SENT.contains(&word))
    }
}

/// Whether a kind of actor can be a source of news by its name alone.
pub(super) const fn can_tell(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Person
            | ActorKind::StateBody
            | ActorKind::Organisation
            | ActorKind::Media
            | ActorKind::Alliance
            | ActorKind::ArmedGroup
            | ActorKind::Party
            | ActorKind::Company
    )
}

/// At most so many bytes from the start, at a letter's end.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn cut_end(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}
