//! On whose word something stands in a page: the innermost speakers around it, names beside words of
//! saying where no attribution was read, the agency that the page credits, or else the page itself.

use crate::corpus::{Actor, Corpus, Document, Place, Told};
use crate::identity::Identities;
use crate::known::Known;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Span, Stance};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// On whose word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// An actor's, by the number of its identity.
    Actor(u32),
    /// Somebody's who is described and not named: *activists*, *a doctor*. Two such need not be one.
    Described(String),
    /// The page's own, by the number of its document.
    Page(u32),
    /// Nobody says whose: a passive, *reportedly*.
    Unknown,
}

/// How that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// An attribution was read.
    Attributed,
    /// A name stands beside words of saying.
    Beside,
    /// The page credits it: *(Agency)*, *-- Agency*.
    Credited,
    /// It is the only body that the page names as telling anything.
    Elsewhere,
    /// The page says it in its own voice.
    Voice,
}

impl How {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Attributed => "the page attributes it",
            Self::Beside => "named beside words of saying",
            Self::Credited => "the page credits it",
            Self::Elsewhere => "the only one that the page names as telling anything",
            Self::Voice => "in the page's own voice",
        }
    }
}

/// One whose word something stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// Whose word.
    pub word: Word,
    /// How that was found.
    pub how: How,
    /// The words that say so; empty where the page speaks for itself.
    pub span: Span,
}

/// Everyone on whose word some sentences of a document stand, the surest way of telling first and
/// only that; never empty.
#[must_use]
pub fn behind(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
    spans: &[Span],
) -> Vec<Behind> {
    Asked::of(corpus, identities, document).behind(spans)
}

/// Whose words an attribution gives, or the innermost around a thing.
#[must_use]
pub fn speaker(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
    told: Option<u32>,
) -> Behind {
    let asked = Asked::of(corpus, identities, document);
    match told {
        Some(nth) => asked.teller(&corpus[document].told[nth as usize]),
        None => asked.voice(),
    }
}

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

/// Nouns for those who speak for a body or a person whom they are named with, and for what these say.
const SPEAKS_FOR: [&str; 26] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "official",
    "officials",
    "representative",
    "representatives",
    "envoy",
    "minister",
    "director",
    "head",
    "chief",
    "chairman",
    "leader",
    "commander",
    "statement",
    "report",
    "source",
    "sources",
    "correspondent",
    "reporter",
    "photographer",
    "office",
    "media",
    "account",
];

/// Nouns for bodies that tell, by which a description means the body that has one in its name.
pub(crate) const BODIES: [&str; 14] = [
    "observatory",
    "agency",
    "ministry",
    "network",
    "centre",
    "center",
    "committee",
    "council",
    "coalition",
    "commission",
    "army",
    "helmets",
    "police",
    "directorate",
];
/// What bodies that watch a war are called.
const MONITORS: [&str; 4] = ["monitor", "monitors", "monitoring", "watchdog"];
/// Words in the names of such bodies.
const WATCHES: [&str; 4] = ["observatory", "monitor", "rights", "documentation"];
/// Words for media.
const MEDIA: [&str; 8] =
    ["media", "television", "tv", "agency", "radio", "news", "broadcaster", "daily"];
/// Of one name, so many mentions are looked at for words of saying.
const MOST_MENTIONS: usize = 50;

/// A name stands beside words of saying where so few letters are between.
const NEAR: usize = 28;
/// An agency is credited in so many letters at the start and at the end of a page.
const CREDIT: usize = 160;

/// One document, as it is asked on whose word things stand in it. Whoever the page credits as a whole is
/// looked for once.
pub(crate) struct Asked<'c> {
    page: &'c Document,
    identities: &'c Identities,
    document: u32,
    elsewhere: OnceCell<Option<Behind>>,
}

impl<'c> Asked<'c> {
    pub(crate) fn of(corpus: &'c Corpus, identities: &'c Identities, document: u32) -> Self {
        let page = &corpus[document];
        Self { page, identities, document, elsewhere: OnceCell::new() }
    }

