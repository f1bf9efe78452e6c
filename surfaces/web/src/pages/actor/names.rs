//! Who calls it what.

use super::{MOST, Quotes};
use crate::address::Links;
use crate::pages::list::maybe;
use crate::quote::{Named, Quote};
use crate::ruled::suggested;
use crate::view::View;
use sayso::agreement::Suggestion;
use sayso::names::{Listed, Remark, Stands, User, Wording};

/// What it is called.
pub(super) struct Names {
    pub(super) rows: Vec<NameRow>,
    pub(super) more: usize,
    pub(super) remarks: Vec<RemarkRow>,
    pub(super) more_remarks: usize,
}

/// A name that somebody uses in one manner.
pub(super) struct NameRow {
    pub(super) name: String,
    pub(super) listed: &'static str,
    pub(super) who: Named,
    pub(super) manner: &'static str,
    pub(super) since: String,
    pub(super) uses: usize,
    pub(super) documents: u32,
    pub(super) stands: Suggestion,
    pub(super) quotes: Quotes,
}

/// Something that is said about a name.
pub(super) struct RemarkRow {
    pub(super) kind: &'static str,
    pub(super) who: Named,
    pub(super) cue: String,
    pub(super) quote: Quote,
    pub(super) state: String,
}

pub(super) fn of(links: &Links, view: &View, names: &sayso::names::Names) -> Names {
    let all: Vec<(&Wording, &User)> =
        names.wordings.iter().flat_map(|of| of.users.iter().map(move |user| (of, user))).collect();
    let stands = Stands::of(&view.corpus, &view.identities, &view.rulings, names.identity);
    let rows = all.iter().take(MOST);
    let rows = rows.map(|(wording, user)| row(links, view, wording, (user, stands.user(user))));
    let remarks = names.remarks.iter().take(MOST).map(|remark| remarked(links, view, remark));
    Names {
        rows: rows.collect(),
        more: all.len().saturating_sub(MOST),
        remarks: remarks.collect(),
        more_remarks: names.remarks.len().saturating_sub(MOST),
    }
}

fn row(
    links: &Links,
    view: &View,
    wording: &Wording,
    (user, stands): (&User, Suggestion),
) -> NameRow {
    let quotes = user.places.iter().map(|(document, span)| {
        let page = &view.corpus[*document];
        Quote { words: page.at(*span).to_owned(), ..Quote::of(links, page, &[*span]) }
    });
    NameRow {
        name: wording.form().to_owned(),
        listed: match wording.listed {
            Listed::No => "",
            Listed::Name => "in the list of known actors",
            Listed::Loaded => "in the list of known actors as a name that others use",
        },
        who: Named::holder(links, view, &user.holder),
        manner: user.manner.words(),
        since: maybe(user.since.as_ref()),
        uses: user.places.len(),
        documents: user.documents,
        stands,
        quotes: Quotes::of(quotes),
    }
}

fn remarked(links: &Links, view: &View, remark: &Remark) -> RemarkRow {
    let page = &view.corpus[remark.document];
    RemarkRow {
        kind: remark.kind.words(),
        who: Named::holder(links, view, &remark.holder),
        cue: page.at(remark.cue).to_owned(),
        quote: Quote::sentence(links, page, remark.span),
        state: suggested(remark.score),
    }
}
