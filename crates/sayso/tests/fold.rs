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
use sayso::{Dossier, Options};
use std::fs;

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
