//! What documents say of one incident, and denials of what another of them says.

use super::draft::Draft;
use super::opposition::Opposition;
use super::statements::{Statement, Statements};
use super::{Ground, Page, Position, question};
use crate::corpus::Corpus;
use crate::identity::Identities;
use crate::incidents::{Incidents, Report};

/// Of an incident so many documents are looked at.
const DOCUMENTS: usize = 16;
/// What is said of an incident stands in the sentences of its report, or at most so many after.
const AFTER: usize = 3;
/// Of one document so many denials are looked at,
const DENIALS: usize = 8;
/// and each is set against so many statements of another.
const STATEMENTS: usize = 64;

/// What one document says of an incident.
pub(super) struct Telling<'c> {
    pub(super) page: Page<'c>,
    pub(super) statements: Statements,
    report: &'c Report,
}

impl Telling<'_> {
    /// Whether a sentence is on the incident.
    pub(super) fn has(&self, sentence: usize) -> bool {
        let near = sentence.saturating_sub(AFTER)..=sentence;
        self.report.sentences.iter().any(|one| near.contains(&(*one as usize)))
    }

    fn on_it(&self) -> impl Iterator<Item = &Statement> {
        let on_it = self.statements.all.iter().filter(|one| self.has(one.sentence));
        on_it.take(STATEMENTS)
    }
}

/// What the documents say that report an incident; nothing of one that only one reports.
pub(super) fn tellings<'c>(
    corpus: &'c Corpus,
    identities: &'c Identities,
    incidents: &'c Incidents,
    nth: u32,
) -> Vec<Telling<'c>> {
    let incident = &incidents.all()[nth as usize];
    if incidents.documents(incident) < 2 {
        return Vec::new();
    }
    let telling = |report: &'c Report| {
        let page = Page { corpus, identities, document: report.document };
        Telling { page, statements: Statements::of(&page), report }
    };
    incidents.reports_of(incident).take(DOCUMENTS).map(telling).collect()
}

/// The disputes between who denies a thing in one document and who says it in another.
pub(super) fn denials(tellings: &[Telling<'_>], incident: u32) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for telling in tellings {
        let denials = telling.on_it().filter(|one| one.denied && one.stems.len() > 1);
        for denial in denials.take(DENIALS) {
            let others = tellings.iter().filter(|o| o.page.document != telling.page.document);
            drafts.extend(others.filter_map(|other| draft(telling, denial, other, incident)));
        }
    }
    drafts
}

/// Of a denial and what is likest to it in another document.
fn draft(
    telling: &Telling<'_>,
    denial: &Statement,
    other: &Telling<'_>,
    incident: u32,
) -> Option<Draft> {
    let held = other.on_it().filter(|one| {
        !one.denied && !one.is_own() && one.is_held(&other.page) && !one.is_by_holder_of(denial)
    });
    let found = held
        .filter_map(|one| Some((Opposition::elsewhere(&telling.statements, denial, one)?, one)));
    let (opposition, target) = found
        .max_by(|a, b| a.0.score().total_cmp(&b.0.score()).then_with(|| b.1.hull.cmp(&a.1.hull)))?;
    let position = |of: &Telling<'_>, one: &Statement| {
        let Page { corpus, document, .. } = of.page;
        Position::with(corpus, document, one.told, &one.content, one.behind.clone())
    };
    let positions = vec![position(other, target), position(telling, denial)];
    Some(Draft {
        question: question::whether(&positions[0].words(telling.page.corpus)),
        positions,
        difference: opposition.difference,
        ground: Ground::Denial,
        score: opposition.score(),
        reasons: opposition.reasons,
        incident: Some(incident),
        left_out: 0,
    })
}
