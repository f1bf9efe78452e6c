//! Runs every history under `scenarios/`, asks its questions, makes the views anew and asks again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and say so"
)]

mod common;

use common::{Found, hand_claim, judgement, provenance, stamp};
use sayso_ledger::{AsOf, ClaimQuery, ClaimView, Entry, Ledger, LedgerError};
use sayso_model::{
    Edtf, ItemId, Judgement, Published, Reading, Said, Stance, Text, Verdict, Voice,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    about: String,
    text: BTreeMap<String, TextOf>,
    #[serde(default)]
    reading: BTreeMap<String, ReadingOf>,
    step: Vec<Step>,
    ask: Vec<Ask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextOf {
    words: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingOf {
    text: String,
    version: u32,
    claims: Vec<ClaimOf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimOf {
    words: String,
    holder: Option<String>,
    #[serde(default = "asserts")]
    stance: Stance,
    said: Option<String>,
}

fn asserts() -> Stance {
    Stance::Asserts
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    at: Option<String>,
    by: Option<String>,
    capture: Option<String>,
    #[serde(default)]
    from: String,
    text: Option<String>,
    title: Option<String>,
    reading: Option<String>,
    claim: Option<HandOf>,
    judge: Option<JudgeOf>,
    undo: Option<u64>,
    /// Words of the message, where it is to be refused.
    refused: Option<String>,
    /// Whether the dossier is to have it already.
    #[serde(default)]
    already: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandOf {
    text: String,
    words: String,
    speaker: Option<String>,
    /// Other words than those that stand there.
    exact: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JudgeOf {
    text: String,
    /// The words of the claim as it was first read.
    words: String,
    verdict: Verdict,
    content: Option<String>,
    /// Other words than those that stand there.
    exact: Option<String>,
    speaker: Option<String>,
    stance: Option<Stance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    as_of: Option<toml::Value>,
    by: Option<String>,
    words: Option<String>,
    said: Option<Edtf>,
    published: Option<Edtf>,
    voice: Option<Voice>,
    stance: Option<Stance>,
    #[serde(default)]
    rejected: bool,
    claims: Option<Vec<String>>,
    /// The titles of the documents.
    documents: Option<Vec<String>>,
    /// The judgements of the claim first read as these words: `who: verdict` and `(undone)`.
    history: Option<BTreeMap<String, Vec<String>>>,
    /// The operation that the question looks back to.
    operation: Option<u64>,
}

/// What there is to add.
struct Material {
    scenario: Scenario,
    texts: BTreeMap<String, Text>,
    readings: BTreeMap<String, Reading>,
}

impl Material {
    fn of(scenario: Scenario) -> Self {
        let texts: BTreeMap<_, _> =
            scenario.text.iter().map(|(name, given)| (name.clone(), text_of(given))).collect();
        let readings = scenario
            .reading
            .iter()
            .map(|(name, given)| (name.clone(), reading_of(&texts[&given.text], given)))
            .collect();
        Self { scenario, texts, readings }
    }

    fn step(&self, ledger: &mut Ledger, step: &Step) {
        let stamp = stamp(
            step.by.as_deref().unwrap_or("mara"),
            step.at.as_deref().unwrap_or("2026-01-01T10:00:00Z"),
        );
        let mut text = step.text.as_ref().map(|name| self.texts[name].clone());
        if let (Some(text), Some(title)) = (&mut text, &step.title) {
            text.title = Some(title.clone());
        }
        let entry = self.entry(ledger, step, text.as_ref());
        let result = ledger.append(&stamp, &[entry]);
        match &step.refused {
            Some(words) => {
                let message = common::refused(result);
                assert!(message.contains(words), "{message:?} does not say {words:?}");
            }
            None => assert_eq!(result.unwrap()[0].seq.is_none(), step.already),
        }
    }

    fn entry<'a>(&'a self, ledger: &Ledger, step: &'a Step, text: Option<&'a Text>) -> Entry<'a> {
        if let Some(name) = &step.capture {
            let bytes = self.scenario.text[name].words.as_bytes();
            return Entry::Capture { bytes, provenance: provenance(&step.from), link: None };
        }
        if let Some(text) = text {
            return Entry::Text(text);
        }
        if let Some(name) = &step.reading {
            return Entry::Reading(&self.readings[name]);
        }
        if let Some(hand) = &step.claim {
            let mut claim =
                hand_claim(&self.texts[&hand.text], &hand.words, hand.speaker.as_deref());
            if let Some(exact) = &hand.exact {
                claim.content[0].exact.clone_from(exact);
            }
            return Entry::Claim(claim);
        }
        if let Some(judge) = &step.judge {
            return Entry::Judge(self.judgement(ledger, judge));
        }
        Entry::Undo { operation: step.undo.expect("a step does something"), why: None }
    }

    fn judgement(&self, ledger: &Ledger, given: &JudgeOf) -> Judgement {
        let text = &self.texts[&given.text];
        let content = given.content.as_ref().map(|words| {
            let mut anchor = common::anchor(text, words);
            if let Some(exact) = &given.exact {
                anchor.exact.clone_from(exact);
            }
            vec![anchor]
        });
        Judgement {
            content,
            speaker: given.speaker.clone(),
            stance: given.stance,
            ..judgement(&claim_id(ledger, &given.words), given.verdict)
        }
    }
}

/// The id of the claim that was first read as these words, at any point of the log.
fn claim_id(ledger: &Ledger, words: &str) -> ItemId {
    let query = ClaimQuery { include_rejected: true, ..ClaimQuery::default() };
    let now = ledger.at(&AsOf::Now).unwrap();
    (1..=now)
        .flat_map(|at| ledger.claims(&query, at).unwrap())
        .find(|claim| claim.words == words)
        .unwrap_or_else(|| panic!("no claim was ever {words:?}"))
        .id
}

/// Asks, and holds what is answered against what is written.
fn answer(ledger: &Ledger, ask: &Ask) {
    let as_of: AsOf = match &ask.as_of {
        None => AsOf::Now,
        Some(toml::Value::String(written)) => written.parse().unwrap(),
        Some(other) => AsOf::Operation(other.as_integer().unwrap().try_into().unwrap()),
    };
    let at = ledger.at(&as_of).unwrap();
    if let Some(operation) = ask.operation {
        assert_eq!(at, operation, "{as_of:?}");
    }
    if let Some(wanted) = &ask.claims {
        let found = ledger.claims(&query(ask), at).unwrap();
        assert_eq!(&found.iter().map(shown).collect::<Vec<_>>(), wanted, "as of {at}");
    }
    if let Some(wanted) = &ask.documents {
        let titles =
            ledger.documents(at).unwrap().into_iter().map(|document| {
                format!("{}. {}", document.number, document.title.unwrap_or_default())
            });
        assert_eq!(&titles.collect::<Vec<_>>(), wanted, "as of {at}");
    }
    for (words, wanted) in ask.history.iter().flatten() {
        let judged = ledger.judgements(&claim_id(ledger, words), at).unwrap();
        let written = judged.iter().map(|judged| {
            let undone = judged.undone.map(|_| " (undone)").unwrap_or_default();
            format!("{}: {}{undone}", judged.by, judged.judgement.verdict)
        });
        assert_eq!(&written.collect::<Vec<_>>(), wanted, "as of {at}");
    }
}

fn text_of(given: &TextOf) -> Text {
    let mut text = common::text(&given.words);
    text.title.clone_from(&given.title);
    text.author.clone_from(&given.author);
    text.published = given.published.as_ref().map(|day| Published(Edtf::parse(day).unwrap()));
    text
}

fn reading_of(text: &Text, given: &ReadingOf) -> Reading {
    let claims: Vec<_> = given
        .claims
        .iter()
        .map(|claim| Found {
            words: &claim.words,
            holder: claim.holder.as_deref(),
            stance: claim.stance,
            said: claim.said.as_deref(),
        })
        .collect();
    common::reading(text, given.version, &claims)
}

fn query(ask: &Ask) -> ClaimQuery {
    ClaimQuery {
        by: ask.by.clone(),
        words: ask.words.clone(),
        said: ask.said.clone(),
        published: ask.published.clone(),
        voice: ask.voice,
        stance: ask.stance,
        include_rejected: ask.rejected,
        ..ClaimQuery::default()
    }
}

fn shown(claim: &ClaimView) -> String {
    let holder = claim.holder.as_deref().unwrap_or("nobody");
    let said = claim.said.as_ref().map(|Said(day)| format!(" {day}")).unwrap_or_default();
    format!("{holder}{said}: {} ({}, {})", claim.words, claim.stance, claim.state)
}

#[test]
fn every_history_answers_as_written() -> Result<(), LedgerError> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios");
    let mut run = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        run += 1;
        let written = std::fs::read_to_string(&path).unwrap();
        let mut scenario: Scenario =
            toml::from_str(&written).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        println!("{}: {}", path.display(), scenario.about);
        let (steps, asks) = (std::mem::take(&mut scenario.step), std::mem::take(&mut scenario.ask));
        let material = Material::of(scenario);
        let mut ledger = Ledger::in_memory(&stamp("mara", "2026-01-01T09:00:00Z"))?;
        steps.iter().for_each(|step| material.step(&mut ledger, step));
        asks.iter().for_each(|ask| answer(&ledger, ask));
        ledger.rebuild()?;
        asks.iter().for_each(|ask| answer(&ledger, ask));
        assert_eq!(ledger.verify()?.failures, []);
    }
    assert!(run >= 4, "the histories were found");
    Ok(())
}
