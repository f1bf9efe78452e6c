//! Views over what several documents say: names, standing, said against did, coverage, timeline.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

mod common;

use common::stamp;
use sayso::compare;
use sayso::corpus::Days;
use sayso::coverage::{self, By, Matter, Who};
use sayso::holder::Holder;
use sayso::incidents::Incidents;
use sayso::known::Known;
use sayso::model::{Body, Bond, Holds, Judgement, Ruling, Verdict};
use sayso::moment::{Clock, Window};
use sayso::names::{self, Listed, Manner, RemarkKind};
use sayso::standing::{self, Attribute, Certainty};
use sayso::timeline::{self, Filter, What};
use sayso::{Dossier, Options, Picture};

/// A page of an outlet and a day.
fn page(outlet: &str, day: &str, words: &str) -> String {
    format!(
        "<html><head><title>News of {day}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{day}\"></head>\
         <body><article><p>{words}</p></article></body></html>"
    )
}

/// What these pages say, in their order.
fn picture(pages: &[String]) -> Picture {
    let folder = tempfile::tempdir().unwrap();
    for (nth, words) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{nth:02}.html")), words).unwrap();
    }
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let paths = [folder.path().to_owned()];
    dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    let at = dossier.head().unwrap().seq;
    dossier.picture(at).unwrap()
}

/// The number of the identity that has a name.
fn who(picture: &Picture, name: &str) -> u32 {
    let all = picture.identities.all();
    let found = (0..).zip(all).find(|(_, identity)| identity.name == name);
    let names = || all.iter().map(|i| i.name.clone()).collect::<Vec<_>>();
    found.unwrap_or_else(|| panic!("{name} is not among {:?}", names())).0
}

fn day(date: &str) -> i32 {
    Days::of(&date.parse().unwrap()).unwrap().first
}

#[test]
fn names_are_told_by_who_chose_them() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-03-02",
            "The so-called Port Guard Brigade closed the bridge. Mayor Lena Brandt said: \"The \
             Port Guard Brigade has no right to the bridge, and nobody gave it one.\" Peter Holm \
             said that the Port Guard Brigade had left.",
        ),
        page(
            "Valley Post",
            "2015-02-01",
            "The port guard brigade's boats left on Monday. The Port \
             Guard Brigade came back.",
        ),
    ]);
    let guard = who(&picture, "Port Guard Brigade");
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let names = names::of(corpus, identities, Known::shipped(), guard, &Window::default());
    let wording = &names.wordings[0];
    assert_eq!(wording.folded, "port guard brigade");
    assert_eq!(wording.listed, Listed::No);
    let users: Vec<(String, Manner)> = wording
        .users
        .iter()
        .map(|user| (user.holder.name(corpus, identities), user.manner))
        .collect();
    let courier = "Harbour Courier".to_owned();
    assert!(users.contains(&("Valley Post".to_owned(), Manner::Voice)), "{users:?}");
    assert!(users.contains(&(courier, Manner::Voice)), "{users:?}");
    assert!(users.contains(&("Lena Brandt".to_owned(), Manner::Quoted)), "{users:?}");
    assert!(users.contains(&("Peter Holm".to_owned(), Manner::Reported)), "{users:?}");
    assert_eq!(users[0].0, "Valley Post", "first by a month");
    let since = wording.since.as_ref().unwrap();
    assert_eq!((since.date.to_string().as_str(), since.clock), ("2015-02-01", Clock::Published));
    for (document, span) in wording.users.iter().flat_map(|user| &user.places) {
        assert!(wording.forms.iter().any(|(form, _)| form == corpus[*document].at(*span)));
    }
    let doubted = names.remarks.iter().find(|remark| remark.kind == RemarkKind::Doubts).unwrap();
    assert_eq!(corpus[doubted.document].at(doubted.cue), "so-called");
    let until = Window {
        published: Some(Days { first: i32::MIN, last: day("2015-02-28") }),
        ..Window::default()
    };
    let before = names::of(corpus, identities, Known::shipped(), guard, &until);
    assert_eq!(before.documents, 1);
}

