//! What is said in a text: who did what to whom, what changed, and where.
//!
//! A relation, spoken: "The harbour guard did not board the *Petrel* on 4 April" has the guard as
//! its subject, *board* as its words, the *Petrel* as its object; it is denied, and dated.

use crate::item::words;
use crate::{Happened, ItemId, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// What kind of relation: PLOVER's event types (Open Event Data Alliance, 2018), and those
    /// between actors that a conflict's record needs besides. `docs/design/relations.md` says what
    /// each means.
    RelationKind {
        /// Undertakes to cooperate.
        Agree = "agree",
        /// Talks, meets, visits.
        Consult = "consult",
        /// Supports in words or diplomacy.
        Support = "support",
        /// Cooperates in deed: trade, exercises, exchange.
        Cooperate = "cooperate",
        /// Gives material help.
        Aid = "aid",
        /// Gives way: frees, resigns, lifts, ceases fire.
        Yield = "yield",
        /// Asks or demands.
        Request = "request",
        /// Accuses, condemns, investigates.
        Accuse = "accuse",
        /// Refuses.
        Reject = "reject",
        /// Threatens, warns.
        Threaten = "threaten",
        /// Demonstrates, strikes.
        Protest = "protest",
        /// Cuts ties, sanctions, expels.
        Sanction = "sanction",
        /// Moves forces without using them.
        Mobilize = "mobilize",
        /// Arrests, bans, restricts, seizes.
        Coerce = "coerce",
        /// Attacks, kills, wounds.
        Assault = "assault",
        /// Withdraws forces.
        Retreat = "retreat",
        /// Is a patron of.
        Backs = "backs",
        /// Gives weapons to.
        Arms = "arms",
        /// Gives money to.
        Pays = "pays",
        /// Trains.
        Trains = "trains",
        /// Bombs or watches from the air in favour of.
        AirCover = "gives_air_cover_to",
        /// Commands or runs.
        Leads = "leads",
        /// Belongs to, works for, is a member or a part of.
        PartOf = "is_part_of",
        /// Is at war with.
        Fights = "fights",
        /// Takes a place or a person.
        Captures = "captures",
        /// Holds a place.
        Controls = "controls",
        /// Besieges, cuts off.
        Blockades = "blocks_supplies_to",
        /// Says that it is not so.
        Denies = "denies",
        /// Is another name of.
        SameAs = "is_same_as",
        /// Is on the side of.
        Allied = "is_allied_with",
        /// Is in.
        LocatedIn = "is_located_in",
        /// Is a relative of.
        Kin = "is_kin_of",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// Whether what a relation tells is said to be so.
    Polarity {
        /// It is.
        Asserted = "asserted",
        /// It is not.
        Denied = "denied",
        /// It may be, will be, would be, should be, or is asked.
        Hypothetical = "hypothetical",
        /// It is and it is not, by different people.
        Disputed = "disputed",
    }
}

/// Who did what to whom, or is what to whom, in one clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// The clause, or as much of it as tells the relation.
    pub span: Span,
    /// What kind of relation.
    pub kind: RelationKind,
    /// Who, in the text's words; `None` where the text does not say.
    pub subject: Option<String>,
    /// The verb's lemma with the words that belong to it (`carry out`, `be leader of`).
    pub relation: String,
    /// To whom or what, in the text's words.
    pub object: Option<String>,
    /// Where the subject stands.
    pub subject_span: Option<Span>,
    /// Where the object stands.
    pub object_span: Option<Span>,
    /// The actor that the subject names or stands for.
    pub subject_actor: Option<ItemId>,
    /// The actor that the object names or stands for.
    pub object_actor: Option<ItemId>,
    /// Where, in the text's words.
    pub place: Option<String>,
    /// When it happened or held.
    pub when: Option<Happened>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// The attribution in whose content it stands.
    pub attribution: Option<ItemId>,
}

/// A change in what an actor is: in the armed forces until a day, a party from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// The clause that tells it.
    pub span: Span,
    /// Whose, in the text's words.
    pub actor: String,
    /// The actor that these words name or stand for.
    #[serde(default)]
    pub actor_id: Option<ItemId>,
    /// What it was before, in the text's words.
    pub was: Option<String>,
    /// What it is from then on, in the text's words.
    pub became: Option<String>,
    /// When it changed.
    pub when: Option<Happened>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// The attribution in whose content it stands.
    pub attribution: Option<ItemId>,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The name, in the text's words.
    pub name: String,
    /// The country it is in, where the list of places knows just one.
    pub country: Option<String>,
    /// Degrees north, where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lon: Option<f64>,
}
