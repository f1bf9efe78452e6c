//! `trace`: the chain of a claim.

use super::{ask, why};
use crate::args::{Args, Traced};
use crate::choose;
use crate::failure::Failure;
use crate::show::{count, one_line, say};
use sayso::model::{Anchor, ItemId};
use sayso::{
    ClaimScores, ClaimView, Dossier, End, Ground, Link, Origins, Resting, State, Trace,
    claim_stands,
};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints the chain of a claim, link by link, and the origins behind its words.
pub(crate) fn run(args: &Args, asked: &Traced) -> Result<(), Failure> {
    let one = &asked.one;
    is_claim(&one.id)?;
    let dossier = choose::open(args)?;
    let at = dossier.at(&one.when.as_of)?;
    let trace = dossier.trace(&one.id, at)?;
    let mut out = io::stdout().lock();
    let because = Because { dossier: &dossier, at, told: asked.why };
    if one.output.json {
        writeln!(out, "{}", sayso_export::line(&record(&trace, &because)?))?;
        return Ok(());
    }
    write(&trace, &because, &mut out)
}

/// Of incidents and disputes, what to ask instead: no item's id begins as theirs do.
fn is_claim(id: &str) -> Result<(), Failure> {
    if id.starts_with('i') {
        return Err(Failure::usage(format!(
            "{id:?} is no claim; of an incident, `sayso origins {id}` counts the origins, and \
             `sayso why {id}` tells its reports"
        )));
    }
    is_no_dispute(id)
}

/// Of a dispute, what to ask instead.
pub(super) fn is_no_dispute(id: &str) -> Result<(), Failure> {
    match id.starts_with('v') {
        true => Err(Failure::usage(format!(
            "{id:?} is no claim; of a dispute, `sayso why {id}` tells the positions, and each of them \
             can be traced by its claim"
        ))),
        false => Ok(()),
    }
}

/// The reasons for what is shown, where they are asked for.
pub(super) struct Because<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) at: u64,
    pub(super) told: bool,
}

impl Because<'_> {
    /// How sure the claim is that is traced.
    fn score(&self, claim: &ClaimView) -> Result<Option<f32>, Failure> {
        Ok(ClaimScores::of(self.dossier, self.at).score(claim)?)
    }

    /// Why an item was read so.
    fn item(&self, id: &ItemId, out: &mut dyn Write) -> Result<(), Failure> {
        match self.told {
            true => Ok(why::below(&why::reasons(self.dossier, id, self.at)?, out)?),
            false => Ok(()),
        }
    }

    /// The words of a claim.
    fn words(&self, id: &ItemId, out: &mut dyn Write) -> Result<(), Failure> {
        if !self.told {
            return Ok(());
        }
        let words = self.dossier.why(&id.to_string(), self.at)?.words;
        let words = words.map(|words| format!("“{}”", one_line(&words.words)));
        Ok(why::below(words.as_slice(), out)?)
    }
}

fn write(trace: &Trace, because: &Because<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let claim = &trace.claim;
    let stands = claim_stands(claim, because.score(claim)?);
    say(out, &format!("{}  ", claim.id), &format!("“{}” ({stands})", one_line(&claim.words)))?;
    because.item(&claim.id, out)?;
    for (i, link) in trace.links.iter().enumerate() {
        say(out, &format!("{:>3}. ", i + 1), &in_words(link))?;
        match link {
            Link::Attribution { id, .. } | Link::Reference { id, .. } => because.item(id, out)?,
            Link::Document { .. } | Link::Decided { .. } => (),
        }
    }
    say(out, "  ⇒  ", &end(&trace.end))?;
    origins(&trace.origins, because, out)
}

/// The origins behind a claim's words alone, without its chain.
pub(super) fn write_origins(
    trace: &Trace,
    json: bool,
    because: &Because<'_>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if json {
        let mut record = record(trace, because)?;
        if let Some(fields) = record.as_object_mut() {
            fields.insert("type".to_owned(), json!("origins"));
            fields.remove("links");
            fields.remove("end");
        }
        return Ok(writeln!(out, "{}", sayso_export::line(&record))?);
    }
    say(out, &format!("{}  ", trace.claim.id), &format!("“{}”", one_line(&trace.claim.words)))?;
    origins(&trace.origins, because, out)
}

fn quoted(anchor: &Anchor) -> String {
    format!("“{}”", one_line(&anchor.exact))
}

fn joined(anchors: &[Anchor]) -> String {
    anchors.iter().map(quoted).collect::<Vec<_>>().join(" … ")
}

fn in_words(link: &Link) -> String {
    match link {
        Link::Document { number, title, voice, .. } => {
            let voice = voice.as_ref().map(|v| format!(", {}", one_line(v))).unwrap_or_default();
            format!("document {number}, {}{voice} (read here)", one_line(title))
        }
        Link::Attribution { id, source, speaker, cue, stance, kind, state } => {
            let known = speaker.as_deref().map(one_line);
            let who = match (source, known) {
                (Some(source), Some(known)) if !source.exact.contains(&known) => {
                    format!("{}, taken to be {known},", quoted(source))
                }
                (Some(source), _) => quoted(source),
                (None, known) => known.unwrap_or_else(|| "nobody named".to_owned()),
            };
            let cue = if cue.is_empty() { String::new() } else { format!(", by {}", joined(cue)) };
            let state = if *state == State::Corrected { ", corrected" } else { "" };
            format!("{who} {stance}{cue} ({kind}, read here{state}, {id})")
        }
        Link::Decided { holder, stance } => {
            let who = holder.as_deref().map_or_else(|| "nobody named".to_owned(), one_line);
            format!("{who} {stance} (a person's decision)")
        }
        Link::Reference { id, words, note, url } => {
            let note = note.as_ref().map(|n| format!(" to {}", quoted(n))).unwrap_or_default();
            let url = url
                .as_ref()
                .filter(|u| !words.exact.contains(u.as_str()) && !note.contains(u.as_str()));
            let url = url.map(|u| format!(": {}", one_line(u))).unwrap_or_default();
            format!("backed by {}{note}{url} (cited, {id})", quoted(words))
        }
    }
}

