//! Whether two names are spellings of one: across transliterations, scripts, word order, titles,
//! initials and acronyms.
//!
//! A [`Spelled`] name is its words, folded, with titles and articles told apart from those that name.
//! [`Spelled::likeness`] pairs the words of two names that sound most alike and weighs what is left
//! over. It knows nothing of who is meant: that *Ali Hassan* of one text is *Ali Hassan* of another is
//! for [`identity`](crate::identity) to judge.

mod acronym;
mod fold;
mod role;
mod sound;

use role::Role;
use sound::Sounds;

/// A name made ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelled {
    words: Vec<Word>,
    /// Whether it is written in capitals or with stops, as acronyms are.
    capitals: bool,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    folded: String,
    sounds: Sounds,
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

/// Two words that sound less alike than this are not paired.
const ALIKE: f32 = 0.62;

impl Spelled {
    /// Of a name as written.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let words = fold::words(name);
        let roles = role::roles(&words);
        let word =
            |(folded, role): (String, Role)| Word { sounds: Sounds::of(&folded), folded, role };
        let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        Self { words: words.into_iter().zip(roles).map(word).collect(), capitals }
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
        let mut sounds: Vec<String> =
            self.words_that_name().map(|word| word.sounds.key()).collect();
        sounds.sort();
        let all = sounds.concat();
        let longest = sounds.iter().max_by_key(|key| key.len()).cloned();
        let mut keys: Vec<String> = longest.into_iter().filter(|key| key.len() > 2).collect();
        keys.push(all);
        keys.dedup();
        keys
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

    /// How likely the two are spellings of one name; `None` where nothing speaks for it.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let of = |spelled: &Self| -> Vec<usize> {
            (0..spelled.words.len()).filter(|n| spelled.words[*n].role == Role::Names).collect()
        };
        let (mine, theirs) = (of(self), of(other));
        if mine.is_empty() || theirs.is_empty() {
            return None;
        }
        if self.naming().eq(other.naming()) {
            return Some(Likeness { score: 1.0, reason: Reason::Same });
        }
        self.by_acronym(other).or_else(|| self.by_words(&mine, other, &theirs))
    }

    fn by_acronym(&self, other: &Self) -> Option<Likeness> {
        let is_of = |short: &Self, long: &Self| {
            short.as_acronym().is_some_and(|short| long.acronyms().iter().any(|own| own == short))
        };
        (is_of(self, other) || is_of(other, self))
            .then_some(Likeness { score: 0.7, reason: Reason::Acronym })
    }

    /// Pairs the words, the most alike first.
    fn by_words(&self, mine: &[usize], other: &Self, theirs: &[usize]) -> Option<Likeness> {
        let mut pairs = Vec::new();
        for (i, &m) in mine.iter().enumerate() {
            for (j, &t) in theirs.iter().enumerate() {
                let (like, initial) = self.words[m].likeness(&other.words[t]);
                if like >= ALIKE {
                    pairs.push((like, initial, i, j));
                }
            }
        }
        pairs.sort_by(|a, b| {
            let apart = |pair: &(f32, bool, usize, usize)| pair.2.abs_diff(pair.3);
            b.0.total_cmp(&a.0).then(apart(a).cmp(&apart(b))).then((a.2, a.3).cmp(&(b.2, b.3)))
        });
        let mut paired = Paired::new(mine.len(), theirs.len());
        for (like, initial, i, j) in pairs {
            paired.take(like, initial, i, j);
        }
        paired.likeness()
    }
}

impl Word {
    /// How alike two words are, and whether one is only the other's initial.
    fn likeness(&self, other: &Self) -> (f32, bool) {
        let is_initial = |one: &Self, other: &Self| {
            let mut letters = one.folded.chars();
            let first = letters.next();
            letters.next().is_none() && first == other.folded.chars().next()
        };
        match is_initial(self, other) || is_initial(other, self) {
            true => (0.8, true),
            false => (self.sounds.likeness(&other.sounds), false),
        }
    }
}

/// Words of two names that were put side by side.
struct Paired {
    mine: Vec<bool>,
    theirs: Vec<bool>,
    /// The likeness of the paired words, in all, and of the least alike.
    sum: f32,
    least: f32,
    initials: bool,
    crossed: bool,
    last: Option<(usize, usize)>,
}

impl Paired {
    fn new(mine: usize, theirs: usize) -> Self {
        Self {
            mine: vec![false; mine],
            theirs: vec![false; theirs],
            sum: 0.0,
            least: 1.0,
            initials: false,
            crossed: false,
            last: None,
        }
    }

    fn take(&mut self, like: f32, initial: bool, i: usize, j: usize) {
        if self.mine[i] || self.theirs[j] {
            return;
        }
        (self.mine[i], self.theirs[j]) = (true, true);
        self.sum += like;
        self.least = self.least.min(like);
        self.initials |= initial;
        self.crossed |= self.last.is_some_and(|(a, b)| (a < i) != (b < j));
        self.last = Some((i, j));
    }

    fn likeness(&self) -> Option<Likeness> {
        let count = |taken: &[bool]| taken.iter().filter(|taken| **taken).count();
        let paired = count(&self.mine);
        let (fewer, more) = {
            let (a, b) = (self.mine.len(), self.theirs.len());
            (a.min(b), a.max(b))
        };
        if paired < fewer || paired == 0 {
            return None;
        }
        let mean = self.sum / paired as f32;
        let order = if self.crossed { 0.9 } else { 1.0 };
        if more > fewer {
            let reach = if paired == 1 { 0.35 } else { 0.75 };
            return Some(Likeness { score: reach * mean * order, reason: Reason::Part });
        }
        let reason = if self.initials { Reason::Initials } else { Reason::Sound };
        Some(Likeness { score: (0.5 * mean + 0.5 * self.least) * order, reason })
    }
}

#[cfg(test)]
mod tests;
