//! `coverage`: who tells of what.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, missing, nothing, quoted, stated, words};
use crate::args::{Args, Coverage as Asked};
use crate::failure::Failure;
use crate::show::count;
use sayso::Picture;
use sayso::agreement::to_dispute;
use sayso::coverage::{By, Cell, Coverage, Matter, Who, of};
use serde_json::{Value, json};

const COLUMNS: [&str; 10] =
    ["id", "day", "of", "who", "docs", "claims", "words", "first", "state", "names used"];

/// Lists who tells of which matter, or what one outlet leaves out.
pub(crate) fn run(args: &Args, asked: &Asked) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    if let Some(outlet) = &asked.left_out {
        return missing::list(&view, outlet)?.write(&asked.list.form);
    }
    let picture = &view.picture;
    let wanted = Wanted::within(picture, &asked.days, None, asked.about.as_deref());
    let (matters, left) = matters(&view, asked, &wanted);
    let by = if asked.speakers { By::Speaker } else { By::Outlet };
    let coverage = of(&picture.corpus, &picture.identities, &matters, by, &wanted.window);
    let empty = nothing(
        asked.about.is_some() || asked.days.asks(),
        "nobody here tells of any such matter",
        "nothing was found here of which anybody could tell",
    );
    let mut listing = Listing::new(&COLUMNS, empty);
    let mut cells: Vec<&Cell> = coverage.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.column, cell.row));
    cells.into_iter().for_each(|cell| listing.row(row(picture, &coverage, cell)));
    for row in &coverage.rows {
        pages(picture, row, &mut listing);
    }
    if left > 0 {
        let record = json!({"type": "coverage_more", "matters": left});
        listing.note(record, format!("{left} more matters; --matters gives another number"));
    }
    listing.write(&asked.list.form)
}

/// The matters that are asked of, those that most pages tell of first, and how many are left out.
fn matters(view: &View, asked: &Asked, wanted: &Wanted<'_>) -> (Vec<Matter>, usize) {
    let picture = &view.picture;
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let incidents = view.incidents();
    let mut all: Vec<Matter> = match (asked.by_actor, asked.by_dispute) {
        (true, _) => {
            let all = (0..).zip(identities.all());
            let fits = all.filter(|(nth, _)| asked.about.is_none() || wanted.names(&[*nth]));
            fits.map(|(nth, _)| Matter::actor(corpus, identities, &view.rulings, nth)).collect()
        }
        (_, true) => {
            let estimates = view.estimates(&incidents);
            let disputes = view.disputes(&incidents, &estimates);
            let said = |dispute| to_dispute(corpus, &view.rulings, dispute);
            disputes.all().iter().map(|one| Matter::dispute(one, said(one))).collect()
        }
        _ => {
            let all = 0..incidents.all().len();
            all.filter_map(|nth| Matter::incident(corpus, identities, &incidents, nth)).collect()
        }
    };
    if !asked.by_actor {
        all.retain(|matter| {
            let label = [matter.column.label.as_str()];
            let mut places = matter.places.iter();
            places.any(|(document, span)| wanted.is_about(*document, &[*span], &label))
        });
    }
    // A stable sort: those that as many tell of stay in order.
    all.sort_by_cached_key(|matter| std::cmp::Reverse(matter.documents()));
    let left = all.len().saturating_sub(asked.matters);
    all.truncate(asked.matters);
    (all, left)
}

fn who(picture: &Picture, who: &Who) -> String {
    match who {
        Who::Outlet(name) => name.clone(),
        Who::Speaker(holder) => holder.name(&picture.corpus, &picture.identities),
        Who::Unnamed => "(nobody named)".to_owned(),
    }
}

fn row(picture: &Picture, coverage: &Coverage, cell: &Cell) -> Row {
    let (of, name) = (&coverage.columns[cell.column], who(picture, &coverage.rows[cell.row].who));
    let names: Vec<String> =
        cell.names.iter().map(|name| format!("{} ({})", name.words, name.uses)).collect();
    let corpus = &picture.corpus;
    let places: Vec<Value> =
        cell.places.iter().map(|(document, span)| words(&corpus[*document], &[*span])).collect();
    let used: Vec<Value> = cell
        .names
        .iter()
        .map(|name| {
            let (document, span) = name.first;
            json!({
                "actor": picture.identities.get(name.identity).id, "uses": name.uses,
                "first": words(&corpus[document], &[span]),
            })
        })
        .collect();
    let quote = |(document, span): &(u32, _)| quoted(&corpus[*document], &[*span]);
    Row {
        cells: vec![
            of.id.clone(),
            maybe(of.days),
            of.label.clone(),
            name.clone(),
            cell.documents.to_string(),
            cell.claims.to_string(),
            cell.words.to_string(),
            maybe(cell.first.as_ref()),
            of.suggestion.to_string(),
            names.join("; "),
        ],
        record: stated(
            json!({
                "type": "coverage_row", "id": of.id, "of": of.label,
                "days": of.days.map(|days| days.to_string()), "who": name, "documents": cell.documents,
                "claims": cell.claims, "words": cell.words,
                "first": cell.first.as_ref().map(|when| &when.date), "names": used, "places": places,
            }),
            of.suggestion,
        ),
        why: cell.places.iter().map(quote).collect(),
    }
}

/// Of how many pages, of which days, a row speaks.
fn pages(picture: &Picture, row: &sayso::coverage::Row, listing: &mut Listing) {
    let name = who(picture, &row.who);
    let days = row.days.map(|days| days.to_string());
    let record = json!({
        "type": "coverage_pages", "who": name, "documents": row.documents, "dated": row.dated,
        "days": days,
    });
    let documents = count(row.documents as usize, "captured page");
    let days = days.map(|days| format!(", of {days}")).unwrap_or_default();
    listing.note(record, format!("{name}: {documents}, {} of them dated{days}", row.dated));
}