fn end(end: &End) -> String {
    match end {
        End::Page { voice: Some(voice) } => {
            format!("ends with the page's own word, {}", one_line(voice))
        }
        End::Page { voice: None } => {
            "ends with the page's own word; it names no author or outlet".to_owned()
        }
        End::Speaker(name) => format!("ends with {}", one_line(name)),
        End::Cited(url) => {
            format!("ends with {}, which is cited and not in the dossier", one_line(url))
        }
        End::ReadHere { number, url } => format!(
            "ends with document {number} ({}), in which these words were not found",
            one_line(url)
        ),
        End::Broken(why) => format!("broken: {}", one_line(why)),
    }
}

fn origins(origins: &Origins, because: &Because<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let (least, most) = origins.range();
    let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
    let noun = if most == 1 { "origin" } else { "origins" };
    writeln!(out, "behind these words: {range} {noun} (suggested)")?;
    for origin in &origins.origins {
        let claims = count(origin.claims.len(), "claim");
        say(out, "  ", &format!("{}: {claims}", one_line(&origin.name)))?;
        for c in &origin.claims {
            let place = format!("{} in document {}: {}", c.claim, c.document, c.reason());
            say(out, "    ", &place)?;
            because.words(&c.claim, out)?;
        }
    }
    for denial in &origins.denials {
        let by = denial.by.as_deref().map_or_else(|| "somebody unnamed".to_owned(), one_line);
        let place = format!("{} in document {}", denial.claim, denial.document);
        say(out, "  denied by ", &format!("{by}: {place}"))?;
        because.words(&denial.claim, out)?;
    }
    for (id, document) in &origins.unknown {
        writeln!(out, "  unknown: {id} in document {document}, whose chain is broken")?;
    }
    if origins.not_followed > 0 {
        writeln!(out, "  {} more in the same words were not followed", origins.not_followed)?;
    }
    Ok(())
}

fn anchor(anchor: &Anchor) -> Value {
    json!({"exact": anchor.exact, "bytes": anchor.span, "text": anchor.text})
}

fn record(trace: &Trace, because: &Because<'_>) -> Result<Value, Failure> {
    let links: Vec<Value> = trace.links.iter().map(link).collect();
    let (least, most) = trace.origins.range();
    let place =
        |(id, document): &(sayso::model::ItemId, u64)| json!({"claim": id, "document": document});
    let origins: Vec<Value> = trace
        .origins
        .origins
        .iter()
        .map(|o| {
            let claims: Vec<Value> = o.claims.iter().map(resting).collect();
            json!({"name": o.name, "claims": claims})
        })
        .collect();
    let denials: Vec<Value> = trace
        .origins
        .denials
        .iter()
        .map(|d| json!({"by": d.by, "claim": d.claim, "document": d.document}))
        .collect();
    let unknown: Vec<Value> = trace.origins.unknown.iter().map(place).collect();
    let claim = ask::record(&trace.claim, because.score(&trace.claim)?);
    Ok(json!({
        "type": "trace", "state": "suggested", "claim": claim, "links": links,
        "end": end_record(&trace.end), "independent_origins": {"least": least, "most": most},
        "origins": origins, "denials": denials, "unknown": unknown,
        "not_followed": trace.origins.not_followed,
    }))
}

fn resting(claim: &Resting) -> Value {
    json!({
        "claim": claim.claim, "document": claim.document, "stance": claim.stance,
        "by_wording_alone": claim.ground == Ground::Wording, "reason": claim.reason(),
    })
}

fn link(link: &Link) -> Value {
    let all = |anchors: &[Anchor]| anchors.iter().map(anchor).collect::<Vec<_>>();
    match link {
        Link::Document { number, title, voice, words } => json!({
            "link": "document", "how": "read", "document": number, "title": title,
            "voice": voice, "words": all(words),
        }),
        Link::Attribution { id, source, speaker, cue, stance, kind, state } => json!({
            "link": "attribution", "how": "read", "id": id,
            "source": source.as_ref().map(anchor), "speaker": speaker, "cue": all(cue),
            "stance": stance, "kind": kind, "state": state.word(),
        }),
        Link::Decided { holder, stance } => json!({
            "link": "decided", "how": "decided", "holder": holder, "stance": stance,
        }),
        Link::Reference { id, words, note, url } => json!({
            "link": "reference", "how": "cited", "id": id, "words": anchor(words),
            "note": note.as_ref().map(anchor), "url": url,
        }),
    }
}

fn end_record(end: &End) -> Value {
    match end {
        End::Page { voice } => json!({"kind": "page", "voice": voice}),
        End::Speaker(name) => json!({"kind": "speaker", "name": name}),
        End::Cited(url) => json!({"kind": "cited", "url": url}),
        End::ReadHere { number, url } => {
            json!({"kind": "read_here", "document": number, "url": url})
        }
        End::Broken(why) => json!({"kind": "broken", "why": why}),
    }
}
