//! The chain of a claim within its page, for one claim or for every claim of a document.

use crate::link::{End, Link};
use crate::voices::Voices;
use sayso_ledger::{ClaimView, ItemView, State};
use sayso_model::{
    Anchor, Attribution, Body, Claim, ItemId, Reference, ReferenceKind, Span, Stance, Text, Voice,
};

/// A backing reference is looked for among this many on each side, so that a text full of them
/// takes no quadratic time.
const MOST_LOOKED_AT: usize = 64;

/// A chain as far as its page goes.
#[derive(Debug, Clone, PartialEq)]
pub struct PageChain {
    /// Its links, from the page inwards: the page first, then those it names from the outermost
    /// in, then what a person decided, then the reference that backs the words.
    pub links: Vec<Link>,
    /// Where it ends. An address is [`End::Cited`] whether or not the dossier has it.
    pub end: End,
    /// How the innermost of those who speak stands to the words.
    pub stance: Stance,
}

impl PageChain {
    /// Who the innermost of those who speak is, where one is named.
    #[must_use]
    pub fn speaker(&self) -> Option<&str> {
        self.links.iter().rev().find_map(|link| match link {
            Link::Document { voice, .. } => Some(voice.as_deref()),
            Link::Attribution { source, speaker, .. } => {
                Some(speaker.as_deref().or(source.as_ref().map(|words| words.exact.as_str())))
            }
            Link::Decided { holder, .. } => Some(holder.as_deref()),
            Link::Reference { .. } => None,
        })?
    }
}

/// A page made ready to tell the chains of its claims.
#[derive(Debug)]
pub struct PageChains {
    title: String,
    text: Text,
    items: Vec<ItemView>,
    /// Places in `items`, in order of the items' ids.
    by_id: Vec<usize>,
    /// Places in `items` of references that back words and are not rejected, in order of their
    /// own words.
    references: Vec<usize>,
    voices: Voices,
}

impl PageChains {
    /// Of a document that is called `title`, with all its items as judged.
    #[must_use]
    pub fn new(title: String, text: Text, items: Vec<ItemView>) -> Self {
        let mut by_id: Vec<usize> = (0..items.len()).collect();
        by_id.sort_by(|a, b| items[*a].item.id.cmp(&items[*b].item.id));
        let backs = |view: &ItemView| {
            let supports = reference_of(view).is_some_and(|r| r.supports.is_some());
            supports && view.state != State::Rejected
        };
        let mut references: Vec<usize> = (0..items.len()).filter(|i| backs(&items[*i])).collect();
        references.sort_by_key(|i| reference_of(&items[*i]).map(|r| r.span));
        let voices = Voices::of(&text);
        Self { title, text, items, by_id, references, voices }
    }

    /// The text of the page.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The chain of one of the page's claims.
    ///
    /// A rejected attribution is no link. What a person decided about the claim stands over what
    /// was read.
    #[must_use]
    pub fn of(&self, claim: &ClaimView) -> PageChain {
        let mut chain = self.page(claim);
        let mut places = claim.content.clone();
        for (nth, id) in claim.chain.iter().enumerate().rev() {
            let Some((view, attribution)) = self.attribution(id) else { continue };
            if nth == 0 && view.state != State::Rejected {
                places.extend(&attribution.cue);
            }
            self.attribute(&mut chain, (nth == 0).then_some(claim), view, attribution);
        }
        self.decide(&mut chain, claim);
        let Some((view, reference)) = self.backing(&places) else { return chain };
        if let Some(words) = self.anchor(reference.span) {
            let note = reference.target.and_then(|span| self.anchor(span));
            let (id, url) = (view.item.id.clone(), reference.url.clone());
            chain.links.push(Link::Reference { id, words, note, url });
        }
        if !self.hangs_on_rejected(claim) || self.is_held_otherwise(claim) {
            chain.end = end_of(reference);
        }
        chain
    }

    fn page(&self, claim: &ClaimView) -> PageChain {
        let place = claim.content.first().map_or(0, |span| span.start());
        let voice = self.voices.at(place).map(str::to_owned);
        let words = self.anchors(&claim.content);
        let (number, title) = (claim.document, self.title.clone());
        let link = Link::Document { number, title, voice: voice.clone(), words };
        PageChain { links: vec![link], end: End::Page { voice }, stance: claim.stance }
    }

