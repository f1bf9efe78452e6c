//! What is found in a text: sections and references, mentions and dates, attributions and claims.
//!
//! A claim, spoken: "On 4 April the *Courier* wrote that the minister had denied that the bridge
//! was closed." The innermost content, *the bridge was closed*, is the claim; its chain has two
//! links, the minister's (denies) and the *Courier*'s own voice.

use crate::{
    Argument, Contrast, Edtf, Happened, ItemId, Place, Published, Relation, RuleId, Said, Span,
    Status,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing found in a text, with the rule that found it and the words that set it off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its name, the same for whichever reader finds it here.
    pub id: ItemId,
    /// The rule that made it.
    pub rule: RuleId,
    /// The words that set the rule off, in order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Span>,
    /// What it is.
    #[serde(flatten)]
    pub body: Body,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Body {
    /// A part of the text.
    Section(Section),
    /// A link or a note.
    Reference(Reference),
    /// Something broken on the way here.
    Damage(Damage),
    /// Words that name something.
    Mention(Mention),
    /// What mentions name.
    Actor(Actor),
    /// A choice of name that says something.
    Naming(Naming),
    /// Somebody saying, thinking or denying something.
    Attribution(Attribution),
    /// Content held by somebody.
    Claim(Claim),
    /// A number of something.
    Quantity(Quantity),
    /// A date.
    Date(Date),
    /// Who did what to whom, or is what to whom.
    Relation(Relation),
    /// A change in what an actor is.
    Status(Status),
    /// A place named.
    Place(Place),
    /// One position set against another.
    Contrast(Contrast),
    /// A conclusion and what it rests on.
    Argument(Argument),
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $letter:literal),* $(,)?) => {
        /// The kind of an item; each has a letter, which its ids begin with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ItemKind { $($(#[$doc])* $kind),* }

        impl ItemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The letter that ids of this kind begin with.
            #[must_use]
            pub const fn letter(self) -> char {
                match self { $(Self::$kind => $letter),* }
            }

            /// The kind of a letter.
            #[must_use]
            pub const fn from_letter(letter: char) -> Option<Self> {
                match letter { $($letter => Some(Self::$kind),)* _ => None }
            }
        }

        impl Body {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> ItemKind {
                match self { $(Self::$kind(_) => ItemKind::$kind),* }
            }
        }
    };
}

kinds! {
    /// A part of the text.
    Section = 's',
    /// A link or a note.
    Reference = 'l',
    /// Something broken.
    Damage = 'x',
    /// Words that name something.
    Mention = 'm',
    /// What mentions name.
    Actor = 'a',
    /// A choice of name.
    Naming = 'n',
    /// Somebody saying something.
    Attribution = 't',
    /// Content held by somebody.
    Claim = 'c',
    /// A number.
    Quantity = 'q',
    /// A date.
    Date = 'd',
    /// Who did what to whom.
    Relation = 'r',
    /// A change in what an actor is.
    Status = 'u',
    /// A place named.
    Place = 'p',
    /// One position set against another.
    Contrast = 'k',
    /// A conclusion and what it rests on.
    Argument = 'g',
}

impl ItemKind {
    /// The `type` of its records, as in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Reference => "reference",
            Self::Damage => "damage",
            Self::Mention => "mention",
            Self::Actor => "actor",
            Self::Naming => "naming",
            Self::Attribution => "attribution",
            Self::Claim => "claim",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Relation => "relation",
            Self::Status => "status",
            Self::Place => "place",
            Self::Contrast => "contrast",
            Self::Argument => "argument",
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Body {
    /// Every span it carries, the ones that place it first. An actor has none.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        match self {
            Self::Section(section) => vec![section.span],
            Self::Reference(reference) => {
                [Some(reference.span), reference.target, reference.supports]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Self::Damage(damage) => vec![damage.span],
            Self::Mention(mention) => vec![mention.span],
            Self::Actor(_) => Vec::new(),
            Self::Naming(naming) => vec![naming.span],
            Self::Attribution(a) => {
                a.content.iter().chain(&a.cue).copied().chain(a.source).collect()
            }
            Self::Claim(claim) => claim.content.clone(),
            Self::Quantity(quantity) => vec![quantity.span],
            Self::Date(date) => vec![date.span],
            Self::Relation(relation) => vec![relation.span],
            Self::Status(status) => vec![status.span],
            Self::Place(place) => vec![place.span],
            Self::Contrast(c) => {
                let positions = [&c.rejected, &c.other];
                let places = [c.span, c.rejected.span, c.other.span].into_iter();
                let holders = positions.into_iter().filter_map(|p| p.holder);
                places.chain(c.cue.iter().copied()).chain(holders).collect()
            }
            Self::Argument(a) => std::iter::once(a.conclusion).chain(a.premises.clone()).collect(),
        }
    }

