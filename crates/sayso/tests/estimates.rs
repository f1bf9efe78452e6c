//! Estimates hold what the text says: of whom, how many, where, when, on whose word, and no more.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use sayso::behind::Word;
use sayso::estimates::{Estimate, Estimates, Given, Matter};
use sayso::incidents::Incidents;
use sayso::{Document, ItemView, Options, Outcome as Taken, Picture, State};

/// The estimates of a page, one line for each position: what happens to how many of whom, where, when,
/// on whose word.
fn estimates(page: &str) -> Vec<String> {
    estimates_of(&[page]).concat()
}

/// The same of several pages, those of one estimate together.
fn estimates_of(pages: &[&str]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (nth, page) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("page{nth}.txt")), page).unwrap();
    }
    let mut documents: Vec<Document> = Vec::new();
    sayso::read(&[folder.path().to_owned()], &Options::default(), |outcome| {
        if let Taken::Read(document) = outcome {
            documents.push(*document);
        }
        Ok::<(), std::convert::Infallible>(())
    })
    .unwrap();
    let unjudged =
        |item| ItemView { item, original: None, state: State::Unjudged, by_hand: false, added: 0 };
    let items: Vec<Vec<ItemView>> =
        documents.iter().map(|d| d.items().cloned().map(unjudged).collect()).collect();
    let picture =
        Picture::of(documents.iter().map(|d| &d.text).zip(items.iter().map(Vec::as_slice)));
    let Picture { corpus, identities, .. } = &picture;
    let incidents = Incidents::of(corpus, identities, &[]);
    let all = Estimates::of(corpus, identities, &incidents);
    let lines = all.all().iter().map(|one| {
        let picture = &picture;
        one.given.iter().map(move |given| line(picture, one, given)).collect()
    });
    lines.collect()
}

fn line(picture: &Picture, of: &Estimate, given: &Given) -> String {
    let place = match &of.matter {
        Matter::Things { place: Some(place), .. } => format!(" in {place}"),
        Matter::Things { .. } => String::new(),
        Matter::Incident(nth) => format!(" of {nth}"),
    };
    let by = match &given.behind.word {
        Word::Actor(nth) => format!(" by {}", picture.identities.get(*nth).name),
        Word::Described(words) => format!(" by {words}"),
        Word::Page(_) | Word::Unknown => String::new(),
    };
    format!("{} {} {}{place}{by}", of.outcome, given.range, given.measure)
}

#[test]
fn a_range_holds_what_the_text_says_and_no_more() {
    let page = "The council has 45 buses. Some 80 boats left the quay. Almost 300 lorries followed. \
                At least seven carts broke down. Between 800 and 2,000 riders came. Dozens of drivers \
                went home, and up to 40 tents stood empty.\n";
    assert_eq!(
        estimates(page),
        [
            "counted 45 buses",
            "counted about 80 boats",
            "counted almost 300 lorries",
            "counted at least 7 carts",
            "counted 800 to 2000 riders",
            "counted dozens drivers",
            "counted at most 40 tents",
        ]
    );
}

#[test]
fn what_befalls_people_is_told_in_the_clause_of_their_number() {
    let page = "More than 280,000 people have been killed and millions have been displaced in the valley.\n";
    assert_eq!(
        estimates(page),
        ["killed at least 280000 people in valley", "displaced millions people in valley"]
            .map(|line| line.replace(" in valley", ""))
    );
    let page = "The raiders shelled the upper fort dozens of times, killing 200 rebels.\n";
    assert_eq!(estimates(page).len(), 1, "{:?}", estimates(page));
    let page = "Eleven drivers have been charged with the murder.\n";
    assert_eq!(estimates(page), ["counted 11 drivers"]);
    let page = "The court issued arrest warrants for 36 people.\n";
    assert_eq!(estimates(page), ["counted 36 people by court"]);
    let page = "Two of the victims died.\n";
    assert!(estimates(page)[0].starts_with("killed 2 "), "{:?}", estimates(page));
    let page = "About 100 men were killed and injured.\n";
    assert_eq!(estimates(page), ["casualties about 100 men"]);
}

#[test]
fn what_cannot_be_counted_one_by_one_is_no_estimate() {
    let page = "It was the six months of the council's term, in an eight-year dispute between two \
                sides. One example is the ferry. Image may contain: 3 people. She was 78 and died at \
                home. They gave two reasons. Half of the voters stayed away. The wall is 20 metres \
                long. He won 30% of the vote. See sheet 5 of these papers. They kept a notebook of one \
                victim.\n";
    assert_eq!(estimates(page), [""; 0]);
}

#[test]
fn a_number_that_has_grown_counts_the_same() {
    let page = "An estimated 2013 level of between 800 and 2,000 river guards multiplied to at least \
                20,000 by 2016.\n";
    assert_eq!(
        estimates(page),
        ["counted 800 to 2000 river guards", "counted at least 20000 river guards"]
    );
}

