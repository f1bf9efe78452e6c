//! Names with everything taken off that writers differ in without meaning another.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name in small letters, without accents, apostrophes, hyphens and full stops.
/// `U.S.` is one word, `Sha'abi` is one, `al-Sadr` are two; `Sadr's` is `sadr`. Arabic words lose their
/// vowel signs and the tatweel, and the forms of a letter that writers confuse become one.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let plain = without_possessive(name);
    let mut letters =
        plain.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).peekable();
    let mut before_stop = 0;
    while let Some(c) = letters.next() {
        match c {
            '\'' | '’' | '‘' | '`' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '´' | 'ـ' => {}
            // A stop after one letter that another letter follows is an abbreviation's.
            '.' if word.chars().count() == before_stop + 1
                && letters.peek().is_some_and(|next| next.is_alphanumeric()) =>
            {
                before_stop += 1;
            }
            c if c.is_alphanumeric() => letter(c, &mut word),
            _ => {
                end(&mut word, &mut words);
                before_stop = 0;
            }
        }
    }
    end(&mut word, &mut words);
    words
}

/// Ends a word. The Arabic article, which is written as one with its word, becomes one of its own.
fn end(word: &mut String, words: &mut Vec<String>) {
    const ARTICLE: &str = "ال";
    let word = std::mem::take(word);
    match word.strip_prefix(ARTICLE) {
        Some(rest) if rest.chars().count() > 2 => {
            words.extend([ARTICLE.to_owned(), rest.to_owned()])
        }
        _ if word.is_empty() => {}
        _ => words.push(word),
    }
}

fn without_possessive(name: &str) -> &str {
    let name = name.trim();
    ["'s", "’s"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

fn letter(c: char, word: &mut String) {
    match c {
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'ø' => word.push('o'),
        'ł' => word.push('l'),
        'đ' | 'ð' => word.push('d'),
        'þ' => word.push_str("th"),
        'ı' => word.push('i'),
        'ٱ' | 'أ' | 'إ' | 'آ' => word.push('ا'),
        'ى' | 'ی' | 'ې' | 'ئ' => word.push('ي'),
        'ؤ' => word.push('و'),
        'ک' => word.push('ك'),
        'ة' | 'ە' | 'ہ' => word.push('ه'),
        'ء' => {}
        c => word.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_writers_differ_in_without_meaning_another_is_taken_off() {
        assert_eq!(words("al-Hashd al-Sha'abi"), ["al", "hashd", "al", "shaabi"]);
        assert_eq!(words("The U.S.’s"), ["the", "us"]);
        assert_eq!(words("J. R. Ørsted"), ["j", "r", "orsted"]);
        assert_eq!(words("Erdoğan"), ["erdogan"]);
        assert_eq!(words("الحَشد الشعبي"), ["ال", "حشد", "ال", "شعبي"]);
        assert_eq!(words("أحمد"), words("احمد"));
        assert!(words("…").is_empty());
    }
}
