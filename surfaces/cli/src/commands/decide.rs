//! `claim add` and `judge`: people's part.

use super::ask;
use crate::args::{Args, ClaimAdd, JudgeItem};
use crate::choose;
use crate::failure::Failure;
use crate::session::Session;
use sayso::Dossier;
use sayso::model::{Anchor, HandClaim, Judgement, Span, Text, TextId, Verdict};
use std::io::{self, Write};

/// Adds a claim by hand.
pub(crate) fn add_claim(args: &Args, add: &ClaimAdd, session: &Session) -> Result<(), Failure> {
    let mut dossier = choose::open(args)?;
    let at = dossier.head()?.seq;
    let documents = dossier.documents(at)?;
    let text = ask::number(&documents, add.document)?.text;
    let claim = HandClaim {
        content: anchors(&dossier, &text, &add.content, add.occurrence, at)?,
        speaker: add.speaker.clone(),
        stance: add.stance,
        said: add.said.clone(),
        why: add.why.clone(),
    };
    let appended = dossier.add_claim(claim, &session.stamp())?;
    let id = appended.item.map(|id| id.to_string()).unwrap_or_default();
    let seq = appended.seq.unwrap_or_default();
    Ok(writeln!(io::stdout(), "claim {id} recorded as operation {seq}")?)
}

/// Records a decision.
pub(crate) fn judge(
    args: &Args,
    judge: Option<&JudgeItem>,
    session: &Session,
) -> Result<(), Failure> {
    let judge = judge.ok_or_else(|| Failure::usage("say what to judge, and how"))?;
    let corrects = !judge.content.is_empty() || judge.speaker.is_some() || judge.stance.is_some();
    let verdict = Verdict::from(judge.verdict);
    if corrects && verdict != Verdict::Correct {
        return Err(Failure::usage("--content, --speaker and --stance go with `correct` alone"));
    }
    if !corrects && verdict == Verdict::Correct {
        return Err(Failure::usage(
            "say what is right: --content WORDS, --speaker NAME or --stance STANCE",
        ));
    }
    if verdict == Verdict::Note && judge.why.is_none() {
        return Err(Failure::usage("say the note: --why TEXT"));
    }
    // What was made of many documents is ruled on otherwise: no item's id begins so.
    if let Some(what) = [('i', "incident"), ('v', "dispute")]
        .into_iter()
        .find_map(|(begin, what)| judge.id.starts_with(begin).then_some(what))
    {
        return Err(Failure::usage(format!(
            "{} is no item; agree with `sayso judge {what} {0}`, or rule it out with --no",
            judge.id
        )));
    }
    let mut dossier = choose::open(args)?;
    let at = dossier.head()?.seq;
    let found = dossier.find(&judge.id, at)?;
    let content = match judge.content.as_slice() {
        [] => None,
        words => Some(anchors(&dossier, &found.text, words, judge.occurrence, at)?),
    };
    let judgement = Judgement {
        target: found.view.item.id.clone(),
        verdict,
        content,
        speaker: judge.speaker.clone(),
        stance: judge.stance,
        why: judge.why.clone(),
    };
    let appended = dossier.judge(judgement, &session.stamp())?;
    let seq = appended.seq.unwrap_or_default();
    Ok(writeln!(io::stdout(), "{} of {} recorded as operation {seq}", verdict, found.view.item.id)?)
}

/// The places of some words: the first at its `occurrence` (from 1), each next one at its first
/// occurrence after the one before.
fn anchors(
    dossier: &Dossier,
    id: &TextId,
    words: &[String],
    occurrence: u32,
    at: u64,
) -> Result<Vec<Anchor>, Failure> {
    let text = dossier.text(id, at)?;
    let mut from = 0;
    let mut out = Vec::with_capacity(words.len());
    for (i, words) in words.iter().enumerate() {
        let nth = if i == 0 { occurrence as usize - 1 } else { 0 };
        let span = place(&text, words, from, nth).ok_or_else(|| not_there(&text, words))?;
        from = span.end();
        out.push(Anchor::of(&text, span).map_err(Failure::failed)?);
    }
    Ok(out)
}

fn place(text: &Text, words: &str, from: usize, nth: usize) -> Option<Span> {
    if words.trim().is_empty() {
        return None;
    }
    let (start, found) = text.words().get(from..)?.match_indices(words).nth(nth)?;
    Some(Span::new(from + start, from + start + found.len()))
}

fn not_there(text: &Text, words: &str) -> Failure {
    let times = if words.is_empty() { 0 } else { text.words().matches(words).count() };
    let hint = match times {
        0 => "they must be the text's own, character for character".to_owned(),
        n => format!(
            "they stand there {}",
            if n == 1 { "once".to_owned() } else { format!("{n} times") }
        ),
    };
    Failure::usage(format!("these words are not at that place of the document: “{words}”; {hint}"))
}
