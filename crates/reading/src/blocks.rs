//! Quoted blocks: whose words a section is in.

use crate::attribution::{Found, UNATTRIBUTED};
use crate::nested::Nested;
use sayso_model::{Item, QuoteKind, RuleId, Said, Section, SectionKind, Span, Stance, Text};

/// A block whose speaker its label names.
const BLOCK: RuleId = RuleId::new("attribution.block");

/// A quoted section as an attribution of all its words.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) found: Found,
    /// Who speaks in it, as the section says.
    pub(crate) speaker: Option<String>,
    /// When the section says it was written.
    pub(crate) said: Option<Said>,
}

/// The quoted blocks of a text, in order, those that hold others first.
#[derive(Debug)]
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<Block>,
    nested: Nested,
}

impl Blocks {
    pub(crate) fn of(text: &Text) -> Self {
        let quoted = || text.sections().filter(|(_, s)| s.kind == SectionKind::Quoted);
        Self {
            blocks: quoted().map(|(item, section)| block(text, item, section)).collect(),
            nested: Nested::new(quoted().map(|(_, section)| section.span).collect()),
        }
    }

    /// The innermost block that holds a place.
    pub(crate) fn holding(&self, place: Span) -> Option<usize> {
        self.nested.innermost(place)
    }

    /// Where a block stands.
    pub(crate) fn span(&self, block: usize) -> Span {
        self.nested.span(block)
    }

    /// The block that a block stands in.
    pub(crate) fn outer(&self, block: usize) -> Option<usize> {
        self.nested.outer(block)
    }
}

fn block(text: &Text, item: &Item, section: &Section) -> Block {
    let speaker = section.speaker.as_deref();
    let source = item
        .because
        .iter()
        .copied()
        .find(|span| Some(text.at(*span)) == speaker)
        .or_else(|| named_near(text, section.span, speaker?));
    let rule = if speaker.is_some() { BLOCK } else { UNATTRIBUTED };
    let label = source.map(|source| label(text, source, section.span));
    let cue = label.and_then(|label| label.cue);
    // A label inside the block is not part of what the speaker says.
    let words = label.map_or(section.span, |label| Span::new(label.end, section.span.end()));
    let content = inner(text, words.trim(text.words()));
    let mut found =
        Found::new(rule, Stance::Asserts, source, cue.into_iter().collect(), vec![content]);
    found.kind = QuoteKind::Direct;
    let said = section.published.clone().map(|published| Said(published.0));
    Block { found, speaker: section.speaker.clone(), said }
}

/// How far before and into a block its speaker's name is looked for.
const NEAR: usize = 200;

/// Where the speaker is named: at the block's beginning, right before it, or at its end.
fn named_near(text: &Text, block: Span, speaker: &str) -> Option<Span> {
    let words = text.words();
    let at = |from: usize, to: usize| {
        let (from, to) =
            (words.floor_char_boundary(from), words.ceil_char_boundary(to.min(words.len())));
        Some((from, words.get(from..to)?))
    };
    let place = |(from, part): (usize, &str), last: bool| {
        let found = if last { part.rfind(speaker) } else { part.find(speaker) };
        found.map(|i| Span::new(from + i, from + i + speaker.len()))
    };
    at(block.start(), block.end().min(block.start() + NEAR))
        .and_then(|part| place(part, false))
        .or_else(|| place(at(block.start().saturating_sub(NEAR), block.start())?, true))
        .or_else(|| {
            place(at(block.end().saturating_sub(NEAR).max(block.start()), block.end())?, true)
        })
}

/// The words that introduce a block.
#[derive(Clone, Copy)]
struct Label {
    /// The reporting words after the speaker: `writes:`, or the colon alone.
    cue: Option<Span>,
    /// Where the speaker's own words can begin.
    end: usize,
}

/// The label around a speaker's name, before the block or at its beginning.
fn label(text: &Text, source: Span, block: Span) -> Label {
    let line_end =
        text.words()[source.end()..].find('\n').map_or(block.end(), |i| source.end() + i);
    let limit = if source.end() <= block.start() { block.start() } else { line_end };
    let between = Span::new(source.end(), limit.max(source.end())).trim(text.words());
    let colon = text.at(between).find(':').map(|at| between.start() + at + 1);
    let cue = colon.map(|end| Span::new(between.start(), end));
    // A speaker named at the block's end, or without a colon, leaves the words as they are.
    let leads = block.contains(source) && source.start() - block.start() <= LONGEST_LEAD;
    let end = match colon {
        Some(colon) if leads => colon,
        _ => block.start(),
    };
    Label { cue, end: end.min(block.end()) }
}

/// What stands in a block before its speaker's name is no longer than this: `>`, a date.
const LONGEST_LEAD: usize = 40;

/// A block without the quotation marks around it.
fn inner(text: &Text, span: Span) -> Span {
    let words = text.at(span);
    let start = words.len() - words.trim_start_matches(['“', '"', '>', ' ']).len();
    let end = words.trim_end_matches(['”', '"', ' ']).len();
    if start < end { Span::new(span.start() + start, span.start() + end) } else { span }
}
