//! Answers that are at odds.

use super::answer::{self, Answer, Claim};
use crate::behind::Word;
use crate::disputes::draft::Draft;
use crate::disputes::elsewhere::Telling;
use crate::disputes::question::{self, where_and_when};
use crate::disputes::statements::Statements;
use crate::disputes::{Difference, Ground, Page};
use crate::identity::Identities;
use crate::incidents::Incidents;

/// Answers of one page are on one thing only so many sentences from each other.
const SENTENCES: usize = 16;

/// The disputes between answers of one page.
pub(in crate::disputes) fn within(page: &Page<'_>, statements: &Statements) -> Vec<Draft> {
    let answers = answer::of(page, statements);
    let mut drafts = Vec::new();
    for (nth, one) in answers.iter().enumerate() {
        let near = answers[nth + 1..].iter();
        let near = near.take_while(|other| other.sentence.abs_diff(one.sentence) <= SENTENCES);
        drafts.extend(near.filter_map(|other| draft(page, one, other, None)));
    }
    drafts
}

/// The disputes between answers that documents give on one incident.
pub(in crate::disputes) fn between(
    incidents: &Incidents,
    tellings: &[Telling<'_>],
    nth: u32,
) -> Vec<Draft> {
    let answers: Vec<(Page<'_>, Answer)> = tellings.iter().flat_map(of_telling).collect();
    let (place, day) = where_and_when(incidents, nth);
    let place = place.map(|place| format!(" in {place}")).unwrap_or_default();
    let day = day.map(|day| format!(" on {day}")).unwrap_or_default();
    let mut drafts = Vec::new();
    for (at, (page, one)) in answers.iter().enumerate() {
        let others = answers[at + 1..].iter().map(|(_, other)| other);
        for other in others.filter(|other| other.document != one.document) {
            if let Some(mut draft) = draft(page, one, other, Some(nth)) {
                draft.question = format!("Who or what was behind it{place}{day}?");
                drafts.push(draft);
            }
        }
    }
    drafts
}

fn of_telling<'c>(telling: &Telling<'c>) -> Vec<(Page<'c>, Answer)> {
    let answers = answer::of(&telling.page, &telling.statements).into_iter();
    let on_it = answers.filter(|answer| telling.has(answer.sentence));
    on_it.map(|answer| (telling.page, answer)).collect()
}

/// Two answers on one thing that cannot both be right.
fn draft(page: &Page<'_>, one: &Answer, other: &Answer, incident: Option<u32>) -> Option<Draft> {
    if !one.is_on_another_word_than(other) || one.overlaps(other) {
        return None;
    }
    let odds = odds(page.identities, one, other)?;
    let alike = alike(one, other, odds);
    if alike <= 0.0 || (odds == Odds::Unclaimed && incident.is_none()) {
        return None;
    }
    let agents = one.given.is_agent() && other.given.is_agent();
    let positions = vec![one.position(page), other.position(page)];
    Some(Draft {
        question: question::which(page.corpus, &positions[0], &positions[1]),
        positions,
        difference: match odds {
            Odds::Unclaimed => Difference::Date,
            Odds::Denied | Odds::Another => Difference::Conflict,
        },
        ground: match odds {
            Odds::Denied => Ground::Denial,
            Odds::Another if !agents => Ground::Cause,
            Odds::Another | Odds::Unclaimed => Ground::Agent,
        },
        score: score(one, other, alike),
        reasons: Vec::new(),
        incident,
        left_out: 0,
    })
}

/// How two answers are at odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odds {
    /// One denies what the other gives.
    Denied,
    /// They give different answers.
    Another,
    /// Nobody had claimed it, and somebody did.
    Unclaimed,
}

fn odds(identities: &Identities, one: &Answer, other: &Answer) -> Option<Odds> {
    let outright = one.outright && other.outright;
    match (one.claim, other.claim) {
        (Claim::None, Claim::None) => return None,
        (Claim::None, claim) | (claim, Claim::None) => {
            return (claim == Claim::Own && !one.denied && !other.denied)
                .then_some(Odds::Unclaimed);
        }
        _ => {}
    }
    let odds = match (one.denied, other.denied) {
        // That each did something does not mean that they did the same.
        (false, false) if outright && one.given.differs(&other.given, identities) => Odds::Another,
        (true, false) if one.outright && one.given.means(&other.given) => Odds::Denied,
        (false, true) if other.outright && one.given.means(&other.given) => Odds::Denied,
        _ => return None,
    };
    Some(odds)
}

/// How sure it is that both are on one thing. Who denies a part in it, or claims it, may leave out in
/// what.
fn alike(one: &Answer, other: &Answer, odds: Odds) -> f32 {
    let left_out = one.matter.is_left_out() || other.matter.is_left_out();
    match odds {
        Odds::Unclaimed => 0.6,
        Odds::Denied if left_out && one.outright && other.outright => 0.6,
        Odds::Denied | Odds::Another => one.matter.is_that_of(&other.matter),
    }
}

fn score(one: &Answer, other: &Answer, alike: f32) -> f32 {
    let outright = f32::from(u8::from(one.outright) + u8::from(other.outright));
    let voiced = [one, other].iter().any(|answer| matches!(answer.behind.word, Word::Page(_)));
    let known = one.given.is_known() && other.given.is_known();
    let sure = 0.3 + 0.1 * outright + 0.2 * alike;
    sure - if voiced { 0.1 } else { 0.0 } - if known { 0.0 } else { 0.1 }
}
