//! The library face of Sayso: wires the rooms together.
//!
//! [`read`] reads files without keeping them. A [`Dossier`] keeps what it reads: it takes files
//! in, answers questions, and records what people add and decide. Only this crate knows the order
//! of the rooms; surfaces use nothing else. It reads no clock and no environment: a [`Stamp`]
//! says who works and when.

mod apart;
mod claim_scores;
mod dossier;
mod extraction;
mod model_folder;
mod models;
mod ocr;
mod pipeline;
mod rules;
mod why;

pub use apart::{Apart, extract_apart};
pub use claim_scores::{ClaimScores, claim_stands};
#[cfg(feature = "fetch")]
pub use dossier::{ARCHIVE, ArchivedPage, Fetched, Fetching, LinkedAddress, archived};
pub use dossier::{
    Added, Dossier, DossierError, Kept, Obtained, PageChanges, Picture, Recaptured, Since, Summary,
};
pub use model_folder::{
    AddedModel, KeptModel, ModelFolder, ModelFolderError, open_model, shipped_model,
};
pub use models::{Model, reader};
pub use ocr::Ocr;
pub use pipeline::{Document, Options, Outcome, count, program, provenance, read, readable, texts};
pub use rules::{RULES, Rule, rule};
pub use why::Why;

pub use sayso_analysis::{
    Denial, End, Ground, Link, Origin, Origins, PageChain, PageChains, Resting, Trace, TraceError,
};
pub use sayso_analysis::{
    agreement, behind, changes, copies, corpus, disputes, estimates, findings, identity, incidents,
    known, spelling,
};
pub use sayso_analysis::{
    compare, coverage, holder, independence, moment, names, rates, reasoning, relations, shared,
    standing, timeline,
};
#[cfg(feature = "fetch")]
pub use sayso_capture::fetch::{
    Address, FetchError, Fetcher, LinkCheck, LinkState, Policy, Tally, Trouble, World,
};
pub use sayso_capture::{Limits, Selection, size};
pub use sayso_ledger::{
    Appended, AsOf, BY_HAND, Check, ClaimQuery, ClaimView, DocumentView, Entry, FORMAT, Failure,
    FailureKind, FoundItem, Head, Inside, ItemView, Judged, LedgerError, Logged, Operation, Place,
    Provenance, Ruled, Source, Stamp, State, Verification,
};
pub use sayso_model as model;
pub use sayso_parser::model::About as AboutModel;
pub use sayso_parser::{ConlluWriter, Given, GivenError, Parse, PipelineError, Ranges, given};
pub use sayso_parser::{ModelError, Pipeline};
pub use sayso_reading::{MOST_ITEMS, MOST_TEXT, language};
pub use sayso_text::Limits as TextLimits;
