//! What people do to words that they copy.

use super::random::Random;

/// One way to edit a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    None,
    Writing,
    OneWord,
    Changed(usize),
    PutIn(usize),
    LeftOut(usize),
    Mixed(usize),
    Split,
    Lead,
    Within,
}

impl Edit {
    pub(super) const ALL: [Self; 13] = [
        Self::None,
        Self::Writing,
        Self::OneWord,
        Self::Changed(10),
        Self::Changed(20),
        Self::Changed(30),
        Self::PutIn(20),
        Self::LeftOut(20),
        Self::Mixed(15),
        Self::Mixed(30),
        Self::Split,
        Self::Lead,
        Self::Within,
    ];

    /// In words.
    pub(super) fn words(self) -> String {
        match self {
            Self::None => "none".to_owned(),
            Self::Writing => "case, quotation marks, punctuation, spaces".to_owned(),
            Self::OneWord => "one word changed".to_owned(),
            Self::Changed(percent) => format!("{percent} % of the words changed"),
            Self::PutIn(percent) => format!("words put in after {percent} % of the words"),
            Self::LeftOut(percent) => format!("{percent} % of the words left out"),
            Self::Mixed(percent) => format!("{percent} % changed, put in or left out"),
            Self::Split => "split: the longer part alone".to_owned(),
            Self::Lead => "the first third reworded".to_owned(),
            Self::Within => "between two other sentences".to_owned(),
        }
    }

    /// Edits a passage; new words come from other passages.
    pub(super) fn apply(self, passage: &str, others: &[String], random: &mut Random) -> String {
        let words: Vec<&str> = passage.split(' ').collect();
        let fresh = |random: &mut Random| {
            let words: Vec<&str> = random.of(others).split(' ').collect();
            (*random.of(&words)).to_owned()
        };
        match self {
            Self::None => passage.to_owned(),
            Self::Writing => writing(&words, random),
            Self::OneWord => {
                let at = random.below(words.len());
                let new = fresh(random);
                edited(&words, |word, index, out| {
                    out.push(if index == at { new.clone() } else { word.to_owned() });
                })
            }
            Self::Changed(percent) => edited(&words, |word, _, out| {
                let change = random.chance(percent);
                out.push(if change { fresh(random) } else { word.to_owned() });
            }),
            Self::PutIn(percent) => edited(&words, |word, _, out| {
                out.push(word.to_owned());
                if random.chance(percent) {
                    out.push(fresh(random));
                }
            }),
            Self::LeftOut(percent) => edited(&words, |word, _, out| {
                if !random.chance(percent) {
                    out.push(word.to_owned());
                }
            }),
            Self::Mixed(percent) => edited(&words, |word, _, out| {
                if !random.chance(percent) {
                    return out.push(word.to_owned());
                }
                match random.below(3) {
                    0 => out.push(fresh(random)),
                    1 => out.extend([word.to_owned(), fresh(random)]),
                    _ => {}
                }
            }),
            Self::Split => {
                let from = words.len() * (30 + random.below(20)) / 100;
                words[from..].join(" ")
            }
            Self::Lead => {
                let lead = words.len() / 3;
                edited(&words, |word, index, out| {
                    out.push(if index < lead { fresh(random) } else { word.to_owned() });
                })
            }
            Self::Within => {
                let (before, after) = (random.of(others).clone(), random.of(others));
                format!("{before} {passage} {after}")
            }
        }
    }
}

fn edited(words: &[&str], mut each: impl FnMut(&str, usize, &mut Vec<String>)) -> String {
    let mut out = Vec::new();
    words.iter().enumerate().for_each(|(index, word)| each(word, index, &mut out));
    out.join(" ")
}

fn writing(words: &[&str], random: &mut Random) -> String {
    let write = |word: &str, index: usize, out: &mut Vec<String>| {
        let word = word.replace(['"', ',', ';', ':'], "").replace('\'', "\u{2019}");
        out.push(match random.below(8) {
            0 => word.to_uppercase(),
            1 => word.to_lowercase(),
            2 => format!("\u{201c}{word}\u{201d}"),
            3 => format!("{word},"),
            4 if index > 0 => format!("\u{2014} {word}"),
            _ => word,
        });
    };
    edited(words, write)
}
