//! Who is who over several pages, and how many stand behind what they report.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

mod common;

use common::news::{dossier, page, picture};
use common::stamp;
use sayso::Picture;
use sayso::behind::Word;
use sayso::identity::{Identity, Why};
use sayso::incidents::{Incident, Incidents};
use sayso::independence::{Because, Independence, resting_on};
use sayso::model::{Bond, Holds, Ruling};

/// The identities that have an actor of this name.
fn with<'p>(picture: &'p Picture, name: &str) -> Vec<&'p Identity> {
    let has = |identity: &&Identity| {
        identity.actors.iter().any(|place| &*picture.corpus.actor(*place).name == name)
    };
    picture.identities.all().iter().map(AsRef::as_ref).filter(has).collect()
}

/// The one identity that has an actor of this name.
fn who<'p>(picture: &'p Picture, name: &str) -> &'p Identity {
    let found = with(picture, name);
    let all = || picture.identities.all().iter().map(|i| i.name.clone()).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name} among {:?}", all());
    found[0]
}

#[test]
fn spellings_and_acronyms_of_one_name_are_one_actor_and_the_join_says_why() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-03-02",
            "The Northland Fishers Union (NFU) met. Omar al-Khatiri spoke to the harbour board.",
        ),
        page(
            "Valley Post",
            "2015-03-03",
            "The NFU wrote to the board. Umar al-Khateeri signed the letter.",
        ),
    ]);
    let union = who(&picture, "NFU");
    assert_eq!(union.id, who(&picture, "Northland Fishers Union").id);
    assert!(
        union
            .joins
            .iter()
            .any(|join| matches!(&join.why, Why::Said(words) if words.contains("(NFU"))),
        "{:?}",
        union.joins
    );
    let speaker = who(&picture, "Omar al-Khatiri");
    assert_eq!(speaker.id, who(&picture, "Umar al-Khateeri").id);
    assert!(
        speaker.score() < 1.0 && speaker.joins[0].why.words().contains("sound"),
        "{:?}",
        speaker.joins
    );
}

#[test]
fn what_a_text_keeps_apart_is_not_joined_on_likeness() {
    let picture = picture(&[page(
        "Harbour Courier",
        "2015-03-02",
        "Hasan Beradi accused Hassan Beradi of taking the boat. Hassan Beradi denied it.",
    )]);
    assert_ne!(who(&picture, "Hasan Beradi").id, who(&picture, "Hassan Beradi").id);
}

#[test]
fn a_ruling_parts_and_joins_and_can_be_undone() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2015-03-02", "Lena Brandt spoke to the board."),
        page("Valley Post", "2015-03-03", "Lena Brandt sold the boat."),
    ]);
    let at = dossier.head().unwrap().seq;
    let picture = dossier.picture(at).unwrap();
    let lena = who(&picture, "Lena Brandt");
    let items = lena.actors.iter().map(|place| picture.corpus.actor(*place).id.clone()).collect();
    let why = Some("one is the other's aunt".to_owned());
    let ruling = Ruling { bond: Bond::SameActor, items, known: None, holds: Holds::No, why };
    let recorded = dossier.rule(ruling, &stamp()).unwrap().seq.unwrap();

    let two = dossier.picture(recorded).unwrap();
    assert_eq!(with(&two, "Lena Brandt").len(), 2);
    assert_eq!(
        with(&dossier.picture(at).unwrap(), "Lena Brandt").len(),
        1,
        "as of before the ruling"
    );

    let undone = dossier.undo(recorded, None, &stamp()).unwrap().seq.unwrap();
    assert_eq!(with(&dossier.picture(undone).unwrap(), "Lena Brandt").len(), 1);
}

#[test]
fn a_ruling_on_what_is_not_there_is_refused() {
    let mut dossier = dossier(&[page("Harbour Courier", "2015-03-02", "Lena Brandt spoke.")]);
    let there =
        who(&dossier.picture(dossier.head().unwrap().seq).unwrap(), "Lena Brandt").id.clone();
    let ruling =
        |items| Ruling { bond: Bond::SameActor, items, known: None, holds: Holds::Yes, why: None };
    let alone = dossier.rule(ruling(vec![there.clone(), there.clone()]), &stamp());
    assert!(alone.unwrap_err().to_string().contains("two items"), "one item twice");
    let absent = "a00000000000".parse().or_else(|_| "a000000000000".parse()).unwrap();
    assert!(dossier.rule(ruling(vec![there, absent]), &stamp()).is_err());
}

