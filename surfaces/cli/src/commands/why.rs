//! `why`: the rule behind an item.

use super::views;
use crate::args::{Args, One};
use crate::choose;
use crate::failure::Failure;
use crate::show::{one_line, say};
use sayso::agreement::Suggestion;
use sayso::model::{ItemId, Recorded, Text};
use sayso::rates::{Count, Rate};
use sayso::{Dossier, ItemView, Judged, State, Why};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Tells why an item was read so, or shows a rule's spec.
pub(crate) fn run(args: &Args, one: &One) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    if let Some(rule) = sayso::rule(&one.id) {
        if one.output.json {
            let record = json!({
                "type": "rule", "id": one.id, "summary": rule.summary(), "spec": rule.spec,
            });
            writeln!(out, "{}", sayso_export::line(&record))?;
            return Ok(());
        }
        writeln!(out, "{}", rule.spec.trim_end())?;
        return Ok(());
    }
    if one.id.contains('.') {
        return Err(Failure::usage(format!("{} is no rule of this version", one.id)));
    }
    // What was made of many documents: no item's id begins so.
    match one.id.chars().next() {
        Some('i') => return views::one_incident(args, one),
        Some('v') => return views::one_dispute(args, one),
        _ => (),
    }
    let dossier = choose::open(args)?;
    let at = dossier.at(&one.when.as_of)?;
    let why = dossier.why(&one.id, at)?;
    if one.output.json {
        let text = dossier.text(&why.found.text, at)?;
        let document = dossier.document(&why.found.text, at)?;
        let doc = document.sources.first().map(|s| s.provenance.place()).unwrap_or_default();
        writeln!(out, "{}", sayso_export::line(&record(&why, &text, &doc)))?;
        return Ok(());
    }
    Ok(write(&why, &mut out)?)
}

/// Why an item was read so, in lines to stand below it: its rule, what set that off, how it stands.
pub(super) fn reasons(dossier: &Dossier, id: &ItemId, at: u64) -> Result<Vec<String>, Failure> {
    let why = dossier.why(&id.to_string(), at)?;
    let item = &why.found.view.item;
    let summary = why.rule.map(|rule| format!(": {}", one_line(rule.summary())));
    let mut lines = vec![format!("rule {}{}", item.rule, summary.unwrap_or_default())];
    let set_off: Vec<_> = why.because.iter().map(|a| format!("“{}”", one_line(&a.exact))).collect();
    if !set_off.is_empty() {
        lines.push(format!("set off by {}", set_off.join(", ")));
    }
    lines.push(match why.found.view.state {
        _ if why.found.view.by_hand => "added by a person".to_owned(),
        State::Unjudged => suggested(&why),
        state => state.to_string(),
    });
    Ok(lines)
}

/// That nobody has judged it, and how sure it is.
fn suggested(why: &Why) -> String {
    let stands = Suggestion::read(false, why.score());
    match why.measured() {
        Some(measured) => format!("{stands}: nobody has judged it; {measured}"),
        None => format!(
            "{stands}: nobody has judged it, and how often its rule is right was not measured"
        ),
    }
}

/// Such lines below what they are on.
pub(super) fn below(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| say(out, "      – ", line))
}

fn write(why: &Why, out: &mut dyn Write) -> io::Result<()> {
    let item = &why.found.view.item;
    writeln!(out, "{} {} in document {}", item.body.kind(), item.id, why.found.document)?;
    if let Some(words) = &why.words {
        let (before, after) = (spaced(&words.before), spaced(&words.after));
        say(out, "  ", &format!("…{before}⟦{}⟧{after}…", one_line(&words.words)))?;
    }
    writeln!(out, "rule: {}", item.rule)?;
    if let Some(rule) = why.rule {
        say(out, "  ", &one_line(rule.summary()))?;
        writeln!(out, "  spec: {} (`sayso why {}`)", rule.path, rule.id)?;
    }
    for anchor in &why.because {
        say(out, "set off by: ", &format!("“{}”", one_line(&anchor.exact)))?;
    }
    if why.found.view.state == State::Unjudged && !why.found.view.by_hand {
        say(out, "", &suggested(why))?;
    }
    for judged in &why.judgements {
        say(out, "judged: ", &in_words(judged))?;
    }
    Ok(())
}

/// One line, with a space kept at either end.
fn spaced(words: &str) -> String {
    let line = one_line(words);
    let before = if words.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if words.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{line}{after}")
}

fn in_words(judged: &Judged) -> String {
    let judgement = &judged.judgement;
    let why = judgement.why.as_ref().map(|w| format!(": {}", one_line(w))).unwrap_or_default();
    let undone = judged.undone.map(|n| format!(" (undone by operation {n})")).unwrap_or_default();
    let Judged { seq, by, recorded, .. } = judged;
    format!(
        "{} by {}, {}, operation {seq}{why}{undone}",
        judgement.verdict,
        one_line(by),
        date(recorded)
    )
}

fn date(recorded: &Recorded) -> &str {
    recorded.as_str()
}

/// All spans are in code points of the text.
fn record(why: &Why, text: &Text, doc: &str) -> Value {
    let view = &why.found.view;
    let original = view.original.clone().map(|item| {
        let original = None;
        let (state, by_hand, added) = (State::Unjudged, view.by_hand, view.added);
        sayso_export::item(text, &ItemView { item, original, state, by_hand, added }, doc)
    });
    let judgements: Vec<_> = why.judgements.iter().map(|judged| decision(judged, text)).collect();
    json!({
        "type": "why", "item": sayso_export::item(text, view, doc),
        "document": why.found.document, "text": why.found.text, "state": view.state.word(),
        "original": original, "score": why.score().map(views::score), "rate": why.rate.map(rate),
        "rule": {"id": view.item.rule, "summary": why.rule.map(sayso::Rule::summary),
            "spec": why.rule.map(|r| r.path)},
        "because": sayso_export::anchors(text, &why.because), "judgements": judgements,
    })
}

fn rate(rate: Rate) -> Value {
    let count = |count: Count| json!({"right": count.right, "read": count.read});
    json!({"rule": count(rate.own), "rules_like_it": count(rate.part)})
}

fn decision(judged: &Judged, text: &Text) -> Value {
    let j = &judged.judgement;
    let content = j.content.as_ref().map(|content| sayso_export::anchors(text, content));
    json!({
        "operation": judged.seq, "by": judged.by, "recorded": judged.recorded,
        "judgement": {"target": j.target, "verdict": j.verdict, "content": content,
            "speaker": j.speaker, "stance": j.stance, "why": j.why},
        "undone": judged.undone,
    })
}
