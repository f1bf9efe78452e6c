//! Who says what: attributions by rules over words, without a parser.
//!
//! Each rule looks at one sentence in which every quotation is one piece ([`crate::units`]), and
//! then the words inside each quotation are read the same way. Nesting is what stands in what.

mod adverbs;
mod direct;
mod nesting;
mod nouns;
mod sources;
mod verbs;

pub(crate) use direct::UNATTRIBUTED;
pub(crate) use nesting::nest;

use crate::quotes::Quote;
use crate::units::{Unit, units};
use sayso_model::{QuoteKind, RuleId, Span, Stance};

/// Quotations inside quotations are read to this depth.
const DEEPEST: u32 = 12;

/// An attribution before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
    pub(crate) stance: Stance,
    pub(crate) kind: QuoteKind,
    pub(crate) rule: RuleId,
    /// The attribution it stands in, by its place in the list.
    pub(crate) parent: Option<usize>,
}

impl Found {
    pub(crate) fn new(
        rule: RuleId,
        stance: Stance,
        source: Option<Span>,
        cue: Vec<Span>,
        content: Vec<Span>,
    ) -> Self {
        let kind = QuoteKind::Indirect;
        Self { source, cue, content, stance, kind, rule, parent: None }
    }
}

/// The attributions of one paragraph, in no order.
pub(crate) fn find(text: &str, paragraph: Span) -> Vec<Found> {
    let mut found = Vec::new();
    read(text, paragraph, 0, &mut found);
    found
}

fn read(text: &str, stretch: Span, depth: u32, found: &mut Vec<Found>) {
    let units = units(text, stretch);
    let here = found.len();
    let mut claimed = Claimed::default();
    direct::find(&units, &mut claimed, found);
    for unit in &units {
        let first = found.len();
        sources::find(unit, &mut claimed, found);
        verbs::find(unit, &mut claimed, found);
        nouns::find(unit, found);
        adverbs::find(unit, first, found);
    }
    let quotes: Vec<Quote> =
        units.iter().flat_map(|u| (0..u.len()).filter_map(|i| u.quote(i))).collect();
    for attribution in &mut found[here..] {
        attribution.kind = kind(&quotes, &attribution.content, attribution.kind);
    }
    if depth >= DEEPEST {
        return;
    }
    for quote in quotes {
        read(text, quote.inner, depth + 1, found);
    }
}

/// Verbs that a rule has used already, by where they stand.
#[derive(Debug, Default)]
pub(crate) struct Claimed(std::collections::BTreeSet<usize>);

impl Claimed {
    fn take(&mut self, unit: &Unit<'_>, piece: usize) {
        self.0.extend(unit.pieces.get(piece).map(|p| p.span.start()));
    }

    fn has(&self, unit: &Unit<'_>, piece: usize) -> bool {
        unit.pieces.get(piece).is_some_and(|p| self.0.contains(&p.span.start()))
    }
}

/// Direct where all of the content stands in quotation marks, mixed where some of it does.
/// `quotes` are in order and none overlaps another.
fn kind(quotes: &[Quote], content: &[Span], so_far: QuoteKind) -> QuoteKind {
    let near = |at: usize| quotes.get(quotes.partition_point(|q| q.outer.end() <= at));
    if content.iter().all(|c| near(c.start()).is_some_and(|q| q.outer.contains(*c))) {
        return QuoteKind::Direct;
    }
    if content.iter().any(|c| near(c.start()).is_some_and(|q| c.contains(q.inner))) {
        return QuoteKind::Mixed;
    }
    so_far
}

/// Content without the marks and note marks at its ends.
pub(crate) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let mut words = span.of(text)?;
    let mut start = span.start();
    loop {
        let cut = words.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | ')' | ']' | '.')
        });
        start += words.len() - cut.len();
        words = cut.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '-' | '(')
        });
        let marked = words.strip_suffix(']').and_then(|w| {
            let open = w.rfind('[')?;
            w[open + 1..].bytes().all(|b| b.is_ascii_digit()).then_some(&w[..open])
        });
        match marked {
            Some(rest) => words = rest,
            None => break,
        }
    }
    words.contains(char::is_alphanumeric).then(|| Span::new(start, start + words.len()))
}
