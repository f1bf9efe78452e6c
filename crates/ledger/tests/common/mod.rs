//! Texts, readings and dossiers for the tests.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use sayso_ledger::{AsOf, ClaimQuery, Entry, Ledger, LedgerError, Provenance, Stamp};
use sayso_model::{
    Anchor, Body, CaptureId, Claim, Edtf, Extractor, HandClaim, Item, ItemIds, ItemKind, Judgement,
    Mention, Published, Reader, Reading, Recorded, RuleId, Said, SourceMap, Span, Stance, Text,
    TextId, Verdict, Voice,
};
use std::fmt::Write;
use std::path::Path;

pub fn stamp(by: &str, at: &str) -> Stamp {
    let recorded = Recorded::parse(at).unwrap();
    Stamp { by: by.to_owned(), recorded, program: "sayso 0.1.0".to_owned() }
}

pub fn noon() -> Stamp {
    stamp("mara", "2026-03-01T12:00:00Z")
}

pub fn provenance(from: &str) -> Provenance {
    Provenance { from: from.to_owned(), how: "file".to_owned(), ..Provenance::default() }
}

/// Plain text as a text, its words being the capture's bytes.
pub fn text(words: &str) -> Text {
    let capture = CaptureId::of(words.as_bytes());
    let extractor = Extractor { name: "plain".to_owned(), version: 1 };
    let map = SourceMap::verbatim(0, words.len());
    Text::new(capture, extractor, None, words.to_owned(), map).unwrap()
}

/// The place of some words in a text.
pub fn place(text: &Text, words: &str) -> Span {
    let start = text.words().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    Span::new(start, start + words.len())
}

pub fn anchor(text: &Text, words: &str) -> Anchor {
    Anchor::of(text, place(text, words)).unwrap()
}

/// A claim that a reader finds.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    pub words: &'a str,
    pub holder: Option<&'a str>,
    pub stance: Stance,
    pub said: Option<&'a str>,
}

pub fn found<'a>(words: &'a str, holder: &'a str) -> Found<'a> {
    Found { words, holder: Some(holder), stance: Stance::Asserts, said: None }
}

/// A reading with these claims, and a mention of each holder that stands in the text.
pub fn reading(text: &Text, version: u32, claims: &[Found<'_>]) -> Reading {
    let reader = Reader { name: "rules".to_owned(), version, model: "none".to_owned() };
    let mut reading = Reading::new(text.id(), reader);
    let mut ids = ItemIds::new(text.id());
    for claim in claims {
        let span = place(text, claim.words);
        reading.items.push(Item {
            id: ids.next(ItemKind::Claim, &[span]),
            rule: RuleId::new("claim.test"),
            because: vec![span],
            body: Body::Claim(Claim {
                content: vec![span],
                voice: claim.holder.map_or(Voice::Document, |_| Voice::Attributed),
                chain: Vec::new(),
                holder: claim.holder.map(ToOwned::to_owned),
                stance: claim.stance,
                said: claim.said.map(|said| Said(Edtf::parse(said).unwrap())),
                happened: None,
                gist: Vec::new(),
            }),
        });
        if let Some(start) = claim.holder.and_then(|holder| text.words().find(holder)) {
            let span = Span::new(start, start + claim.holder.unwrap().len());
            reading.items.push(Item {
                id: ids.next(ItemKind::Mention, &[span]),
                rule: RuleId::new("mention.test"),
                because: Vec::new(),
                body: Body::Mention(Mention {
                    span,
                    kind: sayso_model::ActorKind::Person,
                    actor: None,
                }),
            });
        }
    }
    reading
}

pub fn capture<'a>(text: &'a Text, from: &str) -> Entry<'a> {
    Entry::Capture { bytes: text.words().as_bytes(), provenance: provenance(from), link: None }
}

pub fn hand_claim(text: &Text, words: &str, speaker: Option<&str>) -> HandClaim {
    HandClaim {
        content: vec![anchor(text, words)],
        speaker: speaker.map(ToOwned::to_owned),
        stance: Stance::Asserts,
        said: None,
        why: None,
    }
}

