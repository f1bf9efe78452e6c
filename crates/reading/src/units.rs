//! A paragraph as sentences in which each quotation is one piece.

use crate::quotes::{Quote, quotes};
use sayso_model::Span;
use sayso_parser::{Token, TokenKind, sentences, tokens};

/// A word, a mark, or a whole quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where; of a quotation with its marks.
    pub(crate) span: Span,
    pub(crate) kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A word, number, possessive ending or mark.
    Token(TokenKind),
    /// A quotation.
    Quote(Quote),
}

/// One sentence of a paragraph, its quotations folded.
#[derive(Debug)]
pub(crate) struct Unit<'t> {
    pub(crate) text: &'t str,
    pub(crate) pieces: Vec<Piece>,
}

impl Unit<'_> {
    /// The words of a piece; empty past the ends.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.pieces.get(i).and_then(|p| p.span.of(self.text)).unwrap_or_default()
    }

    /// Whether a piece is this mark.
    pub(crate) fn is_mark(&self, i: usize, mark: &str) -> bool {
        self.is_any_mark(i) && self.word(i) == mark
    }

    /// Whether a piece is a mark of any kind.
    pub(crate) fn is_any_mark(&self, i: usize) -> bool {
        self.pieces.get(i).is_some_and(|p| p.kind == PieceKind::Token(TokenKind::Mark))
    }

    /// Whether a piece is a word or a number.
    pub(crate) fn is_word(&self, i: usize) -> bool {
        self.pieces.get(i).is_some_and(|p| {
            matches!(p.kind, PieceKind::Token(TokenKind::Word | TokenKind::Number))
        })
    }

    /// The quotation that a piece is.
    pub(crate) fn quote(&self, i: usize) -> Option<Quote> {
        match self.pieces.get(i)?.kind {
            PieceKind::Quote(quote) => Some(quote),
            PieceKind::Token(_) => None,
        }
    }

    /// Whether a piece begins with a capital.
    pub(crate) fn is_capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// From the first piece of a range to its last; `None` of an empty range.
    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let first = self.pieces.get(range.start)?;
        let last = self.pieces.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| first.span.cover(last.span))
    }

    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }
}

/// The sentences of a paragraph. A sentence that ends inside a quotation does not end the
/// sentence around it.
pub(crate) fn units(text: &str, paragraph: Span) -> Vec<Unit<'_>> {
    let quotes = quotes(text, paragraph);
    let mut pieces = Vec::new();
    let mut at = paragraph.start();
    for quote in &quotes {
        pieces.extend(tokens(text, Span::new(at, quote.outer.start())).iter().map(piece));
        pieces.push(Piece { span: quote.outer, kind: PieceKind::Quote(*quote) });
        at = quote.outer.end();
    }
    pieces.extend(tokens(text, Span::new(at, paragraph.end())).iter().map(piece));
    split(text, pieces, &quotes, paragraph)
}

fn piece(token: &Token) -> Piece {
    Piece { span: token.span, kind: PieceKind::Token(token.kind) }
}

fn split<'t>(
    text: &'t str,
    pieces: Vec<Piece>,
    quotes: &[Quote],
    paragraph: Span,
) -> Vec<Unit<'t>> {
    let mut quotes = quotes.iter().peekable();
    let mut ends = sentences(text, paragraph)
        .map(Span::end)
        .filter(|&end| {
            while quotes.peek().is_some_and(|q| q.outer.end() < end) {
                quotes.next();
            }
            quotes.peek().is_none_or(|q| end <= q.outer.start() || end == q.outer.end())
        })
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    let mut out = Vec::new();
    let mut unit = Vec::new();
    for piece in pieces {
        while ends.peek().is_some_and(|&end| end <= piece.span.start()) {
            ends.next();
            if !unit.is_empty() {
                out.push(Unit { text, pieces: std::mem::take(&mut unit) });
            }
        }
        unit.push(piece);
    }
    if !unit.is_empty() {
        out.push(Unit { text, pieces: unit });
    }
    out
}
