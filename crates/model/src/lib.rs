//! The words every room shares: spans, anchors, ids, clocks, items, diagnostics. No I/O.
//!
//! Everything here is plain data. A [`Text`] is what a capture says, a [`Reading`] is what one
//! reader found in it, an [`Item`] is one thing found, with the rule that found it.

mod address;
mod anchor;
mod clock;
mod contrast;
mod diagnostic;
mod edtf;
mod id;
mod item;
mod judgement;
mod offsets;
mod pages;
mod part;
mod relation;
mod rule;
mod ruling;
mod source_map;
mod span;
mod text;
pub mod transfer;

pub use address::{bare_address, site};
pub use anchor::{Anchor, AnchorError};
pub use clock::{Clock, Happened, Published, Recorded, RecordedError, Said};
pub use contrast::{Argument, Contrast, ContrastKind, Position};
pub use diagnostic::{Diagnostic, Severity};
pub use edtf::{Edtf, EdtfError};
pub use id::{CaptureId, Digest, IdError, ItemId, ItemIds, ReadingId, TextId};
pub use item::{
    Actor, ActorKind, Attribution, Body, Claim, Damage, DamageKind, Date, DateKind, Direction,
    Item, ItemKind, Mention, Naming, Quantity, QuoteKind, Reference, ReferenceKind, Section,
    SectionKind, Stance, Voice,
};
pub use judgement::{HandClaim, Judgement, Verdict};
pub use offsets::Offsets;
pub use pages::{Bounds, PageSize, Pages, Placed};
pub use part::{Packing, Part, part_at};
pub use relation::{Place, Polarity, Relation, RelationKind, Status};
pub use rule::RuleId;
pub use ruling::{Bond, Holds, Ruling};
pub use source_map::{Run, SourceMap, SourceRange};
pub use span::Span;
pub use text::{Extractor, Ocr, Reader, Reading, Text, TextError};
