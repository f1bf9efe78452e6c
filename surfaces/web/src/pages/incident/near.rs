//! Other incidents of the same days and places, which may be the same one.

use super::ruling;
use crate::answer::Frame;
use crate::pages::incidents::words;
use crate::quote::Quote;
use crate::ruled::Form;
use crate::view::View;
use sayso::incidents::{Happening, Incident};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many are shown, those that share most first.
const MOST: usize = 5;
/// Their days are at most so far apart.
const APART: u32 = 2;

/// Another incident that may be the same.
pub(super) struct Near {
    pub(super) id: String,
    pub(super) kind: Happening,
    pub(super) days: String,
    pub(super) places: String,
    pub(super) first: Option<Quote>,
    /// To rule on whether both are one.
    pub(super) form: Option<Form>,
}

pub(super) fn of(frame: &Frame, view: &View, nth: u32) -> Vec<Near> {
    let incidents = &view.incidents;
    let own = &incidents.all()[nth as usize];
    let days = incidents.days(own);
    let shares = shared(view, own);
    let mut near: Vec<(Reverse<usize>, u32)> = (0..)
        .zip(incidents.all())
        .filter(|(other, _)| *other != nth)
        .filter(|(_, of)| match (days, incidents.days(of)) {
            (Some(own), Some(other)) => own.apart(other) <= APART,
            _ => false,
        })
        .map(|(other, of)| (shared(view, of).intersection(&shares).count(), other))
        .filter(|(shared, _)| *shared > 0)
        .map(|(shared, other)| (Reverse(shared), other))
        .collect();
    near.sort_unstable();
    near.truncate(MOST);
    near.into_iter().map(|(_, other)| row(frame, view, nth, other)).collect()
}

/// The places that an incident's reports name.
fn shared<'v>(view: &'v View, of: &'v Incident) -> BTreeSet<&'v str> {
    view.incidents.reports_of(of).flat_map(|report| &report.places).map(String::as_str).collect()
}

fn row(frame: &Frame, view: &View, nth: u32, other: u32) -> Near {
    let all = view.incidents.all();
    let (own, of) = (&all[nth as usize], &all[other as usize]);
    let both = ruling::reports(view, own).chain(ruling::reports(view, of));
    // What is joined goes by the name of the earlier one.
    let joined = Form::reports(&frame.links, view.incident_id(nth.min(other)), both);
    let joined = joined.map(|form| Form { no: None, ..form });
    Near {
        id: view.incident_id(other).to_owned(),
        kind: view.incidents.kind(of),
        days: view.incidents.when(of).unwrap_or_default(),
        places: view.incidents.places(of).join("; "),
        first: view.incidents.reports_of(of).next().map(|report| words(frame, view, report)),
        form: joined.filter(|_| frame.as_of.is_none()),
    }
}
