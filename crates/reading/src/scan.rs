//! A text as short tokens, seen through a window that moves over it once.
//!
//! A rule looks a bounded number of tokens ahead and behind, so reading stays linear in the text
//! and needs no memory of its own, whatever the text is.

use sayso_model::Span;

/// How many tokens can be seen ahead of the current one.
const AHEAD: usize = 24;

/// How many tokens can be seen behind it.
const BEHIND: usize = 8;

/// Tokens kept: a power of two, at least `AHEAD + BEHIND`.
const RING: usize = 32;

/// Longest word that is kept in small letters; longer ones are in no list of words.
const LONGEST: usize = 15;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Before or after the text.
    End,
    /// Letters.
    Word,
    /// The digits 0 to 9.
    Number,
    /// One character of anything else but white space.
    Mark(char),
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space within a paragraph.
    Space,
    /// A tab, which sets the cells of a table apart.
    Cell,
    /// The start of a line.
    Line,
    /// The start of a paragraph, or of the text.
    Paragraph,
}

/// A token and its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
    start: u32,
    end: u32,
    length: u8,
    small: [u8; LONGEST],
}

const OUTSIDE: Token = Token {
    kind: Kind::End,
    gap: Gap::Paragraph,
    capital: false,
    start: 0,
    end: 0,
    length: 0,
    small: [0; LONGEST],
};

impl Token {
    /// Its place.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// A word of ASCII letters in small letters; empty for anything else.
    pub(crate) fn word(&self) -> &str {
        std::str::from_utf8(&self.small[..usize::from(self.length)]).unwrap_or_default()
    }

    /// Whether it is one of these words, given by the letter that they begin with. Faster than
    /// [`word`](Self::word), for the many words that begin nothing.
    pub(crate) fn is_among(&self, words: &[&[&str]; 26]) -> bool {
        let small = &self.small[..usize::from(self.length)];
        let letter =
            small.first().map_or(usize::MAX, |first| usize::from(first.wrapping_sub(b'a')));
        words.get(letter).is_some_and(|words| words.iter().any(|word| word.as_bytes() == small))
    }

    /// Whether it is this mark.
    pub(crate) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether nothing stands between it and the token before.
    pub(crate) fn glued(&self) -> bool {
        self.gap == Gap::None
    }

    /// Whether it is one of the marks that stand between the ends of a range.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '\u{2010}' | '\u{2011}' | '–' | '—'))
    }
}

/// The tokens around the current one.
pub(crate) struct Window<'t> {
    text: &'t str,
    /// Where the next token is looked for.
    at: usize,
    ring: [Token; RING],
    /// Number of the current token.
    head: usize,
    /// How many tokens were made.
    made: usize,
}

impl<'t> Window<'t> {
    /// At the first token of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut window = Self { text, at: 0, ring: [OUTSIDE; RING], head: 0, made: 0 };
        window.advance(0);
        window
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The token so many after the current one, which is `ahead(0)`.
    pub(crate) fn ahead(&self, count: usize) -> &Token {
        if count < AHEAD { &self.ring[(self.head + count) % RING] } else { &OUTSIDE }
    }

    /// The token so many before the current one.
    pub(crate) fn behind(&self, count: usize) -> &Token {
        if count <= BEHIND && count <= self.head {
            &self.ring[(self.head - count) % RING]
        } else {
            &OUTSIDE
        }
    }

    /// The token so many before token `from` ahead.
    pub(crate) fn before(&self, from: usize, count: usize) -> &Token {
        if count <= from { self.ahead(from - count) } else { self.behind(count - from) }
    }

    /// Moves on by some tokens.
    pub(crate) fn advance(&mut self, count: usize) {
        self.head += count;
        while self.made < self.head + AHEAD {
            let token = self.next_token();
            self.ring[self.made % RING] = token;
            self.made += 1;
        }
    }

