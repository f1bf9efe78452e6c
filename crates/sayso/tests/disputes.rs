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
        let kind = if words.starts_with("# ") { "md" } else { "txt" };
        std::fs::write(folder.path().join(format!("{nth}.{kind}")), words).unwrap();
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
fn rows_of_a_table_that_says_who_gives_a_number_are_set_against_each_other() {
    let page = "# The Quarry fire\n\n| Source | When | Dead | Of whom |\n|---|---|---|---|\n\
                | Lena Brandt, letter | 6 May 1921 | 14 | 3 firemen |\n\
                | Secretary of the Harbour Union | 8 May 1921 | 17 | with those who died later |\n\
                | The board, annual report | 1922 | 14 | of 40 on the quay |\n\n\
                The fire burned for 3 days.\n";
    let found = read(&[page]);
    let numbers: Vec<&Dispute> =
        found.disputes.all().iter().filter(|one| one.ground == Ground::Number).collect();
    let [dispute] = numbers[..] else { panic!("{:#?}", found.disputes) };
    let holders: Vec<String> = found.holders(dispute).into_iter().flatten().collect();
    assert_eq!(holders, ["Lena Brandt", "Secretary of the Harbour Union", "The board"]);
    assert_eq!(found.says(dispute)[0], "Lena Brandt, letter\t6 May 1921\t14\t3 firemen", "the row");
    let days: Vec<_> =
        dispute.positions.iter().map(|one| one.said.map(|days| days.to_string())).collect();
    assert_eq!(days[0].as_deref(), Some("1921-05-06"));

    let of_numbers = |page: &str| {
        let found = read(&[page]);
        found.disputes.all().iter().filter(|one| one.ground == Ground::Number).count()
    };
    assert_eq!(of_numbers(&page.replace("Source", "Ship")), 0, "nobody gives these");
    let fires = "# Fires\n\n| Date | Place | Dead | Source |\n|---|---|---|---|\n\
                 | 3 May 1921 | Orlow | 14 | Lena Brandt |\n| 9 June 1921 | Westmere | 17 | Peter Holm |\n\
                 | 2 July 1921 | Osterby | 5 | The board |\n";
    assert_eq!(of_numbers(fires), 0, "each row is about another fire");
    let kinds = "# The fire\n\n| Source | Civilians killed | Soldiers killed |\n|---|---|---|\n\
                 | Lena Brandt | 10 | 3 |\n| Peter Holm | 10 | 3 |\n";
    assert_eq!(of_numbers(kinds), 0, "each column counts others");
    let bare =
        "# The fire\n\n| Source | Killed |\n|---|---|\n| River Board | 14 |\n| Red Cross | 19 |\n";
    assert_eq!(of_numbers(bare), 1, "a number needs no noun in a table");
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

/// The only dispute of some ground, with the words of its positions.
fn only(found: &Found, ground: Ground) -> (&Dispute, Vec<String>) {
    let all: Vec<&Dispute> =
        found.disputes.all().iter().filter(|one| one.ground == ground).collect();
    let [dispute] = all[..] else { panic!("{:#?}", found.disputes) };
    (dispute, found.says(dispute))
}

#[test]
fn who_denies_an_accusation_denies_what_was_said_of_them() {
    let found =
        read(&["The council blamed the Marsh Brigade for the attack on the market of Orlow. \
                        The Marsh Brigade denied the accusation.\n"]);
    let (dispute, says) = only(&found, Ground::Denial);
    assert_eq!(says, ["the Marsh Brigade for the attack on the market of Orlow", "the accusation"]);
    assert_eq!(dispute.difference, Difference::Conflict);
    assert_eq!(found.holders(dispute)[1].as_deref(), Some("Marsh Brigade"));
}

#[test]
fn a_denied_claim_stands_beside_who_claimed_it_and_not_beside_its_own_words() {
    let page = "Lenland has rejected claims that its planes bombed the clinic in Sorvel. The nurses \
                say that Lenland bombed the clinic in Sorvel.\n";
    let found = read(&[page]);
    let (_, says) = only(&found, Ground::Denial);
    assert!(says.iter().all(|words| words.contains("bombed the clinic")), "{says:?}");
    assert!(found.disputes.all().iter().all(|one| one.ground != Ground::Contrast));
}

#[test]
fn what_is_refused_was_said_by_nobody() {
    let page = "The nurses called on the ministry to reopen the clinic in Sorvel. The ministry \
                rejected the call to reopen the clinic. The driver was denied entry to the clinic.\n";
    let found = read(&[page]);
    assert!(found.disputes.all().is_empty(), "{:#?}", found.disputes);
}

const BLAME: &str = "The interior ministry said the River Front was behind the bombing in Tarn. \
                     Deputy Vera Dunn accused the Harbour Guard of carrying out the bombing. The \
                     River Front denied any involvement.\n";

#[test]
fn blame_that_falls_on_two_and_a_denial_are_one_dispute() {
    let found = read(&[BLAME]);
    let [dispute] = found.disputes.all() else { panic!("{:#?}", found.disputes) };
    assert_eq!(
        found.says(dispute),
        [
            "the River Front was behind the bombing in Tarn",
            "the Harbour Guard of carrying out the bombing",
            "any involvement",
        ]
    );
    assert_eq!(found.holders(dispute)[1].as_deref(), Some("Deputy Vera Dunn"));
    assert!(!dispute.self_contradiction);
}

#[test]
fn one_whom_two_blame_is_not_disputed() {
    let page = "The mayor said the River Front was behind the bombing of the mill. The bishop blamed \
                the River Front for the bombing of the mill.\n";
    assert!(read(&[page]).disputes.all().is_empty());
}

#[test]
fn two_who_are_blamed_for_two_things_are_not_at_odds() {
    let page = "The mayor blamed the River Front for the bombing of the mill. The bishop blamed the \
                Harbour Guard for the fire in the library.\n";
    assert!(read(&[page]).disputes.all().is_empty());
}

#[test]
fn a_thing_can_be_put_to_two_causes() {
    let page = "The police said that the fire in the mill was caused by a gas leak. The millers said \
                the fire in the mill was due to faulty wiring.\n";
    let found = read(&[page]);
    let (dispute, says) = only(&found, Ground::Cause);
    assert!(says[0].ends_with("a gas leak") && says[1].ends_with("faulty wiring"), "{says:?}");
    assert_eq!(dispute.difference, Difference::Conflict);
}

#[test]
fn two_words_for_one_cause_are_no_dispute() {
    let page = "The police said that the fire in the mill was caused by faulty wiring. The millers \
                said the fire in the mill was due to an electrical fault.\n";
    assert!(read(&[page]).disputes.all().is_empty());
}

#[test]
fn who_takes_a_report_back_does_not_hold_it_any_longer() {
    let page = "On 4 May 2021 the Lunden Courier reported that councillor Peter Hask had taken money \
                from a builder. On 10 May the Lunden Courier retracted its report that Hask had taken \
                money.\n";
    let found = read(&[page]);
    let (dispute, says) = only(&found, Ground::Retraction);
    assert_eq!(dispute.difference, Difference::Retraction);
    assert!(says[0].contains("had taken money from a builder"), "{says:?}");
    assert!(says[1].contains("retracted its report"), "{says:?}");
    assert!(!dispute.self_contradiction);
}

#[test]
fn who_writes_that_they_take_back_what_they_wrote_is_their_own_witness() {
    let found =
        read(&["Five weeks ago I wrote here that the bridge was closed. I withdraw that. The \
                        road was long.\n"]);
    let (dispute, says) = only(&found, Ground::Retraction);
    assert_eq!(dispute.difference, Difference::Retraction);
    assert_eq!(says, ["the bridge was closed", "I withdraw that"]);
    let page = "An earlier version of this page gave 268 boats in its first line. I had taken that figure \
                from a list and withdraw it.\n";
    let found = read(&[page]);
    let (_, says) = only(&found, Ground::Retraction);
    assert!(says[0].contains("268 boats") && says[1].contains("withdraw it"), "{says:?}");
    let found = read(&["I wrote that the bridge was closed. The guards withdraw that boat.\n"]);
    assert!(found.disputes.all().is_empty(), "{:#?}", found.disputes);
}

#[test]
fn a_holder_can_contradict_itself_over_documents() {
    let found = read(&[
        "Minister Lea Hart said on 3 March 2021 that her office had signed the contract.\n",
        "Minister Lea Hart said on 9 April 2021 that her office had not signed the contract.\n",
    ]);
    let (dispute, says) = only(&found, Ground::Deed);
    assert!(dispute.self_contradiction);
    assert_eq!(
        says,
        ["her office had signed the contract", "her office had not signed the contract"]
    );
}

#[test]
fn who_apologises_for_a_report_takes_back_what_it_said() {
    let page = "The Tarn Herald reported in May that the dam had cracked. The Tarn Herald apologised \
                for the report.\n";
    let found = read(&[page]);
    let (_, says) = only(&found, Ground::Retraction);
    assert_eq!(says[0], "the dam had cracked");
}

const ATTACK: &str = "Gunmen attacked the grain market in Homs on 4 May 2015 and killed 12 people.";

#[test]
fn a_denial_answers_what_another_page_says_of_the_incident() {
    let one = format!(
        "{ATTACK} Lena Marsh blamed the River Front for the attack. Nurses said that soldiers had shut \
         the road to the hospital.\n"
    );
    let other = format!(
        "{ATTACK} The River Front denied any involvement in the attack. The ministry denied that \
         soldiers had shut the road to the hospital.\n"
    );
    let found = read(&[&one, &other]);
    let says: Vec<Vec<String>> =
        found.disputes.all().iter().map(|dispute| found.says(dispute)).collect();
    let road = "soldiers had shut the road to the hospital";
    assert!(says.contains(&vec![road.to_owned(), road.to_owned()]), "{says:?}");
    let has = |end: &str| says.iter().any(|both| both.iter().any(|words| words.contains(end)));
    assert!(
        has("the River Front for the attack") && has("any involvement in the attack"),
        "{says:?}"
    );
}

#[test]
fn nobody_had_claimed_it_and_then_somebody_did() {
    let one = format!("{ATTACK} There was no immediate claim of responsibility for the attack.\n");
    let other = format!("{ATTACK} The River Front claimed responsibility for the attack.\n");
    let found = read(&[&one, &other]);
    let dispute = found.disputes.all().iter().find(|one| one.ground == Ground::Agent);
    assert_eq!(dispute.map(|one| one.difference), Some(Difference::Date), "{:#?}", found.disputes);
}

#[test]
fn what_an_actor_became_for_one_holder_it_did_not_become_for_another() {
    let found = read(&[
        "The ministry said that the Northern Guard became part of the Orlow army in 2016.\n",
        "Commander Ivo Lund said that the Northern Guard did not become part of the Orlow army in \
         2016.\n",
    ]);
    let (dispute, _) = only(&found, Ground::Status);
    assert_eq!(dispute.difference, Difference::Conflict);
    assert!(found.holders(dispute).iter().all(Option::is_some));
}

#[test]
fn other_words_for_the_same_people_are_another_definition() {
    let page = "The army said that the dead were fighters. Villagers insisted that all of them were \
                civilians.\n";
    let found = read(&[page]);
    let (dispute, _) = only(&found, Ground::Opposition);
    assert_eq!(dispute.difference, Difference::Definition);
}

#[test]
fn a_part_set_against_the_whole_is_another_scope() {
    let page = "The general said that his men had taken the entire valley. Villagers said that only \
                a part of the valley had been taken.\n";
    let found = read(&[page]);
    let (dispute, _) = only(&found, Ground::Opposition);
    assert_eq!(dispute.difference, Difference::Scope);
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

#[test]
fn whoever_says_a_thing_stays_who_says_it_though_the_media_of_a_state_are_one_source() {
    let found = read(&[
        "A fire broke out in Orlow harbour on 4 May 2021. TASS reported that 12 people were killed in the \
                        harbour. Sputnik reported that 40 people were killed in the harbour.\n",
    ]);
    let holders: Vec<_> = found.disputes.all().iter().flat_map(|one| found.holders(one)).collect();
    assert_eq!(holders, [Some("TASS".to_owned()), Some("Sputnik".to_owned())]);
}

#[test]
fn whoever_sets_a_thing_aside_does_not_say_it() {
    let found =
        read(&["Lena Brandt said that, far from being closed, the bridge carried trams.\n"]);
    for dispute in found.disputes.all() {
        assert_eq!(found.holders(dispute).iter().flatten().count(), 1, "{dispute:#?}");
        assert!(!dispute.self_contradiction);
    }
}
