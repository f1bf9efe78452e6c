//! `coverage --left-out`: what the captured pages of an outlet do not have and others do.

use super::listing::{Listing, Row};
use super::{View, quoted, stated};
use crate::failure::Failure;
use crate::show::count;
use sayso::coverage::{FEWEST, HOW_TOLD, LeftOut, Matter, left_out, outlet};
use serde_json::json;
use std::collections::BTreeSet;

const COLUMNS: [&str; 6] = ["id", "of", "from", "its pages then", "state", "who has it"];

/// What the captured pages of an outlet leave out.
pub(super) fn list(view: &View, given: &str) -> Result<Listing, Failure> {
    let picture = &view.picture;
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let name = named(view, given)?;
    let all = view.incidents();
    let left = left_out(corpus, &all, &name);
    let empty = match left.unjudged() {
        Some(_) => "nothing could be judged, so what its captured pages leave out is not known",
        None => "its captured pages leave nothing out of what was judged",
    };
    let mut listing = Listing::new(&COLUMNS, empty);
    for missing in &left.missing {
        let matter = Matter::incident(corpus, identities, &all, missing.incident as usize);
        let id = all.id(corpus, missing.incident);
        let label = matter.map(|matter| matter.column.label).unwrap_or_default();
        let who: Vec<String> = missing
            .outlets
            .iter()
            .map(|(outlet, document)| format!("{outlet} (document {})", corpus[*document].number))
            .collect();
        let incident = &all.all()[missing.incident as usize];
        let (reports, stands) = (all.reports_of(incident), all.suggestion(incident));
        listing.row(Row {
            cells: vec![
                id.clone(),
                label.clone(),
                missing.days.to_string(),
                missing.pages.to_string(),
                stands.to_string(),
                who.join("; "),
            ],
            record: stated(
                json!({
                    "type": "left_out_row", "incident": id, "of": label,
                    "days": missing.days.to_string(), "pages": missing.pages, "outlets": who,
                }),
                stands,
            ),
            why: reports.map(|report| quoted(&corpus[report.document], &[report.span])).collect(),
        });
    }
    let (record, note) = judged(&left);
    listing.note(record, note);
    Ok(listing)
}

/// The outlet of a name, in any letters.
fn named(view: &View, given: &str) -> Result<String, Failure> {
    let all: BTreeSet<&str> =
        view.picture.corpus.documents().iter().map(|page| outlet(page)).collect();
    let wanted = given.to_lowercase();
    let same = all.iter().find(|name| name.to_lowercase() == wanted);
    same.map(|name| (*name).to_owned()).ok_or_else(|| {
        let names: Vec<&str> = all.into_iter().collect();
        Failure::usage(format!(
            "no page here is of {given:?}; there are: {} ({HOW_TOLD})",
            names.join("; ")
        ))
    })
}

/// What this was judged by.
fn judged(left: &LeftOut) -> (serde_json::Value, String) {
    let record = json!({
        "type": "left_out_judged", "outlet": left.outlet, "pages": left.pages,
        "dated": left.dated, "days": left.days.map(|days| days.to_string()),
        "days_with_pages": left.days_with_pages, "judged": left.judged,
        "unjudged": left.unjudged(),
    });
    let pages = count(left.pages as usize, "captured page");
    let incidents = count(left.judged as usize, "incident");
    let days = left.days.map(|days| format!(" ({days})")).unwrap_or_default();
    let pages = format!("{pages} of {}, {} of them dated{days}", left.outlet, left.dated);
    let note = match left.unjudged() {
        Some(why) => format!("nothing could be judged: {why}; there are {pages}"),
        None => format!(
            "judged by {pages}, on {incidents} that at least {FEWEST} other outlets report at a time \
             when it has pages; pages that were not captured may have them"
        ),
    };
    (record, note)
}
