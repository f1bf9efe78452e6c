//! One side of a dispute.

use crate::behind::{Behind, Word, speaker};
use crate::corpus::{Corpus, Days, Side};
use crate::identity::Identities;
use sayso_model::{Span, Stance};

/// What one holder says on a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The document that it stands in.
    pub document: u32,
    /// The words.
    pub spans: Box<[Span]>,
    /// On whose word; [`Word::Unknown`] where the text names nobody for it.
    pub word: Word,
    /// The words for who holds it; `None` where the page itself does, or nobody is named.
    pub holder: Option<Span>,
    /// The attribution that it is the content of, or stands in.
    pub told: Option<u32>,
    /// How the holder stands to the words.
    pub stance: Stance,
    /// Whether the text only puts the words to the holder, in words of its own.
    pub put: bool,
    /// When it was said, or else published.
    pub said: Option<Days>,
}

impl Position {
    /// Of some words of a document in which an attribution puts them to somebody.
    pub(super) fn of(
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
        told: Option<u32>,
        spans: &[Span],
    ) -> Self {
        Self::with(corpus, document, told, spans, speaker(corpus, identities, document, told))
    }

    /// The same where it is known who is behind it.
    pub(super) fn with(
        corpus: &Corpus,
        document: u32,
        told: Option<u32>,
        spans: &[Span],
        behind: Behind,
    ) -> Self {
        let page = &corpus[document];
        let link = told.map(|nth| &page.told[nth as usize]);
        let start = spans.first().map_or(0, |span| span.start());
        let said = link.and_then(|told| Days::of(told.said.as_deref()?));
        Self {
            document,
            spans: spans.into(),
            word: behind.word,
            holder: (!behind.span.is_empty()).then_some(behind.span),
            told,
            stance: link.map_or(Stance::Asserts, |told| told.stance),
            put: false,
            said: said.or_else(|| page.days_at(start)),
        }
    }

    /// Of one side of a contrast: whoever the text names for it, the speaker of the words around it,
    /// or the page; of what is set aside nobody, unless it is named: whoever sets it aside does not
    /// say it.
    pub(super) fn of_side(
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
        side: &Side,
        aside: bool,
    ) -> Self {
        let page = &corpus[document];
        let behind = match side.holder {
            Some(span) => {
                let named = page.mentioned_in(span).filter(|(mention, _)| span.contains(*mention));
                let word = match named.max_by_key(|(mention, _)| (mention.end(), mention.len())) {
                    Some((_, nth)) => {
                        Word::Actor(identities.acting(crate::corpus::Place { document, nth }))
                    }
                    None => Word::Described(crate::spelling::Spelled::of(page.at(span)).folded()),
                };
                Behind { word, how: crate::behind::How::Beside, span }
            }
            None if !aside => speaker(corpus, identities, document, side.told),
            None => Behind {
                word: Word::Unknown,
                how: crate::behind::How::Voice,
                span: Span::new(0, 0),
            },
        };
        let put = side.holder.is_some();
        Self { put, ..Self::with(corpus, document, side.told, &[side.span], behind) }
    }

    /// How the holder stands to the words, in words; of nobody it is not told.
    #[must_use]
    pub fn manner(&self) -> String {
        match (&self.word, self.put) {
            (Word::Unknown, _) => String::new(),
            (_, true) => "is said to hold".to_owned(),
            (_, false) => self.stance.to_string(),
        }
    }

    /// Who holds it, in words: the name of an identity, the words of the text, the page's author or
    /// outlet. `None` where nobody is named.
    #[must_use]
    pub fn holder_words(&self, corpus: &Corpus, identities: &Identities) -> Option<String> {
        let page = &corpus[self.document];
        match &self.word {
            Word::Actor(identity) => Some(identities.get(*identity).name.clone()),
            Word::Described(folded) => {
                Some(self.holder.map_or(folded.clone(), |span| page.at(span).to_owned()))
            }
            Word::Page(_) => page.voice_at(self.start()).map(str::to_owned),
            Word::Unknown => None,
        }
    }

    /// Its words, with an ellipsis where some were left out between.
    #[must_use]
    pub fn words(&self, corpus: &Corpus) -> String {
        corpus[self.document].words_at(&self.spans)
    }

    /// From its first word to its last.
    #[must_use]
    pub fn hull(&self) -> Span {
        Span::hull(&self.spans).unwrap_or(Span::new(0, 0))
    }

    /// Where its first word stands.
    pub(super) fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start())
    }

    /// Whether two stand at one place: what they share is half of what both cover.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        let (a, b) = (self.hull(), other.hull());
        let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
        self.document == other.document && shared * 2 >= a.cover(b).len() && shared > 0
    }

    /// In order: by document and place.
    pub(super) fn key(&self) -> (u32, usize, usize) {
        (self.document, self.start(), self.hull().end())
    }
}
