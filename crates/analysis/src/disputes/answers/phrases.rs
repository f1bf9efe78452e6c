//! Words that say who or what is behind a thing.

use crate::corpus::Document;
use crate::disputes::lists::lines;
use crate::disputes::statements::Statement;
use crate::estimates::words::words;
use sayso_model::Span;
use std::sync::LazyLock;

/// Where the answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Before the words.
    Left,
    /// After them.
    Right,
    /// It is whoever speaks.
    Speaker,
    /// Nobody is behind it yet: nobody said so of themselves.
    Nobody,
}

struct Phrase {
    answer: Where,
    /// How one of the reporting words must begin.
    cue: Option<&'static str>,
    words: Vec<&'static str>,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let rows = lines(include_str!("../../../data/disputes/behind.tsv"));
    rows.filter_map(|row| {
        row.split_once('\t').and_then(|(side, rest)| Some((side, rest.split_once('\t')?)))
    })
    .flat_map(|(side, (cue, list))| {
        let answer = match side {
            "left" => Where::Left,
            "right" => Where::Right,
            "self" => Where::Speaker,
            _ => Where::Nobody,
        };
        let cue = (cue != "-").then_some(cue);
        let phrase =
            move |one: &'static str| Phrase { answer, cue, words: one.split(' ').collect() };
        list.split('|').map(phrase)
    })
    .collect()
});

/// A word of a statement.
struct Token {
    span: Span,
    small: String,
    /// Whether a comma or its like stands before it.
    breaks: bool,
}

/// Of a statement so many words are looked at.
const LOOKED_AT: usize = 60;
/// An answer, or what it is about, has at most so many words.
const LONGEST: usize = 12;
/// Words that end what stands before or after a phrase.
const ENDS: [&str; 16] = [
    "that", "which", "who", "but", "when", "while", "after", "although", "though", "because", "as",
    "where", "if", "before", "said", "since",
];

/// Who or what some words say is behind a thing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whom {
    /// Whom these words name.
    Named(Span),
    /// Whoever speaks.
    Speaker,
    /// Nobody who said so.
    Nobody,
}

/// What words of a statement say who or what is behind something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) whom: Whom,
    /// Behind what; `None` where the words leave it out.
    pub(super) matter: Option<Span>,
}

/// The first phrase of a statement that says so.
pub(super) fn told(page: &Document, statement: &Statement) -> Option<Told> {
    let cue = statement.told.map(|nth| page.words_at(&page.told[nth as usize].cue).to_lowercase());
    let cue = cue.unwrap_or_default();
    let begins = |begin: &str| words(&cue).any(|(_, word)| word.starts_with(begin));
    let phrases = || PHRASES.iter().filter(|phrase| phrase.cue.is_none_or(begins));
    statement.content.iter().find_map(|span| {
        let tokens = tokens(page, *span);
        if matches!(tokens.first()?.small.as_str(), "if" | "whether") {
            return None;
        }
        phrases().find_map(|phrase| phrase.told(&tokens))
    })
}

impl Phrase {
    fn told(&self, tokens: &[Token]) -> Option<Told> {
        // The reporting words say it all.
        let (at, end) = if self.words == ["*"] {
            (0, 0)
        } else {
            let at = find(tokens, &self.words)?;
            (at, at + self.words.len())
        };
        let (left, right) = (before(tokens, at), after(tokens, end));
        Some(match self.answer {
            Where::Left => Told { whom: Whom::Named(left?), matter: right },
            Where::Right => Told { whom: Whom::Named(right?), matter: left },
            Where::Speaker => Told { whom: Whom::Speaker, matter: right },
            Where::Nobody => Told { whom: Whom::Nobody, matter: right },
        })
    }
}

fn tokens(page: &Document, span: Span) -> Vec<Token> {
    let text = page.at(span);
    let mut end = 0;
    let found = words(text).take(LOOKED_AT).map(|(at, word)| {
        let between = &text[end..at];
        end = at + word.len();
        Token {
            span: Span::new(span.start() + at, span.start() + end),
            small: word.to_lowercase(),
            breaks: between.contains([',', ';', ':', '.', '(', ')', '–', '—', '"', '“', '”']),
        }
    });
    found.collect()
}

fn find(tokens: &[Token], phrase: &[&str]) -> Option<usize> {
    let is = |window: &[Token]| window.iter().zip(phrase).all(|(token, word)| token.small == *word);
    tokens.windows(phrase.len()).position(is)
}

/// The words before a phrase, as far as they belong to it.
fn before(tokens: &[Token], phrase: usize) -> Option<Span> {
    let mut from = phrase;
    while from > 0
        && phrase - from < LONGEST
        && !tokens[from].breaks
        && !ENDS.contains(&tokens[from - 1].small.as_str())
    {
        from -= 1;
    }
    (from < phrase).then(|| tokens[from].span.cover(tokens[phrase - 1].span))
}

/// The words after a phrase, likewise.
fn after(tokens: &[Token], next: usize) -> Option<Span> {
    let belongs = |token: &&Token| !token.breaks && !ENDS.contains(&token.small.as_str());
    let until = tokens.get(next..)?.iter().take(LONGEST).take_while(belongs).count();
    let (first, last) = (tokens.get(next)?, tokens.get((next + until).checked_sub(1)?)?);
    (until > 0).then(|| first.span.cover(last.span))
}
