//! Whom the list of known actors has, and places that stand for their governments: each with a score and
//! a reason, and open to a ruling.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod common;

use common::news::{dossier, page, picture};
use common::stamp;
use sayso::agreement::Agreement;
use sayso::corpus::Place;
use sayso::identity::{Identity, Metonym, Stands, Tied, Why};
use sayso::known::Known;
use sayso::model::{Bond, Holds, ItemId, Ruling};
use sayso::{Dossier, Picture};

/// The number of the one identity that has an actor of this name.
fn number(picture: &Picture, name: &str) -> u32 {
    let has = |place: &Place| &*picture.corpus.actor(*place).name == name;
    let place = picture.identities.all().iter().flat_map(|of| &of.actors).find(|place| has(place));
    picture.identities.at(*place.unwrap_or_else(|| panic!("nobody is called {name}")))
}

fn who<'p>(picture: &'p Picture, name: &str) -> &'p Identity {
    picture.identities.get(number(picture, name))
}

/// What a place stands for, in each document where it does.
fn metonyms<'p>(picture: &'p Picture, name: &str) -> Vec<(&'p str, &'p Metonym)> {
    let all = who(picture, name).metonyms(&picture.identities);
    all.map(|(_, one)| (picture.identities.get(one.whom).name.as_str(), one)).collect()
}

fn now(dossier: &Dossier) -> Picture {
    dossier.picture(dossier.head().unwrap().seq).unwrap()
}

fn rule(dossier: &mut Dossier, bond: Bond, items: &[&ItemId], known: Option<&str>, holds: Holds) {
    let items = items.iter().map(|id| (*id).clone()).collect();
    let ruling = Ruling { bond, items, known: known.map(str::to_owned), holds, why: None };
    dossier.rule(ruling, &stamp()).unwrap();
}

const SAID: &str = "Baghdad said that the port was open. Iraq has two ports.";
const STOOD: &str = "Iraq built a bridge. The bridge stands near Baghdad.";

#[test]
fn who_is_taken_for_somebody_in_the_list_is_so_by_a_name_with_a_score_and_a_reason() {
    let picture = picture(&[page("Harbour Courier", "2015-03-02", "Iraq has two ports.")]);
    let tie = who(&picture, "Iraq").listed.as_ref().expect("the list has it");
    assert_eq!((tie.key.as_str(), tie.why), ("iraq", Tied::Only));
    assert_eq!(tie.names[0].0, "Iraq");
    assert!(tie.score() > 0.9 && tie.score() < 1.0);
    assert_eq!(tie.suggestion().said, Agreement::Suggested);
}

#[test]
fn a_ruling_on_whom_a_name_means_holds_wherever_the_name_stands_and_can_be_undone() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2015-03-02", "Georgia has two ports."),
        page("Valley Post", "2015-03-03", "Georgia built a bridge."),
    ]);
    let before = now(&dossier);
    assert_eq!(who(&before, "Georgia").known(), Some("georgia"));
    let first = who(&before, "Georgia").id.clone();

    rule(&mut dossier, Bond::KnownActor, &[&first], Some("georgia"), Holds::No);
    let after = now(&dossier);
    assert_eq!(who(&after, "Georgia").known(), None);
    assert_eq!(who(&after, "Georgia").actors.len(), 2, "they are still one");

    rule(&mut dossier, Bond::KnownActor, &[&first], Some("georgia"), Holds::Unsure);
    let tie = who(&now(&dossier), "Georgia").listed.clone().expect("it may be");
    assert_eq!(tie.suggestion().said, Agreement::Unsure);

    rule(&mut dossier, Bond::KnownActor, &[&first], Some("iraq"), Holds::Yes);
    let tie = who(&now(&dossier), "Georgia").listed.clone().expect("ruled");
    assert_eq!((tie.key.as_str(), tie.suggestion().said), ("iraq", Agreement::Agreed));

    let last = dossier.head().unwrap().seq;
    for seq in [last, last - 1, last - 2] {
        dossier.undo(seq, None, &stamp()).unwrap();
    }
    assert_eq!(who(&now(&dossier), "Georgia").listed, who(&before, "Georgia").listed);
}