    /// Adds an attribution. `claim` is given with the innermost, whose holder holds the claim.
    fn attribute(
        &self,
        chain: &mut PageChain,
        claim: Option<&ClaimView>,
        view: &ItemView,
        attribution: &Attribution,
    ) {
        if view.state == State::Rejected {
            if claim.is_some() {
                chain.end = End::Broken("the attribution it hangs on was rejected".to_owned());
            }
            return;
        }
        let source = attribution.source.and_then(|span| self.anchor(span));
        let named = attribution.speaker.as_ref().and_then(|id| self.actor(id));
        // Where no words near it name anybody, the section may: that is in the claim's holder.
        let of_section =
            || claim.filter(|_| source.is_none()).and_then(|claim| self.holder_as_read(claim));
        let speaker = named.or_else(of_section);
        chain.end = match speaker.clone().or_else(|| source.as_ref().map(|s| s.exact.clone())) {
            Some(name) => End::Speaker(name),
            None => End::Broken("the text names nobody who says it".to_owned()),
        };
        if claim.is_some() && stance_is_corrected(view) {
            chain.stance = attribution.stance;
        }
        chain.links.push(Link::Attribution {
            id: view.item.id.clone(),
            source,
            speaker,
            cue: self.anchors(&attribution.cue),
            stance: attribution.stance,
            kind: attribution.kind,
            state: view.state,
        });
    }

    /// Adds what a person decided about the claim itself.
    fn decide(&self, chain: &mut PageChain, claim: &ClaimView) {
        let held_otherwise = self.is_held_otherwise(claim);
        let stance = self.as_read(claim).map_or(claim.stance, |read| read.stance);
        if held_otherwise || stance != claim.stance {
            chain.stance = claim.stance;
            let holder = claim.holder.clone();
            chain.links.push(Link::Decided { holder, stance: claim.stance });
        }
        if held_otherwise && let Some(holder) = &claim.holder {
            chain.end = End::Speaker(holder.clone());
        }
    }

    /// Whether a person said who holds a claim.
    fn is_held_otherwise(&self, claim: &ClaimView) -> bool {
        let written = claim.by_hand && claim.voice == Voice::Attributed;
        written || self.as_read(claim).is_some_and(|read| read.holder != claim.holder)
    }

    fn holder_as_read(&self, claim: &ClaimView) -> Option<String> {
        self.as_read(claim).map_or_else(|| claim.holder.clone(), |read| read.holder.clone())
    }

    /// A claim before people corrected it; `None` where nobody did.
    fn as_read(&self, claim: &ClaimView) -> Option<&Claim> {
        match &self.item(&claim.id)?.original.as_ref()?.body {
            Body::Claim(read) => Some(read),
            _ => None,
        }
    }

    fn hangs_on_rejected(&self, claim: &ClaimView) -> bool {
        let innermost = claim.chain.first().and_then(|id| self.item(id));
        innermost.is_some_and(|view| view.state == State::Rejected)
    }

    fn item(&self, id: &ItemId) -> Option<&ItemView> {
        let found = self.by_id.binary_search_by(|i| self.items[*i].item.id.cmp(id)).ok()?;
        self.items.get(self.by_id[found])
    }

    fn attribution(&self, id: &ItemId) -> Option<(&ItemView, &Attribution)> {
        self.item(id).and_then(|view| match &view.item.body {
            Body::Attribution(attribution) => Some((view, attribution)),
            _ => None,
        })
    }

    fn actor(&self, id: &ItemId) -> Option<String> {
        self.item(id).and_then(|view| match &view.item.body {
            Body::Actor(actor) => Some(actor.name.clone()),
            _ => None,
        })
    }

    fn anchor(&self, span: Span) -> Option<Anchor> {
        Anchor::of(&self.text, span).ok()
    }

    fn anchors(&self, spans: &[Span]) -> Vec<Anchor> {
        spans.iter().filter_map(|span| self.anchor(*span)).collect()
    }

