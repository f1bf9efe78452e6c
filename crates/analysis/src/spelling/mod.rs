//! Whether two names are spellings of one: across transliterations, scripts, word order, titles,
//! initials and acronyms.
//!
//! A [`Spelled`] name is its words, folded, with titles and articles told apart from those that name.
//! [`Spelled::likeness`] pairs the words of two names that sound most alike and weighs them, rare words
//! more than common ones, and what is left over. What spellings of one name differ in, and what weighs
//! how much, is learnt from names in Arabic letters and their spellings in Latin ones: see
//! `data/spelling/README.md`. It knows nothing of who is meant: that *Ali Hassan* of one text is *Ali
//! Hassan* of another is for [`identity`](crate::identity) to judge.

mod acronym;
mod cost;
mod fold;
mod key;
pub mod learning;
mod paired;
mod pieces;
mod rarity;
mod role;
mod score;
mod sound;

use pieces::Pieces;
use role::Role;

/// A name made ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelled {
    words: Vec<Word>,
    pieces: Pieces,
    /// Whether it is written in capitals or with stops, as acronyms are.
    capitals: bool,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    folded: String,
    role: Role,
}

/// Why two names are taken for spellings of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They are the same but for capitals, accents, hyphens, titles and articles.
    Same,
    /// Their words sound alike, one by one.
    Sound,
    /// One has the initials of the other's words where that has words.
    Initials,
    /// One is the other's acronym.
    Acronym,
    /// One is part of the other: a surname, a name without its second half.
    Part,
}

impl Reason {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Same => "the same name",
            Self::Sound => "names that sound alike",
            Self::Initials => "the same name with initials",
            Self::Acronym => "the acronym of the name",
            Self::Part => "a part of the name",
        }
    }
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// From 0 to 1: how likely two names so alike are spellings of one name.
    pub score: f32,
    /// On what ground.
    pub reason: Reason,
}

/// How likely an acronym is that of a name with its initials: many names have the same.
const ACRONYM: f32 = 0.7;
/// One word of a longer name is no more likely than this to stand for it.
const ONE_WORD: f32 = 0.35;

impl Spelled {
    /// Of a name as written.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let words = fold::words(name);
        let roles = role::roles(&words);
        let words = words.into_iter().zip(roles).map(|(folded, role)| Word { folded, role });
        let words: Vec<Word> = words.collect();
        let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        Self { pieces: Pieces::of(&words), words, capitals }
    }

    /// The words that name, as folded: without titles, articles and small words.
    pub fn naming(&self) -> impl Iterator<Item = &str> {
        self.words_that_name().map(|word| word.folded.as_str())
    }

    /// The words that name in one string; two names with the same are [`Reason::Same`].
    #[must_use]
    pub fn folded(&self) -> String {
        self.naming().collect::<Vec<_>>().join(" ")
    }

    /// What to look for likely others by: any two names that [`likeness`](Self::likeness) holds for
    /// spellings of one, but for acronyms and parts, share nearly always one of these.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        key::keys(&self.words)
    }

    /// The acronyms that this name can have.
    #[must_use]
    pub fn acronyms(&self) -> Vec<String> {
        acronym::of(&self.words)
    }

    /// The one word of a name that can be an acronym, folded.
    #[must_use]
    pub fn as_acronym(&self) -> Option<&str> {
        let mut words = self.words_that_name();
        let only = words.next().filter(|_| self.capitals && words.next().is_none())?;
        (2..=8).contains(&only.folded.chars().count()).then_some(only.folded.as_str())
    }

    fn words_that_name(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.role == Role::Names)
    }

    /// How likely the two are spellings of one name; `None` where nothing speaks for it. It is the same
    /// whichever of the two is asked.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.pieces.words == 0 || other.pieces.words == 0 {
            return None;
        }
        if self.naming().eq(other.naming()) {
            return Some(Likeness { score: 1.0, reason: Reason::Same });
        }
        if self.is_acronym_of(other) || other.is_acronym_of(self) {
            return Some(Likeness { score: ACRONYM, reason: Reason::Acronym });
        }
        if self.is_short_acronym() && other.is_short_acronym() {
            return None;
        }
        self.by_words(other)
    }

    /// Whether it is an acronym that another letter makes another of: *YPG* is not *YPJ*.
    fn is_short_acronym(&self) -> bool {
        self.as_acronym().is_some_and(|acronym| acronym.chars().count() <= 4)
    }

    fn is_acronym_of(&self, long: &Self) -> bool {
        self.as_acronym().is_some_and(|short| long.acronyms().iter().any(|own| own == short))
    }

    fn by_words(&self, other: &Self) -> Option<Likeness> {
        // Words that are equally alike are paired in order: of which name first must not matter.
        let (one, other) = if self <= other { (self, other) } else { (other, self) };
        let seen = paired::seen(&one.pieces, &other.pieces).map(|seen| (score::of(&seen), seen));
        let (score, seen) = seen.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(match (seen.part, seen.pairs) {
            (true, 1) => Likeness { score: score.min(ONE_WORD), reason: Reason::Part },
            (true, _) => Likeness { score, reason: Reason::Part },
            (false, _) if seen.initials => Likeness { score, reason: Reason::Initials },
            (false, _) => Likeness { score, reason: Reason::Sound },
        })
    }
}

#[cfg(test)]
mod tests;
