//! What it is said to be, by whom, and when.

use super::Quotes;
use crate::address::Links;
use crate::pages::list::maybe;
use crate::quote::{Named, Quote};
use crate::view::View;
use sayso::agreement::Suggestion;
use sayso::model::Polarity;
use sayso::standing::{Certainty, Line, Spell, Standing, Until};

/// What it is said to be, or to have been on one day.
pub(super) struct Status {
    pub(super) rows: Vec<SpellRow>,
    /// Who says something of it, but nothing of that day.
    pub(super) silent: Vec<(Named, &'static str)>,
    /// What the list of known actors has, which is nobody's word.
    pub(super) listed: Vec<String>,
}

/// What one holder says it is for some time.
pub(super) struct SpellRow {
    pub(super) attribute: &'static str,
    /// How it is said, where it is not said to be so.
    pub(super) polarity: Option<Polarity>,
    pub(super) value: Named,
    pub(super) who: Named,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) seen: String,
    /// How sure it is of the day asked for.
    pub(super) then: &'static str,
    pub(super) stands: Suggestion,
    pub(super) quotes: Quotes,
}

pub(super) fn of(links: &Links, view: &View, all: &Standing, day: Option<i32>) -> Status {
    let row = |(line, spell, sure)| row(links, view, line, spell, sure);
    let then = day.map(|day| all.as_of(day));
    let silent = then.iter().flat_map(|then| &then.silent).map(|nth| &all.lines[*nth]);
    let silent = silent
        .map(|line| (Named::holder(links, view, &line.holder), line.attribute.words()))
        .collect();
    let listed: Vec<_> = match &then {
        Some(then) => then.listed.clone(),
        None => all.listed.iter().collect(),
    };
    Status {
        rows: all.spells(day).into_iter().map(row).collect(),
        silent,
        listed: listed.into_iter().map(ToString::to_string).collect(),
    }
}

fn row(
    links: &Links,
    view: &View,
    line: &Line,
    spell: &Spell,
    sure: Option<Certainty>,
) -> SpellRow {
    let quotes = spell.grounds.iter().map(|ground| {
        let (document, span) = ground.words(&view.corpus);
        Quote::of(links, &view.corpus[document], &[span])
    });
    let address = spell.value.map(|value| links.actor(&view.identities.get(value).id));
    SpellRow {
        attribute: line.attribute.words(),
        polarity: Some(spell.polarity).filter(|polarity| *polarity != Polarity::Asserted),
        value: Named { name: spell.words.clone(), address },
        who: Named::holder(links, view, &line.holder),
        from: maybe(spell.from.as_ref()),
        until: maybe(spell.until.as_ref().map(Until::when)),
        seen: maybe(spell.seen),
        then: sure.map(Certainty::words).unwrap_or_default(),
        stands: spell.suggestion(&view.corpus),
        quotes: Quotes::of(quotes),
    }
}