#[test]
fn a_remark_is_on_the_name_right_beside_it() {
    let remarks = |words: &str| -> Vec<(RemarkKind, String)> {
        let picture = picture(&[page("Harbour Courier", "2015-03-02", words)]);
        let guard = who(&picture, "Port Guard Brigade");
        let (corpus, identities) = (&picture.corpus, &picture.identities);
        let names = names::of(corpus, identities, Known::shipped(), guard, &Window::default());
        let told = names.remarks.iter();
        told.map(|remark| (remark.kind, corpus[remark.document].at(remark.cue).to_owned()))
            .collect()
    };
    let found =
        remarks("The river militia, also called the Port Guard Brigade, closed the bridge.");
    assert_eq!(found, [(RemarkKind::Mentions, "also called".to_owned())]);
    let found = remarks("The Port Guard Brigade closed a bridge that is known as the Long Mile.");
    assert_eq!(found, []);
    let found = remarks("A sign at the gate said \"the Port Guard Brigade is good for the town\".");
    assert_eq!(found, []);
}

#[test]
fn who_holds_a_place_is_told_by_holder_and_no_newer_word_wins() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-05-10",
            "The Northland Front captured Aleppo on 4 May 2015, Lena Brandt said.",
        ),
        page(
            "Valley Post",
            "2015-07-02",
            "The Port Guard Brigade captured Aleppo on 1 June 2015, Peter Holm said.",
        ),
        page(
            "Harbour Courier",
            "2016-02-10",
            "The Southland Army captured Aleppo on 2 January 2016, Lena Brandt said.",
        ),
    ]);
    let place = who(&picture, "Aleppo");
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let standing = standing::of(corpus, identities, Known::shipped(), place, &Window::default());
    let held = |date: &str| -> Vec<(String, String, Certainty)> {
        let as_of = standing.as_of(day(date));
        let one = |h: &standing::Holding| {
            let line = &standing.lines[h.line];
            let spell = &line.spells[h.spell];
            assert_eq!(line.attribute, Attribute::ControlledBy);
            (line.holder.name(corpus, identities), spell.words.clone(), h.certainty)
        };
        let mut held: Vec<_> = as_of.held.iter().map(one).collect();
        held.sort();
        held
    };
    let told = |who: &str, what: &str, how| (who.to_owned(), what.to_owned(), how);
    assert!(held("2015-05-01").is_empty());
    assert_eq!(standing.as_of(day("2015-05-01")).silent.len(), standing.lines.len());
    assert_eq!(
        held("2015-06-15"),
        [
            told("Lena Brandt", "The Northland Front", Certainty::Told),
            told("Peter Holm", "The Port Guard Brigade", Certainty::Since),
        ]
    );
    assert_eq!(
        held("2016-03-01"),
        [
            told("Lena Brandt", "The Southland Army", Certainty::Since),
            told("Peter Holm", "The Port Guard Brigade", Certainty::Since),
        ]
    );
    for ground in standing.lines.iter().flat_map(|l| &l.spells).flat_map(|s| &s.grounds) {
        let (document, span) = ground.words(corpus);
        assert!(corpus[document].at(span).contains("Aleppo"));
    }
}

#[test]
fn what_an_actor_became_stands_with_who_says_so() {
    let picture = picture(&[page(
        "Valley Post",
        "2017-01-10",
        "Lena Brandt said that the Port Guard Brigade became part of the Northland Front on 1 \
         November 2016. Peter Holm said that the Port Guard Brigade was a militia until March 2016.",
    )]);
    let guard = who(&picture, "Port Guard Brigade");
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let standing = standing::of(corpus, identities, Known::shipped(), guard, &Window::default());
    let said = |standing: &standing::Standing, attribute| -> Vec<(String, String)> {
        let lines = standing.lines.iter().filter(|line| line.attribute == attribute);
        let one = |line: &standing::Line| {
            (line.holder.name(corpus, identities), line.spells[0].words.clone())
        };
        lines.map(one).collect()
    };
    let told = |who: &str, what: &str| vec![(who.to_owned(), what.to_owned())];
    assert_eq!(said(&standing, Attribute::PartOf), told("Lena Brandt", "the Northland Front"));
    assert_eq!(said(&standing, Attribute::Is), told("Peter Holm", "a militia"));
    let front = who(&picture, "Northland Front");
    let front = standing::of(corpus, identities, Known::shipped(), front, &Window::default());
    assert_eq!(said(&front, Attribute::HasPart), told("Lena Brandt", "the Port Guard Brigade"));
}

