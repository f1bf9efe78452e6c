//! The chain of a claim within its page, in words, for every claim of a document at once.
//!
//! It goes from the page inwards: the page's own voice, those it names, and the note or link that
//! backs the words. Beyond the page, and to the claims of other documents, only the trace of one
//! claim goes.

use crate::address::Out;
use sayso::model::{
    Actor, Attribution, Body, ItemId, Reference, ReferenceKind, Section, Span, Text,
};
use sayso::{ClaimView, ItemView};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A backing reference is looked for among this many on each side, so that a text full of them
/// takes no quadratic time.
const MOST_LOOKED_AT: usize = 64;

/// One step of a chain.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Who speaks, and how they stand to it.
    Voice { who: String, stance: Option<&'static str> },
    /// The mark of a note, or `link`.
    Reference(String),
    /// An address that is cited.
    Cited(Out),
    /// Why it goes no further.
    Broken(String),
}

/// What a document says about the chains of its claims.
pub(crate) struct Chains<'a> {
    attributions: BTreeMap<&'a ItemId, &'a Attribution>,
    actors: BTreeMap<&'a ItemId, &'a Actor>,
    /// In order of their own words.
    references: Vec<&'a Reference>,
    text: &'a Text,
    voices: Voices<'a>,
}

impl<'a> Chains<'a> {
    pub(crate) fn of(text: &'a Text, items: &'a [ItemView]) -> Self {
        let mut attributions = BTreeMap::new();
        let mut actors = BTreeMap::new();
        let mut references = Vec::new();
        for item in items.iter().map(|view| &view.item) {
            match &item.body {
                Body::Attribution(attribution) => {
                    attributions.insert(&item.id, attribution);
                }
                Body::Actor(actor) => {
                    actors.insert(&item.id, actor);
                }
                Body::Reference(reference) if reference.supports.is_some() => {
                    references.push(reference);
                }
                _ => (),
            }
        }
        references.sort_by_key(|reference| reference.span);
        Self { attributions, actors, references, text, voices: Voices::of(text) }
    }

    /// The steps of a claim's chain. Claims come in order of the text.
    pub(crate) fn steps(&mut self, claim: &ClaimView) -> Vec<Step> {
        let place = claim.content.first().map_or(0, |span| span.start());
        let page = self.voices.at(place).unwrap_or("the page").to_owned();
        let mut steps = vec![(page, None)];
        let mut places = claim.content.clone();
        for (nth, id) in claim.chain.iter().enumerate().rev() {
            let Some(&attribution) = self.attributions.get(id) else { continue };
            steps.push((self.speaker(attribution), Some(attribution.stance.word())));
            if nth == 0 {
                places.extend(&attribution.cue);
            }
        }
        // What people wrote or corrected stands over what was read.
        if let Some(holder) = &claim.holder
            && (claim.by_hand || claim.state == sayso::State::Corrected)
            && steps.last().is_some_and(|(who, _)| who != holder)
        {
            steps.push((holder.clone(), None));
        }
        if let Some((_, stance)) = steps.last_mut() {
            *stance = Some(claim.stance.word());
        }
        let voice = |(who, stance)| Step::Voice { who, stance };
        let mut steps: Vec<_> = steps.into_iter().map(voice).collect();
        if let Some(reference) = self.backing(&places) {
            cite(self.text, reference, &mut steps);
        }
        steps
    }

    fn speaker(&self, attribution: &Attribution) -> String {
        let actor = attribution.speaker.as_ref().and_then(|id| self.actors.get(id));
        match (actor, attribution.source) {
            (Some(actor), _) => actor.name.clone(),
            (None, Some(source)) => self.text.at(source).to_owned(),
            (None, None) => "somebody unnamed".to_owned(),
        }
    }

    /// The reference that backs some words: of those whose supported words meet them, the one
    /// whose mark stands nearest after their end, or else nearest before it.
    fn backing(&self, places: &[Span]) -> Option<&'a Reference> {
        let end = Span::hull(places)?.end();
        let backs = |reference: &&&Reference| {
            reference.supports.is_some_and(|s| places.iter().any(|place| place.overlaps(s)))
        };
        let (before, after) =
            self.references.split_at(self.references.partition_point(|r| r.span.start() < end));
        let after = after.iter().take(MOST_LOOKED_AT).find(backs);
        let found = after.or_else(|| before.iter().rev().take(MOST_LOOKED_AT).find(backs));
        found.copied()
    }
}

fn cite(text: &Text, reference: &Reference, steps: &mut Vec<Step>) {
    let is_note = reference.kind == ReferenceKind::FootnoteMark;
    let words = text.at(reference.span);
    steps.push(Step::Reference(if is_note { format!("note {words}") } else { "link".to_owned() }));
    let broken = |why: &str| Step::Broken(why.to_owned());
    steps.push(match (&reference.url, reference.kind) {
        (Some(url), ReferenceKind::Truncated) => Step::Broken(format!("address cut off: {url}")),
        (Some(url), _) => Step::Cited(Out::of(url)),
        (None, _) if is_note && reference.target.is_none() => broken("the note has no target"),
        (None, _) if is_note => broken("the note gives no address"),
        (None, _) => broken("its address was lost"),
    });
}

/// Whose voice a place is in: the innermost section's author, or the document's, or its outlet.
/// Asked in order of the text.
struct Voices<'t> {
    sections: Vec<&'t Section>,
    next: usize,
    around: Vec<&'t Section>,
    page: Option<&'t str>,
}

impl<'t> Voices<'t> {
    fn of(text: &'t Text) -> Self {
        let mut sections: Vec<_> =
            text.sections().map(|(_, s)| s).filter(|s| s.author.is_some()).collect();
        sections.sort_by_key(|s| (s.span.start(), Reverse(s.span.end())));
        let page = text.author.as_deref().or(text.outlet.as_deref());
        Self { sections, next: 0, around: Vec::new(), page }
    }

    fn at(&mut self, place: usize) -> Option<&'t str> {
        while let Some(section) = self.sections.get(self.next)
            && section.span.start() <= place
        {
            self.around.push(section);
            self.next += 1;
        }
        while self.around.last().is_some_and(|section| section.span.end() <= place) {
            self.around.pop();
        }
        self.around.last().and_then(|section| section.author.as_deref()).or(self.page)
    }
}
