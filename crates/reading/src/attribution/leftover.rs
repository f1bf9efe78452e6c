//! Quotations that no verb tells: introduced by a sentence with a colon, or by nobody.

use super::Found;
use super::candidate::{Candidate, cue_words};
use super::extent::span;
use super::source::subject;
use super::tree::{Quoted, Tree};
use super::verbs::is_main;
use sayso_model::{QuoteKind, RuleId, Span, Stance};

/// A quotation after a colon, told by the subject of the sentence that leads to it.
const INTRODUCED: RuleId = RuleId::new("attribution.introduced");
/// A quotation that nobody is named for.
pub(crate) const UNATTRIBUTED: RuleId = RuleId::new("attribution.unattributed");
/// A quotation of fewer words is a name or a turn of phrase, unless it is a sentence.
const SPEECH_WORDS: usize = 5;
/// A verb that introduces a quotation stands no further before it than this.
const REACH: usize = 40;

/// The quotations that stand for themselves and that nothing chosen tells.
pub(crate) fn find<'a>(
    tree: &Tree<'_>,
    chosen: impl Iterator<Item = &'a Candidate>,
) -> impl Iterator<Item = Found> {
    let told = told(tree, chosen);
    let left = tree.quoted.iter().zip(told).filter(|(_, told)| !told).map(|(quoted, _)| quoted);
    left.filter(|quoted| is_speech(tree, quoted) && stands_alone(tree, quoted))
        .map(|quoted| introduced(tree, quoted).unwrap_or_else(|| nobodys(quoted)))
}

/// For each quotation whether a cue outside it has some of it as content.
fn told<'a>(tree: &Tree<'_>, chosen: impl Iterator<Item = &'a Candidate>) -> Vec<bool> {
    // How many contents begin with a quotation, less those that ended before it.
    let mut begun = vec![0_i64; tree.quoted.len() + 1];
    for it in chosen.filter(|it| tree.quote_of(it.head).is_none()) {
        for words in &it.content {
            let first = tree.quoted.partition_point(|q| q.words.end <= words.start);
            let last = tree.quoted.partition_point(|q| q.words.start < words.end);
            if first < last {
                begun[first] += 1;
                begun[last] -= 1;
            }
        }
    }
    let mut open = 0;
    let count = |change: i64| {
        open += change;
        open > 0
    };
    begun.into_iter().map(count).take(tree.quoted.len()).collect()
}

fn nobodys(quoted: &Quoted) -> Found {
    let content = vec![quoted.quote.inner];
    let mut found = Found::new(UNATTRIBUTED, Stance::Asserts, None, Vec::new(), content);
    found.kind = QuoteKind::Direct;
    found
}

/// Whether a quotation says something by itself: long, or a whole sentence.
fn is_speech(tree: &Tree<'_>, quoted: &Quoted) -> bool {
    let words = quoted.quote.inner.of(tree.text).unwrap_or_default();
    let count = words.split_whitespace().take(SPEECH_WORDS).count();
    let ended = words.trim_end().ends_with(['.', ',', '!', '?', '…']);
    count >= SPEECH_WORDS || count >= 2 && (ended || mark_before(tree, quoted) == ":")
}

/// Whether a quotation is the main thing of its sentence: it begins it, or a colon leads to it.
fn stands_alone(tree: &Tree<'_>, quoted: &Quoted) -> bool {
    let opening = quoted.words.start.checked_sub(1);
    let begins = opening.is_none_or(|o| {
        let start = tree.sentence(o).start.min(tree.sentence(quoted.words.start).start);
        (start..o).all(|w| tree.is_mark(w)) || tree.sentence(quoted.words.start).start >= o
    });
    begins || mark_before(tree, quoted) == ":"
}

/// The last word before the opening mark.
fn mark_before<'p>(tree: &Tree<'p>, quoted: &Quoted) -> &'p str {
    let before = (0..quoted.words.start.saturating_sub(1)).rev();
    before.take(2).find(|w| tree.pos(*w) != "SPACE").map_or("", |w| tree.word(w))
}

/// `The account made the following announcement: “...”`: no reporting verb, but a sentence whose
/// subject does something and that ends with a colon. The cue is what stands between the two.
fn introduced(tree: &Tree<'_>, quoted: &Quoted) -> Option<Found> {
    let end = quoted.words.start.checked_sub(1)?;
    let colon = (end.saturating_sub(2)..end).rev().find(|w| tree.is(*w, ":"))?;
    let start = tree.sentence(colon).start.max(colon.saturating_sub(REACH));
    let plain = (start..colon).all(|w| tree.quote_of(w).is_none());
    let verb = (start..colon).find(|w| {
        plain
            && is_main(tree, *w)
            && tree.has(*w, "nsubj")
            && !matches!(tree.lemma(*w), "be" | "have")
    })?;
    let source = subject(tree, verb).filter(|s| s.words.end <= verb)?;
    let words = cue_words(tree, verb).start..colon;
    let cue: Span = span(tree, &words)?;
    let source = span(tree, &source.words)?;
    let content = vec![quoted.quote.inner];
    let mut found = Found::new(INTRODUCED, Stance::Asserts, Some(source), vec![cue], content);
    found.kind = QuoteKind::Direct;
    Some(found)
}