#[test]
fn what_is_told_several_times_is_as_sure_as_the_surest_reading() {
    let picture = picture(&[page(
        "Valley Post",
        "2017-01-10",
        "Raqqa is held by the Northland Front. Raqqa was captured by the Northland Front in 2016. Lena \
         Brandt said that the harbour was closed.",
    )]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let raqqa = who(&picture, "Raqqa");
    let standing = standing::of(corpus, identities, Known::shipped(), raqqa, &Window::default());
    let spell = standing.lines.iter().flat_map(|line| &line.spells).next().expect("a spell");
    let scores: Vec<f32> =
        spell.grounds.iter().filter_map(|ground| ground.stands(corpus).score).collect();
    assert!(scores.len() > 1, "{spell:?}");
    let surest = scores.into_iter().max_by(f32::total_cmp);
    assert_eq!(spell.suggestion(corpus).score, surest);
    let page = &corpus[0];
    for claim in &page.claims {
        let stands = page.claim_stands(claim);
        let told = claim.chain.first().map(|nth| page.told[*nth as usize].score);
        assert!(stands.score.is_some_and(|score| score > 0.0 && score < 1.0), "{claim:?}");
        assert!(told.is_none_or(|told| told == stands.score), "{claim:?}");
    }
}

#[test]
fn what_somebody_finds_of_an_actor_is_none_of_its_standings() {
    let picture = picture(&[page(
        "Valley Post",
        "2017-01-10",
        "Lena Brandt is controversial. Lena Brandt plans on leaving the Northland Union. Lena \
         Brandt is an important help. Lena Brandt is the mayor of Raqqa. Raqqa is held by the \
         Northland Front. Aleppo is beautiful.",
    )]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let all = |name: &str| -> Vec<(Attribute, String)> {
        let of = who(&picture, name);
        let standing = standing::of(corpus, identities, Known::shipped(), of, &Window::default());
        let spells = |line: &standing::Line| {
            let attribute = line.attribute;
            line.spells.iter().map(|s| (attribute, s.words.clone())).collect::<Vec<_>>()
        };
        standing.lines.iter().flat_map(spells).collect()
    };
    let one = |attribute, words: &str| (attribute, words.to_owned());
    assert_eq!(all("Lena Brandt"), [one(Attribute::Leads, "Raqqa")]);
    assert_eq!(
        all("Raqqa"),
        [one(Attribute::LedBy, "Lena Brandt"), one(Attribute::ControlledBy, "the Northland Front")]
    );
    assert_eq!(all("Northland Front"), [one(Attribute::Controls, "Raqqa")]);
    assert!(all("Aleppo").is_empty());
}

#[test]
fn what_was_said_stands_beside_what_others_say_was_done() {
    let picture = picture(&[
        page(
            "Harbour Courier",
            "2015-05-08",
            "The Northland Front denied that it had shelled the market of Raqqa. The Northland \
             Front said that its cooks had won a prize.",
        ),
        page(
            "Valley Post",
            "2015-05-07",
            "The Northland Front shelled the market of Raqqa on 6 May 2015, Peter Holm said.",
        ),
        page("Valley Post", "2019-05-07", "The Northland Front opened a bakery in Ostend."),
    ]);
    let front = who(&picture, "Northland Front");
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let compared = compare::of(corpus, identities, front, &Window::default());
    let best = compared.pairs.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap();
    let (said, did) = (&compared.said[best.said], &compared.did[best.did]);
    let page = &corpus[said.document()];
    assert!(page.words_at(said.words(corpus)).contains("shelled the market"));
    assert_eq!(said.manner(corpus), "denies");
    assert_eq!(did.holder.name(corpus, identities), "Peter Holm");
    assert_eq!(best.days, Some(-2), "{best:?}");
    assert!((0.0..=1.0).contains(&best.score) && !best.shared.is_empty());
    assert!(compared.unpaired_said >= 1 && compared.unpaired_did >= 1, "{compared:#?}");
    let bakery = |pair: &compare::Pair| {
        let deed = compared.did[pair.did].deed;
        let page = &corpus[deed.document];
        page.at(page.deeds[deed.nth as usize].span).contains("bakery")
    };
    assert!(!compared.pairs.iter().any(bakery));
}

#[test]
fn what_captured_pages_leave_out_is_judged_over_days_with_pages_only() {
    let attack = "Gunmen attacked the grain market in Homs on 4 May 2015 and killed 12 people.";
    let picture = picture(&[
        page("Harbour Courier", "2015-05-05", attack),
        page("Valley Post", "2015-05-06", &format!("{attack} Shops stayed closed.")),
        page("Hill Gazette", "2015-05-06", "The choir of Ostend sang on Tuesday evening."),
        page("Dale Times", "2018-01-01", "The choir of Ostend sang on Monday evening."),
    ]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = Incidents::of(corpus, identities, &[]);
    let gazette = coverage::left_out(corpus, &incidents, "Hill Gazette");
    assert_eq!((gazette.pages, gazette.dated, gazette.days_with_pages), (1, 1, 1));
    assert_eq!((gazette.judged, gazette.missing.len()), (1, 1), "{gazette:?} {incidents:?}");
    let outlets: Vec<&str> = gazette.missing[0].outlets.iter().map(|(o, _)| o.as_str()).collect();
    assert_eq!(outlets, ["Harbour Courier", "Valley Post"]);
    let times = coverage::left_out(corpus, &incidents, "Dale Times");
    assert_eq!((times.judged, times.missing.len()), (0, 0), "it has no pages of those days");
    assert!(times.unjudged().is_some_and(|why| why.contains("no captured page")), "{times:?}");
    assert_eq!(gazette.unjudged(), None);
    let post = coverage::left_out(corpus, &incidents, "Valley Post");
    assert!(post.missing.is_empty());

    let matter = Matter::incident(corpus, identities, &incidents, 0).unwrap();
    assert!(matter.column.label.contains("Homs"), "{:?}", matter.column);
    assert!(matter.column.id.starts_with('i') && matter.column.days.is_some());
    let all = Window::default();
    let coverage = coverage::of(corpus, identities, &[matter], By::Outlet, &all);
    assert_eq!(coverage.rows.len(), 4, "each captured outlet has a row");
    assert_eq!(coverage.cells.len(), 2);
    for cell in &coverage.cells {
        assert_eq!(cell.documents, 1);
        assert!(cell.claims >= 1 && cell.words >= 10, "{cell:?}");
    }
    let first = coverage.cells.iter().filter_map(|cell| cell.first.clone()).min().unwrap();
    assert_eq!(first.date.to_string(), "2015-05-05");
}

#[test]
fn coverage_of_an_actor_by_outlet_and_by_speaker_gives_the_names_used() {
    let picture = picture(&[
        page("Harbour Courier", "2015-05-05", "The Port Guard Brigade closed the bridge."),
        page(
            "Valley Post",
            "2015-05-06",
            "Lena Brandt said that the Port Guard Brigade had closed the bridge.",
        ),
    ]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let guard = who(&picture, "Port Guard Brigade");
    let matters = [Matter::actor(corpus, identities, &[], guard)];
    let all = Window::default();
    let outlets = coverage::of(corpus, identities, &matters, By::Outlet, &all);
    assert_eq!(outlets.cells.len(), 2);
    assert!(outlets.cells.iter().all(|cell| cell.names[0].words == "Port Guard Brigade"));
    assert!(outlets.cells.iter().all(|cell| cell.documents == 1), "every page with its name");
    let speakers = coverage::of(corpus, identities, &matters, By::Speaker, &all);
    let brandt = Who::Speaker(Holder::Actor(who(&picture, "Lena Brandt")));
    assert!(speakers.rows.iter().any(|row| row.who == brandt), "{:?}", speakers.rows);
}

#[test]
fn a_timeline_tells_by_which_clock_and_filters() {
    let picture = picture(&[
        page("Harbour Courier", "2016-05-05", "The bridge of Ostend fell down on 2 April 2014."),
        page("Valley Post", "2015-05-06", "Lena Brandt said on 3 May 2015 that Aleppo was quiet."),
        page("Valley Post", "2013-01-06", "The bakers of Aleppo are out of flour."),
    ]);
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let timeline = timeline::of(corpus, identities, None, &Filter::default());
    let told: Vec<(String, Clock)> = timeline
        .entries
        .iter()
        .filter_map(|entry| entry.when.as_ref())
        .map(|when| (when.date.to_string(), when.clock))
        .collect();
    let expected = [
        ("2013-01-06", Clock::Published),
        ("2014-04-02", Clock::Happened),
        ("2015-05-03", Clock::Said),
    ];
    for (date, clock) in expected {
        assert!(told.contains(&(date.to_owned(), clock)), "{date} {clock:?} in {told:?}");
    }
    assert!(timeline.entries.is_sorted_by(|a, b| match (&a.when, &b.when) {
        (Some(a), Some(b)) => a <= b,
        (a, b) => a.is_some() || b.is_none(),
    }));
    let brandt = who(&picture, "Lena Brandt");
    let hers = Filter { holder: Some(Holder::Actor(brandt)), ..Filter::default() };
    let hers = timeline::of(corpus, identities, None, &hers);
    assert!(!hers.entries.is_empty());
    for entry in &hers.entries {
        assert!(matches!(entry.what, What::Claim(_)) && entry.document == 1);
    }
    let aleppo = Filter { place: Some("aleppo".to_owned()), ..Filter::default() };
    let aleppo = timeline::of(corpus, identities, None, &aleppo);
    let documents: Vec<u32> = aleppo.entries.iter().map(|entry| entry.document).collect();
    assert!(documents.contains(&1) && documents.contains(&2) && !documents.contains(&0));
    let window = Window {
        published: Some(Days { first: day("2016"), last: i32::MAX }),
        ..Window::default()
    };
    let late = timeline::of(corpus, identities, None, &Filter { window, ..Filter::default() });
    assert!(!late.entries.is_empty() && late.entries.iter().all(|entry| entry.document == 0));
}

/// How the row of a name stands that pages of an outlet use.
fn stands(dossier: &Dossier, name: &str, outlet: &str) -> String {
    let at = dossier.head().unwrap().seq;
    let (picture, rulings) = (dossier.picture(at).unwrap(), dossier.rulings(at).unwrap());
    let Picture { corpus, identities, .. } = &picture;
    let identity = (0..).zip(identities.all()).find(|(_, one)| one.names(corpus).contains(name));
    let identity = identity.unwrap().0;
    let names = names::of(corpus, identities, Known::shipped(), identity, &Window::default());
    let stands = names::Stands::of(corpus, identities, &rulings, identity);
    let wording = names.wordings.iter().find(|one| one.form() == name).unwrap();
    let by = |user: &&names::User| user.holder.name(corpus, identities) == outlet;
    stands.user(wording.users.iter().find(by).unwrap()).to_string()
}

#[test]
fn a_name_is_as_sure_as_the_join_it_came_by_until_people_agree_to_that_and_to_its_mentions() {
    let folder = tempfile::tempdir().unwrap();
    let pages = [
        page(
            "Valley Post",
            "2021-05-06",
            "The Port Guard Brigade (PGB) attacked the market in Ostend.",
        ),
        page("Hill Gazette", "2021-05-06", "The PGB attacked the market in Ostend."),
    ];
    for (nth, words) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{nth}.html")), words).unwrap();
    }
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let paths = [folder.path().to_owned()];
    dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    assert_eq!(stands(&dossier, "Port Guard Brigade", "Valley Post"), "suggested 1.00");
    let joined = stands(&dossier, "PGB", "Hill Gazette");
    assert!(joined.starts_with("suggested 0."), "{joined}");

    let at = dossier.head().unwrap().seq;
    let picture = dossier.picture(at).unwrap();
    let joins = picture.identities.all().iter().flat_map(|one| &one.joins).cloned();
    let ids = |join: sayso::identity::Join| {
        [join.one.1, join.other.1].map(|place| picture.corpus.actor(place).id.clone())
    };
    for items in joins.map(ids) {
        let (bond, holds) = (Bond::SameActor, Holds::Yes);
        let ruling = Ruling { bond, items: items.into(), known: None, holds, why: None };
        dossier.rule(ruling, &stamp()).unwrap();
    }
    assert_eq!(stands(&dossier, "PGB", "Hill Gazette"), "suggested 1.00", "only the join");
    let gazette = &dossier.documents(at).unwrap()[1].text;
    let mentions = dossier.items(gazette, at).unwrap().into_iter();
    for view in mentions.filter(|view| matches!(view.item.body, Body::Mention(_))) {
        let (target, verdict) = (view.item.id, Verdict::Accept);
        let accepted =
            Judgement { target, verdict, content: None, speaker: None, stance: None, why: None };
        dossier.judge(accepted, &stamp()).unwrap();
    }
    assert_eq!(stands(&dossier, "PGB", "Hill Gazette"), "agreed");
}
