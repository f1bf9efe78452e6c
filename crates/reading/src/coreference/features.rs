//! What speaks for and against a phrase standing for a thing, as a list of yes and no.

use super::memory::Thing;
use super::phrase::{Phrase, Role, Sort};
use super::traits::{Being, Number};
use super::words;
use sayso_model::ActorKind;

macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $word:literal),* $(,)?) => {
        /// Sorts of phrases that are told apart by weights of their own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Class { $($(#[$doc])* $class),* }

        impl Class {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$class),*];

            pub(crate) fn word(self) -> &'static str {
                match self { $(Self::$class => $word),* }
            }
        }
    };
}

classes! {
    /// `he`, `she`.
    He = "he",
    It = "it",
    They = "they",
    /// `the minister`.
    Person = "person",
    /// `the company`, `the council`.
    Body = "body",
    /// Any other definite phrase.
    Thing = "thing",
    /// Phrases without an article.
    Bare = "bare",
}

impl Class {
    /// How a phrase is weighed; `None` where it stands for nothing that came before.
    pub(crate) fn of(phrase: &Phrase) -> Option<Self> {
        match phrase.sort {
            Sort::Pronoun(p) if p.gender.is_some() => Some(Self::He),
            Sort::Pronoun(p) if p.number == Number::Many => Some(Self::They),
            Sort::Pronoun(_) => Some(Self::It),
            Sort::Definite | Sort::Pointing | Sort::Owned => Some(match phrase.traits.being {
                Some(Being::Person) => Self::Person,
                Some(Being::Body) => Self::Body,
                _ => Self::Thing,
            }),
            Sort::Bare | Sort::Proper => Some(Self::Bare),
            _ => None,
        }
    }

    /// What such phrases mostly stand for.
    pub(crate) fn being(self) -> Being {
        match self {
            Self::He | Self::Person | Self::They => Being::Person,
            Self::It | Self::Body | Self::Bare => Being::Body,
            Self::Thing => Being::Thing,
        }
    }

    pub(crate) fn is_pronoun(self) -> bool {
        matches!(self, Self::He | Self::It | Self::They)
    }
}

/// A feature, by its place in [`NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature(pub(crate) u8);

/// The feature of a name; a name that there is not does not compile.
macro_rules! id {
    ($name:literal) => {
        const { Feature(place($name)) }
    };
}

/// Where a feature stands in [`NAMES`]; only called while compiling, which stops where it is not.
#[allow(clippy::panic, reason = "runs only at compile time")]
const fn place(name: &str) -> u8 {
    let mut at = 0;
    while at < NAMES.len() {
        if same(NAMES[at].as_bytes(), name.as_bytes()) {
            return at as u8;
        }
        at += 1;
    }
    panic!("no such feature")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// The features that hold of a phrase with a candidate.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Features(pub(crate) Vec<Feature>);

/// What is known of a candidate beside itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// Sentences since it was last spoken of.
    pub(crate) sentences: usize,
    pub(crate) same_paragraph: bool,
    /// How many candidates were spoken of since.
    pub(crate) rank: usize,
    /// Whether it is the only one with a name.
    pub(crate) only_named: bool,
    /// Whether it is the nearest with a name, the nearest person, the nearest body.
    pub(crate) nearest_name: bool,
    pub(crate) nearest_being: bool,
    /// Whether there is no other such person or body.
    pub(crate) only_being: bool,
    /// Of those that the phrase's noun can name, whether it is the nearest, and the only one.
    pub(crate) nearest_of_kind: bool,
    pub(crate) only_of_kind: bool,
    /// Whether nothing was spoken of more often.
    pub(crate) topic: bool,
    /// Whether the phrase stands in what it says: `Ruiz said that she`.
    pub(crate) says: bool,
}

