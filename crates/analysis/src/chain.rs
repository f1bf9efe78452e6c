//! The chain of a claim: from the page to the deepest source it names.

use crate::origins::{self, Origins};
use crate::wording::Wording;
use sayso_ledger::{ClaimQuery, ClaimView, DocumentView, ItemView, Ledger, LedgerError};
use sayso_model::{Anchor, Body, Item, ItemKind, Reference, ReferenceKind, Span, Stance, Text};
use std::collections::BTreeSet;

/// Why a claim could not be traced.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// In the dossier.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The id is another kind of item's.
    #[error("{id} is no claim but of the kind {kind}; only claims have a chain")]
    NotAClaim {
        /// The id.
        id: String,
        /// What it is.
        kind: ItemKind,
    },
}

/// One link, from the page inwards. Each but the first stands in the content of the one before.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// The page speaks in its own voice, or in that of the section the claim stands in. Read here.
    Document {
        /// The document's number.
        number: u64,
        /// Its title, or else where it came from.
        title: String,
        /// Who speaks in it: the section's author, or the document's, or its outlet.
        voice: Option<String>,
        /// The claim's words there.
        words: Vec<Anchor>,
    },
    /// Somebody the page names. Read here.
    Attribution {
        /// The attribution.
        id: sayso_model::ItemId,
        /// The words for who says it; `None` where the text names nobody.
        source: Option<Anchor>,
        /// Who that is, as far as it was made out.
        speaker: Option<String>,
        /// The reporting words.
        cue: Vec<Anchor>,
        /// How they stand to it.
        stance: Stance,
    },
    /// A note or a link that backs the claim. Cited; read only where a document follows.
    Reference {
        /// The reference.
        id: sayso_model::ItemId,
        /// Its words.
        words: Anchor,
        /// The note it points to, in this text.
        note: Option<Anchor>,
        /// The address.
        url: Option<String>,
    },
}

/// Where a chain ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// With the page's own word.
    Page {
        /// Its speaker or outlet, where one is named.
        voice: Option<String>,
    },
    /// With somebody the page names.
    Speaker(String),
    /// With an address that is cited and not in the dossier.
    Cited(String),
    /// With a document of the dossier that is cited, in which these words were not found.
    ReadHere {
        /// Its number.
        number: u64,
        /// Its address.
        url: String,
    },
    /// Broken: what stands behind the claim cannot be told.
    Broken(String),
}

/// A claim, its chain, and what stands behind its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The claim.
    pub claim: ClaimView,
    /// Its links, from the page inwards, through documents of the dossier where they are cited.
    pub links: Vec<Link>,
    /// Where the chain ends.
    pub end: End,
    /// The claims in the same words, and how many independent origins they have.
    pub origins: Origins,
}

/// A chain is followed through no more than this many documents.
const MOST_DOCUMENTS: usize = 8;

/// Traces a claim, as the dossier stood after operation `at`.
///
/// # Errors
///
/// Where no claim, or several, have an id that begins so.
pub fn trace(ledger: &Ledger, prefix: &str, at: u64) -> Result<Trace, TraceError> {
    let found = ledger.find(prefix, at)?;
    let item = &found.view.item;
    if item.body.kind() != ItemKind::Claim {
        return Err(TraceError::NotAClaim { id: item.id.to_string(), kind: item.body.kind() });
    }
    let all = ledger.claims(&ClaimQuery { include_rejected: true, ..ClaimQuery::default() }, at)?;
    let documents = ledger.documents(at)?;
    let mut tracer = Tracer { ledger, at, documents, all: &all, read: Vec::new() };
    let Some(claim) = all.iter().find(|c| c.id == item.id && c.text == found.text) else {
        return Err(LedgerError::NoSuchItem { prefix: prefix.to_owned() }.into());
    };
    let (links, end) = tracer.follow(claim)?;
    let origins = origins::of(&mut tracer, claim, &end)?;
    Ok(Trace { claim: claim.clone(), links, end, origins })
}

