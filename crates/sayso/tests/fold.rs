//! A document that arrives later is folded into a picture.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

mod common;

use common::stamp;
use sayso::corpus::Place;
use sayso::estimates::Estimate;
use sayso::findings::Findings;
use sayso::model::{Bond, Holds, Judgement, Ruling, Verdict};
use sayso::{ClaimQuery, Dossier, Options, Since};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

const TEXTS: [&str; 3] = [
    "Port Authority spokesman Oren Haldane said that the ferry to Westmere had been stopped.\n",
    "Mayor Ilsa Brandt said that the bridge at Westmere was closed, and Oren Haldane denied it.\n",
    "Oren Haldane said that the bridge was open. Tamsin Okoro denied that.\n",
];

/// Which actors of all documents, by name, are taken for one.
fn who(picture: &sayso::Picture) -> Vec<Vec<String>> {
    let name = |place: &Place| format!("{} {}", place.document, picture.corpus.actor(*place).name);
    let all = picture.identities.all().iter();
    let mut all: Vec<Vec<String>> =
        all.map(|identity| identity.actors.iter().map(name).collect()).collect();
    all.sort();
    all
}

#[test]
fn a_document_folded_in_is_as_if_it_had_been_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let mut picture = dossier.picture(dossier.head().unwrap().seq).unwrap();
    for (nth, text) in TEXTS.iter().enumerate() {
        let path = folder.path().join(format!("{nth}.txt"));
        fs::write(&path, text).unwrap();
        dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
        let at = dossier.head().unwrap().seq;
        let added = dossier.fold(&mut picture, at).unwrap();
        assert_eq!(added, nth as u32..nth as u32 + 1);
        let anew = dossier.picture(at).unwrap();
        assert_eq!(picture.corpus.documents(), anew.corpus.documents());
        assert_eq!(who(&picture), who(&anew));
        assert!(dossier.fold(&mut picture, at).unwrap().is_empty());
    }
    assert!(who(&picture).iter().any(|one| one.len() == TEXTS.len()));
}

/// Pages that hang on each other: one incident with tolls and agents at odds, a denial of what another
/// page says, one actor that is and is not something.
const TOLD: [&str; 7] = [
    "A boat sank in Orlow harbour on 4 May 2021. The harbour police said that 12 people were killed in \
     the harbour. The fishermen's union said that 19 people were killed in the harbour.\n",
    "The mayor said that the Orlow company closed the upper shaft.\n\nThe director denied that the \
     company had closed the upper shaft.\n",
    "Raiders attacked the mill at Westmere on 5 May 2021. The Hill Guard destroyed the mill, the council \
     said. Tamsin Okoro said that 3 people were killed.\n",
    "The River League destroyed the mill at Westmere on 5 May 2021, the Hill Guard said. Residents said \
     that 8 people were killed at Westmere.\n",
    "A boat sank in Orlow harbour on 4 May 2021. The coast guard said that 15 people were killed in the \
     harbour, and 30 were wounded.\n",
    "The council said that the Hill Guard became part of the army in 2020.\n\nThe Hill Guard denied \
     that it was part of the army.\n",
    "Tamsin Okoro said that the Hill Guard was not part of the army. The director said that 12 people \
     were killed in Orlow harbour on 4 May 2021.\n",
];

/// Whatever order pages come in, folding each into what the earlier gave is as good as looking at all
/// of them at once.
#[test]
fn findings_folded_in_are_those_that_are_made_anew() {
    for first in 0..TOLD.len() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = Dossier::in_memory(&stamp()).unwrap();
        let mut picture = dossier.picture(dossier.head().unwrap().seq).unwrap();
        let mut findings = Findings::default();
        for text in TOLD.iter().cycle().skip(first).take(TOLD.len()) {
            let path = folder.path().join(format!("{first}.txt"));
            fs::write(&path, text).unwrap();
            dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
            for document in dossier.fold(&mut picture, dossier.head().unwrap().seq).unwrap() {
                findings.add(&picture.corpus, &picture.identities, document);
            }
            let anew = Findings::of(&picture.corpus, &picture.identities, &[]);
            assert_eq!(findings.incidents.all(), anew.incidents.all());
            assert_eq!(findings.estimates.all(), anew.estimates.all());
            assert_eq!(findings.disputes.all(), anew.disputes.all());
        }
        assert!(findings.incidents.all().iter().any(|one| one.reports.len() > 1));
        let apart = |one: &Estimate| one.given[0].first().document != one.given[1].first().document;
        assert!(
            findings.estimates.all().iter().any(|one| one.given.len() > 1 && apart(one)),
            "{:#?}",
            findings.estimates.all()
        );
        assert!(findings.disputes.all().len() > 2, "{:#?}", findings.disputes.all());
    }
}

/// What came may be folded in where nothing that was there is other than it was.
#[test]
fn what_came_since_is_told_where_it_leaves_the_rest_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let write = |name: &str, words: &str| {
        let path = folder.path().join(name);
        fs::write(&path, words).unwrap();
        [path]
    };
    let add = |dossier: &mut Dossier, paths: &[PathBuf; 1]| {
        dossier.add(paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
        dossier.head().unwrap().seq
    };
    let since = |dossier: &Dossier, from: u64, most: usize| {
        dossier.since(from, dossier.head().unwrap().seq, most).unwrap()
    };
    let first = add(&mut dossier, &write("first.txt", TEXTS[0]));
    assert_eq!(since(&dossier, first, 0), Some(Since::default()));
    let second = add(&mut dossier, &write("second.txt", TEXTS[1]));
    let came = since(&dossier, first, 1).unwrap();
    assert!(came.texts.len() == 1 && came.ruled.is_empty(), "{came:?}");
    assert_eq!(since(&dossier, first, 0), None, "more than were asked for");

    let claims = dossier.claims(&ClaimQuery::default(), second).unwrap();
    let items = claims.iter().take(2).map(|claim| claim.id.clone()).collect();
    let ruling = Ruling { bond: Bond::Dispute, items, known: None, holds: Holds::No, why: None };
    let ruled = dossier.rule(ruling, &stamp()).unwrap().seq.unwrap();
    let came = since(&dossier, second, 0).unwrap();
    assert_eq!(came.ruled, BTreeSet::from([Bond::Dispute]));

    // The same bytes from another place; a judgement; what is taken back.
    let again = add(&mut dossier, &write("again.txt", TEXTS[0]));
    assert_eq!(since(&dossier, ruled, 8), None);
    let judgement = Judgement {
        target: claims[0].id.clone(),
        verdict: Verdict::Reject,
        content: None,
        speaker: None,
        stance: None,
        why: None,
    };
    let judged = dossier.judge(judgement, &stamp()).unwrap().seq.unwrap();
    assert_eq!(since(&dossier, again, 8), None);
    dossier.undo(judged, None, &stamp()).unwrap();
    assert_eq!(since(&dossier, judged, 8), None);
}
