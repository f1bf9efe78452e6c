//! Whatever is done, every question as of an operation is answered as it was right after it, and
//! the same again when the views have been made anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and say so"
)]

mod common;

use common::{
    add, all_answers, answers, capture, found, hand_claim, judgement, noon, quay, quay_claims,
    reading, text,
};
use proptest::prelude::*;
use sayso_ledger::{Appended, AsOf, ClaimQuery, Entry, Ledger, LedgerError};
use sayso_model::{Judgement, Stance, Text, Verdict};

/// One step of a random history; numbers pick among what there is.
#[derive(Debug, Clone)]
enum Step {
    Quay(u32),
    Mill(u32),
    Retitle,
    Claim(usize),
    Judge(usize, usize),
    Undo(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..4u32).prop_map(Step::Quay),
        (1..3u32).prop_map(Step::Mill),
        Just(Step::Retitle),
        (0..3usize).prop_map(Step::Claim),
        (0..20usize, 0..5usize).prop_map(|(item, verdict)| Step::Judge(item, verdict)),
        (1..40u64).prop_map(Step::Undo),
        (1..40u64).prop_map(Step::Undo),
    ]
}

fn mill() -> Text {
    text("The mill burned in 1904, wrote Tomas Vrel. The mill still stood in 1910.")
}

/// A ledger with what it answered after each operation.
struct History {
    ledger: Ledger,
    then: Vec<(u64, String)>,
}

impl History {
    fn append(&mut self, entry: Entry<'_>) -> Result<Vec<Appended>, LedgerError> {
        let appended = self.ledger.append(&noon(), &[entry])?;
        if let Some(seq) = appended[0].seq {
            self.then.push((seq, answers(&self.ledger, seq)));
        }
        Ok(appended)
    }
}

fn one_by_one(
    history: &mut History,
    entries: [Entry<'_>; 3],
) -> Result<Vec<Appended>, LedgerError> {
    entries.into_iter().try_fold(Vec::new(), |_, entry| history.append(entry))
}

fn take(history: &mut History, step: &Step) {
    let now = history.ledger.at(&AsOf::Now).unwrap();
    // What is refused leaves everything as it was: a history goes on without it.
    let _ = match step {
        Step::Quay(version) => {
            let quay = quay();
            let claims = quay_claims();
            let kept = claims.len() - (*version as usize - 1);
            let reading = reading(&quay, *version, &claims[..kept]);
            let from = format!("quay{version}.txt");
            one_by_one(
                history,
                [capture(&quay, &from), Entry::Text(&quay), Entry::Reading(&reading)],
            )
        }
        Step::Mill(version) => {
            let mill = mill();
            let reading = reading(&mill, *version, &[found("The mill burned", "Tomas Vrel")]);
            one_by_one(
                history,
                [capture(&mill, "mill.txt"), Entry::Text(&mill), Entry::Reading(&reading)],
            )
        }
        Step::Retitle => {
            let mut quay = quay();
            quay.title = Some("Closed".to_owned());
            history.append(Entry::Text(&quay))
        }
        Step::Claim(which) => {
            let words = ["Nobody came", "closed on Monday", "The quay"][*which];
            let claim = hand_claim(&quay(), words, (*which > 0).then_some("A porter"));
            history.append(Entry::Claim(claim))
        }
        Step::Judge(item, verdict) => judge(history, now, *item, *verdict),
        Step::Undo(operation) => history.append(Entry::Undo { operation: *operation, why: None }),
    };
}

fn judge(
    history: &mut History,
    now: u64,
    item: usize,
    verdict: usize,
) -> Result<Vec<Appended>, LedgerError> {
    let all = ClaimQuery { include_rejected: true, ..ClaimQuery::default() };
    let claims = history.ledger.claims(&all, now)?;
    let Some(claim) = claims.get(item % claims.len().max(1)) else { return Ok(Vec::new()) };
    let verdict = match verdict {
        0 => judgement(&claim.id, Verdict::Accept),
        1 => judgement(&claim.id, Verdict::Reject),
        2 => judgement(&claim.id, Verdict::Note),
        3 => Judgement {
            speaker: Some("Somebody else".to_owned()),
            stance: Some(Stance::Believes),
            ..judgement(&claim.id, Verdict::Correct)
        },
        _ => Judgement {
            content: Some(vec![common::anchor(&quay(), "harbour master")]),
            ..judgement(&claim.id, Verdict::Correct)
        },
    };
    history.append(Entry::Judge(verdict))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_point_of_the_log_answers_as_it_did_then(steps in prop::collection::vec(step(), 1..24)) {
        let ledger = Ledger::in_memory(&noon()).unwrap();
        let mut history = History { then: vec![(1, answers(&ledger, 1))], ledger };
        for step in &steps {
            take(&mut history, step);
        }
        let History { mut ledger, then } = history;
        prop_assert_eq!(then.len() as u64, ledger.at(&AsOf::Now).unwrap());
        for (at, answer) in &then {
            prop_assert_eq!(&answers(&ledger, *at), answer, "as of {}", at);
        }
        let before = all_answers(&ledger);
        let found = ledger.verify().unwrap();
        prop_assert!(found.is_sound(), "{:?}", found.failures);
        ledger.rebuild().unwrap();
        prop_assert_eq!(all_answers(&ledger), before);
    }
}

#[test]
fn a_page_of_claims_goes_on_where_the_last_ended() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let (quay, mill) = (quay(), mill());
    add(&mut ledger, &noon(), &quay, &reading(&quay, 1, &quay_claims()));
    add(&mut ledger, &noon(), &mill, &reading(&mill, 1, &[found("The mill burned", "Tomas Vrel")]));
    let now = ledger.at(&AsOf::Now).unwrap();
    let all = ledger.claims(&ClaimQuery::default(), now).unwrap();
    assert_eq!(all.len(), 4);
    let mut paged = Vec::new();
    loop {
        let after = paged.last().map(|claim: &sayso_ledger::ClaimView| claim.id.clone());
        let query = ClaimQuery { after, limit: Some(1), ..ClaimQuery::default() };
        match ledger.claims(&query, now).unwrap().pop() {
            Some(claim) => paged.push(claim),
            None => break,
        }
    }
    assert_eq!(paged, all);
}
