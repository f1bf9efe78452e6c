//! `origins`: how many independent origins stand behind something, and what rests on one.

use super::incidents::{find, range};
use super::{View, who};
use crate::args::{Args, Origins};
use crate::commands::trace::{self, Because};
use crate::failure::Failure;
use crate::show::{count, one_line, say};
use sayso::DossierError;
use sayso::behind::Word;
use sayso::incidents::Incidents;
use sayso::independence::{Fall, Independence, Origin, held, resting_on};
use sayso::model::Span;
use serde_json::{Value, json};
use std::io::{self, Write};

/// So many of the claims that rest on an actor are shown; JSON has all.
const SHOWN: usize = 20;

/// Counts the origins of a claim or an incident, or lists what rests on an actor.
pub(crate) fn run(args: &Args, asked: &Origins) -> Result<(), Failure> {
    let view = View::open(args, &asked.when)?;
    let json = asked.output.json;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match (&asked.of, &asked.id) {
        (Some(actor), _) => falls(&view, actor, (json, asked.why), &mut out)?,
        (_, Some(given)) if given.starts_with('i') => {
            of_incident(&view, given, (json, asked.why), &mut out)?;
        }
        (_, given) => {
            let given = given.as_deref().unwrap_or_default();
            trace::is_no_dispute(given)?;
            let traced =
                view.dossier.trace(given, view.at).map_err(|error| named(&view, given, error))?;
            let because = Because { dossier: &view.dossier, at: view.at, told: asked.why };
            trace::write_origins(&traced, json, &because, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

/// Whoever gives a name means what rests on it.
fn named(view: &View, given: &str, error: DossierError) -> Failure {
    let is_name = given.contains(' ') || !who::named(&view.picture, given).is_empty();
    match is_name {
        true => Failure::usage(format!(
            "{given:?} is no id of a claim or an incident; what rests on somebody's word is listed by \
             `sayso origins --of {given:?}`"
        )),
        false => error.into(),
    }
}

fn of_incident(
    view: &View,
    given: &str,
    (json, why): (bool, bool),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (corpus, identities) = (&view.picture.corpus, &view.picture.identities);
    let incidents = view.incidents();
    let nth = find(corpus, &incidents, given)?;
    let incident = &incidents.all()[nth as usize];
    let behind = Independence::of(corpus, identities, &incidents, incident);
    let (least, most) = behind.range();
    let told = Told { view, incidents: &incidents, why };
    if json {
        let all = |origins: &[Origin]| origins.iter().map(|o| told.record(o)).collect::<Vec<_>>();
        let record = json!({
            "type": "origins", "incident": incidents.id(corpus, nth),
            "independent_origins": {"least": least, "most": most}, "state": "suggested",
            "origins": all(&behind.origins), "unknown": all(&behind.unknown),
        });
        writeln!(out, "{}", sayso_export::line(&record))?;
        return Ok(());
    }
    let noun = if most == 1 { "origin" } else { "origins" };
    let reports = count(incident.reports.len(), "report");
    writeln!(out, "behind {reports}: {} {noun} (suggested)", range(least, most))?;
    behind.origins.iter().try_for_each(|origin| told.write(origin, "", out))?;
    behind.unknown.iter().try_for_each(|origin| told.write(origin, "perhaps ", out))?;
    Ok(())
}

/// The incidents that origins are told of.
struct Told<'v> {
    view: &'v View,
    incidents: &'v Incidents,
    /// Whether the words of each report are shown.
    why: bool,
}

impl Told<'_> {
    fn name(&self, word: &Word) -> String {
        match word {
            Word::Actor(nth) => self.view.picture.identities.get(*nth).name.clone(),
            Word::Described(words) => words.clone(),
            Word::Page(document) => {
                let page = &self.view.picture.corpus[*document];
                format!("{} (document {})", page.label(), page.number)
            }
            Word::Unknown => "nobody named".to_owned(),
        }
    }

    /// The document of a report.
    fn document(&self, report: u32) -> &sayso::corpus::Document {
        let report = &self.incidents.reports()[report as usize];
        &self.view.picture.corpus[report.document]
    }

    /// The exact words for whose word it is.
    fn source(&self, report: u32, span: Span) -> Option<&str> {
        (!span.is_empty()).then(|| self.document(report).at(span))
    }

    fn write(&self, origin: &Origin, perhaps: &str, out: &mut dyn Write) -> io::Result<()> {
        let reports = count(origin.reports.len(), "report");
        say(out, "  ", &format!("{perhaps}{}: {reports}", one_line(&self.name(&origin.word))))?;
        for rests in &origin.reports {
            let number = self.document(rests.report).number;
            let words = self.source(rests.report, rests.span);
            let words = words.map(|w| format!(" (“{}”)", one_line(w))).unwrap_or_default();
            say(
                out,
                "    ",
                &format!(
                    "document {number}: {}{words}",
                    rests.because.words(&self.view.picture.corpus, self.incidents)
                ),
            )?;
            self.words(rests.report, out)?;
        }
        Ok(())
    }

    /// The words of a report, where they are asked for.
    fn words(&self, report: u32, out: &mut dyn Write) -> io::Result<()> {
        if !self.why {
            return Ok(());
        }
        let span = self.incidents.reports()[report as usize].span;
        say(out, "      – ", &format!("“{}”", one_line(self.document(report).at(span))))
    }

    fn record(&self, origin: &Origin) -> Value {
        let reports: Vec<Value> = origin
            .reports
            .iter()
            .map(|rests| {
                json!({
                    "document": self.document(rests.report).number,
                    "why": rests.because.words(&self.view.picture.corpus, self.incidents),
                    "words": self.source(rests.report, rests.span),
                })
            })
            .collect();
        json!({"name": self.name(&origin.word), "reports": reports})
    }
}

/// What rests on an actor's word.
fn falls(
    view: &View,
    given: &str,
    (json, why): (bool, bool),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (corpus, identities) = (&view.picture.corpus, &view.picture.identities);
    let identity = who::find(&view.picture, given)?.identity;
    let incidents = view.incidents();
    let fall = resting_on(corpus, identities, &incidents, identity);
    let claims = held(corpus, identities).remove(&identity).unwrap_or_default();
    let named = &identities.get(identity).name;
    if json {
        let ids = |all: &[u32]| -> Vec<String> {
            all.iter().map(|nth| incidents.id(corpus, *nth)).collect()
        };
        let claims: Vec<Value> = claims.iter().map(|at| json!(corpus.claim(*at).id)).collect();
        let record = json!({
            "type": "resting", "actor": identities.get(identity).id, "name": named,
            "incidents_alone": ids(&fall.alone), "incidents_beside_others": ids(&fall.beside_others),
            "incidents_perhaps": ids(&fall.perhaps),
            "claims": claims, "state": "suggested",
        });
        writeln!(out, "{}", sayso_export::line(&record))?;
        return Ok(());
    }
    writeln!(out, "on the word of {} (suggested):", one_line(named))?;
    tell_incidents(&Told { view, incidents: &incidents, why }, &fall, out)?;
    let number = count(claims.len(), "claim");
    writeln!(out, "  {number}{}", if claims.is_empty() { "" } else { ":" })?;
    for at in claims.iter().take(SHOWN) {
        let (claim, number) = (corpus.claim(*at), corpus[at.document].number);
        let words = one_line(&corpus.claim_words(*at));
        say(out, "    ", &format!("{} in document {number}: “{words}”", claim.id))?;
    }
    if claims.len() > SHOWN {
        writeln!(out, "    and {} more; `sayso claims --by` lists them", claims.len() - SHOWN)?;
    }
    Ok(())
}

fn tell_incidents(told: &Told<'_>, fall: &Fall, out: &mut dyn Write) -> io::Result<()> {
    let (incidents, corpus) = (told.incidents, &told.view.picture.corpus);
    let kinds = [
        (&fall.alone, "with no other named origin: without it nobody named is behind"),
        (&fall.beside_others, "beside other origins"),
        (&fall.perhaps, "perhaps: it is the only one that a page names as telling anything"),
    ];
    for (list, how) in kinds {
        writeln!(out, "  {} {how}", count(list.len(), "incident"))?;
        for nth in list {
            let incident = &incidents.all()[*nth as usize];
            let first = incidents.reports_of(incident).next();
            let words = first.map(|report| corpus[report.document].at(report.span));
            let words = one_line(words.unwrap_or_default());
            let (id, stands) = (incidents.id(corpus, *nth), incidents.suggestion(incident));
            say(out, "    ", &format!("{id}  {stands}  “{words}”"))?;
            incident.reports.iter().try_for_each(|(report, _)| told.words(*report, out))?;
        }
    }
    Ok(())
}
