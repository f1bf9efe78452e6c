//! How many independent origins stand behind some words.

use crate::chain::{Followed, Tracer, name_of};
use crate::link::End;
use crate::speakers::{Speakers, plain};
use crate::wording::Wording;
use sayso_ledger::{ClaimView, LedgerError, State};
use sayso_model::{ItemId, Stance, TextId, bare_address};
use std::collections::{BTreeMap, BTreeSet};

/// No more than this many claims in the same words are followed; further ones are counted.
const MOST_FOLLOWED: usize = 200;

/// Why a claim is counted with an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Its chain ends with this speaker, under whatever name.
    Speaker,
    /// Its chain ends with this address.
    Address,
    /// Its chain ends with this document.
    Document,
    /// It stands on the own word of a page with the outlet, the author or the address that
    /// another names or has.
    Named,
    /// It stands in a page on the page's own word, and none of the others is dated or came before.
    First,
    /// It stands in a page on the page's own word, and another had these words before. Nothing but
    /// the wording says that it copied them: it may be an origin of its own.
    Wording,
}

impl Ground {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Speaker => "it ends with this speaker",
            Self::Address => "it cites this address",
            Self::Document => "it cites this document",
            Self::Named => "it comes from this outlet, author or address",
            Self::First => "it has these words on its own word, first of the pages here",
            Self::Wording => "only its wording is the same: perhaps a copy, perhaps its own",
        }
    }
}

/// A claim that rests on an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resting {
    /// The claim.
    pub claim: ItemId,
    /// The number of its document.
    pub document: u64,
    /// How the innermost speaker of its page stands to the words.
    pub stance: Stance,
    /// Why it is counted here.
    pub ground: Ground,
}

impl Resting {
    /// Why it is counted here, in words, with the stance where it is no plain assertion.
    #[must_use]
    pub fn reason(&self) -> String {
        match self.stance {
            Stance::Asserts => self.ground.words().to_owned(),
            stance => format!("{stance}; {}", self.ground.words()),
        }
    }
}

/// One origin, with the claims that rest on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// What it is, in words.
    pub name: String,
    /// The claims, earliest first.
    pub claims: Vec<Resting>,
}

/// A claim in whose chain somebody says that these words are not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Who says so, where they are named.
    pub by: Option<String>,
    /// The claim.
    pub claim: ItemId,
    /// The number of its document.
    pub document: u64,
}

/// What stands behind the words of a claim.
///
/// It counts the origins of *these words*, said to be so. Claims that say the same in other words
/// are not looked for here, so a count of one does not mean that nobody else says so. Rejected
/// claims are not counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origins {
    /// The origins that were made out.
    pub origins: Vec<Origin>,
    /// Claims in the same words that deny them: no origins of the words.
    pub denials: Vec<Denial>,
    /// Claims in the same words whose chain ends unknown: each may be an origin or not.
    pub unknown: Vec<(ItemId, u64)>,
    /// Claims in the same words that were not followed, where there are very many.
    pub not_followed: usize,
}

impl Origins {
    /// At least, and at most, so many independent origins.
    #[must_use]
    pub fn range(&self) -> (usize, usize) {
        let known = self.origins.len();
        let claims = self.origins.iter().flat_map(|origin| &origin.claims);
        let maybe = claims.filter(|claim| claim.ground == Ground::Wording).count();
        let least = known.max(usize::from(!self.unknown.is_empty()));
        (least, known + maybe + self.unknown.len() + self.not_followed)
    }
}

