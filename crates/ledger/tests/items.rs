//! The items of a document: their order, their judgements, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail, and say so")]

mod common;

use common::{
    add, anchor, capture, found, judgement, noon, place, provenance, quay, quay_claims, reading,
    refused, text,
};
use sayso_ledger::{BY_HAND, ClaimQuery, Entry, Ledger, LedgerError, State};
use sayso_model::{
    Body, Edtf, HandClaim, Item, ItemIds, ItemKind, Judgement, Published, RuleId, Section,
    SectionKind, SourceMap, Span, Stance, Text, Verdict,
};

fn section(ids: &mut ItemIds, span: Span, published: Option<&str>) -> Item {
    Item {
        id: ids.next(ItemKind::Section, &[span]),
        rule: RuleId::new("section.test"),
        because: Vec::new(),
        body: Body::Section(Section {
            parent: None,
            kind: SectionKind::Post,
            span,
            title: None,
            speaker: None,
            author: None,
            published: published.map(|day| Published(Edtf::parse(day).unwrap())),
            language: None,
            direction: sayso_model::Direction::default(),
        }),
    }
}

/// A page of two posts, the first with an older post quoted in it.
fn page() -> Text {
    let mut page = text("Rain fell. <Snow fell. > Hail fell. Fog came. Sun came.");
    page.published = Some(Published(Edtf::parse("2020").unwrap()));
    let mut ids = ItemIds::new(page.id());
    let spans = [
        ("Rain fell. <Snow fell. > Hail fell.", Some("2019")),
        ("<Snow fell. >", Some("2018")),
        ("Fog came.", None),
    ];
    page.items =
        spans.iter().map(|(words, day)| section(&mut ids, place(&page, words), *day)).collect();
    page
}

#[test]
fn a_claim_was_published_when_the_innermost_dated_section_was() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let page = page();
    let words = ["Sun came", "Rain fell", "Hail fell", "Snow fell", "Fog came"];
    let claims: Vec<_> = words.iter().map(|words| found(words, "P. Lund")).collect();
    add(&mut ledger, &noon(), &page, &reading(&page, 1, &claims));
    let shown: Vec<_> = ledger
        .claims(&ClaimQuery::default(), 4)
        .unwrap()
        .into_iter()
        .map(|claim| format!("{} {}", claim.words, claim.published.unwrap()))
        .collect();
    assert_eq!(
        shown,
        ["Rain fell 2019", "Snow fell 2018", "Hail fell 2019", "Fog came 2020", "Sun came 2020"]
    );
}

#[test]
fn items_come_in_order_of_the_text_an_outer_one_first() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let page = page();
    add(&mut ledger, &noon(), &page, &reading(&page, 1, &[found("Snow fell", "Rain")]));
    let items = ledger.items(&page.id(), 4).unwrap();
    let kinds: Vec<_> = items.iter().map(|view| view.item.body.kind().name()).collect();
    assert_eq!(kinds, ["section", "mention", "section", "claim", "section"]);
    assert!(items.iter().all(|view| view.state == State::Unjudged && !view.by_hand));
}

#[test]
fn a_claim_by_hand_may_stand_on_several_stretches() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let quay = quay();
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &[]));
    let claim = HandClaim {
        content: vec![anchor(&quay, "Ida Brandt"), anchor(&quay, "\u{201c}Nobody came")],
        speaker: None,
        stance: Stance::Supposes,
        said: None,
        why: None,
    };
    let mut backward = claim.clone();
    backward.content.reverse();
    let id = ledger.append(&noon(), &[Entry::Claim(claim.clone())]).unwrap()[0].item.clone();
    let twin = ledger.append(&noon(), &[Entry::Claim(claim)]).unwrap()[0].item.clone();
    assert_ne!(id, twin, "two people's claims on the same words are two");
    let shown = ledger.claims(&ClaimQuery::default(), 6).unwrap();
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0].words, "Ida Brandt … \u{201c}Nobody came");
    assert_eq!(shown[0].holder.as_deref(), Some("Ostermouth Courier"));
    assert_eq!(shown[0].rule, BY_HAND);
    assert!(shown[0].by_hand);
    let message = refused(ledger.append(&noon(), &[Entry::Claim(backward.clone())]));
    assert!(message.contains("must follow one another"));
    backward.content.clear();
    assert!(refused(ledger.append(&noon(), &[Entry::Claim(backward)])).contains("on words"));
}

