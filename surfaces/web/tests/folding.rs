//! A document that comes while the workbench is open.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{ask, serve, stamp, words};
use sayso::{Dossier, Options};
use std::path::{Path, PathBuf};

/// With so many sheets beside its pages, a dossier is no longer looked at as a whole for one more.
const SHEETS: usize = 520;
const FIRST: &str = "Raiders attacked the mill at Westmere on 5 May 2021. Tamsin Okoro said that 3 people \
                     were killed at Westmere.\n";
const LATER: &str = "Raiders attacked the mill at Westmere on 5 May 2021. Okoro said that 8 people were \
                     killed at Westmere.\n";
const NOTE: &str = "by names alone, and is being looked at again";

fn add(dossier: &mut Dossier, paths: &[PathBuf]) {
    dossier.add(paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
}

fn written(folder: &Path, name: &str, said: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, said).unwrap();
    path
}

#[test]
fn a_document_that_comes_is_shown_at_once_and_then_who_is_who_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = Dossier::create(&folder.path().join("mill.sayso"), &stamp()).unwrap();
    let sheets = (0..SHEETS).map(|nth| (format!("{nth}.txt"), format!("Sheet {nth}.\n")));
    let mut paths: Vec<PathBuf> =
        sheets.map(|(name, said)| written(folder.path(), &name, &said)).collect();
    paths.push(written(folder.path(), "first.txt", FIRST));
    add(&mut dossier, &paths);
    let address = serve(dossier);
    let page = |path: &str| words(&ask(address, path).body);
    assert!(page("/incidents?place=Westmere").contains("1 incident"));
    assert!(!page("/estimates").contains("8 people"));

    let mut other = Dossier::open(&folder.path().join("mill.sayso")).unwrap();
    let before = other.head().unwrap().seq;
    add(&mut other, &[written(folder.path(), "later.txt", LATER)]);
    let folded = page("/actors?name=Okoro");
    assert!(folded.contains(NOTE) && folded.contains("2 actors"), "{folded}");
    assert!(!page(&format!("/actors?name=Okoro&at={before}")).contains(NOTE));

    // It is made anew by itself, and then is what a workbench shows that was opened only now.
    let mut shown = page("/actors?name=Okoro");
    while shown.contains(NOTE) {
        std::thread::sleep(std::time::Duration::from_millis(50));
        shown = page("/actors?name=Okoro");
    }
    assert!(shown.contains("1 actor"), "{shown}");
    let fresh = serve(other);
    for path in ["/actors?name=Okoro", "/estimates", "/disputes", "/incidents"] {
        assert_eq!(ask(address, path).body, ask(fresh, path).body, "{path}");
    }
    assert!(page("/estimates").contains("8 people"));
}
