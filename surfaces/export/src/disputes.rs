//! The disputes of one document as records of the contract.

use crate::records::Writer;
use sayso::disputes::{Dispute, Position};
use sayso::model::{Span, Text};
use sayso::{ItemView, Picture};
use serde_json::{Value, json};

/// The disputes that a text holds by itself, each with where it begins and its id.
pub(crate) fn of(text: &Text, items: &[ItemView], writer: &Writer<'_>) -> Vec<(Span, Value)> {
    let picture = Picture::of([(text, items)]);
    let disputes = picture.findings().disputes;
    let placed = |dispute: &Dispute| {
        let hulls: Vec<Span> = dispute.positions.iter().map(Position::hull).collect();
        Some((Span::hull(&hulls)?, record(dispute, &picture, writer)))
    };
    disputes.all().iter().filter_map(placed).collect()
}

fn record(dispute: &Dispute, picture: &Picture, writer: &Writer<'_>) -> Value {
    let positions: Vec<Value> =
        dispute.positions.iter().map(|one| position(one, picture, writer)).collect();
    json!({
        "type": "dispute",
        "doc": writer.doc,
        "id": dispute.id,
        "question": dispute.question,
        "difference": dispute.difference.word(),
        "positions": positions,
        "left_out": dispute.left_out,
        "self_contradiction": dispute.self_contradiction,
        "score": (f64::from(dispute.score) * 100.0).round() / 100.0,
        "reasons": dispute.reasons,
    })
}

fn position(position: &Position, picture: &Picture, writer: &Writer<'_>) -> Value {
    let page = &picture.corpus[position.document];
    json!({
        "holder": position.holder_words(&picture.corpus, &picture.identities),
        "says": position.words(&picture.corpus),
        "span": writer.span(position.hull()),
        "spans": writer.spans(&position.spans),
        "attribution": position.told.map(|nth| &page.told[nth as usize].id),
        "stance": position.stance,
    })
}