    /// See [`behind`].
    pub(crate) fn behind(&self, spans: &[Span]) -> Vec<Behind> {
        let mut found = self.attributed(spans);
        // Whom the sentences themselves describe is not made somebody who is named beside, or whom
        // the page names elsewhere.
        if found.iter().all(|behind| behind.word == Word::Unknown) {
            let beside = self.beside(spans);
            if !beside.is_empty() {
                found = beside;
            } else if let Some(credited) = self.credited() {
                found = vec![credited];
            } else if found.is_empty() {
                found.extend(self.elsewhere.get_or_init(|| self.only_teller()).clone());
            }
        }
        if found.is_empty() {
            found.push(self.voice());
        }
        found
    }

    /// The page's own voice.
    fn voice(&self) -> Behind {
        Behind { word: Word::Page(self.document), how: How::Voice, span: Span::new(0, 0) }
    }

    /// The speakers of the innermost attributions that cover some of the spans. What is only wished,
    /// asked or denied there is not on their word.
    fn attributed(&self, spans: &[Span]) -> Vec<Behind> {
        let holds = |told: &Told| {
            matches!(told.stance, Stance::Asserts | Stance::Believes | Stance::Supposes)
        };
        let numbers: BTreeSet<u32> =
            spans.iter().flat_map(|span| self.page.told_over(*span)).collect();
        let told = numbers.into_iter().map(|nth| (nth, &self.page.told[nth as usize]));
        let here: Vec<(u32, &Told)> = told.filter(|(_, told)| holds(told)).collect();
        let outer: BTreeSet<u32> = here.iter().filter_map(|(_, told)| told.parent).collect();
        let inner = here.iter().filter(|(nth, _)| !outer.contains(nth));
        let mut found: Vec<Behind> = inner.map(|(_, told)| self.teller(told)).collect();
        found.sort();
        found.dedup_by(|a, b| a.word == b.word);
        found
    }

    /// Whose words an attribution gives.
    fn teller(&self, told: &Told) -> Behind {
        let span = told.source.or(told.cue.first().copied()).unwrap_or(Span::new(0, 0));
        let word = match (told.speaker, told.source) {
            (Some(nth), _) => self.actor(nth),
            (None, Some(source)) => self.described(source),
            (None, None) => Word::Unknown,
        };
        Behind { word, how: How::Attributed, span }
    }

    fn actor(&self, nth: u32) -> Word {
        Word::Actor(self.identities.acting(Place { document: self.document, nth }))
    }

    /// Who is described by some words: the actor that is mentioned last in them, where they describe
    /// one who speaks for it, or else what they say. *A survivor of the Guard's attack* does not speak
    /// for the Guard.
    fn described(&self, source: Span) -> Word {
        let speaks = |kind: ActorKind| {
            !matches!(
                kind,
                ActorKind::Place | ActorKind::Population | ActorKind::Event | ActorKind::Work
            )
        };
        let inside = self.page.mentioned_in(source).filter(|(span, nth)| {
            source.contains(*span) && speaks(self.page.actors[*nth as usize].kind)
        });
        let last = inside.max_by_key(|(span, _)| (span.end(), span.len()));
        let words = Spelled::of(self.page.at(source)).folded();
        if let Some(media) = self.state_media(&words) {
            return media;
        }
        match last.filter(|(span, _)| self.speaks_for(source, *span)) {
            Some((_, nth)) => self.actor(nth),
            None => self.meant(&words).unwrap_or(Word::Described(words)),
        }
    }

    /// Whether some words for a speaker are a name, or the words for one who speaks for the named.
    fn speaks_for(&self, source: Span, name: Span) -> bool {
        let around = [(source.start(), name.start()), (name.end(), source.end())];
        let small = around.map(|(from, to)| self.page.at(Span::new(from, to)).to_lowercase());
        let words: Vec<&str> = small.iter().flat_map(|part| part.split_whitespace()).collect();
        let plain = |word: &&str| ["the", "a", "an", "'s", "’s"].contains(word);
        words.iter().all(plain) || words.iter().any(|word| SPEAKS_FOR.contains(word))
    }

