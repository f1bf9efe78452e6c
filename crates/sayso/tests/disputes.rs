//! Estimates and disputes over a few short texts.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use sayso::disputes::{Difference, Dispute, Disputes, Ground};
use sayso::estimates::{Estimates, Outcome, Scope};
use sayso::incidents::Incidents;
use sayso::{Document, ItemView, Options, Outcome as Taken, Picture, State};

/// What is found in some pages.
struct Found {
    picture: Picture,
    estimates: Estimates,
    disputes: Disputes,
}

fn read(pages: &[&str]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    for (nth, words) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{nth}.txt")), words).unwrap();
    }
    let mut documents: Vec<Document> = Vec::new();
    sayso::read(&[folder.path().to_owned()], &Options::default(), |outcome| {
        if let Taken::Read(document) = outcome {
            documents.push(*document);
        }
        Ok::<(), std::convert::Infallible>(())
    })
    .unwrap();
    let items: Vec<Vec<ItemView>> = documents
        .iter()
        .map(|document| document.items().cloned().map(unjudged).collect())
        .collect();
    let pages = documents.iter().zip(&items).map(|(one, items)| (&one.text, items.as_slice()));
    let picture = Picture::of(pages);
    let Picture { corpus, identities, .. } = &picture;
    let incidents = Incidents::of(corpus, identities, &[]);
    let estimates = Estimates::of(corpus, identities, &incidents);
    let disputes = Disputes::of(corpus, identities, &incidents, &estimates);
    Found { picture, estimates, disputes }
}

fn unjudged(item: sayso::model::Item) -> ItemView {
    ItemView { item, original: None, state: State::Unjudged, by_hand: false, added: 0 }
}

impl Found {
    fn says(&self, dispute: &Dispute) -> Vec<String> {
        dispute.positions.iter().map(|position| position.words(&self.picture.corpus)).collect()
    }

    fn holders(&self, dispute: &Dispute) -> Vec<Option<String>> {
        let Picture { corpus, identities, .. } = &self.picture;
        dispute.positions.iter().map(|one| one.holder_words(corpus, identities)).collect()
    }
}

const TOLL: &str = "A boat sank in Orlow harbour on 4 May 2021. The harbour police said that 12 people \
                    were killed in the harbour. The fishermen's union said that 19 people were killed \
                    in the harbour.\n";

#[test]
fn two_tolls_of_one_page_by_two_holders_are_one_dispute_with_the_exact_words() {
    let found = read(&[TOLL]);
    let numbers: Vec<&Dispute> =
        found.disputes.all().iter().filter(|one| one.ground == Ground::Number).collect();
    let [dispute] = numbers[..] else { panic!("{:#?}", found.disputes) };
    assert_eq!(dispute.difference, Difference::Conflict);
    assert!(dispute.question.starts_with("How many people were killed"), "{}", dispute.question);
    let says = found.says(dispute);
    assert!(says[0].contains("12 people") && says[1].contains("19 people"), "{says:?}");
    assert!(TOLL.contains(&says[0]) && TOLL.contains(&says[1]));
    assert!(found.holders(dispute).iter().all(Option::is_some));
    assert!(!dispute.self_contradiction);
    assert!(dispute.score > 0.0 && dispute.score <= 1.0);
}

#[test]
fn those_killed_and_those_wounded_are_counted_apart() {
    let found =
        read(&["The storm killed 12 people and wounded 30 others in Orlow on 4 May 2021.\n"]);
    let of = |wanted: Outcome| {
        let all = found.estimates.all().iter().filter(move |one| one.outcome == wanted);
        all.flat_map(|one| &one.given).map(|given| given.range.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((of(Outcome::Killed), of(Outcome::Wounded)), (vec!["12".into()], vec!["30".into()]));
    assert!(found.disputes.all().is_empty(), "{:#?}", found.disputes);
}

#[test]
fn a_part_of_those_counted_does_not_contradict_the_whole() {
    let page = "The mayor said that the fire killed 12 people, including 5 children. The clerk said \
                that 4 women were killed in the fire.\n";
    let found = read(&[page]);
    let scopes: Vec<&Scope> = found
        .estimates
        .all()
        .iter()
        .filter(|one| one.outcome == Outcome::Killed)
        .flat_map(|one| one.given.iter().map(|given| &given.measure.scope))
        .collect();
    assert!(scopes.contains(&&Scope::All) && scopes.contains(&&Scope::Of("children".into())));
    assert!(found.disputes.all().iter().all(|one| one.ground != Ground::Number));
}

#[test]
fn who_denies_what_another_says_stands_beside_it() {
    let page = "The miners' council said that the Orlow company closed the upper shaft.\n\nThe \
                director denied that the company had closed the upper shaft.\n";
    let found = read(&[page]);
    let dispute = found.disputes.all().first().unwrap_or_else(|| panic!("{:#?}", found.disputes));
    assert!(found.says(dispute).iter().all(|words| words.contains("upper shaft")));
    assert!(found.disputes.all().iter().any(|d| matches!(d.ground, Ground::Denial | Ground::Deed)));
}

#[test]
fn people_who_speak_of_different_things_are_not_at_odds() {
    let page = "The mayor said that the market opens on Monday.\n\nThe bishop said that the organ \
                needs new pipes.\n";
    assert!(read(&[page]).disputes.all().is_empty());
}

#[test]
fn what_is_found_does_not_depend_on_chance_and_no_pages_have_no_disputes() {
    let (one, other) = (read(&[TOLL, TOLL]), read(&[TOLL, TOLL]));
    assert_eq!(one.disputes.all(), other.disputes.all());
    assert_eq!(one.estimates.all(), other.estimates.all());
    assert!(read(&["\n"]).disputes.all().is_empty());
}