/// The origins of a claim's words over the whole dossier.
///
/// Claims in the same words are followed to their ends, and folded where they end with the same
/// address, document or speaker; a page is the speaker that others name by its outlet or author. Any
/// other page that carries the words on its own say-so, after another had them, is suggested to have
/// copied them: it is folded into the earliest, by date of publication and then by order of arrival.
pub(crate) fn of<'l>(
    tracer: &mut Tracer<'l>,
    claim: &'l ClaimView,
) -> Result<Origins, LedgerError> {
    let mut same = in_same_words(tracer.all, claim);
    same.sort_by_cached_key(|c| {
        let day = c.published.as_ref().and_then(|p| p.0.bounds().0);
        (day.is_none(), day, c.document, c.content.first().copied(), c.id.clone())
    });
    let not_followed = same.len().saturating_sub(MOST_FOLLOWED);
    same.truncate(MOST_FOLLOWED);
    let mut all = Vec::with_capacity(same.len());
    for (order, claim) in same.into_iter().enumerate() {
        all.push(Met { order, claim, followed: tracer.follow(claim)? });
    }
    let documents: BTreeSet<u64> = all.iter().map(|met| met.followed.ends_in(met.claim)).collect();
    let mut folded = Folded {
        by_key: BTreeMap::new(),
        found: Vec::new(),
        pages: Vec::new(),
        origins: Origins { not_followed, ..Origins::default() },
        speakers: tracer.speakers(&documents)?,
    };
    all.into_iter().for_each(|met| folded.add(tracer, met));
    Ok(folded.finish(tracer))
}

/// The claims in the same words as `claim`, itself among them, without rejected ones and those
/// that only pass on another.
fn in_same_words<'l>(all: &'l [ClaimView], claim: &'l ClaimView) -> Vec<&'l ClaimView> {
    let wording = Wording::of(&claim.words);
    let is_same = |c: &ClaimView| {
        c.id == claim.id
            || (wording.may_be_copy(&c.words) && wording.is_copy(&Wording::of(&c.words)))
    };
    let same: Vec<_> = all.iter().filter(|c| c.state != State::Rejected && is_same(c)).collect();
    let chains = Chains::of(&same);
    same.into_iter().filter(|c| c.id == claim.id || !chains.pass_on(c)).collect()
}

/// The chains of claims in the same words, from the outermost in, in order, by page.
struct Chains<'l>(BTreeMap<TextId, Vec<Vec<&'l ItemId>>>);

impl<'l> Chains<'l> {
    fn of(same: &[&'l ClaimView]) -> Self {
        let mut pages: BTreeMap<_, BTreeSet<Vec<_>>> = BTreeMap::new();
        for claim in same {
            pages.entry(claim.text).or_default().insert(claim.chain.iter().rev().collect());
        }
        Self(pages.into_iter().map(|(text, chains)| (text, chains.into_iter().collect())).collect())
    }

    /// Whether a claim only passes on a claim of its own page: another's chain begins with its
    /// whole chain. In order, such a chain comes directly after.
    fn pass_on(&self, claim: &ClaimView) -> bool {
        let Some(chains) = self.0.get(&claim.text) else { return false };
        let own: Vec<_> = claim.chain.iter().rev().collect();
        let after = chains.partition_point(|chain| *chain <= own);
        chains.get(after).is_some_and(|next| next.starts_with(&own))
    }
}

/// A claim in the same words, followed: the `order`th of them in time.
struct Met<'l> {
    order: usize,
    claim: &'l ClaimView,
    followed: Followed,
}

impl Met<'_> {
    fn resting(&self, ground: Ground) -> Resting {
        let (claim, document) = (self.claim.id.clone(), self.claim.document);
        Resting { claim, document, stance: self.followed.stance, ground }
    }
}

struct Folded<'l> {
    speakers: Speakers,
    by_key: BTreeMap<Key, usize>,
    found: Vec<Found>,
    /// Pages on their own word; only when all else is known can be told what each is.
    pages: Vec<Met<'l>>,
    origins: Origins,
}

/// An origin, with its claims and the place of each in time.
struct Found {
    name: String,
    claims: Vec<(usize, Resting)>,
}

/// What makes two ends of chains one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// An actor, by its number among the speakers.
    Actor(u32),
    /// Somebody of this name.
    Named(String),
    Address(String),
    Document(u64),
}