    /// The reference that backs some words: of those whose supported words meet them, the one
    /// whose mark stands nearest after their end, or else nearest before it.
    fn backing(&self, places: &[Span]) -> Option<(&ItemView, &Reference)> {
        let end = Span::hull(places)?.end();
        let at = |i: &usize| self.items.get(*i).and_then(|v| reference_of(v).map(|r| (v, r)));
        let backs = |(_, reference): &(&ItemView, &Reference)| {
            reference.supports.is_some_and(|s| places.iter().any(|place| place.overlaps(s)))
        };
        let split = |i: &usize| at(i).is_some_and(|(_, r)| r.span.start() < end);
        let (before, after) = self.references.split_at(self.references.partition_point(split));
        let after = after.iter().take(MOST_LOOKED_AT).filter_map(at).find(backs);
        after.or_else(|| before.iter().rev().take(MOST_LOOKED_AT).filter_map(at).find(backs))
    }
}

fn reference_of(view: &ItemView) -> Option<&Reference> {
    match &view.item.body {
        Body::Reference(reference) => Some(reference),
        _ => None,
    }
}

fn stance_is_corrected(view: &ItemView) -> bool {
    let stance = |body: &Body| match body {
        Body::Attribution(attribution) => Some(attribution.stance),
        _ => None,
    };
    view.original.as_ref().is_some_and(|read| stance(&read.body) != stance(&view.item.body))
}

/// How a chain ends that a reference carries on.
fn end_of(reference: &Reference) -> End {
    let broken = |why: &str| End::Broken(why.to_owned());
    match (&reference.url, reference.kind) {
        (Some(url), ReferenceKind::Truncated) => {
            End::Broken(format!("the address is cut off: {url}"))
        }
        (Some(url), _) => End::Cited(url.clone()),
        (None, ReferenceKind::FootnoteMark) if reference.target.is_none() => {
            broken("the note it cites has no target")
        }
        (None, ReferenceKind::FootnoteMark) => broken("the note it cites gives no address"),
        (None, _) => broken("the address of its link was lost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::{CaptureId, Extractor, Item, ItemKind, QuoteKind, RuleId, SourceMap};

    #[test]
    fn a_block_without_a_name_beside_it_ends_with_the_speaker_its_section_gives() {
        let words = "The gates were shut.";
        let extractor = Extractor { name: "plain".to_owned(), version: 1 };
        let capture = CaptureId::of(words.as_bytes());
        let text = Text::new(capture, extractor, None, words.to_owned(), SourceMap::new()).unwrap();
        let content = vec![Span::new(0, words.len())];
        let id = |kind| ItemId::derive(&text.id(), kind, &content, 0);
        let item = Item {
            id: id(ItemKind::Attribution),
            rule: RuleId::new("attribution.block"),
            because: Vec::new(),
            body: Body::Attribution(Attribution {
                parent: None,
                source: None,
                cue: Vec::new(),
                content: content.clone(),
                kind: QuoteKind::Direct,
                stance: Stance::Asserts,
                speaker: None,
                said: None,
                depth: 1,
            }),
        };
        let state = State::Unjudged;
        let view = ItemView { item, original: None, state, by_hand: false, added: 1 };
        let mut claim = ClaimView {
            id: id(ItemKind::Claim),
            text: text.id(),
            document: 1,
            words: words.to_owned(),
            content: content.clone(),
            holder: Some("Ilse Brandt".to_owned()),
            voice: Voice::Attributed,
            stance: Stance::Asserts,
            said: None,
            happened: None,
            published: None,
            rule: RuleId::new("claim.attributed"),
            state,
            by_hand: false,
            chain: vec![view.item.id.clone()],
        };
        let chains = PageChains::new(String::new(), text, vec![view]);
        let chain = chains.of(&claim);
        assert_eq!(chain.end, End::Speaker("Ilse Brandt".to_owned()));
        assert_eq!(chain.speaker(), Some("Ilse Brandt"));
        claim.holder = None;
        assert!(matches!(chains.of(&claim).end, End::Broken(why) if why.contains("names nobody")));
    }
}
