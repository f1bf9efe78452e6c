//! `judge incident`: what is of one happening, and what is not.

use super::{View, incidents};
use crate::args::Reported;
use crate::failure::Failure;
use sayso::incidents::Incidents;
use sayso::model::{Bond, Holds, ItemId, ItemKind, Ruling, TextId};

/// Of one incident, the items of so many reports go into a ruling.
const MOST: usize = 200;
/// What can be ruled on: what tells of a happening.
const KINDS: [ItemKind; 5] = [
    ItemKind::Claim,
    ItemKind::Attribution,
    ItemKind::Relation,
    ItemKind::Status,
    ItemKind::Quantity,
];

/// The ruling that somebody asks for, and what to tell of it.
pub(super) fn ruling(view: &View, reported: &Reported) -> Result<(Ruling, String), Failure> {
    let incidents = view.incidents();
    let given = reported.ids.iter().map(|id| Given::of(view, &incidents, id));
    let given = given.collect::<Result<Vec<_>, _>>()?;
    let holds = reported.said.holds();
    let how = match holds {
        Holds::No => "are not of one happening",
        Holds::Unsure => "may be of one happening or not",
        Holds::Yes => "are of one happening",
    };
    let items = items(view, &incidents, &given, holds);
    if items.len() < 2 {
        return Err(Failure::usage(format!(
            "{} tells of it only once; give a second claim, relation, number or incident",
            reported.ids.join(" and ")
        )));
    }
    let ids: Vec<String> = given.iter().map(|one| one.words(view, &incidents)).collect();
    let told = match ids.as_slice() {
        [one] => format!("the reports of {one} {how}"),
        several => format!("{} {how}", several.join(" and ")),
    };
    Ok((
        Ruling {
            bond: Bond::SameIncident,
            items,
            known: None,
            holds,
            why: reported.said.why.clone(),
        },
        told,
    ))
}

/// What somebody names.
enum Given {
    Incident(u32),
    Item(ItemId, TextId),
}

impl Given {
    fn of(view: &View, all: &Incidents, id: &str) -> Result<Self, Failure> {
        // No item's id begins so.
        if id.starts_with('i') {
            return Ok(Self::Incident(incidents::find(&view.picture.corpus, all, id)?));
        }
        let found = view.dossier.find(id, view.at)?;
        let item = found.view.item.id;
        match item.kind().filter(|kind| KINDS.contains(kind)) {
            Some(_) => Ok(Self::Item(item, found.text)),
            None => Err(Failure::usage(format!(
                "{item} tells of no happening; give an incident, a claim, a relation or a number"
            ))),
        }
    }

    fn words(&self, view: &View, all: &Incidents) -> String {
        match self {
            Self::Incident(nth) => all.id(&view.picture.corpus, *nth),
            Self::Item(id, _) => id.to_string(),
        }
    }
}

/// The items that a ruling is on, each once: of an incident those of all its reports, where they are
/// to be one with something; of one that something is kept from, that of its first report.
fn items(view: &View, all: &Incidents, given: &[Given], holds: Holds) -> Vec<ItemId> {
    let own = |text: &TextId| {
        given.iter().any(|one| matches!(one, Given::Item(_, other) if other == text))
    };
    let corpus = &view.picture.corpus;
    let mut items: Vec<ItemId> = Vec::new();
    for one in given {
        match one {
            Given::Item(id, _) => items.push(id.clone()),
            Given::Incident(nth) => {
                let incident = &all.all()[*nth as usize];
                // A report of another document than what is kept from it, where there is one.
                let mut reports: Vec<_> = all.reports_of(incident).collect();
                reports.sort_by_key(|report| own(&corpus[report.document].text));
                let most = if holds == Holds::No && given.len() > 1 { 1 } else { MOST };
                let of = reports.into_iter().filter_map(|report| report.item(corpus));
                items.extend(of.take(most).cloned());
            }
        }
    }
    let mut once: Vec<ItemId> = Vec::with_capacity(items.len());
    let mut seen = std::collections::BTreeSet::new();
    once.extend(items.into_iter().filter(|id| seen.insert(id.clone())));
    once
}
