//! `disputes`: questions on which holders differ.

use super::agreed;
use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, words};
use crate::args::{Args, DisputeList};
use crate::failure::Failure;
use crate::show;
use sayso::Picture;
use sayso::agreement::{Agreement, to_dispute};
use sayso::behind::Word;
use sayso::corpus::Document;
use sayso::disputes::{Dispute, Disputes, Position};
use sayso::incidents::Incidents;
use sayso::model::Edtf;
use serde_json::{Value, json};
use std::io::{self, Write};

const COLUMNS: [&str; 9] =
    ["id", "difference", "state", "question", "holder", "stance", "said", "doc", "words"];

/// Lists disputes, one row for each position.
pub(crate) fn run(args: &Args, asked: &DisputeList) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let incidents = view.incidents();
    let estimates = view.estimates(&incidents);
    let disputes = view.disputes(&incidents, &estimates);
    let wanted = Wanted::of(&view.picture, &asked.filter, asked.about.as_deref());
    let mut found: Vec<(&Dispute, Agreement)> = disputes
        .all()
        .iter()
        .filter(|dispute| fits(&view.picture, dispute, &wanted))
        .map(|dispute| (dispute, to_dispute(&view.picture.corpus, &view.rulings, dispute)))
        .filter(|(_, said)| asked.rejected || *said != Agreement::Rejected)
        .collect();
    let left = asked.filter.limit.map_or(0, |most| found.len().saturating_sub(most));
    found.truncate(asked.filter.limit.unwrap_or(usize::MAX));
    if asked.list.form.output.json {
        return records(&view, &incidents, &found);
    }
    if asked.list.form.csv {
        let mut listing = Listing::new(&COLUMNS, "");
        for (dispute, said) in found {
            let positions = dispute.positions.iter();
            positions.for_each(|one| listing.row(row(&view.picture, dispute, said, one)));
        }
        return listing.write(&asked.list.form);
    }
    Ok(shown(&view.picture, &found, left, asked.list.form.why)?)
}

/// Each dispute with its positions below.
fn shown(
    picture: &Picture,
    found: &[(&Dispute, Agreement)],
    left: usize,
    why: bool,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if found.is_empty() {
        writeln!(out, "no dispute here fits")?;
    }
    for (dispute, said) in found {
        let (id, difference) = (&dispute.id, dispute.difference);
        let head = format!("{id}  {difference}, {}  ", agreed::shown(*said, dispute.score));
        show::say(&mut out, &head, &show::one_line(&dispute.question))?;
        for position in &dispute.positions {
            let page = &picture.corpus[position.document];
            let holder = [holder(picture, position), position.manner()];
            let holder: Vec<String> = holder.into_iter().filter(|part| !part.is_empty()).collect();
            let holder = holder.join(" ");
            let said = position.said.map(|said| format!(", {said}"));
            let (number, said) = (page.number, said.unwrap_or_default());
            let words = position.words(&picture.corpus);
            let line = format!("{holder} (document {number}{said}): “{words}”");
            show::say(&mut out, "    ", &show::one_line(&line))?;
        }
        if why {
            reasons(dispute).try_for_each(|why| show::say(&mut out, "      – ", &why))?;
        }
    }
    if left > 0 {
        writeln!(out, "{left} more; --limit gives another number")?;
    }
    out.flush()
}

fn reasons(dispute: &Dispute) -> impl Iterator<Item = String> {
    let own = dispute.reasons.iter().map(|why| show::one_line(why));
    let twice =
        dispute.self_contradiction.then(|| "one holder has two of the positions".to_owned());
    let left = (dispute.left_out > 0)
        .then(|| format!("{} more positions are not listed", dispute.left_out));
    own.chain(twice).chain(left)
}

/// The dispute of an id, or of the beginning of one.
pub(super) fn find<'d>(disputes: &'d Disputes, given: &str) -> Result<&'d Dispute, Failure> {
    let mut fitting = disputes.all().iter().filter(|dispute| dispute.id.starts_with(given));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Failure::usage(format!(
            "there is no dispute {given:?}; `sayso disputes` lists them with their ids"
        ))),
        _ => Err(Failure::usage(format!(
            "several disputes begin with {given:?}; write more of the id"
        ))),
    }
}

/// Whether one of its positions is in what is asked for.
fn fits(picture: &Picture, dispute: &Dispute, wanted: &Wanted<'_>) -> bool {
    dispute.positions.iter().any(|position| {
        let page = &picture.corpus[position.document];
        let start = position.hull().start();
        let told = position.told.map(|nth| &page.told[nth as usize]);
        let said = told.and_then(|told| told.said.as_deref());
        let name = position.holder_words(&picture.corpus, &picture.identities);
        let identity = match position.word {
            Word::Actor(identity) => Some(identity),
            _ => None,
        };
        let date = wanted.window.happened.and_then(|_| happened(page, position));
        wanted.window.takes(page, start, date, said)
            && wanted.is_there(page, &position.spans, None)
            && wanted.is_about(position.document, &position.spans, &[&dispute.question])
            && wanted.is_by_name(identity, name.as_deref())
    })
}

/// When what a position speaks of happened, as the first claim or deed in it says.
fn happened<'p>(page: &'p Document, position: &Position) -> Option<&'p Edtf> {
    let hull = position.hull();
    let claims = page.claims.iter().filter(|claim| claim.content.iter().any(|c| hull.overlaps(*c)));
    let deeds = page.deeds.iter().filter(|deed| hull.contains(deed.span));
    let dates = claims.filter_map(|claim| claim.happened.as_deref());
    dates.chain(deeds.filter_map(|deed| deed.when.as_deref())).next()
}

fn holder(picture: &Picture, position: &Position) -> String {
    let words = position.holder_words(&picture.corpus, &picture.identities);
    words.unwrap_or_else(|| "(nobody named)".to_owned())
}

fn row(picture: &Picture, dispute: &Dispute, said: Agreement, position: &Position) -> Row {
    Row {
        cells: vec![
            dispute.id.to_string(),
            dispute.difference.to_string(),
            agreed::shown(said, dispute.score),
            dispute.question.clone(),
            holder(picture, position),
            position.manner(),
            maybe(position.said),
            picture.corpus[position.document].number.to_string(),
            position.words(&picture.corpus),
        ],
        record: Value::Null,
        why: Vec::new(),
    }
}

fn records(
    view: &View,
    incidents: &Incidents,
    found: &[(&Dispute, Agreement)],
) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (dispute, said) in found {
        writeln!(out, "{}", sayso_export::line(&record(view, incidents, dispute, *said)))?;
    }
    Ok(out.flush()?)
}

fn record(view: &View, incidents: &Incidents, dispute: &Dispute, said: Agreement) -> Value {
    let corpus = &view.picture.corpus;
    let positions: Vec<Value> = dispute
        .positions
        .iter()
        .map(|position| {
            let page = &corpus[position.document];
            json!({
                "holder": position.holder_words(corpus, &view.picture.identities),
                "stance": position.stance, "said": position.said.map(|days| days.to_string()),
                "attribution": position.told.map(|nth| &page.told[nth as usize].id),
                "words": words(page, &position.spans),
            })
        })
        .collect();
    let incident = dispute.incident.map(|nth| incidents.id(corpus, nth));
    json!({
        "type": "dispute_row", "id": dispute.id, "question": dispute.question,
        "difference": dispute.difference.word(), "positions": positions,
        "left_out": dispute.left_out, "self_contradiction": dispute.self_contradiction,
        "score": super::score(dispute.score), "state": said.word(), "why": dispute.reasons,
        "incident": incident,
    })
}