    /// The spans that its id is made of. Of an attribution they are its content and its cue, of a
    /// claim its content and the words that set it off (its attribution's cue), so that two people
    /// who say the same words are told apart by how it is said; who says it is not among them, so
    /// that a correction of the speaker does not make it another. Of a relation and of a status they
    /// are its words and those that set it off, which tell apart what one clause says of several.
    /// Of a contrast they are its two positions, whoever holds them.
    /// Of an actor they are its first mention, of anything else its own words.
    #[must_use]
    pub fn place(&self, because: &[Span]) -> Vec<Span> {
        match self {
            Self::Attribution(a) => a.content.iter().chain(&a.cue).copied().collect(),
            Self::Claim(claim) => claim.content.iter().chain(because).copied().collect(),
            Self::Relation(_) | Self::Status(_) => {
                self.spans().into_iter().chain(because.iter().copied()).collect()
            }
            Self::Contrast(c) => vec![c.rejected.span, c.other.span],
            Self::Actor(_) => because.to_vec(),
            Self::Reference(reference) => vec![reference.span],
            _ => self.spans(),
        }
    }

    /// The smallest span around the words that place it: for an attribution source, cue and
    /// content together, for a reference its own words only, for a contrast
    /// without what names its holders elsewhere. `None` for an actor.
    #[must_use]
    pub fn hull(&self) -> Option<Span> {
        match self {
            Self::Reference(reference) => Some(reference.span),
            Self::Contrast(contrast) => Some(contrast.span),
            _ => Span::hull(&self.spans()),
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it in the contract.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value of a word of the contract.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What part of a text a section is.
    SectionKind {
        /// One post of a page that holds several, or of a thread.
        Post = "post",
        /// Somebody else's words, set apart.
        Quoted = "quoted",
        /// An answer to a post.
        Reply = "reply",
        /// A numbered note's target, or the list of them.
        Note = "note",
        /// A list.
        List = "list",
        /// Words that belong to a picture.
        Caption = "caption",
        /// A heading.
        Heading = "heading",
        /// A table.
        Table = "table",
        /// Running text.
        Body = "body",
    }
}

/// A part of a text. Sections form a tree: a child lies inside its parent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The section it stands in.
    pub parent: Option<ItemId>,
    /// What part it is.
    pub kind: SectionKind,
    /// Where.
    pub span: Span,
    /// Its title, as the source has it.
    pub title: Option<String>,
    /// Who speaks in it, where somebody other than the author does.
    pub speaker: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The language of its own words (BCP 47), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Which way its script runs.
    #[serde(default, skip_serializing_if = "Direction::is_usual")]
    pub direction: Direction,
}

words! {
    /// Which way a script runs (Unicode Standard Annex 9).
    #[derive(Default)]
    Direction {
        /// From left to right, as Latin does.
        #[default]
        LeftToRight = "ltr",
        /// From right to left, as Arabic does.
        RightToLeft = "rtl",
    }
}

impl Direction {
    fn is_usual(&self) -> bool {
        *self == Self::LeftToRight
    }
}

words! {
    /// How a text points elsewhere.
    ReferenceKind {
        /// A note's mark, such as `[3]`.
        FootnoteMark = "footnote_mark",
        /// What a note's mark points to.
        FootnoteTarget = "footnote_target",
        /// An address in running text.
        InlineUrl = "inline_url",
        /// An address without its scheme.
        BareUrl = "bare_url",
        /// An address through a shortener.
        Shortened = "shortened",
        /// An address cut off.
        Truncated = "truncated",
        /// The words of a link whose address was lost.
        LinkTextOnly = "link_text_only",
        /// Words that carry an address (`<a href>`, `[words](address)`).
        Hyperlink = "hyperlink",
    }
}

/// A link or a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The words of the link or the mark.
    pub span: Span,
    /// How it points.
    pub kind: ReferenceKind,
    /// The address, as far as known; of a mark, its target's.
    pub url: Option<String>,
    /// A mark's target in the same text.
    pub target: Option<Span>,
    /// The words it backs.
    pub supports: Option<Span>,
}

words! {
    /// What was damaged on the way here.
    DamageKind {
        /// Words run together.
        GluedWords = "glued_words",
        /// A link without its address.
        LostLink = "lost_link",
        /// A picture's description in running text.
        AltText = "alt_text",
        /// A missing space.
        LostSpace = "lost_space",
        /// Bytes decoded with the wrong charset.
        Mojibake = "mojibake",
        /// Anything else.
        Other = "other",
    }
}

/// Something broken. The words stay as they are; a repair is only suggested.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Damage {
    /// The damaged words.
    pub span: Span,
    /// How they are damaged.
    pub kind: DamageKind,
    /// What they may have been.
    pub repair: Option<String>,
}