#[test]
fn what_is_no_claim_is_corrected_where_it_can_be() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let quay = quay();
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &quay_claims()));
    let mention = |ledger: &Ledger, at| {
        let items = ledger.items(&quay.id(), at).unwrap();
        items.into_iter().find(|view| view.item.body.kind() == ItemKind::Mention).unwrap()
    };
    let before = mention(&ledger, 4).item;
    let target = Judgement {
        content: Some(vec![anchor(&quay, "harbour master")]),
        ..judgement(&before.id, Verdict::Correct)
    };
    ledger.append(&noon(), &[Entry::Judge(target.clone())]).unwrap();
    let after = mention(&ledger, 5);
    assert_eq!(after.item.body.hull(), Some(place(&quay, "harbour master")));
    assert_eq!(after.original, Some(before));
    assert_eq!(after.state, State::Corrected);
    let wrong = [
        Judgement { speaker: Some("Ida".into()), ..target.clone() },
        Judgement { stance: Some(Stance::Denies), ..target.clone() },
        Judgement {
            content: Some(vec![anchor(&quay, "The quay"), anchor(&quay, "master")]),
            ..target
        },
    ];
    for judgement in wrong {
        let error = ledger.append(&noon(), &[Entry::Judge(judgement)]).unwrap_err();
        assert!(matches!(error, LedgerError::Refused(_)), "{error}");
    }
}

#[test]
fn an_item_is_found_by_the_first_letters_of_its_id() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let quay = quay();
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &quay_claims()));
    let ids: Vec<_> =
        ledger.items(&quay.id(), 4).unwrap().into_iter().map(|view| view.item.id).collect();
    for id in &ids {
        let length = (1..=id.as_str().len())
            .find(|&length| {
                let prefix = &id.as_str()[..length];
                ids.iter().filter(|other| other.as_str().starts_with(prefix)).count() == 1
            })
            .unwrap();
        let prefix = id.as_str()[..length].to_uppercase();
        assert_eq!(ledger.find(&prefix, 4).unwrap().view.item.id, *id);
    }
    let LedgerError::Ambiguous { candidates, .. } = ledger.find("c", 4).unwrap_err() else {
        panic!("three claims begin with c")
    };
    assert_eq!(candidates.len(), 3);
    for missing in ["", "z", "%", "c%", "czzzzzzzzzzzz", "\u{633}"] {
        let error = ledger.find(missing, 4).unwrap_err();
        assert!(matches!(error, LedgerError::NoSuchItem { .. }), "{missing}: {error}");
    }
    assert!(ledger.find(ids[0].as_str(), 3).is_err(), "before the reading it was not there");
}

#[test]
fn items_that_do_not_fit_their_text_are_refused() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let quay = quay();
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &[]));
    let head = ledger.head().unwrap();
    let cut = quay.words().find('\u{201c}').unwrap() + 1;
    let good = reading(&quay, 2, &quay_claims()[..1]);
    let mut twice = good.clone();
    twice.items.push(twice.items[0].clone());
    let mut past = good.clone();
    past.items[0].because = vec![Span::new(0, quay.words().len() + 1)];
    let mut inside = good.clone();
    inside.items[0].because = vec![Span::new(0, cut)];
    let mut kind = good.clone();
    kind.items[0].id = good.items[1].id.clone();
    kind.items.truncate(1);
    let mut name = good;
    name.reader.version = 3;
    for (wrong, why) in [
        (twice, "two items with the id"),
        (past, "not a place in it"),
        (inside, "not a place in it"),
        (kind, "calls the claim"),
        (name, "the id of its reader"),
    ] {
        let message = refused(ledger.append(&noon(), &[Entry::Reading(&wrong)]));
        assert!(message.contains(why), "{message}");
    }
    let mut map = text("The bell rang.");
    map.map = SourceMap::verbatim(1, 14);
    let message = refused(ledger.append(&noon(), &[capture(&map, "bell"), Entry::Text(&map)]));
    assert!(message.contains("does not fit its capture"), "{message}");
    assert_eq!(ledger.head().unwrap(), head);
}

#[test]
fn the_log_says_who_did_what_when_and_what_is_undone() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let bell = text("The bell rang.");
    let from = sayso_ledger::Provenance {
        member: Some("pages/bell.html".into()),
        address: Some("https://bell.example/".into()),
        fetched: Some("2019-04-02T10:00:00Z".into()),
        diagnostics: Vec::new(),
        ..provenance("harbour.warc")
    };
    let bytes = bell.words().as_bytes();
    ledger
        .append(&noon(), &[Entry::Capture { bytes, provenance: from.clone(), link: None }])
        .unwrap();
    ledger.append(&noon(), &[Entry::Undo { operation: 2, why: Some("twice".into()) }]).unwrap();
    let log = ledger.log(1, 10).unwrap();
    let kinds: Vec<_> = log.iter().map(|logged| logged.operation.kind()).collect();
    assert_eq!(kinds, ["begin", "add_capture", "undo"]);
    assert_eq!(log[1].undone, Some(3));
    assert_eq!((log[2].by.as_str(), log[2].program.as_str()), ("mara", "sayso 0.1.0"));
    assert_eq!(log[2].hash, ledger.head().unwrap().hash);
    assert_eq!(ledger.log(2, 1).unwrap(), log[1..2]);
    assert!(ledger.log(4, 10).unwrap().is_empty());
    assert_eq!(ledger.sources(&bell.capture(), 2).unwrap()[0].provenance, from);
    assert!(ledger.sources(&bell.capture(), 3).unwrap().is_empty());
    assert_eq!(ledger.capture_bytes(&bell.capture()).unwrap(), bytes, "undone, but never lost");
}