    /// The words of the tokens from `from` to before `to`, both ahead.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        self.ahead(from).span().cover(self.ahead(to.max(from + 1) - 1).span())
    }

    /// Whether no paragraph begins after the current token and before token `to` ahead.
    pub(crate) fn is_one_paragraph(&self, to: usize) -> bool {
        (1..to).all(|count| self.ahead(count).gap < Gap::Paragraph)
    }

    /// The characters of a token.
    pub(crate) fn written(&self, token: &Token) -> &'t str {
        token.span().of(self.text).unwrap_or_default()
    }

    fn next_token(&mut self) -> Token {
        let gap = self.skip_space();
        let start = self.at;
        let Some(first) = self.text[start..].chars().next() else {
            return Token { gap: Gap::Paragraph, ..OUTSIDE };
        };
        let mut token = Token { gap, capital: first.is_uppercase(), ..OUTSIDE };
        if first.is_ascii_digit() {
            token.kind = Kind::Number;
            self.at += run(&self.text.as_bytes()[start..], u8::is_ascii_digit);
        } else if first.is_alphabetic() {
            token.kind = Kind::Word;
            self.at += self.letters();
            token.keep(&self.text.as_bytes()[start..self.at]);
        } else {
            token.kind = Kind::Mark(first);
            self.at += first.len_utf8();
        }
        (token.start, token.end) = Span::new(start, self.at).into();
        token
    }

    /// Length of the letters from here, with the marks that sit on them.
    fn letters(&self) -> usize {
        let rest = &self.text[self.at..];
        let plain = run(rest.as_bytes(), u8::is_ascii_alphabetic);
        if rest.as_bytes().get(plain).is_none_or(u8::is_ascii) {
            return plain;
        }
        let on = |c: char| c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c);
        rest.find(|c| !on(c)).unwrap_or(rest.len())
    }

    fn skip_space(&mut self) -> Gap {
        if self.at == 0 && self.made == 0 {
            self.at += self.text.len() - self.text.trim_start().len();
            return Gap::Paragraph;
        }
        let rest = &self.text[self.at..];
        match rest.as_bytes() {
            [first, ..] if first.is_ascii_graphic() => return Gap::None,
            [b' ', second, ..] if second.is_ascii_graphic() => {
                self.at += 1;
                return Gap::Space;
            }
            _ => {}
        }
        let length = rest.len() - rest.trim_start().len();
        self.at += length;
        let space = &rest.as_bytes()[..length];
        let lines = space.iter().filter(|&&byte| byte == b'\n').count();
        match (length, lines) {
            (0, _) => Gap::None,
            (_, 0) if space.contains(&b'\t') => Gap::Cell,
            (_, 0) => Gap::Space,
            (_, 1) => Gap::Line,
            _ => Gap::Paragraph,
        }
    }
}

impl Token {
    fn keep(&mut self, word: &[u8]) {
        if word.len() <= LONGEST && word.is_ascii() {
            self.length = word.len() as u8;
            for (small, letter) in self.small.iter_mut().zip(word) {
                *small = letter.to_ascii_lowercase();
            }
        }
    }
}

fn run(bytes: &[u8], is_part: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_part(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<(Span, Kind, Gap)> {
        let mut window = Window::new(text);
        let mut found = Vec::new();
        while window.ahead(0).kind != Kind::End {
            let token = window.ahead(0);
            found.push((token.span(), token.kind, token.gap));
            window.advance(1);
        }
        found
    }

    #[test]
    fn tells_words_numbers_marks_and_gaps() {
        let kinds: Vec<_> = tokens("Río 12th,\nx\n\n€").into_iter().map(|t| (t.1, t.2)).collect();
        use {Gap::*, Kind::*};
        assert_eq!(
            kinds,
            [
                (Word, Paragraph),
                (Number, Space),
                (Word, Gap::None),
                (Mark(','), Gap::None),
                (Word, Line),
                (Mark('€'), Paragraph),
            ]
        );
    }

    proptest! {
        #[test]
        fn tokens_hold_all_but_white_space(text in "(\\PC|[a-z 0-9.\\n]){0,80}") {
            let mut end = 0;
            for (span, _, _) in tokens(&text) {
                prop_assert!(text[end..span.start()].trim().is_empty());
                prop_assert!(span.of(&text).is_some_and(|words| !words.is_empty()));
                end = span.end();
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
