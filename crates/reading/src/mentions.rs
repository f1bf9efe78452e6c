//! Names in the text: by capitals, titles, endings and a list.

use crate::lexicon::{is_determiner, is_preposition, verb};
use crate::name_words::{ADJECTIVES, ENDINGS, NO_NAMES, SHORT_TITLES, TITLES};
use sayso_model::{ActorKind, RuleId, Span};
use sayso_parser::{Token, TokenKind, tokens};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A name in the list of names.
const LISTED: RuleId = RuleId::new("mention.listed");
/// A title before a name.
const TITLED: RuleId = RuleId::new("mention.titled");
/// A word that says what the name names (`... Ministry`).
const TYPED: RuleId = RuleId::new("mention.typed");
/// Capitals and the words around them.
const CAPITALS: RuleId = RuleId::new("mention.capitals");

/// A name found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) kind: ActorKind,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
    /// The name of which this is the acronym, in `Name Of Thing (NOT)`.
    pub(crate) stands_for: Option<usize>,
}

/// Whether a word is such an adjective.
pub(crate) fn is_adjective(word: &str) -> bool {
    ADJECTIVES.contains(&word)
}

/// Small words inside names.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "de"
            | "del"
            | "da"
            | "la"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "von"
            | "van"
            | "der"
            | "and"
    )
}

/// Whether small words can stand between two capitals of one name: `the` only after `of` and the
/// like, `and` only where the whole is in the list.
fn connects(words: &[&str]) -> bool {
    match words {
        [] => true,
        ["the" | "and"] => false,
        [_] => true,
        [first, second] => *second == "the" && matches!(*first, "of" | "for"),
        _ => false,
    }
}

/// The names of one sentence. `seen` holds the kinds of names found earlier in the text.
pub(crate) fn find(text: &str, sentence: Span, seen: &BTreeMap<String, ActorKind>) -> Vec<Found> {
    let tokens = tokens(text, sentence);
    let mut out: Vec<Found> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(end) = run(text, &tokens, i) else {
            i += 1;
            continue;
        };
        if let Some(mut found) = name(text, &tokens, i..end, seen) {
            found.stands_for = acronym_of(text, &tokens, i, &out, found.span);
            if let Some(full) = found.stands_for {
                found.kind = out[full].kind;
            }
            out.push(found);
        }
        i = end;
    }
    out
}

/// One past the last token of the run of capitals that begins at token `i`.
fn run(text: &str, tokens: &[Token], i: usize) -> Option<usize> {
    if !is_capital(text, &tokens[i]) {
        return None;
    }
    let mut end = i + 1;
    loop {
        let mut next = end;
        while next < tokens.len() && next - end < 2 && joins(tokens[next].of(text)) {
            next += 1;
        }
        let after = tokens.get(next).filter(|t| is_capital(text, t));
        let between: Vec<&str> = tokens[end..next].iter().map(|t| t.of(text)).collect();
        let joined = connects(&between)
            || between == ["and"] && after.is_some() && is_listed(text, tokens, i, next + 1);
        let initial_stop = tokens.get(end).is_some_and(|t| t.of(text) == ".")
            && (tokens[end - 1].of(text).chars().count() == 1
                || SHORT_TITLES.contains(&tokens[end - 1].of(text)))
            && tokens.get(end + 1).is_some_and(|t| is_capital(text, t));
        if initial_stop {
            end += 2;
        } else if after.is_some() && joined && !NO_NAMES.contains(&tokens[next].of(text)) {
            end = next + 1;
        } else {
            return Some(end);
        }
    }
}

fn is_listed(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let span = tokens[start].span.cover(tokens[end - 1].span);
    span.of(text).is_some_and(|w| listed(w).is_some())
}

fn is_capital(text: &str, token: &Token) -> bool {
    let word = token.of(text);
    let particle = ["al-", "el-", "Al-", "El-"].iter().any(|p| {
        word.get(p.len()..).is_some_and(|rest| {
            word.starts_with(p) && rest.chars().next().is_some_and(char::is_uppercase)
        })
    });
    // `US-backed`, `I’ll`: no part of a name.
    let compound = !particle
        && word.split(['-', '’', '\'']).skip(1).any(|p| p.starts_with(char::is_lowercase))
        && !word.contains("-al-");
    let pronoun = word.starts_with("I’") || word.starts_with("I'");
    token.kind == TokenKind::Word
        && !pronoun
        && (!compound || !is_compound_adjective(word))
        && (particle || word.chars().next().is_some_and(char::is_uppercase))
}

/// `US-backed`, `ISIS-held`: a name and a participle.
fn is_compound_adjective(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or_default();
    word.contains('-')
        && (last.ends_with("ed")
            || last.ends_with("ing")
            || matches!(last, "led" | "held" | "run" | "based" | "era" | "style"))
}

