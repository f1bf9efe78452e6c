//! What is counted of some words to tell their language by.

use super::guess::{self, SIGNS};
use super::scripts::{Script, is_right_to_left, script};
use sayso_model::Direction;

/// Fewest letters of a script that is told by its letters.
const FEW_LETTERS: u32 = 8;
/// Fewest letters, and words, of a stretch that is told by its words.
const FEW_OF_WORDS: u32 = 32;
const FEW_WORDS: u32 = 5;
/// Bytes of words that are kept to tell a language by.
const SAMPLE: usize = 4_000;
/// Bytes of one line among them.
const LINE: usize = 600;

/// Counts over some words; counts of several stretches add up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tally {
    /// Letters by script.
    latin: u32,
    cyrillic: u32,
    arabic: u32,
    hebrew: u32,
    han: u32,
    kana: u32,
    devanagari: u32,
    other: u32,
    /// The one language of the script that most letters of scripts of one language are of.
    of_one: Option<(&'static str, u32)>,
    right_to_left: u32,
    words: u32,
    /// Those that begin with a capital.
    capitals: u32,
    /// Letters that only some languages of their script have.
    signs: [u32; SIGNS.len()],
    /// Some of the words.
    sample: String,
}

impl Tally {
    pub(super) fn of(words: &str) -> Self {
        let mut tally = Self::default();
        for word in words.split(|c: char| !(c.is_alphabetic() || is_mark(c))) {
            word.chars().for_each(|c| tally.letter(c));
            tally.words += u32::from(!word.is_empty());
            tally.capitals += u32::from(word.starts_with(char::is_uppercase));
        }
        words[..words.floor_char_boundary(LINE)].clone_into(&mut tally.sample);
        tally
    }

    fn letter(&mut self, c: char) {
        let count = match script(c) {
            None => return,
            Some(Script::Latin) => &mut self.latin,
            Some(Script::Cyrillic) => &mut self.cyrillic,
            Some(Script::Arabic) => &mut self.arabic,
            Some(Script::Hebrew) => &mut self.hebrew,
            Some(Script::Han) => &mut self.han,
            Some(Script::Kana) => &mut self.kana,
            Some(Script::Devanagari) => &mut self.devanagari,
            Some(Script::Other) => &mut self.other,
            Some(Script::Of(language)) => {
                self.one(language, 1);
                return;
            }
        };
        *count += 1;
        if c.is_ascii() {
            return;
        }
        self.right_to_left += u32::from(is_right_to_left(c));
        for (signs, (letters, _)) in self.signs.iter_mut().zip(SIGNS) {
            *signs += u32::from(letters.contains(c));
        }
    }

    /// Counts letters of a script of one language: of two such scripts the one with more is kept.
    fn one(&mut self, language: &'static str, count: u32) {
        match &mut self.of_one {
            Some((known, letters)) if *known == language => *letters += count,
            Some((_, letters)) if *letters >= count => self.other += count,
            Some((_, letters)) => {
                self.other += *letters;
                self.of_one = Some((language, count));
            }
            None => self.of_one = Some((language, count)),
        }
    }

    pub(super) fn add(&mut self, more: &Self) {
        self.latin += more.latin;
        self.cyrillic += more.cyrillic;
        self.arabic += more.arabic;
        self.hebrew += more.hebrew;
        self.han += more.han;
        self.kana += more.kana;
        self.devanagari += more.devanagari;
        self.other += more.other;
        self.right_to_left += more.right_to_left;
        self.words += more.words;
        self.capitals += more.capitals;
        if self.sample.len() < SAMPLE && !more.sample.is_empty() {
            self.sample.push_str(&more.sample);
            self.sample.push('\n');
        }
        if let Some((language, count)) = more.of_one {
            self.one(language, count);
        }
        self.signs.iter_mut().zip(more.signs).for_each(|(all, some)| *all += some);
    }

    fn letters(&self) -> u32 {
        self.latin
            + self.cyrillic
            + self.arabic
            + self.hebrew
            + self.han
            + self.kana
            + self.devanagari
            + self.other
            + self.of_one.map_or(0, |(_, count)| count)
    }

    /// The way that most of the letters run.
    pub(super) fn direction(&self) -> Direction {
        if self.right_to_left * 2 > self.letters() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// The language (BCP 47) of the words, where there are enough to tell: by the script that most
    /// letters are of, and within it by letters that only it has, and by the words. `usual` is the
    /// language that they are most likely in.
    pub(super) fn language(&self, usual: Option<&str>) -> Option<&'static str> {
        let most = self.letters() / 2;
        let of = |count: u32| count > most;
        if let Some((language, _)) =
            self.of_one.filter(|(_, count)| of(*count) && *count >= FEW_LETTERS)
        {
            return Some(language);
        }
        if of(self.kana + self.han) && self.kana + self.han >= FEW_LETTERS {
            // Japanese is written with a kana for each ending; Chinese has none.
            return Some(if self.kana * 10 > self.han { "ja" } else { "zh" });
        }
        if of(self.hebrew) && self.hebrew >= FEW_LETTERS {
            return Some("he");
        }
        let script = [
            (self.latin, Script::Latin),
            (self.arabic, Script::Arabic),
            (self.cyrillic, Script::Cyrillic),
            (self.devanagari, Script::Devanagari),
        ];
        let (letters, script) = script.into_iter().find(|(count, _)| of(*count))?;
        let signs = || guess::by_signs(&self.signs, letters, script);
        let signed = (script != Script::Latin).then(signs).flatten();
        signed.or_else(|| {
            let told = letters >= FEW_OF_WORDS && self.is_running();
            told.then(|| guess::by_words(&self.sample, script, usual)).flatten()
        })
    }

    /// Whether the words are running text, not a list of names.
    fn is_running(&self) -> bool {
        self.words >= FEW_WORDS && self.capitals * 2 <= self.words
    }
}

/// A mark that is part of a word in its script: vowel signs, the joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}' | '\u{064b}'..='\u{0652}')
}
