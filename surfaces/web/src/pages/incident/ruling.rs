//! What people ruled on the reports of an incident, and the forms by which they do.

use crate::answer::Frame;
use crate::pages::rulings::Decided;
use crate::ruled::Form;
use crate::view::View;
use sayso::agreement::items;
use sayso::incidents::Incident;
use sayso::model::{Bond, ItemId, Span};
use std::collections::BTreeSet;

/// Of one incident, the items of so many reports go into a form.
const MOST: usize = 100;

/// The items by which the reports of an incident can be ruled on.
pub(super) fn reports<'v>(view: &'v View, of: &'v Incident) -> impl Iterator<Item = ItemId> + 'v {
    let reports = view.incidents.reports_of(of).take(MOST);
    reports.filter_map(|report| report.item(&view.corpus)).cloned()
}

/// To agree that all reports of an incident tell of one happening, but where the page looks back.
pub(super) fn whole(frame: &Frame, view: &View, nth: u32) -> Option<Form> {
    let of = &view.incidents.all()[nth as usize];
    let form = Form::reports(&frame.links, view.incident_id(nth), reports(view, of));
    let form = form.filter(|_| frame.as_of.is_none());
    form.map(|form| Form { yes: Some("They all tell of one happening"), no: None, ..form })
}

/// To rule on whether a report is of one happening with the first of its incident.
pub(super) fn one(frame: &Frame, view: &View, report: u32) -> Option<Form> {
    let nth = view.incidents.at(report);
    let first = view.incidents.all()[nth as usize].reports.first()?.0;
    let both = [first, report]
        .into_iter()
        .filter_map(|nth| view.incidents.reports()[nth as usize].item(&view.corpus).cloned());
    let form = Form::reports(&frame.links, view.incident_id(nth), both);
    form.filter(|_| frame.as_of.is_none() && first != report)
}

/// What people ruled on any words of its reports, the latest first.
pub(super) fn decided(frame: &Frame, view: &View, of: &Incident) -> Vec<Decided> {
    let mut own: BTreeSet<&ItemId> = BTreeSet::new();
    let is_ruled = view.rulings.iter().any(|ruled| ruled.ruling.bond == Bond::SameIncident);
    for report in view.incidents.reports_of(of).filter(|_| is_ruled) {
        let page = &view.corpus[report.document];
        let spans: Vec<Span> =
            report.sentences.iter().map(|nth| page.sentences[*nth as usize]).collect();
        own.extend(items(page, &spans, None));
    }
    let on = view.rulings.iter().rev().filter(|ruled| {
        let ruling = &ruled.ruling;
        ruling.bond == Bond::SameIncident && ruling.items.iter().any(|id| own.contains(id))
    });
    Decided::all(&frame.links, view, on)
}

/// The incidents that people ruled a report not to be of, by their ids.
pub(super) fn kept_from(view: &View, report: u32) -> Vec<String> {
    let kept = view.incidents.kept_from(report).into_iter();
    let kept: BTreeSet<u32> = kept.map(|nth| view.incidents.at(nth)).collect();
    kept.into_iter().map(|nth| view.incident_id(nth).to_owned()).collect()
}
