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
    /// Its report of the incident; `None` where all that it says counts.
    report: Option<&'c Report>,
}

impl<'c> Telling<'c> {
    /// All that a document says.
    pub(super) fn whole(corpus: &'c Corpus, identities: &'c Identities, document: u32) -> Self {
        let page = Page { corpus, identities, document };
        Self { page, statements: Statements::of(&page), report: None }
    }

    /// Whether a sentence is on the incident.
    pub(super) fn has(&self, sentence: usize) -> bool {
        let near = sentence.saturating_sub(AFTER)..=sentence;
        let told =
            |report: &Report| report.sentences.iter().any(|one| near.contains(&(*one as usize)));
        self.report.is_none_or(told)
    }

    fn on_it(&self) -> impl Iterator<Item = &Statement> {
        let on_it = self.statements.all.iter().filter(|one| self.has(one.sentence));
        on_it.take(STATEMENTS)
    }

    /// What it lets others say that says enough to be set against the words of another document.
    fn voiced(&self) -> impl Iterator<Item = &Statement> {
        let said = self.on_it().filter(|one| !one.is_own() && one.stems.len() > 1);
        said.filter(|one| one.denied || one.is_held(&self.page))
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
        Telling { page, statements: Statements::of(&page), report: Some(report) }
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

/// The disputes between documents that are about one thing: who denies in one what another says in so many
/// words, and whole sayings that cannot both be so.
pub(super) fn on_topic(tellings: &[Telling<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (nth, telling) in tellings.iter().enumerate() {
        for one in telling.voiced() {
            for other in &tellings[nth + 1..] {
                let found = other.voiced().filter(|two| !one.is_by_holder_of(two));
                let found = found.filter_map(|two| {
                    Some((
                        Opposition::on_topic([&telling.statements, &other.statements], one, two)?,
                        two,
                    ))
                });
                let best = found.max_by(|a, b| {
                    a.0.score().total_cmp(&b.0.score()).then_with(|| b.1.hull.cmp(&a.1.hull))
                });
                drafts.extend(best.map(|(opposition, two)| {
                    drafted([(telling, one), (other, two)], opposition, None)
                }));
            }
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
    Some(drafted([(other, target), (telling, denial)], opposition, Some(incident)))
}

/// Two statements of two documents that are at odds.
fn drafted(
    sides: [(&Telling<'_>, &Statement); 2],
    opposition: Opposition,
    incident: Option<u32>,
) -> Draft {
    let positions = sides.map(|(of, one)| {
        let Page { corpus, document, .. } = of.page;
        Position::with(corpus, document, one.told, &one.content, one.behind.clone())
    });
    let corpus = sides[0].0.page.corpus;
    let asked = usize::from(sides[0].1.denied);
    Draft {
        question: match opposition.denial {
            true => question::whether(&positions[asked].words(corpus)),
            false => question::which(corpus, &positions[0], &positions[1]),
        },
        positions: positions.into(),
        difference: opposition.difference,
        ground: if opposition.denial { Ground::Denial } else { Ground::Opposition },
        score: opposition.score(),
        reasons: opposition.reasons,
        incident,
        left_out: 0,
    }
}