/// A text with its items, kept while tracing.
struct Opened {
    text: Text,
    items: Vec<ItemView>,
}

pub(crate) struct Tracer<'l> {
    ledger: &'l Ledger,
    at: u64,
    documents: Vec<DocumentView>,
    pub(crate) all: &'l [ClaimView],
    read: Vec<(u64, Opened)>,
}

impl Tracer<'_> {
    pub(crate) fn document(&self, number: u64) -> Option<&DocumentView> {
        self.documents.iter().find(|d| d.number == number)
    }

    /// The links of a claim, and where they end.
    pub(crate) fn follow(&mut self, claim: &ClaimView) -> Result<(Vec<Link>, End), LedgerError> {
        let mut links = Vec::new();
        let mut seen = BTreeSet::new();
        let mut claim = claim.clone();
        loop {
            seen.insert(claim.document);
            let end = self.through_page(&claim, &mut links)?;
            let End::ReadHere { number, url } = &end else { return Ok((links, end)) };
            if seen.contains(number) {
                let message = format!("the documents cite one another in a circle ({url})");
                return Ok((links, End::Broken(message)));
            }
            if seen.len() >= MOST_DOCUMENTS {
                let message = format!("followed through {MOST_DOCUMENTS} documents and no further");
                return Ok((links, End::Broken(message)));
            }
            match self.same_words_in(&claim, *number) {
                Some(next) => claim = next,
                None => return Ok((links, end)),
            }
        }
    }

    /// The claim of another document that shares most wording with this one.
    fn same_words_in(&self, claim: &ClaimView, document: u64) -> Option<ClaimView> {
        let wording = Wording::of(&claim.words);
        self.all
            .iter()
            .filter(|c| c.document == document)
            .map(|c| (wording.shared(&Wording::of(&c.words)), c))
            .filter(|(shared, c)| *shared > 0.0 && wording.is_copy(&Wording::of(&c.words)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id)))
            .map(|(_, c)| c.clone())
    }

    /// Adds the links of one page: its own voice, the attributions from the outermost in, and the
    /// reference that backs the words.
    fn through_page(
        &mut self,
        claim: &ClaimView,
        links: &mut Vec<Link>,
    ) -> Result<End, LedgerError> {
        let number = claim.document;
        let document = self.document(number).cloned();
        let opened = self.open(claim)?;
        let (text, items) = (&opened.text, &opened.items);
        let anchor = |span: Span| Anchor::of(text, span).ok();
        let voice = voice(text, claim);
        links.push(Link::Document {
            number,
            title: document.as_ref().map(name_of).unwrap_or_default(),
            voice: voice.clone(),
            words: claim.content.iter().filter_map(|s| anchor(*s)).collect(),
        });
        let mut end = End::Page { voice };
        let mut places = claim.content.clone();
        for id in claim.chain.iter().rev() {
            let Some(item) = items.iter().map(|v| &v.item).find(|i| i.id == *id) else { continue };
            let Body::Attribution(attribution) = &item.body else { continue };
            let speaker = attribution.speaker.as_ref().and_then(|a| actor_name(items, a));
            let source = attribution.source.and_then(anchor);
            end = match speaker.clone().or_else(|| source.as_ref().map(|s| s.exact.clone())) {
                Some(name) => End::Speaker(name),
                None => End::Broken("the text names nobody who says it".to_owned()),
            };
            if Some(id) == claim.chain.first() {
                places.extend(&attribution.cue);
            }
            links.push(Link::Attribution {
                id: id.clone(),
                source,
                speaker,
                cue: attribution.cue.iter().filter_map(|s| anchor(*s)).collect(),
                stance: attribution.stance,
            });
        }
        if claim.by_hand
            && let Some(holder) = &claim.holder
        {
            end = End::Speaker(holder.clone());
        }
        let Some((item, reference)) = backing(items, &places) else { return Ok(end) };
        if let Some(words) = anchor(reference.span) {
            let note = reference.target.and_then(anchor);
            let url = reference.url.clone();
            links.push(Link::Reference { id: item.id.clone(), words, note, url });
        }
        let end = end_of(reference);
        Ok(match end {
            End::Cited(url) => match self.holding(&url) {
                Some(number) => End::ReadHere { number, url },
                None => End::Cited(url),
            },
            other => other,
        })
    }

    fn open(&mut self, claim: &ClaimView) -> Result<&Opened, LedgerError> {
        let place = match self.read.iter().position(|(n, _)| *n == claim.document) {
            Some(place) => place,
            None => {
                let text = self.ledger.text(&claim.text, self.at)?;
                let items = self.ledger.items(&claim.text, self.at)?;
                self.read.push((claim.document, Opened { text, items }));
                self.read.len() - 1
            }
        };
        Ok(&self.read[place].1)
    }

    /// The document of an address: one that states it for itself, or was captured from it.
    fn holding(&self, url: &str) -> Option<u64> {
        let wanted = bare(url);
        self.documents
            .iter()
            .find(|d| {
                let own = d.address.iter().map(String::as_str);
                let captured = d.sources.iter().filter_map(|s| s.provenance.address.as_deref());
                own.chain(captured).any(|address| bare(address) == wanted)
            })
            .map(|d| d.number)
    }
}

