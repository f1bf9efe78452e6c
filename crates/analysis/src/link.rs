//! What chains are made of.

use sayso_ledger::State;
use sayso_model::{Anchor, ItemId, QuoteKind, Stance};

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
        id: ItemId,
        /// The words for who says it; `None` where no words near it name anybody.
        source: Option<Anchor>,
        /// Who that is, as far as it was made out.
        speaker: Option<String>,
        /// The reporting words.
        cue: Vec<Anchor>,
        /// How they stand to it.
        stance: Stance,
        /// Whether these are their own words.
        kind: QuoteKind,
        /// What people have decided about it; rejected ones are no links.
        state: State,
    },
    /// Who holds the claim, and how, where a person said so over what was read.
    Decided {
        /// Who holds it.
        holder: Option<String>,
        /// How they stand to it.
        stance: Stance,
    },
    /// A note or a link that backs the claim. Cited; read only where a document follows.
    Reference {
        /// The reference.
        id: ItemId,
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