#[test]
fn a_ruling_on_the_list_needs_a_key_and_no_other_takes_one() {
    let mut dossier = dossier(&[page("Harbour Courier", "2015-03-02", SAID)]);
    let picture = now(&dossier);
    let (city, state) = (who(&picture, "Baghdad").id.clone(), who(&picture, "Iraq").id.clone());
    let mut refused = |bond, items: Vec<ItemId>, known: Option<&str>| {
        let known = known.map(str::to_owned);
        let ruling = Ruling { bond, items, known, holds: Holds::Yes, why: None };
        dossier.rule(ruling, &stamp()).expect_err("it is refused").to_string()
    };
    assert!(refused(Bond::KnownActor, vec![state.clone()], None).contains("key"));
    assert!(refused(Bond::KnownActor, vec![state.clone()], Some(" ")).contains("key"));
    assert!(refused(Bond::KnownActor, Vec::new(), Some("iraq")).contains("an item"));
    let both = vec![city.clone(), state.clone()];
    assert!(refused(Bond::SameActor, both, Some("iraq")).contains("key"));
    assert!(refused(Bond::StandsFor, vec![city], None).contains("two items"));
}

#[test]
fn a_capital_stands_for_its_government_where_it_speaks_and_nowhere_else() {
    let picture = picture(&[
        page("Harbour Courier", "2015-03-02", SAID),
        page("Valley Post", "2015-03-03", STOOD),
    ]);
    let found = metonyms(&picture, "Baghdad");
    let [(whom, one)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((*whom, one.why), ("Iraq", Stands::Speaks));
    assert_eq!(picture.corpus[0].at(one.span), "Baghdad said");
    assert!(one.why.score() < 1.0);
    assert_eq!(one.suggestion().said, Agreement::Suggested);
    assert_ne!(number(&picture, "Baghdad"), number(&picture, "Iraq"), "a city is no state");
    let stands = picture.identities.standing_for(number(&picture, "Iraq"));
    assert_eq!(stands.count(), 1);
}

#[test]
fn a_ruling_says_what_stands_for_whom_also_where_no_list_does() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2015-03-02", SAID),
        page(
            "Valley Post",
            "2015-03-03",
            "Osterby said that the road was open. The Northland Council met twice.",
        ),
    ]);
    let picture = now(&dossier);
    let id = |name| who(&picture, name).id.clone();
    rule(&mut dossier, Bond::StandsFor, &[&id("Baghdad"), &id("Iraq")], None, Holds::No);
    rule(
        &mut dossier,
        Bond::StandsFor,
        &[&id("Osterby"), &id("Northland Council")],
        None,
        Holds::Yes,
    );
    let ruled = now(&dossier);
    assert!(metonyms(&ruled, "Baghdad").is_empty(), "the city speaks");
    let [(whom, one)] = metonyms(&ruled, "Osterby")[..] else { panic!("ruled so") };
    assert_eq!((whom, one.suggestion().said), ("Northland Council", Agreement::Agreed));

    let last = dossier.head().unwrap().seq;
    dossier.undo(last - 1, None, &stamp()).unwrap();
    assert_eq!(metonyms(&now(&dossier), "Baghdad").len(), 1);
    rule(&mut dossier, Bond::StandsFor, &[&id("Baghdad"), &id("Iraq")], None, Holds::Unsure);
    let unsure = now(&dossier);
    assert_eq!(metonyms(&unsure, "Baghdad")[0].1.suggestion().said, Agreement::Unsure);
}