/// The reference that backs some words: of those whose supported words meet them, the one whose
/// mark stands nearest after their end.
fn backing<'i>(items: &'i [ItemView], places: &[Span]) -> Option<(&'i Item, &'i Reference)> {
    let end = Span::hull(places)?.end();
    items
        .iter()
        .filter_map(|view| match &view.item.body {
            Body::Reference(reference) => Some((&view.item, reference)),
            _ => None,
        })
        .filter(|(_, r)| r.supports.is_some_and(|s| places.iter().any(|place| place.overlaps(s))))
        .min_by_key(|(_, r)| (r.span.start() < end, r.span.start().abs_diff(end)))
}

/// How a chain ends that a reference carries on.
fn end_of(reference: &Reference) -> End {
    match (&reference.url, reference.kind) {
        (Some(url), ReferenceKind::Truncated) => {
            End::Broken(format!("the address is cut off: {url}"))
        }
        (Some(url), _) => End::Cited(url.clone()),
        (None, ReferenceKind::FootnoteMark) if reference.target.is_none() => {
            End::Broken("the note it cites has no target".to_owned())
        }
        (None, ReferenceKind::FootnoteMark) => {
            End::Broken("the note it cites gives no address".to_owned())
        }
        (None, _) => End::Broken("the address of its link was lost".to_owned()),
    }
}

/// An address without scheme, `www.`, fragment and last stroke: two that differ in these are one.
fn bare(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/');
    let (host, path) = url.split_at(url.find('/').unwrap_or(url.len()));
    format!("{}{path}", host.to_lowercase())
}

/// Who speaks where a claim stands, apart from those it is attributed to.
fn voice(text: &Text, claim: &ClaimView) -> Option<String> {
    let place = claim.content.first().copied()?;
    text.sections()
        .filter(|(_, s)| s.author.is_some() && s.span.contains(place))
        .min_by_key(|(_, s)| s.span.len())
        .and_then(|(_, s)| s.author.clone())
        .or_else(|| text.author.clone())
        .or_else(|| text.outlet.clone())
}

pub(crate) fn name_of(document: &DocumentView) -> String {
    let from = || document.sources.first().map(|s| s.provenance.from.clone());
    document.title.clone().or_else(from).unwrap_or_else(|| format!("document {}", document.number))
}

fn actor_name(items: &[ItemView], id: &sayso_model::ItemId) -> Option<String> {
    items.iter().find(|v| v.item.id == *id).and_then(|v| match &v.item.body {
        Body::Actor(actor) => Some(actor.name.clone()),
        _ => None,
    })
}
