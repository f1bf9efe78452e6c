//! Words run together, as where a table or a list lost its line breaks.

use sayso_model::Span;
use std::collections::BTreeMap;

/// Parts of a glued word have at least this many letters, but for the first of two.
const SHORTEST_PART: usize = 3;
/// A text in which one word in this many has a capital inside it is code, or full of its names.
const USUAL: usize = 150;
/// So few words with a capital inside are no custom of a text.
const FEW: usize = 4;

/// The glued words of a text, each with spaces put in. What went wrong on the way went wrong once:
/// a word that stands twice is a name. So is one that a mark of code stands beside, or any in a
/// text that is full of them.
pub(super) fn find(text: &str) -> Vec<(Span, String)> {
    let mut capitals: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut all, mut inner) = (0, 0);
    for word in words(text) {
        let word = word.of(text).unwrap_or_default();
        all += 1;
        if word.chars().any(char::is_uppercase) {
            *capitals.entry(word).or_insert(0) += 1;
            inner += usize::from(word.starts_with(char::is_lowercase) && seam_at(word).is_some());
        }
    }
    let custom = inner > FEW && inner * USUAL > all;
    let known = |part: &str| capitals.contains_key(part);
    words(text)
        .filter(|span| !is_in_code(text, *span))
        .filter_map(|span| {
            let word = span.of(text)?;
            let seams = seams(word, known);
            let lower = word.starts_with(char::is_lowercase);
            let once = capitals.get(word) == Some(&1);
            let repair = || cut(word, &seams).join(" ");
            (once && !seams.is_empty() && !(lower && custom)).then(|| (span, repair()))
        })
        .collect()
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let rest = &text[start..];
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        at = start + len.max(1);
        Some(Span::new(start, start + len))
    })
}

/// Whether a mark that code is written with stands right beside a word.
fn is_in_code(text: &str, word: Span) -> bool {
    let before = text[..word.start()].chars().next_back();
    let mut after = text[word.end()..].chars();
    let next = after.next();
    let code = |c: char| "_$@#/\\=<>{}`+&%|~0123456789".contains(c);
    let goes_on = after.next().is_some_and(char::is_alphanumeric);
    before.is_some_and(|c| code(c) || c == '.' || c == '-')
        || next.is_some_and(|c| code(c) || matches!(c, '(' | '[') || c == '.' && goes_on)
}

/// Where a small letter stands before a capital, if anywhere.
fn seam_at(word: &str) -> Option<usize> {
    capitals(word).first().copied()
}

/// Where a word with capitals inside it that no name is written with comes apart: one that begins
/// in lower case (`teamsSpecial`), one of three parts and more (`HarbourTownRiver`), or one of two
/// parts that both stand by themselves elsewhere in the text.
///
/// Other names of two parts (`McKinley`, `YouTube`), and those with a single letter before the
/// capital (`iPhone`), are left alone.
/// `known` says whether a part stands by itself.
pub(super) fn seams(word: &str, known: impl Fn(&str) -> bool) -> Vec<usize> {
    let seams = capitals(word);
    let parts = cut(word, &seams);
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let lower = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let long = parts.iter().skip(1).all(|p| letters(p) >= SHORTEST_PART);
    let fits = long
        && match parts[..] {
            [] | [_] => false,
            [first, _] if lower => letters(first) >= 2,
            [_, _] => parts.iter().all(|p| letters(p) >= SHORTEST_PART && known(p)),
            [first, ..] => letters(first) >= if lower { 2 } else { SHORTEST_PART },
        };
    if fits { seams } else { Vec::new() }
}

/// The places before capitals that follow a small letter.
fn capitals(word: &str) -> Vec<usize> {
    let mut small = false;
    let mut seams = Vec::new();
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            seams.push(at);
        }
        small = c.is_lowercase();
    }
    seams
}

/// A word cut at these places.
fn cut<'w>(word: &'w str, seams: &[usize]) -> Vec<&'w str> {
    let starts = std::iter::once(0).chain(seams.iter().copied());
    let ends = seams.iter().copied().chain([word.len()]);
    starts.zip(ends).filter_map(|(start, end)| word.get(start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, repair)| repair).collect()
    }

    #[test]
    fn takes_glued_words_apart_and_leaves_names_alone() {
        assert_eq!(repairs("the teamsSpecial unit"), ["teams Special"]);
        assert_eq!(repairs("in HarbourTownRiver"), ["Harbour Town River"]);
        assert_eq!(repairs("Vreeland or Rickover: VreelandRickover"), ["Vreeland Rickover"]);
        assert_eq!(repairs("McKinley, YouTube and the iPhone of DeSantis"), [""; 0]);
    }

    #[test]
    fn what_stands_twice_or_in_code_is_a_name() {
        assert_eq!(repairs("HarbourTownRiver is HarbourTownRiver"), [""; 0]);
        assert_eq!(repairs("call setGate() of gate.openNow and @millCrew, <openNow>"), [""; 0]);
        let code = (0..20).map(|i| format!("let gate{i} be a{} ", "xGateOpen".repeat(i + 1)));
        assert_eq!(repairs(&code.collect::<String>()), [""; 0]);
    }
}
