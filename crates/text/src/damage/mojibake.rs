//! UTF-8 read as Windows-1252, and put right again exactly.
//!
//! Each character of such words stands for one byte; the bytes are UTF-8. A single letter beside a
//! mark can look like that by chance (`CAFÉ”` are the bytes of `ɔ`), so that one character alone
//! must be of those that a western text would have: with a lead of `Â` or `Ã` after no capital, a
//! typographic mark (`â€™`), or an emoji (`ðŸ`). Two and more in a row are no chance.

use encoding_rs::WINDOWS_1252;
use sayso_model::Span;

/// The damaged words, each with its repair.
pub(super) fn find(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(step) = text[at..].find(|c: char| !c.is_ascii()) {
            let word = word_at(text, at + step);
            at = word.end().max(at + step + 1);
            at = (at..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
            let repaired = word.of(text).and_then(repair);
            if let Some(repaired) = repaired {
                return Some((word, repaired));
            }
        }
        None
    })
}

/// The word around a place: up to white space, and to ASCII marks. A no-break space can be part of
/// a garbled letter, and so of the word.
fn word_at(text: &str, at: usize) -> Span {
    let ends = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let ends = |c: char| ends(c) || c.is_whitespace() && c != '\u{a0}';
    let start = text[..at].rfind(ends).map_or(0, |i| i + 1);
    let end = text[at..].find(ends).map_or(text.len(), |i| at + i);
    let words = text.get(start..end).map_or("", |w| w.trim_start_matches('\u{a0}'));
    Span::new(end - words.len(), end)
}

/// A word with its garbled characters put right, where it has any.
fn repair(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    let mut garbled = false;
    while let Some(first) = rest.chars().next() {
        let run = run(rest);
        let before = out.chars().next_back();
        if run.len() > 1 || run.first().is_some_and(|c| is_certain(rest, c.0, before)) {
            garbled = true;
            out.extend(run.iter().map(|(c, _)| c));
            rest = &rest[run.iter().map(|(_, len)| len).sum()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    garbled.then_some(out)
}

/// The garbled characters in a row that some words begin with, each with its bytes there.
fn run(words: &str) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    let mut rest = words;
    while let Some((c, len)) = garbled(rest) {
        out.push((c, len));
        rest = &rest[len..];
    }
    out
}

/// The character that some words begin with the garbled bytes of.
fn garbled(words: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut len = 0;
    for (count, c) in words.chars().take(4).enumerate() {
        *bytes.get_mut(count)? = byte(c)?;
        len += c.len_utf8();
        match std::str::from_utf8(&bytes[..=count]) {
            Ok(whole) => return whole.chars().next().filter(|_| count > 0).map(|c| (c, len)),
            Err(e) if e.error_len().is_some() => return None,
            Err(_) => {}
        }
    }
    None
}

/// The byte that Windows-1252 has for a character outside of ASCII.
fn byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let (encoded, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!failed).then(|| encoded.first().copied()).flatten()
}

/// Whether one garbled character alone is no chance.
fn is_certain(words: &str, c: char, before: Option<char>) -> bool {
    let lead = words.chars().next().unwrap_or_default();
    match lead {
        'Â' | 'Ã' => !before.is_some_and(char::is_uppercase),
        'â' => ('\u{2000}'..'\u{2200}').contains(&c),
        'ð' | 'ï' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs(text: &str) -> Vec<String> {
        find(text).map(|(_, repair)| repair).collect()
    }

    #[test]
    fn puts_right_what_was_read_with_the_wrong_charset() {
        assert_eq!(repairs("the CafÃ© shut"), ["Café"]);
        assert_eq!(repairs("the boardâ€™s own â€œcrewâ€\u{9d}"), ["board’s", "“crew”"]);
        assert_eq!(repairs("10Â\u{a0}km, 5Â°"), ["10\u{a0}km", "5°"]);
        for word in ["Привет", "العربية", "naïve", "😀", "字字"] {
            let (wrong, _) = WINDOWS_1252.decode_without_bom_handling(word.as_bytes());
            assert_eq!(repairs(&wrong), [word], "{wrong}");
        }
    }

    #[test]
    fn leaves_letters_that_belong_there() {
        for word in
            ["Café", "CAFÉ”", "“AMANHÃ”", "voilà…”", "café…”", "Âge-le-Château", "SÃO", "Ü–Ä"]
        {
            assert_eq!(repairs(word), [""; 0], "{word}");
        }
    }
}