impl Features {
    /// With a thing spoken of before.
    pub(crate) fn with(phrase: &Phrase, thing: &Thing, beside: Beside) -> Self {
        let mut features = Self(Vec::with_capacity(24));
        features.place(phrase, thing, beside);
        features.agreement(phrase, thing);
        features.standing(thing, beside);
        if !matches!(phrase.sort, Sort::Pronoun(_)) {
            features.words(phrase, thing);
        }
        features
    }

    fn add(&mut self, feature: Feature) {
        self.0.push(feature);
    }

    fn add_if(&mut self, holds: bool, feature: Feature) {
        if holds {
            self.0.push(feature);
        }
    }

    fn place(&mut self, phrase: &Phrase, thing: &Thing, beside: Beside) {
        self.add(match beside.sentences {
            0 => id!("same sentence"),
            1 => id!("sentence before"),
            2 => id!("two sentences before"),
            3 | 4 => id!("three or four sentences before"),
            5..=9 => id!("five to nine sentences before"),
            _ => id!("ten or more sentences before"),
        });
        self.add(match beside.rank {
            0 => id!("nearest"),
            1 => id!("second nearest"),
            2 => id!("third nearest"),
            3..=5 => id!("up to sixth nearest"),
            _ => id!("further"),
        });
        self.add_if(beside.same_paragraph, id!("same paragraph"));
        self.add_if(beside.says, id!("says it"));
        self.add_if(beside.only_named, id!("only name"));
        self.add_if(beside.nearest_name, id!("nearest name"));
        self.add_if(beside.nearest_being, id!("nearest of its being"));
        self.add_if(beside.only_being, id!("only one of its being"));
        self.add_if(beside.nearest_of_kind, id!("nearest of its kind"));
        self.add_if(beside.only_of_kind, id!("only one of its kind"));
        self.add_if(phrase.speaks && thing.last.speaks, id!("spoke last"));
        let same_quote = phrase.quote == thing.last.quote;
        self.add_if(phrase.quote.is_some() && !same_quote, id!("outside the quotation"));
        self.add_if(
            phrase.quote.is_none() && thing.last.quote.is_some(),
            id!("inside a quotation"),
        );
        let near = beside.sentences == 0;
        self.add(match (thing.last.role, near) {
            (Role::Subject, true) => id!("subject here"),
            (Role::Subject, false) => id!("subject there"),
            (Role::PassiveSubject, true) => id!("passive subject here"),
            (Role::PassiveSubject, false) => id!("passive subject there"),
            (Role::Object, true) => id!("object here"),
            (Role::Object, false) => id!("object there"),
            (Role::Oblique, true) => id!("oblique here"),
            (Role::Oblique, false) => id!("oblique there"),
            (Role::Possessor, true) => id!("possessor here"),
            (Role::Possessor, false) => id!("possessor there"),
            (Role::Modifier, _) => id!("modifier"),
            (Role::Apposition, _) => id!("apposition"),
            (Role::Attribute, _) => id!("attribute"),
            (Role::Other, _) => id!("other role"),
        });
        self.add_if(phrase.role == thing.last.role, id!("same role"));
        self.add_if(
            phrase.role.is_subject() && thing.last.role.is_subject() && beside.sentences == 1,
            id!("subject after subject"),
        );
        let same_verb = near && beside.same_paragraph && phrase.verb == thing.last.verb;
        self.add_if(same_verb && phrase.role == Role::Possessor, id!("same verb, possessor"));
        self.add_if(same_verb && phrase.role != Role::Possessor, id!("same verb"));
    }

