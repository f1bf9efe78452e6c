//! `incidents`: what happened, as documents report it, and what they differ in.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, words};
use crate::args::{Args, Form, IncidentList, One, Output};
use crate::failure::Failure;
use sayso::agreement::{Agreement, Suggestion};
use sayso::corpus::Corpus;
use sayso::disputes::{Dispute, Disputes};
use sayso::incidents::{Incident, Incidents, Report};
use sayso::independence::Independence;
use sayso::model::Span;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 9] =
    ["id", "kind", "days", "places", "docs", "origins", "state", "differ in", "first report"];

/// `why` of an incident: its reports.
pub(crate) fn explain(args: &Args, asked: &One) -> Result<(), Failure> {
    let view = View::open(args, &asked.when)?;
    let all = All::of(&view);
    let output = Output { json: asked.output.json };
    let form = Form { output, csv: false, why: true };
    all.one(find(&view.picture.corpus, &all.incidents, &asked.id)?).write(&form)
}

/// Lists incidents in order of their days, or tells one with all of its reports.
pub(crate) fn run(args: &Args, asked: &IncidentList) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let all = All::of(&view);
    if let Some(id) = &asked.id {
        return all.one(find(&view.picture.corpus, &all.incidents, id)?).write(&asked.list.form);
    }
    let wanted = Wanted::of(&view.picture, &asked.filter, asked.about.as_deref());
    let mut fitting: Vec<(u32, &Incident)> = (0..)
        .zip(all.incidents.all())
        .filter(|(_, incident)| !asked.shared || all.incidents.documents(incident) > 1)
        .filter(|(_, incident)| all.fits(incident, &wanted))
        .collect();
    // A stable sort: those of one day stand in order of their first reports, undated ones last.
    fitting.sort_by_key(|(_, incident)| {
        let days = all.incidents.days(incident);
        (days.is_none(), days)
    });
    let asks = asked.about.is_some() || asked.shared || asked.filter.asks();
    let empty = nothing(asks, "no incident here fits", "no incident was found here");
    let mut listing = Listing::new(&COLUMNS, empty);
    fitting.into_iter().for_each(|(nth, incident)| listing.row(all.row(nth, incident)));
    listing.limit(asked.filter.limit);
    listing.write(&asked.list.form)
}

/// The incident of an id, or of the beginning of one.
pub(super) fn find(corpus: &Corpus, incidents: &Incidents, given: &str) -> Result<u32, Failure> {
    let all = (0..).zip(incidents.all()).map(|(nth, _)| nth);
    let fitting: Vec<u32> =
        all.filter(|nth| incidents.id(corpus, *nth).starts_with(given)).collect();
    match fitting[..] {
        [one] => Ok(one),
        [] => Err(Failure::usage(format!(
            "there is no incident {given:?}; `sayso incidents` lists them with their ids"
        ))),
        _ => Err(Failure::usage(format!(
            "several incidents begin with {given:?}; write more of the id"
        ))),
    }
}

/// All incidents with what documents differ in about them.
struct All<'v> {
    view: &'v View,
    incidents: Incidents,
    disputes: Disputes,
    /// Which of the disputes are about an incident.
    about: BTreeMap<u32, Vec<usize>>,
}

impl<'v> All<'v> {
    fn of(view: &'v View) -> Self {
        let incidents = view.incidents();
        let estimates = view.estimates(&incidents);
        let disputes = view.disputes(&incidents, &estimates);
        let mut about: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (nth, dispute) in disputes.all().iter().enumerate() {
            if let Some(incident) = dispute.incident {
                about.entry(incident).or_default().push(nth);
            }
        }
        Self { view, incidents, disputes, about }
    }

    fn fits(&self, incident: &Incident, wanted: &Wanted<'_>) -> bool {
        let corpus = &self.view.picture.corpus;
        let happened = self.incidents.days(incident);
        let in_window = wanted.window.happened.is_none_or(|window| {
            happened.is_some_and(|days| days.first <= window.last && window.first <= days.last)
        });
        let published = sayso::moment::Window { happened: None, ..wanted.window };
        let mut reports = self.incidents.reports_of(incident);
        let fits = reports.any(|report| {
            let page = &corpus[report.document];
            published.takes(page, report.span.start(), None, None)
                && (wanted.names(&report.actors)
                    || wanted.is_about(report.document, &[report.span], &[]))
                && wanted.is_by_name(None, page.voice_at(report.span.start()))
        });
        in_window && fits && wanted.is_place(&self.incidents.places(incident))
    }

    fn about(&self, nth: u32) -> impl Iterator<Item = &Dispute> {
        let about = self.about.get(&nth).map_or(&[][..], Vec::as_slice);
        about.iter().map(|nth| &self.disputes.all()[*nth])
    }

    /// In what its reports differ, in words.
    fn differ(&self, nth: u32, incident: &Incident) -> Vec<String> {
        let stated = |report: &&Report| report.days.is_some() && !report.inferred;
        let reports = || self.incidents.reports_of(incident);
        let given: BTreeSet<_> = reports().filter(stated).filter_map(|r| r.days).collect();
        let mut differ: Vec<String> = Vec::new();
        if given.len() > 1 {
            let days: Vec<String> = given.into_iter().map(|days| days.to_string()).collect();
            differ.push(format!("the day: {}", days.join(", ")));
        }
        differ.extend(self.about(nth).map(|dispute| {
            let (id, question, what) = (&dispute.id, &dispute.question, dispute.difference);
            format!("{question} ({what}, {id})")
        }));
        differ
    }