const FIRST: &str = "A fire killed four sailors at the Quarry Dock in Osterby on Monday, the Northland News \
    Agency reported. The fire began in a store of rope beside the dock.";

/// The one incident that most pages tell.
fn main_incident(incidents: &Incidents) -> &Incident {
    incidents.all().iter().max_by_key(|incident| incidents.documents(incident)).unwrap()
}

#[test]
fn ten_copies_of_one_agency_report_and_a_second_witness_are_two() {
    let mut pages: Vec<String> =
        (0..10).map(|nth| page(&format!("Outlet {nth}"), "2015-03-03", FIRST)).collect();
    pages.push(page(
        "Valley Post",
        "2015-03-03",
        "Four sailors were killed by a fire at the Quarry Dock in Osterby on Monday. Peter Holm said that \
         the fire killed four sailors at the dock.",
    ));
    let picture = picture(&pages);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let fire = main_incident(&incidents);
    assert_eq!(incidents.documents(fire), 11, "{:?}", incidents.all());
    let behind = Independence::of(corpus, identities, &incidents, fire);
    let names: Vec<&str> = behind
        .origins
        .iter()
        .map(|origin| match &origin.word {
            Word::Actor(actor) => identities.get(*actor).name.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!((names, behind.range()), (vec!["Northland News Agency", "Peter Holm"], (2, 2)));
    let agency = &behind.origins[0];
    assert_eq!(agency.reports.len(), 10);
    assert!(matches!(agency.reports[9].because, Because::Copies(_)), "{:?}", agency.reports[9]);

    let Word::Actor(agency) = agency.word else { panic!("an actor") };
    let fall = resting_on(corpus, identities, &incidents, agency);
    assert!(fall.alone.is_empty() && fall.beside_others.len() == 1, "{fall:?}");
}

#[test]
fn a_page_on_its_own_word_gives_a_range() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-03-03",
            "A fire killed four sailors at the Quarry Dock in Osterby on Monday. It burned all night.",
        ),
        page(
            "Valley Post",
            "2015-03-03",
            "Lena Brandt said that a fire killed four sailors at the Quarry Dock in Osterby on Monday.",
        ),
    ]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let fire = main_incident(&incidents);
    assert_eq!(incidents.documents(fire), 2, "{:?}", incidents.reports());
    assert_eq!(Independence::of(corpus, identities, &incidents, fire).range(), (1, 2));
}

#[test]
fn another_day_is_another_incident() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-03-03",
            "Gunmen attacked the customs house in Osterby on 2 March 2015.",
        ),
        page(
            "Valley Post",
            "2015-05-20",
            "Gunmen attacked the customs house in Osterby on 19 May 2015.",
        ),
    ]);
    let incidents = Incidents::of(&picture.corpus, &picture.identities, &[]);
    assert_eq!(incidents.all().len(), 2, "{:?}", incidents.reports());
}

#[test]
fn a_body_goes_by_the_short_form_of_its_name() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-03-03",
            "The Osterby Observatory for Harbour Rights said that the docks were closed.",
        ),
        page("Valley Post", "2015-03-04", "The Osterby Observatory said that the docks were open."),
        page(
            "Valley Post",
            "2015-03-05",
            "The Quay Rescue League (QRL) rowed to the wreck. The Syrian QRL said that it was empty.",
        ),
    ]);
    let one = |a: &str, b: &str| who(&picture, a).id == who(&picture, b).id;
    assert!(one("Osterby Observatory", "Osterby Observatory for Harbour Rights"));
    assert!(one("Syrian QRL", "Quay Rescue League"));
}

