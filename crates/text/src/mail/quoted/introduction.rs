//! The line that a mail program puts before what it quotes: `On 3 March 2021, Ana Ruiz wrote:`.

use super::Quoting;
use crate::{moment, speaker};
use sayso_model::{Published, Span};

/// Words that such a line has where it says that somebody wrote, in the languages of programs.
const VERBS: &[&str] = &[
    "wrote",
    "writes",
    "said",
    "schrieb",
    "a écrit",
    "escribió",
    "escreveu",
    "ha scritto",
    "schreef",
    "skrev",
    "napisał(a)",
    "napisał",
    "написал(а)",
    "написал",
    "пишет",
    "yazdı",
    "كتب",
];
/// Words that such a line begins with where it says the day first.
const STARTS: &[&str] =
    &["On ", "Am ", "Le ", "El ", "Il ", "Em ", "Op ", "Den ", "Dnia ", "W dniu ", "В ", "في "];
/// It goes over no more lines.
const MOST_LINES: usize = 3;
/// It is no longer.
const LONGEST: usize = 400;

/// What such a line says.
pub(super) struct Introduction {
    pub(super) speaker: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) span: Span,
    /// Whether it has an address and a time of day, as no sentence of a person's has.
    pub(super) is_sure: bool,
}

impl Introduction {
    /// What introduces a quotation of a level that begins with line `first`.
    pub(super) fn before(mail: &Quoting<'_>, first: usize, level: usize) -> Option<Self> {
        Self::ending(mail, first.checked_sub(1)?, level)
    }

    /// What introduces a quotation of a level and ends with line `last`.
    pub(super) fn ending(mail: &Quoting<'_>, last: usize, level: usize) -> Option<Self> {
        let fits = |i: usize| mail.depths[i] + 1 == level && mail.words(i).len() <= LONGEST;
        if !fits(last) || !mail.words(last).ends_with(':') {
            return None;
        }
        let mut start = last;
        for i in (last.saturating_sub(MOST_LINES - 1)..=last).rev() {
            if !fits(i) || (i < last && mail.lines[i + 1].blanks_before > 0) {
                break;
            }
            if STARTS.iter().any(|begin| mail.words(i).starts_with(begin)) {
                start = i;
                break;
            }
        }
        let words: Vec<&str> = (start..=last).map(|i| mail.words(i)).collect();
        let span = mail.lines[start].span.cover(mail.lines[last].span);
        Self::read(&words.join(" "), span)
    }

    fn read(line: &str, span: Span) -> Option<Self> {
        let line = line.trim_end_matches(':').trim_end();
        let (bare, address) = without_address(line);
        let moment = moment::find(&bare);
        let published = moment.as_ref().map(|(_, date)| Published(date.clone()));
        let day = moment.as_ref().map_or(0, |(at, _)| at.end);
        let verb = VERBS.iter().find_map(|verb| {
            let at = bare.rfind(verb)?;
            let whole = |c: char| !c.is_alphanumeric();
            let (before, after) = (&bare[..at], &bare[at + verb.len()..]);
            let apart = before.is_empty() || before.ends_with(whole);
            (apart && (after.is_empty() || after.starts_with(whole))).then_some((before, after))
        });
        let (before, after) = match verb {
            Some(found) => found,
            None => {
                let speaker = speaker::introduced(&format!("{bare}:"))?;
                return Some(Self { speaker: Some(speaker), published, span, is_sure: false });
            }
        };
        let after = after.trim();
        let follows = !after.is_empty() && !after.starts_with("on ");
        let told = if follows { after } else { subject(before, day) };
        let speaker = name(told).or_else(|| address.clone());
        speaker.as_ref()?;
        let is_sure = address.is_some() && has_time(&bare);
        Some(Self { speaker, published, span, is_sure })
    }
}

/// A line without the addresses in it, and the first of them.
fn without_address(line: &str) -> (String, Option<String>) {
    let mut bare = String::new();
    let mut address = None;
    let mut rest = line;
    while let Some((before, inner)) = rest.split_once('<') {
        let Some((inner, after)) = inner.split_once('>') else { break };
        bare.push_str(before.trim_end_matches('('));
        let inner = inner.trim().trim_start_matches("mailto:");
        address = address.or_else(|| inner.contains('@').then(|| inner.to_owned()));
        rest = after.trim_start_matches(')');
    }
    bare.push_str(rest);
    (bare, address)
}

/// The name before the verb: in quotation marks, or after the time of day or the last comma.
fn subject(before: &str, day: usize) -> &str {
    let before = before.trim_end();
    if let Some(open) = before.strip_suffix('"').and_then(|inner| inner.rfind('"')) {
        return &before[open..];
    }
    let day = if before.is_char_boundary(day) { day.min(before.len()) } else { 0 };
    let time = before
        .char_indices()
        .rev()
        .find(|&(at, c)| c == ':' && before[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let time = time.map_or(0, |(at, _)| {
        let digits = before[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        at + 1 + digits
    });
    let rest = &before[day.max(time)..];
    rest.rsplit(',').next().unwrap_or(rest)
}

fn name(told: &str) -> Option<String> {
    let told = told.trim().trim_matches(['"', '\'', ',']).trim();
    let told =
        ["AM ", "PM ", "am ", "pm "].iter().find_map(|m| told.strip_prefix(m)).unwrap_or(told);
    // A name may be written the family's first.
    let told = match told.split_once(", ") {
        Some((family, given)) if !given.contains(',') => format!("{given} {family}"),
        _ => told.to_owned(),
    };
    speaker::name(&told)
}

fn has_time(line: &str) -> bool {
    line.as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_lines_of_mail_programs() {
        for (line, who, when) in [
            (
                "On Wed, 3 Mar 2021 at 10:00, Ana Ruiz <ana@example.org> wrote:",
                Some("Ana Ruiz"),
                Some("2021-03-03T10:00:00"),
            ),
            (
                "On Wednesday, March 3, 2021, 10:00:00 AM GMT+1, Ana Ruiz <a@b.example> wrote:",
                Some("Ana Ruiz"),
                Some("2021-03-03T10:00:00+01:00"),
            ),
            (
                "On 2021-03-03 10:00, \"Ruiz, Ana\" wrote:",
                Some("Ana Ruiz"),
                Some("2021-03-03T10:00:00"),
            ),
            (
                "On 3 Mar 2021, at 10:00 PM Ana Ruiz wrote:",
                Some("Ana Ruiz"),
                Some("2021-03-03T22:00:00"),
            ),
            ("Am 03.03.21 um 10:00 schrieb Ana Ruiz:", Some("Ana Ruiz"), None),
            (
                "Le mer. 3 mars 2021 à 10:00, Ana Ruiz <a@b.example> a écrit :",
                Some("Ana Ruiz"),
                None,
            ),
            (
                "El mié, 3 mar 2021 a las 10:00, Ana Ruiz (<a@b.example>) escribió:",
                Some("Ana Ruiz"),
                None,
            ),
            ("Ana Ruiz <a@b.example> wrote on 3 March 2021:", Some("Ana Ruiz"), Some("2021-03-03")),
            ("<a@b.example> wrote:", Some("a@b.example"), None),
            ("Ana Ruiz writes:", Some("Ana Ruiz"), None),
        ] {
            let found = Introduction::read(line, Span::new(0, 0));
            let found = found.map(|f| (f.speaker, f.published.map(|p| p.to_string())));
            let (speaker, published) = found.unwrap_or_default();
            assert_eq!((speaker.as_deref(), published.as_deref()), (who, when), "{line}");
        }
        assert!(Introduction::read("the gates:", Span::new(0, 0)).is_none());
    }
}
