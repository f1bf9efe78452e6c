//! From claims to chains and origins. Each result says how it was reached.
//!
//! This first version follows one claim: through the attributions of its page, the reference that
//! backs it, the document of that address where the dossier has it, and to the claims of other
//! documents in the same words. What it folds together it gives the reason for; what it cannot
//! follow it names.

pub mod agreement;
pub mod behind;
mod chain;
pub mod changes;
pub mod compare;
pub mod copies;
pub mod corpus;
pub mod coverage;
pub mod disputes;
pub mod estimates;
pub mod holder;
pub mod identity;
pub mod incidents;
pub mod independence;
pub mod known;
mod link;
pub mod moment;
pub mod names;
mod origins;
mod page;
mod reach;
pub mod reasoning;
pub mod relations;
pub mod spelling;
pub mod standing;
pub mod timeline;
mod turns;
mod voices;
mod wording;

pub use chain::{Trace, TraceError, trace};
pub use link::{End, Link};
pub use origins::{Denial, Ground, Origin, Origins, Resting};
pub use page::{PageChain, PageChains};
