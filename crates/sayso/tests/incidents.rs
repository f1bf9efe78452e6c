//! Which reports are of one happening, and what people rule on it.

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
use sayso::agreement::Agreement;
use sayso::incidents::{Happening, Incidents};
use sayso::model::{Bond, Holds, ItemId, Ruling};
use sayso::{Dossier, Options, Picture};

const MARKET: &str =
    "Gunmen of the Port Guard Brigade attacked the fish market in Ostend on 5 May 2021.";

/// What is known of a dossier now.
fn now(dossier: &Dossier) -> Picture {
    dossier.picture(dossier.head().unwrap().seq).unwrap()
}

/// The incidents of the reports of a document, in order.
fn of(incidents: &Incidents, document: u32) -> Vec<u32> {
    let all = (0..).zip(incidents.reports());
    all.filter(|(_, report)| report.document == document)
        .map(|(nth, _)| incidents.at(nth))
        .collect()
}

/// The item of the first report of a document.
fn item(picture: &Picture, document: u32) -> ItemId {
    let incidents = picture.incidents();
    let report = incidents.reports().iter().find(|report| report.document == document);
    report.expect("a report").item(&picture.corpus).expect("an item").clone()
}

fn rule(dossier: &mut Dossier, items: Vec<ItemId>, holds: Holds) -> u64 {
    let ruling = Ruling { bond: Bond::SameIncident, items, known: None, holds, why: None };
    dossier.rule(ruling, &stamp()).unwrap().seq.unwrap()
}

#[test]
fn a_ruling_joins_two_incidents_and_can_be_undone() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2021-05-06", MARKET),
        page("Valley Post", "2021-06-20", "Raiders burned and attacked a quay on 1 June 2021."),
    ]);
    let before = dossier.head().unwrap().seq;
    let picture = now(&dossier);
    let incidents = picture.incidents();
    assert_ne!(of(&incidents, 0), of(&incidents, 1));
    let items = vec![item(&picture, 0), item(&picture, 1)];
    let ruled = rule(&mut dossier, items, Holds::Yes);

    let incidents = now(&dossier).incidents();
    assert_eq!(of(&incidents, 0), of(&incidents, 1));
    assert_eq!(incidents.said(0), Agreement::Agreed);
    assert_eq!(incidents.agreed(&incidents.all()[0]), Agreement::Agreed);
    let then = dossier.picture(before).unwrap().incidents();
    assert_ne!(of(&then, 0), of(&then, 1), "as of before the ruling");

    dossier.undo(ruled, None, &stamp()).unwrap();
    let incidents = now(&dossier).incidents();
    assert_ne!(of(&incidents, 0), of(&incidents, 1));
}

#[test]
fn a_ruling_parts_an_incident_also_for_documents_that_come_later() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2021-05-06", MARKET),
        page("Valley Post", "2021-05-06", MARKET),
    ]);
    let picture = now(&dossier);
    let incidents = picture.incidents();
    assert_eq!(of(&incidents, 0), of(&incidents, 1));
    assert_eq!(incidents.said(1), Agreement::Suggested);
    let items = vec![item(&picture, 0), item(&picture, 1)];
    rule(&mut dossier, items.clone(), Holds::No);

    let mut picture = now(&dossier);
    let mut incidents = picture.incidents();
    assert_ne!(of(&incidents, 0), of(&incidents, 1));
    assert_eq!(incidents.kept_from(1), [0]);

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.html");
    std::fs::write(&path, page("Hill Gazette", "2021-05-07", MARKET)).unwrap();
    dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
    let added = dossier.fold(&mut picture, dossier.head().unwrap().seq).unwrap();
    for document in added {
        incidents.add(&picture.corpus, &picture.identities, document);
    }
    assert_ne!(of(&incidents, 0), of(&incidents, 1), "still apart");
    assert!([of(&incidents, 0), of(&incidents, 1)].contains(&of(&incidents, 2)));
    let anew = now(&dossier).incidents();
    assert_eq!(of(&anew, 2), of(&incidents, 2), "as if it had been there");

    rule(&mut dossier, items, Holds::Yes);
    let incidents = now(&dossier).incidents();
    assert_eq!(of(&incidents, 0), of(&incidents, 1), "the last ruling holds");
}

