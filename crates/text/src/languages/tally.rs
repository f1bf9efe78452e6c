//! What is counted of some words to tell their language by.

use super::guess::{self, LANGUAGES, SIGNS};
use super::scripts::{Script, is_right_to_left, script};
use sayso_model::Direction;

/// Fewest letters of a script that is told by its letters.
const FEW_LETTERS: u32 = 8;

/// Counts over some words; counts of several stretches add up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
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
    /// Words, and those of them that each language's sentences are held together with.
    words: u32,
    hits: [u32; LANGUAGES.len()],
    /// Letters that only some languages of their script have.
    signs: [u32; SIGNS.len()],
}

impl Tally {
    pub(super) fn of(words: &str) -> Self {
        let mut tally = Self::default();
        let mut lower = String::new();
        let mut last = None;
        for word in words.split(|c: char| !(c.is_alphabetic() || is_mark(c))) {
            if word.is_empty() {
                continue;
            }
            lower.clear();
            for c in word.chars() {
                tally.letter(c);
                lower.extend(c.to_lowercase());
            }
            tally.words += 1;
            // A word said twice in a row counts once, so that a line of one word tells nothing.
            let found = guess::languages_with(&lower);
            if last != Some(found.0) || found.1 == 0 {
                for (hits, bit) in tally.hits.iter_mut().zip(0_u32..) {
                    *hits += u32::from(found.1 >> bit & 1 == 1);
                }
            }
            last = Some(found.0);
        }
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
        if let Some((language, count)) = more.of_one {
            self.one(language, count);
        }
        self.hits.iter_mut().zip(more.hits).for_each(|(all, some)| *all += some);
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
    /// letters are of, and within it by letters that only it has, and by its commonest words.
    pub(super) fn language(&self) -> Option<&'static str> {
        let most = self.letters() / 2;
        let of = |count: u32| count > most;
        if of(self.latin) {
            return guess::by_words(&self.hits, self.words, Script::Latin);
        }
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
            (self.arabic, Script::Arabic),
            (self.cyrillic, Script::Cyrillic),
            (self.devanagari, Script::Devanagari),
        ];
        let (letters, script) = script.into_iter().find(|(count, _)| of(*count))?;
        guess::by_signs(&self.signs, letters, script)
            .or_else(|| guess::by_words(&self.hits, self.words, script))
    }
}

/// A mark that is part of a word in its script: vowel signs, the joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}' | '\u{064b}'..='\u{0652}')
}
