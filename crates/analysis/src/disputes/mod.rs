//! Disputes: questions on which holders differ, each position in its own words.
//!
//! A [`Dispute`] is found in one of a few ways, which its [`Ground`] tells: a text sets two positions
//! against each other ([`contrasts`]); two people of one text speak of one thing and one denies, negates
//! or opposes what the other says ([`pairs`]); one deed is said to be and not to be, or is put to others,
//! to another day or place ([`deeds`]); numbers cannot both hold ([`numbers`]); an actor is said to be
//! and not to be something ([`status`]). Nothing here says who is right, and of two positions the later
//! does not win. Disputes that were found in several ways are folded into one ([`fold`]).

mod answers;
mod contrasts;
mod deeds;
mod denied;
mod draft;
mod elsewhere;
mod fold;
mod lists;
mod numbers;
mod opposition;
mod own;
mod pairs;
mod position;
mod question;
mod retracted;
mod statements;
mod status;

pub use crate::estimates::Difference;
pub use position::Position;

use crate::corpus::{Corpus, number};
use crate::estimates::Estimates;
use crate::identity::Identities;
use crate::incidents::Incidents;
use draft::Draft;
use rayon::prelude::*;
use sayso_model::{Span, Stance};
use statements::Statements;

/// How a dispute was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// A text says that two contradict each other.
    Contradiction,
    /// A text sets one position against another.
    Contrast,
    /// One denies what another says.
    Denial,
    /// Two speak of one thing, and what they say is opposed.
    Opposition,
    /// One deed is said to be and not to be.
    Deed,
    /// One deed is put to different agents.
    Agent,
    /// One thing is put to different causes.
    Cause,
    /// One deed is put to different days.
    Time,
    /// One deed is put to different places.
    Site,
    /// Numbers of one thing cannot both hold.
    Number,
    /// An actor is said to be and not to be something.
    Status,
    /// Somebody takes back what was said.
    Retraction,
}

impl Ground {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contradiction => "the text says that they contradict each other",
            Self::Contrast => "the text sets one against the other",
            Self::Denial => "one denies what the other says",
            Self::Opposition => "they speak of one thing and oppose each other",
            Self::Deed => "one deed is said to be and not to be",
            Self::Agent => "one deed is put to different agents",
            Self::Cause => "one thing is put to different causes",
            Self::Time => "one deed is put to different days",
            Self::Site => "one deed is put to different places",
            Self::Number => "the numbers cannot both hold",
            Self::Retraction => "one takes back what was said",
            Self::Status => "an actor is said to be and not to be something",
        }
    }
}

/// A question on which holders differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// Its name: made of the places of its positions, so that it lasts as long as they do.
    pub id: Box<str>,
    /// The question, in words.
    pub question: String,
    /// The positions: by document, then by place; two or more.
    pub positions: Vec<Position>,
    /// How many more there are that are not listed.
    pub left_out: u32,
    /// In what they differ.
    pub difference: Difference,
    /// Whether one holder has two of the positions.
    pub self_contradiction: bool,
    /// How it was found.
    pub ground: Ground,
    /// From 0 to 1: how likely it is that these positions are at odds.
    pub score: f32,
    /// What speaks for it, in words.
    pub reasons: Vec<String>,
    /// The incident that it is about, where it is about one.
    pub incident: Option<u32>,
}

/// The disputes of a corpus, by their first positions.
#[derive(Debug, Clone, Default)]
pub struct Disputes {
    all: Vec<Dispute>,
}

impl Disputes {
    /// Of all documents of a corpus.
    #[must_use]
    pub fn of(
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        estimates: &Estimates,
    ) -> Self {
        let documents: Vec<u32> = (0..number(corpus.documents().len())).collect();
        let inside = documents
            .par_iter()
            .map(|document| within(&Page { corpus, identities, document: *document }));
        let mut drafts: Vec<Draft> = inside.flatten().collect();
        drafts.extend(deeds::between(corpus, identities, incidents));
        for incident in 0..number(incidents.all().len()) {
            let tellings = elsewhere::tellings(corpus, identities, incidents, incident);
            drafts.extend(answers::between(incidents, &tellings, incident));
            drafts.extend(elsewhere::denials(&tellings, incident));
        }
        drafts.extend(numbers::all(corpus, identities, incidents, estimates));
        drafts.extend(status::all(corpus, identities));
        drafts.extend(own::all(corpus, identities));
        let all = fold::all(corpus, drafts).into_iter().map(|draft| draft.finish(corpus)).collect();
        Self { all }
    }

    /// Every dispute.
    #[must_use]
    pub fn all(&self) -> &[Dispute] {
        &self.all
    }
}

/// The disputes inside of one page. Where the one who denies a thing answers somebody, that the text
/// sets the denial against the thing is no second dispute.
fn within(page: &Page<'_>) -> Vec<Draft> {
    let statements = Statements::of(page);
    let mut drafts = pairs::all(page, &statements);
    drafts.extend(denied::all(page, &statements));
    drafts.extend(answers::within(page, &statements));
    let denials: Vec<Span> = drafts
        .iter()
        .filter(|draft| draft.ground == Ground::Denial)
        .flat_map(|draft| draft.positions.iter().filter(|one| one.stance == Stance::Denies))
        .map(Position::hull)
        .collect();
    let answered = |draft: &Draft| {
        draft.positions.iter().any(|one| denials.iter().any(|denial| denial.contains(one.hull())))
    };
    drafts.extend(contrasts::all(page).into_iter().filter(|draft| !answered(draft)));
    drafts.extend(retracted::all(page, &statements));
    drafts.extend(deeds::within(page));
    drafts
}

/// One document of a corpus, as it is looked at for disputes.
#[derive(Debug, Clone, Copy)]
struct Page<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    document: u32,
}

impl<'c> Page<'c> {
    fn text(&self) -> &'c crate::corpus::Document {
        &self.corpus[self.document]
    }
}

#[cfg(test)]
mod tests;
