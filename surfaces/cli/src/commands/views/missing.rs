//! `coverage --left-out`: what the captured pages of an outlet do not have and others do.

use super::listing::{Listing, Row};
use super::{View, maybe, quoted};
use crate::failure::Failure;
use crate::show::count;
use sayso::coverage::{FEWEST, LeftOut, Matter, left_out, outlet};
use serde_json::json;
use std::collections::BTreeSet;

const COLUMNS: [&str; 5] = ["id", "of", "from", "its pages then", "who has it"];

/// What the captured pages of an outlet leave out.
pub(super) fn list(view: &View, given: &str) -> Result<Listing, Failure> {
    let picture = &view.picture;
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let name = named(view, given)?;
    let all = view.incidents();
    let left = left_out(corpus, &all, &name);
    let mut listing =
        Listing::new(&COLUMNS, "its captured pages leave nothing out of what was judged");
    for missing in &left.missing {
        let matter = Matter::incident(corpus, identities, &all, missing.incident as usize);
        let id = all.id(corpus, missing.incident);
        let label = matter.map(|matter| matter.label).unwrap_or_default();
        let who: Vec<String> = missing
            .outlets
            .iter()
            .map(|(outlet, document)| format!("{outlet} (document {})", corpus[*document].number))
            .collect();
        let reports = all.reports_of(&all.all()[missing.incident as usize]);
        listing.row(Row {
            cells: vec![
                id.clone(),
                label.clone(),
                missing.days.to_string(),
                missing.pages.to_string(),
                who.join("; "),
            ],
            record: json!({
                "type": "left_out_row", "incident": id, "of": label,
                "days": missing.days.to_string(), "pages": missing.pages, "outlets": who,
                "state": "suggested",
            }),
            why: reports.map(|report| quoted(&corpus[report.document], &[report.span])).collect(),
        });
    }
    let (record, note) = judged(&left);
    listing.note(record, note);
    Ok(listing)
}

/// The outlet of a name, in any letters.
fn named(view: &View, given: &str) -> Result<String, Failure> {
    let all: BTreeSet<&str> = view.picture.corpus.documents().iter().map(outlet).collect();
    let wanted = given.to_lowercase();
    let same = all.iter().find(|name| name.to_lowercase() == wanted);
    same.map(|name| (*name).to_owned()).ok_or_else(|| {
        let names: Vec<&str> = all.into_iter().collect();
        Failure::usage(format!("no page here is of {given:?}; there are: {}", names.join("; ")))
    })
}

/// What this was judged by.
fn judged(left: &LeftOut) -> (serde_json::Value, String) {
    let record = json!({
        "type": "left_out_judged", "outlet": left.outlet, "pages": left.pages,
        "dated": left.dated, "days": left.days.map(|days| days.to_string()),
        "days_with_pages": left.days_with_pages, "judged": left.judged,
    });
    let pages = count(left.pages as usize, "captured page");
    let incidents = count(left.judged as usize, "incident");
    let note = format!(
        "judged by {pages} of {}, {} of them dated ({}), on {incidents} that at least {FEWEST} other \
         outlets report at a time when it has pages; pages that were not captured may have them",
        left.outlet,
        left.dated,
        maybe(left.days)
    );
    (record, note)
}
