//! Why an item was read so.

use crate::dossier::{Dossier, DossierError};
use crate::rules::{Rule, rule};
use sayso_analysis::rates::{ANY, Rate, Rates};
use sayso_ledger::{FoundItem, Judged, State};
use sayso_model::{Anchor, Body, Item, Span, Text};

/// Bytes of context on each side of the words that set a rule off.
const CONTEXT: usize = 80;

/// Why an item was read so: the rule, the words that set it off, and what people decided.
#[derive(Debug)]
pub struct Why {
    /// The item.
    pub found: FoundItem,
    /// Its rule, where it is one of this version's.
    pub rule: Option<&'static Rule>,
    /// How often what its rule reads is right: of a claim, what that of its attribution reads. `None`
    /// where a person wrote it, and where nothing was measured.
    pub rate: Option<Rate>,
    /// The words that set the rule off.
    pub because: Vec<Anchor>,
    /// The words it places, with some words around them.
    pub words: Option<InContext>,
    /// What people decided about it, oldest first.
    pub judgements: Vec<Judged>,
}

/// Words with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InContext {
    /// What stands before.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after.
    pub after: String,
}

impl Why {
    pub(crate) fn of(dossier: &Dossier, prefix: &str, at: u64) -> Result<Self, DossierError> {
        let found = dossier.find(prefix, at)?;
        let text = dossier.text(&found.text, at)?;
        let item = &found.view.item;
        let because =
            item.because.iter().filter_map(|span| Anchor::of(&text, *span).ok()).collect();
        let words = item.body.hull().map(|span| in_context(&text, span));
        let judgements = dossier.judgements(&item.id, at)?;
        let rate = rate(dossier, item, at)?;
        Ok(Self { rule: rule(item.rule.as_str()), rate, because, words, judgements, found })
    }

    /// How often what its rule reads is right, in words, where that was measured.
    #[must_use]
    pub fn measured(&self) -> Option<String> {
        let of_another =
            matches!(&self.found.view.item.body, Body::Claim(claim) if !claim.chain.is_empty());
        let whose = if of_another { "of its attribution: " } else { "" };
        self.rate.map(|rate| format!("{whose}{rate}"))
    }

    /// How sure it is, from 0 to 1, where nobody has judged it.
    #[must_use]
    pub fn score(&self) -> Option<f32> {
        let unjudged = self.found.view.state == State::Unjudged;
        self.rate.filter(|_| unjudged).map(Rate::score)
    }
}

fn rate(dossier: &Dossier, item: &Item, at: u64) -> Result<Option<Rate>, DossierError> {
    let shipped = Rates::shipped();
    Ok(match &item.body {
        Body::Claim(claim) => match claim.chain.first() {
            Some(told) => shipped.of_item(&dossier.find(told.as_str(), at)?.view.item),
            None => shipped.of(item.rule.as_str(), ANY),
        },
        _ => shipped.of_item(item),
    })
}

fn in_context(text: &Text, span: Span) -> InContext {
    let words = text.words();
    let from = words.floor_char_boundary(span.start().saturating_sub(CONTEXT));
    let to = words.ceil_char_boundary((span.end() + CONTEXT).min(words.len()));
    InContext {
        before: words.get(from..span.start()).unwrap_or_default().to_owned(),
        words: text.at(span).to_owned(),
        after: words.get(span.end()..to).unwrap_or_default().to_owned(),
    }
}
