//! The words of a paragraph in a row, as frames look at them: without white space, with the
//! brackets, quotations and sentences that they stand in.

use super::words::{OPENERS, REALITY};
use crate::quotes::{Quote, quotes};
use sayso_model::Span;
use sayso_parser::Parse;
use std::ops::Range;

/// Most words of a term that is set apart.
const MOST_TERM: usize = 4;
/// No position reaches further than this many words: what is longer is no sentence.
pub(crate) const FARTHEST: usize = 160;

/// Words from one place in the row to another.
pub(crate) type Words = Range<usize>;

/// Words that set something off, by their first place and the one after their last.
pub(crate) type Cue = (usize, usize);

/// A paragraph's words in a row.
pub(crate) struct Flow<'p> {
    pub(crate) text: &'p str,
    pub(crate) parse: &'p Parse,
    /// The words of the parse that are not white space.
    row: Vec<usize>,
    /// For each word of the parse its place in the row, or that of the next one.
    place: Vec<usize>,
    /// Brackets open around each.
    depth: Vec<u32>,
    pub(crate) quotes: Vec<Quote>,
    sentences: Vec<Words>,
}

impl<'p> Flow<'p> {
    pub(crate) fn new(text: &'p str, paragraph: Span, parse: &'p Parse) -> Self {
        let mut flow = Self {
            text,
            parse,
            row: Vec::with_capacity(parse.len()),
            place: Vec::with_capacity(parse.len()),
            depth: Vec::with_capacity(parse.len()),
            quotes: quotes(text, paragraph),
            sentences: Vec::new(),
        };
        let mut open = 0_u32;
        for word in 0..parse.len() {
            flow.place.push(flow.row.len());
            let written = parse.span(word).of(text).unwrap_or_default();
            if written.trim().is_empty() {
                continue;
            }
            match written {
                "(" | "[" => open += 1,
                _ => {}
            }
            flow.row.push(word);
            flow.depth.push(open);
            if matches!(written, ")" | "]") {
                open = open.saturating_sub(1);
            }
        }
        flow.divide();
        flow
    }

    /// Divides the row at sentences. One that begins with a note's mark, a dash or a small letter
    /// is the rest of the one before.
    fn divide(&mut self) {
        let mut sentences: Vec<Words> = Vec::new();
        for sentence in self.parse.sentences() {
            let end = self.place.get(sentence.end).copied().unwrap_or(self.row.len());
            let words = self.place[sentence.start]..end;
            if words.is_empty() {
                continue;
            }
            let goes_on = self.word(words.start).starts_with(|c: char| c.is_lowercase())
                || matches!(self.word(words.start), "[" | "–" | "—" | ")" | "]");
            match sentences.last_mut() {
                Some(last) if goes_on && !self.ends(last.end - 1) => last.end = words.end,
                _ => sentences.push(words),
            }
        }
        self.sentences = sentences;
    }

    pub(crate) fn len(&self) -> usize {
        self.row.len()
    }

    /// The sentences, in order.
    pub(crate) fn sentences(&self) -> &[Words] {
        &self.sentences
    }

    /// The number of the sentence that a word stands in.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The sentence that a word stands in.
    pub(crate) fn sentence(&self, at: usize) -> Words {
        self.sentences.get(self.sentence_of(at)).cloned().unwrap_or(0..0)
    }

    /// A word as it is written; nothing past the end.
    pub(crate) fn word(&self, at: usize) -> &'p str {
        self.row.get(at).map_or("", |&w| self.parse.span(w).of(self.text).unwrap_or_default())
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Whether these words follow one another from a place.
    pub(crate) fn says(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    /// The plain form of a word.
    pub(crate) fn lemma(&self, at: usize) -> &'p str {
        self.row.get(at).map_or("", |&w| self.parse.lemma(w))
    }