impl<'l> Folded<'l> {
    fn add(&mut self, tracer: &Tracer<'_>, met: Met<'l>) {
        let (claim, document) = (met.claim.id.clone(), met.claim.document);
        if let Some(by) = met.followed.denied {
            return self.origins.denials.push(Denial { by, claim, document });
        }
        let (keys, name, ground) = match &met.followed.end {
            End::Broken(_) => return self.origins.unknown.push((claim, document)),
            End::Page { .. } => return self.pages.push(met),
            End::Speaker(name) => {
                let keys = self.speaker(met.followed.ends_in(met.claim), name);
                (keys, name.clone(), Ground::Speaker)
            }
            End::Cited(url) => {
                (vec![Key::Address(bare_address(url))], url.clone(), Ground::Address)
            }
            End::ReadHere { number, .. } => {
                let name = tracer.document(*number).map(name_of).unwrap_or_default();
                (vec![Key::Document(*number)], name, Ground::Document)
            }
        };
        let known = keys.iter().find_map(|key| self.by_key.get(key).copied());
        let origin = known.unwrap_or_else(|| self.begin(name));
        for key in keys {
            self.by_key.entry(key).or_insert(origin);
        }
        self.found[origin].claims.push((met.order, met.resting(ground)));
    }

    /// Whoever a document calls so, by all names that are known for them; who is no actor of it, by
    /// that one.
    fn speaker(&self, document: u64, called: &str) -> Vec<Key> {
        match self.speakers.names(document, called) {
            Some((actor, names)) => {
                let names = names.into_iter().map(|name| Key::Named(plain(name)));
                [Key::Actor(actor)].into_iter().chain(names).collect()
            }
            None => vec![Key::Named(plain(called))],
        }
    }

    fn begin(&mut self, name: String) -> usize {
        self.found.push(Found { name, claims: Vec::new() });
        self.found.len() - 1
    }

    /// A page on its own say-so. It is the origin that others name by its address, its outlet or
    /// its author; failing that, if the words stood elsewhere before, it perhaps copied them.
    fn add_page(&mut self, tracer: &Tracer<'_>, met: &Met<'_>) {
        let number = met.followed.ends_in(met.claim);
        let cites = number != met.claim.document;
        let document = tracer.document(number);
        let names = document.map(|d| [&d.outlet, &d.author]).into_iter().flatten().flatten();
        let mut keys = vec![Key::Document(number)];
        keys.extend(names.map(|name| Key::Named(plain(name))));
        let known = keys.iter().find_map(|key| self.by_key.get(key).copied());
        let (origin, ground) = match (known, self.earliest_before(met.order)) {
            (Some(origin), _) => (origin, Ground::Named),
            (None, Some(origin)) => (origin, Ground::Wording),
            (None, None) => (self.begin(document.map(name_of).unwrap_or_default()), Ground::First),
        };
        for key in keys {
            self.by_key.entry(key).or_insert(origin);
        }
        let ground = if cites && ground != Ground::Wording { Ground::Document } else { ground };
        self.found[origin].claims.push((met.order, met.resting(ground)));
    }

    fn earliest_before(&self, order: usize) -> Option<usize> {
        let first = |found: &Found| found.claims.iter().map(|(order, _)| *order).min();
        let firsts = self.found.iter().enumerate().filter_map(|(i, f)| Some((first(f)?, i)));
        firsts.min().filter(|(first, _)| *first < order).map(|(_, origin)| origin)
    }

    fn finish(mut self, tracer: &Tracer<'_>) -> Origins {
        for met in std::mem::take(&mut self.pages) {
            self.add_page(tracer, &met);
        }
        for found in &mut self.found {
            found.claims.sort_by_key(|(order, _)| *order);
        }
        self.found.sort_by_key(|found| found.claims.first().map(|(order, _)| *order));
        let origin = |found: Found| Origin {
            name: found.name,
            claims: found.claims.into_iter().map(|(_, resting)| resting).collect(),
        };
        Origins { origins: self.found.into_iter().map(origin).collect(), ..self.origins }
    }
}
