//! From what documents say to a picture that a person can check. Each result says how it was reached.
//!
//! [`corpus`] holds what documents say, compactly; [`identity`] says who is who in it, by [`spelling`]
//! and the [`known`] actors; [`behind`] says on whose word something stands. From these come
//! [`incidents`], [`estimates`] and [`disputes`], together the [`findings`], and the views that each
//! answer one question. [`trace`] follows one claim: through the attributions of its page, the reference
//! that backs it, and the documents that say it in the same words ([`copies`]). What is folded together
//! has a reason; what cannot be followed is named.

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
pub mod findings;
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
pub mod rates;
mod reach;
pub mod reasoning;
pub mod relations;
pub mod shared;
mod sites;
mod speakers;
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
