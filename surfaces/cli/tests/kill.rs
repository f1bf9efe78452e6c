//! `kill -9` in the middle of `add`, at 200 seeded points: what was acknowledged is there, the
//! dossier is sound, and the same `add` again completes it.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, Seeded, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// More than a batch takes, so that an `add` is several transactions.
const DOCUMENTS: u64 = 80;
const KILLS: u64 = 200;
/// How many dossiers are worked on at a time.
const WORKERS: u64 = 3;

fn pile(place: &Place) {
    for n in 0..DOCUMENTS {
        let words = format!(
            "Mara Olden said on {} May 1921 that the bridge at Lower Farrow was closed. \
             “Nobody crossed it,” said keeper number {n}.\n",
            n % 31 + 1
        );
        place.write(&format!("pile/{n:03}.txt"), words);
    }
}

fn ids(records: &[Value], kind: &str, field: &str) -> BTreeSet<String> {
    records.iter().filter(|r| r["type"] == kind).map(|r| text(r, field).to_owned()).collect()
}

/// What a kill waits for.
#[derive(Debug, Clone, Copy)]
enum After {
    /// So many documents acknowledged.
    Lines(u64),
    /// A transaction begun: reading takes far longer than writing, and a kill at any moment would
    /// hardly ever fall into one.
    Journal,
}

/// How often it is looked whether a transaction has begun.
const POLL: Duration = Duration::from_micros(50);
/// How long a transaction takes, about, in microseconds.
const TRANSACTION: u64 = 4_000;

/// One dossier that is killed again and again.
struct Case<'p> {
    place: &'p Place,
    name: String,
    journal: PathBuf,
}

impl<'p> Case<'p> {
    fn new(place: &'p Place, number: u64) -> Self {
        let name = format!("case-{number}.sayso");
        let journal = place.path(&format!("{name}-journal"));
        Self { place, name, journal }
    }

    /// Puts an untouched dossier in its place.
    fn fresh(&self, dossier: &[u8]) {
        let _ = std::fs::remove_file(&self.journal);
        std::fs::write(self.place.path(&self.name), dossier).expect("a fresh dossier");
    }

    fn add(&self) -> Vec<Value> {
        self.place.records(["add", "-d", &self.name, "--json", "pile"])
    }

    fn documents(&self) -> BTreeSet<String> {
        ids(&self.place.records(["sources", "-d", &self.name, "--json"]), "document_row", "id")
    }

    fn verify(&self) {
        self.place.run(["verify", "-d", &self.name]).done();
    }

    /// Starts an `add`, kills it some time after what it waits for, and gives back the documents
    /// it acknowledged in all.
    fn killed(&self, after: After, pause: Duration) -> BTreeSet<String> {
        let mut child = self
            .place
            .command(["add", "-d", &self.name, "--json", "pile"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut acknowledged = Vec::new();
        match after {
            After::Lines(lines) => acknowledged.extend(out.by_ref().take(lines as usize)),
            After::Journal => {
                let writes = || std::fs::metadata(&self.journal).is_ok_and(|file| file.len() > 0);
                while child.try_wait().expect("it can be asked").is_none() && !writes() {
                    std::thread::sleep(POLL);
                }
            }
        }
        std::thread::sleep(pause);
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        // What it had written before it died was acknowledged too, but for a line cut short.
        acknowledged.extend(out);
        let records: Vec<Value> = acknowledged
            .into_iter()
            .filter_map(|line| serde_json::from_str(&line.expect("a line")).ok())
            .collect();
        ids(&records, "kept", "document")
    }
}

/// Where the kills fell.
#[derive(Debug, Default)]
struct Fell {
    inside: AtomicU64,
    between: AtomicU64,
    after: AtomicU64,
}

/// An untouched dossier, the documents that an `add` in peace brings it to, and the microseconds
/// that takes.
struct Peace {
    dossier: Vec<u8>,
    documents: BTreeSet<String>,
    takes: u64,
}

fn in_peace(place: &Place) -> Peace {
    let case = Case::new(place, KILLS);
    place.write("first.txt", "Mara Olden said that the bridge was open.\n");
    place.run(["open", "-d", &case.name, "--no-serve", "first.txt"]).done();
    let dossier = std::fs::read(place.path(&case.name)).expect("a dossier");
    #[allow(clippy::disallowed_methods, reason = "where to kill is a share of how long it takes")]
    let start = std::time::Instant::now();
    assert_eq!(case.add().len() as u64, DOCUMENTS);
    let takes = start.elapsed().as_micros() as u64;
    Peace { dossier, documents: case.documents(), takes }
}

fn kill_once(case: &Case<'_>, kill: u64, peace: &Peace, fell: &Fell) {
    case.fresh(&peace.dossier);
    let mut seeded = Seeded(kill);
    let (after, span) = match kill % 4 {
        0 => (After::Lines(0), peace.takes),
        1 => (After::Lines(seeded.below(DOCUMENTS)), peace.takes / 4),
        _ => (After::Journal, TRANSACTION),
    };
    let acknowledged = case.killed(after, Duration::from_micros(seeded.below(span)));
    // A journal that was left is a transaction that was broken off.
    let inside = std::fs::metadata(&case.journal).is_ok_and(|file| file.len() > 0);

    case.verify();
    let there = case.documents();
    assert!(acknowledged.is_subset(&there), "kill {kill} lost a document");
    let place = match (inside, there.len() < peace.documents.len()) {
        (true, _) => &fell.inside,
        (false, true) => &fell.between,
        (false, false) => &fell.after,
    };
    place.fetch_add(1, Ordering::Relaxed);
    case.add();
    assert_eq!(case.documents(), peace.documents, "kill {kill}: add again completes it");
    if kill.is_multiple_of(20) {
        case.verify();
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let place = Place::new();
    pile(&place);
    let (peace, fell) = (in_peace(&place), Fell::default());
    std::thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (place, peace, fell) = (&place, &peace, &fell);
            scope.spawn(move || {
                let case = Case::new(place, worker);
                let kills = (0..KILLS).filter(|kill| kill % WORKERS == worker);
                kills.for_each(|kill| kill_once(&case, kill, peace, fell));
            });
        }
    });
    let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
    assert_eq!(count(&fell.inside) + count(&fell.between) + count(&fell.after), KILLS);
    assert!(count(&fell.inside) > 0 && count(&fell.between) > 0, "they fell elsewhere: {fell:?}");
}
