//! Words of names as sounds: for names that came from Arabic into Latin letters by many ways, and for
//! Arabic letters themselves.

/// One sound: a number below [`KNOWN`] for those that [`ALPHABET`] lists, others by their letter.
pub(super) type Sound = u32;

/// The sounds that what is learnt tells of. Small letters write one sound each, capitals stand for the
/// groups of [`sound_at`]. Arabic letters are as folded, but for those that are read otherwise at an end
/// of a word: `أ` is an alif at the beginning, `ى` and `ة` are a ya and a ha at the end.
const ALPHABET: &str =
    "abcdefghijklmnopqrstuvwxyzSCKGTDZابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤٹڈڑںھےأىة";

/// More than [`ALPHABET`] has.
pub(super) const KNOWN: usize = 80;

/// Words longer than this are compared by their beginnings: no name is.
pub(super) const LONGEST: usize = 24;

/// The sound of a letter of [`ALPHABET`], or the letter's own.
pub(super) fn sound(letter: char) -> Sound {
    let known = ALPHABET.chars().position(|known| known == letter);
    known.map_or(KNOWN as Sound + letter as Sound, |nth| nth as Sound)
}

/// The letter of a sound.
pub(super) fn letter(sound: Sound) -> Option<char> {
    let beyond = sound.checked_sub(KNOWN as Sound);
    beyond.map_or_else(|| ALPHABET.chars().nth(sound as usize), char::from_u32)
}

/// The sounds of a folded word. One that is written twice counts once.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut letters: Vec<char> = word.chars().take(2 * LONGEST).collect();
    if let [first, .., last] = &mut letters[..] {
        *first = if *first == 'ا' { 'أ' } else { *first };
        *last = match *last {
            'ي' => 'ى',
            'ه' => 'ة',
            last => last,
        };
    }
    let mut sounds = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() && sounds.len() < LONGEST {
        let (next, length) = sound_at(&letters[at..]);
        at += length;
        let next = sound(next);
        if sounds.last() != Some(&next) {
            sounds.push(next);
        }
    }
    sounds
}

/// Whether a word is in Arabic letters, which leave short vowels out.
pub(super) fn is_arabic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}'))
}

/// The first sound of some letters, and how many letters write it.
fn sound_at(letters: &[char]) -> (char, usize) {
    let next = letters.get(1).copied();
    let pair = match (letters[0], next) {
        ('s', Some('h')) => 'S',
        ('c', Some('h')) => 'C',
        ('k', Some('h')) => 'K',
        ('g', Some('h')) => 'G',
        ('t', Some('h')) => 'T',
        ('d', Some('h')) => 'D',
        ('z', Some('h')) => 'Z',
        ('p', Some('h')) => 'f',
        ('c', Some('k')) => 'k',
        ('d', Some('j')) => 'j',
        ('o', Some('u' | 'o')) => 'u',
        ('e', Some('e')) => 'i',
        ('c', Some('e' | 'i' | 'y')) => return ('s', 1),
        ('c', _) => return ('k', 1),
        (letter, _) => return (letter, 1),
    };
    (pair, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_has_a_letter_and_every_letter_a_sound() {
        assert!(ALPHABET.chars().count() <= KNOWN);
        for letter_of in ALPHABET.chars().chain(['7', '中', 'я']) {
            assert_eq!(letter(sound(letter_of)), Some(letter_of));
        }
    }
}