#[test]
fn whom_a_capital_stands_for_hangs_on_the_day() {
    let words = "Moscow said that the port was open. The Soviet Union and Russia had many ports.";
    let stands = |day: &str| {
        let picture = picture(&[page("Harbour Courier", day, words)]);
        metonyms(&picture, "Moscow").iter().map(|(whom, _)| (*whom).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(stands("1985-03-02"), ["Soviet Union"]);
    assert_eq!(stands("2015-03-02"), ["Russia"]);
}

#[test]
fn an_acronym_that_its_texts_spell_out_as_another_is_not_whom_the_list_has_under_it() {
    let spelled = page(
        "Harbour Courier",
        "2015-03-02",
        "The Meadow Institute of Tides (MIT) built a bridge. The MIT sold the boat.",
    );
    let bare = page("Valley Post", "2015-03-03", "The MIT sold the boat.");
    let alone = picture(std::slice::from_ref(&bare));
    assert_eq!(who(&alone, "MIT").listed.as_ref().map(|tie| tie.why), Some(Tied::Acronym));
    assert_eq!(who(&picture(&[spelled, bare]), "MIT").known(), None);
    let of_a_thing = "They met on the meadow inner telegraph (MIT). The MIT sold the boat.";
    let thing = picture(&[page("Harbour Courier", "2015-03-02", of_a_thing)]);
    assert_eq!(who(&thing, "MIT").known(), None);
}

#[test]
fn a_dateline_does_not_act() {
    let picture = picture(&[page(
        "Harbour Courier",
        "2015-03-02",
        "MOSCOW (Courier) An explosion damaged the port on Monday. Russia has many ports.",
    )]);
    let has = |of: &Identity| of.metonyms(&picture.identities).next().is_some();
    assert!(!picture.identities.all().iter().any(|of| has(of)));
}

#[test]
fn the_last_ruling_on_what_a_place_stands_for_holds_whatever_else_is_ruled_on_whom() {
    let mut dossier = dossier(&[
        page(
            "Harbour Courier",
            "2015-03-02",
            "Osterby said that the road was open. The Northland Council met twice. The Harbour Board \
             met once.",
        ),
        page("Valley Post", "2015-03-03", "The Northland Assembly built a bridge."),
    ]);
    let picture = now(&dossier);
    let id = |name| who(&picture, name).id.clone();
    let whom = |dossier: &Dossier| {
        let picture = now(dossier);
        let all = metonyms(&picture, "Osterby").into_iter();
        all.map(|(_, one)| picture.identities.get(one.whom).id.clone()).collect::<Vec<_>>()
    };
    rule(
        &mut dossier,
        Bond::StandsFor,
        &[&id("Osterby"), &id("Northland Council")],
        None,
        Holds::Yes,
    );
    rule(&mut dossier, Bond::StandsFor, &[&id("Osterby"), &id("Harbour Board")], None, Holds::Yes);
    assert_eq!(whom(&dossier), [id("Harbour Board")]);
    let last = dossier.head().unwrap().seq;
    dossier.undo(last, None, &stamp()).unwrap();
    let same = [&id("Northland Council"), &id("Northland Assembly")];
    rule(&mut dossier, Bond::SameActor, &same, None, Holds::Yes);
    assert_eq!(whom(&dossier).len(), 1, "that the council goes by another name changes nothing");
}

#[test]
fn who_is_ruled_not_to_be_one_of_several_is_not_made_another_of_them() {
    let mut dossier = dossier(&[page("Harbour Courier", "2015-03-02", "The RSF sold the boat.")]);
    let before = now(&dossier);
    let keys: Vec<&str> = Known::shipped().named("rsf").map(|entry| entry.key.as_str()).collect();
    assert!(keys.len() > 1 && who(&before, "RSF").known().is_none(), "{keys:?}");
    let id = who(&before, "RSF").id.clone();
    rule(&mut dossier, Bond::KnownActor, &[&id], Some(keys[0]), Holds::No);
    assert_eq!(who(&now(&dossier), "RSF").known(), None);
}

#[test]
fn one_name_in_several_documents_is_a_join_with_a_score_of_its_own() {
    let pages = [
        page("Harbour Courier", "2015-03-02", "Lena Brandt rowed. Robert sold the boat."),
        page("Valley Post", "2015-03-03", "Lena Brandt met the board. Robert praised the mayor."),
    ];
    let picture = picture(&pages);
    let score = |name: &str| {
        let of = who(&picture, name);
        of.joins.iter().find(|join| join.why == Why::Name).map(|join| join.score)
    };
    let (full, given) = (score("Lena Brandt").unwrap(), score("Robert").unwrap());
    assert!(full > 0.9 && given < 0.6, "{full} {given}");
}