#[test]
fn the_television_of_a_state_is_one_source_whoever_quotes_it() {
    let told = "Syrian state television said that a fire killed four sailors at the Quarry Dock in \
                Osterby on Monday.";
    let short = "A fire killed four sailors at the Quarry Dock in Osterby on Monday, the state \
                 television of Syria said. Syria declared two days of mourning.";
    let picture = picture(&[
        page("Harbour Courier", "2015-03-03", told),
        page("Valley Post", "2015-03-03", short),
    ]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let behind = Independence::of(corpus, identities, &incidents, main_incident(&incidents));
    assert_eq!(behind.range(), (1, 1), "{behind:?}");
}

#[test]
fn whoever_a_sentence_describes_is_not_made_somebody_whom_the_page_names_elsewhere() {
    let picture = picture(&[page(
        "Harbour Courier",
        "2015-03-03",
        "A fisherman said that a fire killed four sailors at the Quarry Dock in Osterby on Monday.\n\n\
         The Harbour Union said that the winter was long.",
    )]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let behind = Independence::of(corpus, identities, &incidents, main_incident(&incidents));
    assert!(behind.origins.is_empty(), "{behind:?}");
    assert_eq!(behind.range(), (1, 1));
}

#[test]
fn whom_nobody_names_for_it_is_only_perhaps_behind_a_report() {
    let picture = picture(&[page(
        "Harbour Courier",
        "2015-03-03",
        "A fire killed four sailors at the Quarry Dock in Osterby on Monday.\n\n\
         The Harbour Union said that the winter was long.",
    )]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let behind = Independence::of(corpus, identities, &incidents, main_incident(&incidents));
    assert!(behind.origins.is_empty() && behind.unknown.len() == 1, "{behind:?}");
    let union = identities.at(with(&picture, "Harbour Union")[0].actors[0]);
    let fall = resting_on(corpus, identities, &incidents, union);
    assert!(fall.alone.is_empty() && fall.perhaps.len() == 1, "{fall:?}");
}

/// On whose word the main incident stands: names of origins, and how many may be more.
fn origins(pages: &[String]) -> (Vec<String>, usize) {
    let picture = picture(pages);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let behind = Independence::of(corpus, identities, &incidents, main_incident(&incidents));
    let name = |word: &Word| match word {
        Word::Actor(actor) => identities.get(*actor).name.clone(),
        word => format!("{word:?}"),
    };
    (behind.origins.iter().map(|origin| name(&origin.word)).collect(), behind.unknown.len())
}

#[test]
fn the_accused_is_no_source_and_a_survivor_does_not_speak_for_the_attacker() {
    for words in [
        "A doctor said the Hill Guard killed 12 people at Westmere on Monday.",
        "A survivor of the Hill Guard attack said that 12 people were killed at Westmere on Monday.",
    ] {
        let (named, unknown) = origins(&[page("Harbour Courier", "2015-03-03", words)]);
        assert_eq!((named, unknown), (Vec::new(), 1), "{words}");
    }
    let words =
        "A spokesman for the Hill Guard said that 12 people were killed at Westmere on Monday.";
    let (named, _) = origins(&[page("Harbour Courier", "2015-03-03", words)]);
    assert_eq!(named, ["Hill Guard"]);
}

#[test]
fn a_surname_that_several_people_have_is_nobodys() {
    let picture = picture(&[
        page("Harbour Courier", "2015-03-02", "Omar Khan rowed. Lena Khan sold the boat."),
        page("Valley Post", "2015-03-03", "Khan praised the mayor."),
        page("Valley Post", "2015-03-04", "Khan left the board."),
    ]);
    assert_eq!(with(&picture, "Khan").len(), 2, "{:?}", picture.identities.all());
}

#[test]
fn the_last_ruling_holds_where_not_all_can() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2015-03-02", "Lena Brandt spoke to the board."),
        page("Valley Post", "2015-03-03", "Peter Holm sold the boat."),
        page("Valley Post", "2015-03-04", "Oren Haldane bought the boat."),
    ]);
    let at = dossier.head().unwrap().seq;
    let picture = dossier.picture(at).unwrap();
    let id = |name: &str| who(&picture, name).id.clone();
    let ids = ["Lena Brandt", "Peter Holm", "Oren Haldane"].map(id);
    let mut rule = |one: usize, other: usize, holds| {
        let items = vec![ids[one].clone(), ids[other].clone()];
        let ruling = Ruling { bond: Bond::SameActor, items, known: None, holds, why: None };
        dossier.rule(ruling, &stamp()).unwrap().seq.unwrap()
    };
    rule(0, 1, Holds::Yes);
    let joined = rule(1, 2, Holds::Yes);
    let parted = rule(0, 2, Holds::No);
    let one = |at, a: &str, b: &str| {
        let picture = dossier.picture(at).unwrap();
        who(&picture, a).id == who(&picture, b).id
    };
    assert!(one(joined, "Lena Brandt", "Oren Haldane"));
    assert!(!one(parted, "Lena Brandt", "Oren Haldane"));
    assert!(one(parted, "Peter Holm", "Oren Haldane"), "the later of the two that joined them");
}