    fn agreement(&mut self, phrase: &Phrase, thing: &Thing) {
        let (ours, its) = (phrase.traits, thing.traits);
        self.add(match (ours.gender, its.gender) {
            (Some(_), Some(_)) => id!("gender known"),
            (Some(_), None) => id!("gender unknown"),
            _ => id!("no gender"),
        });
        self.add(match (ours.number, its.number) {
            (Some(a), Some(b)) if a == b => id!("number agrees"),
            (Some(_), Some(_)) => id!("number clashes"),
            _ => id!("number unknown"),
        });
        self.add(match its.being {
            Some(Being::Person) => id!("a person"),
            Some(Being::Body) => id!("a body"),
            Some(Being::Thing) => id!("a thing"),
            Some(Being::Document) => id!("a document"),
            None => id!("being unknown"),
        });
        self.add_if(
            matches!((ours.being, its.being), (Some(a), Some(b)) if a != b),
            id!("beings differ"),
        );
        if let Some(kind) = thing.kind {
            self.add(of_kind(kind));
        }
        self.add(match thing.last.sort {
            Sort::Name(_) | Sort::Proper => id!("last by name"),
            Sort::Pronoun(_) | Sort::Relative => id!("last by pronoun"),
            Sort::Definite | Sort::Pointing | Sort::Owned => id!("last by description"),
            Sort::Indefinite => id!("last indefinite"),
            Sort::Bare => id!("last bare"),
            Sort::Pair => id!("last as a pair"),
        });
    }

    fn standing(&mut self, thing: &Thing, beside: Beside) {
        self.add(match thing.count {
            1 => id!("once"),
            2 => id!("twice"),
            3..=5 => id!("several times"),
            _ => id!("often"),
        });
        self.add_if(thing.actor.is_some(), id!("named"));
        self.add_if(beside.topic, id!("topic"));
        self.add_if(thing.first <= 1, id!("from the beginning"));
    }

    fn words(&mut self, phrase: &Phrase, thing: &Thing) {
        let known = thing.nouns.contains(&phrase.lemma);
        let in_name = thing.names.contains(&phrase.lemma);
        let kinds = words::noun(&phrase.lemma).map(|n| n.kinds.as_slice()).unwrap_or_default();
        let fits = thing.kind.is_some_and(|k| kinds.contains(&k));
        let more = phrase
            .modifiers
            .iter()
            .any(|m| !thing.modifiers.contains(m) && !thing.names.contains(m));
        let proper = phrase.sort == Sort::Proper;
        self.add(match (known, in_name, fits) {
            (true, _, _) if more => id!("same noun, more said"),
            (true, _, _) if phrase.modifiers.is_empty() => id!("same noun alone"),
            (true, _, _) => id!("same noun, same said"),
            (_, true, _) if proper && more => id!("part of the name, more said"),
            (_, true, _) if proper => id!("part of the name"),
            (_, true, _) => id!("noun in the name"),
            (_, _, true) if more => id!("noun of its kind, more said"),
            (_, _, true) if thing.nouns.is_empty() => id!("noun of its kind, never described"),
            (_, _, true) => id!("noun of its kind, described otherwise"),
            _ if thing.actor.is_some() => id!("no word shared with the named"),
            _ => id!("no word shared"),
        });
        self.add_if(phrase.sort == Sort::Pointing, id!("pointed at"));
        self.add_if(phrase.sort == Sort::Owned && known, id!("owned, same noun"));
        self.add_if(phrase.sort == Sort::Owned && !known, id!("owned, other noun"));
        self.add_if(phrase.goes_on && known, id!("goes on, same noun"));
        self.add_if(phrase.goes_on && !known, id!("goes on, other noun"));
    }

