//! Disputes: questions on which holders differ, each position in its own words.
//!
//! A [`Dispute`] is found in one of a few ways, which its [`Ground`] tells: a text sets two positions
//! against each other ([`contrasts`]); two people of one text speak of one thing and one denies, negates
//! or opposes what the other says ([`pairs`]); one denies an accusation or a report that stands
//! elsewhere in the text ([`denied`]) or in another on the same incident ([`elsewhere`]); one thing is
//! put to several doers or causes ([`answers`]); a word is taken back ([`retracted`]); one holder says
//! both that a thing is so and that it is not ([`own`]); one deed is said to be and not to be, or is put
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
mod found;
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
use fold::place;
use found::{Found, Source};
use own::Sayings;
use rayon::prelude::*;
use sayso_model::{Span, Stance};
use statements::Statements;
use status::Changes;
use std::collections::BTreeSet;
use std::ops::Range;

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
    found: Found,
    changes: Changes,
    sayings: Sayings,
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
        let mut disputes = Self::default();
        let documents = 0..number(corpus.documents().len());
        let held = disputes.take(corpus, identities, documents.clone());
        let whole = documents.map(Source::Document);
        let sources = whole
            .chain((0..number(incidents.all().len())).map(Source::Incident))
            .chain((0..number(estimates.all().len())).map(Source::Estimate))
            .chain(held);
        disputes.look(corpus, identities, incidents, estimates, sources.collect());
        disputes
    }

    /// Folds in a document that came after the others, whose reports are among the incidents and
    /// whose figures among the estimates; `changed` is what adding it there told. What
    /// comes of it is what there would be had the document been there from the start.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        (estimates, changed): (&Estimates, &[u32]),
        document: u32,
    ) {
        let reports = incidents.reports_in(document);
        let told: BTreeSet<u32> = reports.map(|report| incidents.at(report)).collect();
        // A question says where and when an incident was, of which there may be more now.
        let counted = told.iter().flat_map(|incident| estimates.on(*incident));
        let counted: BTreeSet<u32> = counted.chain(changed.iter().copied()).collect();
        let held = self.take(corpus, identities, document..document + 1);
        let sources = std::iter::once(Source::Document(document))
            .chain(told.into_iter().map(Source::Incident))
            .chain(counted.into_iter().map(Source::Estimate))
            .chain(held);
        self.look(corpus, identities, incidents, estimates, sources.collect());
    }

    /// Takes in what some documents say of actors and let holders say; tells of which there is more.
    fn take(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        documents: Range<u32>,
    ) -> BTreeSet<Source> {
        let mut more = BTreeSet::new();
        for document in documents {
            let actors = self.changes.add(corpus, identities, document);
            more.extend(actors.into_iter().map(Source::Actor));
            let sayings = self.sayings.add(corpus, identities, document);
            more.extend(sayings.into_iter().map(Source::Saying));
        }
        more
    }

    /// Looks some sources over, and settles anew what hangs on them.
    fn look(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        estimates: &Estimates,
        sources: Vec<Source>,
    ) {
        let looked = sources.into_par_iter().map(|source| {
            let mut drafts = match source {
                Source::Document(document) => within(&Page { corpus, identities, document }),
                Source::Incident(nth) => on_incident(corpus, identities, incidents, nth),
                Source::Saying(nth) => self.sayings.dispute(corpus, identities, nth),
                Source::Estimate(nth) => {
                    numbers::all(corpus, identities, incidents, &estimates.all()[nth as usize])
                }
                Source::Actor(nth) => self.changes.disputes(corpus, identities, nth),
            };
            drafts.retain(|draft| !draft.stands_on_rejected(corpus));
            (source, drafts)
        });
        let looked = looked.collect::<Vec<_>>();
        let (places, drafts) = self.found.replace(corpus, looked);
        self.all.retain(|one| !places.contains(&place(corpus, &one.positions[0])));
        let new = fold::all(corpus, drafts).into_iter().map(|draft| draft.finish(corpus));
        self.all.extend(new);
        self.all.sort_by_key(|one| (one.positions[0].key(), one.positions[1].key(), one.ground));
    }

    /// Every dispute.
    #[must_use]
    pub fn all(&self) -> &[Dispute] {
        &self.all
    }
}

/// The disputes between documents that report one incident, but for numbers.
fn on_incident(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
    nth: u32,
) -> Vec<Draft> {
    let mut drafts = deeds::between(corpus, identities, incidents, nth);
    let tellings = elsewhere::tellings(corpus, identities, incidents, nth);
    drafts.extend(answers::between(incidents, &tellings, nth));
    drafts.extend(elsewhere::denials(&tellings, nth));
    drafts
}

/// Of a page so many denials are looked at for contrasts that tell of them.
const DENIALS: usize = 256;

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
        .take(DENIALS)
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