fn name(
    text: &str,
    tokens: &[Token],
    mut range: std::ops::Range<usize>,
    seen: &BTreeMap<String, ActorKind>,
) -> Option<Found> {
    let word = |i: usize| tokens[i].of(text);
    let sentence_start =
        range.start == 0 || matches!(word(range.start - 1), "“" | "\"" | "‘" | "." | ":");
    while !range.is_empty() && NO_NAMES.contains(&word(range.start)) {
        range.start += 1;
    }
    let whole = |r: &std::ops::Range<usize>| tokens[r.start].span.cover(tokens[r.end - 1].span);
    if range.is_empty() {
        return None;
    }
    let span = whole(&range);
    if let Some(kind) = span.of(text).and_then(listed) {
        return Some(Found::new(span, kind, LISTED, span));
    }
    if range.len() == 1 && is_adjective(word(range.start)) {
        return None;
    }
    // `Russian Foreign Secretary Lavrov`, `Iraqi PMUs`: the adjective is no part of the name.
    if range.len() > 1 && is_adjective(word(range.start)) {
        let rest = range.start + 1..range.end;
        let inner = whole(&rest);
        let known = inner.of(text).and_then(listed);
        if let Some(kind) = known {
            return Some(Found::new(inner, kind, LISTED, inner));
        }
        let acronym =
            rest.len() == 1 && word(rest.start).chars().filter(|c| c.is_uppercase()).count() >= 2;
        if TITLES.contains(&word(rest.start)) || acronym {
            range = rest;
        }
    }
    let mut title = None;
    while range.len() > 1 && TITLES.contains(&word(range.start)) {
        title = Some(tokens[range.start].span.cover(title.unwrap_or(tokens[range.start].span)));
        range.start += 1;
        let office = range.len() > 1 && word(range.start) == "of";
        while range.len() > 1 && matches!(word(range.start), "." | "of" | "the") {
            range.start += 1;
        }
        // `Minister of Information NAME`, `President of the United States NAME`
        if office && range.len() > 2 {
            let known = (range.start + 1..range.end)
                .rev()
                .find(|&end| whole(&(range.start..end)).of(text).and_then(listed).is_some());
            range.start = known.unwrap_or(range.start + usize::from(range.len() > 2));
        }
    }
    let span = whole(&range);
    let last = word(range.end - 1);
    if let Some(kind) = ending(last).filter(|_| range.len() > 1) {
        return Some(Found::new(span, kind, TYPED, tokens[range.end - 1].span));
    }
    if let Some(title) = title {
        return Some(Found::new(span, ActorKind::Person, TITLED, title));
    }
    let first_word = TITLES.contains(&word(range.start)) || ending(word(range.start)).is_some();
    let words = span.of(text)?;
    if range.len() == 1 && (first_word || sentence_start && !seen.contains_key(words)) {
        return None;
    }
    let kind = by_context(text, tokens, &range, words, seen)?;
    Some(Found::new(span, kind, CAPITALS, span))
}

/// The kind of a name that nothing in itself tells: as it was seen before, by the preposition
/// before it, by what it does, by how long it is.
fn by_context(
    text: &str,
    tokens: &[Token],
    range: &std::ops::Range<usize>,
    words: &str,
    seen: &BTreeMap<String, ActorKind>,
) -> Option<ActorKind> {
    if let Some(kind) = seen.get(words) {
        return Some(*kind);
    }
    let before = range.start.checked_sub(1).map(|i| tokens[i].of(text)).unwrap_or_default();
    let after = tokens.get(range.end).map(|t| t.of(text)).unwrap_or_default();
    let speaks = verb(after, "").is_some_and(|(v, _)| v.frames.clause || v.frames.quote);
    let letters: Vec<char> = words.chars().filter(|c| c.is_alphabetic()).collect();
    let acronym =
        range.len() == 1 && letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase());
    if acronym {
        return Some(ActorKind::Organisation);
    }
    if speaks && range.len() <= 3 {
        return Some(ActorKind::Person);
    }
    if matches!(before, "in" | "near" | "at" | "across" | "outside" | "around") && range.len() <= 3
    {
        return Some(ActorKind::Place);
    }
    let has_small = words.split_whitespace().any(|w| w.starts_with(char::is_lowercase) && joins(w));
    match range.len() {
        2 | 3 if !has_small && !is_determiner(before) => Some(ActorKind::Person),
        2.. => Some(ActorKind::Organisation),
        _ if matches!(after, "’s" | "'s") => Some(ActorKind::Person),
        _ if is_preposition(before) && before == "from" => Some(ActorKind::Place),
        _ => None,
    }
}

impl Found {
    fn new(span: Span, kind: ActorKind, rule: RuleId, because: Span) -> Self {
        Self { span, kind, rule, because: vec![because], stands_for: None }
    }
}

/// The name just before a bracket whose first letters an acronym in the bracket has.
fn acronym_of(text: &str, tokens: &[Token], i: usize, out: &[Found], span: Span) -> Option<usize> {
    let open = i.checked_sub(1).filter(|&o| tokens[o].of(text) == "(")?;
    let full = out.len().checked_sub(1)?;
    let near = tokens[open].span.start() - out[full].span.end() <= 2;
    let letters: String = span.of(text)?.chars().filter(|c| c.is_uppercase()).collect();
    let initials: String = out[full]
        .span
        .of(text)?
        .split([' ', '-', '\u{a0}'])
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (near && letters.len() >= 2 && initials.starts_with(&letters)).then_some(full)
}

fn ending(word: &str) -> Option<ActorKind> {
    ENDINGS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind)
}

/// The kind of a name in the list.
fn listed(name: &str) -> Option<ActorKind> {
    static LIST: OnceLock<BTreeMap<&'static str, ActorKind>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        include_str!("../data/names.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (name, kind) = line.split_once('\t')?;
                Some((name, ActorKind::from_word(kind)?))
            })
            .collect()
    });
    list.get(name).copied()
}
