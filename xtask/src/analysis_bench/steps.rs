//! The steps, in a process of their own, so that their memory can be told.

use super::{Size, made};
use crate::bench::{most_memory, timed};
use anyhow::{Result, ensure};
use sayso::disputes::Disputes;
use sayso::estimates::Estimates;
use sayso::findings::Findings;
use sayso::incidents::Incidents;
use sayso::independence::Independence;
use sayso::{Dossier, Picture};
use std::path::Path;

/// Steps that were taken, each with its seconds.
#[derive(Default)]
struct Steps(Vec<(String, f64)>);

impl Steps {
    fn take<T>(&mut self, what: &str, step: impl FnOnce() -> T) -> T {
        let (given, time) = timed(step);
        self.0.push((what.to_owned(), time.as_secs_f64()));
        given
    }
}

/// Opens a dossier, takes every step over its first so many documents, and prints what it took.
#[allow(clippy::print_stdout, reason = "the one who started it reads it there")]
pub(crate) fn run(path: &Path, documents: u64) -> Result<()> {
    let mut steps = Steps::default();
    let dossier = steps.take("opening the dossier", || Dossier::open(path))?;
    let at = made::after(documents);
    let mut picture = steps.take("loading, and who is who", || dossier.picture(at))?;
    let Picture { corpus, identities, .. } = &picture;
    let incidents = steps.take("incidents", || Incidents::of(corpus, identities, &[]));
    let origins = steps.take("origins behind every incident", || origins(&picture, &incidents));
    let estimates = steps.take("estimates", || Estimates::of(corpus, identities, &incidents));
    let disputes =
        steps.take("disputes", || Disputes::of(corpus, identities, &incidents, &estimates));
    let memory = most_memory(std::process::id());
    let each = |count: fn(&sayso::corpus::Document) -> usize| -> usize {
        corpus.documents().iter().map(|document| count(document)).sum()
    };
    let counts = [
        ("documents", corpus.documents().len()),
        ("claims", each(|document| document.claims.len())),
        ("actors of one document", each(|document| document.actors.len())),
        ("actors", identities.all().len()),
        ("reports", incidents.reports().len()),
        ("incidents", incidents.all().len()),
        ("origins", origins),
        ("estimates", estimates.all().len()),
        ("disputes", disputes.all().len()),
    ];
    let counts = counts.map(|(what, count)| (what.to_owned(), count as u64)).into();
    let mut findings = Findings { incidents, estimates, disputes };
    let fold = fold(&dossier, &mut picture, &mut findings, made::after(documents + 1))?;
    println!("{}", serde_json::to_value(Size { counts, steps: steps.0, fold, memory })?);
    Ok(())
}

/// Folds one more document in.
fn fold(
    dossier: &Dossier,
    picture: &mut Picture,
    findings: &mut Findings,
    at: u64,
) -> Result<Vec<(String, f64)>> {
    let mut steps = Steps::default();
    let added = steps.take("loading it, and who is who in it", || dossier.fold(picture, at))?;
    ensure!(added.len() == 1, "there is no document to fold in");
    let Picture { corpus, identities, .. } = &*picture;
    let what = "its incidents, estimates and disputes";
    steps.take(what, || findings.add(corpus, identities, added.start));
    Ok(steps.0)
}

/// How many origins there are at least, over all incidents.
fn origins(picture: &Picture, incidents: &Incidents) -> usize {
    let Picture { corpus, identities, .. } = picture;
    let of = |incident| Independence::of(corpus, identities, incidents, incident).range().0;
    incidents.all().iter().map(of).sum()
}