    /// The one body that the page names which a description means: *the observatory*, *a monitor*,
    /// *state television*.
    fn meant(&self, words: &str) -> Option<Word> {
        let words: Vec<&str> = words.split(' ').collect();
        let last = words.iter().rev().find(|word| BODIES.contains(word));
        let has = |name: &str, wanted: &dyn Fn(&str) -> bool| {
            Spelled::of(name).folded().split(' ').any(wanted)
        };
        let monitors = words.iter().any(|word| MONITORS.contains(word));
        let state = words.contains(&"state") && words.iter().any(|word| MEDIA.contains(word));
        let fits = |actor: &Actor| {
            can_tell(actor.kind)
                && (last.is_some_and(|last| has(&actor.name, &|word| word == *last))
                    || monitors && has(&actor.name, &|word| WATCHES.contains(&word))
                    || state
                        && actor.kind == ActorKind::Media
                        && has(&actor.name, &|w| MEDIA.contains(&w)))
        };
        let mut meant: Vec<Word> = (0..)
            .zip(&self.page.actors)
            .filter(|(_, actor)| fits(actor))
            .map(|(nth, _)| self.actor(nth))
            .collect();
        meant.sort();
        meant.dedup();
        match &meant[..] {
            [one] => Some(one.clone()),
            _ => None,
        }
    }

    /// The one voice of a state's media, of which a description names the state: *Syrian state
    /// television*. Where none of them has a name here, the state's own.
    fn state_media(&self, words: &str) -> Option<Word> {
        let words: Vec<&str> = words.split(' ').collect();
        let is_of_state = words.contains(&"state") && words.iter().any(|word| MEDIA.contains(word));
        let mut states = words.iter().filter(|_| is_of_state).flat_map(|word| {
            Known::shipped().named(word).filter(|entry| entry.kind == ActorKind::State)
        });
        let state = &states.next()?.key;
        let media = self.identities.media_of(state).or_else(|| self.identities.known(state))?;
        Some(Word::Actor(media))
    }

    /// The only body that speaks anywhere on the page.
    fn only_teller(&self) -> Option<Behind> {
        let is_body = |kind: ActorKind| matches!(kind, ActorKind::Organisation | ActorKind::Media);
        let told = self.page.told.iter().filter_map(|told| {
            let nth = told.speaker?;
            let span = told.source?;
            is_body(self.page.actors[nth as usize].kind).then_some((nth, span))
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

    /// Actors named right before or after words of saying.
    fn beside(&self, spans: &[Span]) -> Vec<Behind> {
        let mut found: Vec<Behind> = Vec::new();
        let named = spans.iter().flat_map(|span| self.page.mentioned_in(*span));
        for (span, nth) in named {
            if can_tell(self.page.actors[nth as usize].kind) && self.says(span) {
                found.push(Behind { word: self.actor(nth), how: How::Beside, span });
            }
        }
        found.sort();
        found.dedup_by(|a, b| a.word == b.word);
        found
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

    /// An agency that the page credits at its start or its end.
    fn credited(&self) -> Option<Behind> {
        let words = &self.page.words;
        let (start, end) = (CREDIT.min(words.len()), words.len().saturating_sub(CREDIT));
        let credit = |span: &Span| {
            let before = words[..span.start()].chars().next_back();
            let after = words[span.end()..].chars().next();
            let marked = matches!(before, Some('(' | '/' | '-' | '–' | '—' | '['))
                || before == Some(' ')
                    && words[..span.start()].trim_end().ends_with(['-', '–', '—', ':']);
            let closed =
                matches!(after, Some(')' | '/' | ']') | None) || span.end() + 4 >= words.len();
            marked && closed && (span.start() < start || span.start() >= end)
        };
        let is_agency = |nth: u32| {
            let kind = self.page.actors[nth as usize].kind;
            matches!(kind, ActorKind::Media | ActorKind::Organisation | ActorKind::Company)
        };
        let ends = [Span::new(0, start), Span::new(end, words.len())];
        let named = ends.into_iter().flat_map(|span| self.page.mentioned_in(span));
        let credits = named.filter(|(span, nth)| is_agency(*nth) && credit(span));
        let (span, nth) = credits.min_by_key(|(span, nth)| (*nth, *span))?;
        Some(Behind { word: self.actor(nth), how: How::Credited, span })
    }
}

/// Whether a kind of actor can be a source of news by its name alone.
const fn can_tell(kind: ActorKind) -> bool {
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
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}

fn cut_end(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    let start = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(text.len())..]
}