words! {
    /// What a mention names.
    ActorKind {
        /// A person.
        Person = "person",
        /// A state.
        State = "state",
        /// A ministry, court, army, agency of a state.
        StateBody = "state_body",
        /// An armed group that is no state's army.
        ArmedGroup = "armed_group",
        /// An alliance of states or groups.
        Alliance = "alliance",
        /// A political party.
        Party = "party",
        /// A company.
        Company = "company",
        /// Any other organisation.
        Organisation = "organisation",
        /// A newspaper, agency, broadcaster, site.
        Media = "media",
        /// People of a place, faith, nation.
        Population = "population",
        /// A place.
        Place = "place",
        /// A building, ship, airport.
        Facility = "facility",
        /// A named event.
        Event = "event",
        /// A named document, book, film.
        Work = "work",
    }
}

/// Words that name something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What they name.
    pub kind: ActorKind,
    /// The actor they name.
    pub actor: Option<ItemId>,
}

/// What mentions of one text name. Its id is made of its first mention's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Its fullest name in the text.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Every wording for it, in order of first use.
    pub names: Vec<String>,
    /// The actors it is part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member_of: Vec<ItemId>,
}

/// A name that its user sets apart: in quotation marks, with "so-called".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Naming {
    /// Where.
    pub span: Span,
    /// Who uses it, where the text says so.
    pub speaker: Option<ItemId>,
    /// The name.
    pub term: String,
    /// What it is used for.
    #[serde(rename = "for")]
    pub of: Option<ItemId>,
}

words! {
    /// Whether the words are the speaker's own.
    QuoteKind {
        /// In the speaker's words, all of it.
        Direct = "direct",
        /// In the writer's words.
        Indirect = "indirect",
        /// Some of each.
        Mixed = "mixed",
    }
}

words! {
    /// How a speaker stands to the content.
    Stance {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Asks whether.
        Questions = "questions",
        /// Holds it possible, fears or suspects it.
        Supposes = "supposes",
        /// Wants somebody to.
        Demands = "demands",
        /// Undertakes to.
        Promises = "promises",
        /// Means to.
        Intends = "intends",
        /// Holds it to be so, without saying it to anybody.
        Believes = "believes",
    }
}

/// Somebody saying something: one link of a chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The attribution in whose content this one stands.
    pub parent: Option<ItemId>,
    /// The words for who says it; `None` where the text names nobody.
    pub source: Option<Span>,
    /// The reporting words.
    pub cue: Vec<Span>,
    /// All the words attributed.
    pub content: Vec<Span>,
    /// Whose words the content is in.
    pub kind: QuoteKind,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The actor that the source names.
    pub speaker: Option<ItemId>,
    /// When it was said.
    pub said: Option<Said>,
    /// 1 in the document's own voice, 2 inside another's content, and so on.
    pub depth: u32,
}

words! {
    /// Whose claim it is.
    Voice {
        /// The document's own.
        Document = "document",
        /// Somebody's that the document names.
        Attributed = "attributed",
    }
}

/// Content held by somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The words.
    pub content: Vec<Span>,
    /// Whose claim.
    pub voice: Voice,
    /// The attributions from the innermost out; empty in the document's own voice.
    pub chain: Vec<ItemId>,
    /// Who holds it, in words: the innermost source, or the section's or document's author or
    /// outlet. `None` where nobody is named.
    pub holder: Option<String>,
    /// How the holder stands to it.
    pub stance: Stance,
    /// When it was said.
    pub said: Option<Said>,
    /// When what it speaks of happened.
    pub happened: Option<Happened>,
    /// The quantities in it.
    pub gist: Vec<ItemId>,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words.
    pub span: Span,
    /// What is counted, in the text's words.
    pub of: String,
    /// At least this many.
    pub low: Option<f64>,
    /// This many, or the best guess.
    pub best: Option<f64>,
    /// At most this many.
    pub high: Option<f64>,
    /// The unit, singular.
    pub unit: Option<String>,
    /// When it held.
    pub when: Option<Happened>,
    /// Where, in the text's words.
    pub place: Option<String>,
    /// The attribution in whose content it stands.
    pub attribution: Option<ItemId>,
}

words! {
    /// What kind of time a date is.
    DateKind {
        /// One day, month, year or instant.
        Point = "point",
        /// From one to another.
        Interval = "interval",
        /// Several, or recurring.
        Set = "set",
        /// Not to be pinned down.
        Vague = "vague",
    }
}

/// A date in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Date {
    /// The words.
    pub span: Span,
    /// What they mean, against the date of the document.
    pub value: Edtf,
    /// What kind of time.
    pub kind: DateKind,
}
