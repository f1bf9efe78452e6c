//! How sure claims are that nobody has judged: as sure as the attributions that they are the words of.

use crate::dossier::{Dossier, DossierError};
use sayso_analysis::agreement::Suggestion;
use sayso_analysis::rates::{ANY, Rate, Rates};
use sayso_ledger::{ClaimView, State};
use sayso_model::{Body, ItemId, TextId};
use std::collections::BTreeMap;

/// The scores of claims as of an operation. It keeps the attributions of one document, so that claims
/// in order of the documents cost one look at each.
#[derive(Debug)]
pub struct ClaimScores<'d> {
    dossier: &'d Dossier,
    at: u64,
    /// The document looked at, with the rates of its attributions.
    last: Option<(TextId, BTreeMap<ItemId, Rate>)>,
}

impl<'d> ClaimScores<'d> {
    /// Of a dossier as of an operation.
    #[must_use]
    pub const fn of(dossier: &'d Dossier, at: u64) -> Self {
        Self { dossier, at, last: None }
    }

    /// The score of a claim, from 0 to 1; `None` where a person wrote or judged it, or nothing was
    /// measured of its rule.
    ///
    /// # Errors
    ///
    /// Where the claim's document cannot be read.
    pub fn score(&mut self, claim: &ClaimView) -> Result<Option<f32>, DossierError> {
        if claim.by_hand || claim.state != State::Unjudged {
            return Ok(None);
        }
        let rate = match claim.chain.first() {
            Some(told) => self.rates(claim.text)?.get(told).copied(),
            None => Rates::shipped().of(claim.rule.as_str(), ANY),
        };
        Ok(rate.map(Rate::score))
    }

    fn rates(&mut self, text: TextId) -> Result<&BTreeMap<ItemId, Rate>, DossierError> {
        let last = self.last.take().filter(|(last, _)| *last == text);
        let (_, rates) = self.last.insert(match last {
            Some(last) => last,
            None => (text, rates(self.dossier, &text, self.at)?),
        });
        Ok(rates)
    }
}

/// How a claim with a score stands, for people: `suggested 0.72`, or what a person did.
#[must_use]
pub fn claim_stands(claim: &ClaimView, score: Option<f32>) -> String {
    match (claim.state, claim.by_hand) {
        (State::Unjudged, true) => "added by hand".to_owned(),
        (State::Unjudged, false) => Suggestion::read(false, score).to_string(),
        (state, _) => state.to_string(),
    }
}

fn rates(
    dossier: &Dossier,
    text: &TextId,
    at: u64,
) -> Result<BTreeMap<ItemId, Rate>, DossierError> {
    let items = dossier.items(text, at)?.into_iter().map(|view| view.item);
    let told = items.filter(|item| matches!(item.body, Body::Attribution(_)));
    let shipped = Rates::shipped();
    Ok(told.filter_map(|item| Some((item.id.clone(), shipped.of_item(&item)?))).collect())
}
