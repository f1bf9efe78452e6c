//! Words and marks.

use sayso_model::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits, hyphens and apostrophes inside: `al-Sha’abi`, `U.S.`, `covid19`.
    Word,
    /// Begins with a digit: `20,000`, `1898-99`, `4.2`.
    Number,
    /// A possessive ending, `’s` or `'s`, apart from its word.
    Possessive,
    /// One mark of any other kind.
    Mark,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

impl Token {
    /// Its words.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text).unwrap_or_default()
    }
}

/// The words and marks of a stretch of text, in order; white space is left out.
///
/// A hyphen, apostrophe, full stop, comma or ampersand between two letters or digits belongs to
/// the word (a comma only between digits); so does the last full stop of `U.S.`.
#[must_use]
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = within.start();
    while at < within.end() {
        let rest = &text[at..within.end()];
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if !first.is_alphanumeric() {
            let end = at + first.len_utf8();
            out.push(Token { span: Span::new(at, end), kind: TokenKind::Mark });
            at = end;
            continue;
        }
        let len = word_length(rest);
        let word = &rest[..len];
        let kind = if first.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
        let (ending, ending_kind) = ending(word);
        let bare = len - ending;
        out.push(Token { span: Span::new(at, at + bare), kind });
        if ending > 0 {
            out.push(Token { span: Span::new(at + bare, at + len), kind: ending_kind });
        }
        at += len;
    }
    out
}

/// Bytes of the ending that stands apart from its word, or 0, and what it is: a possessive, or a
/// verb drawn into the word before it (`I’ll`, `we've`).
fn ending(word: &str) -> (usize, TokenKind) {
    const DRAWN_IN: &[&str] = &["ll", "ve", "re", "d", "m", "LL", "VE", "RE", "D", "M"];
    let Some(mark) = word.rfind(['\'', '’']).filter(|&i| i > 0) else {
        return (0, TokenKind::Mark);
    };
    let letters = word[mark..].trim_start_matches(['\'', '’']);
    match letters {
        "s" | "S" => (word.len() - mark, TokenKind::Possessive),
        _ if DRAWN_IN.contains(&letters) => (word.len() - mark, TokenKind::Word),
        _ => (0, TokenKind::Mark),
    }
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let inside = c.is_alphanumeric()
            || is_combining(c)
            || match c {
                '-' | '\u{2011}' | '\'' | '’' | 'ʼ' | '&' | '_' => {
                    previous.is_alphanumeric() && next.is_alphanumeric()
                }
                '.' => {
                    previous.is_alphanumeric()
                        && (next.is_alphanumeric() && joins(rest, at, next)
                            || is_abbreviated(&rest[..at]))
                }
                ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
                _ => false,
            };
        if !inside {
            return at;
        }
        previous = c;
    }
    rest.len()
}

/// A full stop joins digits (`4.2`) and single letters (`U.S`); between words it ends a sentence
/// whose space was lost.
fn joins(rest: &str, at: usize, next: char) -> bool {
    let before = &rest[..at];
    let letters = before.rsplit('.').next().map_or(0, |part| part.chars().count());
    next.is_ascii_digit() && before.ends_with(|c: char| c.is_ascii_digit()) || letters == 1
}

/// Letters with full stops between them, such as `U.S` before its last full stop.
fn is_abbreviated(before: &str) -> bool {
    before.contains('.')
        && before
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Marks that combine with the letter before, such as Arabic vowels and accents.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn keeps_what_belongs_together() {
        assert_eq!(
            words("Hashd al-Sha’abi’s 20,000+ men, per the U.S. report."),
            [
                "Hashd",
                "al-Sha’abi",
                "’s",
                "20,000",
                "+",
                "men",
                ",",
                "per",
                "the",
                "U.S.",
                "report",
                "."
            ]
        );
        assert_eq!(
            words("it was shut.Then 4.2% left"),
            ["it", "was", "shut", ".", "Then", "4.2", "%", "left"]
        );
    }
}
