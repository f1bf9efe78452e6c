//! Quoted blocks: whose words a section is in.

use crate::attribution::{Found, UNATTRIBUTED};
use sayso_model::{Item, QuoteKind, RuleId, Section, SectionKind, Span, Stance, Text};

/// A block whose speaker its label names.
const BLOCK: RuleId = RuleId::new("attribution.block");

/// A quoted section as an attribution of all its words.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) found: Found,
    /// When the section says it was written.
    pub(crate) said: Option<sayso_model::Said>,
}

/// The quoted blocks of a text in order, those that hold others first.
pub(crate) fn blocks(text: &Text) -> Vec<Block> {
    text.sections()
        .filter(|(_, section)| section.kind == SectionKind::Quoted)
        .map(|(item, section)| block(text, item, section))
        .collect()
}

fn block(text: &Text, item: &Item, section: &Section) -> Block {
    let speaker = section.speaker.as_deref();
    let source = item.because.iter().copied().find(|span| Some(text.at(*span)) == speaker);
    let rule = if speaker.is_some() { BLOCK } else { UNATTRIBUTED };
    let cue = source.and_then(|source| cue(text, source, section.span));
    let content = inner(text, section.span);
    let mut found =
        Found::new(rule, Stance::Asserts, source, cue.into_iter().collect(), vec![content]);
    found.kind = QuoteKind::Direct;
    let said = section.published.clone().map(|published| sayso_model::Said(published.0));
    Block { span: section.span, found, said }
}

/// The reporting words between the speaker and the block: `writes:`, or the colon alone.
fn cue(text: &Text, source: Span, block: Span) -> Option<Span> {
    if source.end() > block.start() {
        return None;
    }
    let between = Span::new(source.end(), block.start()).trim(text.words());
    let words = text.at(between);
    let colon = words.find(':').map(|at| at + 1)?;
    Some(Span::new(between.start(), between.start() + colon))
}

/// A block without the quotation marks around it.
fn inner(text: &Text, span: Span) -> Span {
    let words = text.at(span);
    let start = words.len() - words.trim_start_matches(['“', '"', '>', ' ']).len();
    let end = words.trim_end_matches(['”', '"', ' ']).len();
    if start < end { Span::new(span.start() + start, span.start() + end) } else { span }
}

/// The innermost block that holds a place; `blocks` are in order.
pub(crate) fn holding(blocks: &[Block], place: Span) -> Option<usize> {
    let after = blocks.partition_point(|b| b.span.start() <= place.start());
    blocks[..after].iter().rposition(|b| b.span.contains(place))
}