    /// With nothing spoken of before.
    pub(crate) fn alone(phrase: &Phrase, shared: bool, begins: bool, empty: bool) -> Self {
        let mut features = Self(vec![id!("alone")]);
        match phrase.sort {
            Sort::Pointing => features.add(id!("alone, pointing")),
            Sort::Owned => features.add(id!("alone, owned")),
            Sort::Proper => features.add(id!("alone, proper")),
            Sort::Pronoun(p) => features.add_if(p.possessive, id!("alone, possessive")),
            _ => {}
        }
        features.add_if(phrase.goes_on, id!("alone, goes on"));
        features.add_if(!phrase.modifiers.is_empty(), id!("alone, described"));
        features.add_if(shared, id!("alone, noun known"));
        features.add_if(shared && phrase.modifiers.is_empty(), id!("alone, noun known, bare"));
        features.add_if(begins, id!("alone, at the beginning"));
        features.add_if(phrase.speaks, id!("alone, speaks"));
        features.add_if(empty, id!("alone, stands for nothing"));
        features.add_if(phrase.quote.is_some(), id!("alone, in a quotation"));
        features.add_if(phrase.traits.number == Some(Number::Many), id!("alone, many"));
        let kinds = words::noun(&phrase.lemma).map(|n| n.kinds.len()).unwrap_or_default();
        features.add_if(kinds > 0, id!("alone, can name an actor"));
        features.add(match phrase.role {
            Role::Subject | Role::PassiveSubject => id!("alone, subject"),
            Role::Object => id!("alone, object"),
            Role::Possessor => id!("alone, possessor"),
            Role::Attribute => id!("alone, attribute"),
            Role::Apposition => id!("alone, apposition"),
            _ => id!("alone, other role"),
        });
        features
    }
}

/// The feature of a candidate's kind: the first ones, in the order of the kinds.
fn of_kind(kind: ActorKind) -> Feature {
    let place = ActorKind::ALL.iter().position(|k| *k == kind).unwrap_or_default();
    Feature(u8::try_from(place).unwrap_or_default())
}

/// Every feature; the kinds of actors first.
pub(crate) const NAMES: &[&str] = &[
    "person",
    "state",
    "state_body",
    "armed_group",
    "alliance",
    "party",
    "company",
    "organisation",
    "media",
    "population",
    "place",
    "facility",
    "event",
    "work",
    "same sentence",
    "sentence before",
    "two sentences before",
    "three or four sentences before",
    "five to nine sentences before",
    "ten or more sentences before",
    "nearest",
    "second nearest",
    "third nearest",
    "up to sixth nearest",
    "further",
    "same paragraph",
    "says it",
    "only name",
    "outside the quotation",
    "inside a quotation",
    "subject here",
    "subject there",
    "passive subject here",
    "passive subject there",
    "object here",
    "object there",
    "oblique here",
    "oblique there",
    "possessor here",
    "possessor there",
    "modifier",
    "apposition",
    "attribute",
    "other role",
    "same role",
    "subject after subject",
    "same verb, possessor",
    "same verb",
    "gender known",
    "gender unknown",
    "no gender",
    "number agrees",
    "number clashes",
    "number unknown",
    "a person",
    "a body",
    "a thing",
    "a document",
    "being unknown",
    "beings differ",
    "last by name",
    "last by pronoun",
    "last by description",
    "last indefinite",
    "last bare",
    "last as a pair",
    "once",
    "twice",
    "several times",
    "often",
    "named",
    "topic",
    "from the beginning",
    "same noun, more said",
    "same noun alone",
    "same noun, same said",
    "part of the name, more said",
    "part of the name",
    "noun in the name",
    "noun of its kind, more said",
    "noun of its kind, never described",
    "noun of its kind, described otherwise",
    "no word shared with the named",
    "no word shared",
    "pointed at",
    "owned, same noun",
    "owned, other noun",
    "goes on, same noun",
    "goes on, other noun",
    "alone",
    "nearest name",
    "nearest of its being",
    "nearest of its kind",
    "only one of its being",
    "only one of its kind",
    "spoke last",
    "alone, speaks",
    "alone, pointing",
    "alone, owned",
    "alone, proper",
    "alone, possessive",
    "alone, goes on",
    "alone, described",
    "alone, noun known",
    "alone, noun known, bare",
    "alone, at the beginning",
    "alone, stands for nothing",
    "alone, in a quotation",
    "alone, many",
    "alone, can name an actor",
    "alone, subject",
    "alone, object",
    "alone, possessor",
    "alone, attribute",
    "alone, apposition",
    "alone, other role",
];