    fn row(&self, nth: u32, incident: &Incident) -> Row {
        let (corpus, identities) = (&self.view.picture.corpus, &self.view.picture.identities);
        let (least, most) = Independence::of(corpus, identities, &self.incidents, incident).range();
        let differ = self.differ(nth, incident);
        let first = self.incidents.reports_of(incident).next();
        let first = first.map(|report| corpus[report.document].words_at(&self.sentences(report)));
        let actors: BTreeSet<u32> =
            self.incidents.reports_of(incident).flat_map(|report| report.actors.clone()).collect();
        let actors: Vec<Value> = actors
            .into_iter()
            .map(|nth| identities.get(nth))
            .map(|one| json!({"id": one.id, "name": one.name}))
            .collect();
        let reports: Vec<Value> =
            incident.reports.iter().map(|(nth, like)| self.report(*nth, *like)).collect();
        let happened = self.incidents.when(incident).unwrap_or_default();
        let stands = self.incidents.suggestion(incident);
        Row {
            cells: vec![
                self.incidents.id(corpus, nth),
                self.incidents.kind(incident).to_string(),
                happened.clone(),
                self.incidents.place_names(corpus, incident).join("; "),
                self.incidents.documents(incident).to_string(),
                range(least, most),
                stands.to_string(),
                differ.join("; "),
                first.unwrap_or_default(),
            ],
            record: stated(
                json!({
                    "type": "incident_row", "id": self.incidents.id(corpus, nth),
                    "kind": self.incidents.kind(incident).word(), "days": happened,
                    "places": self.incidents.place_names(corpus, incident), "actors": actors,
                    "documents": self.incidents.documents(incident),
                    "independent_origins": {"least": least, "most": most},
                    "differ": differ, "reports": reports,
                    "disputes": self.about(nth).map(|dispute| &dispute.id).collect::<Vec<_>>(),
                }),
                stands,
            ),
            why: incident.reports.iter().map(|(nth, like)| self.in_words(*nth, *like)).collect(),
        }
    }

    fn sentences(&self, report: &Report) -> Vec<Span> {
        let page = &self.view.picture.corpus[report.document];
        report.sentences.iter().map(|nth| page.sentences[*nth as usize]).collect()
    }

    fn report(&self, nth: u32, like: f32) -> Value {
        let report = &self.incidents.reports()[nth as usize];
        let page = &self.view.picture.corpus[report.document];
        let kept = self.kept_from(nth);
        json!({
            "type": "incident_report", "item": report.item(&self.view.picture.corpus),
            "state": self.incidents.said(nth).word(), "kept_from": kept, "days": report.days.map(|days| days.to_string()), "days_inferred": report.inferred,
            "places": report.place_names(&self.view.picture.corpus), "score": super::score(like),
            "why": self.shared(nth), "words": words(page, &self.sentences(report)),
        })
    }

    fn in_words(&self, nth: u32, like: f32) -> String {
        let report = &self.incidents.reports()[nth as usize];
        let page = &self.view.picture.corpus[report.document];
        let inferred = if report.inferred { ", from its day of publication" } else { "" };
        let days = report.days.map(|days| format!(" [{days}{inferred}]"));
        let words = quoted(page, &self.sentences(report));
        let said = Suggestion::scored(self.incidents.said(nth), like);
        let ruled = match self.incidents.said(nth) {
            Agreement::Agreed => {
                ": a person ruled that it is of one happening with another of these"
            }
            _ => "",
        };
        let kept = self.kept_from(nth).into_iter();
        let kept: String =
            kept.map(|id| format!("; a person ruled that it is not of {id}")).collect();
        let shared = self.shared(nth).join("; ");
        format!("{words}{}; {shared}; {said}{ruled}{kept}", days.unwrap_or_default())
    }

    /// What a report has in common with those before it.
    fn shared(&self, nth: u32) -> Vec<String> {
        let picture = &self.view.picture;
        self.incidents.shared(&picture.corpus, &picture.identities, nth)
    }

    /// The incidents that people ruled a report not to be of.
    fn kept_from(&self, report: u32) -> BTreeSet<String> {
        let kept = self.incidents.kept_from(report).into_iter();
        kept.map(|nth| self.incidents.id(&self.view.picture.corpus, self.incidents.at(nth)))
            .collect()
    }

    /// One incident: a row for each report.
    fn one(&self, nth: u32) -> Listing {
        const REPORTS: [&str; 8] =
            ["item", "doc", "published", "days", "places", "of one happening", "outlet", "words"];
        let incident = &self.incidents.all()[nth as usize];
        let mut listing = Listing::new(&REPORTS, "");
        for (report, like) in &incident.reports {
            let told = &self.incidents.reports()[*report as usize];
            let page = &self.view.picture.corpus[told.document];
            let published = page.published_at(told.span.start());
            listing.row(Row {
                cells: vec![
                    told.item(&self.view.picture.corpus)
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                    page.number.to_string(),
                    published.map(ToString::to_string).unwrap_or_default(),
                    maybe(told.days),
                    told.place_names(&self.view.picture.corpus).join("; "),
                    Suggestion::scored(self.incidents.said(*report), *like).to_string(),
                    sayso::coverage::outlet(page).to_owned(),
                    page.words_at(&self.sentences(told)),
                ],
                record: self.report(*report, *like),
                why: vec![self.in_words(*report, *like)],
            });
        }
        for differ in self.differ(nth, incident) {
            let record = json!({"type": "incident_differ", "in": differ});
            listing.note(record, format!("they differ in: {differ}"));
        }
        listing
    }
}

/// `2`, or `2 to 4`.
pub(super) fn range(least: usize, most: usize) -> String {
    if least == most { least.to_string() } else { format!("{least} to {most}") }
}
