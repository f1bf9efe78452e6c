//! What to look for likely spellings of a name by.

use super::sound::{self, Sound};
use super::{Role, Word, rarity};
use std::cmp::Reverse;

/// Words of a name that are keys by themselves: its rarest.
const BY_THEMSELVES: usize = 2;

/// Keys no longer than this are many words', and not by themselves.
const SHORT: usize = 2;
/// Words of a name that are keys two by two.
const PAIRED: usize = 3;

/// The keys of a name: one of its words together, in whatever order, some of two, and one for each
/// rare word.
pub(super) fn keys(words: &[Word]) -> Vec<String> {
    let naming = words.iter().filter(|word| word.role == Role::Names);
    let mut words: Vec<(Reverse<u8>, String)> =
        naming.map(|word| (Reverse(rarity::of(&word.folded)), of_word(&word.folded))).collect();
    // That somebody is a servant of God is written apart as often as not.
    if words.iter().any(|(_, key)| !is_servant(key)) {
        words.retain(|(_, key)| !is_servant(key));
    }
    words.sort_by_key(|(rarity, key)| (*rarity, Reverse(key.len())));
    let rarest = words.iter().take(BY_THEMSELVES).map(|(_, key)| key.clone());
    let mut keys: Vec<String> = rarest.filter(|key| key.len() > SHORT).collect();
    let mut all: Vec<String> = words.into_iter().map(|(_, key)| key).collect();
    // Of two of the rarer words: one can be left out, or written with another.
    let mut rare = all.clone();
    rare.truncate(PAIRED);
    rare.sort();
    for (nth, one) in rare.iter().enumerate() {
        keys.extend(rare[nth + 1..].iter().map(|other| format!("{one} {other}")));
    }
    all.sort();
    keys.push(all.concat());
    keys.sort();
    keys.dedup();
    keys
}

/// The key of a word: for kinds of bodies, which are translated, the number of the kind.
fn of_word(word: &str) -> String {
    rarity::kind(word).map_or_else(|| key(word), |kind| kind.to_string())
}

fn is_servant(key: &str) -> bool {
    matches!(key, "bt" | "btl")
}

/// The consonants that transliterations keep, coarsely, without what may stand before as a word.
fn key(word: &str) -> String {
    let sounds = sound::sounds(word);
    let key = consonants(&sounds);
    let rest = ["btl", "bt"].iter().find_map(|servant| key.strip_prefix(servant));
    let is_glued = ["al", "el"].iter().any(|article| word.starts_with(article));
    let rest = rest.or_else(|| key.strip_prefix('l').filter(|_| is_glued));
    rest.filter(|rest| rest.len() > 1).map_or_else(|| key.clone(), str::to_owned)
}

fn consonants(sounds: &[Sound]) -> String {
    let mut key = String::with_capacity(sounds.len());
    let letters = || sounds.iter().filter_map(|sound| sound::letter(*sound));
    for class in letters().filter_map(class) {
        if !key.ends_with(class) {
            key.push(class);
        }
    }
    if key.is_empty() {
        key.extend(letters().next().map(|_| 'a'));
    }
    key
}

/// One letter for all consonants that are written for each other; nothing for vowels and those that
/// are left out.
fn class(letter: char) -> Option<char> {
    Some(match letter {
        'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'w' | 'y' | 'v' => return None,
        'ا' | 'أ' | 'ع' | 'ح' | 'ه' | 'ة' | 'ھ' | 'و' | 'ي' | 'ى' | 'ے' | 'ڤ' => {
            return None;
        }
        'b' | 'p' | 'ب' | 'پ' => 'b',
        't' | 'd' | 'ت' | 'ط' | 'د' | 'ٹ' | 'ڈ' => 't',
        'k' | 'q' | 'g' | 'G' | 'K' | 'x' | 'ك' | 'ق' | 'غ' | 'خ' | 'گ' => 'k',
        's' | 'z' | 'S' | 'C' | 'Z' | 'T' | 'D' | 'j' => 's',
        'س' | 'ص' | 'ز' | 'ظ' | 'ش' | 'ج' | 'چ' | 'ژ' | 'ث' | 'ذ' | 'ض' => 's',
        'f' | 'ف' => 'f',
        'l' | 'ل' => 'l',
        'r' | 'ر' | 'ڑ' => 'r',
        'm' | 'م' => 'm',
        'n' | 'ن' | 'ں' => 'n',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_one_word_have_one_key() {
        for (one, other) in [
            ("mohammed", "muhammad"),
            ("hussein", "husayn"),
            ("shaabi", "shabi"),
            ("yusuf", "youssef"),
            ("abdulkarim", "karim"),
            ("alkhatib", "khatib"),
            ("محمد", "mohammed"),
            ("قاسم", "qassem"),
            ("سليماني", "soleimani"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_ne!(key("samir"), key("amin"));
    }
}