#[test]
fn what_one_document_tells_in_one_breath_can_be_parted() {
    let two = "The Port Guard Brigade attacked the fish market in Ostend. \
               The Port Guard Brigade attacked the customs house.";
    let mut dossier = dossier(&[page("Harbour Courier", "2021-05-06", two)]);
    let picture = now(&dossier);
    assert_eq!(picture.incidents().reports().len(), 1);
    let items = picture.corpus[0].deeds.iter().map(|deed| deed.id.clone()).take(2).collect();
    rule(&mut dossier, items, Holds::No);
    let incidents = now(&dossier).incidents();
    assert_eq!((incidents.reports().len(), incidents.all().len()), (2, 2));
}

#[test]
fn a_claim_that_a_person_names_is_a_report() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2021-05-06", MARKET),
        page("Valley Post", "2021-05-06", "Peter Holm said that the stalls were ashes by noon."),
    ]);
    let picture = now(&dossier);
    assert_eq!(of(&picture.incidents(), 1), Vec::<u32>::new());
    let claim = picture.corpus[1].claims[0].id.clone();
    rule(&mut dossier, vec![claim, item(&picture, 0)], Holds::Yes);
    let incidents = now(&dossier).incidents();
    assert_eq!(of(&incidents, 1), of(&incidents, 0));
    assert_eq!(incidents.reports()[1].kind, Happening::Other);
    assert_eq!(incidents.kind(&incidents.all()[0]), Happening::Violence);
}

#[test]
fn nobody_could_tell_is_kept_and_changes_nothing() {
    let mut dossier = dossier(&[
        page("Harbour Courier", "2021-05-06", MARKET),
        page("Valley Post", "2021-05-06", MARKET),
    ]);
    let picture = now(&dossier);
    rule(&mut dossier, vec![item(&picture, 0), item(&picture, 1)], Holds::Unsure);
    let incidents = now(&dossier).incidents();
    assert_eq!(of(&incidents, 0), of(&incidents, 1));
    assert_eq!(incidents.said(1), Agreement::Unsure);
}

/// The days of the reports of one text without a day of publication, as written.
fn days(words: &str) -> Vec<Option<(i32, i32)>> {
    let html = format!("<html><body><article><p>{words}</p></article></body></html>");
    let incidents = picture(&[html]).incidents();
    let days = incidents.reports().iter().map(|report| report.days);
    days.map(|days| days.map(|days| (days.first, days.last))).collect()
}

#[test]
fn what_has_been_since_long_ago_is_no_happening() {
    let told = "Gunmen attacked a mill in Ostend on 5 May 2021. More than 900 people have been killed \
                in Ostend since the troubles began in March 2011.";
    assert_eq!(days(told), [Some((18752, 18752))]);
}

#[test]
fn a_date_that_can_be_read_either_way_is_settled_by_another_report() {
    let told = "attacked the fish market in Ostend";
    let all = picture(&[
        page(
            "Harbour Courier",
            "2021-06-05",
            &format!("The Port Guard Brigade {told} on 5 June 2021."),
        ),
        format!(
            "<html><body><article><p>05-06-2021</p><p>The Port Guard Brigade {told}.</p></article></body></html>"
        ),
        format!(
            "<html><body><article><p>06-05-2021</p><p>The Port Guard Brigade {told}.</p></article></body></html>"
        ),
    ]);
    let incidents = all.incidents();
    assert_eq!(of(&incidents, 0), of(&incidents, 1));
    assert_eq!(of(&incidents, 0), of(&incidents, 2));
    let june = incidents.reports()[0].days.unwrap();
    for report in &incidents.reports()[1..] {
        assert!(report.inferred && report.days.unwrap().apart(june) == 0, "{report:?}");
    }
}

#[test]
fn a_weekday_is_the_last_one_before_the_page() {
    let told = "Ostend, 7 May 2021\u{2014}Gunmen attacked a mill in Ostend on Wednesday. Rebels captured \
                the ferry at Bruges, the mayor said Thursday.";
    // 5 May 2021 was a Wednesday; of the ferry only the day of the saying is told.
    assert_eq!(days(told)[0], Some((18752, 18752)));
}
