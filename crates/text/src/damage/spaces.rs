//! Spaces lost beside marks of punctuation.

use crate::links::TOP_LABELS;
use sayso_model::Span;

/// Letters that must stand on both sides of a mark.
const SHORTEST: usize = 2;
/// Letters of the word that a full stop ends: shorter ones are abbreviations.
const SHORTEST_SENTENCE_END: usize = 3;

/// The kinds of marks that a space belongs beside.
const KINDS: usize = 3;

/// Words between which a space is missing, each with its repair. A text that writes most marks of
/// a kind without a space is of a kind of its own (lists of values, code), and nothing is missing.
pub(super) fn find(text: &str) -> Vec<(Span, String)> {
    let mut found: [Vec<(Span, String)>; KINDS] = Default::default();
    let mut spaced = [0_usize; KINDS];
    for (at, mark) in text.match_indices(['.', '!', '?', ',', ';', '(']) {
        let kind = match mark {
            "," | ";" => 1,
            "(" => 2,
            _ => 0,
        };
        let (before, after) = (&text[..at], &text[at + 1..]);
        let beside = if kind == 2 { before.chars().next_back() } else { after.chars().next() };
        if beside.is_some_and(char::is_whitespace) {
            spaced[kind] += 1;
        } else if let Some((span, seam)) = missing(text, at, kind) {
            let words = span.of(text).unwrap_or_default();
            let (head, tail) = words.split_at(seam - span.start());
            found[kind].push((span, format!("{head} {tail}")));
        }
    }
    let mut out = Vec::new();
    for (kind, found) in found.into_iter().enumerate() {
        if found.len() <= 1.max(spaced[kind] / 3) {
            out.extend(found);
        }
    }
    out.sort_by_key(|(span, _)| *span);
    out
}

/// The words around a mark, where a space is missing, and the place it belongs.
fn missing(text: &str, at: usize, kind: usize) -> Option<(Span, usize)> {
    if kind == 2 {
        let start = at - letters_before(&text[..at]).len();
        let near = text.floor_char_boundary(text.len().min(at + 2 * LONGEST));
        let word = text.get(start..near)?.split_whitespace().next()?;
        opening(word).filter(|seam| start + seam == at)?;
        let end = at + 1 + letters_after(&text[at + 1..]).len();
        return Some((Span::new(start, end), at));
    }
    let (head, tail) = (letters_before(&text[..at]), letters_after(&text[at + 1..]));
    let count = |part: &str| part.chars().count();
    let outside =
        |c: Option<char>| c.is_none_or(|c| !"./@_-\\:#&=+*’'".contains(c) && !c.is_numeric());
    let span = Span::new(at - head.len(), at + 1 + tail.len());
    let alone = outside(text[..span.start()].chars().next_back())
        && (outside(text[span.end()..].chars().next())
            || text[span.end()..].starts_with(['’', '\'', '.']) && !goes_on(&text[span.end()..]));
    let fits = if kind == 1 {
        count(head) >= SHORTEST && count(tail) >= SHORTEST
    } else {
        let mut letters = tail.chars();
        let begins = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(char::is_lowercase);
        count(head) >= SHORTEST_SENTENCE_END
            && head.chars().skip(1).all(char::is_lowercase)
            && begins
            && !TOP_LABELS.contains(&tail.to_lowercase().as_str())
    };
    (fits && alone && !tail.is_empty()).then_some((span, at + 1))
}

/// Whether what follows a word goes on with it: `.` or `’` before another letter.
fn goes_on(rest: &str) -> bool {
    rest.starts_with('.') && rest.chars().nth(1).is_some_and(char::is_alphanumeric)
}

/// Where a bracket opens inside a word that does not close it, with letters on both sides.
pub(super) fn opening(word: &str) -> Option<usize> {
    let at = word.find('(')?;
    let (head, tail) = (&word[..at], &word[at + 1..]);
    let long = |part: &str| part.chars().count() >= SHORTEST;
    let fits =
        long(letters_before(head)) && long(letters_after(tail)) && !tail.contains([')', '(']);
    fits.then_some(at)
}

/// The longest run of letters that is looked at; a longer one is no word.
const LONGEST: usize = 64;

fn letters_before(words: &str) -> &str {
    let near = words.floor_char_boundary(words.len().saturating_sub(LONGEST));
    let near = &words[near..];
    let start = near.rfind(|c: char| !c.is_alphabetic());
    let start = start.map_or(0, |i| i + near[i..].chars().next().map_or(1, char::len_utf8));
    &near[start..]
}

fn letters_after(words: &str) -> &str {
    let near = &words[..words.floor_char_boundary(words.len().min(LONGEST))];
    &near[..near.find(|c: char| !c.is_alphabetic()).unwrap_or(near.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, repair)| repair).collect()
    }

    #[test]
    fn a_space_belongs_after_a_sentence_and_before_a_bracket() {
        assert_eq!(repairs("The gate was shut.Nobody came."), ["shut. Nobody"]);
        assert_eq!(repairs("They took salt,bread and water, too."), ["salt, bread"]);
        assert_eq!(repairs("It had support(including ropes) of the town."), ["support (including"]);
        assert_eq!(repairs("At the mill.It’s shut."), ["mill. It"]);
    }

    #[test]
    fn what_is_written_without_one_has_lost_none() {
        for words in [
            "See notes.Txt.gz, e.g.This and Ph.D. work at Example.Com or a.b.C now.",
            "System.Out.print and the person(s) of f(x)",
            "name,age,town\nana,four,orlow\n",
            "10,000 and 3.5 and St.Ives",
            "",
        ] {
            assert_eq!(repairs(words), [""; 0], "{words}");
        }
    }
}