#[test]
fn numbers_are_where_the_words_beside_them_say() {
    let page = "The US sent envoys. The clerk told us that 30 boats sank near Ostry.\n";
    let found = estimates(page);
    assert!(found.iter().any(|line| line.starts_with("counted 30 boats in ostry")), "{found:?}");
    assert!(!found.iter().any(|line| line.contains("in us")), "{found:?}");
}

#[test]
fn a_page_without_a_day_tells_of_no_one_happening() {
    let page = "Raiders attacked a convoy in Westmere. The council said that almost 300 people were \
                killed near Ostry.\n";
    let found = estimates(page);
    assert!(found[0].starts_with("killed almost 300 people in ostry"), "{found:?}");
}

#[test]
fn two_places_that_have_nothing_to_do_with_each_other_are_two_events() {
    let page = "Raiders attacked the town of Westmere on 4 May 2021. The council said that 9 children \
                were killed in Westmere. Soldiers shelled the port of Orlow, and 6 people were killed \
                near Ostry.\n";
    let found = estimates(page);
    let place = |number: &str| {
        let line = found.iter().find(|line| line.contains(number));
        line.unwrap_or_else(|| panic!("{found:?}")).split_once(" of ").map(|(_, of)| of.to_owned())
    };
    assert_ne!(place(" 9 "), place(" 6 "), "{found:?}");
}

#[test]
fn a_number_is_on_the_word_of_whoever_gives_it() {
    let page = "The Ostry Courier of 16 February 1898 put the dead at 420 in its headline; in the \
                dispatch beneath it, Captain Ruben Hale was said to believe that about 100 men were \
                killed.\n";
    let found = estimates(page);
    assert!(found.iter().any(|line| line.contains("420") && line.contains("Courier")), "{found:?}");
    assert!(!found.iter().any(|line| line.contains("420") && line.contains("Hale")), "{found:?}");
}

#[test]
fn whom_a_page_names_elsewhere_gives_none_of_its_numbers() {
    let page = "Raiders shelled Westmere on 4 May 2021, and 9 people were killed.\n\nThe Ostry \
                Observatory said that the road was closed.\n";
    let found = estimates(page);
    assert!(found[0].starts_with("killed 9"), "{found:?}");
    assert!(!found[0].contains(" by "), "{found:?}");
}

#[test]
fn a_word_that_says_nothing_of_who_it_is_is_nobody_named() {
    let page = "It said that 9 people were killed in Westmere. Fishermen said that 12 people were \
                killed in Orlow.\n";
    let found = estimates(page);
    assert!(found[0].starts_with("killed 9") && !found[0].contains(" by "), "{found:?}");
    assert!(found[1].to_lowercase().ends_with(" by fishermen"), "{found:?}");
}

#[test]
fn deaths_that_no_happening_holds_are_of_one_thing_only_in_their_paragraph() {
    let one = "A clerk said that 40 people had died in Ostry over the past year.\n\nIn another matter, 3 \
               people had died in Ostry in the past.\n";
    let other =
        "The Orlow harbour board said that 11 people had died in Ostry over the past year.\n";
    let found = estimates_of(&[one, other]);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1], "{found:?}");
}

#[test]
fn what_lasts_is_of_one_thing_in_every_page() {
    let one = "There are 45 schools in Ostry, the council said.\n";
    let other = "The school board said that there are 52 schools in Ostry.\n";
    let found = estimates_of(&[one, other]);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2], "{found:?}");
    let bare = ["The board bought 45 boats.\n", "The clerk sold 52 boats.\n"];
    assert_eq!(estimates_of(&bare).len(), 2);
}

#[test]
fn those_who_live_are_not_among_the_dead() {
    let page = "The law has meant 14,000 lives saved in Ostry. There were 18.9 deaths per 100,000 people. \
                The fire left 1 survivor.\n";
    assert_eq!(estimates(page), ["counted 14000 lives in ostry"]);
    let page = "The storm left six sailors dead. Three riders were hospitalized.\n";
    assert_eq!(estimates(page), ["killed 6 sailors", "wounded 3 riders"]);
}

#[test]
fn a_toll_is_of_the_dead_whatever_is_told_beside_it() {
    let page = "The death toll rose to 8 civilians, in addition to 12 injured.\n";
    assert_eq!(estimates(page), ["killed 8 civilians", "wounded 12 people"]);
}

#[test]
fn a_part_is_what_the_words_say_is_one() {
    let line = |page: &str| estimates(page).join("; ");
    assert_eq!(line("The council includes 40 seats.\n"), "counted 40 seats");
    let found = line("The fire killed 12 people. Among the nine killed was a family.\n");
    assert!(!found.contains("among them"), "{found}");
    let found = line("The blast wounded 40 people. 15 of the wounded were from Ostry.\n");
    assert!(found.contains("15 people among them"), "{found}");
}

#[test]
fn a_describing_word_gives_no_place() {
    let page = "On 4 May 2021 raiders attacked a convoy near Westmere. The Orlow-based Observatory said \
                that the blast killed 9 people. A monitor based in Ostry said that 12 drivers fled.\n";
    let found = estimates(page);
    assert!(
        found.iter().all(|line| !line.contains("in orlow") && !line.contains("in ostry")),
        "{found:?}"
    );
}