pub fn judgement(target: &sayso_model::ItemId, verdict: Verdict) -> Judgement {
    let target = target.clone();
    Judgement { target, verdict, content: None, speaker: None, stance: None, why: None }
}

/// A text of invented news, with title, outlet and date.
pub fn quay() -> Text {
    let mut quay = text(
        "The quay at Ostermouth was closed on Monday, the harbour master said.\n\
         Ida Brandt denied that anybody had been warned. \u{201c}Nobody came,\u{201d} she said.\n\
         \u{628}\u{64a}\u{627}\u{646}: \u{627}\u{644}\u{645}\u{64a}\u{646}\u{627}\u{621} \u{645}\u{63a}\u{644}\u{642}.\n",
    );
    quay.title = Some("The quay closes".to_owned());
    quay.outlet = Some("Ostermouth Courier".to_owned());
    quay.published = Some(Published(Edtf::parse("2019-04-02").unwrap()));
    quay
}

pub fn quay_claims() -> Vec<Found<'static>> {
    let denied = Found { stance: Stance::Denies, ..found("anybody had been warned", "Ida Brandt") };
    vec![
        Found {
            said: Some("2019-04"),
            ..found("The quay at Ostermouth was closed on Monday", "the harbour master")
        },
        denied,
        found("Nobody came", "Ida Brandt"),
    ]
}

/// Adds a text with its capture and a reading, in one batch.
pub fn add(ledger: &mut Ledger, stamp: &Stamp, text: &Text, reading: &Reading) {
    let entries = [capture(text, "quay.txt"), Entry::Text(text), Entry::Reading(reading)];
    ledger.append(stamp, &entries).unwrap();
}

/// A dossier with the quay in it.
pub fn with_quay(path: &Path) -> (Ledger, Text) {
    let mut ledger = Ledger::create(path, &noon()).unwrap();
    let quay = quay();
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &quay_claims()));
    (ledger, quay)
}

/// The answer to every question as of an operation, written out.
pub fn answers(ledger: &Ledger, at: u64) -> String {
    let mut out = String::new();
    let documents = ledger.documents(at).unwrap();
    let all = ClaimQuery { include_rejected: true, ..ClaimQuery::default() };
    let edtf = |date: &str| Some(Edtf::parse(date).unwrap());
    let queries = [
        ClaimQuery::default(),
        all.clone(),
        ClaimQuery { by: Some("IDA".into()), ..ClaimQuery::default() },
        ClaimQuery { words: Some("quay CLOSED".into()), ..ClaimQuery::default() },
        ClaimQuery { said: edtf("2019-04-15"), ..all.clone() },
        ClaimQuery { published: edtf("2019"), ..all.clone() },
        ClaimQuery { stance: Some(Stance::Denies), ..all.clone() },
        ClaimQuery { limit: Some(2), ..all.clone() },
    ];
    for query in &queries {
        writeln!(out, "{:#?}", ledger.claims(query, at).unwrap()).unwrap();
    }
    for document in &documents {
        writeln!(out, "{document:#?}").unwrap();
        assert_eq!(ledger.document(&document.text, at).unwrap(), *document);
        writeln!(out, "{:#?}", ledger.text(&document.text, at).unwrap()).unwrap();
        for view in ledger.items(&document.text, at).unwrap() {
            let found = ledger.find(view.item.id.as_str(), at).unwrap();
            assert_eq!(found.view, view);
            writeln!(out, "{view:#?}").unwrap();
            writeln!(out, "{:#?}", ledger.judgements(&view.item.id, at).unwrap()).unwrap();
        }
    }
    out
}

/// The same for every operation of the log.
pub fn all_answers(ledger: &Ledger) -> Vec<String> {
    let head = ledger.at(&AsOf::Now).unwrap();
    (0..=head).map(|at| answers(ledger, at)).collect()
}

pub fn refused<T: std::fmt::Debug>(result: Result<T, LedgerError>) -> String {
    result.unwrap_err().to_string()
}

pub fn text_ids(ledger: &Ledger, at: u64) -> Vec<TextId> {
    ledger.documents(at).unwrap().into_iter().map(|document| document.text).collect()
}