    pub(crate) fn tag(&self, at: usize) -> &'p str {
        self.row.get(at).map_or("", |&w| self.parse.tag(w))
    }

    pub(crate) fn relation(&self, at: usize) -> &'p str {
        self.row.get(at).map_or("", |&w| self.parse.relation(w))
    }

    /// The word of the parse at a place in the row.
    pub(crate) fn node(&self, at: usize) -> Option<usize> {
        self.row.get(at).copied()
    }

    /// The place in the row of a word of the parse.
    pub(crate) fn place(&self, node: usize) -> usize {
        self.place.get(node).copied().unwrap_or(self.row.len())
    }

    /// The words that hang on a word, by their places.
    pub(crate) fn under(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.node(at).into_iter().flat_map(|n| self.parse.children(n)).map(|c| self.place(c))
    }

    /// The first place of all that hangs on a word.
    pub(crate) fn first(&self, at: usize) -> usize {
        self.node(at).map_or(at, |node| self.place(self.parse.edges(node).0))
    }

    /// The place that begins at or after a place in the text.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.row.partition_point(|&w| self.parse.span(w).start() < offset)
    }

    /// The words whose places lie inside some words of the text.
    pub(crate) fn within(&self, span: Span) -> Words {
        self.at(span.start())..self.at(span.end())
    }

    pub(crate) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "–" | "—" | "--" | "―")
    }

    /// Whether a word ends its sentence.
    pub(crate) fn ends(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "!" | "?")
    }

    /// Where a clause may break off: a comma, a dash, a bracket, a colon.
    pub(crate) fn breaks(&self, at: usize) -> bool {
        self.is_dash(at) || matches!(self.word(at), "," | ";" | ":" | "(" | ")")
    }

    /// Whether nothing is between the beginning of a clause and a place.
    pub(crate) fn begins(&self, at: usize) -> bool {
        at == self.sentence(at).start
            || self.breaks(at - 1)
            || matches!(self.word(at - 1), "“" | "\"" | "*")
    }

    pub(crate) fn depth(&self, at: usize) -> u32 {
        self.depth.get(at).copied().unwrap_or_default()
    }

    /// The first place from one on, before a limit, that stands in no more brackets than the first,
    /// in no quotation that opens on the way, and where `stop` holds; else the limit.
    pub(crate) fn until(
        &self,
        from: usize,
        limit: usize,
        stop: impl Fn(&Self, usize) -> bool,
    ) -> usize {
        let depth = self.depth(from);
        let limit = limit.min(from.saturating_add(FARTHEST)).min(self.len());
        let mut at = from;
        while at < limit {
            if at > from
                && let Some(end) = self.quote_from(at)
            {
                at = end.max(at + 1);
                continue;
            }
            let opens = matches!(self.word(at), "(" | "[") && self.depth(at) == depth + 1;
            if (self.depth(at) <= depth || opens) && stop(self, at) {
                return at;
            }
            at += 1;
        }
        limit
    }

    /// Where the quotation ends that opens at a place.
    pub(crate) fn quote_from(&self, at: usize) -> Option<usize> {
        let start = self.parse.span(self.node(at)?).start();
        let i = self.quotes.partition_point(|q| q.outer.start() < start);
        let quote = self.quotes.get(i).filter(|q| q.outer.start() == start)?;
        Some(self.at(quote.outer.end()))
    }

    /// The quotation that ends right before a place, by its number.
    pub(crate) fn quote_before(&self, at: usize) -> Option<&Quote> {
        let end = self.parse.span(self.node(at.checked_sub(1)?)?).end();
        let i = self.quotes.partition_point(|q| q.outer.end() < end);
        self.quotes.get(i).filter(|q| q.outer.end() == end)
    }

    /// The quotations that begin in some words.
    pub(crate) fn quotes_in(&self, words: &Words) -> &[Quote] {
        let Some(span) = self.whole(words) else { return &[] };
        let first = self.quotes.partition_point(|q| q.outer.start() < span.start());
        let last = self.quotes.partition_point(|q| q.outer.start() < span.end());
        &self.quotes[first..last]
    }

    /// Whether some words hold a short quotation: a term that its user sets apart.
    pub(crate) fn has_term(&self, words: &Words) -> bool {
        self.quotes_in(words).iter().any(|q| {
            let words = q.inner.of(self.text).unwrap_or_default();
            q.closed && words.split_whitespace().count() <= MOST_TERM
        })
    }

    /// Whether a bracket that opens at a place closes before another.
    pub(crate) fn closes(&self, at: usize, before: usize) -> bool {
        self.word(at) == "("
            && (at..before).any(|w| self.word(w) == ")" && self.depth(w) == self.depth(at))
    }

    /// Whether there is a finite verb in some words.
    pub(crate) fn has_verb(&self, words: &Words) -> bool {
        words.clone().any(|w| matches!(self.tag(w), "VBZ" | "VBP" | "VBD" | "MD"))
    }

    /// Whether there is a verb in some words that is no infinitive.
    pub(crate) fn acts(&self, words: &Words) -> bool {
        words.clone().any(|w| self.tag(w).starts_with("VB") && self.tag(w) != "VB")
    }

    /// Whether one of these words is among some words.
    pub(crate) fn find(&self, words: &Words, any: &[&str]) -> Option<usize> {
        words.clone().find(|&w| self.is_any(w, any))
    }

    /// The place after the words that tie a clause to the one before.
    pub(crate) fn without_openers(&self, from: usize) -> usize {
        let mut at = from;
        while self.is_any(at, OPENERS) || at > from && self.word(at) == "," {
            at += 1;
        }
        if self.is(at, ",") { at + 1 } else { at }
    }

    /// The narrowest clause of some words that says of itself that it is so.
    pub(crate) fn narrowed(&self, words: Words) -> Words {
        let own = self.find(&words, REALITY).and_then(|real| {
            let verb = self.parse.head(self.node(real)?);
            let mut below = self.parse.children(verb);
            let subject = below.find(|&c| self.parse.relation(c) == "nsubj")?;
            let (first, _) = self.parse.edges(subject);
            let (_, last) = self.parse.edges(verb);
            Some(self.place(first)..self.place(last) + 1)
        });
        let inside = |own: &Words| own.start >= words.start && own.end <= words.end + 1;
        own.filter(|own| inside(own) && own.len() > 3).unwrap_or(words)
    }

    fn whole(&self, words: &Words) -> Option<Span> {
        let last = self.node(words.end.checked_sub(1)?)?;
        (words.start < words.end)
            .then(|| self.parse.span(self.row[words.start]).cover(self.parse.span(last)))
    }

    /// The place of some words in the text, without marks at their edges. Quotation marks and
    /// brackets stay where their other half does.
    pub(crate) fn span(&self, words: &Words) -> Option<Span> {
        let (mut first, mut last) = (words.start, words.end);
        while first < last && (self.is_edge(first) || self.is_half(first, words)) {
            first += 1;
        }
        while first < last && (self.is_edge(last - 1) || self.is_half(last - 1, words)) {
            last -= 1;
        }
        self.whole(&(first..last))
    }

    fn is_edge(&self, at: usize) -> bool {
        self.is_dash(at)
            || matches!(self.word(at), "," | ";" | ":" | "." | "-" | "…" | "*")
            || (matches!(self.word(at), "?" | "!"))
    }

    /// Whether a mark has its other half outside of some words.
    fn is_half(&self, at: usize, words: &Words) -> bool {
        let inside = |w: usize| words.contains(&w);
        match self.word(at) {
            "(" | "[" => !words.clone().any(|w| w > at && matches!(self.word(w), ")" | "]")),
            ")" | "]" => !words.clone().any(|w| w < at && matches!(self.word(w), "(" | "[")),
            "“" | "‘" => !self.quote_from(at).is_some_and(|end| inside(end - 1)),
            "”" | "’" => {
                !self.quote_before(at + 1).is_some_and(|q| inside(self.at(q.outer.start())))
            }
            "\"" => {
                let opens = self.quote_from(at).is_some_and(|end| inside(end - 1));
                let closes =
                    self.quote_before(at + 1).is_some_and(|q| inside(self.at(q.outer.start())));
                !opens && !closes
            }
            _ => false,
        }
    }
}
