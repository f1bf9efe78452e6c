//! Names in the lines that introduce or sign somebody's words.

use crate::day::{find_day, is_date};

/// Verbs that end a line which introduces somebody else's words.
const VERBS: &[&str] = &["wrote", "writes", "said", "says", "posted"];

/// Who speaks, from a line such as `Ana Ruiz wrote:`, `On 3 March 2021, Ana Ruiz wrote:`,
/// `Originally posted by Ana Ruiz`, `Ana Ruiz, 3 March 2021:`.
pub(crate) fn introduced(line: &str) -> Option<String> {
    let line = line.trim();
    for begin in ["Originally posted by", "Quote from:", "Posted by"] {
        if let Some(rest) = line.get(..begin.len()).filter(|b| b.eq_ignore_ascii_case(begin)) {
            let rest = line[rest.len()..].trim_end_matches(':');
            return name(rest.split(" on ").next().unwrap_or(rest));
        }
    }
    let line = line.strip_suffix(':')?.trim_end();
    if let Some((before, verb)) = line.rsplit_once(char::is_whitespace)
        && VERBS.contains(&verb)
    {
        // `On DAY at TIME, NAME wrote`: the name is what follows the last comma.
        let dated = before.starts_with("On ") && find_day(before).is_some();
        let who = if dated { before.rsplit(',').next().unwrap_or_default() } else { before };
        return name(who);
    }
    let (day, _) = find_day(line)?;
    name(line[..day.start].trim_end().strip_suffix(',')?)
}

/// Who speaks, from a line that signs the words above it: `— Ana Ruiz, mayor`.
pub(crate) fn signed(line: &str) -> Option<String> {
    let line = line.trim();
    let signed = ["\u{2014}", "\u{2013}", "\u{2015}", "--", "~"]
        .iter()
        .find_map(|dash| line.strip_prefix(dash))?;
    name(signed.split([',', '(', ';']).next().unwrap_or_default())
}

/// The author and the day of a byline: `By Ana Ruiz · 3 March 2021`, `Ana Ruiz, 3 March 2021`.
///
/// Without `By`, only a line that also has a day is one.
pub(crate) fn byline(line: &str) -> Option<String> {
    let line = line.trim();
    let named = ["By ", "by ", "BY ", "By: ", "Written by ", "Posted by "]
        .iter()
        .find_map(|by| line.strip_prefix(by));
    if line.chars().count() > 160 || (named.is_none() && find_day(line).is_none()) {
        return None;
    }
    let words = named.unwrap_or(line);
    if named.is_none() {
        let (who, _) = words.split_once([',', '|', '\u{b7}'])?;
        return name(who).filter(|who| is_person(who));
    }
    let end = words
        .find(|c: char| {
            matches!(
                c,
                ',' | ';' | '(' | '|' | '\u{b7}' | '\u{2022}' | '\u{2013}' | '\u{2014}' | '\n'
            ) || c.is_ascii_digit()
        })
        .unwrap_or(words.len());
    name(words[..end].split(" on ").next().unwrap_or_default())
}

/// Whether some words are written as a person's name: two to five, each with a capital, but for
/// particles.
pub(crate) fn is_person(name: &str) -> bool {
    let particle = |w: &str| {
        matches!(w, "al" | "el" | "bin" | "ibn" | "de" | "da" | "del" | "van" | "von" | "der")
    };
    let fits = |w: &str| w.starts_with(char::is_uppercase) || particle(w);
    (2..=5).contains(&name.split_whitespace().count()) && name.split_whitespace().all(fits)
}

/// Words that can be a name or a handle: one to six, the first with a capital, a digit or not of
/// a script that has capitals, without marks that end sentences. A single word in small letters
/// is a handle. A date is no name.
pub(crate) fn name(words: &str) -> Option<String> {
    let words = words.trim().trim_matches(['"', '\u{201c}', '\u{201d}', '*', '_']).trim();
    let count = words.split_whitespace().count();
    let first = words.trim_start_matches('@').chars().next()?;
    let capital = !first.is_lowercase() || count == 1;
    let stops = |c: char| matches!(c, '!' | '?' | ':' | ';' | '\u{2026}' | '<' | '>' | '/');
    let fits = (1..=6).contains(&count)
        && words.chars().count() <= 60
        && first.is_alphanumeric()
        && capital
        && !words.contains(stops)
        && !words.contains(". ") | words.split(". ").all(|part| part.len() <= 12);
    (fits && !is_date(words)).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_introducing_lines() {
        for (line, who) in [
            ("Ana Ruiz wrote:", Some("Ana Ruiz")),
            ("On 3 March 2021 at 10:00, Ana Ruiz wrote:", Some("Ana Ruiz")),
            ("Originally Posted by seagull7", Some("seagull7")),
            ("Quote from: Ana Ruiz on March 3, 2021", Some("Ana Ruiz")),
            ("Ana Ruiz, 3 March 2021:", Some("Ana Ruiz")),
            ("seagull7 said:", Some("seagull7")),
            ("Its seventh finding reads:", None),
            ("the court in its seventh finding said:", None),
            ("Ana Ruiz wrote", None),
            (":", None),
            ("", None),
        ] {
            assert_eq!(introduced(line).as_deref(), who, "{line}");
        }
    }

    #[test]
    fn reads_signatures_and_bylines() {
        assert_eq!(signed("— Ana Ruiz, mayor of Porto Vell").as_deref(), Some("Ana Ruiz"));
        assert_eq!(signed("Ana Ruiz"), None);
        assert_eq!(byline("By Ana Ruiz · 3 March 2021").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("Ana Ruiz, Wednesday 3 March 2021").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("Updated 3 March 2021"), None);
        assert_eq!(byline("By 3 March 2021"), None);
        assert_eq!(byline("Ana Ruiz went home"), None);
        assert_eq!(byline("Number for March, sent out on 3 March 2021"), None);
    }
}
