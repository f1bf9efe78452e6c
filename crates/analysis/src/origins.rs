//! How many independent origins stand behind some words.

use crate::chain::{End, Tracer, name_of};
use crate::wording::Wording;
use sayso_ledger::{ClaimView, LedgerError};
use sayso_model::ItemId;
use std::collections::{BTreeMap, BTreeSet};

/// No more than this many claims in the same words are followed; further ones are counted.
const MOST_FOLLOWED: usize = 200;

/// One origin, with the claims that rest on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// What it is, in words.
    pub name: String,
    /// Why these claims are counted as one.
    pub reason: String,
    /// The claims: id and document.
    pub claims: Vec<(ItemId, u64)>,
}

/// What stands behind the words of a claim.
///
/// It counts the origins of *these words*. Claims that say the same in other words are not looked
/// for here, so a count of one does not mean that nobody else says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origins {
    /// The origins that were made out.
    pub origins: Vec<Origin>,
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
        let least = known.max(usize::from(!self.unknown.is_empty()));
        (least, known + self.unknown.len() + self.not_followed)
    }
}

/// The origins of a claim's words over the whole dossier.
///
/// Claims in the same words are followed to their ends, and folded where they end with the same
/// address, document or speaker; a page is the speaker that others name by its outlet or author. Any
/// other page that carries the words on its own say-so, after another had them, is taken to have
/// copied them: it is folded into the earliest, by date of publication and then by order of arrival.
pub(crate) fn of(
    tracer: &mut Tracer<'_>,
    claim: &ClaimView,
    end: &End,
) -> Result<Origins, LedgerError> {
    let wording = Wording::of(&claim.words);
    let mut same: Vec<ClaimView> = tracer
        .all
        .iter()
        .filter(|c| c.id != claim.id && wording.is_copy(&Wording::of(&c.words)))
        .cloned()
        .collect();
    // What only passes on a claim of its own page in the same words is not a second one.
    let passed_on = |c: &ClaimView| {
        same.iter().chain([claim]).any(|inner| {
            inner.text == c.text
                && inner.id != c.id
                && inner.chain.len() > c.chain.len()
                && inner.chain.ends_with(&c.chain)
        })
    };
    let outer: BTreeSet<ItemId> =
        same.iter().filter(|c| passed_on(c)).map(|c| c.id.clone()).collect();
    same.retain(|c| !outer.contains(&c.id));
    let not_followed = same.len().saturating_sub(MOST_FOLLOWED);
    same.truncate(MOST_FOLLOWED);
    let mut ends = vec![(claim.clone(), end.clone())];
    for other in same {
        let (_, end) = tracer.follow(&other)?;
        ends.push((other, end));
    }
    ends.sort_by_key(|(c, _)| {
        let day = c.published.as_ref().and_then(|p| p.0.bounds().0);
        (day.is_none(), day, c.document, c.content.first().copied())
    });
    let mut folded = Folded::default();
    for (claim, end) in ends {
        folded.add(tracer, &claim, &end);
    }
    Ok(Origins { not_followed, ..folded.finish() })
}

#[derive(Default)]
struct Folded {
    by_key: BTreeMap<String, usize>,
    origins: Vec<Origin>,
    unknown: Vec<(ItemId, u64)>,
}

/// What two wordings of one speaker's name share.
fn speaker_key(name: &str) -> String {
    let name = name.to_lowercase();
    format!("speaker {}", name.strip_prefix("the ").unwrap_or(&name))
}

impl Folded {
    fn add(&mut self, tracer: &Tracer<'_>, claim: &ClaimView, end: &End) {
        let place = (claim.id.clone(), claim.document);
        let (key, name, reason) = match end {
            End::Broken(_) => return self.unknown.push(place),
            End::Page { .. } => return self.add_page(tracer, claim, place),
            End::Speaker(name) => (speaker_key(name), name.clone(), "the same speaker".to_owned()),
            End::Cited(url) => {
                (format!("address {url}"), url.clone(), "the same address is cited".to_owned())
            }
            End::ReadHere { number, url } => {
                let name = tracer.document(*number).map(name_of).unwrap_or_default();
                let reason = format!("the same document is cited ({url})");
                (format!("document {number}"), name, reason)
            }
        };
        let known = self.by_key.get(&key).copied();
        let i = known.unwrap_or_else(|| self.begin(key, name, reason));
        self.origins[i].claims.push(place);
    }

    /// A page on its own say-so. It is the origin that others name by its address, its outlet or
    /// its author; failing that, if the words stood elsewhere before, it copied them.
    fn add_page(&mut self, tracer: &Tracer<'_>, claim: &ClaimView, place: (ItemId, u64)) {
        let document = tracer.document(claim.document);
        let mut keys = vec![format!("document {}", claim.document)];
        if let Some(document) = document {
            let names = [&document.outlet, &document.author];
            keys.extend(names.into_iter().flatten().map(|name| speaker_key(name)));
        }
        let known = keys.iter().find_map(|key| self.by_key.get(key).copied());
        let i = known.or(self.origins.len().checked_sub(1).map(|_| 0)).unwrap_or_else(|| {
            let name = document.map(name_of).unwrap_or_default();
            self.begin(String::new(), name, "the same words, published here first".to_owned())
        });
        if known.is_none() && self.origins[i].claims.is_empty() {
            self.by_key.extend(keys.into_iter().map(|key| (key, i)));
        }
        self.origins[i].claims.push(place);
    }

    fn begin(&mut self, key: String, name: String, reason: String) -> usize {
        let i = self.origins.len();
        if !key.is_empty() {
            self.by_key.insert(key, i);
        }
        self.origins.push(Origin { name, reason, claims: Vec::new() });
        i
    }

    fn finish(self) -> Origins {
        Origins { origins: self.origins, unknown: self.unknown, not_followed: 0 }
    }
}
