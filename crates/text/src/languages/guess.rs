//! What tells languages of one script apart.
//!
//! Two libraries are asked, since each errs where the other does not: `whichlang` is fast and knows
//! 16 languages, one of which it takes every text for; `whatlang` knows 69 and says whether it is
//! sure, at more than twenty times the cost. `docs/design/languages.md` has the figures.

use super::scripts::Script;

/// Letters that, of the languages of their script, only one has.
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("ىةؤإأ", "ar"),
    ("یکپچژگ", "fa"),
    ("ٹڈڑںےہھ", "ur"),
    ("ێۆڵڕ", "ckb"),
    ("ыэё", "ru"),
    ("їєґ", "uk"),
    ("ў", "be"),
    ("ђћ", "sr"),
    ("ѓќѕ", "mk"),
];

/// Fewest letters of a stretch that is told by its letters, and one in how many must tell.
const FEW_LETTERS: u32 = 12;
const RAREST_SIGN: u32 = 60;
/// Bytes of a stretch that `whatlang` is given: more tell it nothing new.
const SAMPLE: usize = 600;

/// The language that some words are in, where it can be told. `usual` is the one that they are most
/// likely in: for it the fast guess is enough, and against it both have to speak.
pub(super) fn by_words(words: &str, script: Script, usual: Option<&str>) -> Option<&'static str> {
    let fast = tag(whichlang::detect_language(words).three_letter_code());
    if fast.is_some() && fast == usual {
        return fast;
    }
    let told = whatlang::detect(&words[..words.floor_char_boundary(SAMPLE)])?;
    let found = tag(told.lang().code()).filter(|_| is_of(told.script(), script))?;
    let alone = usual.is_some() && is_known_to_both(found) && fast != Some(found);
    (told.is_reliable() && !alone).then_some(found)
}

fn is_known_to_both(language: &str) -> bool {
    whichlang::LANGUAGES.iter().any(|known| tag(known.three_letter_code()) == Some(language))
}

fn is_of(found: whatlang::Script, script: Script) -> bool {
    matches!(
        (found, script),
        (whatlang::Script::Latin, Script::Latin)
            | (whatlang::Script::Cyrillic, Script::Cyrillic)
            | (whatlang::Script::Arabic, Script::Arabic)
            | (whatlang::Script::Devanagari, Script::Devanagari)
    )
}

/// The tag (BCP 47) of a code of ISO 639-3.
fn tag(code: &str) -> Option<&'static str> {
    let at = TAGS.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
    TAGS.get(at).map(|(_, tag)| *tag)
}

/// The languages that the libraries know, in order of their codes.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// The language of a script that has letters of its own in these words: of two, the one with more,
/// where those of the other are few.
pub(super) fn by_signs(
    signs: &[u32; SIGNS.len()],
    letters: u32,
    script: Script,
) -> Option<&'static str> {
    let of_script =
        |letters: &str| letters.chars().all(|c| super::scripts::script(c) == Some(script));
    let mut counts: Vec<(u32, &'static str)> = SIGNS
        .iter()
        .zip(signs)
        .filter(|((letters, _), _)| of_script(letters))
        .map(|((_, tag), count)| (*count, *tag))
        .collect();
    // Urdu and Kurdish have the letters that tell Persian from Arabic too, and so has Belarusian
    // those that tell Russian from its neighbours.
    let count = |tag: &str| counts.iter().find(|(_, t)| *t == tag).map_or(0, |(count, _)| *count);
    let finer = [("fa", count("ur") + count("ckb")), ("ru", count("be"))];
    for (count, tag) in &mut counts {
        if finer.iter().any(|(coarse, finer)| coarse == tag && finer * 8 > *count) {
            *count = 0;
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (most, tag) = *counts.first()?;
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    let told = letters >= FEW_LETTERS && most * RAREST_SIGN >= letters && most > 0;
    (told && most >= second * 3).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_tag() {
        assert!(TAGS.is_sorted());
        for lang in whatlang::Lang::all() {
            assert!(tag(lang.code()).is_some(), "{}", lang.code());
        }
        for lang in whichlang::LANGUAGES {
            assert!(tag(lang.three_letter_code()).is_some(), "{lang:?}");
        }
    }
}
