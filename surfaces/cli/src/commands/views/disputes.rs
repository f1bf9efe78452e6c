//! `disputes`: questions on which holders differ.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, stated, words};
use crate::args::{Args, DisputeList, Form, One, Output};
use crate::failure::Failure;
use crate::show;
use sayso::Picture;
use sayso::agreement::{Agreement, Suggestion, to_dispute};
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
    // An id names one dispute, also one that was ruled out.
    if let Some(dispute) = asked.about.as_deref().and_then(|about| by_id(&disputes, about)) {
        return told(&view, &incidents, dispute, &asked.list.form);
    }
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
    let asks = asked.about.is_some() || asked.filter.asks();
    let empty = nothing(asks, "no dispute here fits", "no dispute was found here");
    write(&view, &incidents, &found, (left, empty), &asked.list.form)
}

/// `why` of a dispute: its positions and the reasons.
pub(crate) fn one(args: &Args, asked: &One) -> Result<(), Failure> {
    let view = View::open(args, &asked.when)?;
    let incidents = view.incidents();
    let estimates = view.estimates(&incidents);
    let disputes = view.disputes(&incidents, &estimates);
    let output = Output { json: asked.output.json };
    let form = Form { output, csv: false, why: true };
    told(&view, &incidents, find(&disputes, &asked.id)?, &form)
}

/// One dispute, with what people said to it.
fn told(view: &View, incidents: &Incidents, dispute: &Dispute, form: &Form) -> Result<(), Failure> {
    let said = to_dispute(&view.picture.corpus, &view.rulings, dispute);
    write(view, incidents, &[(dispute, said)], (0, ""), form)
}

/// The dispute that some words are an id of, or the beginning of one.
fn by_id<'d>(disputes: &'d Disputes, given: &str) -> Option<&'d Dispute> {
    // A word of a question may begin so; it has no figures.
    let is_id = given.starts_with('v') && given.contains(|c: char| c.is_ascii_digit());
    is_id.then(|| find(disputes, given).ok()).flatten()
}

fn write(
    view: &View,
    incidents: &Incidents,
    found: &[(&Dispute, Agreement)],
    (left, empty): (usize, &'static str),
    form: &Form,
) -> Result<(), Failure> {
    if form.output.json {
        return records(view, incidents, found);
    }
    if form.csv {
        let mut listing = Listing::new(&COLUMNS, "");
        for (dispute, said) in found {
            let positions = dispute.positions.iter();
            positions.for_each(|one| listing.row(row(&view.picture, dispute, *said, one)));
        }
        return listing.write(form);
    }
    Ok(shown(&view.picture, found, (left, empty), form.why)?)
}

/// Each dispute with its positions below.
fn shown(
    picture: &Picture,
    found: &[(&Dispute, Agreement)],
    (left, empty): (usize, &'static str),
    why: bool,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if found.is_empty() {
        writeln!(out, "{empty}")?;
    }
    for (dispute, said) in found {
        let (id, difference) = (&dispute.id, dispute.difference);
        let head = format!("{id}  {difference}, {}  ", Suggestion::scored(*said, dispute.score));
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
        let more = dispute.left_out;
        if more > 0 && !why {
            show::say(&mut out, "    ", &format!("and {more} more; --why tells the reasons"))?;
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
    words.unwrap_or_else(|| match position.word {
        Word::Page(_) => "(the page)".to_owned(),
        _ => "(nobody named)".to_owned(),
    })
}

fn row(picture: &Picture, dispute: &Dispute, said: Agreement, position: &Position) -> Row {
    Row {
        cells: vec![
            dispute.id.to_string(),
            dispute.difference.to_string(),
            Suggestion::scored(said, dispute.score).to_string(),
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
    let record = json!({
        "type": "dispute_row", "id": dispute.id, "question": dispute.question,
        "difference": dispute.difference.word(), "positions": positions,
        "left_out": dispute.left_out, "self_contradiction": dispute.self_contradiction,
        "why": dispute.reasons, "incident": incident,
    });
    stated(record, Suggestion::scored(said, dispute.score))
}
