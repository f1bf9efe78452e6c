//! Which script a letter is of (Unicode Standard Annex 24), as far as languages are told by it.

/// A script that languages are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Han,
    Kana,
    Devanagari,
    /// One that is written in one language for the most part, with that language.
    Of(&'static str),
    /// Any other.
    Other,
}

/// Scripts of one language, by the first and last code points of their blocks.
const OF_ONE: &[(char, char, &str)] = &[
    ('\u{0370}', '\u{03ff}', "el"),
    ('\u{0530}', '\u{058f}', "hy"),
    ('\u{0980}', '\u{09ff}', "bn"),
    ('\u{0a00}', '\u{0a7f}', "pa"),
    ('\u{0a80}', '\u{0aff}', "gu"),
    ('\u{0b00}', '\u{0b7f}', "or"),
    ('\u{0b80}', '\u{0bff}', "ta"),
    ('\u{0c00}', '\u{0c7f}', "te"),
    ('\u{0c80}', '\u{0cff}', "kn"),
    ('\u{0d00}', '\u{0d7f}', "ml"),
    ('\u{0d80}', '\u{0dff}', "si"),
    ('\u{0e00}', '\u{0e7f}', "th"),
    ('\u{0e80}', '\u{0eff}', "lo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1100}', '\u{11ff}', "ko"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{1f00}', '\u{1fff}', "el"),
    ('\u{ac00}', '\u{d7af}', "ko"),
];

/// The script of a letter; `None` of what is no letter.
pub(super) fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c {
        '\u{00aa}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{0400}'..='\u{052f}' => Script::Cyrillic,
        '\u{0590}'..='\u{05ff}' | '\u{fb1d}'..='\u{fb4f}' => Script::Hebrew,
        '\u{0600}'..='\u{06ff}'
        | '\u{0750}'..='\u{077f}'
        | '\u{08a0}'..='\u{08ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => Script::Arabic,
        '\u{0900}'..='\u{097f}' => Script::Devanagari,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ => OF_ONE
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&c))
            .map_or(Script::Other, |(.., language)| Script::Of(language)),
    })
}

/// Whether a letter runs from right to left (Unicode Standard Annex 9): the blocks from Hebrew to
/// the end of Arabic Extended-A, their presentation forms, and the old scripts of that direction.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
