//! The things that documents consist of.

use sayso_model::{
    ActorKind, ContrastKind, Edtf, ItemId, Polarity, QuoteKind, RelationKind, RuleId, SectionKind,
    Span, Stance, Voice,
};

/// What mentions of one text name.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Its id.
    pub id: ItemId,
    /// Its fullest name in the text.
    pub name: Box<str>,
    /// What it is.
    pub kind: ActorKind,
    /// Every wording for it, in order of first use.
    pub names: Box<[Box<str>]>,
    /// Those actors of the text that it is part of.
    pub member_of: Box<[u32]>,
    /// Where it is mentioned, in order.
    pub mentions: Box<[Span]>,
}

/// Somebody saying something: an attribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its id.
    pub id: ItemId,
    /// The attribution in whose content it stands.
    pub parent: Option<u32>,
    /// The words for who says it.
    pub source: Option<Span>,
    /// The reporting words.
    pub cue: Box<[Span]>,
    /// All the words attributed.
    pub content: Box<[Span]>,
    /// Whose words the content is in.
    pub kind: QuoteKind,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The actor that the source names.
    pub speaker: Option<u32>,
    /// When it was said.
    pub said: Option<Box<Edtf>>,
    /// 1 in the document's own voice, 2 inside another's content, and so on.
    pub depth: u32,
    /// How sure it is that it was read rightly, from 0 to 1.
    pub score: Option<f32>,
    /// Whether people rejected every claim that it is the innermost attribution of: its words are
    /// still another's, and nothing is built on them.
    pub rejected: bool,
}

/// A claim: content held by somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Its id.
    pub id: ItemId,
    /// The words.
    pub content: Box<[Span]>,
    /// Whose claim it is.
    pub voice: Voice,
    /// The attributions from the innermost out; empty in the document's own voice.
    pub chain: Box<[u32]>,
    /// Who holds it, in words; `None` where nobody is named.
    pub holder: Option<Box<str>>,
    /// The actor that holds it, where it was made out.
    pub speaker: Option<u32>,
    /// How the holder stands to it.
    pub stance: Stance,
    /// When it was said.
    pub said: Option<Box<Edtf>>,
    /// When what it speaks of happened.
    pub happened: Option<Box<Edtf>>,
    /// Whether a person agreed to it or wrote it.
    pub agreed: bool,
}

/// One side of a deed.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// In the text's words.
    pub words: Box<str>,
    /// Where they stand.
    pub span: Option<Span>,
    /// The actor they name or stand for.
    pub actor: Option<u32>,
}

/// Who did what to whom: a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// Its id.
    pub id: ItemId,
    /// The clause.
    pub span: Span,
    /// What kind of relation.
    pub kind: RelationKind,
    /// The verb's lemma with the words that belong to it.
    pub verb: Box<str>,
    /// Who.
    pub subject: Option<Party>,
    /// To whom or what.
    pub object: Option<Party>,
    /// Where, in the text's words.
    pub place: Option<Box<str>>,
    /// When it happened or held.
    pub when: Option<Box<Edtf>>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// The attribution in whose content it stands.
    pub told: Option<u32>,
    /// How sure it is that it was read rightly, from 0 to 1.
    pub score: Option<f32>,
}

/// A change in what an actor is: a status.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Its id.
    pub id: ItemId,
    /// The clause that tells it.
    pub span: Span,
    /// Whose: the words, and the actor where one is named there.
    pub who: Party,
    /// What it was before, in the text's words.
    pub was: Option<Box<str>>,
    /// What it is from then on, in the text's words.
    pub became: Option<Box<str>>,
    /// The rule that found it, which tells an office from a membership and from who holds a place.
    pub rule: RuleId,
    /// When it changed.
    pub when: Option<Box<Edtf>>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// The attribution in whose content it stands.
    pub told: Option<u32>,
    /// How sure it is that it was read rightly, from 0 to 1.
    pub score: Option<f32>,
}

/// A number of something: a quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its id.
    pub id: ItemId,
    /// The words.
    pub span: Span,
    /// What is counted, in the text's words.
    pub of: Box<str>,
    /// At least this many.
    pub low: Option<f64>,
    /// This many, or the best guess.
    pub best: Option<f64>,
    /// At most this many.
    pub high: Option<f64>,
    /// The unit, singular.
    pub unit: Option<Box<str>>,
    /// When it held.
    pub when: Option<Box<Edtf>>,
    /// Where, in the text's words.
    pub place: Option<Box<str>>,
    /// The attribution in whose content it stands.
    pub told: Option<u32>,
}

/// A name that its user sets apart: a naming.
#[derive(Debug, Clone, PartialEq)]
pub struct Called {
    /// Its id.
    pub id: ItemId,
    /// Where.
    pub span: Span,
    /// The actor that uses it, where the text says so.
    pub speaker: Option<u32>,
    /// The name.
    pub term: Box<str>,
    /// The actor it is used for.
    pub of: Option<u32>,
}

/// One position of a contrast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its words.
    pub span: Span,
    /// The words for who holds it.
    pub holder: Option<Span>,
    /// The attribution in whose content it stands.
    pub told: Option<u32>,
}

/// A place where the text sets one position against another: a contrast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposed {
    /// Its id.
    pub id: ItemId,
    /// Both positions and what stands between them.
    pub span: Span,
    /// How the one is set against the other.
    pub kind: ContrastKind,
    /// The words that do it, in order.
    pub cue: Box<[Span]>,
    /// What is set aside, turned down or contradicted.
    pub rejected: Side,
    /// What it is set against.
    pub other: Side,
}

/// A conclusion with what the text rests it on: an argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Argued {
    /// Its id.
    pub id: ItemId,
    /// What is concluded.
    pub conclusion: Span,
    /// What it rests on, in order of the text.
    pub premises: Box<[Span]>,
    /// The attribution in whose content it stands.
    pub told: Option<u32>,
    /// How sure it is that it was read rightly, from 0 to 1.
    pub score: Option<f32>,
}

/// A date in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointed {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub value: Box<Edtf>,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Sited {
    /// The words.
    pub span: Span,
    /// The name, in the text's words.
    pub name: Box<str>,
    /// The country it is in, where the list of places knows just one.
    pub country: Option<Box<str>>,
}

/// An address that backs some words.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// The words of the link or of the note's mark.
    pub span: Span,
    /// The address.
    pub url: Box<str>,
    /// The words it backs.
    pub supports: Option<Span>,
}

/// A part of the text, with whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Where.
    pub span: Span,
    /// What part it is.
    pub kind: SectionKind,
    /// Who wrote it, or speaks in it.
    pub author: Option<Box<str>>,
    /// When it was published.
    pub published: Option<Box<Edtf>>,
}
